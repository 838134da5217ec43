"""Plain text: decoded, cleaned, laid out as paragraphs and table cells."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from extractors.clean import Clean
from extractors.errors import UnreadableError
from extractors.readers.text_furniture import document_range
from extractors.readers.text_lines import Line, read_lines, split_lines
from extractors.readers.text_paragraphs import Habit, build_paragraphs, learn_habit
from extractors.readers.text_rows import GridCell
from extractors.readers.text_tables import Body, Grid, split_tables
from models.document import CellRef, Document, DocumentBuilder, ReadingNote, Span

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 100_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass
class _SourceMap:
    """The way back: which stretch of clean text stands from where on in the document."""

    starts: list[int] = field(default_factory=list)
    pieces: list[Clean] = field(default_factory=list)

    def add(self, start: int, piece: Clean) -> None:
        self.starts.append(start)
        self.pieces.append(piece)

    def find(self, span: Span) -> tuple[int, int]:
        """Offsets of the source text that `span` of the document came from."""
        if not self.starts:
            return 0, 0
        low, _ = self._at(span.start, span.start + 1)
        if span.end <= span.start:
            return low, low
        _, high = self._at(span.end - 1, span.end)
        return low, max(low, high)

    def _at(self, start: int, end: int) -> tuple[int, int]:
        index = max(bisect_right(self.starts, start) - 1, 0)
        piece = self.pieces[index]
        size = len(piece.text)
        first = min(max(start - self.starts[index], 0), size)
        return piece.source_range(first, min(max(end - self.starts[index], first), size))


def read_text(data: bytes | str, *, path: str, sha256: str) -> Document:
    """Read plain text into a Document: one block a paragraph, table cells with their places.

    Bytes may be UTF-8 or UTF-16 (with or without mark) or, as a last resort, Windows-1258. Markdown and
    HTML marks, line wraps and a website's furniture around the document are taken off; no word changes.
    `source_offsets` gives offsets into the decoded text; paths are `line N` of the source, from 1.

    Raises UnreadableError("not_text") for bytes that are no text.
    """
    notes: list[ReadingNote] = []
    source = data if isinstance(data, str) else decode(data, notes)
    raws = split_lines(source)
    first, last = document_range(raws)
    parts = split_tables(raws[first:last])
    builder = DocumentBuilder()
    origin = _SourceMap()
    _lay_out(source, parts, builder, origin)
    return builder.build(path=path, sha256=sha256, format="text", notes=notes, source_offsets=origin.find)


def decode(data: bytes, notes: list[ReadingNote]) -> str:
    """Bytes to text. A few broken bytes are replaced and noted; what is no text raises UnreadableError."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"), notes)
    try:
        return _checked(data.decode("utf-8"), notes)
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    # accents make two or three bytes each: where nearly all of them decode, the rest is damage, not another code
    if text.count("\ufffd") * 50 <= sum(char > "\x7f" for char in text):
        return _checked(text, notes)
    sample = data[:_SAMPLE]
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[0::2].count(0))):
        if zeros * 4 > len(sample):
            return _checked(data.decode(encoding, errors="replace"), notes)
    try:
        return _checked(data.decode("cp1258"), notes)
    except UnicodeDecodeError as error:
        raise UnreadableError("not_text", position=str(error.start)) from error


def _checked(text: str, notes: list[ReadingNote]) -> str:
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    lost = text.count("\ufffd")
    if controls * 100 > len(sample) or lost * 10 > len(text):
        raise UnreadableError("not_text", position=str(_first_bad(text)))
    if lost:
        notes.append(ReadingNote("broken_characters", {"count": str(lost)}))
    return text


def _first_bad(text: str) -> int:
    found = re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]", text)
    return found.start() if found else 0


def _lay_out(source: str, parts: list[Body | Grid], builder: DocumentBuilder, origin: _SourceMap) -> None:
    bodies: list[list[Line]] = []
    tables: list[list[tuple[GridCell, list[Line]]]] = []
    for part in parts:
        if isinstance(part, Body):
            bodies.append(read_lines(source, part.lines))
        else:
            tables.append([(cell, read_lines(source, cell.content)) for cell in part.cells])
    habit = learn_habit(bodies, [lines for table in tables for _, lines in table])
    general = habit.for_cells()
    general.learn_firsts(lines for table in tables for _, lines in table)
    rest_bodies, rest_tables = iter(bodies), iter(tables)
    index = 0
    for part in parts:
        if isinstance(part, Body):
            for paragraph in build_paragraphs(next(rest_bodies), habit):
                _add(
                    builder, origin, paragraph.pieces, paragraph.glue, paragraph.number, None, paragraph.bold
                )
        else:
            _add_table(builder, origin, index, part, next(rest_tables), habit, general)
            index += 1


def _add_table(
    builder: DocumentBuilder,
    origin: _SourceMap,
    index: int,
    grid: Grid,
    cells: list[tuple[GridCell, list[Line]]],
    habit: Habit,
    general: Habit,
) -> None:
    own = habit.for_cells()
    own.learn_firsts(lines for _, lines in cells)
    number = grid.number
    for cell, lines in cells:
        ref = CellRef(index, cell.row, cell.column, cell.row_span, cell.column_span)
        if not lines:
            _add(builder, origin, [], [], number, ref, False)
        for paragraph in build_paragraphs(lines, own if own.firsts >= 3 else general):
            number = paragraph.number
            _add(builder, origin, paragraph.pieces, paragraph.glue, number, ref, paragraph.bold)


def _add(
    builder: DocumentBuilder,
    origin: _SourceMap,
    pieces: list[Clean],
    glue: list[str],
    number: int,
    cell: CellRef | None,
    bold: bool,
) -> None:
    text = "".join(before + piece.text for before, piece in zip(glue, pieces, strict=True))
    block = builder.add(text, path=f"line {number}", cell=cell, bold=bold)
    at = block.start
    for before, piece in zip(glue, pieces, strict=True):
        at += len(before)
        origin.add(at, piece)
        at += len(piece.text)
