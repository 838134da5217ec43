"""Scoring frames, rating bands, and names of fields that mean the same."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from extractors.criteria_names import field_key, index_fields, same_field, usual_field
from extractors.outline import outline
from extractors.readers.text import read_text
from extractors.scoring import find_bands, find_scoring
from models.document import CellRef, Document, DocumentBuilder, lines_document
from models.facts import Band, Number, Scoring


def read(path: Path) -> Document:
    return read_text(path.read_bytes(), path=path.name, sha256="")


def scoring(*lines: str) -> tuple[Scoring, ...]:
    document = lines_document(lines)
    return find_scoring(document, outline(document))


def bands(*lines: str) -> tuple[Band, ...]:
    document = lines_document(lines)
    return find_bands(document, outline(document))


def table(rows: list[list[str]], *above: str) -> Document:
    builder = DocumentBuilder()
    for line in above:
        builder.add(line)
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            builder.add(words, cell=CellRef(0, row, column))
    return builder.build()


# ── frames ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("Gồm 07 lĩnh vực, 25 tiêu chí và 44 tiêu chí thành phần.", (7, 25, 44, None)),
        ("Bộ chỉ số gồm 8 lĩnh vực, 43 tiêu chí, 95 TCTP", (8, 43, 95, None)),
        ("Bộ chỉ số có 8 lĩnh vực, 43 TC và 95 TCTP (100 điểm)", (8, 43, 95, 100)),
        ("Cấp sở: 100 điểm, 7 lĩnh vực, 38 tiêu chí, 88 tiêu chí thành phần", (7, 38, 88, 100)),
        ("Cấp sở gồm 07 lĩnh vực, 32 tiêu chí và 68 tiêu chí thành phần, tổng điểm 100:", (7, 32, 68, 100)),
        ("08 (tám) lĩnh vực, 42 tiêu chí", (8, 42, None, None)),
        ("gồm 7 nhóm lĩnh vực với 30 tiêu chí, 60 tiêu chí thành phần, tổng điểm 100 điểm", (7, 30, 60, 100)),
    ],
)
def test_frames(line: str, counts: tuple[int, int, int | None, int | None]) -> None:
    (frame,) = scoring("1. Bộ Chỉ số cấp sở", line)
    assert (frame.fields, frame.criteria, frame.subcriteria, frame.points) == counts
    assert frame.parts == ()


@pytest.mark.parametrize(
    "line",
    [
        "bao gồm 07 nhóm lĩnh vực được xác định trong Kế hoạch",
        "Đánh giá theo 25 tiêu chí",
        "lĩnh vực 7, tiêu chí 25",
        "Tiêu chí 1.1, 1.2 của lĩnh vực 1",
        "Điểm chuẩn là 100 điểm",
    ],
)
def test_no_frames(line: str) -> None:
    assert scoring("1. Bộ Chỉ số", line) == ()


PARTS = [
    ("- Chỉ đạo, điều hành: 5 tiêu chí và 6 tiêu chí thành phần (17 điểm);", "Chỉ đạo, điều hành", 5, 6, 17),
    ("- Cải cách tài chính công: 2 tiêu chí (6 điểm);", "Cải cách tài chính công", 2, None, 6),
    ("- Lĩnh vực 3: Cải cách TTHC: 04 TC, 10 TCTP, 18,5 điểm;", "Cải cách TTHC", 4, 10, Fraction(37, 2)),
    ("- Cải cách bộ máy (8 điểm), gồm 3 tiêu chí, 4 tiêu chí thành phần;", "Cải cách bộ máy", 3, 4, 8),
    (
        "- 4 tiêu chí và 10 tiêu chí thành phần về hiện đại hóa hành chính.",
        "hiện đại hóa hành chính",
        4,
        10,
        None,
    ),
]


def test_parts() -> None:
    (frame,) = scoring(
        "1. Chỉ số cải cách hành chính các sở, ban, ngành",
        "Gồm 05 lĩnh vực, 18 tiêu chí và 30 tiêu chí thành phần:",
        *(line for line, *_ in PARTS),
        "2. Phương pháp",
    )
    assert frame.scope == "Chỉ số cải cách hành chính các sở, ban, ngành"
    assert [(part.name, part.criteria, part.subcriteria, part.points) for part in frame.parts] == [
        tuple(values) for _, *values in PARTS
    ]


def test_parts_in_the_same_sentence() -> None:
    (frame,) = scoring(
        "1. Cấp xã",
        "Gồm 02 lĩnh vực, 5 tiêu chí và 8 TCTP: (1) Chỉ đạo, điều hành: 2 TC, 3 TCTP (10 điểm); (2) Cải cách TTHC: 3 TC, 5 TCTP (20 điểm).",
    )
    assert [(part.name, part.criteria, part.subcriteria, part.points) for part in frame.parts] == [
        ("Chỉ đạo, điều hành", 2, 3, 10),
        ("Cải cách TTHC", 3, 5, 20),
    ]


def test_a_list_with_a_line_that_lacks_its_counts_is_no_split() -> None:
    (frame,) = scoring(
        "1. Cấp xã",
        "Gồm 03 lĩnh vực, 5 tiêu chí và 8 tiêu chí thành phần:",
        "- Chỉ đạo, điều hành: 2 tiêu chí, 3 tiêu chí thành phần;",
        "- Cải cách thể chế;",
        "- Cải cách thủ tục hành chính: 3 tiêu chí, 5 tiêu chí thành phần.",
    )
    assert frame.parts == ()


FRAME = [
    "1. Cấp sở",
    "Gồm 02 lĩnh vực, 5 tiêu chí và 8 tiêu chí thành phần:",
    "- Chỉ đạo, điều hành: 2 tiêu chí, 3 tiêu chí thành phần (40 điểm);",
    "- Cải cách thủ tục hành chính: 3 tiêu chí, 5 tiêu chí thành phần (60 điểm).",
]


@pytest.mark.parametrize(
    ("lines", "points"),
    [
        (["2. Thang điểm", "Thang điểm đánh giá là 100, được xác định cụ thể."], 100),
        (["2. Thang điểm", "Tổng điểm tối đa là: 100 điểm"], 100),
        (["2. Thang điểm", "Tổng số điểm là 120 điểm"], 120),
        (["2. Thang điểm", "Tổng số 100 điểm"], 100),
        (["2. Khác", "Tổng kinh phí 100 triệu đồng"], None),
        (["2. Thang điểm", "Thang điểm đánh giá là 100; thang điểm cấp huyện là 80."], None),
        (["2. Thang điểm", "Thang điểm là 120, trong đó điểm điều tra xã hội học 20 điểm"], None),
        ([], None),
    ],
)
def test_scale_stated_elsewhere(lines: list[str], points: int | None) -> None:
    document = lines_document([*FRAME, *lines])
    (frame,) = find_scoring(document, outline(document))
    assert frame.points == points
    assert (frame.points_span is not None) == (points is not None)


def test_a_frame_said_twice_is_kept_once() -> None:
    found = scoring("Bộ chỉ số có 02 lĩnh vực, 5 tiêu chí và 8 tiêu chí thành phần.", *FRAME)
    assert [len(frame.parts) for frame in found] == [2]


def test_table_frame() -> None:
    document = table(
        [
            ["STT", "Lĩnh vực", "Số tiêu chí", "Số TCTP", "Điểm tối đa"],
            ["1", "Chỉ đạo, điều hành", "5", "6", "17"],
            ["2", "Cải cách thể chế", "3", "5", "15,5"],
            ["", "Tổng cộng", "9", "11", "32,5"],
        ],
        "Bộ Chỉ số cấp sở",
    )
    (frame,) = find_scoring(document, outline(document))
    assert (frame.scope, frame.criteria, frame.subcriteria, frame.points) == (
        "Bộ Chỉ số cấp sở",
        9,
        11,
        Fraction(65, 2),
    )
    assert [(part.name, part.criteria, part.subcriteria, part.points) for part in frame.parts] == [
        ("Chỉ đạo, điều hành", 5, 6, 17),
        ("Cải cách thể chế", 3, 5, Fraction(31, 2)),
    ]


def test_a_table_of_criteria_is_no_frame() -> None:
    document = table(
        [
            ["STT", "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Điểm tối đa"],
            ["1", "Chỉ đạo, điều hành", "17"],
            ["1.1", "Kế hoạch", "3"],
            ["", "Tổng cộng", "100"],
        ]
    )
    assert find_scoring(document, outline(document)) == ()


def test_frames_of_seed_003(shared: Path) -> None:
    document = read(next((shared / "seeds").glob("003_*.txt")))
    first, second = find_scoring(document, outline(document))
    assert first.scope == "Chỉ số cải cách hành chính các sở, ban, ngành"
    assert (first.fields, first.criteria, first.subcriteria, first.points) == (7, 25, 44, 100)
    assert (second.fields, second.criteria, second.subcriteria, second.points) == (7, 27, 49, 100)
    for frame in (first, second):
        assert len(frame.parts) == frame.fields
        assert sum(part.criteria for part in frame.parts) == frame.criteria
        assert sum(part.subcriteria or 0 for part in frame.parts) == frame.subcriteria
        assert sum(part.points or 0 for part in frame.parts) == frame.points


# ── bands ─────────────────────────────────────────────────────────────────────────────────────────

Shape = tuple[str, Number | None, Number | None, bool, bool]


def shape(band: Band) -> Shape:
    return (band.name, band.low, band.high, band.low_open, band.high_open)


RANGES: list[tuple[str, Shape]] = [
    ("- Đơn vị xuất sắc: Từ 90 đến 100 điểm;", ("Đơn vị xuất sắc", 90, 100, False, False)),
    ("- Xuất sắc: từ 90 điểm trở lên;", ("Xuất sắc", 90, None, False, False)),
    ("- Xuất sắc: đạt từ 90% trở lên.", ("Xuất sắc", 90, None, False, False)),
    ("- Xuất sắc: ≥ 90%", ("Xuất sắc", 90, None, False, False)),
    ("- Xuất sắc: trên 90 điểm", ("Xuất sắc", 90, None, True, False)),
    ("- Xuất sắc: >90 điểm", ("Xuất sắc", 90, None, True, False)),
    ("- Khá: Từ 65 đến dưới 80 điểm;", ("Khá", 65, 80, False, True)),
    ("- Khá: Từ 65% đến <80%", ("Khá", 65, 80, False, True)),
    ("- Khá: 65 - <80 điểm", ("Khá", 65, 80, False, True)),
    ("- Khá: 65 điểm – 79,99 điểm", ("Khá", 65, Fraction(7999, 100), False, False)),
    ("- Khá: trên 65 điểm đến 80 điểm", ("Khá", 65, 80, True, False)),
    ("- Khá: từ 65 điểm trở lên đến dưới 80 điểm", ("Khá", 65, 80, False, True)),
    ("- Khá: 65% ≤ Chỉ số < 80%", ("Khá", 65, 80, False, True)),
    ("- Từ 65 đến dưới 80 điểm: xếp loại Khá;", ("Khá", 65, 80, False, True)),
    ("- Yếu: Dưới 50 điểm.", ("Yếu", None, 50, False, True)),
    ("- Yếu: < 50 điểm.", ("Yếu", None, 50, False, True)),
    ("- Yếu: 50 điểm trở xuống.", ("Yếu", None, 50, False, False)),
    ("- Hoàn thành tốt nhiệm vụ: từ 70 đến dưới 90 điểm", ("Hoàn thành tốt nhiệm vụ", 70, 90, False, True)),
    ("a) Loại A: Từ 80 điểm đến dưới 90 điểm;", ("Loại A", 80, 90, False, True)),
    ("- Trung bình (từ 50 đến dưới 65 điểm)", ("Trung bình", 50, 65, False, True)),
]


@pytest.mark.parametrize(("line", "expected"), RANGES)
def test_ranges(line: str, expected: Shape) -> None:
    found = bands("1. Phân loại", line, "- Kém: dưới 10 điểm." if "%" not in line else "- Kém: dưới 10%.")
    assert shape(found[0]) == expected
    assert len(found) == 2
    assert {band.group for band in found} == {0}


@pytest.mark.parametrize(
    "lines",
    [
        ["Các cơ quan được khen thưởng phải xuất sắc, đạt từ 90 điểm trở lên."],
        ["- 100%: 1 điểm;", "- Từ 80% đến dưới 100%: 0,5 điểm;", "- Dưới 80%: 0 điểm."],
        ["- Xuất sắc: 05 đơn vị;", "- Tốt: 10 đơn vị."],
        ["- Chất lượng tốt;", "- Phấn đấu trên 90% hồ sơ đúng hạn;"],
        ["- Hoàn thành trước ngày 20/12;", "- Tốt nghiệp từ 90 người trở lên"],
    ],
)
def test_no_bands(lines: list[str]) -> None:
    assert bands("1. Phân loại", *lines) == ()


def test_bands_in_one_paragraph() -> None:
    found = bands("Xếp loại: Xuất sắc: từ 90 điểm trở lên; Tốt: từ 80 đến dưới 90 điểm; Khá: dưới 80 điểm.")
    assert [(band.low, band.high) for band in found] == [(90, None), (80, 90), (None, 80)]


def test_bands_in_a_table() -> None:
    document = table(
        [
            ["STT", "Xếp loại", "Mức điểm"],
            ["1", "Xuất sắc", "Từ 90 điểm trở lên"],
            ["2", "Tốt", "Từ 80 đến dưới 90 điểm"],
            ["3", "Khá", "Từ 65 đến dưới 80 điểm"],
        ]
    )
    assert [shape(band) for band in find_bands(document, outline(document))] == [
        ("Xuất sắc", 90, None, False, False),
        ("Tốt", 80, 90, False, True),
        ("Khá", 65, 80, False, True),
    ]


def test_two_scales_are_two_groups() -> None:
    found = bands(
        "1. Cấp sở", "- Tốt: từ 80 điểm trở lên;", "- Khá: dưới 80 điểm.",
        "2. Cấp xã", "- Tốt: từ 70 điểm trở lên;", "- Khá: dưới 70 điểm.",
    )  # fmt: skip
    assert [band.group for band in found] == [0, 0, 1, 1]


def test_bands_of_seed_003(shared: Path) -> None:
    document = read(next((shared / "seeds").glob("003_*.txt")))
    assert [shape(band) for band in find_bands(document, outline(document))] == [
        ("Đơn vị xuất sắc", 90, 100, False, False),
        ("Đơn vị tốt", 80, 90, False, True),
        ("Đơn vị khá", 65, 80, False, True),
        ("Đơn vị trung bình", 50, 65, False, True),
        ("Đơn vị yếu", None, 50, False, True),
    ]


def test_bands_of_real_documents(shared: Path) -> None:
    """One of the real documents has a scale: four classes whose ranges lie in sentences."""
    found = {}
    for path in sorted((shared / "real").glob("*.txt")):
        document = read(path)
        scale = find_bands(document, outline(document))
        if scale:
            found[path.name] = [shape(band) for band in scale]
        assert find_scoring(document, outline(document)) == ()
    assert found == {
        "decision-09.txt": [
            ("Hoàn thành xuất sắc", 95, None, False, False),
            ("Hoàn thành tốt", 85, 95, False, True),
            ("Hoàn thành", 75, 85, False, True),
            ("Không hoàn thành", None, 75, False, True),
        ]
    }


# ── names of fields ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("field", index_fields(), ids=lambda field: field.key)
def test_examples_of_the_fields(field) -> None:  # type: ignore[no-untyped-def]
    assert {usual_field(name) for name in field.examples} == {field.key}
    assert {usual_field(name) for name in field.others} == {None}
    assert usual_field(field.key) == field.key
    for first, second in combinations(field.examples, 2):
        assert same_field(first, second)


def test_the_fields_are_eight_and_differ() -> None:
    assert len(index_fields()) == 8
    for first, second in combinations(index_fields(), 2):
        assert not any(same_field(a, b) for a in first.examples for b in second.examples)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hiện đại hóa hành chính", "hiện đại hoá nền hành chính"),
        ("Cải cách cơ chế quản lý tài chính công", "Cải cách tài chính công"),
        ("Cải cách tổ chức bộ máy hành chính nhà nước", "Cải cách tổ chức bộ máy nhà nước"),
        ("Chỉ đạo, điều hành cải cách hành chính", "Công tác chỉ đạo, điều hành CCHC"),
        ("Lĩnh vực 1 Công tác chỉ đạo, điều hành CCHC: Các Tiêu chí 1.1, 1.2", "Chỉ đạo điều hành"),
        (
            "Lĩnh vực 8. Tác động của CCHC đến người dân và phát triển kinh tế - xã hội",
            "Tác động của cải cách hành chính",
        ),
        ("Lĩnh vực 2: Cải cách thể chế", "Xây dựng và tổ chức thực hiện VBQPPL"),
        ("CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "cải cách TTHC"),
        ("Ứng dụng công nghệ thông tin", "Ứng dụng CNTT"),
        ("Cung cấp dịch vụ công trực tuyến", "Cung cấp dịch vụ công trực tuyên"),
        ("Xây dựng chính quyền điện tử, chính quyền số", "Hiện đại hóa hành chính"),
    ],
)
def test_same_fields(first: str, second: str) -> None:
    assert same_field(first, second)
    assert same_field(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Cải cách thể chế", "Cải cách thủ tục hành chính"),
        ("Cải cách tổ chức bộ máy", "Cải cách chế độ công vụ"),
        ("Cải cách thủ tục hành chính", "Công bố, công khai thủ tục hành chính"),
        ("Cải cách thủ tục hành chính", "Thực hiện cơ chế một cửa, cơ chế một cửa liên thông"),
        ("Hiện đại hóa hành chính", "Ứng dụng công nghệ thông tin"),
        ("Tiêu chí 1.1", "Tiêu chí 1.2"),
        ("Tiêu chí 8.2 Mức độ thu hút đầu tư", "Tiêu chí 8.3 Mức độ thu hút đầu tư"),
        ("tiêu chí áp dụng ISO (thuộc lĩnh vực hiện đại hóa nền hành chính)", "Hiện đại hóa hành chính"),
        ("Cải cách tài chính công", "Cải cách hành chính công"),
        ("Y tế", "Y tá"),
        ("", ""),
    ],
)
def test_other_fields(first: str, second: str) -> None:
    assert not same_field(first, second)
    assert not same_field(second, first)


def test_keys() -> None:
    assert field_key("Lĩnh vực 7: Hiện đại hoá nền hành chính") == field_key("Hiện đại hóa hành chính")
    assert field_key("Cải cách thể chế") != field_key("Cải cách thủ tục hành chính")
    assert field_key("Ứng dụng CNTT") == "ứng dụng công nghệ thông tin"


@pytest.mark.parametrize(
    "text",
    [
        "7 lĩnh vực, 5 tiêu chí, " * 4000,
        "tốt từ 80 đến " * 6000,
        "loại a 80 < " * 6000,
        "9" * 80000 + " điểm tốt",
    ],
    ids=lambda text: text[:14],
)
def test_hostile_lines_take_linear_time(text: str) -> None:
    document = lines_document(["1. A", text])
    start = time.perf_counter()
    find_scoring(document, outline(document))
    find_bands(document, outline(document))
    assert time.perf_counter() - start < 5
