"""Times without a date: what recurs (hằng năm, định kỳ), what depends (khi có yêu cầu, theo hướng dẫn), terms of days."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from models.document import Span
from models.facts import Period
from models.text import squeeze

_B = "[ ]{0,4}"
_EVERY = r"(?:hằng|hàng|mỗi)"
_UNIT = r"(?:ngày|tuần|tháng|quý|quí|năm|kỳ)"

RECURRING_TAIL = re.compile(
    rf"{_B},?{_B}\(?(?:của{_B}|các{_B}|định kỳ{_B}){{0,2}}{_EVERY}{_B}{_UNIT}(?![\w]){_B}\)?"
)
"""What makes a date of a day and a month return: `ngày 20/11 hằng năm`."""

_LEAD = r"(?:(?:(?:chậm nhất|muộn nhất)(?: là| vào| đến)?|(?:hoàn thành |xong )?trước|vào|(?:từ(?: ngày)? \d{1,2}(?:/\d{1,2})? )?đến(?: hết)?|từ|không quá)[ ]{0,4})?"
_CONDITIONS = (
    # a day of every month or quarter: trước ngày 05 hằng tháng, ngày 20 của tháng cuối quý
    rf"(?P<day>{_LEAD}(?:ngày{_B})\d{{1,2}}(?:{_B}(?:/|tháng){_B}\d{{1,2}})?(?![\d/.-]){_B}(?:,{_B})?(?:của{_B})?"
    rf"(?:{_EVERY}{_B}{_UNIT}|tháng{_B}(?:cuối|đầu|thứ|tiếp theo|sau|kế tiếp|liền kề)(?:{_B}(?:của{_B})?(?:{_EVERY}{_B})?(?:quý|kỳ|năm|hai|ba)){{0,2}}))(?![\w])",
    # a term of days: trong vòng 05 (năm) ngày làm việc kể từ ngày ...
    rf"(?P<term>(?:(?:chậm nhất|muộn nhất|trễ nhất)(?:{_B}(?:là|vào|sau)){{0,3}}{_B}(?:trong (?:vòng|thời hạn) )?|trong (?:vòng|thời hạn|thời gian)(?: tối đa| không quá| khoảng)?{_B}|"
    rf"(?P<weak>(?:không quá|tối đa|sau|trước)(?: trong)?){_B})\d{{1,3}}(?:{_B}\([^()\d]{{1,30}}\))?{_B}(?:ngày|tháng|năm|giờ|tuần)(?:{_B}làm việc)?(?![\w])"
    rf"(?!{_B}\d)(?P<tail>{_B},?{_B}(?:(?:kể|tính){_B})?(?:từ|sau|trước)(?: khi| ngày| thời điểm| lúc)?(?=[ ])[^,;.:\x1f]{{0,80}})?)",
    rf"(?P<every>(?<!ngân )(?<!khách )(?<!gian )(?<!mặt )(?<!cửa )(?<!bán )(?<!giao )(?<!đơn )(?<!nhà )(?<!đặt )(?<!mua )(?<!nhập )(?<!lô )(?<!tải )"
    rf"(?:định kỳ{_B})?(?:hằng|hàng|mỗi){_B}(?:ngày|tuần|tháng|quý|quí|năm)(?:{_B}(?:,|và|hoặc){_B}(?:(?:hằng|hàng|mỗi){_B})?(?:tuần|tháng|quý|năm)){{0,3}})(?![\w])(?!{_B}\d)",
    rf"(?P<regular>định kỳ(?:{_B}\d{{1,2}}{_B}(?:ngày|tuần|tháng|năm)(?:{_B}(?:/{_B})?(?:\d{{1,2}}|một){_B}lần)?)?)(?![\w])",
    r"(?P<always>(?<!chi )(?<!vụ )(?<!dục )(?<!phí )(?<!không )(?<!khoản )(?<!tục )(?<!sách )thường xuyên)(?![\w])(?! và đầu tư)",
    r"(?P<asked>khi (?:có|được)(?: sự)? (?:yêu cầu|đề nghị|chỉ đạo|hướng dẫn)(?: của)?[^,;.:()\x1f]{0,60})",
)
_FIND = re.compile(r"(?<![\w])(?:" + "|".join(_CONDITIONS) + ")")
_START = re.compile(
    r"(?:chậm|muộn|trễ) nhất|(?:hoàn thành |xong )?trước (?:ngày )?\d|trong (?:vòng|thời)|(?:vào|đến|từ) ngày|ngày[ ]{1,4}\d|"
    r"(?:không quá|tối đa|sau)(?: trong)? (?:ngày )?\d|(?:hằng|hàng|mỗi) [ntq]|định kỳ|thường xuyên|khi (?:có|được) "
)
"""What those conditions begin with: looked for first, for speed."""
_RECURRING = ("day", "every", "regular", "always")

_LABEL = re.compile(r"thời (?:gian|hạn)[^:;.\d\x1f]{0,60}:[ ]{0,4}")
_DEPENDS = re.compile(
    r"(?:(?:thực hiện )?(?:theo|khi|sau khi|ngay sau|ngay khi|trong suốt|trong quá trình|tùy|căn cứ|đến khi|trước khi|cùng thời điểm|trong kỳ|"
    r"đồng thời|sau)(?=[ ]).{1,200}|(?:thường xuyên|liên tục|đột xuất|hằng ngày|hàng ngày|định kỳ|khi cần|cả năm|trong cả năm|trong kỳ)(?![\w]).{0,120})"
)
_WORK = re.compile(r"(?<![\w])(?:trước|chậm nhất|muộn nhất|đến hết|hạn cuối)(?= (?:ngày )?\d)")


def find_conditions(scanned: str, text: str) -> list[Period]:
    """The times without a date in a scanned text, in order."""
    found: list[Period] = []
    end = 0
    for begin in _START.finditer(scanned):
        match = _FIND.match(scanned, begin.start()) if begin.start() >= end else None
        if match is None:
            continue
        kind = match.lastgroup or ""
        if match["term"]:
            kind = "term"
            if match["weak"] and not match["tail"]:
                continue  # `sau 05 năm thực hiện`, `không quá 10 ngày` of something
        elif match["day"]:
            kind = "day"
        end = match.start() + len(match.group().rstrip())
        if match.group().count(")") > match.group().count("(") and scanned[end - 1] == ")":
            end -= 1
        found.append(_condition(text, Span(match.start(), end), recurring=kind in _RECURRING))
    return found


def condition_at_start(scanned: str, text: str) -> Period | None:
    """The condition that a whole cell or line tells (`Theo hướng dẫn của Bộ Nội vụ`, `Thường xuyên`)."""
    at = len(scanned) - len(scanned.lstrip(" -+.:•"))
    match = _DEPENDS.match(scanned, at)
    if match is None or _WORK.search(scanned, at):
        return None
    words = match.group()
    end = at + len(words.rstrip(" .;,/"))
    return _condition(text, Span(at, end), recurring=_recurs(words))


def labelled_condition(scanned: str, text: str, periods: Sequence[Period]) -> list[Period]:
    """Conditions behind `Thời gian: …` in paragraphs that give no other time."""
    starts = sorted(period.span.start for period in periods if period.span is not None)
    found = []
    for match in _LABEL.finditer(scanned):
        end = scanned.find("\x1f", match.end())
        end = min(len(scanned) if end < 0 else end, match.end() + 240)
        at = bisect_right(starts, match.end() - 1)
        if at < len(starts) and starts[at] < end:
            continue
        words = scanned[match.end() : end]
        depends = _DEPENDS.match(words)
        if depends is None:
            continue
        said = re.split(r"[;.]", depends.group())[0].rstrip(" ,/")
        found.append(_condition(text, Span(match.end(), match.end() + len(said)), recurring=_recurs(said)))
    return found


def _recurs(words: str) -> bool:
    return re.match(r"(?:thường xuyên|liên tục|định kỳ|hằng|hàng)", words) is not None


def _condition(text: str, span: Span, *, recurring: bool) -> Period:
    return Period(
        squeeze(text[span.start : span.end].replace("*", " ")),
        None,
        None,
        "condition",
        span,
        recurring=recurring,
    )
