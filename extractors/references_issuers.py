"""Issuers that do not stand behind `của`: named before the document, behind a bracket, or once for a whole list."""

from __future__ import annotations

import re

from extractors.agencies import looks_like_agency, symbol_fits_issuer
from extractors.periods import date_at
from extractors.references_parts import B, issuer_behind, name_run, type_word
from models.facts import Period

_PROPOSED_BY = re.compile(
    r"(?:đề nghị|ý kiến|báo cáo|kiến nghị) của[ ]{1,3}(?P<who>[^,;:.\x1f\d]{3,110}?)[ ]{1,3}tại[ ]{1,3}(?:các[ ]{1,3})?$"
)
_DEED = re.compile(
    r"[ ]{1,3}(?:(?:đã|vừa|mới|cũng)[ ]{1,3}){0,2}(?:thông qua|ký ban hành|ban hành|có)[ ]{1,3}(?:các[ ]{1,3})?$"
)
"""`Quốc hội đã thông qua Luật …`, `Bộ Chính trị đã có Kết luận số …`."""
_DONE_BY = re.compile(
    r"(?<![\w])(?:được|do)[ ]{1,3}(?P<who>[^;:.\x1f\d]{3,90}?)[ ]{1,3}"
    r"(?:ký ban hành|ban hành|phê duyệt|thông qua|công bố)[ ]{1,3}(?:kèm theo|tại|theo|bằng)[ ]{1,3}(?:các[ ]{1,3})?$"
)
"""`đã được UBND tỉnh ban hành tại Quyết định số …`."""
_BRACKET = re.compile(r"[ ]{0,3}\([ ]{0,3}(?:(?:tại|theo|nêu tại)[ ]{1,3})?$")
_OF = re.compile(r"(?<![\w])của(?![\w])")
_CLAUSE = re.compile(
    r"(?:^|(?<=năm \d\d\d\d)(?= )|(?<=/\d\d\d\d)(?= )|[,;:.(\])\x1f\"])[ ]{0,3}(?:(?:thì|mà|và|nay|khi|do|nơi)[ ]{1,3})?"
)
_AMENDED = re.compile(
    rf"{B}\({B}(?:(?:đã{B})?được{B}(?:sửa đổi|bổ sung|thay thế|đính chính|hợp nhất)|sau đây{B}(?:viết|gọi)|gọi tắt|viết tắt)"
    rf"[^()\x1f]{{0,300}}\)|{B}\([^()\x1f/]{{1,60}}\)(?={B}của)"
)
_DAY_BEFORE = re.compile(r"(?<![\w])ngày[ ]{1,3}(?=[^,;:\x1f]{5,32},?[ ]{1,3}$)")
_REACH = 120
"""How far before a document its issuer may stand."""


def issuer_before(
    scanned: str, text: str, at: int, symbol: str | None
) -> tuple[tuple[int, int], Period | None] | None:
    """The issuer named before a document that begins at `at`, and the date that stands before it in its turn.

    `theo đề nghị của Sở Nội vụ tại Tờ trình số …`, `Quốc hội đã thông qua Luật …`, `được UBND tỉnh ban hành tại
    Quyết định số …`, `Nghị định của Chính phủ số …`, `Kế hoạch năm 2018 của UBND tỉnh (Kế hoạch số …`. None where the
    symbol is another body's.
    """
    floor = max(0, at - _REACH)
    proposed = _PROPOSED_BY.search(scanned, max(0, at - 160), at)
    if proposed is not None and text[proposed.start("who")].isupper():
        return proposed.span("who"), None
    deed = _DEED.search(scanned, floor, at)
    found = _doer(scanned, text, floor, deed.start()) if deed is not None else None
    if found is not None:
        return (found, _day_before(scanned, text, found[0])) if _fits(text, found, symbol) else None
    done = _DONE_BY.search(scanned, floor, at)
    if done is not None and name_run(scanned, text, done.start("who")) == done.span("who"):
        found = done.span("who")
    sure = found is not None
    found = found or _owner(scanned, text, floor, at)
    if found is None or not _known(text, found) or not _fits(text, found, symbol, sure=not sure):
        return None
    return found, None


def _doer(scanned: str, text: str, floor: int, end: int) -> tuple[int, int] | None:
    """The agencies that a clause begins with and that end where its deed begins: the longest such run."""
    for clause in _CLAUSE.finditer(scanned, floor, end):
        start = clause.end() + (scanned[clause.end() : clause.end() + 1] == " ")
        if start >= end or not text[start].isupper():
            continue
        if name_run(scanned, text, start, joint=True) == (start, end) and _known(text, (start, end)):
            return start, end
    return None


def _owner(scanned: str, text: str, floor: int, at: int) -> tuple[int, int] | None:
    """The agency behind `của` that ends where the document begins: behind its type's word, or before a bracket."""
    bracket = _BRACKET.search(scanned, max(0, at - 14), at)
    end = bracket.start() if bracket is not None else at
    for lead in _OF.finditer(scanned, floor, end):
        found = issuer_behind(scanned, text, lead.start())
        if found is None or scanned[found[1] : end].strip(" :"):
            continue
        if bracket is not None or any(
            not scanned[word.end() : lead.start()].strip()
            for word in type_word().finditer(scanned, max(0, lead.start() - 40), lead.start())
        ):
            return found
    return None


def _known(text: str, who: tuple[int, int]) -> bool:
    """Whether all that stands between the commas names a body."""
    parts = re.split(r", (?=[BTUVHSC])", _words(text, who))
    return all(looks_like_agency(part.strip()) for part in parts)


def _fits(text: str, who: tuple[int, int], symbol: str | None, *, sure: bool = False) -> bool:
    """Whether the symbol can be that body's; with `sure` it must be known for it."""
    if symbol is None:
        return not sure
    fits = symbol_fits_issuer(symbol, _words(text, who))
    return fits is True if sure else fits is not False


def _words(text: str, who: tuple[int, int]) -> str:
    return " ".join(text[who[0] : who[1]].replace("*", " ").split())


def _day_before(scanned: str, text: str, at: int) -> Period | None:
    """The day that a clause begins with: `Ngày 16/6/2025, Quốc hội …`."""
    lead = _DAY_BEFORE.search(scanned, max(0, at - 44), at)
    period = date_at(scanned, text, lead.start()) if lead is not None else None
    if period is None or period.span is None or scanned[period.span.end : at].strip(" ,"):
        return None
    return period


def issuer_behind_amendment(scanned: str, text: str, at: int) -> tuple[int, int] | None:
    """The issuer behind a bracket that names amendments or a short name.

    `(đã được sửa đổi tại Nghị định số …) của Chính phủ`, `(Đề án 06) của Thủ tướng Chính phủ`.
    """
    aside = _AMENDED.match(scanned, at)
    return issuer_behind(scanned, text, aside.end()) if aside is not None else None
