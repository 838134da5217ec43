"""Time expressions: `trước ngày 10/12/2022`, `từ tháng 12/2024 đến hết quý I/2025`, `hằng năm`, `theo hướng dẫn của Bộ`.

What the words mean: the last day of `trước ngày D` is D-1 (convention); `chậm nhất`, `đến hết`, `không quá` count D;
a month, quarter or year runs to its last day; đầu, giữa, cuối as in Bộ luật Dân sự 91/2015/QH13, Điều 146.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from extractors.periods_calendar import Atom, B, atoms, bare_atom, blank_dates, day_at
from extractors.periods_conditions import (
    RECURRING_TAIL,
    condition_at_start,
    find_conditions,
    labelled_condition,
)
from extractors.wraps import scan_text, scan_words
from models.document import Document, Span
from models.facts import Period, Precision
from models.grade import Grade
from models.text import fold, squeeze

Role = Literal["before", "by", "from", "after", "in", "none"]

_HOUR = rf"(?:(?P<hour>\d{{1,2}}){B}(?:giờ|h|g|:)(?:{B}\d{{2}})?(?:{B}(?:phút|'|p))?{B},?{B})?(?:(?:sáng|trưa|chiều|tối|đêm){B},?{B})?(?:(?:thứ{B}\w{{1,4}}|chủ nhật){B},?{B})?"
_LEAD = re.compile(
    rf"(?<![\w])(?:"
    rf"(?P<before>(?:(?:phải{B})?(?:hoàn thành|xong|kết thúc|chậm nhất|muộn nhất|hoàn tất)(?:{B}là)?{B},?{B}){{0,2}}(?:(?:đến{B})?trước|xong trước)(?:{B}thời điểm)?)"
    rf"|(?P<by>(?:chậm nhất|muộn nhất|trễ nhất|không (?:quá|muộn hơn|chậm hơn|trễ hơn|sau)|hạn (?:cuối(?: cùng)?|chót)|thời hạn cuối(?: cùng)?)"
    rf"(?:{B}(?:là|đến|vào|trong|tới|hết|thời điểm)){{0,3}}:?"
    rf"|(?:(?:tính|cho|kéo dài|xong|tầm nhìn){B})?(?:đến|tới)(?:{B}(?:hết|thời điểm|nay))?|(?:xong{B})?hết)"
    rf"|(?P<from>(?:kể{B}|bắt đầu{B}|tính{B}|ngay{B})?từ)"
    rf"|(?P<after>sau)"
    rf"|(?P<in>(?:ngay{B})?(?:trong|vào)(?:{B}(?:thời gian|khoảng|cả))?))"
    rf"{B}{_HOUR}$"
)
_ASOF = re.compile(r"tính (?:đến|tới)")
_ALONE = re.compile(
    rf"(?<![\w])(?:trước|chậm nhất(?: là)?|muộn nhất|không quá|hạn cuối(?: cùng)?|đến hết|đến|tới|hết|từ)(?:{B}(?:ngày|là))?{B}(?=\d{{1,2}}{B}/|(?:19|20)\d\d)"
)
_RANGE = re.compile(
    rf"{B}(?:-|,?{B}(?:cho{B}|kéo dài{B})?(?:đến|tới))(?P<close>{B}(?:hết|trước|khoảng))?{B}{_HOUR}"
)
_PERIODIC = re.compile(
    rf"(?<![\w])(?:định kỳ|(?:hằng|hàng|mỗi){B}năm){B},?{B}(?:(?:tổng hợp|xây dựng|gửi|lập){B},?{B}){{0,2}}báo cáo[^.;:\x1f]{{0,80}}$"
)
"""A report that returns: `định kỳ báo cáo kết quả trước ngày 20/11` means every year's."""
_AND = re.compile(rf"{B}(?P<join>,|và|,{B}và){B}")
_BORROW = re.compile(rf"{B}(?:,|và|;|-|đến){B}")
_TAIL = re.compile(rf"{B}(?:trở đi|trở về sau|đến nay)(?![\w])")
_OTHER_YEAR = re.compile(
    rf"{B},?{B}(?:của{B})?(?:(?:năm|kỳ|tháng|quý){B})?(?:trước|sau|liền kề|liền trước|liền sau|kế tiếp|tiếp theo|đánh giá|báo cáo|vừa qua|vừa rồi|ngoái)(?![\w])"
)
"""A year that is told from another one (năm sau, năm liền kề): not for us to guess."""
_CITED = re.compile(
    r"\d[a-eđ]?[ ]?[/-][ ]?(?:\d{4}[ ]?/[ ]?)?[a-zđ][\w&./-]{1,28}[ ,(]{0,4}(?:ký |ban hành ){0,2}$"
)
_LAW = re.compile(
    r"(?<!pháp )(?<!kỷ )(?<!quy )(?<!đúng )(?:luật|pháp lệnh|hiến pháp)(?![\w])[^;.:()\x1f]{0,80}$"
)
_CLOSING = re.compile(r"trước|chậm nhất|muộn nhất|trễ nhất|không quá|không muộn|hạn |đến hết|xong")


_ROLES: tuple[Role, ...] = ("before", "by", "from", "after", "in")


@dataclass(frozen=True, slots=True)
class _Lead:
    start: int
    role: Role
    hour: int | None = None
    as_of: bool = False


def find_periods(
    document: Document, *, year: int | None = None, issued: date | None = None
) -> tuple[Period, ...]:
    """Every time expression of the document in text order, each with its span.

    A date without its year takes the nearest year from `issued` on, else `year`; without either it keeps no
    days. A date that no calendar has says so in `impossible`. Dates left blank by the author are no periods
    (see `periods_calendar.blank_dates`).
    """
    scanned = scan_text(document)
    return tuple(periods_in(scanned, document.text, year, issued))


def date_at(scanned: str, text: str, at: int) -> Period | None:
    """The one date that begins at `at` of a scanned text (`ngày 05/12/2024`), if one does."""
    atom = day_at(scanned, at)
    return None if atom is None else _period(text, _Lead(atom.start, "none"), [atom], atom.end, None, None)


def parse_period(text: str, *, year: int | None = None, issued: date | None = None) -> Period | None:
    """The time that one cell or line tells; None when it tells none.

    Where it tells several, they are one stretch when only commas part them; else the first that closes the
    work (trước, chậm nhất, đến hết), else the first.
    """
    scanned = scan_words(text)
    alone = _alone(scanned, text, year, issued)
    if alone is not None:
        return alone
    found = [period for period in periods_in(scanned, text, year, issued) if not _is_cited(scanned, period)]
    condition = condition_at_start(scanned, text)
    if condition is not None and all(period.recurring or period.start is None for period in found):
        timed = [period for period in found if period.precision != "condition"]
        return timed[0] if timed and not _begins(condition, timed[0]) else condition
    if not found:
        return _last_resort(scanned, text)
    return _one_of(scanned, text, found)


def _begins(condition: Period, period: Period) -> bool:
    return bool(condition.span and period.span and condition.span.contains(period.span))


def _one_of(scanned: str, text: str, found: list[Period]) -> Period:
    dated = [period for period in found if period.precision != "condition"]
    if not dated:
        return found[0]
    if len(dated) > 1 and all(period.start and period.end for period in dated):
        spans = [period.span for period in dated if period.span is not None]
        gaps = (scanned[one.end : two.start] for one, two in pairwise(spans))
        if all(re.fullmatch(r"[ ,;/-]*(?:và[ ]*)?", gap) for gap in gaps):
            span = Span(spans[0].start, spans[-1].end)
            start = min(period.start for period in dated if period.start)
            end = max(period.end for period in dated if period.end)
            return Period(_words(text, span), start, end, dated[-1].precision, span)
    for period in dated:
        if period.end is not None and _CLOSING.match(fold(period.text)):
            return period
    finer = [period for period in dated if period.precision != "year"]
    return (finer or dated)[0]


def _is_cited(scanned: str, period: Period) -> bool:
    """Whether a date stands behind a document number: the document's date, not a time for work."""
    if period.span is None or period.precision != "day":
        return False
    return _CITED.search(scanned, max(0, period.span.start - 48), period.span.start) is not None


_YEAR_CELL = re.compile(r"\W*(?P<y>(?:19|20)\d\d)\W*")
_YEARS_CELL = re.compile(r"\W*(?P<y1>(?:19|20)\d\d) ?(?:-|đến|,|/) ?(?:năm )?(?P<y2>(?:19|20)\d\d)\W*")
_MONTH_CELL = re.compile(r"\W*(?:t|th)?\.? ?(?P<m>0?[1-9]|1[0-2]) ?[/.-] ?(?P<y>(?:19|20)\d\d)\W*")
_MONTHS_CELL = re.compile(
    r"\W*(?:t|th)?\.? ?(?P<m1>0?[1-9]|1[0-2]) ?[/.] ?(?P<y1>(?:19|20)\d\d) ?(?:-|đến) ?(?:t|th)?\.? ?(?P<m2>0?[1-9]|1[0-2]) ?[/.] ?(?P<y2>(?:19|20)\d\d)\W*"
)
_QUARTER_CELL = re.compile(r"\W*q\.? ?(?P<q>iv|i{1,3}|[1-4]) ?[/.-] ?(?P<y>(?:19|20)\d\d)\W*")
_COUNT_CELL = re.compile(r"\W*(?P<n>0?[369]) tháng\W*")
_ISO_CELL = re.compile(r"\s*(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[ t]00:00(?::00)?)?\s*")
"""A date as a spreadsheet gives it."""
_DAY_CELL = re.compile(r"\W*(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})\W*")


def _alone(scanned: str, text: str, year: int | None, issued: date | None) -> Period | None:
    """A whole cell of one time: `2026`, `2025 - 2035`, `12/2024`, `Q1/2025`, `6 tháng cuối năm`; `31/12` where a year is known."""
    if len(scanned) > 40:
        return None
    atom: Atom | None = None
    where = (len(scanned) - len(scanned.lstrip()), len(scanned.rstrip()))
    if match := _YEAR_CELL.fullmatch(scanned):
        atom = Atom(*where, "year", int(match["y"]))
    elif match := _YEARS_CELL.fullmatch(scanned):
        atom = Atom(*where, "year", int(match["y1"]), last_year=int(match["y2"]))
    elif match := _MONTH_CELL.fullmatch(scanned):
        atom = Atom(*where, "month", int(match["y"]), int(match["m"]), int(match["m"]))
    elif match := _MONTHS_CELL.fullmatch(scanned):
        atom = Atom(
            *where, "month", int(match["y1"]), int(match["m1"]), int(match["m2"]), last_year=int(match["y2"])
        )
    elif match := _QUARTER_CELL.fullmatch(scanned):
        quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(match["q"]) or int(match["q"])
        atom = Atom(*where, "quarter", int(match["y"]), quarter * 3 - 2, quarter * 3)
    elif match := _COUNT_CELL.fullmatch(scanned):
        atom = Atom(*where, "half", None, 1, int(match["n"]))
    elif match := _ISO_CELL.fullmatch(scanned):
        told = list(atoms(f"{match['d']}/{match['m']}/{match['y']}", 0, 10))
        atom = replace(told[0], start=where[0], end=where[1]) if told else None
    elif (match := _DAY_CELL.fullmatch(scanned)) and (year or issued):
        atom = bare_atom(scanned[: match.end("m")], match.start("d"), match.end("m"))
    else:
        told = list(atoms(scanned, 0, len(scanned)))
        if len(told) == 1 and (told[0].start, told[0].end) == where:
            atom = told[0]
    if atom is None:
        return None
    return _period(text, _Lead(atom.start, "none"), [atom], atom.end, year, issued)


def _last_resort(scanned: str, text: str) -> Period | None:
    """dateparser for one isolated expression that our grammar does not know (`10 Dec 2024`); never a guess."""
    if not 6 <= len(scanned) <= 40 or not re.search(r"\d", scanned):
        return None
    if not re.search(
        r"(?<![a-z])(?:thg|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?![a-zđà-ỹ])", scanned
    ):
        return None
    import dateparser

    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    found = dateparser.parse(text.strip(), languages=["vi", "en"], settings=settings)
    if found is None or str(found.year) not in scanned:
        return None
    span = Span(0, len(text))
    return Period(squeeze(text), found.date(), found.date(), "day", span, grade=Grade.FALLBACK)


def periods_in(scanned: str, text: str, year: int | None = None, issued: date | None = None) -> list[Period]:
    """`find_periods` for a text that is already scanned (see `extractors.wraps`)."""
    conditions = find_conditions(scanned, text)
    taken = sorted(
        [*blank_dates(scanned), *(period.span for period in conditions if period.span is not None)]
    )
    starts = [span.start for span in taken]

    def free(atom: Atom) -> bool:
        at = bisect_right(starts, atom.end - 1) - 1
        return at < 0 or taken[at].end <= atom.start

    found = [atom for atom in atoms(scanned, 0, len(scanned)) if free(atom)]
    found = _with_bare(scanned, found, free)
    periods = list(conditions)
    number = 0
    floor = 0
    while number < len(found):
        lead = _lead(scanned, found[number].start, floor)
        count, close = _together(scanned, found, number, lead)
        parts = found[number : number + count]
        number += count
        period = _expression(scanned, text, lead, parts, close, found[number : number + 1], year, issued)
        if period is not None and period.span is not None:
            periods.append(period)
        floor = parts[-1].end
    periods += labelled_condition(scanned, text, periods)
    return sorted(periods, key=lambda period: period.span or Span(0, 0))


def _with_bare(scanned: str, found: list[Atom], free: Callable[[Atom], bool]) -> list[Atom]:
    """Add the figures that are times because of the word before them."""
    known = {atom.start for atom in found}
    ends = [(atom.start, atom.end) for atom in found]
    added: list[Atom] = []
    spots = [match.end() for match in _ALONE.finditer(scanned)]
    for atom in found:
        if atom.unit == "month" and not atom.impossible:
            follow = _RANGE.match(scanned, atom.end)
            if follow:
                spots.append(follow.end())
    for at in sorted(set(spots)):
        if at in known or _inside(ends, at):
            continue
        bare = bare_atom(scanned, at, len(scanned))
        if bare is not None and free(bare):
            added.append(bare)
    if not added:
        return found
    known |= {atom.start for atom in added}
    kept = [atom for atom in added if _stands(scanned, atom, known)]
    return sorted([*found, *kept], key=lambda atom: atom.start)


def _stands(scanned: str, atom: Atom, known: set[int]) -> bool:
    """Whether figures behind `từ` are a date: only where the range goes on to another one (not từ 1/3 đến 2/3 số hộ)."""
    if atom.unit != "day" or not scanned.startswith("từ", max(0, atom.start - 3)):
        return True
    follow = _RANGE.match(scanned, atom.end)
    return follow is not None and follow.end() in known


def _inside(ends: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies within one of the sorted, disjoint ranges."""
    number = bisect_right(ends, (at, 1 << 60)) - 1
    return number >= 0 and ends[number][0] <= at < ends[number][1]


def _lead(scanned: str, start: int, floor: int) -> _Lead:
    """The lead words right before `start`, and what they mean."""
    match = _LEAD.search(scanned, max(floor, start - 64), start)
    if match is None:
        return _Lead(start, "none")
    role: Role = next(each for each in _ROLES if match[each])
    hour = int(match["hour"]) if match["hour"] else None
    return _Lead(match.start(), role, hour, as_of=_ASOF.match(match.group()) is not None)


def _together(scanned: str, found: list[Atom], first: int, lead: _Lead) -> tuple[int, str]:
    """How many atoms from `first` on make one expression, and the word that closes the last (`trước`, `hết`)."""
    count, close, ranged = 1, "", False
    while first + count < len(found) and not ranged and lead.role not in ("before", "by"):
        one, two = found[first + count - 1], found[first + count]
        if two.start - one.end > 40:
            break
        follow = _RANGE.fullmatch(scanned, one.end, two.start)
        mixed = "-" not in scanned[one.end : two.start] and {one.unit, two.unit} == {"month", "day"}
        if follow and (one.unit == two.unit or lead.role == "from" or mixed):
            ranged, close = True, (follow["close"] or "").strip()
            count += 1
            continue
        both = _AND.fullmatch(scanned, one.end, two.start)
        if (
            both
            and one.unit == two.unit
            and one.unit in ("month", "quarter", "half", "year")
            and lead.role != "from"
            and (
                one.unit != "year" or (both["join"] == "và" and not (one.part or one.stretch or two.stretch))
            )
        ):
            count += 1
            continue
        break
    return count, close


def _expression(
    scanned: str,
    text: str,
    lead: _Lead,
    parts: list[Atom],
    close: str,
    following: list[Atom],
    year: int | None,
    issued: date | None,
) -> Period | None:
    end = parts[-1].end
    first = parts[0]
    if (
        first.unit == "year"
        and len(parts) == 1
        and first.part is None
        and first.last_year is None
        and lead.role == "none"
        and _LAW.search(scanned, max(0, first.start - 90), first.start)
    ):
        return None  # Luật Thủy sản năm 2017: the law's year
    tail = RECURRING_TAIL.match(scanned, end)
    if tail:
        span = Span(lead.start, tail.end())
        return Period(_words(text, span), None, None, "condition", span, recurring=True)
    if all(part.year is None for part in parts) and _PERIODIC.search(
        scanned, max(0, lead.start - 130), lead.start
    ):
        span = Span(lead.start, end)
        return Period(_words(text, span), None, None, "condition", span, recurring=True)
    other = _OTHER_YEAR.match(scanned, end)
    if other:
        end = other.end()
    if other or (
        lead.role not in ("before", "by") and (first.unit == "half" or (first.part and first.unit == "year"))
    ):
        year = issued = None  # told from another year, or a look back as often as ahead (6 tháng đầu năm)
    after = _TAIL.match(scanned, end)
    if after and lead.role == "from":
        end = after.end()
    if (
        first.year is None
        and len(parts) == 1
        and following
        and _BORROW.fullmatch(scanned, first.end, following[0].start)
    ):
        parts = [_borrow(first, following[0])]
    return _period(text, lead, parts, end, year, issued, close)


def _borrow(atom: Atom, following: Atom) -> Atom:
    if atom.impossible or not following.dated or following.year is None or atom.unit != following.unit:
        return atom
    late = (atom.m1, atom.d1) > (following.m1, following.d1)
    return atom.in_year(following.year - late)


def _period(
    text: str,
    lead: _Lead,
    parts: list[Atom],
    end: int,
    year: int | None,
    issued: date | None,
    close: str = "",
) -> Period:
    """One expression's value, a fallback where the context had to tell the year."""
    period = _value(text, lead, parts, end, year, issued, close)
    told = any(part.year is not None or part.impossible for part in parts)
    if told or (period.start is None and period.end is None and period.impossible is None):
        return period
    return replace(period, grade=Grade.FALLBACK)


def _value(
    text: str,
    lead: _Lead,
    parts: list[Atom],
    end: int,
    year: int | None,
    issued: date | None,
    close: str,
) -> Period:
    """See the module's docstring for what the words mean."""
    span = Span(lead.start, end)
    words = _words(text, span)
    precision = _precision(parts[-1])
    wrong = next((part for part in parts if part.impossible), None)
    if wrong is None:
        parts = _fill(parts, None if lead.as_of else year, None if lead.as_of else issued)
        wrong = next((part for part in parts if part.impossible), None)
    if wrong is not None:
        impossible = _words(text, Span(wrong.start, wrong.end))
        return Period(words, None, None, precision, span, impossible=impossible)
    begin, last = parts[0].first(), parts[-1].last()
    if begin is None or last is None:
        return Period(words, None, None, precision, span)
    if len(parts) > 1:
        if close == "trước":
            last = (parts[-1].first() or last) - timedelta(days=1)
        return Period(words, begin, last, precision, span)
    return _led(words, span, lead, parts[0], begin, last, precision)


def _led(
    words: str, span: Span, lead: _Lead, atom: Atom, begin: date, last: date, precision: Precision
) -> Period:
    if lead.role == "before":
        # before an hour of the day the day itself counts; before the end of a month its last day does
        counts = (lead.hour or 0) > 0 or atom.part == "cuối"
        return Period(words, None, last if counts else begin - timedelta(days=1), precision, span)
    if lead.role == "by":
        return Period(words, None, last, precision, span)
    if lead.role == "from" and not atom.stretch:
        return Period(words, begin, None, precision, span)
    if lead.role == "after":
        return Period(words, last + timedelta(days=1), None, precision, span)
    return Period(words, begin, last, precision, span)


def _precision(atom: Atom) -> Precision:
    return "month" if atom.unit == "half" else atom.unit


def _fill(parts: list[Atom], year: int | None, issued: date | None) -> list[Atom]:
    """Give the parts that lack a year the one that their neighbours, or else the context, tell."""
    filled = list(parts)
    for number in range(len(filled) - 2, -1, -1):
        one, two = filled[number], filled[number + 1]
        if one.year is None and two.year is not None:
            late = (one.m1, one.d1) > (two.m2, two.d2 or 31)
            filled[number] = one.in_year(two.year - late)
    if filled[0].year is None:
        own = _context_year(filled[0], year, issued)
        if own is None:
            return filled
        filled[0] = filled[0].in_year(own)
    for number in range(1, len(filled)):
        one, two = filled[number - 1], filled[number]
        known = one.last_year or one.year
        if two.year is None and known is not None:
            early = (two.m2, two.d2 or 31) < (one.m1, one.d1)
            filled[number] = two.in_year(known + early)
    return filled


def _context_year(atom: Atom, year: int | None, issued: date | None) -> int | None:
    if issued is None:
        return year
    last = atom.in_year(issued.year).last()
    return issued.year if last is None or last >= issued else issued.year + 1


def _words(text: str, span: Span) -> str:
    return squeeze(text[span.start : span.end].replace("*", " "))
