"""From the words of a PDF page to its lines, whatever order its content comes in, and to its two-column parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.readers.pdf_raw import Word
from models.text import fold

_GAP = 0.9
"""A gap wider than this many letter heights may part two columns; narrower ones part words."""
_TAB = 1.5
_MIN_GUTTER = 3.0
_HEADER_ROWS = 12
_LONGEST_ZONE = 150
ENUMERATOR = re.compile(
    r"(?:[-–—+•*▪➢✓❖](?:\s|$)|\(?\d{1,3}[.)](?:\s|$)|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?:\s|$)"
    r"|[a-zđ]\d?[.)](?:\s|$)|[IVXLC]{1,6}[.)](?:\s|$)|[A-ZĐ]\.\s|(?:Điều|ĐIỀU)\s+\d{1,3}[.:]"
    r"|(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+(?:\d{1,3}|[IVXLC]{1,6}|thứ \w{1,6})[.:]?$)"
)


def begins_item(text: str, ended: bool) -> bool:
    """Whether a line begins an item; `ended`: the line above closes a clause.

    After an open clause `- xã hội` and `- 2030` go on with it.
    """
    if ENUMERATOR.match(text) is None:
        return False
    words = text.split(None, 1)
    return ended or words[0] not in ("-", "–", "—") or len(words) < 2 or words[1][0].isupper()


class Line:
    """A line of words from left to right."""

    __slots__ = ("_text", "size", "words", "x0", "x1", "y")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.x0 = words[0].x0
        self.x1 = words[-1].x1
        self.y = words[0].y
        self.size = words[0].size
        self._text: str | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = " ".join([word[4] for word in self.words])
        return self._text

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    def split(self, at: int) -> tuple[Line, Line]:
        return Line(self.words[:at]), Line(self.words[at:])


@dataclass(slots=True)
class Row:
    """What stands at one height: one line, or several with wide gaps between."""

    lines: list[Line]

    @property
    def y(self) -> float:
        return self.lines[0].y

    @property
    def x0(self) -> float:
        return self.lines[0].x0

    @property
    def x1(self) -> float:
        return self.lines[-1].x1

    def joined(self) -> Line:
        if len(self.lines) == 1:
            return self.lines[0]
        return Line([word for line in self.lines for word in line.words])


_RARE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


def _parts_of_one(before: Word, after: Word) -> bool:
    """Whether two stretches without a blank between may be one word: its Vietnamese letters came from another font."""
    return bool(_RARE.match(before.text[-1]) or _RARE.match(after.text[0]))


def _segments(words: list[Word]) -> list[Line]:
    """Stretches of words that follow each other at one height without a wide gap."""
    segments: list[Line] = []
    current: list[Word] = [words[0]]
    _, end, y, size, _, _ = words[0]
    for word in words[1:]:
        x0, x1, foot, height, _, _ = word
        gap = x0 - end
        if -2.0 < gap < _GAP * size and -0.5 * size < foot - y < 0.5 * size:
            if gap < 0.06 * size and _parts_of_one(current[-1], word):
                last = current[-1]
                current[-1] = last._replace(x1=x1, text=last.text + word.text)
            else:
                current.append(word)
        else:
            segments.append(Line(current))
            current = [word]
            y, size = foot, height
        end = x1
    segments.append(Line(current))
    return segments


def find_rows(words: list[Word]) -> list[Row]:
    """The rows of a page from top to bottom."""
    if not words:
        return []
    segments = _segments(words)
    segments.sort(key=lambda line: line.y)
    rows: list[list[Line]] = []
    for line in segments:
        if rows and line.y - rows[-1][0].y <= 0.35 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [Row(lines if len(lines) == 1 else _tidy(lines)) for lines in rows]


def _tidy(lines: list[Line]) -> list[Line]:
    """The segments of one row from left to right, near ones made one."""
    lines.sort(key=lambda line: line.x0)
    if any(after.x0 < before.x1 - 1.0 for before, after in pairwise(lines)):
        words = sorted((word for line in lines for word in line.words), key=lambda word: word.x0)
        lines = [Line([word]) for word in _mended(words)]
    groups = [list(lines[0].words)]
    for line in lines[1:]:
        if line.x0 - groups[-1][-1].x1 < _GAP * line.size:
            groups[-1] += line.words
        else:
            groups.append(list(line.words))
    return [Line(words) for words in groups]


def _mended(words: list[Word]) -> list[Word]:
    """Words put together again from letters that another font had to draw (`Đ`, `ắ`, `k`): no blank between."""
    mended = [words[0]]
    for word in words[1:]:
        last = mended[-1]
        if word.x0 - last.x1 < 0.1 * word.size and _parts_of_one(last, word):
            mended[-1] = last._replace(x1=max(last.x1, word.x1), text=last.text + word.text)
        else:
            mended.append(word)
    return mended


# two columns

_NATION = re.compile(r"(?:cộng h[oò]a? xã hội chủ nghĩa|độc lập\s*-\s*tự do|đảng cộng sản việt nam)")
_DATE = re.compile(r"[^,]{1,60},\s*ngày\b")
_NUMBER = re.compile(r"số\s*:|số\s+\S{0,12}/")
_SIGNING = re.compile(r"(?:tm|kt|tl|tuq|q)\s?\.\s")
_RECIPIENTS = re.compile(r"nơi nhận\b")
_ADDRESSEE = re.compile(r"kính gửi\b")
_LABEL = re.compile(r"[-–—+•*▪➢✓❖]|\(?[\dIVXLC.]{1,8}[.)]?|[a-zđ]\d?[.)]")
"""A label before a tab: not a column."""


@dataclass(slots=True)
class Columns:
    """Two columns side by side: parts from top to bottom, each read left column first."""

    parts: list[tuple[list[Line], list[Line]]] = field(default_factory=list)


def _part_at_words(row: Row) -> None:
    """Part a row before the national name or motto, however narrow the gap."""
    for number, line in enumerate(row.lines):
        words = line.words
        if len(words) < 5:
            continue
        folded = fold(line.text)
        found = _NATION.search(folded)
        if found is not None and found.start() > 0 and folded[found.start() - 1] == " ":
            at = folded.count(" ", 0, found.start())
            if words[at].x0 - words[at - 1].x1 > 0.35 * line.size:
                row.lines[number : number + 1] = line.split(at)
                return


def _anchor(row: Row) -> tuple[float, float, bool] | None:
    """The gutter of a row with two sides, and whether its words show that these are columns."""
    if len(row.lines) < 2:
        return None
    words = [fold(line.text) for line in row.lines]
    gaps = {at: row.lines[at].x0 - row.lines[at - 1].x1 for at in range(1, len(row.lines))}
    best = max(gaps, key=lambda at: gaps[at])
    told = _tells_columns(words, best)
    if not told:  # blanks left open for a number or a day may be wider than the space between two columns
        other = next((at for at in gaps if at != best and _tells_columns(words, at)), None)
        best, told = (best, False) if other is None else (other, True)
    left, right = row.lines[best - 1], row.lines[best]
    if _LABEL.fullmatch(" ".join(line.text for line in row.lines[:best])):
        return None
    if told or gaps[best] >= _TAB * right.size:
        return left.x1, right.x0, told
    return None


def _tells_columns(words: list[str], at: int) -> bool:
    """Whether the words on both sides of a gap say that they stand in two columns."""
    left, right = " ".join(words[:at]), " ".join(words[at:])
    return bool(
        _NATION.match(right)
        or _RECIPIENTS.match(left)
        or _SIGNING.match(right)
        or (_NUMBER.match(left) and _DATE.match(right))
    )


def lay_out(rows: list[Row], in_columns: bool = False) -> list[Line | Columns]:
    """The rows as single lines and two-column parts, from top to bottom.

    `in_columns`: the page before ends in two columns, so that the first rows may go on with them.
    """
    for row in rows[:_HEADER_ROWS]:
        _part_at_words(row)
    items: list[Line | Columns] = []
    done = 0
    at = 0
    while at < len(rows):
        anchor = _anchor(rows[at]) if len(rows[at].lines) > 1 else None
        zone = _zone(rows, at, anchor, done, in_columns and at < 3) if anchor is not None else None
        if zone is None:
            at += 1
            continue
        first, last, gutter = zone
        items.extend(row.joined() for row in rows[done:first])
        items.append(_columns(rows[first:last], gutter))
        done = at = last
    items.extend(row.joined() for row in rows[done:])
    return items


def _zone(
    rows: list[Row], at: int, anchor: tuple[float, float, bool], done: int, continued: bool
) -> tuple[int, int, float] | None:
    """The stretch of rows around `at` that one gutter parts: first, end, and the gutter's middle."""
    low, high, told = anchor
    told = told or continued
    signing = continued or _is_signing(rows[at])
    anchors, last = 1, at + 1
    wide = high - low >= 2.5 * rows[at].lines[0].size and len(rows[at].lines) == 2
    while last < min(len(rows), at + _LONGEST_ZONE):
        row = rows[last]
        if _ADDRESSEE.match(fold(row.lines[0].text)):
            break
        if signing:
            _part_at_gutter(row, low, high)
        far = row.y - rows[last - 1].y > 2.6 * row.lines[0].size
        found = _anchor(row)
        if found is not None and min(high, found[1]) - max(low, found[0]) >= _MIN_GUTTER:
            low, high, told = max(low, found[0]), min(high, found[1]), told or found[2]
            signing = signing or _is_signing(row)
            anchors += 1
            wide = wide and high - low >= 2.5 * row.lines[0].size and len(row.lines) == 2
        elif far and not signing:
            break
        elif row.x1 <= high - _MIN_GUTTER and row.x0 < low:
            low = max(low, row.x1)
        elif row.x0 >= low + _MIN_GUTTER:
            high = min(high, row.x0)
        else:
            break
        last += 1
    if not told and not (anchors >= 2 and wide):
        return None
    first = at
    while first > done:
        row = rows[first - 1]
        if rows[first].y - row.y > 2.6 * row.lines[0].size:
            break
        if row.x0 >= low + _MIN_GUTTER:
            high = min(high, row.x0)
        elif row.x1 <= high - _MIN_GUTTER and (continued or not signing) and first <= 4:
            low = max(low, row.x1)
        else:
            break
        first -= 1
    return first, last, (low + high) / 2


def _part_at_gutter(row: Row, low: float, high: float) -> None:
    """Part a line that runs from one column into the other across a gap hardly wider than a blank."""
    for number, line in enumerate(row.lines):
        words = line.words
        for at in range(1, len(words)):
            left, right = words[at - 1].x1, words[at].x0
            if right - left >= 0.45 * line.size and min(right, high) - max(left, low) >= _MIN_GUTTER:
                row.lines[number : number + 1] = line.split(at)
                return


def _is_signing(row: Row) -> bool:
    return bool(_RECIPIENTS.match(fold(row.lines[0].text)) or _SIGNING.match(fold(row.lines[-1].text)))


def _columns(rows: list[Row], gutter: float) -> Columns:
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        for side, lines in (
            (left, [x for x in row.lines if x.x0 < gutter]),
            (right, [x for x in row.lines if x.x0 >= gutter]),
        ):
            if lines:
                side.append(lines[0] if len(lines) == 1 else Row(lines).joined())
    number = next((n for n, line in enumerate(left) if _NUMBER.match(fold(line.text))), None)
    dated = next((n for n, line in enumerate(right) if _DATE.match(fold(line.text))), None)
    if number is not None and dated is not None and (number or dated):
        return Columns([(left[:number], right[:dated]), (left[number:], right[dated:])])
    return Columns([(left, right)])
