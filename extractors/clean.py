"""Cleaning of raw text with a map back: NFC, blanks, invisible characters, Markdown and HTML marks."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

_BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\v\f\x1c-\x1f\x85\u2028\u2029\r\n"
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_COMBINING = "\u0300-\u034e\u0350-\u036f\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_TAGS = (
    "p|br|b|i|u|s|em|strong|span|div|font|sup|sub|td|tr|th|table|tbody|thead|tfoot|colgroup|col|ul|ol|li|a|"
    "center|hr|h[1-6]|small|big|strike|del|ins|img|o:p|st1:[a-z]{1,20}"
)

_ENTITIES = (
    "amp|lt|gt|quot|apos|nbsp|ensp|emsp|ndash|mdash|hellip|lsquo|rsquo|ldquo|rdquo|times|bull|middot|laquo|raquo|"
    "deg|sect|shy|zwnj|eth|ETH|[AEIOUYaeiouy](?:grave|acute|circ|tilde|uml)"
)
"""Only names in the exact case of HTML: `PT&TH;` and `VH&GT;` are abbreviations."""

_TOKEN = re.compile(
    rf"""
      (?P<invisible>[{_INVISIBLE}]+)
    | (?P<hyphen>\ufffe)
    | (?P<lost>[\ud800-\udfff]+)
    | (?P<blank>[{_BLANKS}]{{2,}}|[^\S ])
    | (?P<cluster>[^{_COMBINING}\s\\&<*_\[\]][{_COMBINING}]+)
    | (?P<escape>\\(?=[!-/:-@\[-`{{-~]))
    | (?P<entity>&(?:{_ENTITIES}|\#[0-9]{{1,6}}|\#[xX][0-9A-Fa-f]{{1,5}});)
    | (?P<autolink><(?=(?:https?://|ftp://|mailto:|www\.)[^<>\s]{{1,2000}}>))
    | (?P<comment><!--[^<>]{{0,500}}-->)
    | (?P<break>(?i:<(?:br|/p|/div|/li|/tr|/h[1-6])(?:\s[^<>]{{0,300}})?\s?/?>))
    | (?P<tag>(?i:</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?\s?/?>))
    | (?P<link>\[(?P<label>[^\[\]]{{0,300}})\]\((?:https?://|www\.|mailto:|/|\#)[^()\s]{{0,1000}}\))
    | (?P<stars>\*+)
    | (?P<underline>(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_]))
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(rf"[^\S ]|  |[{_INVISIBLE}\ufffe\ud800-\udfff\\&<*]|__|\]\(")
"""Anything that cleaning may have to touch, apart from letters that are not composed."""

_NEAR = 80
_ANGLE_URL = re.compile(r"(?:https?://|ftp://|mailto:|www\.)[^<>\s]{1,2000}>")


@dataclass(slots=True)
class _Copy:
    """A stretch of clean text and where it comes from; `exact`: character by character."""

    start: int
    source_start: int
    source_end: int
    exact: bool


@dataclass(slots=True)
class Stars:
    """A run of emphasis marks (`*`, `**`, `***`) that stood at `at` of the clean text."""

    at: int
    length: int


@dataclass(slots=True)
class Clean:
    """A stretch of clean text on one line, its way back to the source, and the marks taken out of it."""

    text: str
    source_start: int
    source_end: int
    copies: list[_Copy] | None = None
    """None: the text is the source, character by character, from `source_start` on."""
    stars: list[Stars] = field(default_factory=list)

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of `text[start:end]`; an empty range gives the place where it would stand."""
        if self.copies is None:
            return self.source_start + start, self.source_start + end
        if not self.copies:
            return self.source_start, self.source_start
        starts = [copy.start for copy in self.copies]
        first = self.copies[max(bisect_right(starts, start) - 1, 0)]
        low = first.source_start + (start - first.start) if first.exact else first.source_start
        if end <= start:
            return low, low
        last = self.copies[max(bisect_right(starts, end - 1) - 1, 0)]
        high = last.source_start + (end - last.start) if last.exact else last.source_end
        return low, max(low, high)


class _Writer:
    """Collects clean text piece by piece; squeezes blanks; remembers where each piece came from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.copies: list[_Copy] = []
        self.stars: list[Stars] = []
        self.length = 0
        self.ends_blank = True

    def copy(self, source: str, start: int, end: int) -> None:
        if start < end and self.ends_blank and source[start] == " ":
            start += 1
        if start >= end:
            return
        self._add(source[start:end], start, end, True)

    def put(self, text: str, start: int, end: int) -> None:
        if self.ends_blank:
            text = text.lstrip(" ")
        if text:
            self._add(text, start, end, len(text) == end - start)

    def _add(self, text: str, start: int, end: int, exact: bool) -> None:
        self.copies.append(_Copy(self.length, start, end, exact))
        self.parts.append(text)
        self.length += len(text)
        self.ends_blank = text[-1] == " "

    def finish(self, start: int, end: int) -> Clean:
        text = "".join(self.parts)
        trimmed = text.rstrip(" ")
        stars = [Stars(min(mark.at, len(trimmed)), mark.length) for mark in self.stars]
        return Clean(trimmed, start, end, self.copies, stars)


def clean(source: str, start: int = 0, end: int | None = None, *, bullet: bool = False) -> Clean:
    """Clean one line `source[start:end]`; line breaks of HTML become blanks (see `clean_parts`).

    `bullet`: a `*` at the very beginning is a bullet of the author's, not a mark.
    """
    parts = clean_parts(source, start, end, bullet=bullet)
    if len(parts) == 1:
        return parts[0]
    writer = _Writer()
    for part in parts:
        if writer.parts and part.text:
            writer.put(" ", part.source_start, part.source_start)
        writer.stars += [Stars(mark.at + writer.length, mark.length) for mark in part.stars]
        for copy, text in _pieces(part):
            writer._add(text, copy.source_start, copy.source_end, copy.exact)
    return writer.finish(parts[0].source_start, parts[-1].source_end)


def _pieces(part: Clean) -> Iterable[tuple[_Copy, str]]:
    copies = part.copies
    if copies is None:
        copies = [_Copy(0, part.source_start, part.source_start + len(part.text), True)]
    bounds = [copy.start for copy in copies[1:]] + [len(part.text)]
    for copy, bound in zip(copies, bounds, strict=True):
        text = part.text[copy.start : bound]
        if text:
            yield copy, text


def clean_parts(source: str, start: int = 0, end: int | None = None, *, bullet: bool = False) -> list[Clean]:
    """Clean `source[start:end]` and cut it where HTML breaks a line or a paragraph; never an empty list."""
    end = len(source) if end is None else end
    raw = source[start:end]
    if not bullet and unicodedata.is_normalized("NFC", raw) and not _PLAIN.search(raw):
        text = raw.strip(" ")
        first = start + len(raw) - len(raw.lstrip(" "))
        return [Clean(text, first, first + len(text))]
    parts = [_check_nfc(part) for part in _scan(source, start, end, bullet)]
    full = [part for part in parts if part.text]
    return full or parts[:1]


def _scan(source: str, start: int, end: int, bullet: bool) -> list[Clean]:
    """Walk over everything that must change between `start` and `end`."""
    parts: list[Clean] = []
    writer = _Writer()
    position = begun = start
    stop = end
    while position < stop:
        match = _TOKEN.search(source, position, stop)
        if match is None:
            break
        at, after = match.span()
        kind = match.lastgroup
        if kind == "label":
            kind = "link"
        writer.copy(source, position, at)
        if kind == "blank":
            writer.put(" ", at, after)
        elif kind == "hyphen":
            writer.put("-", at, after)
        elif kind == "lost":
            writer.put("\ufffd", at, after)
        elif kind == "cluster":
            writer.put(unicodedata.normalize("NFC", match.group()), at, after)
        elif kind == "escape":
            writer.put(source[after], at, after + 1)
            after += 1
        elif kind == "entity":
            writer.put(_decode(match.group()), at, after)
        elif kind == "autolink":
            url = _ANGLE_URL.match(source, after, stop)
            if url is not None:
                writer.copy(source, after, url.end() - 1)
                after = url.end()
        elif kind == "link":
            writer.copy(source, *match.span("label"))
        elif kind == "break":
            parts.append(writer.finish(begun, at))
            writer = _Writer()
            begun = after
        elif kind == "stars":
            if (bullet and not writer.parts and not parts) or _literal(source, at, after, start, stop):
                writer.copy(source, at, after)
            else:
                writer.stars.append(Stars(writer.length, after - at))
        # invisible, comment, tag, underline: dropped
        position = after
    writer.copy(source, position, stop)
    parts.append(writer.finish(begun, stop))
    return parts


def _decode(entity: str) -> str:
    decoded = html.unescape(entity)
    if decoded.isspace():
        return " "
    if re.fullmatch(f"[{_INVISIBLE}]+", decoded):
        return ""
    return decoded if decoded.isprintable() else "\ufffd"


def _literal(source: str, at: int, after: int, start: int, end: int) -> bool:
    """A `*` that the author means: a multiplication, a note sign in brackets."""
    if after - at != 1:
        return False
    before = source[at - 1] if at > start else ""
    behind = source[after] if after < end else ""
    if before.isspace() and behind.isspace():
        left, right = source[max(start, at - _NEAR) : at], source[after : min(end, after + _NEAR)]
        return left.strip() != "" and right.strip() != ""
    if before.isdigit() and behind.isdigit():
        return True
    return before == "(" and behind == ")"


def _check_nfc(part: Clean) -> Clean:
    """What single clusters don't settle (Korean letters, compatibility signs) is normalised as a whole."""
    if unicodedata.is_normalized("NFC", part.text):
        return part
    text = unicodedata.normalize("NFC", part.text)
    low, high = part.source_range(0, len(part.text))
    stars = [Stars(min(mark.at, len(text)), mark.length) for mark in part.stars]
    return Clean(text, low, high, [_Copy(0, low, high, False)], stars)
