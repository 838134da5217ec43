"""From paths to a result: collects files, reads, extracts, runs the rules; a bad file never stops a batch."""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from auditor.rules import Options, run_rules
from extractors.errors import UnreadableError
from extractors.extract import extract
from extractors.readers import read
from models.document import Span
from models.finding import Check, Checked, Finding, Result, Severity
from models.text import key

_log = logging.getLogger(__name__)
_CLUTTER = {"thumbs.db", "desktop.ini", ".ds_store"}
_NO_DOCUMENTS = {
    ".toml", ".json", ".jsonl", ".sarif", ".csv", ".yaml", ".yml", ".xml", ".ini", ".log", ".lnk", ".py", ".js", ".css",
}  # fmt: skip
"""Settings, results and programs that lie about in a folder; named on the command line they are read all the same."""


def check_paths(
    paths: Iterable[str | Path],
    options: Options | None = None,
    *,
    progress: Callable[[int, int, str], None] | None = None,
) -> Result:
    """See `auditor.check`."""
    options = options or Options()
    named = {Path(file).resolve() if file != "-" else "-": file for path in paths for file in _files(path)}
    files = list(named.values())  # a file that is named twice is checked once
    documents = []
    for number, file in enumerate(files):
        if progress is not None:
            progress(number, len(files), file)
        documents.append(check_file(file, options))
    return Result(tuple(documents))


def _files(path: str | Path) -> list[str]:
    """The files to check under one path, in order; hidden and temporary files, settings and results in a folder are left out."""
    if str(path) == "-":
        return ["-"]
    root = Path(path)
    if root.is_dir():
        return [
            str(file) for file in sorted(root.rglob("*")) if file.is_file() and not _is_clutter(file, root)
        ]
    if not root.exists():
        raise FileNotFoundError(str(path))
    return [str(path)]


def is_result(file: Path) -> bool:
    """Whether a file in a folder is passed over as a setting, a result or a program."""
    return file.suffix.lower() in _NO_DOCUMENTS


def _is_clutter(file: Path, root: Path) -> bool:
    parts = file.relative_to(root).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return hidden or file.name.lower() in _CLUTTER or is_result(file)


def check_file(path: str, options: Options) -> Checked:
    """Check one file; whatever goes wrong with it becomes a finding of rule KC007."""
    try:
        document = read(path, sys.stdin.buffer.read() if path == "-" else None)
        reading = extract(document)
        findings, checks = run_rules(reading, options)
    except UnreadableError as error:
        return _unreadable(path, error, options)
    except Exception as error:  # a failure of the tool on one file must not lose the others
        _log.error("%s: %s: %s", path, type(error).__name__, str(error)[:200])
        return _unreadable(path, UnreadableError("internal"), options)
    return Checked(path, document.sha256, document.format, document, reading.facts, findings, checks)


def _unreadable(path: str, error: UnreadableError, options: Options) -> Checked:
    if options.rules is not None and "KC007" not in options.rules:
        return Checked(path, None, "unknown", None, None)
    fingerprint = hashlib.sha256(f"KC007\x1f{error.key}\x1f{key(Path(path).name)}".encode()).hexdigest()[:16]
    finding = Finding(
        rule="KC007",
        severity=options.severities.get("KC007", Severity.ERROR),
        template=error.key,
        values={"path": path, **error.values},
        quote="",
        expected=None,
        actual=None,
        explanation=None,
        fingerprint=fingerprint,
        span=Span(0, 0),
    )
    return Checked(path, _hash(path), "unknown", None, None, (finding,), (Check("KC007", 1, 1),))


def _hash(path: str) -> str | None:
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
