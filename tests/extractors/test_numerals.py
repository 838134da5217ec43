"""Roman numerals and the order of letters, which every reader of lists shares."""

from __future__ import annotations

import pytest

from extractors.numerals import LETTERS, ROMANS, roman_value, to_roman


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (89, "LXXXIX"), (400, "CD"), (1994, "MCMXCIV")],
)
def test_numeral(number: int, numeral: str) -> None:
    assert to_roman(number) == numeral


def test_numerals_are_read_as_they_are_written() -> None:
    assert [roman_value(to_roman(number)) for number in range(1, 90)] == list(range(1, 90))
    assert [roman_value(label) for label in ("iv", "IIX", "VV", "", "A", "1")] == [4, 0, 0, 0, 0, 0]
    assert ROMANS[:5] == ("i", "ii", "iii", "iv", "v")


def test_letters_of_points() -> None:
    assert LETTERS.index("đ") == LETTERS.index("d") + 1
    assert not set("fjwz") & set(LETTERS)
