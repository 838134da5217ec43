"""Ruled tables of a PDF: from ruled lines to a grid, from the grid to cells with their spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.readers.pdf_lines import Line, begins_item, find_rows
from extractors.readers.pdf_paragraphs import Flow, Frame, Paragraph, fills
from extractors.readers.pdf_raw import Word
from extractors.readers.pdf_rules import Rule

_NEAR = 2.0
_TOUCH = 3.0
_SLIVER = 4.5
"""Nothing is written between two rules that are closer: the cells beside them have frames of their own."""
_MOST_RULES = 3_000
_MOST_DOTS = 30_000
_MOST_CELLS = 20_000
_HEADER_ROWS = 6
Interval = tuple[float, float]
Lines = list[tuple[float, float, float]]


@dataclass(slots=True)
class Grid:
    """The lattice of one table on one page; `owner[row][column]` numbers the cell there."""

    xs: list[float]
    ys: list[float]
    owner: list[list[int]]
    cells: list[tuple[int, int, int, int]]
    """Row, column, row span, column span."""
    closed: bool = True
    """Whether every upright rule ends at a level one; else rows are parted by something that is no rule."""

    def overlaps(self, other: Grid) -> bool:
        return (
            self.xs[0] < other.xs[-1]
            and other.xs[0] < self.xs[-1]
            and self.ys[0] < other.ys[-1]
            and other.ys[0] < self.ys[-1]
        )

    def cell_at(self, x: float, y: float) -> int | None:
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        found = self.owner[row][column]
        return found if found >= 0 else None


@dataclass(slots=True)
class TableCell:
    """A cell of a ruled table; row and column count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: list[Paragraph]


@dataclass(slots=True)
class PdfTable:
    """A table as it grows over pages."""

    page: int
    top: float
    bottom: float
    xs: list[float]
    rows: int
    cells: list[TableCell] = field(default_factory=list)
    head: list[list[tuple[int, str]]] = field(default_factory=list)
    """The words of the first rows by column, to tell when a page repeats them."""
    last: dict[int, TableCell] = field(default_factory=dict)
    """The cells that reach the last row, by column."""


# from rules to grids


def find_grids(rules: list[Rule]) -> list[Grid]:
    """The tables that the rules draw, from top to bottom; boxes of a single cell are none."""
    if not 4 <= len(rules) <= _MOST_DOTS:
        return []
    level, upright = merge_rules(rules)
    if len(level) + len(upright) > _MOST_RULES:
        return []
    grids = []
    for rows, columns in _components(level, upright):
        grid = _grid(rows, columns)
        if grid is not None:
            grids.append(grid)
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return _outermost(grids)


def merge_rules(rules: list[Rule]) -> tuple[Lines, Lines]:
    """The level and the upright lines that the rules make up: (at, from, to)."""
    level = _merged([(rule.y0, rule.x0, rule.x1) for rule in rules if rule.y0 == rule.y1])
    upright = _merged([(rule.x0, rule.y0, rule.y1) for rule in rules if rule.y0 != rule.y1])
    return level, upright


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Grids that do not lie inside another one."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda g: -(g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0])):
        x, y = (grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2
        if all(other.cell_at(x, y) is None for other in kept):
            kept.append(grid)
    return sorted(kept, key=lambda g: (g.ys[0], g.xs[0]))


def _merged(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines (at, from, to) with those that lie on one line and touch made one."""
    lines.sort()
    groups: list[list[tuple[float, float, float]]] = []
    for line in lines:
        if groups and line[0] - groups[-1][0][0] <= _NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    merged = []
    for group in groups:
        at = sum(line[0] for line in group) / len(group)
        spans = sorted((start, end) for _, start, end in group)
        low, high = spans[0]
        for start, end in spans[1:]:
            if start - high <= _TOUCH:
                high = max(high, end)
            else:
                merged.append((at, low, high))
                low, high = start, end
        merged.append((at, low, high))
    return [line for line in merged if line[2] - line[1] > _TOUCH]


def _components(level: Lines, upright: Lines) -> list[tuple[Lines, Lines]]:
    """Groups of level and upright lines that cross or touch each other."""
    if len(level) * len(upright) > 400_000:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, (y, x0, x1) in enumerate(level):
        for other, (x, y0, y1) in enumerate(upright, len(level)):
            if x0 - _TOUCH <= x <= x1 + _TOUCH and y0 - _TOUCH <= y <= y1 + _TOUCH:
                parent[root(one)] = root(other)
    groups: dict[int, tuple[Lines, Lines]] = {}
    for number, line in enumerate(level):
        groups.setdefault(root(number), ([], []))[0].append(line)
    for number, line in enumerate(upright, len(level)):
        groups.setdefault(root(number), ([], []))[1].append(line)
    return [(rows, columns) for rows, columns in groups.values() if len(rows) >= 2 and columns]


def _edges(lines: Lines, across: Lines) -> list[float]:
    """The places of the lines, near ones as one, with the ends of the crossing lines where a side is open."""
    edges: list[float] = []
    for at, _, _ in sorted(lines):
        if not edges or at - edges[-1] > _SLIVER:
            edges.append(at)
    low, high = min(line[1] for line in across), max(line[2] for line in across)
    if edges[0] - low > 8:
        edges.insert(0, low)
    if high - edges[-1] > 8:
        edges.append(high)
    return edges


def _walls(lines: Lines, edges: list[float]) -> list[list[Interval]]:
    walls: list[list[Interval]] = [[] for _ in edges]
    for at, start, end in lines:
        above = min(bisect_left(edges, at), len(edges) - 1)
        nearest = above - 1 if above and at - edges[above - 1] < edges[above] - at else above
        walls[nearest].append((start, end))
    return walls


def _walled(walls: list[Interval], low: float, high: float) -> bool:
    middle = (low + high) / 2
    return any(start - _NEAR <= middle <= end + _NEAR for start, end in walls)


def _grid(level: Lines, upright: Lines) -> Grid | None:
    xs, ys = _edges(upright, level), _edges(level, upright)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > _MOST_CELLS:
        return None
    beside, below = _walls(upright, xs), _walls(level, ys)
    right = [[_walled(beside[c + 1], ys[r], ys[r + 1]) for c in range(columns)] for r in range(rows)]
    under = [[_walled(below[r + 1], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows)]
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[tuple[int, int, int, int]] = []
    odd = 0
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            height, width, whole = _reach(row, column, right, under, owner)
            odd += not whole
            for r in range(row, row + height):
                owner[r][column : column + width] = [len(cells)] * width
            cells.append((row, column, height, width))
    if len(cells) < 2 or odd * 3 > len(cells):
        return None
    closed = all(min(abs(end - y) for y in ys) <= _SLIVER for _, *ends in upright for end in ends)
    return Grid(xs, ys, owner, cells, closed)


def _reach(
    row: int, column: int, right: list[list[bool]], under: list[list[bool]], owner: list[list[int]]
) -> tuple[int, int, bool]:
    """How many rows and columns the cell that begins here covers, and whether its walls close around them."""
    rows, columns = len(right), len(right[0])
    width = 1
    while column + width < columns and not right[row][column + width - 1] and owner[row][column + width] < 0:
        width += 1
    height = 1
    while row + height < rows and not any(under[row + height - 1][column : column + width]):
        nxt = row + height
        inner = any(right[nxt][column : column + width - 1])
        ends = column + width == columns or right[nxt][column + width - 1]
        if inner or not ends:
            return height, width, False
        height += 1
    whole = all(under[row + height - 1][column : column + width]) or row + height == rows
    return height, width, whole


# from grids to tables


def fill_tables(grids: list[Grid], words: list[Word], page: int) -> tuple[list[PdfTable], list[Word]]:
    """The tables with their text, and the words that stand outside them."""
    held: list[list[list[Word]]] = [[[] for _ in grid.cells] for grid in grids]
    outside: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.y - 0.4 * word.size
        for grid, cells in zip(grids, held, strict=True):
            cell = grid.cell_at(x, y)
            if cell is not None:
                cells[cell].append(word)
                break
        else:
            outside.append(word)
    tables = [_table(grid, cells, page) for grid, cells in zip(grids, held, strict=True)]
    return [table for table in tables if any(cell.paragraphs for cell in table.cells)], outside


def _table(grid: Grid, held: list[list[Word]], page: int) -> PdfTable:
    lines = [[row.joined() for row in find_rows(words)] for words in held]
    margin = _margin(grid, lines)
    pitch = _pitch(lines)
    cells = []
    for (row, column, height, width), inside in zip(grid.cells, lines, strict=True):
        frame = Frame(grid.xs[column] + margin, grid.xs[column + width] - margin, pitch, cell=True)
        flow = Flow()
        for line in inside:
            flow.add(line, page, frame)
        cells.append(TableCell(row, column, height, width, flow.done))
    return PdfTable(page, grid.ys[0], grid.ys[-1], grid.xs, len(grid.ys) - 1, cells)


def _margin(grid: Grid, lines: list[list[Line]]) -> float:
    """The space between rule and text: the least that is seen on the left, where text is set flush."""
    seen = [
        line.x0 - grid.xs[column]
        for (_, column, _, _), inside in zip(grid.cells, lines, strict=True)
        for line in inside
    ]
    return min(max(min(seen, default=4.0), 0.0), 8.0)


def _pitch(lines: list[list[Line]]) -> float:
    steps = Counter(round((below.y - line.y) * 2) / 2 for inside in lines for line, below in pairwise(inside))
    return min(steps, key=lambda step: (-steps[step], step)) if steps else 0.0


# tables over pages


def same_columns(one: PdfTable, other: PdfTable) -> bool:
    """Whether two stretches have the same outer edges and no column edge that the other contradicts."""
    left, right = [x - one.xs[0] for x in one.xs], [x - other.xs[0] for x in other.xs]
    if abs(left[-1] - right[-1]) > 4.0 or abs(one.xs[0] - other.xs[0]) > 40.0:
        return False
    few, many = sorted((left, right), key=len)
    return all(any(abs(x - edge) <= 3.0 for edge in many) for x in few)


def append_table(table: PdfTable, more: PdfTable) -> None:
    """Put the rows of `more`, the same table on the next page, below those of `table`."""
    if len(more.xs) > len(table.xs):
        _recolumn(table, more.xs)
    elif len(more.xs) < len(table.xs):
        _recolumn(more, table.xs)
    if not table.head:
        table.head = [_row_texts(table, row) for row in range(min(table.rows, _HEADER_ROWS))]
        table.last = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == table.rows}
    header = 0
    while header < min(len(table.head), more.rows) and table.head[header] == _row_texts(more, header):
        header += 1
    if header < min(len(table.head), more.rows) and _peel_header(table, more, header):
        header += 1
    last = table.last
    first = [cell for cell in more.cells if cell.row == header]
    broken = _is_continued(first, last)
    gone = [cell for cell in first if broken or _is_rest_of_merged(cell, last.get(cell.column))]
    for cell in gone:
        above = last[cell.column]
        above.row_span += cell.row_span - broken + (header if cell.row_span > broken else 0)
        if cell.paragraphs:
            _run_on(above, cell.paragraphs)
    added = [cell for cell in more.cells if not any(cell is other for other in gone)]
    for cell in added:
        cell.row += table.rows - (broken if cell.row > header else 0)
    table.cells += added
    table.rows += more.rows - broken
    table.bottom = more.bottom
    table.last = {
        cell.column: cell for cell in (*last.values(), *added) if cell.row + cell.row_span == table.rows
    }


def _peel_header(table: PdfTable, more: PdfTable, row: int) -> bool:
    """Take the rest of a cut row out of a repeated header row, where no rule stands between the two."""
    head = dict(table.head[row])
    rests: list[tuple[TableCell, int]] = []
    for cell in (cell for cell in more.cells if cell.row == row):
        texts = [paragraph.text_and_trace()[0] for paragraph in cell.paragraphs]
        kept = [count for count in range(len(texts) + 1) if " ".join(texts[:count]) == head.get(cell.column)]
        if not kept or cell.column not in table.last:
            return False
        rests.append((cell, kept[0]))
    for cell, kept_count in rests:
        if cell.paragraphs[kept_count:]:
            _run_on(table.last[cell.column], cell.paragraphs[kept_count:])
            del cell.paragraphs[kept_count:]
    return bool(rests)


def _run_on(cell: TableCell, paragraphs: list[Paragraph]) -> None:
    first = paragraphs[0]
    if cell.paragraphs and _flows(cell.paragraphs[-1], first):
        cell.paragraphs[-1].lines.extend(first.lines)
        paragraphs = paragraphs[1:]
    cell.paragraphs.extend(paragraphs)


def _recolumn(table: PdfTable, edges: list[float]) -> None:
    """Count columns by more edges than this stretch shows."""
    offset = table.xs[0] - edges[0]
    places = [
        min(range(len(edges)), key=lambda n, x=x: abs(edges[n] + offset - x))  # type: ignore[misc]
        for x in table.xs
    ]
    for cell in table.cells:
        end = places[cell.column + cell.column_span]
        cell.column = places[cell.column]
        cell.column_span = end - cell.column
    table.head = []  # columns have other numbers now
    table.xs = [edge + offset for edge in edges]


def _row_texts(table: PdfTable, row: int) -> list[tuple[int, str]]:
    return sorted(
        (cell.column, " ".join(paragraph.text_and_trace()[0] for paragraph in cell.paragraphs))
        for cell in table.cells
        if cell.row == row
    )


def _is_continued(cells: list[TableCell], last: dict[int, TableCell]) -> bool:
    """Whether a row is the rest of the last row on the page before, which the page's end cut."""
    if {cell.column: cell.column_span for cell in cells} != {
        at: cell.column_span for at, cell in last.items()
    }:
        return False
    filled = [cell for cell in cells if cell.paragraphs]
    if not filled:
        return False
    if not any(last[cell.column].paragraphs for cell in cells if not cell.paragraphs):
        return False
    return all(
        last[cell.column].paragraphs and _goes_on(last[cell.column].paragraphs[-1], cell.paragraphs[0])
        for cell in filled
    )


def _is_rest_of_merged(cell: TableCell, above: TableCell | None) -> bool:
    """Whether an empty cell at a page's top goes on with a cell merged over rows on both sides of the page's end."""
    return (
        above is not None
        and not cell.paragraphs
        and bool(above.paragraphs)
        and above.column_span == cell.column_span
        and (above.row_span > 1 or cell.row_span > 1)
    )


def _flows(before: Paragraph, after: Paragraph) -> bool:
    """Whether a cell's paragraph runs on: its last line is full and what follows is no new item."""
    last, first = before.lines[-1][1], after.lines[0][1]
    ended = last.words[-1].text.endswith((".", ";", ":"))
    return fills(last, first, before.frame) and not (ended and begins_item(first.text, ended))


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    first = after.lines[0][1].text
    return first[0].islower() or first.startswith(("- ", "+ ")) or _flows(before, after)
