"""Lines of a text file: where each stands in the source, cleaned, with its emphasis and its kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.clean import Clean, Stars, clean_parts
from models.text import fold

_LINE = re.compile(r"([^\r\n\v\f\x85\u2028\u2029]*)(\r\n|[\r\n\v\f\x85\u2028\u2029]|\Z)")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_RULE = re.compile(r"[-=_~–—]{3}")
_RULE_SIGNS = "-=_~–—* \t\u00a0"
_BULLET = re.compile(r"\s*\*\s(?=.*\w)")
_GAP = re.compile(r"(?<=\S)(?:[^\S\t]{3,}|[^\S\t]*\t\s*)(?=\S)")
_RIGHT = re.compile(
    r"[*_]{0,3}(?:cộng hòa xã hội|độc lập ?- ?tự do|(?:tm|kt|tl|tuq|q)\. ?[^\W\d]|"
    r"[^\W\d][^\d,;:]{1,40}, ?ngày [^;]{0,20}(?:tháng|/))"
)
_NAME = re.compile(r"[*_]{0,3}[^\W\d_][^\W\d_]{0,8}(?: [^\W\d_]{1,8}){1,4}[*_]{0,3}")
_STAR_RUN = re.compile(r"(?<!\\)\*+")
_LONE_STAR = re.compile(r"(?<![*\\])\*(?!\*)")
_LOOKAHEAD = 12


@dataclass(slots=True)
class RawLine:
    """One line of the source: `source[start:end]`, without its line end. `number` counts from 1."""

    number: int
    start: int
    end: int
    raw: str

    @property
    def words(self) -> str:
        """The line composed (NFC), for looking at; offsets are those of `raw`."""
        return (
            self.raw if unicodedata.is_normalized("NFC", self.raw) else unicodedata.normalize("NFC", self.raw)
        )

    @property
    def is_blank(self) -> bool:
        return not self.raw or self.raw.isspace()

    @property
    def is_border(self) -> bool:
        """A `|` alone: the border of a table cell as some websites print it."""
        return self.raw.strip() == "|"


@dataclass
class Line:
    """One cleaned line (or the part of one between HTML breaks)."""

    number: int
    clean: Clean
    heading: bool = False
    """Marked as a heading by Markdown."""
    hard_break: bool = False
    """Ends in two blanks: Markdown for a line end that is meant."""
    after_blank: bool = False
    """A blank line stands before it."""
    forced: bool = False
    """An HTML break stands before it."""
    open_start: bool = False
    """A run of bold or italics that opened on an earlier line goes on here."""
    open_end: bool = False
    bold: bool = False
    """All of its words are bold."""
    marked: bool = False
    """All of its words are bold or italic."""

    @property
    def text(self) -> str:
        return self.clean.text

    @cached_property
    def folded(self) -> str:
        return fold(self.clean.text)


def split_lines(source: str) -> list[RawLine]:
    """All lines of `source`; every habit of ending a line counts. Linear in the length of the text."""
    lines: list[RawLine] = []
    number = 1
    for match in _LINE.finditer(source):
        if match.start() == len(source) and lines:
            break
        lines.append(RawLine(number, match.start(1), match.end(1), match.group(1)))
        # a form feed ends a line, yet no editor counts it
        number += match.group(2) in ("\n", "\r", "\r\n")
    return lines


def read_lines(source: str, raws: list[RawLine]) -> list[Line]:
    """Clean a group of lines (blank ones fall out and leave `after_blank`); emphasis is followed across them."""
    lines: list[Line] = []
    blank = False
    for index, raw in enumerate(raws):
        if raw.is_blank or _is_ornament(raws, index):
            blank = True
            continue
        bullet = bool(_BULLET.match(raw.raw)) and _is_bullet(raws, index)
        made = list(_clean_line(source, raw, bullet))
        if not made:
            blank = blank or not _STAR_RUN.search(raw.raw)
            continue
        made[0].after_blank = blank
        blank = False
        lines += made
    _follow_emphasis(lines)
    return [line for line in lines if line.text]


def _clean_line(source: str, raw: RawLine, bullet: bool) -> Iterator[Line]:
    text = raw.raw
    if not text.strip(_RULE_SIGNS) and _RULE.search(text):
        return
    start = raw.start
    heading = _HEADING.match(text)
    if heading is not None:
        start += heading.end()
        if start >= raw.end:
            return
    else:
        quote = _QUOTE.match(text)
        if quote is not None:
            start += quote.end()
    cut = _side_by_side(source[start : raw.end])
    parts = clean_parts(source, start, raw.end if cut is None else start + cut, bullet=bullet)
    if cut is not None:
        parts += clean_parts(source, start + cut, raw.end)
    for index, part in enumerate(parts):
        if part.text or part.stars:
            yield Line(
                raw.number,
                part,
                heading=heading is not None,
                hard_break=text.replace("\u00a0", " ").endswith("  "),
                forced=index > 0,
            )


def _side_by_side(text: str) -> int | None:
    """Where the right column of a header or a signature begins on a line that holds both columns."""
    if len(text) > 300 or not ("  " in text or "\t" in text or "\u00a0" in text):
        return None
    gaps = list(_GAP.finditer(text))
    for gap in gaps[:3]:
        left, right = (
            unicodedata.normalize("NFC", part) for part in (text[: gap.start()], text[gap.end() :])
        )
        if not left.strip() or len(right) > 80:
            continue
        recipients = fold(left).lstrip("*_ ").startswith(("-", "nơi nhận"))
        if _RIGHT.match(fold(right)) or (recipients and (right.isupper() or _NAME.fullmatch(right.strip()))):
            return gap.end()
    return None


def _is_bullet(raws: list[RawLine], index: int) -> bool:
    """Whether `* ` at the line's start is a bullet: then all other marks up to the next break pair off."""
    odd = 0
    for raw in raws[index : index + _LOOKAHEAD]:
        text = raw.raw
        if raw.number != raws[index].number:
            if raw.is_blank or _BULLET.match(text):
                break
        else:
            text = text.lstrip()[1:]
        odd += sum(len(run) % 2 for run in _STAR_RUN.findall(text))
    return odd % 2 == 0


def _is_ornament(raws: list[RawLine], index: int) -> bool:
    """Whether a line is a star alone, as under the agency of a Party document, and not a mark that is closed below."""
    if raws[index].raw.strip() != "*":
        return False
    for raw in raws[index + 1 : index + _LOOKAHEAD]:
        if raw.is_blank:
            break
        if _LONE_STAR.search(raw.raw):
            return False
    return True


def _follow_emphasis(lines: list[Line]) -> None:
    bold = italic = False
    before: Line | None = None
    for line in lines:
        if line.after_blank or line.heading or (before and _must_open(before, line)):
            bold = italic = False
        before = line
        line.open_start = bold or italic
        bold, italic = _walk(line, bold, italic)
        line.open_end = bold or italic


def _must_open(before: Line, line: Line) -> bool:
    """A mark at the very start of a paragraph opens: whatever was open above was never closed."""
    stars = line.clean.stars
    return (
        bool(stars)
        and stars[0].at == 0
        and before.text.endswith((";", ".", ":"))
        and not line.text[:1].islower()
        and before.open_end
    )


def _walk(line: Line, bold: bool, italic: bool) -> tuple[bool, bool]:
    """Follow the marks through one line; notes what they cover; gives what is open at its end."""
    text = line.clean.text
    if not line.clean.stars and not bold and not italic:
        line.bold = line.heading
        return False, False
    words = plain = thin = False
    position = 0
    for mark in [*line.clean.stars, Stars(len(text), 0)]:
        if _has_word(text, position, mark.at):
            words = True
            thin = thin or not bold
            plain = plain or not (bold or italic)
        italic ^= mark.length % 2 == 1
        bold ^= (mark.length // 2) % 2 == 1
        position = mark.at
    line.bold = words and (line.heading or not thin)
    line.marked = words and not plain
    return bold, italic


def _has_word(text: str, start: int, end: int) -> bool:
    return any(char.isalnum() for char in text[start:end])
