"""The sample plans: built files are up to date, and the gold beside them is well-formed and true to the text."""

from __future__ import annotations

import re

import pytest

from corpora.build import PLANS, build, pdf_pages, same
from corpora.plans import DEMO, demo_paths, plan_paths
from corpora.source import Table, parse_runs, parse_table
from tests import corpus_checks
from tests.corpus_checks import Folder

FOLDER = Folder(plan_paths)
NAMES = FOLDER.names
FAULTLESS = "so-noi-vu-2025"
PLANTED = """
    TT001 TT002 TT003 TT008 TT010 TT011 TT012 TT013 CC001 CC002 CC003 CC004 CC006 CC007 TG001 TG002 TG003 TG004 TG006
    CQ001 CQ005 SL001 SL002 SL003 SL004 SL007 TC001 TC002 TC003
"""
CHECKS = [check for name, check in vars(corpus_checks).items() if name.startswith("check_")]
CHECKS.remove(corpus_checks.check_forms)


# the files


def test_every_plan_has_all_its_forms() -> None:
    assert len(NAMES) >= 9
    corpus_checks.check_forms(FOLDER)


def test_demo_names_plans() -> None:
    assert len(DEMO) == 3
    assert all(path.is_file() for path in demo_paths())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_plan(name: str, check: corpus_checks.Check) -> None:
    check(FOLDER, name)


@pytest.mark.parametrize("name", ["tinh-de-an-trung-uong-2024", "so-noi-vu-2025"])
def test_building_twice_gives_the_same_bytes(name: str) -> None:
    path = PLANS / f"{name}.md"
    assert build(path) == build(path)


def test_a_changed_file_is_not_the_same() -> None:
    one, other = (PLANS / f"{name}.docx" for name in DEMO[:2])
    assert not same(".docx", one.read_bytes(), other.read_bytes())
    assert not same(".pdf", *(path.with_suffix(".pdf").read_bytes() for path in (one, other)))
    assert not same(".txt", b"Nam", b"Name")


def test_some_pdf_breaks_a_number_after_its_hyphen() -> None:
    """As Word does; pdfium gives such a hyphen as U+FFFE, and readers must mend it."""
    pages = [page for path in plan_paths(".pdf") for page in pdf_pages(path.read_bytes())]
    assert any(re.search(r"\d/\w+\ufffe", page) for page in pages)


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
    found = {finding["rule"] for name in NAMES for finding in FOLDER.gold(name)["findings"]}
    assert found >= set(PLANTED.split())
    assert FOLDER.gold(FAULTLESS)["findings"] == []


@pytest.mark.parametrize("name", NAMES)
def test_tasks_have_identities_of_their_own(name: str) -> None:
    identities = [task["id"] for task in FOLDER.facts(name)["tasks"]]
    assert len(identities) == len(set(identities))
