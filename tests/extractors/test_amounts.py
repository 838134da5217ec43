"""Numbers in running text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.amounts import parse_amount, parse_words

CASES = [
    ("04", 4),
    ("0", 0),
    ("143", 143),
    ("1.600", 1600),
    ("10.500", 10500),
    ("1.234.567", 1234567),
    ("1,234,567", 1234567),
    ("2,5", Fraction(5, 2)),
    ("1.234,5", Fraction(2469, 2)),
    ("10.052,700", Fraction(100527, 10)),
    ("0,5", Fraction(1, 2)),
    ("2.5", Fraction(5, 2)),
    ("0.125", Fraction(1, 8)),
    ("1,600", Fraction(8, 5)),
    ("0.500", Fraction(1, 2)),
    ("04 (bốn)", 4),
    ("15 (mười lăm)", 15),
    ("mười lăm", 15),
    ("Hai mươi mốt", 21),
    ("một trăm linh năm", 105),
    ("hai nghìn", 2000),
    ("một triệu hai trăm nghìn", 1_200_000),
    ("", None),
    ("phòng", None),
    ("11/12", None),
    ("1.60.0", None),
    ("hai ba", None),
    ("linh", None),
    ("9" * 5000, None),
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_one_number(text: str, value: int | Fraction | None) -> None:
    found = parse_amount(text)
    assert found == value
    assert type(found) is type(value), "whole numbers are int, others Fraction"


@given(st.integers(min_value=0, max_value=10**12))
def test_dots_part_thousands(number: int) -> None:
    assert parse_amount(f"{number:,}".replace(",", ".")) == number


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=99))
def test_a_comma_parts_decimals(whole: int, part: int) -> None:
    assert parse_amount(f"{whole},{part:02}") == whole + Fraction(part, 100)


@given(st.integers(min_value=11, max_value=99))
def test_tens_in_words(number: int) -> None:
    digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    tens, ones = divmod(number, 10)
    words = ("mười" if tens == 1 else f"{digits[tens]} mươi") + (f" {digits[ones]}" if ones else "")
    assert parse_words(words) == number
