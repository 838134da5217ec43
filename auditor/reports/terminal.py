"""The report for a terminal: findings grouped by document, the fault marked in its sentence."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from auditor.reports.notes import note_sentences
from auditor.reports.printing import console_on, print_indented, shortened, surroundings
from auditor.rules.pages import load_page
from auditor.texts import say
from models.document import Document, Place, Span
from models.finding import Checked, Finding, Result, Severity
from models.text import squeeze

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "cyan"}
_AROUND = 70
_MAX_MARKED = 160


def print_report(result: Result, language: str, stream: IO[str], *, colour: bool | None = None) -> None:
    """Write the report of a whole run to `stream`; colours where it is a terminal, «marks» where it is not."""
    console = console_on(stream, colour)
    for checked in result.documents:
        _print_document(console, checked, language)
    if len(result.documents) != 1:
        _print_total(console, result, language)


def _print_document(console: Console, checked: Checked, language: str) -> None:
    from rich.text import Text

    console.print(Text(checked.path, style="bold"), end="")
    about = _about(checked, language)
    console.print(Text(f"  {about}", style="dim") if about else "")
    for sentence in note_sentences(checked, language):
        print_indented(console, Text(sentence, style="dim"), 2)
    for finding in checked.findings:
        _print_finding(console, finding, checked.document, language)
    if summary := _summary(checked, language):
        print_indented(console, Text(summary, style="dim"), 2)
    console.print()


def _about(checked: Checked, language: str) -> str:
    """Type, number and date of the document in one line, so that the reader sees which one this is."""
    facts = checked.facts
    if facts is None:
        return say("unreadable", language)
    if facts.symbol is None and facts.issued is None:
        return ""
    symbol = facts.symbol or "…"
    number = f"{facts.number}/{symbol}" if facts.number else f"…/{symbol} ({say('no_number', language)})"
    day = f"{facts.issued.end:%d/%m/%Y}" if facts.issued and facts.issued.end else say("no_date", language)
    return " · ".join(part for part in (number, day, facts.issuer) if part)


def _print_finding(console: Console, finding: Finding, document: Document | None, language: str) -> None:
    from rich.text import Text

    page = load_page(finding.rule)
    head = Text(f"{say(finding.severity.word, language)} {finding.rule}", style=COLOURS[finding.severity])
    place = place_words(document.place(finding.span), language) if document is not None else ""
    if place:
        head.append(f"  {place}", style="not bold dim")
    print_indented(console, head, 2)
    print_indented(console, Text(page.message(finding.template, language, finding.values)), 4)
    if document is not None and finding.span.end > finding.span.start:
        marked = _marked(document, finding.span, COLOURS[finding.severity], marks=not console.is_terminal)
        print_indented(console, marked, 4)
    if finding.expected is not None and finding.actual is not None and finding.expected[:1] not in "≤≥":
        words = (
            f"{say('expected', language)}: {finding.expected} · {say('actual', language)}: {finding.actual}"
        )
        print_indented(console, Text(words), 4)
    if finding.explanation is not None:
        print_indented(console, Text(f"{say('explanation', language)}: “{finding.explanation}”"), 4)
    elif document is not None and finding.related:
        words = f"{say('related', language)}: {_related(finding, document, language)}"
        print_indented(console, Text(words, style="dim"), 4)


def _related(finding: Finding, document: Document, language: str) -> str:
    shown = []
    for span in finding.related[:3]:
        place = place_words(document.place(span), language)
        words = shortened(squeeze(document.words(span)), 80)
        shown.append(f"{place}: “{words}”" if place else f"“{words}”")
    more = len(finding.related) - len(shown)
    return "; ".join(shown) + (f" (+{more})" if more else "")


def _marked(document: Document, span: Span, style: str, *, marks: bool) -> Text:
    """The words at fault inside their paragraph, cut to a line or two."""
    from rich.text import Text

    before, middle, after = surroundings(document, span, around=_AROUND, longest=_MAX_MARKED)
    text = Text(before, style="dim")
    text.append(f"«{middle}»" if marks else middle, style=style)
    text.append(after, style="dim")
    return text


_CELL = re.compile(r"table (\d+), row (\d+), column (\d+)")
_COUNTED = re.compile(r"(line|paragraph|footnote) (\d+)")


def place_words(place: Place, language: str) -> str:
    """A place in words: `trang 2`, `bảng 1, hàng 7, cột 3`, `dòng 58`."""
    if place.path is not None:
        if found := _CELL.fullmatch(place.path):
            return say("cell", language, table=found[1], row=found[2], column=found[3])
        if found := _COUNTED.fullmatch(place.path):
            return say(found[1], language, number=found[2])
        return place.path
    return say("page", language, page=place.page) if place.page is not None else ""


def _summary(checked: Checked, language: str) -> str:
    if checked.facts is None:
        return ""
    facts = checked.facts
    points = sum(check.checked for check in checked.checks)
    held = points - sum(check.failed for check in checked.checks)
    left_out = points - held > len(checked.findings)  # by a baseline or a suppression
    sentences = [] if checked.findings or left_out else [say("clean", language)]
    sentences.append(say("held", language, checked=points, rules=len(checked.checks), held=held))
    sentences.append(
        say(
            "facts",
            language,
            references=len(facts.references),
            tasks=len(facts.tasks),
            dues=sum(task.due is not None for task in facts.tasks),
            samples=sum(1 for sample in facts.samples for _ in sample.walk()),
        )
    )
    return " ".join(sentences)


def _print_total(console: Console, result: Result, language: str) -> None:
    unreadable = say("total_unreadable", language, count=result.unreadable) if result.unreadable else ""
    console.print(
        say(
            "total",
            language,
            documents=len(result.documents),
            error=result.count(Severity.ERROR),
            warning=result.count(Severity.WARNING),
            note=result.count(Severity.NOTE),
            unreadable=unreadable,
        )
    )
