"""Reads who appraises or answers for which fields and criteria, from lists, sentences and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.criteria_names import usual_field
from extractors.samples_rows import UNLABELLED, Row, read_rows
from extractors.tables import ReadTable, cell_words, folded_cell, is_row_number, read_table
from models.document import Document, Span, Table
from models.facts import Assignment
from models.outline import Outline
from models.text import fold, squeeze

_BODY = (
    r"(?:các )?(?:sở|văn phòng|ban(?! hành)|phòng(?! chống| ngừa)|công an|thanh tra|bộ(?! chỉ số| tiêu chí| câu hỏi| phiếu)|vụ|cục|ubnd|ủy ban nhân dân|ủy ban mặt trận|ủy ban|hội đồng|tổ thư ký|tổ giúp việc|"
    r"chi cục|kho bạc|bảo hiểm xã hội|trung tâm|công chức|cán bộ|bộ phận|viện|đài|báo(?! cáo))(?![^\W\d_])"
)
_AGENCY_HEAD = re.compile(
    rf"{_BODY}[^\n:;.]{{0,110}}?(?=\s*(?:có trách nhiệm|chịu trách nhiệm)?\s*[:.]?\s*$)"
)
_NOT_A_NAME = re.compile(
    r"\d|(?<![^\W\d_])(?:gồm|thẩm định|đánh giá|chấm điểm|phối hợp|tham mưu|thực hiện|tổ chức thực|hướng dẫn|xây dựng kế|tổng hợp|rà soát|theo dõi|ban hành|"
    r"báo cáo|triển khai|chủ trì|tự chấm|kiểm tra)(?![^\W\d_])"
)
_VERB = r"(?:thẩm định|đánh giá|chấm điểm|theo dõi|phụ trách|chịu trách nhiệm|chủ trì|tham mưu|tổng hợp|rà soát|phân công|cung cấp|thực hiện)"
_AGENCY_THEN_WORK = re.compile(
    rf"(?:giao |phân công )?(?P<agency>{_BODY}[^\n:;.]{{0,100}}?)\s*(?::|,?\s(?:có trách nhiệm|chịu trách nhiệm|chủ trì|thẩm định|đánh giá|phụ trách|theo dõi|trực tiếp|tham mưu))(?![^\W\d_])"
)
_CHARGE = re.compile(
    rf"(?<![^\W\d_]){_VERB}(?![^\W\d_])[^\n;]{{0,260}}?(?<!trong )(?<!trong các )(?P<head>(?:(?:về |đối với |của |nội dung |thuộc |kết quả )*(?:các |nhóm )?(?:lĩnh vực|tiêu chí thành phần|tiêu chí|tctp)))(?![^\W\d_])"
)
_NOT_THE_ITEM = re.compile(
    r"\s*(?:được|do|theo|của|liên quan|có liên quan|thuộc|trong|tại|nêu|quy định|đã|phụ trách|quản lý|mình|và tiêu chí|,? tiêu chí thành phần|chưa|không|mà|này|trên|đó|cụ thể|xã hội học|điều tra|năm|đánh giá|cải cách hành chính (?:được|theo|thuộc|của|do))(?![^\W\d_])"
)
_ANNOUNCES = re.compile(
    r"[\s,]*(?:gồm|bao gồm|sau|sau đây|như sau|cụ thể)?\s*(?:có\s)?(?:\d{1,2} (?:lĩnh vực|tiêu chí|tiêu chí thành phần))?\s*(?:sau|sau đây|như sau)?\s*:?\s*$"
)
_PARTIAL = re.compile(
    r",?\s*(?:gồm|bao gồm|cụ thể|với)(?: có)?\s(?:\d{1,2} )?(?:tiêu chí|các tiêu chí|nội dung|tctp)[^:\n]{0,40}:?\s*$"
)
_CRITERION_ROW = re.compile(r"(?:nhóm |các )?(?:tiêu chí|tctp)(?![^\W\d_])")
_ITEM_ROW = re.compile(r"(?:nhóm |các )?(?:lĩnh vực|tiêu chí|tiêu chí thành phần|tctp)(?![^\W\d_])")

_STRONG = re.compile(r"thẩm định|đánh giá|chấm điểm|phụ trách|phân công")
_NO_ITEM = re.compile(r"(?:hoàn thành|thời gian|báo cáo|gửi|trước ngày|xong|đồng thời)(?![^\W\d_])")
_SOME_CRITERIA = re.compile(
    r"^(?:nhóm )?lĩnh vực[^\n]{0,160}?(?::|\(|-)\s*(?:các |gồm |gồm các )?(?:tiêu chí|tc|tctp)(?![^\W\d_])"
)
_INDEX = re.compile(
    r"chỉ số (?:cchc|cải cách hành chính|par)|par[ -]?index|bộ (?:chỉ số|tiêu chí)[^\n.;]{0,40}cải cách hành chính|tự (?:đánh giá, )?chấm điểm"
)
"""Words of a document that is about an index at all: elsewhere `lĩnh vực` means any field of work."""

_MEANINGS = {
    "lead": re.compile(
        r"(?:chủ trì|thẩm định|phụ trách|theo dõi|(?:cơ quan|đơn vị)(?: (?:thực hiện|đánh giá|chịu trách nhiệm|tham mưu|được phân công))?$)"
    ),
    "item": re.compile(r"lĩnh vực|tiêu chí|nội dung|nhiệm vụ"),
}


@dataclass
class _Charge:
    """What one agency is charged with, as it is gathered."""

    agency: str
    span: Span
    items: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    limited: list[bool] = field(default_factory=list)

    def add(self, words: str, span: Span, *, limited: bool = False) -> None:
        if words and words not in self.items:
            self.items.append(words)
            self.spans.append(span)
            self.limited.append(limited or _SOME_CRITERIA.search(fold(words)) is not None)

    def limit_field(self) -> None:
        """Criteria follow: the last field named is charged only so far."""
        fields = [place for place, words in enumerate(self.items) if not _CRITERION_ROW.match(fold(words))]
        if fields:
            self.limited[fields[-1]] = True

    def record(self) -> Assignment:
        return Assignment(self.agency, tuple(self.items), self.span, tuple(self.spans), tuple(self.limited))


def find_assignments(document: Document, outline: Outline) -> tuple[Assignment, ...]:
    """Fields and criteria by the agency that appraises or answers for them, in text order; one record an agency and place."""
    if not _INDEX.search(document.folded):
        return ()
    found = _from_rows(document, read_rows(document, outline))
    for table in document.tables:
        found += _from_table(document, table)
    return tuple(charge.record() for charge in sorted(found, key=lambda charge: charge.span) if charge.items)


# ── lists and sentences ───────────────────────────────────────────────────────────────────────────


def _from_rows(document: Document, rows: list[Row]) -> list[_Charge]:
    charges: list[_Charge] = []
    heading: tuple[Row, _Charge] | None = None
    for at, row in enumerate(rows):
        if row.cell is not None:
            continue
        if heading is not None and row.rank <= heading[0].rank:
            heading = None
        name = _heading_agency(document, row)
        if name is not None:
            heading = (row, _Charge(*name))
            charges.append(heading[1])
            continue
        if "lĩnh vực" not in row.folded and "tiêu chí" not in row.folded and "tctp" not in row.folded:
            continue
        own = _AGENCY_THEN_WORK.match(row.folded)
        if own is not None and not _NOT_A_NAME.search(own["agency"]) and heading is None:
            start = row.start + own.start("agency")
            span = Span(start, start + len(own["agency"].rstrip()))
            charge = _Charge(squeeze(document.words(span)), span)
            _add_items(document, rows, at, charge, own.start("agency") + len(own["agency"]))
            charges.append(charge)
        elif heading is not None:
            _add_items(document, rows, at, heading[1], 0)
    return charges


def _heading_agency(document: Document, row: Row) -> tuple[str, Span] | None:
    """The agency that a heading names (`3. Sở Tư pháp`), or None."""
    if row.rank > 60 or row.end - row.start > 160:
        return None
    found = _AGENCY_HEAD.match(row.folded.rstrip(" *"))
    if found is None or _NOT_A_NAME.search(found.group()):
        return None
    span = Span(row.start, row.start + len(found.group().rstrip()))
    return squeeze(document.words(span)), span


def _add_items(document: Document, rows: list[Row], at: int, charge: _Charge, skip: int) -> None:
    """The fields and criteria that row `at` names, in its own sentence and in the list below it."""
    row = rows[at]
    found = _CHARGE.search(row.folded, skip)
    if found is None and skip:
        # `Sở Tư pháp: lĩnh vực cải cách thể chế`
        found = re.compile(r"\s*:\s*(?:về |các |nhóm )*(?P<head>lĩnh vực|tiêu chí)(?![^\W\d_])").match(
            row.folded, skip
        )
    if found is None:
        return
    rest = row.folded[found.end() :]
    start = row.start + found.end()
    criterion = "tiêu chí" in found["head"] or "tctp" in found["head"]
    if _ANNOUNCES.fullmatch(rest):
        if rest.rstrip(" *").endswith(":"):
            _add_list(document, rows, at, charge)
        return
    if _NOT_THE_ITEM.match(rest):
        return
    if rest.lstrip().startswith(":"):
        start += len(rest) - len(rest.lstrip()) + 1
        for span in _pieces(document, start, row.end, ";"):
            charge.add(squeeze(document.words(span)), span)
        return
    partial = _PARTIAL.search(rest)
    end = start + partial.start() if partial else row.end
    strong = _STRONG.search(found.group()) is not None or ":" in found.group()
    separator = r";" if criterion else r";|,?\s(?:và )?(?:các )?lĩnh vực(?=\s)"
    for span in _pieces(document, start, _sentence_end(row, start, end), separator):
        words = squeeze(document.words(span))
        if _NO_ITEM.match(words.lower()):
            break
        if strong or criterion or usual_field(words) is not None:
            charge.add(f"tiêu chí {words}" if criterion else words, span, limited=partial is not None)
    if partial is not None:
        _add_list(document, rows, at, charge)


def _sentence_end(row: Row, start: int, end: int) -> int:
    found = re.compile(r"\.(?=\s+[^\W\d_]|\s*$)").search(row.folded, start - row.start, end - row.start)
    return row.start + found.start() if found else end


def _pieces(document: Document, start: int, end: int, separator: str) -> list[Span]:
    """Spans between separators, without marks at their ends."""
    spans = []
    at = start
    cuts = [(start + m.start(), start + m.end()) for m in re.finditer(separator, document.folded[start:end])]
    for stop, following in [*cuts, (end, end)]:
        span = _trimmed(document, at, stop)
        if span is not None:
            spans.append(span)
        at = following
    return spans


def _trimmed(document: Document, start: int, end: int) -> Span | None:
    words = document.text[start:end]
    if words.count(")") > words.count("("):
        words = words.rstrip(" \t\n*:;,./)")
    left = len(words) - len(words.lstrip(" \t\n*:;,.+-–\u00a0"))
    right = len(words.rstrip(" \t\n*:;,./\u00a0"))
    return Span(start + left, start + right) if left < right else None


def _add_list(document: Document, rows: list[Row], at: int, charge: _Charge) -> None:
    """The items of one level below row `at`."""
    row = rows[at]
    if at + 1 >= len(rows) or rows[at + 1].cell is not None:
        return
    first = rows[at + 1]
    if first.rank <= row.rank < UNLABELLED:
        return
    for other in rows[at + 1 :]:
        if other.rank < first.rank or other.cell is not None or other.end - other.start > 400:
            break
        if first.rank == UNLABELLED and _VERB_START.match(other.folded):
            break
        if other.rank == first.rank:
            for span in _pieces(document, other.start, other.end, r";\s*"):
                charge.add(squeeze(document.words(span)), span)
            if first.rank == UNLABELLED and other.closes:
                break


_VERB_START = re.compile(rf"{_VERB}|phối hợp|hướng dẫn|các cơ quan|trong quá trình")


# ── tables ────────────────────────────────────────────────────────────────────────────────────────


def _from_table(document: Document, table: Table) -> list[_Charge]:
    read = read_table(document, table, _MEANINGS, need={"item", "lead"})
    if read is None:
        return []
    every_row = _ITEM_ROW.search(read.titles[read.columns["item"]]) is not None
    charges: dict[str, _Charge] = {}
    heading: tuple[str, Span] | None = None
    for row in read.rows:
        item = row.cells[read.columns["item"]]
        words = cell_words(document, item)
        if item is None or not words:
            continue
        folded = folded_cell(document, item)
        lead = _lead(document, read, row.cells)
        if lead is None and _is_agency(folded):
            heading = (words, document.cell_span(item))
            continue
        if lead is None and not _ITEM_ROW.match(folded) and not every_row:
            heading = None
            continue
        who = lead or heading
        if who is None or not (every_row or _ITEM_ROW.match(folded)) or is_row_number(folded):
            continue
        span = _trimmed(document, document.cell_span(item).start, document.cell_span(item).end)
        if span is not None:
            charge = charges.setdefault(who[0], _Charge(*who))
            if _CRITERION_ROW.match(folded):
                charge.limit_field()
            charge.add(squeeze(document.words(span)), span)
    return list(charges.values())


def _is_agency(folded: str) -> bool:
    found = _AGENCY_HEAD.match(folded)
    return found is not None and len(folded) < 120 and not _NOT_A_NAME.search(folded)


def _lead(document: Document, read: ReadTable, cells: tuple[object, ...]) -> tuple[str, Span] | None:
    column = read.columns["lead"]
    cell = cells[column] if column < len(cells) else None
    words = cell_words(document, cell)  # type: ignore[arg-type]
    if cell is None or not _is_agency(folded_cell(document, cell)):  # type: ignore[arg-type]
        return None
    return words, document.cell_span(cell)  # type: ignore[arg-type]
