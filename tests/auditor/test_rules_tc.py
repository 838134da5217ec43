"""TC: scoring frames, bands and who appraises, and what looks like a slip and is none."""

from __future__ import annotations

import pytest

from tests.auditor.snippets import codes, findings, plan

FRAME = """I. NỘI DUNG
1. Bộ Chỉ số gồm {0}:
- Chỉ đạo, điều hành: {1};
- Cải cách thể chế: 4 tiêu chí và 9 tiêu chí thành phần (12 điểm);
- Cải cách thủ tục hành chính: 5 tiêu chí và 13 tiêu chí thành phần (18 điểm)."""
ANNOUNCED = "03 lĩnh vực, 15 tiêu chí và 34 tiêu chí thành phần, tổng điểm 46"
FIRST = "6 tiêu chí và 12 tiêu chí thành phần (16 điểm)"


@pytest.mark.parametrize(
    ("announced", "first"),
    [
        ("03 lĩnh vực, 16 tiêu chí và 34 tiêu chí thành phần, tổng điểm 46", FIRST),
        ("03 lĩnh vực, 15 tiêu chí và 35 tiêu chí thành phần, tổng điểm 46", FIRST),
        ("03 lĩnh vực, 15 tiêu chí và 34 tiêu chí thành phần, tổng điểm 100", FIRST),
        ("04 lĩnh vực, 15 tiêu chí và 34 tiêu chí thành phần, tổng điểm 46", FIRST),
        (ANNOUNCED, "7 tiêu chí và 12 tiêu chí thành phần (16 điểm)"),
        (ANNOUNCED, "6 tiêu chí và 12 tiêu chí thành phần (17 điểm)"),
    ],
)
def test_frame_does_not_add_up(announced: str, first: str) -> None:
    assert codes(plan(FRAME.format(announced, first))) == ["TC001"]


@pytest.mark.parametrize(
    ("announced", "first"),
    [
        (ANNOUNCED, FIRST),
        (ANNOUNCED, "06 tiêu chí, 12 tiêu chí thành phần (16,0 điểm)"),
        ("03 lĩnh vực, 15 tiêu chí và 34 tiêu chí thành phần", FIRST),
        ("03 lĩnh vực, 15 tiêu chí, 34 tiêu chí thành phần (tổng điểm 46 điểm)", FIRST),
        ("3 lĩnh vực, 15 tiêu chí và 34 tiêu chí thành phần với tổng điểm là 46", FIRST),
    ],
)
def test_frame_adds_up(announced: str, first: str) -> None:
    assert codes(plan(FRAME.format(announced, first))) == []


def bands(*words: str) -> str:
    return plan("I. NỘI DUNG\n1. Xếp loại theo điểm Chỉ số:\n" + "\n".join(f"- {line};" for line in words))


@pytest.mark.parametrize(
    "scale",
    [
        (
            "Xuất sắc: từ 90 đến 100 điểm",
            "Tốt: từ 80 đến dưới 88 điểm",
            "Khá: từ 65 đến dưới 80 điểm",
            "Trung bình: dưới 65 điểm",
        ),
        (
            "Xuất sắc: từ 90 đến 100 điểm",
            "Tốt: từ 80 đến dưới 92 điểm",
            "Khá: từ 65 đến dưới 80 điểm",
            "Trung bình: dưới 65 điểm",
        ),
        (
            "Xuất sắc: từ 90 điểm trở lên",
            "Tốt: từ 80 đến dưới 90 điểm",
            "Khá: từ 65 đến dưới 75 điểm",
            "Trung bình: dưới 65 điểm",
        ),
        (
            "Xuất sắc: từ 90 điểm trở lên",
            "Tốt: từ 70 đến 90 điểm",
            "Khá: từ 50 đến dưới 70 điểm",
            "Trung bình: dưới 50 điểm",
        ),
        ("Tốt: trên 80 điểm", "Khá: từ 50 đến dưới 80 điểm", "Trung bình: dưới 50 điểm"),
    ],
)
def test_bands_do_not_meet(scale: tuple[str, ...]) -> None:
    assert codes(bands(*scale)) == ["TC002"]
    (finding,) = findings(bands(*scale))
    assert (finding.expected, finding.actual) == (None, None)  # nobody knows which of the two is right


@pytest.mark.parametrize(
    "scale",
    [
        (
            "Xuất sắc: từ 90 đến 100 điểm",
            "Tốt: từ 80 đến dưới 90 điểm",
            "Khá: từ 65 đến dưới 80 điểm",
            "Trung bình: dưới 65 điểm",
        ),
        (
            "Xuất sắc: từ 90% trở lên",
            "Tốt: từ 80% đến dưới 90%",
            "Khá: từ 65% đến dưới 80%",
            "Trung bình: dưới 65%",
        ),
        ("Xuất sắc: 90 - 100 điểm", "Tốt: 80 - 89 điểm", "Khá: 65 - 79 điểm", "Trung bình: dưới 65 điểm"),
        (
            "Trung bình: dưới 65 điểm",
            "Khá: từ 65 đến dưới 80 điểm",
            "Tốt: từ 80 đến dưới 90 điểm",
            "Xuất sắc: từ 90 đến 100 điểm",
        ),
        ("Tốt: trên 80 điểm", "Khá: từ 50 đến 80 điểm", "Trung bình: dưới 50 điểm"),
    ],
)
def test_bands_meet(scale: tuple[str, ...]) -> None:
    assert codes(bands(*scale)) == []


CHARGES = [
    "- Sở Nội vụ thẩm định các lĩnh vực: Chỉ đạo, điều hành.",
    "- Sở Tư pháp thẩm định lĩnh vực: Cải cách thể chế.",
    "- Văn phòng UBND tỉnh thẩm định lĩnh vực: Cải cách thủ tục hành chính.",
]


def charged(*lines: str) -> str:
    return plan(FRAME.format(ANNOUNCED, FIRST) + "\n2. Phân công thẩm định\n" + "\n".join(lines))


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_field_without_appraiser(left_out: int) -> None:
    lines = [line for number, line in enumerate(CHARGES) if number != left_out]
    assert codes(charged(*lines)) == ["TC003"]


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("Cải cách thể chế", "Cải cách thể chế hành chính"),
        ("Chỉ đạo, điều hành", "Công tác chỉ đạo, điều hành cải cách hành chính"),
        ("Cải cách thủ tục hành chính", "Cải cách TTHC"),
        ("Cải cách thể chế", "CẢI CÁCH THỂ CHẾ"),
        ("lĩnh vực: Cải cách", "lĩnh vực Cải cách"),
    ],
)
def test_every_field_has_an_appraiser(words: str, others: str) -> None:
    assert codes(charged(*(line.replace(words, others) for line in CHARGES))) == []


def test_charges_about_something_else() -> None:
    assert (
        codes(charged("- Sở Nội vụ thẩm định hồ sơ của các huyện.", "- Sở Tài chính thẩm định dự toán."))
        == []
    )
