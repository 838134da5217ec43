"""Agencies in words: splitting a list of them into single ones; the door to all that is known about their names."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.agency_lexicon import tokenize
from extractors.agency_names import agency_key, agency_of, find_agencies, looks_like_agency
from extractors.agency_splitter import Splitter
from extractors.agency_symbols import issuer_of_symbol, symbol_fits_issuer, type_fits_symbol
from models.document import Span
from models.text import fold, squeeze

__all__ = [
    "agency_key",
    "agency_of",
    "find_agencies",
    "issuer_of_symbol",
    "leading_agencies",
    "looks_like_agency",
    "split_agencies",
    "symbol_fits_issuer",
    "type_fits_symbol",
]

_LABEL = re.compile(
    r"[\s*_\-+•]{0,10}(?:(?:cơ quan|đơn vị|bộ phận|tổ chức|nơi)\s{1,3})?"
    r"(?:chủ trì|phối hợp|thực hiện|tham mưu|ban hành|hướng dẫn|chịu trách nhiệm|phụ trách|thẩm định|tham gia"
    r"|trách nhiệm|phân công|đầu mối|theo dõi|tổ chức)[^:;,.\n]{0,40}:"
)
_BULLET = re.compile(r"[\s*_•·●+\-–—]*(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)]\s+)?[\s*_•·●+\-–—]*")


def split_agencies(text: str, offset: int = 0) -> list[tuple[str, Span]]:
    """The single agencies in the words behind `Cơ quan chủ trì:`, of a table cell or of a heading, in order.

    `text` is NFC. Every agency comes with its words as written (line wraps made blanks) and its span, `offset`
    added. In `các Sở: Tư pháp, Tài chính` the agencies are `Sở Tư pháp` and `Sở Tài chính`, and their spans
    cover the field alone. Collective names (các sở, ban, ngành) stay whole. What an agency does (chủ trì, có
    trách nhiệm …), labels, bullets and brackets at the end are no part of it.
    """
    found = _split_short(text) if len(text) <= 120 else _split(text)
    return [(name, Span(offset + span.start, offset + span.end)) for name, span in found]


def _split(text: str) -> list[tuple[str, Span]]:
    folded = fold(text)
    splitter = Splitter(text, tokenize(folded), _starts(folded))
    found = [(name, Span(start, end)) for name, start, end in splitter.run()]
    return found if splitter.known else _split_unknown(found, text, 0)


_split_short = lru_cache(maxsize=4096)(_split)
"""The same bodies stand in cell after cell."""


def leading_agencies(text: str, offset: int = 0) -> tuple[list[tuple[str, Span]], int]:
    """The agencies that a sentence begins with, and where (offset added) what they are to do begins.

    `Sở Tư pháp, Công an tỉnh rà soát danh mục …` gives the two and the place of `rà soát`. Empty where the words
    name no known kind of body.
    """
    splitter = Splitter(text, tokenize(fold(text)), {})
    found = [(name, Span(offset + start, offset + end)) for name, start, end in splitter.run(leading=True)]
    if not splitter.known or splitter.work_at is None:
        return [], offset
    return found, offset + splitter.work_at


def _starts(folded: str) -> dict[int, int]:
    """Where label or bullet at the beginning of a line ends, by where it begins."""
    skips: dict[int, int] = {}
    at = 0
    for line in re.split(r"(?<=[\n;])", folded):
        label = _LABEL.match(line)
        end = label.end() if label else 0
        bullet = _BULLET.match(line, end)
        end = bullet.end() if bullet else end
        if end:
            skips[at] = at + end
        at += len(line)
    return skips


def _split_unknown(found: list[tuple[str, Span]], text: str, offset: int) -> list[tuple[str, Span]]:
    """Split names that nobody knows at commas, where every piece looks like a name."""
    result: list[tuple[str, Span]] = []
    for name, span in found:
        words = text[span.start - offset : span.end - offset]
        pieces = [match for match in re.finditer(r"[^,]+", words) if match.group().strip()]
        if len(pieces) > 1 and all(_name_like(match.group()) for match in pieces):
            for match in pieces:
                piece = match.group()
                start = span.start + match.start() + len(piece) - len(piece.lstrip())
                result.append((squeeze(piece), Span(start, start + len(piece.strip()))))
        else:
            result.append((name, span))
    return result


def _name_like(piece: str) -> bool:
    words = piece.split()
    return piece.strip()[0].isupper() and len(words) <= 8 and (len(words) > 1 or piece.strip().isupper())
