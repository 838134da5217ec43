"""Tables as offices draw them: header rows, merged cells, repeated headers, ditto marks, rows of totals."""

from __future__ import annotations

import pytest

from extractors.samples_tables import table_samples
from extractors.tables import is_row_number, is_same_as_above, is_totals, read_table
from extractors.tasks_tables import MEANINGS, table_tasks
from models.document import CellRef, Document, DocumentBuilder
from models.facts import Header, Task
from models.text import fold

Row = list[str | tuple[str, int, int] | None]
"""Cells of one row: words, words with the rows and columns that they span, or None where a merged cell covers."""


def document(*tables: list[Row], between: str = "", format: str = "docx") -> Document:
    builder = DocumentBuilder()
    builder.add("KẾ HOẠCH")
    for number, rows in enumerate(tables):
        if number and between:
            builder.add(between)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                words, down, across = (cell, 1, 1) if isinstance(cell, str) else cell
                for line in words.split("\n"):
                    builder.add(line, cell=CellRef(number, at, column, down, across))
    return builder.build(format=format)  # type: ignore[arg-type]


HEADER = Header(year=2024)
HEAD: Row = ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]


def told(task: Task) -> tuple[str | None, str, str | None, tuple[str, ...], tuple[str, ...]]:
    due = task.due
    when = None if due is None else str(due.end) if due.end else due.text
    return task.id, task.title, when, task.lead, task.support


SO, OTHERS = ("Sở Nội vụ",), ("Các sở",)
TABLES: dict[str, tuple[list[Row], list[tuple[str | None, str, str | None, tuple[str, ...], tuple[str, ...]]]]] = {
    "plain": (
        [HEAD, ["1", "Ban hành kế hoạch", "Sở Nội vụ", "Các sở", "Trước 15/11/2024"], ["2", "Tập huấn", "Sở Nội vụ", "", "Tháng 12/2024"]],
        [("1", "Ban hành kế hoạch", "2024-11-14", SO, OTHERS), ("2", "Tập huấn", "2024-12-31", SO, ())],
    ),
    "two header rows, a section, ditto marks": (
        [
            [("STT", 2, 1), ("Nội dung", 2, 1), ("Đơn vị thực hiện", 1, 2), None, ("Thời gian", 2, 1), ("Sản phẩm", 2, 1)],
            [None, None, "Chủ trì", "Phối hợp", None, None],
            [("I. Chuẩn bị", 1, 6), None, None, None, None, None],
            ["1", "Ban hành kế hoạch", "Sở Nội vụ", "Các sở", "15/11/2024", "Kế hoạch"],
            ["2", "Nhập liệu", "nt", "nt", "nt", "Báo cáo"],
            ["3", "Kiểm tra", '"', "-nt-", "''", "Báo cáo"],
            ["4", "Tổng hợp", "Như trên", "Như trên", "Tháng 12/2024", "Báo cáo"],
        ],
        [
            ("1", "Ban hành kế hoạch", "2024-11-15", SO, OTHERS),
            ("2", "Nhập liệu", "2024-11-15", SO, OTHERS),
            ("3", "Kiểm tra", "2024-11-15", SO, OTHERS),
            ("4", "Tổng hợp", "2024-12-31", SO, OTHERS),
        ],
    ),
    "sections in rows of their own": (
        [
            ["TT", "Nhiệm vụ", "Cơ quan/đơn vị chủ trì", "Cơ quan/đơn vị phối hợp", "Thời gian"],
            ["I", "CẢI CÁCH THỂ CHẾ", "", "", ""],
            ["1", "Rà soát văn bản", "Sở Tư pháp", "Các sở", "Quý IV/2024"],
            ["-", "Báo cáo kết quả", "Sở Tư pháp", "", "Tháng 12/2024"],
            ["II", "CẢI CÁCH TTHC", "", "", ""],
            ["1", "Công bố TTHC", "Các sở", "Văn phòng UBND tỉnh", "Thường xuyên"],
        ],
        [
            ("1", "Rà soát văn bản", "2024-12-31", ("Sở Tư pháp",), OTHERS),
            ("1", "Báo cáo kết quả", "2024-12-31", ("Sở Tư pháp",), ()),
            ("1", "Công bố TTHC", "Thường xuyên", ("Các sở",), ("Văn phòng UBND tỉnh",)),
        ],
    ),
    "a time over the whole table": (
        [
            ["STT", "Tiêu chí", "Cơ quan thẩm định", "Thời gian"],
            ["1", "Chỉ đạo điều hành", ("Sở Nội vụ", 2, 1), ("Từ 15/12/2024 đến 15/01/2025", 3, 1)],
            ["2", "Thể chế", None, None],
            ["3", "TTHC", "Văn phòng UBND tỉnh", None],
        ],
        [("1", "Chỉ đạo điều hành", "2025-01-15", SO, ()), ("2", "Thể chế", "2025-01-15", SO, ()), ("3", "TTHC", "2025-01-15", ("Văn phòng UBND tỉnh",), ())],
    ),
    "a row of totals and a row that counts the columns": (
        [HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], ["1", "Tập huấn", "Sở Nội vụ", "Các sở", "Tháng 12/2024"], ["", "Tổng cộng", "", "", ""]],
        [("1", "Tập huấn", "2024-12-31", SO, OTHERS)],
    ),
    "cut by the end of a page": (
        [HEAD, ["1", "Tập huấn cho công chức", "Sở Nội vụ", "Các sở", "Tháng 12/2024"], HEAD, ["", "làm công tác cải cách hành chính", "", "", ""], ["2", "Kiểm tra", "Sở Nội vụ", "Các sở", "Quý IV/2024"]],
        [("1", "Tập huấn cho công chức làm công tác cải cách hành chính", "2024-12-31", SO, OTHERS), ("2", "Kiểm tra", "2024-12-31", SO, OTHERS)],
    ),
    "one cell for leader and supporter": (
        [["TT", "Tiêu chí", "Phân công thực hiện", "Thời gian"], ["1", "Thể chế", "Công chức Tư pháp chủ trì, phối hợp Văn phòng UBND xã", "Tháng 12/2024"]],
        [("1", "Thể chế", "2024-12-31", ("Công chức Tư pháp",), ("Văn phòng UBND xã",))],
    ),
    "time first": (
        [["Thời gian", "Nội dung", "Người thực hiện"], ["Tháng 11/2024", "Xây dựng kế hoạch", "Đ/c Lan"], ["Tháng 12/2024", "Kiểm tra", "Đ/c Hùng"]],
        [(None, "Xây dựng kế hoạch", "2024-11-30", ("Đ/c Lan",), ()), (None, "Kiểm tra", "2024-12-31", ("Đ/c Hùng",), ())],
    ),
    "a task named by its section": (
        [HEAD, ["1", "Điều tra xã hội học", "", "", ""], ["", "- Đối tượng: lãnh đạo các sở", "Sở Nội vụ", "Các sở", "Tháng 12/2024"], ["2", "Kiểm tra", "Sở Nội vụ", "Các sở", "Quý IV/2024"]],
        [("1", "Điều tra xã hội học", "2024-12-31", SO, OTHERS), ("2", "Kiểm tra", "2024-12-31", SO, OTHERS)],
    ),
    "administrative procedures are nobody's tasks": (
        [["STT", "Tên thủ tục hành chính", "Thời hạn giải quyết", "Cơ quan thực hiện", "Phí, lệ phí"], ["1", "Cấp giấy phép", "05 ngày", "Sở Nội vụ", "Không"]],
        [],
    ),
    "money": (
        [["STT", "Nội dung chi", "Số lượng", "Thành tiền"], ["1", "In phiếu", "482", "964.000"], ["", "Tổng cộng", "", "964.000"]],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_tasks(name: str) -> None:
    rows, want = TABLES[name]
    assert [told(task) for task in table_tasks(document(rows), HEADER)] == want


def test_rest_of_a_table_on_the_next_page() -> None:
    first: list[Row] = [HEAD, ["1", "Tập huấn", "Sở Nội vụ", "Các sở", "Tháng 12/2024"]]
    rest: list[Row] = [
        ["2", "Kiểm tra", "Sở Nội vụ", "Các sở", "Quý IV/2024"],
        ["3", "Sơ kết", "Sở Nội vụ", "", "Tháng 12/2024"],
    ]
    assert [task.id for task in table_tasks(document(first, rest), HEADER)] == ["1", "2", "3"]
    # words between them, or numbers that begin anew: another table
    assert [
        task.id for task in table_tasks(document(first, rest, between="Phụ lục về kinh phí"), HEADER)
    ] == ["1"]
    anew: list[Row] = [["7", *rest[0][1:]]]
    assert [task.id for task in table_tasks(document(first, anew), HEADER)] == ["1"]


def test_blank_cells_of_a_text_are_merged_ones() -> None:
    rows: list[Row] = [
        HEAD,
        ["1", "Một", "Sở Nội vụ", "", "Tháng 12/2024"],
        ["2", "Hai", "", "", ""],
        ["3", "Ba", "Sở Y tế", "", ""],
    ]
    read = table_tasks(document(rows, format="text"), HEADER)
    assert [task.lead for task in read] == [SO, SO, ("Sở Y tế",)]
    assert [str(task.due.end) for task in read if task.due] == ["2024-12-31"] * 3


def test_header_rows_are_read_together() -> None:
    rows, _ = TABLES["two header rows, a section, ditto marks"]
    made = document(rows)
    read = read_table(made, made.tables[0], MEANINGS, need={"title", "lead"})
    assert read is not None
    assert dict(read.columns) == {"number": 0, "support": 3, "lead": 2, "due": 4, "title": 1}
    assert [row.number for row in read.rows] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "words", ["nt", "Nt", "-nt-", "(nt)", "Như trên", "như trên.", '"', "''", "”", "n.t", "nêu trên"]
)
def test_same_as_above(words: str) -> None:
    assert is_same_as_above(fold(words))


@pytest.mark.parametrize("words", ["", "Sở Nội vụ", "như Điều 3", "n", "Sở nt"])
def test_not_same_as_above(words: str) -> None:
    assert not is_same_as_above(fold(words))


@pytest.mark.parametrize(
    "words",
    [
        "Tổng cộng",
        "TỔNG SỐ",
        "Cộng",
        "Tổng",
        "**Tổng cộng:**",
        "Tổng điểm",
        "Tổng cộng (I + II)",
        "Tổng số phiếu",
    ],
)
def test_totals(words: str) -> None:
    assert is_totals(fold(words))


@pytest.mark.parametrize(
    "words",
    ["", "Tổng hợp", "Tổng kết năm", "Cộng tác viên", "Tổng cục Thuế", "Tổng số đơn vị đã nộp báo cáo"],
)
def test_no_totals(words: str) -> None:
    assert not is_totals(fold(words))


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("1", True),
        ("1.1", True),
        ("I", True),
        ("a)", True),
        ("-", True),
        ("(2)", True),
        ("Sở", False),
        ("2024/1", False),
    ],
)
def test_row_number(words: str, want: bool) -> None:
    assert is_row_number(fold(words)) is want


# ── samples ───────────────────────────────────────────────────────────────────────────────────────

COUNTS: Row = ["STT", "Đối tượng khảo sát", "Số đơn vị", "Số phiếu/đơn vị", "Tổng số phiếu"]


def test_a_column_of_counts_is_a_tree() -> None:
    rows: list[Row] = [
        COUNTS,
        ["1", "Lãnh đạo sở", "20", "5", "100"],
        ["2", "Lãnh đạo xã", "500", "2", "1.000"],
        ["", "Tổng cộng", "520", "", "1.100"],
    ]
    (tree,) = table_samples(document(rows))
    assert (tree.label, tree.unit, tree.stated, tree.computed) == ("Tổng cộng", "phiếu", 1100, 1100)
    assert [(part.label, part.stated) for part in tree.parts] == [("Lãnh đạo sở", 100), ("Lãnh đạo xã", 1000)]


def test_sections_count_once() -> None:
    rows: list[Row] = [
        ["TT", "Đối tượng", "Số người khảo sát"],
        ["", "Tổng cộng", "50"],
        ["I", "Cấp tỉnh", "30"],
        ["1", "Lãnh đạo", "10"],
        ["2", "Công chức", "20"],
        ["II", "Cấp xã", "20"],
        ["1", "Lãnh đạo", "20"],
    ]
    (tree,) = table_samples(document(rows))
    assert [(part.label, part.stated) for part in tree.parts] == [("Cấp tỉnh", 30), ("Cấp xã", 20)]


@pytest.mark.parametrize(
    "heading",
    [
        "Tỷ lệ phiếu (%)",
        "Điểm khảo sát",
        "Số phiếu/đơn vị",
        "Kinh phí khảo sát (đồng)",
        "Năm khảo sát",
        "Mẫu biểu số",
        "Ghi chú",
    ],
)
def test_other_columns_are_no_counts(heading: str) -> None:
    rows: list[Row] = [
        ["TT", "Đối tượng khảo sát", heading],
        ["1", "Sở", "20"],
        ["2", "Xã", "30"],
        ["", "Tổng cộng", "60"],
    ]
    assert table_samples(document(rows)) == []
