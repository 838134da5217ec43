"""What every folder of samples is held to: the program's reading, in each format, against hand-written gold."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from auditor.checking import check_file
from auditor.rules import Options
from models.facts import Facts, Quantity
from models.finding import Checked
from models.serialize import to_json
from models.text import key

FORMATS = (".txt", ".docx", ".pdf")


class Shelf:
    """A folder of samples with gold beside each; every file is read once."""

    def __init__(self, paths: Callable[[str], list[Path]]) -> None:
        gold = paths(".gold.yaml")
        self.folder = gold[0].parent
        self.names = [path.name.removesuffix(".gold.yaml") for path in gold]
        self.checked = cache(self._checked)
        self.gold = cache(self._gold)

    def _checked(self, name: str, suffix: str) -> Checked:
        return check_file(str(self.folder / f"{name}{suffix}"), Options())

    def _gold(self, name: str) -> dict[str, Any]:
        loaded: dict[str, Any] = yaml.safe_load(
            (self.folder / f"{name}.gold.yaml").read_text(encoding="utf-8")
        )
        return loaded

    def facts(self, name: str, suffix: str) -> tuple[Facts, dict[str, Any]]:
        """What the program read, and what gold says."""
        facts = self.checked(name, suffix).facts
        assert facts is not None
        return facts, self.gold(name)["facts"]


def check_files(shelf: Shelf) -> None:
    assert [
        n for n in shelf.names for suffix in FORMATS if not (shelf.folder / f"{n}{suffix}").is_file()
    ] == []


def check_header(shelf: Shelf, name: str, suffix: str) -> None:
    facts, want = shelf.facts(name, suffix)
    for part in ("type", "number", "symbol", "issuer", "place", "title", "year"):
        assert getattr(facts, part) == want[part], part
    assert dates(facts.issued) == dates(want["issued"])
    signer = facts.signer and {
        "name": facts.signer.name,
        "position": facts.signer.position,
        "authority": facts.signer.authority,
    }
    assert signer == want["signer"]
    assert list(facts.recipients) == want["recipients"]


def check_references(shelf: Shelf, name: str, suffix: str) -> None:
    facts, want = shelf.facts(name, suffix)
    found = [
        (r.type, r.number, r.symbol, r.issuer, _iso(r.issued.end) if r.issued else None, r.basis)
        for r in facts.references
    ]
    assert found == [
        (r["type"], r["number"], r["symbol"], r["issuer"], _iso(r["issued"]), r["basis"])
        for r in want["references"]
    ]


def check_tasks(shelf: Shelf, name: str, suffix: str) -> None:
    facts, want = shelf.facts(name, suffix)
    found = [(t.id, dates(t.due), list(t.lead), list(t.support)) for t in facts.tasks]
    assert found == [(t["id"], dates(t["due"]), t["lead"], t["support"]) for t in want["tasks"]]
    for task, gold_task in zip(facts.tasks, want["tasks"], strict=True):
        title, gold_title = key(task.title), key(gold_task["title"])
        # gold gives the head of a title; prose and cells with lists in them go on behind it
        assert title == gold_title or (task.form != "lines" and title.startswith(gold_title))


def check_samples(shelf: Shelf, name: str, suffix: str) -> None:
    facts, want = shelf.facts(name, suffix)
    assert [tree(sample) for sample in facts.samples] == [gold_tree(sample) for sample in want["samples"]]


def check_scoring_bands_and_assignments(shelf: Shelf, name: str, suffix: str) -> None:
    facts, want = shelf.facts(name, suffix)
    frames = [
        (
            f.fields, f.criteria, f.subcriteria, f.points,
            [(key(p.name), p.criteria, p.subcriteria, p.points) for p in f.parts],
        )
        for f in facts.scoring
    ]  # fmt: skip
    assert frames == [
        (
            f["fields"], f["criteria"], f["subcriteria"], f["points"],
            [(key(p["name"]), p["criteria"], p["subcriteria"], p["points"]) for p in f["parts"]],
        )
        for f in want["scoring"]
    ]  # fmt: skip
    assert [(b.low, b.high, b.low_open, b.high_open) for b in facts.bands] == [
        (b["low"], b["high"], b["low_open"], b["high_open"]) for b in want["bands"]
    ]
    assert [(a.agency, [key(item) for item in a.items]) for a in facts.assignments] == [
        (a["agency"], [key(item) for item in a["items"]]) for a in want["assignments"]
    ]


def check_findings(shelf: Shelf, name: str, suffix: str) -> None:
    """Exactly the planted faults, with their severity, at their words."""
    findings = shelf.checked(name, suffix).findings
    wanted = shelf.gold(name).get("findings") or []
    found = sorted((f.rule, f.severity.word) for f in findings)
    assert found == sorted((f["rule"], f["severity"]) for f in wanted)
    for want in wanted:
        quotes = [key(f.quote) for f in findings if f.rule == want["rule"]]
        words = key(want["quote"])
        assert any(quote and (quote in words or words in quote) for quote in quotes), (want, quotes)


def check_formats_agree(shelf: Shelf, name: str) -> None:
    """Word, PDF and text of one document give the same facts and the same findings."""
    first, *others = [comparable(shelf.checked(name, suffix)) for suffix in FORMATS]
    for other in others:
        assert other == first


def dates(period: Any) -> tuple[str | None, str | None, str] | None:
    """Start, end and precision of a period, from the program's or from gold."""
    if period is None:
        return None
    if isinstance(period, dict):
        return (_iso(period["start"]), _iso(period["end"]), period["precision"])
    return (_iso(period.start), _iso(period.end), period.precision)


def _iso(day: Any) -> str | None:
    return None if day is None else str(day)


def tree(quantity: Quantity) -> dict[str, Any]:
    return {
        "label": key(quantity.label),
        "unit": quantity.unit,
        "factors": list(quantity.factors),
        "stated": quantity.stated,
        "approximate": quantity.approximate,
        "explanation": key(quantity.explanation) if quantity.explanation else None,
        "parts": [tree(part) for part in quantity.parts],
    }


def gold_tree(quantity: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": key(quantity["label"]),
        "unit": quantity.get("unit"),
        "factors": quantity.get("factors", []),
        "stated": quantity.get("stated"),
        "approximate": quantity.get("approximate", False),
        "explanation": key(quantity["explanation"]) if quantity.get("explanation") else None,
        "parts": [gold_tree(part) for part in quantity.get("parts", [])],
    }


def comparable(result: Checked) -> dict[str, Any]:
    """A result without its places, which differ from format to format."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain(inner) for name, inner in value.items() if name != "span"}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        return value

    return {
        "facts": plain(to_json(result.facts)),
        "findings": [
            (f.rule, f.severity, f.template, f.quote, f.expected, f.actual, f.explanation, f.fingerprint)
            for f in result.findings
        ],
        "checks": [(check.rule, check.checked, check.failed) for check in result.checks],
    }
