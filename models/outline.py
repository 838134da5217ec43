"""The order of a document: its zones (header, grounds, body, recipients, appendices) and its numbered items."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from models.document import Document, Span

Kind = Literal["part", "chapter", "article", "roman", "number", "decimal", "letter", "dash", "plus", "star"]
"""How an item is labelled: PHẦN I, CHƯƠNG I, Điều 1., I., 1., 1.1., a), -, +, *."""

Zone = Literal["header", "grounds", "body", "recipients", "appendix"]


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled paragraph (a heading or a point of a list). Offsets are of the document's text."""

    block: int
    """Number of the block that it begins."""
    kind: Kind
    label: str
    """As written, without the mark behind it: `II`, `2`, `1.1`, `b`, `-`."""
    value: int
    """Its place in the series: I and 1 and a are 1; 1.2 is 2; bullets are 0."""
    start: int
    """Where the label starts."""
    text_start: int
    """Where the words after the label start."""
    end: int
    """End of the paragraph."""
    parent: int | None
    """Number of the item above it."""
    id: str
    """The path of labels: `II.2.b`; bullets repeat their parent's."""
    zone: Zone

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, eq=False)
class Outline:
    """Zones and items of one document. Zones are spans of whole blocks; a zone that is not there is None."""

    document: Document
    items: tuple[Item, ...]
    header: Span
    grounds: Span | None
    body: Span
    recipients: Span | None
    appendices: tuple[Span, ...]
    zones: tuple[Zone, ...]
    """The zone of every block."""

    def zone_at(self, offset: int) -> Zone:
        """The zone that an offset lies in; the body of a text without any block."""
        return self.zones[self.document.block_index(offset)] if self.zones else "body"

    def item_at(self, offset: int) -> Item | None:
        """The innermost item that `offset` stands under, or None above the first one."""
        number = bisect_right(self._starts, offset) - 1
        return self.items[number] if number >= 0 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [item.start for item in self.items]

    def text_of(self, item: Item) -> str:
        """The words of the item's own paragraph, without its label."""
        return self.document.text[item.text_start : item.end]

    def scope(self, number: int) -> Span:
        """From an item to the end of everything below it."""
        item = self.items[number]
        below = {number}
        end = item.end
        for other in range(number + 1, len(self.items)):
            candidate = self.items[other]
            if candidate.parent not in below:
                return Span(item.start, self._last_block_end(item, candidate.start))
            below.add(other)
            end = candidate.end
        limit = self._zone_end(item)
        return Span(item.start, max(end, limit))

    def _last_block_end(self, item: Item, before: int) -> int:
        return min(max(before - 1, item.end), max(self._zone_end(item), item.end))

    def _zone_end(self, item: Item) -> int:
        if item.zone == "appendix":
            return next(
                (span.end for span in self.appendices if span.start <= item.start < span.end), item.end
            )
        return self.body.end
