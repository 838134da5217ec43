"""What the tool must say about five real plans, and what it must say when one thing in them changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from auditor.rules import Options, run_rules
from extractors.extract import Reading, extract
from extractors.readers.text import read_text
from models.facts import Quantity
from models.finding import Finding, Severity

HAI_DUONG = "000_64bff8efedf10f9b.txt"
DAK_NONG = "001_3d6ece245eeb5895.txt"
BINH_PHUOC = "002_b4ebd5886fee510e.txt"
HA_NAM = "003_3bb2815470ba618c.txt"
THANH_XA = "004_2cc099fe18af28e6.txt"
ALL = (HAI_DUONG, DAK_NONG, BINH_PHUOC, HA_NAM, THANH_XA)


def read(text: str) -> tuple[Reading, tuple[Finding, ...]]:
    reading = extract(read_text(text, path="seed.txt", sha256=""))
    findings, _ = run_rules(reading, Options())
    return reading, findings


def seed(shared: Path, name: str) -> str:
    return (shared / "seeds" / name).read_bytes().decode("utf-8")


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity.word) for finding in findings]


EXPECTED: dict[str, set[tuple[str, str]]] = {
    HAI_DUONG: {("TT001", "error"), ("TT002", "error"), ("SL001", "note")},
    DAK_NONG: {
        ("CC001", "error"),
        ("TT012", "error"),
        ("CC006", "error"),
        ("TT013", "note"),
        ("SL003", "note"),
    },
    BINH_PHUOC: {("TT001", "error"), ("TT002", "error"), ("TT011", "note"), ("TT010", "warning")},
    HA_NAM: {("TT001", "warning"), ("TT002", "warning")},
    THANH_XA: {("TT001", "error"), ("SL007", "note")},
}


@pytest.mark.parametrize("name", ALL)
def test_says_this_and_nothing_else(shared: Path, name: str) -> None:
    _, findings = read(seed(shared, name))
    assert set(said(findings)) == EXPECTED[name]


def values(quantity: Quantity) -> tuple[object, ...]:
    """A tree of figures as nested tuples: stated, factors, parts."""
    return (quantity.stated, quantity.factors, tuple(values(part) for part in quantity.parts))


def test_hai_duong_figures(shared: Path) -> None:
    reading, findings = read(seed(shared, HAI_DUONG))
    assert [values(sample) for sample in reading.facts.samples] == [
        (
            482,
            (),
            (
                (24, (), ((20, (), ()), (4, (), ()))),
                (179, (), ((36, (3, 12), ()), (143, (1, 12, 12), ()))),
                (279, (), ((72, (4, 18), ()), (207, (1, 207), ()))),
            ),
        )
    ]
    (note,) = [finding for finding in findings if finding.rule == "SL001"]
    assert note.severity is Severity.NOTE
    assert (note.expected, note.actual) == ("144", "143")
    assert note.explanation is not None
    assert "Bình Giang" in note.explanation
    assert "11/12" in note.explanation


def test_hai_duong_tasks(shared: Path) -> None:
    reading, _ = read(seed(shared, HAI_DUONG))
    tasks = reading.facts.tasks
    assert [task.id for task in tasks] == [
        "II.1.a", "II.1.b", "II.1.c",
        "II.2.a", "II.2.b", "II.2.c", "II.2.d", "II.2.đ", "II.2.e", "II.2.g",
        "II.3",
    ]  # fmt: skip
    assert [task.due.end for task in tasks if task.due] == [
        date(2024, 11, 30), date(2024, 12, 31), date(2024, 12, 31),
        date(2024, 12, 31), date(2025, 1, 10), date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28),
        date(2025, 2, 28), date(2025, 3, 31),
        date(2025, 3, 31),
    ]  # fmt: skip
    assert all(task.lead for task in tasks)
    by_id = {task.id: task for task in tasks}
    assert by_id["II.2.a"].lead == ("Sở Nội vụ",)
    assert by_id["II.2.a"].support == ("các sở, ban, ngành", "UBND cấp huyện")
    assert by_id["II.2.b"].lead == ("các sở, ban, ngành", "UBND cấp huyện")
    assert by_id["II.2.b"].support == ("Sở Nội vụ", "các cơ quan, đơn vị có liên quan")
    assert by_id["II.1.a"].support == ()


def test_hai_duong_header(shared: Path) -> None:
    facts = read(seed(shared, HAI_DUONG))[0].facts
    assert (facts.type, facts.number, facts.symbol, facts.place) == ("KH", None, "KH-UBND", "Hải Dương")
    assert facts.issuer == "UBND tỉnh Hải Dương"
    assert facts.issued is None
    assert facts.year == 2024
    assert facts.signer is not None
    assert (facts.signer.name, facts.signer.position, facts.signer.authority) == (
        "Nguyễn Minh Hùng", "PHÓ CHỦ TỊCH", "KT.",
    )  # fmt: skip
    assert facts.recipients[-1].startswith("Lưu: VT")
    assert len(facts.recipients) == 7
    assert [reference.code for reference in facts.references] == [
        "4999/KH-UBND", "3396/QĐ-UBND", "2792/QĐ-UBND", "2792/QĐ-UBND", "1250/NQ-UBTVQH15",
    ]  # fmt: skip
    assert [reference.basis for reference in facts.references] == [True, True, True, False, False]


def test_dak_nong_appendix(shared: Path) -> None:
    reading, findings = read(seed(shared, DAK_NONG))
    rows = [task for task in reading.facts.tasks if task.form == "table"]
    assert [row.id for row in rows] == [
        "1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "4.1", "4.2", "4.2", "4.2", "5.1", "6.1", "6.2", "6.2", "6.2", "6.2",
        "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "7.8", "7.9", "1", "2", "III", "IV",
    ]  # fmt: skip
    assert [row.lead for row in rows] == [
        *[("Sở Nội vụ",)] * 3,
        *[("Văn phòng UBND tỉnh",)] * 2,
        ("Sở Tư pháp",),
        *[("Sở Tài chính",)] * 4,
        ("Sở Thông tin và Truyền thông",),
        *[("Sở Kế hoạch và Đầu tư",)] * 5,
        ("Sở Kế hoạch và Đầu tư",),
        ("Sở Tài chính",),
        ("Sở Tài nguyên và Môi trường",),
        ("Sở Văn hóa, Thể thao và Du lịch",),
        ("Sở Công Thương",),
        ("Sở Nông nghiệp và Phát triển nông thôn",),
        ("Sở Y tế",),
        ("Sở Xây dựng",),
        ("Sở Lao động - Thương binh và Xã hội",),
        ("Sở Nội vụ",),
        ("Sở Nội vụ",),
        ("Sở Nội vụ",),
        ("Sở Nội vụ",),
    ]
    ends = [row.due.end if row.due else None for row in rows]
    assert ends[:25] == [date(2025, 1, 31)] * 25
    assert ends[25:] == [date(2024, 12, 20), None, date(2025, 1, 31), None]
    assert {row.due.start for row in rows[:25] if row.due} == {date(2024, 12, 1)}
    assert [row.due.precision for row in rows[-1:] if row.due] == ["condition"]
    approximate = [
        quantity for sample in reading.facts.samples for quantity in sample.walk() if quantity.approximate
    ]
    assert [quantity.stated for quantity in approximate] == [50, 57, 315, 24]
    by_rule = {finding.rule: finding for finding in findings}
    assert by_rule["CC001"].quote.startswith("Công văn số 8131/BNV-CCHC")
    assert (by_rule["TT012"].expected, by_rule["TT012"].actual) == ("10/12/2024", "20/12/2024")
    assert "2024 - 2023" in by_rule["CC006"].quote


def test_binh_phuoc_sums_hold(shared: Path) -> None:
    reading, _ = read(seed(shared, BINH_PHUOC))
    assert [(sample.stated, [part.factors for part in sample.parts]) for sample in reading.facts.samples] == [
        (180, [(5, 20), (4, 20)]),
        (187, [(12, 11), (5, 11)]),
    ]
    assert len(reading.facts.tasks) == 11


def test_ha_nam_frames(shared: Path) -> None:
    reading, _ = read(seed(shared, HA_NAM))
    assert [(f.fields, f.criteria, f.subcriteria, f.points, len(f.parts)) for f in reading.facts.scoring] == [
        (7, 25, 44, 100, 7),
        (7, 27, 49, 100, 7),
    ]
    assert [(b.low, b.high, b.high_open) for b in reading.facts.bands] == [
        (90, 100, False), (80, 90, True), (65, 80, True), (50, 65, True), (None, 50, True),
    ]  # fmt: skip
    dues = [task.due.end for task in reading.facts.tasks if task.due]
    assert dues == [date(2018, 11, 29)]


def test_thanh_xa(shared: Path) -> None:
    reading, _ = read(seed(shared, THANH_XA))
    codes = [reference.code for reference in reading.facts.references if reference.basis]
    assert codes == ["3395/QĐ-UBND", "143/KH-UBND", "63/KH-UBND"]
    assert [task.id for task in reading.facts.tasks] == ["II.1", "II.2.a", "II.2.b", "II.2.c"]
    assert reading.facts.issuer == "UBND xã Thanh Xá"
    assert [task.due.end for task in reading.facts.tasks if task.due][-1] == date(2024, 1, 10)


Change = tuple[str, str, str, set[tuple[str, str]]]
CHANGES: list[Change] = [
    # seed, words, other words, what is said more
    (HAI_DUONG, "*(Riêng phòng chuyên môn thuộc UBND huyện Bình Giang có 11/12 phòng).*", "", {("SL001", "error")}),
    (HAI_DUONG, "= 36 người", "= 35 người", {("SL001", "error")}),
    (HAI_DUONG, "482 người", "483 người", {("SL002", "error")}),
    (HAI_DUONG, "24 người, gồm", "25 người, gồm", {("SL002", "error")}),
    (HAI_DUONG, "(179 người), gồm", "(180 người), gồm", {("SL002", "error")}),
    (HAI_DUONG, "(04 người).", "(05 người).", {("SL002", "error")}),
    (HAI_DUONG, "18 sở, ban, ngành =", "19 sở, ban, ngành =", {("SL001", "error")}),
    (HAI_DUONG, "Trong Quý I năm 2025, công bố", "Trong Quý IV năm 2024, công bố", {("TG004", "error")}),
    (BINH_PHUOC, "b) Trong quý I/2023 công bố", "b) Trong tháng 01/2023 công bố", {("TG004", "error")}),
    (DAK_NONG, "theo Quyết định số 892/QĐ-BNV ngày 05/12/2024 và", "theo Quyết định số 892/QĐ-BNV ngày 05/12/2021 và", {("CC002", "error")}),
    (HAI_DUONG, "ngày 10 tháng 01 năm 2025", "ngày 10 tháng 01 năm 2024", {("TG002", "error")}),
    (HAI_DUONG, "- Cơ quan tham mưu: Sở Nội vụ.\n", "", {("CQ001", "warning")}),
    (HAI_DUONG, "- Thời gian: tháng 01 năm 2025.\n", "", {("TG006", "warning")}),
    (HAI_DUONG, "ngày 15 tháng 12 năm 2022", "ngày 31 tháng 11 năm 2022", {("TG001", "error")}),
    (HAI_DUONG, "- Lưu: VT, NC.Th (05b)\n", "", {("TT008", "warning")}),
    (HAI_DUONG, "- Cơ quan phối hợp: Tổ thư ký giúp việc Hội đồng thẩm định.", "- Cơ quan phối hợp: Sở Nội vụ.", {("CQ005", "note")}),
    (DAK_NONG, "tại 03 huyện, thành phố: Đắk Glong, Đắk R'Lấp và Gia Nghĩa.", "tại 04 huyện, thành phố: Đắk Glong, Đắk R'Lấp và Gia Nghĩa.", {("SL004", "warning")}),
    (DAK_NONG, "Số: 845/KH-UBND", "Số: 845/QĐ-UBND", {("TT003", "error")}),
    (BINH_PHUOC, "(180 công chức)", "(190 công chức)", {("SL002", "error")}),
    (BINH_PHUOC, "Từ tháng 12/2022 đến cuối tháng 01/2023", "Từ tháng 12/2022 đến cuối tháng 01/2022", {("TG003", "error")}),
    (HA_NAM, "Gồm 07 lĩnh vực, 25 tiêu chí", "Gồm 07 lĩnh vực, 26 tiêu chí", {("TC001", "error")}),
    (HA_NAM, "Cải cách tổ chức bộ máy hành chính nhà nước: 3 tiêu chí và 4 tiêu chí thành phần (8 điểm)", "Cải cách tổ chức bộ máy hành chính nhà nước: 3 tiêu chí và 4 tiêu chí thành phần (9 điểm)", {("TC001", "error")}),
    (HA_NAM, "Từ 65 đến dưới 80 điểm", "Từ 65 đến dưới 79 điểm", {("TC002", "error")}),
    (HA_NAM, "- Cải cách tài chính công.\n", "", {("TC003", "warning")}),
    (THANH_XA, "ngày 30 tháng 12 năm 2022 của UBND xã", "ngày 30 tháng 12 năm 2024 của UBND xã", {("CC001", "error")}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words", "other", "more"), CHANGES)
def test_one_change_brings_one_finding(
    shared: Path, name: str, words: str, other: str, more: set[tuple[str, str]]
) -> None:
    text = seed(shared, name)
    assert words in text
    changed = text.replace(words, other, 1)
    _, before = read(text)
    _, after = read(changed)
    kept = [
        pair
        for pair in said(before)
        if not (pair == ("SL001", "note") and ("SL001", "error") in more and "Riêng" in words)
    ]
    assert sorted(said(after)) == sorted([*kept, *more])


def old_tone(text: str) -> str:
    for new, old in (
        ("òa", "oà"),
        ("óa", "oá"),
        ("ọa", "oạ"),
        ("ủy", "uỷ"),
        ("Ủy", "Uỷ"),
        ("úy", "uý"),
        ("ùy", "uỳ"),
    ):
        text = re.sub(f"{new}(?!\\w)", old, text)
    return text


def no_break(text: str) -> str:
    """Non-breaking blanks where Word puts them: between a figure or a short word and the next."""
    return re.sub(r"(?<=\d) (?=\w)|(?<=tháng) (?=\d)|(?<=năm) (?=\d)|(?<=số) (?=\d)", "\u00a0", text)


def long_dates(text: str) -> str:
    return re.sub(
        r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})",
        lambda m: f"{int(m[1]):02d} tháng {int(m[2]):02d} năm {m[3]}",
        text,
    )


def slash_dates(text: str) -> str:
    return re.sub(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", r"ngày \1/\2/\3", text)


REWRITES: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "old tone marks": old_tone,
    "no-break blanks": no_break,
    "times sign": lambda text: text.replace(" x ", " × ").replace(" X ", " × "),
    "capital X": lambda text: text.replace(" x ", " X "),
    "long dates": long_dates,
    "slash dates": slash_dates,
    "ETH for Đ": lambda text: text.replace("Đ", "Ð"),
}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("rewrite", REWRITES)
def test_another_way_of_writing_changes_nothing(shared: Path, name: str, rewrite: str) -> None:
    text = seed(shared, name)
    other = REWRITES[rewrite](text)
    first, before = read(text)
    second, after = read(other)
    assert said(after) == said(before)
    assert facts_of(second) == facts_of(first)


def facts_of(reading: Reading) -> dict[str, object]:
    facts = reading.facts
    return {
        "header": (facts.type, facts.number, facts.symbol, facts.issued and facts.issued.end, facts.year),
        "references": [(r.code, r.issued.end if r.issued else None, r.basis) for r in facts.references],
        "tasks": [
            (t.id, t.due and (t.due.start, t.due.end), len(t.lead), len(t.support)) for t in facts.tasks
        ],
        "samples": [values(sample) for sample in facts.samples],
        "scoring": [(f.fields, f.criteria, f.subcriteria, f.points) for f in facts.scoring],
        "bands": [(b.low, b.high, b.low_open, b.high_open) for b in facts.bands],
        "assignments": [(len(a.items)) for a in facts.assignments],
        "recipients": len(facts.recipients),
    }
