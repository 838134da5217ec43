"""Single numbers: `04`, `1.600`, `2,5`, `1.234,5`, `05 (năm)`, `mười lăm`."""

from __future__ import annotations

import re
from fractions import Fraction

from models.facts import Number
from models.text import fold

AMOUNT = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d])|\d{1,3}(?:,\d{3}){2,}(?![\d])|\d+(?:[.,]\d+)?"
"""A number as Vietnamese writes it: dots part thousands, a comma parts decimals. To be used inside a group."""

_SHAPE = re.compile(rf"(?:{AMOUNT})")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")

_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_FILLERS = {"linh", "lẻ", "và"}


def parse_amount(text: str) -> Number | None:
    """The value of one number in digits or in words (`04 (bốn)` is 4); None for anything else.

    A dot before exactly three digits parts thousands (1.600), any other point is a decimal one (2.5 is read as
    2,5); a single comma is always decimal. Decimals are exact fractions.
    """
    words = fold(text).strip()
    head = words.partition("(")[0].strip()
    if len(head) > 60:
        return None
    if not _SHAPE.fullmatch(head):
        return parse_words(head)
    if _THOUSANDS.fullmatch(head):
        head = head.replace(".", "")
    elif _COMMA_THOUSANDS.fullmatch(head):
        head = head.replace(",", "")
    value = Fraction(head.replace(",", "."))
    return value.numerator if value.denominator == 1 else value


def parse_words(text: str) -> int | None:
    """The value of a whole number in words (`mười lăm`, `một trăm linh năm`, `hai nghìn`); None when it is none."""
    words = fold(text).split()
    if not words or len(words) > 24:
        return None
    total = group = 0
    digit: int | None = None
    for word in words:
        if word in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[word]
        elif word == "mười":
            if digit is not None:
                return None
            group += 10
        elif word in ("mươi", "chục"):
            group += (1 if digit is None else digit) * 10
            digit = None
        elif word == "trăm":
            group += (1 if digit is None else digit) * 100
            digit = None
        elif word in _SCALES:
            total += (group + (digit or 0) or 1) * _SCALES[word]
            group, digit = 0, None
        elif word not in _FILLERS:
            return None
    if words[-1] in _FILLERS or all(word in _FILLERS for word in words):
        return None
    return total + group + (digit or 0)
