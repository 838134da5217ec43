"""Where a document begins and ends in a text copied from a website: menus and notices around it stay out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources

from extractors.readers.text_lines import RawLine
from models.text import fold

_MARKS = re.compile(r"[*#_|\s]+")
_NATIONAL = re.compile(r"độc lập ?- ?tự do ?- ?hạnh phúc|cộng hòa xã hội chủ nghĩa việt nam")
_TYPES = (
    r"(?:kế hoạch|quyết định|nghị quyết|nghị định|thông tư(?: liên tịch)?|chỉ thị|thông báo|báo cáo|tờ trình|công điện|"
    r"hướng dẫn|chương trình|công văn|văn bản hợp nhất|luật|pháp lệnh|lệnh|kết luận|quy định|quy chế)"
)
_TITLE = re.compile(rf"{_TYPES} (\d+(?:/\d{{4}})?[/-][\w&/-]+)(?:\s|$)")
_OPENING = re.compile(rf"(?:{_TYPES}|số ?:? ?\d*[/-].*|số ?:.*)$")
_NUMBER = re.compile(r"số ?(?:hiệu)? ?:? ?(\d+(?:/\d{4})?[/-][\w&/-]+)")
_WINDOW = 60
_END_LINES = 4000
_HEAD_REACH = 20


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[re.Pattern[str], frozenset[str]]]:
    """The phrases of `corpora/furniture.txt` by section: a pattern for beginnings, and whole lines."""
    text = resources.files("corpora").joinpath("furniture.txt").read_text(encoding="utf-8")
    starts: dict[str, list[str]] = {}
    wholes: dict[str, list[str]] = {}
    section = ""
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
            starts[section], wholes[section] = [], []
        elif line.startswith("="):
            wholes[section].append(line[1:])
        else:
            starts[section].append(line)
    return {
        name: (re.compile("|".join(map(re.escape, sorted(starts[name])))), frozenset(wholes[name]))
        for name in starts
    }


def document_range(lines: list[RawLine]) -> tuple[int, int]:
    """Indices of the document's own lines `[first, last)`; everything when nothing speaks against it."""
    # furniture stands at the ends: the middle of a very long text need not be looked at
    inner = range(_END_LINES, len(lines) - _END_LINES)
    keys = ["" if index in inner else _key(line.raw) for index, line in enumerate(lines)]
    anchor = next((index for index, key in enumerate(keys) if _NATIONAL.match(key)), None)
    start = _find_start(lines, keys, anchor)
    return start, _find_end(keys, start, anchor)


def _key(raw: str) -> str:
    if len(raw) > 2000:
        raw = raw[:2000]
    if not unicodedata.is_normalized("NFC", raw):
        raw = unicodedata.normalize("NFC", raw)
    return _MARKS.sub(" ", fold(raw)).strip()


def _hits(keys: list[str], section: str, first: int, last: int) -> list[int]:
    begins, wholes = _phrases()[section]
    return [
        index
        for index in range(first, last)
        if keys[index] and (keys[index] in wholes or begins.match(keys[index]))
    ]


def _find_start(lines: list[RawLine], keys: list[str], anchor: int | None) -> int:
    if anchor is not None:
        hits = _hits(keys, "before", 0, anchor)
        if len({keys[hit] for hit in hits}) < 2:
            return 0
        return _header_top(lines, keys, anchor, hits[-1])
    cluster: list[int] = []
    for hit in _hits(keys, "before", 0, min(len(keys), 400)):
        if hit - (cluster[-1] if cluster else 0) > _HEAD_REACH:
            break
        cluster.append(hit)
    if len({keys[hit] for hit in cluster}) < 2:
        return 0
    opening = next((at for at in range(cluster[-1] + 1, len(keys)) if _OPENING.match(keys[at])), None)
    return 0 if opening is None else _climb(lines, opening, cluster[-1])


def _header_top(lines: list[RawLine], keys: list[str], anchor: int, floor: int) -> int:
    """The first line of the header whose national name or motto stands at `anchor`."""
    borders = [at for at in range(anchor, max(anchor - _HEAD_REACH, floor, -1), -1) if lines[at].is_border]
    if len(borders) >= 2:
        return borders[1]
    return _climb(lines, anchor, floor)


def _climb(lines: list[RawLine], at: int, floor: int) -> int:
    """Lines in capitals right above belong to the header: the agency's name."""
    top = at
    for index in range(at - 1, max(floor, at - 9), -1):
        text = lines[index].raw.strip("*#|_ \t\u00a0")
        if text and not text.isupper() and text.strip("-"):
            break
        if text:
            top = index
    return top


def _find_end(keys: list[str], start: int, anchor: int | None) -> int:
    hits = _hits(keys, "after", start, len(keys))
    for place, hit in enumerate(hits):
        near = {keys[other] for other in hits[place : place + _WINDOW] if other <= hit + _WINDOW}
        if len(near) >= 2:
            return _before_title(keys, start if anchor is None else anchor, hit)
    return len(keys)


def _before_title(keys: list[str], start: int, end: int) -> int:
    """A site repeats the document's name under it (and may go on with a translation): that goes, too."""
    numbers = {found.group(1) for key in keys[end : end + 4] if (found := _TITLE.match(key))}
    own = next((found.group(1) for key in keys[:end] if (found := _NUMBER.match(key))), None)
    translated = set(_hits(keys, "translation", start, end)) if start else set()
    for index in range(start, end):
        if index in translated and any(index < other <= index + _HEAD_REACH for other in translated):
            return index
        title = _TITLE.match(keys[index])
        if title is not None and title.group(1) in (own, *numbers) and len(keys[index]) > 60:
            return index
    return end
