"""Reads DOCX: one walk over the document part, in the order in which a person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.errors import UnreadableError
from extractors.readers.clean import clean, symbol
from extractors.readers.docx_numbering import VAL, Numbering, W, whole
from extractors.readers.docx_package import Package
from extractors.readers.docx_styles import Styles, is_on
from extractors.readers.docx_tables import TableCell, table_cells
from extractors.readers.legacy import legacy_encoding
from models.document import CellRef, Document, DocumentBuilder, ReadingNote

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_P, _R, _T, _TBL = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl"
_PPR, _RPR = f"{W}pPr", f"{W}rPr"
_BOX = f"{W}txbxContent"
_ALT_CHUNK = f"{W}altChunk"
_ALTERNATE, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        "sdt",
        "sdtContent",
        "smartTag",
        "hyperlink",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
)
_BOLD, _CAPS, _VANISH = f"{W}b", f"{W}caps", f"{W}vanish"
_TOGGLES = frozenset({_BOLD, _CAPS, _VANISH})
_PICTURES = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_LINE_ENDS = str.maketrans(dict.fromkeys("\n\f\r\v\x1c\x1d\x1e\x85\u2028\u2029", " "))
_ITEM = re.compile(r"(?:[-–—+•*]\s|\(?(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[.)]\s)")
_PUNCTUATED = re.compile(r"[.;:]\s*$")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it is gathered: pieces of text, each bold or not; text boxes to follow."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _RunLook:
    bold: bool
    caps: bool
    hidden: bool


class _Walker:
    """Walks the story of one DOCX and fills a DocumentBuilder."""

    def __init__(self, package: Package, builder: DocumentBuilder) -> None:
        self.builder = builder
        self.styles = Styles(package.styles())
        self.numbering = Numbering(package.related("numbering"), self.styles.lists())
        self.changes = 0
        self.outside = 0
        """Files of other formats that Word would only merge in when it opens this one."""
        self.notes: list[tuple[str, str]] = []
        self._paragraphs = 0
        self._tables = 0
        self._cell: tuple[CellRef, str] | None = None
        self._place: str | None = None
        self._instructions: list[bool] = []
        self._carried: _Paragraph | None = None

    # blocks

    def story(self, element: Any, place: str | None = None) -> None:
        """Walk everything below a body, cell, text box or note; `place` overrides the paths of its blocks."""
        outer = self._place
        self._place = place or outer
        self._blocks(element)
        if self._carried is not None:
            self._emit(self._carried, "", None)
            self._carried = None
        self._place = outer

    def _blocks(self, element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                self._table(child)
            elif tag in _WRAPPERS:
                self._blocks(child)
            elif tag in _INSERTED:
                self.changes += 1
                self._blocks(child)
            elif tag in _DELETED:
                self.changes += 1
            elif tag == _ALTERNATE:
                branch = _branch(child)
                if branch is not None:
                    self._blocks(branch)
            elif tag == _ALT_CHUNK:
                self.outside += 1

    def _table(self, element: Any) -> None:
        cells, changes = table_cells(element)
        self.changes += changes
        if self._cell is not None:  # a table inside a cell is that cell's text
            for cell in cells:
                self.story(cell.element)
            return
        number = self._tables
        self._tables += 1
        for cell in cells:
            self._cell = (
                _reference(number, cell),
                f"table {number + 1}, row {cell.row + 1}, column {cell.column + 1}",
            )
            self.story(cell.element)
        self._cell = None

    def _paragraph(self, element: Any) -> None:
        properties = element.find(_PPR)
        name, label, alignment, mark_deleted = None, "", None, False
        if properties is not None:
            found = properties.find(f"{W}pStyle")
            name = None if found is None else found.get(VAL)
            found = properties.find(f"{W}jc")
            alignment = None if found is None else found.get(VAL)
            mark_deleted = self._mark(properties)
        style = self.styles.get(name, paragraph=True)
        paragraph = self._carried or _Paragraph()
        self._carried = None
        base = _RunLook(bool(style.bold), bool(style.caps), bool(style.hidden))
        self._inline(element, paragraph, base)
        self._instructions.clear()  # a field that never ends must not swallow the rest of the document
        if mark_deleted:
            self._carried = paragraph
            return
        label = self._label(properties, name, style.list_id, style.list_level)
        self._emit(paragraph, label, alignment or style.alignment)

    def _mark(self, properties: Any) -> bool:
        """Whether the paragraph's mark is deleted, so that its text runs on into the next one."""
        mark = properties.find(_RPR)
        if mark is None:
            return False
        for child in mark:
            if child.tag in _DELETED:
                self.changes += 1
                return True
            if child.tag in _INSERTED:
                self.changes += 1
        return False

    def _label(self, properties: Any, style: str | None, list_id: str | None, level: int | None) -> str:
        own = None if properties is None else properties.find(f"{W}numPr")
        if own is not None:
            pointer = own.find(f"{W}numId")
            if pointer is not None:
                list_id = pointer.get(VAL)
            depth = own.find(f"{W}ilvl")
            level = level if depth is None else whole(depth, 0)
        elif list_id is not None and style is not None:
            tied = self.numbering.level_of_style(list_id, style)
            level = level if tied is None else tied
        if list_id is None or list_id == "0":
            return ""
        return self.numbering.next(list_id, level or 0)

    def _emit(self, paragraph: _Paragraph, label: str, alignment: str | None) -> None:
        bold = all(heavy for text, heavy in paragraph.pieces if text.strip())
        lines = "".join(text for text, _ in paragraph.pieces)
        splits = alignment == "center" or bold
        texts = [text for text in _split_lines(lines, splits) if text]
        if label and (texts or any(char.isalnum() for char in label)):
            texts[:1] = [clean(label + texts[0] if texts else label)]
        path = self._path() if texts else None
        if path is not None:
            cell = self._cell[0] if self._cell else None
            for text in texts:
                self.builder.add(text, path=path, cell=cell, bold=bold)
        for box in paragraph.boxes:
            if any((found.text or "").strip() for found in box.iter(_T)):
                path = path or self._path()
                self.story(box, path)

    def _path(self) -> str:
        if self._place is not None:
            return self._place
        if self._cell is not None:
            return self._cell[1]
        self._paragraphs += 1
        return f"paragraph {self._paragraphs}"

    # text inside a paragraph

    def _inline(self, element: Any, paragraph: _Paragraph, base: _RunLook) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child, paragraph, base)
            elif tag in _WRAPPERS:
                self._inline(child, paragraph, base)
            elif tag in _INSERTED:
                self.changes += 1
                self._inline(child, paragraph, base)
            elif tag in _DELETED:
                self.changes += 1
            elif tag == _ALTERNATE:
                branch = _branch(child)
                if branch is not None:
                    self._inline(branch, paragraph, base)
            elif isinstance(tag, str) and tag.startswith(_M):
                text = "".join(found.text or "" for found in child.iter(f"{_M}t"))
                paragraph.pieces.append((text.translate(_LINE_ENDS), base.bold))

    def _run(self, run: Any, paragraph: _Paragraph, base: _RunLook) -> None:
        properties = run.find(_RPR)
        look = base if properties is None else self._look(properties, base)
        self._run_content(run, paragraph, look)

    def _run_content(self, run: Any, paragraph: _Paragraph, look: _RunLook) -> None:
        add = paragraph.pieces.append
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
                if chosen := _chosen(child):
                    add((chosen, look.bold))
                continue
            if tag in _PICTURES:
                paragraph.boxes.extend(_text_boxes(child))
                continue
            if tag == _ALTERNATE:
                branch = _branch(child)
                if branch is not None:
                    self._run_content(branch, paragraph, look)
                continue
            if look.hidden or (self._instructions and any(self._instructions)):
                continue
            if tag == _T:
                text = child.text or ""
                if not text.isprintable():
                    text = text.translate(_LINE_ENDS)
                add((text.upper() if look.caps else text, look.bold))
            elif tag in _CHARACTERS:
                add((_CHARACTERS[tag], look.bold))
            elif tag == f"{W}br":
                add(("\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else "\f", look.bold))
            elif tag == f"{W}sym":
                add((_symbol(child), look.bold))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes.append((tag, child.get(f"{W}id", "")))
            elif tag in _WRAPPERS:
                self._inline(child, paragraph, look)

    def _look(self, properties: Any, base: _RunLook) -> _RunLook:
        """How a run looks: its own properties, else its character style turned on what the paragraph has."""
        bold, caps, hidden = base.bold, base.caps, base.hidden
        own: dict[str, bool] = {}
        for child in properties:
            tag = child.tag
            if tag in _TOGGLES:
                own[tag] = is_on(child)
            elif tag == f"{W}rStyle":
                style = self.styles.get(child.get(VAL))
                bold ^= bool(style.bold)  # toggles: bold twice is not bold
                caps ^= bool(style.caps)
                hidden ^= bool(style.hidden)
        return _RunLook(own.get(_BOLD, bold), own.get(_CAPS, caps), own.get(_VANISH, hidden))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._instructions.append(True)
        elif kind == "separate" and self._instructions:
            self._instructions[-1] = False
        elif kind == "end" and self._instructions:
            self._instructions.pop()


def _reference(table: int, cell: TableCell) -> CellRef:
    return CellRef(table, cell.row, cell.column, cell.row_span, cell.column_span)


def _branch(alternate: Any) -> Any:
    """The one branch of `mc:AlternateContent` that is read: the first that holds text, else the first."""
    branches = [child for child in alternate if child.tag in (_CHOICE, _FALLBACK)]
    for branch in branches:
        if next(branch.iter(_T), None) is not None:
            return branch
    return branches[0] if branches else None


def _text_boxes(element: Any) -> Iterator[Any]:
    """The text boxes below a drawing, each once, not those inside another box."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == _ALTERNATE:
            branch = _branch(child)
            if branch is not None:
                yield from _text_boxes(branch)
        elif len(child):
            yield from _text_boxes(child)


def _chosen(element: Any) -> str:
    """The entry that shows in a drop-down of an old form; it stands nowhere as a run's text."""
    entries = element.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    found = entries.find(f"{W}result")
    at = whole(entries.find(f"{W}default") if found is None else found, 0)
    texts = [entry.get(VAL, "") for entry in entries.iterfind(f"{W}listEntry")]
    return texts[at].translate(_LINE_ENDS) if 0 <= at < len(texts) else ""


def _symbol(element: Any) -> str:
    try:
        return symbol(int(element.get(f"{W}char", ""), 16))
    except ValueError:
        return ""


def _split_lines(text: str, splits: bool) -> list[str]:
    """A paragraph's text at its soft line breaks, cleaned.

    Page breaks always part it. A soft break does where it sets lines of their own: in centred or bold
    paragraphs (titles, signatures), after the end of a clause, before an item; else it is a blank.
    """
    if "\n" not in text and "\f" not in text:
        return [clean(text)]
    parts: list[str] = []
    for page in text.split("\f"):
        lines = page.split("\n")
        current = lines[0]
        for line in lines[1:]:
            following = line.lstrip()
            if splits or _PUNCTUATED.search(current[-40:]) or _ITEM.match(following):
                parts.append(clean(current))
                current = line
            else:
                current = f"{current} {line}"
        parts.append(clean(current))
    return parts


def _read_notes(package: Package, walker: _Walker, kind: str) -> None:
    """The footnotes or endnotes in the order in which the text refers to them."""
    tag = f"{W}{kind}Reference"
    wanted = list(dict.fromkeys(name for found, name in walker.notes if found == tag))
    if not wanted:
        return
    root = package.related(f"{kind}s")
    if root is None:
        return
    by_id = {element.get(f"{W}id"): element for element in root.iterfind(f"{W}{kind}")}
    for number, name in enumerate(wanted, 1):
        element = by_id.get(name)
        if element is not None:
            walker.story(element, f"{kind} {number}")


def read_docx(data: bytes, *, path: str = "-", sha256: str = "") -> Document:
    """The document in a DOCX's bytes.

    Tracked insertions are read and deletions left out (a note `tracked_changes` counts them); comments,
    headers and footers are not read; list numbers stand before their paragraphs. Blocks have the path
    `paragraph 41` (counting paragraphs with text outside tables; a text box has the path of the paragraph
    that it hangs on), `table 1, row 7, column 3`, or
    `footnote 1`. Embedded files (`w:altChunk`) are not read (a note `outside_part` counts them). Raises UnreadableError: damaged, encrypted, too_large, empty, garbled.
    """
    package = Package(data)
    root = package.part(package.main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnreadableError("damaged", format="docx")
    builder = DocumentBuilder()
    walker = _Walker(package, builder)
    walker.story(body)
    _read_notes(package, walker, "footnote")
    _read_notes(package, walker, "endnote")
    if not builder.blocks:
        pictured = any(next(body.iter(tag), None) is not None for tag in _PICTURES)
        raise UnreadableError("no_text" if pictured else "empty", format="docx")
    encoding = legacy_encoding(builder.text)
    if encoding is not None:
        raise UnreadableError("garbled", format="docx", encoding=encoding)
    notes = []
    if walker.changes:
        notes.append(ReadingNote("tracked_changes", {"count": str(walker.changes)}))
    if walker.outside:
        notes.append(ReadingNote("outside_part", {"count": str(walker.outside)}))
    return builder.build(path=path, sha256=sha256, format="docx", notes=notes)
