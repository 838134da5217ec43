"""Labels of a task's lines (Thời gian: …, Cơ quan chủ trì: …) and the paragraphs cut at them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from models.document import Document
from models.text import bare

Meaning = Literal["lead", "support", "due", "oversight"]
"""Who leads, who supports, by when; and who of the leaders watches over it, which is no task's leader."""

_BODY = r"(?:cơ quan|đơn vị|bộ phận|phòng|tổ chức|cá nhân|ban|nơi|ngành|địa phương|cán bộ|công chức|lãnh đạo)"
_AND = r"(?:\s*(?:,|/|và|hoặc|-)\s*(?:cơ quan |đơn vị |bộ phận |cá nhân )?[^:,.;]{1,30})?"
_LABELS: tuple[tuple[Meaning, str], ...] = (
    ("oversight", r"(?:đồng chí |đ/c )?lãnh đạo(?: [^\s:,]+){0,4} (?:phụ trách|chỉ đạo|theo dõi)\s*:"),
    ("support", rf"(?:{_BODY}{_AND}\s+)?(?:cùng )?phối hợp(?: thực hiện| triển khai| chính)?\s*:"),
    ("support", rf"{_BODY}\s+(?:có )?liên quan\s*:"),
    (
        "lead",
        rf"{_BODY}{_AND}\s+(?:chủ trì|tham mưu|thực hiện|triển khai|ban hành|hướng dẫn|thường trực|đầu mối|chịu trách nhiệm|"
        r"tổ chức|soạn thảo|xây dựng|trình|theo dõi|công bố|phụ trách|giúp việc|quản lý|báo cáo|tổng hợp)[^:.;]{0,40}:",
    ),
    (
        "lead",
        r"(?:phân công |giao )?(?:chủ trì|trách nhiệm|người|tham mưu|đầu mối|chịu trách nhiệm)"
        r"(?: thực hiện| tham mưu| chính| chịu trách nhiệm| phụ trách)*\s*:",
    ),
    ("lead", r"(?:phân công|giao|giao nhiệm vụ)(?: thực hiện| cho| nhiệm vụ)*\s*:"),
    (
        "due",
        r"(?:thời gian|thời hạn|thời điểm|tiến độ|hạn|lộ trình|ngày)(?! (?:chế|hẹp|mức|qua|tới|vừa|này|gần|đầu|dài|trước|sau|làm việc)\b)"
        r"(?: (?:thực hiện|hoàn thành|triển khai|tổ chức|báo cáo|công bố|gửi|kết thúc|ban hành|dự kiến))?[^:.;\n]{0,120}:",
    ),
    ("due", r"(?:dự kiến )?hoàn thành(?: xong)?\s*:"),
)
LABELS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _LABELS)
_OPENERS = re.compile(
    r"\b(?:Cơ quan|Đơn vị|Bộ phận|Thời gian|Thời hạn|Phối hợp|Chủ trì|Người thực hiện|Tiến độ|Hoàn thành)\b"
)
"""How a label begins that stands behind a lost line end."""
_SHORT = 60
"""A label inside a paragraph is no longer than this."""
_BREAK = re.compile(r"[.;(]|\s[-+]\s|,")


@dataclass(frozen=True, slots=True)
class Segment:
    """A label with its words: `start` of the label, `value` where the words begin, `end` behind them."""

    meaning: Meaning
    start: int
    value: int
    end: int


@cache
def _bare_labels() -> tuple[tuple[Meaning, re.Pattern[str]], ...]:
    """The labels without marks, for scans that lost them (Cơ quan chu trì)."""
    return tuple((meaning, re.compile(bare(pattern))) for meaning, pattern in _LABELS)


def read_task_label(folded: str) -> tuple[Meaning, int] | None:
    """What a line's label means and where its words begin, for a line such as `cơ quan chủ trì: …`."""
    for meaning, pattern in LABELS:
        found = pattern.match(folded)
        if found is not None:
            return meaning, found.end()
    if 0 < folded.find(":") <= 45:
        plain = bare(folded[: folded.index(":") + 1])
        for meaning, pattern in _bare_labels():
            found = pattern.fullmatch(plain)
            if found is not None:
                return meaning, found.end()
    return None


def label_segments(document: Document, start: int, end: int) -> list[Segment]:
    """The labels in `[start, end)`, one paragraph's words, each with what it says up to the next.

    The first may begin the paragraph; others stand behind a stop, a semicolon, a comma, an open bracket or a lost line end.
    """
    folded = document.folded
    first = folded.find(":", start, end)
    if first < 0:
        return []
    found: list[tuple[Meaning, int, int]] = []
    opening = read_task_label(folded[start : min(end, start + 220)])
    floor = start
    if opening is not None:
        found.append((opening[0], start, start + opening[1]))
        floor = start + opening[1]
    colon = folded.find(":", floor, end)
    while colon >= 0 and len(found) < 12:
        inner = _label_before(document, max(floor, colon - _SHORT), colon)
        if inner is not None:
            found.append((inner[0], inner[1], colon + 1))
            floor = colon + 1
        colon = folded.find(":", colon + 1, end)
    if not found:
        return []
    starts = [*(label for _, label, _ in found[1:]), end]
    return [
        Segment(meaning, label, value, _close(folded, value, stop))
        for (meaning, label, value), stop in zip(found, starts, strict=True)
    ]


def _label_before(document: Document, floor: int, colon: int) -> tuple[Meaning, int] | None:
    """The label that ends at `colon` and begins behind a mark or, in capitals, behind a lost line end."""
    folded, text = document.folded, document.text
    starts = [found.end() for found in _BREAK.finditer(folded, floor, colon)]
    starts += [found.start() for found in _OPENERS.finditer(text, floor, colon)]
    for place in sorted(starts):
        begin = place + len(folded[place:colon]) - len(folded[place:colon].lstrip(" *_"))
        words = folded[begin : colon + 1]
        for meaning, pattern in LABELS:
            if pattern.fullmatch(words):
                return meaning, begin
    return None


def _close(folded: str, start: int, end: int) -> int:
    """The end of a label's words without the separator or bracket that leads to the next."""
    words = folded[start:end].rstrip(" *_;,-+")
    closed = words.rstrip(" .")
    if closed.endswith("(") or (closed.endswith(")") and closed.count(")") > closed.count("(")):
        words = closed[:-1].rstrip(" ;,-+")
    return start + len(words)
