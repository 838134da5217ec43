"""Reads scoring frames (lĩnh vực, tiêu chí, tiêu chí thành phần, điểm) and rating bands (xếp loại)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.amounts import AMOUNT, parse_amount
from extractors.samples_rows import UNLABELLED, Row, read_rows, tidy
from extractors.scoring_bands import find_bands
from extractors.tables import ReadTable, cell_words, folded_cell, is_row_number, read_table
from models.document import Document, Span, Table
from models.facts import Number, Scoring, ScoringPart
from models.outline import Outline

__all__ = ["find_bands", "find_scoring"]

_COUNT = re.compile(
    rf"(?<![\w.,/])(?P<n>{AMOUNT})\s*(?:\(\s?[^\W\d_][^()\d]{{0,30}}\)\s*)?(?P<noun>(?:nhóm\s)?lĩnh vực|tiêu chí thành phần|tctp|tiêu chí con|tiêu chí|tc|điểm)(?![^\W\d_])"
)
_GAP = re.compile(
    r"(?:\s*(?:\([^\W\d_]{1,6}\))?\s*[,;/&(+-]?\s*(?:và|với|gồm|bao gồm|có|trong đó có|trong đó|tổng số|tổng điểm|tối đa|tương ứng|là|:)?\s*){1,4}$"
)
_POINTS_AFTER = re.compile(
    rf"[\s,;(]*(?:với |và |có )?(?:tổng|thang)(?: số)? điểm(?: tối đa)?(?: là)?\s*:?\s*(?P<n>{AMOUNT})(?![\w%/])"
)
_TOTAL = re.compile(
    rf"(?:thang điểm(?:[ ][^\d\n.;:,]{{1,40}}?)?|tổng(?: số)? điểm(?: (?:tối đa|chuẩn|của|các|bộ|chỉ số|tiêu chí|đánh giá|thẩm định))*|tổng(?: cộng| số)?)"
    rf"[ ]*(?:là|:|bằng|=|tối đa|là:)?[ ]*(?:tối đa )?(?P<n>{AMOUNT})(?P<unit>[ ]*điểm)?(?![\w%/])"
)
_OTHER_POINTS = re.compile(
    r"điểm (?:thưởng|cộng|trừ|điều tra|xã hội học|xhh)|xã hội học[^\n.;]{0,60}\d+ điểm|\d+ điểm[^\n.;]{0,60}xã hội học"
)
_FIELD_NUMBER = re.compile(r"(?i)^(?:nhóm )?lĩnh vực\s*(?:thứ )?(?:\d{1,2}|[ivx]{1,4})\s*[:.\-–]?\s+(?=\S)")
_NAME_TAIL = re.compile(r"(?i)[\s:;,.(\-–]*(?:gồm|bao gồm|có|gồm có|với|tổng số)?[\s:;,.(\-–]*$")

_MEANINGS = {
    "subcriteria": re.compile(r"(?:số (?:lượng )?)?(?:tiêu chí thành phần|tctp)"),
    "criteria": re.compile(r"^(?:số (?:lượng )?)?(?:tiêu chí|tc)$"),
    "points": re.compile(r"điểm"),
    "name": re.compile(r"lĩnh vực|nội dung|tên"),
}
_TOTAL_ROW = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Counts:
    """Counts that stand together: `07 lĩnh vực, 25 tiêu chí và 44 tiêu chí thành phần`."""

    start: int
    end: int
    fields: int | None = None
    criteria: int | None = None
    subcriteria: int | None = None
    points: Number | None = None
    points_span: Span | None = None


def find_scoring(document: Document, outline: Outline) -> tuple[Scoring, ...]:
    """Scoring frames in text order, from lists and from tables.

    `points` is the total that the frame states, or the one that the document states for its scale; parts are
    given only where each line below the frame has its counts.
    """
    rows = read_rows(document, outline)
    found = [frame for at in range(len(rows)) if (frame := _frame(document, rows, at)) is not None]
    found += [frame for table in document.tables if (frame := _table_frame(document, table)) is not None]
    found.sort(key=lambda frame: frame.span)
    return tuple(_with_scale(document, frame) for frame in _without_repeats(found))


def _without_repeats(frames: list[Scoring]) -> list[Scoring]:
    """A frame without parts is worth keeping only where the same counts do not come with their parts."""
    full = {(frame.fields, frame.criteria, frame.subcriteria) for frame in frames if frame.parts}
    return [
        frame
        for frame in frames
        if frame.parts or (frame.fields, frame.criteria, frame.subcriteria) not in full
    ]


def _frame(document: Document, rows: list[Row], at: int) -> Scoring | None:
    row = rows[at]
    counts = next((group for group in _groups(document, row) if group.fields and group.criteria), None)
    if counts is None:
        return None
    points, points_span = counts.points, counts.points_span
    said = _POINTS_AFTER.match(document.folded, counts.end, row.end)
    if points is None and said is not None:
        points, points_span = parse_amount(said["n"]), Span(said.start("n"), said.end("n"))
    parts = _inline_parts(document, counts, row) or _parts_below(document, rows, at)
    return Scoring(
        scope=_scope(document, rows, at, counts),
        fields=counts.fields,
        criteria=counts.criteria,
        subcriteria=counts.subcriteria,
        points=points,
        parts=parts,
        span=Span(counts.start, counts.end),
        points_span=points_span,
    )


def _groups(document: Document, row: Row) -> list[_Counts]:
    """Runs of counts in one paragraph; a run ends where other words stand between, or a count comes again."""
    folded = document.folded
    if "tiêu chí" not in row.folded and not re.search(r"\btc", row.folded):
        return []
    groups: list[list[re.Match[str]]] = []
    for match in _COUNT.finditer(folded, row.start, row.end):
        last = groups[-1] if groups else None
        if (
            last is None
            or not _GAP.match(folded, last[-1].end(), match.start())
            or _noun(match) in map(_noun, last)
        ):
            groups.append([match])
        else:
            last.append(match)
    return [_counts(group) for group in groups]


def _noun(match: re.Match[str]) -> str:
    noun = match["noun"]
    if noun.endswith("lĩnh vực"):
        return "fields"
    if noun == "điểm":
        return "points"
    return "criteria" if noun in ("tiêu chí", "tc") else "subcriteria"


def _counts(group: list[re.Match[str]]) -> _Counts:
    values: dict[str, Number] = {}
    points_span = None
    for match in group:
        value = parse_amount(match["n"])
        if value is not None:
            values[_noun(match)] = value
        if _noun(match) == "points":
            points_span = Span(match.start(), match.end())
    return _Counts(
        group[0].start(),
        group[-1].end(),
        _whole(values.get("fields")),
        _whole(values.get("criteria")),
        _whole(values.get("subcriteria")),
        values.get("points"),
        points_span,
    )


def _whole(value: Number | None) -> int | None:
    return value if isinstance(value, int) else None


def _inline_parts(document: Document, counts: _Counts, row: Row) -> tuple[ScoringPart, ...]:
    """Parts behind the frame in the same paragraph, between semicolons."""
    colon = document.folded[counts.end : row.end]
    lead = re.match(r"[^:;\n]{0,60}:", colon)
    if lead is None:
        return ()
    parts: list[ScoringPart] = []
    start = counts.end + lead.end()
    for piece in re.split("(;)", document.text[start : row.end]):
        if piece != ";" and piece.strip(" ./"):
            line = Row(document, row.number, start, start + len(piece), row.rank, row.cell)
            part = _part(document, line)
            if part is None:
                return ()
            parts.append(part)
        start += len(piece)
    return tuple(parts)


def _parts_below(document: Document, rows: list[Row], at: int) -> tuple[ScoringPart, ...]:
    """The lines of one level below the frame; none at all where one of them lacks its counts."""
    if at + 1 >= len(rows):
        return ()
    row, first = rows[at], rows[at + 1]
    parts: list[ScoringPart] = []
    for other in rows[at + 1 :]:
        if other.cell != row.cell or other.rank < first.rank:
            break
        if other.rank > first.rank:
            continue
        part = _part(document, other)
        if part is None:
            if first.rank == UNLABELLED or _closed(rows, at, parts, other) or other.rank <= row.rank:
                break
            return ()
        parts.append(part)
    return tuple(parts) if len(parts) >= 2 else ()


def _closed(rows: list[Row], at: int, parts: list[ScoringPart], other: Row) -> bool:
    """Whether the list of fields ended in a full stop before `other`."""
    before = rows[rows.index(other, at) - 1]
    return len(parts) >= 2 and before.closes


def _part(document: Document, row: Row) -> ScoringPart | None:
    """`Cải cách thủ tục hành chính: 4 tiêu chí và 10 tiêu chí thành phần (18 điểm)` in any order."""
    groups = _groups(document, row)
    group = next((group for group in groups if group.criteria is not None), None)
    if group is None or group.fields is not None:
        return None
    points = group.points
    if points is None:
        points = next((other.points for other in groups if other.points is not None), None)
    start = min(other.start for other in groups)
    name = _name(document.text[row.start : start]) or _name(document.text[group.end : row.end])
    if not name or group.criteria is None:
        return None
    return ScoringPart(name, group.criteria, group.subcriteria, points, Span(row.start, row.end))


def _name(words: str) -> str:
    words = re.sub(r"^\s*(?:\(?\d{1,2}\)|[-+*])\s*", "", words)
    words = tidy(_NAME_TAIL.sub("", words))
    words = re.sub(r"(?i)^về (?:lĩnh vực )?", "", words)
    return _FIELD_NUMBER.sub("", words)


def _scope(document: Document, rows: list[Row], at: int, counts: _Counts) -> str:
    """What the frame measures: the words before it in its paragraph, else the heading above."""
    row = rows[at]
    own = tidy(_NAME_TAIL.sub("", document.text[row.start : counts.start]))
    own = re.split(r"[.;]\s+", own)[-1]
    if len(own) >= 6:
        return own
    for above in reversed(rows[max(0, at - 30) : at]):
        if above.rank < row.rank and above.rank < 70:
            return tidy(document.text[above.start : above.end])
    return own


def _table_frame(document: Document, table: Table) -> Scoring | None:
    """A table with a row a field and a totals row: the totals are what is announced."""
    read = read_table(document, table, _MEANINGS, need={"name", "criteria"})
    if read is None or ("subcriteria" not in read.columns and "points" not in read.columns):
        return None
    parts: list[ScoringPart] = []
    total: dict[str, Number] = {}
    total_span = points_span = None
    for row in read.rows:
        numbers = {
            meaning: number
            for meaning in ("criteria", "subcriteria", "points")
            if (number := _cell_number(document, read, row.cells, meaning)) is not None
        }
        spans = [document.cell_span(cell) for cell in row.cells if cell is not None]
        if not spans:
            continue
        span = Span(min(span.start for span in spans), max(span.end for span in spans))
        if any(_TOTAL_ROW.match(folded_cell(document, cell)) for cell in row.cells):
            total, total_span = numbers, span
            if "points" in numbers:
                cell = row.cells[read.columns["points"]]
                points_span = document.cell_span(cell) if cell is not None else None
            break
        criteria = numbers.get("criteria")
        name = cell_words(document, row.cells[read.columns["name"]])
        if not isinstance(criteria, int) or not name or is_row_number(name.lower()):
            return None
        parts.append(
            ScoringPart(
                _FIELD_NUMBER.sub("", name),
                criteria,
                _whole(numbers.get("subcriteria")),
                numbers.get("points"),
                span,
            )
        )
    if len(parts) < 2 or total_span is None:
        return None
    return Scoring(
        scope=_table_scope(document, table),
        fields=None,
        criteria=_whole(total.get("criteria")),
        subcriteria=_whole(total.get("subcriteria")),
        points=total.get("points"),
        parts=tuple(parts),
        span=total_span,
        points_span=points_span,
    )


def _cell_number(
    document: Document, read: ReadTable, cells: tuple[object, ...], meaning: str
) -> Number | None:
    column = read.columns.get(meaning)
    if column is None or column >= len(cells):
        return None
    cell = cells[column]
    folded = folded_cell(document, cell)  # type: ignore[arg-type]
    found = re.fullmatch(rf"(?P<n>{AMOUNT})\s*(?:điểm|tiêu chí|tctp)?", folded)
    return parse_amount(found["n"]) if found else None


def _table_scope(document: Document, table: Table) -> str:
    """The paragraph above the table, where one stands near."""
    first = table.cells[0].first
    for number in range(first - 1, max(first - 4, -1), -1):
        block = document.blocks[number]
        words = tidy(document.block_text(block))
        if block.cell is None and words:
            return words
    return ""


def _with_scale(document: Document, frame: Scoring) -> Scoring:
    """Give a frame the total that the document states elsewhere (`Thang điểm đánh giá là 100`).

    Only when the document knows one total and its parts all have points; where they do not come to it, other
    points (survey, bonus) may make up the rest: then the total is not the frame's.
    """
    if frame.points is not None or not frame.parts:
        return frame
    totals: dict[Number, Span] = {}
    for match in _TOTAL.finditer(document.folded):
        value = parse_amount(match["n"])
        if value is not None and value >= 10 and (match["unit"] or match.group().startswith("thang")):
            totals.setdefault(value, Span(match.start(), match.end()))
    points = [part.points for part in frame.parts]
    if len(totals) != 1 or any(value is None for value in points):
        return frame
    value, span = next(iter(totals.items()))
    if sum(point for point in points if point is not None) != value and _OTHER_POINTS.search(document.folded):
        return frame
    return Scoring(
        frame.scope,
        frame.fields,
        frame.criteria,
        frame.subcriteria,
        value,
        frame.parts,
        frame.span,
        span,
    )
