"""Text that stamps, typed notes and signature fields put on a PDF page: told from the page's own, set on its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.readers.pdf_lines import find_rows
from extractors.readers.pdf_raw import Stamp, Word
from models.document import ReadingNote
from models.text import fold, squeeze

_BESIDE = re.compile(
    r"ký bởi|người ký|ngày ký|thời gian ký|ký số|signed by|digitally|signature|date:|e-?mail|(?:công văn|văn bản)? ?đến\b.{0,40}(?:số|ngày)"
)
"""What a signature says of itself, and the stamp of the office that received the paper: not the document's words."""
_REACH = 6.0
"""So many letter heights from its neighbour a stamped word still fills the blank that was left for it."""
_LONGEST_NOTE = 200


@dataclass(slots=True)
class Stamped:
    """The words of a page with its stamps."""

    words: list[Word]
    beside: list[list[Word]] = field(default_factory=list)
    """Words of stamps that are no part of the document's sentences, stamp by stamp."""
    notes: list[ReadingNote] = field(default_factory=list)


def read_stamps(own: list[Word], shown: list[Word], stamps: list[Stamp], page: int) -> Stamped:
    """Tell stamped words from the page's `own`: `shown` are the words of the page with its stamps drawn on it."""
    known = {_place(word) for word in own}
    groups: list[list[Word]] = [[] for _ in stamps]
    words: list[Word] = []
    for word in shown:
        at = None if _place(word) in known else _stamp_at(stamps, word)
        if at is None:
            words.append(word)
        else:
            groups[at].append(word)
    found = Stamped(words)
    said = []
    pictures = 0
    for stamp, group in zip(stamps, groups, strict=True):
        pictures += stamp.picture and not group
        if not group:
            continue
        rows = find_rows(group)
        text = squeeze(" ".join(row.joined().text for row in rows))
        if _BESIDE.search(fold(text)):
            found.beside.append(group)
            continue
        said.append(text)
        if len(rows) == 1:
            found.words += _on_line(rows[0].joined().words, words)
        else:
            found.words += group
    if said:
        found.notes.append(ReadingNote("stamped", {"words": "; ".join(said)[:_LONGEST_NOTE]}, page))
    if pictures:
        found.notes.append(ReadingNote("stamp_image", {"count": str(pictures)}, page))
    return found


def _place(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.x0), round(word.y)


def _stamp_at(stamps: list[Stamp], word: Word) -> int | None:
    x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.size
    for number, stamp in enumerate(stamps):
        if stamp.x0 - 2 <= x <= stamp.x1 + 2 and stamp.top - 2 <= y <= stamp.bottom + 2:
            return number
    return None


def _middle(word: Word) -> float:
    return word.y - 0.35 * word.size


def _on_line(stamped: list[Word], words: list[Word]) -> list[Word]:
    """A stamp of one line, set on the page's line whose blank it fills; left where it is when there is none."""
    first, last = stamped[0], stamped[-1]
    reach = _REACH * max(first.size, 8.0)
    near = [
        word
        for word in words
        if abs(_middle(word) - _middle(first)) < 0.55 * max(word.size, first.size)
        and word.x1 > first.x0 - reach
        and word.x0 < last.x1 + reach
    ]
    if not near:
        return stamped
    nearest = min(near, key=lambda word: abs(_middle(word) - _middle(first)))
    on_line = [word for word in near if abs(word.y - nearest.y) < 0.3 * nearest.size]
    blank = 0.25 * nearest.size
    placed = [word._replace(y=nearest.y, size=nearest.size) for word in stamped]
    # the words reach as far as the blank does, so that the line is one
    before = max((word for word in on_line if word.x0 < first.x0), key=lambda word: word.x1, default=None)
    if before is not None and (before.text[-1] in ":/-" or before.text[-1].islower()):
        placed[0] = placed[0]._replace(x0=min(before.x1 + blank, placed[0].x1))
    after = min((word for word in on_line if word.x1 > last.x1), key=lambda word: word.x0, default=None)
    if after is not None and (after.text[0] in "/-" or after.text[0].islower()):
        placed[-1] = placed[-1]._replace(x1=max(after.x0 - blank, placed[-1].x0))
    return placed
