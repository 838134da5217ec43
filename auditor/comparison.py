"""Two results side by side: what is new, what is fixed, what still stands."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from models.finding import Result

Record = dict[str, Any]
"""A finding as the JSON contract has it."""


class ResultFileError(ValueError):
    """A file is no JSON result of an earlier run."""


@dataclass(frozen=True)
class Differences:
    """Findings by their fate, each with the path of its document in the newer (for fixed ones: older) result."""

    new: tuple[tuple[str, Record], ...]
    fixed: tuple[tuple[str, Record], ...]
    standing: tuple[tuple[str, Record], ...]


def load_result(path: str | Path) -> dict[str, Any]:
    """The JSON result of an earlier run. Raises ResultFileError for anything else, OSError where it can't be opened."""
    try:
        result = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        for _, finding in findings_of(result):
            _ = finding["rule"], finding["severity"], finding["message"], finding["span"]["path"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultFileError(str(path)) from error
    return dict(result)


def findings_of(result: dict[str, Any]) -> list[tuple[str, Record]]:
    """All findings of a result with the paths of their documents."""
    return [
        (document["path"], finding)
        for document in result["documents"]
        for finding in document["findings"]
        if finding["fingerprint"]
    ]


def differences(old: dict[str, Any], new: dict[str, Any]) -> Differences:
    """Match findings by fingerprint; where several documents were checked, within documents of one name first.

    One document against one is a new version of it, whatever the files are called.
    """
    before, after = findings_of(old), findings_of(new)
    by_name = len(old["documents"]) > 1 or len(new["documents"]) > 1
    left = Counter(_key(path, finding, by_name) for path, finding in before)
    standing: list[tuple[str, Record]] = []
    fresh: list[tuple[str, Record]] = []
    for path, finding in after:
        key = _key(path, finding, by_name)
        if left[key] > 0:
            left[key] -= 1
            standing.append((path, finding))
        else:
            fresh.append((path, finding))
    gone: list[tuple[str, Record]] = []
    for path, finding in reversed(before):
        key = _key(path, finding, by_name)
        if left[key] > 0:
            left[key] -= 1
            gone.append((path, finding))
    return Differences(tuple(fresh), tuple(reversed(gone)), tuple(standing))


def _key(path: str, finding: Record, by_name: bool) -> tuple[str, str]:
    return (PurePath(path.replace("\\", "/")).name if by_name else "", finding["fingerprint"])


def without_known(result: Result, baseline: dict[str, Any]) -> Result:
    """The result without the findings that `baseline`, an earlier JSON result, already holds."""
    by_name = len(baseline["documents"]) > 1 or len(result.documents) > 1
    left = Counter(_key(path, finding, by_name) for path, finding in findings_of(baseline))
    documents = []
    for checked in result.documents:
        kept = []
        for finding in checked.findings:
            key = _key(checked.path, {"fingerprint": finding.fingerprint}, by_name)
            if left[key] > 0:
                left[key] -= 1
            else:
                kept.append(finding)
        documents.append(replace(checked, findings=tuple(kept)))
    return Result(tuple(documents))
