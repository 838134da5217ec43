"""Tasks with who leads, who supports and when: from labelled lines, from tables and from prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.agencies import split_agencies
from extractors.periods import parse_period
from extractors.tasks_prose import prose_tasks
from extractors.tasks_tables import table_tasks
from models.document import Document, Span
from models.facts import Header, Period, Task
from models.outline import Item, Outline
from models.text import squeeze

_BODY = r"(?:cơ quan|đơn vị|bộ phận|phòng|tổ chức|cá nhân|ban|nơi|ngành|địa phương|công chức|lãnh đạo)"
_AND = r"(?:\s*(?:,|/|và|hoặc|-)\s*(?:cơ quan |đơn vị |bộ phận |cá nhân )?[^:,]{1,30})?"
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "support",
        re.compile(rf"(?:{_BODY}{_AND}\s+)?(?:cùng )?phối hợp(?: thực hiện| triển khai| chính)?\s*:"),
    ),
    ("support", re.compile(rf"{_BODY}\s+(?:có )?liên quan\s*:")),
    (
        "lead",
        re.compile(
            rf"{_BODY}{_AND}\s+(?:chủ trì|tham mưu|thực hiện|triển khai|ban hành|hướng dẫn|thường trực|đầu mối|chịu trách nhiệm|"
            r"tổ chức|soạn thảo|xây dựng|trình|theo dõi|công bố|phụ trách|giúp việc|quản lý|báo cáo|tổng hợp)[^:.;]{0,40}:"
        ),
    ),
    (
        "lead",
        re.compile(
            r"(?:phân công |giao )?(?:chủ trì|trách nhiệm|người|tham mưu)(?: thực hiện| tham mưu| chính)?\s*:"
        ),
    ),
    (
        "due",
        re.compile(
            r"(?:thời gian|thời hạn|thời điểm|tiến độ|hạn|lộ trình|ngày)(?: (?:thực hiện|hoàn thành|triển khai|tổ chức|báo cáo|công bố"
            r"|gửi|kết thúc|ban hành|dự kiến))?[^:.;\n]{0,120}:"
        ),
    ),
    ("due", re.compile(r"(?:hoàn thành|hoàn thành xong|dự kiến hoàn thành)\s*:")),
)
_PLAN_TIME = re.compile(
    r"thời gian(?: (?:thực hiện|triển khai|hoàn thành|tiến hành))*(?: kế hoạch)?\s*[:.]?\s*$"
)
_NO_TASK = re.compile(r"(?:mục đích|yêu cầu|căn cứ)")


@dataclass
class _Group:
    """The labelled lines that stand under one item."""

    item: Item | None
    start: int
    end: int
    dues: list[Period] = field(default_factory=list)
    lead: list[tuple[str, Span]] = field(default_factory=list)
    support: list[tuple[str, Span]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)


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
    periods = tuple(p for p in periods if not any(p.span and span.overlaps(p.span) for span in cited))
    labelled = _labelled(document, outline, header, periods)
    tabled = table_tasks(document, header)
    taken = [task.span for task in labelled]
    told = prose_tasks(document, outline, periods, taken)
    whole = _plan_time(document, outline, header, periods, [*taken, *(task.span for task in told)])
    return tuple(sorted([*labelled, *tabled, *told, *whole], key=lambda task: task.span))


def read_task_label(folded: str) -> tuple[str, int] | None:
    """`lead`, `support` or `due` and where its words begin, for a line such as `cơ quan chủ trì: …`."""
    for meaning, pattern in LABELS:
        found = pattern.match(folded)
        if found is not None:
            return meaning, found.end()
    return None


def _labelled(
    document: Document, outline: Outline, header: Header, periods: tuple[Period, ...]
) -> list[Task]:
    groups: list[_Group] = []
    by_block = {item.block: number for number, item in enumerate(outline.items)}
    current: int | None = None
    for number, block in enumerate(document.blocks):
        if outline.zones[number] not in ("body", "appendix") or block.cell is not None:
            continue
        own = by_block.get(number)
        start = outline.items[own].text_start if own is not None else block.start
        label = read_task_label(document.folded[start : min(block.end, start + 220)])
        if label is None:
            if own is not None:
                current = own
            continue
        owner = _owner(outline, own, current)
        item = outline.items[owner] if owner is not None else None
        if not groups or groups[-1].item != item:
            groups.append(_Group(item, item.start if item else block.start, block.end))
        _read_line(document, groups[-1], label[0], start + label[1], block.end, header, periods)
    return [_task(document, group) for group in groups if group.dues or group.lead or len(group.labels) > 1]


def _owner(outline: Outline, own: int | None, current: int | None) -> int | None:
    """The item whose task a labelled line tells: its parent, or the item above a line without label."""
    number = outline.items[own].parent if own is not None else current
    # a line without a dash under a bullet that is itself a label belongs to the item above both
    while number is not None and read_task_label(_own_words(outline, number)) is not None:
        number = outline.items[number].parent
    return number


def _own_words(outline: Outline, number: int) -> str:
    item = outline.items[number]
    return outline.document.folded[item.text_start : min(item.end, item.text_start + 220)]


def _read_line(
    document: Document,
    group: _Group,
    meaning: str,
    start: int,
    end: int,
    header: Header,
    periods: tuple[Period, ...],
) -> None:
    group.end = max(group.end, end)
    group.labels.add(meaning)
    if meaning == "due":
        group.dues.extend(_times(document, start, end, header, periods))
        return
    found = split_agencies(document.text[start:end], start)
    (group.lead if meaning == "lead" else group.support).extend(found)


def _times(
    document: Document, start: int, end: int, header: Header, periods: tuple[Period, ...]
) -> list[Period]:
    inside = [p for p in periods if p.span is not None and start <= p.span.start and p.span.end <= end]
    if inside:
        return inside
    words = squeeze(document.text[start:end]).rstrip(" .;")
    if not words:
        return []
    period = parse_period(words, year=header.year, issued=header.issued.end if header.issued else None)
    if period is None:
        return []
    return [replace(period, span=Span(start, end))]


def _task(document: Document, group: _Group) -> Task:
    item = group.item
    title = squeeze(document.text[item.text_start : item.end]).rstrip(" .:;") if item else ""
    return Task(
        id=item.id if item else None,
        title=title,
        due=group.dues[0] if group.dues else None,
        lead=tuple(name for name, _ in group.lead),
        support=tuple(name for name, _ in group.support),
        span=Span(group.start, group.end),
        lead_spans=tuple(span for _, span in group.lead),
        support_spans=tuple(span for _, span in group.support),
        dues=tuple(group.dues),
        form="lines",
    )


def _plan_time(
    document: Document, outline: Outline, header: Header, periods: tuple[Period, ...], taken: list[Span]
) -> list[Task]:
    """The time of the plan as a whole: a section headed THỜI GIAN THỰC HIỆN with a deadline below it."""
    found = []
    for number, item in enumerate(outline.items):
        words = document.folded[item.text_start : item.end]
        if item.kind not in ("roman", "number", "part", "decimal") or not _PLAN_TIME.match(words):
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
        if inside:
            title = header.title or squeeze(document.text[item.text_start : item.end])
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
