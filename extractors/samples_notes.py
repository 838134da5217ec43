"""Finds the document's own note that accounts for a figure that does not come out (Riêng …, trừ …, trùng …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.samples_figures import NUMBER, Factor, parse_number, unit_class
from models.document import Document, Span
from models.facts import Number

NOTE_START = re.compile(
    r"[\s*(\[+-]*(?:\(\*+\)\s*|\*+\s*|\d\)\s*)?(?:riêng|lưu ý|ghi chú|chú thích|trừ|không tính|không bao gồm|không kể|do|vì)(?![^\W\d_])"
)
"""How a paragraph begins that only explains a figure above it."""


def is_note(folded: str) -> bool:
    """Whether a paragraph only explains a figure above it (Riêng …, Trường hợp … chỉ tính một lần)."""
    if NOTE_START.match(folded):
        return True
    return len(folded) < 400 and bool(_ONCE.search(re.sub(r"\([^()]*\)", "", folded)))


_ONCE = re.compile(
    r"(?<![^\W\d_])tính (?:là )?(?:một|1|01) (?:lần|phiếu|người|suất)(?![^\W\d_])|(?<![^\W\d_])không tính trùng"
)
"""Who stands in two groups is counted once: the total is smaller than its parts together."""

_LESS = r"đồng thời|loại trừ|trừ|không tính|không bao gồm|không kể|không có|chưa có|chưa tính|còn thiếu|thiếu|khuyết|ít hơn|giảm|trùng|kiêm|chỉ có|chỉ còn"
_MORE = r"thêm|nhiều hơn|tăng|bổ sung|cộng"
_GATE = re.compile(rf"(?<![^\W\d_])(?:riêng|lưu ý|ghi chú|chú thích|do|vì|{_LESS}|{_MORE})(?![^\W\d_])")
_LESS_RE = re.compile(rf"(?<![^\W\d_])(?:{_LESS})(?![^\W\d_])")
_MORE_RE = re.compile(rf"(?<![^\W\d_])(?:{_MORE})(?![^\W\d_])")
_RATIO = re.compile(r"(?<![\d/.,])(\d{1,3})\s?/\s?(\d{1,3})(?![\d/])\s*(?P<words>[^\d\n;.,()/]{0,60})")
_AMOUNT = re.compile(rf"(?<![\w.,/])(?P<n>{NUMBER})\s*(?P<words>[^\d\n;.,()/]{{0,60}})")
_SENTENCE_END = re.compile(r"[.;](?=\s|\)|$)|\n")


@dataclass(frozen=True, slots=True)
class Note:
    """A note that explains a figure: where it stands, and the difference (stated - computed) that it accounts for."""

    span: Span
    delta: Number


def explain(
    document: Document,
    places: Iterable[Span],
    delta: Number,
    factors: tuple[Factor, ...] = (),
    total: Number | None = None,
) -> Note | None:
    """The first sentence or parenthesis within `places` whose own figures give exactly `delta`; None where none does.

    `factors` are those of the product at fault: `trừ 02 đơn vị` takes twice the quota of one unit away. `total` is the
    sum at fault: a note that who stands twice is counted once accounts for a small difference without a figure of its own.
    """
    if delta == 0:
        return None
    places = list(places)
    for place in places:
        for span in _sentences(document, place):
            folded = document.folded[span.start : span.end]
            if _GATE.search(folded) and delta in _differences(folded, factors):
                return Note(span, delta)
    if total is None or delta > 0 or -delta * 5 > total:
        return None
    for place in places:
        for span in _sentences(document, place):
            if _ONCE.search(document.folded, span.start, span.end):
                return Note(span, delta)
    return None


def _sentences(document: Document, place: Span) -> Iterator[Span]:
    """Sentences and parentheses of a place, without brackets, marks of emphasis and final stops."""
    start = place.start
    for stop in [
        *(found.start() for found in _SENTENCE_END.finditer(document.folded, place.start, place.end)),
        place.end,
    ]:
        words = document.text[start:stop]
        inner = re.match(r"[\s*()\[\];:.,]*", words)
        first = start + (inner.end() if inner else 0)
        last = stop - (len(words) - len(words.rstrip(" \t\n*)]([;:.,/\u00a0")))
        if last - first > 3:
            yield Span(first, last)
        start = stop + 1


def _differences(folded: str, factors: tuple[Factor, ...]) -> set[Number]:
    """Every difference that the note's figures can stand for, with its sign."""
    less, more = bool(_LESS_RE.search(folded)), bool(_MORE_RE.search(folded))
    found: set[Number] = set()
    ratios = [match for match in _RATIO.finditer(folded) if 0 < int(match[1]) < int(match[2])]
    for ratio in ratios:
        short = int(ratio[2]) - int(ratio[1])
        found |= {-short * weight for weight in _weights(ratio["words"], factors)}
    if ratios:
        return found
    for amount in _AMOUNT.finditer(folded):
        number = parse_number(amount["n"])
        for weight in _weights(amount["words"], factors):
            if less and not more:
                found.add(-number * weight)
            if more and not less:
                found.add(number * weight)
        found |= _other_size(folded, number, amount["words"], factors)
    return found


def _weights(words: str, factors: tuple[Factor, ...]) -> set[Number]:
    """By how much the result changes when one of the things that `words` name falls away.

    A district takes all its offices with it, an office only its quota: factors run from large to small.
    """
    if not factors:
        return {1}
    for place, factor in enumerate(factors):
        if not factor.is_rate and _same_thing(words, factor.words):
            weight = _quota(factors)
            for below in factors[place + 1 :]:
                weight *= 1 if below.is_rate else below.value
            return {weight}
    if unit_class(_first_unit(words)) in ("people", "forms"):
        return {1}
    return {_quota(factors)}


def _other_size(folded: str, number: Number, words: str, factors: tuple[Factor, ...]) -> set[Number]:
    """`Riêng huyện A có 11 phòng` where the product takes 12 of them."""
    if not re.search(r"(?<![^\W\d_])(?:riêng|chỉ có|chỉ còn|có)(?![^\W\d_])", folded):
        return set()
    if factors and re.search(r"chỉ có|chỉ còn|có", folded) and _first_unit(words) is not None:
        quota = _quota(factors)
        return {number - quota} if number < quota else set()  # one unit has 02 of its 03 people
    return {
        (number - factor.value) * _quota(factors)
        for factor in factors
        if not factor.is_rate and _same_thing(words, factor.words)
    }


def _quota(factors: tuple[Factor, ...]) -> Number:
    """What one unit contributes: the product of the rates, else the first factor."""
    rates = [factor.value for factor in factors if factor.is_rate]
    quota: Number = 1
    for value in rates or [factors[0].value]:
        quota *= value
    return quota


_KIND = re.compile(
    r"(?<![^\W\d_])(phòng|cơ quan|đơn vị|sở|huyện|xã|phường|thị trấn|ban|ngành|trường|thôn|tổ|địa phương)(?![^\W\d_])"
)
_LIKE = {"phòng": "cơ quan"}


def _same_thing(words: str, other: str) -> bool:
    """Whether both name the same kind of body; phòng chuyên môn and cơ quan chuyên môn of a district are one."""
    first, second = _KIND.search(words), _KIND.search(other)
    if first is None or second is None:
        return False
    return _LIKE.get(first[1], first[1]) == _LIKE.get(second[1], second[1])


def _first_unit(words: str) -> str | None:
    return next(
        (
            unit
            for unit in ("người", "phiếu", "đại biểu", "công chức", "viên chức", "cán bộ", "lãnh đạo", "mẫu")
            if words.strip().startswith(unit)
        ),
        None,
    )
