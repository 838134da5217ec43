"""The order of list labels: letters of points and Roman numerals."""

from __future__ import annotations

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The order of points (điểm) in Vietnamese documents: đ follows d; f, j, w and z are not used."""
FOREIGN_LETTERS = "fjwz"
"""Letters that a word processor numbers on with; they have no place of their own in the order."""

_DIGITS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def to_roman(number: int) -> str:
    """A number from 1 to 4999 as a Roman numeral."""
    written = ""
    for value, digits in _DIGITS:
        count, number = divmod(number, value)
        written += digits * count
    return written


_VALUES = {to_roman(number): number for number in range(1, 90)}
ROMANS = tuple(numeral.lower() for numeral in _VALUES)[:20]
"""i to xx: the numerals that lists in small letters come to."""


def roman_value(label: str) -> int:
    """The value of a Roman numeral to LXXXIX (89); 0 for anything else, also where it is not well-formed (IIX)."""
    return _VALUES.get(label.upper(), 0)
