"""TG: thời gian, dates and deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from auditor.rules.engine import HELD, Fault, Options, rule
from extractors.agencies import agency_key
from extractors.extract import Reading
from models.document import Span
from models.facts import Facts, Period, Task
from models.finding import Severity
from models.text import key

Outcome = Iterator[Fault | None]


@rule("TG001")
def date_impossible(reading: Reading, options: Options) -> Outcome:
    """Dates that no calendar has; dates inside numbers and figures are not read as dates at all."""
    for period in _all_periods(reading.facts):
        if period.impossible is None:
            if period.precision == "day" and period.span is not None:
                yield HELD
            continue
        if period.span is not None:
            yield Fault(
                period.span,
                values={"date": period.impossible},
                actual=period.impossible,
                severity=Severity.NOTE
                if reading.document.ocr
                else None,  # a date misread is not the author's fault
                grade=period.grade,
            )


def _all_periods(facts: Facts) -> list[Period]:
    periods = list(facts.periods)
    own = facts.header.issued
    if (
        own is not None
        and own.span is not None
        and not any(p.span and p.span.overlaps(own.span) for p in periods)
    ):
        periods.insert(0, own)
    return periods


def _earliest(facts: Facts) -> tuple[date, str] | None:
    """The first day that a deadline can fall on: the date of issue, or the start of its year, or of the year assessed."""
    if facts.issued is not None and facts.issued.end is not None:
        return facts.issued.end, "issued"
    if facts.header.earliest is not None:
        return facts.header.earliest, "year"
    if facts.year is not None:
        return date(facts.year, 1, 1), "year"
    return None


@rule("TG002")
def deadline_passed(reading: Reading, options: Options) -> Outcome:
    """A task whose deadline lies before the document itself."""
    facts = reading.facts
    earliest = _earliest(facts)
    if earliest is None:
        return
    day, template = earliest
    seen: set[Span] = set()  # one cell may hold the deadline of several tasks
    for task in facts.tasks:
        for due in task.dues:
            if due.end is None or due.recurring or due.span is None or due.backwards() or due.span in seen:
                continue
            seen.add(due.span)
            if due.end >= day:
                yield HELD
                continue
            if _already_done(reading, due):
                continue
            yield Fault(
                due.span,
                template,
                {"due": f"{due.end:%d/%m/%Y}", "earliest": f"{day:%d/%m/%Y}", "task": short(task.title)},
                expected=f"≥ {day:%d/%m/%Y}",
                actual=f"{due.end:%d/%m/%Y}",
                related=(facts.header.date_span,) if facts.header.date_span and template == "issued" else (),
                grade=max(due.grade, facts.header.grade("issued")),
            )


def _already_done(reading: Reading, due: Period) -> bool:
    """`đã hoàn thành trước ngày …` and `trước ngày … (đã hoàn thành)` report the past."""
    assert due.span is not None
    folded = reading.document.folded
    before = folded[max(0, due.span.start - 80) : due.span.start].rsplit("\n", 1)[-1]
    if re.search(r"\b(?:đã|kể từ|từ ngày|tính đến)\b[^.;]*$", before):
        return True
    return re.match(r"[ ,:-]{0,3}\(?[ ]?đã\b", folded[due.span.end : due.span.end + 10]) is not None


def short(words: str) -> str:
    """A task's title cut to a line."""
    return words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + " …"


@rule("TG003")
def period_backwards(reading: Reading, options: Options) -> Outcome:
    """A stretch of time whose last day lies before its first."""
    for period in reading.facts.periods:
        if period.start is None or period.end is None or period.span is None or period.precision == "year":
            continue
        if period.backwards():
            yield Fault(
                period.span,
                values={"start": f"{period.start:%d/%m/%Y}", "end": f"{period.end:%d/%m/%Y}"},
                expected=f"≥ {period.start:%d/%m/%Y}",
                actual=f"{period.end:%d/%m/%Y}",
                grade=period.grade,
            )
        elif period.start != period.end:
            yield HELD


@rule("TG004")
def deadlines_contradict(reading: Reading, options: Options) -> Outcome:
    """One task told in body and appendix, or as a goal and as a task, with times that cannot both hold."""
    tasks = [task for task in reading.facts.tasks if task.due is not None and task.due.end is not None]
    for first, other in _pairs(reading, tasks):
        assert first.due is not None and other.due is not None and other.due.span is not None
        if _compatible(first.due, other.due):
            yield HELD
        else:
            yield _contradiction(first, other, "tasks")
    for goal, task in _goals(reading, tasks):
        assert task.due is not None and task.due.end is not None and goal.end is not None
        if task.due.end <= goal.end or task.due.span is None or goal.span is None:
            yield HELD
        else:
            yield Fault(
                task.due.span,
                "goal",
                {"task": short(task.title), "goal": goal.text, "due": task.due.text},
                actual=task.due.text,
                related=(goal.span,),
                grade=max(goal.grade, task.due.grade),
            )


def _contradiction(first: Task, other: Task, template: str) -> Fault:
    assert first.due is not None and other.due is not None
    return Fault(
        other.due.span or other.span,
        template,
        {"task": short(other.title), "first": first.due.text, "second": other.due.text},
        actual=other.due.text,
        related=(first.due.span or first.span,),
        grade=max(first.due.grade, other.due.grade),
    )


def _pairs(reading: Reading, tasks: list[Task]) -> Iterator[tuple[Task, Task]]:
    """Tasks of body and appendix that are plainly the same: the same words as far as the shorter goes, the same leader."""
    zones = [reading.outline.zone_at(task.span.start) for task in tasks]
    keys = [key(task.title) for task in tasks]
    for at, first in enumerate(tasks):
        if zones[at] != "body":
            continue
        alike = [
            other
            for number, other in enumerate(tasks)
            if zones[number] == "appendix"
            and _same_words(keys[at], keys[number])
            and _same_lead(first, other)
        ]
        if len(alike) == 1:
            yield first, alike[0]


def _same_words(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    shorter = min(len(one), len(other))
    if shorter < 25:
        return False
    heads = one[:shorter], other[:shorter]
    return bool(ratio(*heads) >= 94) and _digits(heads[0]) == _digits(heads[1])


def _same_lead(first: Task, other: Task) -> bool:
    leads = [{agency_key(name) for name in task.lead} for task in (first, other)]
    return not all(leads) or bool(leads[0] & leads[1])


def _digits(words: str) -> list[str]:
    return re.findall(r"\d+", words)


def _compatible(first: Period, other: Period) -> bool:
    """Two times of one task can both hold when their ends agree, or a coarser one holds the finer one."""
    assert first.end is not None and other.end is not None
    if first.end == other.end or first.recurring or other.recurring:
        return True
    for outer, inner in ((first, other), (other, first)):
        coarse = outer.precision != "day" and outer.start is not None
        if coarse and outer.start is not None and outer.end is not None and inner.end is not None:
            start = inner.start or inner.end
            if outer.start <= start and inner.end <= outer.end:
                return True
    return False


_PUBLISH = "công bố chỉ số cchc"
"""What a plan of this kind has one task for, whoever the index is of."""
_GOAL = re.compile(r"công bố|ban hành|hoàn thành|phê duyệt|tổ chức|xác định")


def _goals(reading: Reading, tasks: list[Task]) -> Iterator[tuple[Period, Task]]:
    """Times in the goals (mục đích, mục tiêu) with the task that they are about."""
    from rapidfuzz.fuzz import ratio

    document, outline = reading.document, reading.outline
    titles = [_plain(task.title) for task in tasks]
    for period in reading.facts.periods:
        if (
            period.span is None
            or period.end is None
            or period.recurring
            or period.precision not in ("day", "month", "quarter")
        ):
            continue
        item = outline.item_at(period.span.start)
        if item is None or not _under_goals(reading, item.parent):
            continue
        block = document.block_at(period.span.start)
        sentence = document.folded[period.span.end : block.end]
        verb = _GOAL.search(sentence)
        if verb is None or verb.start() > 5:
            continue
        goal = _plain(sentence[verb.start() :])
        for task, title in zip(tasks, titles, strict=True):
            if task.due is None or task.due.span is None or task.due.span.overlaps(period.span):
                continue
            if goal.startswith(_PUBLISH) and title.startswith(_PUBLISH):
                yield period, task
                continue
            shorter = min(len(goal), len(title))
            if shorter >= 30 and title.startswith(verb[0]) and ratio(goal[:shorter], title[:shorter]) >= 85:
                yield period, task


def _plain(words: str) -> str:
    return key(words).replace("cải cách hành chính", "cchc")


def _under_goals(reading: Reading, parent: int | None) -> bool:
    while parent is not None:
        item = reading.outline.items[parent]
        if re.search(r"mục (?:đích|tiêu)", reading.document.folded[item.text_start : item.end]):
            return True
        parent = item.parent
    return False


@rule("TG006")
def task_without_deadline(reading: Reading, options: Options) -> Outcome:
    """Only where the other tasks of the same form have one: else the plan keeps its times elsewhere."""
    for task, lacking in missing_parts(reading, "due"):
        if lacking:
            yield Fault(
                title_span(reading, task), values={"task": short(task.title)}, quote=short(task.title)
            )
        else:
            yield HELD


def missing_parts(reading: Reading, part: str) -> Iterator[tuple[Task, bool]]:
    """Tasks in lines or tables with whether they lack `due` or `lead`, where most of their form have it."""
    for form in ("lines", "table"):
        tasks = [task for task in reading.facts.tasks if task.form == form and _expected(task, part)]
        having = sum(bool(getattr(task, part)) for task in tasks)
        if len(tasks) < 2 or having * 3 < len(tasks) * 2:
            continue
        for task in tasks:
            yield task, not getattr(task, part)


def _expected(task: Task, part: str) -> bool:
    return task.due_expected if part == "due" else task.lead_expected


def title_span(reading: Reading, task: Task) -> Span:
    """Where a task's own words begin: what is missing has no place of its own."""
    if task.title_span is not None:
        return task.title_span
    block = reading.document.block_at(task.span.start)
    return Span(task.span.start, max(min(block.end, task.span.end), task.span.start))
