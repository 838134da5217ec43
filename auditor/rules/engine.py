"""Runs rules over a reading: faults become findings with their quote, severity and fingerprint."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from auditor.rules.pages import load_page
from extractors.extract import Reading
from models.document import Span
from models.finding import Check, Finding, Severity
from models.grade import Grade
from models.text import key, squeeze


@dataclass(frozen=True)
class Options:
    """What the user asked for. `rules` are the codes to run, `draft` tells that the document is not yet issued."""

    rules: frozenset[str] | None = None
    draft: bool = False
    severities: dict[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """What a rule yields for a thing that fails. `values` fill the page's message `template`."""

    span: Span
    template: str = "default"
    values: dict[str, Any] = field(default_factory=dict)
    expected: str | None = None
    actual: str | None = None
    explanation: str | None = None
    severity: Severity | None = None
    related: tuple[Span, ...] = ()
    quote: str | None = None
    grade: Grade = Grade.EXACT
    """Of the values that the fault rests on, the least sure: below EXACT it is told one level more softly."""


HELD: None = None
"""What a rule yields for a thing that it looked at and that holds."""

RuleFunction = Callable[[Reading, Options], Iterator[Fault | None]]
RULES: dict[str, RuleFunction] = {}


def rule(code: str) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as the rule `code`; it yields a `Fault` or `HELD` for each thing it looks at."""

    def register(function: RuleFunction) -> RuleFunction:
        if code in RULES:
            raise ValueError(f"two functions for rule {code}")
        RULES[code] = function
        return function

    return register


def run_rules(reading: Reading, options: Options) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    """All findings of a document in text order, and one row for each rule that had something to check."""
    findings: list[Finding] = []
    checks: list[Check] = []
    seen: Counter[str] = Counter()
    for code in sorted(RULES):
        if options.rules is not None and code not in options.rules:
            continue
        checked = failed = 0
        for outcome in RULES[code](reading, options):
            checked += 1
            if outcome is not None:
                failed += 1
                findings.append(_finding(reading, code, outcome, options, seen))
        if checked:
            checks.append(Check(code, checked, failed))
    findings.sort(key=lambda finding: (finding.span.start, -finding.severity, finding.rule))
    return tuple(findings), tuple(checks)


def _finding(reading: Reading, code: str, fault: Fault, options: Options, seen: Counter[str]) -> Finding:
    quote = fault.quote if fault.quote is not None else squeeze(reading.document.words(fault.span))
    severity = options.severities.get(code) or load_page(code).severity
    if fault.severity is not None:
        severity = min(severity, fault.severity)  # a fault may be softer than its rule, never harsher
    if fault.grade > Grade.EXACT or reading.document.ocr:
        severity = Severity(max(severity - 1, Severity.NOTE))
    if fault.explanation is not None:
        severity = Severity.NOTE
    return Finding(
        rule=code,
        severity=severity,
        template=fault.template,
        values={"quote": quote, "expected": fault.expected, "actual": fault.actual, **fault.values},
        quote=quote,
        expected=fault.expected,
        actual=fault.actual,
        explanation=fault.explanation,
        fingerprint=_fingerprint(reading, code, fault, quote, seen),
        span=fault.span,
        related=fault.related,
    )


def _fingerprint(reading: Reading, code: str, fault: Fault, quote: str, seen: Counter[str]) -> str:
    """The same fault in the next version of the document has the same one: rule, folded words, section."""
    item = reading.outline.item_at(fault.span.start)
    section = item.id if item is not None else reading.outline.zone_at(fault.span.start)
    base = "\x1f".join((code, fault.template, key(quote), section))
    seen[base] += 1
    if seen[base] > 1:
        base += f"\x1f{seen[base]}"
    return hashlib.sha256(base.encode()).hexdigest()[:16]
