"""Sixty-four real documents, as a website prints them: what is said of them against what a reader found."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.checking import check_file
from auditor.rules import Options
from models.finding import Checked, Finding, Severity
from models.text import key

GOLD = Path(__file__).resolve().parent.parent / "gold" / "real"
NAMES = sorted(path.stem for path in GOLD.glob("*.yaml"))


@cache
def gold(name: str) -> dict[str, Any]:
    return yaml.safe_load((GOLD / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def results(shared: Path) -> dict[str, Checked]:
    return {name: check_file(str(shared / "real" / f"{name}.txt"), Options()) for name in NAMES}


def test_every_document_is_read(shared: Path, results: dict[str, Checked]) -> None:
    assert {path.stem for path in (shared / "real").glob("*.txt")} == set(NAMES)
    assert [name for name, result in results.items() if result.document is None] == []


def is_right(name: str, finding: Finding) -> bool:
    """Whether a reader of the document found the same: the rule, at words that the finding quotes or names."""
    said = key(" ".join([finding.quote, *map(str, finding.values.values())]))
    return any(
        slip["rule"] == finding.rule and any(word in said for word in _pieces(slip["quote"]))
        for slip in gold(name).get("findings") or []
    )


def _pieces(quote: str) -> list[str]:
    """The words of a gold quote; an ellipsis stands for what it leaves out."""
    return [key(piece) for piece in str(quote).split("…") if len(key(piece)) > 3] or [key(str(quote))]


def test_errors_are_right(results: dict[str, Checked]) -> None:
    errors = [
        (name, finding)
        for name, result in results.items()
        for finding in result.findings
        if finding.severity is Severity.ERROR
    ]
    wrong = [(name, f.rule, f.quote) for name, f in errors if not is_right(name, f)]
    assert len(errors) >= 15
    assert len(wrong) <= len(errors) / 10, wrong
    assert len(wrong) <= len(results) / 10, wrong


FOUND = [
    ("decision-03", "TT011", "số số"),
    ("decision-05", "CC007", "11/2014/NĐ-CP"),
    ("decision-07", "TT011", "tiếp nhận tiếp nhận"),
    ("decision-09", "CC004", "3129/TTr-SNV"),
    ("decision-12", "CC004", "44/2023/TT-BTC"),
    ("decision-12", "TT011", "ngày ngày"),
    ("decision-15", "TG002", "Tháng 6/2025"),
    ("decree-02", "CC007", "83/2015/QH14"),
    ("notice-02", "TT011", "các các"),
    ("plan-01", "TT010", "III. NHIỆM VỤ VÀ GIẢI PHÁP"),
    ("plan-02", "CC004", "7886/HD-BNV"),
    ("plan-04", "TT010", "IV. PHÂN CÔNG NHIỆM VỤ"),
    ("plan-05", "TT010", "e) Chủ trì"),
    ("plan-09", "TT010", "g) Đào tạo"),
    ("plan-12", "CQ005", "UBND các phường"),
    ("plan-12", "TT011", "Căn cứ Căn cứ"),
]


@pytest.mark.parametrize(("name", "rule", "words"), FOUND)
def test_real_slips_are_found(results: dict[str, Checked], name: str, rule: str, words: str) -> None:
    said = [finding.quote for finding in results[name].findings if finding.rule == rule]
    assert any(words in quote for quote in said), said


def test_traps_bring_no_error(results: dict[str, Checked]) -> None:
    """What looks wrong to a program and is right."""
    for name, result in results.items():
        for trap in gold(name).get("traps") or []:
            words = key(str(trap["quote"]))
            fallen = [
                finding.quote
                for finding in result.findings
                if finding.rule == trap["rule"]
                and finding.severity is Severity.ERROR
                and len(words) > 8
                and words in key(finding.quote)
            ]
            assert not fallen, (name, trap)


HEADER = ("type", "number", "symbol", "place")


def test_headers(results: dict[str, Checked]) -> None:
    """Type, number, symbol, place and date of every document, as a reader took them down."""
    wrong = []
    for name, result in results.items():
        want, facts = gold(name)["facts"], result.facts
        assert facts is not None
        found = {part: getattr(facts, part) for part in HEADER}
        found["issued"] = str(facts.issued.end) if facts.issued else None
        wanted = {part: want[part] for part in HEADER}
        wanted["issued"] = str(want["issued"]) if want["issued"] else None
        wrong += [(name, part, found[part], wanted[part]) for part in wanted if found[part] != wanted[part]]
    assert wrong == []
