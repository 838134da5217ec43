"""TT: what the rules of form find, and what looks like a slip and is none."""

from __future__ import annotations

import pytest

from models.finding import Severity
from tests.auditor.snippets import BODY, END, TOP, codes, findings, plan


def top(
    number: str = "Số: 145/KH-UBND", date: str = "Hòa Vang, ngày 05 tháng 11 năm 2024", **others: str
) -> str:
    words = TOP.replace("Số: 145/KH-UBND", number).replace("Hòa Vang, ngày 05 tháng 11 năm 2024", date)
    for old, new in others.items():
        words = words.replace(old.replace("_", " "), new)
    return words


def test_the_plan_around_the_snippets_is_clean() -> None:
    assert codes(plan()) == []


# ── TT001, TT002, TT003: number, place and date, symbol ───────────────────────────────────────────

NUMBERS_BLANK = [
    "Số:       /KH-UBND",
    "Số: …/KH-UBND",
    "Số:....../KH-UBND",
    "Số: ___/KH-UBND",
    "Số :/KH-UBND",
    "Số: . . . /KH-UBND",
]
NUMBERS_GIVEN = [
    "Số: 145/KH-UBND", "Số :145 /KH-UBND", "Số 145/KH-UBND", "Số: 0145/KH-UBND", "Số: 05/KH-UBND", "SỐ: 145/KH-UBND", "Số:145/KH - UBND",
    "Số: 145 / KH-UBND", "Số: 145/KH–UBND", "Số: 14O/KH-UBND",
]  # fmt: skip


@pytest.mark.parametrize("line", NUMBERS_BLANK)
def test_blank_number(line: str) -> None:
    assert codes(plan(top=top(number=line))) == ["TT001"]


@pytest.mark.parametrize("line", NUMBERS_GIVEN)
def test_number_given(line: str) -> None:
    assert codes(plan(top=top(number=line))) == []


@pytest.mark.parametrize("line", NUMBERS_BLANK)
def test_blank_number_of_a_draft_is_a_note(line: str) -> None:
    (found,) = findings(plan(top=top(number=line)), draft=True)
    assert found.severity is Severity.NOTE


def test_number_lost_with_its_line() -> None:
    assert codes(plan(top=TOP.replace("Số: 145/KH-UBND\n", ""))) == ["TT001"]


DATES_BLANK = [
    "Hòa Vang, ngày     tháng 11 năm 2024", "Hòa Vang, ngày … tháng … năm 2024", "Hòa Vang, ngày ... tháng ... năm 20...", "Hòa Vang, ngày tháng năm 2024",
    "Hòa Vang, ngày …/…/2024", "Hòa Vang, ngày ____ tháng 11 năm 2024", "Hòa Vang, ngày .../11/2024",
]  # fmt: skip
DATES_GIVEN = [
    "Hòa Vang, ngày 5 tháng 11 năm 2024", "Hòa Vang, ngày 05/11/2024", "TP. Hòa Vang, ngày 05 tháng 11 năm 2024", "Thành phố Hòa Vang, ngày 05 tháng 11 năm 2024",
    "Hòa Vang, ngày 05tháng 11năm 2024", "Hòa Vang , ngày 05 tháng 11 năm 2024", "Hòa Vang, ngày 05 tháng 11 năm  2024", "HÒA VANG, NGÀY 05 THÁNG 11 NĂM 2024",
    "*Hòa Vang, ngày 05 tháng 11 năm 2024*", "Phường 5, ngày 05 tháng 11 năm 2024", "Hòa Vang, ngày 05 thang 11 năm 2024",
]  # fmt: skip


@pytest.mark.parametrize("line", DATES_BLANK)
def test_blank_date(line: str) -> None:
    assert codes(plan(top=top(date=line))) == ["TT002"]


@pytest.mark.parametrize("line", DATES_GIVEN)
def test_date_given(line: str) -> None:
    assert codes(plan(top=top(date=line))) == []


def test_date_without_a_place() -> None:
    assert codes(plan(top=top(date="Ngày 05 tháng 11 năm 2024"))) == ["TT002"]


def test_attached_plan_has_number_and_date_elsewhere() -> None:
    text = f"KẾ HOẠCH\nCải cách hành chính năm 2024\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh Bạc Liêu)\n{BODY}"
    assert codes(text) == []


def test_copy_without_a_header_is_a_warning() -> None:
    text = f"KẾ HOẠCH\nCải cách hành chính năm 2024\n{BODY}\n{END}"
    assert {(f.rule, f.severity) for f in findings(text)} == {
        ("TT001", Severity.WARNING),
        ("TT002", Severity.WARNING),
    }


SYMBOLS_WRONG = [
    "Số: 145/QĐ-UBND",
    "Số: 145/KHUBND",
    "Số: 145/KH/UBND",
    "Số: 145/UBND-KH",
    "Số: 145/BC-UBND",
    "Số: 145/KH-HĐND",
]
SYMBOLS_RIGHT = [
    "Số: 145/KH-UBND",
    "Số: 145/2024/KH-UBND",
    "Số: 145 /KH-UBND",
    "Số: 145/KH -UBND",
    "Số: 145/KH- UBND",
]


@pytest.mark.parametrize("line", SYMBOLS_WRONG)
def test_symbol_wrong(line: str) -> None:
    assert codes(plan(top=top(number=line))) == ["TT003"]


@pytest.mark.parametrize("line", SYMBOLS_RIGHT)
def test_symbol_right(line: str) -> None:
    assert codes(plan(top=top(number=line))) == []


ISSUERS = [
    ("UBND TỈNH AN GIANG\nSỞ NỘI VỤ", "Số: 12/KH-SNV"),
    ("UBND TỈNH AN GIANG\nBAN DÂN TỘC", "Số: 12/KH-BDT"),
    ("UBND HUYỆN LẮK\nPHÒNG NỘI VỤ", "Số: 12/KH-PNV"),
    ("UBND THÀNH PHỐ VINH\nTRƯỜNG THCS LÊ LỢI", "Số: 12/KH-THCSLL"),
    ("BỘ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "Số: 12/KH-BNNMT"),
    ("HỘI ĐỒNG THẨM ĐỊNH\nCHỈ SỐ CCHC TỈNH", "Số: 12/KH-HĐTĐ"),
    ("UBND TỈNH LÀO CAI\nBAN QUẢN LÝ KHU KINH TẾ", "Số: 12/KH-BQLKKT"),
    ("ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUỐC", "Số: 12/KH-UBND"),
    ("ỦY BAN NHÂN DÂN\nPHƯỜNG AN HẢI\nVĂN PHÒNG HĐND VÀ UBND", "Số: 12/KH-VP"),
]


@pytest.mark.parametrize(("lines", "number"), ISSUERS)
def test_symbol_of_other_bodies(lines: str, number: str) -> None:
    words = TOP.replace("ỦY BAN NHÂN DÂN\nTỈNH HÒA VANG", lines).replace("Số: 145/KH-UBND", number)
    assert codes(plan(top=words)) == []


# ── TT008: recipients ─────────────────────────────────────────────────────────────────────────────

ARCHIVE = [
    "- Lưu: VT, NC.", "- Lưu VT.", "- Lưu: VP.", "- Lưu: VT-NC.", "- Lưu VPUB.", "- Lưu:VT,NV(05).", "- Lưu (VT, NC).", "- Lưu: Văn thư, NC.", "Lưu: VT.",
    "- Lưu: VT, NC.Th (05b)", "- Lưu; VT, NV.", "- Lưu trữ: VT.", "-Lưu: TCCB.", "- LƯU: VT.", "+ Lưu: VT.", "- Lưu: VT, NC.\n____\n[1] Theo Quyết định số 12.",
    "- Lưu: VT, TH./.", "- Lưu Văn phòng.", "- L\u01b0u: VT (2b), H.30.",
]  # fmt: skip
NO_ARCHIVE = ["- Sở Nội vụ.", "- Cổng Thông tin điện tử tỉnh.", "- Lưu.", "- Bưu điện tỉnh;", "- Như trên."]


@pytest.mark.parametrize("line", ARCHIVE)
def test_archive_line(line: str) -> None:
    assert codes(plan(end=END.replace("- Lưu: VT, NC.", line))) == []


@pytest.mark.parametrize("line", NO_ARCHIVE)
def test_no_archive_line(line: str) -> None:
    assert codes(plan(end=END.replace("- Lưu: VT, NC.", line))) == ["TT008"]


def test_no_recipients() -> None:
    assert codes(plan(end="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An")) == ["TT008"]


def test_recipients_in_one_paragraph() -> None:
    assert (
        codes(
            plan(
                end="Nơi nhận: - Các sở, ban, ngành; - Lưu: VT, NC.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An"
            )
        )
        == []
    )


# ── TT010: enumerations ───────────────────────────────────────────────────────────────────────────

BROKEN = [
    "I. MỘT\n1. A nhé.\n2. B nhé.\n4. D nhé.",
    "I. MỘT\n1. Việc\na) Một;\nb) Hai;\nd) Ba.",
    "I. MỘT\n1. Việc\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\ne) Năm;\ng) Sáu.",
    "I. MỘT\n1. Việc\na. Một;\nb. Hai;\nc. Ba;\nd. Bốn;\ne. Năm;\nf. Sáu;\ng. Bảy;\nh. Tám.",
    "I. MỘT\n1. Việc nhé.\nII. HAI\n1. Việc nhé.\nIV. BỐN\n1. Việc nhé.",
    "I. MỘT\n1. Việc nhé.\nII. HAI\n1. Việc nhé.\nII. BA\n1. Việc nhé.",
    "I. MỘT\n1. Việc\n1.1. Một;\n1.2. Hai;\n1.4. Ba.",
    "I/ MỘT\n1/ Việc nhé.\n2/ Việc nhé.\n2/ Việc nhé.",
    "I- MỘT\n1. Việc nhé.\nII- HAI\n1. Việc nhé.\nIII- BA\n1. Việc nhé.\nII- BỐN\n1. Việc nhé.",
    "I. MỘT\n1. A nhé.\n2. B nhé.\n4. D nhé.\n5. E nhé.\n7. G nhé.\n9. H nhé.",
]
WHOLE = [
    "I. MỘT\n1. Việc\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu;\ng) Bảy;\nh) Tám;\ni) Chín;\nk) Mười;\nl) Mười một.",
    "I. MỘT\n1. Việc nhé.\nII. HAI\n1. Việc nhé.\n2. Việc nhé.\nIII. BA\n1. Việc nhé.",
    "1. MỤC ĐÍCH\n1.1. Một.\n1.2. Hai.\n2. YÊU CẦU\n2.1. Một.\n2.1.1. Nhỏ.\n2.1.2. Nhỏ.\n2.2. Hai.",
    "I. MỘT\n1. Việc gồm: a) Một; b) Hai;\nc) Ba.",
    "I. MỘT\n1. Sửa đổi như sau: “a) Sở Nội vụ;\nd) Sở Tài chính.”\n2. Việc nhé.",
    "I. MỘT\n3. Việc nhé.\n5. Việc nhé.",
    "I. MỘT\n(1) Một là.\n(3) Ba là.",
    "I. MỘT\n1. Một.\n2. Hai.\nĐiều 1. A\n1. Một.\n2. Hai.\nĐiều 2. B\n1. Một.",
    "PHẦN I\nCHUNG\nI. MỘT\n1. A nhé.\nPHẦN II\nRIÊNG\nI. MỘT\n1. B nhé.\nII. HAI\n1. C nhé.",
    "I. MỘT\n1. Năm 2024 hoàn thành.\n2. Năm 2025 hoàn thành.\n15/12/2024 là hạn cuối.\n3. Năm 2026 hoàn thành.",
]


@pytest.mark.parametrize("body", BROKEN)
def test_broken_list_is_told_once(body: str) -> None:
    assert codes(plan(body)) == ["TT010"]


@pytest.mark.parametrize("body", WHOLE)
def test_whole_list(body: str) -> None:
    assert codes(plan(body)) == []


def test_appendix_numbers_from_one_again() -> None:
    annex = "PHỤ LỤC\nPHÂN CÔNG\n(Kèm theo Kế hoạch số 145/KH-UBND ngày 05/11/2024)\n1. Sở Nội vụ.\n2. Sở Tư pháp.\nPHỤ LỤC II\nMẪU\n1. Kết quả."
    assert codes(plan("I. MỘT\n1. A nhé.\n2. B nhé.\n3. C nhé.", annex=annex)) == []


# ── TT011: doubled words ──────────────────────────────────────────────────────────────────────────

DOUBLED = [
    "ngày ngày 28 tháng 12 năm 2024",
    "các các cơ quan",
    "trong trong năm",
    "của của tỉnh",
    "tiếp nhận tiếp nhận hồ sơ",
    "theo theo quy định",
    "Ủy ban Ủy ban nhân dân tỉnh",
]
NOT_DOUBLED = [
    "giao thông thông minh", "nền tảng số số lượng lớn", "dự phòng phòng chống dịch", "ngành ngành nội vụ", "từng bước từng bước", "hội nghị nghị quyết", "chính quyền quyền lợi", "đảm bảo bảo mật",
    "Sở, sở", "quy định định kỳ", "người người nhà nhà", "ngày càng càng ngày", "công khai khai thác", "kế hoạch hoạch định", "điều hành hành chính",
]  # fmt: skip


@pytest.mark.parametrize("words", DOUBLED)
def test_doubled(words: str) -> None:
    assert codes(plan(f"I. NỘI DUNG\n1. Sở Nội vụ rà soát {words} để triển khai.")) == ["TT011"]


@pytest.mark.parametrize("words", NOT_DOUBLED)
def test_not_doubled(words: str) -> None:
    assert codes(plan(f"I. NỘI DUNG\n1. Sở Nội vụ rà soát {words} để triển khai.")) == []


def test_the_same_slip_is_told_once() -> None:
    words = [
        "Sở Nội vụ gửi kết quả của của tỉnh.",
        "Các sở gửi kết quả Của của sở và trong trong năm.",
        "Kết quả của của xã.",
    ]
    body = "\n".join(f"{number}. {line}" for number, line in enumerate(words, 1))
    text = plan(f"I. NỘI DUNG\n{body}")
    found = [
        (finding.quote, finding.values["count"], len(finding.related), finding.template)
        for finding in findings(text)
    ]
    assert found == [("của của", 3, 2, "several"), ("trong trong", 1, 0, "default")]


# ── TT012: the annex's line ───────────────────────────────────────────────────────────────────────

ANNEX_WRONG = [
    "(Kèm theo Kế hoạch số 146/KH-UBND ngày 05/11/2024 của UBND tỉnh)",
    "(Kèm theo Kế hoạch số 145/KH-UBND ngày 06/11/2024 của UBND tỉnh)",
    "(Ban hành kèm theo Kế hoạch số 154/KH-UBND ngày 05 tháng 11 năm 2024 của Ủy ban nhân dân tỉnh)",
    "(Đính kèm Kế hoạch số: 145/KH-UBND, ngày 05 tháng 11 năm 2023)",
    "Kèm theo Kế hoạch số 145 /KH-UBND ngày 15/11/2024",
]
ANNEX_RIGHT = [
    "(Kèm theo Kế hoạch số 145/KH-UBND ngày 05/11/2024 của UBND tỉnh)",
    "(Kèm theo Kế hoạch số: 145/KH-UBND ngày 5/11/2024)",
    "(Ban hành kèm theo Kế hoạch số 145 /KH-UBND, ngày 05 tháng 11 năm 2024 của Ủy ban nhân dân tỉnh Hòa Vang)",
    "(Kèm theo Kế hoạch số 0145/KH-UBND ngày 05/11/2024)",
    "(Mẫu kèm theo Thông tư số 01/2023/TT-BNV ngày 10/01/2023 của Bộ Nội vụ)",
    "(Kèm theo Kế hoạch này)",
]


def annex(line: str) -> str:
    return f"PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n{line}\n1. Sở Nội vụ tổng hợp."


@pytest.mark.parametrize("line", ANNEX_WRONG)
def test_annex_differs(line: str) -> None:
    (found,) = findings(plan(annex=annex(line)))
    assert (found.rule, found.severity) == ("TT012", Severity.ERROR)


@pytest.mark.parametrize("line", ANNEX_RIGHT)
def test_annex_agrees(line: str) -> None:
    assert codes(plan(annex=annex(line))) == []


@pytest.mark.parametrize(
    "line",
    [
        "(Kèm theo Kế hoạch số     /KH-UBND ngày    /11/2024 của UBND tỉnh)",
        "(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2024)",
    ],
)
def test_blank_annex_is_a_note(line: str) -> None:
    (found,) = findings(plan(annex=annex(line)))
    assert (found.rule, found.severity) == ("TT012", Severity.NOTE)


def test_second_appendix_is_checked_too() -> None:
    second = "PHỤ LỤC II\nMẪU BÁO CÁO\n(Kèm theo Kế hoạch số 415/KH-UBND ngày 05/11/2024 của UBND tỉnh)\n1. Kết quả."
    assert codes(plan(annex=f"{annex(ANNEX_RIGHT[0])}\n{second}")) == ["TT012"]


# ── TT013: names ──────────────────────────────────────────────────────────────────────────────────

SPELT_TWICE = ["tỉnh Hoà Vạng", "Hòa Vâng", "tỉnh Hỏa Vang", "Hóa Vang", "Hòa Văng"]
SPELT_ALIKE = ["tỉnh Hoà Vang", "HÒA VANG", "Hòa Vang", "tỉnh Bắc Cạn và Bắc Giang", "hóa vàng"]


@pytest.mark.parametrize("words", SPELT_TWICE)
def test_name_spelt_twice(words: str) -> None:
    assert codes(plan(f"I. NỘI DUNG\n1. Các cơ quan, đơn vị của {words} tự chấm điểm.")) == ["TT013"]


@pytest.mark.parametrize("words", SPELT_ALIKE)
def test_name_spelt_alike(words: str) -> None:
    assert codes(plan(f"I. NỘI DUNG\n1. Các cơ quan, đơn vị của {words} tự chấm điểm.")) == []
