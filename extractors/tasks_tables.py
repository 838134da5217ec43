"""Tasks from tables: columns found by their headings, merged cells filled down, section rows left out."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.agencies import split_agencies
from extractors.periods import parse_period
from extractors.tables import ReadTable, Row, cell_words, folded_cell, is_row_number, read_table
from models.document import Cell, Document, Span
from models.facts import Header, Period, Task

MEANINGS = {
    "number": re.compile(r"^(?:stt|tt|số tt|số thứ tự|s\.?t\.?t\.?)$"),
    "support": re.compile(r"phối hợp"),
    "lead": re.compile(
        r"chủ trì|(?:cơ quan|đơn vị|bộ phận|người|phòng|ban)(?:, (?:cá nhân|đơn vị|bộ phận))? (?:thực hiện|tham mưu|chịu trách nhiệm|phụ trách|đầu mối|"
        r"triển khai|ban hành|soạn thảo)|phân công(?: thực hiện| nhiệm vụ)?$|trách nhiệm thực hiện|đơn vị đầu mối|^thực hiện$"
    ),
    "due": re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|lộ trình|thời điểm"),
    "title": re.compile(
        r"nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|tên |danh mục|lĩnh vực|tiêu chí|chỉ tiêu|mục tiêu"
    ),
}


def table_tasks(document: Document, header: Header) -> list[Task]:
    """Tasks of every table that has a column for the work and one for who leads or when."""
    tasks: list[Task] = []
    for table in document.tables:
        read = read_table(document, table, MEANINGS, need={"title", "lead"}) or read_table(
            document, table, MEANINGS, need={"title", "due", "number"}
        )
        if read is not None:
            tasks.extend(_tasks(document, read, header))
    return tasks


def _tasks(document: Document, read: ReadTable, header: Header) -> list[Task]:
    tasks: list[Task] = []
    last: tuple[Cell | None, ...] | None = None  # lead, support and due of the row above, within one section
    label = None
    for at, row in enumerate(read.rows):
        number = _row_label(document, read, row)
        values = tuple(_own(row, read.columns.get(name)) for name in ("lead", "support", "due"))
        filled = any(folded_cell(document, value) for value in values)
        title = _own(row, read.columns["title"])
        if _spans_columns(read, row) or (not filled and _opens_section(document, read, at, number)):
            last, label = None, number or label
            continue
        if not filled and last is None:
            label = number or label
            continue
        if filled:
            last = _inherit(document, values, last)
        assert last is not None
        label = number or label
        if not folded_cell(document, title):
            continue
        tasks.append(_task(document, read, title, last, row, label, header))
    return tasks


def _inherit(
    document: Document, values: tuple[Cell | None, ...], above: tuple[Cell | None, ...] | None
) -> tuple[Cell | None, ...]:
    """In a text, cells merged downwards leave blanks below: a blank lead is the one above. Word and PDF keep merges."""
    lead, support, due = values
    if document.format == "text" and above is not None and not folded_cell(document, lead):
        lead = above[0]
    return lead, support, due


def _own(row: Row, column: int | None) -> Cell | None:
    return row.cells[column] if column is not None and column < len(row.cells) else None


def _row_label(document: Document, read: ReadTable, row: Row) -> str | None:
    column = read.columns.get("number", 0 if read.columns["title"] > 0 else None)
    words = cell_words(document, _own(row, column)).strip(" .)(")
    return words if words and is_row_number(words.lower()) and words not in "-+*" else None


def _spans_columns(read: ReadTable, row: Row) -> bool:
    """A section row: one cell that reaches over the columns of the work and of who does it."""
    title = _own(row, read.columns["title"])
    other = _own(row, read.columns.get("lead", read.columns.get("due")))
    return title is not None and title is other


def _opens_section(document: Document, read: ReadTable, at: int, label: str | None) -> bool:
    """Whether a row without values is the heading of the rows below it (I over 1, 7 over 7.1, 1 over an unnumbered row)."""
    if label is None or at + 1 >= len(read.rows):
        return False
    below = _row_label(document, read, read.rows[at + 1])
    if below is None:
        number = read.columns.get("number")
        mark = folded_cell(document, _own(read.rows[at + 1], number))
        return mark not in ("-", "+", "*") and any(
            folded_cell(document, _own(read.rows[at + 1], read.columns.get(name))) for name in ("lead", "due")
        )
    if below.startswith(f"{label}."):
        return True
    return _depth(label) < _depth(below)


def _depth(label: str) -> int:
    if re.fullmatch(r"[A-HK]", label):
        return 0
    if re.fullmatch(r"[IVXL]+", label):
        return 1
    if re.fullmatch(r"[\d.]+", label):
        return 2 + label.strip(".").count(".")
    return 6


def _task(
    document: Document,
    read: ReadTable,
    title: Cell | None,
    values: tuple[Cell | None, ...],
    row: Row,
    label: str | None,
    header: Header,
) -> Task:
    lead, support, due = values
    leads = _agencies(document, lead)
    supports = _agencies(document, support)
    period = _period(document, due, header)
    cells = [cell for cell in row.cells if cell is not None and cell.ref.row == row.number]
    spans = [document.cell_span(cell) for cell in cells] or [document.cell_span(title)] if title else []
    return Task(
        id=label,
        title=cell_words(document, title),
        due=period,
        lead=tuple(name for name, _ in leads),
        support=tuple(name for name, _ in supports),
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
        title_span=document.cell_span(title) if title is not None else None,
        lead_spans=tuple(span for _, span in leads),
        support_spans=tuple(span for _, span in supports),
        dues=(period,) if period else (),
        form="table",
        lead_expected="lead" in read.columns,
        due_expected="due" in read.columns,
    )


def _agencies(document: Document, cell: Cell | None) -> list[tuple[str, Span]]:
    if cell is None:
        return []
    found: list[tuple[str, Span]] = []
    for block in document.blocks[cell.first : cell.last]:
        found.extend(split_agencies(document.block_text(block), block.start))
    return found


def _period(document: Document, cell: Cell | None, header: Header) -> Period | None:
    if cell is None:
        return None
    words = cell_words(document, cell)
    if not words:
        return None
    period = parse_period(words, year=header.year, issued=header.issued.end if header.issued else None)
    if period is None:
        return Period(words, None, None, "condition", document.cell_span(cell))
    return replace(period, span=document.cell_span(cell))
