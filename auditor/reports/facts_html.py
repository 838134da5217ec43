"""A document's text as one HTML file with its facts marked in colour by displaCy; nothing in it is loaded from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from auditor.reports.facts import Entry, Kind, fact_sections, grade_note
from auditor.texts import say
from extractors.extract import Reading
from models.document import Block, Document, Span, Table
from models.grade import Grade

if TYPE_CHECKING:
    from spacy.displacy.render import EntityRenderer

_COLOURS = {
    "header": "#dbe7ff",
    "reference": "#ffe3b8",
    "period": "#d3f2d0",
    "agency": "#eadcff",
    "sample": "#ffd6d9",
    "scoring": "#c9f0ee",
    "assignment": "#f6f0b5",
    "signer": "#e3e3e3",
}
_MARK = '<mark class="{kind}" style="background:{bg}" title="{hint}">{text}<small>{label}</small></mark>'
_STYLE = """
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:16px/1.7 system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:#1b1b1b;background:#fff}
h1{font-size:1.25rem;overflow-wrap:anywhere}
.legend{border:1px solid #ccc;border-radius:.4rem;padding:.6rem .9rem;margin-bottom:1.5rem}
.legend p{margin:.3rem 0}
.entities{line-height:1.9!important;margin:.35rem 0;overflow-wrap:anywhere}
mark{padding:.1em .25em;border-radius:.3em;color:inherit}
mark small{font-size:.68em;opacity:.75;margin-left:.4em;white-space:nowrap}
mark.unsure{border:1px dashed #555}
table{border-collapse:collapse;margin:1rem 0;width:100%}
td{border:1px solid #bbb;padding:.2rem .45rem;vertical-align:top}
@media print{.legend{break-inside:avoid}mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Mark:
    """Words to colour: of which kind of fact, and what was read from them."""

    span: Span
    kind: str
    hint: str
    grade: Grade


def facts_html(reading: Reading, language: str) -> str:
    """The page: a legend, then the text with its tables as tables.

    Of facts that overlap the outermost is marked (a citation, not the date and the agency within it); its hint
    tells the rest. A mark that runs over several paragraphs is cut at their ends.
    """
    document = reading.document
    marks = outermost(fact_marks(reading, language), len(document.text))
    page = _Page(document, marks, language)
    name = escape("-" if document.path == "-" else PurePath(document.path).name)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
        f"{_legend(marks, language)}\n{page.body()}\n</body>\n</html>\n"
    )


def fact_marks(reading: Reading, language: str) -> list[Mark]:
    """Everything that can be marked, with overlaps; facts of one place (number and symbol) share a mark."""
    from extractors.agencies import find_agencies

    shared: dict[tuple[Span, str], list[Entry]] = {}
    for section in fact_sections(reading, language):
        for entry in section.entries:
            if _is_marked(entry.kind):
                shared.setdefault((entry.span, entry.kind), []).append(entry)
    marks = []
    for (span, kind), entries in shared.items():
        grade = max(_grade(reading, entry) for entry in entries)
        hint = "\n".join(_hint(entry, _grade(reading, entry), language) for entry in entries)
        marks.append(Mark(span, kind, hint, grade))
    for span, agency in find_agencies(reading.document):
        marks.append(Mark(span, "agency", agency, _grade(reading, None)))
    for task in reading.facts.tasks:
        for names, spans in ((task.lead, task.lead_spans), (task.support, task.support_spans)):
            for agency, span in zip(names, spans, strict=False):
                marks.append(Mark(span, "agency", agency, _grade(reading, None)))
    return marks


def _is_marked(kind: Kind) -> bool:
    """Tasks and recipients are whole passages: their times and agencies are marked in them."""
    return kind in _COLOURS


def _grade(reading: Reading, entry: Entry | None) -> Grade:
    if reading.document.ocr:
        return Grade.OCR
    return entry.grade if entry is not None else Grade.EXACT


def _hint(entry: Entry, grade: Grade, language: str) -> str:
    return "\n".join([entry.words + grade_note(grade, language), *entry.details])


def outermost(marks: list[Mark], length: int) -> list[Mark]:
    """Marks that do not overlap, in text order: the longest first, of equals the one that was found first."""
    taken = bytearray(length)
    kept = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start - mark.span.end, mark.span.start)):
        start, end = mark.span.start, mark.span.end
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.span)


def _legend(marks: list[Mark], language: str) -> str:
    kinds = {mark.kind for mark in marks}
    names = " ".join(
        f'<mark class="{kind}" style="background:{colour}">{escape(say(f"mark_{kind}", language))}</mark>'
        for kind, colour in _COLOURS.items()
        if kind in kinds
    )
    lines = [f"<strong>{escape(say('legend', language))}:</strong> {names}"]
    lines.append(escape(say("legend_hint", language)))
    if any(mark.grade is not Grade.EXACT for mark in marks):
        lines.append(escape(say("legend_unsure", language)))
    return '<div class="legend">' + "".join(f"<p>{line}</p>" for line in lines) + "</div>"


class _Page:
    """Writes the blocks of a document one after the other, a table where its first cell stands."""

    def __init__(self, document: Document, marks: list[Mark], language: str) -> None:
        self.document = document
        self.language = language
        self.marks = marks
        self.at = 0
        """The first mark that does not end before the block at hand."""
        self.renderer = _renderer(language)
        self.written = [self._block(block) for block in document.blocks]

    def body(self) -> str:
        parts: list[str] = []
        done: set[int] = set()
        tables = {table.index: table for table in self.document.tables}
        for number, block in enumerate(self.document.blocks):
            if block.cell is None:
                parts.append(self.written[number])
            elif block.cell.table not in done:
                done.add(block.cell.table)
                parts.append(self._table(tables[block.cell.table]))
        return "\n".join(parts)

    def _table(self, table: Table) -> str:
        lines = ["<table>"]
        reached: dict[int, int] = {}
        """Column → the row below the merged cell that fills it."""
        cells_in_order = sorted(table.cells, key=lambda cell: (cell.ref.row, cell.ref.column))
        for row, cells in groupby(cells_in_order, key=lambda cell: cell.ref.row):
            line, column = "<tr>", 0
            for cell in cells:
                ref = cell.ref
                while column < ref.column:
                    line += "" if reached.get(column, 0) > row else "<td></td>"
                    column += 1
                inner = "".join(self.written[cell.first : cell.last])
                line += f"<td{_wide('rowspan', ref.row_span)}{_wide('colspan', ref.column_span)}>{inner}</td>"
                for covered in range(ref.column, ref.column + ref.column_span):
                    reached[covered] = row + ref.row_span
                column = ref.column + ref.column_span
            lines.append(line + "</tr>")
        return "\n".join([*lines, "</table>"])

    def _block(self, block: Block) -> str:
        """One paragraph as displaCy writes it, with the marks or pieces of marks that stand in it."""
        while self.at < len(self.marks) and self.marks[self.at].span.end <= block.start:
            self.at += 1
        spans = []
        number = self.at
        while number < len(self.marks) and self.marks[number].span.start < block.end:
            mark = self.marks[number]
            start, end = max(mark.span.start, block.start), min(mark.span.end, block.end)
            spans.append(self._ent(mark, start - block.start, end - block.start))
            number += 1
        if block.start == block.end:
            return ""
        return str(self.renderer.render_ents(self.document.block_text(block), spans, None)).strip()

    def _ent(self, mark: Mark, start: int, end: int) -> dict[str, object]:
        kind = mark.kind if mark.grade is Grade.EXACT else f"{mark.kind} unsure"
        hint = escape(mark.hint).replace("\n", "&#10;")
        label = say(f"mark_{mark.kind}", self.language)
        return {"start": start, "end": end, "label": label, "params": {"kind": kind, "hint": hint}}


def _wide(name: str, span: int) -> str:
    return f' {name}="{span}"' if span > 1 else ""


def _renderer(language: str) -> EntityRenderer:
    """displaCy's renderer in our colours. Its own page has no charset, so the page around is ours."""
    from spacy.displacy.render import EntityRenderer

    colours = {say(f"mark_{kind}", language): colour for kind, colour in _COLOURS.items()}
    return EntityRenderer(options={"colors": colours, "template": _MARK})
