"""Tasks from tables: columns found by their headings, merged cells filled down, section rows left out."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.periods import parse_period
from extractors.tables import (
    ReadTable,
    Row,
    cell_words,
    folded_cell,
    is_row_number,
    is_same_as_above,
    is_totals,
    read_continuation,
    read_table,
)
from extractors.tasks_lines import Named, charged
from models.document import Cell, Document, Span
from models.facts import Header, Period, Task
from models.grade import Grade
from models.text import squeeze

MEANINGS = {
    "number": re.compile(r"^(?:stt|tt|số tt|số thứ tự|s\.?t\.?t\.?)$"),
    "support": re.compile(r"phối hợp"),
    "lead": re.compile(
        r"chủ trì|(?:cơ quan|đơn vị|bộ phận|người|phòng|ban|ngành|địa phương|cá nhân|tổ chức|cán bộ|công chức)(?:, (?:cá nhân|đơn vị|bộ phận))? "
        r"(?:thực hiện|tham mưu|chịu trách nhiệm|phụ trách|đầu mối|triển khai|ban hành|soạn thảo|thẩm định|chấm điểm|theo dõi)|"
        r"phân công(?: thực hiện| nhiệm vụ)?$|trách nhiệm thực hiện|đơn vị đầu mối|^thực hiện$"
    ),
    "due": re.compile(
        r"(?:thời gian|thời hạn)(?! (?:giải quyết|xử lý))|tiến độ|hoàn thành|lộ trình|thời điểm"
    ),
    "title": re.compile(
        r"nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|tên |danh mục|lĩnh vực|tiêu chí|chỉ tiêu|mục tiêu"
    ),
}


_PROCEDURES = re.compile(
    r"thủ tục hành chính|tên tthc|mã (?:số )?tthc|phí, lệ phí|căn cứ pháp lý|thời (?:gian|hạn) giải quyết|địa điểm thực hiện"
)
"""Headings of a list of administrative procedures (danh mục thủ tục hành chính): its rows are nobody's tasks."""


def table_tasks(document: Document, header: Header) -> list[Task]:
    """Tasks of every table that has a column for the work and one for who leads or when."""
    tasks: list[Task] = []
    above: ReadTable | None = None
    for table in document.tables:
        read = read_table(document, table, MEANINGS, need={"title", "lead"}) or read_table(
            document, table, MEANINGS, need={"title", "due", "number"}
        )
        if read is None and above is not None:
            read = read_continuation(document, table, above)
        if read is not None and sum(bool(_PROCEDURES.search(title)) for title in read.titles) < 2:
            tasks.extend(_tasks(document, read, header))
        above = read
    return tasks


def _tasks(document: Document, read: ReadTable, header: Header) -> list[Task]:
    tasks: list[Task] = []
    last: tuple[Cell | None, ...] | None = None  # lead, support and due of the row above, within one section
    label = None
    section: Cell | None = None  # the row that opened the section, while no row stands below it
    whole = _time_of_all(document, read)
    for at, row in enumerate(read.rows):
        number = _row_label(document, read, row)
        values = tuple(_own(row, read.columns.get(name)) for name in ("lead", "support", "due"))
        filled = any(folded_cell(document, value) for value in values)
        title = _own(row, read.columns["title"])
        words = folded_cell(document, title)
        if is_totals(words) or (number is None and is_totals(folded_cell(document, row.cells[0]))):
            continue
        if _spans_columns(read, row) or (not filled and _opens_section(document, read, at, number)):
            last, label, section = None, number or label, title
            continue
        if not filled and last is None:
            label = number or label
            continue
        if not filled and number is None and tasks and _goes_on(document, title):
            tasks[-1] = _longer(document, tasks[-1], title)
            continue
        if filled:
            last = _inherit(document, values, last)
        assert last is not None
        label = number or label
        if not words:
            continue
        only = number is None and section is not None and _is_only_row(document, read, at)
        named = section if only and section is not None else title
        section = None
        tasks.append(
            _task(document, read, named, (*last[:2], last[2] if whole is None else whole), row, label, header)
        )
    return tasks


def _time_of_all(document: Document, read: ReadTable) -> Cell | None:
    """In a text, a time merged over the whole table stands in its first row alone."""
    if document.format != "text" or "due" not in read.columns:
        return None
    cells = [_own(row, read.columns["due"]) for row in read.rows if _own(row, read.columns.get("lead"))]
    filled = [number for number, cell in enumerate(cells) if folded_cell(document, cell)]
    return cells[0] if filled == [0] and len(cells) >= 3 else None


def _goes_on(document: Document, title: Cell | None) -> bool:
    """Whether a row's words go on with those of the row above: a row cut by the end of a page."""
    words = cell_words(document, title)
    return bool(words) and words[0].islower() and not is_row_number(words[:2].lower())


def _longer(document: Document, task: Task, title: Cell | None) -> Task:
    return replace(task, title=squeeze(f"{task.title} {cell_words(document, title)}"))


def _is_only_row(document: Document, read: ReadTable, at: int) -> bool:
    """Whether row `at` is the one row of its section: then the section's words name the work."""
    below = read.rows[at + 1] if at + 1 < len(read.rows) else None
    return below is None or _row_label(document, read, below) is not None or _spans_columns(read, below)


def _inherit(
    document: Document, values: tuple[Cell | None, ...], above: tuple[Cell | None, ...] | None
) -> tuple[Cell | None, ...]:
    """What a row says of itself, with the words above for `nt` and ditto marks.

    In a text, cells merged downwards leave blanks below: a blank lead is the one above. Word and PDF keep merges.
    """
    if above is None:
        return values
    said = [
        over if is_same_as_above(folded_cell(document, value)) else value
        for value, over in zip(values, above, strict=True)
    ]
    if document.format == "text" and not folded_cell(document, said[0]):
        said[0] = above[0]
    return tuple(said)


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
    leads, helpers = _agencies(document, lead)
    supports = [*_agencies(document, support)[0], *helpers]
    period = _period(document, due, header)
    if period is not None and _from_above(due, row):
        period = replace(period, grade=Grade.FALLBACK)
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
        lead_grade=Grade.FALLBACK if leads and _from_above(lead, row) else Grade.EXACT,
    )


def _from_above(cell: Cell | None, row: Row) -> bool:
    """Whether a value was told by a row above, and not by a cell that reaches into this one."""
    return cell is not None and cell.ref.row + cell.ref.row_span <= row.number


def _agencies(document: Document, cell: Cell | None) -> tuple[Named, Named]:
    """Who a cell names, and whom it names as helpers (`Sở A chủ trì, phối hợp với Sở B`)."""
    leads: Named = []
    helpers: Named = []
    for block in document.blocks[cell.first : cell.last] if cell is not None else ():
        named, beside = charged(document.block_text(block), block.start)
        leads += named
        helpers += beside
    return leads, helpers


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
