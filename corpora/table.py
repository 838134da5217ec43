"""Reads the tables of `corpora/data`: `;` between cells, `|` inside them, `#` before a comment."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

DATA = Path(__file__).resolve().parent / "data"


class KnowledgeError(Exception):
    """A data file of the knowledge base is malformed: which file, which line, what is wrong."""

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        super().__init__(f"{file}{f', line {line}' if line else ''}: {problem}")


class Row:
    """One line of a data file, with typed access to its cells."""

    def __init__(self, file: str, line: int, cells: dict[str, str]) -> None:
        self.file = file
        self.line = line
        self.cells = cells

    def fail(self, problem: str) -> KnowledgeError:
        return KnowledgeError(self.file, self.line, problem)

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        value = self.cells[column]
        if not value:
            raise self.fail(f"column {column} is empty")
        return value

    def maybe(self, column: str) -> str | None:
        return self.cells[column] or None

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a cell between bars."""
        value = self.cells[column]
        if not value:
            return ()
        parts = tuple(part.strip() for part in value.split("|"))
        if not all(parts):
            raise self.fail(f"column {column} has an empty part: {value!r}")
        return parts

    def day(self, column: str) -> date | None:
        value = self.cells[column]
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.fail(f"column {column} is no date (YYYY-MM-DD): {value!r}") from None

    def whole(self, column: str) -> int:
        value = self.cells[column]
        if not value.isdecimal():
            raise self.fail(f"column {column} is no whole number: {value!r}")
        return int(value)

    def among(self, column: str, allowed: Iterable[str]) -> str:
        value = self.text(column)
        if value not in allowed:
            raise self.fail(f"column {column} is {value!r}, must be one of {', '.join(sorted(allowed))}")
        return value

    def dates(self) -> tuple[date | None, date | None]:
        start, end = self.day("from"), self.day("to")
        if start and end and end < start:
            raise self.fail(f"ends ({end}) before it begins ({start})")
        return start, end


Entry = TypeVar("Entry")


def load_table(file: str, columns: str, make: Callable[[Row], Entry]) -> tuple[Entry, ...]:
    """All entries of a data file: `;` between cells, `|` inside them, `#` begins a comment line.

    Raises KnowledgeError where the file is missing or not as it must be.
    """
    wanted = columns.split()
    try:
        content = (DATA / file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(file, None, f"cannot be read: {error}") from error
    entries: list[Entry] = []
    header_seen = False
    lines = content.split("\n")
    for number, cells in enumerate(csv.reader(lines, delimiter=";", quoting=csv.QUOTE_NONE), 1):
        if not cells or cells[0].startswith("#"):
            continue
        if not header_seen:
            header_seen = True
            if cells != wanted:
                raise KnowledgeError(file, number, f"columns are {cells}, must be {wanted}")
            continue
        if len(cells) != len(wanted):
            raise KnowledgeError(file, number, f"has {len(cells)} cells, must have {len(wanted)}")
        entries.append(
            make(Row(file, number, {name: cell.strip() for name, cell in zip(wanted, cells, strict=True)}))
        )
    if not header_seen:
        raise KnowledgeError(file, None, "has no header line")
    return tuple(entries)
