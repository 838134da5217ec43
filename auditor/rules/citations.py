"""CC: căn cứ, viện dẫn: the documents that a document cites."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from auditor.rules.engine import HELD, Fault, Options, rule
from corpora.knowledge import legislature_years
from extractors.agencies import agency_key, symbol_fits_issuer, type_fits_symbol
from extractors.extract import Reading
from extractors.numbers import number_year
from models.document import Span
from models.facts import Reference
from models.grade import Grade
from models.text import key, squeeze

Outcome = Iterator[Fault | None]


def _day(reference: Reference) -> date | None:
    """The day of issue that is told of a cited document."""
    if reference.issued is None or reference.effective or reference.issued.precision != "day":
        return None
    return reference.issued.end


def _dated_span(reference: Reference) -> Span:
    return reference.issued_span or reference.span


def _grade(*references: Reference) -> Grade:
    """Of what the references say, with their dates: the least sure of it."""
    return max(
        max(reference.grade, reference.issued.grade if reference.issued else Grade.EXACT)
        for reference in references
    )


@rule("CC001")
def cited_later(reading: Reading, options: Options) -> Outcome:
    """A document cannot cite one that was issued after it."""
    issued = reading.facts.issued
    if issued is None or issued.end is None:
        return
    later: dict[tuple[str | None, date], list[Reference]] = defaultdict(list)
    for reference in reading.facts.references:
        day = _day(reference)
        if day is None:
            continue
        if day <= issued.end:
            yield HELD
        else:
            later[(reference.code, day)].append(reference)
    for (_, day), mentions in later.items():
        first = mentions[0]
        yield Fault(
            first.span,
            values={
                "code": first.code or first.title or "",
                "date": f"{day:%d/%m/%Y}",
                "issued": f"{issued.end:%d/%m/%Y}",
            },
            expected=f"≤ {issued.end:%d/%m/%Y}",
            actual=f"{day:%d/%m/%Y}",
            related=tuple(mention.span for mention in mentions[1:]),
            grade=max(reading.facts.header.grade("issued"), min(_grade(mention) for mention in mentions)),
        )


@rule("CC002")
def cited_differently(reading: Reading, options: Options) -> Outcome:
    """One document with two dates, or two numbers for what is plainly one document."""
    by_code: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for reference in reading.facts.references:
        if reference.number is not None and reference.symbol is not None and _day(reference) is not None:
            by_code[(reference.number.lstrip("0"), key(reference.symbol))].append(reference)
    for mentions in by_code.values():
        first = mentions[0]
        other = next((m for m in mentions[1:] if _day(m) != _day(first) and _same_act(first, m)), None)
        if other is None:
            if len(mentions) > 1:
                yield HELD
            continue
        yield Fault(
            _dated_span(other),
            "dates",
            {
                "code": other.code or "",
                "first": f"{_day(first):%d/%m/%Y}",
                "second": f"{_day(other):%d/%m/%Y}",
            },
            actual=f"{_day(other):%d/%m/%Y}",
            quote=squeeze(reading.document.words(other.span)),
            related=(first.span,),
            grade=_grade(first, other),
        )
    yield from _two_numbers(reading)


def _same_act(first: Reference, other: Reference) -> bool:
    """Numbers begin anew every year and with every agency: one act only where year, or subject, and issuer agree."""
    if first.type != other.type:
        return False
    if first.issuer and other.issuer and agency_key(first.issuer) != agency_key(other.issuer):
        return False
    assert first.issued is not None and other.issued is not None
    assert first.issued.end is not None and other.issued.end is not None
    if number_year(first.number or "") is not None:
        return True
    days = [
        (each.issued.end.day, each.issued.end.month)
        for each in (first, other)
        if each.issued and each.issued.end
    ]
    if days[0] == days[1] and not (first.title and other.title):
        return True  # the same day of another year: a slip of the year
    if first.issued.end.year == other.issued.end.year:
        own = (first.symbol or "").split("-")[-1]
        return (
            own not in ("UBND", "HĐND", "TU", "HU")
            or bool(first.issuer and other.issuer)
            or _alike(first, other)
        )
    return _alike(first, other)


def _alike(first: Reference, other: Reference, least: float = 92) -> bool:
    from rapidfuzz.fuzz import ratio

    if not first.title or not other.title or min(len(first.title), len(other.title)) < 25:
        return False
    shorter = min(len(first.title), len(other.title))
    heads = [key(title[: shorter + 5]) for title in (first.title, other.title)]
    if re.findall(r"\d+", heads[0]) != re.findall(r"\d+", heads[1]):
        return False  # the plan of 2023 and the plan of 2024 are two
    return bool(ratio(*heads) >= least)


def _two_numbers(reading: Reading) -> Outcome:
    by_day: dict[tuple[str | None, str, date], list[Reference]] = defaultdict(list)
    for reference in reading.facts.references:
        day = _day(reference)
        if reference.number and reference.symbol and reference.title and day is not None:
            by_day[(reference.type, key(reference.symbol), day)].append(reference)
    for mentions in by_day.values():
        first = mentions[0]
        for other in mentions[1:]:
            if (other.number or "").lstrip("0") == (first.number or "").lstrip("0") or _neighbours(
                first, other
            ):
                continue
            if len(first.title or "") >= 40 and _alike(first, other, 99) and _same_issuer(first, other):
                yield Fault(
                    other.number_span or other.span,
                    "numbers",
                    {"first": first.code or "", "second": other.code or ""},
                    actual=other.code,
                    quote=squeeze(reading.document.words(other.span)),
                    related=(first.span,),
                    grade=_grade(first, other),
                )
                break


def _neighbours(first: Reference, other: Reference) -> bool:
    """Acts that follow each other on one day (73 and 74) are two acts on one matter, not one with two numbers."""
    numbers = [re.match(r"\d+", reference.number or "") for reference in (first, other)]
    return all(numbers) and abs(int(numbers[0][0]) - int(numbers[1][0])) <= 5  # type: ignore[index]


def _same_issuer(first: Reference, other: Reference) -> bool:
    return not (first.issuer and other.issuer) or agency_key(first.issuer) == agency_key(other.issuer)


@rule("CC003")
def citation_incomplete(reading: Reading, options: Options) -> Outcome:
    """Legal grounds name type, number, symbol, agency, date and subject; laws may go without (Phụ lục I, mục II.6)."""
    seen: set[str] = set()
    complete = {reference.code for reference in reading.facts.references if reference.issued is not None}
    for reference in reading.facts.references:
        if not reference.basis or reference.quoted or reference.code in seen:
            continue
        if reference.code is None:
            if reference.type not in _LAWS:
                yield Fault(reference.span, "number")
            continue
        seen.add(reference.code)
        if reference.issued is None and reference.code not in complete and not _may_lack_date(reference):
            yield Fault(reference.span, "date", {"code": reference.code})
        else:
            yield HELD


_LAWS = ("Luật", "Bộ luật", "Hiến pháp", "PL", "Lệnh")
"""Types that grounds may name without number and agency."""


def _may_lack_date(reference: Reference) -> bool:
    """Laws, and acts whose number carries the year, are told without their day by custom."""
    return number_year(reference.number or "") is not None or (reference.symbol or "").startswith(
        ("QH", "UBTVQH")
    )


@rule("CC004")
def citation_contradicts(reading: Reading, options: Options) -> Outcome:
    """The type before the number, the symbol and the issuer behind it must agree."""
    for reference in reading.facts.references:
        if reference.symbol is None:
            continue
        if (
            reference.type_words is not None
            and type_fits_symbol(reference.type_words, reference.symbol) is False
        ):
            yield Fault(
                reference.span,
                "type",
                {"type": reference.type_words, "symbol": reference.symbol},
                actual=reference.symbol,
                grade=reference.grade,
            )
        elif reference.issuer is not None and symbol_fits_issuer(reference.symbol, reference.issuer) is False:
            yield Fault(
                reference.span,
                "issuer",
                {"issuer": reference.issuer, "symbol": reference.symbol},
                actual=reference.symbol,
                grade=reference.grade,
            )
        else:
            yield HELD


@rule("CC006")
def span_of_years_backwards(reading: Reading, options: Options) -> Outcome:
    """`giai đoạn 2024 - 2023`; another mention that begins in the same year says what was meant."""
    spans = [
        period
        for period in reading.facts.periods
        if period.precision == "year" and period.start and period.end
    ]
    for period in spans:
        assert period.start is not None and period.end is not None and period.span is not None
        if period.start.year == period.end.year:
            continue
        if not period.backwards():
            yield HELD
            continue
        meant = next(
            (p for p in spans if p.start == period.start and p.end and p.end.year > period.start.year), None
        )
        yield Fault(
            period.span,
            expected=meant.text if meant else None,
            actual=period.text,
            related=(meant.span,) if meant and meant.span else (),
            grade=period.grade,
        )


@rule("CC007")
def year_contradicts(reading: Reading, options: Options) -> Outcome:
    """The year inside a number is the year of its date; a legislature's number lies within its term."""
    for reference in reading.facts.references:
        if reference.number is None:
            continue
        year = number_year(reference.number)
        if year is None:
            continue
        term = _term(reference.symbol)
        if term is not None and not term[0] <= year <= term[1]:
            yield Fault(
                reference.span,
                "legislature",
                {"code": reference.code or "", "symbol": reference.symbol, "first": term[0], "last": term[1]},
                actual=str(year),
                grade=reference.grade,
            )
            continue
        day = _day(reference)
        if day is not None and day.year != year:
            yield Fault(
                reference.span,
                "year",
                {"code": reference.code or "", "year": year, "date": f"{day:%d/%m/%Y}"},
                expected=str(year),
                actual=str(day.year),
                grade=_grade(reference),
            )
        elif day is not None or term is not None:
            yield HELD


def _term(symbol: str | None) -> tuple[int, int] | None:
    found = re.search(r"QH(\d{1,2})$", symbol or "")
    return legislature_years(int(found[1])) if found else None
