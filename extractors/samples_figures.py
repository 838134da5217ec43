"""Reads figures of survey samples out of running text: counts with a unit, products, and words of approximation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.document import Span
from models.facts import Number

NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,2})?|\d{1,3}(?:,\d{3}){1,3}|\d{1,7}(?:,\d{1,2})?)(?![\d%]|[.,/]\d|\s?%)"
_FREE = r"(?<![\w.,/:])(?<!\d\s-\s)(?<!\d-)"
"""A figure that is no tail of a date, a code, a ratio or a range."""

_UNITS: tuple[tuple[str, str], ...] = (
    (
        "people",
        "cán bộ, công chức, viên chức|cán bộ, công chức|công chức, viên chức|công chức|viên chức|cán bộ|người dân|người|"
        "đại biểu|đối tượng|lãnh đạo|cá nhân|thành viên|nhân viên|giáo viên|học sinh|công dân|hội viên",
    ),
    ("forms", "mẫu phiếu|phiếu khảo sát|phiếu điều tra|phiếu|mẫu khảo sát|mẫu điều tra|mẫu|bảng hỏi"),
    ("households", "hộ gia đình|hộ dân|hộ"),
    ("bodies", "doanh nghiệp|hợp tác xã|đơn vị|cơ quan|tổ chức"),
)
UNIT = (
    "(?:"
    + "|".join(words for _, words in _UNITS)
    + r")(?![^\W\d_])(?!\s(?:số|biểu|đơn|đất|ruộng|hành chính|thứ|đồng)(?![^\W\d_]))"
)
_CLASS = {word: name for name, words in _UNITS for word in words.split("|")}

# what may be multiplied by a quota besides the units themselves
_BODY_WORDS = re.compile(
    r"(?<![^\W\d_])(?:ubnd|ủy ban|hđnd|hội đồng|sở|ban|ngành|huyện|thành phố|thị xã|xã|phường|thị trấn|đặc khu|phòng|thôn|bản|tổ dân phố|"
    r"khu phố|trường|bệnh viện|trung tâm|chi cục|cục|thủ tục|hồ sơ|dịch vụ|lĩnh vực|địa phương|địa bàn|cấp|nhóm|lớp|khối)(?![^\W\d_])"
)
_UNIT_RE = re.compile(rf"(?<![^\W\d_]){UNIT}")
_NOT_SAMPLES = re.compile(
    r"(?<![^\W\d_])(?:đồng|đ|vnđ|vnd|triệu|tỷ|tỉ|nghìn|ngàn|mm|cm|dm|m|m2|m3|km|km2|ha|kg|g|tấn|tạ|lít|ml|giờ|phút|giây|ngày|đêm|tháng|năm|tuần|"
    r"điểm(?! (?:tiếp nhận|điều tra|khảo sát|giao dịch|bưu điện|trường|dân cư|cầu))|px|pixel|inch|gb|mb|tb|kw|kwh|kv|v|w|hz|mbps|lần|buổi|bản|trang|tờ)(?![^\W\d_])|m²|m³|°|%"
)
_SIZE_BEFORE = re.compile(r"(?:khổ|kích thước|cỡ|độ phân giải|diện tích|quy cách|tỷ lệ)[^\n;.]{0,30}$")
_APPROXIMATE = re.compile(
    r"(?<![^\W\d_])(?:khoảng|tối thiểu|tối đa|ít nhất|nhiều nhất|trên|dưới|hơn|gần|dự kiến|không quá|không dưới|không ít hơn|ước|ước tính|"
    r"ước đạt|xấp xỉ|chừng|từ|đến|>|<|≥|≤)(?:\s(?:là|có|khoảng))?\s*$"
)
_APPROXIMATE_AFTER = re.compile(rf"\s*(?:trở lên|trở xuống|-\s*{NUMBER}|đến\s{NUMBER})")

_OPERATOR = re.compile(r"(?<![^\W\d_])[x*](?![^\W\d_])|(?<=\s)nhân với(?=\s)")
_OPERATOR_BEFORE = re.compile(r"(?<![^\W\d_])[x*]\s*\(?\s*$")
_MAX_FACTORS = 5
_NOT_AN_OPERATOR = re.compile(r"(?:khóa|thứ|chương|phần|mục|lớp|kỳ|hạng|đại hội|số)\s*$")
_WORDS = r"[^\d\n;:=()+*]"
_LEFT = re.compile(
    rf"{_FREE}(?P<n>{NUMBER})(?P<words>{_WORDS}{{0,90}}(?:(?<=/)\s?\d{{1,3}}\s{_WORDS}{{1,80}})?)(?:\([^()\n]{{0,120}}\)\s*)?\)?\s*$"
)
_RIGHT_NUMBER = re.compile(rf"\s*\(?\s*(?P<n>{NUMBER})")
_RIGHT_WORDS = re.compile(rf"{_WORDS}{{0,90}}(?:(?<=/)\s?\d{{1,3}}\s{_WORDS}{{1,80}})?")
_EQUALS = re.compile(
    rf"\s*(?:\([^()\n]{{0,120}}\)\s*)?\)?\s*=\s*(?P<about>khoảng\s*)?(?P<n>{NUMBER})(?:\s*(?P<unit>{UNIT}))?"
)
_IN_WORDS = re.compile(
    rf"(?P<words>[^\d\n;:=()+*.]{{0,80}}?)(?:\s(?:bằng|thành)\s(?:là\s)?|,\s*(?:tổng cộng|tổng số|tổng|cộng)(?:\slà)?:?\s+|,\s*(?=khoảng\s))"
    rf"(?P<about>khoảng\s)?\s*(?P<n>{NUMBER})\s*(?P<unit>{UNIT})"
)
_GRAND_TOTAL = re.compile(r"tổng|cộng")
_RESULT_BEFORE = re.compile(
    rf"{_FREE}(?P<n>{NUMBER})\s*(?P<unit>{UNIT})?\s*(?:(?P<eq>=)\s*\(?\s*|:?\s*\(\s*(?:mỗi\s)?(?P<lead>[^\d\n;:=()+*,]{{0,60}}:?\s*))$"
)
_MISSING_LEFT = re.compile(
    r"(?P<words>[^\d\n;:()=]{0,80})(?P<rate>/\s?[^\W\d_]{1,12}(?:\s[^\W\d_]{1,8}){0,2})\s*$"
)
_BLANK = re.compile(r"\s*(?:\.+|_{2,}|[.\s]{4,})\s*(?P<words>[^\d\n;:=()+*.]{1,60})")
_SUM_AROUND = re.compile(r"[+]\s*\(?\s*$|(?<=\d)\s*-\s*\(?\s*$")
_SUM_AFTER = re.compile(r"\s*\)?\s*[+]\s*\(?\s*\d|\s*\)?\s*[x*:]\s*\d")


@dataclass(frozen=True, slots=True)
class Factor:
    """One operand of a product: its value and what stands behind it (`người/01 đơn vị`), folded."""

    value: Number
    words: str

    @property
    def is_rate(self) -> bool:
        return "/" in self.words

    @property
    def unit(self) -> str | None:
        """The sample unit counted: of a rate, what stands above the line."""
        found = _UNIT_RE.search(self.words.split("/")[0])
        return found.group() if found else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count or product as the text has it. `value` is None for a product without a stated result."""

    span: Span
    value: Number | None
    unit: str | None
    approximate: bool
    factors: tuple[Factor, ...] = ()
    factor_missing: bool = False

    @property
    def product(self) -> Number | None:
        """What the factors come to; None for a plain count or where a factor is missing."""
        if len(self.factors) < 2 or self.factor_missing:
            return None
        product: Number = 1
        for factor in self.factors:
            product *= factor.value
        return plain(product)

    @property
    def worth(self) -> Number | None:
        """The stated value, else the computed one."""
        return self.value if self.value is not None else self.product


def plain(number: Number) -> Number:
    """An int where the number is whole."""
    return int(number) if isinstance(number, Fraction) and number.denominator == 1 else number


def parse_number(words: str) -> Number:
    """The value of a written count: `04` 4, `1.600` 1600, `1,600` 1600 (counts have no thousandths), `2,5` 5/2."""
    whole = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", words)
    if "," not in whole:
        return int(whole)
    units, decimals = whole.split(",")
    return plain(Fraction(int(units + decimals), 10 ** len(decimals)))


def unit_class(unit: str | None) -> str | None:
    """What kind of thing a unit counts (people, forms, households, bodies): counts of one kind may be added up."""
    return _CLASS.get(unit) if unit is not None else None


def is_approximate(folded: str, start: int, end: int, floor: int = 0) -> bool:
    """Whether words of approximation stand before the figure at `start` or after the one that ends at `end`."""
    before = folded[max(floor, start - 24) : start]
    return bool(_APPROXIMATE.search(before)) or bool(_APPROXIMATE_AFTER.match(folded, end))


_COUNT = re.compile(
    rf"{_FREE}(?P<n>{NUMBER})\s*(?:\(\s?[^\W\d_][^()\d\n]{{0,30}}\)\s*)?(?P<unit>{UNIT})(?!\s*/)"
)
_QUOTA_BEFORE = re.compile(r"(?:mỗi|từng)\s[^\d\n;.]{1,60}$")


def find_counts(folded: str, start: int, end: int) -> Iterator[Figure]:
    """Plain counts with a unit (`24 người`) in `folded[start:end]`; quotas (`5 người/xã`, `mỗi xã 5 người`) are none."""
    for found in _COUNT.finditer(folded, start, end):
        if _QUOTA_BEFORE.search(folded, max(start, found.start() - 70), found.start()):
            continue
        yield Figure(
            Span(found.start(), found.end()),
            parse_number(found["n"]),
            found["unit"],
            is_approximate(folded, found.start(), found.end(), start),
        )


def find_products(folded: str, start: int, end: int) -> Iterator[Figure]:
    """Products of sample sizes in `folded[start:end]`, one paragraph: quota × units [= size], in any order."""
    done = start
    for operator in _OPERATOR.finditer(folded, start, end):
        if operator.start() < done or _NOT_AN_OPERATOR.search(
            folded, max(done, operator.start() - 12), operator.start()
        ):
            continue
        figure = _product_at(folded, operator, done, end, alone=done == start)
        if figure is not None:
            done = figure.span.end
            yield figure


def _product_at(folded: str, operator: re.Match[str], floor: int, end: int, *, alone: bool) -> Figure | None:
    window = max(floor, operator.start() - 230)
    left = _LEFT.search(folded, window, operator.start())
    if left is None:
        return _missing_left(folded, operator, window, end)
    first = _factor(left["n"], left["words"])
    if first is None or _OPERATOR_BEFORE.search(folded, max(0, left.start() - 4), left.start()):
        return None
    closed = ")" in folded[left.start() : operator.start()]
    if closed and _SUM_AROUND.search(folded, max(0, left.start() - 6), left.start()):
        return None  # (05 lãnh đạo + 10 công chức) x 20 sở
    factors, at, tail = _right_factors(folded, operator.end(), end)
    if not factors:
        return _missing_right(folded, first, left.start(), operator.end(), end)
    factors.insert(0, first)
    return _finish(folded, factors, left.start(), at, tail, floor, end, alone=alone)


def _factor(number: str, words: str) -> Factor | None:
    """`03` and `người/01 đơn vị` as a factor; a ratio of two bare numbers is none."""
    value = parse_number(number)
    words = words.strip()
    below = re.search(r"/\s?(\d{1,3})\s", words)
    if below is not None:
        if int(below[1]) == 0:
            return None
        value = plain(Fraction(value, int(below[1])))
    return Factor(value, words)


def _right_factors(folded: str, at: int, end: int) -> tuple[list[Factor], int, int]:
    """The operands from `at` on, the end of the last one's number, and where its words begin."""
    factors: list[Factor] = []
    number_end = at
    while True:
        number = _RIGHT_NUMBER.match(folded, at, end)
        if number is None:
            return factors, number_end, number_end
        number_end = number.end()
        words = _RIGHT_WORDS.match(folded, number_end, end)
        assert words is not None
        operator = _OPERATOR.search(folded, number_end, min(words.end() + 4, end))
        if operator is None:
            if "(" in number.group() and folded[words.end() : words.end() + 1] == "+":
                return [], number_end, number_end  # 20 sở x (05 lãnh đạo + 10 công chức)
            factor = _factor(number["n"], re.split(r"[,.]\s|[,.]$", words.group())[0])
            if factor is not None:
                factors.append(factor)
            return factors, number_end, number_end
        factor = _factor(number["n"], folded[number_end : operator.start()].rstrip(" )"))
        if factor is None:
            return [], number_end, number_end
        factors.append(factor)
        if len(factors) > _MAX_FACTORS:
            return [], number_end, number_end
        at = operator.end()


def _finish(
    folded: str,
    factors: list[Factor],
    start: int,
    number_end: int,
    tail: int,
    floor: int,
    end: int,
    *,
    alone: bool,
) -> Figure | None:
    """Look for the stated result on either side, and refuse what is no sample.

    `alone` is False behind another product of the paragraph: a `tổng cộng` is then the total of both.
    """
    words_match = _RIGHT_WORDS.match(folded, tail, end)
    assert words_match is not None
    stop = words_match.end()
    stated: Number | None = None
    unit: str | None = None
    about = False
    last = number_end + len(folded[number_end:stop].split(",")[0].split(".")[0].rstrip())
    if _SUM_AROUND.search(folded, max(floor, start - 6), start):
        compound = True
    else:
        compound = bool(_SUM_AFTER.match(folded, stop))
    equals = _EQUALS.match(folded, stop, end)
    in_words = None if equals else _IN_WORDS.match(folded, number_end, end)
    if in_words is not None and not alone and _GRAND_TOTAL.search(folded, number_end, in_words.end()):
        in_words = None
    result = equals or in_words
    if result is not None and not compound:
        if not _SUM_AFTER.match(folded, result.end()):
            stated, unit, about = parse_number(result["n"]), result["unit"], bool(result["about"])
        last = result.end()
        if _NOT_SAMPLES.match(folded[result.end() : result.end() + 12].lstrip()):
            return None
    elif not compound:
        before = _RESULT_BEFORE.search(folded, max(floor, start - 110), start)
        if before is not None and _is_result(before, factors):
            stated, unit = parse_number(before["n"]), before["unit"]
            about = is_approximate(folded, before.start(), before.start(), floor)
            start = before.start()
            last = min(end, last + 1) if before["eq"] is None and folded[last : last + 1] == ")" else last
    if not _is_sample(folded, factors, unit, start, floor):
        return None
    approximate = about or is_approximate(folded, start, start, floor)
    figure = Figure(Span(start, last), stated, unit or _unit_of(factors), approximate, tuple(factors))
    return _rounded(figure)


def _rounded(figure: Figure) -> Figure:
    """A whole result of broken factors was rounded: it is approximate if it is off by less than one."""
    product = figure.product
    if isinstance(product, Fraction) and isinstance(figure.value, int) and abs(figure.value - product) < 1:
        return Figure(figure.span, figure.value, figure.unit, True, figure.factors)
    return figure


def _is_result(before: re.Match[str], factors: list[Factor]) -> bool:
    """Whether `36 người (` before a product is its result: the unit must be what the product counts."""
    if before["eq"] is not None:
        return True
    if before["unit"] is None:
        return False
    rates = [factor for factor in factors if factor.is_rate]
    units = [factor.unit for factor in (rates or factors)]
    value = parse_number(before["n"])
    if any(factor.value == value and factor.unit == before["unit"] for factor in factors):
        return False
    kinds = {unit_class(unit) for unit in units if unit is not None}
    if rates:
        return unit_class(before["unit"]) in kinds
    return before["unit"] in units or (not kinds and unit_class(before["unit"]) in ("people", "forms"))


def _is_sample(folded: str, factors: list[Factor], unit: str | None, start: int, floor: int) -> bool:
    if any(_NOT_SAMPLES.search(re.sub(r"/\s?\d", "/", factor.words.split(",")[0])) for factor in factors):
        return False
    if _SIZE_BEFORE.search(folded, max(floor, start - 45), start):
        return False
    if unit is not None or any(factor.unit for factor in factors):
        return True
    return any(factor.is_rate and _BODY_WORDS.search(factor.words) for factor in factors)


def _unit_of(factors: list[Factor]) -> str | None:
    """The unit of a product without a stated one: of its rate (`người/đơn vị`), else of people or forms among the factors."""
    for factor in factors:
        if factor.is_rate and factor.unit:
            return factor.unit
    for factor in factors:
        if unit_class(factor.unit) in ("people", "forms", "households"):
            return factor.unit
    return next((factor.unit for factor in factors if factor.unit), None)


def _missing_left(folded: str, operator: re.Match[str], window: int, end: int) -> Figure | None:
    """`tất cả lãnh đạo/huyện x 8 huyện`: the quota before the stroke is not there."""
    left = _MISSING_LEFT.search(folded, window, operator.start())
    if left is None:
        return None
    factors, number_end, tail = _right_factors(folded, operator.end(), end)
    if len(factors) != 1 or not (_BODY_WORDS.search(factors[0].words) or factors[0].unit):
        return None
    start = _phrase_start(folded, left, window)
    finished = _finish(folded, factors, start, number_end, tail, start, end, alone=True)
    if finished is None:
        return None
    unit = finished.unit if finished.value is not None else None
    return Figure(finished.span, finished.value, unit, finished.approximate, tuple(factors), True)


def _phrase_start(folded: str, left: re.Match[str], window: int) -> int:
    """Where the words before the stroke begin (`tất cả lãnh đạo/huyện`): behind the last mark, at a whole word."""
    first, last = left.span("words")
    marks = [
        found.end()
        for found in re.finditer(r"[,;]\s|(?<=[^\W\d_]{2})\.\s|(?:^|\s)[-+*]\s", folded[first:last])
    ]
    start = first + (marks[-1] if marks else 0)
    if start == first and first > window and folded[first - 1].isalnum() and " " in folded[first:last]:
        start = folded.index(" ", first)
    words = folded[start:last]
    return start + len(words) - len(words.lstrip(" -+*")) if words.strip(" -+*") else left.start("rate")


def _missing_right(folded: str, first: Factor, start: int, at: int, end: int) -> Figure | None:
    """`03 người/xã x … xã = 54 người`: dots where the number of units should stand."""
    blank = _BLANK.match(folded, at, end)
    if blank is None or not first.is_rate or not _is_sample(folded, [first], None, start, start):
        return None
    result = _EQUALS.match(folded, blank.end(), end)
    stated = parse_number(result["n"]) if result else None
    stop = result.end() if result else blank.end()
    return Figure(Span(start, stop), stated, first.unit, False, (first,), True)
