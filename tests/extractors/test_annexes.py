"""The line that ties an appendix to its document, in the ways that it is typed."""

from __future__ import annotations

import pytest

from extractors.annexes import find_annexes
from extractors.outline import outline
from models.document import lines_document

# the line; type, number, symbol, date, blank number, blank date
LINES: list[tuple[str, tuple[object, ...]]] = [
    ("(Kèm theo Kế hoạch số 145/KH-UBND ngày 05/11/2024 của UBND tỉnh)", ("KH", "145", "KH-UBND", "2024-11-05", False, False)),
    ("(Kèm theo Kế hoạch số: 145 /KH-UBND ngày 5 tháng 11 năm 2024)", ("KH", "145", "KH-UBND", "2024-11-05", False, False)),
    ("(Ban hành kèm theo Quyết định số 27/2024/QĐ-UBND ngày 05-11-2024)", ("QĐ", "27/2024", "QĐ-UBND", "2024-11-05", False, False)),
    ("(Đính kèm Công văn số 972/SNV-CCHC ngày 05.11.2024 của Sở Nội vụ)", ("CV", "972", "SNV-CCHC", "2024-11-05", False, False)),
    ("Kèm theo Kế hoạch số 145/KH-UBND, ngày 05/11/2024", ("KH", "145", "KH-UBND", "2024-11-05", False, False)),
    ("(Kèm theo Kế hoạch số     /KH-UBND ngày    /11/2024 của UBND tỉnh)", ("KH", None, "KH-UBND", None, True, True)),
    ("(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2024)", ("KH", None, "KH-UBND", None, True, True)),
    ("(Kèm theo Kế hoạch số 145/KH-UBND của UBND tỉnh)", ("KH", "145", "KH-UBND", None, False, False)),
    ("*(Kèm theo Kế hoạch số 145/KH-UBND ngày 05/11/2024 của UBND tỉnh)*", ("KH", "145", "KH-UBND", "2024-11-05", False, False)),
    ("(Kèm theo Kế hoạch số 145/KH–UBND ngày 05/11/2024)", ("KH", "145", "KH–UBND", "2024-11-05", False, False)),
]  # fmt: skip


def annexes(*lines: str) -> list[tuple[object, ...]]:
    document = lines_document(["KẾ HOẠCH", "1. Sở Nội vụ", "Nơi nhận:", "- Lưu: VT.", *lines])
    found = find_annexes(document, outline(document))
    return [
        (a.type, a.number, a.symbol, str(a.issued.end) if a.issued else None, a.number_blank, a.date_blank)
        for a in found
    ]


@pytest.mark.parametrize(("line", "want"), LINES)
def test_line(line: str, want: tuple[object, ...]) -> None:
    (found,) = annexes("PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ", line, "1. Sở Nội vụ")
    assert (found[0], found[1], str(found[2]).replace("–", "-"), *found[3:]) == (
        want[0],
        want[1],
        str(want[2]).replace("–", "-"),
        *want[3:],
    )


def test_each_appendix_has_its_own() -> None:
    lines = [
        "PHỤ LỤC I",
        "PHÂN CÔNG",
        LINES[0][0],
        "1. Sở Nội vụ",
        "PHỤ LỤC II",
        "MẪU BÁO CÁO",
        LINES[5][0],
        "1. Kết quả",
    ]
    assert [found[1] for found in annexes(*lines)] == ["145", None]


@pytest.mark.parametrize(
    "line", ["(Kèm theo Kế hoạch này)", "Danh sách kèm theo gồm 12 đơn vị", "(Áp dụng cho cấp xã)"]
)
def test_no_line(line: str) -> None:
    assert annexes("PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ", line, "1. Sở Nội vụ") == []
