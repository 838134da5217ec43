"""Reads tables by the meaning of their columns: header rows found, merged cells filled, numbers of rows kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.document import Cell, Document, Table
from models.text import squeeze

_ROW_NUMBER = re.compile(r"\(?\s*(?:[ivxl]{1,6}|\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]|[-+*])\s*[.)]?\s*$")
_COLUMN_COUNTER = re.compile(r"\(?\s*\d{1,2}\s*\)?$|\(?\s*[a-c]\s*\)?$")


_SAME_AS_ABOVE = re.compile(
    r"[-(]?\s*(?:nt|n\.t|như trên|nêu trên|-\s*nt\s*-|\"|''|,,)\s*[-.)]*\s*$|\"{1,2}$"
)
_TOTALS = re.compile(
    r"(?:tổng cộng|tổng số|tổng điểm|tổng|cộng)(?: (?:chung|cả|số|cộng|điểm|phiếu|mẫu|người|kinh phí|toàn \w+|[ivx]{1,4}(?: ?\+ ?[ivx]{1,4}){0,5}))*\s*(?:\([^()]{0,60}\))?$"
)


@dataclass(frozen=True)
class Row:
    """One row of a table below its header: the cell of every column, None where the table has none."""

    number: int
    """Row of the table, from 0."""
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class ReadTable:
    """A table whose header row is known: `columns` maps a meaning to a column, `titles` are the headings as written."""

    table: Table
    columns: Mapping[str, int]
    titles: tuple[str, ...]
    rows: tuple[Row, ...]


def folded_cell(document: Document, cell: Cell | None) -> str:
    """The folded words of a cell in one line; empty for no cell."""
    if cell is None:
        return ""
    span = document.cell_span(cell)
    return squeeze(document.folded[span.start : span.end])


def cell_words(document: Document, cell: Cell | None) -> str:
    """The words of a cell in one line, as written."""
    return squeeze(document.cell_text(cell)) if cell is not None else ""


def is_row_number(folded: str) -> bool:
    """Whether a cell holds nothing but a row's number (I, 1, 1.1, a, -)."""
    return bool(_ROW_NUMBER.match(folded))


def is_same_as_above(folded: str) -> bool:
    """Whether a cell only repeats the one above it: nt, Như trên, a ditto mark."""
    return bool(_SAME_AS_ABOVE.match(folded.strip()))


def is_totals(folded: str) -> bool:
    """Whether a cell names a row or column of totals (Tổng cộng, Cộng)."""
    return bool(_TOTALS.match(folded.strip(" *:.")))


def read_table(
    document: Document, table: Table, meanings: Mapping[str, re.Pattern[str]], *, need: set[str]
) -> ReadTable | None:
    """Find the header row of `table` among its first rows and read the rows below it.

    `meanings` maps a meaning to the pattern that a column's folded heading matches, in order of precedence;
    None when the table lacks a meaning in `need`. Headings of two rows (Cơ quan thực hiện over Chủ trì and
    Phối hợp) are read together, repeated header rows are left out.
    """
    grid = table.grid()
    for first in range(min(4, len(grid))):
        for depth in (1, 2):
            header = grid[first : first + depth]
            columns = _columns(document, header, meanings)
            if not need <= set(columns):
                continue
            if (
                depth == 1
                and first + 1 < len(grid)
                and (
                    _spans_below(header[0])
                    or _named_below(document, header[0], grid[first + 1], meanings, columns)
                )
            ):
                continue  # a heading over two columns: its second row says which is which
            titles = tuple(
                _heading(document, [row[column] for row in header]) for column in range(table.column_count)
            )
            rows = _rows(document, grid, first + depth, titles)
            return ReadTable(table, columns, titles, rows)
    return None


def read_continuation(document: Document, table: Table, above: ReadTable) -> ReadTable | None:
    """`table` read as the rest of `above`, cut off by the end of a page: as many columns, no header, numbers that go on.

    None where it is a table of its own.
    """
    first_column = above.columns.get("number")
    if table.column_count != above.table.column_count or first_column is None:
        return None
    if _words_between(document, above.table, table):
        return None
    rows = _rows(document, table.grid(), 0, above.titles)
    last = next((n for row in reversed(above.rows) if (n := _row_value(document, row, first_column))), None)
    first = next((n for row in rows if (n := _row_value(document, row, first_column))), None)
    if last is None or first is None or not last <= first <= last + 1:
        return None
    return ReadTable(table, above.columns, above.titles, rows)


def _row_value(document: Document, row: Row, column: int) -> int | None:
    words = folded_cell(document, row.cells[column] if column < len(row.cells) else None).strip(" .)(")
    return int(words) if words.isdigit() else None


def _words_between(document: Document, first: Table, second: Table) -> bool:
    start, end = first.cells[-1].last, second.cells[0].first
    return any(block.end - block.start > 3 for block in document.blocks[start:end])


def _spans_below(row: list[Cell | None]) -> bool:
    return any(cell is not None and cell.ref.column_span > 1 for cell in row) and any(
        cell is not None and cell.ref.row_span > 1 for cell in row
    )


def _named_below(
    document: Document,
    above: list[Cell | None],
    below: list[Cell | None],
    meanings: Mapping[str, re.Pattern[str]],
    columns: Mapping[str, int],
) -> bool:
    """The same where the format keeps no merges: below stand headings alone, one of them under a blank."""
    words = [folded_cell(document, cell) for cell in below]
    named = [at for at, word in enumerate(words) if word]
    if len(named) < 2 or words[columns.get("title", 0)] or words[columns.get("number", 0)]:
        return False
    return all(
        len(words[at]) <= 40 and any(pattern.search(words[at]) for pattern in meanings.values())
        for at in named
    ) and any(not folded_cell(document, above[at]) for at in named)


def _columns(
    document: Document, header: list[list[Cell | None]], meanings: Mapping[str, re.Pattern[str]]
) -> dict[str, int]:
    columns: dict[str, int] = {}
    width = len(header[0]) if header else 0
    taken: set[int] = set()
    for meaning, pattern in meanings.items():
        for column in range(width):
            heading = _heading(document, [row[column] if column < len(row) else None for row in header])
            if column not in taken and len(heading) <= 80 and pattern.search(heading):
                columns[meaning] = column
                taken.add(column)
                break
    return columns


def _heading(document: Document, cells: list[Cell | None]) -> str:
    """The heading of one column; of two rows the lower one counts where they differ."""
    words: list[str] = []
    for cell in cells:
        folded = folded_cell(document, cell)
        if folded and folded not in words:
            words.append(folded)
    return words[-1] if words else ""


def _rows(
    document: Document, grid: list[list[Cell | None]], first: int, titles: tuple[str, ...]
) -> tuple[Row, ...]:
    rows = []
    for number in range(first, len(grid)):
        cells = tuple(grid[number])
        words = [folded_cell(document, cell) for cell in cells]
        if not any(words):
            continue
        same = sum(bool(word) and word == title for word, title in zip(words, titles, strict=False))
        if same >= 2 or (same and same == sum(bool(word) for word in words)):
            continue  # the header again, on the next page
        if all(_COLUMN_COUNTER.match(word) for word in words if word) and sum(map(bool, words)) >= 3:
            continue  # the row that counts the columns: (1) (2) (3)
        rows.append(Row(number, cells))
    return tuple(rows)
