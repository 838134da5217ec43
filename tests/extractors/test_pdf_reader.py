"""The PDF reader: pages set by hand, word by word, and what a person would read on them."""

from __future__ import annotations

import pickle
import time
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.readers import read
from extractors.readers.pdf_lines import find_rows
from extractors.readers.pdf_raw import Word
from models.document import CellRef, Document, Span
from tests.extractors.docx_builder import docx, p, table, tc
from tests.extractors.pdf_builder import PdfBuilder, text_width

LONG = (
    "Thực hiện Quyết định số 892/QĐ-BNV ngày 05/12/2024 của Bộ Nội vụ về phê duyệt Đề án xác định Chỉ số cải cách hành chính "
    "của các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương giai đoạn 2024 - 2030;"
)
OTHER = (
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch triển khai xác định Chỉ số cải cách hành chính năm 2024 của các sở, ban, ngành, "
    "Ủy ban nhân dân các huyện, thị xã, thành phố như sau"
)


def texts(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


def lines(builder: PdfBuilder) -> list[str]:
    return texts(read("a.pdf", builder.build()))


def cells(document: Document) -> list[tuple[str, CellRef]]:
    return [(document.block_text(block), block.cell) for block in document.blocks if block.cell]


# paragraphs

HABITS = [
    {"indent": 36.0, "after": 6.0},
    {"indent": 36.0, "after": 0.0},
    {"indent": 0.0, "after": 6.0},
    {"indent": 36.0, "after": 6.0, "justify": False},
    {"indent": 36.0, "after": 0.0, "justify": False},
    {"indent": 36.0, "after": 3.0, "leading": 20.0},
    {"indent": 36.0, "after": 6.0, "size": 14.0, "leading": 18.0},
]


@pytest.mark.parametrize("habit", HABITS)
def test_paragraphs_come_back_whole(habit: dict[str, float]) -> None:
    paragraphs = [
        LONG,
        OTHER + ":",
        "I. MỤC ĐÍCH",
        "- " + OTHER + ";",
        "- " + LONG,
        "a) Ngắn;",
        "b) Ngắn hơn.",
        *[LONG, OTHER + "."] * 9,
    ]
    builder = PdfBuilder().page()
    for paragraph in paragraphs:
        builder.paragraph(paragraph, **habit)  # type: ignore[arg-type]
    document = read("a.pdf", builder.build())
    assert document.pages is not None and document.pages > 1
    assert texts(document) == paragraphs


def test_centred_titles() -> None:
    title = "Triển khai xác định Chỉ số cải cách hành chính của các sở, ban, ngành; Ủy ban nhân dân các huyện, thị xã, thành phố tỉnh"
    builder = PdfBuilder().page()
    for text in ("KẾ HOẠCH", title):
        builder.paragraph(text, indent=0, after=0, middle=True)
    builder.paragraph(LONG)
    assert lines(builder) == ["KẾ HOẠCH", title, LONG]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("63/KH-", "UBND ngày", "63/KH-UBND ngày"),
        ("63/KH\ufffe", "UBND ngày", "63/KH-UBND ngày"),
        ("845/", "KH-UBND", "845/KH-UBND"),
        ("2022 -", "2030", "2022 - 2030"),
        ("năm", "2024", "năm 2024"),
    ],
)
def test_words_broken_at_a_line_end(first: str, second: str, expected: str) -> None:
    builder = PdfBuilder().page().paragraph(LONG)
    start = "xem"
    builder.put(121, builder.y, start)
    builder.put(552 - text_width(first.replace("\ufffe", "-"), 12), builder.y, first.replace("\ufffe", "-"))
    builder.put(85, builder.y + 16, second + " và văn bản khác")
    assert lines(builder)[1] == f"{start} {expected} và văn bản khác"


def test_order_of_the_content_does_not_matter() -> None:
    words = [
        (100 + 60 * number, 100 + 16 * row, f"t{row}{number}") for row in range(4) for number in range(6)
    ]
    forward, backward = PdfBuilder().page(), PdfBuilder().page()
    for builder, order in ((forward, words), (backward, words[::-1])):
        for x, y, word in order:
            builder.put(x, y, word)
    assert lines(forward) == lines(backward)


def test_letters_from_another_font() -> None:
    pieces = [("C", 100, 106), ("NG", 112, 124), ("HÒA", 127, 145), ("Ộ", 106, 112), ("XÃ", 300, 312)]
    words = [Word(x0, x1, 100.0, 12.0, text, at) for at, (text, x0, x1) in enumerate(pieces)]
    (row,) = find_rows(words)
    assert [line.text for line in row.lines] == ["CỘNG HÒA", "XÃ"]


def test_decomposed_letters_and_odd_blanks() -> None:
    builder = PdfBuilder().page().put(100, 100, "xa\u0303\u00a0ho\u0323\u0302i")
    assert lines(builder) == ["xã hội"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_pages_have_their_boxes_on_the_page_as_shown(rotate: int) -> None:
    document = read("a.pdf", PdfBuilder().page(rotate).put(100, 200, "Nghiêng").build())
    page, box = document.locate_box(Span(0, 7))  # type: ignore[misc]
    x0, top, x1, bottom = box
    centre = ((x0 + x1) / 2, (top + bottom) / 2)
    expected = {90: (842 - 196, 121), 180: (595 - 121, 842 - 196), 270: (196, 595 - 121)}[rotate]
    assert page == 1
    assert centre == pytest.approx(expected, abs=6)


# what stands on every page


def numbered(heads: str | None, *, first: int = 1) -> PdfBuilder:
    builder = PdfBuilder()
    for number in range(first, first + 4):
        builder.page()
        builder.centre(297, 40, str(number))
        if heads:
            builder.put(85, 55, heads)
        for at in range(3):
            builder.put(85, 120 + 40 * at, f"Dòng {number}.{at}.")
    return builder


def test_page_numbers_and_running_heads_are_left_out() -> None:
    expected = [f"Dòng {number}.{at}." for number in range(1, 5) for at in range(3)]
    assert lines(numbered(None)) == expected
    assert lines(numbered("Kế hoạch cải cách hành chính")) == expected


@pytest.mark.parametrize("text", ["2/5", "- 3 -", "Trang 7", "12"])
def test_forms_of_page_numbers(text: str) -> None:
    for y in (40, 815):
        builder = PdfBuilder().page().put(85, 200, "Nội dung của trang.").centre(297, y, text)
        assert lines(builder) == ["Nội dung của trang."]


def test_numbers_inside_the_page_stay() -> None:
    assert lines(PdfBuilder().page().put(85, 200, "Cộng:").put(85, 400, "12")) == ["Cộng:", "12"]


# two columns


def header(builder: PdfBuilder, gap: float = 20.0) -> PdfBuilder:
    left, right = 160.0, 160.0 + 60 + gap + 100
    builder.centre(left, 80, "ỦY BAN NHÂN DÂN", 12).centre(
        right + 40, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12
    )
    builder.centre(left, 96, "TỈNH ĐẮK NÔNG").centre(right + 40, 96, "Độc lập - Tự do - Hạnh phúc")
    builder.centre(left, 128, "Số: 845/KH-UBND").centre(
        right + 40, 130, "Đắk Nông, ngày 10 tháng 12 năm 2024"
    )
    return builder


HEADER = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH ĐẮK NÔNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 845/KH-UBND",
    "Đắk Nông, ngày 10 tháng 12 năm 2024",
]


@pytest.mark.parametrize("gap", [20.0, 8.0, 40.0])
def test_header_in_two_columns(gap: float) -> None:
    builder = header(PdfBuilder().page(), gap)
    builder.centre(318, 170, "KẾ HOẠCH")
    builder.y = 200
    builder.paragraph(LONG)
    assert lines(builder) == [*HEADER, "KẾ HOẠCH", LONG]


def test_signature_in_two_columns() -> None:
    builder = PdfBuilder().page().paragraph(LONG)
    y = builder.y + 20
    left = ["Nơi nhận:", "- Như trên;", "- Các sở, ban, ngành, đoàn thể", "cấp tỉnh;", "- Lưu: VT."]
    for number, text in enumerate(left):
        builder.put(85, y + 14 * number, text, 11)
    for number, text in enumerate(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]):
        builder.centre(430, y + 16 * number, text)
    builder.centre(430, y + 140, "Nguyễn Văn A")
    assert lines(builder) == [
        LONG, "Nơi nhận:", "- Như trên;", "- Các sở, ban, ngành, đoàn thể cấp tỉnh;", "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A",
    ]  # fmt: skip


def test_a_tab_makes_no_column() -> None:
    builder = PdfBuilder().page()
    for number, text in enumerate(["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính"]):
        builder.put(85, 100 + 20 * number, f"{number + 1}.").put(140, 100 + 20 * number, text)
    assert lines(builder) == ["1. Sở Nội vụ", "2. Sở Tư pháp", "3. Sở Tài chính"]


# tables

EDGES = [85.0, 120.0, 330.0, 552.0]


def test_merged_cells() -> None:
    rows = [["TT", "Việc", "Thời gian"], ["1", "gộp", "a"], ["2", "^", "b"], ["Cộng", None, "c"]]
    builder = PdfBuilder().page().paragraph("Trước bảng.").table(EDGES, rows).paragraph("Sau bảng.")
    document = read("a.pdf", builder.build())
    assert cells(document) == [
        ("TT", CellRef(0, 0, 0)), ("Việc", CellRef(0, 0, 1)), ("Thời gian", CellRef(0, 0, 2)),
        ("1", CellRef(0, 1, 0)), ("gộp", CellRef(0, 1, 1, 2, 1)), ("a", CellRef(0, 1, 2)),
        ("2", CellRef(0, 2, 0)), ("b", CellRef(0, 2, 2)),
        ("Cộng", CellRef(0, 3, 0, 1, 2)), ("c", CellRef(0, 3, 2)),
    ]  # fmt: skip
    assert texts(document)[0] == "Trước bảng." and texts(document)[-1] == "Sau bảng."


def test_rules_drawn_as_thin_rectangles() -> None:
    builder = PdfBuilder().page()
    for x in EDGES:
        for y in (100, 120):
            builder.bar(x, y, x + 0.5, y + 20)
    for y in (100, 120, 140):
        for x0, x1 in pairwise(EDGES):
            builder.bar(x0, y, x1, y + 0.5)
    for row in range(2):
        for column in range(3):
            builder.put(EDGES[column] + 5, 114 + 20 * row, f"{row}{column}", 10)
    document = read("a.pdf", builder.build())
    assert cells(document) == [(f"{r}{c}", CellRef(0, r, c)) for r in range(2) for c in range(3)]


def test_words_wrapped_in_cells() -> None:
    builder = PdfBuilder().page()
    builder.table(EDGES, [["TT", "Việc", "Ai"], ["1", "", ""], ["2", "", ""]], height=50)
    top = 70 + 50
    builder.put(125, top + 14, "Tổ chức tự đánh giá, chấm điểm Chỉ số cải", 10)
    builder.put(125, top + 27, "cách hành chính", 10)
    builder.put(335, top + 14, "- Sở Nội vụ;", 10)
    builder.put(335, top + 27, "- Sở Tư pháp", 10)
    document = read("a.pdf", builder.build())
    assert [text for text, cell in cells(document) if cell.row == 1] == [
        "1", "Tổ chức tự đánh giá, chấm điểm Chỉ số cải cách hành chính", "- Sở Nội vụ;", "- Sở Tư pháp",
    ]  # fmt: skip


def test_table_over_pages_is_one() -> None:
    head = ["TT", "Việc", "Thời gian"]
    first = [head, ["1", "một", "a"], ["2", "hai", "b"]]
    second = [head, ["3", "ba", "c"]]
    builder = PdfBuilder().page().table(EDGES, first, top=740).page().table(EDGES, second, top=60)
    document = read("a.pdf", builder.build())
    assert len(document.tables) == 1
    assert [(cell.row, text) for text, cell in cells(document) if cell.column == 1] == [
        (0, "Việc"), (1, "một"), (2, "hai"), (3, "Việc"), (4, "ba"),
    ]  # fmt: skip
    assert [block.page for block in document.blocks if block.cell and block.cell.column == 0] == [
        1,
        1,
        1,
        2,
        2,
    ]


def test_row_cut_by_the_page_end() -> None:
    first = [["TT", "Việc", "Thời gian"], ["1", "", "31/12/2024"]]
    builder = PdfBuilder().page().table(EDGES, first, top=760, height=18)
    builder.put(125, 790, "Tổng hợp kết quả tự đánh giá của đơn vị và", 10)
    builder.page().table(EDGES, [["", "gửi Sở Nội vụ", ""], ["2", "việc khác", "01/01/2025"]], top=60)
    document = read("a.pdf", builder.build())
    assert [(cell.row, text) for text, cell in cells(document) if cell.column == 1] == [
        (0, "Việc"), (1, "Tổng hợp kết quả tự đánh giá của đơn vị và gửi Sở Nội vụ"), (2, "việc khác"),
    ]  # fmt: skip


def test_cell_merged_over_the_page_end() -> None:
    first = [["TT", "Việc", "Ai"], ["1", "một", "Sở Nội vụ"], ["2", "hai", "^"]]
    builder = PdfBuilder().page().table(EDGES, first, top=740)
    builder.page().table(EDGES, [["3", "ba", ""], ["4", "bốn", "Sở Tư pháp"]], top=60)
    document = read("a.pdf", builder.build())
    assert [(text, cell.row, cell.row_span) for text, cell in cells(document) if cell.column == 2] == [
        ("Ai", 0, 1), ("Sở Nội vụ", 1, 3), ("Sở Tư pháp", 4, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("https://caicachhanhchinh.gov.vn/chiso", "2024", "https://caicachhanhchinh.gov.vn/chiso2024"),
        ("số 76/2025/UBTVQH1", "5 ngày 14", "số 76/2025/UBTVQH1 5 ngày 14"),
        ("76/2025/UBTVQH1", "5 ngày 14", "76/2025/UBTVQH15 ngày 14"),
        ("STT", "Tên", "STT Tên"),
        ("ST", "T", "STT"),
        ("Trưởng", "phòng", "Trưởng phòng"),
    ],
)
def test_words_cut_by_a_narrow_cell(first: str, second: str, expected: str) -> None:
    width = text_width(first, 10) + 11
    edges = [85.0, 85 + width, 552.0]
    builder = PdfBuilder().page().table(edges, [["", "a"], ["", "b"]], top=100, height=60)
    builder.put(90, 120, first, 10).put(90, 133, second, 10)
    assert lines(builder)[0] == expected


def test_signature_cut_by_the_page_end() -> None:
    builder = PdfBuilder().page().put(85, 780, "Nơi nhận:").put(380, 780, "TM. ỦY BAN NHÂN DÂN")
    builder.page().put(85, 70, "- Như trên;").put(400, 70, "CHỦ TỊCH")
    builder.put(85, 86, "- Lưu: VT.").put(390, 140, "Nguyễn Văn A")
    assert lines(builder) == [
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A",
    ]  # fmt: skip


def test_tables_with_other_columns_stay_apart() -> None:
    builder = PdfBuilder().page().table(EDGES, [["a", "b", "c"], ["d", "e", "f"]], top=740)
    builder.page().table([85.0, 200.0, 400.0], [["g", "h"], ["i", "k"]], top=60)
    assert len(read("a.pdf", builder.build()).tables) == 2


def test_underlines_and_frames_are_no_tables() -> None:
    builder = header(PdfBuilder().page()).rule(130, 100, 190, 100).rule(330, 100, 430, 100)
    builder.rule(85, 300, 552, 300).rule(85, 340, 552, 340).rule(85, 300, 85, 340).rule(552, 300, 552, 340)
    builder.put(100, 320, "Trong một khung")
    document = read("a.pdf", builder.build())
    assert document.tables == ()
    assert texts(document) == [*HEADER, "Trong một khung"]


# places


def test_boxes_are_looked_up_on_demand(tmp_path: Path) -> None:
    builder = PdfBuilder().page().paragraph(OTHER).page().put(100, 300, "Số: 845/KH-UBND ngày 10")
    file = tmp_path / "a.pdf"
    file.write_bytes(builder.build())
    for document in (read(file), read("a.pdf", file.read_bytes())):
        at = document.text.index("845/KH-UBND")
        place = document.place(Span(at, at + len("845/KH-UBND")))
        assert place.page == 2 and place.path is None and place.box is not None
        x0, top, x1, bottom = place.box
        assert x0 == pytest.approx(100 + text_width("Số: ", 12), abs=1)
        assert x1 == pytest.approx(100 + text_width("Số: 845/KH-UBND", 12), abs=4)
        assert 285 < top < bottom < 305
    kept = read(file)
    file.write_bytes(b"%PDF-1.4 changed")
    assert kept.place(Span(0, 5)).box is None and kept.place(Span(0, 5)).page == 1


def test_a_document_can_be_sent_to_another_process() -> None:
    document = pickle.loads(pickle.dumps(read("a.pdf", PdfBuilder().page().paragraph(LONG).build())))
    assert document.place(Span(0, 4)).box is not None


def test_box_of_words_on_two_lines_covers_both() -> None:
    document = read("a.pdf", PdfBuilder().page().paragraph(LONG).build())
    found = document.locate_box(Span(0, len(LONG)))  # type: ignore[misc]
    assert found is not None
    x0, top, x1, bottom = found[1]
    assert x0 == pytest.approx(85, abs=2) and x1 == pytest.approx(552, abs=6) and bottom - top > 30


@pytest.mark.parametrize("word", ["Quyết", "892/QĐ-BNV", "Trung", "2030;"])
def test_a_box_holds_its_word_and_no_more(word: str) -> None:
    document = read("a.pdf", PdfBuilder().page().paragraph(LONG).build())
    at = document.text.index(word)
    box = document.locate_box(Span(at, at + len(word)))  # type: ignore[misc]
    assert box is not None
    assert box[1][2] - box[1][0] == pytest.approx(
        text_width(word, 12), abs=6
    )  # a letter's own width is not its place's


# one page without text does not stop a file


def test_scanned_page_is_noted() -> None:
    builder = PdfBuilder().page().paragraph(LONG).page().picture(0, 0, 595, 842)
    document = read("a.pdf", builder.build())
    assert [(note.key, note.page) for note in document.notes] == [("page_without_text", 2)]
    assert texts(document) == [LONG] and document.pages == 2


# the same plan as DOCX and as PDF


def test_docx_and_pdf_of_one_plan_give_the_same() -> None:
    rows = [
        ["TT", "Nội dung công việc", "Thời gian"],
        ["1", "Tự đánh giá", "Trước 31/12"],
        ["2", "Thẩm định", "Quý I"],
    ]
    paragraphs = ["I. MỤC ĐÍCH, YÊU CẦU", LONG, OTHER, "- Ngắn gọn;", "- Rõ ràng."]
    builder = PdfBuilder().page()
    for paragraph in paragraphs:
        builder.paragraph(paragraph)
    builder.table(EDGES, rows).paragraph("Trên đây là kế hoạch./.")  # type: ignore[arg-type]
    body = "".join(p(paragraph) for paragraph in paragraphs)
    body += table(*("".join(tc(cell) for cell in row) for row in rows)) + p("Trên đây là kế hoạch./.")
    one, other = read("a.pdf", builder.build()), read("a.docx", docx(body))
    assert one.text == other.text
    assert [block.cell for block in one.blocks] == [block.cell for block in other.blocks]


def test_many_pages_are_read_quickly() -> None:
    builder = PdfBuilder().page()
    for _ in range(200):
        builder.paragraph(LONG).paragraph(OTHER)
    data = builder.build()
    read("a.pdf", data)
    started = time.process_time()
    document = read("a.pdf", data)
    assert document.pages is not None
    assert document.pages / (time.process_time() - started) > 60  # a tenth of the usual, for slow machines
