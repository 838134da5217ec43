"""What a document says: the facts that rules check, each with the words it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from models.document import Span
from models.grade import Grade

INTERNAL: dict[str, Any] = {"json": False}
"""Marks a field that programs outside do not see: the JSON contract has no such key."""

Precision = Literal["day", "month", "quarter", "year", "condition"]
Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Period:
    """A closed interval of dates as the text gives it; a condition has neither end.

    `trước ngày D` ends the day before D; `chậm nhất ngày D` and `đến hết ngày D` end on D.
    """

    text: str
    start: date | None
    end: date | None
    precision: Precision
    span: Span | None = field(default=None, metadata=INTERNAL, compare=False)
    impossible: str | None = field(default=None, metadata=INTERNAL, compare=False)
    """The words of a date that no calendar has (30/02/2024); then `start` and `end` are None."""
    recurring: bool = field(default=False, metadata=INTERNAL, compare=False)
    """A time that returns (hằng năm, thường xuyên, trước ngày 20/11 hằng năm)."""
    grade: Grade = field(default=Grade.EXACT, metadata=INTERNAL, compare=False)

    def backwards(self) -> bool:
        return self.start is not None and self.end is not None and self.end < self.start


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of another document (viện dẫn)."""

    type: str | None
    number: str | None
    symbol: str | None
    issuer: str | None
    issued: Period | None
    title: str | None
    basis: bool
    span: Span
    type_words: str | None = field(default=None, metadata=INTERNAL)
    """The type as the text says it (`Quyết định`), where a word stands before the number."""
    number_span: Span | None = field(default=None, metadata=INTERNAL)
    issuer_span: Span | None = field(default=None, metadata=INTERNAL)
    issued_span: Span | None = field(default=None, metadata=INTERNAL)
    effective: bool = field(default=False, metadata=INTERNAL)
    """The date given is the day of taking effect, not of issue."""
    quoted: bool = field(default=False, metadata=INTERNAL)
    """The mention stands inside a title or a quotation: another author's words."""
    grade: Grade = field(default=Grade.EXACT, metadata=INTERNAL, compare=False)
    """Of type, number, symbol and issuer; the date has its own."""

    @property
    def code(self) -> str | None:
        """`845/KH-UBND`; None without a number."""
        if self.number is None:
            return None
        if self.symbol is None:
            return self.number
        # party documents write 14-KH/TU, assemblies 45/2013/QH13
        # (01/2012/TTLT/BTC-BNV is no party document: its number carries the year)
        party = "/" in self.symbol and "-" not in self.symbol.split("/")[0] and "/" not in self.number
        return f"{self.number}{'-' if party else '/'}{self.symbol}"


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work with who leads it, who supports it and when it is due."""

    id: str | None
    title: str
    due: Period | None
    lead: tuple[str, ...]
    support: tuple[str, ...]
    span: Span
    title_span: Span | None = field(default=None, metadata=INTERNAL)
    lead_spans: tuple[Span, ...] = field(default=(), metadata=INTERNAL)
    support_spans: tuple[Span, ...] = field(default=(), metadata=INTERNAL)
    dues: tuple[Period, ...] = field(default=(), metadata=INTERNAL)
    """Every time that stands with the task; `due` is the first that closes it."""
    form: Literal["lines", "table", "prose"] = field(default="lines", metadata=INTERNAL)
    lead_expected: bool = field(default=True, metadata=INTERNAL)
    due_expected: bool = field(default=True, metadata=INTERNAL)
    """False where the form gives no room for it (a prose task without a time, a table without the column)."""
    lead_grade: Grade = field(default=Grade.EXACT, metadata=INTERNAL, compare=False)
    """FALLBACK where the row above told who leads."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with how it comes about: `factors` for a product, `parts` for a sum."""

    label: str
    unit: str | None
    factors: tuple[Number, ...]
    stated: Number | None
    computed: Number | None
    approximate: bool
    explanation: str | None
    parts: tuple[Quantity, ...]
    span: Span
    factor_missing: bool = field(default=False, metadata=INTERNAL)
    """A product with a blank where a factor should stand (`/huyện x 8 huyện`)."""
    unsized: bool = field(default=False, metadata=INTERNAL)
    """A survey group whose size is not given, or left to another document."""
    explanation_span: Span | None = field(default=None, metadata=INTERNAL)
    delta: Number | None = field(default=None, metadata=INTERNAL)
    """The difference (stated - computed) that the explanation accounts for, where it says."""

    def walk(self) -> Iterator[Quantity]:
        """This quantity and all below it, parents first."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class ScoringPart:
    """One field of a scoring frame with its counts and points."""

    name: str
    criteria: int
    subcriteria: int | None
    points: Number | None
    span: Span = field(default=Span(0, 0), metadata=INTERNAL, compare=False)


@dataclass(frozen=True, slots=True)
class Scoring:
    """A scoring frame: what is announced (07 lĩnh vực, 25 tiêu chí …) and the parts that must give it."""

    scope: str
    fields: int | None
    criteria: int | None
    subcriteria: int | None
    points: Number | None
    parts: tuple[ScoringPart, ...]
    span: Span
    points_span: Span | None = field(default=None, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Band:
    """One class of a rating scale (xếp loại); an open end does not belong to it. Points or percent."""

    name: str
    low: Number | None
    high: Number | None
    low_open: bool
    high_open: bool
    span: Span
    group: int = field(default=0, metadata=INTERNAL)
    """Bands of one scale share a group; a document may hold several scales."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who appraises or answers for which fields or criteria."""

    agency: str
    items: tuple[str, ...]
    span: Span
    item_spans: tuple[Span, ...] = field(default=(), metadata=INTERNAL)
    limited: tuple[bool, ...] = field(default=(), metadata=INTERNAL)
    """For each item whether only some criteria of that field are charged (the text names them)."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: name, position, and the authority form before it (TM., KT., TL., TUQ., Q.) if any."""

    name: str | None
    position: str | None
    authority: str | None
    span: Span | None = field(default=None, metadata=INTERNAL)
    grade: Grade = field(default=Grade.EXACT, metadata=INTERNAL, compare=False)


@dataclass(frozen=True, slots=True)
class Annex:
    """The line that ties an appendix to its document: (Kèm theo Kế hoạch số … ngày … của …)."""

    type: str | None
    number: str | None
    symbol: str | None
    issued: Period | None
    span: Span
    number_blank: bool = False
    date_blank: bool = False
    number_span: Span | None = None
    date_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the body, and where. A part that the document lacks is None; `blank` says that its place is there."""

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued: Period | None = None
    title: str | None = None
    number_blank: bool = False
    date_blank: bool = False
    year: int | None = None
    """The year of issue, also where day and month are still blank."""
    earliest: date | None = None
    """The first day that the date of issue can be: of the month or year where the day is still blank."""
    number_span: Span | None = None
    date_span: Span | None = None
    title_span: Span | None = None
    issuer_span: Span | None = None
    type_span: Span | None = None
    """Where the type's name stands; None where the symbol told it."""
    grades: Mapping[str, Grade] = field(default_factory=dict, compare=False)
    """The parts that are less than exact, by the name of their field; see `grade`."""
    found: bool = False
    """Whether the text has a header at all; a copy often begins with the title."""
    attached: bool = False
    """Issued with another document (Ban hành kèm theo Quyết định số …): number, date and recipients stand there."""

    def grade(self, part: str) -> Grade:
        """How `part` (a field's name: type, number, symbol, issuer, issued) was read."""
        return self.grades.get(part, Grade.EXACT)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was read from one document, in the shape of the JSON contract."""

    type: str | None
    number: str | None
    symbol: str | None
    issuer: str | None
    place: str | None
    issued: Period | None
    title: str | None
    year: int | None
    signer: Signer | None
    recipients: tuple[str, ...]
    references: tuple[Reference, ...]
    tasks: tuple[Task, ...]
    samples: tuple[Quantity, ...]
    scoring: tuple[Scoring, ...]
    bands: tuple[Band, ...]
    assignments: tuple[Assignment, ...]
    header: Header = field(default_factory=Header, metadata=INTERNAL)
    periods: tuple[Period, ...] = field(default=(), metadata=INTERNAL)
    """Every time expression of the document with its span, in text order."""
    annexes: tuple[Annex, ...] = field(default=(), metadata=INTERNAL)
    recipients_span: Span | None = field(default=None, metadata=INTERNAL)
    archive_line: bool = field(default=False, metadata=INTERNAL)
    """Whether the recipients end in `Lưu: …`."""
