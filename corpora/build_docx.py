"""Lays a document out as a DOCX the way Nghị định 30/2020/NĐ-CP (Phụ lục I) asks: page, faces, header, signature."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from corpora.source import Annex, Paragraph, Run, Source, Table, header_lines

_WHEN = datetime(2024, 1, 1)
_ALIGN = {"left": 0, "centre": 1, "right": 2, "justify": 3}
_PAGE_MM = (210, 297)
_MARGINS_MM = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}

_KINDS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    # what a label looks like, and the levels (number format, text) of the list that makes it
    (r"[IVX]+\.", "roman", (("upperRoman", "%1."),)),
    (r"\d+(?:\.\d+)?\.", "decimal", (("decimal", "%1."), ("decimal", "%1.%2."))),
    (r"[a-zđ]\)", "letter", (("lowerLetter", "%1)"),)),
    (r"-", "dash", (("bullet", "-"),)),
    (r"\+", "plus", (("bullet", "+"),)),
)


def build_docx(source: Source) -> bytes:
    """The bytes of the DOCX; the same source gives the same bytes."""
    import docx

    document = docx.Document()
    _prepare(document, source)
    numbering = _Numbering(document)
    size = float(source.meta.get("font", 14))
    _header(document, source)
    for line in source.heading:
        _centred(document.add_paragraph(), line, size, bold=True)
    document.add_paragraph()
    for item in source.items:
        if isinstance(item, Paragraph):
            _paragraph(document, item, size, numbering)
        elif isinstance(item, Table):
            _table(document, item, size)
        elif isinstance(item, Annex):
            _section(document, item.landscape)
        else:
            _signature(document, source)
    buffer = io.BytesIO()
    document.save(buffer)
    return _stable_zip(buffer.getvalue())


def docx_members(data: bytes) -> dict[str, bytes]:
    """The parts of a DOCX, unpacked: for comparing two files apart from how they were packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _stable_zip(data: bytes) -> bytes:
    members = docx_members(data)
    order = sorted(members, key=lambda name: (name != "[Content_Types].xml", name))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in order:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, members[name])
    return buffer.getvalue()


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _prepare(document: Any, source: Source) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    properties = document.core_properties
    properties.author, properties.title = "Văn thư", source.title
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = _WHEN
    properties.last_modified_by, properties.language = "Văn thư", "vi-VN"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(float(source.meta.get("font", 14)))
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), "Times New Roman")
    language = _element("w:lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA")
    style.element.get_or_add_rPr().append(language)
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in _PAGE_MM)
    for name, length in _MARGINS_MM.items():
        setattr(section, name, Mm(length))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = _ALIGN["centre"]
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            code = _element("w:instrText")
            code.text = "PAGE"
            run._r.append(code)
        else:
            run._r.append(_element("w:fldChar", fldCharType=kind))


def _section(document: Any, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    width, height = _PAGE_MM[::-1] if landscape else _PAGE_MM
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)


def _runs(paragraph: Any, runs: tuple[Run, ...], size: float) -> None:
    from docx.shared import Pt

    for run in runs:
        added = paragraph.add_run(run.text)
        added.bold, added.italic = run.bold or None, run.italic or None
        added.font.size = Pt(size)


def _centred(paragraph: Any, text: str, size: float, **face: bool) -> Any:
    paragraph.alignment = _ALIGN["centre"]
    _tight(paragraph)
    _runs(paragraph, (Run(text, **face),), size)
    return paragraph


def _tight(paragraph: Any) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)


def _paragraph(document: Any, item: Paragraph, size: float, numbering: _Numbering) -> None:
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    paragraph.alignment = _ALIGN["centre" if item.centred else "justify"]
    after = 6 if not item.centred or item.runs[0].italic else 0
    layout.space_after, layout.line_spacing = Pt(after), 1.05
    layout.space_before = Pt(0)
    if item.level:
        layout.keep_with_next = True
    if item.label:
        numbering.apply(paragraph, item.label, bold=item.level > 0)
    if not item.centred:
        layout.left_indent, layout.first_line_indent = Mm(0), Mm(12.7)
    _runs(paragraph, item.runs, size)


class _Numbering:
    """Word's automatic numbers: a list a kind of label, begun anew where the label is the first of its series."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        self._current: dict[str, int] = {}
        self._counts: dict[str, list[int]] = {}
        self._next = 1
        for number, (_, _, levels) in enumerate(_KINDS):
            self._root.append(self._abstract(number, levels))

    def _abstract(self, number: int, levels: tuple[tuple[str, str], ...]) -> Any:
        abstract = _element("w:abstractNum", abstractNumId=str(number))
        abstract.append(_element("w:multiLevelType", val="multilevel" if len(levels) > 1 else "singleLevel"))
        for depth, (form, text) in enumerate(levels):
            level = _element("w:lvl", ilvl=str(depth))
            for tag, value in (("start", "1"), ("numFmt", form), ("suff", "space"), ("lvlText", text)):
                level.append(_element(f"w:{tag}", val=value))
            level.append(_element("w:lvlJc", val="left"))
            abstract.append(level)
        return abstract

    def apply(self, paragraph: Any, label: str, *, bold: bool) -> None:
        """Number `paragraph`, the number bold or not; raises ValueError where Word would show another label than the source."""
        number = next(place for place, kind in enumerate(_KINDS) if re.fullmatch(kind[0], label))
        kind, levels = _KINDS[number][1], _KINDS[number][2]
        depth = label.count(".") - 1 if kind == "decimal" else 0
        first = label in ("I.", "1.", "a)")
        if first or kind not in self._current:
            self._begin(number, kind, len(levels))
        counts = self._counts[kind]
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (len(counts) - depth - 1)
        if levels[0][0] != "bullet" and _shown(levels, depth, counts) != label:
            raise ValueError(f"Word would show {_shown(levels, depth, counts)} for {label}")
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = depth
        numbering.get_or_add_numId().val = self._current[kind]
        if bold:  # the paragraph mark's face is the face of the number
            mark = _element("w:rPr")
            mark.append(_element("w:b"))
            paragraph._p.pPr.append(mark)

    def _begin(self, number: int, kind: str, depth: int) -> None:
        instance = _element("w:num", numId=str(self._next))
        instance.append(_element("w:abstractNumId", val=str(number)))
        override = _element("w:lvlOverride", ilvl="0")
        override.append(_element("w:startOverride", val="1"))
        instance.append(override)
        self._root.append(instance)
        self._current[kind], self._counts[kind] = self._next, [0] * depth
        self._next += 1


def _shown(levels: tuple[tuple[str, str], ...], depth: int, counts: list[int]) -> str:
    roman = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    text = levels[depth][1]
    for place, count in enumerate(counts, 1):
        form = levels[place - 1][0]
        word = (
            roman[count] if form == "upperRoman" else chr(96 + count) if form == "lowerLetter" else str(count)
        )
        text = text.replace(f"%{place}", word)
    return text


def _plain_table(document: Any, widths_mm: tuple[float, ...], rows: int) -> Any:
    """A borderless table as authors use it for the header and the signature."""
    from docx.shared import Mm

    table = document.add_table(rows, len(widths_mm))
    _set_widths(table, [Mm(width) for width in widths_mm])
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    return table


def _set_widths(table: Any, widths: list[Any]) -> None:
    """Both in the grid and in the cells: Word reads the one, other programs the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _header(document: Any, source: Source) -> None:
    from docx.shared import Pt

    agency, nation, number, place_date = header_lines(source)
    if not agency:
        return
    table = _plain_table(document, (62, 103), 2)
    parents = len(agency) - int(source.meta.get("agency_bold", len(agency)))
    for place, line in enumerate(agency):
        _centred(_line_in(table.cell(0, 0), place), line, 13, bold=place >= parents)
    _centred(_line_in(table.cell(0, 1), 0), nation[0], 13, bold=True)
    for place, line in enumerate(nation[1:], 1):  # a document of the Party has no motto
        motto = _centred(_line_in(table.cell(0, 1), place), line, 14, bold=True)
        motto.runs[0].underline = True
    for cell, line, size, italic in ((0, number, 13, False), (1, place_date, 14, True)):
        paragraph = _centred(table.cell(1, cell).paragraphs[0], line, size, italic=italic)
        paragraph.paragraph_format.space_before = Pt(6)
    for line in source.about:
        _centred(table.cell(1, 0).add_paragraph(), line, 12)
    _tight(document.add_paragraph())


def _line_in(cell: Any, place: int) -> Any:
    return cell.paragraphs[0] if place == 0 else cell.add_paragraph()


def _signature(document: Any, source: Source) -> None:
    from docx.shared import Pt

    if source.cosign:
        table = _plain_table(document, (82, 83), 2)
        for cell, (lines, name) in zip(
            table.rows[0].cells, ((source.signature, source.signer), source.cosign), strict=True
        ):
            for place, line in enumerate([*lines, "", "", "", name]):
                _centred(_line_in(cell, place), line, 14, bold=True)
        left, right = table.rows[1].cells
    else:
        table = _plain_table(document, (82, 83), 1)
        left, right = table.rows[0].cells
    if source.recipients:
        first = left.paragraphs[0]
        _tight(first)
        _runs(first, (Run("Nơi nhận:", True, True),), 12)
        for line in source.recipients:
            paragraph = left.add_paragraph()
            _tight(paragraph)
            added = paragraph.add_run(line)
            added.font.size = Pt(11)
    lines = [] if source.cosign else [*source.signature, "", "", "", source.signer]
    for place, line in enumerate(lines):
        _centred(_line_in(right, place), line, 14, bold=True)


def _table(document: Any, item: Table, size: float) -> None:
    from docx.shared import Mm, Pt

    section = document.sections[-1]
    total = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    table = document.add_table(item.rows, len(item.widths))
    table.style = "Table Grid"
    _set_widths(table, [Mm(total * width / sum(item.widths)) for width in item.widths])
    for row in table.rows[: item.head]:
        row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
    for cell in item.cells:
        place = table.cell(cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            place = place.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
        for number, words in enumerate(cell.paragraphs):
            paragraph = _line_in(place, number)
            _tight(paragraph)
            paragraph.paragraph_format.space_after = Pt(2)
            if cell.row < item.head or (cell.column == 0 and cell.columns == 1):
                paragraph.alignment = _ALIGN["centre"]
            _runs(paragraph, words.runs, min(size, 12))
