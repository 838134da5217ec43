"""Issuers that stand elsewhere than right behind the number: before it, behind a bracket, once for a list."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from extractors.outline import outline
from extractors.references import find_references
from models.document import lines_document
from models.facts import Reference


def read(*lines: str) -> tuple[Reference, ...]:
    document = lines_document(lines)
    return find_references(document, outline(document))


# a paragraph and what it cites: code, date, issuer
CASES: list[tuple[str, list[tuple[str, str | None, str | None]]]] = [
    (
        "Sở Nội vụ đã có Công văn số 2465/SNV-CCHC ngày 25/11/2024 hướng dẫn tự chấm điểm.",
        [("2465/SNV-CCHC", "2024-11-25", "Sở Nội vụ")],
    ),
    (
        "Ngày 16/6/2025, Quốc hội đã thông qua Luật Tổ chức chính quyền địa phương số 72/2025/QH15 với quy định mới.",
        [("72/2025/QH15", "2025-06-16", "Quốc hội")],
    ),
    (
        "Ngày 13 tháng 12 năm 2024 Bộ Nội vụ ban hành Công văn số 8131/BNV-CCHC hướng dẫn.",
        [("8131/BNV-CCHC", "2024-12-13", "Bộ Nội vụ")],
    ),
    (
        "Bộ Chính trị, Ban Bí thư đã có Kết luận số 212-KL/TW ngày 18/11/2025, trong đó yêu cầu rà soát.",
        [("212-KL/TW", "2025-11-18", "Bộ Chính trị, Ban Bí thư")],
    ),
    (
        "theo các tiêu chí đã được UBND tỉnh ban hành tại Quyết định số 1075/QĐ-UBND ngày 26/6/2018;",
        [("1075/QĐ-UBND", "2018-06-26", "UBND tỉnh")],
    ),
    (
        "Kế hoạch cải cách hành chính năm 2018 của UBND tỉnh (Kế hoạch số 3600/KH-UBND ngày 13/12/2017);",
        [("3600/KH-UBND", "2017-12-13", "UBND tỉnh")],
    ),
    (
        "Căn cứ Nghị quyết của Chính phủ số 76/NQ-CP ngày 15/7/2021 ban hành Chương trình tổng thể;",
        [("76/NQ-CP", "2021-07-15", "Chính phủ")],
    ),
    (
        "Căn cứ các Nghị định của Chính phủ: số 61/2018/NĐ-CP ngày 23/4/2018 về cơ chế một cửa; số 107/2021/NĐ-CP ngày 06/12/2021;",
        [("61/2018/NĐ-CP", "2018-04-23", "Chính phủ"), ("107/2021/NĐ-CP", "2021-12-06", "Chính phủ")],
    ),
    (
        "các Thông báo kết luận số 49/TB-VPCP ngày 07/02/2024 và số 160/TB-VPCP ngày 24/4/2023 của Văn phòng Chính phủ",
        [
            ("49/TB-VPCP", "2024-02-07", "Văn phòng Chính phủ"),
            ("160/TB-VPCP", "2023-04-24", "Văn phòng Chính phủ"),
        ],
    ),
    (
        "Nghị định số 48/2013/NĐ-CP ngày 14/5/2013 và Nghị định số 92/2017/NĐ-CP ngày 07/8/2017 của Chính phủ sửa đổi",
        [("48/2013/NĐ-CP", "2013-05-14", "Chính phủ"), ("92/2017/NĐ-CP", "2017-08-07", "Chính phủ")],
    ),
    (
        "Căn cứ Nghị định số 03/2017/NĐ-CP (đã được sửa đổi, bổ sung tại Nghị định số 145/2024/NĐ-CP) của Chính phủ về kinh doanh;",
        [("03/2017/NĐ-CP", None, "Chính phủ"), ("145/2024/NĐ-CP", None, None)],
    ),
    (
        "Nghị quyết số 27-NQ/TW, ngày 09/11/2022 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII về Nhà nước",
        [("27-NQ/TW", "2022-11-09", "Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII")],
    ),
    (
        "Quyết định 06/QĐ-TTg (Đề án 06) của Thủ tướng Chính phủ ngày 06/01/2022",
        [("06/QĐ-TTg", "2022-01-06", "Thủ tướng Chính phủ")],
    ),
    (
        "Kết luận số 127-KL/TW ngày 28/02/2025 và Kết luận số 137-KL/TW ngày 28/3/2025 của Bộ Chính trị, Ban Bí thư về triển khai",
        [
            ("127-KL/TW", "2025-02-28", "Bộ Chính trị, Ban Bí thư"),
            ("137-KL/TW", "2025-03-28", "Bộ Chính trị, Ban Bí thư"),
        ],
    ),
    (
        "Nghị quyết số 01-NQ/ĐH ngày 25/9/2025 của Đại hội đại biểu Đảng bộ tỉnh lần thứ I",
        [("01-NQ/ĐH", "2025-09-25", "Đại hội đại biểu Đảng bộ tỉnh lần thứ I")],
    ),
    (
        "Chương trình số 12-CTr/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương về phòng, chống lãng phí về Chương trình công tác",
        [("12-CTr/BCĐTW", "2025-06-19", "Ban Chỉ đạo Trung ương về phòng, chống lãng phí")],
    ),
    (
        "Kế hoạch số 02-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương về thúc đẩy chuyển đổi số liên thông",
        [("02-KH/BCĐTW", "2025-06-19", "Ban Chỉ đạo Trung ương")],
    ),
    (
        "Công văn 1234/STC-QLNS,GCS&TCDN ngày 3/10/2025 của Sở Tài chính",
        [("1234/STC-QLNS,GCS&TCDN", "2025-10-03", "Sở Tài chính")],
    ),
    (
        "Công văn số 345/SNV-CCHC ngày 15/11/2024 của Sở Nội vụ V/v hướng dẫn tự chấm điểm",
        [("345/SNV-CCHC", "2024-11-15", "Sở Nội vụ")],
    ),
]


def rows(references: Sequence[Reference]) -> list[tuple[str | None, str | None, str | None]]:
    return [(each.code, str(each.issued.end) if each.issued else None, each.issuer) for each in references]


@pytest.mark.parametrize(("paragraph", "expected"), CASES)
def test_issuers_elsewhere(paragraph: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert rows(read(paragraph)) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        # what another body asked for is not its paper
        "Kết luận của Thủ tướng Chính phủ tại Thông báo số 12/TB-VPCP ngày 10/01/2025",
        "theo chỉ đạo của Chủ tịch UBND tỉnh (Công văn số 812/SNV-CCHC ngày 13/12/2024)",
        # a body that carries a document out did not issue it
        "UBND tỉnh thực hiện Quyết định số 892/QĐ-BNV ngày 05/12/2024",
        "UBND tỉnh ban hành Kế hoạch thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021",
        # the symbol is another body's
        "UBND tỉnh có Quyết định số 892/QĐ-BNV ngày 05/12/2024",
        # of another symbol: no list
        "Quyết định số 12/QĐ-BNV ngày 05/12/2024 và Quyết định số 13/QĐ-UBND ngày 06/12/2024",
    ],
)
def test_no_issuer_where_none_is_said(paragraph: str) -> None:
    assert [each.issuer for each in read(paragraph)] == [None] * len(read(paragraph))
    assert read(paragraph)


def test_a_lost_hyphen_is_mended() -> None:
    (reference,) = read(
        "hướng dẫn một số nội dung của Nghị định số 118/2025/NĐCP ngày 09/6/2025 của Chính phủ"
    )
    assert (reference.code, reference.issuer) == ("118/2025/NĐ-CP", "Chính phủ")


def test_a_symbol_may_end_in_a_count() -> None:
    (reference,) = read("Trả lời văn bản số 01/CV-01 ngày 20/11/2025 của Công ty Hoa Mai")
    assert (reference.code, str(reference.issued and reference.issued.end)) == ("01/CV-01", "2025-11-20")


def test_grounds_of_a_letter_may_stand_further_on() -> None:
    lines = (
        "1. Nội dung đề nghị",
        "- Căn cứ khoản 3 Điều 7 Nghị định số 126/2020/NĐ-CP ngày 19/10/2020 của Chính phủ;",
        "- Đơn vị thực hiện theo Thông tư số 80/2021/TT-BTC ngày 29/9/2021.",
    )
    assert [each.basis for each in read(*lines)] == [True, False]


@pytest.mark.parametrize(
    "piece",
    [
        "của UBND tỉnh (",
        "được UBND tỉnh ban hành tại ",
        "Bộ Nội vụ, Bộ Tài chính đã có ",
        "(đã được sửa đổi của ",
    ],
)
def test_hostile_repetition_stays_quick(piece: str) -> None:
    text = piece * 400 + "Quyết định số 12/QĐ-UBND " + (piece + "Quyết định số 12/QĐ-UBND ") * 60
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 3
