"""What a check says: findings, and what was looked at and held."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from models.document import Document, Span
from models.facts import Facts


class Severity(IntEnum):
    """How bad a finding is: a document that is wrong, one that a person must look at, or worth knowing."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, word: str) -> Severity:
        return cls[word.upper()]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, said once. `values` fill the message templates of its rule in any language."""

    rule: str
    severity: Severity
    template: str
    values: dict[str, Any]
    quote: str
    expected: str | None
    actual: str | None
    explanation: str | None
    fingerprint: str
    span: Span
    related: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """How many things a rule looked at, and how many of them failed."""

    rule: str
    checked: int
    failed: int


@dataclass(frozen=True)
class Checked:
    """One document with all that was found out about it. `document` and `facts` are None when it could not be read."""

    path: str
    sha256: str | None
    format: str
    document: Document | None
    facts: Facts | None
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Result:
    """What one run of `check` gives: the documents in the order of their paths."""

    documents: tuple[Checked, ...] = field(default=())

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for checked in self.documents for finding in checked.findings)

    @property
    def unreadable(self) -> int:
        return sum(checked.document is None for checked in self.documents)
