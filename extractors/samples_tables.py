"""Survey samples told in tables: columns of counts with their rows of totals, and rows with their product."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.samples_figures import parse_number
from extractors.tables import cell_words, folded_cell, is_row_number, is_totals
from models.document import Cell, Document, Span, Table
from models.facts import Number, Quantity

_COUNTED = (
    ("phiếu", re.compile(r"phiếu")),
    ("mẫu", re.compile(r"\bmẫu\b")),
    ("người", re.compile(r"\bngười\b|đại biểu|đối tượng|công chức|viên chức|lãnh đạo|cán bộ")),
)
"""What a column counts, by the words of its heading."""
_COUNTING = re.compile(r"số lượng|tổng số|\bsố\b|cỡ mẫu|tổng cộng|\bphiếu\b|\bmẫu\b")
_NO_COUNT = re.compile(
    r"điểm|tỷ lệ|tỉ lệ|%|năm\b|đồng|triệu|tiền|kinh phí|đơn giá|định mức|/|mỗi|bình quân|thứ tự|số tt|văn bản|quyết định|hiệu|"
    r"điện thoại|trang|thời gian|tiêu chí|tctp|lĩnh vực|mức|ngày|ký hiệu|số liệu|biểu"
)
"""Headings of columns that are no counts, or counts that nobody adds up (quotas, points, money)."""
_SURVEY = re.compile(r"điều tra|khảo sát|phiếu|mẫu|xã hội học|đối tượng|lấy ý kiến")
_FIGURE = re.compile(r"\s*(\d{1,3}(?:\.\d{3})+|\d{1,6})\s*(?:phiếu|mẫu|người|đơn vị|xã|huyện)?\s*$")
_ROMAN = re.compile(r"[IVXL]+|[A-H]")
_LEAST = 2
"""Rows that a total must stand over before it is held against them."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of figures: its name, its number, and what every column holds."""

    label: str
    number: str
    figures: dict[int, tuple[Number, Span]]
    totals: bool


def table_samples(document: Document) -> list[Quantity]:
    """A tree for each column of counts whose total row stands in the table, in text order.

    Only where the column plainly counts one thing, every row has its figure, and the table speaks of a survey.
    """
    found: list[Quantity] = []
    for table in document.tables:
        if table.row_count >= _LEAST + 2 and table.column_count >= 2:
            found.extend(_sums(document, table))
    return found


def _sums(document: Document, table: Table) -> list[Quantity]:
    grid = table.grid()
    header = [folded_cell(document, cell) for cell in grid[0]]
    if not _SURVEY.search(" ".join(header)) or any(cell and cell.ref.row_span > 1 for cell in grid[0]):
        return []
    units = {column: unit for column, title in enumerate(header) if (unit := _unit(title)) is not None}
    rows = [_line(document, row, units) for row in grid[1:]]
    lines = [line for line in rows if line is not None]
    trees = (_column(lines, column, unit) for column, unit in units.items())
    return [tree for tree in trees if tree is not None]


def _unit(title: str) -> str | None:
    """What a column counts; None for one that does not."""
    if not _COUNTING.search(title) or _NO_COUNT.search(title):
        return None
    return next((unit for unit, words in _COUNTED if words.search(title)), None)


def _line(document: Document, row: list[Cell | None], units: dict[int, str]) -> _Line | None:
    words = [folded_cell(document, cell) for cell in row]
    if not any(words) or (
        all(re.fullmatch(r"\(?\d{1,2}\)?", word) for word in words if word) and len(set(words)) > 2
    ):
        return None  # blank, or the row that counts the columns
    named = [number for number in range(len(row)) if number not in units and words[number]]
    labels = [
        number for number in named if not is_row_number(words[number]) and not _FIGURE.match(words[number])
    ]
    label = cell_words(document, row[labels[0]]) if labels else ""
    number = cell_words(document, row[0]).strip(" .)(") if is_row_number(words[0]) else ""
    figures = {}
    for column in units:
        cell = row[column] if column < len(row) else None
        value = _FIGURE.match(words[column]) if column < len(words) else None
        if cell is not None and value is not None and cell.ref.row_span == cell.ref.column_span == 1:
            figures[column] = (parse_number(value[1]), document.cell_span(cell))
        elif column < len(words) and words[column]:
            figures[column] = (
                -1,
                Span(0, 0),
            )  # words where a figure should stand: the column cannot be added up
    totals = any(is_totals(words[number]) for number in range(len(row)) if number not in units)
    return _Line(label, number, figures, totals)


def _column(lines: list[_Line], column: int, unit: str) -> Quantity | None:
    """The total of a column with its rows; sections (I, II over 1, 2) count once."""
    at = [number for number, line in enumerate(lines) if line.totals]
    if len(at) != 1 or at[0] not in (0, len(lines) - 1):
        return None
    total = lines[at[0]]
    others = [line for line in lines if not line.totals]
    if any(_ROMAN.fullmatch(line.number) for line in others):
        others = [line for line in others if _ROMAN.fullmatch(line.number)]
    elif any("." in line.number or not line.number for line in others):
        return None  # levels that nothing tells apart
    if len(others) < _LEAST or column not in total.figures:
        return None
    found = [line.figures.get(column) for line in others]
    if any(figure is None or figure[0] < 0 for figure in found) or total.figures[column][0] <= 0:
        return None
    parts = tuple(
        Quantity(line.label, unit, (), figure[0], None, False, None, (), figure[1])
        for line, figure in zip(others, found, strict=True)
        if figure is not None
    )
    stated, span = total.figures[column]
    computed = sum((part.stated or 0 for part in parts), 0)
    if not 2 * computed >= stated >= computed / 2:
        return None  # the column is not what the total adds up
    return Quantity(total.label or "Tổng cộng", unit, (), stated, computed, False, None, parts, span)
