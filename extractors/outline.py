"""Finds the zones of a document and the tree of its numbered items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.numerals import FOREIGN_LETTERS, LETTERS, roman_value
from models.document import Block, Document, Span
from models.outline import Item, Kind, Outline, Zone

_LABELS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("part", re.compile(r"phần\s+(thứ\s+(?:nhất|hai|ba|tư|năm|sáu)|[ivx]{1,5}|\d{1,2})\b\s*[.:]?\s*")),
    ("chapter", re.compile(r"chương\s+([ivx]{1,6}|\d{1,2})\b\s*[.:]?\s*")),
    ("article", re.compile(r"điều\s+(\d{1,3})\s*[.:]\s*")),
    ("decimal", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)/]\s*|\s+)(?=[^\W\d]|\")")),
    ("number", re.compile(r"(\d{1,2})\s?(?:[.)]|/(?![^\W\d_]{1,8}[-/])|\s-\s|-\s)\s*(?=[^\W\d]|[\"(*+-]|$)")),
    ("number", re.compile(r"(\(\d{1,2}\))\s*(?=[^\W\d])")),
    ("letter", re.compile(rf"([{LETTERS}{FOREIGN_LETTERS}])\s?[.)/]\s*(?!\w{{1,4}}\.)")),
    ("dash", re.compile(r"(-|•|●|▪|■|o(?=\s))\s*(?![\d-])|(-)\s+(?=\d)")),
    ("plus", re.compile(r"(\+)\s*")),
    ("star", re.compile(r"(\*)\s*")),
)
_ROMAN_LABEL = re.compile(r"([IVXL]{1,6})\s?(?:[.):]|/\s|\s[-–]|[-–]\s)\s*(?=\S|$)")
_CAPITAL_LABEL = re.compile(r"([A-HK])\s?[.)/]\s+(?=\S)")
_WORD_LABELS = frozenset("IVXLpPcCđĐÐ")
"""First letters of Roman numerals, of Phần, Chương and Điều."""
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6}
_RANK: dict[Kind, int] = {
    "part": 0,
    "chapter": 10,
    "roman": 20,
    "article": 30,
    "number": 40,
    "decimal": 50,
    "letter": 60,
    "dash": 70,
    "plus": 80,
    "star": 70,
}

_HEADING_LINES = 12
"""More lines of capitals over a `(kèm theo …)` line are no heading of one annex."""

GROUND = re.compile(
    r"(?:-\s*)?(?:căn cứ|thực hiện|thi hành|theo|xét|trên cơ sở|tiếp theo|triển khai thực hiện)\b"
)
_RECIPIENTS = re.compile(r"\W{0,4}nơi nhận\s*(?:[:.]|$)")
_ANNEX_HEAD = re.compile(r"\W{0,3}(?:phụ lục|phụ biểu|biểu mẫu|biểu số|mẫu số|danh mục|danh sách)\b.{0,160}$")
_ANNEX_LINE = re.compile(r"\W{0,3}(?:ban hành )?(?:kèm|đính kèm)(?: theo)? ")
_ATTACHED_TYPE = re.compile(
    r"\W{0,4}(?:kế hoạch|quy chế|quy định|chương trình|đề án|phương án|nội quy|điều lệ|hướng dẫn|danh mục)\W{0,4}"
)
_SIGNATURE = re.compile(
    r"(?:t/m|tm|k/t|kt|tl|tuq|q)(?:\s?\.\s?(?:\w|$)|\s+\w)|(?:phó )?(?:chủ tịch|giám đốc|bộ trưởng|thủ tướng|chánh văn phòng|trưởng ban)$"
)


def outline(document: Document) -> Outline:
    """Zones and numbered items of `document`. Paragraphs inside tables carry no items."""
    layout = _lay_out(document)
    zones = [layout.zone(number) for number in range(len(document.blocks))]
    blocks = document.blocks
    annex_ends = [*layout.annexes, len(blocks)][1:]
    return Outline(
        document,
        _items(document, zones),
        header=_span(blocks, 0, layout.header_end),
        grounds=_span(blocks, layout.header_end, layout.body_first) if layout.has_grounds else None,
        body=_span(blocks, layout.body_first, layout.body_end),
        recipients=_span(blocks, layout.body_end, layout.recipients_end) if layout.has_recipients else None,
        appendices=tuple(_span(blocks, *ends) for ends in zip(layout.annexes, annex_ends, strict=True)),
        zones=tuple(zones),
    )


@dataclass(frozen=True)
class _Layout:
    """Numbers of the blocks where the zones begin and end."""

    header_end: int
    body_first: int
    body_end: int
    recipients_end: int
    annexes: list[int]

    @property
    def has_grounds(self) -> bool:
        return self.header_end < self.body_first

    @property
    def has_recipients(self) -> bool:
        return self.body_end < self.recipients_end

    def zone(self, number: int) -> Zone:
        if number < self.header_end:
            return "header"
        if number < self.body_first:
            return "grounds"
        if number < self.body_end:
            return "body"
        return "recipients" if number < self.recipients_end else "appendix"


def read_label(document: Document, block: Block) -> tuple[Kind, str, int, int] | None:
    """Kind, label, value and the offset of the words behind it, where a paragraph begins with a label."""
    text = document.text[block.start : min(block.end, block.start + 80)]
    if text[:2].isalpha() and text[0] not in _WORD_LABELS:
        return None  # a word: no label
    folded = document.folded[block.start : min(block.end, block.start + 80)]
    if found := _ROMAN_LABEL.match(text):
        value = roman_value(found[1])
        if value:
            return "roman", found[1], value, block.start + found.end()
    if found := _CAPITAL_LABEL.match(text):
        return "part", found[1], "ABCDEGHK".find(found[1]) + 1, block.start + found.end()
    for kind, pattern in _LABELS:
        found = pattern.match(folded)
        if found is None:
            continue
        if kind == "letter" and text[0].isupper():
            return None
        label = next(group for group in found.groups() if group is not None)
        written = (
            text[found.start() : found.end()].strip() if kind in ("part", "chapter", "article") else label
        )
        return kind, written, _value(kind, label), block.start + found.end()
    return None


def rank_of(kind: Kind, label: str) -> int:
    """The level of an item: a smaller one stands above. (1) stands below a), 1.1.1 below 1.1."""
    if label.startswith("("):
        return _RANK["letter"] + 5
    return _RANK[kind] + (label.count(".") if kind == "decimal" else 0)


def _value(kind: Kind, label: str) -> int:
    if kind == "letter":
        if label in FOREIGN_LETTERS:
            return sum(letter < label for letter in LETTERS if letter != "đ") + 1
        return LETTERS.index(label) + 1
    if kind in ("dash", "plus", "star"):
        return 0
    last = label.strip("()").split(".")[-1].split()[-1]
    if last.isdigit():
        return int(last)
    return _ORDINALS.get(last) or roman_value(last)


def _items(document: Document, zones: list[Zone]) -> tuple[Item, ...]:
    items: list[Item] = []
    stack: list[tuple[int, int]] = []  # (rank, number of the item)
    zone: Zone = "header"
    for number, block in enumerate(document.blocks):
        if zones[number] != zone:
            zone = zones[number]
            stack.clear()
        if block.cell is not None or zone in ("header", "recipients"):
            continue
        label = read_label(document, block)
        if label is None:
            continue
        kind, written, value, text_start = label
        rank = rank_of(kind, written)
        while stack and stack[-1][0] >= rank:
            stack.pop()
        parent = stack[-1][1] if stack else None
        above = items[parent].id if parent is not None else ""
        item = Item(
            number,
            kind,
            written,
            value,
            block.start,
            text_start,
            block.end,
            parent,
            _id(above, kind, written),
            zone,
        )
        stack.append((rank, len(items)))
        items.append(item)
    return tuple(items)


def _id(above: str, kind: Kind, label: str) -> str:
    if kind in ("dash", "plus", "star"):
        return above
    label = label.rstrip(" .:")
    if kind == "decimal":
        # 1.1 already names its parent 1
        parent = label.rsplit(".", 1)[0]
        if above == parent or above.endswith(f".{parent}"):
            return f"{above}.{label.rsplit('.', 1)[1]}"
    return f"{above}.{label}" if above else label


def _lay_out(document: Document) -> _Layout:
    blocks = document.blocks
    recipients = next(
        (i for i, block in enumerate(blocks) if _RECIPIENTS.match(document.folded, block.start)), None
    )
    annexes = _annex_starts(document, recipients)
    limit = min([len(blocks), *annexes[:1], *([recipients] if recipients is not None else [])])
    grounds_first, grounds_last = _grounds(document, limit)
    header_end = _first_item(document, limit) if grounds_first is None else grounds_first
    body_first = header_end if grounds_last is None else grounds_last + 1
    if recipients is None:
        signature = _signature_start(document, body_first, limit)
        return _Layout(header_end, body_first, limit if signature is None else signature, limit, annexes)
    body_end = _signature_before(document, recipients, body_first)
    recipients_end = next((start for start in annexes if start > recipients), len(blocks))
    return _Layout(header_end, body_first, body_end, recipients_end, annexes)


def _span(blocks: tuple[Block, ...], first: int, last: int) -> Span:
    """From the start of block `first` to the end of the block before `last`."""
    if not blocks:
        return Span(0, 0)
    if first >= last:
        at = blocks[first].start if first < len(blocks) else blocks[-1].end
        return Span(at, at)
    return Span(blocks[first].start, blocks[last - 1].end)


def _is_capital(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def _annex_starts(document: Document, recipients: int | None) -> list[int]:
    """Blocks that begin an appendix: behind the recipients, or (without them) a heading with its `(kèm theo …)` line."""
    blocks = document.blocks
    first = recipients if recipients is not None else len(blocks) // 4
    starts: list[int] = []
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.end - block.start > 400:
            continue
        text = document.text[block.start : block.end]
        if _ANNEX_HEAD.match(document.folded, block.start, block.end) and _is_capital(text[:40]):
            in_table = block.cell is not None and block.cell.row > 0
            if not in_table and (recipients is not None or _annex_line_near(document, number)):
                starts.append(number)
        elif _ANNEX_LINE.match(document.folded, block.start, block.end) and recipients is not None:
            head = _heading_start(document, number, recipients)
            if not starts or starts[-1] < head - 1:
                starts.append(head)
    return _merge_heads(document, starts)


def _annex_line_near(document: Document, number: int) -> bool:
    return any(
        _ANNEX_LINE.match(document.folded, block.start, block.end)
        for block in document.blocks[number + 1 : number + 6]
    )


def _heading_start(document: Document, line: int, recipients: int) -> int:
    """The first of the capital heading lines above an annex line; a subject in small letters may stand between."""
    head = line
    for above in range(line - 1, max(line - 5, recipients), -1):
        if _ATTACHED_TYPE.fullmatch(
            document.folded, document.blocks[above].start, document.blocks[above].end
        ):
            head = above
            break
    while head - 1 > max(recipients, line - _HEADING_LINES):
        block = document.blocks[head - 1]
        text = document.text[block.start : block.end]
        if not _is_capital(text) or _SIGNATURE.match(document.folded, block.start, block.end) or block.cell:
            break
        head -= 1
    return head


def _merge_heads(document: Document, starts: list[int]) -> list[int]:
    """Starts whose headings follow each other directly are one appendix."""
    merged: list[int] = []
    for start in sorted(set(starts)):
        if merged and start - merged[-1] <= 4 and _all_headings(document, merged[-1], start):
            continue
        merged.append(start)
    return merged


def _all_headings(document: Document, first: int, last: int) -> bool:
    return all(
        _is_capital(document.block_text(block)) or document.block_text(block).startswith("(")
        for block in document.blocks[first:last]
    )


def _grounds(document: Document, body_end: int) -> tuple[int | None, int | None]:
    """First and last block of the legal grounds: paragraphs in Căn cứ, Thực hiện, Theo …, up to the enacting one."""
    first = last = None
    for number, block in enumerate(document.blocks[:body_end]):
        if number > 120:
            break
        folded = document.folded[block.start : min(block.end, block.start + 60)]
        if (
            GROUND.match(folded)
            and block.end - block.start > 25
            and not _is_capital(document.block_text(block))
            and not (first is None and _is_subject(document, number))
        ):
            if first is None or last is None or number - last <= 3:
                first = number if first is None else first
                last = number
            continue
        if first is None and _starts_body(document, block):
            break
        if last is not None and (number - last > 3 or _starts_body(document, block)):
            break
    return first, last


def _is_subject(document: Document, number: int) -> bool:
    """Whether a paragraph is (part of) the subject: in capitals, or right below the line that names the type."""
    if _is_capital(document.block_text(document.blocks[number])):
        return True
    above = document.block_text(document.blocks[number - 1]).strip(" *_") if number else ""
    below_type = above.isupper() and 6 <= len(above) <= 14 and document.blocks[number].cell is None
    block = document.blocks[number]
    words = document.folded[block.start : block.end].strip(" *_")
    return below_type and not words.endswith((";", ".", ",")) and not words.startswith(("căn cứ", "kính gửi"))


def _starts_body(document: Document, block: Block) -> bool:
    label = read_label(document, block)
    return (
        label is not None
        and label[0] in ("roman", "number", "article", "chapter", "part")
        and block.cell is None
    )


def _first_item(document: Document, body_end: int) -> int:
    """Where the body begins when no ground stands above it: a numbered item, or the first long sentence."""
    for number, block in enumerate(document.blocks[:body_end]):
        if block.cell is None and _starts_body(document, block):
            return number
        prose = block.end - block.start > 120 and not _is_subject(document, number)
        if block.cell is None and prose and number > 2:
            return number
        if re.match(r"kính gửi\b", document.folded[block.start : block.start + 12]):
            return number
    long = (
        number
        for number, block in enumerate(document.blocks[:body_end])
        if number > 2 and block.end - block.start > 120 and not _is_capital(document.block_text(block))
    )
    return next(long, min(body_end, 12))


def _signature_start(document: Document, first: int, last: int) -> int | None:
    """The signature block near the end of a text whose recipients are lost."""
    for number in range(max(first, last - 12), last):
        block = document.blocks[number]
        text = document.block_text(block)
        if len(text) < 60 and _is_capital(text) and _SIGNATURE.match(document.folded, block.start, block.end):
            return number
    return None


def _signature_before(document: Document, recipients: int, first: int) -> int:
    """Signature lines may come before `Nơi nhận` (columns read right first): they belong to the same zone."""
    start = recipients
    for number in range(recipients - 1, max(first, recipients - 8), -1):
        block = document.blocks[number]
        text = document.block_text(block)
        if len(text) < 80 and _is_capital(text) and _SIGNATURE.match(document.folded, block.start, block.end):
            start = number
        elif len(text) > 80:
            break
    return start
