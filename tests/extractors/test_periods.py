"""Time expressions: their values, and what is none."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.periods import find_periods, parse_period
from extractors.periods_calendar import blank_dates
from extractors.readers import read as read_file
from extractors.wraps import scan_text, scan_words
from models.document import CellRef, DocumentBuilder, lines_document
from models.facts import Period


def iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def shape(period: Period) -> tuple[str, date | None, date | None, str]:
    return period.text, period.start, period.end, period.precision


# the line, what of it is the time, its first and last day, the precision
CASES = [
    # one day, in every spelling
    ("ngày 10/12/2024", "ngày 10/12/2024", "2024-12-10", "2024-12-10", "day"),
    ("10/12/2024", "10/12/2024", "2024-12-10", "2024-12-10", "day"),
    ("ngày 10-12-2024", "ngày 10-12-2024", "2024-12-10", "2024-12-10", "day"),
    ("ngày 10.12.2024", "ngày 10.12.2024", "2024-12-10", "2024-12-10", "day"),
    ("ngày 10 / 12 / 2024", "ngày 10 / 12 / 2024", "2024-12-10", "2024-12-10", "day"),
    ("ngày 20 /12/2024", "ngày 20 /12/2024", "2024-12-20", "2024-12-20", "day"),
    ("ngày 10 tháng 12 năm 2024", "ngày 10 tháng 12 năm 2024", "2024-12-10", "2024-12-10", "day"),
    ("ngày 05 tháng 02 năm 2025", "ngày 05 tháng 02 năm 2025", "2025-02-05", "2025-02-05", "day"),
    ("ngày 01 tháng12 năm 2025", "ngày 01 tháng12 năm 2025", "2025-12-01", "2025-12-01", "day"),
    ("10 tháng 12 năm 2024", "10 tháng 12 năm 2024", "2024-12-10", "2024-12-10", "day"),
    ("ngày 10 tháng 12/2024", "ngày 10 tháng 12/2024", "2024-12-10", "2024-12-10", "day"),
    ("ngày 10/12 năm 2024", "ngày 10/12 năm 2024", "2024-12-10", "2024-12-10", "day"),
    ("ngày ngày 28 tháng 7 năm 2021", "ngày ngày 28 tháng 7 năm 2021", "2021-07-28", "2021-07-28", "day"),
    ("thứ Sáu, ngày 13/12/2024", "ngày 13/12/2024", "2024-12-13", "2024-12-13", "day"),
    ("ngày 12/12/24", "ngày 12/12/24", "2024-12-12", "2024-12-12", "day"),
    ("ngày 29/02/2024", "ngày 29/02/2024", "2024-02-29", "2024-02-29", "day"),
    # up to a day, the day left out or counted
    ("Trước ngày 10/12/2022.", "Trước ngày 10/12/2022", None, "2022-12-09", "day"),
    ("Trước 15/01/2025", "Trước 15/01/2025", None, "2025-01-14", "day"),
    (
        "Hoàn thành xong trước ngày 30/11/2018, các bước",
        "Hoàn thành xong trước ngày 30/11/2018",
        None,
        "2018-11-29",
        "day",
    ),
    ("Xong trước 25/12/2024", "Xong trước 25/12/2024", None, "2024-12-24", "day"),
    ("chậm nhất trước ngày 31/01/2026", "chậm nhất trước ngày 31/01/2026", None, "2026-01-30", "day"),
    ("trước 17 giờ 00 ngày 10/12/2024", "trước 17 giờ 00 ngày 10/12/2024", None, "2024-12-10", "day"),
    ("trước 0 giờ ngày 05/01/2025", "trước 0 giờ ngày 05/01/2025", None, "2025-01-04", "day"),
    (
        "chậm nhất đến ngày 10 tháng 01 năm 2025.",
        "chậm nhất đến ngày 10 tháng 01 năm 2025",
        None,
        "2025-01-10",
        "day",
    ),
    ("Chậm nhất ngày 20/12/2024", "Chậm nhất ngày 20/12/2024", None, "2024-12-20", "day"),
    ("chậm nhất là ngày 20/12/2024", "chậm nhất là ngày 20/12/2024", None, "2024-12-20", "day"),
    ("chậm nhất vào ngày 20/12/2024", "chậm nhất vào ngày 20/12/2024", None, "2024-12-20", "day"),
    ("Chậm nhất 17h00 ngày 15/12/2024", "Chậm nhất 17h00 ngày 15/12/2024", None, "2024-12-15", "day"),
    ("muộn nhất ngày 20/12/2024", "muộn nhất ngày 20/12/2024", None, "2024-12-20", "day"),
    ("đến hết ngày 15/12/2024", "đến hết ngày 15/12/2024", None, "2024-12-15", "day"),
    ("không quá ngày 15/12/2024", "không quá ngày 15/12/2024", None, "2024-12-15", "day"),
    ("hạn cuối: ngày 15/12/2024", "hạn cuối: ngày 15/12/2024", None, "2024-12-15", "day"),
    ("Đến ngày 31/12/2024", "Đến ngày 31/12/2024", None, "2024-12-31", "day"),
    ("trước tháng 3/2025", "trước tháng 3/2025", None, "2025-02-28", "month"),
    ("trước quý II/2025", "trước quý II/2025", None, "2025-03-31", "quarter"),
    ("trước năm 2025", "trước năm 2025", None, "2024-12-31", "year"),
    ("đến hết tháng 3 năm 2025", "đến hết tháng 3 năm 2025", None, "2025-03-31", "month"),
    ("đến năm 2030", "đến năm 2030", None, "2030-12-31", "year"),
    # from a day on
    ("từ ngày 01/7/2025", "từ ngày 01/7/2025", "2025-07-01", None, "day"),
    ("từ năm 2025 trở đi", "từ năm 2025 trở đi", "2025-01-01", None, "year"),
    ("sau ngày 15/12/2024", "sau ngày 15/12/2024", "2024-12-16", None, "day"),
    # months, quarters, years
    ("Tháng 10/2022", "Tháng 10/2022", "2022-10-01", "2022-10-31", "month"),
    ("trong tháng 12 năm 2024", "trong tháng 12 năm 2024", "2024-12-01", "2024-12-31", "month"),
    ("Tháng 12-2024", "Tháng 12-2024", "2024-12-01", "2024-12-31", "month"),
    ("Tuần 2 tháng 12/2024", "tháng 12/2024", "2024-12-01", "2024-12-31", "month"),
    ("12/2024", "12/2024", "2024-12-01", "2024-12-31", "month"),
    ("tháng tư năm 2025", "tháng tư năm 2025", "2025-04-01", "2025-04-30", "month"),
    ("Trong Quý I năm 2025", "Trong Quý I năm 2025", "2025-01-01", "2025-03-31", "quarter"),
    ("quý I/2023", "quý I/2023", "2023-01-01", "2023-03-31", "quarter"),
    ("Quí 1/2025", "Quí 1/2025", "2025-01-01", "2025-03-31", "quarter"),
    ("Q4/2024", "Q4/2024", "2024-10-01", "2024-12-31", "quarter"),
    ("6 tháng đầu năm 2025", "6 tháng đầu năm 2025", "2025-01-01", "2025-06-30", "month"),
    ("6 tháng cuối năm 2025", "6 tháng cuối năm 2025", "2025-07-01", "2025-12-31", "month"),
    ("09 tháng năm 2025", "09 tháng năm 2025", "2025-01-01", "2025-09-30", "month"),
    ("2026", "2026", "2026-01-01", "2026-12-31", "year"),
    ("Năm 2024", "Năm 2024", "2024-01-01", "2024-12-31", "year"),
    # đầu, giữa, cuối: Bộ luật Dân sự, Điều 146
    ("đầu tháng 01/2025", "đầu tháng 01/2025", "2025-01-01", "2025-01-01", "month"),
    ("giữa tháng 01/2025", "giữa tháng 01/2025", "2025-01-15", "2025-01-15", "month"),
    ("cuối tháng 02/2025", "cuối tháng 02/2025", "2025-02-28", "2025-02-28", "month"),
    ("cuối quý I/2025", "cuối quý I/2025", "2025-03-31", "2025-03-31", "quarter"),
    ("giữa năm 2025", "giữa năm 2025", "2025-06-30", "2025-06-30", "year"),
    ("cuối năm 2025", "cuối năm 2025", "2025-12-31", "2025-12-31", "year"),
    # stretches
    (
        "từ ngày 01/12/2024 đến hết ngày 15/12/2024",
        "từ ngày 01/12/2024 đến hết ngày 15/12/2024",
        "2024-12-01",
        "2024-12-15",
        "day",
    ),
    ("từ 01/12 đến 15/12/2024", "từ 01/12 đến 15/12/2024", "2024-12-01", "2024-12-15", "day"),
    ("từ 20/12 đến 15/01/2025", "từ 20/12 đến 15/01/2025", "2024-12-20", "2025-01-15", "day"),
    ("ngày 10-15/12/2024", "ngày 10-15/12/2024", "2024-12-10", "2024-12-15", "day"),
    ("01/12/2024-15/12/2024", "01/12/2024-15/12/2024", "2024-12-01", "2024-12-15", "day"),
    (
        "từ ngày 10 đến ngày 15 tháng 12 năm 2024",
        "từ ngày 10 đến ngày 15 tháng 12 năm 2024",
        "2024-12-10",
        "2024-12-15",
        "day",
    ),
    (
        "ngày 10, 11 và 12 tháng 01 năm 2025",
        "ngày 10, 11 và 12 tháng 01 năm 2025",
        "2025-01-10",
        "2025-01-12",
        "day",
    ),
    (
        "từ ngày 15/12/2024 đến trước ngày 31/12/2024",
        "từ ngày 15/12/2024 đến trước ngày 31/12/2024",
        "2024-12-15",
        "2024-12-30",
        "day",
    ),
    (
        "Từ tháng 12/2022 đến cuối tháng 01/2023.",
        "Từ tháng 12/2022 đến cuối tháng 01/2023",
        "2022-12-01",
        "2023-01-31",
        "month",
    ),
    (
        "từ tháng 12 năm 2024 đến hết tháng 03 năm 2025",
        "từ tháng 12 năm 2024 đến hết tháng 03 năm 2025",
        "2024-12-01",
        "2025-03-31",
        "month",
    ),
    (
        "từ tháng 12 đến hết tháng 01 năm 2025",
        "từ tháng 12 đến hết tháng 01 năm 2025",
        "2024-12-01",
        "2025-01-31",
        "month",
    ),
    ("từ 12/2022 đến 01/2023", "từ 12/2022 đến 01/2023", "2022-12-01", "2023-01-31", "month"),
    ("Tháng 12/2024 - Tháng 01/2025", "Tháng 12/2024 - Tháng 01/2025", "2024-12-01", "2025-01-31", "month"),
    ("Tháng 12/2024, Tháng 01/2025", "Tháng 12/2024, Tháng 01/2025", "2024-12-01", "2025-01-31", "month"),
    ("tháng 01 và tháng 02 năm 2025", "tháng 01 và tháng 02 năm 2025", "2025-01-01", "2025-02-28", "month"),
    ("tháng 10, 11, 12/2024", "tháng 10, 11, 12/2024", "2024-10-01", "2024-12-31", "month"),
    (
        "quý IV năm 2024 và quý I năm 2025",
        "quý IV năm 2024 và quý I năm 2025",
        "2024-10-01",
        "2025-03-31",
        "quarter",
    ),
    ("Quý I, II, III năm 2025", "Quý I, II, III năm 2025", "2025-01-01", "2025-09-30", "quarter"),
    (
        "từ quý IV/2024 đến hết quý I/2025",
        "từ quý IV/2024 đến hết quý I/2025",
        "2024-10-01",
        "2025-03-31",
        "quarter",
    ),
    ("2024-12-10 00:00:00", "2024-12-10 00:00:00", "2024-12-10", "2024-12-10", "day"),
    (
        "từ ngày 28 đến ngày 05/01/2025",
        "từ ngày 28 đến ngày 05/01/2025",
        "2024-12-28",
        "2025-01-05",
        "day",
    ),
    ("tháng 12 và 01 năm 2025", "tháng 12 và 01 năm 2025", "2024-12-01", "2025-01-31", "month"),
    ("tháng 10 năm 2024, 15 đơn vị", "tháng 10 năm 2024", "2024-10-01", "2024-10-31", "month"),
    ("2025 - 2035", "2025 - 2035", "2025-01-01", "2035-12-31", "year"),
    ("giai đoạn 2022 - 2030", "giai đoạn 2022 - 2030", "2022-01-01", "2030-12-31", "year"),
    ("nhiệm kỳ 2021-2026", "nhiệm kỳ 2021-2026", "2021-01-01", "2026-12-31", "year"),
    ("từ 2022 đến 2025", "từ 2022 đến 2025", "2022-01-01", "2025-12-31", "year"),
    ("năm 2024 và 2025", "năm 2024 và 2025", "2024-01-01", "2025-12-31", "year"),
    # within a sentence, the one that closes the work
    (
        "Sở Nội vụ tổng hợp, gửi danh sách về Bộ Nội vụ chậm nhất ngày 20/12/2024 theo quy định",
        "chậm nhất ngày 20/12/2024",
        None,
        "2024-12-20",
        "day",
    ),
    (
        "Theo quy định tại Quyết định số 12/QĐ-UBND ngày 01/02/2024, hoàn thành trước ngày 15/12/2024",
        "hoàn thành trước ngày 15/12/2024",
        None,
        "2024-12-14",
        "day",
    ),
    ("Trước ngày 31 tháng 03\nnăm 2025", "Trước ngày 31 tháng 03 năm 2025", None, "2025-03-30", "day"),
    ("10 Dec 2024", "10 Dec 2024", "2024-12-10", "2024-12-10", "day"),
]


@pytest.mark.parametrize(("line", "text", "start", "end", "precision"), CASES)
def test_one_time(line: str, text: str, start: str | None, end: str | None, precision: str) -> None:
    period = parse_period(line)
    assert period is not None
    assert shape(period) == (text, iso(start), iso(end), precision)
    assert period.impossible is None
    assert not period.recurring


CONDITIONS = [
    ("Theo hướng dẫn của Bộ Nội vụ", "Theo hướng dẫn của Bộ Nội vụ", False),
    ("Theo các văn bản hướng dẫn của Bộ Nội vụ.", "Theo các văn bản hướng dẫn của Bộ Nội vụ", False),
    ("Khi có yêu cầu của Bộ Nội vụ", "Khi có yêu cầu của Bộ Nội vụ", False),
    ("Sau khi có kết quả thẩm định", "Sau khi có kết quả thẩm định", False),
    ("Theo Kế hoạch số 12/KH-UBND ngày 05/12/2024", "Theo Kế hoạch số 12/KH-UBND ngày 05/12/2024", False),
    (
        "trong vòng 05 ngày làm việc kể từ ngày 01/12/2024",
        "trong vòng 05 ngày làm việc kể từ ngày 01/12/2024",
        False,
    ),
    ("chậm nhất 03 ngày kể từ ngày ban hành", "chậm nhất 03 ngày kể từ ngày ban hành", False),
    ("Thường xuyên", "Thường xuyên", True),
    ("Hằng năm", "Hằng năm", True),
    ("hằng quý", "hằng quý", True),
    ("Định kỳ hàng tháng", "Định kỳ hàng tháng", True),
    ("trước ngày 20/11 hằng năm", "trước ngày 20/11 hằng năm", True),
    ("trước ngày 20 tháng 6 hằng năm", "trước ngày 20 tháng 6 hằng năm", True),
    ("Trước ngày 05 hằng tháng", "Trước ngày 05 hằng tháng", True),
    ("ngày 20 tháng cuối quý", "ngày 20 tháng cuối quý", True),
    (
        "từ ngày 16 đến ngày 31 tháng 12 hằng năm",
        "từ ngày 16 đến ngày 31 tháng 12 hằng năm",
        True,
    ),
    ("từ tháng 3 đến tháng 11 hằng năm", "từ tháng 3 đến tháng 11 hằng năm", True),
]


@pytest.mark.parametrize(("line", "text", "recurring"), CONDITIONS)
def test_times_without_a_date(line: str, text: str, recurring: bool) -> None:
    period = parse_period(line)
    assert period is not None
    assert shape(period) == (text, None, None, "condition")
    assert period.recurring is recurring


IMPOSSIBLE = [
    ("trước ngày 31/11/2024", "ngày 31/11/2024"),
    ("ngày 30/02/2025", "ngày 30/02/2025"),
    ("ngày 29/02/2023", "ngày 29/02/2023"),
    ("12/13/2024", "12/13/2024"),
    ("ngày 32/12/2024", "ngày 32/12/2024"),
    ("ngày 31 tháng 11 năm 2024", "ngày 31 tháng 11 năm 2024"),
    ("ngày 31/11", "ngày 31/11"),
    ("ngày 00/12/2024", "ngày 00/12/2024"),
    ("ngày 10/12/20225", "ngày 10/12/20225"),
    ("ngày 16/02/2205", "ngày 16/02/2205"),
    ("tháng 13/2024", "tháng 13/2024"),
    ("quý V/2025", "quý V/2025"),
    ("năm 20225", "năm 20225"),
]


@pytest.mark.parametrize(("line", "words"), IMPOSSIBLE)
def test_dates_that_no_calendar_has(line: str, words: str) -> None:
    period = parse_period(line)
    assert period is not None
    assert (period.start, period.end, period.impossible) == (None, None, words)


@pytest.mark.parametrize(
    "line",
    [
        "giai đoạn 2024 - 2023",
        "từ ngày 15/12/2024 đến ngày 10/12/2024",
        "từ tháng 3/2025 đến hết tháng 01/2025",
    ],
)
def test_a_written_range_may_run_backwards(line: str) -> None:
    period = parse_period(line)
    assert period is not None
    assert period.backwards()
    assert (
        period.start
        == {
            "g": date(2024, 1, 1),
            "t": date(2024, 12, 15) if "15/12" in line else date(2025, 3, 1),
        }[line[0]]
    )


def test_a_stage_that_runs_backwards_keeps_its_ends() -> None:
    period = parse_period("giai đoạn 2024 - 2023")
    assert period is not None
    assert (period.start, period.end) == (date(2024, 1, 1), date(2023, 12, 31))


NOT_TIMES = [
    "có 11/12 phòng",
    "hoạt động 24/7",
    "đạt 1/2 số phiếu",
    "tăng từ 1/3 đến 2/3 số hộ",
    "Kế hoạch số 845/KH-UBND",
    "Nghị định số 15/2025/NĐ-CP",
    "Luật số 202/2025/QH15",
    "Luật Thủy sản năm 2017",
    "Bộ luật Dân sự năm 2015",
    "TCVN ISO 9001:2008",
    "(028) 3930.3279",
    "điểm 10.12.2",
    "03 người/01 đơn vị",
    "ngân hàng năm sao",
    "03 tháng lương",
    "Quý khách",
    "chi thường xuyên",
    "trước pháp luật",
    "ngày làm việc",
    "người đứng đầu",
    "2.500 người",
    "tỷ lệ 10-15%",
    "10/12/2024/QH15",
]


@pytest.mark.parametrize("line", NOT_TIMES)
def test_what_is_no_time(line: str) -> None:
    assert find_periods(lines_document([line])) == ()
    assert parse_period(line) is None


# without a year: the text, by issue date 2024-12-10, by year 2024 alone
YEARLESS = [
    ("ngày 20/12", "2024-12-20", "2024-12-20"),
    ("trước ngày 05/01", "2025-01-04", "2024-01-04"),
    ("tháng 01", "2025-01-31", "2024-01-31"),
    ("Quý I", "2025-03-31", "2024-03-31"),
    ("6 tháng cuối năm", "2024-12-31", "2024-12-31"),
    ("9 tháng", "2025-09-30", "2024-09-30"),
    ("cuối năm", "2024-12-31", "2024-12-31"),
    ("Tháng 11, 12", "2024-12-31", "2024-12-31"),
    ("Quý I, II", "2025-06-30", "2024-06-30"),
    ("từ ngày 15/12 đến ngày 10/01", "2025-01-10", "2025-01-10"),
]


@pytest.mark.parametrize(("line", "by_issue", "by_year"), YEARLESS)
def test_a_missing_year_comes_from_the_context_or_stays_missing(
    line: str, by_issue: str, by_year: str
) -> None:
    alone = parse_period(line)
    assert alone is not None
    assert (alone.start, alone.end, alone.impossible) == (None, None, None)
    issued = parse_period(line, year=2024, issued=date(2024, 12, 10))
    assert issued is not None and issued.end == iso(by_issue)
    dated = parse_period(line, year=2024)
    assert dated is not None and dated.end == iso(by_year)


@pytest.mark.parametrize(
    "line", ["tính đến ngày 30/6", "trước ngày 15/01 năm sau", "tháng 10 vừa qua", "Quý I của năm liền kề"]
)
def test_a_year_told_from_another_is_not_guessed(line: str) -> None:
    (period,) = find_periods(lines_document([line]), issued=date(2024, 12, 10))
    assert (period.start, period.end) == (None, None)


BLANK = [
    ("Hải Dương, ngày tháng 11 năm 2024", "ngày tháng 11 năm 2024"),
    ("Bình Phước, ngày tháng năm 2022", "ngày tháng năm 2022"),
    ("ngày   tháng 11 năm 2024", "ngày   tháng 11 năm 2024"),
    ("ngày … tháng … năm 2024", "ngày … tháng … năm 2024"),
    ("ngày...... tháng...... năm......", "ngày...... tháng...... năm......"),
    ("ngày 10 tháng   năm 2024", "ngày 10 tháng   năm 2024"),
    ("ngày   /12/2024", "ngày   /12/2024"),
    ("ngày …/…/2024", "ngày …/…/2024"),
]


@pytest.mark.parametrize(("line", "words"), BLANK)
def test_a_date_left_open_is_no_period(line: str, words: str) -> None:
    (span,) = blank_dates(scan_words(line))
    assert line[span.start : span.end] == words
    assert find_periods(lines_document([line])) == ()


@pytest.mark.parametrize(
    "line", ["Ngày, tháng, năm sinh", "ngày tháng năm sinh", "ngày 10 tháng 12 năm 2024"]
)
def test_no_date_left_open(line: str) -> None:
    assert list(blank_dates(scan_words(line))) == []


@pytest.mark.parametrize(
    ("line", "recurring"),
    [
        ("Các sở định kỳ báo cáo kết quả thực hiện trước ngày 20/11 về Sở Nội vụ.", True),
        ("Hằng năm, tổng hợp, báo cáo UBND tỉnh trước ngày 15/12.", True),
        ("Định kỳ báo cáo kết quả trước ngày 20/11/2025.", False),
        ("Báo cáo kết quả trước ngày 20/11 về Sở Nội vụ.", False),
        ("Kiểm tra định kỳ. Báo cáo kết quả trước ngày 20/11 về Sở Nội vụ.", False),
    ],
)
def test_reports_that_return(line: str, recurring: bool) -> None:
    period = next(
        period for period in find_periods(lines_document([line]), year=2025) if "ngày" in period.text
    )
    assert period.recurring is recurring
    assert (period.end is None) is recurring


def test_every_time_of_a_document_in_order() -> None:
    document = lines_document(
        [
            "Thực hiện Quyết định số 892/QĐ-BNV ngày 05/12/2024 của Bộ Nội vụ giai đoạn 2024 - 2030;",
            "- Thời gian: trong tháng 12",
            "năm 2024.",
            "- Thời gian: tháng 12",
            "Năm 2025, Sở Nội vụ tổ chức.",
            "- Thời gian: Theo hướng dẫn của Bộ Nội vụ.",
            "Báo cáo trước ngày 20/11 hằng năm; chậm nhất ngày 15/01/2025.",
        ]
    )
    periods = find_periods(document)
    assert [period.text for period in periods] == [
        "ngày 05/12/2024",
        "giai đoạn 2024 - 2030",
        "trong tháng 12 năm 2024",
        "tháng 12",
        "Năm 2025",
        "Theo hướng dẫn của Bộ Nội vụ",
        "trước ngày 20/11 hằng năm",
        "chậm nhất ngày 15/01/2025",
    ]
    for period in periods:
        assert period.span is not None
        assert " ".join(document.words(period.span).split()) == period.text


def test_a_time_does_not_run_on_into_the_next_cell() -> None:
    builder = DocumentBuilder()
    for column, words in enumerate(["tháng 12", "năm 2024"]):
        builder.add(words, cell=CellRef(0, 0, column))
    assert [period.text for period in find_periods(builder.build())] == ["tháng 12", "năm 2024"]


def test_nothing_to_read_in_an_empty_document() -> None:
    assert find_periods(DocumentBuilder().build()) == ()
    assert parse_period("") is None


days = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
FORMS = [
    "ngày {0.day:02}/{0.month:02}/{0.year}",
    "ngày {0.day}/{0.month}/{0.year}",
    "ngày {0.day:02}-{0.month:02}-{0.year}",
    "ngày {0.day:02}.{0.month:02}.{0.year}",
    "ngày {0.day:02} / {0.month:02} / {0.year}",
    "ngày {0.day:02} tháng {0.month:02} năm {0.year}",
    "ngày {0.day} tháng {0.month}, năm {0.year}",
    "ngày\n{0.day:02} tháng {0.month:02}\nnăm {0.year}",
    "NGÀY {0.day:02} THÁNG {0.month:02} NĂM {0.year}",
    "{0.day:02}/{0.month:02}/{0.year}",
]


@given(day=days, form=st.sampled_from(FORMS), composed=st.sampled_from(["NFC", "NFD"]))
def test_the_form_of_a_date_does_not_change_its_value(day: date, form: str, composed: str) -> None:
    text = unicodedata.normalize(composed, f"Chậm nhất {form.format(day)}")  # type: ignore[arg-type]
    period = parse_period(unicodedata.normalize("NFC", text))
    assert period is not None
    assert (period.start, period.end) == (None, day)


@given(day=days)
def test_before_a_day_ends_the_day_before(day: date) -> None:
    period = parse_period(f"trước ngày {day:%d/%m/%Y}")
    assert period is not None and period.end == day - timedelta(days=1)


@given(first=days, second=days)
def test_only_a_written_backwards_range_runs_backwards(first: date, second: date) -> None:
    period = parse_period(f"từ ngày {first:%d/%m/%Y} đến ngày {second:%d/%m/%Y}")
    assert period is not None
    assert (period.start, period.end) == (first, second)
    assert period.backwards() is (second < first)


@given(year=st.integers(min_value=1990, max_value=2060), month=st.integers(min_value=1, max_value=12))
def test_a_month_runs_to_its_last_day(year: int, month: int) -> None:
    period = parse_period(f"trong tháng {month:02} năm {year}")
    assert period is not None
    assert period.start == date(year, month, 1)
    assert period.end == date(year, month, monthrange(year, month)[1])


@given(st.text(alphabet="ngàythág quýnămtrướcđếừ0123456789/-., \n;hằI", max_size=80))
def test_any_text_gives_ordered_periods_within_it(text: str) -> None:
    document = lines_document(text.split("\n"))
    before = document.text
    last = 0
    for period in find_periods(document, year=2024, issued=date(2024, 12, 10)):
        assert period.span is not None and period.span.start >= last
        last = period.span.end
        assert last <= len(before)
        assert period.impossible is None or (period.start is None and period.end is None)
    assert document.text == before


@given(st.text(max_size=200))
def test_foreign_text_raises_nothing(text: str) -> None:
    parse_period(unicodedata.normalize("NFC", text), issued=date(2024, 12, 10))


def test_the_times_of_a_plan_that_began_it(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("002_*.txt")
    periods = find_periods(read_file(path), year=2022)
    closing = [(period.text, period.start, period.end) for period in periods if period.precision != "year"]
    assert closing[4:] == [
        ("Tháng 10/2022", date(2022, 10, 1), date(2022, 10, 31)),
        ("Tháng 10/2022", date(2022, 10, 1), date(2022, 10, 31)),
        ("Tháng 10/2022", date(2022, 10, 1), date(2022, 10, 31)),
        ("Tháng 10/2022", date(2022, 10, 1), date(2022, 10, 31)),
        ("Trước ngày 10/12/2022", None, date(2022, 12, 9)),
        ("Tháng 12/2022", date(2022, 12, 1), date(2022, 12, 31)),
        ("Tháng 12/2022", date(2022, 12, 1), date(2022, 12, 31)),
        ("Từ tháng 12/2022 đến cuối tháng 01/2023", date(2022, 12, 1), date(2023, 1, 31)),
        ("Tháng 01/2023", date(2023, 1, 1), date(2023, 1, 31)),
        ("Trong quý I/2023", date(2023, 1, 1), date(2023, 3, 31)),
        ("Từ tháng 11/2022 đến hết tháng 01/2023", date(2022, 11, 1), date(2023, 1, 31)),
        ("Trước ngày 01/02/2023", None, date(2023, 1, 31)),
        ("ngày 28 tháng 7 năm 2021", date(2021, 7, 28), date(2021, 7, 28)),
    ]


def test_no_real_document_gives_an_impossible_or_backwards_time(shared: Path) -> None:
    """Nobody found one by reading them; the one stage that runs backwards stands in a seed."""
    total = 0
    for path in sorted((shared / "real").glob("*.txt")):
        for period in find_periods(read_file(path)):
            assert period.impossible is None and not period.backwards(), (path.name, period)
            total += 1
    assert total > 1300
    (seed,) = (shared / "seeds").glob("001_*.txt")
    backwards = [period.text for period in find_periods(read_file(seed)) if period.backwards()]
    assert backwards == ["giai đoạn 2024 - 2023"]


HOSTILE = [
    "ngày 10, ",
    "tháng 1 và ",
    "quý i, ",
    "12/",
    "1.",
    "đến ",
    "chậm nhất là ",
    "10/12/2024 - ",
    "ngày ....",
    "thời gian: ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_stays_quick(piece: str) -> None:
    text = piece * (16_000 // len(piece))
    document = lines_document([text])
    begin = perf_counter()
    find_periods(document)
    list(blank_dates(scan_text(document)))
    parse_period(text)
    assert perf_counter() - begin < 3
