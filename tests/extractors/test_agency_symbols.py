"""Symbols: who issued them, and whether type, symbol and issuer agree. Silence is right where it is not sure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.knowledge import agencies, document_types
from extractors.agencies import issuer_of_symbol, symbol_fits_issuer, type_fits_symbol


@pytest.mark.parametrize(
    ("symbol", "place", "on", "issuer"),
    [
        ("KH-UBND", "Đắk Nông", date(2024, 12, 10), "UBND tỉnh Đắk Nông"),
        ("KH-UBND", "Đắk Nông", date(2025, 8, 1), None),  # no province any more
        ("UBND-NC", "Hà Nam", None, "UBND tỉnh Hà Nam"),
        ("QĐ-UBND", "TP. Hồ Chí Minh", None, "UBND thành phố Hồ Chí Minh"),
        ("NQ-HĐND", "Hải Phòng", None, "HĐND thành phố Hải Phòng"),
        ("KH-UBND", "Thanh Xá", None, None),  # a commune, but of which kind?
        ("KH-UBND", None, None, None),
        ("QĐ-BNV", "Hà Nội", None, "Bộ Nội vụ"),
        ("BNV-CCHC", "Hà Nội", None, "Bộ Nội vụ"),
        ("TT-BNNPTNT", None, date(2018, 11, 15), "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("QĐ-BNN-KHCN", None, None, "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("TT-BTTTT", None, date(2025, 6, 1), None),
        ("QĐ-TTg", None, None, "Thủ tướng Chính phủ"),
        ("NĐ-CP", None, None, "Chính phủ"),
        ("QH15", None, None, "Quốc hội"),
        ("NQ-UBTVQH15", None, None, "Ủy ban Thường vụ Quốc hội"),
        ("SNV-CCHC&PC", "Đắk Nông", None, "Sở Nội vụ"),
        ("KH/TU", "Đắk Nông", None, "Tỉnh ủy Đắk Nông"),
        ("KH/TU", "Hà Nội", None, "Thành ủy Hà Nội"),
        ("NQ/TW", None, None, None),
        ("TTLT-BTC-BNV", None, None, None),
        ("CT-CS", None, None, None),
        ("QĐ-TCTS-NTTS", None, None, None),
        ("", None, None, None),
        ("/-", "Hà Nam", None, None),
    ],
)
def test_issuer_of_symbol(symbol: str, place: str | None, on: date | None, issuer: str | None) -> None:
    assert issuer_of_symbol(symbol, place, on) == issuer


@pytest.mark.parametrize(
    ("symbol", "words", "fits"),
    [
        ("QĐ-UBND", "Chủ tịch UBND tỉnh", True),
        ("QĐ-UBND", "Ủy ban nhân dân tỉnh", True),
        ("QĐ-UB", "Ủy ban nhân dân tỉnh Bình Phước", True),
        ("KH-UBND", "UBND huyện Thanh Hà", True),
        ("KH -UBND", "Uỷ ban nhân dân xã Thanh Xá", True),
        ("NĐ-CP", "Chính phủ", True),
        ("QĐ-TTg", "Thủ tướng Chính phủ", True),
        ("QĐ-TTg", "THỦ TƯỚNG CHÍNH PHỦ", True),
        ("TT-BTC", "Bộ trưởng Bộ Tài chính", True),
        ("TT-BNNPTNT", "Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn", True),
        ("QĐ-BNN-KHCN", "Bộ Nông nghiệp và PTNT", True),
        ("TT-NHNN", "Thống đốc Ngân hàng Nhà nước Việt Nam", True),
        ("KL-TTCP", "Tổng Thanh tra Chính phủ", True),
        ("TTLT-BTC-BNV", "Bộ Nội vụ", True),
        ("TTLT-BTC-BNV", "Bộ Tài chính và Bộ Nội vụ", True),
        ("NQ/TW", "Bộ Chính trị", True),
        ("QĐ/TW", "Ban Chấp hành Trung ương", True),
        ("CTr/TU", "Ban Thường vụ Tỉnh ủy", True),
        ("QH15", "Quốc hội khóa XV", True),
        ("TTr-SNV", "Giám đốc Sở Nội vụ", True),
        ("NQ-HĐND12", "Hội đồng nhân dân tỉnh", True),
        # contradictions
        ("QĐ-BNV", "Bộ Tài chính", False),
        ("TT-BTC", "Bộ trưởng Bộ Công Thương", False),
        ("QĐ-UBND", "Thủ tướng Chính phủ", False),
        ("QĐ-UBND", "Bộ Nội vụ", False),
        ("NQ-HĐND", "UBND tỉnh", False),
        ("QĐ-UBND", "Hội đồng nhân dân tỉnh", False),
        ("CTr/TU", "UBND tỉnh", False),
        ("NĐ-CP", "Bộ Nội vụ", False),
        ("TTr-SNV", "Sở Tài chính", False),
        ("QH15", "Chính phủ", False),
        # not sure
        ("QĐ-TTg", "Chính phủ", None),  # lax, but everybody writes it
        ("NQ-CP", "Thủ tướng Chính phủ", None),
        ("TB-VPCP", "Thủ tướng Chính phủ", None),
        ("NQ-UBTVQH15", "Quốc hội", None),
        ("TT-BNNPTNT", "Bộ Nông nghiệp và Môi trường", None),
        ("TT-BTTTT", "Bộ Khoa học và Công nghệ", None),
        ("TT-BKHĐT", "Bộ Tài chính", None),
        ("KH-UBND", "Sở Nội vụ", None),
        ("SNV-CCHC", "UBND tỉnh", None),
        ("QĐ-BTC", "Tổng cục Thuế", None),
        ("QĐ-TCTS-NTTS", "Tổng cục Thủy sản", None),
        ("QĐ-BNV", "Đảng ủy Bộ Tài chính", None),
        ("QĐ-BNV", "Thanh tra Bộ Tài chính", None),
        ("QĐ-BNV", "Bộ trưởng", None),
        ("QĐ-UBND", "tỉnh Hải Dương", None),
        ("TTLT-BTC-BNV", "Bộ Y tế", None),
        ("KH-BTC", "Ban Tổ chức Hội thi", None),
        ("TTr-SVHTT", "Sở Văn hóa, Thể thao và Du lịch", None),
        ("XYZ-ABC", "Bộ Nội vụ", None),
        ("", "Bộ Nội vụ", None),
        ("QĐ-BNV", "", None),
    ],
)
def test_symbol_fits_issuer(symbol: str, words: str, fits: bool | None) -> None:
    assert symbol_fits_issuer(symbol, words) is fits


@pytest.mark.parametrize(
    ("words", "symbol", "fits"),
    [
        ("Kế hoạch", "KH-UBND", True),
        ("KẾ HOẠCH", "KH -UBND", True),
        ("Quyết định", "QD-UBND", True),  # Đ lost
        ("Công văn", "UBND-NC", True),
        ("Công văn", "SNV-CCHC&PC", True),
        ("Công văn", "CT-CS", True),  # Cục Thuế, not chỉ thị
        ("Công văn", "CV/TU", True),
        ("Nghị quyết", "QH15", True),
        ("Luật", "QH15", True),
        ("Luật Tổ chức chính quyền địa phương", "QH15", True),
        ("Bộ luật Dân sự", "QH13", True),
        ("Pháp lệnh", "UBTVQH15", True),
        ("Nghị quyết", "NQ/TW", True),
        ("Thông tư liên tịch", "TTLT-BTC-BNV", True),
        ("Chương trình hành động", "CTr/TU", True),
        ("Chương trình", "CT/TU", True),
        ("Kế hoạch hành động", "KH/TU", True),
        ("Thông báo kết luận", "TB-VPCP", True),
        ("Quy định", "QĐ/TW", True),
        ("Quy chế phối hợp", "QCPH-UBND-UBMT-HCTĐ", True),
        ("Văn bản hợp nhất", "VBHN-BGDĐT", True),
        ("Quyết định", "UB-QĐ", True),  # before 2000
        ("Lệnh", "L-CTN", True),
        # contradictions
        ("Quyết định", "KH-UBND", False),
        ("Kế hoạch", "TTr-SNV", False),
        ("Công văn", "TTr-SNV", False),
        ("Công văn", "HD-BNV", False),
        ("Nghị định", "QĐ-TTg", False),
        ("Nghị định", "QH15", False),
        ("Luật", "NĐ-CP", False),
        ("Quyết định", "UBND-NC", False),
        ("Chỉ thị", "QĐ-TTg", False),
        # not sure, or habits
        ("Kế hoạch", "QĐ-UBND", None),
        ("Đề án", "QĐ-TTg", None),
        ("Quy chế", "QĐ-UBND", None),
        ("Kết luận", "TB-VPCP", None),
        ("Hướng dẫn", "SNV-CCHC", None),
        ("Thông báo", "SNV-VP", None),
        ("Thông tư", "TTLT-BTC-BNV", None),
        ("Nghị định", "VBHN-BTC", None),
        ("Nghị định", "CP", None),
        ("Quyết định", "TTg", None),
        ("Công văn", "TNI-QLDN1", None),
        ("văn bản", "BC-UBND", None),
        ("Bộ chỉ số", "QĐ-UBND", None),
        ("Quyết định", "", None),
        ("", "QĐ-UBND", None),
    ],
)
def test_type_fits_symbol(words: str, symbol: str, fits: bool | None) -> None:
    assert type_fits_symbol(words, symbol) is fits


@pytest.mark.parametrize(
    ("name", "symbol"), [(each.name, symbol) for each in document_types() for symbol in each.examples]
)
def test_examples_of_types(name: str, symbol: str) -> None:
    assert type_fits_symbol(name, symbol) is True


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        (each, agency.name)
        for agency in agencies()
        for each in agency.examples
        if re.search(r"[-/]\w", each) and " " not in each
    ],
)
def test_examples_of_agencies(symbol: str, name: str) -> None:
    assert symbol_fits_issuer(symbol, name) is True


@given(st.text(alphabet="QĐKHTrUBND-/.& 15gTWĐắ", max_size=30), st.text(max_size=40))
def test_anything_is_answered(symbol: str, words: str) -> None:
    assert symbol_fits_issuer(symbol, words) in (True, False, None)
    assert type_fits_symbol(words, symbol) in (True, False, None)
    issuer_of_symbol(symbol, words, None)


# --- real texts

CITATION = re.compile(
    r"\b(quyết định|kế hoạch|nghị quyết|nghị định|luật|pháp lệnh|thông tư liên tịch|thông tư|công văn|chỉ thị|công điện"
    r"|tờ trình|thông báo|hướng dẫn|kết luận|báo cáo|chương trình|quy định|phương án|văn bản hợp nhất)\s+(?:số\s*:?\s*)?"
    r"\d{1,5}(?:/\d{4})?\s?[/-]\s?([A-ZĐ][\w&]*(?:\s?[-/]\s?[\w&]+){0,3})"
    r"(?:\s+ngày\s+[\d/\s]{1,12}(?:tháng\s+\d+\s+năm\s+\d+)?\s*của\s+((?:Bộ trưởng\s+|Chủ tịch\s+)?"
    r"(?:Bộ Công Thương|Bộ Tài chính|Bộ Nội vụ|Bộ Y tế|Bộ Xây dựng|Chính phủ|Thủ tướng Chính phủ|UBND tỉnh"
    r"|Ủy ban nhân dân tỉnh|Bộ Chính trị|Quốc hội|Hội đồng nhân dân tỉnh|Văn phòng Chính phủ)))?",
    re.IGNORECASE,
)


def test_only_real_contradictions_in_real_texts(shared: Path) -> None:
    """Every pair that is called a contradiction in the real texts is one: read and listed here."""
    types: set[tuple[str, str]] = set()
    issuers: set[tuple[str, str]] = set()
    checked = 0
    for path in sorted([*(shared / "real").glob("*.txt"), *(shared / "seeds").glob("*.txt")]):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).replace("*", "")
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
        for words, symbol, issuer in CITATION.findall(text):
            checked += 1
            if type_fits_symbol(words, symbol) is False:
                types.add((words, symbol))
            if issuer and symbol_fits_issuer(symbol, issuer) is False:
                issuers.add((symbol, issuer))
    assert checked > 600
    assert types == {("Công văn", "TTr-SNV"), ("Công văn", "HD-BNV")}
    assert issuers == {("TT-BTC", "Bộ trưởng Bộ Công Thương")}
