"""Mentions of other documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.header import read_header
from extractors.outline import outline
from extractors.readers import read as read_file
from extractors.references import find_references
from models.document import Document, Span, lines_document
from models.facts import Reference


def read(*lines: str, header: Span | None = None, exclude: Sequence[Span] = ()) -> tuple[Reference, ...]:
    document = lines_document(lines)
    return find_references(document, outline(document), header_span=header, exclude=exclude)


def issued(reference: Reference) -> str | None:
    if reference.issued is None or reference.issued.end is None:
        return None
    return reference.issued.end.isoformat()


Row = tuple[str | None, str | None, str | None, str | None, str | None]


def rows(references: Sequence[Reference]) -> list[Row]:
    return [(each.type, each.code, issued(each), each.issuer, each.title) for each in references]


# a paragraph and what it cites: type, code, date, issuer, subject
CASES: list[tuple[str, list[Row]]] = [
    (
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
        [("NĐ", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "công tác văn thư")],
    ),
    (
        "Căn cứ Quyết định số 876/QĐ-BNV ngày 10 tháng 11 năm 2022 của Bộ trưởng Bộ Nội vụ phê duyệt Đề án A.",
        [("QĐ", "876/QĐ-BNV", "2022-11-10", "Bộ trưởng Bộ Nội vụ", "phê duyệt Đề án A")],
    ),
    (
        "Thực hiện Kế hoạch số 4999/KH-UBND ngày 28 tháng 12 năm 2023 của Ủy ban nhân dân tỉnh Hải Dương về cải cách hành chính; Quyết định số 3396/QĐ-UBND ngày 15/12/2022 của Chủ tịch UBND tỉnh về việc ban hành Quy định B;",
        [
            ("KH", "4999/KH-UBND", "2023-12-28", "Ủy ban nhân dân tỉnh Hải Dương", "cải cách hành chính"),
            ("QĐ", "3396/QĐ-UBND", "2022-12-15", "Chủ tịch UBND tỉnh", "ban hành Quy định B"),
        ],
    ),
    (
        "Công văn số 8131/BNV-CCHC ngày 13/12/2024 của Bộ Nội vụ về việc hướng dẫn triển khai Đề án.",
        [("CV", "8131/BNV-CCHC", "2024-12-13", "Bộ Nội vụ", "hướng dẫn triển khai Đề án")],
    ),
    (
        "Quyết định số 1967/QĐ-UBND ngày ngày 28 tháng 7 năm 2021 của Chủ tịch UBND tỉnh",
        [("QĐ", "1967/QĐ-UBND", "2021-07-28", "Chủ tịch UBND tỉnh", None)],
    ),
    (
        "theo Nghị quyết số 1250/NQ-UBTVQH15 của Ủy ban Thường vụ Quốc hội.",
        [("NQ", "1250/NQ-UBTVQH15", None, "Ủy ban Thường vụ Quốc hội", None)],
    ),
    (
        "Kế hoạch số 63/KH-\nUBND ngày 30 tháng 12 năm 2022 của\nUBND xã Thanh Xá về Cải cách\nhành chính nhà nước năm 2023.",
        [("KH", "63/KH-UBND", "2022-12-30", "UBND xã Thanh Xá", "Cải cách hành chính nhà nước năm 2023")],
    ),
    (
        "(Kế hoạch số 3600/KH-UBND ngày 13/12/2017);",
        [("KH", "3600/KH-UBND", "2017-12-13", None, None)],
    ),
    (
        "(ban hành theo Quyết định số 1075/QĐ-UBND ngày 26/6/2018 của UBND tỉnh), đồng thời kèm theo tài liệu",
        [("QĐ", "1075/QĐ-UBND", "2018-06-26", "UBND tỉnh", None)],
    ),
    (
        "Nghị định số 30/2020/NĐ-CP (ngày 05/3/2020) của Chính phủ về công tác văn thư.",
        [("NĐ", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "công tác văn thư")],
    ),
    (
        "Nghị quyết số 12/NQ-HĐND của HĐND tỉnh ngày 05/12/2024 về dự toán;",
        [("NQ", "12/NQ-HĐND", "2024-12-05", "HĐND tỉnh", "dự toán")],
    ),
    (
        "Chỉ thị số 05/CT-UBND, ban hành ngày 05/12/2024, của UBND tỉnh về tiết kiệm;",
        [("CT", "05/CT-UBND", "2024-12-05", "UBND tỉnh", "tiết kiệm")],
    ),
    (
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học;",
        [("NQ", "57-NQ/TW", "2024-12-22", "Bộ Chính trị", "đột phá phát triển khoa học")],
    ),
    (
        "Chương trình hành động số 10- CTr/TU ngày 01/02/2025 của Ban Thường vụ Tỉnh ủy;",
        [("CTr", "10-CTr/TU", "2025-02-01", "Ban Thường vụ Tỉnh ủy", None)],
    ),
    (
        "Thông báo số 30-TB/TGV ngày 13/6/2025 của Tổ giúp việc Ban Chỉ đạo;",
        [("TB", "30-TB/TGV", "2025-06-13", "Tổ giúp việc Ban Chỉ đạo", None)],
    ),
    (
        "Thông tư 02/2024/TT-BKHĐT ngày 06/3/2024 của Bộ Kế hoạch và Đầu tư (được sửa đổi, bổ sung tại Thông tư 105/2025/TT-BTC ngày 01/12/2025);",
        [
            ("TT", "02/2024/TT-BKHĐT", "2024-03-06", "Bộ Kế hoạch và Đầu tư", None),
            ("TT", "105/2025/TT-BTC", "2025-12-01", None, None),
        ],
    ),
    (
        "Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát thủ tục hành chính được sửa đổi, bổ sung bởi Nghị định số 48/2013/NĐ-CP ngày 14/5/2013;",
        [
            ("NĐ", "63/2010/NĐ-CP", "2010-06-08", "Chính phủ", "kiểm soát thủ tục hành chính"),
            ("NĐ", "48/2013/NĐ-CP", "2013-05-14", None, None),
        ],
    ),
    (
        "Thông tư liên tịch số 01/2012/TTLT-BTC-BNV ngày 02/01/2012 của Bộ Tài chính, Bộ Nội vụ hướng dẫn A;",
        [("TTLT", "01/2012/TTLT-BTC-BNV", "2012-01-02", "Bộ Tài chính, Bộ Nội vụ", "hướng dẫn A")],
    ),
    (
        "Quyết định số 12/QĐ-SVHTTDL ngày 05/12/2024 của Sở Văn hóa, Thể thao và Du lịch phê duyệt đề án;",
        [("QĐ", "12/QĐ-SVHTTDL", "2024-12-05", "Sở Văn hóa, Thể thao và Du lịch", "phê duyệt đề án")],
    ),
    (
        "Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn nghiệp vụ;",
        [
            (
                "TT",
                "02/2017/TT-VPCP",
                "2017-10-31",
                "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
                "hướng dẫn nghiệp vụ",
            )
        ],
    ),
    (
        "Quyết định số 4255/QĐ-BNN-KHCN ngày 04/12/2024 của Bộ Nông nghiệp và Phát triển nông thôn về việc A;",
        [("QĐ", "4255/QĐ-BNN-KHCN", "2024-12-04", "Bộ Nông nghiệp và Phát triển nông thôn", "A")],
    ),
    (
        "Quyết định số 3574/QĐ-BYT ngày 19/11/2025 của Bộ trưởng Bộ Y tế về việc công bố thủ tục;",
        [("QĐ", "3574/QĐ-BYT", "2025-11-19", "Bộ trưởng Bộ Y tế", "công bố thủ tục")],
    ),
    (
        "Quyết định số 12/QĐ-SXD ngày 05/12/2024 của Sở Xây dựng và Kế hoạch số 13/KH-UBND ngày 06/12/2024 của UBND tỉnh",
        [
            ("QĐ", "12/QĐ-SXD", "2024-12-05", "Sở Xây dựng", None),
            ("KH", "13/KH-UBND", "2024-12-06", "UBND tỉnh", None),
        ],
    ),
    (
        "Kế hoạch số 92/KH-UBND ngày 15/9/2025 của UBND tỉnh Sửa đổi, bổ sung Kế hoạch B;",
        [("KH", "92/KH-UBND", "2025-09-15", "UBND tỉnh", "Sửa đổi, bổ sung Kế hoạch B")],
    ),
    (
        "THỰC HIỆN NGHỊ QUYẾT SỐ 48/NQ-CP NGÀY 03/4/2023 CỦA CHÍNH PHỦ PHÊ DUYỆT CHIẾN LƯỢC",
        [("NQ", "48/NQ-CP", "2023-04-03", "CHÍNH PHỦ", "PHÊ DUYỆT CHIẾN LƯỢC")],
    ),
    (
        "Thông tư số 32/2014/TT-BNNPTNT ngày 10/9/2014 của Bộ Nông nghiệp và PTNT (nay là Bộ Nông nghiệp và Môi trường) quy định hoạt động quan trắc;",
        [
            (
                "TT",
                "32/2014/TT-BNNPTNT",
                "2014-09-10",
                "Bộ Nông nghiệp và PTNT",
                "quy định hoạt động quan trắc",
            )
        ],
    ),
    (
        "Thông báo số 31-TB/TGV ngày 13/6/2025 của Tổ giúp việc Ban chỉ đạo Trung ương về phát triển khoa học;",
        [("TB", "31-TB/TGV", "2025-06-13", "Tổ giúp việc Ban chỉ đạo Trung ương", "phát triển khoa học")],
    ),
    (
        "Kế hoạch số 15/KH-UBND ngày 10/01/2025 của Uỷ ban nhân dân tỉnh Hoà Bình chỉ đạo thực hiện",
        [("KH", "15/KH-UBND", "2025-01-10", "Uỷ ban nhân dân tỉnh Hoà Bình", None)],
    ),
    # lists
    (
        "các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND ngày 05/12/2024 của UBND tỉnh",
        [
            ("QĐ", "12/QĐ-UBND", "2024-12-05", "UBND tỉnh", None),
            ("QĐ", "13/QĐ-UBND", "2024-12-05", "UBND tỉnh", None),
        ],
    ),
    (
        "các Quyết định: số 12/QĐ-UBND ngày 01/02/2024, số 13/QĐ-UBND ngày 03/02/2024;",
        [
            ("QĐ", "12/QĐ-UBND", "2024-02-01", None, None),
            ("QĐ", "13/QĐ-UBND", "2024-02-03", None, None),
        ],
    ),
    (
        "Quyết định số 12/QĐ-UBND, số 13/QĐ-UBND ngày 03/02/2024;",
        [("QĐ", "12/QĐ-UBND", None, None, None), ("QĐ", "13/QĐ-UBND", "2024-02-03", None, None)],
    ),
    (
        "Quyết định số 12/QĐ-UBND và Kế hoạch số 13/KH-UBND cùng ngày 05/12/2024.",
        [
            ("QĐ", "12/QĐ-UBND", "2024-12-05", None, None),
            ("KH", "13/KH-UBND", "2024-12-05", None, None),
        ],
    ),
    (
        "tại các văn bản: số 4104/SNV-XDCQ&TCBC ngày 28/8/2025, số 12/TTr-SNV ngày 01/9/2025",
        [
            ("CV", "4104/SNV-XDCQ&TCBC", "2025-08-28", None, None),
            ("TTr", "12/TTr-SNV", "2025-09-01", None, None),
        ],
    ),
    # laws
    (
        "Căn cứ Luật Công nghiệp công nghệ số 71/2025/QH15 ngày 14 tháng 6 năm 2025;",
        [("Luật", "71/2025/QH15", "2025-06-14", None, "Luật Công nghiệp công nghệ")],
    ),
    (
        "Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo số 93/2025/QH15;",
        [("Luật", "93/2025/QH15", None, None, "Luật Khoa học, công nghệ và đổi mới sáng tạo")],
    ),
    ("Căn cứ Bộ luật Dân sự số 91/2015/QH13;", [("Bộ luật", "91/2015/QH13", None, None, "Bộ luật Dân sự")]),
    (
        "Luật Giao thông đường thủy nội địa ngày 15/6/2004 được sửa đổi, bổ sung bởi Luật số 48/2014/QH13 ngày 17/6/2014;",
        [("Luật", "48/2014/QH13", "2014-06-17", None, None)],
    ),
    # other shapes
    (
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 784/TTr-SNV ngày 19/11/2025.",
        [("TTr", "784/TTr-SNV", "2025-11-19", "Giám đốc Sở Nội vụ", None)],
    ),
    ("theo số 12/QĐ-UBND ngày 01/02/2024", [("QĐ", "12/QĐ-UBND", "2024-02-01", None, None)]),
    ("Quyết định số 1234 ngày 05/12/2024 của UBND tỉnh", [("QĐ", "1234", "2024-12-05", "UBND tỉnh", None)]),
    ("Nghị định số 13/2023 của Chính phủ", [("NĐ", "13/2023", None, "Chính phủ", None)]),
    ("ban hành kèm theo Quyết định 892/QĐ-BNV.", [("QĐ", "892/QĐ-BNV", None, None, None)]),
    (
        "quy định trong Quyết định số 2792/QĐ-UBND và tại khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP của Chính phủ.",
        [("QĐ", "2792/QĐ-UBND", None, None, None), ("NĐ", "30/2020/NĐ-CP", None, "Chính phủ", None)],
    ),
    (
        "Văn bản hợp nhất số 25/VBHN-BTC ngày 14/3/2014 của Bộ Tài chính",
        [("VBHN", "25/VBHN-BTC", "2014-03-14", "Bộ Tài chính", None)],
    ),
    (
        "Nghị quyết số 57-NQ/TW là văn bản quan trọng",
        [("NQ", "57-NQ/TW", None, None, None)],
    ),
    (
        "Công văn số 18345/BTC-NSNN ngày 26/11/2025 về việc bổ sung, UBND tỉnh yêu cầu các sở thực hiện.",
        [("CV", "18345/BTC-NSNN", "2025-11-26", None, "bổ sung")],
    ),
    (
        'Quyết định số 892/QĐ-BNV ngày 05/12/2024 của Bộ Nội vụ về phê duyệt Đề án "Xác định A; B, Ủy ban nhân dân các tỉnh" giai đoạn 2024 - 2030;',
        [
            (
                "QĐ",
                "892/QĐ-BNV",
                "2024-12-05",
                "Bộ Nội vụ",
                'phê duyệt Đề án "Xác định A; B, Ủy ban nhân dân các tỉnh" giai đoạn 2024 - 2030',
            )
        ],
    ),
    # none
    ("Quyết định này có hiệu lực từ ngày ký; Kế hoạch nói trên thay thế các quyết định trước đây.", []),
    ("Phòng có 11/12 biên chế, 03 người/01 đơn vị; trước ngày 10/12/2024.", []),
    ("Mẫu số 05/KK-TNCN theo quy định", []),
]


@pytest.mark.parametrize(("paragraph", "expected"), CASES)
def test_what_a_paragraph_cites(paragraph: str, expected: list[Row]) -> None:
    assert rows(read("Mở đầu", *paragraph.split("\n"))) == expected


LAWS = [
    ("Căn cứ Luật Thủy sản năm 2017;", "Luật", "Luật Thủy sản", "2017-12-31"),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
        "Luật",
        "Luật Tổ chức chính quyền địa phương",
        "2015-06-19",
    ),
    (
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Chứng khoán, Luật Kế toán và Luật Quản lý thuế ngày 29/11/2024;",
        "Luật",
        "Luật sửa đổi, bổ sung một số điều của Luật Chứng khoán, Luật Kế toán và Luật Quản lý thuế",
        "2024-11-29",
    ),
    ("Căn cứ Bộ luật Lao động;", "Bộ luật", "Bộ luật Lao động", None),
    (
        "Căn cứ Pháp lệnh Ưu đãi người có công ngày 09/12/2020;",
        "PL",
        "Pháp lệnh Ưu đãi người có công",
        "2020-12-09",
    ),
    (
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;",
        "Hiến pháp",
        "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        "2013-12-31",
    ),
]


@pytest.mark.parametrize(("ground", "kind", "title", "day"), LAWS)
def test_a_law_among_the_grounds_needs_no_number(ground: str, kind: str, title: str, day: str | None) -> None:
    (law,) = read(
        "KẾ HOẠCH", "Triển khai công tác", ground, "UBND tỉnh ban hành Kế hoạch như sau:", "I. MỤC ĐÍCH"
    )
    assert (law.type, law.number, law.symbol, law.title, issued(law)) == (kind, None, None, title, day)
    assert law.basis


def test_two_laws_of_one_ground() -> None:
    laws = read(
        "KẾ HOẠCH",
        "Căn cứ Luật Tổ chức Chính phủ ngày 18/02/2025 và Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
    )
    assert [(law.title, issued(law)) for law in laws] == [
        ("Luật Tổ chức Chính phủ", "2025-02-18"),
        ("Luật Tổ chức chính quyền địa phương", "2025-06-16"),
    ]


def test_a_law_in_the_body_without_a_number_is_no_reference() -> None:
    lines = [
        "KẾ HOẠCH",
        "Căn cứ Luật Giá;",
        "I. MỤC ĐÍCH",
        "1. Thi hành Luật Đất đai năm 2024 và Luật Nhà ở.",
    ]
    assert [law.title for law in read(*lines)] == ["Luật Giá"]


def test_a_document_cited_in_a_subject_is_quoted() -> None:
    outer, inner, next_one = read(
        "KẾ HOẠCH",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/12/2024 của UBND tỉnh về thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá; Quyết định số 9/QĐ-UBND;",
    )
    assert outer.title == "thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá"
    assert (inner.code, inner.title, inner.issuer) == ("57-NQ/TW", "đột phá", "Bộ Chính trị")
    assert [outer.quoted, inner.quoted, next_one.quoted] == [False, True, False]


def test_a_heading_in_capitals_does_not_run_on_into_the_text() -> None:
    first, _ = read(
        "KẾT LUẬN TẠI CUỘC HỌP VỀ TÌNH HÌNH THỰC HIỆN NGHỊ QUYẾT SỐ 66-NQ/TW",
        "Ngày 28 tháng 11 năm 2025, tại Trụ sở Chính phủ, đã họp về Nghị quyết số 66-NQ/TW",
    )
    assert (first.issued, first.title) == (None, None)


def test_a_document_in_quotation_marks_is_quoted() -> None:
    (reference,) = read("Thay cụm từ “Quyết định số 12/QĐ-UBND” bằng cụm từ mới.")
    assert reference.quoted


def test_the_day_of_taking_effect_is_no_date_of_issue() -> None:
    (reference,) = read(
        "Nghị định số 45/2020/NĐ-CP có hiệu lực từ ngày 22/5/2020 của Chính phủ về thủ tục điện tử;"
    )
    assert reference.effective
    assert (reference.issued, reference.issued_span) == (None, None)
    assert (reference.issuer, reference.title) == ("Chính phủ", "thủ tục điện tử")


def test_an_impossible_date_stays_with_its_words() -> None:
    (reference,) = read("Quyết định số 12/QĐ-UBND ngày 31/11/2024 của UBND tỉnh")
    assert reference.issued is not None
    assert (reference.issued.start, reference.issued.impossible) == (None, "ngày 31/11/2024")


def test_a_date_left_blank_is_no_date() -> None:
    (reference,) = read("Quyết định số 12/QĐ-UBND ngày   tháng 11 năm 2024 của UBND tỉnh")
    assert reference.issued is None


def test_the_word_rules_over_the_symbol() -> None:
    (reference,) = read("Quyết định số 12/KH-UBND ngày 01/02/2024")
    assert (reference.type, reference.type_words, reference.symbol) == ("QĐ", "Quyết định", "KH-UBND")


LINES = (
    "Số: 845/KH-UBND",
    "KẾ HOẠCH",
    "Triển khai Nghị quyết số 71/NQ-CP",
    "Căn cứ Quyết định số 892/QĐ-BNV ngày 05/12/2024 của Bộ Nội vụ về phê duyệt Đề án;",
    "UBND tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC ĐÍCH",
    "1. Thực hiện Quyết định số 892/QĐ-BNV ngày 05/12/2024.",
    "PHỤ LỤC",
    "(Kèm theo Kế hoạch số: 845 /KH-UBND ngày 20 /12/2024 của UBND tỉnh)",
)


def _codes(document: Document, **options: object) -> list[tuple[str | None, bool]]:
    found = find_references(document, outline(document), **options)  # type: ignore[arg-type]
    return [(each.code, each.basis) for each in found]


def test_own_number_and_annex_line_are_no_references() -> None:
    document = lines_document(LINES)
    number = Span(document.text.index("845"), document.text.index("845") + len("845/KH-UBND"))
    annex = document.blocks[-1].span
    expected = [("71/NQ-CP", False), ("892/QĐ-BNV", True), ("892/QĐ-BNV", False)]
    assert _codes(document, header_span=number, exclude=[annex]) == expected
    whole_header = Span(0, document.blocks[2].end)
    assert _codes(document, header_span=whole_header, exclude=[annex]) == expected


def test_spans_cover_what_they_say() -> None:
    document = lines_document(LINES)
    references = find_references(document, outline(document))
    ground = next(each for each in references if each.basis)
    assert document.words(ground.span) == "Quyết định số 892/QĐ-BNV ngày 05/12/2024 của Bộ Nội vụ"
    assert ground.number_span and document.words(ground.number_span) == "892/QĐ-BNV"
    assert ground.issued_span and document.words(ground.issued_span) == "ngày 05/12/2024"
    assert ground.issuer_span and document.words(ground.issuer_span) == "Bộ Nội vụ"
    assert ground.issued and ground.issued.start == date(2024, 12, 5)


def test_a_joint_circular_with_slashes_keeps_its_slash() -> None:
    (reference,) = read("Thông tư liên tịch số 07/2014/TTLT/BTC-BNV ngày 02/01/2014")
    assert reference.code == "07/2014/TTLT/BTC-BNV"


@given(
    number=st.integers(min_value=1, max_value=9999),
    kind=st.sampled_from([("Quyết định", "QĐ"), ("Kế hoạch", "KH"), ("Tờ trình", "TTr"), ("Báo cáo", "BC")]),
    day=st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)),
    form=st.sampled_from(["{0:%d/%m/%Y}", "{0:%d-%m-%Y}", "{0.day} tháng {0.month} năm {0.year}"]),
    break_at=st.sampled_from([" ", "\n"]),
)
def test_line_breaks_and_date_forms_change_nothing(
    number: int, kind: tuple[str, str], day: date, form: str, break_at: str
) -> None:
    name, abbreviation = kind
    text = f"theo {name} số{break_at}{number}/{abbreviation}-UBND{break_at}ngày {form.format(day)} của{break_at}UBND tỉnh"
    (reference,) = read(*text.split("\n"))
    assert (reference.type, reference.number, issued(reference)) == (
        abbreviation,
        str(number),
        day.isoformat(),
    )
    assert reference.issuer == "UBND tỉnh"


@given(
    st.lists(
        st.sampled_from(
            [
                "Quyết định ",
                "số ",
                "12/QĐ-UBND",
                "57-NQ/TW",
                " ngày 05/12/2024",
                " của ",
                "Bộ Nội vụ",
                " về ",
                "Luật ",
                "; ",
                ", ",
                "và ",
                "(",
                ")",
                '"',
                "Căn cứ ",
                "\n",
            ]
        ),
        max_size=40,
    )
)
def test_any_order_of_words_gives_ordered_spans(words: list[str]) -> None:
    document = lines_document("".join(words).split("\n"))
    last = -1
    for reference in find_references(document, outline(document)):
        assert reference.span.start >= last
        last = reference.span.start
        assert reference.span.end <= len(document.text)
        if reference.number_span is not None:
            assert reference.span.contains(reference.number_span)


SEEDS: dict[str, list[tuple[str | None, str | None, bool, bool]]] = {
    # read by hand: number, date, among the grounds, in another's words
    "000": [
        ("4999/KH-UBND", "2023-12-28", True, False),
        ("3396/QĐ-UBND", "2022-12-15", True, False),
        ("2792/QĐ-UBND", "2024-10-30", True, False),
        ("2792/QĐ-UBND", "2024-10-30", False, False),
        ("1250/NQ-UBTVQH15", None, False, False),
    ],
    "001": [
        ("892/QĐ-BNV", "2024-12-05", True, False),
        ("8131/BNV-CCHC", "2024-12-13", True, False),
        ("892/QĐ-BNV", "2024-12-05", False, False),
        ("892/QĐ-BNV", "2024-12-05", False, False),
        ("8131/BNV-CCHC", "2024-12-13", False, False),
        ("04/NQ-CP", "2022-01-10", False, False),
        ("845/KH-UBND", "2024-12-20", False, False),
    ],
    "002": [
        ("3223/QĐ-UBND", "2021-12-27", True, False),
        ("1967/QĐ-UBND", "2021-07-28", True, False),
        ("1967/QĐ-UBND", "2021-07-28", False, False),
    ],
    "003": [
        ("1075/QĐ-UBND", "2018-06-26", True, False),
        ("1075/QĐ-UBND", "2018-06-26", False, False),
        ("3600/KH-UBND", "2017-12-13", False, False),
        ("1075/QĐ-UBND", "2018-06-26", False, False),
    ],
    "004": [
        ("3395/QĐ-UBND", "2022-12-15", True, False),
        ("143/KH-UBND", "2023-12-08", True, False),
        ("63/KH-UBND", "2022-12-30", True, False),
        ("3395/QĐ-UBND", "2022-12-15", False, False),
    ],
}


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_the_plans_that_began_it(shared: Path, name: str) -> None:
    (path,) = (shared / "seeds").glob(f"{name}_*.txt")
    document = read_file(path)
    layout = outline(document)
    number = read_header(document, layout).number_span
    found = find_references(document, layout, header_span=number)
    assert [(each.code, issued(each), each.basis, each.quoted) for each in found] == SEEDS[name]


def test_every_real_document_is_read_in_order(shared: Path) -> None:
    total = 0
    for path in sorted((shared / "real").glob("*.txt")):
        document = read_file(path)
        references = find_references(document, outline(document))
        starts = [each.span.start for each in references]
        assert starts == sorted(starts), path.name
        for each in references:
            assert each.issued is None or each.issued.impossible is None, (path.name, each)
        total += len(references)
    assert total > 700


HOSTILE = [
    "Quyết định số 12/QĐ-UBND về ",
    "10-KH/TU ",
    "Luật a, ",
    "Căn cứ Luật ",
    "của Bộ và ",
    "(",
    '"',
    "ngày 10, ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_stays_quick(piece: str) -> None:
    document = lines_document([piece * (16_000 // len(piece))])
    layout = outline(document)
    begin = perf_counter()
    find_references(document, layout)
    assert perf_counter() - begin < 3
