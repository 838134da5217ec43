"""Reads survey samples: trees of totals, groups and products (quota × units), with the notes that account for differences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.samples_figures import NUMBER, UNIT, Figure, parse_number, unit_class
from extractors.samples_notes import explain
from extractors.samples_rows import (
    ENDS_OPEN,
    MAX_PARTS,
    UNLABELLED,
    Row,
    label_after,
    label_before,
    read_rows,
    same_kind,
    same_place,
    segments,
    tidy,
)
from extractors.samples_sums import OPEN_LIST, is_clear, is_partition, total_of
from extractors.samples_survey import survey_leaves, unsized_groups
from extractors.samples_tables import table_samples
from models.document import Document, Span
from models.facts import Quantity
from models.outline import Outline

_ANNOUNCE = re.compile(
    r"(?:\s?\([^()\n]{0,120}\))?[^\d\n;:.]{0,70}?[)\s,;.:*]*[(\s]*(?P<word>trong đó|bao gồm|gồm có|gồm|cụ thể|chia ra|chia thành|chia theo|phân bổ|như sau)(?![^\W\d_])"
    r"(?!\s(?:có|cả|ít nhất|tối thiểu|chủ yếu|riêng))(?P<rest>(?:\s\d{1,2}\s(?:nhóm|đối tượng|loại|phần|cấp))?[^\d\n:;.()]{0,40}?)\s*(?P<colon>:)"
)
_ANNOUNCE_WORD = re.compile(
    r"(?:\s?\([^()\n]{0,120}\))?[^\d\n;:.]{0,70}?[)\s,;.:*]*[(\s]*(?P<word>trong đó|bao gồm|gồm có|gồm|chia ra)(?![^\W\d_])"
    r"(?!\s(?:có|cả|ít nhất|tối thiểu|chủ yếu|riêng))(?P<rest>)(?P<colon>:)?"
)
_TOTAL_WORDS = re.compile(r"(?<![^\W\d_])(?:tổng số|tổng cộng|tổng|số lượng|quy mô|cỡ mẫu)(?![^\W\d_])")
_GRAND_TOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng|tổng)(?![^\W\d_])")
_NESTED = re.compile(r"\((?:trong đó|bao gồm|gồm|kể cả|có|trùng|trừ|riêng|không)\s[^()\n]{0,200}\)")
_JOINED = re.compile(r"\s*\)?\s*\+\s*\(?\s*$")
_FACTOR_BEFORE = re.compile(r"[x*]\s*\(\s*$")
_SUM_RESULT = re.compile(rf"\s*\)?\s*=\s*(?P<about>khoảng\s)?(?P<n>{NUMBER})(?:\s*(?P<unit>{UNIT}))?")


_MAX_DEPTH = 8
_NOTE_REACH = 15
"""How many paragraphs further a note (Riêng …, Lưu ý …) may stand from the figure that it explains."""


def find_samples(document: Document, outline: Outline) -> tuple[Quantity, ...]:
    """Survey samples of `document` as trees, in text order.

    A sum is built only where the text announces its parts and each of them has a figure of the same kind;
    approximate figures are kept but never summed.
    """
    return _Reader(document, outline).read()


@dataclass(frozen=True, slots=True)
class _Opening:
    """A total with its announcement: `end` is where the parts may begin."""

    total: Figure
    word: str
    colon: bool
    end: int


class _Reader:
    """One pass over the rows of a document."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self.document = document
        self.rows = read_rows(document, outline)
        self.used: set[Span] = set()
        self._places = {row.number: at for at, row in enumerate(self.rows)}
        self._groups: dict[int, tuple[Quantity, int] | None] = {}
        self._depth = 0

    def read(self) -> tuple[Quantity, ...]:
        roots: list[Quantity] = []
        at = 0
        while at < len(self.rows):
            group = self._group(at)
            if group is None:
                roots += self._loose(at)
                at += 1
                continue
            root, end = group
            self._use(root)
            roots.append(root)
            for below in range(at, end):
                roots += self._loose(below)
            at = end
        roots = self._closing_totals(roots)
        for tree in table_samples(self.document):
            if not any(node.span in self.used for node in tree.walk()):
                self._use(tree)
                roots.append(tree)
        roots += survey_leaves(self.document, self.rows, self.used)
        roots += unsized_groups(self.document, self.rows, bool(roots))
        return tuple(sorted(roots, key=lambda root: root.span))

    def _use(self, root: Quantity) -> None:
        self.used.update(node.span for node in root.walk())

    # ── groups ────────────────────────────────────────────────────────────────────────────────────

    def _group(self, at: int) -> tuple[Quantity, int] | None:
        """The tree that row `at` opens, and the row behind it; None when it opens none that can be trusted."""
        if at not in self._groups:
            if self._depth > _MAX_DEPTH:
                return None
            self._depth += 1
            self._groups[at] = self._read_group(at)
            self._depth -= 1
        return self._groups[at]

    def _read_group(self, at: int) -> tuple[Quantity, int] | None:
        row = self.rows[at]
        if not any(map(str.isdigit, row.folded)):
            return None
        opening = self._opening(row)
        if opening is not None:
            if self._empty(opening.end, row.end):
                return self._block_group(at, opening)
            found = self._inline_group(row, opening)
            return (found, at + 1) if found is not None else None
        chain = self._plus_chain(row)
        return (chain, at + 1) if chain is not None else None

    def _opening(self, row: Row) -> _Opening | None:
        folded = self.document.folded
        for figure in row.counts:
            found = _ANNOUNCE.match(folded, figure.span.end, row.end) or _ANNOUNCE_WORD.match(
                folded, figure.span.end, row.end
            )
            if found is not None:
                return _Opening(figure, found["word"], found["colon"] is not None, found.end())
        if len(row.counts) == 1 and not row.products:
            figure = row.counts[0]
            heading = folded[row.start : figure.span.start]
            if _TOTAL_WORDS.search(heading) and ENDS_OPEN.match(folded, figure.span.end, row.end):
                return _Opening(figure, "", False, row.end)
            if folded[figure.span.end : row.end].strip(" )*") == ":":
                return _Opening(figure, "", True, row.end)
        return None

    def _empty(self, start: int, end: int) -> bool:
        return not self.document.folded[start:end].strip(" .:;,*)(")

    def _inline_group(self, row: Row, opening: _Opening) -> Quantity | None:
        """Parts in the same sentence: `(180 công chức), gồm: A (5 người x 20) và B (4 người x 20)`."""
        start, end = opening.end, self._sentence_end(row, opening.end)
        folded = self.document.folded
        nested = [
            Span(start + found.start(), start + found.end()) for found in _NESTED.finditer(folded[start:end])
        ]
        figures = [
            figure
            for figure in row.figures()
            if start <= figure.span.start < end and not any(span.contains(figure.span) for span in nested)
        ]
        if not 2 <= len(figures) <= MAX_PARTS:
            return None
        region = self._blanked(start, end, nested)
        labels = self._inline_labels(figures, start, end)
        open_end = bool(OPEN_LIST.search(self.document.text, max(start, end - 4), min(end + 4, row.end)))
        open_end = open_end or "…" in self.document.text[start:end]
        clear = opening.colon and not open_end and is_clear(region, figures, start)
        parts = [self._leaf(row, figure, label) for figure, label in zip(figures, labels, strict=True)]
        return self._sum(row, opening, parts, figures, clear=clear, near=True)

    def _sentence_end(self, row: Row, start: int) -> int:
        """The bracket's end where the parts stand in one, else that of the sentence."""
        folded = self.document.folded
        before = folded[row.start : start]
        depth = before.count("(") - before.count(")")
        level = 0
        for place in range(start, row.end):
            char = folded[place]
            level += (char == "(") - (char == ")")
            if depth > 0 and level < 0:
                return place
            if char == "." and level <= 0 and (place + 1 == row.end or folded[place + 1] in " )*/"):
                return place
        return row.end

    def _blanked(self, start: int, end: int, spans: list[Span]) -> str:
        region = self.document.folded[start:end]
        for span in spans:
            region = region[: span.start - start] + " " * (span.end - span.start) + region[span.end - start :]
        return region

    def _inline_labels(self, figures: list[Figure], start: int, end: int) -> list[str]:
        lead = tidy(self.document.text[start : figures[0].span.start])
        if not lead:
            return [
                label_after(self.document, figure, following.span.start if following else end)
                for figure, following in zip(figures, [*figures[1:], None], strict=True)
            ]
        starts = [start, *(figure.span.end for figure in figures[:-1])]
        return [
            label_before(self.document, self._skip_mark(first), figure.span.start)
            for first, figure in zip(starts, figures, strict=True)
        ]

    def _skip_mark(self, at: int) -> int:
        """Behind the bracket and separator that close the figure before."""
        found = re.compile(r"[\s)*;,.]*(?:và\s|\+\s|-\s)?\s*").match(self.document.folded, at)
        return found.end() if found else at

    # ── lists below a heading ─────────────────────────────────────────────────────────────────────

    def _block_group(self, at: int, opening: _Opening) -> tuple[Quantity, int] | None:
        """Parts in the paragraphs below: deeper items, or lines without a label."""
        row = self.rows[at]
        if at + 1 >= len(self.rows) or not same_place(row, self.rows[at + 1]):
            return None
        first = self.rows[at + 1]
        if first.rank == UNLABELLED:
            listed = self._flat_parts(at, opening)
        elif first.rank > row.rank or (row.rank == UNLABELLED and (opening.word or opening.colon)):
            listed = self._level_parts(at)
        else:
            listed = None
        if listed is None:
            return None
        parts, figures, end = listed
        if not opening.word and not opening.colon and len(parts) < 2:
            return None
        clear = not (opening.word == "trong đó" and not opening.colon)
        tree = self._sum(row, opening, parts, figures, clear=clear, near=False)
        return (tree, end) if tree is not None else None

    def _level_parts(self, at: int) -> tuple[list[Quantity], list[Figure], int] | None:
        """The items one level below row `at`; None when one of them gives no figure."""
        rank = self.rows[at + 1].rank
        parts: list[Quantity] = []
        figures: list[Figure] = []
        here = at + 1
        while here < len(self.rows) and same_place(self.rows[at], self.rows[here]):
            row = self.rows[here]
            if row.rank < rank:
                break
            if len(parts) > MAX_PARTS:
                return None
            if row.is_note or (row.rank > rank and parts):
                here += 1
                continue
            found = self._part(here)
            if found is None:
                return None
            part, figure, here = found
            parts.append(part)
            figures.append(figure)
        return parts, figures, here

    def _flat_parts(self, at: int, opening: _Opening) -> tuple[list[Quantity], list[Figure], int] | None:
        """Lines without labels below row `at`, up to the next label, the full stop, or the line that completes the total."""
        parts: list[Quantity] = []
        figures: list[Figure] = []
        semicolons = False
        here = at + 1
        while here < len(self.rows) and same_place(self.rows[at], self.rows[here]):
            row = self.rows[here]
            if row.rank != UNLABELLED:
                break
            if len(parts) > MAX_PARTS:
                return None
            if row.is_note:
                here += 1
                continue
            found = self._part(here)
            if found is None:
                closed = bool(parts) and self.rows[here - 1].closes
                return (parts, figures, here) if closed else None
            part, figure, here = found
            parts.append(part)
            figures.append(figure)
            ending = self.rows[here - 1].folded.rstrip(" *")
            if total_of(parts) == opening.total.value or (self.rows[here - 1].closes and semicolons):
                break
            semicolons = semicolons or ending.endswith((";", ","))
        return parts, figures, here

    def _part(self, at: int) -> tuple[Quantity, Figure, int] | None:
        """One part of a list: a group of its own, or the row's one figure."""
        row = self.rows[at]
        group = self._group(at) or self._silent_group(at)
        if group is not None:
            tree, end = group
            value = tree.stated if tree.stated is not None else tree.computed
            return tree, Figure(tree.span, value, tree.unit, tree.approximate), end
        figure = row.principal()
        if figure is None or (figure.worth is None and not figure.approximate):
            return None
        label = label_before(self.document, row.start, figure.span.start) or label_after(
            self.document, figure, row.end
        )
        return self._leaf(row, figure, label), figure, at + 1

    def _silent_group(self, at: int) -> tuple[Quantity, int] | None:
        """A part with parts of its own that nothing announces (`a) Cấp tỉnh: 450 phiếu`, with bullets below): only when they come to it."""
        row, below = self.rows[at], self.rows[at + 1 : at + 2]
        figure = row.principal()
        if figure is None or figure.factors or not below or not row.rank < below[0].rank < UNLABELLED:
            return None
        if self._depth > _MAX_DEPTH:
            return None
        self._depth += 1
        found = self._block_group(at, _Opening(figure, "", True, row.end))
        self._depth -= 1
        if found is None or found[0].stated != found[0].computed:
            return None
        return found

    # ── nodes ─────────────────────────────────────────────────────────────────────────────────────

    def _leaf(self, row: Row, figure: Figure, label: str) -> Quantity:
        """A product or plain count as a quantity, with the note that accounts for a wrong product."""
        product = figure.product
        leaf = Quantity(
            label=label,
            unit=figure.unit,
            factors=tuple(factor.value for factor in figure.factors),
            stated=figure.value,
            computed=product,
            approximate=figure.approximate,
            explanation=None,
            parts=(),
            span=figure.span,
            factor_missing=figure.factor_missing,
        )
        if product is None or figure.value is None or product == figure.value or figure.approximate:
            return leaf
        places = [Span(figure.span.end, row.end), *self._notes_below(row.number)]
        note = explain(self.document, places, figure.value - product, figure.factors)
        if note is None:
            return leaf
        words = self.document.words(note.span)
        return replace(leaf, explanation=words, explanation_span=note.span, delta=note.delta)

    def _notes_below(self, number: int) -> list[Span]:
        """Paragraphs further down that are notes (Riêng …, Lưu ý …)."""
        at = self._places[number]
        below = self.rows[at + 1 : at + 1 + _NOTE_REACH]
        return [Span(row.start, row.end) for row in below if row.is_note]

    def _sum(
        self,
        row: Row,
        opening: _Opening,
        parts: list[Quantity],
        figures: list[Figure],
        *,
        clear: bool,
        near: bool,
    ) -> Quantity | None:
        """A total with its parts, or None where they may not be all of them and do not come to it."""
        total = opening.total
        kinds = [total, *figures]
        if not parts or total.value is None or not same_kind(kinds) or unit_class(total.unit) is None:
            return None
        about = total.approximate or any(part.approximate for part in parts)
        computed = None if about else total_of(parts)
        label = label_before(self.document, row.start, total.span.start) or label_after(
            self.document, total, opening.end - len(opening.word)
        )
        node = Quantity(label, total.unit, (), total.value, computed, about, None, tuple(parts), total.span)
        if about or computed is None or computed == total.value:
            return node
        note = explain(
            self.document,
            [self._behind_total(row, opening), *self._rest_of(parts), *self._notes_below(row.number)],
            total.value - computed,
            total=total.value,
        )
        if note is not None:
            words = self.document.words(note.span)
            return replace(node, explanation=words, explanation_span=note.span, delta=note.delta)
        return node if clear and is_partition(total.value, parts, near) else None

    def _behind_total(self, row: Row, opening: _Opening) -> Span:
        """What stands between a total and the announcement of its parts: `95 người (đã loại trừ 01 người trùng), gồm:`."""
        start = opening.total.span.end
        end = max(start, min(opening.end, row.end))
        closed = self.document.folded.find(")", start, end)
        return Span(start, closed if closed >= 0 else end)

    def _rest_of(self, parts: list[Quantity]) -> list[Span]:
        """What stands behind each part in its paragraph, up to the next part."""
        places = []
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            start = part.span.end
            stop = self.document.block_at(start).end
            places.append(Span(start, max(start, min(stop, following.span.start)) if following else stop))
        return places

    # ── figures outside trees ─────────────────────────────────────────────────────────────────────

    def _loose(self, at: int) -> list[Quantity]:
        """Products of a row that belongs to no tree."""
        row = self.rows[at]
        products = [figure for figure in row.products if figure.span not in self.used]
        if not products:
            return []
        starts = [start for start, _ in segments(row)] if len(row.products) <= MAX_PARTS else [row.start]
        named = label_before(self.document, row.start, row.products[0].span.start)
        found = []
        floor = row.start
        for figure in products:
            start = max(piece for piece in starts if piece <= figure.span.start)
            label = label_before(self.document, self._skip_mark(max(floor, start)), figure.span.start)
            if figure.factor_missing and not (label or named):
                label = tidy(self.document.words(figure.span).split("/")[0])
            found.append(self._leaf(row, figure, label or named))
            floor = figure.span.end
        self.used.update(quantity.span for quantity in found)
        return found

    def _plus_chain(self, row: Row) -> Quantity | None:
        """`(3 người x 12 huyện) + (2 người x 8 xã) = 52 người` as a sum of products."""
        figures = row.figures()
        folded = self.document.folded
        if len(figures) < 2 or "+" not in row.folded:
            return None
        last = -1
        while last + 1 < len(figures):
            first = last = last + 1
            while last + 1 < len(figures) and _JOINED.match(
                folded, figures[last].span.end, figures[last + 1].span.start
            ):
                last += 1
            result = _SUM_RESULT.match(folded, figures[last].span.end, row.end) if last > first else None
            inside = _FACTOR_BEFORE.search(
                folded, max(row.start, figures[first].span.start - 6), figures[first].span.start
            )
            if result is None or inside:
                continue
            chain = list(figures[first : last + 1])
            unit = result["unit"] or chain[0].unit
            total = Figure(
                Span(result.start("n"), result.end()), parse_number(result["n"]), unit, bool(result["about"])
            )
            label = label_before(self.document, row.start, chain[0].span.start)
            ends = [*(figure.span.start for figure in chain[1:]), chain[-1].span.end]
            parts = [
                self._leaf(row, figure, label_after(self.document, figure, stop))
                for figure, stop in zip(chain, ends, strict=True)
            ]
            node = self._sum(
                row, _Opening(total, "", True, result.end()), parts, chain, clear=True, near=False
            )
            return replace(node, label=label) if node is not None else None
        return None

    def _closing_totals(self, roots: list[Quantity]) -> list[Quantity]:
        """Lists whose total stands in the last line (`Tổng cộng: 120 phiếu`)."""
        for at, row in enumerate(self.rows):
            if not _GRAND_TOTAL.match(row.folded) or row.products or len(row.counts) != 1:
                continue
            total = row.counts[0]
            if total.span in self.used or _opens_below(self.rows, at):
                continue
            above = self._list_above(at)
            if above is None:
                continue
            parts = [found[0] for found in above]
            figures = [found[1] for found in above]
            opening = _Opening(total, "tổng cộng", True, row.end)
            tree = self._sum(row, opening, parts, figures, clear=True, near=False)
            if tree is None or len(parts) < 2:
                continue
            inside = {node.span for part in parts for node in part.walk()}
            roots = [root for root in roots if root.span not in inside]
            self._use(tree)
            roots.append(tree)
        return roots

    def _list_above(self, at: int) -> list[tuple[Quantity, Figure]] | None:
        """The parts in the rows of one level directly above row `at`, down from a heading that ends in a colon."""
        if at == 0:
            return None
        rank = self.rows[at - 1].rank
        found: list[tuple[Quantity, Figure]] = []
        here = at - 1
        while here >= max(0, at - MAX_PARTS) and same_place(self.rows[here], self.rows[at]):
            row = self.rows[here]
            if row.folded.rstrip(" *").endswith(":"):
                return found[::-1] or None
            if row.rank != rank or _GRAND_TOTAL.match(row.folded):
                return None
            part = self._part(here)
            if part is None or part[2] != here + 1:
                return None
            found.append(part[:2])
            here -= 1
        return None


def _opens_below(rows: list[Row], at: int) -> bool:
    """Whether the next row is deeper: then the total stands above its parts."""
    return at + 1 < len(rows) and rows[at].rank < rows[at + 1].rank < UNLABELLED
