"""CC: cited documents, and what looks like a slip and is none."""

from __future__ import annotations

import pytest

from tests.auditor.snippets import codes, plan


def cites(words: str) -> str:
    return plan(f"I. NỘI DUNG\n1. {words}")


def grounds(words: str) -> str:
    return plan(grounds=f"{words}\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:")


CASES: dict[str, tuple[list[str], list[str]]] = {
    "CC001": (
        [
            "Thực hiện Công văn số 812/BNV-CCHC ngày 13/12/2024 của Bộ Nội vụ.",
            "Thực hiện Quyết định số 892/QĐ-BNV ngày 05 tháng 12 năm 2024 của Bộ Nội vụ.",
            "Theo Kế hoạch số 12/KH-UBND ngày 06/11/2024 của UBND tỉnh.",
            "Theo Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội.",
            "Theo Nghị định số 45/2025/NĐ-CP ngày 28/02/2025 của Chính phủ.",
        ],
        [
            "Thực hiện Công văn số 812/BNV-CCHC ngày 05/11/2024 của Bộ Nội vụ.",
            "Thực hiện Luật Lưu trữ năm 2024, có hiệu lực từ ngày 01/7/2025.",
            "Báo cáo trước ngày 15/12/2024 theo Công văn số 12/SNV-CCHC ngày 01/11/2024 của Sở Nội vụ.",
            "Theo Quyết định số 27/2024/QĐ-UBND ngày 05/10/2024 của UBND tỉnh, có hiệu lực từ ngày 01/01/2025.",
            "Sở Nội vụ trình dự thảo Quyết định trước ngày 20/12/2024.",
        ],
    ),
    "CC002": (
        [
            "Theo Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ Nội vụ.\n2. Theo Quyết định số 876/QĐ-BNV ngày 11/10/2022 của Bộ Nội vụ.",
            "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.\n2. Theo Nghị định số 30/2020/NĐ-CP ngày 03/5/2020 của Chính phủ.",
            "Theo Quyết định số 25/2023/QĐ-UBND ngày 12/5/2023 của UBND tỉnh.\n2. Theo Quyết định số 25/2023/QĐ-UBND ngày 15/5/2023 của UBND tỉnh.",
            "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.\n2. Theo Nghị quyết số 76/NQ-CP ngày 17/5/2021 của Chính phủ.",
            "Theo Thông tư số 02/2023/TT-BNV ngày 23/3/2023 của Bộ Nội vụ.\n2. Theo Thông tư số 02/2023/TT-BNV ngày 22/3/2023 của Bộ Nội vụ.",
        ],
        [
            "Theo Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ Nội vụ.\n2. Theo Quyết định số 876/QĐ-BNV ngày 10 tháng 11 năm 2022.",
            "Theo Quyết định số 120/QĐ-UBND ngày 10/02/2022 của UBND tỉnh về phân cấp.",
            "Theo Quyết định số 12/QĐ-UBND ngày 10/01/2023 của UBND huyện A.\n2. Theo Quyết định số 12/QĐ-UBND ngày 12/02/2023 của UBND huyện B.",
            "Theo Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ.\n2. Theo Nghị định số 63/2010/NĐ-CP, có hiệu lực từ ngày 14/10/2010.",
            "Theo Công văn số 15/SNV-CCHC ngày 10/01/2023.\n2. Theo Công văn số 15/SNV-CCHC ngày 12/01/2024.",
        ],
    ),
    "CC004": (
        [
            "Theo Quyết định số 12/KH-UBND ngày 10/01/2024 của UBND tỉnh.",
            "Theo Nghị định số 76/NQ-CP ngày 15/7/2021 của Chính phủ.",
            "Theo Công văn số 318/TTr-SNV ngày 16/10/2024 của Sở Nội vụ.",
            "Theo Thông tư số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
            "Theo Thông tư số 44/2023/TT-BTC ngày 29/12/2023 của Bộ Nội vụ.",
        ],
        [
            "Theo Công văn số 4085/UBND-ĐT ngày 10/01/2024 của UBND tỉnh.",
            "Theo Công văn số 972/SNV-CCHC&PC ngày 10/01/2024 của Sở Nội vụ.",
            "Theo Thông tư liên tịch số 01/2012/TTLT-BTC-BNV ngày 10/01/2012 của Bộ Tài chính và Bộ Nội vụ.",
            "Theo Kế hoạch số 14-KH/TU ngày 10/01/2024 của Tỉnh ủy.",
            "Theo Chỉ thị số 05/CT-TTg ngày 23/02/2023 của Thủ tướng Chính phủ.",
            "Theo Nghị quyết số 45/NQ-HĐND ngày 10/7/2024 của Hội đồng nhân dân tỉnh.",
            "Theo Công điện số 644/CĐ-TTg ngày 13/7/2023 của Thủ tướng Chính phủ.",
        ],
    ),
    "CC006": (
        ["giai đoạn 2024 - 2023", "giai đoạn 2030 - 2021", "giai đoạn 2021-2012", "giai đoạn từ năm 2025 đến năm 2024", "nhiệm kỳ 2021 - 2016"],
        ["giai đoạn 2021 - 2030", "giai đoạn 2024 - 2024", "tổng đài 2026 - 2023", "mã 2024-2023-15", "năm học 2023 - 2024"],
    ),
    "CC007": (
        [
            "Theo Nghị định số 23/2015/NĐ-CP ngày 16/02/2024 của Chính phủ.",
            "Theo Nghị quyết số 83/2015/QH14 của Quốc hội.",
            "Theo Quyết định số 12/2023/QĐ-UBND ngày 10/01/2024 của UBND tỉnh.",
            "Theo Luật số 63/2022/QH13 ngày 29/6/2022.",
            "Theo Thông tư số 01/2021/TT-BNV ngày 11/6/2022 của Bộ Nội vụ.",
        ],
        [
            "Theo Nghị định số 23/2015/NĐ-CP ngày 16/02/2015 của Chính phủ.",
            "Theo Luật số 45/2013/QH13 ngày 29/11/2013.",
            "Theo Văn bản hợp nhất số 04/VBHN-VPQH ngày 15/12/2020 của Văn phòng Quốc hội.",
            "Theo Nghị định số 61/2018/NĐ-CP, có hiệu lực từ ngày 01/01/2019.",
            "Theo Quyết định số 2023/QĐ-UBND ngày 10/01/2024 của UBND tỉnh.",
            "Theo Nghị quyết số 1250/NQ-UBTVQH15 ngày 24/10/2024.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, (wrong, _) in CASES.items() for words in wrong]
)
def test_found(code: str, words: str) -> None:
    assert codes(cites(f"Các đơn vị thực hiện {words}." if code == "CC006" else words)) == [code]


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, (_, right) in CASES.items() for words in right]
)
def test_not_found(code: str, words: str) -> None:
    assert codes(cites(f"Các đơn vị thực hiện {words}." if code == "CC006" else words)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ Quyết định số 120/QĐ-UBND của Ủy ban nhân dân tỉnh về việc ban hành Bộ Chỉ số cải cách hành chính;",
        "Căn cứ Quyết định của Ủy ban nhân dân tỉnh về việc ban hành Bộ Chỉ số cải cách hành chính;",
        "Căn cứ Công văn của Bộ Nội vụ về việc hướng dẫn xác định Chỉ số cải cách hành chính năm 2024;",
        "Thực hiện Kế hoạch số 15/KH-UBND của Ủy ban nhân dân tỉnh về cải cách hành chính nhà nước năm 2024;",
        "Theo đề nghị của Sở Nội vụ tại Tờ trình số 318/TTr-SNV về xác định Chỉ số cải cách hành chính;",
    ],
)
def test_ground_incomplete(line: str) -> None:
    assert codes(grounds(line)) == ["CC003"]


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung ngày 22 tháng 11 năm 2019;",
        "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư;",
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
        "Căn cứ chức năng, nhiệm vụ được giao và tình hình thực tế của địa phương;",
        "Căn cứ Bộ luật Lao động ngày 20 tháng 11 năm 2019;",
    ],
)
def test_ground_complete(line: str) -> None:
    assert codes(grounds(line)) == []
