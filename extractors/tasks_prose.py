"""Tasks told in prose: an agency, what it does, and the day by which it must be done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.agencies import find_agencies, leading_agencies, looks_like_agency, split_agencies
from models.document import Block, Document, Span
from models.facts import Period, Task
from models.outline import Item, Outline
from models.text import squeeze

_VERB = (
    r"(?:chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|gửi|báo cáo|tổng hợp|hoàn thành|hoàn thiện|xây dựng|ban hành|tham mưu|tổ chức|"
    r"rà soát|triển khai|hướng dẫn|thực hiện|trình|công bố|thẩm định|cập nhật|đăng ký|đăng tải|nộp|lập|chỉ đạo|căn cứ|tiếp tục|"
    r"khẩn trương|chủ động|kịp thời|tập trung|nghiên cứu|đề xuất|cung cấp|kiểm tra|theo dõi|phê duyệt|tự đánh giá|đánh giá|"
    r"khắc phục|bổ sung|giải trình|công khai|niêm yết|bố trí|rút kinh nghiệm|xem xét|quyết định|đôn đốc|nhập|tiếp nhận|bàn giao)"
)
_SUBJECT = re.compile(
    rf"(?:(?:giao|đề nghị|yêu cầu|phân công)\s+)?(?P<who>[^.:]{{3,220}}?)\s*(?:\([^)]{{0,60}}\)\s*)?[,:]?\s+(?={_VERB}\b)"
)
_CHARGED_SUBJECT = re.compile(
    r"(?:(?:giao|đề nghị|yêu cầu|phân công)\s+)?(?P<who>[^.:]{3,220}?)\s*(?:\([^)]{0,60}\)\s*)?,?\s+(?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm)\b)"
)
_LEADS = re.compile(r"\s*(?:(?:có trách nhiệm|chịu trách nhiệm)\s*)?(?:chủ trì\s*)?[,:]?\s*")
_WITH = re.compile(r"\s*(?:phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)?|cùng với)\s+")
_DEADLINE = re.compile(
    r"(?:xong |hoàn thành |thực hiện )?(?:trước|chậm nhất|muộn nhất|không quá|không muộn hơn|đến hết|hết ngày|hạn|thời hạn|"
    r"trong (?:quý|tháng|năm|ngày|tuần))\b"
)
_DONE_BY = re.compile(r"(?:hoàn thành|xong|kết thúc|thời hạn|thời gian|gửi|báo cáo)[^.;:,]{0,30}$")
_CHARGES = re.compile(r"\b(?:chủ trì|có trách nhiệm|chịu trách nhiệm)\b")
_CHARGED = re.compile(r"\s*(?:\([^)]{0,60}\)\s*)?,?\s*(?:chủ trì|có trách nhiệm|chịu trách nhiệm)\b")
"""What stands right behind the agency that a sentence charges, wherever it names it."""
_SENTENCE_END = re.compile(r"[.;](?:\s+(?=[A-ZĐÀ-Ỹ\"“(])|$)")
_TIME_CLAUSE = re.compile(
    r"\s*[,;(]?\s*(?:và\s+)?(?:thời gian\s+)?(?:hoàn thành|thực hiện|xong|tổ chức|tiến hành)?\s*(?:xong\s*)?:?\s*$"
)


@dataclass(frozen=True)
class _Told:
    """A sentence taken apart: who leads, who supports, and from where its words tell the work."""

    leads: list[tuple[str, Span]]
    supports: list[tuple[str, Span]]
    work: int
    explicit: bool
    """The sentence itself names who leads (Sở X chủ trì …)."""


def prose_tasks(
    document: Document, outline: Outline, periods: tuple[Period, ...], taken: list[Span]
) -> list[Task]:
    """Sentences of the body that give an agency work with a time, outside of `taken` and of tables.

    A sentence without a subject belongs to the agency that the nearest heading above names; one without either is
    no task. Where the sentence says who leads (chủ trì), any time in it is the task's; elsewhere only a deadline.
    """
    by_sentence: dict[Span, list[Period]] = {}
    for period in periods:
        span = period.span
        if (
            span is None
            or outline.zone_at(span.start) != "body"
            or any(other.overlaps(span) for other in taken)
        ):
            continue
        block = document.block_at(span.start)
        if block.cell is None:
            by_sentence.setdefault(_sentence(document, block, span), []).append(period)
    tasks = (_task(document, outline, sentence, times) for sentence, times in by_sentence.items())
    return [task for task in tasks if task is not None]


def _is_deadline(document: Document, period: Period, floor: int) -> bool:
    assert period.span is not None
    if period.end is None or period.recurring or period.precision == "condition":
        return False
    if _DEADLINE.match(document.folded[period.span.start : period.span.end]):
        return True
    if period.precision == "year":
        return False
    return bool(_DONE_BY.search(document.folded[max(floor, period.span.start - 60) : period.span.start]))


def _sentence(document: Document, block: Block, inside: Span) -> Span:
    """The sentence of `block` that holds `inside`."""
    start = block.start
    text = document.text
    for end in _SENTENCE_END.finditer(text, block.start, block.end):
        if end.start() >= inside.end:
            return Span(start, end.start())
        if end.start() < inside.start:
            start = end.end()
    return Span(start, block.end)


def _task(document: Document, outline: Outline, sentence: Span, times: list[Period]) -> Task | None:
    item = outline.item_at(sentence.start)
    start = sentence.start
    if item is not None and item.start <= sentence.start < item.end:
        start = max(start, item.text_start)
    deadlines = [period for period in times if _is_deadline(document, period, start)]
    if not deadlines and not _CHARGES.search(document.folded, start, sentence.end):
        return None
    told = _take_apart(document, outline, item, start, sentence.end)
    if told is None:
        return None
    usable = deadlines or [p for p in times if told.explicit and (p.precision != "year" or p.recurring)]
    if not usable:
        return None
    due = usable[-1]
    return Task(
        id=item.id if item is not None else None,
        title=_title(document, told.work, sentence.end, due),
        due=due,
        lead=tuple(name for name, _ in told.leads),
        support=tuple(name for name, _ in told.supports),
        span=sentence,
        lead_spans=tuple(span for _, span in told.leads),
        support_spans=tuple(span for _, span in told.supports),
        dues=(due,),
        form="prose",
        lead_expected=False,
    )


def _take_apart(
    document: Document, outline: Outline, item: Item | None, start: int, end: int
) -> _Told | None:
    folded = document.folded
    leads: list[tuple[str, Span]] = []
    work = start
    explicit = False
    for pattern in (_CHARGED_SUBJECT, _SUBJECT):
        subject = pattern.match(folded, start, end)
        if subject is None or not looks_like_agency(document.text[subject.start("who") : subject.end("who")]):
            continue
        leads = split_agencies(document.text[subject.start("who") : subject.end("who")], subject.start("who"))
        work = subject.end()
        explicit = pattern is _CHARGED_SUBJECT
        break
    if not leads:
        leads = _heading_agencies(document, outline, item) or _charged_agencies(document, Span(start, end))
    if not leads:
        return None
    supports: list[tuple[str, Span]] = []
    lead = _LEADS.match(folded, work, end)
    after = lead.end() if lead is not None else work
    helpers = _WITH.match(folded, after, end)
    if helpers is not None:
        supports, after = leading_agencies(document.text[helpers.end() : end], helpers.end())
    return _Told(leads, supports, after if helpers is None or supports else work, explicit)


def _title(document: Document, work: int, end: int, due: Period) -> str:
    """What is to be done, without who does it and without the clause that says by when."""
    stop = end
    if due.span is not None and due.span.start > work:
        clause = _TIME_CLAUSE.search(document.folded, max(work, due.span.start - 60), due.span.start)
        if clause is not None:
            stop = clause.start()
    return squeeze(document.text[work:stop]).strip(" .;:/,")


def _charged_agencies(document: Document, sentence: Span) -> list[tuple[str, Span]]:
    """Agencies in the middle of a sentence that charges them: `Trước ngày …, Sở Nội vụ chủ trì …`."""
    if not _CHARGES.search(document.folded, sentence.start, sentence.end):
        return []  # spares the entity matcher, which is slow to load
    return [
        (document.words(span), span)
        for span, _ in find_agencies(document)
        if sentence.contains(span) and _CHARGED.match(document.folded, span.end, sentence.end)
    ]


def _heading_agencies(document: Document, outline: Outline, item: Item | None) -> list[tuple[str, Span]]:
    """The agencies that the nearest heading above names (`6. Sở Nội vụ`)."""
    while item is not None:
        words = document.text[item.text_start : item.end].rstrip(" :.;")
        if (
            item.kind in ("number", "decimal", "roman", "letter")
            and len(words) <= 250
            and looks_like_agency(_named(words))
        ):
            return split_agencies(_named(words), item.text_start)
        item = outline.items[item.parent] if item.parent is not None else None
    return []


def _named(words: str) -> str:
    """The agency part of a heading: `Sở Nội vụ có trách nhiệm` names Sở Nội vụ."""
    found = re.search(r"\s+(?:có trách nhiệm|chịu trách nhiệm|chủ trì|\(?là cơ quan)", words)
    return words[: found.start()] if found else words
