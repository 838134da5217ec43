"""Document numbers and symbols (số, ký hiệu): `845/KH-UBND`, `202/2025/QH15`, `57-NQ/TW`, `972/SNV-CCHC`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpora.knowledge import document_types
from models.document import Span
from models.text import fold

_B = "[ ]{0,3}"
_SEGMENT = r"[a-zđưôơâăê][a-zđưôơâăê\d]{0,19}"
_NUMBER = rf"\d(?<![\w/.,]\d)\d{{0,7}}[a-eđ]?(?:{_B}/{_B}\d{{4,5}}(?=[ ]{{0,3}}/|[a-zđ]{{2,4}}-))?"
_TAIL = rf"(?:[ ]{{0,2}}[-&][ ]{{0,2}}{_SEGMENT}|\.{_SEGMENT}|/{_SEGMENT}|,{_SEGMENT}(?=[&,-]|[ ]{{1,3}}ngày)|-\d{{1,2}}(?![\w/.,-])|/(?:19|20)\d\d(?![\w/]))"
# a slash lost behind the year (49/2025TT-BCT) is a typing slip
_STATE = re.compile(
    rf"(?P<number>{_NUMBER})(?:{_B}/{_B}|(?<=/\d\d\d\d))(?P<symbol>{_SEGMENT}(?:{_TAIL}){{0,5}})"
)
_PARTY = re.compile(
    rf"(?P<number>\d(?<![\w/.,]\d)\d{{0,5}}[a-eđ]?){_B}-{_B}"
    rf"(?P<symbol>(?P<kind>[a-zđ]{{2,5}}){_B}/{_B}{_SEGMENT}(?:-{_SEGMENT}){{0,2}})"
)
_PIECE = re.compile(r"([ ]{0,2}[-&][ ]{0,2}|[.,/])")
_SAID = re.compile(
    r"\b(?:số|nghị định|nghị quyết|quyết định|luật|công văn|văn bản|chỉ thị|thông tư|kế hoạch) ?[:.]?[ ]{0,3}$"
)
_FORM = re.compile(r"\b(?:mẫu|biểu|bảng|phụ lục|phiếu|tờ khai|hóa đơn|lô|tk|tài khoản|qcvn|tcvn)[ \w]{0,12}$")
_BALLOT = re.compile(r"\bphiếu (?:lấy|xin|ghi) ý kiến[^;.:\x1f\d]{0,70}$")
"""A ballot's number (Phiếu lấy ý kiến Thành viên Chính phủ số 12/PLYK/2025): a paper of the procedure, no document cited."""
_LEGISLATURE = re.compile(r"(?P<agency>(?:ub(?:tv)?)?qh)(?P<term>k?\d{1,2})")
_PARTY_AGENCY = re.compile(
    r"(?:tw|tư|tu|hu|qu|thu|đu|đuk|đhq|tgv|vptw|vptu|bcs|bcsđ|btc|btg|bdv|bnc|ubkt|đtn|tđtn|mttq|cqtt)[a-zđ\d]*|[a-zđ]{2,9}(?:tw|tư|tu|hu|đu)"
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """The parts of a symbol: `QĐ-BNN-KHCN` is type QĐ, agency BNN, unit KHCN; `UBND-ĐT` has no type."""

    type: str | None
    agency: str | None
    unit: str | None = None
    party: bool = False
    """Written the party's way round: 57-NQ/TW."""
    legislature: int | None = None
    """The term of the National Assembly in QH15, UBTVQH15."""
    hyphen_lost: bool = False
    """Type and agency ran together (KHUBND): read with a lower grade."""


@dataclass(frozen=True, slots=True)
class DocNumber:
    """One document number of the text. `number` keeps its year (74/2025); blanks are dropped from both parts."""

    number: str
    symbol: str
    span: Span
    parsed: Symbol
    slash_lost: bool = False
    """The slash behind the year was left out (49/2025TT-BCT)."""

    @property
    def party(self) -> bool:
        return self.parsed.party

    @property
    def code(self) -> str:
        """`845/KH-UBND`, `57-NQ/TW`."""
        return f"{self.number}{'-' if self.party else '/'}{self.symbol}"


@cache
def _types() -> dict[str, str]:
    """Folded abbreviation as authors type it → official abbreviation."""
    found = {fold(each.abbreviation): each.abbreviation for each in document_types()}
    for each in document_types():
        for also in each.also:
            found.setdefault(fold(also), each.abbreviation)
    return found


# abbreviations of a type that are also an agency's (CT: Cục Thuế, Chủ tịch; TC, HĐ, QH …): a type only before an
# agency that issues such documents
_AMBIGUOUS = {
    "ct": re.compile(
        r"ttg|ub.*|b[a-zđ]{1,9}|tw|tư|tu|hu|đu|nhnn|nhtw|ctn|cp|s[a-zđ]{2,8}|tand.*|vks.*|tlđ.*|hđnd|tct|tcđbvn"
    ),
    "tc": re.compile(r"b[a-zđ]{1,6}|ubnd|tw|cp"),
    "l": re.compile(r"ctn"),
    "tt": re.compile(
        r"b[a-zđ&]{1,12}|nhnn.*|ttcp|vpcp|tand.*|vks.*|ktnn|ub[a-zđ]{2,6}|hđtp|ttg|[a-zđ]{2,10}"
    ),
    "qh": re.compile(r"(?!)"),
    "hđ": re.compile(r"(?!nd$|nd-).*"),
    "gt": re.compile(r"ubnd|s[a-zđ]{2,6}"),
    "np": re.compile(r"ubnd|s[a-zđ]{2,6}"),
    "gn": re.compile(r"ubnd"),
    "bl": re.compile(r"(?!)"),
    "hp": re.compile(r"(?!)"),
    "nd": re.compile(r"cp"),
    "qd": re.compile(r".*"),
    "pc": re.compile(r"ubnd|vp.*|s[a-zđ]{2,6}|hđnd"),
    "pg": re.compile(r"ubnd|vp.*|s[a-zđ]{2,6}|hđnd"),
    "pb": re.compile(r"ubnd|vp.*|s[a-zđ]{2,6}|hđnd"),
    "da": re.compile(r"ubnd|b[a-zđ]{1,9}|s[a-zđ]{2,8}|hđnd|tw|tu"),
    "lt": re.compile(r"(?!)"),
}
_GLUED_AGENCY = re.compile(
    r"ub(?:nd)?|cp|ttg|hđnd|bnv|btc|btp|byt|bct|bkhcn|bxd|bgdđt|bgtvt|btnmt|btttt|bnn|snv|stc|ubtvqh\d\d|ubtvqh|tw|tu"
)


def parse_symbol(symbol: str) -> Symbol:
    """Part a symbol into type, agency and unit; parts that it lacks are None. Blanks do not matter."""
    words = "".join(symbol.split())
    low = fold(words)
    types = _types()
    if "/" in low:
        head, _, rest = low.partition("/")
        body = words[len(head) + 1 :]
        if head.split("-")[0] in ("ttlt", "nqlt", "ttlb") or "-" in head:
            first, _, unit = body.partition("-")
            return Symbol(types.get(head.split("-")[0]), first or None, unit or None)
        agency, _, unit = body.partition("-")
        return Symbol(types.get(head), agency or None, unit or None, party=head in types)
    pieces = re.split(r"[-.]", words)
    lows = [fold(piece) for piece in pieces]
    alone = _LEGISLATURE.fullmatch(lows[0])
    if alone and len(pieces) == 1:
        return Symbol(None, words[: len(alone["agency"])], legislature=_term(alone["term"]))
    if len(pieces) == 1:
        return _glued(words, low, types)
    head = lows[0]
    rest = "-".join(pieces[1:])
    if head not in types or (head in _AMBIGUOUS and not _AMBIGUOUS[head].fullmatch(lows[1])):
        glued = _glued(pieces[0], head, types)
        if glued.hyphen_lost:
            return Symbol(glued.type, glued.agency, rest, hyphen_lost=True)
        return Symbol(None, pieces[0], rest)
    term = _LEGISLATURE.fullmatch(lows[1])
    agency = pieces[1][: len(term["agency"])] if term else pieces[1]
    return Symbol(
        types[head], agency, "-".join(pieces[2:]) or None, legislature=_term(term["term"]) if term else None
    )


def _term(digits: str) -> int:
    return int(digits.lstrip("k"))


def _glued(words: str, low: str, types: dict[str, str]) -> Symbol:
    for length in (4, 3, 2):
        if (
            low[:length] in types
            and low[:length] not in ("l", "ct")
            and _GLUED_AGENCY.fullmatch(low[length:])
        ):
            return Symbol(types[low[:length]], words[length:], hyphen_lost=True)
    if low in types and low not in _AMBIGUOUS:
        return Symbol(types[low], None)
    return Symbol(None, words or None)


def number_year(number: str | None) -> int | None:
    """The year that a number carries (`23/2015` → 2015); None without one."""
    _, slash, year = (number or "").partition("/")
    return int(year) if slash and year.isdigit() and len(year) <= 5 else None


def numbers_in(scanned: str, text: str) -> list[DocNumber]:
    """All document numbers in text order; `scanned` is the text scanned by `extractors.wraps`, `text` as written."""
    return list(_scan(scanned, text))


def _scan(scanned: str, text: str) -> Iterator[DocNumber]:
    found: list[DocNumber] = []
    for match in _STATE.finditer(scanned):
        state = _state(match, scanned, text)
        if state is not None:
            found.append(state)
    for match in _PARTY.finditer(scanned):
        party = _party(match, text, scanned)
        if party is not None:
            found.append(party)
    end = 0
    for number in sorted(found, key=lambda number: number.span):
        if number.span.start >= end:
            end = number.span.end
            yield number


def _state(match: re.Match[str], scanned: str, text: str) -> DocNumber | None:
    start, low = match.start(), match["symbol"]
    if _in_address(scanned, start) or (start and scanned[start - 1] == ":" and not _said(scanned, start)):
        return None
    if start and scanned[start - 1] == "-" and start > 1 and not scanned[start - 2].isspace():
        return None  # the tail of something longer: 28-12/KH
    said = _said(scanned, start)
    length = _symbol_length(match.start("symbol"), low, text, said=said)
    if length == 0:
        return None
    raw = text[match.start("symbol") : match.start("symbol") + length]
    symbol = _tidy(raw)
    parsed = parse_symbol(symbol)
    year = "/" in match["number"]
    if not _plausible(parsed, symbol, raw, said=said, year=year):
        return None
    if _FORM.search(scanned, max(0, start - 24), start) or _BALLOT.search(scanned, max(0, start - 90), start):
        return None
    span = Span(start, match.start("symbol") + length)
    lost = match.end("number") == match.start("symbol")
    return DocNumber(_tidy(match["number"]), symbol, span, parsed, lost)


def _party(match: re.Match[str], text: str, scanned: str) -> DocNumber | None:
    raw = match["symbol"]
    if match["kind"] not in _types() or _in_address(scanned, match.start()):
        return None
    written = text[match.start("symbol") : match.end()]
    if sum(char.isupper() for char in written) < 3 and not _said(scanned, match.start()):
        return None
    agency = raw.partition("/")[2].strip().split("-")[0]
    if not (_PARTY_AGENCY.fullmatch(agency) or _said(scanned, match.start())):
        return None
    following = scanned[match.end() : match.end() + 1]
    if following.isalnum():
        return None
    symbol = _tidy(written)
    name, _, unit = symbol.partition("/")[2].partition("-")
    parsed = Symbol(_types()[match["kind"]], name, unit or None, party=True)
    return DocNumber(match["number"], symbol, Span(match.start(), match.end()), parsed)


def _said(scanned: str, at: int) -> bool:
    return _SAID.search(scanned, max(0, at - 20), at) is not None


def _in_address(scanned: str, at: int) -> bool:
    """Whether the offset stands inside a web address."""
    blank = scanned.rfind(" ", max(0, at - 200), at)
    word = scanned[max(blank + 1, at - 200) : at]
    return "://" in word or "www." in word or "@" in word


def _symbol_length(start: int, low: str, text: str, *, said: bool) -> int:
    """How much of a candidate is a symbol: up to the last piece in capitals; 0 when the first is none."""
    lower_case = _all_lower(text[start : start + len(low)])
    length = 0
    dashes = 0
    pieces = _PIECE.split(low)
    at = start
    for number, piece in enumerate(pieces):
        if number % 2:  # a separator
            dashes += 1
            wide = len(piece) > 2 and piece[0] == " " and piece[-1] == " "
            if wide and dashes > 1:
                return length
        else:
            written = text[at : at + len(piece)]
            counted = said and number > 0 and written.isdecimal()  # a company's own symbol: 01/CV-01
            if not (counted or _is_capitals(written, first=number == 0, lower_case=lower_case)):
                return length
            length = at + len(piece) - start
        at += len(piece)
    return length


def _all_lower(written: str) -> bool:
    return written == written.lower()


def _is_capitals(written: str, *, first: bool, lower_case: bool) -> bool:
    if lower_case:
        return True  # `_plausible` asks for a known type then
    capitals = sum(char.isupper() for char in written)
    if not written[0].isupper():
        return False
    if capitals >= 2:
        return capitals * 2 >= sum(char.isalpha() for char in written)
    return not first and (len(written) == 1 or (len(written) <= 3 and written[1:].isdigit()))


def _plausible(parsed: Symbol, symbol: str, raw: str, *, said: bool, year: bool) -> bool:
    """Whether a candidate is a symbol and not a unit, a ratio or a list of abbreviations."""
    if _all_lower(raw):
        return parsed.type is not None and parsed.agency is not None and (said or not parsed.hyphen_lost)
    if parsed.legislature is not None or parsed.hyphen_lost:
        return True
    if parsed.type is not None and (parsed.agency is not None or said or year):
        return True
    if parsed.agency and parsed.unit:
        return True
    return said or (year and len(symbol) >= 3 and not re.fullmatch(r"[A-ZĐ]{3,}", symbol))


def _tidy(written: str) -> str:
    """Drop blanks; every dash a plain hyphen; Ð the letter Đ."""
    words = "".join(written.split()).replace("*", "")
    return re.sub("[–—‐‑−\ufffe\u00ad]", "-", words).replace("Ð", "Đ")
