"""Lays a document out as a PDF that looks as its DOCX does, with an embedded subset of a Times-like face."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from corpora.source import Annex, Cell, Paragraph, Run, Source, Table, header_lines

FONTS = Path(__file__).parent / "fonts"
_FACES = {
    "Regular": "Tinos",
    "Bold": "Tinos-Bold",
    "Italic": "Tinos-Italic",
    "BoldItalic": "Tinos-BoldItalic",
}
_MM = 72 / 25.4
_A4 = (210 * _MM, 297 * _MM)
_LEFT, _RIGHT, _TOP, _BOTTOM = 30 * _MM, 15 * _MM, 20 * _MM, 20 * _MM
_INDENT = 12.7 * _MM


def build_pdf(source: Source) -> bytes:
    """The bytes of the PDF; the same source gives the same bytes."""
    from reportlab.platypus import BaseDocTemplate, Spacer

    _register_fonts()
    _break_numbers()
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=_A4,
        invariant=1,
        title=source.title,
        author="Văn thư",
        lang="vi-VN",
    )
    document.addPageTemplates([_template("upright", _A4), _template("turned", _A4[::-1])])
    size = float(source.meta.get("font", 14))
    story: list[Any] = _header(source)
    for line in source.heading:
        story.append(_flow((Run(line, bold=True),), size, alignment=1))
    story.append(Spacer(1, 12))
    width = _A4[0] - _LEFT - _RIGHT
    for item in source.items:
        if isinstance(item, Paragraph):
            story.append(_paragraph(item, size))
        elif isinstance(item, Table):
            story.append(_table(item, width, min(size, 12)))
        elif isinstance(item, Annex):
            page = _A4[::-1] if item.landscape else _A4
            width = page[0] - _LEFT - _RIGHT
            story += _turn("turned" if item.landscape else "upright")
        else:
            story.append(_signature(source))
    document.build(story)
    return buffer.getvalue()


def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for file, name in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"Tinos-{file}.ttf")))
    pdfmetrics.registerFontFamily("Tinos", "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic")


def _break_numbers() -> None:
    """Let lines break after the hyphen of a document's number, as Word does (the library does so in plain words alone)."""
    from reportlab.platypus import paragraph

    paragraph._hy_shy_letters_pat = re.compile(r"[\w/&-]+$")


def _template(name: str, page: tuple[float, float]) -> Any:
    from reportlab.platypus import Frame, PageTemplate

    frame = Frame(
        _LEFT,
        _BOTTOM,
        page[0] - _LEFT - _RIGHT,
        page[1] - _TOP - _BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(name, [frame], onPage=_page_number, pagesize=page)


def _page_number(canvas: Any, document: Any) -> None:
    """At the top, in the middle, from the second page on (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    if document.page > 1:
        canvas.setFont("Tinos", 13)
        canvas.drawCentredString(canvas._pagesize[0] / 2, canvas._pagesize[1] - 13 * _MM, str(document.page))


def _turn(template: str) -> list[Any]:
    from reportlab.platypus import NextPageTemplate, PageBreak

    return [NextPageTemplate(template), PageBreak()]


def _markup(runs: tuple[Run, ...]) -> str:
    from xml.sax.saxutils import escape

    parts = []
    for run in runs:
        words = re.sub("  +", lambda blanks: "\u00a0" * len(blanks.group()), escape(run.text))
        if run.bold:
            words = f"<b>{words}</b>"
        parts.append(f"<i>{words}</i>" if run.italic else words)
    return "".join(parts)


def _flow(runs: tuple[Run, ...], size: float, **style: Any) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flow

    settings = {
        "fontName": "Tinos",
        "fontSize": size,
        "leading": size * 1.2,
        "embeddedHyphenation": 1,
        **style,
    }
    return Flow(_markup(runs), ParagraphStyle("plan", **settings))


def _paragraph(item: Paragraph, size: float) -> Any:
    face = item.runs[0] if item.runs else Run("")
    label = (Run(f"{item.label} ", face.bold, face.italic),) if item.label else ()
    if item.centred:
        return _flow(item.runs, size, alignment=1, spaceAfter=6 if face.italic else 0)
    return _flow(
        (*label, *item.runs),
        size,
        alignment=4,
        firstLineIndent=_INDENT,
        spaceAfter=6,
        keepWithNext=1 if item.level else 0,
    )


def _columns(cells: list[list[Any]], widths: tuple[float, ...]) -> Any:
    from reportlab.platypus import Table as Grid

    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2)]
    style += [("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    return Grid(cells, colWidths=[width * _MM for width in widths], style=style)


def _header(source: Source) -> list[Any]:
    from reportlab.platypus import Spacer

    agency, nation, number, place_date = header_lines(source)
    if not agency:
        return []
    parents = len(agency) - int(source.meta.get("agency_bold", len(agency)))
    left = [_flow((Run(line, place >= parents),), 12, alignment=1) for place, line in enumerate(agency)]
    right = [_flow((Run(nation[0], True),), 12, alignment=1)]
    for line in nation[1:]:  # a document of the Party has no motto
        motto = _flow((Run(line, True),), 13, alignment=1)
        right.append(_underlined(motto, line))
    date = _flow((Run(place_date, italic=True),), 13, alignment=1)
    below = [_flow((Run(number),), 13, alignment=1)]
    below += [_flow((Run(line),), 12, alignment=1) for line in source.about]
    rows = [[left, right], [below, date]]
    return [_columns(rows, (66, 99)), Spacer(1, 8)]


def _underlined(flow: Any, text: str) -> Any:
    from reportlab.platypus import Paragraph as Flow

    return Flow(f"<u><b>{text}</b></u>", flow.style)


def _signature(source: Source) -> Any:
    from reportlab.platypus import KeepTogether, Spacer

    left: list[Any] = []
    if source.recipients:
        left.append(_flow((Run("Nơi nhận:", True, True),), 12))
        left += [_flow((Run(line),), 11) for line in source.recipients]
    first = _signed(source.signature, source.signer)
    if source.cosign:
        rows = [[first, _signed(*source.cosign)], [left, []]]
        return KeepTogether([Spacer(1, 6), _columns(rows, (82, 83))])
    return KeepTogether([Spacer(1, 6), _columns([[left, first]], (82, 83))])


def _signed(lines: list[str], name: str) -> list[Any]:
    from reportlab.platypus import Spacer

    flows = [_flow((Run(line, True),), 14, alignment=1) for line in lines]
    return [*flows, Spacer(1, 48), _flow((Run(name, True),), 14, alignment=1)]


def _table(item: Table, width: float, size: float) -> Any:
    from reportlab.platypus import Table as Grid

    total = sum(item.widths)
    grid: list[list[Any]] = [[""] * len(item.widths) for _ in range(item.rows)]
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    for cell in item.cells:
        grid[cell.row][cell.column] = [_in_cell(item, cell, words, size) for words in cell.paragraphs]
        if cell.rows > 1 or cell.columns > 1:
            corner = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
            style.append(("SPAN", (cell.column, cell.row), corner))
    return Grid(
        grid,
        colWidths=[width * part / total for part in item.widths],
        style=style,
        repeatRows=item.head,
        splitByRow=0 if item.break_rows else 1,
        splitInRow=16 if item.break_rows else 0,  # points: no slivers
    )


def _in_cell(item: Table, cell: Cell, words: Paragraph, size: float) -> Any:
    centred = cell.row < item.head or (cell.column == 0 and cell.columns == 1)
    return _flow(words.runs, size, alignment=1 if centred else 0)
