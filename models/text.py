"""Keys of Vietnamese text: forms for comparing and matching that keep every offset where it was."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OLD_TONE = {
    # open syllables written with the tone on the last vowel (hoà, khoẻ, uỷ): moved to the first (hòa, khỏe, ủy)
    **{f"o{old}": f"{new}a" for old, new in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{f"o{old}": f"{new}e" for old, new in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{f"u{old}": f"{new}y" for old, new in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}
_OLD_TONE_RE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])")
_QUY = {f"q{u}y": f"qu{y}" for u, y in zip("ùúủũụ", "ỳýỷỹỵ", strict=True)}
_QUY_RE = re.compile(r"q[ùúủũụ]y(?![^\W\d_])")

_SAME_CHAR = {
    "Ð": "đ",  # U+00D0 LATIN CAPITAL LETTER ETH, typed for Đ
    "ð": "đ",
    "Ɖ": "đ",
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\t": " ",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "×": "x",
    "“": '"',
    "”": '"',
    "„": '"',
    "’": "'",
    "‘": "'",
    "…": ".",
}


def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


def fold(text: str) -> str:
    """Lower-case `text`, unify tone placement (Uỷ/Ủy, hoà/hòa), Đ/Ð, dashes, quotes and blanks.

    Takes NFC text and returns a string of exactly the same length, so that an offset into one is an
    offset into the other: patterns are written in lower case, new-style tone marks and plain hyphens,
    and what they match is cut from the original.
    """
    return _fold_short(text) if len(text) <= 120 else _fold(text)


def _fold(text: str) -> str:
    for char, same in _SAME_CHAR.items():  # on long texts many times faster than str.translate
        if char in text:
            text = text.replace(char, same)
    folded = text.lower()
    if len(folded) != len(text):  # a handful of foreign letters grow when lowered
        folded = "".join(map(_lower, text))
    folded = _OLD_TONE_RE.sub(lambda match: _OLD_TONE[match.group()], folded)
    return _QUY_RE.sub(lambda match: _QUY[match.group()], folded)


_fold_short = lru_cache(maxsize=16384)(_fold)
"""Names and cells come again and again: their keys are kept."""


@lru_cache(maxsize=4096)
def _bare_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0]
    return base if not unicodedata.combining(base) else char


def bare(text: str) -> str:
    """`fold` without any diacritics (đ becomes d), of the same length: for names typed without marks."""
    return _bare_short(text) if len(text) <= 120 else _bare(text)


def _bare(text: str) -> str:
    folded = fold(text)
    apart = unicodedata.normalize("NFD", folded.replace("đ", "d"))
    stripped = apart.encode("latin-1", "ignore").decode("latin-1")  # marks are no Latin-1: the quick way
    if len(stripped) == len(folded):
        return stripped
    return folded.translate({ord(char): _bare_char(char) for char in set(folded) if char > "\x7f"})


_bare_short = lru_cache(maxsize=4096)(_bare)


def key(text: str) -> str:
    """A key for comparing names: folded, blanks and punctuation reduced to single blanks. Length changes."""
    return " ".join(re.findall(r"[^\W_]+|&", fold(unicodedata.normalize("NFC", text))))


def squeeze(text: str) -> str:
    """`text` with every run of white space as one blank and none at its ends."""
    return " ".join(text.split())
