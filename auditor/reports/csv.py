"""Findings as CSV for a spreadsheet: one row a finding, UTF-8 with a mark so that Excel reads Vietnamese."""

from __future__ import annotations

import csv
import io

from auditor.reports.json import finding_json
from auditor.reports.terminal import place_words
from auditor.texts import say
from models.document import Place
from models.finding import Checked, Finding, Result

COLUMNS = (
    "path", "rule", "severity", "place", "message", "quote", "expected", "actual", "explanation", "fingerprint",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def dumps(result: Result, language: str = "vi") -> str:
    """The whole result as CSV text with a header row; a byte order mark stands first."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for checked in result.documents:
        for finding in checked.findings:
            writer.writerow([_inert(value) for value in _row(checked, finding, language)])
    return "\ufeff" + stream.getvalue()


def _row(checked: Checked, finding: Finding, language: str) -> list[str]:
    record = finding_json(finding, checked.document, language)
    place = checked.document.place(finding.span) if checked.document is not None else Place()
    return [
        checked.path,
        finding.rule,
        say(finding.severity.word, language),
        place_words(place, language),
        record["message"],
        finding.quote,
        finding.expected or "",
        finding.actual or "",
        finding.explanation or "",
        finding.fingerprint,
    ]


def _inert(value: str) -> str:
    """Words of a document must never run as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
