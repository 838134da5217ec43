"""Tells whether two names mean the same field (lĩnh vực) or criterion (tiêu chí) of the index."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpora.table import DATA
from models.text import key

NEAR = 92
"""From this rapidfuzz ratio (0-100) on two folded names are one: slips of the pen and of OCR, not other words."""

_SHORT = {
    "cchc": "cải cách hành chính",
    "cchcnn": "cải cách hành chính nhà nước",
    "tthc": "thủ tục hành chính",
    "vbqppl": "văn bản quy phạm pháp luật",
    "qppl": "quy phạm pháp luật",
    "cbccvc": "cán bộ công chức viên chức",
    "cbcc": "cán bộ công chức",
    "cbccvclđ": "cán bộ công chức viên chức",
    "cntt": "công nghệ thông tin",
    "ktxh": "kinh tế xã hội",
    "tcbm": "tổ chức bộ máy",
    "cqđt": "chính quyền điện tử",
}
_PREFIX = re.compile(
    r"(?:(?:các|nhóm|nội dung|về) )*lĩnh vực(?: (?:\d{1,2}|[ivx]{1,4})(?= ))? |(?:các |nhóm )*tiêu chí (?=\D)|\d{1,2} (?=\D)|về "
)
_CRITERION = re.compile(r"(?:các |nhóm )*(?:tiêu chí|tctp|tc)\b")
_NUMBERED = re.compile(r"(?i)\W*lĩnh vực\s*(?:(?:\d{1,2}|[ivx]{1,4})(?![^\W_]))?\s*[:.]?\s*")


@dataclass(frozen=True, slots=True)
class IndexField:
    """One usual field of the index: what its names must hold and what else they may hold, folded."""

    key: str
    marks: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...]


@cache
def index_fields() -> tuple[IndexField, ...]:
    """The usual fields, in the order of the central criteria set."""
    with (DATA / "index_fields.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";")
        return tuple(
            IndexField(
                key=row["key"],
                marks=tuple(tuple(mark.split("+")) for mark in row["marks"].split("|")),
                words=tuple(sorted(row["words"].split("|"), key=len, reverse=True)),
                examples=tuple(row["examples"].split("|")),
                others=tuple(row["others"].split("|")),
            )
            for row in rows
        )


@lru_cache(maxsize=2048)
def usual_field(name: str) -> str | None:
    """The key of the usual field that `name` names as a whole (`hiện đại hóa nền hành chính`); None for anything else.

    `Lĩnh vực 1 Chỉ đạo, điều hành CCHC: Các tiêu chí 1.1, 1.2` names its field; a criterion names none.
    """
    words = _plain(name)
    if _CRITERION.match(key(name)):
        return None
    return next((field.key for field in index_fields() if _names(field, words)), None)


def field_key(name: str) -> str:
    """A key under which names of one field meet: the usual field's, else the folded name without its number."""
    return usual_field(name) or _plain(name)


def same_field(first: str, second: str) -> bool:
    """Whether two names mean one field or criterion, though worded or abbreviated differently."""
    usual_first, usual_second = usual_field(first), usual_field(second)
    if usual_first is not None and usual_second is not None:
        return usual_first == usual_second
    plain_first, plain_second = _plain(first), _plain(second)
    if plain_first == plain_second:
        return bool(plain_first)
    if re.findall(r"\d+", plain_first) != re.findall(r"\d+", plain_second):
        return False
    if min(len(plain_first), len(plain_second)) < 8:
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(plain_first, plain_second) >= NEAR


def _names(field: IndexField, words: str) -> bool:
    if not any(all(_holds(words, part) for part in mark) for mark in field.marks):
        return False
    rest = f" {words} "
    phrases = {part for mark in field.marks for part in mark} | set(field.words)
    for phrase in sorted(phrases, key=len, reverse=True):
        # twice, since neighbours share the blank between them
        rest = rest.replace(f" {phrase} ", " ").replace(f" {phrase} ", " ")
    return not rest.strip()


def _holds(words: str, part: str) -> bool:
    return f" {part} " in f" {words} "


@lru_cache(maxsize=2048)
def _plain(name: str) -> str:
    """The folded name: short forms written out, without its number, without what a colon or bracket adds."""
    numbered = _NUMBERED.match(name)
    head = name[numbered.end() :].split(":")[0] if numbered else name
    head = re.sub(r"\([^()]*\)", " ", head)
    words = key(head or name)
    found = _PREFIX.match(words)
    while found is not None and found.end() < len(words):
        words = words[found.end() :]
        found = _PREFIX.match(words)
    words = " ".join(_SHORT.get(word, word) for word in words.split())
    return words.replace("kt xh", "kinh tế xã hội").replace("văn bản qppl", "văn bản quy phạm pháp luật")
