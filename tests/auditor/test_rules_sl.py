"""SL: figures of samples and lists, and what looks like a slip and is none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.rules import Options, run_rules
from auditor.rules.figures import written
from extractors.extract import extract
from models.document import CellRef, DocumentBuilder
from models.finding import Severity
from tests.auditor.snippets import codes, findings, plan


def body(words: str) -> str:
    return plan(f"I. NỘI DUNG\n1. {words}")


GROUPS = "Số lượng mẫu điều tra xã hội học: {0} người, gồm:\n- Đại biểu HĐND tỉnh: 20 người{1};\n- Lãnh đạo sở, ban, ngành: 40 người;\n- Lãnh đạo UBND cấp huyện: 36 người{2}"

CASES: dict[str, tuple[list[str], list[str]]] = {
    "SL001": (
        [
            "Lãnh đạo sở: 04 người/sở x 18 sở = 73 người.",
            "Trưởng phòng: 12 người/huyện x 12 huyện = 143 người.",
            "Người dân: 100 phiếu/xã × 16 xã = 1.500 phiếu.",
            "Chủ tịch xã: 01 người/xã * 184 xã = 148 người.",
            "Lãnh đạo huyện: 40 người (03 người/huyện x 12 huyện).",
            "Công chức (05 người/cơ quan X 20 cơ quan = 110 người)./.",
        ],
        [
            "Lãnh đạo sở: 04 người/sở x 18 sở = 72 người.",
            "Người dân: 100 phiếu/xã × 16 xã = 1.600 phiếu.",
            "Lãnh đạo phòng (02 người/huyện x 12 huyện = khoảng 26 người).",
            "Khổ giấy 21 x 29 = 30 cm.",
            "Định mức 2.000 đồng x 482 phiếu = 900.000 đồng.",
            "Hội nghị khóa XV x 2 = 31.",
        ],
    ),
    "SL002": (
        [
            GROUPS.format(95, "", "."),
            GROUPS.format(106, "", "./."),
            "Tổng số phiếu: 300 phiếu, gồm: cấp tỉnh 100 phiếu; cấp huyện 150 phiếu.",
            "Số lượng mẫu (180 công chức), gồm: Lãnh đạo cấp phòng (5 người x 20 cơ quan) và công chức (5 người x 20 cơ quan).",
            "Tổng số mẫu: 52 người, gồm: Lãnh đạo 30 người; công chức 20 người.",
        ],
        [
            GROUPS.format(96, "", "."),
            GROUPS.format(96, "", " (36 người)./.").replace(": 36 người (36 người)", " (36 người)"),
            GROUPS.format("khoảng 100", "", "."),
            "Tổng số công chức: 96 người, trong đó có 40 nữ, 20 đảng viên.",
            "Tổng số mẫu: 300 phiếu, trong đó: cấp tỉnh 100 phiếu, …",
            "Tổng số công chức của Sở là 96 người, gồm các phòng chuyên môn và 02 đơn vị trực thuộc.",
            "Cấp 500 phiếu, thu về 480 phiếu, hợp lệ 470 phiếu.",
        ],
    ),
    "SL003": (
        [
            "Tất cả lãnh đạo huyện/huyện x 8 huyện, khoảng 24 người.",
            "Lãnh đạo UBND cấp xã: 03 người/xã x … xã = 54 người.",
            "Lãnh đạo UBND cấp xã: 03 người/xã x ...... xã = 54 người.",
            "Lãnh đạo phòng: người/đơn vị x 07 đơn vị = 21 người.",
            "Lãnh đạo phòng: … người/đơn vị x 07 đơn vị = 21 người.",
        ],
        [
            "Lãnh đạo UBND cấp xã: 03 người/xã x 18 xã = 54 người.",
            "Lãnh đạo phòng: 03 người/đơn vị x 07 đơn vị.",
            "Mỗi xã chọn 03 người, tổng cộng 18 xã.",
            "Lãnh đạo cấp xã: 54 người (18 xã x 03 người).",
            "Phát 04 phiếu/thôn x 10 thôn/xã x 05 xã = 200 phiếu.",
        ],
    ),
    "SL004": (
        [
            "Điều tra tại 04 huyện: An Sơn, Bình Lục và Cẩm Khê.",
            "Điều tra tại 02 xã: An Sơn, Bình Lục, Cẩm Khê.",
            "Thẩm định 03 lĩnh vực: cải cách thể chế; cải cách thủ tục hành chính.",
            "Giao 04 sở: Sở Nội vụ, Sở Tài chính, Sở Tư pháp.",
            "Giao 02 phòng: Phòng Nội vụ, Phòng Tư pháp, Phòng Thanh tra.",
            "Thực hiện 03 bước sau:\na) Tự chấm điểm;\nb) Thẩm định;\nc) Công bố;\nd) Lưu hồ sơ.",
        ],
        [
            "Điều tra tại 03 huyện: An Sơn, Bình Lục và Cẩm Khê.",
            "Điều tra tại 03 huyện, thành phố: An Sơn, thị xã Bình Lục và thành phố Cẩm Khê.",
            "Giao 03 sở: Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính, Sở Tư pháp.",
            "Giao 02 phòng: Phòng Kinh tế, Hạ tầng và Đô thị; Phòng Văn hóa - Xã hội.",
            "Điều tra tại một số huyện trong 08 huyện: An Sơn, Bình Lục, …",
            "Thẩm định ít nhất 05 lĩnh vực: cải cách thể chế; cải cách thủ tục hành chính.",
            "Thực hiện 03 bước sau:\na) Tự chấm điểm;\nb) Thẩm định;\nc) Công bố.",
        ],
    ),
    "SL007": (
        [
            "Đối tượng và số lượng phiếu điều tra xã hội học: thực hiện theo Kế hoạch của UBND huyện.",
            "Số lượng mẫu khảo sát theo hướng dẫn của Sở Nội vụ.",
            "Cỡ mẫu điều tra xã hội học do Sở Nội vụ hướng dẫn.",
            "Số lượng phiếu khảo sát được thực hiện theo phân bổ của UBND tỉnh.",
            "Số lượng đối tượng điều tra xã hội học thực hiện theo quy định tại Kế hoạch của tỉnh.",
        ],
        [
            "Số lượng mẫu điều tra xã hội học: 120 phiếu.",
            "Điều tra xã hội học theo hướng dẫn của Sở Nội vụ.",
            "Điều tra xã hội học toàn bộ lãnh đạo các sở, ban, ngành.",
            "Sở Nội vụ xác định số lượng, đối tượng điều tra.",
            "Phiếu điều tra xã hội học thực hiện theo mẫu của Bộ Nội vụ.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, (wrong, _) in CASES.items() for words in wrong]
)
def test_found(code: str, words: str) -> None:
    assert codes(body(words)) == [code]


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, (_, right) in CASES.items() for words in right]
)
def test_not_found(code: str, words: str) -> None:
    assert codes(body(words)) == []


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Trưởng phòng: 01 người/phòng x 12 huyện x 12 phòng = 143 người (riêng huyện Bình Giang có 11/12 phòng).", "SL001"),
        ("Lãnh đạo xã: 03 người/xã x 96 xã = 287 người (riêng xã Bến Gỗ hiện chỉ có 02 lãnh đạo).", "SL001"),
        (GROUPS.format(95, " (01 đại biểu đồng thời là lãnh đạo sở chỉ tính một lần)", "."), "SL002"),
        (GROUPS.format(95, "", ".\nGhi chú: 01 đại biểu HĐND tỉnh đồng thời là giám đốc sở chỉ tính một lần."), "SL002"),
        (GROUPS.format("95 người (đã loại trừ 01 người trùng)", "", ".").replace("trùng) người", "trùng)"), "SL002"),
        (GROUPS.format(94, "", ".\nTrường hợp đại biểu đồng thời là lãnh đạo sở thì chỉ tính một lần."), "SL002"),
        (GROUPS.format(95, "", " (trùng 01 người)."), "SL002"),
    ],
)  # fmt: skip
def test_explained_difference_is_a_note(words: str, rule: str) -> None:
    (found,) = findings(body(words))
    assert (found.rule, found.severity) == (rule, Severity.NOTE)
    assert found.explanation
    assert not found.explanation.endswith((".", "/", ")", ","))


@pytest.mark.parametrize(
    "words",
    [
        GROUPS.format(70, "", ".\nTrường hợp đại biểu đồng thời là lãnh đạo sở thì chỉ tính một lần."),
        GROUPS.format(99, "", ".\nTrường hợp trùng chỉ tính một lần."),
    ],
)
def test_note_does_not_explain_everything(words: str) -> None:
    (found,) = findings(body(words))
    assert (found.rule, found.severity) == ("SL002", Severity.ERROR)


def test_quote_begins_with_the_words() -> None:
    (found,) = findings(body("Tất cả lãnh đạo UBND cấp huyện/huyện x 8 huyện, khoảng 24 người."))
    assert found.quote.startswith("Tất cả lãnh đạo UBND cấp huyện/huyện")


# ── tables ────────────────────────────────────────────────────────────────────────────────────────


def table_codes(rows: list[list[str]]) -> list[str]:
    builder = DocumentBuilder()
    for line in plan("I. NỘI DUNG\n1. Phân bổ phiếu điều tra như bảng sau.").split("\n"):
        builder.add(line)
    builder.add("PHỤ LỤC")
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            builder.add(words, cell=CellRef(0, number, column))
    found, _ = run_rules(extract(builder.build(format="docx")), Options())
    return sorted(finding.rule for finding in found)


HEAD = ["STT", "Đối tượng", "Số phiếu điều tra"]
TABLES_WRONG = [
    [HEAD, ["1", "Lãnh đạo sở", "100"], ["2", "Lãnh đạo huyện", "32"], ["", "Tổng cộng", "142"]],
    [HEAD, ["", "Tổng số", "150"], ["1", "Lãnh đạo sở", "100"], ["2", "Lãnh đạo huyện", "32"]],
    [HEAD, ["I", "Cấp tỉnh", "100"], ["1", "Lãnh đạo", "60"], ["2", "Công chức", "40"], ["II", "Cấp huyện", "50"], ["1", "Lãnh đạo", "50"], ["", "Cộng", "160"]],
    [["TT", "Đơn vị", "Số lượng mẫu khảo sát"], ["1", "Sở Nội vụ", "1.200"], ["2", "Sở Y tế", "800"], ["", "Tổng cộng", "2.100"]],
    [["TT", "Đơn vị", "Số người được khảo sát", "Ghi chú"], ["1", "Sở Nội vụ", "05 người", ""], ["2", "Sở Y tế", "04 người", ""], ["", "Tổng", "10 người", ""]],
]  # fmt: skip
TABLES_RIGHT = [
    [HEAD, ["1", "Lãnh đạo sở", "100"], ["2", "Lãnh đạo huyện", "32"], ["", "Tổng cộng", "132"]],
    [HEAD, ["", "Tổng số", "132"], ["1", "Lãnh đạo sở", "100"], ["2", "Lãnh đạo huyện", "32"]],
    [HEAD, ["I", "Cấp tỉnh", "100"], ["1", "Lãnh đạo", "60"], ["2", "Công chức", "40"], ["II", "Cấp huyện", "50"], ["1", "Lãnh đạo", "50"], ["", "Cộng", "150"]],
    # percentages, points, money, quotas, years are not added up
    [["TT", "Đơn vị", "Tỷ lệ phiếu hợp lệ"], ["1", "Sở Nội vụ", "90"], ["2", "Sở Y tế", "80"], ["", "Tổng cộng", "85"]],
    [["TT", "Nội dung in phiếu", "Số tiền (đồng)"], ["1", "In phiếu", "900"], ["2", "Phát phiếu", "80"], ["", "Tổng cộng", "850"]],
    [["TT", "Đối tượng khảo sát", "Số phiếu/đơn vị"], ["1", "Sở", "5"], ["2", "Xã", "4"], ["", "Tổng cộng", "10"]],
    # a blank or a word in the column, levels without numbers
    [HEAD, ["1", "Lãnh đạo sở", "100"], ["2", "Lãnh đạo huyện", "theo thực tế"], ["", "Tổng cộng", "142"]],
    [HEAD, ["1", "Lãnh đạo sở", "100"], ["2", "Lãnh đạo huyện", ""], ["", "Tổng cộng", "142"]],
    [HEAD, ["1", "Cấp tỉnh", "100"], ["1.1", "Lãnh đạo", "60"], ["1.2", "Công chức", "40"], ["", "Tổng cộng", "110"]],
    [HEAD, ["1", "Lãnh đạo sở", "100"], ["", "Tổng cộng", "142"]],
]  # fmt: skip


@pytest.mark.parametrize("rows", TABLES_WRONG)
def test_wrong_total_of_a_table(rows: list[list[str]]) -> None:
    assert table_codes(rows) == ["SL002"]


@pytest.mark.parametrize("rows", TABLES_RIGHT)
def test_table_without_a_wrong_total(rows: list[list[str]]) -> None:
    assert table_codes(rows) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"), (1600, "1.600"), (Fraction(5, 2), "2,5"), (Fraction(2469, 2), "1.234,5"), (Fraction(1, 1000), "0,001"),
        (Fraction(999, 1000), "0,999"), (Fraction(1, 3), "0,33"), (None, ""),
    ],
)  # fmt: skip
def test_figures_as_they_are_written(number: int | Fraction | None, words: str) -> None:
    assert written(number) == words
