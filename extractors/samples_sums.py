"""Decides whether figures that follow a total are all of its parts: only then may their sum be held against it."""

from __future__ import annotations

import re

from extractors.samples_figures import Figure
from models.facts import Number, Quantity

_SUBSETS = re.compile(
    r"(?<![^\W\d_])(?:nữ|nam giới|giới tính|đảng viên|trình độ|dân tộc thiểu số|dưới \d+ tuổi|trong số|tỷ lệ|trùng)(?![^\W\d_])|^\W*nam\W*$"
)
_LOOSE_ANNOUNCE = re.compile(r"(?<![^\W\d_])(?:trong đó|bao gồm|gồm)(?![^\W\d_])")
OPEN_LIST = re.compile(r"\.{3}|…|v\.\s?v|(?<![^\W\d_])(?:và một số|một số|trong đó có|như:|ví dụ|chủ yếu)")


def is_clear(region: str, figures: list[Figure], start: int) -> bool:
    """Whether the sentence is nothing but its parts: one figure each, no open end, no number besides."""
    if OPEN_LIST.search(region) or _LOOSE_ANNOUNCE.search(region):
        return False
    rest = region
    for figure in figures:
        first, last = figure.span.start - start, figure.span.end - start
        rest = rest[:first] + "#" * (last - first) + rest[last:]
    if re.search(r"\d", rest):
        return False
    pieces = [piece for piece in rest.split(";") if piece.strip(" ().,:*")]
    if len(pieces) > 1 and any(len(re.findall("#+", piece)) != 1 for piece in pieces):
        return False
    tail = rest[rest.rindex("#") + 1 :]
    return not re.search(r"[,;]\s*\w|\svà\s", tail)


def is_partition(total: Number, parts: list[Quantity], near: bool) -> bool:
    """Whether parts that do not come to the total are a faulty split, and not another kind of list."""
    values = [part.stated if part.stated is not None else part.computed for part in parts]
    if len(parts) < 2 or any(value is None for value in values):
        return False
    if any(_SUBSETS.search(part.label.lower()) for part in parts):
        return False
    sizes = [value for value in values if value is not None]
    running: Number = 0
    for size in sizes[:-1]:
        running += size
        if running == total:
            return False
    if sum(sizes[1:]) == total:
        return False
    ratio = sum(sizes) / total if total else 0
    return 0.5 <= ratio <= 2 if near else 0.3 <= ratio <= 3


def total_of(parts: list[Quantity]) -> Number | None:
    """What the parts come to; None when one has no value or only an approximate one."""
    total: Number = 0
    for part in parts:
        value = part.stated if part.stated is not None else part.computed
        if value is None or part.approximate:
            return None
        total += value
    return total
