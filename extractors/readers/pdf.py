"""Reads PDF: pages to lines, lines to paragraphs and tables, in the order in which a person reads them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from extractors.errors import UnreadableError
from extractors.readers.clean import clean
from extractors.readers.legacy import legacy_encoding
from extractors.readers.pdf_fallback import looks_ruled, mended_grids
from extractors.readers.pdf_footnotes import part_footnotes, without_marks
from extractors.readers.pdf_lines import Columns, Line, Row, find_rows, lay_out
from extractors.readers.pdf_locate import Locator, Traces
from extractors.readers.pdf_paragraphs import Frame, Paragraph, continues, narrow_paragraphs, page_frame
from extractors.readers.pdf_raw import RawPage, Word, open_pdf
from extractors.readers.pdf_stamps import read_stamps
from extractors.readers.pdf_tables import PdfTable, append_table, fill_tables, find_grids, same_columns
from models.document import CellRef, Document, DocumentBuilder, ReadingNote

MAX_PAGES = 5000
_FALLBACK_PAGES = 100
"""Only pages up to this number may cost what pdfplumber costs."""
_FEW_LETTERS = 25
_STAMP = 200
"""Letters that stamps (number, date, who signed and when) may put on a scanned page."""
_BROKEN = re.compile("[\ufffd\x00\x01\x03-\x08\x0e-\x1f\ue000-\uefff\uf100-\uf8ff]")
_ODD = re.compile(
    "[\u0300-\u036f\ufb00-\ufb06\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\uf000-\uf0ff]"
)
_CID = re.compile(r"\(cid:\d+\)")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:trang|page)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s.]*", re.IGNORECASE)
_NOT_FURNITURE = re.compile(r"cộng h|độc lập|ủy ban|uỷ ban|phụ lục|biểu|mẫu", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """What stands on one page, before paragraphs are made."""

    number: int
    width: float
    height: float
    rows: list[Row] = field(default_factory=list)
    tables: list[PdfTable] = field(default_factory=list)
    beside: list[Line] = field(default_factory=list)
    """Lines that belong to no sentence: what signatures say of themselves."""
    footnotes: list[list[Line]] = field(default_factory=list)
    notes: list[ReadingNote] = field(default_factory=list)
    letters: int = 0
    picture: float = 0.0
    encoding: str | None = None
    """`unmapped`, `TCVN3` or `VNI` where the text layer is unusable."""
    damaged: bool = False


def read_pdf(data: bytes, *, path: str = "-", sha256: str = "", reopen: bool = False) -> Document:
    """The document in a PDF's bytes; `reopen`: boxes may be looked up later in the file at `path`.

    Blocks have pages; ruled tables have cells, and go on over pages as one table. Page numbers and running
    heads are left out; footnotes stand behind the text, without their marks; stamped words stand on their lines (a note `stamped` tells them), what signatures say of
    themselves stands at the end. Raises UnreadableError: damaged, encrypted, too_large, no_text, garbled.
    """
    with open_pdf(data) as pdf:
        count = len(pdf)
        if count > MAX_PAGES:
            raise UnreadableError("too_large", limit=f"{MAX_PAGES} pages", found=f"{count} pages")
        if count == 0:
            raise UnreadableError("damaged", format="pdf")
        assembler = _Assembler()
        for page in _without_furniture(_read_page(pdf, data, number) for number in range(1, count + 1)):
            assembler.add(page)
    assembler.finish()
    _judge(assembler, count)
    locate = Locator(path if reopen else None, None if reopen else data, sha256, assembler.traces)
    return assembler.builder.build(
        path=path, sha256=sha256, format="pdf", pages=count, notes=assembler.notes, locate_box=locate
    )


def _judge(assembler: _Assembler, count: int) -> None:
    """Raise where the text layer as a whole is missing or unusable."""
    if assembler.damaged == count:
        raise UnreadableError("damaged", format="pdf")
    if assembler.garbled and assembler.garbled * 2 >= assembler.garbled + assembler.with_text:
        raise UnreadableError("garbled", format="pdf", encoding=assembler.encoding, pages=str(count))
    if not assembler.builder.blocks or assembler.scanned + assembler.damaged == count:
        raise UnreadableError("no_text", format="pdf", pages=str(count))
    encoding = legacy_encoding(assembler.builder.text)
    if encoding is not None:
        raise UnreadableError("garbled", format="pdf", encoding=encoding, pages=str(count))


def _read_page(pdf: object, data: bytes, number: int) -> _Page:
    try:
        page = RawPage(pdf, number - 1)
    except (pdfium.PdfiumError, ValueError):
        return _Page(number, 1.0, 1.0, damaged=True)
    try:
        found = _Page(number, page.width, page.height)
        text = page.text()
        words = page.words(text)
        found.width, found.height = page.width, page.height
        found.letters = _letters(text)
        found.encoding = "unmapped" if _is_garbled(text) else legacy_encoding(text)
        rules, found.picture = page.rules()
        if found.encoding is not None:
            return found
        stamps = page.show_stamps()
        if stamps:
            text = page.text()
            stamped = read_stamps(words, page.words(text), stamps, number)
            words, found.notes = stamped.words, stamped.notes
            found.beside = [row.joined() for group in stamped.beside for row in find_rows(_cleaned(group))]
        if not unicodedata.is_normalized("NFC", text) or _ODD.search(text):
            words = _cleaned(words)
        grids = find_grids(rules)
        closed = all(grid.closed for grid in grids) if grids else not looks_ruled(rules)
        if not closed and number <= _FALLBACK_PAGES and not page.rotation:
            grids = mended_grids(grids, data, number - 1)
        if grids:
            found.tables, words = fill_tables(grids, words, number)
        found.rows, notes = part_footnotes(find_rows(words), rules, page.width, page.height)
        if notes:
            found.rows = without_marks(found.rows, {label for label, _ in notes}, page.size_at)
            found.footnotes = [lines for _, lines in notes]
        return found
    except pdfium.PdfiumError:
        return _Page(number, page.width, page.height, damaged=True)
    finally:
        page.close()


def _letters(text: str) -> int:
    """The number of letters, exact only where there are few."""
    count = sum(map(str.isalpha, text[:1000]))
    return count if count < 200 else len(text)


def _is_garbled(text: str) -> bool:
    """Whether too many characters have no meaning: the fonts' codes were never mapped to letters."""
    if _BROKEN.search(text) is None and "(cid:" not in text:
        return False
    broken = len(_BROKEN.findall(text)) + sum(map(len, _CID.findall(text)))
    return broken > 5 and broken > 0.1 * len(text)


def _cleaned(words: list[Word]) -> list[Word]:
    cleaned = (word._replace(text=clean(word.text)) for word in _composed(words))
    return [word for word in cleaned if word.text]


def _composed(words: list[Word]) -> list[Word]:
    """The words, with accents that were drawn apart (`xa`, `\u0303`) put back on their letters."""
    composed: list[Word] = []
    base = None
    for word in words:
        last = composed[-1] if composed else None
        if last is not None and abs(word.y - last.y) < 0.6 * word.size:
            if unicodedata.combining(word.text[0]) and abs(word.x0 - last.x1) < 0.7 * word.size:
                base = last.x1
                composed[-1] = last._replace(text=last.text + word.text, x1=max(last.x1, word.x1))
                continue
            if base is not None and abs(word.x0 - base) < 0.1 * word.size:
                composed[-1] = last._replace(text=last.text + word.text, x1=max(last.x1, word.x1))
                base = None
                continue
        base = None
        composed.append(word)
    return composed


# page numbers and running heads


def _without_furniture(pages: Iterator[_Page]) -> Iterator[_Page]:
    """The pages without page numbers and running heads: rows that three pages on end have in one place."""
    before: list[_Edges] = []
    waiting: list[tuple[_Page, _Edges]] = []
    for page in pages:
        _drop_page_numbers(page)
        waiting.append((page, _edges(page)))
        if len(waiting) == 3:
            first, edges = waiting.pop(0)
            _drop_running(first, edges, before, [other for _, other in waiting])
            before = [*before[-1:], edges]
            yield first
    while waiting:
        first, edges = waiting.pop(0)
        _drop_running(first, edges, before, [other for _, other in waiting])
        before = [*before[-1:], edges]
        yield first


_Edges = dict[str, float]


def _margin_rows(page: _Page) -> list[Row]:
    """The first and last row of the page where they stand in its margins."""
    if not page.rows:
        return []
    first, last = page.rows[0], page.rows[-1]
    return [
        *([first] if first.y < 0.12 * page.height else []),
        *([last] if last is not first and last.y - last.lines[0].size > 0.88 * page.height else []),
    ]


def _drop_page_numbers(page: _Page) -> None:
    for row in _margin_rows(page):
        if _PAGE_NUMBER.fullmatch(row.joined().text):
            page.rows.remove(row)


def _edges(page: _Page) -> _Edges:
    return {
        row.joined().text: row.y
        for row in _margin_rows(page)
        if row.y < 0.09 * page.height or row.y > 0.91 * page.height
    }


def _drop_running(page: _Page, edges: _Edges, before: list[_Edges], after: list[_Edges]) -> None:
    around = [*before[-2:], edges, *after]
    here = len(before[-2:])
    for text, y in edges.items():
        same = [abs(other.get(text, -99.0) - y) < 2.0 for other in around]
        run = any(
            all(same[at : at + 3]) for at in range(max(here - 2, 0), here + 1) if len(same[at : at + 3]) == 3
        )
        if run and not _NOT_FURNITURE.search(text):
            page.rows = [row for row in page.rows if row.y != y or row.joined().text != text]


# putting the pages together

_Item = Line | Columns | PdfTable
_Lines = list[tuple[int, Line]]
"""Lines with their pages."""


@dataclass(slots=True)
class _OpenColumns:
    """Two columns that the next page may go on with."""

    parts: list[tuple[_Lines, _Lines]]


class _Assembler:
    """Takes pages in order and lays out blocks; the last paragraph or table stays open for the next page."""

    def __init__(self) -> None:
        self.builder = DocumentBuilder()
        self.traces = Traces()
        self.notes: list[ReadingNote] = []
        self.with_text = self.garbled = self.damaged = self.scanned = 0
        self.encoding = "unmapped"
        self._open: list[Paragraph | PdfTable | _OpenColumns] = []
        self._frames: dict[int, Frame] = {}
        self._tables = 0
        self._beside: _Lines = []
        self._footnotes: list[_Lines] = []

    def add(self, page: _Page) -> None:
        if not self._usable(page):
            return
        self.notes += page.notes
        self._footnotes += [[(page.number, line) for line in lines] for lines in page.footnotes]
        self._beside += [(page.number, line) for line in page.beside]
        items = _reading_order(page, bool(self._open) and isinstance(self._open[-1], _OpenColumns))
        lines = [item for item in items if isinstance(item, Line)]
        size = round(page.width)
        frame = page_frame(lines, page.width, self._frames.get(size))
        self._frames[size] = frame
        for number, item in enumerate(items):
            if isinstance(item, Line):
                self._line(item, page.number, frame)
            elif isinstance(item, PdfTable):
                self._table(item, first=number == 0)
            else:
                self._columns(item, page.number, first=number == 0)
        self._flush(keep=1)

    def _usable(self, page: _Page) -> bool:
        if page.damaged:
            self.damaged += 1
            self.notes.append(ReadingNote("page_damaged", page=page.number))
            return False
        if page.encoding is not None:
            self.garbled += 1
            self.encoding = page.encoding
            self.notes.append(ReadingNote("page_garbled", page=page.number))
            return False
        if (page.letters < _FEW_LETTERS and page.picture > 0.4) or (
            page.letters < _STAMP and page.picture > 0.8
        ):
            self.scanned += 1
            self.notes.append(ReadingNote("page_without_text", page=page.number))
        elif page.letters:
            self.with_text += 1
        return True

    def finish(self) -> None:
        self._flush(keep=0)
        behind = [Paragraph(lines, Frame(0.0, 0.0, 0.0), closed=True) for lines in self._footnotes]
        for paragraph in (*behind, *narrow_paragraphs(self._beside)):
            self._emit(paragraph, None)

    def _line(self, line: Line, page: int, frame: Frame) -> None:
        last = self._open[-1] if self._open else None
        if isinstance(last, Paragraph) and continues(last, line, page, frame):
            last.lines.append((page, line))
            last.frame = frame
        else:
            self._open.append(Paragraph([(page, line)], frame, frame.centred(line)))

    def _table(self, table: PdfTable, *, first: bool) -> None:
        last = self._open[-1] if self._open else None
        if first and isinstance(last, PdfTable) and same_columns(last, table):
            append_table(last, table)
        else:
            self._open.append(table)

    def _columns(self, columns: Columns, page: int, *, first: bool) -> None:
        """Columns at a page's top go on with those at the end of the page before (a signature block cut in two)."""
        last = self._open[-1] if self._open else None
        parts = [
            ([(page, line) for line in left], [(page, line) for line in right])
            for left, right in columns.parts
        ]
        if first and isinstance(last, _OpenColumns) and len(parts) == 1:
            last.parts[-1][0].extend(parts[0][0])
            last.parts[-1][1].extend(parts[0][1])
        else:
            self._open.append(_OpenColumns(parts))

    def _flush(self, keep: int) -> None:
        for item in self._open[: len(self._open) - keep]:
            if isinstance(item, PdfTable):
                self._emit_table(item)
            elif isinstance(item, _OpenColumns):
                for column in (column for part in item.parts for column in part):
                    for paragraph in narrow_paragraphs(column):
                        self._emit(paragraph, None)
            else:
                self._emit(item, None)
        del self._open[: len(self._open) - keep]

    def _emit(self, paragraph: Paragraph, cell: CellRef | None) -> None:
        text, trace = paragraph.text_and_trace()
        block = self.builder.add(text, page=paragraph.page, cell=cell)
        self.traces.add(block.start, trace)

    def _emit_table(self, table: PdfTable) -> None:
        number = self._tables
        self._tables += 1
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            ref = CellRef(number, cell.row, cell.column, cell.row_span, cell.column_span)
            for paragraph in cell.paragraphs:
                self._emit(paragraph, ref)


def _reading_order(page: _Page, in_columns: bool = False) -> list[_Item]:
    """Tables and the text between them from top to bottom."""
    items: list[_Item] = []
    rows = page.rows
    for table in page.tables:
        above = [row for row in rows if row.y <= table.top + 0.5 * row.lines[0].size]
        rows = rows[len(above) :]
        items += lay_out(above, in_columns)
        items.append(table)
        in_columns = False
    items += lay_out(rows, in_columns)
    return items
