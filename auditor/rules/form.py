"""TT: thể thức, the form of a document (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.rules.engine import HELD, Fault, Options, rule
from corpora.knowledge import document_types, type_by_abbreviation
from extractors.agencies import symbol_fits_issuer, type_fits_symbol
from extractors.extract import Reading
from extractors.numerals import FOREIGN_LETTERS, LETTERS, to_roman
from models.document import Span
from models.facts import Annex, Header
from models.finding import Severity
from models.outline import Item
from models.text import fold, key, squeeze

Outcome = Iterator[Fault | None]


def _top(reading: Reading) -> Span:
    """The first paragraph: where something that is missing should have stood."""
    first = next((block for block in reading.document.blocks if block.end > block.start), None)
    return first.span if first is not None else Span(0, 0)


def _unissued(reading: Reading, options: Options) -> Severity | None:
    """A note for drafts, and where a picture stamped on the first page may hold what is missing."""
    stamped = any(note.key == "stamp_image" and note.page == 1 for note in reading.document.notes)
    return Severity.NOTE if options.draft or stamped else None


def _not_given(reading: Reading, options: Options, blank: Span | None) -> Fault | None:
    """The fault where number or date lacks; `blank` is the place left open for it."""
    header, softer = reading.facts.header, _unissued(reading, options)
    if blank is not None:
        return Fault(blank, "blank", severity=softer)
    if header.attached and header.number_span is None and header.date_span is None:
        return HELD  # number and date stand in the document that it was issued with
    if not header.found:
        return Fault(_top(reading), "no_header", severity=softer or Severity.WARNING)
    return Fault(_top(reading), "missing", severity=softer)


@rule("TT001")
def number_missing(reading: Reading, options: Options) -> Outcome:
    """A header without its number (Điều 8 and Phụ lục I, mục II.3)."""
    header = reading.facts.header
    if header.number is not None:
        yield HELD
    else:
        yield _not_given(reading, options, header.number_span)


@rule("TT002")
def date_missing(reading: Reading, options: Options) -> Outcome:
    """A header without its place, day, month and year (Phụ lục I, mục II.4)."""
    header = reading.facts.header
    if header.issued is not None:
        if header.place is None and header.date_span is not None:
            yield Fault(header.date_span, "place")
        else:
            yield HELD
    else:
        yield _not_given(reading, options, header.date_span)


@rule("TT003")
def symbol_wrong(reading: Reading, options: Options) -> Outcome:
    """Ký hiệu: type, hyphen, agency (Điều 8 and Phụ lục I, mục II.3)."""
    header = reading.facts.header
    if header.symbol is None or header.number_span is None:
        return
    name = _type_name(header)
    if name is not None and header.type != "CV":
        lost = _lost_hyphen(header)
        if lost is not None:
            yield Fault(header.number_span, "malformed", expected=lost, actual=header.symbol)
            return
        if type_fits_symbol(name, header.symbol) is False or _other_type(header):
            yield Fault(
                header.number_span, "type", {"type": name}, expected=header.type, actual=header.symbol
            )
            return
    if (
        header.issuer is not None
        and header.issuer_span is not None
        and (symbol_fits_issuer(header.symbol, header.issuer) is False or _other_body(header))
    ):
        yield Fault(
            header.number_span,
            "issuer",
            {"issuer": header.issuer},
            actual=header.symbol,
            related=(header.issuer_span,),
        )
        return
    yield HELD


def _type_name(header: Header) -> str | None:
    return next((kind.name for kind in document_types() if kind.abbreviation == header.type), None)


def _other_type(header: Header) -> bool:
    """Whether the own symbol begins with the abbreviation of another type (KẾ HOẠCH, Số: 845/QĐ-UBND)."""
    own = type_by_abbreviation(header.type or "")
    first = re.split(r"[-/]", header.symbol or "")[0]
    other = type_by_abbreviation(first)
    return own is not None and other is not None and other is not own and first not in own.also


def _other_body(header: Header) -> bool:
    """A department (sở) that writes the People's Committee's symbol into its own header."""
    return (
        fold(header.issuer or "").startswith("sở ")
        and re.search(r"\b(?:UBND|HĐND)\b", header.symbol or "") is not None
    )


def _lost_hyphen(header: Header) -> str | None:
    """`KHUBND`, `KH/UBND` or `UBND-KH` for `KH-UBND`: the symbol as it should stand, or None."""
    symbol, kind = header.symbol or "", header.type or ""
    for agency in ("UBND", "HĐND", "SNV", "BNV"):
        if symbol in (f"{kind}{agency}", f"{kind}/{agency}", f"{agency}-{kind}", f"{kind}.{agency}"):
            return f"{kind}-{agency}"
    return None


@rule("TT008")
def recipients_missing(reading: Reading, options: Options) -> Outcome:
    """A document without its recipients, or recipients without the archive line (Phụ lục I, mục II.9)."""
    facts = reading.facts
    header = facts.header
    if facts.recipients_span is None and (not header.found or header.attached):
        return  # an excerpt or an attached plan: nothing says that the end was there at all
    if facts.recipients_span is None:
        last = next((block for block in reversed(reading.document.blocks) if block.end > block.start), None)
        yield Fault(last.span if last else Span(0, 0), "missing")
    elif not facts.archive_line:
        yield Fault(facts.recipients_span, "archive", quote=", ".join(facts.recipients[-1:]) or None)
    else:
        yield HELD


@rule("TT010")
def enumeration_broken(reading: Reading, options: Options) -> Outcome:
    """Items of one list run on: I II III, 1 2 3, a b c d đ e (Phụ lục I, mục II.6)."""
    outline = reading.outline
    last: dict[tuple[int | None, str, str], tuple[Item, int]] = {}
    told: set[tuple[int | None, str, str]] = (
        set()
    )  # lists with a fault already: one slip moves all that follows
    for item in outline.items:
        if item.kind not in ("roman", "number", "letter", "decimal") or item.value == 0:
            continue
        if item.label.startswith("(") or item.label in FOREIGN_LETTERS:
            continue  # (1), (2) also number the notes to a form; f and j have no place in the order
        place = (item.parent, item.kind, _prefix(item))
        before = last.get(place)
        last[place] = (
            item,
            before[1] + 1 if before and item.value == before[0].value + 1 else int(item.value == 1),
        )
        if before is None or item.value == 1:
            told.discard(place)
        if before is None or item.value == 1 or place in told or _quoted(reading, item):
            continue
        previous, run = before
        if run == 0:
            continue  # the list did not begin at its first item: a copy that lost its labels
        expected = _label(item, previous.value + 1)
        if item.value == previous.value + 1:
            yield HELD
        elif item.value > previous.value and _stands_inside(reading, previous, item, expected):
            yield HELD  # a label in the middle of a paragraph: a copy that lost a line break
        elif (template := _break(item, previous, run)) is not None:
            told.add(place)
            yield Fault(
                _label_span(item),
                template,
                _labels(previous, item),
                expected,
                item.label,
                quote=_quote(reading, item),
                related=(_label_span(previous),),
            )


def _break(item: Item, previous: Item, run: int) -> str | None:
    """How an item breaks the order of its list; None for a jump too wide to be a slip."""
    if item.value == previous.value:
        return "repeated"
    if previous.value + 1 < item.value <= previous.value + (3 if run < 4 else 9):
        return "skipped"
    return "backwards" if item.value < previous.value and item.kind == "roman" else None


def _stands_inside(reading: Reading, previous: Item, item: Item, label: str) -> bool:
    between = reading.document.text[previous.text_start : min(item.start, previous.text_start + 20_000)]
    return re.search(rf"(?<![\w.]){re.escape(label)}\s?[.)/](?!\d)", between) is not None


def _prefix(item: Item) -> str:
    return item.label.rpartition(".")[0] if item.kind == "decimal" else ""


def _labels(previous: Item, item: Item) -> dict[str, str]:
    return {"previous": previous.label, "label": item.label}


def _label(item: Item, value: int) -> str:
    """The label of `value` written like the item's."""
    if item.kind == "letter":
        return LETTERS[min(value, len(LETTERS)) - 1]
    if item.kind == "roman":
        return to_roman(value)
    prefix = _prefix(item)
    return f"{prefix}.{value}" if prefix else str(value)


def _label_span(item: Item) -> Span:
    return Span(item.start, item.start + len(item.label))


def _quote(reading: Reading, item: Item) -> str:
    words = reading.document.words(Span(item.start, min(item.end, item.start + 80)))
    return words if item.end <= item.start + 80 else words.rsplit(" ", 1)[0] + " …"


def _quoted(reading: Reading, item: Item) -> bool:
    """Whether the item stands in words quoted from another text (an amended article): those keep their own labels."""
    before = reading.document.text[max(0, item.start - 1500) : item.start]
    return before.count("“") > before.count("”") or reading.document.text[item.start - 1 : item.start] in (
        "“",
        '"',
    )


_NEVER_DOUBLED = re.compile(
    r"(?<![\w/.-])(?P<word>các|những|của|và|trong|ngoài|được|theo|tại|với|cho|là|về|từ khi|đến|bởi|nhưng|hoặc|để|điều|khoản|"
    r"quyết định|kế hoạch|công văn|nghị định|thông tư|nghị quyết|căn cứ|thực hiện|trên|dưới|khi|nếu|này|đã|sẽ|đang|phải|bằng|giữa|"
    r"ủy ban|ủy ban nhân dân|ubnd|hđnd|cơ quan|đơn vị)\s+(?P=word)(?![\w/-])"
)
_DOUBLED_BEFORE_FIGURE = re.compile(
    r"(?<!\w)(?P<word>ngày|tháng|năm|quý|từ|số)\s+(?P=word)\s+(?=\d)(?!\d{4}\s?-\s?\d{4})"  # kế hoạch năm năm 2021-2025
)
_DOUBLED_PAIR = re.compile(r"(?<![\w-])(?P<word>[^\W\d_]{2,}\s[^\W\d_]{2,})\s(?P=word)(?![\w-])")
_MAY_DOUBLE = {
    "từng bước",
    "dần dần",
    "từng người",
    "từng ngày",
    "hàng ngày",
    "ngày ngày",
    "đời đời",
    "muôn đời",
}


@rule("TT011")
def word_doubled(reading: Reading, options: Options) -> Outcome:
    """Words that grammar never doubles, and two-syllable words written twice."""
    document = reading.document
    found: dict[int, Span] = {}
    for pattern in (_NEVER_DOUBLED, _DOUBLED_BEFORE_FIGURE, _DOUBLED_PAIR):
        for match in pattern.finditer(document.folded):
            word = match["word"]
            if (
                "\n" in match[0]
                or word in _MAY_DOUBLE
                or _is_name(document.text[match.start() : match.end()])
            ):
                continue
            if len(set(word.split())) == 1 and " " in word:
                continue
            found.setdefault(match.start(), Span(match.start(), match.start() + len(match[0].rstrip())))
    end = -1
    slips: dict[str, list[Span]] = {}  # the same slip at several places is told once
    for start in sorted(found):
        if start >= end:
            end = found[start].end
            slips.setdefault(key(document.words(found[start])), []).append(found[start])
    for spans in slips.values():
        words = squeeze(document.words(spans[0]))
        word = " ".join(words.split()[: len(words.split()) // 2])
        yield Fault(
            spans[0],
            "default" if len(spans) == 1 else "several",
            {"word": word, "count": len(spans)},
            expected=word,
            actual=words,
            related=tuple(spans[1:]),
        )
    if not found:
        yield HELD


def _is_name(words: str) -> bool:
    return all(word[:1].isupper() for word in words.split()) and not words.isupper()


@rule("TT012")
def annex_differs(reading: Reading, options: Options) -> Outcome:
    """The line over an annex gives number and date of the document that it belongs to."""
    header = reading.facts.header
    for annex in reading.facts.annexes:
        if not _same_document(header, annex):
            continue
        faults = list(_annex_faults(header, annex))
        yield from faults
        if not faults:
            yield HELD


def _same_document(header: Header, annex: Annex) -> bool:
    """An annex line may name another act (mẫu kèm theo Thông tư …): only one with the own symbol is compared."""
    if annex.symbol is None or header.symbol is None or fold(annex.symbol) == fold(header.symbol):
        return True
    return annex.type is not None and annex.type == header.type and annex.number == header.number


def _annex_faults(header: Header, annex: Annex) -> Outcome:
    if annex.number_span is not None and annex.number is not None and header.number is not None:
        if annex.number.lstrip("0") != header.number.lstrip("0"):
            yield Fault(
                annex.number_span,
                "number",
                expected=header.number,
                actual=annex.number,
                related=_span(header.number_span),
                grade=header.grade("number"),
            )
    elif annex.number_blank and annex.number_span is not None and header.number is not None:
        yield Fault(annex.span, "blank", severity=Severity.NOTE)
        return
    if annex.date_span is None or header.issued is None or header.issued.end is None:
        return
    if annex.date_blank:
        yield Fault(annex.date_span, "date_blank", severity=Severity.NOTE)
    elif annex.issued is not None and annex.issued.end is not None and annex.issued.end != header.issued.end:
        yield Fault(
            annex.date_span,
            "date",
            expected=f"{header.issued.end:%d/%m/%Y}",
            actual=f"{annex.issued.end:%d/%m/%Y}",
            related=_span(header.date_span),
            grade=header.grade("issued"),
        )


def _span(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span is not None else ()
