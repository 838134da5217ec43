"""The annotated documents that the scorecard runs over: what ships in corpora/, the seeds, the real texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT, shared_dir

GOLD = ROOT / "tests" / "gold"
FORMATS = (".txt", ".docx", ".pdf")
GROUPS = ("corpora", "seeds", "real", "held out")


@dataclass(frozen=True)
class Case:
    """One file with its gold: `group` is its column of the scorecard."""

    group: str
    name: str
    path: Path
    gold: dict[str, Any]


@cache
def held_out() -> frozenset[str]:
    """The real documents that nobody looks at while improving anything: the blind test."""
    return frozenset(Path(__file__).with_name("held_out.txt").read_text(encoding="utf-8").split())


def cases(only: str | None = None) -> Iterator[Case]:
    """Every annotated file; `only` is one of `corpora`, `seeds`, `real` (which has the held-out ones with it)."""
    if only in (None, "corpora"):
        for folder in ("plans", "documents"):
            for path in sorted((ROOT / "corpora" / folder).glob("*.gold.yaml")):
                yield from _shipped(path)
    shared = shared_dir()
    if shared is None:
        return
    for folder in ("seeds", "real"):
        for path in sorted((GOLD / folder).glob("*.yaml")) if only in (None, folder) else ():
            gold = _load(path)
            group = "held out" if folder == "real" and path.stem in held_out() else folder
            yield Case(group, path.stem, shared / str(gold["source"]), gold)


def _shipped(path: Path) -> Iterator[Case]:
    name = path.name.removesuffix(".gold.yaml")
    for suffix in FORMATS:
        file = path.with_name(name + suffix)
        if file.is_file():
            yield Case("corpora", file.name, file, _load(path))


@cache
def _load(path: Path) -> dict[str, Any]:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(gold, dict), path
    return gold
