"""What `auditor facts` shows: every fact at its place, the contract's JSON, the marked page, and how sure each value is."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import auditor
from auditor.checking import check_file
from auditor.cli import main
from auditor.reports.facts import context, fact_sections, facts_json, period_words
from auditor.reports.facts_html import Mark, fact_marks, facts_html, outermost
from auditor.reports.json import result_json
from auditor.reports.terminal import place_words
from auditor.rules import Options, run_rules
from auditor.rules.engine import RULES, Fault
from corpora.documents import document_paths
from corpora.knowledge import type_by_name
from corpora.plans import plan_paths
from extractors.extract import Reading, extract
from extractors.periods import parse_period
from models.document import Document, DocumentBuilder, Span, lines_document
from models.finding import Finding, Severity
from models.finding import Result as Checks
from models.grade import Grade
from models.text import key, squeeze

SUFFIXES = (".txt", ".docx", ".pdf")
PLANS = [path for suffix in SUFFIXES for path in plan_paths(suffix)]
CORPUS = [*PLANS, *(path for suffix in SUFFIXES for path in document_paths(suffix))]
every_document = pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)


@cache
def reading_of(path: Path) -> Reading:
    return auditor.facts(path)


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def read_lines(*lines: str) -> Reading:
    return extract(lines_document(lines))


# --- laws that hold for every document


@every_document
def test_json_is_what_a_check_gives(path: Path) -> None:
    checked = result_json(Checks((check_file(str(path), Options()),)))
    assert json.loads(facts_json(reading_of(path))) == checked["documents"][0]["facts"]


@every_document
def test_every_printed_fact_has_a_place_and_words(path: Path) -> None:
    reading = reading_of(path)
    entries = [entry for section in fact_sections(reading, "vi") for entry in section.entries]
    assert len(entries) > (20 if path in PLANS else 2)
    for entry in entries:
        assert entry.span.end > entry.span.start, entry
        assert place_words(reading.document.place(entry.span), "vi"), entry
        assert entry.words.strip(" :·"), entry


@every_document
def test_spans_cut_out_the_words_quoted(path: Path) -> None:
    """A value is held against the words at its place, not against itself."""
    document, facts = reading_of(path).document, reading_of(path).facts

    def words(span: Span | None) -> str:
        assert span is not None
        return squeeze(document.words(span).replace("*", " "))

    header = facts.header
    if header.number is not None:
        assert header.number in words(header.number_span)
    if header.symbol is not None:
        assert header.symbol in words(header.number_span)
    if header.place is not None:
        assert header.place in words(header.date_span)
    if header.title is not None:
        assert key(header.title) == key(words(header.title_span))
    if header.type_span is not None:
        kind = type_by_name(words(header.type_span))
        assert kind is not None and kind.abbreviation == header.type
    for reference in facts.references:
        if reference.number is not None:
            number = "".join(words(reference.number_span).split())
            assert number.startswith(reference.number)
            assert number.endswith(reference.symbol or reference.number)
        if reference.issuer is not None:
            assert words(reference.issuer_span) == reference.issuer
        if reference.issued is not None:
            assert words(reference.issued_span) == reference.issued.text
        if reference.type_words is not None:
            assert words(reference.span).startswith(reference.type_words)
    for period in facts.periods:
        assert words(period.span) == period.text
    for task in facts.tasks:
        for names, spans in ((task.lead, task.lead_spans), (task.support, task.support_spans)):
            for name, span in zip(names, spans, strict=True):
                assert key(name).endswith(key(words(span)))
        for due in task.dues:
            assert due.text in words(due.span)
        assert key(task.title)[:40] in key(words(task.span)) or task.form == "prose"
    for sample in facts.samples:
        for quantity in sample.walk():
            if quantity.stated is not None:
                digits = re.sub(r"\D", "", words(quantity.span))
                assert str(quantity.stated) in digits
    if facts.signer is not None and facts.signer.name is not None:
        assert facts.signer.name in words(facts.signer.span)
    for entry in (
        e for s in fact_sections(reading_of(path), "vi") if s.name == "recipients" for e in s.entries
    ):
        assert entry.words.startswith(words(entry.span))


@every_document
def test_context_holds_the_words_in_marks(path: Path) -> None:
    reading = reading_of(path)
    sections = fact_sections(reading, "vi")
    assert sections
    for section in sections:
        for entry in section.entries:
            shown = context(reading.document, entry.span)
            assert "\n" not in shown
            quoted = shown[shown.index("«") + 1 : shown.rindex("»")].removesuffix(" …")
            assert squeeze(reading.document.words(entry.span)).startswith(quoted)


@every_document
def test_page_keeps_the_whole_text(path: Path) -> None:
    """Every word of the document stands in the page once, in order; nothing is loaded from anywhere."""
    reading = reading_of(path)
    page = facts_html(reading, "vi")
    body = page[page.index("</h1>") :]
    body = body[body.index("</div>") :]  # behind the legend
    plain = unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<small>.*?</small>", "", body)))
    assert "".join(plain.split()) == "".join(reading.document.text.split())
    tags = Tags(page)
    assert tags.loads == []
    assert tags.open == []
    assert tags.seen.count("table") == len(reading.document.tables)
    assert tags.seen.count("mark") > (30 if path in PLANS else 2)


class Tags(HTMLParser):
    """Which tags a page opens, which of them stay open, and what it would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []
        self.loads: list[Any] = []
        self.attributes: set[str] = set()
        self.hints: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.hints += [value or "" for name, value in attrs if name == "title"]
        if tag != "meta":
            self.open.append(tag)
        self.loads += [
            (tag, name) for name, _ in attrs if name in ("src", "href", "srcset") or name[:2] == "on"
        ]
        if tag in ("script", "link", "iframe", "img", "object"):
            self.loads.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


# --- the page


HOSTILE = "<script>alert('x')</script>"


def hostile() -> Reading:
    """Markup in the text, in a fact's words and in a table cell."""
    from models.document import CellRef

    builder = DocumentBuilder()
    for number, line in enumerate(
        (
            "KẾ HOẠCH",
            f'Công bố {HOSTILE} & "ngoặc" năm 2024',
            f'Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2024 của Sở <b onmouseover="x()">Nội vụ</b> về {HOSTILE};',
            "I. NỘI DUNG",
        ),
        1,
    ):
        builder.add(line, path=f"line {number}")
    for row, cells in enumerate((("STT", "Nội dung", "Cơ quan chủ trì"), ("1", HOSTILE, "Sở Nội vụ </td>"))):
        for column, words in enumerate(cells):
            path = f"table 1, row {row + 1}, column {column + 1}"
            builder.add(words, path=path, cell=CellRef(0, row, column))
    return extract(builder.build(path="/tmp/<img src=x>.docx"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_page_escapes_the_document(language: str) -> None:
    reading = hostile()
    page = facts_html(reading, language)
    assert reading.facts.title is not None and HOSTILE in reading.facts.title
    tags = Tags(page)
    assert tags.loads == []
    assert tags.open == []
    assert not {"script", "b", "img"} & set(tags.seen)
    assert page.count("&lt;script&gt;") >= 3
    assert tags.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "style", "title"}
    assert any(f'{HOSTILE} & "ngoặc"' in hint for hint in tags.hints)
    assert tags.seen.count("table") == 1
    assert tags.seen.count("tr") == 2
    assert tags.seen.count("td") == 6


def test_page_keeps_merged_cells() -> None:
    from models.document import CellRef

    builder = DocumentBuilder()
    for words, ref in (
        ("A", CellRef(0, 0, 0, 2, 1)),
        ("B", CellRef(0, 0, 1, 1, 2)),
        ("C", CellRef(0, 1, 2)),
    ):
        builder.add(words, path="line 1", cell=ref)
    page = facts_html(extract(builder.build()), "vi")
    rows = re.findall(r"<tr>(.*?)</tr>", page)
    assert [re.findall(r"<td[^>]*>", row) for row in rows] == [
        ['<td rowspan="2">', '<td colspan="2">'],
        ["<td>", "<td>"],
    ]
    assert re.findall(r">([ABC]?)<", rows[1])[-3:].count("C") == 1


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 30)).map(lambda pair: Span(pair[0], sum(pair))),
        max_size=20,
    )
)
def test_marks_never_overlap_and_the_longest_stays(spans: list[Span]) -> None:
    marks = [Mark(span, "period", "", Grade.EXACT) for span in spans]
    kept = [mark.span for mark in outermost(marks, 100)]
    assert kept == sorted(kept)
    assert all(one.end <= two.start for one, two in pairwise(kept))
    for span in spans:
        rivals = [other for other in kept if other.overlaps(span)]
        assert span.start == span.end or any(o.end - o.start >= span.end - span.start for o in rivals)


def test_a_citation_is_marked_whole() -> None:
    reading = read_lines(
        "Căn cứ Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ trưởng Bộ Nội vụ;", "I. NỘI DUNG"
    )
    marks = outermost(fact_marks(reading, "vi"), len(reading.document.text))
    (citation,) = [mark for mark in marks if mark.kind == "reference"]
    assert "10/11/2022" in reading.document.words(citation.span)
    assert "10/11/2022" in citation.hint
    assert not any(mark.kind == "period" for mark in marks)


# --- the command


def test_command_prints_places_and_a_tree() -> None:
    path = next(path for path in PLANS if path.name == "tinh-so-huyen-2024.docx")
    printed = run("facts", str(path)).stdout
    assert printed.index("Số: 214") < printed.index("VIỆN DẪN") < printed.index("NHIỆM VỤ")
    assert "Quyết định 876/QĐ-BNV · 10/11/2022 · Bộ trưởng Bộ Nội vụ · căn cứ  đoạn" in printed
    assert "12 × 12 = 143 người (tính ra 144)" in printed
    total = re.search(r"^( +)Số lượng mẫu .*30 \+ 191 \+ 241 = 462 người", printed, re.M)
    group = re.search(r"^( +)Nhóm khảo sát riêng cho cấp sở: 48 \+ 143 = 191 người", printed, re.M)
    leaf = re.search(r"^( +)Trưởng phòng chuyên môn", printed, re.M)
    assert total and group and leaf
    assert len(total[1]) < len(group[1]) < len(leaf[1])
    english = run("facts", str(path), "--lang", "en").stdout
    assert "CITATIONS" in english
    assert "VIỆN DẪN" not in english


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_command_writes_a_file_and_nothing_else(form: str, tmp_path: Path) -> None:
    target = tmp_path / "kết quả"
    done = run("facts", str(PLANS[0]), "--format", form, "--output", str(target))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    written = target.read_text(encoding="utf-8")
    if form == "json":
        assert json.loads(written)["type"] == "KH"
    assert ("<!DOCTYPE html>" in written) == (form == "html")


def test_command_never_overwrites_what_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH", encoding="utf-8")
    done = run("facts", str(path), "--output", str(tmp_path / "." / "a.txt"))
    assert done.exit_code == 2
    assert str(path) in done.stderr
    assert path.read_text(encoding="utf-8") == "KẾ HOẠCH"


def test_command_reads_standard_input() -> None:
    text = next(path for path in PLANS if path.name == "tinh-so-huyen-2024.txt").read_bytes()
    assert json.loads(run("facts", "-", "--format", "json", stdin=text).stdout)["number"] == "214"


@pytest.mark.parametrize(
    ("name", "content", "status", "vi", "en"),
    [
        ("rỗng.docx", b"", 1, "không có nội dung", "is empty"),
        ("cụt.docx", b"PK\x03\x04cut", 1, "hỏng", "damaged"),
        ("ảnh.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, 1, "ảnh", "cannot be read"),
        ("thiếu.docx", None, 2, "Không có tệp", "There is no file"),
        (".", None, 2, "không phải là một tệp", "not a file"),
    ],
)
def test_a_bad_file_gets_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, status: int, vi: str, en: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    for language, words in (("vi", vi), ("en", en)):
        done = run("facts", str(path), "--lang", language)
        assert (done.exit_code, done.stdout) == (status, "")
        assert words in done.stderr
        assert str(path) in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_the_python_twin_can_be_called_twice() -> None:
    assert auditor.facts(PLANS[0]).facts == auditor.facts(str(PLANS[0])).facts


# --- grades


HEADER = (
    "UBND TỈNH SƠN KHÊ",
    "Số: 12/KH-UBND",
    "Sơn Khê, ngày 05 tháng 3 năm 2024",
    "KẾ HOẠCH",
    "Công tác năm 2024",
)


REAL = ("Số: 12/KH-UBND", "Sơn La, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH", "Công tác năm 2024")
"""A copy without the agency's line: symbol and place tell it."""


@pytest.mark.parametrize(
    ("lines", "part", "grade"),
    [
        (HEADER, "number", Grade.EXACT),
        (HEADER, "issuer", Grade.EXACT),
        (HEADER, "type", Grade.EXACT),
        (HEADER, "issued", Grade.EXACT),
        (("Số: 1 2/KH-UBND", *HEADER[2:]), "number", Grade.REPAIRED),
        (("Số:   12  /KH-UBND", *HEADER[2:]), "number", Grade.EXACT),
        (("Số: 12/2024/QĐ-UBND", *HEADER[2:]), "number", Grade.EXACT),
        (REAL, "issuer", Grade.FALLBACK),
        (("Số: 12/KH-UBND", "Sơn La, ngày 05 tháng 3 năm 2024", "Công tác năm 2024"), "type", Grade.FALLBACK),
        ((HEADER[0], HEADER[1], "Sơn Khê, ngày 0 5 tháng 3 năm 2024", *HEADER[3:]), "issued", Grade.REPAIRED),
        ((HEADER[0], HEADER[1], "Sơn Khê, ngày …05… tháng 3 năm 2024", *HEADER[3:]), "issued", Grade.EXACT),
        ((HEADER[0], HEADER[1], "Sơn Khê, 05/3/2024", *HEADER[3:]), "issued", Grade.EXACT),
    ],
)
def test_grade_of_header_parts(lines: tuple[str, ...], part: str, grade: Grade) -> None:
    header = read_lines(*lines, "I. NỘI DUNG").facts.header
    assert getattr(header, part) is not None
    assert header.grade(part) is grade


@pytest.mark.parametrize(
    ("words", "grades", "date_grades"),
    [
        ("Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh về", [0], [0]),
        ("Quyết định số 12/QĐUBND ngày 05/01/2024 của UBND tỉnh về", [1], [0]),
        ("Thông tư số 49/2025TT-BCT ngày 09/9/2025 của Bộ trưởng", [1], [0]),
        ("Nghị định số 13/2023 của Chính phủ", [2], []),
        ("các Quyết định số 12/QĐ-UBND, số 13/QĐ-UBND ngày 05/01/2024 về", [0, 0], [2, 0]),
    ],
)
def test_grade_of_references(words: str, grades: list[int], date_grades: list[int]) -> None:
    references = read_lines(f"Căn cứ {words} công tác cải cách;", "I. NỘI DUNG").facts.references
    assert [reference.grade for reference in references] == grades
    assert [reference.issued.grade for reference in references if reference.issued] == date_grades


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("trước ngày 20/11/2024", Grade.EXACT),
        ("trước ngày 20/11", Grade.FALLBACK),
        ("từ ngày 01/11 đến ngày 20/12/2024", Grade.EXACT),
        ("tháng 11, 12 năm 2024", Grade.EXACT),
        ("hằng năm", Grade.EXACT),
        ("31/11", Grade.EXACT),
        ("ngày 29/02", Grade.FALLBACK),
        ("10 Dec 2024", Grade.FALLBACK),
        ("theo hướng dẫn của Bộ", Grade.EXACT),
    ],
)
def test_grade_of_periods(words: str, grade: Grade) -> None:
    period = parse_period(words, year=2023)
    assert period is not None
    assert period.grade is grade


def test_grade_of_a_year_that_nothing_tells() -> None:
    period = parse_period("trước ngày 20/11")
    assert period is not None
    assert (period.end, period.grade) == (None, Grade.EXACT)


def table(rows: list[tuple[str, ...]], *, format: str = "text", merged: bool = False) -> Document:
    """A table of tasks; with `merged` the lead of the first row reaches over the second."""
    from models.document import CellRef

    builder = DocumentBuilder()
    builder.add("II. NHIỆM VỤ", path="line 1")
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            over = merged and column == 2
            if over and row == 2:
                continue
            span = 2 if over and row == 1 else 1
            builder.add(
                words, path=f"table 1, row {row + 1}, column {column + 1}", cell=CellRef(0, row, column, span)
            )
    return builder.build(format=format)  # type: ignore[arg-type]


ROWS = [
    ("STT", "Nội dung", "Cơ quan chủ trì", "Thời gian"),
    ("1", "Lập danh sách khảo sát", "Sở Nội vụ", "Tháng 11/2024"),
    ("2", "Tổ chức điều tra xã hội học", "", "Tháng 12/2024"),
]


@pytest.mark.parametrize(("merged", "grade"), [(False, Grade.FALLBACK), (True, Grade.EXACT)])
def test_grade_of_a_lead_from_the_row_above(merged: bool, grade: Grade) -> None:
    first, second = extract(table(ROWS, merged=merged)).facts.tasks
    assert (first.lead, first.lead_grade) == (("Sở Nội vụ",), Grade.EXACT)
    assert (second.lead, second.lead_grade) == (("Sở Nội vụ",), grade)


@pytest.mark.parametrize(
    ("lines", "grade"),
    [(("CHỦ TỊCH", "Lê Văn An"), Grade.EXACT), (("TM. ỦY BAN NHÂN DÂN", "Lê Văn An"), Grade.FALLBACK)],
)
def test_grade_of_a_signer(lines: tuple[str, ...], grade: Grade) -> None:
    signer = read_lines(*HEADER, "I. NỘI DUNG", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", *lines).facts.signer
    assert signer is not None and signer.name == "Lê Văn An"
    assert signer.grade is grade


def test_command_says_what_is_not_exact(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join([*REAL, "I. NỘI DUNG", "1. Báo cáo trước ngày 20/11."]), encoding="utf-8")
    printed = run("facts", str(path)).stdout
    assert re.search(r"Cơ quan ban hành: UBND tỉnh Sơn La .*\[suy ra từ chỗ khác\]", printed)
    assert re.search(r"trước ngày 20/11 → đến hết 19/11/2024 .*\[suy ra từ chỗ khác\]", printed)
    assert not re.search(r"Số: 12 .*\[", printed)
    page = run("facts", str(path), "--format", "html").stdout
    assert 'class="period unsure"' in page
    assert "Viền đứt" in page


# --- what is less sure is told more softly


def findings(document: Document, code: str) -> list[Finding]:
    return list(run_rules(extract(document), Options(rules=frozenset({code})))[0])


@pytest.mark.parametrize(
    ("code", "lines", "severity"),
    [
        ("CC001", ("Căn cứ Quyết định số 9/QĐ-UBND ngày 05/4/2024 của UBND tỉnh;",), "error"),
        ("CC001", ("Căn cứ Quyết định số 9/QĐUBND ngày 05/4/2024 của UBND tỉnh;",), "warning"),
        ("CC004", ("Căn cứ Quyết định số 9/KH-UBND ngày 05/02/2024 của UBND tỉnh;",), "error"),
        ("CC004", ("Căn cứ Quyết định số 9/KHUBND ngày 05/02/2024 của UBND tỉnh;",), "warning"),
        ("CC007", ("Căn cứ Nghị định số 9/2015/NĐ-CP ngày 05/02/2016 của Chính phủ;",), "error"),
        ("CC007", ("Căn cứ Thông tư số 9/2015TT-BNV ngày 05/02/2016 của Bộ Nội vụ;",), "warning"),
    ],
)
def test_softer_where_a_value_was_mended(code: str, lines: tuple[str, ...], severity: str) -> None:
    (finding,) = findings(lines_document([*HEADER, *lines, "I. NỘI DUNG"]), code)
    assert finding.severity.word == severity


@pytest.mark.parametrize("ocr", [False, True])
@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize("grade", list(Grade))
def test_one_level_at_most(
    ocr: bool, severity: Severity, grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recognised text and an unsure value together still count once; a note stays a note."""
    monkeypatch.setitem(RULES, "SL001", lambda reading, options: iter([Fault(Span(0, 4), grade=grade)]))
    document = replace(lines_document(["Công tác"]), ocr=ocr)
    options = Options(rules=frozenset({"SL001"}), severities={"SL001": severity})
    (finding,) = run_rules(extract(document), options)[0]
    softer = ocr or grade is not Grade.EXACT
    assert finding.severity == max(severity - softer, Severity.NOTE)


def test_an_impossible_date_in_recognised_text_is_a_note() -> None:
    document = lines_document([*HEADER, "I. NỘI DUNG", "1. Báo cáo trước ngày 31/11/2024."])
    (typed,) = findings(document, "TG001")
    (recognised,) = findings(replace(document, ocr=True), "TG001")
    assert (typed.severity, recognised.severity) == (Severity.ERROR, Severity.NOTE)


def test_recognised_text_says_so_at_every_fact() -> None:
    reading = extract(replace(lines_document([*HEADER, "I. NỘI DUNG"]), ocr=True))
    assert {mark.grade for mark in fact_marks(reading, "vi")} == {Grade.OCR}


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        ("trước ngày 10/12/2022", "đến hết 09/12/2022", "until 09/12/2022"),
        ("từ ngày 01/12/2024 đến ngày 20/12/2024", "01/12/2024 - 20/12/2024", "01/12/2024 - 20/12/2024"),
        ("ngày 05/12/2024", "05/12/2024", "05/12/2024"),
        ("từ ngày 05/12/2024", "từ 05/12/2024", "from 05/12/2024"),
        ("ngày 31/11/2024", "ngày không có trong lịch", "a date that no calendar has"),
        ("hằng năm", "lặp lại", "recurring"),
        ("theo hướng dẫn của Bộ Nội vụ", "không có ngày cụ thể", "no fixed days"),
    ],
)
def test_times_in_words(words: str, vi: str, en: str) -> None:
    period = parse_period(words)
    assert period is not None
    assert (period_words(period, "vi"), period_words(period, "en")) == (vi, en)
