"""Computed list numbers of a DOCX: what Word prints before a paragraph and stores nowhere as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from extractors.numerals import to_roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it prints."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    blank: bool = True
    restart: int | None = None
    """The level (from 1) after which it starts anew; 0 never, None after any level above."""
    style: str | None = None
    legal: bool = False
    """Print every number in it as decimal (`isLgl`)."""


@dataclass(slots=True)
class _List:
    """A concrete list (`w:num`)."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    used: set[int] = field(default_factory=set)


def whole(element: Any, default: int) -> int:
    """The whole number in an element's `w:val`, or `default` where it has none."""
    if element is None:
        return default
    try:
        return int(element.get(VAL, ""))
    except ValueError:
        return default


def _on(element: Any) -> bool:
    return element is not None and element.get(VAL, "true") not in ("0", "false", "off")


def _read_level(element: Any) -> Level:
    def text_of(name: str) -> str | None:
        found = element.find(f"{W}{name}")
        return None if found is None else found.get(VAL)

    restart = element.find(f"{W}lvlRestart")
    return Level(
        start=whole(element.find(f"{W}start"), 0),
        format=text_of("numFmt") or _alternate_format(element) or "decimal",
        text=text_of("lvlText") or "",
        blank=text_of("suff") != "nothing",
        restart=None if restart is None else whole(restart, 0),
        style=text_of("pStyle"),
        legal=_on(element.find(f"{W}isLgl")),
    )


def _alternate_format(element: Any) -> str | None:
    """The format inside `mc:AlternateContent` (Word puts newer formats there): the fallback's, else the choice's."""
    formats = [found.get(VAL) for found in element.iter(f"{W}numFmt")]
    return formats[-1] if formats else None


def _level_number(element: Any) -> int:
    try:
        return min(max(int(element.get(f"{W}ilvl", "0")), 0), _DEEPEST)
    except ValueError:
        return 0


class Numbering:
    """Counts list paragraphs in document order."""

    def __init__(self, root: Any = None, style_lists: dict[str, str] | None = None) -> None:
        """`root` is the parsed numbering part, `style_lists` the list (`numId`) that each style names."""
        self._abstracts: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root, style_lists or {})

    def _read(self, root: Any, style_lists: dict[str, str]) -> None:
        links: dict[str, str] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            self._abstracts[name] = {
                _level_number(level): _read_level(level) for level in abstract.iterfind(f"{W}lvl")
            }
            link = abstract.find(f"{W}numStyleLink")
            if link is not None:
                links[name] = link.get(VAL, "")
        abstract_of = {}
        for num in root.iterfind(f"{W}num"):
            pointer = num.find(f"{W}abstractNumId")
            abstract_of[num.get(f"{W}numId", "")] = "" if pointer is None else pointer.get(VAL, "")
        for num in root.iterfind(f"{W}num"):
            name = num.get(f"{W}numId", "")
            abstract = abstract_of[name]
            if abstract in links:  # the levels are those of the list that the linked style names
                abstract = abstract_of.get(style_lists.get(links[abstract], ""), abstract)
            self._lists[name] = self._read_list(num, abstract)

    def _read_list(self, num: Any, abstract: str) -> _List:
        levels = dict(self._abstracts.get(abstract, {}))
        starts = {}
        for override in num.iterfind(f"{W}lvlOverride"):
            number = _level_number(override)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[number] = _read_level(own)
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[number] = whole(start, 0)
                levels[number] = replace(levels.get(number, Level()), start=starts[number])
        return _List(abstract, levels, starts)

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """The level of the list that is tied to a paragraph style."""
        found = self._lists.get(num_id)
        if found is not None:
            for number, level in found.levels.items():
                if level.style == style:
                    return number
        return None

    def next(self, num_id: str, level: int) -> str:
        """The label of the next paragraph of list `num_id` at `level` (from 0), its blank included."""
        chosen = self._lists.get(num_id)
        if chosen is None:
            return ""
        level = min(max(level, 0), _DEEPEST)
        shape = chosen.levels.get(level)
        if shape is None:
            return ""
        counters = self._counters.setdefault(chosen.abstract, {})
        if level in chosen.starts and level not in chosen.used:
            counters.pop(level, None)  # an override of the start counts once, when the list is first used
        chosen.used.add(level)
        counters[level] = counters[level] + 1 if level in counters else shape.start
        for deeper in [number for number in counters if number > level]:
            restart = chosen.levels.get(deeper, Level()).restart
            if restart is None or (restart != 0 and level < restart):
                del counters[deeper]
        label = self._label(chosen, shape, counters)
        return f"{label} " if label and shape.blank else label

    def _label(self, chosen: _List, shape: Level, counters: dict[int, int]) -> str:
        if shape.format == "none":
            return _PLACE.sub("", shape.text)

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = chosen.levels.get(at, Level())
            value = counters.get(at, other.start)
            form = "decimal" if shape.legal and other.format != "decimalZero" else other.format
            return format_number(value, form)

        if shape.format == "bullet":
            return shape.text
        return _PLACE.sub(number, shape.text)


def _roman(value: int) -> str:
    return to_roman(value) if 0 < value < 5000 else str(value)


def _letter(value: int) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    if not 0 < value <= 26 * 30:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def format_number(value: int, form: str) -> str:
    """`value` as Word prints it in the number format `form` (`w:numFmt`); unknown formats are decimal."""
    if form == "upperRoman":
        return _roman(value)
    if form == "lowerRoman":
        return _roman(value).lower()
    if form == "lowerLetter":
        return _letter(value)
    if form == "upperLetter":
        return _letter(value).upper()
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("none", "bullet"):
        return ""
    return str(value)
