"""Tasks told in labelled lines: a title, and below or behind it Thời gian: …, Cơ quan chủ trì: …, Cơ quan phối hợp: …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.agencies import split_agencies
from extractors.periods import parse_period
from extractors.task_labels import Meaning, Segment, label_segments, read_task_label
from models.document import Block, Document, Span
from models.facts import Header, Period, Task
from models.outline import Item, Outline
from models.text import fold, squeeze

Named = list[tuple[str, Span]]

_BULLETS = ("dash", "plus", "star")
_HEADINGS = ("roman", "part", "chapter")
_LEADS_WITH = re.compile(
    r"\s*,?\s*(?:(?:là )?(?:cơ quan|đơn vị|bộ phận) )?chủ trì\b(?: thực hiện)?\s*[,;:]?\s*(?:và )?"
    r"(?:phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)?:?\s*(?P<with>\S))?"
)
_STOPS = (".", ";", ":", ",")
_BLANK = re.compile(r"[\s._…·*-]*$")


@dataclass
class _Group:
    """The labelled lines that tell one task. `title` are the words of a heading that is no numbered item."""

    item: Item | None
    start: int
    end: int
    title: Span | None = None
    heading: Span | None = None
    """An unnumbered heading above the first line: the title where the next such heading opens another task."""
    dues: list[Period] = field(default_factory=list)
    lead: Named = field(default_factory=list)
    support: Named = field(default_factory=list)
    labels: set[Meaning] = field(default_factory=set)
    unread: Period | None = None
    """A time that the grammar does not know: no missing time, but no sign of a task either."""
    staged: bool = False
    """The times stand in lines of their own, one a stage: the last of them closes the task."""


def line_tasks(
    document: Document, outline: Outline, header: Header, periods: tuple[Period, ...]
) -> list[Task]:
    """Tasks whose lead, support and time stand behind labels, in text order."""
    return _Reader(document, outline, header, periods).read()


class _Reader:
    """One pass over the paragraphs of body and appendices."""

    def __init__(
        self, document: Document, outline: Outline, header: Header, periods: tuple[Period, ...]
    ) -> None:
        self.document, self.outline, self.header, self.periods = document, outline, header, periods
        self.groups: list[_Group] = []
        self.current: int | None = None
        self.heading: Span | None = None  # the unnumbered paragraph above, since the last label
        # a label that waits for its words, its item, and whether bullets have given some
        self.open: tuple[Meaning, int | None, bool] | None = None

    def read(self) -> list[Task]:
        by_block = {item.block: number for number, item in enumerate(self.outline.items)}
        for number, block in enumerate(self.document.blocks):
            if self.outline.zones[number] not in ("body", "appendix") or block.cell is not None:
                self.open = None
                continue
            own = by_block.get(number)
            start = self._words_start(
                self.outline.items[own].text_start if own is not None else block.start, block
            )
            segments = label_segments(self.document, start, block.end)
            if segments and segments[0].start == start:
                self._labelled(own, block, segments)
            elif self._tells_all(own, segments):
                self._told_in_one(own, start, block, segments)
            else:
                self._other(own, start, block)
        led = sum(bool(group.lead) for group in self.groups) * 2 >= len(self.groups)
        return [self._task(group) for group in self.groups if self._is_task(group, led)]

    @staticmethod
    def _is_task(group: _Group, led: bool) -> bool:
        """A time alone makes a task where it is a date below a piece of work, or where most tasks name who leads."""
        if group.lead or len(group.labels) > 1:
            return True
        if all(due.recurring for due in group.dues):
            return bool(group.dues) and led
        return led or group.item is None or group.item.kind not in _HEADINGS

    def _words_start(self, start: int, block: Block) -> int:
        words = self.document.text[start : block.end]
        return start + len(words) - len(words.lstrip(" (*_"))

    @staticmethod
    def _tells_all(own: int | None, segments: list[Segment]) -> bool:
        """Whether an item's own paragraph goes on with labels: who leads, and by when or who supports."""
        meanings = {segment.meaning for segment in segments}
        return own is not None and "lead" in meanings and len(meanings) > 1

    def _told_in_one(self, own: int | None, start: int, block: Block, segments: list[Segment]) -> None:
        """`1. Tự chấm điểm (thời gian: …; chủ trì: …)`."""
        self.current = own
        self.heading = None
        item = self.outline.items[own] if own is not None else None
        group = _Group(item, block.start, block.end, title=Span(start, segments[0].start))
        self.groups.append(group)
        self._read_segments(group, own, segments)

    def _labelled(self, own: int | None, block: Block, segments: list[Segment]) -> None:
        owner = self._owner(own)
        item = self.outline.items[owner] if owner is not None else None
        last = self.groups[-1] if self.groups else None
        if last is None or last.item != item:
            group = _Group(item, item.start if item else block.start, block.end, heading=self.heading)
            named = self.heading is not None and not self.document.words(self.heading).rstrip(" *_").endswith(
                _STOPS
            )
            if named and (item is None or item.kind in _HEADINGS):
                group.title = self.heading
            self.groups.append(group)
        elif self.heading is not None and segments[0].meaning in last.labels:
            last.title = last.title or last.heading
            self.groups.append(_Group(item, self.heading.start, block.end, title=self.heading))
        self.heading = None
        self._read_segments(self.groups[-1], own, segments)

    def _owner(self, own: int | None) -> int | None:
        """The item whose task a labelled line tells: its parent, or the item above a line without label."""
        items = self.outline.items
        number = items[own].parent if own is not None else self.current
        while number is not None:
            item = items[number]
            words = self.document.folded[item.text_start : min(item.end, item.text_start + 220)]
            # a line without a dash under a bullet belongs to the item above both
            if read_task_label(words) is None and (own is not None or item.kind not in _BULLETS):
                return number
            number = item.parent
        return None

    def _read_segments(self, group: _Group, own: int | None, segments: list[Segment]) -> None:
        for segment in segments:
            self._read_words(group, segment.meaning, segment.value, segment.end)
            if segment.meaning != "oversight":
                group.labels.add(segment.meaning)
        last = segments[-1]
        words = self.document.folded[last.value : last.end]
        waits = not words.strip(" *_") or words.rstrip(" *_").endswith(":")
        self.open = (last.meaning, own, False) if waits else None

    def _other(self, own: int | None, start: int, block: Block) -> None:
        """A paragraph without a label: the words of the label above it, a heading, or neither."""
        if self.open is not None and self._goes_on(own, start, block):
            group, (meaning, label, _) = self.groups[-1], self.open
            self._read_words(group, meaning, start, block.end)
            group.staged = group.staged or meaning == "due"
            self.open = (meaning, label, True) if own is not None else None
            return
        self.open = None
        bullet = own is not None and self.outline.items[own].kind in _BULLETS
        if own is not None:
            self.current = own
        if own is None or bullet:
            self.heading = self._as_heading(start, block) or self.heading
        else:
            self.heading = None

    def _goes_on(self, own: int | None, start: int, block: Block) -> bool:
        """Whether a paragraph holds the words of the open label: a deeper bullet, or one plain line."""
        assert self.open is not None
        _, label, begun = self.open
        if own is None:
            return not begun and not re.match(r"[^:]{1,40}:", self.document.folded[start : block.end])
        item = self.outline.items[own]
        if item.kind not in _BULLETS:
            return False
        return label is None or item.parent == label

    def _as_heading(self, start: int, block: Block) -> Span | None:
        words = self.document.text[start : block.end].strip(" *_")
        if not 6 <= len(words) <= 250 or not words[:1].isupper():
            return None
        return Span(start, block.end)

    # ── words of a label ──────────────────────────────────────────────────────────────────────────

    def _read_words(self, group: _Group, meaning: Meaning, start: int, end: int) -> None:
        group.end = max(group.end, end)
        if meaning == "due":
            times = self._times(start, end)
            group.dues.extend(times)
            words = squeeze(self.document.text[start:end]).rstrip(" .;")
            if not times and not _BLANK.match(words):
                group.unread = Period(words, None, None, "condition", Span(start, end))
        elif meaning != "oversight":
            leads, supports = charged(self.document.text[start:end], start)
            (group.lead if meaning == "lead" else group.support).extend(leads)
            group.support.extend(supports)

    def _times(self, start: int, end: int) -> list[Period]:
        inside = [
            p for p in self.periods if p.span is not None and start <= p.span.start and p.span.end <= end
        ]
        if inside:
            return inside
        words = squeeze(self.document.text[start:end]).rstrip(" .;")
        if _BLANK.match(words):
            return []
        issued = self.header.issued.end if self.header.issued else None
        period = parse_period(words, year=self.header.year, issued=issued)
        if period is None:
            return []
        return [replace(period, span=Span(start, end))]

    def _task(self, group: _Group) -> Task:
        item = group.item
        title = group.title or (Span(item.text_start, item.end) if item else None)
        dated = [due for due in group.dues if due.end is not None]
        due = group.dues[0] if group.dues else group.unread
        if group.staged and dated:
            due = max(dated, key=lambda period: period.end or period.start)  # type: ignore[arg-type, return-value]
        return Task(
            id=item.id if item else None,
            title=squeeze(self.document.words(title)).strip(" .:;(*_-") if title else "",
            due=due,
            lead=tuple(name for name, _ in group.lead),
            support=tuple(name for name, _ in group.support),
            span=Span(group.start, group.end),
            title_span=group.title,
            lead_spans=tuple(span for _, span in group.lead),
            support_spans=tuple(span for _, span in group.support),
            dues=tuple(group.dues),
            form="lines",
        )


def charged(words: str, start: int) -> tuple[Named, Named]:
    """Who leads and who supports by the words of a label or cell: `Sở A chủ trì, phối hợp với Sở B` names both."""
    folded = fold(words)
    found = _LEADS_WITH.search(folded) if "chủ trì" in folded else None
    if found is None or not words[: found.start()].strip(" *_-"):
        return split_agencies(words, start), []
    leads = split_agencies(words[: found.start()], start)
    at = found.start("with") if found["with"] else found.end()
    if not found["with"]:
        others = folded.find(";", found.start())  # Sở A chủ trì, tổng hợp; các sở, ngành thực hiện
        return leads + (split_agencies(words[others + 1 :], start + others + 1) if others >= 0 else []), []
    return leads, split_agencies(words[at:], start + at)
