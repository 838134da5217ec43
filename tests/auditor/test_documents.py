"""The documents that ship beside the plans, in every format, against their hand-written gold."""

from __future__ import annotations

import pytest

from corpora.documents import document_paths
from tests import gold_checks
from tests.gold_checks import FORMATS, Shelf

SHELF = Shelf(document_paths)
every = pytest.mark.parametrize("suffix", FORMATS)
documents = pytest.mark.parametrize("name", SHELF.names)


def test_files_exist() -> None:
    gold_checks.check_files(SHELF)


@documents
@every
def test_header(name: str, suffix: str) -> None:
    gold_checks.check_header(SHELF, name, suffix)


@documents
@every
def test_references(name: str, suffix: str) -> None:
    gold_checks.check_references(SHELF, name, suffix)


@documents
@every
def test_tasks(name: str, suffix: str) -> None:
    gold_checks.check_tasks(SHELF, name, suffix)


@documents
@every
def test_samples(name: str, suffix: str) -> None:
    gold_checks.check_samples(SHELF, name, suffix)


@documents
@every
def test_scoring_bands_and_assignments(name: str, suffix: str) -> None:
    gold_checks.check_scoring_bands_and_assignments(SHELF, name, suffix)


@documents
@every
def test_findings(name: str, suffix: str) -> None:
    gold_checks.check_findings(SHELF, name, suffix)


@documents
def test_formats_agree(name: str) -> None:
    gold_checks.check_formats_agree(SHELF, name)
