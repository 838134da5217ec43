"""Reads rating bands: classes (xuất sắc, tốt, khá …) with the range of points or percent that each takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.amounts import AMOUNT, parse_amount
from extractors.samples_rows import Row, read_rows, tidy
from models.document import Document, Span
from models.facts import Band, Number
from models.outline import Outline

_RANK_WORDS = (
    r"(?:hoàn thành|không hoàn thành|chưa hoàn thành)(?: (?:xuất sắc|tốt))?(?: (?:nhiệm vụ|chức trách))?|"
    r"xuất sắc|rất tốt|tốt|khá|trung bình khá|trung bình|yếu kém|yếu|kém|giỏi|không đạt(?: yêu cầu)?|chưa đạt(?: yêu cầu)?|đạt yêu cầu|"
    r"(?:loại|hạng|mức|nhóm)\s(?:[a-d1-6]\+?|[ivx]{1,3})"
)
_RANK = re.compile(rf"(?<![^\W\d_])(?:{_RANK_WORDS})(?![^\W\d_])")


def _n(name: str) -> str:
    """A number with its unit as two groups, `name` and `nameu`."""
    return rf"(?P<{name}>{AMOUNT})(?P<{name}u>\s*(?:điểm|%|phần trăm))?"


_BETWEEN = re.compile(
    rf"(?<![\w.,/])(?:(?P<above>trên|lớn hơn|hơn|>)\s*|(?P<from>từ|≥|đạt|>=)\s*)?{_n('low')}\s*(?:tổng số điểm\s*)?(?:trở lên\s*)?[,]?\s*"
    rf"(?:(?:đến|tới|-|và|~)\s*)(?P<cap>cận|dưới|nhỏ hơn|<(?!=)|≤|<=)?\s*{_n('high')}(?![\w/])"
)
_TWO_SIDED = re.compile(
    rf"(?<![\w.,/]){_n('low')}\s*(?P<lower>≤|<=|<)\s*[^\d\n<≤]{{0,40}}?(?P<upper>≤|<=|<)\s*{_n('high')}"
)
_FROM = re.compile(rf"(?<![\w.,/])(?:từ\s*|đạt\s*){{0,2}}{_n('low')}\s*(?:tổng số điểm\s*)?trở lên")
_AT_LEAST = re.compile(rf"(?:≥|>=|tối thiểu|ít nhất)\s*{_n('low')}(?![\w/])")
_ABOVE = re.compile(rf"(?:(?<![^\W\d_])(?:trên|lớn hơn|hơn)|>(?!=))\s*{_n('low')}(?![\w/])")
_BELOW = re.compile(rf"(?:(?<![^\W\d_])(?:dưới|nhỏ hơn|thấp hơn)|<(?!=))\s*{_n('high')}(?![\w/])")
_AT_MOST = re.compile(
    rf"(?:≤|<=|(?<![^\W\d_])(?:không quá|tối đa))\s*{_n('high')}(?![\w/])|(?<![\w.,/]){_n('high2')}\s*trở xuống"
)

_CLASS_WORDS = re.compile(
    r"(?i)^(?:được |đánh giá |thì )*(?:xếp loại|phân loại|xếp hạng|xếp|đạt loại|đạt)\s*:?\s+(?=\S)"
)
_PIECE_END = re.compile(r";\s*")


@dataclass(frozen=True, slots=True)
class _Range:
    low: Number | None
    high: Number | None
    low_open: bool
    high_open: bool
    unit: str | None
    start: int
    end: int


def find_bands(document: Document, outline: Outline) -> tuple[Band, ...]:
    """Rating scales in text order: at least two classes of one unit that stand together share a `group`."""
    scales: list[list[tuple[Band, str | None]]] = [[]]
    gap = 0
    for words in _places(document, outline):
        found = [] if len(words.folded) > 900 else list(_bands_of(document, words))
        if not found:
            gap += 1
            continue
        for band, unit in found:
            if gap > 3 or not _continues(scales[-1], band, unit):
                scales.append([])
            scales[-1].append((band, unit))
            gap = 0
    kept = [scale for scale in scales if len(scale) >= 2 and any(unit for _, unit in scale)]
    return tuple(
        Band(band.name, band.low, band.high, band.low_open, band.high_open, band.span, number)
        for number, scale in enumerate(kept)
        for band, _ in scale
    )


def _continues(scale: list[tuple[Band, str | None]], band: Band, unit: str | None) -> bool:
    """Whether a class belongs to the scale so far: a new name, the same unit, and further on in its direction."""
    if not scale:
        return True
    if (
        len(scale) >= 2
        and (_middle(scale[1][0]) - _middle(scale[0][0])) * (_middle(band) - _middle(scale[-1][0])) < 0
    ):
        return False  # the scale ran down and begins at the top again: another one
    names = {_rank_key(other.name) for other, _ in scale}
    units = {other for _, other in scale if other is not None}
    return _rank_key(band.name) not in names and (unit is None or not units or unit in units)


def _middle(band: Band) -> Number:
    """A figure to order classes by; an open end counts as the closed one."""
    low = band.low if band.low is not None else band.high
    high = band.high if band.high is not None else band.low
    return (low or 0) + (high or 0)


def _rank_key(name: str) -> str:
    found = _longest_rank(name.lower())
    return found.group() if found else name.lower()


def _places(document: Document, outline: Outline) -> Iterator[Row]:
    """Paragraphs, and rows of tables as one line each, in text order."""
    rows = read_rows(document, outline)
    at = 0
    while at < len(rows):
        row = rows[at]
        if row.cell is None:
            yield row
            at += 1
            continue
        last = at
        while last + 1 < len(rows) and _same_line(rows[last + 1], row):
            last += 1
        yield Row(document, row.number, row.start, rows[last].end, row.rank, row.cell)
        at = last + 1


def _same_line(row: Row, first: Row) -> bool:
    return (
        row.cell is not None
        and first.cell is not None
        and (row.cell.table, row.cell.row) == (first.cell.table, first.cell.row)
    )


def _bands_of(document: Document, row: Row) -> Iterator[tuple[Band, str | None]]:
    """The classes of one paragraph, one for each piece between semicolons that has a rank and a range."""
    if not re.search(r"\d", row.folded) or not _RANK.search(row.folded):
        return
    start = row.start
    stops = [
        (row.start + found.start(), row.start + found.end()) for found in _PIECE_END.finditer(row.folded)
    ]
    for stop, following in [*stops, (row.end, row.end)]:
        band = _band(document, start, stop)
        if band is not None:
            yield band
        start = following


def _band(document: Document, start: int, end: int) -> tuple[Band, str | None] | None:
    folded = document.folded[start:end]
    span_range = _range(folded)
    if span_range is None:
        return None
    before, after = folded[: span_range.start], folded[span_range.end :]
    rank = _longest_rank(before)
    if rank is not None:
        name = _name(document.text[start : start + span_range.start], rank)
    else:
        rank = _longest_rank(after[:80])
        if rank is None or re.search(r"\d", after[: rank.start()]):
            return None
        name = _name(document.text[start + span_range.end : end], rank)
    if len(name) > 120 or not name:
        return None
    first = start + len(folded) - len(folded.lstrip(" -+*"))
    last = max(start + span_range.end, first + 1)
    if span_range.start < len(before) or rank.string is not before:
        last = max(last, min(end, start + span_range.end + rank.end()))
    return (
        Band(
            name,
            span_range.low,
            span_range.high,
            span_range.low_open,
            span_range.high_open,
            Span(first, last),
        ),
        span_range.unit,
    )


def _longest_rank(folded: str) -> re.Match[str] | None:
    """The class named: the first word of rank, or the last before the range (`Xếp loại: loại tốt`)."""
    found = list(_RANK.finditer(folded))
    if not found:
        return None
    return max(found, key=lambda match: len(match.group()))


def _name(words: str, rank: re.Match[str]) -> str:
    """The class as the text names it: the words before the colon (`Đơn vị xuất sắc`), else the rank itself."""
    head = re.split(r"[:\n\t|(]| - ", words)
    for piece in head:
        if rank.group() in piece.lower() and len(tidy(piece)) <= 60:
            bare = _CLASS_WORDS.sub("", tidy(re.sub(r"^\s*(?:[-+*]|\(?[a-zđ\d]{1,2}[.)])\s+", "", piece)))
            if rank.group() in bare.lower():
                return bare
    at = rank.start()
    return tidy(words[at : rank.end()])


def _range(folded: str) -> _Range | None:
    """The range of a class; None where there is none, or more than one."""
    two = _TWO_SIDED.search(folded)
    if two is not None:
        return _made(two, two["lower"] == "<", two["upper"] == "<")
    between = _BETWEEN.search(folded)
    if between is not None:
        units = between["lowu"] or between["highu"]
        if units or between["from"] or between["above"] or between["cap"]:
            cap = between["cap"] in ("dưới", "cận", "nhỏ hơn", "<")
            return _made(between, bool(between["above"]), cap)
    for pattern, open_end in ((_FROM, False), (_AT_LEAST, False), (_ABOVE, True)):
        found = pattern.search(folded)
        if found is not None:
            return _made(found, open_end, False)
    found = _BELOW.search(folded)
    if found is not None:
        return _made(found, False, True)
    found = _AT_MOST.search(folded)
    return _made(found, False, False) if found is not None else None


def _made(found: re.Match[str], low_open: bool, high_open: bool) -> _Range | None:
    groups = found.groupdict()
    low = parse_amount(groups["low"]) if groups.get("low") else None
    written = groups.get("high") or groups.get("high2")
    high = parse_amount(written) if written else None
    unit = groups.get("highu") or groups.get("high2u") or groups.get("lowu")
    if low is None and high is None:
        return None
    if any(value is not None and value > 1000 for value in (low, high)):
        return None
    word = None
    if unit is not None:
        word = "points" if "điểm" in unit else "percent"
    return _Range(low, high, low_open, high_open, word, found.start(), found.end())
