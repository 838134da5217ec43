"""The auditor's Python face: `check` reads documents and says what contradicts itself in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.rules.engine import Options
    from models.finding import Result

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


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
