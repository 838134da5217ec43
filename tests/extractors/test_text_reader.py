"""The text reader: decoding, paragraphs, tables, furniture, and the way back to the source."""

from __future__ import annotations

import gc
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import UnreadableError
from extractors.readers.text import read_text
from models.document import Document, Span


def read(text: str | bytes) -> Document:
    return read_text(text, path="x.txt", sha256="")


def blocks(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


def grid(document: Document, index: int) -> list[list[str]]:
    table = document.tables[index]
    return [[document.cell_text(cell) if cell else "-" for cell in row] for row in table.grid()]


def seed(shared: Path, number: int) -> Document:
    (path,) = (shared / "seeds").glob(f"00{number}_*")
    return read(path.read_bytes())


def real(shared: Path, name: str) -> Document:
    return read((shared / "real" / f"{name}.txt").read_bytes())


# --- decoding ----------------------------------------------------------------------------------------

WORDS = "KẾ HOẠCH\nSố: 12/KH-UBND, ngày 05/02/2025"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    assert blocks(read(WORDS.encode(encoding))) == WORDS.split("\n")


def test_windows_1258() -> None:
    spread = "".join(
        unicodedata.normalize("NFD", char)
        if unicodedata.normalize("NFD", char)[-1] in "\u0300\u0301\u0303\u0309\u0323"
        else char
        for char in WORDS
    )
    spread = re.sub("[âêôăơưÂÊÔĂƠƯ]?", lambda match: match.group(), spread)
    composed = re.sub(
        "([aeouAEOU][\u0302\u0306\u031b])", lambda match: unicodedata.normalize("NFC", match.group()), spread
    )
    assert blocks(read(composed.encode("cp1258"))) == WORDS.split("\n")


def test_a_few_broken_bytes_are_noted_not_fatal() -> None:
    data = ("Căn cứ Quyết định số 15 của Ủy ban nhân dân tỉnh; " * 20).encode()
    document = read(data + b"\xff " + data)
    assert [note.key for note in document.notes] == ["broken_characters"]
    assert document.text.count("\ufffd") == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 4,
        b"PK\x03\x04\x14\x00\x06\x00" * 9,
        bytes(range(256)) * 5,
        b"\x00" * 50,
    ],
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert caught.value.key == "not_text"
    assert set(caught.value.values) == {"position"}


def test_nothing_at_all() -> None:
    document = read(b"")
    assert document.text == "" and document.blocks == ()
    assert document.source_offsets is not None and document.source_offsets(Span(0, 0)) == (0, 0)


# --- paragraphs --------------------------------------------------------------------------------------

UNWRAPPED = [
    ("a paragraph a line", "1. Mục đích\nXác định chỉ số.\n- Một;\n- Hai.", ["1. Mục đích", "Xác định chỉ số.", "- Một;", "- Hai."]),
    ("Markdown heads", "## **KẾ HOẠCH**\n\n### I. MỤC ĐÍCH\n\nCăn cứ", ["KẾ HOẠCH", "I. MỤC ĐÍCH", "Căn cứ"]),
    ("a meant line end inside bold", "**KT. CHỦ TỊCH  \nPHÓ CHỦ TỊCH**", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
    ("rules fall out", "UBND\n-------\nSố: 1/KH-UBND\n***\n", ["UBND", "Số: 1/KH-UBND"]),
    ("HTML paragraphs", "<p>- Một;</p><p>- Hai.</p>", ["- Một;", "- Hai."]),
    ("a number broken over lines", "theo Kế hoạch số 63/KH-\nUBND ngày", ["theo Kế hoạch số 63/KH-UBND ngày"]),
    ("a party number", "Chương trình 10-\nCTr/TU của", ["Chương trình 10-CTr/TU của"]),
    ("a symbol on its own line", "Số: 15/KH\n-UBND", ["Số: 15/KH-UBND"]),
    ("bullets with a star", "* *Lưu ý:* một\n* hai", ["* Lưu ý: một", "* hai"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in UNWRAPPED], ids=[case[0] for case in UNWRAPPED]
)
def test_unwrapped(text: str, expected: list[str]) -> None:
    assert blocks(read(text)) == expected


PDF_TEXT = """ỦY BAN NHÂN DÂN
XÃ BÌNH AN

Số:      /KH-UBND

KẾ HOẠCH
Triển khai xác định Chỉ số cải cách hành chính năm 2024

trên địa bàn xã Bình An

Căn cứ Quyết định số 21/QĐ-UBND ngày 03 tháng 02 năm 2023 của Chủ tịch Ủy
ban nhân dân tỉnh về đánh giá cải cách hành chính; Kế hoạch số 63/KH-
UBND của huyện;

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích

- Nâng cao nhận thức và trách nhiệm của các cấp, các ngành và người dân,

tổ chức đối với cải cách hành chính.
2. Sở Nội vụ
Tổ chức đánh giá, chấm điểm, xác định chỉ số và nhập phần mềm kết quả thực

hiện nhiệm vụ. Báo cáo trước ngày 10/01/2025.
- Thời gian: tháng 12 năm 2024.
Cơ quan chủ trì: Văn phòng - thống kê
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn An
"""

PDF_BLOCKS = [
    "ỦY BAN NHÂN DÂN",
    "XÃ BÌNH AN",
    "Số: /KH-UBND",
    "KẾ HOẠCH",
    "Triển khai xác định Chỉ số cải cách hành chính năm 2024 trên địa bàn xã Bình An",
    "Căn cứ Quyết định số 21/QĐ-UBND ngày 03 tháng 02 năm 2023 của Chủ tịch Ủy ban nhân dân tỉnh về đánh giá "
    "cải cách hành chính; Kế hoạch số 63/KH-UBND của huyện;",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Nâng cao nhận thức và trách nhiệm của các cấp, các ngành và người dân, tổ chức đối với cải cách hành chính.",
    "2. Sở Nội vụ",
    "Tổ chức đánh giá, chấm điểm, xác định chỉ số và nhập phần mềm kết quả thực hiện nhiệm vụ. Báo cáo trước "
    "ngày 10/01/2025.",
    "- Thời gian: tháng 12 năm 2024.",
    "Cơ quan chủ trì: Văn phòng - thống kê",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Nguyễn Văn An",
]


def test_wrapped_without_a_sign_between_paragraphs() -> None:
    assert blocks(read(PDF_TEXT)) == PDF_BLOCKS


def test_columns_side_by_side_are_set_apart() -> None:
    text = (
        "UBND TỈNH BÌNH AN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "   SỞ NỘI VỤ\t\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số:       /KH-SNV           Bình An, ngày     tháng 11 năm 2024\n\n"
        "Nơi nhận:                    KT. GIÁM ĐỐC\n"
        "- Như trên;                  PHÓ GIÁM ĐỐC\n"
        "- Lưu: VT.                   Trần Thị B\n"
    )
    assert blocks(read(text)) == [
        "UBND TỈNH BÌNH AN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /KH-SNV",
        "Bình An, ngày tháng 11 năm 2024",
        "Nơi nhận:",
        "KT. GIÁM ĐỐC",
        "- Như trên;",
        "PHÓ GIÁM ĐỐC",
        "- Lưu: VT.",
        "Trần Thị B",
    ]


WEB_TEXT = """**III.
NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU ***(chi tiết tại Phụ lục)*

**1. Sở
Khoa học và Công nghệ**

- Chủ trì, phối hợp với các
sở, ngành liên quan triển khai kế hoạch phát triển kinh tế
- xã hội của tỉnh *(năm 2030) *theo quy định tại
Điều 1 Quyết định này.

**Điều 2.
Hiệu lực**

Quyết định này có hiệu lực
thi hành kể từ ngày ký./.
"""


def test_website_paragraphs_between_blank_lines() -> None:
    document = read(WEB_TEXT)
    assert blocks(document) == [
        "III. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU (chi tiết tại Phụ lục)",
        "1. Sở Khoa học và Công nghệ",
        "- Chủ trì, phối hợp với các sở, ngành liên quan triển khai kế hoạch phát triển kinh tế - xã hội của tỉnh "
        "(năm 2030) theo quy định tại Điều 1 Quyết định này.",
        "Điều 2. Hiệu lực",
        "Quyết định này có hiệu lực thi hành kể từ ngày ký./.",
    ]
    assert [block.bold for block in document.blocks] == [False, True, False, True, False]


def test_paths_are_source_lines() -> None:
    assert [block.path for block in read("một\r\n\r\nhai\rba\n").blocks] == ["line 1", "line 3", "line 4"]


# --- tables ------------------------------------------------------------------------------------------


def test_tabs_make_one_table_over_blank_lines() -> None:
    text = "PHỤ LỤC\n\nStt\tNội dung\tThời gian\nI\tChấm điểm\t\n\tA<br>B\tQuý I\n\nStt\tNội dung\tThời gian\n2\tC\t\nHết"
    document = read(text)
    assert grid(document, 0) == [
        ["Stt", "Nội dung", "Thời gian"],
        ["I", "Chấm điểm", ""],
        ["", "A\nB", "Quý I"],
        ["Stt", "Nội dung", "Thời gian"],
        ["2", "C", ""],
    ]
    assert len(document.tables) == 1
    assert blocks(document)[0] == "PHỤ LỤC" and blocks(document)[-1] == "Hết"


def test_a_tab_after_a_label_is_no_table() -> None:
    assert blocks(read("1.\tMục đích\n2.\tYêu cầu\n3.\tNội dung")) == [
        "1. Mục đích",
        "2. Yêu cầu",
        "3. Nội dung",
    ]


def test_markdown_pipes() -> None:
    document = read("| TT | **Việc** |\n|---|:--:|\n| 1 | a \\| b |\n| 2 | |\n\nSau")
    assert grid(document, 0) == [["TT", "Việc"], ["1", "a | b"], ["2", ""]]
    assert document.blocks[2].path == "line 3"
    assert blocks(document)[-1] == "Sau"


def bordered(*rows: list[str]) -> str:
    return "\n".join(
        "|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in row).rstrip("\n") for row in rows
    )


def test_borders_with_empty_cells_and_section_rows() -> None:
    text = "PHỤ LỤC\n\n" + bordered(
        ["STT", "Nội dung", "Chủ trì", "Thời gian"],
        ["**I**", "**NHÓM\nCHUNG**"],
        ["1", "Lập kế\nhoạch", "Sở Nội vụ", ""],
        ["2", "Báo cáo", "", "Quý I"],
        ["3", "Họp", "Sở Tài chính", "Quý II"],
        ["", "Tổng cộng", "", "4"],
    )
    document = read(text + "\n\nHết\n\ndòng\nsau\n")
    assert grid(document, 0) == [
        ["STT", "Nội dung", "Chủ trì", "Thời gian"],
        ["I", "NHÓM CHUNG", "NHÓM CHUNG", "NHÓM CHUNG"],
        ["1", "Lập kế hoạch", "Sở Nội vụ", ""],
        ["2", "Báo cáo", "", "Quý I"],
        ["3", "Họp", "Sở Tài chính", "Quý II"],
        ["", "Tổng cộng", "", "4"],
    ]


def test_cells_merged_downwards_and_heads_of_two_rows() -> None:
    text = "A\n\n" + bordered(
        ["TT", "Nội dung", "Kinh phí", "Thời gian"],
        ["Năm 2024", "Năm 2025"],
        ["1", "Điều tra xã hội học", "100", "200", "Quý I"],
        ["2", "Tập huấn nghiệp vụ", "300", "400"],
        ["3", "Thẩm định kết quả", "500", "600", "Quý II"],
    )
    document = read(text + "\n\nB\n")
    assert grid(document, 0) == [
        ["TT", "Nội dung", "Kinh phí", "Kinh phí", "Thời gian"],
        ["TT", "Nội dung", "Năm 2024", "Năm 2025", "Thời gian"],
        ["1", "Điều tra xã hội học", "100", "200", "Quý I"],
        ["2", "Tập huấn nghiệp vụ", "300", "400", "Quý I"],
        ["3", "Thẩm định kết quả", "500", "600", "Quý II"],
    ]


HEADER = bordered(
    ["**ỦY BAN NHÂN\nDÂN**\n**TỈNH BÌNH AN**\n-------", "**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n----"],
    ["Số: 12/KH-UBND", "*Bình An, ngày\n05 tháng 02 năm 2025*"],
)  # fmt: skip
SIGNATURE = bordered(
    ["*Nơi nhận:*\n- Sở Nội vụ;\n- Các phòng: TH, KT,\nNC;\n- Lưu: VT.", "**TM. ỦY BAN\nNHÂN DÂN**\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn B"],
)  # fmt: skip


def test_layout_tables_keep_lines_of_a_cell_apart() -> None:
    document = read(f"{HEADER}\n\n**KẾ HOẠCH**\n\nvề việc\nnày\n\n{SIGNATURE}\n")
    assert grid(document, 0) == [
        ["ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        ["Số: 12/KH-UBND", "Bình An, ngày 05 tháng 02 năm 2025"],
    ]
    assert grid(document, 1) == [
        [
            "Nơi nhận:\n- Sở Nội vụ;\n- Các phòng: TH, KT, NC;\n- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn B",
        ]
    ]


def test_text_between_tables_on_a_page_without_blank_lines() -> None:
    body = "**KẾ HOẠCH**\n1. Sở Nội vụ\nchủ trì, phối hợp với các\nsở.\n2. Sở Tài chính\ncấp kinh phí."
    annex = "**PHỤ LỤC**\n*(Kèm theo Kế hoạch số 12/KH-UBND)*"
    rows = bordered(["STT", "Việc"], ["1", "Họp"], ["2", "Báo cáo"])
    document = read("\n".join([HEADER, body, SIGNATURE, annex, rows]))
    outside = [document.block_text(block) for block in document.blocks if block.cell is None]
    assert outside == [
        "KẾ HOẠCH",
        "1. Sở Nội vụ chủ trì, phối hợp với các sở.",
        "2. Sở Tài chính cấp kinh phí.",
        "PHỤ LỤC",
        "(Kèm theo Kế hoạch số 12/KH-UBND)",
    ]
    assert grid(document, 2) == [["STT", "Việc"], ["1", "Họp"], ["2", "Báo cáo"]]


# --- furniture ---------------------------------------------------------------------------------------

MENU = (
    "Trang chủ\nGiới thiệu\nĐăng nhập\n**Số hiệu:**\n|\n12/KH-UBND\n|\n|\n**Loại văn bản:**\n|\nKế hoạch\n|\n"
)
TAIL = "Kế hoạch 12/KH-UBND năm 2025 về việc triển khai xác định chỉ số cải cách hành chính\n## Văn bản liên quan\nBan hành:\n01/01/2025\nTệp đính kèm\nBản quyền thuộc về cổng\n"


def test_furniture_stays_out() -> None:
    plain = f"{HEADER}\n**KẾ HOẠCH**\nVề việc này\nCăn cứ Luật;\n{SIGNATURE}\n"
    assert blocks(read(MENU + plain + TAIL)) == blocks(read(plain))


def test_furniture_above_a_plan_without_a_national_name() -> None:
    document = read("Trang chủ\nLiên hệ\n\nUBND TỈNH X\nSố: 5/KH-UBND\n\nKẾ HOẠCH\nVề việc")
    assert blocks(document) == ["UBND TỈNH X", "Số: 5/KH-UBND", "KẾ HOẠCH", "Về việc"]


@pytest.mark.parametrize(
    "text",
    [
        "KẾ HOẠCH\nVăn bản liên quan\nNội dung còn lại của kế hoạch",
        "Người ký: Ủy ban nhân dân\nỦY BAN NHÂN DÂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Lĩnh vực: nội vụ\nKẾ HOẠCH\nTình trạng: còn hiệu lực",
    ],
)
def test_one_sign_is_not_enough(text: str) -> None:
    assert blocks(read(text)) == text.split("\n")


# --- laws --------------------------------------------------------------------------------------------


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())


LINES = st.lists(
    st.sampled_from(
        ["", "I. MỤC ĐÍCH", "1. Sở Nội vụ", "a) Chủ trì", "- Thời gian: quý I;", "của Ủy ban nhân dân tỉnh", "**TM. UBND",
         "PHÓ CHỦ TỊCH**", "Số: 12/KH-", "UBND ngày 3/2", "|", "| a | b |", "x\ty\tz", "*nghiêng", "năm 2024.*", "* sao", "## Đầu đề", "> trích", "---"]
    ),
    max_size=25,
)  # fmt: skip


@given(LINES)
def test_reading_never_changes_words(lines: list[str]) -> None:
    source = "\n".join(lines)
    document = read(source)
    assert letters(document.text) == letters(source)
    assert unicodedata.is_normalized("NFC", document.text)


@given(LINES)
def test_blocks_index_the_text_without_gaps(lines: list[str]) -> None:
    document = read("\n".join(lines))
    position = 0
    for block in document.blocks:
        assert block.start == position
        position = block.end + 1
    assert not document.blocks or position == len(document.text) + 1


@given(LINES)
def test_offsets_lead_back_to_the_same_words(lines: list[str]) -> None:
    source = "\n".join(lines)
    document = read(source)
    assert document.source_offsets is not None
    for match in re.finditer(r"\w+", document.text):
        low, high = document.source_offsets(Span(*match.span()))
        assert letters(source[low:high]) == letters(match.group())


@given(LINES)
def test_habits_of_typing_change_nothing(lines: list[str]) -> None:
    source = "\n".join(lines)
    text = read(source).text
    assert read(source.replace("\n", "\r\n")).text == text
    assert read(unicodedata.normalize("NFD", source)).text == text
    assert read(source.replace(" ", "\u00a0")).text == text


@given(st.binary(max_size=300))
def test_junk_is_read_or_refused(data: bytes) -> None:
    try:
        document = read(data)
    except UnreadableError as error:
        assert error.key == "not_text"
    else:
        assert unicodedata.is_normalized("NFC", document.text)


@given(st.text(alphabet="|*#\n\r\t <>p/-_[]()aÀ1.\\&;\ufffe\ud800", max_size=120))
def test_any_text_is_read(text: str) -> None:
    document = read(text)
    assert "\ud800" not in document.text
    for table in document.tables:
        table.grid()


HOSTILE = [
    "*", "|\n", "|a\n|\n", "|\na\n", "<p ", "[", "<!--", "a\t\t\n", "1.\ta\n", "a|b\n", "1.", "- a\n", "&amp", "__a", "| a |\n",
    "Ủ\u0301", "a * ", "abc\n\n", "abc\n", "*a\n", "**a\n", "chia sẻ\n", "-", "x -", "(a\n", " ", "\\", "Số:\n", "|\nPHỤ LỤC\n|\nA\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("tail", ["", "x|"])
def test_hostile_repetition_is_linear(unit: str, tail: str) -> None:
    small, large = 1_500, 12_000

    def seconds(count: int) -> float:
        """Of this process, and without the collector, which walks all that other tests keep."""
        gc.disable()
        try:
            begin = time.process_time()
            read(unit * count + tail)
            return time.process_time() - begin
        finally:
            gc.enable()

    seconds(100)
    assert seconds(large) < 20 * seconds(small) + 0.3


# --- the shared texts --------------------------------------------------------------------------------


def test_seed_title_runs_over_a_blank_line(shared: Path) -> None:
    texts = blocks(seed(shared, 4))
    assert texts[2] == "Số: /KH -UBND"
    assert texts[7].endswith("năm 2023 trên địa bàn xã Thanh Xá")
    assert any("số 63/KH-UBND ngày 30 tháng 12 năm 2022" in text for text in texts)
    assert not [text for text in texts if text[:1].islower() and not re.match(r"[a-z]\.|http", text)]


def test_seed_table_repeats_its_head(shared: Path) -> None:
    document = seed(shared, 1)
    assert len(document.tables) == 1
    rows = grid(document, 0)
    assert (len(rows), len(rows[0])) == (46, 5)
    assert sum(row[0] == "Stt" for row in rows) == 6
    assert rows[1][0] == "I" and rows[1][2:] == ["", "", ""]
    assert rows[-1][4] == "Khi có yêu cầu của Bộ Nội vụ"


@pytest.mark.parametrize(("number", "count"), [(0, 102), (2, 95), (3, 112)])
def test_seeds_with_a_paragraph_a_line(shared: Path, number: int, count: int) -> None:
    document = seed(shared, number)
    assert len(document.blocks) == count
    assert "*" not in document.text and "#" not in document.text


REAL_TABLES = [
    ("plan-01", 2, 24, 5),
    ("plan-06", 2, 27, 6),
    ("plan-06", 4, 54, 4),
    ("plan-08", 2, 48, 8),
    ("plan-09", 2, 22, 3),
    ("plan-12", 2, 58, 6),
    ("decision-03", 2, 17, 8),
    ("decision-07", 2, 65, 4),
    ("decision-10", 2, 3, 7),
    ("decision-15", 2, 31, 6),
    ("decision-17", 2, 14, 5),
    ("circular-03", 3, 21, 3),
]


@pytest.mark.parametrize(("name", "index", "rows", "columns"), REAL_TABLES)
def test_real_tables(shared: Path, name: str, index: int, rows: int, columns: int) -> None:
    table = real(shared, name).tables[index]
    assert (table.row_count, table.column_count) == (rows, columns)


def test_real_section_rows_span(shared: Path) -> None:
    document = real(shared, "plan-01")
    rows = grid(document, 2)
    assert rows[1] == ["I"] + ["NHÓM GIẢI PHÁP VỀ CƠ CHẾ CHÍNH SÁCH"] * 4
    assert rows[3][3] == "Sở Công Thương; Ban Quản lý khu Kinh tế tỉnh Đồng Tháp"


def test_real_headers_have_two_columns(shared: Path) -> None:
    for path in sorted((shared / "real").glob("*.txt")):
        document = read(path.read_bytes())
        rows = grid(document, 0)
        assert len(rows[0]) == 2, path.name
        assert rows[0][1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", path.name
        assert rows[1][0].startswith("Số:"), path.name
        assert re.search(r"ngày \d\d tháng ?\d\d năm 2025$", rows[1][1]), path.name


def test_real_furniture_stays_out(shared: Path) -> None:
    signs = (
        "thư viện pháp luật",
        "đăng nhập",
        "\nvăn bản liên quan\n",
        "chưa cập nhật",
        "mã số thuế: 0315",
        "số công báo",
    )
    for path in sorted((shared / "real").glob("*.txt")):
        document = read(path.read_bytes())
        for sign in signs:
            assert sign not in document.folded, (path.name, sign)
        assert not re.search(r"[*|]{2}", document.text), path.name


@pytest.mark.parametrize("name", ["plan-01", "decision-05", "decision-10", "letter-08", "telegram-01"])
def test_real_texts_in_other_habits_of_typing(shared: Path, name: str) -> None:
    source = (shared / "real" / f"{name}.txt").read_text(encoding="utf-8")
    expected = read(source)
    for changed in (
        source.replace("\n", "\r\n"),
        unicodedata.normalize("NFD", source),
        source.replace(" ", "\u00a0"),
    ):
        document = read(changed)
        assert document.text == expected.text
        assert [block.cell for block in document.blocks] == [block.cell for block in expected.blocks]


def test_real_texts_lose_no_words_of_their_own(shared: Path) -> None:
    """Files without furniture keep every letter; the others everything between header and signature."""
    for path in sorted((shared / "real").glob("plan-*.txt")):
        source = path.read_text(encoding="utf-8")
        assert letters(read(source).text) == letters(source), path.name
