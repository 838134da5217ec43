"""The scorecard counts as it should, and the figures that it may not fall below."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.document import Span
from models.facts import Facts, Period, Quantity, Reference, Signer, Task
from models.finding import Finding, Severity
from tests.accuracy.matching import HEADER, KINDS, align, compare_facts, compare_findings
from tests.accuracy.scorecard import Scorecard, Tally, changes, faults, score
from tests.accuracy.sources import cases, held_out

AT = Span(0, 1)


def facts(**parts: Any) -> Facts:
    empty: dict[str, Any] = dict.fromkeys(
        ("type", "number", "symbol", "issuer", "place", "issued", "title", "year", "signer")
    )
    lists = ("recipients", "references", "tasks", "samples", "scoring", "bands", "assignments")
    return Facts(**{**empty, **dict.fromkeys(lists, ()), **parts})


def day(text: str) -> Period:
    return Period(text, date.fromisoformat(text), date.fromisoformat(text), "day")


def cited(
    number: str, symbol: str, issued: str | None, issuer: str | None, *, basis: bool = True
) -> Reference:
    return Reference("QĐ", number, symbol, issuer, day(issued) if issued else None, None, basis, AT)


def task(
    id: str, title: str, lead: tuple[str, ...] = (), support: tuple[str, ...] = (), due: Period | None = None
) -> Task:
    return Task(id, title, due, lead, support, AT)


def counts(found: Facts, gold: dict[str, Any]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for outcome in compare_facts(found, gold):
        tallies.setdefault(outcome.kind, Tally()).add(outcome.verdict)
    return tallies


QD = {
    "type": "QĐ",
    "number": "12",
    "symbol": "QĐ-UBND",
    "issuer": "UBND tỉnh",
    "issued": "2024-03-01",
    "basis": True,
}

# what was found, gold, and for some kinds: right, missed, invented
COUNTED: list[tuple[Facts, dict[str, Any], dict[str, tuple[int, int, int]]]] = [
    (facts(type="KH"), {"type": "KH"}, {"type": (1, 0, 0)}),
    (facts(type="QĐ"), {"type": "KH"}, {"type": (0, 1, 1)}),
    (facts(), {"type": "KH"}, {"type": (0, 1, 0)}),
    (facts(number="5"), {"number": None}, {"number": (0, 0, 1)}),
    (facts(number=None), {"number": None}, {}),
    (facts(title="V/v báo cáo CCHC"), {"title": "báo cáo CCHC"}, {"title": (1, 0, 0)}),
    (facts(issuer="Ủy ban nhân dân tỉnh Hà Nam"), {"issuer": "UBND tỉnh Hà Nam"}, {"issuer": (1, 0, 0)}),
    (facts(issued=day("2024-03-01")), {"issued": date(2024, 3, 1)}, {"issued": (1, 0, 0)}),
    (facts(issued=day("2024-03-02")), {"issued": {"end": "2024-03-01"}}, {"issued": (0, 1, 1)}),
    (
        facts(signer=Signer("Lê A", "CHỦ TỊCH", None)),
        {"signer": {"name": "Lê A", "position": "Chủ tịch", "authority": "TM."}},
        {"signer name": (1, 0, 0), "signer position": (1, 0, 0), "signer authority": (0, 1, 0)},
    ),
    (
        facts(recipients=("Bộ Nội vụ", "Lưu: VT")),
        {"recipients": ["Như trên", "Lưu: VT"]},
        {"recipients": (1, 1, 1)},
    ),
    (
        facts(references=(cited("12", "QĐ-UBND", "2024-03-01", "Ủy ban nhân dân tỉnh"),)),
        {"references": [QD]},
        {"references": (1, 0, 0), "reference issuers": (1, 0, 0), "reference bases": (1, 0, 0)},
    ),
    (
        facts(references=(cited("12", "QĐ-UBND", "2024-03-02", None, basis=False),)),
        {"references": [QD]},
        {"references": (0, 1, 1), "reference issuers": (0, 1, 0), "reference bases": (0, 1, 1)},
    ),
    (facts(references=(cited("13", "QĐ-UBND", None, None),)), {"references": [QD]}, {"references": (0, 1, 1)}),
    (
        facts(references=(cited("12", "QĐ-UBND", "2024-03-01", None), cited("12", "QĐ-UBND", None, None))),
        {"references": [{**QD, "issued": None, "issuer": None}]},
        {"references": (1, 0, 1)},
    ),
    (
        facts(tasks=(task("II.1", "Tổ chức tập huấn", ("Sở Nội vụ",), ("các Sở",), day("2024-12-01")),)),
        {
            "tasks": [
                {"id": "II.1", "title": "Tổ chức tập huấn cho …", "lead": ["Sở Nội vụ", "Sở Tài chính"], "support": [],
                 "due": {"start": "2024-12-01", "end": "2024-12-01", "precision": "day"}},
            ]
        },
        {"task titles": (1, 0, 0), "leads": (1, 1, 0), "supports": (0, 0, 1), "deadlines": (1, 0, 0)},
    ),
    (
        facts(tasks=(task("III", "Việc khác hẳn", ("Sở Y tế",)),)),
        {"tasks": [{"id": "II.1", "title": "Tổ chức tập huấn", "lead": ["Sở Nội vụ"], "support": [], "due": None}]},
        {"task titles": (0, 1, 1), "leads": (0, 1, 1)},
    ),
    (
        facts(samples=(Quantity("Lãnh đạo sở", "người", (3, 12), 36, 36, False, None, (), AT),)),
        {"samples": [{"label": "lãnh đạo Sở", "unit": "người", "factors": [3, 12], "stated": 35}]},
        {"samples": (0, 1, 1)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("found", "gold", "wanted"), COUNTED)
def test_counts(found: Facts, gold: dict[str, Any], wanted: dict[str, tuple[int, int, int]]) -> None:
    tallies = counts(found, gold)
    for kind, triple in wanted.items():
        assert tuple(tallies[kind].counts()) == triple, kind
    assert set(tallies) <= set(KINDS)
    if not wanted:
        assert tallies == {}


def test_only_what_is_annotated_is_scored() -> None:
    found = facts(type="KH", references=(cited("12", "QĐ-UBND", None, None),), recipients=("Lưu: VT",))
    assert set(counts(found, {"type": "KH"})) == {"type"}


def finding(rule: str, severity: Severity, quote: str) -> Finding:
    return Finding(rule, severity, "default", {}, quote, None, None, None, "", AT)


@pytest.mark.parametrize(
    ("found", "gold", "wanted"),
    [
        ([("SL001", Severity.ERROR, "12 x 12 = 143")], [("SL001", "12 x 12 = 143", "error")], {"right": 1}),
        ([("SL001", Severity.NOTE, "12 x 12 = 143")], [("SL001", "12 x 12 = 143", "error")], {"invented": 1, "missed": 1}),
        ([("SL001", Severity.NOTE, "12 x 12 = 143")], [("SL001", "12 x 12 = 143", None)], {"right": 1}),
        ([("SL002", Severity.ERROR, "12 x 12 = 143")], [("SL001", "12 x 12 = 143", None)], {"invented": 1, "missed": 1}),
        ([("TT011", Severity.NOTE, "của của")] * 2, [("TT011", "nước biển của của Quyết định", None)], {"right": 2}),
        ([], [("TT011", "ngày ngày", None)], {"missed": 1}),
        ([("TT011", Severity.NOTE, "ngày ngày 03")], [("TT011", "Thông tư … ngày ngày", None)], {"right": 1}),
    ],
)  # fmt: skip
def test_findings_count(
    found: list[tuple[str, Severity, str]], gold: list[tuple[str, str, str | None]], wanted: dict[str, int]
) -> None:
    golden = [
        {"rule": rule, "quote": quote, **({"severity": severity} if severity else {})}
        for rule, quote, severity in gold
    ]
    outcomes = compare_findings([finding(*each) for each in found], golden, {"TT011": "note"})
    assert Counter(outcome.verdict for outcome in outcomes) == wanted


def test_alignment_keeps_the_order_and_takes_the_best() -> None:
    def same(a: str, b: str) -> float:
        return 1.0 * (a.lower() == b.lower()) + 0.5 * (a == b)

    assert align(["a", "B", "b"], ["A", "b", "c"], same) == [("a", "A"), ("B", None), ("b", "b"), (None, "c")]
    assert align([], ["x"], same) == [(None, "x")]


def test_precision_and_recall() -> None:
    tally = Tally(right=8, missed=2, invented=0)
    assert (tally.precision, tally.recall, round(tally.f1, 3)) == (1.0, 0.8, 0.889)
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)


def card(name: str, group: str, **found: Any) -> Scorecard:
    outcomes = list(compare_facts(facts(**found), {"type": "KH"}))
    return Scorecard({(group, name): outcomes})


def test_changes_say_gain_and_loss() -> None:
    good, bad = card("a", "real", type="KH"), card("a", "real", type="QĐ")
    assert [line.split()[0] for line in changes(good, bad.as_json())] == ["gain", "gain"]
    assert [line.split()[0] for line in changes(bad, good.as_json())] == ["loss", "loss"]
    assert list(changes(good, good.as_json())) == []


def test_held_out_documents_stay_unseen() -> None:
    """Nothing but their totals is printed or written down."""
    seen = card("plan-07", "held out", type="QĐ")
    assert list(faults(seen)) == []
    assert len(list(faults(seen, show_held_out=True))) == 2
    assert "plan-07" not in str(seen.as_json())
    assert all(
        "plan-07" not in line for line in changes(seen, card("plan-07", "held out", type="KH").as_json())
    )


def test_held_out_documents_are_annotated(root: Path) -> None:
    names = {path.stem for path in (root / "tests" / "gold" / "real").glob("*.yaml")}
    assert len(held_out()) == 10
    assert held_out() <= names


# --- the bars


@pytest.fixture(scope="module")
def shipped() -> Scorecard:
    return score(cases("corpora"))


@pytest.mark.parametrize("kind", ["files read", *KINDS])
def test_corpus_bar(shipped: Scorecard, kind: str) -> None:
    tally = shipped.tally("corpora", kind)
    assert tally.cases > 0
    assert tally.f1 >= 0.99, tally


def test_corpus_findings_bar(shipped: Scorecard) -> None:
    rules = [rule for severity in ("error", "warning", "note") for rule in shipped.rules(severity)]
    assert shipped.tally("corpora", *rules).f1 >= 0.99, list(faults(shipped))


@pytest.fixture(scope="module")
def real(shared: Path) -> Scorecard:
    known = [case for only in ("seeds", "real") for case in cases(only) if case.group != "held out"]
    return score(known)


BARS = [
    (HEADER, 0.98),
    (("recipients",), 0.98),
    (("references",), 0.97),
    (("reference issuers",), 0.95),
    (("reference types",), 0.97),
    (("reference bases",), 0.97),
    (("deadlines",), 0.95),
    (("leads",), 0.95),
]


@pytest.mark.parametrize(
    ("kinds", "bar"), BARS, ids=lambda value: value[0] if isinstance(value, tuple) else None
)
def test_real_bar(real: Scorecard, kinds: tuple[str, ...], bar: float) -> None:
    tally = real.tally("seeds", *kinds) + real.tally("real", *kinds)
    assert tally.cases > 0
    assert tally.f1 >= bar, tally
