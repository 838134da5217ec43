"""Cleaning: what changes, what must not, and the way back to the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.clean import clean, clean_parts

CASES = [
    ("Số: 15/KH-UBND", "Số: 15/KH-UBND"),
    ("Số:        /KH-UBND", "Số: /KH-UBND"),
    ("  Hải Dương,\u00a0ngày\u2003tháng 11  ", "Hải Dương, ngày tháng 11"),
    ("Kê\u0301 hoa\u0323ch", "Kế hoạch"),
    ("ho\u00adàn\u200b thành\ufeff", "hoàn thành"),
    ("845/KH\ufffeUBND", "845/KH-UBND"),
    ("**I. MỤC ĐÍCH**", "I. MỤC ĐÍCH"),
    ("***Nơi nhận:***", "Nơi nhận:"),
    ("**1. **Kinh phí *(nếu có) *thực hiện", "1. Kinh phí (nếu có) thực hiện"),
    ("**Điều 1****.**", "Điều 1."),
    ("** II**", "II"),
    ("__Ghi chú:__ số liệu", "Ghi chú: số liệu"),
    ("a_b __ c", "a_b __ c"),
    ("12 * 12 = 144", "12 * 12 = 144"),
    ("12*12=144", "12*12=144"),
    ("Ghi chú (*): như trên", "Ghi chú (*): như trên"),
    (r"4\. 12 \* 3 \- 1", "4. 12 * 3 - 1"),
    (r"thư mục C:\ho so", r"thư mục C:\ho so"),
    ("xem <http://cchc.gov.vn/a?b=1>.", "xem http://cchc.gov.vn/a?b=1."),
    ("[Cổng](https://x.gov.vn/a) tỉnh", "Cổng tỉnh"),
    ("<Nội dung> = mới", "<Nội dung> = mới"),
    ("nếu x < 5 và y > 3", "nếu x < 5 và y > 3"),
    ('<span style="a">TM.</span> <b>UBND</b>', "TM. UBND"),
    ("Đài PT&amp;TH; HĐND&UBND&nbsp;xã", "Đài PT&TH; HĐND&UBND xã"),
    ("Sở GT&LT; VH&TT;", "Sở GT&LT; VH&TT;"),
    ("a<!-- ẩn -->b", "ab"),
    ("", ""),
    ("****", ""),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_clean(source: str, expected: str) -> None:
    assert clean(source).text == expected


def test_a_bullet_star_stays() -> None:
    assert clean("* *Lưu ý:* trùng", bullet=True).text == "* Lưu ý: trùng"
    assert clean("* *Lưu ý:* trùng").text == "Lưu ý: trùng"


def test_html_breaks_cut() -> None:
    parts = clean_parts("<p>- Một;</p><p>- Hai<br/>ba</p>")
    assert [part.text for part in parts] == ["- Một;", "- Hai", "ba"]
    assert clean("<p>- Một;</p><p>- Hai<br/>ba</p>").text == "- Một; - Hai ba"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("  **KT. CHỦ TỊCH**  ", "CHỦ TỊCH"),
        ("Đài PT&amp;TH tỉnh", "TH tỉnh"),
        ("<b>xem</b> <http://a.vn> nhé", "http://a.vn"),
        ("a \u00a0\t b  **c**", "b c"),
    ],
)
def test_offsets_lead_back(source: str, words: str) -> None:
    cleaned = clean(source)
    at = cleaned.text.index(words)
    low, high = cleaned.source_range(at, at + len(words))
    assert clean(source[low:high]).text == words


def test_offsets_of_composed_letters_cover_all_their_marks() -> None:
    source = unicodedata.normalize("NFD", "Ủy ban")
    low, high = clean(source).source_range(0, 2)
    assert unicodedata.normalize("NFC", source[low:high]) == "Ủy"


MESSY = st.text(alphabet="abĐếủ ớ1.,;*_#\\&<>/[]()|-\u00a0\u200b\ufffe\t\u0301\u0323", max_size=60)


@given(MESSY)
def test_clean_text_is_composed_and_squeezed(source: str) -> None:
    text = clean(source).text
    assert unicodedata.is_normalized("NFC", text)
    assert "  " not in text
    assert text == text.strip(" ")
    assert "\u200b" not in text and "\t" not in text


@given(st.lists(st.sampled_from(["Ủy ban", "12/KH-UBND", "đ)", "năm 2024;", "x"]), min_size=1, max_size=8))
def test_cleaning_clean_text_changes_nothing(words: list[str]) -> None:
    text = " ".join(words)
    assert clean(text).text == text


@given(MESSY)
def test_every_character_leads_back_into_the_source(source: str) -> None:
    cleaned = clean(source)
    last = 0
    for index in range(len(cleaned.text)):
        low, high = cleaned.source_range(index, index + 1)
        assert 0 <= low <= high <= len(source)
        assert low >= last
        last = low
        char = cleaned.text[index]
        if char.isascii() and char.isalnum():
            assert char in unicodedata.normalize("NFC", source[low:high]) or char in source[low:high]


@given(st.text(alphabet="Ủyếờưđ anb,;", max_size=40))
def test_decomposed_text_cleans_to_the_same(source: str) -> None:
    composed = unicodedata.normalize("NFC", source)
    assert clean(unicodedata.normalize("NFD", composed)).text == clean(composed).text
