"""Tables that our own rules do not close: pdfplumber is asked, and only there."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.readers import pdf_fallback, read
from extractors.readers.pdf_fallback import grid_of, looks_ruled, plumber_grids
from extractors.readers.pdf_rules import Rule
from models.document import CellRef, Document
from tests.extractors.pdf_builder import PdfBuilder

XS, YS = [85.0, 185.0, 345.0, 485.0], [100.0, 124.0, 148.0, 172.0]


def dotted() -> PdfBuilder:
    """A table whose borders are rows of little squares: no dot is longer one way than the other."""
    builder = PdfBuilder().page().put(85, 80, "Trước bảng.")
    for y in YS:
        for step in range(201):
            builder.bar(XS[0] + 2 * step - 0.5, y - 0.5, XS[0] + 2 * step + 0.5, y + 0.5)
    for x in XS:
        for step in range(37):
            builder.bar(x - 0.5, YS[0] + 2 * step - 0.5, x + 0.5, YS[0] + 2 * step + 0.5)
    for row, y in enumerate(YS[1:]):
        for column, x in enumerate(XS[:-1]):
            builder.put(x + 5, y - 7, f"ô {row}{column}", 10)
    return builder.put(85, 200, "Sau bảng.")


def cells(document: Document) -> list[tuple[str, CellRef]]:
    return [(document.block_text(block), block.cell) for block in document.blocks if block.cell]


EXPECTED = [(f"ô {row}{column}", CellRef(0, row, column)) for row in range(3) for column in range(3)]


def test_dotted_borders() -> None:
    document = read("a.pdf", dotted().build())
    assert cells(document) == EXPECTED
    assert document.block_text(document.blocks[0]) == "Trước bảng."
    assert document.block_text(document.blocks[-1]) == "Sau bảng."


def shaded() -> PdfBuilder:
    """A head of two cells over a row of three: no rule between them, only the head's shading ends there."""
    builder = PdfBuilder().page().put(85, 80, "Trước bảng.").bar(85, 100, 485, 124)
    builder.rule(85, 100, 485, 100).rule(85, 148, 485, 148).rule(85, 100, 85, 148).rule(485, 100, 485, 148)
    builder.rule(285, 100, 285, 124).rule(185, 124, 185, 148).rule(385, 124, 385, 148)
    for x, text in ((85, "Nhóm một"), (285, "Nhóm hai")):
        builder.put(x + 5, 117, text, 10)
    for x, text in ((85, "a"), (185, "b"), (385, "c")):
        builder.put(x + 5, 141, text, 10)
    return builder.put(85, 200, "Sau bảng.")


def test_rows_parted_by_shading_alone() -> None:
    document = read("a.pdf", shaded().build())
    assert [text for text, cell in cells(document) if cell.row == 0] == ["Nhóm một", "Nhóm hai"]
    assert [text for text, cell in cells(document) if cell.row == 1] == ["a", "b", "c"]
    assert document.block_text(document.blocks[-1]) == "Sau bảng."


def test_it_is_needed_there_and_asked_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(pdf_fallback, "plumber_grids", lambda data, index: asked.append(index) or [])
    assert {cell.row for _, cell in cells(read("a.pdf", shaded().build()))} == {0}
    assert asked == [0]
    plain = PdfBuilder().page().put(85, 80, "Trang không có bảng.").rule(85, 90, 200, 90)
    plain.page().table(XS, [["a", "b", "c"], ["d", "e", "f"]])
    plain.page().rule(85, 300, 552, 300).rule(85, 340, 552, 340).rule(85, 300, 85, 340).rule(
        552, 300, 552, 340
    )
    read("a.pdf", plain.build())
    assert asked == [0]


@pytest.mark.parametrize("gap", [0.0, 1.0, 2.4, 3.0, 4.0])
def test_cells_with_frames_of_their_own_are_closed_by_us(gap: float) -> None:
    builder = PdfBuilder().page()
    for row in range(3):
        for column in range(3):
            x, y = 85 + column * (100 + gap), 100 + row * (24 + gap)
            for (x0, y0), (x1, y1) in pairwise(
                [(x, y), (x + 100, y), (x + 100, y + 24), (x, y + 24), (x, y)]
            ):
                builder.rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            builder.put(x + 5, y + 16, f"ô {row}{column}", 10)
    assert cells(read("a.pdf", builder.build())) == EXPECTED


@pytest.mark.parametrize(
    ("boxes", "grid"),
    [
        ([(0, 0, 50, 20), (50, 0, 99, 20), (0, 20, 50, 40), (50, 20, 99, 40)], [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]),
        ([(0, 0, 50, 20), (50, 0, 99, 20), (0, 20, 99, 40), (0, 40, 50, 60), (50, 40, 99, 60)], [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1)]),
        ([(0, 0, 50, 20), (50, 0, 99, 20), (0, 20, 99, 40)], None),  # too few
        ([(0, 0, 99, 60), (0, 0, 50, 20), (50, 0, 99, 20), (0, 20, 50, 40)], None),  # one over the others
        ([(0, 0, 50, 20), (100, 30, 150, 50), (200, 60, 250, 80), (300, 90, 350, 110)], None),  # mostly holes
    ],
)  # fmt: skip
def test_cells_make_a_lattice(boxes: list[tuple[float, ...]], grid: list[tuple[int, ...]] | None) -> None:
    found = grid_of(boxes)  # type: ignore[arg-type]
    assert (found.cells if found else None) == grid


def test_a_file_that_pdfplumber_cannot_open() -> None:
    assert plumber_grids(b"%PDF-1.4 nothing", 0) == []


def test_few_rules_are_no_table() -> None:
    assert not looks_ruled([Rule(85, y, 552, y) for y in (100.0, 200.0, 300.0, 400.0, 500.0, 600.0)])
