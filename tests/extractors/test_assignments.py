"""Who appraises which fields and criteria."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractors.assignments import find_assignments
from extractors.criteria_names import same_field
from extractors.outline import outline
from extractors.readers.text import read_text
from extractors.scoring import find_scoring
from models.document import CellRef, Document, DocumentBuilder, lines_document

ABOUT = "Kế hoạch xác định Chỉ số cải cách hành chính năm 2024"


def read(path: Path) -> Document:
    return read_text(path.read_bytes(), path=path.name, sha256="")


def assignments(*lines: str) -> list[tuple[str, list[str]]]:
    document = lines_document([ABOUT, "VIII. PHÂN CÔNG THỰC HIỆN", *lines])
    return [(found.agency, list(found.items)) for found in find_assignments(document, outline(document))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "1. Sở Nội vụ",
                "Thẩm định kết quả tự chấm điểm về các lĩnh vực:",
                "- Chỉ đạo, điều hành;",
                "- Cải cách bộ máy.",
            ],
            [("Sở Nội vụ", ["Chỉ đạo, điều hành", "Cải cách bộ máy"])],
        ),
        (
            [
                "2. Văn phòng UBND tỉnh",
                "- Phối hợp với Sở Nội vụ.",
                "- Thẩm định kết quả về lĩnh vực:",
                "+ Cải cách thủ tục hành chính.",
                "+ Cơ chế một cửa.",
            ],
            [("Văn phòng UBND tỉnh", ["Cải cách thủ tục hành chính", "Cơ chế một cửa"])],
        ),
        (
            ["3. Sở Tư pháp có trách nhiệm", "a) Thẩm định kết quả tự đánh giá lĩnh vực cải cách thể chế."],
            [("Sở Tư pháp", ["cải cách thể chế"])],
        ),
        (
            [
                "3. Sở Tư pháp:",
                "Trực tiếp thẩm định lĩnh vực cải cách thể chế; lĩnh vực cải cách thủ tục hành chính.",
            ],
            [("Sở Tư pháp", ["cải cách thể chế", "cải cách thủ tục hành chính"])],
        ),
        (
            [
                "5. Sở Thông tin và Truyền thông",
                "Thẩm định kết quả về lĩnh vực hiện đại hóa nền hành chính, gồm 02 tiêu chí:",
                "- Ứng dụng CNTT;",
                "- Dịch vụ công trực tuyến.",
            ],
            [
                (
                    "Sở Thông tin và Truyền thông",
                    ["hiện đại hóa nền hành chính", "Ứng dụng CNTT", "Dịch vụ công trực tuyến"],
                )
            ],
        ),
        (
            [
                "6. Sở Khoa học và Công nghệ",
                "Thẩm định kết quả về tiêu chí áp dụng ISO (thuộc lĩnh vực hiện đại hóa nền hành chính).",
            ],
            [
                (
                    "Sở Khoa học và Công nghệ",
                    ["tiêu chí áp dụng ISO (thuộc lĩnh vực hiện đại hóa nền hành chính)"],
                )
            ],
        ),
        (
            [
                "1. Phân công thẩm định",
                "- Sở Tư pháp: lĩnh vực cải cách thể chế;",
                "- Sở Tài chính: thẩm định lĩnh vực cải cách tài chính công.",
            ],
            [("Sở Tư pháp", ["cải cách thể chế"]), ("Sở Tài chính", ["cải cách tài chính công"])],
        ),
        (
            ["1. Sở Nội vụ", "Thẩm định các lĩnh vực: Chỉ đạo, điều hành; cải cách thể chế."],
            [("Sở Nội vụ", ["Chỉ đạo, điều hành", "cải cách thể chế"])],
        ),
    ],
)
def test_assignments(lines: list[str], expected: list[tuple[str, list[str]]]) -> None:
    assert assignments(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["4. Văn phòng UBND tỉnh", "Theo dõi, đánh giá chỉ số đối với từng lĩnh vực được giao."],
        ["2. Sở Tài chính", "Thực hiện các tiêu chí, tiêu chí thành phần theo lĩnh vực được phân công."],
        [
            "1. Các sở, ban, ngành",
            "Tự đánh giá theo các tiêu chí được quy định trong Quyết định số 2792/QĐ-UBND.",
        ],
        [
            "1. Bộ chỉ số gồm 07 lĩnh vực",
            "- Đánh giá thể chế: 3 tiêu chí và 5 tiêu chí thành phần (14 điểm);",
        ],
        [
            "a) Sở Tư pháp chủ trì, theo dõi thi hành pháp luật trong lĩnh vực đầu tư; hoàn thành trước ngày 16/12."
        ],
        ["1. Mục tiêu", "Đánh giá các lĩnh vực chủ yếu của cải cách hành chính."],
        ["1. Đánh giá lĩnh vực cải cách thể chế", "- Thời gian: tháng 12."],
    ],
)
def test_no_assignments(lines: list[str]) -> None:
    assert assignments(*lines) == []


def test_other_documents_charge_nobody() -> None:
    document = lines_document(["1. Sở Công Thương", "Chủ trì thực hiện lĩnh vực công nghiệp chế biến."])
    assert find_assignments(document, outline(document)) == ()


def test_spans_give_the_words() -> None:
    document = lines_document(
        [ABOUT, "3. Sở Tư pháp", "Thẩm định kết quả về lĩnh vực:", "- Cải cách thể chế;"]
    )
    (found,) = find_assignments(document, outline(document))
    assert document.words(found.span) == "Sở Tư pháp"
    assert [document.words(span) for span in found.item_spans] == ["Cải cách thể chế"]
    assert found.limited == (False,)


def cells(*rows: tuple[str, ...]) -> Document:
    builder = DocumentBuilder()
    builder.add(ABOUT)
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            builder.add(word, cell=CellRef(0, row, column))
    return builder.build()


def test_table_with_agency_rows() -> None:
    document = cells(
        ("Stt", "Nội dung, nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp"),
        ("1", "Sở Nội vụ", "", ""),
        ("1.1", "Lĩnh vực 1 Chỉ đạo, điều hành: Các Tiêu chí 1.1, 1.2.", "Sở Nội vụ", "Các sở"),
        ("1.2", "Lĩnh vực 4 Cải cách tổ chức bộ máy", "", ""),
        ("2", "Sở Tài chính", "", ""),
        ("2.1", "Lĩnh vực 8 Tác động của CCHC", "", ""),
        ("-", "Tiêu chí 8.4 Thu ngân sách", "", ""),
        ("3", "Chuẩn bị tài liệu kiểm chứng", "", ""),
        ("3.1", "Ngành, lĩnh vực Y tế", "Sở Y tế", ""),
    )
    found = find_assignments(document, outline(document))
    assert [(item.agency, item.items, item.limited) for item in found] == [
        (
            "Sở Nội vụ",
            ("Lĩnh vực 1 Chỉ đạo, điều hành: Các Tiêu chí 1.1, 1.2", "Lĩnh vực 4 Cải cách tổ chức bộ máy"),
            (True, False),
        ),
        ("Sở Tài chính", ("Lĩnh vực 8 Tác động của CCHC", "Tiêu chí 8.4 Thu ngân sách"), (True, False)),
    ]


def test_table_of_fields() -> None:
    document = cells(
        ("STT", "Lĩnh vực", "Cơ quan thẩm định"),
        ("1", "Chỉ đạo, điều hành", "Sở Nội vụ"),
        ("2", "Cải cách thể chế", "Sở Tư pháp"),
        ("3", "Cải cách tổ chức bộ máy", "Sở Nội vụ"),
    )
    found = find_assignments(document, outline(document))
    assert [(item.agency, item.items) for item in found] == [
        ("Sở Nội vụ", ("Chỉ đạo, điều hành", "Cải cách tổ chức bộ máy")),
        ("Sở Tư pháp", ("Cải cách thể chế",)),
    ]


def test_every_field_of_seed_003_has_its_appraiser(shared: Path) -> None:
    document = read(next((shared / "seeds").glob("003_*.txt")))
    order = outline(document)
    found = find_assignments(document, order)
    assert [item.agency for item in found] == [
        "Sở Nội vụ",
        "Văn phòng UBND tỉnh",
        "Sở Tư pháp",
        "Sở Tài chính",
        "Sở Thông tin và Truyền thông",
        "Sở Khoa học và Công nghệ",
    ]
    charged = [(item.agency, words) for item in found for words in item.items]
    for frame in find_scoring(document, order):
        for part in frame.parts:
            who = {agency for agency, words in charged if same_field(part.name, words)}
            assert len(who) == 1, part.name
    assert found[4].limited == (True, False, False)


def test_seed_001(shared: Path) -> None:
    document = read(next((shared / "seeds").glob("001_*.txt")))
    found = find_assignments(document, outline(document))
    assert [(item.agency, len(item.items)) for item in found] == [
        ("Sở Nội vụ", 3),
        ("Văn phòng UBND tỉnh", 2),
        ("Sở Tư pháp", 1),
        ("Sở Tài chính", 4),
        ("Sở Thông tin và Truyền thông", 1),
        ("Sở Kế hoạch và Đầu tư", 5),
    ]
    assert found[3].limited == (False, True, False, False)


@pytest.mark.parametrize("number", ["000", "002", "004"])
def test_other_seeds_charge_no_field(shared: Path, number: str) -> None:
    document = read(next((shared / "seeds").glob(f"{number}_*.txt")))
    assert find_assignments(document, outline(document)) == ()


def test_hostile_lines_take_linear_time() -> None:
    lines = [
        ABOUT,
        "1. Sở Nội vụ",
        "thẩm định lĩnh vực " * 5000,
        "đánh giá " * 9000,
        "Sở A: lĩnh vực x; " * 4000,
    ]
    document = lines_document(lines)
    start = time.perf_counter()
    find_assignments(document, outline(document))
    assert time.perf_counter() - start < 5
