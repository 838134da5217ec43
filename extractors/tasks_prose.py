"""Tasks told in prose: an agency, what it does, and the day by which it must be done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from extractors.agencies import find_agencies, leading_agencies, looks_like_agency, split_agencies
from extractors.task_labels import read_task_label
from models.document import Block, Document, Span
from models.facts import Period, Task
from models.outline import Item, Outline
from models.text import fold, squeeze

_VERB = (
    r"(?<!đoàn )(?<!hội đồng )(?<!tổ )(?:chủ trì|phối hợp|quán triệt|phổ biến|có trách nhiệm|chịu trách nhiệm|gửi|báo cáo|tổng hợp|hoàn thành|hoàn thiện|xây dựng|ban hành|tham mưu|tổ chức|"
    r"rà soát|triển khai|hướng dẫn|thực hiện|trình|công bố|thẩm định|cập nhật|đăng ký|đăng tải|nộp|lập|chỉ đạo|căn cứ|tiếp tục|"
    r"khẩn trương|chủ động|kịp thời|tập trung|nghiên cứu|đề xuất|cung cấp|kiểm tra|theo dõi|phê duyệt|tự đánh giá|đánh giá|tự chấm|chấm điểm|"
    r"khắc phục|bổ sung|giải trình|công khai|niêm yết|bố trí|rút kinh nghiệm|xem xét|quyết định|đôn đốc|nhập|tiếp nhận|bàn giao|làm việc|tiến hành|"
    r"xử lý|giải quyết|nâng|đẩy mạnh|tăng cường|chuẩn bị|lựa chọn|thành lập|kiện toàn|ký|khảo sát|số hóa|vận hành|lấy ý kiến|sửa đổi|phân công)"
)
_SUBJECT = re.compile(
    rf"(?:(?:giao|đề nghị|yêu cầu|phân công)\s+)?(?P<who>(?:các\s[^.:\d]{{2,30}}:\s(?!{_VERB}\b))?[^.:]{{3,220}}?)\s*(?:\([^)]{{0,60}}\)\s*)?[,:]?\s+(?={_VERB}\b)"
)
_CHARGED_SUBJECT = re.compile(
    rf"(?:(?:giao|đề nghị|yêu cầu|phân công)\s+)?(?P<who>(?:các\s[^.:\d]{{2,30}}:\s(?!{_VERB}\b))?[^.:]{{3,220}}?)\s*(?:\([^)]{{0,60}}\)\s*)?,?\s+(?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm)\b)"
)
_LEADS = re.compile(r"\s*(?:(?:có trách nhiệm|chịu trách nhiệm)\s*)?(?:chủ trì\s*)?[,:]?\s*")
_WITH = re.compile(r"\s*(?:phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)?|cùng với)\s+")
_DEADLINE = re.compile(
    r"(?:xong |hoàn thành |thực hiện )?(?:trước|chậm nhất|muộn nhất|không quá|không muộn hơn|đến hết|hết ngày|hạn|thời hạn|"
    r"trong (?:quý|tháng|năm|ngày|tuần))\b"
)
_DONE_BY = re.compile(r"(?:hoàn thành|xong|kết thúc|thời hạn|thời gian|gửi|báo cáo)[^.;:,]{0,30}$")
_OF_REPORT = re.compile(r"báo cáo(?: [^\W\d_]+){0,4}\s*$")
_DAILY = re.compile(
    r"(?:trước|chậm nhất)\s(?:lúc\s)?\d{1,2}\s?(?:h|giờ|g|:)[^;,.]{0,30}\sh[ằà]ng (?:ngày|tuần)$"
)
"""A time of every day or week: trước 19h00 hằng ngày, trước 15:00 ngày thứ Sáu hằng tuần."""
_GIVING = "giao "
_YEARLY = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến hết)\s[^;]{0,20}?\d{1,2}(?:/|\s+tháng\s+)\d{1,2}\b.{0,20}h[ằà]ng năm"
)
"""A deadline that returns: trước ngày 30/11 hằng năm."""
_GIVEN = re.compile(r"[:;.,]\s*(?=(?:giao|yêu cầu)\s)")
"""What stands before the words that give somebody the work: `Về đề nghị của tỉnh: Giao Bộ Y tế …`."""
_CHARGES = re.compile(r"\b(?:chủ trì|có trách nhiệm|chịu trách nhiệm)\b")
_LEADING = re.compile(r"\bchủ trì\b")
"""`có trách nhiệm thường xuyên phối hợp` is how to behave; with chủ trì it is a task."""
_ALWAYS = re.compile(r"(?:thường xuyên|liên tục)")
_CHARGED = re.compile(r"\s*(?:\([^)]{0,60}\)\s*)?,?\s*(?:chủ trì|có trách nhiệm|chịu trách nhiệm)\b")
"""What stands right behind the agency that a sentence charges, wherever it names it."""
_SENTENCE_END = re.compile(r"[.;](?:\s+(?=[A-ZĐÀ-Ỹ\"“(])|$)")
_ON_GROUNDS = re.compile(r"(?:căn cứ|trên cơ sở|từ kết quả|theo|sau khi)\s[^,.;:]{2,160},\s+")
_ONLY_GROUNDS = re.compile(r"\s*(?:căn cứ|trên cơ sở)\s[^,.;:]{2,100}[\s,]*")
_SCHEDULE = re.compile(r"(?:thời gian|tiến độ|lộ trình)\b[^\n]{0,60}$")
_PLAN_HEAD = re.compile(r"(?m)^\W{0,3}(?:KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN)\b")
_LABEL = re.compile(r"\s*(?:[-+*•]|\(?[\w.]{1,6}\s?[.)/]|\d{1,2}-)\s*(?:(?:Giao|Đề nghị|Yêu cầu)\s+)?")
_TIME_CLAUSE = re.compile(
    r"\s*[,;(]?\s*(?:và\s+)?(?:trong\s+)?(?:thời gian\s+)?(?:hoàn thành|(?<=[,;(]\s)(?:thực hiện|tổ chức|tiến hành)|xong)?\s*(?:xong\s*)?:?\s*$"
)


@dataclass(frozen=True)
class _Told:
    """A sentence taken apart: who leads, who supports, and from where its words tell the work."""

    leads: list[tuple[str, Span]]
    supports: list[tuple[str, Span]]
    work: int
    explicit: bool
    """The sentence itself names who leads (Sở X chủ trì …)."""
    named: bool = False
    """The sentence itself says who acts; else the heading above does."""


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
            or not _is_told(document, outline, span.start)
            or any(other.overlaps(span) for other in taken)
        ):
            continue
        block = document.block_at(span.start)
        if block.cell is None:
            by_sentence.setdefault(_sentence(document, block, span), []).append(period)
    tasks = (_task(document, outline, sentence, times) for sentence, times in by_sentence.items())
    return [task for task in tasks if task is not None]


def charged_tasks(document: Document, outline: Outline, taken: list[Span]) -> list[Task]:
    """In the articles of a decision: `1. Sở Tài chính chủ trì, phối hợp với … xây dựng quy trình`, without a time.

    What has a time is among `taken`. A plan tells its tasks with their times; what its last part charges agencies with is how they go about them.
    """
    tasks: list[Task] = []
    for number, item in enumerate(outline.items):
        if (
            item.zone != "body"
            or item.kind not in ("article", "number", "letter")
            or not _in_article(outline, number)
        ):
            continue
        span = Span(item.text_start, item.end)
        if _CHARGES.search(document.folded, span.start, span.end) is None or any(
            span.overlaps(t) for t in taken
        ):
            continue
        sentence = _sentence(document, document.blocks[item.block], Span(item.text_start, item.text_start))
        told = _take_apart(document, outline, item, span.start, sentence.end)
        if told is not None and told.explicit and told.supports:
            title = _trimmed(document, told.work, sentence.end) or _below(document, item)
            tasks.append(_prose_task(item, told, title, Span(item.text_start, sentence.end), None))
    return tasks


def _in_article(outline: Outline, number: int | None) -> bool:
    while number is not None:
        if outline.items[number].kind == "article":
            return True
        number = outline.items[number].parent
    return False


def _below(document: Document, item: Item) -> str:
    """The words of the paragraph below an item that only names who acts."""
    following = document.blocks[item.block + 1 : item.block + 2]
    return squeeze(document.block_text(following[0])).strip(" -+.;:/,") if following else ""


def _prose_task(item: Item | None, told: _Told, title: str, span: Span, due: Period | None) -> Task:
    """A task as prose tells it; without a time only where none is expected."""
    return Task(
        id=item.id if item is not None else None,
        title=title,
        due=due,
        lead=tuple(name for name, _ in told.leads),
        support=tuple(name for name, _ in told.supports),
        span=span,
        lead_spans=tuple(span for _, span in told.leads),
        support_spans=tuple(span for _, span in told.supports),
        dues=(due,) if due is not None else (),
        form="prose",
        lead_expected=False,
        due_expected=due is not None,
    )


def _is_told(document: Document, outline: Outline, at: int) -> bool:
    """Whether work is told at `at`: in the body, or in a plan that is attached to the decision above it."""
    zone = outline.zone_at(at)
    if zone != "appendix":
        return zone == "body"
    span = next((span for span in outline.appendices if span.start <= at < span.end), None)
    return (
        span is not None
        and _PLAN_HEAD.search(document.text, span.start, min(span.end, span.start + 500)) is not None
    )


def _is_deadline(document: Document, period: Period, floor: int) -> bool:
    assert period.span is not None
    if period.end is None or period.recurring or period.precision == "condition":
        return False
    if _DEADLINE.match(document.folded[period.span.start : period.span.end]):
        return True
    if period.precision == "year":
        return False
    before = document.folded[max(floor, period.span.start - 60) : period.span.start]
    if period.precision != "day" and _OF_REPORT.search(before):
        return False  # báo cáo quý II năm 2024
    return bool(_DONE_BY.search(before))


def _sentence(document: Document, block: Block, inside: Span) -> Span:
    """The sentence of `block` that holds `inside`."""
    start = block.start
    text = document.text
    for end in _SENTENCE_END.finditer(text, block.start, block.end):
        if text[end.start()] == ";" and _is_list(text[start : end.start()]):
            continue  # Các sở, ban, ngành; UBND các xã …
        if end.start() >= inside.end:
            return Span(start, end.start())
        if end.start() < inside.start:
            start = end.end()
    return Span(start, block.end)


def _is_list(words: str) -> bool:
    """Whether the words before a semicolon are nothing but agencies."""
    names = _LABEL.sub("", words)
    return len(names) < 160 and looks_like_agency(names) and not re.search(rf"\s{_VERB}\b", fold(names))


def _task(document: Document, outline: Outline, sentence: Span, times: list[Period]) -> Task | None:
    item = outline.item_at(sentence.start)
    start = sentence.start
    if item is not None and item.start <= sentence.start < item.end:
        start = max(start, item.text_start)
    steps = _is_schedule(document, outline, item)
    work_end = sentence.end
    if (
        item is not None
        and item.text_start < start < item.end
        and _is_time_label(document, start, sentence.end)
    ):
        # Sở Nội vụ tổng hợp kết quả. Thời gian hoàn thành: trước ngày …
        start, work_end, steps = item.text_start, start, True
    deadlines = [
        p
        for p in times
        if _is_deadline(document, p, start) or (steps and (p.start or p.end) and p.precision == "day")
    ]
    returning = _returning(document, times, start)
    if not deadlines and not any(returning) and not _CHARGES.search(document.folded, start, sentence.end):
        return None
    told = _take_apart(document, outline, item, start, work_end)
    if told is None:
        return None
    yearly, daily = returning
    usable = deadlines or _times_of_leader(document, told, times, start, work_end)
    usable = usable or (yearly if told.named else []) or daily
    if not usable:
        return None
    title = _title(document, told.work, work_end, usable[-1])
    return _prose_task(item, told, title, Span(min(start, sentence.start), sentence.end), usable[-1])


def _returning(document: Document, times: list[Period], floor: int) -> tuple[list[Period], list[Period]]:
    """The deadlines that return every year, and those of every day or week."""
    folded = document.folded
    spans = [(p, p.span) for p in times if p.recurring and p.span]
    yearly = [p for p, span in spans if _YEARLY.match(folded, span.start, span.end)]
    daily = [p for p, span in spans if _DAILY.search(folded[max(floor, span.start - 40) : span.end])]
    return yearly, daily


def _times_of_leader(
    document: Document, told: _Told, times: list[Period], start: int, end: int
) -> list[Period]:
    """Any time in a sentence that says who leads, but spans of years, and what must be done always without chủ trì."""
    if not told.explicit:
        return []
    leading = _LEADING.search(document.folded, start, end) is not None
    return [
        p
        for p in times
        if (p.precision != "year" or p.recurring) and (leading or not _ALWAYS.match(p.text.lower()))
    ]


def _is_time_label(document: Document, start: int, end: int) -> bool:
    label = read_task_label(document.folded[start : min(end, start + 80)])
    return label is not None and label[0] == "due"


def _is_schedule(document: Document, outline: Outline, item: Item | None) -> bool:
    """Whether a heading above says that what stands below are steps and their times."""
    while item is not None and item.parent is not None:
        item = outline.items[item.parent]
        if _SCHEDULE.match(document.folded, item.text_start, item.end):
            return True
    return False


def _take_apart(
    document: Document, outline: Outline, item: Item | None, start: int, end: int
) -> _Told | None:
    folded = document.folded
    leads: list[tuple[str, Span]] = []
    work = start
    explicit = named = False
    for begin, pattern in product(_begins(folded, start, end), (_CHARGED_SUBJECT, _SUBJECT)):
        subject = _subject(document, pattern, begin, end)
        if subject is None or not _is_subject(document.words(subject[0])):
            continue
        leads = split_agencies(document.words(subject[0]), subject[0].start)
        work = subject[1]
        explicit = pattern is _CHARGED_SUBJECT
        named = True
        break
    if named and folded.startswith(_GIVING, begin):
        giving = begin + len(_GIVING)
        given, given_work = leading_agencies(document.text[giving:end], giving)
        if given and given_work < work:
            leads, work = given, given_work
    if not leads:
        leads = _heading_agencies(document, outline, item) or _charged_agencies(document, Span(start, end))
    if not leads:
        return None
    supports: list[tuple[str, Span]] = []
    lead = _LEADS.match(folded, work, end)
    after = lead.end() if lead is not None else work
    helpers = _WITH.match(folded, after, end)
    if helpers is not None:
        rest = document.text[helpers.end() : end]
        supports, after = leading_agencies(rest, helpers.end())
        if not supports and rest.endswith(":") and len(rest) < 250:  # what to do stands in the lines below
            supports, after = split_agencies(rest.rstrip(" :"), helpers.end()), end
    return _Told(leads, supports, after if helpers is None or supports else work, explicit, named)


def _begins(folded: str, start: int, end: int) -> list[int]:
    """Where the subject may begin: with the sentence, behind the clause on what grounds it acts, or behind `: giao`."""
    grounds = _ON_GROUNDS.match(folded, start, end)
    given = [found.end() for found in _GIVEN.finditer(folded, start, end)]
    return [start, *([] if grounds is None else [grounds.end()]), *given[:3]]


def _subject(document: Document, pattern: re.Pattern[str], begin: int, end: int) -> tuple[Span, int] | None:
    """Who acts, and where the words begin that say what. A verb in capitals belongs to a name (Ủy ban Kiểm tra)."""
    words = document.folded[begin:end]
    for _ in range(3):
        found = pattern.match(words)
        if found is None:
            return None
        at = found.end()
        named = document.text[begin + at].isupper() and words[:at].rstrip()[-1] not in ":."
        if not named:
            return Span(begin + found.start("who"), begin + found.end("who")), begin + at
        words = f"{words[:at]}\0{words[at + 1 :]}"
    return None


def _is_subject(words: str) -> bool:
    """Agencies, and no work of theirs before a semicolon."""
    *heads, _ = words.split(";")
    return looks_like_agency(words) and not any(re.search(rf"\s{_VERB}\b", fold(head)) for head in heads)


def _title(document: Document, work: int, end: int, due: Period) -> str:
    """What is to be done, without who does it and without the clause that says by when."""
    stop = end
    if due.span is not None and work < due.span.start < end:
        clause = _TIME_CLAUSE.search(document.folded, max(work, due.span.start - 60), due.span.start)
        if clause is not None:
            stop = clause.start()
        if _ONLY_GROUNDS.fullmatch(
            document.folded, work, stop
        ):  # căn cứ Quyết định này, trong thời hạn 03 ngày …
            work, stop = due.span.end, end
    return _trimmed(document, work, stop)


def _trimmed(document: Document, start: int, end: int) -> str:
    return squeeze(document.text[start:end]).strip(" .;:/,")


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
            item.kind in ("number", "decimal", "roman", "letter", "article")
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
