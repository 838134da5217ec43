"""The terminal report and the findings' fingerprints."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from auditor import check
from auditor.reports.terminal import print_report
from auditor.rules import Options
from corpora.plans import plan_paths
from models.finding import Result

PLANS = {path.stem: path for path in plan_paths(".txt")}


def report(result: Result, language: str = "vi", *, colour: bool | None = None) -> str:
    stream = io.StringIO()
    print_report(result, language, stream, colour=colour)
    return stream.getvalue()


@pytest.fixture(scope="module")
def wrong_product() -> Result:
    return check([PLANS["tinh-so-huyen-2024"]], Options(rules=frozenset({"SL001"})))


def test_a_finding_says_what_where_expected_and_found(wrong_product: Result) -> None:
    printed = report(wrong_product)
    assert "LỖI SL001" in printed
    assert re.search(r"dòng \d+", printed)
    assert "«12 phòng/huyện x 12 huyện = 143 người»" in printed
    assert "Cần là: 144 · Văn bản ghi: 143" in printed
    assert "Đã kiểm" in printed


def test_colours_only_where_asked(wrong_product: Result) -> None:
    assert "\x1b[" not in report(wrong_product)
    coloured = report(wrong_product, colour=True)
    assert "\x1b[" in coloured
    assert "«" not in coloured


def test_a_plan_without_fault_says_so() -> None:
    printed = report(check([PLANS["so-noi-vu-2025"]]))
    assert "Không thấy điều gì phải sửa." in printed
    assert re.search(r"Đã kiểm (\d+) điểm theo \d+ quy tắc; \1 điểm đúng", printed)


def test_several_documents_end_in_a_total() -> None:
    printed = report(check([PLANS["so-noi-vu-2025"], PLANS["tinh-so-huyen-2024"]]))
    assert "Tổng cộng 2 văn bản: 1 lỗi, 1 cảnh báo, 1 lưu ý." in printed


@pytest.mark.parametrize("name", sorted(PLANS))
def test_no_line_is_wider_than_the_page(name: str) -> None:
    assert max(len(line) for line in report(check([PLANS[name]])).splitlines()) <= 110


@pytest.mark.parametrize("name", sorted(PLANS))
def test_fingerprints_outlive_an_edit_elsewhere(name: str, tmp_path: Path) -> None:
    """A paragraph more at the top of the body moves every line; the same faults keep their fingerprints."""
    text = PLANS[name].read_text(encoding="utf-8")
    heading = re.search(r"^I\. .*$", text, re.M)
    assert heading is not None
    edited = tmp_path / "edited.txt"
    more = "Nội dung dưới đây được thống nhất với các cơ quan có liên quan trước khi trình ký."
    edited.write_text(text[: heading.end()] + "\n" + more + text[heading.end() :], encoding="utf-8")
    before, after = (
        {finding.fingerprint for finding in check([path]).documents[0].findings}
        for path in (PLANS[name], edited)
    )
    assert after == before


def test_fingerprints_are_unlike_within_a_document() -> None:
    for path in PLANS.values():
        prints = [finding.fingerprint for finding in check([path]).documents[0].findings]
        assert len(prints) == len(set(prints))
