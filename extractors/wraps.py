"""What a line end in the text is: a wrap inside a sentence, or the end of a paragraph."""

from __future__ import annotations

import re

from models.document import Block, Document
from models.text import fold

HARD = "\x1f"
"""Stands in a scanned text where no expression may run on: a paragraph's or a cell's end."""

_OPENS = re.compile(
    r"[ *#_]*(?:$|[-+*•|>#]|\([a-zđ\d]{1,3}\)|[a-zđ][).] |\d{1,2}(?:\.\d{1,2}){0,3}[.)] |[ivx]{1,5}[.)] |"
    r"(?:căn cứ|điều \d|chương |phần |mục |phụ lục|nơi nhận|kính gửi|theo đề nghị|xét |thực hiện |số ?:|ghi chú|lưu ý))"
)
"""How a line begins that is a paragraph of its own: a bullet, a label, a legal ground."""
_ENDS = re.compile(r"[.;:!?|][ *\"')]*$|^[ *#_-]*$")
_MARKUP = (("*", " "), ("\ufffe", "-"), ("\u00ad", "-"))
"""Emphasis left in a text; hyphens that a PDF's line end hides."""
_UNENDED = re.compile(r"(?<![\w])(?:của|và|về|số|theo|tại|các|cho|với|do|từ|trong|là)[ ]?$")
"""Words that no paragraph ends with."""
_SHORT = 40
"""A line shorter than this was not broken for want of room."""


def scan_words(text: str) -> str:
    """`scan_text` for the words of one cell or line: every line end in them is a blank."""
    folded = fold(text).replace("\n", " ")
    for mark, plain in _MARKUP:
        folded = folded.replace(mark, plain)
    return folded


def scan_text(document: Document, *, names: bool = False) -> str:
    """The folded text for scanning, of the same length: wraps and asterisks as blanks, paragraph ends as `HARD`.

    A line that goes on in lower case is a wrap. Before a capital letter the line end is a wrap only with `names`
    (a name may go on there), and only where the format does not know its paragraphs and the line was full.
    """
    folded, text = document.folded, document.text
    for mark, plain in _MARKUP:
        folded = folded.replace(mark, plain)
    if "\n" not in folded:
        return folded
    blocks = document.blocks
    if not blocks:
        return folded.replace("\n", HARD)
    known = document.format in ("docx", "xlsx")
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        line = folded[block.start : block.end]
        if before is not None:
            parts.append(
                " "
                if _wraps(folded, text, before, block, names and not known)
                else HARD * (block.start - before.end)
            )
        parts.append(line)
        before = block
    scanned = "".join(parts)
    return scanned if len(scanned) == len(folded) else folded.replace("\n", HARD)


def _wraps(folded: str, text: str, before: Block, block: Block, names: bool) -> bool:
    if before.end == before.start or block.end == block.start or block.start - before.end != 1:
        return False
    if before.cell != block.cell:
        return False
    at = block.start
    while at < block.end and folded[at] in ' ("':
        at += 1
    if at == block.end:
        return False
    first = text[at]
    if first.islower() or first.isdigit() or first == "/":
        return not _OPENS.match(folded, block.start, min(block.end, block.start + 24)) and not _ENDS.search(
            folded, max(before.start, before.end - 4), before.end
        )
    if before.end - before.start >= 2 and folded[before.end - 1] in "-/" and first.isupper():
        return True  # a document number broken behind its hyphen
    return (
        names
        and first.isalpha()
        and _shouted(text, before) == _shouted(text, block)
        and (
            before.end - before.start >= _SHORT
            or _UNENDED.search(folded, max(before.start, before.end - 8), before.end) is not None
        )
        and not _OPENS.match(folded, block.start, min(block.end, block.start + 24))
        and not _ENDS.search(folded, max(before.start, before.end - 4), before.end)
    )


def _shouted(text: str, block: Block) -> bool:
    """Whether a line is a heading in capitals."""
    return text[block.start : block.end].isupper()
