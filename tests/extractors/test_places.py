"""Places lead back: the box of any words of a PDF holds those words and no others; paths of DOCX and text do as well."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.plans import plan_paths
from extractors.readers import read
from models.document import Box, Document, Span


@dataclass(frozen=True)
class Char:
    """A character that pdfium sees on a page, and the middle of what it draws, from the page's top left."""

    text: str
    x: float
    y: float


@cache
def document_of(path: Path) -> Document:
    return read(path)


@cache
def characters(path: Path, page: int) -> list[Char]:
    with pdfium.PdfDocument(path) as pdf:
        opened = pdf[page - 1]
        height = opened.get_height()
        text = opened.get_textpage()
        found = []
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            if right > left and top > bottom:
                char = text.get_text_range(at, 1)
                found.append(Char(char, (left + right) / 2, height - (bottom + top) / 2))
        return found


def inside(path: Path, page: int, box: Box) -> str:
    x0, top, x1, bottom = box
    kept = [char.text for char in characters(path, page) if x0 <= char.x <= x1 and top <= char.y <= bottom]
    return bare("".join(kept).replace("\ufffe", "-").replace("\x02", "-"))


def bare(words: str) -> str:
    return unicodedata.normalize("NFC", "".join(words.split()))


PDFS = plan_paths(".pdf")


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_the_box_of_words_holds_them_and_no_others(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PDFS))
    document = document_of(path)
    block = data.draw(st.sampled_from(document.blocks))
    words = document.block_text(block)
    first = data.draw(st.integers(0, len(words) - 1))
    span = Span(
        block.start + first, block.start + data.draw(st.integers(first + 1, min(len(words), first + 60)))
    )
    wanted = bare(document.words(span))
    place = document.place(span)
    if not wanted:
        return
    assert place.page is not None and place.box is not None
    assert block.page is not None and block.page <= place.page
    found = inside(path, place.page, place.box)
    last = (
        document.place(Span(span.end - 1, span.end)) if words[span.end - block.start - 1].strip() else place
    )
    if last.page != place.page:
        assert found
    elif place.box[3] - place.box[1] < 16:  # on one line
        assert found == wanted
    else:
        assert all(word in found for word in {bare(word) for word in document.words(span).split()[1:-1]})


@pytest.mark.parametrize("path", PDFS, ids=[path.stem for path in PDFS])
def test_every_block_of_a_pdf_has_its_box(path: Path) -> None:
    document = document_of(path)
    for block in document.blocks[:: max(len(document.blocks) // 25, 1)]:
        place = document.place(Span(block.start, min(block.end, block.start + 12)))
        assert place.box is not None and place.page == block.page
        x0, top, x1, bottom = place.box
        assert 0 <= x0 < x1 <= 850 and 0 <= top < bottom <= 850


# paths


@pytest.mark.parametrize("path", plan_paths(".docx"), ids=[path.stem for path in plan_paths(".docx")])
def test_paths_of_docx_lead_to_the_paragraph_or_cell(path: Path) -> None:
    opened = docx.Document(str(path))
    paragraphs = [bare(paragraph.text) for paragraph in opened.paragraphs if paragraph.text.strip()]
    document = document_of(path)
    for block in document.blocks:
        words, place = bare(document.block_text(block)), document.place(block.span).path
        assert place is not None
        if found := re.fullmatch(r"paragraph (\d+)", place):
            written = paragraphs[int(found[1]) - 1]
            assert (written and words.endswith(written)) or words in written, place
        else:
            found = re.fullmatch(r"table (\d+), row (\d+), column (\d+)", place)
            assert found is not None, place
            table, row, column = (int(number) - 1 for number in found.groups())
            assert words in bare(opened.tables[table].cell(row, column).text), place


@pytest.mark.parametrize("path", plan_paths(".txt"), ids=[path.stem for path in plan_paths(".txt")])
def test_lines_of_text_lead_to_the_line(path: Path) -> None:
    written = path.read_text(encoding="utf-8").splitlines()
    document = document_of(path)
    for block in document.blocks:
        found = re.fullmatch(r"line (\d+)", document.place(block.span).path or "")
        first = document.block_text(block).split()
        if not first:
            continue
        assert found is not None
        assert bare(first[0]) in bare(written[int(found[1]) - 1])
