"""SL: số liệu, the figures of the survey and of lists."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.engine import HELD, Fault, Options, rule
from extractors.extract import Reading
from models.facts import Number, Quantity

Outcome = Iterator[Fault | None]


def written(number: Number | None) -> str:
    """A figure as it is written in Vietnamese: 1.600 and 2,5."""
    if number is None:
        return ""
    if number == int(number):
        return f"{int(number):,}".replace(",", ".")
    exact = (digits for digits in range(1, 7) if number * 10**digits == int(number * 10**digits))
    return f"{float(number):,.{next(exact, 2)}f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def _quantities(reading: Reading) -> Iterator[Quantity]:
    for sample in reading.facts.samples:
        yield from sample.walk()


@rule("SL001")
def product_wrong(reading: Reading, options: Options) -> Outcome:
    """A product against the figure that stands behind it."""
    for quantity in _quantities(reading):
        if len(quantity.factors) < 2 or quantity.stated is None or quantity.computed is None:
            continue
        if quantity.approximate or quantity.factor_missing:
            continue
        if quantity.stated == quantity.computed:
            yield HELD
            continue
        product = " × ".join(written(factor) for factor in quantity.factors)
        yield Fault(
            quantity.span,
            "explained" if quantity.explanation else "default",
            {
                "product": product,
                "unit": quantity.unit or "",
                "explanation": quantity.explanation or "",
                "label": quantity.label,
            },
            expected=written(quantity.computed),
            actual=written(quantity.stated),
            explanation=quantity.explanation,
            related=(quantity.explanation_span,) if quantity.explanation_span else (),
        )


@rule("SL002")
def sum_wrong(reading: Reading, options: Options) -> Outcome:
    """A total against its parts; a wrong product below it is not told again as a wrong total."""
    for quantity in _quantities(reading):
        if not quantity.parts or quantity.stated is None or quantity.approximate:
            continue
        if any(part.approximate or _value(part) is None for part in quantity.parts):
            continue
        as_stated = sum(_value(part) or 0 for part in quantity.parts)
        if quantity.stated == as_stated or quantity.stated in _totals(quantity):
            yield HELD
            continue
        yield Fault(
            quantity.span,
            "explained" if quantity.explanation else "default",
            {
                "parts": _addends(quantity),
                "unit": quantity.unit or "",
                "explanation": quantity.explanation or "",
                "label": quantity.label,
            },
            expected=written(as_stated),
            actual=written(quantity.stated),
            explanation=quantity.explanation,
            related=tuple(part.span for part in quantity.parts),
        )


def _addends(quantity: Quantity) -> str:
    """The figures of the parts as a sum, the middle ones left out of a long one."""
    figures = [written(_value(part)) for part in quantity.parts]
    if len(figures) > 12:
        figures = [*figures[:6], "…", *figures[-4:]]
    return " + ".join(figures)


def _totals(quantity: Quantity) -> set[Number]:
    """The totals that the parts can give: a part whose own product is wrong counts with either of its figures."""
    totals: set[Number] = {0}
    for part in quantity.parts[:40]:
        other = None if part.explanation else part.computed  # an explained product counts as it is written
        figures = {figure for figure in (_value(part), other) if figure is not None}
        totals = {total + figure for total in totals for figure in figures}
        if len(totals) > 1000:
            break
    return totals


def _value(quantity: Quantity) -> Number | None:
    return quantity.stated if quantity.stated is not None else quantity.computed


@rule("SL003")
def factor_missing(reading: Reading, options: Options) -> Outcome:
    """A product of which one factor is not written."""
    for quantity in _quantities(reading):
        if quantity.factor_missing:
            yield Fault(quantity.span, values={"label": quantity.label})
        elif len(quantity.factors) >= 2:
            yield HELD


@rule("SL004")
def list_of_other_length(reading: Reading, options: Options) -> Outcome:
    """A list with more or fewer items than its announcement says."""
    for announced in reading.lists:
        if announced.holds:
            yield HELD
            continue
        yield Fault(
            announced.span,
            values={
                "count": announced.announced,
                "noun": announced.noun,
                "found": len(announced.items),
                "items": "; ".join(announced.items),
            },
            expected=str(len(announced.items)),
            actual=str(announced.announced),
            related=(announced.items_span,),
        )


@rule("SL007")
def sizes_missing(reading: Reading, options: Options) -> Outcome:
    """Survey groups whose size the document does not give."""
    for quantity in _quantities(reading):
        if quantity.unsized:
            yield Fault(quantity.span, values={"label": quantity.label})
        elif not quantity.parts and _value(quantity) is not None:
            yield HELD
