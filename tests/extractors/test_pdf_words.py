"""PDF words at their worst: any order of drawing, turned pages, letters in pieces, furniture inside sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import UnreadableError
from extractors.readers import read
from models.document import Document, Span
from tests.extractors.pdf_builder import PdfBuilder, text_width


def texts(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


def lines(builder: PdfBuilder) -> list[str]:
    return texts(read("a.pdf", builder.build()))


# the header, in any order

LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH ĐẮK NÔNG", "Số: 845/KH-UBND"]
RIGHT = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Đắk Nông, ngày 10 tháng 12 năm 2024",
]


def header_words() -> list[tuple[float, float, str]]:
    placed = []
    for texts_, middle in ((LEFT, 160.0), (RIGHT, 420.0)):
        for text, y in zip(texts_, (80.0, 96.0, 128.0), strict=True):
            x = middle - text_width(text, 12) / 2
            for word in text.split():
                placed.append((x, y, word))
                x += text_width(word + " ", 12)
    return placed


@settings(max_examples=25, deadline=None)
@given(st.permutations(header_words()))
def test_a_header_drawn_in_any_order(words: list[tuple[float, float, str]]) -> None:
    builder = PdfBuilder().page()
    for x, y, word in words:
        builder.put(x, y, word)
    builder.centre(318, 170, "KẾ HOẠCH")
    assert lines(builder) == [*LEFT[:2], *RIGHT[:2], LEFT[2], RIGHT[2], "KẾ HOẠCH"]


@settings(max_examples=15, deadline=None)
@given(st.permutations([*zip([80.0, 96.0, 128.0] * 2, LEFT + RIGHT, [160.0] * 3 + [420.0] * 3, strict=True)]))
def test_a_header_drawn_line_by_line(pieces: list[tuple[float, str, float]]) -> None:
    builder = PdfBuilder().page()
    for y, text, middle in pieces:
        builder.centre(middle, y, text)
    assert lines(builder) == [*LEFT[:2], *RIGHT[:2], LEFT[2], RIGHT[2]]


# letters


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("oﬀice ﬁnal ﬂow eﬃcient", "office final flow efficient"),
        ("xa\u0303 ho\u0323\u0302i", "xã hội"),
        ("cải\u00ad cách hành\u00adchính", "cải cách hànhchính"),
        ("kế\u200b hoạch\ufeff", "kế hoạch"),
        ("hai\u00a0ba", "hai ba"),
    ],
)
def test_letters(written: str, expected: str) -> None:
    assert lines(PdfBuilder().page().put(85, 100, written)) == [expected]


def test_an_accent_drawn_behind_its_letter() -> None:
    builder = PdfBuilder().page().put(85, 100, "Thủ tu").put(121, 100, "\u0323\u031b", 12)
    assert lines(builder) == ["Thủ tự"]


# pages that are turned


@pytest.mark.parametrize("rotate", [0, 90])
def test_text_along_the_long_side(rotate: int) -> None:
    builder = PdfBuilder().page(rotate)
    builder.sideways(100, 80, "Phụ lục một của Kế hoạch").sideways(100, 110, "Dòng hai của trang")
    document = read("a.pdf", builder.build())
    assert texts(document) == ["Phụ lục một của Kế hoạch", "Dòng hai của trang"]
    box = document.place(Span(0, 7)).box
    assert box is not None
    along, across = (0, 1) if rotate else (1, 0)
    if rotate:
        assert box[0] == pytest.approx(100, abs=3) and box[3] == pytest.approx(80, abs=3)
    else:  # as the page is shown, the words run up its side
        assert box[3] == pytest.approx(842 - 100, abs=3) and box[2] == pytest.approx(80, abs=3)
    assert box[along + 2] - box[along] > box[across + 2] - box[across]


def test_text_that_runs_down() -> None:
    builder = PdfBuilder().page(0)
    builder.sideways(100, 80, "Dòng một", up=False).sideways(100, 110, "Dòng hai", up=False)
    assert lines(builder) == ["Dòng một", "Dòng hai"]


def test_a_turned_table() -> None:
    builder = PdfBuilder().page(90)
    xs, ys = [100, 300, 500], [80, 110, 140]
    for x in xs:  # in the page's own space, x and y change places
        builder._pages[-1].append(f"0.5 w {ys[0]} {x} m {ys[-1]} {x} l S")
    for y in ys:
        builder._pages[-1].append(f"0.5 w {y} {xs[0]} m {y} {xs[-1]} l S")
    for row in range(2):
        for column in range(2):
            builder.sideways(xs[column] + 5, ys[row] + 18, f"ô {row}{column}", 10)
    document = read("a.pdf", builder.build())
    assert [(document.block_text(b), b.cell.row, b.cell.column) for b in document.blocks if b.cell] == [
        (f"ô {row}{column}", row, column) for row in range(2) for column in range(2)
    ]


def test_a_page_of_another_size_between() -> None:
    builder = PdfBuilder().page().put(85, 100, "Trang một.").page(90).sideways(100, 80, "Trang hai.")
    builder.page().put(85, 100, "Trang ba.")
    document = read("a.pdf", builder.build())
    assert [(document.block_text(block), block.page) for block in document.blocks] == [
        ("Trang một.", 1), ("Trang hai.", 2), ("Trang ba.", 3),
    ]  # fmt: skip


# a sentence that the page's end, its number and a running head stand in


@pytest.mark.parametrize("head", [None, "Kế hoạch xác định Chỉ số cải cách hành chính năm 2024"])
@pytest.mark.parametrize("number_at", [40.0, 815.0])
def test_a_sentence_over_pages(head: str | None, number_at: float) -> None:
    builder = PdfBuilder()
    for number in range(1, 5):
        builder.page().centre(297, number_at, str(number))
        if head:
            builder.put(85, 55, head)
        builder.put(85, 120, "giao Sở Nội vụ chủ trì;" if number > 1 else "Kế hoạch.")
        left, right = "Ủy ban nhân dân", f"tỉnh phần {number} sẽ"
        builder.put(121, 770, left).put(552 - text_width(right, 12), 770, right)
    found = lines(builder)
    for number in range(1, 4):
        assert f"Ủy ban nhân dân tỉnh phần {number} sẽ giao Sở Nội vụ chủ trì;" in found
    assert head not in found


# letters that mean nothing

TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam KÕ ho¹ch c¶i c¸ch hµnh chÝnh n¨m 2024 cña tØnh "
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Keá hoaïch caûi caùch haønh chính naêm 2024 "
CID = "(cid:12)(cid:45)(cid:7) (cid:103)(cid:3) " * 5


@pytest.mark.parametrize(
    ("written", "encoding"),
    [(TCVN3 * 3, "TCVN3"), (VNI * 3, "VNI"), (CID, "unmapped")],
    ids=["TCVN3", "VNI", "cid"],
)
def test_text_in_an_old_encoding(written: str, encoding: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read("a.pdf", PdfBuilder().page().paragraph(written).build())
    assert (caught.value.key, caught.value.values["encoding"]) == ("garbled", encoding)
    builder = PdfBuilder().page().put(85, 100, "Trang một đọc được.").page().paragraph(written)
    document = read("a.pdf", builder.page().put(85, 100, "Trang ba đọc được.").build())
    assert texts(document) == ["Trang một đọc được.", "Trang ba đọc được."]
    assert [(note.key, note.page) for note in document.notes] == [("page_garbled", 2)]
