"""Headers as Vietnamese offices type them: agency, number, symbol, place, date, type and subject."""

from __future__ import annotations

import unicodedata

import pytest

from extractors.extract import extract
from extractors.readers.text import read_text
from models.facts import Facts

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
BODY = """Căn cứ Luật Tổ chức chính quyền địa phương;
Căn cứ tình hình thực tế, cơ quan ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
1. Đánh giá đúng thực chất.
2. Bảo đảm khách quan./.
Nơi nhận:
- Các đơn vị;
- Lưu: VT."""


def read(text: str) -> Facts:
    return extract(read_text(text.encode(), path="header.txt", sha256="")).facts


def told(text: str) -> tuple[object, ...]:
    facts = read(text)
    return (
        facts.type,
        facts.number,
        facts.symbol,
        facts.issuer,
        facts.place,
        str(facts.issued.end) if facts.issued else None,
    )


# agency lines; number line; place and date; what they say
HEADERS: list[tuple[str, str, str, tuple[object, ...]]] = [
    ("ỦY BAN NHÂN DÂN\nHUYỆN CƯ M'GAR", "Số :12 /KH-UBND", "Cư M’gar, ngày 8 tháng 2 năm 2023", ("KH", "12", "KH-UBND", "UBND huyện Cư M'Gar", "Cư M’gar", "2023-02-08")),
    ("UBND TỈNH PHÚ YÊN\nSỞ NỘI VỤ", "Số: 0120/KH-SNV", "Phú Yên, ngày 20 tháng 11 năm 2023", ("KH", "0120", "KH-SNV", "Sở Nội vụ", "Phú Yên", "2023-11-20")),
    ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH", "Số: 1234/KH-UBND", "TP. Hồ Chí Minh, ngày 1 tháng 12 năm 2024", ("KH", "1234", "KH-UBND", "UBND thành phố Hồ Chí Minh", "TP. Hồ Chí Minh", "2024-12-01")),
    ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ", "Số: 05/KH-UBND", "Thành phố Huế, ngày 06 tháng 01 năm 2026", ("KH", "05", "KH-UBND", "UBND thành phố Huế", "Thành phố Huế", "2026-01-06")),
    ("ỦY BAN NHÂN DÂN\nPHƯỜNG 5", "Số: 21/KH-UBND", "Phường 5, ngày 10 tháng 02 năm 2025", ("KH", "21", "KH-UBND", "UBND phường 5", "Phường 5", "2025-02-10")),
    ("ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUỐC", "Số: 101/KH-UBND", "Phú Quốc, ngày 30 tháng 10 năm 2025", ("KH", "101", "KH-UBND", "UBND đặc khu Phú Quốc", "Phú Quốc", "2025-10-30")),
    ("BỘ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "Số: 5120/KH-BNNMT", "Hà Nội, ngày 5 tháng 12 năm 2025", ("KH", "5120", "KH-BNNMT", "Bộ Nông nghiệp và Môi trường", "Hà Nội", "2025-12-05")),
    ("UBND HUYỆN LẮK\nPHÒNG NỘI VỤ", "Số: 07/KH-PNV", "Lắk, ngày 09/01/2023", ("KH", "07", "KH-PNV", "Phòng Nội vụ", "Lắk", "2023-01-09")),
    ("UBND TỈNH ĐẮK LẮK\nBAN DÂN TỘC", "Số 77/KH-BDT", "Đắk Lắk, ngày 11 tháng 01 năm 2024", ("KH", "77", "KH-BDT", "Ban Dân tộc", "Đắk Lắk", "2024-01-11")),
    ("SỞ TƯ PHÁP TỈNH TRÀ VINH", "Số: 45/KH-STP", "Trà Vinh, ngày 19 tháng 02 năm 2024", ("KH", "45", "KH-STP", "Sở Tư pháp tỉnh Trà Vinh", "Trà Vinh", "2024-02-19")),
    ("UBND THÀNH PHỐ VINH\nTRƯỜNG THCS LÊ LỢI", "Số: 12/KH-THCSLL", "TP Vinh, ngày 03 tháng 01 năm 2024", ("KH", "12", "KH-THCSLL", "Trường THCS Lê Lợi", "TP Vinh", "2024-01-03")),
    ("VĂN PHÒNG\nĐOÀN ĐẠI BIỂU QUỐC HỘI\nVÀ HỘI ĐỒNG NHÂN DÂN\nTỈNH HẬU GIANG", "Số: 15/KH-VP", "Hậu Giang, ngày 22 tháng 12 năm 2023", ("KH", "15", "KH-VP", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Hậu Giang", "Hậu Giang", "2023-12-22")),
    ("UBND TỈNH GIA LAI\nVĂN PHÒNG", "Số: 15/KH-VP", "Gia Lai, ngày 22 tháng 12 năm 2023", ("KH", "15", "KH-VP", "Văn phòng UBND tỉnh Gia Lai", "Gia Lai", "2023-12-22")),
    ("TỈNH ỦY BÌNH ĐỊNH\n*", "Số 45-KH/TU", "Bình Định, ngày 15 tháng 02 năm 2022", ("KH", "45", "KH/TU", "Tỉnh ủy Bình Định", "Bình Định", "2022-02-15")),
    ("ĐẢNG BỘ TỈNH QUẢNG NAM\nBAN CHẤP HÀNH\n*", "Số: 12-KH/TU", "Quảng Nam, ngày 05 tháng 9 năm 2023", ("KH", "12", "KH/TU", "Ban chấp hành Đảng bộ tỉnh Quảng Nam", "Quảng Nam", "2023-09-05")),
    # a scan's O and l
    ("UY BAN NHAN DAN\nTỈNH BẾN TRE", "Số: 32O/KH-UBND", "Bến Tre, ngày l5 tháng 0l năm 2024", ("KH", "320", "KH-UBND", "UBND tỉnh Bến Tre", "Bến Tre", "2024-01-15")),
    # blanks for the clerk's pen
    ("ỦY BAN NHÂN DÂN\nTỈNH KON TUM", "Số:……/KH-UBND", "Kon Tum, ngày …/…/2024", ("KH", None, "KH-UBND", "UBND tỉnh Kon Tum", "Kon Tum", None)),
    ("ỦY BAN NHÂN DÂN\nTỈNH KON TUM", "Số:      /KH-UBND", "Kon Tum, ngày      tháng 11 năm 2024", ("KH", None, "KH-UBND", "UBND tỉnh Kon Tum", "Kon Tum", None)),
    ("ỦY BAN NHÂN DÂN\nTỈNH KON TUM", "Số: 250/KH-UBND", "Kon Tum, ngày ... tháng ... năm 20...", ("KH", "250", "KH-UBND", "UBND tỉnh Kon Tum", "Kon Tum", None)),
]  # fmt: skip


def text(lines: str, number: str, date: str) -> str:
    motto = "ĐẢNG CỘNG SẢN VIỆT NAM" if "/TU" in number else MOTTO
    return f"{lines}\n{motto}\n{number}\n{date}\nKẾ HOẠCH\nCải cách hành chính năm 2024\n{BODY}"


@pytest.mark.parametrize(("lines", "number", "date", "want"), HEADERS)
def test_header(lines: str, number: str, date: str, want: tuple[object, ...]) -> None:
    assert told(text(lines, number, date)) == want


@pytest.mark.parametrize(("lines", "number", "date", "want"), HEADERS)
def test_writing_habits_change_nothing(lines: str, number: str, date: str, want: tuple[object, ...]) -> None:
    words = text(lines, number, date)
    assert told(words.replace("\n", "\r\n")) == want
    assert told(unicodedata.normalize("NFD", words)) == want
    assert told(words.replace("\n", "\n\n")) == want
    if "\n*" not in lines:
        assert told(f"Website\n{words}".removeprefix("Website\n")) == want


@pytest.mark.parametrize(("lines", "number", "date", "want"), HEADERS[:13])
def test_motto_first_and_date_before_number(
    lines: str, number: str, date: str, want: tuple[object, ...]
) -> None:
    """The order in which a reader of columns may meet them."""
    assert told(f"{lines}\n{number}\n{MOTTO}\n{date}\nKẾ HOẠCH\nCải cách hành chính năm 2024\n{BODY}") == want
    assert told(f"{lines}\n{MOTTO}\n{date}\n{number}\nKẾ HOẠCH\nCải cách hành chính năm 2024\n{BODY}") == want


def test_header_in_one_line() -> None:
    words = f"UBND TỈNH AN GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc\nSố: 1250/KH-SNV An Giang, ngày 12 tháng 3 năm 2024\nKẾ HOẠCH\nKiểm tra năm 2024\n{BODY}"
    assert told(words) == ("KH", "1250", "KH-SNV", "Sở Nội vụ", "An Giang", "2024-03-12")


# what stands below the date; type, title, year
TITLES: list[tuple[str, str, str | None, int | None]] = [
    ("KẾ HOẠCH\nCải cách hành chính năm 2024", "KH", "Cải cách hành chính năm 2024", 2024),
    ("KẾ HOẠCH\nThực hiện cải cách hành chính năm 2024", "KH", "Thực hiện cải cách hành chính năm 2024", 2024),
    ("KẾ HOẠCH\nTriển khai thực hiện đánh giá Chỉ số cải cách hành chính năm 2023", "KH", "Triển khai thực hiện đánh giá Chỉ số cải cách hành chính năm 2023", 2023),
    ("KẾ HOẠCH\nthực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Trung ương", "KH", "thực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Trung ương", None),
    ("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2025", "KH", "CẢI CÁCH HÀNH CHÍNH NĂM 2025", 2025),
    ("KẾ HOẠCH\nTriển khai xác định Chỉ số cải cách hành chính\nnăm 2023 trên địa bàn xã Phú Cầu\n-----", "KH", "Triển khai xác định Chỉ số cải cách hành chính năm 2023 trên địa bàn xã Phú Cầu", 2023),
    ("**KẾ HOẠCH**\n**Cải cách hành chính năm 2022**", "KH", "Cải cách hành chính năm 2022", 2022),
    ("CHƯƠNG TRÌNH\nHành động về cải cách hành chính giai đoạn 2021 - 2025", "CTr", "Hành động về cải cách hành chính giai đoạn 2021 - 2025", None),
    ("BÁO CÁO\nKết quả tự chấm điểm Chỉ số cải cách hành chính năm 2024", "BC", "Kết quả tự chấm điểm Chỉ số cải cách hành chính năm 2024", 2024),
    ("DỰ THẢO\nKẾ HOẠCH\nCải cách hành chính năm 2024", "KH", "Cải cách hành chính năm 2024", 2024),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "title", "year"), TITLES)
def test_title(words: str, kind: str, title: str | None, year: int | None) -> None:
    top = f"ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\n{MOTTO}\nSố: 12/{kind}-UBND\nAn Giang, ngày 12 tháng 3 năm 2024"
    facts = read(f"{top}\n{words}\n{BODY}")
    assert (facts.type, facts.title, facts.year) == (kind, title, year)


@pytest.mark.parametrize(
    "subject",
    [
        "V/v đôn đốc tự chấm điểm Chỉ số CCHC năm 2023",
        "Về việc đôn đốc tự chấm điểm Chỉ số CCHC năm 2023",
        "V/v: đôn đốc tự chấm điểm Chỉ số CCHC năm 2023",
        "v/v đôn đốc tự chấm điểm\nChỉ số CCHC năm 2023",
    ],
)
def test_letter(subject: str) -> None:
    facts = read(
        f"UBND TỈNH PHÚ YÊN\nSỞ NỘI VỤ\n{MOTTO}\nSố: 1120/SNV-CCHC\n{subject}\nPhú Yên, ngày 20 tháng 11 năm 2023\nKính gửi:\n- Các sở;\n- UBND các huyện.\n"
        "Đề nghị các đơn vị gửi kết quả trước ngày 15/12/2023./.\nNơi nhận:\n- Như trên;\n- Lưu: VT, CCHC."
    )
    assert (facts.type, facts.number, facts.symbol, facts.title, facts.year) == (
        "CV",
        "1120",
        "SNV-CCHC",
        "đôn đốc tự chấm điểm Chỉ số CCHC năm 2023",
        2023,
    )


def test_attached_plan_takes_nothing_from_its_decision() -> None:
    facts = read(
        f"KẾ HOẠCH\nCải cách hành chính năm 2024\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh Bạc Liêu)\n{BODY}"
    )
    assert (facts.type, facts.number, facts.symbol, facts.issued, facts.title) == (
        "KH",
        None,
        None,
        None,
        "Cải cách hành chính năm 2024",
    )
    assert facts.header.attached


def test_ground_below_the_header_gives_no_number() -> None:
    facts = read(
        f"ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\n{MOTTO}\nKẾ HOẠCH\nCải cách hành chính năm 2024\nCăn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh;\n{BODY}"
    )
    assert (facts.number, facts.symbol, facts.issued) == (None, None, None)
