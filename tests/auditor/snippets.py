"""A small complete plan around a snippet, and the codes that the rules give for a text."""

from __future__ import annotations

from auditor.rules import Options, run_rules
from extractors.extract import extract
from extractors.readers.text import read_text
from models.finding import Finding

TOP = """ỦY BAN NHÂN DÂN
TỈNH HÒA VANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 145/KH-UBND
Hòa Vang, ngày 05 tháng 11 năm 2024
KẾ HOẠCH
Xác định Chỉ số cải cách hành chính năm 2024"""
GROUNDS = """Căn cứ Quyết định số 120/QĐ-UBND ngày 10 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh Hòa Vang về việc ban hành Bộ Chỉ số cải cách hành chính;
Ủy ban nhân dân tỉnh ban hành Kế hoạch xác định Chỉ số cải cách hành chính năm 2024 như sau:"""
CLOSE = "Trên đây là Kế hoạch xác định Chỉ số cải cách hành chính năm 2024, đề nghị các cơ quan, đơn vị thực hiện./."
END = """Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn An"""
BODY = "I. NỘI DUNG\n1. Các cơ quan, đơn vị tự chấm điểm theo Bộ Chỉ số."


def plan(
    body: str = BODY,
    *,
    top: str = TOP,
    grounds: str = GROUNDS,
    close: str = CLOSE,
    end: str = END,
    annex: str = "",
) -> str:
    """A plan of November 2024 with one part exchanged for the snippet."""
    return "\n".join(part.strip("\n") for part in (top, grounds, body, close, end, annex) if part)


def findings(text: str, *, draft: bool = False) -> tuple[Finding, ...]:
    reading = extract(read_text(text.encode(), path="snippet.txt", sha256=""))
    return run_rules(reading, Options(draft=draft))[0]


def codes(text: str) -> list[str]:
    """The codes of all findings, sorted."""
    return sorted(finding.rule for finding in findings(text))
