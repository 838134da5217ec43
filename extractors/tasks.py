"""Tasks with who leads, who supports and when: from labelled lines, from tables and from prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from extractors.tasks_lines import line_tasks
from extractors.tasks_prose import charged_tasks, prose_tasks
from extractors.tasks_tables import table_tasks
from models.document import Document, Span
from models.facts import Header, Period, Task
from models.outline import Item, Outline
from models.text import fold, squeeze

_TIME_OF = re.compile(r"thời (?:gian|hạn) [^:.;]{3,60}(?:[:.]?\s*$|:\s+(?=\w))")
"""A heading that says what the time below is of: Thời gian trình khen thưởng."""
_BY = re.compile(r"(?:trước|chậm nhất|muộn nhất|đến hết)\b")
_PLAN_TIME = re.compile(
    r"thời gian(?: (?:thực hiện|triển khai|hoàn thành|tiến hành))*(?: kế hoạch)?\s*[:.]?\s*$"
)


def find_tasks(
    document: Document,
    outline: Outline,
    header: Header,
    periods: tuple[Period, ...],
    cited: Sequence[Span] = (),
) -> tuple[Task, ...]:
    """All tasks of a document in text order; see `models.facts.Task`.

    `periods` are the document's time expressions; those within `cited` are dates of other documents.
    """
    periods = tuple(_without(periods, cited))
    labelled = line_tasks(document, outline, header, periods)
    tabled = table_tasks(document, header)
    taken = [task.span for task in labelled]
    told = prose_tasks(document, outline, periods, taken)
    if header.type == "QĐ":
        told += charged_tasks(document, outline, [*taken, *(task.span for task in told)])
    whole = _plan_time(document, outline, header, periods, [*taken, *(task.span for task in told)])
    return tuple(sorted([*labelled, *tabled, *told, *whole], key=lambda task: task.span))


def _without(periods: Sequence[Period], cited: Sequence[Span]) -> Iterator[Period]:
    """The periods outside of `cited`."""
    spans = sorted(cited)
    ends = list(accumulate((span.end for span in spans), max))  # of all spans up to each one
    for period in periods:
        before = bisect_left(spans, period.span.end, key=lambda span: span.start) if period.span else 0
        if period.span is None or before == 0 or ends[before - 1] <= period.span.start:
            yield period


def _plan_time(
    document: Document, outline: Outline, header: Header, periods: tuple[Period, ...], taken: list[Span]
) -> list[Task]:
    """Times with a heading of their own: of the whole plan (THỜI GIAN THỰC HIỆN), or a deadline of what the heading names."""
    found = []
    for number, item in enumerate(outline.items):
        words = document.folded[item.text_start : item.end]
        of_all = _PLAN_TIME.match(words) is not None
        if item.kind not in ("roman", "number", "part", "decimal") or not (of_all or _TIME_OF.match(words)):
            continue
        scope = outline.scope(number)
        inside = [
            p
            for p in periods
            if p.span
            and scope.contains(p.span)
            and p.end
            and not p.recurring
            and not any(s.contains(p.span) for s in taken)
        ]
        if not of_all:
            inside = [p for p in inside if _BY.match(fold(p.text))]
        if inside and not any(scope.contains(span) for span in taken):  # else a list of steps
            title = header.title if of_all else _told_before(document, inside[0], item)
            title = title or squeeze(document.text[item.text_start : item.end])
            found.append(
                Task(
                    item.id,
                    title,
                    inside[0],
                    (),
                    (),
                    scope,
                    dues=tuple(inside),
                    form="prose",
                    lead_expected=False,
                )
            )
    return found


def _told_before(document: Document, period: Period, heading: Item) -> str:
    """The words of the paragraph that stand before its time: what is to be done by then."""
    if period.span is None:
        return ""
    block = document.block_at(period.span.start)
    start = block.start
    if label := _TIME_OF.match(document.folded, heading.text_start, block.end):
        start = max(start, label.end())
    return squeeze(document.text[start : period.span.start]).strip(" -+*.;:,(")
