"""Tables whose rules do not close by our own reading (rows parted by shading alone): pdfplumber's finder has a look."""

from __future__ import annotations

import io
import logging
from itertools import pairwise

from extractors.readers.pdf_rules import Rule
from extractors.readers.pdf_tables import Grid, merge_rules

_LONG = 40.0
_MOST_RULES = 12_000
_NEAR = 3.0
CellBox = tuple[float, float, float, float]


def looks_ruled(rules: list[Rule]) -> bool:
    """Whether the rules of a page without grids may still draw a table; for most pages that is quickly told."""
    if not 5 <= len(rules) <= _MOST_RULES:
        return False
    level, upright = merge_rules(rules)
    return len(upright) >= 3 and sum(end - start >= _LONG for _, start, end in level) >= 2


def mended_grids(grids: list[Grid], data: bytes, index: int) -> list[Grid]:
    """`grids` of a page, those that do not close replaced by what pdfplumber sees there."""
    kept = [grid for grid in grids if grid.closed]
    seen = [grid for grid in plumber_grids(data, index) if not any(grid.overlaps(other) for other in kept)]
    kept += seen
    kept += [grid for grid in grids if not grid.closed and not any(grid.overlaps(other) for other in seen)]
    return sorted(kept, key=lambda grid: (grid.ys[0], grid.xs[0]))


def plumber_grids(data: bytes, index: int) -> list[Grid]:
    """The tables that pdfplumber sees on page `index` (from 0) of the PDF in `data`; empty where it fails."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells every oddity of a file on standard error
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as pdf:
            page = pdf.pages[0]
            left, top = page.bbox[:2]
            tables = [[_moved(cell, left, top) for cell in table.cells] for table in page.find_tables()]
            page.close()
    except (
        Exception
    ):  # hostile files fail there in ways of their own; the page is then read without its table
        return []
    grids = [grid for cells in tables if (grid := grid_of(cells)) is not None]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _moved(cell: CellBox, left: float, top: float) -> CellBox:
    return cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top


def grid_of(cells: list[CellBox]) -> Grid | None:
    """The lattice of cells; None where they overlap, or are no table: less than two rows and two columns."""
    if len(cells) < 4:
        return None
    xs = _clustered([x for cell in cells for x in (cell[0], cell[2])])
    ys = _clustered([y for cell in cells for y in (cell[1], cell[3])])
    if len(xs) < 3 or len(ys) < 3:
        return None
    owner = [[-1] * (len(xs) - 1) for _ in ys[1:]]
    placed: list[tuple[int, int, int, int]] = []
    for x0, y0, x1, y1 in sorted(cells, key=lambda cell: (round(cell[1]), cell[0])):
        first, last = _nearest(xs, x0), _nearest(xs, x1)
        upper, lower = _nearest(ys, y0), _nearest(ys, y1)
        for row in range(upper, lower):
            for column in range(first, last):
                if owner[row][column] >= 0:
                    return None
                owner[row][column] = len(placed)
        placed.append((upper, first, lower - upper, last - first))
    covered = sum(number >= 0 for row in owner for number in row)
    if covered * 5 < 4 * len(owner) * len(owner[0]):
        return None
    return Grid(xs, ys, owner, placed)


def _clustered(edges: list[float]) -> list[float]:
    edges = sorted(edges)
    return [edges[0], *(edge for before, edge in pairwise(edges) if edge - before > _NEAR)]


def _nearest(edges: list[float], at: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - at))
