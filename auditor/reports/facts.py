"""Everything that was read from one document, for people: sections of entries, each with its place and its words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Literal

from auditor.reports.printing import console_on, print_indented, surroundings
from auditor.reports.terminal import place_words
from auditor.rules.figures import written
from auditor.texts import say
from corpora.knowledge import type_by_abbreviation
from extractors.extract import Reading
from models.document import Document, Span
from models.facts import Band, Header, Number, Period, Quantity, Reference, Scoring, Task
from models.grade import Grade
from models.serialize import to_json

if TYPE_CHECKING:
    from rich.console import Console

Kind = Literal[
    "header", "reference", "period", "task", "sample", "scoring", "assignment", "recipient", "signer"
]
_AROUND = 50
_MAX_QUOTE = 200


@dataclass(frozen=True)
class Entry:
    """One fact in words. `span` is where it stands, or, below EXACT, what it was told by."""

    kind: Kind
    words: str
    span: Span
    grade: Grade = Grade.EXACT
    depth: int = 0
    details: tuple[str, ...] = ()
    context: bool = True
    """Whether the words around it say more than `words` do."""


@dataclass(frozen=True)
class Section:
    """The entries of one kind, in reading order."""

    name: str
    """Its title is `say("facts_" + name, language)`."""
    entries: tuple[Entry, ...]


def facts_json(reading: Reading) -> str:
    """The Facts object of the contract, as inside the JSON of a check."""
    return json.dumps(to_json(reading.facts, reading.document), ensure_ascii=False, indent=2)


def fact_sections(reading: Reading, language: str) -> tuple[Section, ...]:
    """All facts of a document as entries; sections without any are left out."""
    facts = reading.facts
    told = {
        "header": _header(reading, language),
        "references": (_reference(reference, language) for reference in facts.references),
        "periods": _periods(reading, language),
        "tasks": (_task(task, language) for task in facts.tasks),
        "samples": (entry for sample in facts.samples for entry in _sample(sample, language, 0)),
        "scoring": (entry for frame in facts.scoring for entry in _scoring(frame, language)),
        "bands": (Entry("scoring", _band(band, language), band.span) for band in facts.bands),
        "assignments": _assignments(reading, language),
        "recipients": _recipients(reading),
        "signer": _signer(reading),
    }
    sections = (Section(name, tuple(entries)) for name, entries in told.items())
    return tuple(section for section in sections if section.entries)


# --- one kind of fact after the other


def _header(reading: Reading, language: str) -> Iterator[Entry]:
    header, year = reading.facts.header, reading.facts.year
    blank = say("facts_blank", language)
    issued = period_words(header.issued, language) if header.issued else None
    values: dict[str, tuple[str | None, Span | None]] = {
        "number": (header.number or (blank if header.number_blank else None), header.number_span),
        "symbol": (header.symbol, header.number_span),
        "type": (_type_words(header.type), header.type_span),
        "issuer": (header.issuer, header.issuer_span),
        "place": (header.place, header.date_span),
        "issued": (issued or (blank if header.date_blank else None), header.date_span),
        "title": (header.title, header.title_span),
        "year": (str(year) if year is not None else None, header.title_span),
    }
    for part, (value, span) in values.items():
        if value is None:
            continue
        yield Entry(
            "header",
            f"{say(f'fact_{part}', language)}: {value}",
            span or _told_by(header),
            header.grade(part),
            context=part not in ("title", "year"),
        )


def _told_by(header: Header) -> Span:
    """Where a part stands that the header does not write out: the symbol told it."""
    return header.number_span or header.date_span or header.title_span or Span(0, 0)


def _type_words(abbreviation: str | None) -> str | None:
    if abbreviation is None:
        return None
    kind = type_by_abbreviation(abbreviation)
    return f"{abbreviation} ({kind.name})" if kind is not None else abbreviation


def _reference(reference: Reference, language: str) -> Entry:
    kind = type_by_abbreviation(reference.type or "")
    name = reference.type_words or (kind.name if kind else reference.type)
    parts = [
        " ".join(part for part in (name, reference.code) if part),
        period_words(reference.issued, language) if reference.issued else None,
        reference.issuer,
        say("fact_basis", language) if reference.basis else None,
    ]
    return Entry(
        "reference",
        " · ".join(part for part in parts if part) or reference.title or "",
        reference.span,
        max(reference.grade, reference.issued.grade if reference.issued else Grade.EXACT),
        details=(f"{say('fact_title', language)}: {reference.title}",) if reference.title else (),
    )


def _periods(reading: Reading, language: str) -> Iterator[Entry]:
    """Times of the document itself: the dates of other documents stand with those."""
    facts = reading.facts
    told = [reference.span for reference in facts.references]
    told += [span for span in (facts.header.date_span, *(annex.span for annex in facts.annexes)) if span]
    for period in facts.periods:
        if period.span is not None and not any(span.contains(period.span) for span in told):
            words = f"{period.text} → {period_words(period, language)}"
            yield Entry("period", words, period.span, period.grade)


def _task(task: Task, language: str) -> Entry:
    details = []
    for due in task.dues or ((task.due,) if task.due else ()):
        words = f"{due.text} → {period_words(due, language)}"
        details.append(f"{say('fact_due', language)}: {words}{grade_note(due.grade, language)}")
    if task.lead:
        words = "; ".join(task.lead) + grade_note(task.lead_grade, language)
        details.append(f"{say('fact_lead', language)}: {words}")
    if task.support:
        details.append(f"{say('fact_support', language)}: {'; '.join(task.support)}")
    words = f"{task.id}. {task.title}" if task.id else task.title
    return Entry("task", words, task.span, details=tuple(details), context=not task.title)


def _sample(quantity: Quantity, language: str, depth: int) -> Iterator[Entry]:
    details = [f"{say('explanation', language)}: “{quantity.explanation}”"] if quantity.explanation else []
    words = f"{quantity.label}: {_figure(quantity, language)}"
    yield Entry("sample", words, quantity.span, depth=depth, details=tuple(details))
    for part in quantity.parts:
        yield from _sample(part, language, depth + 1)


def _figure(quantity: Quantity, language: str) -> str:
    """`12 × 12 = 143 người (tính ra 144)`, `25 + 5 = 30 người`."""
    value = quantity.stated if quantity.stated is not None else quantity.computed
    if value is None:
        return say("fact_unsized", language)
    about = "≈ " if quantity.approximate else ""
    terms = " × ".join(written(factor) for factor in quantity.factors)
    if not terms and len(quantity.parts) > 1:
        sizes = [part.stated if part.stated is not None else part.computed for part in quantity.parts]
        terms = " + ".join(written(size) if size is not None else "?" for size in sizes)
    words = f"{terms} = {about}{written(value)}" if terms else f"{about}{written(value)}"
    words += f" {quantity.unit}" if quantity.unit else ""
    if quantity.computed is not None and quantity.computed != value:
        words += f" ({say('fact_computed', language, value=written(quantity.computed))})"
    return words


def _scoring(frame: Scoring, language: str) -> Iterator[Entry]:
    counts = {
        "fields": frame.fields,
        "criteria": frame.criteria,
        "subcriteria": frame.subcriteria,
        "points": frame.points,
    }
    yield Entry("scoring", f"{frame.scope}: {_counts(counts, language)}", frame.span)
    for part in frame.parts:
        counts = {"criteria": part.criteria, "subcriteria": part.subcriteria, "points": part.points}
        span = part.span if part.span.end else frame.span
        yield Entry("scoring", f"{part.name}: {_counts(counts, language)}", span, depth=1)


def _counts(counts: Mapping[str, Number | None], language: str) -> str:
    return ", ".join(
        say(f"fact_{what}", language, count=written(count))
        for what, count in counts.items()
        if count is not None
    )


def _band(band: Band, language: str) -> str:
    low = say("fact_above" if band.low_open else "fact_from", language, value=written(band.low))
    high = say("fact_below" if band.high_open else "fact_to", language, value=written(band.high))
    ends = [low if band.low is not None else "", high if band.high is not None else ""]
    return f"{band.name}: {' '.join(end for end in ends if end)}"


def _assignments(reading: Reading, language: str) -> Iterator[Entry]:
    for assignment in reading.facts.assignments:
        items = []
        for number, item in enumerate(assignment.items):
            limited = number < len(assignment.limited) and assignment.limited[number]
            items.append(f"{item} ({say('fact_limited', language)})" if limited else item)
        yield Entry("assignment", f"{assignment.agency}: {'; '.join(items)}", assignment.span)


def _recipients(reading: Reading) -> Iterator[Entry]:
    whole = reading.facts.recipients_span
    if whole is None:
        return
    text, at = reading.document.text, whole.start
    for name in reading.facts.recipients:
        first = name.partition(" (")[0]
        start = text.find(first, at, whole.end)
        span = Span(start, start + len(first)) if start >= 0 else whole
        at = span.end if start >= 0 else at
        yield Entry("recipient", name, span, context=False)


def _signer(reading: Reading) -> Iterator[Entry]:
    signer = reading.facts.signer
    if signer is None or signer.span is None:
        return
    words = " · ".join(part for part in (signer.authority, signer.position, signer.name) if part)
    yield Entry("signer", words, signer.span, signer.grade, context=False)


# --- values in words


def period_words(period: Period, language: str) -> str:
    """What a time comes to: `đến hết 09/12/2022`, `01/12/2024 - 31/12/2024`, or why it has no days."""
    if period.impossible is not None:
        return say("fact_impossible", language)
    if period.recurring:
        return say("fact_recurring", language)
    if period.start is None and period.end is None:
        return say("fact_condition", language)
    if period.start is None or period.end is None:
        name = "fact_until" if period.end else "fact_since"
        return say(name, language, day=_day(period.end or period.start))
    if period.start == period.end:
        return _day(period.end)
    return f"{_day(period.start)} - {_day(period.end)}"


def _day(day: date | None) -> str:
    return f"{day:%d/%m}/{day.year:04}" if day is not None else ""


def grade_note(grade: Grade, language: str) -> str:
    """` [suy ra từ chỗ khác]`; nothing for a value that stands there."""
    return f" [{say(f'grade_{grade.word}', language)}]" if grade is not Grade.EXACT else ""


def context(document: Document, span: Span) -> str:
    """The words of a fact in «marks» within their paragraph, cut to a line or two."""
    before, quote, after = surroundings(document, span, around=_AROUND, longest=_MAX_QUOTE)
    return f"{before}«{quote}»{after}".strip()


# --- the printed report


def print_facts(reading: Reading, language: str, stream: IO[str], *, colour: bool | None = None) -> None:
    """Write all facts of a document to `stream`, section by section."""
    from rich.text import Text

    console = console_on(stream, colour)
    print_indented(console, Text(reading.document.path, style="bold"), 0)
    sections = fact_sections(reading, language)
    for section in sections:
        console.print()
        count = f" ({len(section.entries)})" if section.name not in ("header", "signer") else ""
        console.print(Text(say(f"facts_{section.name}", language).upper() + count, style="bold"))
        for entry in section.entries:
            _print_entry(console, entry, reading.document, language)
    if not sections:
        console.print(Text(say("facts_none", language)))


def _print_entry(console: Console, entry: Entry, document: Document, language: str) -> None:
    from rich.text import Text

    by = 2 + 2 * entry.depth
    head = Text(entry.words)
    if place := place_words(document.place(entry.span), language):
        head.append(f"  {place}", style="dim")
    grade = Grade.OCR if document.ocr else entry.grade
    head.append(grade_note(grade, language), style="yellow")
    print_indented(console, head, by)
    for detail in entry.details:
        print_indented(console, Text(detail), by + 2)
    if entry.context and entry.span.end > entry.span.start:
        print_indented(console, Text(context(document, entry.span), style="dim"), by + 2)
