"""What the field knows, read from the data files beside this module: types, agencies, provinces, terms, positions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from corpora.table import Row, load_table
from models.text import fold, key

Rank = Literal["head", "deputy", "staff"]
Families = frozenset({"administrative", "normative", "party"})
Levels = frozenset(
    {
        "state", "government", "ministry", "central", "party", "province-party", "district-party", "party-body",
        "province", "department", "province-unit", "unit", "press", "mass", "district", "district-unit",
        "commune", "commune-unit", "council", "collective",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document (loại văn bản): NĐ 30/2020/NĐ-CP Phụ lục III, normative and party types."""

    abbreviation: str
    name: str
    also: tuple[str, ...]
    """Other abbreviations met in symbols (CT for Chương trình, QCPH)."""
    names: tuple[str, ...]
    families: tuple[str, ...]
    loose: tuple[str, ...]
    """Abbreviations of types whose symbol is often cited under this name: such a pair is no contradiction."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """A body or a collective name of bodies. The name holds from `start` to `end`, both included; None is open."""

    name: str
    abbreviations: tuple[str, ...]
    aliases: tuple[str, ...]
    """The same name spelt otherwise."""
    related: tuple[str, ...]
    """Names of its standing bodies, of its twins in other units, looser names: found with it, but not the same name."""
    level: str
    parent: str | None
    start: date | None
    end: date | None
    successors: tuple[str, ...]
    examples: tuple[str, ...]

    def holds(self, on: date | None) -> bool:
        """Whether the name was in use on that day; any day when none is given."""
        return on is None or _within(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally run city. One that was enlarged on 01/7/2025 has two entries."""

    name: str
    kind: str
    """`tỉnh` or `thành phố`."""
    start: date | None
    end: date | None
    successor: str | None
    predecessors: tuple[str, ...]
    variants: tuple[str, ...]

    def holds(self, on: date | None) -> bool:
        return on is None or _within(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class Legislature:
    """A term of the National Assembly (khóa Quốc hội): its number, and the years in which it begins and ends."""

    number: int
    roman: str
    first_year: int
    last_year: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A position that signs (chức vụ). A deputy signs KT. for the position `above`."""

    name: str
    rank: Rank
    above: str | None
    collective: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """A form of signing (NĐ 30/2020, Điều 13): TM., KT., TL., TUQ., Q."""

    form: str
    meaning: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A central scheme of the PAR index: the decision, what replaced it, the years that it was made for."""

    number: str
    symbol: str
    issued: date
    title: str
    replaced_by: str | None
    years: tuple[int, int] | None
    ministry_counts: tuple[int, int, int] | None
    """Fields, criteria, sub-criteria of the ministries' index."""
    province_counts: tuple[int, int, int] | None

    @property
    def code(self) -> str:
        return f"{self.number}/{self.symbol}"


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A phrase in agency names with its short forms (ủy ban nhân dân: UBND)."""

    phrase: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyHead:
    """A word that agency names begin with; for the kinds see the data file."""

    words: str
    kinds: frozenset[str]


def _within(start: date | None, end: date | None, on: date) -> bool:
    return (start is None or start <= on) and (end is None or on <= end)


# --- the tables


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Every type of document with its abbreviation (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

    def make(row: Row) -> DocumentType:
        families = row.items("families")
        if not families or not Families.issuperset(families):
            raise row.fail(f"column families must hold some of {', '.join(sorted(Families))}")
        return DocumentType(
            row.text("abbreviation"),
            row.text("name"),
            row.items("also"),
            row.items("names"),
            families,
            row.items("loose"),
            row.items("examples"),
        )

    return load_table("document_types.csv", "abbreviation name also names families loose examples", make)


@cache
def agencies() -> tuple[Agency, ...]:
    """Every body and kind of body that the field knows, with its names, abbreviations and days."""

    def make(row: Row) -> Agency:
        start, end = row.dates()
        return Agency(
            row.text("name"),
            row.items("abbreviations"),
            row.items("aliases"),
            row.items("related"),
            row.among("level", Levels),
            row.maybe("parent"),
            start,
            end,
            row.items("successors"),
            row.items("examples"),
        )

    return load_table(
        "agencies.csv", "name abbreviations aliases related level parent from to successors examples", make
    )


@cache
def provinces() -> tuple[Province, ...]:
    """Every province, those of before the mergers too, with the days of its name."""

    def make(row: Row) -> Province:
        start, end = row.dates()
        return Province(
            row.text("name"),
            row.among("kind", ("tỉnh", "thành phố")),
            start,
            end,
            row.maybe("successor"),
            row.items("predecessors"),
            row.items("variants"),
        )

    return load_table("provinces.csv", "name kind from to successor predecessors variants", make)


@cache
def legislatures() -> tuple[Legislature, ...]:
    """The terms of the National Assembly with their years."""

    def make(row: Row) -> Legislature:
        first, last = row.whole("from"), row.whole("to")
        if last < first:
            raise row.fail(f"ends ({last}) before it begins ({first})")
        return Legislature(row.whole("number"), row.text("roman"), first, last, row.items("examples"))

    return load_table("legislatures.csv", "number roman from to examples", make)


@cache
def positions() -> tuple[Position, ...]:
    """The positions of signers, with their ranks."""

    ranks: dict[str, Rank] = {"head": "head", "deputy": "deputy", "staff": "staff"}

    def make(row: Row) -> Position:
        rank = ranks[row.among("rank", ranks)]
        if (rank == "deputy") is not bool(row.cells["above"]):
            raise row.fail("a deputy, and only a deputy, names the position above it")
        return Position(
            row.text("name"), rank, row.maybe("above"), row.cells["collective"] == "yes", row.items("names")
        )

    return load_table("positions.csv", "name rank above collective names", make)


@cache
def authorities() -> tuple[Authority, ...]:
    """The forms of signing for another (TM., KT., TL.) and what they mean."""

    def make(row: Row) -> Authority:
        return Authority(row.text("form"), row.text("meaning"), row.items("variants"))

    return load_table("authorities.csv", "form meaning variants", make)


@cache
def surnames() -> frozenset[str]:
    """Family names of persons, as written."""
    return frozenset(load_table("surnames.csv", "name", lambda row: row.text("name")))


@cache
def schemes() -> tuple[Scheme, ...]:
    """The ministry's decisions on the index, with what years they rule and how many fields, criteria and sub-criteria they have."""

    def counts(row: Row, column: str) -> tuple[int, int, int] | None:
        value = row.maybe(column)
        if value is None:
            return None
        numbers = value.split("/")
        if len(numbers) != 3 or not all(number.isdecimal() for number in numbers):
            raise row.fail(f"column {column} must be fields/criteria/sub-criteria: {value!r}")
        return int(numbers[0]), int(numbers[1]), int(numbers[2])

    def make(row: Row) -> Scheme:
        issued = row.day("issued")
        if issued is None:
            raise row.fail("column issued is empty")
        years = row.maybe("applies")
        if years is not None and not re.fullmatch(r"\d{4}-\d{4}", years):
            raise row.fail(f"column applies must be YYYY-YYYY: {years!r}")
        return Scheme(
            row.text("number"),
            row.text("symbol"),
            issued,
            row.text("title"),
            row.maybe("replaced_by"),
            (int(years[:4]), int(years[5:])) if years else None,
            counts(row, "ministry_counts"),
            counts(row, "province_counts"),
        )

    return load_table(
        "schemes.csv",
        "number symbol issued title replaced_by applies ministry_counts province_counts",
        make,
    )


@cache
def short_forms() -> tuple[ShortForm, ...]:
    """Phrases of the field and how they are shortened."""

    def make(row: Row) -> ShortForm:
        return ShortForm(row.text("phrase"), row.items("short"))

    return load_table("short_forms.csv", "phrase short", make)


@cache
def agency_heads() -> tuple[AgencyHead, ...]:
    """The words that names of bodies begin with, and what kind of words they are."""

    kinds = {"strong", "weak", "generic", "unit", "person", "fields"}

    def make(row: Row) -> AgencyHead:
        found = frozenset(row.items("kinds"))
        if not found or not found <= kinds:
            raise row.fail(f"column kinds must hold some of {', '.join(sorted(kinds))}")
        return AgencyHead(row.text("words"), found)

    return load_table("agency_heads.csv", "words kinds", make)


# --- looking things up


@cache
def _types_by_abbreviation() -> dict[str, DocumentType]:
    table = {fold(each.abbreviation): each for each in document_types()}
    for each in document_types():
        for other in each.also:
            table.setdefault(fold(other), each)
    return table


@cache
def _types_by_name() -> dict[str, DocumentType]:
    return {key(name): each for each in document_types() for name in (each.name, *each.names)}


def type_by_abbreviation(abbreviation: str) -> DocumentType | None:
    """The type that `KH`, `QĐ`, `CTr` … stands for, in any case; an official abbreviation goes before a habit."""
    return _types_by_abbreviation().get(fold(abbreviation.strip()))


def type_by_name(words: str) -> DocumentType | None:
    """The type named by all of `words` (`kế hoạch`, `Thông báo kết luận`), whatever their case and tone placement."""
    return _types_by_name().get(key(words))


@cache
def _agencies_by_abbreviation() -> dict[str, tuple[Agency, ...]]:
    table: dict[str, list[Agency]] = {}
    for each in agencies():
        for abbreviation in each.abbreviations:
            table.setdefault(fold(abbreviation), []).append(each)
    return {abbreviation: tuple(found) for abbreviation, found in table.items()}


def agencies_by_abbreviation(abbreviation: str, on: date | None = None) -> tuple[Agency, ...]:
    """All bodies that use this abbreviation in symbols, those of that day where one is given."""
    found = _agencies_by_abbreviation().get(fold(abbreviation.strip()), ())
    return tuple(each for each in found if each.holds(on))


@cache
def _provinces_by_name() -> dict[str, tuple[Province, ...]]:
    table: dict[str, list[Province]] = {}
    for each in provinces():
        for name in (each.name, *each.variants):
            table.setdefault(key(name), []).append(each)
    return {name: tuple(found) for name, found in table.items()}


_KIND_WORD = re.compile(r"^(?:tỉnh|thành phố|tp)(?: |(?=[^\W\d_]))")


def province_by_name(name: str, on: date | None = None) -> Province | None:
    """The province of that name on that day; without a day the one of today's map, or the last that bore the name.

    `name` may be folded or not, and may carry its kind (`tỉnh Đắk Nông`, `TP. Hồ Chí Minh`).
    """
    words = key(name)
    found = _provinces_by_name().get(words) or _provinces_by_name().get(_KIND_WORD.sub("", words), ())
    holding = [each for each in found if each.holds(on)]
    return holding[-1] if holding else None


def legislature(number: int) -> Legislature | None:
    """The term of the National Assembly of that number; None where there is none."""
    return next((each for each in legislatures() if each.number == number), None)


def legislature_years(number: int) -> tuple[int, int] | None:
    """First and last year of a term of the National Assembly (QH15: 2021, 2026); None for an unknown term."""
    found = legislature(number)
    return (found.first_year, found.last_year) if found else None


@cache
def _positions_by_name() -> dict[str, Position]:
    return {key(name): each for each in positions() for name in (each.name, *each.names)}


def position_by_name(words: str) -> Position | None:
    """The position named by all of `words` (`PHÓ CHỦ TỊCH`)."""
    return _positions_by_name().get(key(words))


@cache
def _authorities_by_form() -> dict[str, Authority]:
    return {
        fold(form).replace(" ", "").rstrip("."): each
        for each in authorities()
        for form in (each.form, *each.variants)
    }


def authority_by_form(words: str) -> Authority | None:
    """The form of signing that `KT.`, `K/T`, `TM` … is a spelling of."""
    return _authorities_by_form().get(fold(words).replace(" ", "").rstrip("."))


def scheme_by_code(code: str) -> Scheme | None:
    """The central PAR-index scheme with that number and symbol (`892/QĐ-BNV`)."""
    wanted = fold(code).replace(" ", "")
    return next((each for each in schemes() if fold(each.code) == wanted), None)
