"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.gold_checks", "tests.corpus_checks")

ROOT = Path(__file__).resolve().parent.parent


def shared_dir() -> Path | None:
    """The folder of real texts that stands beside the project on some machines, or None."""
    folder = ROOT.parent / "shared"
    return folder if (folder / "seeds").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real texts that are not part of the project; a test that needs them says so when they are absent."""
    folder = shared_dir()
    if folder is None:
        pytest.skip(
            "the real texts (shared/seeds, shared/real) are not on this machine; corpora/ stands in for them"
        )
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
