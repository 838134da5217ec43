"""Document numbers and symbols."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import DocNumber, Symbol, number_year, numbers_in, parse_symbol
from extractors.wraps import scan_text, scan_words
from models.document import CellRef, Document, DocumentBuilder, lines_document


def find_numbers(source: Document | str) -> list[DocNumber]:
    if isinstance(source, Document):
        return numbers_in(scan_text(source), source.text)
    return numbers_in(scan_words(source), source)


# what is written, the number, the symbol
CASES = [
    ("Số: 845/KH-UBND", "845", "KH-UBND"),
    ("Số: 845 /KH -UBND", "845", "KH-UBND"),
    ("Kế hoạch số 63/KH- UBND ngày 30/12/2022", "63", "KH-UBND"),
    ("Kế hoạch số 63/KH-\nUBND ngày", "63", "KH-UBND"),
    ("Nghị định số 178/2024/\nNĐ-CP", "178/2024", "NĐ-CP"),
    ("Nghị định số\n178/2024/NĐ-CP", "178/2024", "NĐ-CP"),
    ("845/KH–UBND", "845", "KH-UBND"),
    ("845/KH\ufffeUBND", "845", "KH-UBND"),
    ("12/QĐ - UBND", "12", "QĐ-UBND"),
    ("12/ÐA-UBND", "12", "ĐA-UBND"),
    ("212/2025/QĐ-UBND", "212/2025", "QĐ-UBND"),
    ("74 / 2025 / QĐ-UBND", "74/2025", "QĐ-UBND"),
    ("202/2025/QH15", "202/2025", "QH15"),
    ("Luật số 45/2013/QH13", "45/2013", "QH13"),
    ("60/2024/UBTVQH15", "60/2024", "UBTVQH15"),
    ("1250/NQ-UBTVQH15", "1250", "NQ-UBTVQH15"),
    ("01/2012/TTLT-BTC-BNV", "01/2012", "TTLT-BTC-BNV"),
    ("07/2014/TTLT/BTC-BNV", "07/2014", "TTLT/BTC-BNV"),
    ("57-NQ/TW", "57", "NQ/TW"),
    ("57 - NQ/TW", "57", "NQ/TW"),
    ("14-KH/TU", "14", "KH/TU"),
    ("30-TB/TGV", "30", "TB/TGV"),
    ("10- CTr/TU", "10", "CTr/TU"),
    ("123-CV/VPTU", "123", "CV/VPTU"),
    ("4085/UBND-ĐT", "4085", "UBND-ĐT"),
    ("972/SNV-CCHC", "972", "SNV-CCHC"),
    ("2231/SNV-CCHC&PC", "2231", "SNV-CCHC&PC"),
    ("8131/BNV-CCHC", "8131", "BNV-CCHC"),
    ("467/CT-CS", "467", "CT-CS"),
    ("5155/SGDĐT-GDTXNNĐH", "5155", "SGDĐT-GDTXNNĐH"),
    ("100/TNI-QLDN2", "100", "TNI-QLDN2"),
    ("4255/QĐ-BNN-KHCN", "4255", "QĐ-BNN-KHCN"),
    ("513/QĐ-TCTS-NTTS", "513", "QĐ-TCTS-NTTS"),
    ("49/QCPH-UBND-UBMT-HCTĐ", "49", "QCPH-UBND-UBMT-HCTĐ"),
    ("0125/KH-UBND", "0125", "KH-UBND"),
    ("25/VBHN-BTC", "25", "VBHN-BTC"),
    ("02a/QĐ-UBND", "02a", "QĐ-UBND"),
    ("15/KHUBND", "15", "KHUBND"),
    ("Thông tư số 49/2025TT-BCT", "49/2025", "TT-BCT"),
    ("Nghị định số 68/CP", "68", "CP"),
    ("Công văn số 971/SNV - Phòng Nội vụ", "971", "SNV"),
    ("Kế hoạch 12/KH-UBND - Sở Nội vụ", "12", "KH-UBND"),
    ("quyết định số 12/qđ-ubnd", "12", "qđ-ubnd"),
    ("QUYẾT ĐỊNH SỐ 2015/QĐ-UBND NGÀY 18/11/2025", "2015", "QĐ-UBND"),
    ("(Kèm theo Kế hoạch số: 845 /KH-UBND ngày 20 /12/2024)", "845", "KH-UBND"),
]


@pytest.mark.parametrize(("text", "number", "symbol"), CASES)
def test_a_number_and_its_symbol(text: str, number: str, symbol: str) -> None:
    found = find_numbers(text)
    assert [(each.number, each.symbol) for each in found] == [(number, symbol)]
    span = found[0].span
    assert text[span.start].isdigit()
    written = "".join(text[span.start : span.end].split())
    assert len(written) in (len(found[0].code), len(found[0].code) - 1), "the span holds the number, no more"


NONE = [
    "11/12 phòng",
    "03 người/01 đơn vị x 12 UBND cấp huyện",
    "xe chạy 60 km/h",
    "10/12/2024",
    "hoạt động 24/7",
    "1.600 đồng/m2",
    "80 triệu đồng/người/năm",
    "04 người/đơn vị",
    "12 lần/năm",
    "3D/VR360",
    "QCVN 01:2021/BTNMT",
    "TCVN ISO 9001:2008",
    "Mẫu số 05/KK-TNCN",
    "mẫu số 03/TNDN ban hành kèm theo",
    "https://thuvien.gov.vn/2024/12/KH-UBND.pdf",
    "http://x.vn/12/KH-UBND",
    "năm 2030- Kinh tế số",
    "điện thoại 028-39303279",
    "Số:        /KH-UBND",
    "hợp đồng 10/ASEAN-Trung Quốc",
    "7/17 Nguyễn Trãi - Hà Nội",
    "Quyết định số ngày 12 tháng 3",
    "tại Phiếu lấy ý kiến Thành viên Hội đồng số 25/PLYK/2025 ngày 23 tháng 11 năm 2025",
]


@pytest.mark.parametrize("text", NONE)
def test_no_number(text: str) -> None:
    assert find_numbers(text) == []


SYMBOLS = [
    ("KH-UBND", Symbol("KH", "UBND")),
    ("KH - UBND", Symbol("KH", "UBND")),
    ("QĐ-BNN-KHCN", Symbol("QĐ", "BNN", "KHCN")),
    ("UBND-ĐT", Symbol(None, "UBND", "ĐT")),
    ("SNV-CCHC&PC", Symbol(None, "SNV", "CCHC&PC")),
    ("KH/TU", Symbol("KH", "TU", party=True)),
    ("CTr/TU", Symbol("CTr", "TU", party=True)),
    ("QH15", Symbol(None, "QH", legislature=15)),
    ("NQ-UBTVQH15", Symbol("NQ", "UBTVQH", legislature=15)),
    ("TTLT-BTC-BNV", Symbol("TTLT", "BTC", "BNV")),
    ("TTLT/BTC-BNV", Symbol("TTLT", "BTC", "BNV")),
    ("CT-TTg", Symbol("CT", "TTg")),
    ("CT-UBND", Symbol("CT", "UBND")),
    ("CT-CS", Symbol(None, "CT", "CS")),
    ("TB-CT", Symbol("TB", "CT")),
    ("HĐND-VP", Symbol(None, "HĐND", "VP")),
    ("VBHN-BTC", Symbol("VBHN", "BTC")),
    ("KHUBND", Symbol("KH", "UBND", hyphen_lost=True)),
    ("NĐCP", Symbol("NĐ", "CP", hyphen_lost=True)),
    ("UBND", Symbol(None, "UBND")),
    ("QCPH-UBND-UBMT", Symbol("QC", "UBND", "UBMT")),
    ("ND-CP", Symbol("NĐ", "CP")),
]


@pytest.mark.parametrize(("words", "symbol"), SYMBOLS)
def test_the_parts_of_a_symbol(words: str, symbol: Symbol) -> None:
    assert parse_symbol(words) == symbol


@pytest.mark.parametrize(
    ("number", "year"),
    [("23/2015", 2015), ("845", None), ("", None), (None, None), ("74/20255", 20255), ("1/x", None)],
)
def test_the_year_in_a_number(number: str | None, year: int | None) -> None:
    assert number_year(number) == year


def test_codes_read_as_written() -> None:
    assert [each.code for each in find_numbers("Nghị quyết số 57-NQ/TW, 71/NQ-CP và 202/2025/QH15")] == [
        "57-NQ/TW",
        "71/NQ-CP",
        "202/2025/QH15",
    ]


def test_table_cells_are_not_joined() -> None:
    builder = DocumentBuilder()
    for column, words in enumerate(["845", "/KH-UBND"]):
        builder.add(words, cell=CellRef(0, 0, column))
    assert find_numbers(builder.build()) == []
    assert [each.code for each in find_numbers(lines_document(["Kế hoạch số 845", "/KH-UBND"]))] == [
        "845/KH-UBND"
    ]


@given(
    number=st.integers(min_value=1, max_value=99999),
    symbol=st.sampled_from(["KH-UBND", "QĐ-BNV", "UBND-NC", "NQ-UBTVQH15", "TTLT-BTC-BNV", "SNV-CCHC&PC"]),
    blank=st.sampled_from(["", " ", "\u00a0", "  "]),
    form=st.sampled_from(["NFC", "NFD"]),
)
def test_blanks_and_composition_change_nothing(number: int, symbol: str, blank: str, form: str) -> None:
    text = f"Văn bản số {number}{blank}/{blank}{symbol.replace('-', blank + '-', 1)} ngày 01/02/2024"
    text = unicodedata.normalize("NFC", unicodedata.normalize(form, text))  # type: ignore[arg-type]
    (found,) = find_numbers(lines_document([text]))
    assert (found.number, found.symbol) == (str(number), symbol)


@given(st.text(alphabet="0123456789/-. KHUBNDQĐabc:\n", max_size=60))
def test_any_text_gives_ordered_disjoint_spans(text: str) -> None:
    found = find_numbers(text)
    for one, two in pairwise(found):
        assert one.span.end <= two.span.start
    for each in found:
        assert not any(char.isspace() for char in each.number + each.symbol)
