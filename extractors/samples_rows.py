"""Paragraphs of a document as rows of survey figures: their level, their figures, and the words that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.outline import rank_of, read_label
from extractors.samples_figures import (
    NUMBER,
    UNIT,
    Figure,
    find_counts,
    find_products,
    is_approximate,
    parse_number,
    unit_class,
)
from extractors.samples_notes import is_note
from models.document import CellRef, Document, Span
from models.outline import Outline
from models.text import squeeze

UNLABELLED = 100
MAX_PARTS = 200
"""More than any survey has; beyond them the text is not one, and is not worth the time."""
ENDS_OPEN = re.compile(r"\s*\)?\s*[.:;,*/]*\s*$")
_PIECE_END = re.compile(r";\s*(?:[+-]\s)?|:\s*[+-]\s|\s\+\s")
_LABEL_COUNT = re.compile(
    rf"(?<![^\W\d_])(?:tổng số|số lượng|tổng|số)\s(?P<unit>{UNIT})[^\d\n;.:()]{{0,80}}(?::|là:?|=)\s*(?P<n>{NUMBER})(?!\s*(?:{UNIT}|/|[x*](?![^\W\d_])))"
)
_NOTE_INSIDE = re.compile(
    r"\((?:riêng|trừ|trùng|không|chưa|do|vì|lưu ý|ghi chú)(?![^\W\d_])[^()\n]{0,300}|[.;]\W{0,4}(?:riêng|lưu ý|ghi chú)(?![^\W\d_])[^\n]*"
)
_BARE_END = re.compile(rf"(?::|\(|-|=)\s*(?P<n>{NUMBER})\s*\)?\s*[;.,]*\s*$")
_AT_END = re.compile(r"\s*\)?\s*[*;.,/]*\s*$")


@dataclass(frozen=True)
class Row:
    """One paragraph: `rank` orders the list levels (a smaller one stands above), `start` is behind the label."""

    document: Document
    number: int
    start: int
    end: int
    rank: int
    cell: CellRef | None

    @cached_property
    def folded(self) -> str:
        return self.document.folded[self.start : self.end]

    @cached_property
    def products(self) -> tuple[Figure, ...]:
        return tuple(find_products(self.document.folded, self.start, self.end))

    @cached_property
    def counts(self) -> tuple[Figure, ...]:
        """Plain counts outside the products, in text order."""
        folded = self.document.folded
        found = list(find_counts(folded, self.start, self.end))
        for match in _LABEL_COUNT.finditer(folded, self.start, self.end):
            start, end = match.span("n")
            about = is_approximate(folded, start, end, self.start)
            found.append(Figure(Span(start, end), parse_number(match["n"]), match["unit"], about))
        taken = [product.span for product in self.products]
        first = taken[0].end if taken else min((figure.span.end for figure in found), default=self.end)
        # figures of a note behind a product or count belong to the note
        taken += [
            Span(self.start + note.start(), self.start + note.end())
            for note in _NOTE_INSIDE.finditer(self.folded)
            if self.start + note.start() >= first
        ]
        free = {
            figure.span: figure for figure in found if not any(span.overlaps(figure.span) for span in taken)
        }
        return tuple(free[span] for span in sorted(free))

    @cached_property
    def is_note(self) -> bool:
        return is_note(self.folded)

    @cached_property
    def closes(self) -> bool:
        """Whether the paragraph ends a list: with a full stop."""
        return self.folded.rstrip(" *)/").endswith(".")

    def figures(self) -> tuple[Figure, ...]:
        return tuple(sorted((*self.products, *self.counts), key=lambda figure: figure.span))

    def principal(self) -> Figure | None:
        """The one figure that the paragraph gives for what it names; None when there is none or no telling which."""
        if self.products:
            return self.products[0] if len(self.products) == 1 and not self.counts else None
        if len(self.counts) == 1:
            return self.counts[0]
        if self.counts:
            last = self.counts[-1]
            return last if _AT_END.match(self.folded, last.span.end - self.start) else None
        bare = _BARE_END.search(self.folded)
        if bare is None:
            return None
        start, end = bare.span("n")
        span = Span(self.start + start, self.start + end)
        about = is_approximate(self.document.folded, span.start, span.end, self.start)
        return Figure(span, parse_number(bare["n"]), None, about)


@lru_cache(maxsize=1)
def read_rows(document: Document, outline: Outline) -> list[Row]:
    """Every paragraph with words outside the recipients, in text order; not to be changed: several extractors share it."""
    rows: list[Row] = []
    for number, block in enumerate(document.blocks):
        if outline.zones[number] == "recipients" or not document.text[block.start : block.end].strip():
            continue
        label = read_label(document, block)
        rank, start = UNLABELLED, block.start
        if label is not None:
            kind, written, _, start = label
            rank = rank_of(kind, written)
        rows.append(Row(document, number, min(start, block.end), block.end, rank, block.cell))
    return rows


def same_kind(figures: list[Figure]) -> bool:
    """Whether the figures count one kind of thing; a bare number takes the kind of the others."""
    return len({unit_class(figure.unit) for figure in figures if figure.unit is not None}) <= 1


def same_place(row: Row, other: Row) -> bool:
    """Whether two rows stand in the body both, or in one cell."""
    if row.cell is None or other.cell is None:
        return row.cell is None and other.cell is None
    return (row.cell.table, row.cell.row, row.cell.column) == (
        other.cell.table,
        other.cell.row,
        other.cell.column,
    )


def segments(row: Row) -> list[tuple[int, int]]:
    """The pieces of a row between semicolons and inline bullets."""
    pieces: list[tuple[int, int]] = []
    start = row.start
    for found in _PIECE_END.finditer(row.folded):
        pieces.append((start, row.start + found.start()))
        start = row.start + found.end()
    return [*pieces, (start, row.end)]


_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d))[.;]\s+")
_EDGES = " \t\n*_:;,.+-–=()[]/•\u00a0"
_LEAD_WORDS = re.compile(r"(?:và|là|gồm|bao gồm|trong đó|có|cụ thể|với|tại|ở|từ|chia ra)\s+", re.IGNORECASE)
_TAIL_WORDS = re.compile(
    r"\s+(?:và|là|gồm|có|với|khoảng|tối thiểu|tối đa|ít nhất|dự kiến|trên|hơn|gần|không quá|tất cả|mỗi đơn vị|mỗi cơ quan)$",
    re.IGNORECASE,
)


def label_before(document: Document, start: int, end: int) -> str:
    """What is counted, from the words before a figure: those before the open bracket or the first colon."""
    words = document.text[start:end]
    depth = 0
    for place in range(len(words) - 1, -1, -1):
        depth += (words[place] == ")") - (words[place] == "(")
        if depth < 0 and words[:place].strip(_EDGES):
            words = words[:place]
            break
    words = _SENTENCE.split(words.rstrip(_EDGES))[-1]
    if ":" in words and words.split(":")[0].strip(_EDGES):
        words = words.split(":")[0]
    return tidy(words)


def label_after(document: Document, figure: Figure, end: int) -> str:
    """What is counted, from the words behind a figure (`20 đại biểu HĐND tỉnh, …`)."""
    folded = document.folded[figure.span.end : end]
    stop = re.search(r"[;:.()\n]|,(?=\s*(?:và\s)?\d)|\svà\s(?=\d)", folded)
    last = figure.span.end + (stop.start() if stop else len(folded))
    start = figure.span.end
    if figure.unit is not None and figure.unit not in ("người", "phiếu", "mẫu"):
        start -= len(figure.unit)
    return tidy(document.text[start:last])


def tidy(words: str) -> str:
    """A label without marks at its ends and the small words that tie it to its figure."""
    words = squeeze(words.replace("*", " ")).strip(_EDGES)
    words = _LEAD_WORDS.sub("", words, count=1) if _LEAD_WORDS.match(words) else words
    return _TAIL_WORDS.sub("", words).strip(_EDGES)
