"""Reads the lines that tie appendices to their document: (Kèm theo Kế hoạch số … ngày … của …)."""

from __future__ import annotations

import re
from datetime import date

from corpora.knowledge import type_by_name
from models.document import Block, Document, Span
from models.facts import Annex, Period
from models.outline import Outline
from models.text import squeeze

_LINE = re.compile(
    r"\W{0,3}(?:ban hành )?(?:kèm|đính kèm)(?: theo)?\s+(?P<type>[^\W\d_][^\d:(]{1,40}?)\s*(?:số|:)\s*:?\s*(?P<number>\d[\d\s]{0,7}(?:/(?:19|20)\d\d(?=\s?/))?)?"
    r"(?P<pen>[\s._…-]*)(?:(?P<mark>[/-])\s?(?P<symbol>[^\W\d_][\w&]*(?:\s?[-/&.]\s?[^\W\d_][\w&]*){0,4}))?"
    r"(?P<rest>[^\n]{0,120})"
)
_BRACKET = re.compile(r"\((?=(?:ban hành )?(?:kèm|đính kèm)(?![\w]))")
_DATE = re.compile(
    r"\s*,?\s*ngày(?P<day>[\s._…\d]{0,14})(?:tháng|[/.-])(?P<month>[\s._…\d]{0,14})(?:năm|[/.-])(?P<year>[\s._…]{0,14}\d{0,4})"
)


def find_annexes(document: Document, outline: Outline) -> tuple[Annex, ...]:
    """One entry for each appendix whose heading names the document it belongs to, in text order.

    A blank number or date is told by `number_blank` and `date_blank`; a line without a date has neither.
    """
    found: list[Annex] = []
    for span in outline.appendices:
        first = document.block_index(span.start)
        for block in document.blocks[first : first + 10]:
            if block.start >= span.end:
                break
            match = _LINE.match(document.folded, _line_start(document, block), block.end)
            if match is not None:
                found.append(_annex(document, match))
                break
    return tuple(found)


def _line_start(document: Document, block: Block) -> int:
    """Where the line can begin: with its paragraph, or with a bracket behind a heading in capitals."""
    bracket = _BRACKET.search(document.folded, block.start, block.end)
    if bracket is not None and document.text[block.start : bracket.start()].isupper():
        return bracket.start()
    return block.start


def _annex(document: Document, match: re.Match[str]) -> Annex:
    number = "".join((match["number"] or "").split()) or None
    symbol = None
    if match["symbol"]:
        symbol = "".join(document.text[match.start("symbol") : match.end("symbol")].split())
    start = match.start("number") if number else match.start("pen")
    number_span = Span(start, match.end("symbol") if symbol else max(match.end("pen"), start))
    dated = _DATE.match(document.folded, match.start("rest"), match.end("rest"))
    issued: Period | None = None
    date_span: Span | None = None
    if dated is not None:
        date_span = Span(
            dated.start() + len(dated[0]) - len(dated[0].lstrip(" ,")), dated.start() + len(dated[0].rstrip())
        )
        issued = _date(document, dated, date_span)
    kind = type_by_name(match["type"])
    return Annex(
        kind.abbreviation if kind is not None else None,
        number,
        symbol,
        issued,
        Span(match.start(), match.end()),
        number_blank=number is None,
        date_blank=dated is not None and issued is None,
        number_span=number_span,
        date_span=date_span,
    )


def _date(document: Document, dated: re.Match[str], span: Span) -> Period | None:
    parts = ["".join(char for char in dated[name] if char.isdigit()) for name in ("day", "month", "year")]
    if not all(parts) or len(parts[2]) != 4:
        return None
    words = squeeze(document.words(span))
    try:
        day = date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return Period(words, None, None, "day", span, impossible=words)
    return Period(words, day, day, "day", span)
