"""Finds lists that announce how many things they hold (`tại 03 huyện: A, B và C`), and counts what they do hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from extractors.numerals import LETTERS, ROMANS
from extractors.samples_rows import UNLABELLED, Row, read_rows
from models.document import Document, Span
from models.outline import Outline
from models.text import squeeze

_PLACES = "huyện|xã|phường|thị trấn|thị xã|thành phố|tỉnh|quận|đặc khu|thôn|bản"
_AGENCIES = "sở|phòng|ban|ngành|cơ quan|đơn vị|bộ|trường|bệnh viện|doanh nghiệp|địa phương"
_MATTERS = (
    "nhóm nhiệm vụ|nhóm giải pháp|nhóm tiêu chí|nhóm đối tượng|nhóm lĩnh vực|nhóm nội dung|nhóm|tiêu chí thành phần|tiêu chí|lĩnh vực|"
    "nội dung|nhiệm vụ|giải pháp|bước|đối tượng|trường hợp|mục tiêu|chỉ tiêu|nguyên tắc|yêu cầu|điều kiện|phần|giai đoạn|hình thức|"
    "vấn đề|thủ tục hành chính|thủ tục|dự án|mức độ|mức|loại|phương án|chương trình|đề án"
)
_NOUN = rf"(?:{_MATTERS}|{_PLACES}|{_AGENCIES})(?![^\W\d_])"
_ANNOUNCED = re.compile(
    rf"(?<![\w.,/:%-])(?<!\d\s)(?P<n>\d{{1,2}})(?:\s?\([^\W\d_][^()\d\n]{{0,14}}\))?\s(?P<noun>(?:{_NOUN}))"
    rf"(?P<more>[^\d\n:;.()]{{0,60}}?)(?P<link>\s*(?:,?\s(?:như sau|sau đây|sau|cụ thể như sau|cụ thể|dưới đây|gồm có|bao gồm|gồm|là)\s*)?)(?P<colon>:)"
)
_LOOSE_COUNT = re.compile(
    r"(?<![^\W\d_])(?:khoảng|hơn|trên|dưới|gần|ít nhất|tối thiểu|tối đa|không quá|một trong|trong số|từ|đến|lần|thứ|điều|khoản|điểm|mục|số|phụ lục|"
    r"tháng|quý|năm|ngày)\s+$"
)
_SEVERAL_COUNTS = re.compile(r"\d\s[^\d\n;:.]{2,60}(?:,|\svà)\s*$")
"""`07 lĩnh vực, 25 tiêu chí và 44 tiêu chí thành phần:`: the list may hold any of them."""
_NOT_A_LIST_NOUN = re.compile(
    r"(?<![^\W\d_])(?:còn lại|khác|trở lên|trong đó|nêu trên|trên|đã|được|không|chưa|phải|bị|khi)(?![^\W\d_])"
)
_INLINE_LABEL = re.compile(r"(?:^|[;,.:\s])\(?(?P<label>\d{1,2}|[a-zđ]|i{1,3}|iv|vi{0,3}|ix|x)\)\s*(?=\S)")
_AGENCY_HEAD = re.compile(
    r"(?:sở|phòng|ban|văn phòng|trung tâm|chi cục|cục|vụ|thanh tra|công an|ủy ban|ubnd|hđnd|bộ chỉ huy|bảo hiểm|kho bạc|đài|báo|trường|viện)(?![^\W\d_])"
)
_OPEN_END = re.compile(
    r"\.{3}|…|v\.\s?v|(?<![^\W\d_])(?:và các|và một số|một số|các \w+ khác|khác)(?![^\W\d_])"
)
_SENTENCE_END = re.compile(r"\.(?=\s|$|\))|;(?=\s*(?:các|cơ quan|đơn vị|-|\+))|\n")
_PREFIX = re.compile(
    r"(?:và |các |huyện |xã |phường |thị trấn |thị xã |thành phố |tỉnh |quận |đặc khu |thôn |bản |tp\.? ?)+"
)


@dataclass(frozen=True, slots=True)
class AnnouncedList:
    """A list with its announced number of items. `span` is the announcement (`03 huyện, thành phố`)."""

    announced: int
    noun: str
    items: tuple[str, ...]
    span: Span
    items_span: Span

    @property
    def holds(self) -> bool:
        """Whether the list has as many items as announced."""
        return len(self.items) == self.announced


def find_announced_lists(document: Document, outline: Outline) -> tuple[AnnouncedList, ...]:
    """Lists whose number is announced right before them, in text order; those that cannot be counted surely are left out."""
    rows = read_rows(document, outline)
    found: list[AnnouncedList] = []
    for at, row in enumerate(rows):
        for match in islice(_ANNOUNCED.finditer(document.folded, row.start, row.end), 30):
            announced = _announced_list(document, rows, at, match)
            if announced is not None:
                found.append(announced)
    return tuple(found)


def _announced_list(
    document: Document, rows: list[Row], at: int, match: re.Match[str]
) -> AnnouncedList | None:
    row = rows[at]
    count = int(match["n"])
    before = document.folded[max(row.start, match.start() - 70) : match.start()]
    if count < 2 or _LOOSE_COUNT.search(before) or _SEVERAL_COUNTS.search(before):
        return None
    if _NOT_A_LIST_NOUN.search(match["more"]):
        return None
    span = Span(match.start(), match.start("link"))
    noun = squeeze(document.text[match.start("noun") : match.start("link")])
    if document.folded[match.end() : row.end].strip(" *"):
        listed = _inline_items(document, match, row, count)
    else:
        listed = _items_below(document, rows, at, count)
    if listed is None:
        return None
    items, items_span = listed
    return AnnouncedList(count, noun, items, span, items_span)


# ── in the same sentence ──────────────────────────────────────────────────────────────────────────


def _inline_items(
    document: Document, match: re.Match[str], row: Row, count: int
) -> tuple[tuple[str, ...], Span] | None:
    start, limit = match.end(), min(row.end, match.end() + 3000)
    labelled = _labelled_items(document, start, limit)
    if labelled is not None:
        return labelled
    stop = _SENTENCE_END.search(document.folded, start, limit)
    end = _bracket_end(document.folded, start, stop.start() if stop else limit)
    folded = document.folded[start:end]
    if (
        not folded.strip()
        or _OPEN_END.search(folded)
        or "…" in document.text[start : end + 2]
        or ":" in folded
        or len(folded) > 900
    ):
        return None
    words = document.text[start:end]
    kind = match["noun"]
    if re.fullmatch(_PLACES, kind):
        if "," in words.split(";")[0]:
            words = words.split(";")[0]  # tại 03 xã: A, B và C; hoàn thành trước ngày …
        pieces = _split(words, r",|;|\svà\s")
        if not all(_is_place(piece) for piece in pieces):
            return None
    elif ";" in words:
        pieces = _split(words, ";")
        if any(re.search(r"\d", piece) for piece in pieces):
            return None
    elif re.fullmatch(_AGENCIES, kind):
        pieces = _agencies(words, count)
    else:
        return None
    if len(pieces) < 2:
        return None
    lead = len(words) - len(words.lstrip())
    return tuple(pieces), Span(start + lead, start + len(words.rstrip()))


def _bracket_end(folded: str, start: int, end: int) -> int:
    depth = 0
    for place in range(start, end):
        depth += (folded[place] == "(") - (folded[place] == ")")
        if depth < 0:
            return place
    return end


def _split(words: str, separators: str) -> list[str]:
    pieces = [squeeze(piece).strip(" .*\"'") for piece in re.split(separators, words)]
    return [re.sub(r"^và ", "", piece) for piece in pieces if piece]


def _is_place(piece: str) -> bool:
    """A proper name, with or without its class: `Đắk Glong`, `thành phố Gia Nghĩa`, `Phường 1`."""
    found = _PREFIX.match(piece.lower())
    name = piece[found.end() :] if found else piece
    name = re.sub(r"\s*\([^()]*\)$", "", name)
    parts = name.replace("-", " ").split()
    capitals = sum(part[0].isupper() or part.isdigit() for part in parts)
    return (
        0 < len(parts) <= 5 and (parts[0][0].isupper() or parts[0].isdigit()) and len(parts) - capitals <= 1
    )


def _agencies(words: str, count: int) -> list[str]:
    """Names of agencies between commas; `và` and commas may belong to a name, so the split must be beyond doubt.

    With every `và` and comma a separator there are at most so many items; fewer than announced is then sure.
    Otherwise only a split that gives the announced number is taken.
    """
    most = _split(words, r",|\svà\s")
    commas = _split(words, ",")
    if any(not piece[:1].isupper() and not _PREFIX.match(piece) for piece in commas):
        return []
    if len(most) <= count:
        return most
    if "và" in words:
        last = re.split(r"\svà\s", commas[-1])
        joined = [*commas[:-1], *last]
        for pieces in (joined, commas, most):
            if len(pieces) == count:
                return pieces
        # a comma before another agency's first word parts two of them, whatever `và` does
        return (
            commas
            if len(commas) > count and all(_AGENCY_HEAD.match(piece.lower()) for piece in commas)
            else []
        )
    return commas if not re.search(r"(?i)thể thao|du lịch|thương binh", words) else []


def _labelled_items(document: Document, start: int, end: int) -> tuple[tuple[str, ...], Span] | None:
    """`(1) …; (2) …; (3) …`: labels in a row, from the first."""
    labels = list(_INLINE_LABEL.finditer(document.folded, start, end))
    if len(labels) < 2 or document.folded[start : labels[0].start("label")].strip(" (*"):
        return None
    names = [label["label"] for label in labels]
    expected = _series(names[0], len(names))
    if names != expected:
        return None
    ends = [*(label.start() for label in labels[1:]), end]
    words = [
        squeeze(document.text[label.end() : stop]).strip(" ;.,(*")
        for label, stop in zip(labels, ends, strict=True)
    ]
    return tuple(re.sub(r"[;,]? và$", "", item) for item in words), Span(labels[0].start("label"), end)


def _series(first: str, length: int) -> list[str]:
    if first == "1":
        return [str(number) for number in range(1, length + 1)]
    if first == "a":
        return list(LETTERS[:length])
    return list(ROMANS[:length])


# ── in the paragraphs below ───────────────────────────────────────────────────────────────────────


def _items_below(
    document: Document, rows: list[Row], at: int, count: int
) -> tuple[tuple[str, ...], Span] | None:
    """The list items right below; where they are not numbered, their punctuation must say where the list ends."""
    if at + 1 >= len(rows):
        return None
    row, first = rows[at], rows[at + 1]
    if first.rank == UNLABELLED or first.cell != row.cell or first.rank <= row.rank < UNLABELLED:
        return None
    items: list[Row] = []
    for other in rows[at + 1 : at + 400]:
        if other.rank < first.rank or other.cell != row.cell:
            break
        if other.rank == first.rank:
            items.append(other)
    numbered = _is_numbered(document, items)
    if numbered is False or (numbered is None and not _is_closed(items, count)):
        return None
    if numbered:
        items = items[:numbered]
    elif numbered is None:
        items = _up_to_stop(items)
    if len(items) < 2:
        return None
    words = tuple(squeeze(document.text[item.start : item.end]).strip(" ;.*") for item in items)
    return words, Span(items[0].start, items[-1].end)


def _is_numbered(document: Document, items: list[Row]) -> int | bool | None:
    """How many items run 1, 2, 3 … (or a, b, c); False where the series is broken, None for bullets."""
    values = []
    for item in items:
        label = document.folded[document.blocks[item.number].start : item.start].strip(" .)/(*-")
        last = label.split(".")[-1]
        if last.isdigit():
            values.append(int(last))
        elif len(last) == 1 and last in LETTERS:
            values.append(LETTERS.index(last) + 1)
        elif last in ROMANS:
            values.append(ROMANS.index(last) + 1)
        elif not last:
            return None
        else:
            return False
    if values[0] != 1:
        return False
    length = 1
    while length < len(values) and values[length] == length + 1:
        length += 1
    return length if length == len(values) or values[length] == 1 else False


def _up_to_stop(items: list[Row]) -> list[Row]:
    for number, item in enumerate(items, 1):
        if item.closes and number > 1 and not items[0].closes:
            return items[:number]
    return items


def _is_closed(items: list[Row], count: int) -> bool:
    """Bullets between semicolons with a full stop behind the last: or exactly as many as announced."""
    listed = _up_to_stop(items)
    if len(listed) == count:
        return True
    endings = [item.folded.rstrip(" *)")[-1:] for item in listed]
    return len(listed) > 1 and set(endings[:-1]) == {";"} and endings[-1] == "."
