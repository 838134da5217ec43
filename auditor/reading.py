"""One file to everything that was read from it: what `auditor facts` shows."""

from __future__ import annotations

import sys
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.extract import Reading, extract
from extractors.readers import read


def read_facts(path: str | Path) -> Reading:
    """See `auditor.facts`."""
    name = str(path)
    if name != "-" and not Path(name).exists():
        raise FileNotFoundError(name)
    document = read(name, sys.stdin.buffer.read() if name == "-" else None)
    try:
        return extract(document)
    except Exception as error:  # as in a check: a failure of the tool is told like an unreadable file
        raise UnreadableError("internal", reason=f"{type(error).__name__}: {error}"[:200]) from error
