"""Reads what stands above the body: agency, number and symbol, place and date, type and subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpora.knowledge import agencies, document_types
from extractors.agencies import issuer_of_symbol
from extractors.outline import GROUND
from models.document import Block, Document, Span
from models.facts import Header, Period
from models.grade import Grade
from models.outline import Outline
from models.text import bare, fold, squeeze

_PEN = r"[\s._…·*-]*"
"""What stands where the clerk's pen is to write: blanks, dots, a rule."""
_MISREAD = str.maketrans("OoIil", "00111")
_SYMBOL = r"[A-ZĐÐ][A-Za-zĐÐđỦÂĂÊÔƠƯ]*(?:\s?\d{1,2}\b)?(?:\s?[-–/&.]\s?[A-ZĐÐ][A-Za-zĐÐđ&\d]*){0,4}"
_NUMBER_LINE = re.compile(
    r"(?:^|(?<=\s))(?:(?:[Ll]uật|LUẬT|[Nn]ghị quyết|[Qq]uyết định)\s+)?[Ss][ốôóÔỐ]\s*[:.;]?\s*"
    rf"(?P<number>(?=[OoIl]?\d)[\dOoIl][\dOoIl ]{{0,7}}(?:\s?/\s?(?:19|20)\d\d(?=\s?/))?)?(?P<pen>{_PEN})(?:/(?:19|20)(?P<year>\d\d)\s?(?=/))?"
    rf"(?P<mark>[/–-])\s?(?P<symbol>{_SYMBOL})"
)
_PARTY_NUMBER = re.compile(
    r"^[Ss]ố\s*[:.]?\s*(?P<number>\d{1,5})\s?[-–]\s?(?P<symbol>[A-ZĐ][A-Za-zĐ]{1,4}\s?/\s?[A-ZĐ]{2,8})"
)
_BARE_NUMBER = re.compile(rf"^[Ss]ố\s*[:.]\s*(?P<number>\d[\d ]{{0,6}})?{_PEN}$")
_DATE = re.compile(
    r"(?:(?P<place>[^,;:\d/()]{2,60}?(?:\s\d{1,2}(?=\s*,))?)\s*,?\s*)?\bngày(?P<day>[\s._…\doil]{0,16})th[áa]ng(?P<month>[\s._…\doil]{0,16})"
    r"năm(?P<year>[\s._…\d]{0,16}(?:(?<=\d)[oil](?!\w))?)"
)
_SLASH_DATE = re.compile(
    r"(?P<place>[^,;:\d/()]{2,40}?)\s*,\s*(?:ngày\s*)?(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})\s*$"
)
_BLANK_SLASH_DATE = re.compile(
    r"(?P<place>[^,;:\d/()]{2,40}?)\s*,\s*ngày\s*(?P<day>[\d._…\s]{0,12})/(?P<month>[\d._…\s]{0,12})/(?P<year>\s*(?:[12]\d{3}|[._…]{1,12}))\s*$"
)
"""`ngày …/…/2024`: a draft's date, or one written in figures behind an unusual mark."""
_MOTTO = re.compile(
    r"c[ộo]ng h[òo]a x[ãa] h[ộo]i ch[ủu]|đ[ộo]c l[ậa]p\s*[-.]\s*t[ựu] do|đảng cộng sản việt nam"
)
_MOTTO_END = re.compile(r".*(?:việt nam|hạnh phúc)[\s*_.-]*(?=\S)")
_ATTACHED = re.compile(r"\W{0,4}(?:ban hành |được ban hành )?(?:kèm|đính kèm)(?: theo)? ")
_LETTER = re.compile(r"\W*(?:v/v|kính gửi)\b")
_SUBJECT_MARK = re.compile(r"\W*(?:v/v|về việc|v/v:|trích yếu)\s*:?\s*")
_OPENING = re.compile(
    r"\W{0,3}(?:kính gửi|căn cứ|thực hiện\b|thi hành|theo đề nghị|xét đề nghị|trên cơ sở|để (?:triển khai|thực hiện)|nhằm |"
    r"ngày \d|sau khi|vừa qua|hiện nay|trong thời gian|tại (?:kỳ|cuộc|hội)|khóa |kỳ họp)"
)
_GROUNDS = re.compile(r"\W{0,3}(?:kính gửi|căn cứ)\b")
_ORDER = re.compile(r"\bđiện\s*:")
_AUTHORITY_LINE = re.compile(
    r"(?:chủ tịch|bộ trưởng|thủ tướng|chính phủ|ủy ban|hội đồng|quốc hội|giám đốc|tổng cục|cục trưởng|thống đốc|ban |"
    r"chánh|trưởng ban|tổng thanh tra|viện trưởng|chánh án|ủy ban thường vụ)"
)
_ASSESSED = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b")
_AGENCY_HEAD = re.compile(
    r"(?:ủy ban|ubnd|hội đồng|hđnd|sở|bộ|chính phủ|thủ tướng|văn phòng|ban|cục|tổng cục|phòng|chi cục|trung tâm|tỉnh ủy|"
    r"thành ủy|huyện ủy|đảng ủy|đảng bộ|quốc hội|kiểm toán|bảo hiểm|viện|tòa|ngân hàng|thanh tra|liên đoàn|đoàn|hội|tổ|trường|"
    r"tập đoàn|tổng công ty|công ty|kho bạc|thuế|đài|báo|công an|quân khu|bộ chỉ huy|tổng liên đoàn|mặt trận|chủ tịch nước)\b"
)
_LEVEL = re.compile(
    r"((?<!văn phòng )(?:tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy)|tỉnh(?! ủy)|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s+(?=\S)"
)


@dataclass(frozen=True)
class _Number:
    block: int
    span: Span
    number: str | None
    symbol: str | None
    grade: Grade = Grade.EXACT


@dataclass(frozen=True)
class _Dated:
    span: Span
    place: str | None
    issued: Period | None
    year: int | None
    earliest: date | None


def read_header(document: Document, outline: Outline) -> Header:
    """The header facts of `document`, each with its span; parts that are absent are None.

    Source: Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I (national name, agency, number and symbol, place and
    date, type and subject).
    """
    numbers = [number for number, zone in enumerate(outline.zones) if zone == "header" or number < 2]
    number = _find_number(document, numbers)
    dated = _find_date(document, numbers, number)
    type_at, type_code, type_rest = _find_type(document, numbers)
    grades = {"number": number.grade} if number else {}
    if dated is not None and dated.issued is not None:
        grades["issued"] = dated.issued.grade
    motto = next((document.blocks[at].span for at in numbers if _MOTTO.search(_folded(document, at))), None)
    issuer, issuer_span = _find_issuer(document, numbers, number, type_at)
    symbol = number.symbol if number else None
    place = dated.place if dated else None
    issued = dated.issued if dated else None
    title, title_span = _find_title(document, numbers, number, dated, type_at, type_rest)
    if type_code is None and symbol is not None:
        letter = any(_LETTER.match(_folded(document, at)) for at in range(min(len(document.blocks), 25)))
        type_code = "CV" if letter else _type_of_symbol(symbol)
        grades["type"] = Grade.EXACT if letter else Grade.FALLBACK
    if issuer is None and symbol is not None:
        issuer = issuer_of_symbol(symbol, place, issued.end if issued else None)
        if issuer is not None:
            grades["issuer"] = Grade.FALLBACK
    return Header(
        type=type_code,
        number=number.number if number else None,
        symbol=symbol,
        issuer=issuer,
        place=place,
        issued=issued,
        title=title,
        number_blank=number is not None and number.number is None,
        date_blank=dated is not None and issued is None,
        year=dated.year if dated else None,
        earliest=dated.earliest if dated else None,
        number_span=number.span if number else None,
        date_span=dated.span if dated else None,
        title_span=title_span,
        issuer_span=issuer_span,
        attached=any(_ATTACHED.match(_folded(document, at)) for at in numbers if at < 30),
        type_span=_type_span(document, type_at, type_rest),
        grades=grades,
        found=number is not None or dated is not None or motto is not None or issuer_span is not None,
    )


def assessed_year(document: Document, header: Header) -> int | None:
    """The year under assessment (năm đánh giá): the last year that the subject names, never a period's end."""
    if header.title_span is None:
        return None
    title = document.folded[header.title_span.start : header.title_span.end]
    years = _ASSESSED.findall(_OUTLOOK.split(title)[0]) or _ASSESSED.findall(title)
    return int(years[-1]) if years else None


_OUTLOOK = re.compile(r"(?<=\d)[,;]?\s(?:và\s)?(?:phương hướng|mục tiêu|kế hoạch|nhiệm vụ)\b")
"""What a report's subject says behind the year that it reports on: `năm 2025, phương hướng, nhiệm vụ năm 2026`."""


def _folded(document: Document, at: int) -> str:
    block = document.blocks[at]
    return document.folded[block.start : block.end]


def _find_number(document: Document, numbers: list[int]) -> _Number | None:
    for at in numbers:
        block = document.blocks[at]
        text = document.block_text(block)
        if len(text) > 400 or GROUND.match(_folded(document, at)) or _ATTACHED.match(_folded(document, at)):
            continue
        found = _PARTY_NUMBER.search(text) or _NUMBER_LINE.search(text[:200])
        if found is not None and found.start() < 60:
            number, grade = _figures(found["number"])
            if number is not None and "pen" in found.groupdict() and "." in (found["pen"] or ""):
                number = None
            symbol = _clean_symbol(found["symbol"])
            span = Span(block.start + found.start(), block.start + found.end())
            return _Number(at, span, number, symbol, grade)
        found = _BARE_NUMBER.match(text)
        if found is not None:
            number, grade = _figures(found["number"])
            return _Number(at, block.span, number, None, grade)
    return None


def _figures(words: str | None) -> tuple[str | None, Grade]:
    """The figures of a number; blanks within them (`8 45`) and a scan's O and l for 0 and 1 are mended."""
    read = (words or "").translate(_MISREAD)
    parts = read.replace("/", " / ").split()
    mended = read != (words or "") or len(parts) > 1 + 2 * parts.count("/")
    return "".join(parts) or None, Grade.REPAIRED if mended else Grade.EXACT


def _clean_symbol(words: str) -> str:
    return "".join(words.split()).replace("–", "-").replace("Ð", "Đ").rstrip(".-/&")


def _find_date(document: Document, numbers: list[int], number: _Number | None) -> _Dated | None:
    for at in numbers:
        block = document.blocks[at]
        start = block.start
        if number is not None and number.block == at:
            start = number.span.end
        folded = document.folded[start : block.end]
        if len(folded) > 300 or GROUND.match(folded.strip()):
            continue
        found = _DATE.search(folded) or _SLASH_DATE.search(folded) or _BLANK_SLASH_DATE.search(folded)
        if found is None or (found["place"] is None and found.start() > 3):
            continue
        if found["place"] is not None and not _is_place(document, start, found):
            continue
        span = Span(start + found.start(), start + len(folded[: found.end()].rstrip(" .…_")))
        place = _place_words(document, start, found)
        words = squeeze(document.text[start + found.start("day") : start + found.end()])
        year = _year(found["year"])
        issued = _issued(found, squeeze(f"ngày {words}"), span)
        return _Dated(span, place, issued, year, _earliest(issued, year, found["month"]))
    return None


def _is_place(document: Document, start: int, found: re.Match[str]) -> bool:
    """A place stands before a comma, or is nothing but a name; a sentence with a date in it is neither."""
    words = _place_words(document, start, found) or ""
    comma = "," in document.text[start + found.end("place") : start + found.start("day")]
    return len(words.split()) <= 8 and (
        comma or all(word[:1].isupper() or word == "-" for word in words.split())
    )


def _place_words(document: Document, start: int, found: re.Match[str]) -> str | None:
    if found["place"] is None:
        return None
    first, last = start + found.start("place"), start + found.end("place")
    motto = _MOTTO_END.match(document.folded, first, last)
    return squeeze(document.text[motto.end() if motto else first : last]).strip(" -–*_.,") or None


def _digits(words: str) -> str:
    words = words.translate(_MISREAD) if any(char.isdigit() for char in words) else words
    return "".join(char for char in words if char.isdigit())


def _year(words: str) -> int | None:
    digits = _digits(words)
    return int(digits) if len(digits) == 4 and 1900 <= int(digits) <= 2100 else None


def _earliest(issued: Period | None, year: int | None, month: str) -> date | None:
    if issued is not None:
        return issued.start
    if year is None:
        return None
    digits = _digits(month)
    return date(year, int(digits), 1) if digits and 1 <= int(digits) <= 12 else date(year, 1, 1)


def _issued(found: re.Match[str], words: str, span: Span) -> Period | None:
    """The date of issue; None while a part of it is blank. A date that no calendar has keeps its words."""
    parts = [_digits(found[name]) for name in ("day", "month", "year")]
    if not all(parts):
        return None
    try:
        day = date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return Period(words, None, None, "day", span, impossible=words)
    broken = any(
        len(re.findall(r"\d+", found[name])) > 1 or re.search(r"[oil]", found[name])
        for name in ("day", "month", "year")
    )
    return Period(words, day, day, "day", span, grade=Grade.REPAIRED if broken else Grade.EXACT)


def _find_type(document: Document, numbers: list[int]) -> tuple[int | None, str | None, int]:
    """The block of the type line, the type's abbreviation, and how far into the block it reaches."""
    for at in numbers:
        text = document.block_text(document.blocks[at])
        folded = _folded(document, at)
        mark = len(folded) - len(folded.lstrip(" *#_-"))
        for name, abbreviation in _type_names():
            end = mark + len(name)
            if (
                folded.startswith(name, mark)
                and text[mark:end].isupper()
                and not text[end : end + 1].isalnum()
            ):
                return at, abbreviation, end
    return None, None, 0


def _type_span(document: Document, at: int | None, end: int) -> Span | None:
    """Where the type's name stands in its block."""
    if at is None:
        return None
    block = document.blocks[at]
    folded = _folded(document, at)
    return Span(block.start + len(folded) - len(folded.lstrip(" *#_-")), block.start + end)


@cache
def _type_names() -> tuple[tuple[str, str], ...]:
    """Folded names of types with their abbreviations, the longest first."""
    names = [
        (fold(name), kind.abbreviation) for kind in document_types() for name in (kind.name, *kind.names)
    ]
    return tuple(sorted(names, key=lambda pair: -len(pair[0])))


def _type_of_symbol(symbol: str) -> str | None:
    """The type that a symbol names (KH-UBND); a symbol without a type part is a letter's (công văn)."""
    first = re.split(r"[-/]", symbol)[0]
    known = {
        fold(kind.abbreviation): kind.abbreviation for kind in document_types() if kind.abbreviation != "CV"
    }
    return known.get(fold(first), "CV")


def _find_title(
    document: Document,
    numbers: list[int],
    number: _Number | None,
    dated: _Dated | None,
    type_at: int | None,
    type_rest: int,
) -> tuple[str | None, Span | None]:
    if type_at is not None:
        return _title_below(document, numbers, type_at, type_rest)
    return _letter_subject(document, number, dated)


def _title_below(
    document: Document, numbers: list[int], type_at: int, type_rest: int
) -> tuple[str | None, Span | None]:
    first = document.blocks[type_at]
    spans: list[Span] = []
    if document.text[first.start + type_rest : first.end].strip(" :*.-"):
        spans.append(Span(first.start + type_rest, first.end))
    for at in range(type_at + 1, numbers[-1] + 1 if numbers else 0):
        block = document.blocks[at]
        words = document.block_text(block).strip()
        folded = _folded(document, at).strip()
        if not words.strip("-_=* ."):
            if spans:
                break
            continue
        if (_OPENING.match(folded) and not words.isupper() and (spans or _GROUNDS.match(folded))) or len(
            spans
        ) >= 12:
            break
        if _ORDER.search(folded[:90]) or (spans and _ATTACHED.match(folded)):
            break
        if len(words) < 60 and _DATE.search(folded):
            continue
        spans.append(block.span)
    if len(spans) > 1 and _is_authority(
        squeeze(document.words(spans[-1])), fold(squeeze(document.words(spans[-1])))
    ):
        spans.pop()
    return _joined(document, spans)


def _is_authority(words: str, folded: str) -> bool:
    """The line that names who decides (CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH), in capitals between subject and grounds."""
    return words.isupper() and _AUTHORITY_LINE.match(folded) is not None


def _letter_subject(
    document: Document, number: _Number | None, dated: _Dated | None
) -> tuple[str | None, Span | None]:
    if number is None:
        return None, None
    block = document.blocks[number.block]
    found = _SUBJECT_MARK.match(document.folded, number.span.end, block.end)
    spans: list[Span] = []
    if found is not None:
        spans.append(Span(found.end(), block.end))
    for at in range(number.block + 1, min(number.block + 8, len(document.blocks))):
        block = document.blocks[at]
        folded = _folded(document, at)
        if _MOTTO.search(folded) or (dated and block.span.contains(dated.span)):
            continue
        mark = _SUBJECT_MARK.match(folded)
        same_cell = block.cell is not None and block.cell == document.blocks[number.block].cell
        if not spans and (mark is not None or (same_cell and re.match(r"về\b", folded.lstrip(" *")))):
            spans.append(Span(block.start + (mark.end() if mark is not None else 0), block.end))
        elif (
            spans
            and not _OPENING.match(folded)
            and folded[:1].isalnum()
            and block.cell == document.blocks[at - 1].cell
        ):
            spans.append(block.span)
        elif spans or _OPENING.match(folded):
            break
    return _joined(document, spans)


def _joined(document: Document, spans: list[Span]) -> tuple[str | None, Span | None]:
    if not spans:
        return None, None
    title = squeeze(" ".join(document.words(span) for span in spans)).strip(" *-_:")
    return (title, Span(spans[0].start, spans[-1].end)) if title else (None, None)


def _find_issuer(
    document: Document, numbers: list[int], number: _Number | None, type_at: int | None
) -> tuple[str | None, Span | None]:
    """The agency lines above the number, the last of which issues; `UBND` stands for Ủy ban nhân dân."""
    limit = number.block if number is not None else type_at if type_at is not None else -1
    lines: list[Block] = []
    for at in numbers:
        block = document.blocks[at]
        if at >= limit:
            break
        text = document.block_text(block).strip(" -_*.")
        folded = _folded(document, at)
        if not text or _MOTTO.search(folded) or _DATE.search(folded) or not text.isupper() or len(text) > 150:
            continue
        lines.append(block)
    names: list[list[Block]] = []
    for block in lines:
        folded = document.folded[block.start : block.end].strip(" -_*")
        tail = folded in _TAILS
        if names and (tail or not _AGENCY_HEAD.match(folded) or _continues(document, names[-1][-1])):
            names[-1].append(block)
        elif _AGENCY_HEAD.match(folded):
            names.append([block])
    if not names:
        return None, None
    last = names[-1]
    if len(names) > 1 and _PARTY_COMMITTEE.match(document.folded, last[0].start, last[-1].end):
        words = [" ".join(document.block_text(block) for block in name) for name in (last, names[-2])]
        body = _proper(words[1])
        return f"{words[0].strip(' *_-').capitalize()} {body}", Span(names[-2][0].start, last[-1].end)
    issuer = _proper(" ".join(document.block_text(block) for block in last))
    if issuer == "Văn phòng" and len(names) > 1:
        issuer = f"Văn phòng {_proper(' '.join(document.block_text(block) for block in names[-2]))}"
    return issuer, Span(last[0].start, last[-1].end)


_JOINT = re.compile(r" - (?:sở|ủy ban|ubnd|ban|công an|bộ|văn phòng|liên đoàn|hội|tỉnh đoàn|bảo hiểm)\s")
"""Where a second agency begins that issues the document too: SỞ NỘI VỤ - SỞ TƯ PHÁP."""
_TAILS = ("trường", "hội", "báo", "thuế", "đài")
"""Words that open a name, and alone on a line end the one above (… VÀ MÔI / TRƯỜNG)."""
_PARTY_COMMITTEE = re.compile(r"\W*ban (?:chấp hành|thường vụ)\W*$")
_HALF_NAMES = ("văn phòng", "ban", "sở", "phòng", "trung tâm", "chi cục", "cục", "bộ")


def _continues(document: Document, block: Block) -> bool:
    """Whether an agency line goes on below: it ends in a tying word, or is only the first word of a name."""
    words = document.folded[block.start : block.end].strip(" -_*")
    return words in _HALF_NAMES or document.folded[block.start : block.end].rstrip(" -_*").endswith(
        (" và", ",", " -", " của")
    )


def _proper(words: str) -> str:
    """A name in capitals as it is written in running text: known agencies by the lexicon, places word by word."""
    words = squeeze(words.replace("*", " ")).strip(" -_.")
    folded = fold(words)
    if _JOINT.search(folded):
        return " - ".join(_proper(name) for name in words.split(" - "))
    level = next(
        (
            found
            for found in _LEVEL.finditer(folded)
            if found.start() > 0 or (" " in found[1] and "ủy" in found[1])
        ),
        None,
    )
    head = folded[: level.start()].strip() if level else folded
    tail = ""
    if level:
        name = " ".join(word.capitalize() for word in words[level.end() :].split())
        rank = words[level.start() : level.end()].strip()
        rank = rank.upper() if rank.upper().startswith("TP") else rank.lower()
        tail = f" {rank} {_recapitalise(name)}"
    written = (_agency_words(head, words[: len(head)]) if head else "") + tail
    return written.strip()[:1].upper() + written.strip()[1:]


def _recapitalise(name: str) -> str:
    return re.sub(r"(?<=[-–'’])([a-zà-ỹđ])", lambda found: found[1].upper(), name)


_INNER_NAMES = (
    "Đoàn đại biểu Quốc hội",
    "Quốc hội",
    "Hội đồng nhân dân",
    "Ủy ban nhân dân",
    "Mặt trận Tổ quốc",
)
"""Names that keep their capitals inside the name of an office that serves them."""
_SCHOOL = re.compile(
    r"(trường) (thcs|thpt|ptdtnt|ptdtbt|tiểu học|mầm non|mẫu giáo|đại học|cao đẳng|trung cấp)\s+"
)


def _agency_words(folded: str, words: str) -> str:
    if folded in ("ủy ban nhân dân", "ubnd"):
        return "UBND"
    if folded in ("hội đồng nhân dân", "hđnd"):
        return "HĐND"
    for agency in agencies():
        if fold(agency.name) == folded:
            return agency.name
    if bare(folded) in ("uy ban nhan dan", "hoi dong nhan dan"):  # a scan that lost its marks
        return "UBND" if "uy ban" in bare(folded) else "HĐND"
    lower = words.lower()
    for name in _INNER_NAMES:
        lower = lower.replace(name.lower(), name)
    school = _SCHOOL.match(lower)
    if school is not None:
        kind = school[2].upper() if school[2] in ("thcs", "thpt", "ptdtnt", "ptdtbt") else school[2]
        lower = f"trường {kind} {' '.join(word.capitalize() for word in lower[school.end() :].split())}"
    return lower[:1].upper() + lower[1:]
