"""Line ends: wraps inside a sentence, or the end of a paragraph."""

from __future__ import annotations

import pytest

from extractors.wraps import HARD, scan_text, scan_words
from models.document import CellRef, Document, DocumentBuilder, lines_document

LONG = "Thực hiện Kế hoạch số 143/KH-UBND ngày 08 tháng 12 năm 2023 của Ủy ban"


def document(*lines: str, format: str = "text") -> Document:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    return builder.build(format=format)  # type: ignore[arg-type]


# two lines; whether the end of the first is a wrap for times, and for names
CASES = [
    ("- Thời gian: trong tháng 12", "năm 2024.", True, True),
    ("ban hành ngày", "10/12/2024", True, True),
    ("Kế hoạch số 63/KH-", "UBND ngày 30/12/2022", True, True),
    ("- Thời gian: tháng 12", "Năm 2025, Sở Nội vụ", False, False),
    (LONG, "Nhân dân huyện Thanh Hà", False, True),
    ("ngày 30 tháng 12 năm 2022 của", "UBND xã", False, True),
    ("- Thời gian: tháng 12.", "năm 2024 là năm", False, False),
    ("- Thời gian: tháng 12", "- Cơ quan chủ trì: Sở Nội vụ", False, False),
    ("- Thời gian: tháng 12", "a) Năm 2024", False, False),
    ("- Thời gian: tháng 12", "2. Năm 2024", False, False),
    ("Thời gian: tháng 12", "", False, False),
    ("KẾT LUẬN TẠI CUỘC HỌP VỀ TÌNH HÌNH THỰC HIỆN NGHỊ QUYẾT", "Ngày 28 tháng 11", False, False),
]


@pytest.mark.parametrize(("first", "second", "for_times", "for_names"), CASES)
def test_what_a_line_end_is(first: str, second: str, for_times: bool, for_names: bool) -> None:
    made = document(first, second)
    assert (scan_text(made)[len(first)] == " ") is for_times
    assert (scan_text(made, names=True)[len(first)] == " ") is for_names


def test_a_format_that_knows_its_paragraphs_is_believed() -> None:
    made = document(LONG, "Nhân dân huyện Thanh Hà", format="docx")
    assert scan_text(made, names=True)[len(LONG)] == HARD


def test_cells_end_what_stands_in_them() -> None:
    builder = DocumentBuilder()
    builder.add("tháng 12", cell=CellRef(0, 0, 0))
    builder.add("năm 2024", cell=CellRef(0, 0, 1))
    assert scan_text(builder.build()) == f"tháng 12{HARD}năm 2024"


@pytest.mark.parametrize("lines", [[], [""], ["a", "", "b"], ["*Nơi nhận:*", "- Lưu: VT"]])
def test_offsets_stay(lines: list[str]) -> None:
    made = lines_document(lines)
    assert len(scan_text(made)) == len(scan_text(made, names=True)) == len(made.text)


def test_words_of_a_cell_are_one_line() -> None:
    assert scan_words("*Tháng 12*\nnăm 2024") == " tháng 12  năm 2024"
