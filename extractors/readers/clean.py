"""How every reader cleans the words of one paragraph."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = dict.fromkeys(
    [
        0x00AD,  # soft hyphen
        0x034F,
        0x061C,
        0x180E,
        *range(0xFE00, 0xFE10),
        *range(0x200B, 0x2010),  # zero-width blanks, joiners, direction marks
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *(code for code in range(0x20) if chr(code) not in "\t\n\v\f\r\x1c\x1d\x1e\x1f"),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
    ]
)
_SYMBOLS = {
    # what Word's symbol fonts draw at private code points
    0xF02D: "-",
    0xF02B: "+",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF076: "❖",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0B4: "×",
    0xF0A3: "≤",
    0xF0B3: "≥",
    0xF0B9: "≠",
    0xF0BB: "≈",
    0xF0B1: "±",
    0xF0B8: "÷",
    0xF0B0: "°",
    0xF0AE: "→",
    0xF0E0: "→",
}
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ["ff", "fi", "fl", "ffi", "ffl", "st", "st"], strict=True))
_TABLE = {**_DROPPED, **_SYMBOLS, **_LIGATURES}
_ODD = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\ufe00-\ufe0f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufb00-\ufb06\ufeff\uf000-\uf0ff]"
)


def clean(text: str) -> str:
    """`text` in NFC with single blanks and none at its ends; zero-width characters dropped."""
    if _ODD.search(text):
        text = text.translate(_TABLE)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def symbol(code: int) -> str:
    """What a symbol font draws at `code`; an empty string where it is not known."""
    return _SYMBOLS.get(0xF000 | (code & 0xFF), "")
