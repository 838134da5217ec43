"""CQ: cơ quan, the agencies that are given work."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.engine import HELD, Fault, Options, rule
from auditor.rules.times import missing_parts, short, title_span
from extractors.agencies import agency_key
from extractors.extract import Reading

Outcome = Iterator[Fault | None]


@rule("CQ001")
def task_without_lead(reading: Reading, options: Options) -> Outcome:
    """Only where the other tasks of the same form name one."""
    for task, lacking in missing_parts(reading, "lead"):
        if lacking:
            yield Fault(
                title_span(reading, task), values={"task": short(task.title)}, quote=short(task.title)
            )
        else:
            yield HELD


@rule("CQ005")
def lead_supports_itself(reading: Reading, options: Options) -> Outcome:
    """An agency that leads a task and is named among those that support it."""
    for task in reading.facts.tasks:
        if not task.lead or not task.support:
            continue
        leads = {agency_key(name): number for number, name in enumerate(task.lead)}
        found = False
        for number, name in enumerate(task.support):
            lead = leads.get(agency_key(name))
            if lead is None or number >= len(task.support_spans):
                continue
            found = True
            yield Fault(
                task.support_spans[number],
                values={"agency": name, "task": short(task.title)},
                actual=name,
                related=(task.lead_spans[lead],) if lead < len(task.lead_spans) else (),
                grade=task.lead_grade,
            )
        if not found:
            yield HELD
