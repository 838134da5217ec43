"""The calendar atoms of time expressions: a date, a month, a quarter, a half-year, a year, with or without its year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from models.document import Span

Unit = Literal["day", "month", "quarter", "half", "year"]
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are slips of the pen, not dates."""

B = "[ ]{0,6}"
_D = r"\d{1,2}(?!\d)"
_Y = r"(?:19|20)\d\d(?!\d)"
_LONG = r"\d{4,5}(?!\d)"
# what ends figures that are no date: 15/2025/NĐ-CP, 10.12.2024.5, 12/2024-BTC
_END = r"(?![\w]|/[\da-zđ]|[.,]\d|-(?:[a-zđ]|\d(?!\d?/)))"
_LIST_END = rf"{B}(?:$|[;.)\x1f]|(?:hằng|hàng|mỗi)(?![\w]))"
_TO = rf"{B}(?:-|đến|tới|/){B}(?:năm{B})?"
_SEP = rf"{B}(?:,|và|-|đến hết|đến|tới){B}"
_OF_YEAR = rf"(?:{B}[/.-]{B}(?P<@y1>{_LONG}){_END}|{B},?{B}(?:của{B})?[/-]?{B}năm{B}(?P<@y2>{_LONG}){_END})"
_NGAY = (
    rf"(?:ngày{B}){{1,2}}(?:(?:thứ{B}(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ{B}nhật){B},?{B}(?:ngày{B})?)?:?{B}"
)
_PART = rf"(?:(?P<@part>(?<!bắt )(?<!đứng )(?<!lần )(?<!tuần )(?:đầu|giữa|cuối)){B}(?:của{B})?)?"
_QUARTER = r"(?:iii|ii|iv|i|một|hai|ba|tư|bốn|0?[1-4])(?![\w])"
_ERA = rf"(?:(?:giai đoạn|nhiệm kỳ|thời kỳ|niên khóa|niên độ|năm học|các năm|năm)(?:{B}từ)?(?:{B}năm)?|khóa [ivxl\d]{{1,5}},?)"

_PATTERNS = {
    # ngày 10, 11 và 12 tháng 01 năm 2025; ngày 10 đến ngày 15/12/2024
    "days": rf"ngày{B}(?P<@d1>{_D})(?:{_SEP}(?:ngày{B})?{_D}){{0,5}}{_SEP}(?:ngày{B})?(?P<@d2>{_D})"
    rf"{B}(?:/|tháng){B}(?P<@m>{_D})(?:{_OF_YEAR}|{_END})",
    # ngày 10 tháng 12 năm 2024; ngày 10 tháng 12/2024; ngày 10 tháng 12
    "words": rf"{_NGAY}(?P<@d>{_D})[ ,/-]{{0,4}}tháng{B}(?P<@m>{_D})(?:{_OF_YEAR}|{B},?{B}(?P<@y3>{_Y}){_END})?",
    # ngày 10/12/2024; ngày 10/12 năm 2024; ngày 10/12; ngày 10/12/24
    "slashes": rf"{_NGAY}(?P<@d>{_D}){B}[/.-]{B}(?P<@m>{_D})"
    rf"(?:{B}[/.-]{B}(?P<@y1>\d{{2,5}}){_END}|{B},?{B}năm{B}(?P<@y2>{_LONG}){_END}|{_END})",
    # 01/12 đến 15/12/2024; 10-15/12/2024
    "stretch": rf"(?P<@d1>{_D})(?:{B}/{B}(?P<@m1>{_D}))?{B}(?:-|đến|tới){B}(?P<@d2>{_D}){B}/{B}(?P<@m2>{_D}){B}/{B}(?P<@y1>{_Y}){_END}",
    # 10/12/2024 with no word before it
    "figures": rf"(?P<@d>{_D}){B}(?P<@s>[/.-]){B}(?P<@m>{_D}){B}(?P=@s){B}(?P<@y1>{_LONG}){_END}",
    # 10 tháng 12 năm 2024
    "late": rf"(?<!tuần )(?<!đợt )(?<!lần )(?<!thứ )(?<!kỳ )(?P<@d>{_D}){B}tháng{B}(?P<@m>{_D}){_OF_YEAR}",
    # tháng 10, 11 và 12 năm 2024
    "months": rf"{_PART}tháng{B}(?P<@m1>{_D})(?:{_SEP}{_D}){{0,5}}{_SEP}(?P<@m2>{_D})(?:{_OF_YEAR}|(?={_LIST_END}))",
    # cuối tháng 12/2024; tháng 12 năm 2024; tháng 12
    "month": rf"{_PART}tháng{B}(?P<@m>{_D})(?:{_OF_YEAR}|{B}(?P<@y3>{_Y}){_END}|{_END})",
    "named": rf"tháng{B}(?P<@w>mười{B}(?:một|hai)|giêng|chạp|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười){B}năm{B}(?P<@y1>{_Y}){_END}",
    # quý III, IV năm 2025
    "quarters": rf"{_PART}qu[ýí]{B}(?P<@q1>{_QUARTER})(?:{_SEP}(?:qu[ýí]{B})?{_QUARTER}){{0,3}}{_SEP}(?:qu[ýí]{B})?(?P<@q2>{_QUARTER})(?:{_OF_YEAR}|{_END})",
    "quarter": rf"{_PART}qu[ýí]{B}(?P<@q>{_QUARTER})(?:{_OF_YEAR}|{B}(?P<@y3>{_Y}){_END}|{_END})",
    "wrong_quarter": rf"qu[ýí]{B}(?:vi{{0,3}}|0?[5-9]){_OF_YEAR}",
    # 6 tháng đầu năm 2025; 9 tháng năm 2025
    "half": rf"(?P<@n>0?[369]|1[02]|ba|sáu|chín){B}tháng{B}(?:(?P<@part>đầu|cuối){B}(?:của{B})?năm(?:{B}(?P<@y1>{_Y}){_END})?"
    rf"|(?:của{B})?năm{B}(?P<@y2>{_Y}){_END}|/{B}(?P<@y3>{_Y}){_END})(?![\w])",
    "halves": rf"nửa{B}(?P<@part>đầu|cuối){B}năm(?:{B}(?P<@y1>{_Y}){_END})?(?![\w])",
    # giai đoạn 2022 - 2030; nhiệm kỳ 2021-2026; năm 2025 - 2026
    "years": rf"{_ERA}{B}(?P<@y1>{_Y}){_TO}(?P<@y2>{_Y}){_END}",
    "bracket": rf"(?<=\()(?P<@y1>{_Y}){B}-{B}(?P<@y2>{_Y})(?={B}\))",
    # cuối năm 2024; năm 2024; năm 2024 và 2025
    "year": rf"{_PART}năm{B}(?P<@y1>{_Y})(?:{B}(?:,|và){B}(?P<@y2>{_Y}))?{_END}",
    "wrong_year": rf"năm{B}20[0-4]\d\d(?<!00){_END}",
    "edge": rf"(?P<@part>(?<!bắt )(?<!đứng )(?<!lần )(?<!tuần )(?:đầu|giữa|cuối)){B}(?:của{B})?năm(?![\w])(?!{B}\d)(?!{B}(?:học|nay|sau|trước|tới))",
}
_START = re.compile(
    r"ngày|tháng|năm|nửa|nhiệm kỳ|niên|qu[ýí]|đầu|giữa|giai đoạn|cuối|các năm|thời kỳ|khóa [ivxl\d]|ba tháng|sáu tháng|chín tháng|\d(?<![\w/.,]\d)"
)
"""The words that calendar expressions begin with: looked for first, for speed."""
_ATOM = re.compile(
    r"(?<![\w/.,])(?<![^\W\d_]-)(?:"
    + "|".join(f"(?P<{name}>{pattern.replace('@', name + '_')})" for name, pattern in _PATTERNS.items())
    + ")"
)
_GROUPS = {
    name: tuple((full[len(name) + 1 :], full) for full in _ATOM.groupindex if full.startswith(name + "_"))
    for name in _PATTERNS
}
# after a lead word that promises a time, figures alone are one: trước 20/12, đến 12/2025, từ 2022
_BARE = re.compile(
    rf"(?P<d>{_D}){B}/{B}(?P<m>{_D})(?![/\d]|[.,]\d)(?={B}(?:$|[,;.)\x1f-]|đến|tới|hằng|hàng|mỗi|để|phải))"
    rf"|(?P<m2>{_D}){B}/{B}(?P<y2>{_Y}){_END}"
    rf"|(?P<y>{_Y}){_END}(?={B}(?:$|[,;.)\x1f-]|đến|tới|trở))"
)
_BLANK = re.compile(
    r"ngày(?:(?P<day>[ ._]{0,20}\d{1,2}[ ._]{0,20})|[ ._]{0,60})tháng(?:(?P<month>[ ._]{0,20}\d{1,2}[ ._]{0,20})|[ ._]{0,60})"
    r"năm[ ._]{0,20}(?P<year>\d{1,5})?"
    r"|ngày[ ._]{0,30}(?P<sday>\d{1,2})?[ ._]{0,30}/[ ._]{0,30}(?P<smonth>\d{1,2})?[ ._]{0,30}/[ ._]{0,30}(?P<syear>\d{2,5})?"
)
_QUARTER_OF = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_MONTH_OF = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_COUNT_OF = {"ba": 3, "sáu": 6, "chín": 9}


@dataclass(frozen=True, slots=True)
class Atom:
    """One calendar expression: month `m1` (from day `d1`) to month `m2` (to day `d2`); day 0 is the month's edge."""

    start: int
    end: int
    unit: Unit
    year: int | None
    m1: int = 1
    m2: int = 12
    d1: int = 0
    d2: int = 0
    last_year: int | None = None
    impossible: bool = False
    part: str | None = None
    """đầu, giữa or cuối: a day by the Civil Code's reckoning (Điều 146)."""
    stretch: bool = False
    """It names two ends itself (ngày 10 đến 15/12/2024, giai đoạn 2022 - 2030)."""

    @property
    def dated(self) -> bool:
        return self.year is not None and not self.impossible

    def first(self) -> date | None:
        """The first day; None without a year or where no calendar has it."""
        return (
            date(self.year, self.m1, self.d1 or 1) if self.year is not None and not self.impossible else None
        )

    def last(self) -> date | None:
        """The last day; None without a year or where no calendar has it."""
        if self.year is None or self.impossible:
            return None
        year = self.last_year or self.year
        return date(year, self.m2, self.d2 or monthrange(year, self.m2)[1])

    def in_year(self, year: int) -> Atom:
        """The same expression with its missing year filled; 29/02 in a common year is impossible."""
        fits = _exists(year, self.m1, self.d1) and _exists(year, self.m2, self.d2)
        return replace(self, year=year, impossible=self.impossible or not fits)


def _exists(year: int, month: int, day: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and day <= monthrange(year, month)[1]


def blank_dates(scanned: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Dates whose day, month or year is left open: `ngày   tháng 11 năm 2024`, `ngày …/…/2024`."""
    for match in _BLANK.finditer(scanned, start, len(scanned) if end is None else end):
        words = match.group()
        slashed = "/" in words
        given = [
            match[name] for name in (("sday", "smonth", "syear") if slashed else ("day", "month", "year"))
        ]
        if all(given):
            continue
        open_places = "." in words or "_" in words or "  " in words.strip()
        if not open_places and (not given[2] or (slashed and all(given[:2]))):
            continue  # the label of a form (ngày tháng năm sinh), or a date without its year
        if not any(given) and scanned.startswith(("sinh", "cấp"), match.end()):
            continue
        yield Span(match.start(), match.start() + len(words.rstrip(" ")))


def atoms(scanned: str, start: int, end: int) -> Iterator[Atom]:
    """The calendar expressions of a stretch of scanned text, in order."""
    for begin in _START.finditer(scanned, start, end):
        if begin.start() < start:
            continue
        match = _ATOM.match(scanned, begin.start(), end)
        atom = _read(match) if match is not None else None
        if atom is not None:
            start = atom.end
            yield atom


def day_at(scanned: str, at: int) -> Atom | None:
    """The date that begins at `at` (behind blanks), if one does."""
    while scanned.startswith(" ", at):
        at += 1
    match = _ATOM.match(scanned, at, min(len(scanned), at + 60))
    atom = _read(match) if match is not None else None
    return atom if atom is not None and atom.unit == "day" and not atom.stretch else None


def bare_atom(scanned: str, at: int, end: int) -> Atom | None:
    """Figures that are a time only because a lead word stands before them."""
    match = _BARE.match(scanned, at, end)
    if match is None:
        return None
    where = (match.start(), match.end())
    if match["d"]:
        return _day(where, match["d"], match["m"], None)
    if match["m2"]:
        return _months(where, match["m2"], match["m2"], match["y2"], None)
    return Atom(*where, "year", int(match["y"]))


Where = tuple[int, int]


def _read(match: re.Match[str]) -> Atom | None:
    name = match.lastgroup or ""
    groups = {key: match[full] for key, full in _GROUPS.get(name, ()) if match[full]}
    where = (match.start(), match.end())
    year = groups.get("y1") or groups.get("y2") or groups.get("y3")
    part = groups.get("part")
    if name in ("words", "late"):
        return _day(where, groups["d"], groups["m"], year)
    if name in ("slashes", "figures"):
        return _figures(where, groups, year, worded=name == "slashes")
    if name == "stretch":
        return _stretch(where, groups, match.start("stretch_d2"))
    if name == "days":
        return _days(where, groups["d1"], groups["d2"], groups["m"], year)
    if name == "month":
        return _months(where, groups["m"], groups["m"], year, part)
    if name == "months":
        if 1 <= int(groups["m1"]) <= 12 and 1 <= int(groups["m2"]) <= 12:
            return _months(where, groups["m1"], groups["m2"], year, part)
        return _months((where[0], match.end("months_m1")), groups["m1"], groups["m1"], None, part)
    if name == "named":
        month = str(_MONTH_OF[" ".join(groups["w"].split())])
        return _months(where, month, month, year, None)
    if name in ("quarter", "quarters"):
        return _quarters(where, groups.get("q1") or groups["q"], groups.get("q2") or groups["q"], year, part)
    if name in ("half", "halves"):
        return _half(where, groups.get("n", "6"), part, year)
    if name in ("wrong_quarter", "wrong_year"):
        return Atom(*where, "quarter" if name == "wrong_quarter" else "year", None, impossible=True)
    return _years(where, groups, part)


def _figures(where: Where, groups: dict[str, str], year: str | None, *, worded: bool) -> Atom | None:
    day, month = int(groups["d"]), int(groups["m"])
    if not worded:
        if year is None or not (day <= 39 and month <= 19):
            return None
        if groups["s"] != "/" and not (day <= 31 and month <= 12 and FIRST_YEAR <= int(year) <= LAST_YEAR):
            return None
    if year is not None and len(year) == 2:
        year = f"20{year}" if int(year) < 50 else f"19{year}"
    return _day(where, groups["d"], groups["m"], year)


def _day(where: Where, day: str, month: str, year: str | None) -> Atom:
    d, m, y = int(day), int(month), int(year) if year else None
    # a leap year stands in for one that is not given
    real = d >= 1 and _exists(y if y is not None else 2024, m, d)
    return Atom(*where, "day", y, m, m, d, d, impossible=not real)


def _days(where: Where, first: str, last: str, month: str, year: str | None) -> Atom:
    two = _day(where, last, month, year)
    if int(first) <= int(last) or two.impossible:
        one = _day(where, first, month, year)
    elif two.m1 > 1:  # ngày 28 đến ngày 05/12: of the month before
        one = _day(where, first, str(two.m1 - 1), year)
    else:
        one = _day(where, first, "12", str(two.year - 1) if two.year is not None else None)
    wrong = one.impossible or two.impossible
    return replace(one, m2=two.m2, d2=two.d2, last_year=two.year, impossible=wrong, stretch=True)


def _stretch(where: Where, groups: dict[str, str], second: int) -> Atom:
    one = _day(where, groups["d1"], groups.get("m1") or groups["m2"], None)
    two = _day(where, groups["d2"], groups["m2"], groups["y1"])
    year = int(groups["y1"])
    late = (one.m1, one.d1) > (two.m1, two.d1)
    if late and "m1" not in groups:
        return replace(two, start=second)  # `5 - 01/12/2024` is no stretch
    wrong = one.impossible or two.impossible
    return replace(
        two,
        start=where[0],
        m1=one.m1,
        d1=one.d1,
        year=year - late,
        last_year=year,
        impossible=wrong,
        stretch=True,
    )


def _months(where: Where, first: str, last: str, year: str | None, part: str | None) -> Atom | None:
    m1, m2, y = int(first), int(last), int(year) if year else None
    if not (_exists(y or 2024, m1, 0) and _exists(y or 2024, m2, 0)):
        return Atom(*where, "month", y, impossible=True) if y is not None or m1 in range(13, 20) else None
    if part is None:
        return _over_new_year(Atom(*where, "month", y, m1, m2, stretch=m1 != m2))
    day = {"đầu": 1, "giữa": 15, "cuối": 0}[part]
    month = m2 if part == "cuối" else m1
    return Atom(*where, "month", y, month, month, day or _month_end(y, month), day, part=part)


def _over_new_year(atom: Atom) -> Atom:
    """`tháng 12 và 01 năm 2025`: the first is of the year before."""
    if atom.m1 <= atom.m2 or atom.year is None:
        return atom
    return replace(atom, year=atom.year - 1, last_year=atom.year)


def _month_end(year: int | None, month: int) -> int:
    return monthrange(year, month)[1] if year else 28 if month == 2 else monthrange(2023, month)[1]


def _quarters(where: Where, first: str, last: str, year: str | None, part: str | None) -> Atom:
    q1, q2 = _QUARTER_OF[first.lstrip("0")], _QUARTER_OF[last.lstrip("0")]
    y = int(year) if year else None
    m1, m2 = q1 * 3 - 2, q2 * 3
    if y is not None and not _exists(y, m1, 0):
        return Atom(*where, "quarter", y, impossible=True)
    if part == "đầu":
        return Atom(*where, "quarter", y, m1, m1, 1, 1, part=part)
    if part == "giữa":
        return Atom(*where, "quarter", y, m1 + 1, m1 + 1, 15, 15, part=part)
    if part == "cuối":
        return Atom(*where, "quarter", y, m2, m2, _month_end(y, m2), 0, part=part)
    return _over_new_year(Atom(*where, "quarter", y, m1, m2, stretch=q1 != q2))


def _half(where: Where, count: str, part: str | None, year: str | None) -> Atom:
    months = _COUNT_OF.get(count) or int(count)
    y = int(year) if year else None
    first, last = (13 - months, 12) if part == "cuối" else (1, months)
    return Atom(*where, "half", y, first, last, stretch=True)


def _years(where: Where, groups: dict[str, str], part: str | None) -> Atom:
    first = int(groups["y1"]) if "y1" in groups else None
    last = int(groups["y2"]) if "y2" in groups else None
    if part is None:
        return Atom(*where, "year", first, last_year=last, stretch=last is not None)
    month, day = {"đầu": (1, 1), "giữa": (6, 30), "cuối": (12, 31)}[part]
    return Atom(*where, "year", first, month, month, day, day, part=part)
