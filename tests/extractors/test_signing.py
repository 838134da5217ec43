"""Recipients, archive lines and signatures as offices type them."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.readers.text import read_text
from models.facts import Facts

TOP = """ỦY BAN NHÂN DÂN
TỈNH AN GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
An Giang, ngày 12 tháng 3 năm 2024
KẾ HOẠCH
Cải cách hành chính năm 2024
Căn cứ Luật Tổ chức chính quyền địa phương;
I. MỤC ĐÍCH
1. Đánh giá đúng thực chất.
2. Bảo đảm khách quan./."""
RECIPIENTS = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT."


def read(end: str) -> Facts:
    return extract(read_text(f"{TOP}\n{end}".encode(), path="end.txt", sha256="")).facts


# signature lines; authority, position, name
SIGNED: list[tuple[str, tuple[str | None, str | None, str | None]]] = [
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An", ("TM.", "CHỦ TỊCH", "Lê Văn An")),
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn An", ("KT.", "PHÓ CHỦ TỊCH", "Lê Văn An")),
    (
        "TM. UỶ BAN NHÂN DÂN\nKT.CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Văn An",
        ("KT.", "PHÓ CHỦ TỊCH", "Lê Văn An"),
    ),
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị B", ("KT.", "PHÓ GIÁM ĐỐC", "Trần Thị B")),
    ("KT GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị B", ("KT.", "PHÓ GIÁM ĐỐC", "Trần Thị B")),
    ("GIÁM ĐỐC\nPhạm Minh Tâm", (None, "GIÁM ĐỐC", "Phạm Minh Tâm")),
    ("Q. GIÁM ĐỐC\nPhạm Minh Tâm", ("Q.", "GIÁM ĐỐC", "Phạm Minh Tâm")),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nPhạm Minh Tâm", ("TL.", "CHÁNH VĂN PHÒNG", "Phạm Minh Tâm")),
    ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nPhạm Minh Tâm", ("TUQ.", "GIÁM ĐỐC SỞ NỘI VỤ", "Phạm Minh Tâm")),
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLê Văn Dũng", ("TM.", "PHÓ BÍ THƯ", "Lê Văn Dũng")),
    ("TRƯỞNG PHÒNG\nY Bhăm Kbuôr", (None, "TRƯỞNG PHÒNG", "Y Bhăm Kbuôr")),
    (
        "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nRơ Chăm H'Hồng",
        ("KT.", "PHÓ CHÁNH VĂN PHÒNG", "Rơ Chăm H'Hồng"),
    ),
    ("HIỆU TRƯỞNG\nNguyễn Thị Lan", (None, "HIỆU TRƯỞNG", "Nguyễn Thị Lan")),
    ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Anh Tuấn", ("KT.", "THỨ TRƯỞNG", "Lê Anh Tuấn")),
    ("GIÁM ĐỐC\n\n(Dự thảo)", (None, "GIÁM ĐỐC", None)),
]


@pytest.mark.parametrize(("lines", "want"), SIGNED)
def test_signature(lines: str, want: tuple[str | None, str | None, str | None]) -> None:
    signer = read(f"{RECIPIENTS}\n{lines}").signer
    assert signer is not None
    assert (signer.authority, signer.position, signer.name) == want


@pytest.mark.parametrize(("lines", "want"), [case for case in SIGNED if case[1][2] and case[1][0]])
def test_signature_before_the_recipients(lines: str, want: tuple[str | None, str | None, str | None]) -> None:
    """Columns read from the right first."""
    facts = read(f"{lines}\n{RECIPIENTS}")
    assert facts.signer is not None
    assert facts.signer.authority == want[0]
    assert facts.recipients == ("Sở Nội vụ", "Lưu: VT")


# lines; recipients; whether an archive line stands among them
LISTED: list[tuple[str, tuple[str, ...], bool]] = [
    ("Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT, NC.", ("Sở Nội vụ", "Lưu: VT, NC"), True),
    ("Nơi nhận: - Sở Nội vụ; - TT Quận ủy; - Lưu: VT, NV.", ("Sở Nội vụ", "TT Quận ủy", "Lưu: VT, NV"), True),
    ("NƠI NHẬN:\n- Như trên;\n- Lưu VT.", ("Như trên", "Lưu VT"), True),
    ("***Nơi nhận:***\n- Như trên;\n- Lưu: VP.", ("Như trên", "Lưu: VP"), True),
    ("Nơi nhận:\n- Các huyện ủy,\n- Lưu Văn phòng Tỉnh ủy.", ("Các huyện ủy", "Lưu Văn phòng Tỉnh ủy"), True),
    ("Nơi nhận:\n- UBND tỉnh (để báo cáo);\n- Lưu: VT-NC.", ("UBND tỉnh (để báo cáo)", "Lưu: VT-NC"), True),
    ("Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT, NC./.", ("Sở Nội vụ", "Lưu: VT, NC"), True),
    ("Nơi nhận:\n- Sở Nội vụ;\n- Cổng TTĐT tỉnh.", ("Sở Nội vụ", "Cổng TTĐT tỉnh"), False),
    ("Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT, NC.\n[1] Quyết định số 12/QĐ-UBND.", ("Sở Nội vụ", "Lưu: VT, NC"), True),
    ("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT, (NCPC-TH).", ("Như Điều 3", "Lưu: VT, (NCPC-TH)"), True),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "names", "archive"), LISTED)
def test_recipients(lines: str, names: tuple[str, ...], archive: bool) -> None:
    facts = read(f"{lines}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An")
    assert (facts.recipients, facts.archive_line) == (names, archive)


def test_nothing_at_the_end() -> None:
    facts = read("")
    assert (facts.recipients, facts.signer, facts.archive_line) == ((), None, False)
