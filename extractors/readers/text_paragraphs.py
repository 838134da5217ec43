"""From lines to paragraphs: which line goes on where the one before it broke off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from extractors.clean import Clean
from extractors.readers.text_lines import Line

Mode = Literal["lines", "blank", "packed"]
"""How a file sets its paragraphs: one a line; wrapped with blank lines between; wrapped, no sign between."""

_ENUMERATOR = re.compile(
    r"""
      [-+*•▪●○■□◦➢✓►](?:\s|(?=[^\W\d]))
    | [ivxlc]{1,6}[.)](?:\s|(?=[^\W\d_]{2})|$)
    | \d{1,3}(?:\.\d{1,3}){0,4}[.)](?:\s|(?=[^\W\d])|$)
    | \d{1,2}(?:\.\d{1,2}){1,4}\s(?=[^\W\d_])
    | [a-zđ]\d?(?:\)|\.\s)
    | (?:\d{1,2}|[a-zđ]|[ivx]{1,4})/\s(?=[^\W\d_])
    | [ivx]{1,4}\s?-\s(?=[^\W\d_]{2})
    | \((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s
    | \[\d{1,3}\]
    | (?:điều|chương|mục|phần|tiểu\ mục)\s+(?:\d{1,3}[a-zđ]?|[ivxlc]{1,6})(?:[.:]|$)
    | phần\ thứ\ \w{2,5}[.:\s]?$
    | phụ\ lục(?:\s+(?:số\s+)?[\divxlc]{1,4}[a-z]?)?[.:]?$
    """,
    re.VERBOSE,
)
_WEAK = re.compile(r"[-+]\s(?:[^\W\d_]|\d)|(?:điều|mục|chương|phần)\s")
_LABEL = re.compile(
    r"(?:thời (?:gian|hạn|điểm)|cơ quan|đơn vị|bộ phận|nơi nhận|kính gửi|số|lưu ý|ghi chú|chủ trì|phối hợp|"
    r"kinh phí|địa điểm|thành phần|hình thức|sản phẩm|kết quả|đối tượng|nội dung|tiến độ|người|trách nhiệm|"
    r"phương thức|yêu cầu|mục đích|số lượng|đơn vị tính|đvt)[^:;.,]{0,60}:"
)
_STARTER = re.compile(
    r"(?:căn cứ (?:các |vào )?(?:luật|nghị|quyết|thông|kế|công|bộ luật|hiến|pháp|chỉ|văn|hướng|điều|chương|đề|khoản)|"
    r"(?:theo|xét) đề nghị (?:của|tại)|nơi nhận|kính gửi|kèm theo |\((?:ban hành )?kèm theo |cộng hòa xã hội|"
    r"độc lập ?- ?tự do|ký bởi|trên đây là )"
)
_SIGNATURE = re.compile(
    r"(?:tm\.?|kt\.?|tl\.?|tuq\.?|q\.)\s|(?:phó |quyền )?(?:chủ tịch|chủ nhiệm|giám đốc|tổng giám đốc|bộ trưởng|"
    r"thứ trưởng|chánh|cục trưởng|vụ trưởng|trưởng |thủ tướng|viện trưởng|hiệu trưởng|tổng |bí thư)|"
    r"(?:phó|thứ) "
)
_GOES_ON = re.compile(
    r"(?:nhân dân|dân|(?:hòa )?(?:xã hội )?chủ nghĩa việt nam|xã hội chủ nghĩa|hội chủ nghĩa|nghĩa việt nam|"
    r"việt nam|nam|phủ)(?:\s|$)"
)
_CUT_NAME = re.compile(
    r"(?:ủy ban|ủy|ban nhân|nhân|cộng|cộng hòa|hòa|xã|xã hội|hội|chủ|nghĩa|việt|chính|hội đồng|hội đồng nhân)$"
)
_TYPE_LINE = re.compile(
    r"(?:kế hoạch|quyết định|quyết nghị|nghị quyết|nghị định|thông tư|chỉ thị|thông báo|báo cáo|tờ trình|công điện|"
    r"hướng dẫn|chương trình|đề án|phương án|dự án|quy chế|quy định|thông cáo|hợp đồng|biên bản|công văn|giấy mời|"
    r"phụ lục(?:\s+(?:số\s+)?[\divxlc]{1,4})?|danh mục|danh sách|biểu mẫu|mẫu|bảng|dự thảo)\s*:?"
)
_DANGLING = re.compile(
    r"(?:^|\s|\()(?:và|hoặc|của|với|cho|từ|là|về|các|những|mọi|mỗi|để|mà|đến|nhằm|thuộc|trong|giữa|vào|"
    r"(?<!nêu )(?<!như )(?<!kể )(?<!nói )trên|(?<!kèm )(?<!tiếp )theo|(?<!hiện )(?<!tồn )tại|điều|"
    r"(?<!hằng )(?<!hàng )(?<!mỗi )ngày|(?<!hằng )(?<!hàng )tháng|đến cấp|cấp độ|ủy|"
    r"(?:định|tư|hoạch|văn|quyết|luật|trình|thị|bản|báo|cáo|dẫn|luận|điện|lệnh) số)$"
)
_BARE = re.compile(r"(?:điều )?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|[ivxlc]{1,6}[.)]|[a-zđ]\)|[-+]")
"""A label that waits for its words."""
_PROXY = re.compile(r"(?:tm|kt|tl|tuq|q)\.?")
_LISTED = re.compile(r"[A-ZĐ]\w*,")
_AUTHORITY = re.compile(
    r"(?:ủy ban nhân dân|hội đồng nhân dân|bộ trưởng|chính phủ|thủ tướng|thống đốc|tổng thanh tra)"
)
_AWAITS_NUMBER = re.compile(
    r"(?:^|\s)(?:(?<!tài )(?<!điều )khoản|(?<!địa )(?<!quan )(?<!thời )điểm|năm|tháng|ngày|quý|mục|điều|số|từ|đến|hơn)$"
)
_AWAITS_NAME = re.compile(r"(?:^|\s)(?<!pháp )(?<!kỷ )luật$")
_FINISHED = re.compile(r"[.;:!?…][\"'”’)\]]{0,3}$|[.;:!?…]/?\.?$")
_TIGHT = re.compile(r"\w-$|[\w.]/$")
_NUMBER_HEAD = re.compile(r"\d{1,5}(?:/\d{4})?(?:/[A-ZĐ][\w&]{0,15}(?:-[A-ZĐ][\w&]{0,15}){0,3})?$")
_NUMBER_START = re.compile(r"\d{1,5}(?:/\d{4})?[/-][A-ZĐ]")
_NUMBER_TAIL = re.compile(r"(?:-|/)[A-ZĐ][\w&]*")
_FIRST_WORD = re.compile(r"\S+")
_NARROWEST = 25
"""No page is wrapped to fewer characters: short lines that begin small are a list."""
_URL = re.compile(r"(?:https?://|www\.)\S+$")


@dataclass
class Paragraph:
    """Lines that belong together; `glue[i]` stands before `pieces[i]` (nothing or a blank)."""

    number: int
    pieces: list[Clean]
    glue: list[str]
    bold: bool

    @property
    def text(self) -> str:
        return "".join(glue + piece.text for glue, piece in zip(self.glue, self.pieces, strict=True))


@dataclass
class Habit:
    """What was learned from a file's lines: how it sets paragraphs, and how wide."""

    mode: Mode
    width: float = 80.0
    """Characters that fit on a wrapped line."""
    first: list[int] = field(default_factory=lambda: [0] * 200)
    """How many first lines of paragraphs may have broken at each width: markup in the page's source had
    taken the rest of the line, so first lines are often much shorter than the others."""
    firsts: int = 0
    full_firsts: int = 0
    """First lines that were as full as any other."""

    def full(self, line: Line, following: Line) -> bool:
        """Whether the first word of `following` would not have fitted on `line` any more."""
        return len(line.text) + 1 + len(_word(following)) >= 0.92 * self.width

    def first_fits(self, line: Line, following: Line) -> float:
        """The share of first lines that broke where `line` did (0 to 1; 0 when too few are known)."""
        if self.firsts < 3:
            return 0.0
        low = len(line.text)
        high = low + len(_word(following))
        return max(self.first[low : high + 1], default=0) / self.firsts

    def learn_firsts(self, groups: Iterable[list[Line]]) -> None:
        """Note where first lines broke, from those that certainly did."""
        for lines in groups:
            for index, (line, following) in enumerate(pairwise(lines)):
                begins = index == 0 or line.after_blank or self._clearly_begins(lines[index - 1], line)
                if not begins or not _surely_goes_on(line, following):
                    continue
                if len(line.text) >= 0.85 * self.width:
                    self.full_firsts += 1
                    continue
                self.firsts += 1
                low = len(line.text)
                for at in range(low, min(low + len(_word(following)) + 1, len(self.first))):
                    self.first[at] += 1

    def _clearly_begins(self, before: Line, line: Line) -> bool:
        ended = _is_finished(before) and not self.full(before, line) and not line.text[:1].islower()
        return ended or _begins(before, line)

    def always_short_firsts(self) -> bool:
        """Whether first lines are never full: then a full line is never a first one."""
        return self.firsts >= 5 and self.full_firsts * 20 <= self.firsts

    def for_cells(self) -> Habit:
        """The habit for lines in table cells: never a blank line between paragraphs."""
        return Habit("lines" if self.mode == "lines" else "packed", self.width)


def learn_habit(groups: list[list[Line]], cells: list[list[Line]]) -> Habit:
    """Decide how a file sets its paragraphs from its lines outside and inside table cells."""
    lines = [line for group in groups for line in group]
    everything = lines + [line for group in cells for line in group]
    total = sum(len(line.text) for line in everything)
    long = sum(len(line.text) for line in everything if len(line.text) > 130)
    goes_on = [
        (before, line)
        for group in groups + cells
        for before, line in pairwise(group)
        if _surely_goes_on(before, line)
    ]
    if not everything or long * 3 > total or len(goes_on) < 1 or len(goes_on) * 25 < len(everything):
        return Habit("lines")
    lengths = sorted(len(before.text) for before, _ in goes_on)
    widest = lengths[int(len(lengths) * 0.9)]
    if widest < _NARROWEST and all(len(group) < 2 for group in cells):
        return Habit("lines")
    mode: Mode = "packed"
    pairs = [pair for group in groups for pair in pairwise(group)]
    starts = [line for before, line in pairs if _begins(before, line)]
    apart = sum(line.after_blank for line in starts)
    torn = sum(line.after_blank for _, line in goes_on)
    if starts and apart >= 0.85 * len(starts) and torn <= 0.1 * len(goes_on):
        mode = "blank"
    habit = Habit(mode, float(max(widest, 40)))
    habit.learn_firsts(groups)
    return habit


def build_paragraphs(lines: list[Line], habit: Habit) -> Iterator[Paragraph]:
    """Put lines together to paragraphs, in order; every line ends up in exactly one."""
    current: list[Line] = []
    glue: list[str] = []
    for index, line in enumerate(lines):
        joint = None
        if current:
            following = lines[index + 1] if index + 1 < len(lines) else None
            joint = _joint(current, line, following, habit)
        if joint is None:
            if current:
                yield _paragraph(current, glue)
            current, glue = [line], [""]
        else:
            current.append(line)
            glue.append(joint)
    if current:
        yield _paragraph(current, glue)


def _paragraph(lines: list[Line], glue: list[str]) -> Paragraph:
    return Paragraph(lines[0].number, [line.clean for line in lines], glue, all(line.bold for line in lines))


def _joint(current: list[Line], line: Line, following: Line | None, habit: Habit) -> str | None:
    """What stands between a paragraph so far and `line`: "" or a blank; None when `line` begins a new one."""
    before = current[-1]
    if line.forced or line.heading:
        return None
    if before.heading:
        wrapped = (
            habit.mode != "lines" and not line.after_blank and _is_caps(before.text) and _is_caps(line.text)
        )
        return (
            " "
            if wrapped and not _TYPE_LINE.fullmatch(before.folded) and not _is_start(before, line, habit)
            else None
        )
    if _number_goes_on(before, line):
        return ""
    if before.folded.endswith(" số") and _NUMBER_START.match(line.text):
        return " "
    if _goes_on(current, line, following, habit):
        return "" if _TIGHT.search(before.text) else " "
    return None


def _goes_on(current: list[Line], line: Line, following: Line | None, habit: Habit) -> bool:
    before = current[-1]
    if len(current) == 1 and _BARE.fullmatch(before.folded) and not line.after_blank:
        return not _ENUMERATOR.match(line.folded)
    if habit.mode == "lines":
        return _goes_on_unwrapped(current, line)
    if before.hard_break and habit.mode == "blank":
        return False
    if habit.mode == "blank" and line.after_blank:
        return _torn_apart(current, line)
    if habit.mode == "blank":
        return _goes_on_in_run(before, line, habit)
    if _URL.match(line.folded) and line.after_blank:
        return False
    if _PROXY.fullmatch(before.folded):
        return True
    if _is_caps(before.text) and not before.text.endswith(",") and _is_signature(line):
        return False
    open_run = before.open_end and line.open_start and not line.after_blank
    if open_run and not (_is_finished(before) and _ENUMERATOR.match(line.folded)):
        return True
    if _is_dangling(before) and not (line.after_blank and _ENUMERATOR.match(line.folded)):
        return True
    if not line.after_blank and not _ENUMERATOR.match(line.folded) and _awaits(current, line):
        return True
    if _CUT_NAME.search(before.folded) and _GOES_ON.match(line.folded) and _is_caps(line.text):
        return True
    if _is_start(before, line, habit):
        return False
    if len(current) == 1 and _is_caps(before.text) and _TYPE_LINE.fullmatch(before.folded):
        return False
    if _changes_face(current, line):
        return False
    if line.text[:1].islower():
        if not _is_finished(before) or habit.full(before, line):
            return True
        # a website's links break lines anywhere; a paragraph that begins with a small letter is rarer still
        return before.text.endswith((";", ":", "]")) and not line.after_blank
    return _capital_goes_on(current, line, following, habit)


def _goes_on_unwrapped(current: list[Line], line: Line) -> bool:
    before = current[-1]
    if line.after_blank:
        return _torn_apart(current, line)
    if before.hard_break or _is_signature(line) or _ENUMERATOR.match(line.folded):
        return False
    return before.open_end and line.open_start


def _goes_on_in_run(before: Line, line: Line, habit: Habit) -> bool:
    """Within a run of lines that blank lines set apart: everything goes on but plain new points."""
    if _is_dangling(before) or not _is_finished(before):
        closed = before.marked and line.marked and not line.open_start and _is_caps(line.text)
        return not (closed and _is_caps(before.text) and not habit.full(before, line))
    strong = _ENUMERATOR.match(line.folded) and not line.text[:1].isdigit()
    return not strong or len(before.text) < 4


def _torn_apart(current: list[Line], line: Line) -> bool:
    """A blank line inside a sentence: a page ended there."""
    before = current[-1]
    return (
        line.text[:1].islower()
        and not _is_finished(before)
        and not _is_caps(before.text)
        and not _ENUMERATOR.match(line.folded)
        and not _URL.match(line.folded)
        and sum(len(each.text) for each in current[-8:]) > 60
    )


def _is_start(before: Line, line: Line, habit: Habit) -> bool:
    """Whether `line` opens with something that only a new paragraph opens with."""
    folded = line.folded
    if _ENUMERATOR.match(folded):
        weak = _WEAK.match(folded) and (
            folded[:1] not in "-+" or line.text[2:3].islower() or line.text[2:3].isdigit()
        )
        return not (weak and not _is_finished(before) and habit.full(before, line) and not line.after_blank)
    if line.text[:1].islower():
        return False
    if _STARTER.match(folded):
        return True
    return bool(_LABEL.match(folded)) and (_is_finished(before) or not habit.full(before, line))


def _awaits(current: list[Line], line: Line) -> bool:
    """Words that call for what `line` begins with: `khoản` a number, `Luật` a name, a bracket its end."""
    before = current[-1]
    if _is_finished(before):
        return False
    last = before.folded[-20:]
    if line.text[:1].isdigit() and _AWAITS_NUMBER.search(last):
        return True
    if line.text[:1].isupper() and _AWAITS_NAME.search(last):
        return True
    opened = sum(each.text.count("(") - each.text.count(")") for each in current[-12:])
    return opened > 0 and ")" in line.text


def _changes_face(current: list[Line], line: Line) -> bool:
    """Capitals against small letters, bold against plain: headings and names stand for themselves."""
    before = current[-1]
    if line.text[:1].islower():
        return False
    capitals = _is_caps(line.text) and len(line.text.split()) > 1
    if capitals != _is_caps(before.text) and (capitals or len(before.text.split()) > 1):
        return True
    if line.open_start:
        return False
    if line.marked != (current[0].marked and before.marked):
        return True
    return line.marked and bool(line.clean.stars) and bool(before.clean.stars)


def _capital_goes_on(current: list[Line], line: Line, following: Line | None, habit: Habit) -> bool:
    """A line that begins with a capital, a digit or a sign: the widths must decide."""
    before = current[-1]
    if before.text.endswith(","):
        return True
    finished = _is_finished(before)
    wide = following is not None and habit.full(line, following)
    if habit.full(before, line):
        if not finished:
            return True
        # where first lines are short, a line that is full can only go on
        return (
            before.text.endswith(".")
            and not line.after_blank
            and wide
            and habit.firsts >= 3
            and len(current) > 1
        )
    if finished or line.after_blank:
        return False
    if "," in before.text and _LISTED.match(line.text):
        return True
    if _is_caps(before.text) and _is_caps(line.text):
        return _title_goes_on(before, line, habit)
    if len(current) > 1:
        return False
    share = habit.first_fits(before, line)
    if wide:
        return share >= 0.1 or habit.always_short_firsts()
    if following is not None and _surely_goes_on(line, following):
        return False
    return share >= (0.08 if len(line.text.split()) == 1 else 0.3)


def _title_goes_on(before: Line, line: Line, habit: Habit) -> bool:
    """Capitals under capitals: a title fills its lines, an agency's name and a signature do not."""
    if len(before.text.split()) == 1 or (line.text.isalpha() and len(line.text) > 1):
        return True
    if _AUTHORITY.match(line.folded) and len(line.text) < 0.8 * habit.width:
        return False
    return len(line.text) >= 0.8 * habit.width or len(before.text) >= 0.6 * habit.width


def _begins(before: Line, line: Line) -> bool:
    """A line that certainly begins a paragraph."""
    return bool(_ENUMERATOR.match(line.folded)) and _is_finished(before)


def _surely_goes_on(before: Line, line: Line) -> bool:
    """A line that certainly goes on: a small letter after words that have not ended."""
    return (
        line.text[:1].islower()
        and not _is_finished(before)
        and not _ENUMERATOR.match(line.folded)
        and not _URL.match(line.folded)
        and not line.forced
        and not (_is_caps(before.text) and _TYPE_LINE.fullmatch(before.folded))
    )


def _number_goes_on(before: Line, line: Line) -> bool:
    """A document number that the line's end broke: `63/KH-` `UBND`, `63/KH` `-UBND`, `10-` `CTr/TU`."""
    last = before.text.rsplit(" ", 1)[-1]
    if last.endswith(("-", "/")) and any(char.isdigit() for char in last) and line.text[:1].isalpha():
        return bool(_NUMBER_HEAD.search(last[:-1])) and line.text[:1].isupper()
    return bool(_NUMBER_HEAD.search(last)) and bool(_NUMBER_TAIL.match(line.text)) and not line.after_blank


def _is_signature(line: Line) -> bool:
    return _is_caps(line.text) and bool(_SIGNATURE.match(line.folded))


def _is_finished(line: Line) -> bool:
    return bool(_FINISHED.search(line.text))


def _is_dangling(line: Line) -> bool:
    return bool(_DANGLING.search(line.folded[-40:]))


def _is_caps(text: str) -> bool:
    return text.isupper()


def _word(line: Line) -> str:
    match = _FIRST_WORD.match(line.text)
    return match.group() if match else ""
