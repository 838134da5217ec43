"""Footnotes at the foot of a PDF page: small text under a short rule, taken out of the way of the sentences above."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median

from extractors.readers.pdf_lines import Line, Row
from extractors.readers.pdf_raw import Word
from extractors.readers.pdf_rules import Rule

_LABEL = re.compile(r"[\[(]?(?P<number>\d{1,3}|\*{1,3})[\])]?[.:]?")
_GLUED_LABEL = re.compile(r"(?P<number>\d{1,3}|\*{1,3})(?=[^\W\d_])")
_MARKED = re.compile(r"[\[(]?(?P<mark>\d{1,3}|\*{1,3})[.,;:)\]\"”]{0,3}$")
_SMALL = 0.92
_RAISED = 0.8
"""A footnote's mark is no higher than this share of the letters that it stands at."""


def part_footnotes(
    rows: list[Row], rules: list[Rule], width: float, height: float
) -> tuple[list[Row], list[tuple[str, list[Line]]]]:
    """The rows of the body, and the footnotes below them, each as its label and its lines.

    A rule counts when it is short, all below it is smaller than the text above, and the first words are a label.
    Page numbers below stay with the body's rows.
    """
    if len(rows) < 2:
        return rows, []
    for rule in rules:
        if (
            rule.y0 != rule.y1
            or rule.y0 < 0.3 * height
            or not 0.06 * width <= rule.x1 - rule.x0 <= 0.5 * width
        ):
            continue
        body = [row for row in rows if row.y <= rule.y0 + 1]
        below = [row for row in rows if row.y > rule.y0 + 1]
        numbers = [row for row in below if row.y > 0.93 * height and len(row.joined().text) < 8]
        below = [row for row in below if row not in numbers]
        if not body or not below:
            continue
        usual = median(line.size for row in body for line in row.lines)
        if any(word.size > _SMALL * usual for row in below for line in row.lines for word in line.words):
            continue
        notes = _notes([row.joined() for row in below])
        if notes:
            return [*body, *numbers], notes
    return rows, []


def _notes(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Labels and lines; labels count upwards, so that a line that begins with a year is no new note."""
    notes: list[tuple[str, list[Line]]] = []
    for line in lines:
        label, rest = _label(line)
        follows = (
            notes and label.isdecimal() and notes[-1][0].isdecimal() and int(label) == int(notes[-1][0]) + 1
        )
        if label and (not notes or follows or (label[0] == "*" and label != notes[-1][0])):
            notes.append((label, rest))
        elif not notes:
            return []
        else:
            notes[-1][1].append(line)
    return [(label, lines) for label, lines in notes if lines]


def _label(line: Line) -> tuple[str, list[Line]]:
    first = line.words[0]
    found = _LABEL.fullmatch(first.text)
    if found is not None:
        return found["number"], [Line(line.words[1:])] if len(line.words) > 1 else []
    glued = _GLUED_LABEL.match(first.text)
    if glued is None:
        return "", [line]
    cut = first._replace(text=first.text[glued.end() :], at=first.at + glued.end())
    return glued["number"], [Line([cut, *line.words[1:]])]


def without_marks(rows: list[Row], labels: set[str], size_at: Callable[[int], float]) -> list[Row]:
    """The rows without the raised marks that point to footnotes (`chính¹` is `chính`, `2024¹` is `2024`).

    `size_at` tells the letter height of a character of the page.
    """
    kept = []
    for row in rows:
        lines = [Line(words) for line in row.lines if (words := _unmarked(line.words, labels, size_at))]
        if lines:
            kept.append(Row(lines))
    return kept


def _unmarked(words: list[Word], labels: set[str], size_at: Callable[[int], float]) -> list[Word]:
    kept: list[Word] = []
    for word in words:
        found = _MARKED.search(word.text)
        if found is None:
            kept.append(word)
            continue
        low, high = found.span("mark")
        # a mark that stands alone is measured by its neighbour
        neighbour = word.at if low else (kept[-1] if kept else words[-1]).at
        base = _RAISED * size_at(neighbour)
        while low < high and size_at(word.at + low) > base:
            low += 1
        if word.text[low:high] not in labels:
            kept.append(word)
        elif rest := word.text[:low] + word.text[high:]:
            kept.append(word._replace(text=rest))
    return kept
