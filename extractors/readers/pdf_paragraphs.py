"""Joins the lines of a PDF to paragraphs by where they stand and whether the next word would still have fitted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.readers.pdf_lines import ENUMERATOR, Line, begins_item

Trace = tuple[int, int, int]
"""From this offset in a paragraph on, the words stand on this page from this character on, one by one."""
_ENDS = (".", ";", ":", "./.", "!", "?")
_HALF_NUMBER = re.compile(r"\d{1,6}/[^\W\d_]{1,6}")
_SIDE = 3.0
_USUAL_MARGIN = 72.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The space that text is set in: left and right edge, and the usual distance from line to line."""

    left: float
    right: float
    pitch: float
    cell: bool = False
    """A table cell: its width is known, and its first lines are seldom indented."""

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def in_middle(self, line: Line) -> bool:
        """Whether the line has as much room on its left as on its right, be it none."""
        return abs((line.x0 + line.x1) / 2 - self.middle) < 0.45 * line.size + 1.5

    def centred(self, line: Line) -> bool:
        return self.in_middle(line) and line.x0 > self.left + line.size and line.x1 < self.right - 2.0


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, each with its page; `frame` is that of the last line's page."""

    lines: list[tuple[int, Line]]
    frame: Frame
    centred: bool = False
    closed: bool = False
    """Nothing goes on with it: it stands in a column of its own."""

    @property
    def page(self) -> int:
        return self.lines[0][0]

    def text_and_trace(self) -> tuple[str, list[Trace]]:
        """The text, and where its stretches stand among the characters of their pages."""
        parts: list[str] = []
        traces: list[Trace] = []
        length = 0
        glued = True
        for number, (page, line) in enumerate(self.lines, 1):
            following = self.lines[number][1] if number < len(self.lines) else None
            if not glued:
                parts.append(" ")
                length += 1
            text = line.text
            parts.append(text)
            words = line.words
            last = words[-1]
            if last.at + len(last.text) - words[0].at == len(text):
                traces.append((length, page, words[0].at))
            else:
                offset = length
                for word in words:
                    traces.append((offset, page, word.at))
                    offset += len(word.text) + 1
            length += len(text)
            glued = hangs(line) or (following is not None and _is_cut(line, following, self.frame))
        return "".join(parts), traces


def hangs(line: Line) -> bool:
    """Whether the line's last word goes on in the next line (`KH-` / `UBND`, `845/` / `KH-UBND`)."""
    last = line.words[-1].text
    if last == "-" and len(line.words) > 1:  # `3169/TTr -` / `STP`
        return _HALF_NUMBER.fullmatch(line.words[-2].text) is not None
    return len(last) > 1 and last[-1] in "-/‐‑" and last[-2] not in "-–./"


def _is_cut(line: Line, following: Line, frame: Frame) -> bool:
    """Whether a word too long for its line was cut at the line's end (`UBTVQH1` / `5`, an address, `ST` / `T`)."""
    if len(line.words) != 1:
        return False
    word, rest = line.words[0], following.words[0].text
    if word.x1 + (word.x1 - word.x0) / len(word.text) < frame.right:
        return False
    text = word.text
    if "://" in text or text.startswith("www.") or "@" in text:
        return rest[0].islower() or rest[0].isdigit() or rest[0] in "/.?&=_"
    if text + rest == "STT":
        return True
    code = any(char in "/." for char in text) and any(char.isdigit() for char in text)
    return code and not text[-1].islower() and (rest[0].isdigit() or rest.isupper())


def page_frame(lines: list[Line], width: float, before: Frame | None) -> Frame:
    """The text frame of a page, from its lines; `before` is the page before's, for pages with little text."""
    if not lines:
        return before or Frame(_USUAL_MARGIN, width - _USUAL_MARGIN, 0.0)
    right = _right_edge(lines)
    left = min(line.x0 for line in lines)
    starts = Counter(round(line.x0) for line in lines)
    common = [x for x, count in starts.items() if count >= 3]
    if common:
        left = max(left, min(common) - 1.0) if min(common) - left < 30 else left
    if len(lines) < 12 or right < width * 0.75:
        known = before.right if before is not None else width - _USUAL_MARGIN
        right = max(right, known)
    steps = Counter(
        round((below.y - line.y) * 2) / 2
        for line, below in pairwise(lines)
        if line.x1 > right - 12 and 0 < below.y - line.y < 3 * line.size
    )
    pitch = min(steps, key=lambda step: (-steps[step], step)) if steps else 0.0
    if steps and steps[pitch] < 3 and before is not None and before.pitch:
        pitch = before.pitch
    return Frame(left, right, pitch)


def _right_edge(lines: list[Line]) -> float:
    """Where full lines end: the edge that justified lines share, else the farthest end."""
    farthest = max(line.x1 for line in lines)
    ends = sorted(line.x1 for line in lines)
    best, count = farthest, 0
    low = 0
    for high, end in enumerate(ends):
        while end - ends[low] > 1.5:
            low += 1
        if high - low + 1 >= count:
            best, count = end, high - low + 1
    if count >= max(3, 0.3 * len(lines)) and farthest - best < 60:
        return best
    return farthest


def fills(last: Line, line: Line, frame: Frame, centred: bool = False) -> bool:
    """Whether the first word of `line` would not have fitted behind `last`, so that the line had to end there."""
    first = line.words[0]
    room = frame.right - (frame.left + last.width if centred else last.x1)
    left_over = room - 0.15 * last.size - (first.x1 - first.x0)
    if left_over < 0 or left_over >= 0.4 * last.size:
        return left_over < 0
    return not hangs(last) and _blank(last) > left_over


def _blank(line: Line) -> float:
    """The width of a blank on the line, between what fonts have."""
    words = line.words
    gap = min((b.x0 - a.x1 for a, b in pairwise(words)), default=0.25 * line.size)
    return min(max(gap, 0.2 * line.size), 0.4 * line.size)


def continues(paragraph: Paragraph, line: Line, page: int, frame: Frame) -> bool:
    """Whether `line` goes on with `paragraph`."""
    if paragraph.closed:
        return False
    before_page, last = paragraph.lines[-1]
    before = paragraph.frame
    same_page = before_page == page
    centred = frame.in_middle(line) and (
        paragraph.centred
        or (line.x0 > frame.left + _SIDE and all(before.in_middle(above) for _, above in paragraph.lines[:9]))
    )
    full = fills(last, line, before)
    if not full and not (centred and fills(last, line, before, centred)):
        return False
    text = line.text
    ended = last.words[-1].text.endswith(_ENDS)
    if text[0] == "(" and last.text.isupper():
        return False  # the line in brackets under a heading
    item = begins_item(text, ended)
    lower = text[0].islower() and not item
    flowing = lower and not ended
    step = line.y - last.y
    if same_page:
        if step <= 0 or step > 2.6 * last.size:
            return False
        usual = paragraph.lines[-1][1].y - paragraph.lines[-2][1].y if _two_lines(paragraph) else frame.pitch
        if usual > 0 and step > usual + max(1.5, 0.12 * last.size) and not flowing:
            return False
    if abs(line.size - last.size) > 0.2 * last.size and not flowing:
        return False
    if item and (ended or paragraph.centred):
        return False
    if frame.cell:
        return not item or not ENUMERATOR.match(paragraph.lines[0][1].text)
    if full and not same_page and not flowing and ended and _is_flush(paragraph):
        return False  # without indents and gaps, an ended clause is all that tells
    if full and _aligned(paragraph, line, frame, flowing, item):
        return True
    return centred and (flowing or not ended)


def _is_flush(paragraph: Paragraph) -> bool:
    return all(line.x0 - paragraph.frame.left <= _SIDE + 1 for _, line in paragraph.lines[:2])


def _two_lines(paragraph: Paragraph) -> bool:
    return len(paragraph.lines) > 1 and paragraph.lines[-1][0] == paragraph.lines[-2][0]


def _aligned(paragraph: Paragraph, line: Line, frame: Frame, flowing: bool, item: bool) -> bool:
    """Whether the line begins where the paragraph's next line would."""
    start = line.x0 - frame.left
    _, first = paragraph.lines[0]
    first_start = first.x0 - paragraph.frame.left
    if len(paragraph.lines) > 1:
        body = paragraph.lines[-1][1].x0 - paragraph.frame.left
        return abs(start - body) <= _SIDE or (start < body + _SIDE and flowing)
    if start < first_start - _SIDE:
        return True
    if start <= first_start + _SIDE:
        if first_start <= _SIDE + 1:
            return not item or flowing
        return flowing
    if len(first.words) > 1 and ENUMERATOR.match(first.text):
        return abs(line.x0 - first.words[1].x0) <= _SIDE or flowing
    return flowing


@dataclass(slots=True)
class Flow:
    """Paragraphs as they come, the last one open to go on."""

    done: list[Paragraph] = field(default_factory=list)

    def add(self, line: Line, page: int, frame: Frame) -> None:
        if self.done and continues(self.done[-1], line, page, frame):
            self.done[-1].lines.append((page, line))
            self.done[-1].frame = frame
        else:
            self.done.append(Paragraph([(page, line)], frame, frame.centred(line)))


def narrow_paragraphs(lines: list[tuple[int, Line]]) -> list[Paragraph]:
    """Paragraphs of a column whose width nobody knows (header, signature): lines stay apart unless the words run on.

    The lines come with their pages.
    """
    paragraphs: list[Paragraph] = []
    frame = Frame(0.0, 0.0, 0.0)
    for page, line in lines:
        if paragraphs and _runs_on(paragraphs[-1], page, line):
            paragraphs[-1].lines.append((page, line))
        else:
            paragraphs.append(Paragraph([(page, line)], frame, closed=True))
    return paragraphs


def _runs_on(paragraph: Paragraph, page: int, line: Line) -> bool:
    before, last = paragraph.lines[-1]
    if page == before and line.y - last.y > 2.0 * last.size:
        return False
    if hangs(last):
        return True
    text = line.text
    if ENUMERATOR.match(text) or last.words[-1].text.endswith((";", ":", ".")):
        return False
    if text[0].isdigit() and last.words[-1].text.islower():  # … tháng 11 năm / 2024
        return True
    if text == "VIỆT NAM" and last.words[-1].text == "NGHĨA":
        return True
    return text[0].islower() or paragraph.lines[0][1].text.startswith(("- ", "+ ", "V/v", "v/v"))
