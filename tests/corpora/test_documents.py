"""The sample documents: built files are up to date, and the gold beside them is well-formed and true to the text."""

from __future__ import annotations

from collections import Counter

import pytest

from corpora.build import build
from corpora.documents import document_paths
from corpora.plans import plan_paths
from tests import corpus_checks
from tests.corpus_checks import Folder

FOLDER = Folder(document_paths)
NAMES = FOLDER.names
CHECKS = [check for name, check in vars(corpus_checks).items() if name.startswith("check_")]
CHECKS.remove(corpus_checks.check_forms)


def test_every_document_has_all_its_forms() -> None:
    assert len(NAMES) + len(plan_paths()) >= 31
    corpus_checks.check_forms(FOLDER)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_document(name: str, check: corpus_checks.Check) -> None:
    check(FOLDER, name)


@pytest.mark.parametrize("name", ["cong-van-huong-dan-2025", "ke-hoach-phoi-hop-2024"])
def test_building_twice_gives_the_same_bytes(name: str) -> None:
    path = FOLDER.path / f"{name}.md"
    assert build(path) == build(path)


def test_the_kinds_are_many() -> None:
    kinds = Counter(FOLDER.facts(name)["type"] for name in NAMES)
    assert set(kinds) == {"QĐ", "TTr", "BC", "CV", "CT", "TB", "KH"}
    assert {FOLDER.facts(name)["signer"]["authority"] for name in NAMES} == {
        None,
        "TM.",
        "KT.",
        "TL.",
        "TUQ.",
        "Q.",
    }


def test_about_a_third_is_faultless() -> None:
    faults = [len(FOLDER.gold(name)["findings"]) for name in NAMES]
    assert max(faults) <= 4
    assert 0.25 <= faults.count(0) / len(faults) <= 0.5
