"""One fault planted into a plan that ships with the product brings exactly its own code; a neutral rewrite brings nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from auditor.rules import Options, run_rules
from corpora.plans import plan_paths
from extractors.extract import extract
from extractors.readers.text import read_text

FOLDER = plan_paths(".gold.yaml")[0].parent
SO, XA, TINH, SH = "so-noi-vu-2025", "xa-a-2023", "tinh-hai-cap-2026", "tinh-so-huyen-2024"


@cache
def plan(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@cache
def codes(text: str) -> tuple[tuple[str, str], ...]:
    reading = extract(read_text(text.encode(), path="plan.txt", sha256=""))
    findings, _ = run_rules(reading, Options())
    return tuple((finding.rule, finding.severity.word) for finding in findings)


# plan; pattern; replacement (of the first place); code
PLANTED: list[tuple[str, str, str, str]] = [
    (SO, r"Số: 61/", "Số:     /", "TT001"),
    (SO, r"Số: 61/", "Số: …/", "TT001"),
    (XA, r"Số: 58 /", "Số: ....../", "TT001"),
    (TINH, r"Số: 415/", "Số:/", "TT001"),
    (SO, r"Vân Trà, ngày 14 tháng 11", "Vân Trà, ngày    tháng 11", "TT002"),
    (TINH, r"Trường Lạc, ngày 22 tháng 10", "Trường Lạc, ngày … tháng …", "TT002"),
    (XA, r"Phú Cầu, ngày 24 tháng 11", "Phú Cầu, ngày ... tháng 11", "TT002"),
    (SO, r"61/KH-SNV", "61/QĐ-SNV", "TT003"),
    (SO, r"61/KH-SNV", "61/KH-UBND", "TT003"),
    (XA, r"58 /KH-UBND", "58/BC-UBND", "TT003"),
    (TINH, r"415/KH-UBND", "415/KHUBND", "TT003"),
    (SO, r"- Lưu: VT, CCHC\.\n", "", "TT008"),
    (XA, r"- Lưu: VT\.\n", "", "TT008"),
    (TINH, r"- Lưu: VT, THNC\.\n", "", "TT008"),
    (SO, r"(?m)^c\) Kết quả được", "d) Kết quả được", "TT010"),
    (SO, r"(?m)^III\. KINH PHÍ", "IV. KINH PHÍ", "TT010"),
    (SO, r"(?m)^2\. Xếp loại", "3. Xếp loại", "TT010"),
    (SO, r"(?m)^đ\) Họp", "e) Họp", "TT010"),
    (XA, r"(?m)^d\. Giải trình", "đ. Giải trình", "TT010"),
    (XA, r"(?m)^IV\. TỔ CHỨC", "III. TỔ CHỨC", "TT010"),
    (TINH, r"(?m)^g\) Thẩm định lần", "h) Thẩm định lần", "TT010"),
    (TINH, r"(?m)^b\) Chỉ số CCHC cấp xã", "a) Chỉ số CCHC cấp xã", "TT010"),
    (SO, r"Xác định phần đóng góp", "Xác định phần phần đóng góp của của", "TT011"),
    (XA, r"Chấm đúng, chấm đủ điểm", "Chấm đúng các các điểm", "TT011"),
    (TINH, r"trong năm 2026, là", "trong trong năm 2026, là", "TT011"),
    (TINH, r"chậm nhất ngày 08/01/2027", "chậm nhất ngày ngày 08/01/2027", "TT011"),
    (SO, r"ngày 30 tháng 10 năm 2025", "ngày 30 tháng 11 năm 2025", "CC001"),
    (XA, r"ngày 17/11/2023 của UBND huyện", "ngày 27/11/2023 của UBND huyện", "CC001"),
    (TINH, r"318/TTr-SNV ngày 16/10/2026", "318/TTr-SNV ngày 26/10/2026", "CC001"),
    (TINH, r"152/QĐ-STTTT ngày 14/10/2024", "152/QĐ-STTTT ngày 14/10/2027", "CC001"),
    (SO, r"Thực hiện Kế hoạch số 118/KH-UBND ngày 30 tháng 10 năm 2025", "Thực hiện Kế hoạch của Ủy ban nhân dân", "CC003"),
    (TINH, r"Quyết định số 1203/QĐ-UBND ngày 15/9/2026", "Quyết định số 1203/QĐ-UBND", "CC003"),
    (SO, r"Nghị quyết số 76/NQ-CP", "Nghị định số 76/NQ-CP", "CC004"),
    (TINH, r"Tờ trình số 318/TTr-SNV", "Công văn số 318/TTr-SNV", "CC004"),
    (XA, r"Quyết định số 1822/QĐ-UBND", "Quyết định số 1822/KH-UBND", "CC004"),
    (SO, r"giai đoạn 2021 - 2030", "giai đoạn 2021 - 2020", "CC006"),
    (SO, r"33/2025/QĐ-UBND ngày 28 tháng 8 năm 2025", "33/2024/QĐ-UBND ngày 28 tháng 8 năm 2025", "CC007"),
    (TINH, r"150/2025/NĐ-CP ngày 12/6/2025", "150/2015/NĐ-CP ngày 12/6/2025", "CC007"),
    (TINH, r"41/2026/QĐ-UBND ngày 12/8/2026", "41/2026/QĐ-UBND ngày 12/8/2025", "CC007"),
    (SO, r"ngày 12 tháng 12 năm 2025", "ngày 31 tháng 11 năm 2025", "TG001"),
    (TINH, r"trước ngày 06/11/2026", "trước ngày 31/11/2026", "TG001"),
    (XA, r"Chậm nhất ngày 30/11/2023", "Chậm nhất ngày 30/02/2024", "TG001"),
    (XA, r"Trước ngày 05/01/2024", "Trước ngày 05/13/2024", "TG001"),
    (SO, r"trong tháng 01 năm 2026", "trong tháng 01 năm 2025", "TG002"),
    (TINH, r"chậm nhất ngày 08/01/2027", "chậm nhất ngày 08/01/2026", "TG002"),
    (TINH, r"trong quý I năm 2027", "trong quý I năm 2026", "TG002"),
    (XA, r"Trước ngày 05/01/2024", "Trước ngày 05/01/2023", "TG002"),
    (XA, r"Thời gian: Tháng 12/2023", "Thời gian: Tháng 10/2023", "TG002"),
    (SO, r"đến hết ngày 24 tháng 12 năm 2025", "đến hết ngày 14 tháng 12 năm 2025", "TG003"),
    (TINH, r"đến ngày 22/01/2027", "đến ngày 02/01/2027", "TG003"),
    (TINH, r"đến ngày 29/01/2027", "đến ngày 24/01/2027", "TG003"),
    (SO, r"- Thời gian: trước ngày 31 tháng 12 năm 2025\.\n", "", "TG006"),
    (SO, r"- Thời gian: trong tháng 01 năm 2026\.\n", "", "TG006"),
    (XA, r"- Thời gian: Trước ngày 05/01/2024\.\n", "", "TG006"),
    (TINH, r"- Thời hạn hoàn thành: trong quý I năm 2027\.\n", "", "TG006"),
    (TINH, r"- Thời hạn hoàn thành: trước ngày 26/02/2027\.", "- Thời hạn hoàn thành:", "TG006"),
    (SO, r"- Đơn vị chủ trì: Văn phòng Sở\.\n", "", "CQ001"),
    (XA, r"- Bộ phận chủ trì: Văn phòng – Thống kê xã\.\n", "", "CQ001"),
    (TINH, r"- Đơn vị chủ trì: Hội đồng thẩm định\.\n", "", "CQ001"),
    (TINH, r"- Đơn vị chủ trì: Hội đồng thẩm định\.", "- Đơn vị chủ trì:", "CQ001"),
    (SO, r"- Đơn vị phối hợp: Văn phòng Sở\.", "- Đơn vị phối hợp: Phòng Cải cách hành chính.", "CQ005"),
    (TINH, r"- Đơn vị phối hợp: Sở Khoa học và Công nghệ\.", "- Đơn vị phối hợp: Sở Nội vụ.", "CQ005"),
    (XA, r"- Bộ phận phối hợp: Các công chức chuyên môn\.", "- Bộ phận phối hợp: Văn phòng – Thống kê xã.", "CQ005"),
    (SO, r"= 30 phiếu", "= 35 phiếu", "SL001"),
    (SO, r"= 180 phiếu", "= 190 phiếu", "SL001"),
    (TINH, r"= 42 phiếu", "= 45 phiếu", "SL001"),
    (TINH, r"= 1\.600 phiếu", "= 1.500 phiếu", "SL001"),
    (SO, r"210 phiếu, gồm", "220 phiếu, gồm", "SL002"),
    (TINH, r"1\.994 phiếu\), gồm", "1.949 phiếu), gồm", "SL002"),
    (SH, r"462 người, gồm", "452 người, gồm", "SL002"),
    (SH, r"30 người, gồm", "31 người, gồm", "SL002"),
    (SO, r"06 phiếu/đơn vị x 05 đơn vị", "phiếu/đơn vị x 05 đơn vị", "SL003"),
    (SO, r"60 phiếu/điểm tiếp nhận x 03 điểm", "60 phiếu/điểm tiếp nhận x … điểm", "SL003"),
    (SO, r"đủ 05 phòng, đơn vị:", "đủ 04 phòng, đơn vị:", "SL004"),
    (SO, r"Trung tâm Lưu trữ lịch sử\.", "Trung tâm Lưu trữ lịch sử, Thanh tra Sở.", "SL004"),
    (SO, r"14 tiêu chí và 33", "15 tiêu chí và 33", "TC001"),
    (SO, r"33 tiêu chí thành phần, tổng", "34 tiêu chí thành phần, tổng", "TC001"),
    (SO, r"tổng điểm 100", "tổng điểm 110", "TC001"),
    (SO, r"gồm 05 lĩnh vực", "gồm 06 lĩnh vực", "TC001"),
    (TINH, r"28 tiêu chí và 57", "29 tiêu chí và 57", "TC001"),
    (SO, r"từ 75 đến dưới 90 điểm", "từ 75 đến dưới 85 điểm", "TC002"),
    (SO, r"từ 50 đến dưới 75 điểm", "từ 50 đến dưới 80 điểm", "TC002"),
    (TINH, r"từ 80 điểm đến dưới 90 điểm", "từ 80 điểm đến dưới 88 điểm", "TC002"),
    (SO, r"các lĩnh vực: Giải quyết thủ tục hành chính; Chuyển đổi số\.", "lĩnh vực: Giải quyết thủ tục hành chính.", "TC003"),
    (TINH, r"3\. Sở Tư pháp thẩm định lĩnh vực:\n- Cải cách thể chế\.\n4\. Sở Tài chính", "3. Sở Tài chính", "TC003+"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "pattern", "replacement", "code"), PLANTED)
def test_planted_fault_is_found_alone(name: str, pattern: str, replacement: str, code: str) -> None:
    text, changed = plan(name), re.sub(pattern, lambda _: replacement, plan(name), count=1)
    assert changed != text, "the pattern finds nothing"
    before, after = Counter(codes(text)), Counter(codes(changed))
    more = sorted(rule for rule, _ in (after - before).elements())
    less = sorted(rule for rule, _ in (before - after).elements())
    if code.endswith("+"):  # the list goes on with a gap of its own
        assert code.rstrip("+") in more
        assert less == []
    else:
        assert (more, less) == ([code], [])


NEUTRAL: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "short dash": lambda text: text.replace("–", "-"),
    "long dash": lambda text: re.sub(r"(?m)^- ", "– ", text),
    "bold labels": lambda text: re.sub(r"(?m)^- ((?:Thời|Đơn vị|Cơ quan|Bộ phận)[^:\n]{0,40}:)", r"- **\1**", text),
    "labels without dash": lambda text: re.sub(r"(?m)^- ((?:Thời gian|Thời hạn|Đơn vị|Cơ quan|Bộ phận)[^:\n]{0,40}:)", r"\1", text),
    "capital X": lambda text: text.replace(" x ", " X "),
    "times sign": lambda text: text.replace(" x ", " × "),
    "star for times": lambda text: text.replace(" x ", " * "),
    "no-break blanks": lambda text: re.sub(r"(?<=\d) (?=\w)|(?<=tháng) (?=\d)|(?<=năm) (?=\d)", "\u00a0", text),
    "slash dates": lambda text: re.sub(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})(?! *\n)", r"ngày \1/\2/\3", text),
    "no closing mark": lambda text: text.replace("./.", "."),
    "letters with a dot": lambda text: re.sub(r"(?m)^([a-zđ])\) ", r"\1. ", text),
    "letters with a stroke": lambda text: re.sub(r"(?m)^([a-zđ])[.)] ", r"\1/ ", text),
    "numbers with a stroke": lambda text: re.sub(r"(?m)^(\d{1,2})\. ", r"\1/ ", text),
    "Roman with a dash": lambda text: re.sub(r"(?m)^([IVX]{1,4})\. ", r"\1- ", text),
    "blanks before marks": lambda text: re.sub(r"(?m)^(- [^:\n]{4,40}):", r"\1 :", text),
    "blank in the number": lambda text: re.sub(r"Số: (\d+) ?/", r"Số : \1 /", text),
    "tabs": lambda text: re.sub(r"(?m)^- ", "-\t", text),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "Ð for Đ": lambda text: text.replace("Đ", "Ð"),
    "old tone marks": lambda text: re.sub(r"(?<=[Hh])òa\b", "oà", text).replace("Ủy", "Uỷ").replace("ủy", "uỷ"),
    "recipients in one paragraph": lambda text: re.sub(r"Nơi nhận:\n((?:- .*\n)+)", lambda m: "Nơi nhận: " + m[1].replace("\n", " ") + "\n", text),
}  # fmt: skip


@pytest.mark.parametrize("rewrite", NEUTRAL)
@pytest.mark.parametrize("name", [path.name.removesuffix(".gold.yaml") for path in plan_paths(".gold.yaml")])
def test_neutral_rewrite_brings_nothing(name: str, rewrite: str) -> None:
    assert Counter(codes(NEUTRAL[rewrite](plan(name)))) == Counter(codes(plan(name)))
