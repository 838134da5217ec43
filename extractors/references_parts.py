"""What stands around a document number: the type's word before it, date, issuer and subject behind it."""

from __future__ import annotations

import re
from functools import cache

from corpora.knowledge import agencies, document_types
from extractors.wraps import HARD
from models.text import fold

B = "[ ]{0,4}"


@cache
def type_names() -> dict[str, str]:
    """Folded name of a document type → its official abbreviation; longest names first."""
    rows: dict[str, str] = {}
    for each in document_types():
        for name in (each.name, *each.names):
            rows.setdefault(fold(name), each.abbreviation)
    rows.setdefault("văn bản", "CV")
    return dict(sorted(rows.items(), key=lambda item: -len(item[0])))


GENERIC = {"văn bản"}
"""Words that say nothing: the symbol tells the type better."""


@cache
def type_word() -> re.Pattern[str]:
    """Any type's name, as a whole word, in a folded text."""
    names = "|".join(name.replace(" ", "[ ]{1,4}") for name in type_names())
    return re.compile(rf"(?<![\w])(?P<type>{names})(?![\w])")


_MORE = re.compile(
    rf"(?:{B}(?!số(?![\w]))[^\W\d_]{{1,12}}){{0,3}}?:?{B}(?:s[ốoô]{B}|ký hiệu{B}){{0,2}}[:.]?{B}"
)
_PREPOSITION = re.compile(
    r"(?<![\w])(?:tại|trong|theo|của|kèm|này|đó|về|và|từ|đến|với|cho|trên|nêu|nói|là|được|như|có)(?![\w])"
)
_SO = re.compile(r"(?<![\w])số(?![\w])")


def type_before(scanned: str, at: int, floor: int) -> tuple[int, int, str] | None:
    """Where the nearest type's name stands before a number at `at`, and which: `Chương trình hành động số: `."""
    floor = max(floor, at - 64)
    for match in reversed(list(type_word().finditer(scanned, floor, at))):
        between = _MORE.fullmatch(scanned, match.end(), at)
        if between is None:
            return None
        words = between.group().strip()
        if words.rstrip(" :.") not in ("", "số", "ký hiệu", "số ký hiệu") and (
            _PREPOSITION.search(words) or not _SO.search(words)
        ):
            return None
        return match.start(), match.end(), " ".join(match["type"].split())
    return None


@cache
def law_before() -> re.Pattern[str]:
    """A law's name before its number: `Luật Khoa học, công nghệ và đổi mới sáng tạo số `."""
    return re.compile(
        rf"(?<![\w])(?<!pháp )(?<!kỷ )(?P<type>bộ luật|luật|pháp lệnh)(?P<name>{B}[^\d;:().\x1f\"]{{0,140}}?){B}(?:số{B})?:?{B}$"
    )


BETWEEN = re.compile(rf"{B}(?:,|;|và|;{B}và|,{B}và|hoặc|-){B}(?:(?:các|văn bản){B})?(?:số{B}:?{B})?")
"""What stands between two numbers of one list: `số 12/QĐ-UBND, số 13/QĐ-UBND và 14/QĐ-UBND`."""

DATE_LEAD = re.compile(
    rf"{B},?{B}[(\[]?{B}(?:(?:được{B})?(?:ký{B})?(?:ban hành{B})?(?:cùng{B}|đều{B})?)(?:(?:vào|từ){B})?(?=ngày|\d{{1,2}}{B}[/.-])"
)
EFFECTIVE = re.compile(
    rf"{B},?{B}\(?{B}(?:có{B})?hiệu lực(?:{B}thi hành)?(?:{B}(?:kể{B})?(?:từ|vào))?{B}(?=ngày|\d)"
)
LAW_YEAR = re.compile(rf"{B},?{B}năm{B}(?P<year>(?:19|20)\d\d)(?![\w/])")

_STOP_TOKENS = {
    "về", "trong", "tại", "đã", "được", "là", "để", "do", "có", "yêu", "cho", "theo", "như", "với", "năm", "giai", "nhằm",
    "ngày", "số", "thì", "mà", "nêu", "ký", "từ", "đến", "trên", "khi", "nếu", "cùng", "bằng", "phải", "cần", "sẽ", "đang", "này",
    "nói", "đối", "cũng", "vì", "gồm", "hay", "hoặc", "v/v", "kèm", "gửi", "giao",
}  # fmt: skip
_STOP_PAIRS = {
    ("ban", "hành"), ("hướng", "dẫn"), ("thực", "hiện"), ("thông", "qua"), ("thành", "lập"), ("công", "bố"), ("quy", "định"),
    ("bổ", "sung"), ("ủy", "quyền"), ("phân", "cấp"), ("phân", "công"), ("phối", "hợp"), ("tổ", "chức"), ("xây", "dựng"),
    ("báo", "cáo"), ("sửa", "đổi"), ("phê", "duyệt"), ("triển", "khai"), ("bãi", "bỏ"), ("thay", "thế"), ("điều", "chỉnh"),
    ("đẩy", "mạnh"), ("tăng", "cường"), ("công", "nhận"), ("kiện", "toàn"), ("thông", "báo"), ("kết", "luận"), ("đề", "nghị"),
    ("liên", "quan"),
    ("thí", "điểm"), ("cho", "phép"), ("công", "khai"), ("hợp", "nhất"), ("đổi", "tên"), ("sáp", "nhập"), ("giải", "thể"),
    ("đính", "chính"), ("chỉ", "đạo"), ("xác", "định"), ("phát", "động"), ("chấn", "chỉnh"), ("nâng", "cao"),
}  # fmt: skip
_IN_NAMES = {
    "nhân", "dân", "tỉnh", "thành", "phố", "thị", "xã", "huyện", "quận", "phường", "trấn", "đặc", "khu", "vực", "nước", "tướng", "phủ",
    "trưởng", "tịch", "ban", "hội", "đồng", "đạo", "ủy", "đảng", "bộ", "sở", "cục", "chi", "phòng", "trung", "ương", "quốc", "gia",
    "thường", "trực", "vụ", "khóa", "nhiệm", "cơ", "quan", "liên", "ngành", "cải", "cách", "hành", "chính", "trị", "tổng", "cấp",
    "chủ", "giám", "đốc", "phó", "thủ", "viện", "ngang", "thời", "bầu", "cử", "đại", "biểu", "tổ", "giúp", "việc", "các",
}  # fmt: skip


@cache
def _small_words() -> frozenset[str]:
    """The words that agencies' names write small: bodies, offices, and the second halves of their fields."""
    words = {
        fold(word)
        for agency in agencies()
        for word in agency.name.split()
        if word[:1].islower() and word.isalpha()
    }
    return frozenset((words | _IN_NAMES) - _STOP_TOKENS - {"và", "của"})


_TOKEN = re.compile(r"[^\s,;.:()\"'\[\]\x1f]+")
_OF = re.compile(rf"{B},?{B}(?:do|của)(?![\w]){B}")


_AGENCY_NEXT = re.compile(
    r",[ ]{1,3}(?:bộ|ủy ban|ban|tổng|viện|tòa|ngân hàng|thanh tra|kiểm toán|hội|sở|công an|văn phòng)[ ]"
)


def issuer_behind(scanned: str, text: str, at: int, *, joint: bool = False) -> tuple[int, int] | None:
    """Where the issuer's name runs behind `của`: capitalised words and the small words of agencies' names.

    With `joint` the names of several agencies may follow one another after commas.
    """
    lead = _OF.match(scanned, at)
    if lead is None:
        return None
    shouted = text[lead.start() : lead.end()].strip(" ,").isupper()
    found = name_run(scanned, text, lead.end(), joint=joint, shouted=shouted)
    if found is None:
        return None
    more = _CONGRESS.match(scanned, found[1]) if scanned.startswith("đại hội", found[0]) else None
    if more is None and _STEERING.search(scanned, *found):
        more = _ITS_FIELD.match(scanned, found[1])
    return (found[0], more.end("more")) if more is not None else found


def name_run(
    scanned: str, text: str, start: int, *, joint: bool = False, shouted: bool = False
) -> tuple[int, int] | None:
    """Where the agency's name that begins at `start` runs; `shouted` where all words around are in capitals."""
    small = _small_words()
    session = _SESSION.match(scanned, start)
    end = session.end() if session else start
    words = 0
    after_capital = False
    before = ""
    while words < 24:
        token = _TOKEN.match(scanned, end + _blanks(scanned, end))
        if token is None:
            break
        word, written = token.group(), text[token.start() : token.end()]
        following = _TOKEN.match(scanned, token.end() + _blanks(scanned, token.end()))
        pair = (word, following.group() if following else "")
        next_capital = following is not None and text[following.start()].isupper()
        capital = written[0].isupper()
        deed = pair in _STOP_PAIRS and not (pair == ("chỉ", "đạo") and before == "ban")
        if word == "v/v":
            ends = True
        elif word in ("và", "-", "&", "của") and words:
            ends = not next_capital or (word == "và" and _type_at(scanned, token.end()))
        elif shouted:
            ends = deed or word in _STOP_TOKENS
        elif capital:
            field = not written.isupper() and _FIELD_NEXT.search(scanned, start, token.start()) is not None
            ends = (deed and not field) or (words > 0 and _other_document(scanned, token.start()))
        else:
            ends = deed or word in _STOP_TOKENS or not (after_capital or word in small)
        if ends:
            break
        after_capital = capital and (len(written) == 1 or not written.isupper())
        before = word
        end = token.end()
        words += 1
        if _comma_in_name(scanned, start, end) or (joint and _AGENCY_NEXT.match(scanned, end)):
            end += 1
    name = scanned[start:end].rstrip(" -&,")
    end = start + len(name)
    return (start, end) if end > start and words else None


_CONGRESS = re.compile(r"(?P<more>[ ]{1,3}lần[ ]{1,3}thứ[ ]{1,3}[^\W_]{1,6})")
_STEERING = re.compile(
    r"(?:ban chỉ đạo|tổ công tác|hội đồng|ủy ban)(?: trung ương| quốc gia| nhà nước| tỉnh| thành phố)?$"
)
_ITS_FIELD = re.compile(
    r"(?P<more>[ ]{1,3}về[ ][^;.:()\x1f]{4,140}?),?[ ]{1,3}"
    r"(?=về (?:việc|kế hoạch|chương trình|hoạt động|kết quả|kết luận|nhiệm vụ)|thông báo|ban hành (?:kế hoạch|chương trình|quy chế|quyết định))"
)
"""The field that a steering committee's name goes on with, where the subject follows on it: `Ban Chỉ đạo Trung ương về
phòng, chống tham nhũng, lãng phí, tiêu cực về Chương trình công tác`."""
_SESSION = re.compile(
    r"hội nghị[ ]{1,3}(?:trung ương[ ]{1,3})?(?:lần[ ]{1,3})?thứ[ ]{1,3}[^\W\d_]{2,5}[ ]{1,3}"
    r"(?:(?:một|hai|ba|bốn|tư|lăm|năm|sáu|bảy|tám|chín|mươi)[ ]{1,3}){0,2}(?=ban chấp hành)"
)
"""`Hội nghị lần thứ sáu Ban Chấp hành Trung ương`: its number is a part of the name."""
_FIELD_NEXT = re.compile(r"(?<![\w])(?:bộ|sở|phòng|ban|cục|vụ|trưởng|và|-)[ ]{1,4}$")
"""Behind these a capitalised word names a field, not a deed: Sở Xây dựng."""


def _comma_in_name(scanned: str, start: int, end: int) -> bool:
    if scanned.startswith(", ban bí thư", end) and scanned.startswith("bộ chính trị", start):
        return True
    return re.match(r",[ ]{1,3}(?:thể thao|chủ nhiệm|gia đình)", scanned[end : end + 14]) is not None and (
        re.search(r"(?:văn hóa|bộ trưởng|thể thao)$", scanned[start:end]) is not None
    )


def _blanks(scanned: str, at: int) -> int:
    count = 0
    while scanned.startswith(" ", at + count) and count < 4:
        count += 1
    return count


def _type_at(scanned: str, at: int) -> bool:
    return type_word().match(scanned, at + _blanks(scanned, at)) is not None


def _other_document(scanned: str, at: int) -> bool:
    """Whether another document's name with a number begins at `at` (`Kế hoạch số 12/KH-UBND`)."""
    match = type_word().match(scanned, at + _blanks(scanned, at))
    return (
        match is not None
        and re.match(r"[ ]{0,3}(?:số|\d)", scanned[match.end() : match.end() + 8]) is not None
    )


_SUBJECT = re.compile(
    rf"{B},?{B}(?:(?P<about>(?:về{B}việc|về|v/v){B}:?{B})|(?P<verb>(?=(?:ban hành|phê duyệt|quy định|quyết định|sửa đổi|bổ sung|hướng dẫn|công bố|công nhận|"
    rf"triển khai|thành lập|kiện toàn|giao|điều chỉnh|đẩy mạnh|tăng cường|thông qua|thực hiện|bãi bỏ|thay thế|quy chế|ủy quyền|phân cấp|"
    rf"phân công|xác định|đánh giá|phát động|tổ chức|kết luận|thông báo|đính chính|hợp nhất|đề nghị|chấn chỉnh|một số)(?![\w]))))"
)
_TITLE_STOP = re.compile(
    rf"[;\x1f]|\.(?![\w.])|/\.|[)\]]|,{B}(?:như sau|thực hiện|cụ thể|trong đó|đề nghị|yêu cầu|báo cáo|gồm|bao gồm|sau đây|theo đó|đồng thời|hiện nay|kèm theo|trên cơ sở)(?![\w])"
    rf"|,?{B}(?:đã{B})?được{B}(?:sửa đổi|bổ sung|thay thế|đính chính)|\((?={B}(?:(?:đã{B})?được{B})?(?:sửa đổi|bổ sung|thay thế|sau đây|gọi|có hiệu lực|ban hành kèm))"
    rf"|,{B}(?=(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|sở|bộ|chủ tịch|chính phủ|thủ tướng|văn phòng|ban chỉ đạo)[^,;.:\x1f]{{0,60}}?{B}(?:ban hành|xây dựng|yêu cầu|đề nghị|báo cáo|giao|triển khai|đã|có|tổ chức|thông báo|đề xuất|phê duyệt|hướng dẫn)(?![\w]))"
)
ASIDE = re.compile(
    rf"{B}\((?:nay|cũ|trước đây|trước|sau đây|gọi|viết tắt)[^()\x1f]{{0,120}}\)"
    rf"|(?:,{B}khóa{B}\w{{1,6}})?,?{B}(?:tại{B})?kỳ họp{B}(?:thứ{B})?[^\W_]{{1,6}}(?:{B}mười|{B}một|{B}hai|{B}ba|{B}bốn|{B}năm){{0,2}}(?:{B}\([^()\x1f]{{0,40}}\))?"
)
"""What may stand in brackets between the issuer and the subject: `(nay là Bộ Nông nghiệp và Môi trường)`."""
MOST = 600
"""Characters of a subject, at most."""


def subject_behind(scanned: str, at: int, limit: int) -> tuple[int, int] | None:
    """Where the subject (trích yếu) runs: behind `về việc`, or from `ban hành`, `phê duyệt` … on; up to `;`, `.` or `limit`."""
    lead = _SUBJECT.match(scanned, at)
    if lead is None:
        return None
    start = lead.end()
    limit = min(limit, start + MOST)
    end = start
    while True:
        stop = _TITLE_STOP.search(scanned, end, limit)
        if stop is None:
            end = limit
            break
        end = stop.start()
        words = scanned[start:end]
        if stop.group() != HARD and words.count('"') % 2 and stop.end() < limit:
            end = stop.end()
            continue  # within quotation marks
        if stop.group() in (")", "]") and words.count("(") + words.count("[") > words.count(
            ")"
        ) + words.count("]"):
            end = stop.end()
            continue  # closes what the subject itself opened
        break
    while end > start and scanned[end - 1] in " ,;:-(.":
        end -= 1
    return (start, end) if end > start else None


_LAW_ENDS = rf"{B}(?:[;.(\x1f]|$|,?{B}ngày{B}\d|,?{B}năm{B}\d|,?{B}(?:đã{B})?được{B}(?:sửa|bổ sung)"
LAW_ALONE = re.compile(
    rf"(?:(?<=căn cứ )|(?<=căn cứ các )|(?<=; )|(?<=;)|(?<=, )|(?<=và )|(?<=\x1f))(?P<type>bộ luật|luật|pháp lệnh|hiến pháp)"
    rf"(?:(?P<amending>{B}sửa đổi[^;:.()\x1f\d]{{3,400}}?)(?={_LAW_ENDS}))|(?P<name>[ ][^;:.()\x1f\d]{{3,170}}?)?"
    rf"(?={_LAW_ENDS}|,{B}(?:sửa đổi|bộ luật|luật|pháp lệnh|nghị|quyết|ngày)|{B}và{B}(?:bộ luật|luật|pháp lệnh)(?![\w]))))"
)
"""A law among the grounds without a number: its name runs to its date, its year or the next law."""
