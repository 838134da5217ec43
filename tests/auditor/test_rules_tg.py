"""TG and CQ: deadlines and agencies, and what looks like a slip and is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.rules import Options, run_rules
from extractors.extract import extract
from extractors.readers.text import read_text
from tests.auditor.snippets import TOP, codes, plan


def prose(words: str) -> str:
    return plan(f"I. NỘI DUNG\n1. {words}")


def tasks(*tasks: tuple[str | None, str | None, str | None]) -> str:
    """A plan whose tasks have these times, leads and supports; None leaves the line out."""
    lines = ["I. NỘI DUNG"]
    for number, (due, lead, support) in enumerate(tasks, 1):
        lines.append(
            f"{number}. Hoàn thành phần việc thứ {['một', 'hai', 'ba', 'bốn', 'năm', 'sáu'][number - 1]}"
        )
        for label, value in (("Thời gian", due), ("Cơ quan chủ trì", lead), ("Cơ quan phối hợp", support)):
            if value is not None:
                lines.append(f"- {label}: {value}.")
    return plan("\n".join(lines))


FULL = ("trước ngày 15/12/2024", "Sở Nội vụ", "Sở Tài chính")

# ── TG001 ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [
        "Sở Nội vụ báo cáo trước ngày 31/11/2024.",
        "Sở Nội vụ báo cáo trước ngày 30/02/2025.",
        "Sở Nội vụ báo cáo trước ngày 29 tháng 02 năm 2025.",
        "Sở Nội vụ báo cáo chậm nhất ngày 15/13/2024.",
        "Sở Nội vụ báo cáo từ ngày 10/12/2024 đến ngày 32/12/2024.",
        "Sở Nội vụ báo cáo trước ngày 31 tháng 4 năm 2025.",
    ],
)
def test_impossible_date(words: str) -> None:
    assert codes(prose(words)) == ["TG001"]


@pytest.mark.parametrize(
    "words",
    [
        "Sở Nội vụ báo cáo trước ngày 29/02/2028.",
        "Đã có 31/11 đơn vị và 13/13 phòng gửi báo cáo.",
        "Tỷ lệ 30/02 hồ sơ quá hạn theo Mẫu số 31/11.",
        "Phòng 30/2 tầng 13, điện thoại 0262.38.50.131.",
        "Sở Nội vụ báo cáo trước ngày 31/12/2024 qua địa chỉ http://sonoivu.vn/2024/13/45.",
        "Thực hiện Công văn số 31/11/UBND-NC về báo cáo.",
    ],
)
def test_no_impossible_date(words: str) -> None:
    assert "TG001" not in codes(prose(words))


# ── TG002 ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "due",
    [
        "trước ngày 15/12/2023",
        "chậm nhất ngày 04/11/2024",
        "trong tháng 10 năm 2024",
        "quý III năm 2024",
        "ngày 10 tháng 01 năm 2024",
        "từ ngày 01/10/2024 đến ngày 31/10/2024",
    ],
)
def test_deadline_passed(due: str) -> None:
    assert codes(tasks((due, "Sở Nội vụ", "Sở Tài chính"), FULL)) == ["TG002"]


@pytest.mark.parametrize(
    "due",
    [
        "chậm nhất ngày 05/11/2024", "trong tháng 11 năm 2024", "quý IV năm 2024", "năm 2024", "từ ngày 01/10/2024 đến ngày 30/11/2024", "tháng 01/2025", "trước ngày 15/12",
        "Quý I", "thường xuyên", "trước ngày 10/01 hằng năm", "theo hướng dẫn của Bộ Nội vụ", "sau khi có kết quả điều tra xã hội học", "trước 17 giờ 00 ngày 10/12/2024",
        "trước ngày 15 hằng tháng", "Trong 05 ngày làm việc kể từ ngày nhận kết quả", "ngày 20 của tháng cuối quý",
    ],
)  # fmt: skip
def test_deadline_to_come(due: str) -> None:
    assert codes(tasks((due, "Sở Nội vụ", "Sở Tài chính"), FULL)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Các đơn vị đã hoàn thành trước ngày 30/6/2024 việc rà soát thủ tục hành chính.",
        "Tính đến ngày 30/9/2024, Sở Nội vụ đã thẩm định 12 hồ sơ.",
        "Sở Nội vụ tiếp tục thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh.",
        "Số liệu lấy từ ngày 15/12/2023 đến ngày 14/12/2024.",
    ],
)
def test_the_past_is_no_deadline(words: str) -> None:
    assert codes(prose(words)) == []


@pytest.mark.parametrize(
    "due",
    [
        "trước ngày 31/10/2024 (đã hoàn thành)",
        "từ ngày 01/10/2024 đến ngày 30/10/2024 (đã hoàn thành)",
        "trước ngày 31/10/2024, đã báo cáo Sở Nội vụ",
    ],
)
def test_a_deadline_told_as_met(due: str) -> None:
    assert codes(tasks((due, "Sở Nội vụ", "Sở Tài chính"), FULL)) == []


def test_one_cell_with_the_deadline_of_two_tasks_is_told_once() -> None:
    reading = extract(
        read_text(tasks(("trước ngày 15/12/2023", "Sở Nội vụ", None), FULL).encode(), path="", sha256="")
    )
    twice = replace(reading, facts=replace(reading.facts, tasks=reading.facts.tasks * 2))
    found, checks = run_rules(twice, Options(rules=frozenset({"TG002"})))
    assert [finding.quote for finding in found] == ["trước ngày 15/12/2023"]
    assert [(check.checked, check.failed) for check in checks] == [(2, 1)]


# ── TG003 ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "due",
    [
        "từ ngày 15/12/2024 đến ngày 10/12/2024", "từ ngày 20 tháng 12 năm 2024 đến hết ngày 10 tháng 12 năm 2024", "từ tháng 12/2024 đến tháng 11/2024",
        "từ ngày 15/12/2024 - 10/12/2024", "từ ngày 02/02/2025 đến ngày 31/01/2025",
    ],
)  # fmt: skip
def test_period_runs_backwards(due: str) -> None:
    assert codes(tasks((due, "Sở Nội vụ", "Sở Tài chính"), FULL)) == ["TG003"]


@pytest.mark.parametrize(
    "due",
    [
        "từ ngày 15/12 đến ngày 10/01/2025", "từ ngày 15/12/2024 đến ngày 15/12/2024", "từ tháng 12/2024 đến tháng 02/2025", "từ tháng 12 đến tháng 01 năm 2025",
        "từ ngày 10 đến ngày 20/12/2024", "từ quý IV/2024 đến quý I/2025",
    ],
)  # fmt: skip
def test_period_runs_forwards(due: str) -> None:
    assert codes(tasks((due, "Sở Nội vụ", "Sở Tài chính"), FULL)) == []


# ── TG004 ─────────────────────────────────────────────────────────────────────────────────────────

BODY = "I. NỘI DUNG\n1. Tự đánh giá, chấm điểm Chỉ số cải cách hành chính của các cơ quan\n- Thời gian: {0}.\n- Cơ quan chủ trì: Sở Nội vụ.\n2. Thẩm định\n- Thời gian: tháng 01/2025.\n- Cơ quan chủ trì: Sở Nội vụ."
ANNEX = "PHỤ LỤC\nTIẾN ĐỘ\n(Kèm theo Kế hoạch số 145/KH-UBND ngày 05/11/2024)\n1. Tự đánh giá, chấm điểm Chỉ số cải cách hành chính của các cơ quan\n- Thời gian: {0}.\n- Cơ quan chủ trì: Sở Nội vụ."


@pytest.mark.parametrize(
    ("body", "annex"),
    [
        ("trước ngày 15/12/2024", "trước ngày 20/12/2024"),
        ("chậm nhất ngày 15/12/2024", "trong tháng 01/2025"),
        ("trong tháng 12/2024", "quý I năm 2025"),
        ("ngày 10/12/2024", "ngày 11/12/2024"),
        ("trước ngày 15/12/2024", "chậm nhất ngày 15/12/2024"),
    ],
)
def test_body_against_appendix(body: str, annex: str) -> None:
    assert codes(plan(BODY.format(body), annex=ANNEX.format(annex))) == ["TG004"]


@pytest.mark.parametrize(
    ("body", "annex"),
    [
        ("trước ngày 15/12/2024", "chậm nhất ngày 14/12/2024"),
        ("trong tháng 12/2024", "trước ngày 31/12/2024"),
        ("trước ngày 15/12/2024", "trong tháng 12/2024"),
        ("quý IV năm 2024", "tháng 12/2024"),
        ("thường xuyên", "trước ngày 20/12/2024"),
        ("theo hướng dẫn của Bộ Nội vụ", "trước ngày 20/12/2024"),
    ],
)
def test_body_and_appendix_can_both_hold(body: str, annex: str) -> None:
    assert codes(plan(BODY.format(body), annex=ANNEX.format(annex))) == []


# ── TG006, CQ001, CQ005 ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(("part", "code"), [(0, "TG006"), (1, "CQ001")])
@pytest.mark.parametrize("blank", [None, "", "…"])
def test_part_missing(place: int, part: int, code: str, blank: str | None) -> None:
    rows: list[tuple[str | None, str | None, str | None]] = [FULL, FULL, FULL, FULL]
    row = list(FULL)
    row[part] = blank  # type: ignore[call-overload]
    rows[place] = (row[0], row[1], row[2])
    assert codes(tasks(*rows)) == [code]


@pytest.mark.parametrize(
    "body",
    [
        # no task of the plan has the part
        "I. NỘI DUNG\n1. Một\n- Cơ quan chủ trì: Sở Nội vụ.\n2. Hai\n- Cơ quan chủ trì: Sở Tài chính.",
        "I. NỘI DUNG\n1. Một\n- Thời gian: tháng 12/2024.\n2. Hai\n- Thời gian: tháng 01/2025.",
        # the words stand on the next line, or in bullets
        "I. NỘI DUNG\n1. Một\n- Thời gian:\nTrước ngày 15/12/2024.\n- Cơ quan chủ trì:\nSở Nội vụ.\n2. Hai\n- Thời gian: tháng 01/2025.\n- Cơ quan chủ trì: Sở Nội vụ.",
        "I. NỘI DUNG\n1. Một\n- Thời gian:\n+ Chọn mẫu: trước ngày 30/11/2024;\n+ Phát phiếu: tháng 12/2024.\n- Cơ quan chủ trì: Sở Nội vụ.\n2. Hai\n- Thời gian: tháng 01/2025.\n- Cơ quan chủ trì: Sở Nội vụ.",
        # all in one line
        "I. NỘI DUNG\n1. Một\n- Cơ quan chủ trì: Sở Nội vụ; Cơ quan phối hợp: Sở Tài chính; Thời gian: tháng 12/2024.\n2. Hai\n- Thời gian: tháng 01/2025; Cơ quan chủ trì: Sở Nội vụ.",
        "I. NỘI DUNG\n1. Một (thời gian: tháng 12/2024; chủ trì: Sở Nội vụ).\n2. Hai (chủ trì: Sở Tài chính; thời gian: tháng 01/2025).",
        # headings without numbers
        "NỘI DUNG\nTự chấm điểm\n- Thời gian: tháng 12/2024.\n- Cơ quan chủ trì: Sở Nội vụ.\nThẩm định\n- Thời gian: tháng 01/2025.\n- Cơ quan chủ trì: Sở Nội vụ.",
        # other labels
        "I. NỘI DUNG\n1. Một\n- Tiến độ: tháng 12/2024.\n- Phân công: Sở Nội vụ.\n2. Hai\n- Hoàn thành: tháng 01/2025.\n- Người thực hiện: Chuyên viên Phòng Nội vụ.",
        "I. NỘI DUNG\n(1) Một\n- Thời hạn hoàn thành: tháng 12/2024\n- Đơn vị chủ trì, tham mưu: Sở Nội vụ\n(2) Hai\n- Thời hạn hoàn thành: tháng 01/2025\n- Đơn vị chủ trì, tham mưu: Sở Nội vụ",
        # a time that cannot be read is no missing time, and a scan's lost mark no missing lead
        "I. NỘI DUNG\n1. Một\n- Thời gian: Trước ngày 2O/l2/2024.\n- Cơ quan chu trì: Sở Nội vụ.\n2. Hai\n- Thời gian: tháng 01/2025.\n- Cơ quan chủ trì: Sở Nội vụ.",
        # sections of a report are no tasks
        "I. NỘI DUNG\n1. Một\n- Thời gian: tháng 12/2024.\n- Cơ quan chủ trì: Sở Nội vụ.\n2. Hai\n- Thời gian: tháng 01/2025.\n- Cơ quan chủ trì: Sở Nội vụ.\n3. Đánh giá\n- Hạn chế: còn 02 đơn vị chậm.\n- Thời gian qua, kết quả như sau: tốt.",
    ],
)  # fmt: skip
def test_nothing_is_missing(body: str) -> None:
    assert codes(plan(body)) == []


@pytest.mark.parametrize(
    ("lead", "support"),
    [
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Sở Nội vụ", "Sở Tài chính, Sở Nội vụ và Sở Tư pháp"),
        ("UBND cấp huyện", "Sở Nội vụ; Ủy ban nhân dân cấp huyện"),
        ("Văn phòng UBND tỉnh", "các sở, ban, ngành; Văn phòng Ủy ban nhân dân tỉnh"),
        ("Sở Nội vụ và Sở Tài chính", "Sở Tài chính"),
        ("Sở Nội Vụ", "sở Nội vụ"),
    ],
)
def test_lead_supports_itself(lead: str, support: str) -> None:
    assert codes(tasks(("tháng 12/2024", lead, support), FULL)) == ["CQ005"]


@pytest.mark.parametrize(
    ("lead", "support"),
    [
        ("Sở Nội vụ", "các sở, ban, ngành"),
        ("Sở Nội vụ", "Phòng Nội vụ các huyện"),
        ("Sở Tài chính", "Phòng Tài chính - Kế hoạch"),
        ("UBND tỉnh", "UBND cấp huyện"),
        ("Văn phòng UBND tỉnh", "UBND tỉnh"),
        ("Các sở, ban, ngành", "Các cơ quan, đơn vị có liên quan"),
        ("Hội đồng thẩm định", "Tổ giúp việc Hội đồng thẩm định"),
    ],
)
def test_lead_and_support_differ(lead: str, support: str) -> None:
    assert codes(tasks(("tháng 12/2024", lead, support), FULL)) == []


def test_other_years_hold_too() -> None:
    top = TOP.replace("2024", "2019")
    grounds = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
    body = "I. NỘI DUNG\n1. Một\n- Thời gian: Quý IV.\n- Chủ trì: Sở Nội vụ.\n2. Hai\n- Thời gian: tháng 01/2020.\n- Chủ trì: Sở Nội vụ."
    assert codes(plan(body, top=top, grounds=grounds)) == []
