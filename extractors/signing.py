"""Reads the end of a document: recipients (nơi nhận), the archive line and the signature block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpora.knowledge import positions
from models.document import Document, Span
from models.facts import Signer
from models.grade import Grade
from models.outline import Outline
from models.text import fold, squeeze

_LINE_MARK = re.compile(r"[-–—•+*]\s*")
_ARCHIVE = re.compile(
    r"(?:[-+*]\s*)?(?:l[ưu]u(?:\s(?:trữ|tại))?\s*[:.;,]?\s*\(?(?:vt|vp|hs|tv|v\.t|văn thư|văn phòng|tccb|nv|hđ|bcđ|cchc)|lưu\s*[:;]"
    r"|lưu\b.{0,12}\bvt\b|lt\s*:\s*vt\b)"
)
_AUTHORITY = re.compile(
    r"(t/m|tm|k/t|kt|tl|tuq|q)\s?\.\s?(?=\w|$)|^(?P<bare>t/m|tm|k/t|kt|tl|tuq)\s+(?=[^\W\d])"
)
_FOR_HEAD = ("KT.", "TL.", "TUQ.")
_WORD = r"(?:[A-ZÀ-ỸĐ][a-zà-ỹđ]*(?:['’]\s?[A-ZÀ-ỸĐ]?[a-zà-ỹđ]*)?|[A-ZÀ-ỸĐ]{2,})"
_NAME = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{1,5}}$")
_RANK_BEFORE_NAME = re.compile(
    r"(?:đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|gs|pgs|ts|ths)\b[. ]*",
    re.I,
)
_HEAD = re.compile(r"\W{0,4}nơi nhận\s*[:.]?\s*")
_SPLIT = re.compile(r"\s*;\s*[-–]\s*(?=\S)")


@dataclass(frozen=True)
class Signing:
    """What stands below the body. `recipients` are the lines of Nơi nhận without dash and closing mark."""

    recipients: tuple[str, ...]
    recipients_span: Span | None
    archive_line: bool
    signer: Signer | None


def read_signing(document: Document, outline: Outline) -> Signing:
    """Recipients and signer of `document`; either may be absent in a text copy."""
    if outline.recipients is None:
        return Signing((), None, False, None)
    lines = _lines(document, outline.recipients)
    head = next((number for number, (_, folded) in enumerate(lines) if _HEAD.match(folded)), None)
    if head is None:
        return Signing((), None, False, _signer(document, lines))
    listed: list[Span] = []
    others: list[tuple[Span, str]] = list(lines[:head])
    rest_of_head = _HEAD.match(lines[head][1])
    first = Span(lines[head][0].start + (rest_of_head.end() if rest_of_head else 0), lines[head][0].end)
    if first.end - first.start > 2:
        listed.append(first)
    for number in range(head + 1, len(lines)):
        span, folded = lines[number]
        column = _column(document, span)
        if _is_signature(folded, document.words(span)) or (_column_differs(column, document, lines[head][0])):
            others.append((span, folded))
        elif _LINE_MARK.match(folded) or _ARCHIVE.match(folded) or not _looks_signed(document.words(span)):
            listed.append(span)
        else:
            others.append((span, folded))
    recipients: list[str] = []
    for span in listed:
        words = squeeze(document.words(span))
        if words.startswith("[") or (recipients and not _LINE_MARK.match(words) and len(words) > 150):
            continue  # a footnote
        if words.startswith("(") and recipients:
            recipients[-1] += f" {words.rstrip(' ;.,')}"
        else:
            recipients.extend(_recipient_names(words))
        if _ARCHIVE.match(fold(words)):
            break  # the archive line is the last; what follows belongs to an appendix or a form
    archive = any(_ARCHIVE.match(fold(name)) for name in recipients)
    recipients_span = Span(lines[head][0].start, max([lines[head][0].end, *(span.end for span in listed)]))
    return Signing(tuple(recipients), recipients_span, archive, _signer(document, others))


def _lines(document: Document, zone: Span) -> list[tuple[Span, str]]:
    found = []
    for block in document.blocks:
        if zone.start <= block.start and block.end <= zone.end and block.end > block.start:
            found.append((block.span, document.folded[block.start : block.end]))
    return found


def _column(document: Document, span: Span) -> int | None:
    cell = document.block_at(span.start).cell
    return cell.column if cell else None


def _column_differs(column: int | None, document: Document, head: Span) -> bool:
    home = _column(document, head)
    return home is not None and column is not None and column != home


def _is_signature(folded: str, words: str) -> bool:
    if _AUTHORITY.match(folded):
        return True
    return _is_position(folded) and words[:1].isupper()


def _is_position(folded: str) -> bool:
    return any(folded.startswith(name) and len(folded) <= len(name) + 40 for name in _position_names())


@cache
def _position_names() -> tuple[str, ...]:
    return tuple(fold(name) for position in positions() for name in (position.name, *position.names))


def _looks_signed(words: str) -> bool:
    """A bare name or a line in capitals: not a recipient."""
    plain = squeeze(words)
    if plain.endswith((";", ".", ",")):
        return False
    return bool(_NAME.match(plain)) or (plain.isupper() and len(plain) > 1)


def _recipient_names(words: str) -> list[str]:
    names = []
    for piece in _SPLIT.split(words):
        name = squeeze(_LINE_MARK.sub("", piece, count=1) if _LINE_MARK.match(piece) else piece)
        name = name.removesuffix("./.").rstrip(" ;.,")
        if name:
            names.append(name)
    return names


def _signer(document: Document, lines: list[tuple[Span, str]]) -> Signer | None:
    """Authority form, position and name: the position is the first one told after the last authority form.

    `KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / PHÓ THỦ TƯỚNG` is signed by the PHÓ CHỦ TỊCH; in `TM. ỦY BAN / CHỦ TỊCH` there is
    no other than the head.
    """
    authority: str | None = None
    start: int | None = None
    end = 0
    head_pending = False  # KT. stands alone on its line: the head follows on the next
    candidates: list[tuple[int, str]] = []  # number of the line, position as written
    for number, (span, folded) in enumerate(lines):
        words = squeeze(document.words(span))
        forms = [
            found
            for found in _AUTHORITY.finditer(folded)
            if found.start() == 0 or folded[found.start() - 1] in " /"
        ]
        if forms:
            authority = (forms[-1][1] or forms[-1]["bare"]).upper().replace("/", "") + "."
            candidates.clear()
        named = _positions_in(document, span, folded[: span.end - span.start])
        if forms:
            rest = squeeze(document.text[span.start + forms[-1].end() : span.end])
            head_pending = authority in _FOR_HEAD and not rest
            if authority in _FOR_HEAD:
                named = named[1:]  # the head whom the signer stands for
        elif not named and authority is not None and not candidates and words.isupper():
            named = [(words, span.end)]  # a position that the knowledge base does not have
        if head_pending and not forms and named:
            named, head_pending = named[1:], False
            if not named:
                end = span.end
                continue
        if forms or named:
            start = span.start if start is None else start
            end = span.end
        candidates.extend((number, position) for position, _ in named)
        goes_on = not named and words.isupper() and " " not in words
        if goes_on and candidates and candidates[-1][0] == number - 1:
            candidates[-1] = (number, f"{candidates[-1][1]} {words}")  # a position longer than its line
            end = span.end
            continue
        trailing = squeeze(document.text[named[-1][1] : span.end]) if named else ""
        if trailing and not trailing.isupper() and _NAME.match(trailing):
            return Signer(trailing, candidates[0][1], authority, Span(start or 0, span.end))
        if not forms and not named and start is not None and _NAME.match(_without_rank(words)):
            if words.isupper() and not candidates:
                continue
            position = candidates[0][1] if candidates else None
            whole = Span(start, span.end)
            return Signer(_without_rank(words), position, authority, whole, _grade(position))
    if start is None:
        return None
    position = candidates[0][1] if candidates else None
    return Signer(None, position, authority, Span(start, end), _grade(position))


def _grade(position: str | None) -> Grade:
    """Capitals below an authority form are a name only by their look where no position stands with them."""
    return Grade.EXACT if position is not None else Grade.FALLBACK


def _without_rank(words: str) -> str:
    return _RANK_BEFORE_NAME.sub("", words).strip()


def _positions_in(document: Document, span: Span, folded: str) -> list[tuple[str, int]]:
    """The signing positions that a line names, in order, as written, each with the offset where it ends.

    A body that follows in capitals belongs to the position: GIÁM ĐỐC SỞ NỘI VỤ.
    """
    found: list[tuple[int, int]] = []
    for name in _position_names():
        at = folded.find(name)
        while at >= 0:
            end = at + len(name)
            whole = (at == 0 or not folded[at - 1].isalnum()) and (
                end == len(folded) or not folded[end].isalnum()
            )
            if whole and document.text[span.start + at].isupper():
                found.append((at, end))
            at = folded.find(name, end)
    kept: list[tuple[int, int]] = []
    for at, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if not kept or at >= kept[-1][1]:
            kept.append((at, end))
    positions_named = []
    for number, (at, end) in enumerate(kept):
        limit = kept[number + 1][0] if number + 1 < len(kept) else len(folded)
        tail = document.text[span.start + end : span.start + limit]
        if tail.strip() and tail.isupper():
            end = at + len(document.text[span.start + at : span.start + limit].rstrip())
        positions_named.append((squeeze(document.text[span.start + at : span.start + end]), span.start + end))
    return positions_named
