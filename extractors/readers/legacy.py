"""Tells Vietnamese typed in pre-Unicode encodings (TCVN3, VNI) from Vietnamese: the letters are not what they look like."""

from __future__ import annotations

import re

_MODERN = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
# TCVN3 sets ă â ê ô ơ ư đ and tone marks on signs that no word holds: n¨m, ®iÓm, c¬ quan, ñy ban
_TCVN3 = re.compile(r"(?<=[^\W\d_])[µ¸¶·¹¨»¾¼½Æ©«¬®\u00ad¦§](?=[^\W\d_]|\b)|[®§](?=[^\W\d_])")
# VNI sets a mark after its vowel: coäng hoøa xaõ hoäi, Vieät Nam, ñieåm
_VNI = re.compile(r"(?:[aoeu][äåãâáàêëéèûüùúøõïöô]|[öô][ùøûõï]|[yi][ùøûõï]|ñ)", re.IGNORECASE)
_ENOUGH = 60
_SAMPLE = 20_000


def legacy_encoding(text: str) -> str | None:
    """`TCVN3` or `VNI` where the text is Vietnamese in that encoding, else None.

    Text with the letters that only Unicode Vietnamese has is taken as such; so is text too short to tell.
    """
    sample = text[:_SAMPLE]
    for part in (len(sample) // 10, _SAMPLE // 5):
        if len(_MODERN.findall(sample[:part])) > len(sample) * 0.01:
            return None  # the usual case, told cheaply
    letters = sum(map(str.isalpha, sample))
    if letters < _ENOUGH or len(_MODERN.findall(sample)) > letters * 0.01:
        return None
    if len(_TCVN3.findall(sample)) > letters * 0.02:
        return "TCVN3"
    if len(_VNI.findall(sample)) > letters * 0.06:
        return "VNI"
    return None
