"""Labels, levels and zones in the ways that offices number their texts."""

from __future__ import annotations

import pytest

from extractors.numerals import roman_value
from extractors.outline import outline, read_label
from models.document import lines_document

# a paragraph; kind, label, value; None for words that are no label
LABELS: list[tuple[str, tuple[str, str, int] | None]] = [
    ("I. NỘI DUNG", ("roman", "I", 1)),
    ("IV. NỘI DUNG", ("roman", "IV", 4)),
    ("I- NỘI DUNG", ("roman", "I", 1)),
    ("I - NỘI DUNG", ("roman", "I", 1)),
    ("II/ NỘI DUNG", ("roman", "II", 2)),
    ("1. Sở Nội vụ", ("number", "1", 1)),
    ("1/ Sở Nội vụ", ("number", "1", 1)),
    ("1) Sở Nội vụ", ("number", "1", 1)),
    ("1.Sở Nội vụ", ("number", "1", 1)),
    ("12. Sở Nội vụ", ("number", "12", 12)),
    ("(1) Sở Nội vụ", ("number", "(1)", 1)),
    ("(12) Sở Nội vụ", ("number", "(12)", 12)),
    ("1.1. Sở Nội vụ", ("decimal", "1.1", 1)),
    ("1.1 Sở Nội vụ", ("decimal", "1.1", 1)),
    ("2.3.4. Sở Nội vụ", ("decimal", "2.3.4", 4)),
    ("a) Sở Nội vụ", ("letter", "a", 1)),
    ("a. Sở Nội vụ", ("letter", "a", 1)),
    ("a/ Sở Nội vụ", ("letter", "a", 1)),
    ("d) Sở Nội vụ", ("letter", "d", 4)),
    ("đ) Sở Nội vụ", ("letter", "đ", 5)),
    ("e) Sở Nội vụ", ("letter", "e", 6)),
    ("f) Sở Nội vụ", ("letter", "f", 6)),
    ("g) Sở Nội vụ", ("letter", "g", 7)),
    ("- Sở Nội vụ", ("dash", "-", 0)),
    ("– Sở Nội vụ", ("dash", "-", 0)),
    ("• Sở Nội vụ", ("dash", "•", 0)),
    ("+ Sở Nội vụ", ("plus", "+", 0)),
    ("* Sở Nội vụ", ("star", "*", 0)),
    ("A. PHẦN CHUNG", ("part", "A", 1)),
    ("PHẦN I", ("part", "PHẦN I", 1)),
    ("Phần thứ hai", ("part", "Phần thứ hai", 2)),
    ("Chương II", ("chapter", "Chương II", 2)),
    ("12/KH-UBND ngày 05/01/2024", None),
    ("15/12/2024 là hạn cuối", None),
    ("Sở Nội vụ", None),
    ("-12 độ C", None),
    ("I have", None),
    ("2024 là năm", None),
]


@pytest.mark.parametrize(("words", "want"), LABELS)
def test_label(words: str, want: tuple[str, str, int] | None) -> None:
    document = lines_document([words])
    found = read_label(document, document.blocks[0])
    assert (found[:3] if found else None) == want


@pytest.mark.parametrize(
    ("label", "value"),
    [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("IIX", 0), ("VX", 0), ("IIII", 0)],
)
def test_roman(label: str, value: int) -> None:
    assert roman_value(label) == value


# lines of a body; ids of their items
TREES: list[tuple[list[str], list[str]]] = [
    (["I. MỘT", "1. Hai", "a) Ba", "- Bốn", "+ Năm", "b) Sáu", "2. Bảy", "II. TÁM", "1. Chín"], ["I", "I.1", "I.1.a", "I.1.a", "I.1.a", "I.1.b", "I.2", "II", "II.1"]),
    (["I. MỘT", "1. Hai", "(1) Ba", "- Bốn", "(2) Năm", "2. Sáu"], ["I", "I.1", "I.1.(1)", "I.1.(1)", "I.1.(2)", "I.2"]),
    (["I. MỘT", "1. Hai", "a) Ba", "(1) Bốn", "b) Năm"], ["I", "I.1", "I.1.a", "I.1.a.(1)", "I.1.b"]),
    (["1. Một", "1.1. Hai", "1.1.1. Ba", "1.1.2. Bốn", "1.2. Năm", "2. Sáu"], ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2"]),
    (["I/ MỘT", "1/ Hai", "a/ Ba", "b/ Bốn", "2/ Năm"], ["I", "I.1", "I.1.a", "I.1.b", "I.2"]),
    (["A. MỘT", "I. HAI", "1. Ba", "B. BỐN", "I. NĂM"], ["A", "A.I", "A.I.1", "B", "B.I"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "ids"), TREES)
def test_tree(lines: list[str], ids: list[str]) -> None:
    document = lines_document(
        ["KẾ HOẠCH", "Cải cách hành chính", "Căn cứ Luật Tổ chức chính quyền địa phương;", *lines]
    )
    assert [item.id for item in outline(document).items] == ids


HEAD = ["ỦY BAN NHÂN DÂN", "TỈNH AN GIANG", "Số: 12/KH-UBND", "KẾ HOẠCH"]
BODY = ["I. MỤC ĐÍCH", "1. Đánh giá đúng."]
END = ["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT."]
SIGNED = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An"]
GROUND = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"
ZONES: list[tuple[list[str], str]] = [
    ([*HEAD, "Cải cách hành chính năm 2024", GROUND, *BODY, *END], "hhhhhgbbrrr"),
    ([*HEAD, "Cải cách hành chính năm 2024", *BODY, *END], "hhhhhbbrrr"),
    # a subject that begins like a ground
    ([*HEAD, "Thực hiện cải cách hành chính trên địa bàn tỉnh năm 2024", GROUND, *BODY, *END], "hhhhhgbbrrr"),
    ([*HEAD, "Triển khai thực hiện đánh giá Chỉ số cải cách hành chính năm 2024", GROUND, *BODY, *END], "hhhhhgbbrrr"),
    # columns read from the right first
    ([*HEAD, "Cải cách hành chính năm 2024", GROUND, *BODY, *SIGNED[:2], *END], "hhhhhgbbrrrrr"),
    # appendices
    ([*HEAD, "Cải cách hành chính năm 2024", GROUND, *BODY, *END, "PHỤ LỤC", "PHÂN CÔNG", "(Kèm theo Kế hoạch số 12/KH-UBND)", "1. Sở Nội vụ"], "hhhhhgbbrrraaaa"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "zones"), ZONES)
def test_zones(lines: list[str], zones: str) -> None:
    assert "".join(zone[0] for zone in outline(lines_document(lines)).zones) == zones


def test_two_appendices() -> None:
    lines = [
        *HEAD,
        GROUND,
        *BODY,
        *END,
        "PHỤ LỤC I",
        "PHÂN CÔNG",
        "1. Sở Nội vụ thẩm định.",
        "PHỤ LỤC II",
        "MẪU BÁO CÁO",
        "1. Kết quả đạt được.",
    ]
    document = lines_document(lines)
    starts = [document.words(span).split("\n")[0] for span in outline(document).appendices]
    assert starts == ["PHỤ LỤC I", "PHỤ LỤC II"]
