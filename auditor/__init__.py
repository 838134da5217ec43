"""The auditor's Python face: `check` reads documents and says what contradicts itself in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.rules.engine import Options
    from extractors.extract import Reading
    from models.finding import Result

__version__ = "0.1.0"
__all__ = ["__version__", "check", "facts"]


def check(
    paths: Iterable[str | Path],
    options: Options | None = None,
    *,
    progress: Callable[[int, int, str], None] | None = None,
) -> Result:
    """Check every document under `paths` (files, folders, `-` for standard input); the twin of `auditor check`.

    A file that can't be read is a finding (KC007) of its own and never stops the rest. Raises
    `FileNotFoundError` for a path that does not exist. `progress` is told (done, total, path).
    """
    from auditor.checking import check_paths

    return check_paths(paths, options, progress=progress)


def facts(path: str | Path) -> Reading:
    """Read everything that the document at `path` (`-` for standard input) says; the twin of `auditor facts`.

    `.facts` holds what was found, `.document` the text that its spans point into. Raises `FileNotFoundError`
    for a path that does not exist and `extractors.errors.UnreadableError` for a file that can't be read.
    """
    from auditor.reading import read_facts

    return read_facts(path)
