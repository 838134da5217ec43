"""Findings as SARIF 2.1.0, for programs that collect results of many checkers."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from auditor import __version__
from auditor.reports.json import finding_json
from auditor.rules.pages import load_page
from models.finding import Checked, Finding, Result

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def dumps(result: Result, language: str = "vi") -> str:
    """One SARIF run with the rules that were met and a result for every finding."""
    met = sorted({finding.rule for checked in result.documents for finding in checked.findings})
    run = {
        "tool": {
            "driver": {
                "name": "auditor",
                "version": __version__,
                "rules": [_rule(code, language) for code in met],
            }
        },
        "artifacts": [_artifact(checked) for checked in result.documents],
        "results": [
            _result(checked, number, finding, met.index(finding.rule), language)
            for number, checked in enumerate(result.documents)
            for finding in checked.findings
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str, language: str) -> dict[str, Any]:
    page = load_page(code)
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": page.title[language]},
        "defaultConfiguration": {"level": page.severity.word},
    }


def _uri(path: str) -> str:
    """A relative path as it was given, an absolute one as `file:///…`."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _artifact(checked: Checked) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": _uri(checked.path)}}
    if checked.sha256 is not None:
        artifact["hashes"] = {"sha-256": checked.sha256}
    return artifact


def _result(
    checked: Checked, number: int, finding: Finding, rule_index: int, language: str
) -> dict[str, Any]:
    record = finding_json(finding, checked.document, language)
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": finding.severity.word,
        "message": {"text": record["message"]},
        "locations": [_location(checked, number, record["span"], finding.quote)],
        "relatedLocations": [_location(checked, number, span, None) for span in record["related"]],
        "partialFingerprints": {"auditor/v1": finding.fingerprint},
    }


def _location(checked: Checked, number: int, span: dict[str, Any], words: str | None) -> dict[str, Any]:
    region: dict[str, Any] = {"charOffset": span["start"], "charLength": span["end"] - span["start"]}
    if words:
        region["snippet"] = {"text": words}
    physical = {"artifactLocation": {"uri": _uri(checked.path), "index": number}, "region": region}
    place = span["path"] or (f"page {span['page']}" if span["page"] else None)
    location: dict[str, Any] = {"physicalLocation": physical}
    if place:
        location["logicalLocations"] = [{"name": place}]
    return location
