"""Rows and columns of tables whose cells come one after the other: row ends, merged cells, heads of two rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.numerals import ROMANS
from extractors.readers.text_lines import RawLine
from models.text import fold

Content = list[RawLine]
"""The lines of one cell; an empty cell has none."""


@dataclass(slots=True)
class GridCell:
    """One cell in its place; counts from 0."""

    row: int
    column: int
    content: Content
    row_span: int = 1
    column_span: int = 1


ORDINAL = re.compile(
    r"[*\s]*(?:[ivxlc]{1,6}|\d{1,3}(?:\.\d{1,3}){0,4}|[a-wyzđ]|[-+*]|stt|tt|số tt)[.)]?[*\s]*"
)
_SHORT = 60
_NUMBER = re.compile(r"[*\s]*[-+(]?\d[\d.,]*(?:\s?%)?\)?[*\s]*")
_AGENCY = re.compile(
    r"[*\s-]*(?:các |ủy ban|ubnd|hđnd|sở |bộ |ban |văn phòng|phòng |công an|cục |chi cục|thuế |trung tâm|hội |"
    r"liên (?:hiệp|đoàn)|thanh tra|báo |đài |kho bạc|bảo hiểm|ngân hàng|viện |trường|tỉnh |đơn vị|doanh nghiệp|vp|ubmt)"
)
_TIME = re.compile(
    r"[*\s]*(?:(?:trước|trong|từ|đến|hết|chậm nhất|đầu|cuối|giữa)?\s?(?:ngày|tháng|quý|năm)\s?[\divx]|thường xuyên|"
    r"hằng |hàng |\d{1,2}/\d{1,2}|(?:19|20)\d\d|quý |khi )"
)
HEADING = re.compile(r"[*\s]*(?:\d{1,2}|[ivx]{1,4}|[a-zđ])[.)][*\s]*[^\W\d]{2}")
_LABELLED = re.compile(r"[*\s]*\d{1,2}\.\d{0,2}\.?[*\s]*[^\W\d]{2}")


_LONGEST = 250
"""No row has more cells."""


def runs_of(chunks: list[Content], start: int, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Runs of filled chunks from `start` to `stop`: (index of the first, how many)."""
    stop = len(chunks) if stop is None else min(stop, len(chunks))
    index = start
    while index < stop:
        if not chunks[index]:
            index += 1
            continue
        end = index
        while end < stop and chunks[end] and end - index < _LONGEST:
            end += 1
        yield index, end - index
        index = end


def cut_rows(chunks: list[Content]) -> list[list[Content]]:
    """Tell row ends from empty cells: both are two borders with nothing between."""
    best: tuple[float, list[list[Content]]] | None = None
    kinds = [_kind(chunk) for chunk in chunks]
    for width in _row_widths(chunks):
        cost, rows = _cut_rows_at(chunks, kinds, width)
        if best is None or cost < best[0] - 1e-9:
            best = (cost, rows)
    return best[1] if best else []


def _row_widths(chunks: list[Content]) -> list[int]:
    """How many cells a full row may have: what runs of filled cells show, more where cells are often empty."""
    runs = list(runs_of(chunks, 0))
    if not runs:
        return [1]
    lengths = Counter(length for _, length in runs)
    widths = {runs[0][1], max(lengths), *(length for length, _ in lengths.most_common(3))}
    ends = [at + length for at, length in runs]
    wide = sum(begin - end > 1 for end, (begin, _) in zip(ends, runs[1:], strict=False))
    if wide * 5 >= len(runs):
        widths |= {length + extra for length in (max(lengths), runs[0][1]) for extra in (1, 2, 3, 4)}
    return sorted(widths)


def _cut_rows_at(chunks: list[Content], kinds: list[str], width: int) -> tuple[float, list[list[Content]]]:
    """The cheapest way to cut `chunks` into rows of about `width` cells, and its cost."""
    gaps = [index for index, chunk in enumerate(chunks) if not chunk] + [len(chunks)]
    total = len(chunks)
    best: dict[int, tuple[float, int]] = {-1: (0.0, -1)}
    order = [-1, *gaps]
    for place, begin in enumerate(order):
        if begin not in best or begin >= total:
            continue
        seen = 0
        for following in range(place + 1, len(order)):
            end = order[following]
            cells = end - begin - 1
            if cells > width + 2 and seen:
                break
            seen += cells > 0
            cost = best[begin][0] + _row_cost(chunks, kinds, begin + 1, end, width)
            if end not in best or cost < best[end][0]:
                best[end] = (cost, begin)
    ends = []
    at = total
    while at != -1:
        ends.append(at)
        at = best[at][1]
    ends.append(-1)
    ends.reverse()
    rows = [chunks[begin + 1 : end] for begin, end in pairwise(ends)]
    rows = [row for row in rows if row]
    return best[total][0], rows


def _row_cost(chunks: list[Content], kinds: list[str], start: int, end: int, width: int) -> float:
    cells = end - start
    if cells == 0:
        return 2.5
    filled = sum(bool(chunk) for chunk in chunks[start:end])
    if filled == 0:
        return 2.0 + 0.1 * abs(width - cells)
    first = chunks[start]
    label = kinds[start] == "ordinal"
    cost = 0.0
    if cells > width:
        cost += 3.0 + cells - width
    elif cells < width:
        cost += 1.0 + 0.2 * (cells - filled)
        if cells == 1:
            cost -= 0.6 if _is_section(first, kinds[start]) else 0.3
        elif cells == 2 and filled == 2 and label:
            cost -= 0.3
    inner = range(start + 1, end - 1)
    cost += 0.15 * sum(not chunks[at] and bool(chunks[at - 1]) and bool(chunks[at + 1]) for at in inner)
    cost += 0.2 if not first else -0.3 if label else 0.0
    for at in range(start + 2, end):
        if chunks[at] and not chunks[at - 1]:
            cost += (_follows(first, chunks[at]) if label else 0.0) + _opens_row(chunks, kinds, at, end)
            if (
                first
                and _LABELLED.match(fold(first[0].words[:80]))
                and _LABELLED.match(fold(chunks[at][0].words[:80]))
            ):
                cost += 1.2
    return cost


def _is_section(chunk: Content, kind: str) -> bool:
    """A heading inside a table: a label and words in one cell, or bold words."""
    raw = chunk[0].words.lstrip()
    return bool(HEADING.match(fold(raw[:80]))) or (raw.startswith("**") and kind not in ("number", "ordinal"))


def _opens_row(chunks: list[Content], kinds: list[str], at: int, end: int) -> float:
    """The cost of a label with words beside it in the middle of a row: a row begins like that."""
    if HEADING.match(fold(chunks[at][0].words[:80])) and chunks[at][0].raw.lstrip().startswith("**"):
        return 1.2
    if at + 1 >= end or kinds[at] != "ordinal":
        return 0.0
    return 1.2 if kinds[at + 1] in ("short", "long", "agency") else 0.0


def _follows(label: Content, other: Content) -> float:
    """The cost of `other`, the next number after `label`, standing in the middle of the row of `label`."""
    if not other:
        return 0.0
    first, second = (bare_label(content) for content in (label, other))
    if not first or not second:
        return 0.0
    head, _, last = second.rpartition(".")
    dotted = bool(head) and last.isdigit() and first == f"{head}.{int(last) - 1}"
    if dotted or (first in ROMANS and second in ROMANS and ROMANS.index(second) == ROMANS.index(first) + 1):
        return 1.5
    if first.isdigit() and second.isdigit() and int(second) == int(first) + 1:
        return 0.6
    return 0.8 if first == second == "-" else 0.0


def bare_label(content: Content) -> str:
    """The folded label in a cell of one word, without its dot or bracket; empty for more words."""
    return fold(content[0].words).strip("* ").rstrip(".)") if len(content) == 1 else ""


# --- places ------------------------------------------------------------------------------------------


def _kind(content: Content) -> str:
    """What sort of thing a cell holds, roughly: to tell which column it belongs to."""
    if not content:
        return "empty"
    text = fold(" ".join(line.words for line in content[:3]).strip())
    if len(text) > _SHORT:
        return "agency" if _AGENCY.match(text) else "long"
    if ORDINAL.fullmatch(text):
        return "ordinal"
    if _TIME.match(text):
        return "time"
    if _NUMBER.fullmatch(text):
        return "number"
    if _AGENCY.match(text):
        return "agency"
    return "short"


def place_cells(rows: list[list[Content]]) -> list[GridCell]:
    """Give every cell its row and column; rows that are short have cells that were merged."""
    width = _table_width(rows)
    profile = _profile(rows, width)
    cells = _place_header(rows, width, profile)
    above = {column: cell for cell in cells for column in range(cell.column, cell.column + cell.column_span)}
    for number in range(2 if cells else 0, len(rows)):
        placed = _place_row(rows[number], number, width, profile, above)
        cells += placed
        for cell in placed:
            for column in range(cell.column, cell.column + cell.column_span):
                above[column] = cell
    return cells


def _place_header(rows: list[list[Content]], width: int, profile: list[Counter[str]]) -> list[GridCell]:
    """A head of two rows: some cells of the first stand above groups of the second, the others go down both.

    Gives nothing where the head has one row, or where the counts don't fit.
    """
    if len(rows) < 4 or not (len(rows[0]) < width and 1 < len(rows[1]) < width) or not all(rows[0] + rows[1]):
        return []
    heads, subs = len(rows[0]), len(rows[1])
    groups = heads + subs - width
    if groups < 1 or groups > heads or subs % groups or subs // groups < 2:
        return []
    span = subs // groups
    starts = range(1 if _kind(rows[0][0]) == "ordinal" else 0, heads - groups + 1)
    if not starts:
        return []
    start = max(starts, key=lambda at: (_likeness(profile[at : at + subs]), -at))
    first: list[GridCell] = []
    second: list[GridCell] = []
    column = 0
    for index, content in enumerate(rows[0]):
        if start <= index < start + groups:
            first.append(GridCell(0, column, content, 1, span))
            column += span
        else:
            first.append(GridCell(0, column, content, 2, 1))
            column += 1
    for index, content in enumerate(rows[1]):
        second.append(GridCell(1, start + index, content))
    return first + second


def _likeness(profile: list[Counter[str]]) -> float:
    """How alike columns are in what they hold: 1 when all hold one kind."""
    total: Counter[str] = Counter()
    for column in profile:
        total += column
    total["number"] += total.pop("ordinal", 0) + total.pop("empty", 0)
    return round(max(total.values(), default=0) / max(sum(total.values()), 1), 2)


def _table_width(rows: list[list[Content]]) -> int:
    """As many columns as the longest rows have, leaving out a few that were misread."""
    lengths = sorted(len(row) for row in rows)
    return lengths[(len(lengths) * 9) // 10] if lengths else 0


def _profile(rows: list[list[Content]], width: int) -> list[Counter[str]]:
    """How often each kind stands in each column, from the rows that have all their cells."""
    full = [row for row in rows if len(row) == width]
    body = full[1:] if len(full) > 1 else full
    return [Counter(_kind(row[column]) for row in body) for column in range(width)]


def _place_row(
    row: list[Content],
    number: int,
    width: int,
    profile: list[Counter[str]],
    above: dict[int, GridCell],
) -> list[GridCell]:
    missing = width - len(row)
    if missing <= 0:
        return [GridCell(number, column, content) for column, content in enumerate(row)]
    filled = [content for content in row if content]
    section = len(row) == 1 or (
        len(filled) <= 2 and bool(row[0]) and (len(row) == 2 or _kind(row[0]) == "ordinal")
    )
    if section or number == 0:
        return _stretch(row, number, missing, 1 if len(row) > 1 and number else len(row) - 1)
    columns = _align(row, profile)
    placed = [GridCell(number, column, content) for column, content in zip(columns, row, strict=True)]
    taken = set(columns)
    for column in range(width):
        if column in taken:
            continue
        cell = above.get(column)
        left = next((each for each in reversed(placed) if each.column < column), None)
        single = cell is not None and cell.column_span == 1 and cell.row + cell.row_span == number
        if cell is not None and single and number > 1:
            cell.row_span += 1
        elif left is not None and left.column + left.column_span == column:
            left.column_span += 1
    return placed


def _stretch(row: list[Content], number: int, missing: int, index: int) -> list[GridCell]:
    """The cell at `index` of a short row takes up what is missing."""
    cells: list[GridCell] = []
    column = 0
    for position, content in enumerate(row):
        span = 1 + missing if position == index else 1
        cells.append(GridCell(number, column, content, 1, span))
        column += span
    return cells


def _fit(kind: str, column: Counter[str]) -> float:
    """How well a cell of some kind fits a column: the share of such cells there."""
    total = max(sum(column.values()), 1)
    words = ("short", "long")
    share = column[kind] + (
        0.5 * sum(column[other] for other in words if other != kind) if kind in words else 0
    )
    if kind != "ordinal" and kind != "empty":
        share -= 0.5 * column["ordinal"]
    return share / total


def _align(row: list[Content], profile: list[Counter[str]]) -> list[int]:
    """Columns for the cells of a short row, in order: where such cells stand in the rows that are complete."""
    width = len(profile)
    kinds = [_kind(content) for content in row]
    count = len(row)
    score = [[float("-inf")] * (width + 1) for _ in range(count + 1)]
    taken = [[False] * (width + 1) for _ in range(count + 1)]
    score[0] = [0.0] * (width + 1)
    for position in range(1, count + 1):
        for column in range(position, width + 1):
            skip = score[position][column - 1]
            seen_share = _fit(kinds[position - 1], profile[column - 1])
            skipped = 0.15 if position > 1 and not taken[position - 1][column - 1] else 0.0
            take = score[position - 1][column - 1] + seen_share - skipped + 0.01 * (width - column)
            score[position][column], taken[position][column] = (take, True) if take > skip else (skip, False)
    columns: list[int] = []
    position, column = count, width
    while position:
        if taken[position][column]:
            columns.append(column - 1)
            position -= 1
        column -= 1
    return columns[::-1]
