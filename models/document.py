"""What was read: one text, an index of its blocks, and the way back to page, cell or line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from models.text import fold

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the page's top left."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters `[start, end)` of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span runs backwards: {self.start}-{self.end}")

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class CellRef:
    """Which table cell a paragraph stands in: all counts from 0; a merged cell spans rows and columns."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the text: of the body, or of a table cell (then `cell` says which)."""

    start: int
    end: int
    path: str | None = None
    """`paragraph 41`, `table 1, row 7, column 3` or `line 58`; None where the format has no such place (PDF)."""
    page: int | None = None
    cell: CellRef | None = None
    bold: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as readers found it: its paragraphs are `blocks[first:last]` of the document."""

    ref: CellRef
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells in reading order. Merged cells stand once, with their spans."""

    index: int
    cells: tuple[Cell, ...]

    @property
    def row_count(self) -> int:
        return max((cell.ref.row + cell.ref.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        return max((cell.ref.column + cell.ref.column_span for cell in self.cells), default=0)

    def grid(self) -> list[list[Cell | None]]:
        """Rows of columns; a merged cell stands in every place that it covers."""
        width = self.column_count
        rows: list[list[Cell | None]] = [[None] * width for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.ref.row, cell.ref.row + cell.ref.row_span):
                for column in range(cell.ref.column, cell.ref.column + cell.ref.column_span):
                    rows[row][column] = cell
        return rows


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span is, for people and programs: page, box and path as the format allows."""

    page: int | None = None
    box: Box | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """Something a reader wants said about the file (pending tracked changes, a page without text …)."""

    key: str
    values: dict[str, str] = field(default_factory=dict)
    page: int | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """One file as one string. `text` is NFC, one paragraph a line; `blocks` index it in order, without gaps but the line ends."""

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    ocr: bool = False
    notes: tuple[ReadingNote, ...] = ()
    source_offsets: Callable[[Span], tuple[int, int]] | None = None
    """Maps a span back to offsets in the source text, where the source is text."""
    locate_box: Callable[[Span], tuple[int, Box] | None] | None = None
    """Looks up the page (from 1) and box of a span, where the source has pages. Opens the file only when called."""

    @cached_property
    def folded(self) -> str:
        """The text folded for matching; same length, same offsets (see `models.text.fold`)."""
        return fold(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order; `Table.index` equals `CellRef.table`."""
        cells: dict[int, dict[tuple[int, int], list[int]]] = {}
        refs: dict[tuple[int, int, int], CellRef] = {}
        for number, block in enumerate(self.blocks):
            if block.cell is not None:
                ref = block.cell
                cells.setdefault(ref.table, {}).setdefault((ref.row, ref.column), []).append(number)
                refs.setdefault((ref.table, ref.row, ref.column), ref)
        return tuple(
            Table(
                table,
                tuple(
                    Cell(refs[(table, *at)], numbers[0], numbers[-1] + 1) for at, numbers in places.items()
                ),
            )
            for table, places in cells.items()
        )

    def block_index(self, offset: int) -> int:
        """The number of the block that holds `offset` (a line end belongs to the block before it)."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def block_at(self, offset: int) -> Block:
        return self.blocks[self.block_index(offset)]

    def words(self, span: Span) -> str:
        """The words of the document that `span` covers, as written."""
        return self.text[span.start : span.end]

    def block_text(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def cell_span(self, cell: Cell) -> Span:
        return Span(self.blocks[cell.first].start, self.blocks[cell.last - 1].end)

    def cell_text(self, cell: Cell) -> str:
        """The cell's paragraphs, one a line."""
        return self.words(self.cell_span(cell))

    def place(self, span: Span) -> Place:
        """Page, box and path of a span; boxes are looked up now, not while reading."""
        block = self.block_at(span.start) if self.blocks else None
        path = block.path if block else None
        if self.locate_box is not None:
            found = self.locate_box(span)
            if found is not None:
                return Place(found[0], found[1], path)
        return Place(block.page if block else None, None, path)


class DocumentBuilder:
    """Puts a document together block by block, so that every reader lays text and blocks out alike."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(
        self,
        text: str,
        *,
        path: str | None = None,
        page: int | None = None,
        cell: CellRef | None = None,
        bold: bool = False,
    ) -> Block:
        """Append one paragraph; `text` must hold no line end. Returns its block, with offsets."""
        if "\n" in text:
            raise ValueError("a block is one paragraph: no line ends inside")
        if self._parts:
            self._length += 1
        block = Block(self._length, self._length + len(text), path, page, cell, bold)
        self._parts.append(text)
        self._blocks.append(block)
        self._length += len(text)
        return block

    @property
    def text(self) -> str:
        return "\n".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks)

    def build(
        self,
        *,
        path: str = "-",
        sha256: str = "",
        format: Literal["text", "docx", "doc", "pdf", "xlsx", "image"] = "text",
        pages: int | None = None,
        ocr: bool = False,
        notes: Iterable[ReadingNote] = (),
        source_offsets: Callable[[Span], tuple[int, int]] | None = None,
        locate_box: Callable[[Span], tuple[int, Box] | None] | None = None,
    ) -> Document:
        return Document(
            path,
            sha256,
            format,
            self.text,
            self.blocks,
            pages,
            ocr,
            tuple(notes),
            source_offsets,
            locate_box,
        )


def lines_document(lines: Iterable[str]) -> Document:
    """A document of plain paragraphs, one a line: for tests and examples."""
    builder = DocumentBuilder()
    for number, line in enumerate(lines, 1):
        builder.add(line, path=f"line {number}")
    return builder.build()
