"""Symbols of documents (KH-UBND, 57-NQ/TW, 202/2025/QH15): who issued it, and whether type, symbol and issuer agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from corpora.knowledge import (
    Agency,
    DocumentType,
    agencies,
    agencies_by_abbreviation,
    province_by_name,
    type_by_abbreviation,
    type_by_name,
)
from extractors.agency_lexicon import COUNCILS, PUNCTUATION, Token, determiner, head_at, name_at, tokenize
from models.text import fold, key

_TERM = re.compile(r"^(ubtvqh|qh|hđnd)\d{1,2}$")
"""An assembly with the number of its term: QH15, HĐND12."""
_ASSEMBLY = frozenset({"qh", "ubtvqh"})
_BY_ASSEMBLY = frozenset({"Hiến pháp", "Bộ luật", "Luật", "NQ", "PL", "VBHN", "TTr", "BC", "TB", "CTr", "KH"})
_PLACE_ISSUERS = {"ubnd": "UBND", "hđnd": "HĐND"}
_GOVERNMENT = frozenset({"Chính phủ", "Thủ tướng Chính phủ"})
# who stands for the head of a body: words that may stand before its name
_OFFICE = frozenset({
    "chủ", "tịch", "phó", "bộ", "trưởng", "thứ", "giám", "đốc", "thống", "tổng", "cục", "vụ", "lãnh", "đạo",
    "chánh", "thường", "trực", "q", "quyền", "đồng", "chí",
})  # fmt: skip
_ALWAYS_NAMED = frozenset({"QĐ", "NĐ", "TT", "NQ", "Luật", "Bộ luật", "PL"})
"""Types whose symbol always names the type: one in the form of a letter (UBND-NC) cannot be theirs."""


@dataclass(frozen=True, slots=True)
class _Symbol:
    """A symbol taken apart: `KH-UBND` is (KH, [UBND]), `UBND-NC` (none, [UBND]), `57-NQ/TW` (NQ, [TW])."""

    parts: tuple[str, ...]
    type: DocumentType | None
    issuers: tuple[str, ...]
    """The parts that may name who issued it; for a joint document all of them, folded."""
    joint: bool

    @property
    def assembly(self) -> bool:
        return bool(self.issuers) and self.issuers[0] in _ASSEMBLY


def _read_symbol(symbol: str) -> _Symbol | None:
    plain = re.sub(r"\s+", "", fold(normalize("NFC", symbol))).strip(".,;:-/")
    parts = [part for part in re.split(r"[-/]", plain) if part]
    while parts and parts[0].isdecimal():
        parts.pop(0)
    parts = [match.group(1) if (match := _TERM.match(part)) else part for part in parts]
    if not parts:
        return None
    kind = type_by_abbreviation(parts[0])
    if len(parts) == 1:
        return _Symbol(tuple(parts), None, tuple(parts), False)
    # CT-CS is a letter of the Cục Thuế, CT-TTg a directive: what follows a type must be able to issue it
    if kind is not None and (_is_agency(parts[1]) or not _is_agency(parts[0])):
        joint = len(parts) > 2 and (_is_joint(parts[0]) or (_is_agency(parts[1]) and _is_agency(parts[2])))
        return _Symbol(tuple(parts), kind, tuple(parts[1:] if joint else parts[1:2]), joint)
    return _Symbol(tuple(parts), None, tuple(parts[:1]), False)


def _is_joint(part: str) -> bool:
    return part.endswith(("lt", "ln", "ph")) or part == "ttlb"


def _is_agency(part: str) -> bool:
    return part in _ASSEMBLY or bool(agencies_by_abbreviation(part))


def _issuing(agency: Agency) -> bool:
    """Whether the abbreviation is distinctive enough to tell who issued a document from it alone."""
    return agency.level in {"state", "government", "ministry"} or agency.name.startswith("Sở ")


def issuer_of_symbol(symbol: str, place: str | None, on: date | None) -> str | None:
    """Who issued a document with this symbol: `QĐ-BNV` Bộ Nội vụ, `KH-UBND` at Đắk Nông `UBND tỉnh Đắk Nông`.

    `place` is the place name of the header, `on` the day of issue. None where the symbol is ambiguous or unknown:
    a joint document, a party body of unknown rank, a council whose place is no province of that day.
    """
    read = _read_symbol(symbol)
    if read is None or read.joint or not read.issuers:
        return None
    issuer = read.issuers[0]
    province = province_by_name(place, on) if place else None
    if issuer in _PLACE_ISSUERS:
        return f"{_PLACE_ISSUERS[issuer]} {province.kind} {province.name}" if province else None
    if issuer == "tu":
        committee = "Thành ủy" if province and province.kind == "thành phố" else "Tỉnh ủy"
        return f"{committee} {province.name}" if province else None
    found = [agency for agency in agencies_by_abbreviation(issuer, on) if _issuing(agency)]
    return found[0].name if len(found) == 1 and len(agencies_by_abbreviation(issuer, on)) == 1 else None


# --- symbol and issuer


def _identity(agency: Agency) -> str:
    """What a body is for comparing issuers: councils of all units alike, the party's leading bodies alike."""
    for council in ("Ủy ban nhân dân", "Hội đồng nhân dân"):
        if agency.name.startswith(council):
            return council
    if agency.abbreviations[:1] in {("TW",), ("TU",)}:
        return agency.abbreviations[0]
    return agency.name


def _sure(agency: Agency) -> bool:
    return (
        _issuing(agency)
        or agency.abbreviations[:1] in {("TW",), ("TU",)}
        or _identity(agency) in {"Ủy ban nhân dân", "Hội đồng nhân dân"}
    )


def _related(one: Agency, other: Agency) -> bool:
    """Whether one followed the other, or stands under it, so that a mix-up is no plain contradiction."""
    if (
        one.name in other.successors
        or other.name in one.successors
        or set(one.successors) & set(other.successors)
    ):
        return True
    if {one.name, other.name} == _GOVERNMENT or {one.level, other.level} == {"state"}:
        return True
    first, second = one.name.split(), other.name.split()
    if first[0] == second[0] == "Sở" and first[1] == second[1]:
        return True  # local variants: Sở Văn hóa và Thể thao, Sở Văn hóa, Thể thao và Du lịch
    for above, below in ((one, other), (other, one)):
        if above.name in _GOVERNMENT:  # its offices speak for it (Thông báo … TB-VPCP), ministries do not
            if below.name.endswith("Chính phủ"):
                return True
        elif below.parent is not None and below.parent.startswith(_identity(above)):
            return True
    return False


def _named(words: str) -> tuple[tuple[Agency, ...], bool]:
    """The agencies that the words name, and whether they name one of them and nothing else but its head or place."""
    tokens = [
        token for token in tokenize(fold(normalize("NFC", words))) if token.word not in PUNCTUATION - {","}
    ]
    found: list[Agency] = []
    clean = True
    at = 0
    while at < min(len(tokens), 40):
        agency, end = _agency_at(tokens, at)
        if agency is not None:
            clean = clean and not found
            found.append(agency)
            at = end
            continue
        head = head_at(tokens, at)
        if not found:
            clean = clean and (bool(_OFFICE & {tokens[at].word}) or bool(determiner((tokens[at].word,))))
        elif head is not None and "unit" not in head[1]:
            clean = False
        at += 1
    return tuple(found), clean and bool(found)


def _agency_at(tokens: list[Token], at: int) -> tuple[Agency | None, int]:
    if tokens[at].word in COUNCILS:  # of any unit: tỉnh, huyện X, các xã
        agency = next(each for each in agencies() if fold(each.name).startswith(tokens[at].word))
        return agency, at + 1
    named = name_at(tokens, at)
    return (named[1], named[0]) if named is not None else (None, at)


def symbol_fits_issuer(symbol: str, issuer_words: str) -> bool | None:
    """Whether the body in the words can have issued a document with this symbol; None where that is not sure.

    True for the same body, its head, or a former name of the abbreviation; False only between two known bodies of
    which neither followed, or stands under, the other.
    """
    read = _read_symbol(symbol)
    if read is None:
        return None
    named, clean = _named(issuer_words)
    if not named:
        return None
    candidates = [agency for part in read.issuers for agency in agencies_by_abbreviation(part)]
    identities = {_identity(agency) for agency in candidates}
    if any(_identity(agency) in identities for agency in named):
        return True
    if read.joint or not candidates or not clean or len(named) != 1:
        return None
    if not _sure(named[0]) or not all(_sure(candidate) for candidate in candidates):
        return None
    return None if any(_related(candidate, named[0]) for candidate in candidates) else False


# --- type and symbol


def _type_of_words(type_words: str) -> DocumentType | None:
    """The type that the words begin with, the longest name first (`Thông tư liên tịch` before `Thông tư`)."""
    words = key(type_words).split()
    for length in range(min(len(words), 5), 0, -1):
        found = type_by_name(" ".join(words[:length]))
        if found is not None:
            return found
    return None


def type_fits_symbol(type_words: str, symbol: str) -> bool | None:
    """Whether a document called so can bear this symbol (`Kế hoạch`, `KH-UBND`); None where that is not sure.

    False only where the symbol certainly names another type (`Quyết định`, `KH-UBND`; `Công văn`, `TTr-SNV`), and
    not where authors are used to cite one for the other (a plan issued by a decision: `Kế hoạch`, `QĐ-UBND`).
    """
    kind = _type_of_words(type_words)
    read = _read_symbol(symbol)
    if kind is None or read is None:
        return None
    own = {fold(abbreviation) for abbreviation in (kind.abbreviation, *kind.also)}
    if own & set(read.parts):
        return True
    if read.assembly and read.type is None:
        return _fits_assembly(kind)
    if kind.abbreviation == "CV" and read.type is None:
        return True if _is_agency(read.parts[0]) else None
    if read.type is None:
        letter = (
            len(read.parts) > 1
            and read.parts[0] in _PLACE_ISSUERS
            and type_by_abbreviation(read.parts[1]) is None
        )
        return False if letter and kind.abbreviation in _ALWAYS_NAMED else None
    if fold(read.type.abbreviation) in {fold(other) for other in kind.loose} or read.joint:
        return None
    if kind.abbreviation == "TTLT" or not _is_agency(read.parts[1]):
        return None
    return False


def _fits_assembly(kind: DocumentType) -> bool | None:
    """Acts of the National Assembly bear its symbol alone (QH15), whatever their type."""
    if kind.abbreviation in {"Hiến pháp", "Bộ luật", "Luật", "NQ", "PL"}:
        return True
    return None if kind.abbreviation in _BY_ASSEMBLY or "normative" not in kind.families else False
