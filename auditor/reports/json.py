"""The JSON result, to the letter of the output contract (version 1)."""

from __future__ import annotations

import json
from typing import Any

from auditor.rules.pages import load_page
from models.document import Document, Span
from models.finding import Checked, Finding, Result, Severity
from models.serialize import span_json, to_json

VERSION = "1"


def result_json(result: Result, language: str = "vi") -> dict[str, Any]:
    """The whole result as plain values; keys without a value are null, none is left out."""
    return {
        "version": VERSION,
        "documents": [_document(checked, language) for checked in result.documents],
        "summary": {
            "documents": len(result.documents),
            "unreadable": result.unreadable,
            "error": result.count(Severity.ERROR),
            "warning": result.count(Severity.WARNING),
            "note": result.count(Severity.NOTE),
        },
    }


def dumps(result: Result, language: str = "vi") -> str:
    """The whole result as JSON text; see `result_json`."""
    return json.dumps(result_json(result, language), ensure_ascii=False, indent=2)


def lines(result: Result, language: str = "vi") -> str:
    """JSON Lines: one document a line, for results too long to hold at once."""
    return "".join(
        json.dumps(_document(checked, language), ensure_ascii=False) + "\n" for checked in result.documents
    )


def _document(checked: Checked, language: str) -> dict[str, Any]:
    document = checked.document
    return {
        "path": checked.path,
        "sha256": checked.sha256,
        "format": checked.format,
        "pages": document.pages if document else None,
        "ocr": document.ocr if document else False,
        "facts": to_json(checked.facts, document),
        "findings": [finding_json(finding, document, language) for finding in checked.findings],
        "checks": [to_json(check) for check in checked.checks],
    }


def finding_json(finding: Finding, document: Document | None, language: str = "vi") -> dict[str, Any]:
    """One finding with its sentence in `language`."""

    def place(span: Span) -> dict[str, Any]:
        return span_json(span, document)

    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": load_page(finding.rule).message(finding.template, language, finding.values),
        "quote": finding.quote,
        "expected": finding.expected,
        "actual": finding.actual,
        "explanation": finding.explanation,
        "fingerprint": finding.fingerprint,
        "span": place(finding.span),
        "related": [place(span) for span in finding.related],
    }
