"""Survey groups that stand in no sum: those of a list with sizes of their own, and those without any size."""

from __future__ import annotations

import re

from extractors.samples_figures import Figure, unit_class
from extractors.samples_rows import (
    ENDS_OPEN,
    MAX_PARTS,
    UNLABELLED,
    Row,
    label_before,
    same_place,
    segments,
    tidy,
)
from models.document import Document, Span
from models.facts import Quantity

_SURVEY = re.compile(
    r"(?<![^\W\d_])(?:đối tượng|người được|danh sách|số lượng|cỡ mẫu|quy mô|thành phần|mẫu|phiếu)(?![^\W\d_])[^\n;]{0,60}(?:điều tra|khảo sát|lấy ý kiến|xã hội học|xhh)"
)
_SIZE_LEFT = re.compile(
    r"(?<![^\W\d_])(?:số lượng(?: (?:mẫu|phiếu|đối tượng))?|cỡ mẫu|quy mô mẫu)(?![^\W\d_])[^\d\n;]{0,120}?"
    r"(?P<left>\s(?:được |do |thực hiện |áp dụng |tính |xác định )*(?:theo|tại|trong)\s(?:quy định|kế hoạch|hướng dẫn|văn bản|thông báo|công văn|quyết định|phụ lục|phân bổ)|"
    r"\sdo\s[^\d\n;:.]{2,60}(?:quy định|hướng dẫn|phân bổ|thông báo|quyết định))"
)
_BULLET = 70
"""Rank of a dash; plus and star stand no higher."""
_SURVEY_WORDS = re.compile(r"điều tra|khảo sát|lấy ý kiến|xã hội học")
_WHOLE = re.compile(r"(?<![^\W\d_])(?:tất cả|toàn bộ|toàn thể|100%)")


def survey_leaves(document: Document, rows: list[Row], used: set[Span]) -> list[Quantity]:
    """Groups of a survey list that stand in no sum: `Đại biểu HĐND tỉnh (khoảng 50 người);`."""
    leaves: list[Quantity] = []
    for row in _survey_rows(rows):
        if len(row.counts) > MAX_PARTS:
            continue
        for start, end in segments(row):
            figures = [
                figure
                for figure in row.figures()
                if start <= figure.span.start < end and figure.span not in used
            ]
            if len(figures) != 1 or figures[0].factors:
                continue
            figure = figures[0]
            if not ENDS_OPEN.match(document.folded, figure.span.end, end):
                continue
            label = label_before(document, start, figure.span.start)
            if label and len(label) <= 200 and unit_class(figure.unit) != "bodies":
                used.add(figure.span)
                leaves.append(_group(label, figure))
    return leaves


def _survey_rows(rows: list[Row]) -> list[Row]:
    """Rows that a heading on the objects or the size of a survey stands in or above."""
    found: list[Row] = []
    heading: Row | None = None
    for row in rows:
        is_heading = len(row.folded) < 2000 and bool(_SURVEY.search(row.folded[:200]))
        if heading is not None and (not same_place(heading, row) or not _below(heading, row)):
            heading = None
        if is_heading and heading is None:
            heading = row
        if heading is not None:
            found.append(row)
    return found


def _below(heading: Row, row: Row) -> bool:
    """A deeper level; below an unlabelled line that announces a list, the bullets (a cell's heading and its list)."""
    if heading.rank == UNLABELLED and heading.folded.rstrip(" *").endswith(":"):
        return _BULLET <= row.rank < UNLABELLED
    return row.rank > heading.rank


def unsized_groups(document: Document, rows: list[Row], has_sizes: bool) -> list[Quantity]:
    """Groups whose size is left to another document (`số lượng mẫu theo kế hoạch của UBND huyện`), or not given."""
    found: list[Quantity] = []
    for at, row in enumerate(rows):
        size_left = _SIZE_LEFT.search(row.folded[:400])
        if size_left is not None and _SURVEY_WORDS.search(row.folded) and not row.figures():
            label = tidy(document.text[row.start : row.start + size_left.start("left")])
            found.append(_without_size(document, label, Span(row.start, row.end)))
        elif not has_sizes and _list_without_sizes(rows, at):
            label = label_before(document, row.start, row.end)
            found.append(_without_size(document, label, Span(row.start, row.end)))
    return found


def _without_size(document: Document, label: str, span: Span) -> Quantity:
    words = document.words(span)
    trimmed = Span(span.start, span.end - (len(words) - len(words.rstrip(" ;.:*"))))
    unit = "phiếu" if "phiếu" in label.lower() else None
    return Quantity(label, unit, (), None, None, False, None, (), trimmed, unsized=True)


def _list_without_sizes(rows: list[Row], at: int) -> bool:
    """A heading on the size of a survey whose groups below carry no figure at all."""
    row = rows[at]
    heading = row.folded.rstrip(" *")
    if not (heading.endswith(":") and len(heading) < 200 and _SURVEY.search(heading)):
        return False
    if not re.search(r"số lượng|cỡ mẫu|quy mô|số phiếu", heading):
        return False
    below = []
    for other in rows[at + 1 : at + 30]:
        if other.rank <= row.rank:
            break
        below.append(other.folded)
    return bool(below) and not any(re.search(r"\d", words) or _WHOLE.search(words) for words in below)


def _group(label: str, figure: Figure) -> Quantity:
    return Quantity(label, figure.unit, (), figure.value, None, figure.approximate, None, (), figure.span)
