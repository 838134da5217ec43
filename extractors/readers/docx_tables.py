"""The grid of a DOCX table: which cell stands where, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.readers.docx_numbering import VAL, W, whole

_TR, _TC = f"{W}tr", f"{W}tc"
_DEL, _INS = f"{W}del", f"{W}ins"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_WIDEST = 1000


@dataclass(slots=True)
class TableCell:
    """One cell: its element, its place from 0 and its spans."""

    element: Any
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, content controls and insertions looked through."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def table_cells(table: Any) -> tuple[list[TableCell], int]:
    """The cells of `w:tbl` in reading order, merged ones once, and the number of tracked row changes.

    Columns are the ones that a reader sees: grid lines that no cell begins or ends at do not count.
    """
    cells: list[TableCell] = []
    open_merges: dict[int, TableCell] = {}
    changes = 0
    row_number = 0
    for row in _children(table, _TR):
        properties = row.find(f"{W}trPr")
        column = 0
        if properties is not None:
            if properties.find(_DEL) is not None:
                changes += 1
                continue
            if properties.find(_INS) is not None:
                changes += 1
            column = _bounded(properties.find(f"{W}gridBefore"), 0)
        merges: dict[int, TableCell] = {}
        for element in _children(row, _TC):
            if element.find(f"{W}tcPr/{W}cellDel") is not None:
                changes += 1
                continue
            changes += element.find(f"{W}tcPr/{W}cellIns") is not None
            column = _place(element, row_number, column, cells, open_merges, merges)
        open_merges = merges
        row_number += 1
    _drop_unseen_columns(cells)
    return cells, changes


def _place(
    element: Any,
    row: int,
    column: int,
    cells: list[TableCell],
    above: dict[int, TableCell],
    merges: dict[int, TableCell],
) -> int:
    """Put one `w:tc` at `column`; returns the column after it."""
    properties = element.find(f"{W}tcPr")
    span, merge, across = 1, None, None
    if properties is not None:
        span = max(_bounded(properties.find(f"{W}gridSpan"), 1), 1)
        merge = _merge(properties.find(f"{W}vMerge"))
        across = _merge(properties.find(f"{W}hMerge"))
    if across == "continue" and cells and cells[-1].row == row:
        cells[-1].column_span += span
        return column + span
    if merge == "continue" and column in above:
        cell = above[column]
        cell.row_span = row - cell.row + 1
        merges[column] = cell
        return column + span
    cell = TableCell(element, row, column, 1, span)
    cells.append(cell)
    if merge is not None:
        merges[column] = cell
    return column + span


def _merge(element: Any) -> str | None:
    return None if element is None else str(element.get(VAL, "continue"))


def _bounded(element: Any, default: int) -> int:
    return min(max(whole(element, default), 0), _WIDEST)


def _drop_unseen_columns(cells: list[TableCell]) -> None:
    edges = sorted({edge for cell in cells for edge in (cell.column, cell.column + cell.column_span)})
    rank = {edge: number for number, edge in enumerate(edges)}
    for cell in cells:
        end = rank[cell.column + cell.column_span]
        cell.column = rank[cell.column]
        cell.column_span = end - cell.column
