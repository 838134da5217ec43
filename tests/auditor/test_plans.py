"""The plans that ship with the product, in every format, against their hand-written gold."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.checking import check_file
from auditor.rules import Options
from corpora.plans import plan_paths
from models.facts import Facts, Quantity
from models.finding import Checked
from models.text import key

FORMATS = (".txt", ".docx", ".pdf")
NAMES = [path.name.removesuffix(".gold.yaml") for path in plan_paths(".gold.yaml")]
FOLDER = plan_paths(".gold.yaml")[0].parent


@cache
def checked(name: str, suffix: str) -> Checked:
    return check_file(str(FOLDER / f"{name}{suffix}"), Options())


@cache
def gold(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{name}.gold.yaml").read_text(encoding="utf-8"))


def facts_of(name: str, suffix: str) -> Facts:
    facts = checked(name, suffix).facts
    assert facts is not None
    return facts


def dates(period: Any) -> tuple[str | None, str | None, str] | None:
    """Start, end and precision of a period, from the program's or from gold."""
    if period is None:
        return None
    if isinstance(period, dict):
        return (_iso(period["start"]), _iso(period["end"]), period["precision"])
    return (_iso(period.start), _iso(period.end), period.precision)


def _iso(day: Any) -> str | None:
    return None if day is None else str(day)


every = pytest.mark.parametrize("suffix", FORMATS)
plans = pytest.mark.parametrize("name", NAMES)


@plans
@every
def test_header(name: str, suffix: str) -> None:
    facts, want = facts_of(name, suffix), gold(name)["facts"]
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


@plans
@every
def test_references(name: str, suffix: str) -> None:
    facts, want = facts_of(name, suffix), gold(name)["facts"]["references"]
    found = [
        (r.type, r.number, r.symbol, r.issuer, _iso(r.issued.end) if r.issued else None, r.basis)
        for r in facts.references
    ]
    assert found == [
        (r["type"], r["number"], r["symbol"], r["issuer"], _iso(r["issued"]), r["basis"]) for r in want
    ]


@plans
@every
def test_tasks(name: str, suffix: str) -> None:
    facts, want = facts_of(name, suffix), gold(name)["facts"]["tasks"]
    found = [(t.id, dates(t.due), list(t.lead), list(t.support)) for t in facts.tasks]
    assert found == [(t["id"], dates(t["due"]), t["lead"], t["support"]) for t in want]
    for task, gold_task in zip(facts.tasks, want, strict=True):
        title, gold_title = key(task.title), key(gold_task["title"])
        # gold gives the head of a title; prose and cells with lists in them go on behind it
        assert title == gold_title or (task.form != "lines" and title.startswith(gold_title))


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


@plans
@every
def test_samples(name: str, suffix: str) -> None:
    facts, want = facts_of(name, suffix), gold(name)["facts"]["samples"]
    assert [tree(sample) for sample in facts.samples] == [gold_tree(sample) for sample in want]


@plans
@every
def test_scoring_bands_and_assignments(name: str, suffix: str) -> None:
    facts, want = facts_of(name, suffix), gold(name)["facts"]
    frames = [
        (
            f.fields,
            f.criteria,
            f.subcriteria,
            f.points,
            [(key(p.name), p.criteria, p.subcriteria, p.points) for p in f.parts],
        )
        for f in facts.scoring
    ]
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


@plans
@every
def test_findings(name: str, suffix: str) -> None:
    """Exactly the planted faults, with their severity, at their words."""
    found = sorted((f.rule, f.severity.word) for f in checked(name, suffix).findings)
    wanted = gold(name).get("findings") or []
    assert found == sorted((f["rule"], f["severity"]) for f in wanted)
    for want in wanted:
        quotes = [key(f.quote) for f in checked(name, suffix).findings if f.rule == want["rule"]]
        words = key(want["quote"])
        assert any(quote and (quote in words or words in quote) for quote in quotes), (want, quotes)


@plans
def test_formats_agree(name: str) -> None:
    """Word, PDF and text of one plan give the same facts and the same findings."""
    first, *others = [comparable(checked(name, suffix)) for suffix in FORMATS]
    for other in others:
        assert other == first


def comparable(result: Checked) -> dict[str, Any]:
    from models.serialize import to_json

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


def test_paths_exist() -> None:
    assert all((Path(FOLDER) / f"{name}{suffix}").is_file() for name in NAMES for suffix in FORMATS)
