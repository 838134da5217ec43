"""Agencies: splitting lists of them, one key for one body, what looks like one, mentions in a document."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.knowledge import agencies
from extractors.agencies import agency_key, agency_of, find_agencies, looks_like_agency, split_agencies
from models.document import Document, Span, lines_document
from models.text import squeeze


def names(text: str) -> list[str]:
    return [name for name, _ in split_agencies(text)]


SPLITS: list[tuple[str, list[str]]] = [
    # one body, with what does not belong to it
    ("Sở Nội vụ.", ["Sở Nội vụ"]),
    ("**Sở Nội vụ**;", ["Sở Nội vụ"]),
    ("- Cơ quan chủ trì: Sở Nội vụ.", ["Sở Nội vụ"]),
    ("Bộ phận chủ trì: Văn phòng- thống kê xã", ["Văn phòng- thống kê xã"]),
    ("1. Sở Nội vụ có trách nhiệm", ["Sở Nội vụ"]),
    ("Sở Nội vụ (cơ quan thường trực)", ["Sở Nội vụ"]),
    ("Đề nghị Bưu điện tỉnh", ["Bưu điện tỉnh"]),
    ("Ủy ban nhân dân (UBND) tỉnh", ["Ủy ban nhân dân (UBND) tỉnh"]),
    ("Sở Nội vụ tổng hợp, gửi danh sách về Bộ Nội vụ", ["Sở Nội vụ"]),
    ("", []),
    (" // ", []),
    ("-", []),
    # `và`, commas and semicolons between bodies
    ("các sở, ban, ngành và UBND cấp huyện.", ["các sở, ban, ngành", "UBND cấp huyện"]),
    (
        "Sở Nội vụ và các cơ quan, đơn vị có liên quan.",
        ["Sở Nội vụ", "các cơ quan, đơn vị có liên quan"],
    ),
    (
        "Sở Công Thương; Ban Quản lý khu Kinh tế tỉnh Đồng Tháp",
        ["Sở Công Thương", "Ban Quản lý khu Kinh tế tỉnh Đồng Tháp"],
    ),
    (
        "Hội đồng thẩm định và Tổ giúp việc Hội đồng thẩm định.",
        ["Hội đồng thẩm định", "Tổ giúp việc Hội đồng thẩm định"],
    ),
    ("Thành viên Hội đồng thẩm định, Tổ giúp việc.", ["Thành viên Hội đồng thẩm định", "Tổ giúp việc"]),
    (
        "Sở Tài chính, Sở NN&PTNT, Sở VH,TT&DL và Công an tỉnh",
        ["Sở Tài chính", "Sở NN&PTNT", "Sở VH,TT&DL", "Công an tỉnh"],
    ),
    (
        "Báo Đăk Nông, Đài Phát thanh và Truyền hình tỉnh",
        ["Báo Đăk Nông", "Đài Phát thanh và Truyền hình tỉnh"],
    ),
    (
        "Hội Nông dân, Hội Phụ nữ, Đoàn Thanh niên, Hội Cựu chiến binh",
        ["Hội Nông dân", "Hội Phụ nữ", "Đoàn Thanh niên", "Hội Cựu chiến binh"],
    ),
    (
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; Hội Cựu chiến binh tỉnh; Bưu điện tỉnh và các đơn vị có liên quan",
        [
            "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
            "Hội Cựu chiến binh tỉnh",
            "Bưu điện tỉnh",
            "các đơn vị có liên quan",
        ],
    ),
    ("UBND huyện Thanh Hà, UBND huyện Bình Giang", ["UBND huyện Thanh Hà", "UBND huyện Bình Giang"]),
    ("SỞ NỘI VỤ, SỞ TÀI CHÍNH VÀ CÁC SỞ, BAN, NGÀNH", ["SỞ NỘI VỤ", "SỞ TÀI CHÍNH", "CÁC SỞ, BAN, NGÀNH"]),
    # commas and `và` inside a name
    (
        "Trung tâm Công nghệ thông tin và Truyền thông thuộc Sở Thông tin và Truyền thông.",
        ["Trung tâm Công nghệ thông tin và Truyền thông thuộc Sở Thông tin và Truyền thông"],
    ),
    (
        "Thành viên Hội đồng đánh giá, xác định chỉ số CCHC tỉnh, Tổ thư ký giúp việc Hội đồng.",
        ["Thành viên Hội đồng đánh giá, xác định chỉ số CCHC tỉnh", "Tổ thư ký giúp việc Hội đồng"],
    ),
    (
        "Văn phòng HĐND và UBND xã, Phòng Văn hóa - Xã hội, Phòng Kinh tế, Hạ tầng và Đô thị",
        ["Văn phòng HĐND và UBND xã", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị"],
    ),
    (
        "Ban Quản lý Khu kinh tế, các khu công nghiệp tỉnh; Báo và phát thanh, truyền hình Đồng Nai",
        ["Ban Quản lý Khu kinh tế, các khu công nghiệp tỉnh", "Báo và phát thanh, truyền hình Đồng Nai"],
    ),
    # a head that is said once
    (
        "Văn phòng Ủy ban nhân dân tỉnh và các Sở: Tư pháp, Thông tin và Truyền thông, Tài chính, Khoa học và Công nghệ.",
        [
            "Văn phòng Ủy ban nhân dân tỉnh",
            "Sở Tư pháp",
            "Sở Thông tin và Truyền thông",
            "Sở Tài chính",
            "Sở Khoa học và Công nghệ",
        ],
    ),
    (
        "Các Sở: Kế hoạch và Đầu tư, Tài chính, Tài nguyên và Môi trường, Văn hóa, Thể thao và Du lịch, Công Thương, "
        "Nông nghiệp và Phát triển nông thôn, Y tế, Xây dựng, Lao động - Thương binh và Xã hội:",
        [
            "Sở Kế hoạch và Đầu tư",
            "Sở Tài chính",
            "Sở Tài nguyên và Môi trường",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Sở Công Thương",
            "Sở Nông nghiệp và Phát triển nông thôn",
            "Sở Y tế",
            "Sở Xây dựng",
            "Sở Lao động - Thương binh và Xã hội",
        ],
    ),
    (
        "Các Sở: Nội vụ, Kế hoạch và Đầu tư và Văn phòng UBND tỉnh có trách nhiệm rà soát, đánh giá",
        ["Sở Nội vụ", "Sở Kế hoạch và Đầu tư", "Văn phòng UBND tỉnh"],
    ),
    ("các Sở Nội vụ, Tài chính và Tư pháp", ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
    ("Sở Nội vụ, Tài chính; Tư pháp", ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
    ("Các Bộ: Quốc phòng, Công an, Xây dựng", ["Bộ Quốc phòng", "Bộ Công an", "Bộ Xây dựng"]),
    (
        "Các Sở, ban, ngành: Nội vụ, Tài chính, Công an tỉnh",
        ["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"],
    ),
    (
        "Phòng Nội vụ, Tư pháp, Tài chính - Kế hoạch",
        ["Phòng Nội vụ", "Phòng Tư pháp", "Phòng Tài chính - Kế hoạch"],
    ),
    (
        "Công chức Văn phòng - Thống kê, Tư pháp - Hộ tịch",
        ["Công chức Văn phòng - Thống kê", "Công chức Tư pháp - Hộ tịch"],
    ),
    (
        "Giám đốc các Sở: Nội vụ, Tài chính; Chủ tịch UBND các huyện, thành phố",
        ["Giám đốc Sở Nội vụ", "Giám đốc Sở Tài chính", "Chủ tịch UBND các huyện, thành phố"],
    ),
    (
        "UBND các huyện: Thanh Hà, Bình Giang và thị xã Kinh Môn",
        ["UBND huyện Thanh Hà", "UBND huyện Bình Giang", "UBND thị xã Kinh Môn"],
    ),
    (
        "UBND các tỉnh, thành phố: Quảng Trị, Huế và Quảng Ngãi",
        ["UBND tỉnh Quảng Trị", "UBND thành phố Huế", "UBND tỉnh Quảng Ngãi"],
    ),
    ("Các Sở: Y tế, KH&CN;\n- Lưu: VT", ["Sở Y tế", "Sở KH&CN", "Lưu", "VT"]),
    # collectives stay whole
    (
        "Các sở, ban, ngành; UBND các huyện, thành phố Gia Nghĩa",
        ["Các sở, ban, ngành", "UBND các huyện, thành phố Gia Nghĩa"],
    ),
    (
        "Các huyện, thành phố: Đắk Glong, Đắk R'Lấp và Gia Nghĩa; các cơ quan, đơn vị có liên quan",
        ["Các huyện, thành phố: Đắk Glong, Đắk R'Lấp và Gia Nghĩa", "các cơ quan, đơn vị có liên quan"],
    ),
    (
        "Viện, Trường; Doanh nghiệp, Sở, ban, ngành có liên quan",
        ["Viện, Trường", "Doanh nghiệp", "Sở, ban, ngành có liên quan"],
    ),
    (
        "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ; UBND các tỉnh, thành phố trực thuộc Trung ương",
        [
            "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
            "UBND các tỉnh, thành phố trực thuộc Trung ương",
        ],
    ),
    (
        "Các cơ quan chuyên môn thuộc tỉnh và Ủy ban nhân dân các huyện, thị xã, thành phố.",
        ["Các cơ quan chuyên môn thuộc tỉnh", "Ủy ban nhân dân các huyện, thị xã, thành phố"],
    ),
    ("Các cơ quan, đơn vị, địa phương có liên quan.", ["Các cơ quan, đơn vị, địa phương có liên quan"]),
    ("Các ngành chuyên môn UBND xã.", ["Các ngành chuyên môn UBND xã"]),
    ("Chủ tịch, các Phó Chủ tịch UBND tỉnh", ["Chủ tịch, các Phó Chủ tịch UBND tỉnh"]),
    (
        "Giám đốc các sở, Thủ trưởng các ban, ngành; Chủ tịch UBND các xã, phường",
        ["Giám đốc các sở", "Thủ trưởng các ban, ngành", "Chủ tịch UBND các xã, phường"],
    ),
    ("các đơn vị: Văn phòng UBND tỉnh và Sở Y tế", ["Văn phòng UBND tỉnh", "Sở Y tế"]),
    # what the bodies do is no part of them
    (
        "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, UBND cấp huyện",
        ["Sở Nội vụ", "Sở Tài chính", "UBND cấp huyện"],
    ),
    (
        "Văn phòng UBND tỉnh, các cơ quan, tổ chức có liên quan lập và trình Chủ tịch UBND tỉnh",
        ["Văn phòng UBND tỉnh", "các cơ quan, tổ chức có liên quan"],
    ),
    (
        "Văn phòng UBND tỉnh và các Sở: Tư pháp, Tài chính: căn cứ vào chức năng, nhiệm vụ",
        ["Văn phòng UBND tỉnh", "Sở Tư pháp", "Sở Tài chính"],
    ),
    # lines: wrapped words are joined, cells of several lines are split
    ("Sở Thông tin và\nTruyền thông", ["Sở Thông tin và Truyền thông"]),
    ("- Sở Nội\nvụ\n- Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Nội vụ\nSở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    # names that nobody knows
    ("VNPT Đắk Nông, Viettel Đắk Nông", ["VNPT Đắk Nông", "Viettel Đắk Nông"]),
    ("Câu lạc bộ Hoa Mai; Nhóm Thiện nguyện", ["Câu lạc bộ Hoa Mai", "Nhóm Thiện nguyện"]),
    ("Câu lạc bộ Hoa Mai, Nhóm Thiện nguyện", ["Câu lạc bộ Hoa Mai", "Nhóm Thiện nguyện"]),
    ("lực lượng Kiểm lâm, dân quân, chủ rừng", ["lực lượng Kiểm lâm, dân quân, chủ rừng"]),
]


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_split(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_spelling_changes_nothing(text: str, expected: list[str]) -> None:
    """NBSP for blanks and old tone marks give the same agencies."""
    old = text.replace("Ủy", "Uỷ").replace("hóa", "hoá").replace(" ", "\u00a0")
    assert [agency_key(name) for name in names(old)] == [agency_key(name) for name in expected]


def test_spans_cover_the_words_as_written() -> None:
    text = "Văn phòng UBND tỉnh và các Sở: Tư pháp, Thông tin và\nTruyền thông"
    found = split_agencies(text, 100)
    assert [name for name, _ in found] == [
        "Văn phòng UBND tỉnh",
        "Sở Tư pháp",
        "Sở Thông tin và Truyền thông",
    ]
    words = [text[span.start - 100 : span.end - 100] for _, span in found]
    assert words == ["Văn phòng UBND tỉnh", "Tư pháp", "Thông tin và\nTruyền thông"]


PIECES = st.sampled_from(
    ["Sở ", "Nội vụ", "các ", "Tài chính", ", ", " và ", "; ", ": ", "UBND ", "tỉnh", "huyện ", "\n", "- ", "(", ")",
     "Thông tin và Truyền thông", "sở, ban, ngành", "có liên quan", "Hội đồng ", "thẩm định", "Đắk Nông", "chủ trì",
     "03 ", ".", "R'Lấp ", "&", "phối hợp với ", "x", "\u00a0", "Chủ tịch "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60), st.integers(0, 1000))
def test_pieces_are_in_order_and_end_in_their_words(text: str, offset: int) -> None:
    text = unicodedata.normalize("NFC", text)
    at = offset
    for name, span in split_agencies(text, offset):
        assert at <= span.start < span.end <= offset + len(text)
        words = squeeze(text[span.start - offset : span.end - offset])
        assert name.endswith(words)
        at = span.end


@given(st.lists(PIECES, max_size=20).map("".join), st.integers(0, 1000))
def test_an_offset_only_moves_the_spans(text: str, offset: int) -> None:
    moved = [(name, Span(span.start + offset, span.end + offset)) for name, span in split_agencies(text)]
    assert split_agencies(text, offset) == moved


def test_hostile_text_ends_soon() -> None:
    started = time.perf_counter()
    for unit in ("a) ", ", các ", "sở ", "- ", "(", "Chủ tịch ", "các Sở: ", "đơn vị, ", "\n", "UBND các "):
        split_agencies(unit * 2000)
    assert time.perf_counter() - started < 5


def test_splitting_needs_no_spacy(root: Path) -> None:
    script = (
        "import sys; from extractors.agencies import split_agencies, agency_key; "
        "split_agencies('Sở Nội vụ, Tài chính'); agency_key('Sở TT&TT'); print('spacy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


# --- keys


SAME = [
    ("Sở TT&TT", "Sở Thông tin và Truyền thông", "sở thông tin & truyền thông", "Sở TT và TT", "các Sở TTTT"),
    ("Sở Nội vụ", "SỞ NỘI VỤ", "Sở Nội vụ tỉnh Hải Dương", "Sở Nội vụ tỉnh"),
    ("UBND tỉnh", "Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Đắk Nông", "Ủy ban nhân dân (UBND) tỉnh"),
    ("Sở NN&PTNT", "Sở Nông nghiệp và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
    ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội", "Sở Lao động, Thương binh và Xã hội", "Sở LĐTBXH"),
    ("Sở VH,TT&DL", "Sở Văn hoá, Thể thao và Du lịch", "Sở VHTTDL"),
    ("Đài PT&TH tỉnh", "Đài Phát thanh và Truyền hình tỉnh", "Đài Phát thanh - Truyền hình tỉnh Hà Nam"),
    ("Ủy ban MTTQVN tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "UBMTTQ Việt Nam tỉnh"),
    ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND"),
    ("UBND cấp huyện", "UBND các huyện, thị xã, thành phố", "Ủy ban nhân dân các huyện, thành phố"),
    ("các cơ quan, đơn vị có liên quan", "Các cơ quan, đơn vị liên quan"),
    ("VP HĐND&UBND", "Văn phòng HĐND và UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ("UBND xã Thanh Xá", "UỶ BAN NHÂN DÂN XÃ THANH XÁ"),
    ("Hội đồng Kiến trúc (mới)", "hội đồng kiến trúc"),
]


@pytest.mark.parametrize("group", SAME)
def test_one_key_for_all_spellings(group: tuple[str, ...]) -> None:
    assert {agency_key(name) for name in group} == {agency_key(group[0])}
    assert agency_key(group[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND xã Thanh Xá", "UBND xã Thanh Hà"),
        ("UBND tỉnh", "HĐND tỉnh"),
        ("UBND tỉnh", "UBND cấp huyện"),
        ("Sở Nội vụ", "Bộ Nội vụ"),
        ("Sở Nội vụ", "Phòng Nội vụ"),
        ("Công an tỉnh", "Công an xã"),
        ("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("Văn phòng UBND tỉnh", "UBND tỉnh"),
        ("Hội đồng thẩm định", "Tổ giúp việc Hội đồng thẩm định"),
        ("Báo Hải Dương", "Báo Đắk Nông"),
    ],
)
def test_different_bodies_have_different_keys(one: str, other: str) -> None:
    assert agency_key(one) != agency_key(other)


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.name)
def test_aliases_share_the_key_of_their_name(agency: object) -> None:
    from corpora.knowledge import Agency

    assert isinstance(agency, Agency)
    wanted = agency_key(agency.name)
    assert {agency_key(alias) for alias in agency.aliases} <= {wanted}
    assert agency_key(wanted) == wanted


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        (example, agency.name)
        for agency in agencies()
        for example in agency.examples
        if " " in example  # the others are symbols and are tested with them
    ],
)
def test_examples_of_the_knowledge_base(words: str, agency: str) -> None:
    found = agency_of(words)
    assert found is not None
    assert found.name == agency


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    assert agency_key(agency_key(name)) == agency_key(name)


def test_agency_of_unknown() -> None:
    assert agency_of("UBND xã Thanh Xá") is None
    assert agency_of("Công ty Hoa Mai") is None
    assert agency_of("") is None


# --- what looks like an agency


@pytest.mark.parametrize(
    "text",
    ["Sở Nội vụ", "các đơn vị", "Các sở, ban, ngành và UBND cấp huyện có trách nhiệm", "Ban Dân tộc",
     "Công chức Tài chính - Kế toán", "Văn phòng- thống kê xã", "Thành viên Hội đồng", "UBND xã Thanh Xá",
     "Đài Phát thanh và Truyền hình tỉnh; Báo Hải Dương", "Hội Luật gia", "đơn vị trực thuộc", "VP HĐND&UBND",
     "**Sở Tài chính**", "Uỷ ban nhân dân xã"],
)  # fmt: skip
def test_looks_like_agency(text: str) -> None:
    assert looks_like_agency(text)


@pytest.mark.parametrize(
    "text",
    ["Kinh phí thực hiện", "ban hành kế hoạch", "BAN HÀNH KẾ HOẠCH", "Tổ chức thực hiện", "Tổ chức điều tra xã hội học",
     "hội nghị", "Phòng chống tham nhũng", "Bộ chỉ số", "bộ máy", "Báo cáo và nhập phần mềm", "Mục đích", "",
     "Xác định Chỉ số cải cách hành chính", "Thời gian: tháng 12", "..."],
)  # fmt: skip
def test_does_not_look_like_agency(text: str) -> None:
    assert not looks_like_agency(text)


# --- mentions in a document


def mentions(document: Document) -> list[tuple[str, str]]:
    return [(document.words(span), name) for span, name in find_agencies(document)]


def test_find_agencies() -> None:
    document = lines_document(
        [
            "UBND tỉnh giao Sở Nội vụ, Sở TT&TT (cơ quan thường trực) và UBND xã Thanh Xá chủ trì;",
            "các sở, ban, ngành và Công an tỉnh Hải Dương phối hợp phát triển văn hóa - xã hội.",
            "Bộ Nội\u00a0vụ,Uỷ ban nhân dân tỉnh Đắk Nông; VP HĐND&UBND",
            "Ban hành kế hoạch; đảng ủy viên; 3396/QĐ-UBND",
        ]
    )
    assert mentions(document) == [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("UBND xã Thanh Xá", "Ủy ban nhân dân xã Thanh Xá"),
        ("các sở, ban, ngành", "các sở, ban, ngành"),
        ("Công an tỉnh Hải Dương", "Công an tỉnh Hải Dương"),
        ("Bộ Nội\u00a0vụ", "Bộ Nội vụ"),
        ("Uỷ ban nhân dân tỉnh Đắk Nông", "Ủy ban nhân dân tỉnh Đắk Nông"),
        ("VP HĐND&UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ]


def test_the_longest_name_is_found() -> None:
    document = lines_document(["Văn phòng UBND tỉnh và Tổ giúp việc Hội đồng thẩm định"])
    assert [name for _, name in mentions(document)] == [
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Tổ giúp việc Hội đồng thẩm định",
    ]


def test_find_agencies_in_nothing() -> None:
    assert find_agencies(lines_document([""])) == []


# --- real texts


def test_real_plans_split_as_read(shared: Path) -> None:
    """Lead and supporting agencies of two plans, against what a person reads in them."""
    found: list[list[str]] = []
    for path in sorted((shared / "seeds").glob("00[02]*.txt")):
        for line in unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines():
            if "phối hợp:" in line or "chủ trì:" in line.lower():
                found.append(names(line))
    # how many stand in each line, in the order of the text: Hải Dương 2024, then Bình Phước 2022
    assert "".join(str(len(each)) for each in found) == ("1222121211112211252212122212112")


def test_the_plan_of_a_commune(shared: Path) -> None:
    path = next((shared / "seeds").glob("004*.txt"))
    lines = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines()
    found = [names(line) for line in lines if line.startswith(("- Bộ phận", "- Đơn vị thực hiện"))]
    assert found == [
        ["UBND xã"],
        ["Văn phòng- thống kê xã"],
        ["Các công chức chuyên môn"],
        ["Văn phòng- thống kê"],
        ["Các ngành chuyên môn UBND xã"],
        ["Văn phòng- thống kê xã"],
        ["Các ngành chuyên môn"],
    ]
