"""The sample plans: built files are up to date, and the gold beside them is well-formed and true to the text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpora.build import PLANS, build, pdf_pages, same, stale
from corpora.plans import DEMO, demo_paths, plan_paths
from corpora.source import Paragraph, Table, parse_runs, parse_table, read_source

NAMES = [path.stem for path in plan_paths(".md")]
FAULTLESS = "so-noi-vu-2025"
PLANTED = """
    TT001 TT002 TT003 TT008 TT010 TT011 TT012 TT013 CC001 CC002 CC003 CC004 CC006 CC007 TG001 TG002 TG003 TG004 TG006
    CQ001 CQ005 SL001 SL002 SL003 SL004 SL007 TC001 TC002 TC003
"""
FACTS = """
    type number symbol issuer place issued title year signer recipients references tasks samples scoring bands
    assignments
"""


@cache
def gold(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((PLANS / f"{name}.gold.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def text(name: str) -> str:
    return (PLANS / f"{name}.txt").read_text(encoding="utf-8")


def words(content: str) -> list[str]:
    return re.findall(r"[^\W_]+", content)


def quantities(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from quantities(item.get("parts", []))


def planted(name: str, *rules: str) -> list[str]:
    return [finding["quote"] for finding in gold(name)["findings"] if finding["rule"] in rules]


# the files


def test_every_plan_has_all_its_forms() -> None:
    assert len(NAMES) >= 9
    for suffix in (".docx", ".pdf", ".txt", ".gold.yaml"):
        assert [path.name.removesuffix(suffix) for path in plan_paths(suffix)] == NAMES


def test_demo_names_plans() -> None:
    assert len(DEMO) == 3
    assert all(path.is_file() for path in demo_paths())


@pytest.mark.parametrize("name", NAMES)
def test_committed_files_are_up_to_date(name: str) -> None:
    assert stale([PLANS / f"{name}.md"]) == []


@pytest.mark.parametrize("name", ["tinh-de-an-trung-uong-2024", "so-noi-vu-2025"])
def test_building_twice_gives_the_same_bytes(name: str) -> None:
    path = PLANS / f"{name}.md"
    assert build(path) == build(path)


def test_a_changed_file_is_not_the_same() -> None:
    one, other = (PLANS / f"{name}.docx" for name in DEMO[:2])
    assert not same(".docx", one.read_bytes(), other.read_bytes())
    assert not same(".pdf", *(path.with_suffix(".pdf").read_bytes() for path in (one, other)))
    assert not same(".txt", b"Nam", b"Name")


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_holds_the_words_of_the_text(name: str) -> None:
    """Nothing lost, nothing decomposed; only page numbers and repeated table heads come on top."""
    pages = pdf_pages((PLANS / f"{name}.pdf").read_bytes())
    assert all(unicodedata.is_normalized("NFC", page) for page in pages)
    missing = Counter(words(text(name))) - Counter(words("\n".join(pages)))
    assert not missing


def test_some_pdf_breaks_a_number_after_its_hyphen() -> None:
    """As Word does; pdfium gives such a hyphen as U+FFFE, and readers must mend it."""
    pages = [page for path in plan_paths(".pdf") for page in pdf_pages(path.read_bytes())]
    assert any(re.search(r"\d/\w+\ufffe", page) for page in pages)


@pytest.mark.parametrize("name", NAMES)
def test_the_docx_holds_the_words_of_the_text(name: str) -> None:
    import docx

    document = docx.Document(str(PLANS / f"{name}.docx"))
    body: list[str] = [node.text or "" for node in document.element.body.iter("{*}t")]
    items = read_source(PLANS / f"{name}.md").items
    labels = [item.label for item in items if isinstance(item, Paragraph) and item.label]
    lacking = Counter(words(text(name))) - Counter(words(" ".join(body))) - Counter(words(" ".join(labels)))
    assert not lacking


def test_sizes_are_as_announced() -> None:
    pages = {name: len(pdf_pages((PLANS / f"{name}.pdf").read_bytes())) for name in NAMES}
    assert max(pages.values()) >= 10
    assert min(pages.values()) >= 2


# the notation


def test_runs_keep_their_faces() -> None:
    runs = parse_runs("a **b** *c* 2 \\* 3")
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("a ", False, False),
        ("b", True, False),
        (" ", False, False),
        ("c", False, True),
        (" 2 * 3", False, False),
    ]


def test_a_lone_star_is_refused() -> None:
    with pytest.raises(ValueError, match="lone"):
        parse_runs("12 * 12")


def test_joined_cells_stand_once() -> None:
    table: Table = parse_table("widths=1,1,1", ["| a | < | b |", "| c | d | ^ |"])
    spans = {cell.paragraphs[0].text: (cell.rows, cell.columns) for cell in table.cells}
    assert spans == {"a": (1, 2), "b": (2, 1), "c": (1, 1), "d": (1, 1)}
    assert table.lines() == ["a\t\tb", "c\td\t"]


# the gold


def test_every_rule_of_the_list_is_planted() -> None:
    found = {finding["rule"] for name in NAMES for finding in gold(name)["findings"]}
    assert found >= set(PLANTED.split())
    assert gold(FAULTLESS)["findings"] == []


@pytest.mark.parametrize("name", NAMES)
def test_gold_is_well_formed(name: str) -> None:
    assert set(gold(name)) == {"facts", "findings"}
    facts = gold(name)["facts"]
    assert list(facts) == FACTS.split()
    for finding in gold(name)["findings"]:
        assert re.fullmatch(r"(TT|CC|TG|CQ|SL|TC)\d{3}", finding["rule"])
        assert finding["severity"] in ("error", "warning", "note")
        assert set(finding) <= {"rule", "severity", "quote", "explanation"}
    for reference in facts["references"]:
        assert set(reference) == {"type", "number", "symbol", "issuer", "issued", "basis"}
        assert reference["issued"] is None or date.fromisoformat(reference["issued"])
    for task in facts["tasks"]:
        assert set(task) == {"id", "title", "due", "lead", "support"}
    for period in [task["due"] for task in facts["tasks"]] + [facts["issued"]]:
        assert period is None or set(period) == {"text", "start", "end", "precision"}
    for quantity in quantities(facts["samples"]):
        assert {"label", "unit", "stated"} <= set(quantity)
        assert set(quantity) <= {
            *("label", "unit", "factors", "stated", "computed", "approximate", "explanation", "parts")
        }
    for frame in facts["scoring"]:
        assert set(frame) == {"scope", "fields", "criteria", "subcriteria", "points", "parts"}
    for band in facts["bands"]:
        assert set(band) == {"name", "low", "high", "low_open", "high_open"}
    for assignment in facts["assignments"]:
        assert set(assignment) == {"agency", "items"}
    identities = [task["id"] for task in facts["tasks"]]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("name", NAMES)
def test_the_text_holds_what_the_gold_quotes(name: str) -> None:
    content, facts = text(name), gold(name)["facts"]
    flat = " ".join(content.split())
    quoted = [facts["title"], *facts["recipients"]]
    quoted += [finding["quote"] for finding in gold(name)["findings"]]
    quoted += [finding["explanation"] for finding in gold(name)["findings"] if finding.get("explanation")]
    quoted += [period["text"] for period in _periods(facts)]
    quoted += [task["title"] for task in facts["tasks"]]
    quoted += [quantity["label"] for quantity in quantities(facts["samples"])]
    quoted += [part["name"] for frame in facts["scoring"] for part in frame["parts"]]
    quoted += [band["name"] for band in facts["bands"]]
    quoted += [words for assignment in facts["assignments"] for words in assignment["items"]]
    quoted += [reference["issuer"] for reference in facts["references"] if reference["issuer"]]
    quoted += [facts["signer"]["name"], facts["signer"]["position"], facts["signer"]["authority"] or ""]
    assert [words for words in quoted if words not in flat] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_text_names_the_agencies_of_the_gold(name: str) -> None:
    content, facts = text(name), gold(name)["facts"]
    agencies = [agency for task in facts["tasks"] for agency in (*task["lead"], *task["support"])]
    agencies += [assignment["agency"] for assignment in facts["assignments"]]
    # a list (`các Sở: Tư pháp, Tài chính`) says the first word once for all
    absent = [a for a in agencies if a not in content and a.removeprefix("Sở ") not in content]
    assert absent == []


@pytest.mark.parametrize("name", NAMES)
def test_references_stand_in_text_order(name: str) -> None:
    content, at = text(name), 0
    for reference in gold(name)["facts"]["references"]:
        if reference["number"] is None:
            continue
        code = f"{reference['number']}[/-]{re.escape(reference['symbol'])}"
        found = re.compile(rf"số {code}(?!\w)").search(content, at)
        assert found, reference
        at = found.end()


@pytest.mark.parametrize("name", NAMES)
def test_no_mention_is_left_out(name: str) -> None:
    """Counted by their codes: every code but the document's own, at the head and over the appendix."""
    codes = re.findall(r"(?<=số )\d[\d/]*[/-][A-ZĐ][A-ZĐ\w&-]*(?:/TW|/TU)?", text(name))
    own = f"{gold(name)['facts']['number']}/{gold(name)['facts']['symbol']}"
    mentioned = [code for code in codes if code != own]
    expected = [r for r in gold(name)["facts"]["references"] if r["number"] is not None]
    assert len(mentioned) == len(expected), mentioned


def _periods(facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [period for period in (facts["issued"], *(task["due"] for task in facts["tasks"])) if period]


@pytest.mark.parametrize("name", NAMES)
def test_periods_end_as_their_words_say(name: str) -> None:
    """The last date of the words is the end, or the day after it where they say `trước`."""
    for period in _periods(gold(name)["facts"]):
        dates = re.findall(r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})", period["text"])
        if not dates or period["end"] is None:
            assert period["precision"] != "day" or planted(name, "TG001"), period
            continue
        day, month, year = map(int, dates[-1])
        before = period["text"].lower().startswith("trước")
        assert date.fromisoformat(period["end"]) == date(year, month, day) - timedelta(days=before), period
        if len(dates) == 2:
            day, month, year = map(int, dates[0])
            assert date.fromisoformat(period["start"]) == date(year, month, day), period


@pytest.mark.parametrize("name", NAMES)
def test_deadlines_fall_on_working_days_after_the_issue(name: str) -> None:
    facts = gold(name)["facts"]
    issued = facts["issued"] and date.fromisoformat(facts["issued"]["end"])
    for task in facts["tasks"]:
        due = task["due"]
        if due is None or due["precision"] != "day" or due["end"] is None:
            continue
        assert date.fromisoformat(due["end"]).weekday() < 5, due
        early = issued is not None and date.fromisoformat(due["end"]) < issued
        assert early == (due["text"] in planted(name, "TG002")), due


@pytest.mark.parametrize("name", NAMES)
def test_figures_come_out_where_nothing_is_planted(name: str) -> None:
    faults = " ".join(planted(name, "SL001", "SL002"))
    for quantity in quantities(gold(name)["facts"]["samples"]):
        factors, parts = quantity.get("factors", []), quantity.get("parts", [])
        if len(factors) > 1:
            assert prod(factors) == quantity["computed"], quantity
        if parts:
            assert sum(part["stated"] for part in parts) == quantity["computed"], quantity
        stated = str(quantity["stated"])
        if quantity.get("computed") not in (None, quantity["stated"]):
            assert stated in faults, quantity


@pytest.mark.parametrize("name", NAMES)
def test_scoring_frames_add_up_where_nothing_is_planted(name: str) -> None:
    faults = planted(name, "TC001")
    for frame in gold(name)["facts"]["scoring"]:
        parts = frame["parts"]
        assert frame["fields"] == len(parts)
        assert frame["points"] == sum(part["points"] for part in parts)
        assert frame["subcriteria"] == sum(part["subcriteria"] or 0 for part in parts)
        wrong = frame["criteria"] != sum(part["criteria"] for part in parts)
        assert wrong == (f"{frame['criteria']} tiêu chí" in faults)


def test_no_built_file_lies_beside_without_a_source() -> None:
    known = {f"{name}{suffix}" for name in NAMES for suffix in (".md", ".txt", ".docx", ".pdf", ".gold.yaml")}
    extra = {path.name for path in Path(PLANS).iterdir() if path.is_file()} - known - {"__init__.py"}
    assert extra == set()
