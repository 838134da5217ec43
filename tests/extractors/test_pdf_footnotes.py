"""Footnotes of PDF pages: out of the sentences, behind the text, without their marks; what only looks like one stays."""

from __future__ import annotations

import pytest

from extractors.readers import read
from models.document import Document, Span
from tests.extractors.pdf_builder import PdfBuilder, text_width

START = (
    "Số liệu được tổng hợp từ Hệ thống thông tin báo cáo của tỉnh và được các sở, ban, ngành, địa phương gửi"
)
REST = "về Sở Nội vụ trước khi thẩm định."


def texts(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


def page(*, raised: float = 4.0, mark_size: float = 7.0, size: float = 10.0, rule: bool = True) -> PdfBuilder:
    """A sentence that runs over the page's end, with a mark, a footnote of two lines and a page number below."""
    builder = PdfBuilder().page()
    for number in range(6):
        builder.put(85, 100 + 40 * number, f"Đoạn số {number}.", 14)
    builder.put(85, 640, "Theo Kế hoạch năm 2024", 14)
    x = 85 + text_width("Theo Kế hoạch năm 2024", 14)
    builder.put(x, 640 - raised, "1", mark_size).put(x + 8, 640, "của tỉnh.", 14)
    builder.put(85, 680, "Tỉnh", 14).put(552 - text_width("và sau đó gửi", 14), 680, "và sau đó gửi", 14)
    if rule:
        builder.rule(85, 700, 229, 700)
    builder.put(85, 716 - 3, "1", 6.5).put(90, 716, "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm", size)
    builder.put(85, 730, "2024 của Ủy ban nhân dân tỉnh.", size)
    builder.centre(297, 815, "3")
    builder.page().put(85, 100, "về Sở Nội vụ trước khi thẩm định.", 14)
    return builder


NOTE = "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh."


@pytest.mark.parametrize("raised", [0.0, 3.0, 5.0])
@pytest.mark.parametrize("mark_size", [6.5, 9.0])
def test_footnotes_stand_behind_the_text(raised: float, mark_size: float) -> None:
    document = read("a.pdf", page(raised=raised, mark_size=mark_size).build())
    assert texts(document)[6] == "Theo Kế hoạch năm 2024 của tỉnh."
    assert texts(document)[-1] == NOTE
    assert "số 12/KH" not in "".join(texts(document)[:-1])
    assert any(text.endswith("gửi về Sở Nội vụ trước khi thẩm định.") for text in texts(document))
    at = document.text.index("12/KH-UBND")
    found = document.place(Span(at, at + 10))
    assert found.page == 1 and found.box is not None and 704 < found.box[1] < 717


def test_several_footnotes_and_a_line_that_begins_with_a_year() -> None:
    builder = PdfBuilder().page()
    builder.put(85, 100, "Đoạn một.", 14).put(85, 130, "Đoạn hai.", 14).rule(85, 700, 229, 700)
    for number, text in enumerate(
        ("1 Nghị quyết số 76/NQ-CP năm", "2021 của Chính phủ.", "2 Quyết định số 892/QĐ-BNV.")
    ):
        builder.put(85, 716 + 13 * number, text, 10)
    assert texts(read("a.pdf", builder.build())) == [
        "Đoạn một.", "Đoạn hai.", "Nghị quyết số 76/NQ-CP năm 2021 của Chính phủ.", "Quyết định số 892/QĐ-BNV.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [{"rule": False}, {"size": 14.0}],
    ids=["no rule", "letters as large as the text's"],
)
def test_what_only_looks_like_a_footnote_stays(options: dict[str, float]) -> None:
    document = read("a.pdf", page(**options).build())  # type: ignore[arg-type]
    assert "12/KH-UBND" not in texts(document)[-1]


def test_small_text_under_a_rule_without_a_label_stays() -> None:
    builder = (
        PdfBuilder()
        .page()
        .put(85, 100, "Đoạn một.", 14)
        .put(85, 130, "Đoạn hai.", 14)
        .rule(85, 400, 229, 400)
    )
    builder.put(85, 420, "Nơi nhận:", 11).put(85, 434, "- Như trên;", 11)
    builder.page().put(85, 100, "Phụ lục", 14)
    assert texts(read("a.pdf", builder.build())) == [
        "Đoạn một.",
        "Đoạn hai.",
        "Nơi nhận:",
        "- Như trên;",
        "Phụ lục",
    ]


def test_figures_of_the_usual_size_are_no_marks() -> None:
    builder = page()
    builder.put(85, 600, "Có 11 tiêu chí 1", 14)
    document = read("a.pdf", builder.build())
    assert "Có 11 tiêu chí 1" in document.text
