"""Tables in text files: cells set apart by tabs, Markdown pipes, or lines that hold nothing but a `|`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractors.readers.text_lines import RawLine
from extractors.readers.text_rows import (
    HEADING,
    ORDINAL,
    Content,
    GridCell,
    bare_label,
    cut_rows,
    place_cells,
    runs_of,
)
from models.text import fold


@dataclass(slots=True)
class Body:
    """Lines outside tables."""

    lines: list[RawLine] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table, its cells in reading order."""

    cells: list[GridCell]
    number: int
    """Line number of its first line."""


_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_AHEAD = 400
"""How many cells tell how wide a table is."""
_PIPE = re.compile(r"(?<!\\)\|")
_OUTSIDE = re.compile(r"\W*(?:điều \d{1,3}\W|căn cứ (?:luật|nghị)|(?:phần )?[ivx]{1,4}\. |[a-d]\. )")
_OUTSIDE_CAPS = re.compile(
    r"\W*(?:phụ lục|danh mục|danh sách|quyết định|kế hoạch|thông tư|nghị quyết|nghị định|công điện|chỉ thị|"
    r"thông báo|tờ trình|báo cáo|chương trình|hướng dẫn|quy chế|quy định|quy trình|bảng tiêu chí|bộ chỉ số|"
    r"biểu |mẫu |chương [ivx\d])"
)
"""How text between tables opens: the second list only in capitals, as titles are."""


def split_tables(lines: list[RawLine]) -> list[Body | Grid]:
    """Cut the lines of a text into tables and what stands between them, in order."""
    parts: list[Body | Grid] = []
    index = 0
    # a page with blank lines sets one after every table; then no text can hide among the cells
    spaced = sum(line.is_blank for line in lines) * 50 > len(lines)
    while index < len(lines):
        line = lines[index]
        if line.is_border:
            index = _read_border_region(lines, index, parts, spaced)
        elif "\t" in line.raw.strip(" "):
            end, is_table = _tab_block(lines, index)
            _add_block(parts, lines[index:end], _tab_grid if is_table else None)
            index = end
        elif "|" in line.raw:
            end, is_table = _pipe_block(lines, index)
            _add_block(parts, lines[index:end], _pipe_grid if is_table else None)
            index = end
        else:
            _body(parts).lines.append(line)
            index += 1
    return parts


def _add_block(
    parts: list[Body | Grid], lines: list[RawLine], make: Callable[[list[RawLine]], Grid] | None
) -> None:
    if make is None:
        _body(parts).lines.extend(lines)
    else:
        parts.append(make(lines))


def _body(parts: list[Body | Grid]) -> Body:
    if not parts or isinstance(parts[-1], Grid):
        parts.append(Body())
    last = parts[-1]
    assert isinstance(last, Body)
    return last


# --- tabs --------------------------------------------------------------------------------------------


def _tab_block(lines: list[RawLine], start: int) -> tuple[int, bool]:
    """The end of the block of lines with as many tabs as the first, and whether they are a table's rows."""
    columns = _tab_count(lines[start])
    end = index = start
    rows: list[list[str]] = []
    while index < len(lines):
        if lines[index].is_blank and "\t" not in lines[index].raw:
            index += 1
            continue
        if _tab_count(lines[index]) != columns:
            break
        rows.append(lines[index].words.split("\t"))
        index += 1
        end = index
    if columns >= 2:
        return end, len(rows) >= 2
    filled = all(part.strip() for row in rows for part in row)
    labels = all(ORDINAL.fullmatch(fold(row[0][:80])) for row in rows)
    # `1.` and a tab before every paragraph is a habit of typing, not a table
    return max(end, start + 1), columns == 1 and len(rows) >= 3 and filled and not labels


def _tab_count(line: RawLine) -> int:
    return line.raw.rstrip(" ").count("\t")


def _tab_grid(lines: list[RawLine]) -> Grid:
    rows = []
    for line in lines:
        if line.is_blank and "\t" not in line.raw:
            continue
        rows.append(_cut(line, [match.start() for match in re.finditer("\t", line.raw)]))
    return _plain_grid(rows, lines[0].number)


def _cut(line: RawLine, at: Sequence[int]) -> list[Content]:
    """The cells of a row that stands on one line, cut at the offsets of its separators."""
    cells: list[Content] = []
    position = 0
    for end in [*at, len(line.raw)]:
        raw = line.raw[position:end]
        piece = RawLine(line.number, line.start + position, line.start + end, raw)
        cells.append([] if piece.is_blank else [piece])
        position = end + 1
    return cells


def _plain_grid(rows: list[list[Content]], number: int) -> Grid:
    cells = [
        GridCell(row, column, content) for row, line in enumerate(rows) for column, content in enumerate(line)
    ]
    return Grid(cells, number)


# --- Markdown ----------------------------------------------------------------------------------------


def _pipe_block(lines: list[RawLine], start: int) -> tuple[int, bool]:
    """The end of the block of lines with a `|` in them, and whether they are a Markdown table."""
    end = start
    while end < len(lines) and "|" in lines[end].raw and not lines[end].is_border:
        end += 1
    ruled = end - start >= 2 and bool(_SEPARATOR.fullmatch(lines[start + 1].raw.strip()))
    framed = end - start >= 2 and all(_is_framed(line.raw.strip()) for line in lines[start:end])
    return end, ruled or framed


def _is_framed(row: str) -> bool:
    return len(row) > 1 and row[0] == row[-1] == "|"


def _pipe_grid(lines: list[RawLine]) -> Grid:
    rows = []
    for line in lines:
        if _SEPARATOR.fullmatch(line.raw.strip()):
            continue
        at = [match.start() for match in _PIPE.finditer(line.raw)]
        inner = _cut(line, at)
        if at and not line.raw[: at[0]].strip():
            inner = inner[1:]
        if at and not line.raw[at[-1] + 1 :].strip() and len(inner) > 1:
            inner = inner[:-1]
        rows.append(inner)
    return _plain_grid(rows, lines[0].number)


# --- borders -----------------------------------------------------------------------------------------


def _read_border_region(lines: list[RawLine], start: int, parts: list[Body | Grid], spaced: bool) -> int:
    """Read the chain of bordered cells that begins at `start`; gives the index of the line after it."""
    chunks: list[Content] = []
    current: Content = []
    index = start + 1
    end = start + 1
    while index < len(lines):
        line = lines[index]
        if line.is_border:
            chunks.append(current)
            current = []
            end = index + 1
        elif line.is_blank:
            break
        else:
            current.append(line)
        index += 1
    if spaced:
        _add_table(chunks, parts)
    else:
        _cut_region(chunks, parts)
    return end


def _add_table(chunks: list[Content], parts: list[Body | Grid]) -> None:
    first = next((chunk for chunk in chunks if chunk), None)
    if first is not None:
        parts.append(Grid(place_cells(cut_rows(chunks)), first[0].number))


def _cut_region(chunks: list[Content], parts: list[Body | Grid]) -> None:
    """Tell the tables of a chain of chunks from the text that stands between them.

    Where a page has no blank lines at all, the text between two tables looks like one more cell.
    """
    position = 0
    while position < len(chunks):
        end, outside = _table_end(chunks, position)
        _add_table(chunks[position:end], parts)
        if outside:
            _body(parts).lines.extend(chunks[end])
            end += 1
        position = max(end, position + 1)


def _table_end(chunks: list[Content], start: int) -> tuple[int, bool]:
    """Where the table that begins with chunk `start` ends, and whether the chunk there is text outside."""
    width = _layout_width(chunks, start) or _run_width(chunks, list(runs_of(chunks, start, start + _AHEAD)))
    for at, length in runs_of(chunks, start):
        if at > start and length > 1 and _heads_table(chunks[at], chunks[at + 1]):
            return at, True
        for place in range(at + 1, at + length):
            if place - at >= width or _is_outside(chunks, place, at + length):
                return place, True
    return len(chunks), False


def _run_width(chunks: list[Content], runs: list[tuple[int, int]]) -> int:
    """How many cells stand in a row: as many as in the first, unless longer rows come back."""
    if not runs:
        return 1
    first = runs[0][1]
    often = [length for length, times in Counter(length for _, length in runs).items() if times > 1]
    if often and max(often) < first and len(runs) > 1 and _has_outside(chunks, runs[0]):
        return max(often)
    return max([first, *often])


def _has_outside(chunks: list[Content], run: tuple[int, int]) -> bool:
    end = run[0] + run[1]
    return any(_is_outside(chunks, place, end) for place in range(run[0] + 1, end))


def _layout_width(chunks: list[Content], start: int) -> int:
    """2 for the tables that lay out a header or a signature; 0 when it is another table."""
    filled = [chunk for chunk in chunks[start : start + 3] if chunk]
    layout = bool(filled) and (_is_recipients(filled[0]) or any(_is_national(chunk) for chunk in filled[:2]))
    return 2 if layout else 0


def _is_recipients(chunk: Content) -> bool:
    return bool(chunk) and bool(re.match(r"\W*nơi nhận", fold(_opening(chunk))))


def _is_national(chunk: Content) -> bool:
    words = re.sub(r"[\s*]+", " ", fold(" ".join(line.words[:200] for line in chunk[:6])))
    return bool(re.search(r"chủ nghĩa việt nam|độc lập ?- ?tự do", words))


def _opening(chunk: Content) -> str:
    """The first line of a chunk that says something."""
    return next((line.words for line in chunk if any(char.isalnum() for char in line.raw)), "")


def _heads_table(chunk: Content, following: Content) -> bool:
    """A heading (`2. Miễn nhiệm …`) right above the first cell of a new table."""
    return bool(HEADING.match(fold(chunk[0].words[:80]))) and bare_label(following) in (
        "1",
        "i",
        "stt",
        "tt",
        "số tt",
    )


def _is_outside(chunks: list[Content], place: int, end: int) -> bool:
    """Text that opens like a paragraph of the body, not like a cell, or that a layout table follows."""
    chunk = chunks[place]
    if place + 1 < end and _is_recipients(chunks[place + 1]):
        return True
    if place + 2 < end and len(chunk) > 2 and _is_national(chunks[place + 2]):
        return True
    first = _opening(chunk)
    folded = fold(first)
    return (
        bool(_OUTSIDE.match(folded))
        or (first.isupper() and bool(_OUTSIDE_CAPS.match(folded)))
        or len(chunk) > 60
    )
