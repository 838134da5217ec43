"""What has changed between two results, for people and for programs."""

from __future__ import annotations

import json
from typing import Any

from auditor.comparison import Differences, Record
from auditor.reports.terminal import place_words
from auditor.texts import say
from models.document import Place

_GROUPS = ("new", "fixed", "standing")


def text(found: Differences, language: str) -> str:
    """One line a finding under its fate, and the counts."""
    lines: list[str] = []
    for group in _GROUPS:
        records: tuple[tuple[str, Record], ...] = getattr(found, group)
        if not records:
            continue
        lines.append(f"{say(f'diff_{group}', language)} ({len(records)})")
        lines += [_line(path, record, language) for path, record in records]
        lines.append("")
    counts = {group: len(getattr(found, group)) for group in _GROUPS}
    lines.append(say("diff_total", language, **counts))
    return "\n".join(lines)


def _line(path: str, record: Record, language: str) -> str:
    span = record["span"]
    place = place_words(Place(span["page"], None, span["path"]), language)
    where = f"{path}, {place}" if place else path
    return f"  {say(record['severity'], language)} {record['rule']}  {where}\n    {record['message']}"


def dumps(found: Differences) -> str:
    """`{new, fixed, standing}`, each a list of `{path, finding}`."""
    plain: dict[str, Any] = {
        group: [{"path": path, "finding": record} for path, record in getattr(found, group)]
        for group in _GROUPS
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)
