"""Styles of a DOCX: what a paragraph or run inherits (bold, capitals, alignment, list)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors.readers.docx_numbering import VAL, W, whole

_PPR, _RPR = f"{W}pPr", f"{W}rPr"
_LONGEST_CHAIN = 50


def is_on(element: Any) -> bool:
    """The value of a yes/no property (`b`, `caps`, `vanish`) that is given."""
    return element.get(VAL, "true") not in ("0", "false", "off")


def _toggle(properties: Any, name: str) -> bool | None:
    found = properties.find(f"{W}{name}")
    return None if found is None else is_on(found)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style gives, its ancestors included. None: not said."""

    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    alignment: str | None = None
    list_id: str | None = None
    list_level: int | None = None


class Styles:
    """The styles part, looked up by style id."""

    def __init__(self, root: Any = None) -> None:
        self._elements: dict[str, Any] = {}
        self._known: dict[str, Style] = {}
        self._default: str | None = None
        if root is None:
            return
        for element in root.iterfind(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            self._elements[name] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self._default = name

    def lists(self) -> dict[str, str]:
        """The list (`numId`) of every style that names one itself."""
        found = {}
        for name, element in self._elements.items():
            pointer = element.find(f"{_PPR}/{W}numPr/{W}numId")
            if pointer is not None:
                found[name] = pointer.get(VAL, "")
        return found

    def get(self, name: str | None, *, paragraph: bool = False) -> Style:
        """The style `name`; without a name, the default paragraph style if `paragraph`, else an empty one."""
        if name is None or (name not in self._elements and paragraph):
            name = self._default if paragraph else None
        if name is None:
            return _NOTHING
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._resolve(name)
        return known

    def _resolve(self, name: str) -> Style:
        chain: list[Any] = []
        seen: set[str] = set()
        current: str | None = name
        while current in self._elements and current not in seen and len(chain) < _LONGEST_CHAIN:
            seen.add(current)
            chain.append(self._elements[current])
            base = chain[-1].find(f"{W}basedOn")
            current = None if base is None else base.get(VAL, "")
        style = Style()
        for element in reversed(chain):
            style = _overlay(style, element)
        return style


def _overlay(base: Style, element: Any) -> Style:
    bold, caps, hidden = base.bold, base.caps, base.hidden
    alignment, list_id, list_level = base.alignment, base.list_id, base.list_level
    run = element.find(_RPR)
    if run is not None:
        own = _toggle(run, "b")
        bold = bold if own is None else own
        own = _toggle(run, "caps")
        caps = caps if own is None else own
        own = _toggle(run, "vanish")
        hidden = hidden if own is None else own
    paragraph = element.find(_PPR)
    if paragraph is not None:
        align = paragraph.find(f"{W}jc")
        alignment = alignment if align is None else align.get(VAL)
        numbers = paragraph.find(f"{W}numPr")
        if numbers is not None:
            pointer = numbers.find(f"{W}numId")
            list_id = list_id if pointer is None else pointer.get(VAL)
            depth = numbers.find(f"{W}ilvl")
            list_level = list_level if depth is None else whole(depth, 0)
    return Style(bold, caps, hidden, alignment, list_id, list_level)


_NOTHING = Style()
