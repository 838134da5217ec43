"""The notation that the samples are written in: one source from which text, DOCX and PDF are laid out.

A source begins with YAML between two `---` lines (header, type, subject, recipients, signature), then holds
one paragraph a line. A letter (công văn) has no `type`; its subject is `about`, the lines under the number.
`cosign` (signature, signer) stands beside the first signature where two agencies sign.

    # I. HEADING           bold; `##` and `###` for the levels below
    ~a) words              the label is Word's automatic numbering, not typed
    = WORDS / =* words     centred bold / centred italic
    @sign                  recipients and signature
    @annex [landscape]     a new page, in its own section
    :::table widths=8,40,20,16,16 head=1   (break=1: rows of the PDF may run over a page)
    | cell | < | ^ |       `<` joins the cell to the left, `^` to the one above; `¶` parts paragraphs;
    |* cell | cell |       a bold row
    :::

Inside a paragraph `**bold**` and `*italic*`; `\\*` is the character itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one type face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `label` is set where Word numbers it, and then is not part of `runs`."""

    runs: tuple[Run, ...]
    level: int = 0
    """1-3 for headings, 0 for the body."""
    centred: bool = False
    label: str | None = None

    @property
    def text(self) -> str:
        words = "".join(run.text for run in self.runs)
        return f"{self.label} {words}" if self.label else words


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that is drawn: its paragraphs, and how many rows and columns it covers."""

    row: int
    column: int
    paragraphs: tuple[Paragraph, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; `widths` in percent of the text width, `head` rows repeat on every page."""

    widths: tuple[int, ...]
    head: int
    cells: tuple[Cell, ...]
    break_rows: bool = False
    """Whether a row of the PDF may run over to the next page."""

    @property
    def rows(self) -> int:
        return max(cell.row + cell.rows for cell in self.cells)

    def lines(self) -> list[str]:
        """Tab-separated rows; the places that a merged cell covers are empty."""
        grid = [[""] * len(self.widths) for _ in range(self.rows)]
        for cell in self.cells:
            grid[cell.row][cell.column] = " ".join(item.text for item in cell.paragraphs)
        return ["\t".join(row) for row in grid]


@dataclass(frozen=True, slots=True)
class Annex:
    """Where an appendix begins: a new page, turned or not."""

    landscape: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """Where the recipients and the signature stand."""


Item = Paragraph | Table | Annex | Sign


@dataclass(frozen=True, slots=True)
class Source:
    """One document as written: `meta` holds the keys of the front matter."""

    name: str
    meta: dict[str, Any]
    items: tuple[Item, ...]
    subject: tuple[str, ...] = field(default=())

    @property
    def recipients(self) -> list[str]:
        return list(self.meta.get("recipients", []))

    @property
    def signature(self) -> list[str]:
        """The lines above the name."""
        return list(self.meta.get("signature", []))

    @property
    def signer(self) -> str:
        return str(self.meta.get("signer", ""))

    @property
    def about(self) -> list[str]:
        """The lines of a letter's subject, which stand under its number (V/v …)."""
        about = self.meta.get("about", [])
        return [about] if isinstance(about, str) else list(about)

    @property
    def heading(self) -> list[str]:
        """The centred lines above the body: type and subject; a letter has none."""
        return [str(self.meta["type"]), *self.subject] if "type" in self.meta else list(self.subject)

    @property
    def cosign(self) -> tuple[list[str], str] | None:
        """The lines above the second signer's name, and the name, where two agencies sign."""
        other = self.meta.get("cosign")
        return (list(other["signature"]), str(other["signer"])) if other else None

    @property
    def title(self) -> str:
        """What the file's properties call the document."""
        return next(iter([*self.subject, *self.about]), self.name)


_INLINE = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|\\(?P<char>.)|(?P<plain>[^*\\]+)")
_LABEL = re.compile(r"~([IVX]+\.|\d+(?:\.\d+)*\.|[a-zđ]\)|[-+])\s+")


def parse_runs(text: str, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """Cut a paragraph into runs; `bold` and `italic` are the paragraph's own face."""
    runs: list[Run] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() != at:
            raise ValueError(f"a lone * in: {text}")
        at = match.end()
        if match["bold"]:
            runs.append(Run(match["bold"], True, italic))
        elif match["italic"]:
            runs.append(Run(match["italic"], bold, True))
        else:
            words = match["char"] or match["plain"]
            if runs and (runs[-1].bold, runs[-1].italic) == (bold, italic):
                words = runs.pop().text + words
            runs.append(Run(words, bold, italic))
    if at != len(text):
        raise ValueError(f"a lone * in: {text}")
    return tuple(runs)


def parse_paragraph(line: str) -> Paragraph:
    """Read one line of the notation."""
    for mark, level in (("### ", 3), ("## ", 2), ("# ", 1)):
        if line.startswith(mark):
            words, label = _cut_label(line[len(mark) :])
            return Paragraph(parse_runs(words, True, level == 3), level, False, label)
    if line.startswith("=* "):
        return Paragraph(parse_runs(line[3:], False, True), 0, True)
    if line.startswith("= "):
        return Paragraph(parse_runs(line[2:], True), 0, True)
    words, label = _cut_label(line)
    return Paragraph(parse_runs(words), 0, False, label)


def _cut_label(line: str) -> tuple[str, str | None]:
    match = _LABEL.match(line)
    return (line[match.end() :], match[1]) if match else (line, None)


def parse_table(options: str, rows: list[str]) -> Table:
    """Read the rows of a table; joined cells become one with its spans."""
    settings = dict(part.split("=") for part in options.split())
    widths = tuple(int(width) for width in settings["widths"].split(","))
    grid = [_cut_row(row, len(widths)) for row in rows]
    cells = [
        Cell(
            row,
            column,
            tuple(parse_runs_of(words, rows[row].startswith("|*"))),
            _reach(grid, row, column, down=True),
            _reach(grid, row, column, down=False),
        )
        for row, line in enumerate(grid)
        for column, words in enumerate(line)
        if words not in ("<", "^")
    ]
    return Table(widths, int(settings.get("head", "1")), tuple(cells), settings.get("break") == "1")


def parse_runs_of(words: str, bold: bool) -> Iterator[Paragraph]:
    """The paragraphs of a cell, parted by ¶ in the notation."""
    for part in words.split("¶"):
        yield Paragraph(parse_runs(part.strip(), bold))


def _cut_row(row: str, columns: int) -> list[str]:
    cells = [cell.strip() for cell in row.removeprefix("|*").strip().strip("|").split("|")]
    if len(cells) != columns:
        raise ValueError(f"{len(cells)} cells where {columns} were announced: {row}")
    return cells


def _reach(grid: list[list[str]], row: int, column: int, *, down: bool) -> int:
    """How many places a cell covers below or to the right."""
    count = 1
    if down:
        while row + count < len(grid) and grid[row + count][column] == "^":
            count += 1
    else:
        while column + count < len(grid[row]) and grid[row][column + count] == "<":
            count += 1
    return count


def parse_source(name: str, text: str) -> Source:
    """Read a whole source."""
    _, front, body = text.split("---\n", 2)
    meta = yaml.safe_load(front)
    subject = meta.get("subject", [])
    return Source(
        name,
        meta,
        tuple(_items(body.splitlines())),
        tuple([subject] if isinstance(subject, str) else subject),
    )


def _items(lines: list[str]) -> Iterator[Item]:
    pending = iter(lines)
    for line in pending:
        if not line.strip():
            continue
        if line.startswith(":::table"):
            rows = []
            for row in pending:
                if row.startswith(":::"):
                    break
                rows.append(row)
            yield parse_table(line.removeprefix(":::table"), rows)
        elif line.startswith("@sign"):
            yield Sign()
        elif line.startswith("@annex"):
            yield Annex("landscape" in line)
        else:
            yield parse_paragraph(line)


def read_source(path: Path) -> Source:
    """The source in a file; ValueError where it is not in the notation."""
    return parse_source(path.stem, path.read_text(encoding="utf-8"))


def header_lines(source: Source) -> tuple[list[str], list[str], str, str]:
    """Agency lines, national name and motto, the number line, the place and date; empty where the copy lost them."""
    meta = source.meta
    return (
        list(meta.get("agency", [])),
        list(meta.get("nation", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"])),
        str(meta.get("number", "")),
        str(meta.get("place_date", "")),
    )


def plain_text(source: Source) -> str:
    """The document as plain text: one paragraph a line, tables as tab-separated rows."""
    lines: list[str] = []
    agency, nation, number, place_date = header_lines(source)
    if agency:
        lines += [*agency, *nation, number, *source.about, place_date]
    lines += source.heading
    for item in source.items:
        if isinstance(item, Paragraph):
            lines.append(item.text)
        elif isinstance(item, Table):
            lines += item.lines()
        elif isinstance(item, Sign):
            if source.recipients:
                lines += ["Nơi nhận:", *source.recipients]
            lines += [*source.signature, *([source.signer] if source.signer else [])]
            if source.cosign:
                lines += [*source.cosign[0], source.cosign[1]]
    return "\n".join(lines) + "\n"
