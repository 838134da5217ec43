"""The knowledge base: every entry is sound, every example holds, and a broken file says where."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from corpora import knowledge, table
from corpora.knowledge import (
    agencies,
    agencies_by_abbreviation,
    authority_by_form,
    document_types,
    legislature,
    legislature_years,
    legislatures,
    position_by_name,
    positions,
    province_by_name,
    provinces,
    scheme_by_code,
    schemes,
    type_by_abbreviation,
    type_by_name,
)
from corpora.table import KnowledgeError

# Nghị định 30/2020/NĐ-CP, Phụ lục III: all types that have an abbreviation
DECREE_30 = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch",
    "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình",
    "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời", "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển", "PB": "Phiếu báo",
}  # fmt: skip
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(("abbreviation", "name"), DECREE_30.items())
def test_types_of_decree_30(abbreviation: str, name: str) -> None:
    found = type_by_abbreviation(abbreviation)
    assert found is not None
    assert found.name == name
    assert type_by_name(name.upper()) is found


@pytest.mark.parametrize(
    ("words", "abbreviation"),
    [
        ("kế hoạch", "KH"),
        ("Công văn", "CV"),
        ("Thư công", "ThC"),
        ("LUẬT", "Luật"),
        ("Nghị định", "NĐ"),
        ("Thông tư liên tịch", "TTLT"),
        ("văn bản hợp nhất", "VBHN"),
        ("Kết luận", "KL"),
        ("Thông báo kết luận", "TB"),
        ("Chương trình hành động", "CTr"),
        ("Giấy uỷ quyền", "GUQ"),  # old tone placement
        ("Bản thoả thuận", "BTT"),
    ],
)
def test_type_by_name(words: str, abbreviation: str) -> None:
    found = type_by_name(words)
    assert found is not None
    assert found.abbreviation == abbreviation


def test_an_official_abbreviation_goes_before_a_habit() -> None:
    # CT is written for Chương trình too, QĐ for the party's Quy định
    assert type_by_abbreviation("CT") is type_by_name("Chỉ thị")
    assert type_by_abbreviation("QĐ") is type_by_name("Quyết định")
    assert type_by_abbreviation("TT") is type_by_name("Thông tư")
    assert type_by_abbreviation("QCh") is None
    assert type_by_name("kinh phí") is None


def test_abbreviations_and_names_of_types_are_unique() -> None:
    official = [each.abbreviation.casefold() for each in document_types()]
    names = [name.casefold() for each in document_types() for name in (each.name, *each.names)]
    assert len(set(official)) == len(official)
    assert len(set(names)) == len(names)
    assert {other for each in document_types() for other in each.loose} <= {
        each.abbreviation for each in document_types()
    }


@pytest.mark.parametrize(
    ("abbreviation", "on", "name"),
    [
        ("BNV", None, "Bộ Nội vụ"),
        ("bnv", date(2012, 1, 1), "Bộ Nội vụ"),
        ("BTTTT", date(2025, 2, 28), "Bộ Thông tin và Truyền thông"),
        ("BTTTT", date(2025, 3, 1), None),
        ("BTTTT", date(2007, 1, 1), None),
        ("BNNMT", date(2025, 2, 28), None),
        ("BNNMT", date(2025, 3, 1), "Bộ Nông nghiệp và Môi trường"),
        ("BNN", date(2021, 5, 5), "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("UBDT", date(2024, 1, 1), "Ủy ban Dân tộc"),
        ("TTg", None, "Thủ tướng Chính phủ"),
        ("SNV", None, "Sở Nội vụ"),
        ("SVHTT&DL", None, "Sở Văn hóa, Thể thao và Du lịch"),
        ("UBND", None, None),  # of which unit?
        ("TW", None, None),  # Bộ Chính trị, Ban Bí thư or the Central Committee
        ("XYZ", None, None),
    ],
)
def test_agency_of_an_abbreviation(abbreviation: str, on: date | None, name: str | None) -> None:
    found = agencies_by_abbreviation(abbreviation, on)
    assert (found[0].name if len(found) == 1 else None) == name


def test_several_bodies_share_an_abbreviation() -> None:
    names = {each.name for each in agencies_by_abbreviation("UBND", AFTER)}
    assert {"Ủy ban nhân dân tỉnh", "Ủy ban nhân dân xã", "Ủy ban nhân dân đặc khu"} <= names
    assert "Ủy ban nhân dân huyện" not in names


def test_agencies_refer_to_agencies() -> None:
    names = {each.name for each in agencies()}
    for each in agencies():
        assert set(each.successors) <= names, each.name
        assert each.parent is None or each.parent in names, each.name
        assert each.name not in each.successors


def test_names_of_agencies_do_not_hold_twice_at_once() -> None:
    seen: dict[str, list[knowledge.Agency]] = {}
    for each in agencies():
        seen.setdefault(each.name, []).append(each)
    assert [name for name, found in seen.items() if len(found) > 1] == []


def test_the_ministries_of_march_2025() -> None:
    ended = {each.name for each in agencies() if each.level == "ministry" and each.end == date(2025, 2, 28)}
    assert ended == {
        "Bộ Kế hoạch và Đầu tư",
        "Bộ Giao thông vận tải",
        "Bộ Nông nghiệp và Phát triển nông thôn",
        "Bộ Tài nguyên và Môi trường",
        "Bộ Thông tin và Truyền thông",
        "Bộ Lao động - Thương binh và Xã hội",
        "Ủy ban Dân tộc",
    }
    # 14 ministries and 3 bodies of ministerial rank since then (Nghị quyết 176/2025/QH15)
    holding = [each for each in agencies() if each.level == "ministry" and each.holds(date(2025, 3, 1))]
    assert len(holding) == 17


def test_provinces_on_both_maps() -> None:
    assert len([each for each in provinces() if each.holds(BEFORE)]) == 63
    now = [each for each in provinces() if each.holds(AFTER)]
    assert len(now) == 34
    assert {each.name for each in now if each.kind == "thành phố"} == {
        "Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ",
    }  # fmt: skip
    # 23 new ones out of 52 old ones, 11 unchanged
    merged = [each for each in now if each.start == AFTER]
    assert len(merged) == 23
    assert sum(len(each.predecessors) for each in merged) == 52


def test_successors_of_provinces_hold_and_name_them() -> None:
    for each in provinces():
        if each.end is not None:
            assert each.successor is not None
            later = next(other for other in provinces() if other.name == each.successor and other.end is None)
            assert each.name in later.predecessors


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Đắk Nông", None, ("Đắk Nông", "tỉnh")),
        ("đắk nông", BEFORE, ("Đắk Nông", "tỉnh")),
        ("Đăk Nông", BEFORE, ("Đắk Nông", "tỉnh")),
        ("Đắk Nông", AFTER, None),
        ("TP. Hồ Chí Minh", AFTER, ("Hồ Chí Minh", "thành phố")),
        ("TP.HCM", BEFORE, ("Hồ Chí Minh", "thành phố")),
        ("tỉnh Hải Dương", BEFORE, ("Hải Dương", "tỉnh")),
        ("Thanh Hoá", None, ("Thanh Hóa", "tỉnh")),
        ("Bà Rịa – Vũng Tàu", BEFORE, ("Bà Rịa - Vũng Tàu", "tỉnh")),
        ("Huế", date(2024, 12, 31), None),
        ("Huế", date(2025, 1, 1), ("Huế", "thành phố")),
        ("Thừa Thiên Huế", date(2024, 12, 31), ("Thừa Thiên Huế", "tỉnh")),
        ("Thanh Xá", None, None),
        ("", None, None),
    ],
)
def test_province_by_name(name: str, on: date | None, expected: tuple[str, str] | None) -> None:
    found = province_by_name(name, on)
    assert ((found.name, found.kind) if found else None) == expected


def test_legislatures_follow_each_other() -> None:
    assert [each.number for each in legislatures()] == list(range(1, 17))
    for earlier, later in zip(legislatures(), legislatures()[1:], strict=False):
        assert earlier.last_year == later.first_year
    assert legislature_years(12) == (2007, 2011)
    assert legislature_years(15) == (2021, 2026)
    assert legislature_years(99) is None
    found = legislature(15)
    assert found is not None and found.roman == "XV"


def test_schemes_replace_each_other() -> None:
    chain = ["1294", "4361", "2948", "1150", "876", "892"]
    assert [each.number for each in schemes()] == chain
    for earlier, later in zip(schemes(), schemes()[1:], strict=False):
        assert earlier.replaced_by == later.code
        assert earlier.issued < later.issued
    found = scheme_by_code("1150/QĐ-BNV")
    assert found is not None
    assert (found.ministry_counts, found.province_counts) == ((7, 40, 87), (8, 43, 95))
    last = scheme_by_code("892/qđ-bnv")
    assert last is not None and last.issued == date(2024, 12, 5) and last.years == (2024, 2030)
    assert last.replaced_by is None
    assert scheme_by_code("893/QĐ-BNV") is None


@pytest.mark.parametrize(
    ("words", "rank", "above"),
    [
        ("CHỦ TỊCH", "head", None),
        ("PHÓ CHỦ TỊCH", "deputy", "Chủ tịch"),
        ("Phó Giám đốc", "deputy", "Giám đốc"),
        ("Thứ trưởng", "deputy", "Bộ trưởng"),
        ("Phó Chánh Văn phòng", "deputy", "Chánh Văn phòng"),
        ("Thống đốc", "head", None),
        ("Phó Thủ tướng Chính phủ", "deputy", "Thủ tướng"),
    ],
)
def test_positions(words: str, rank: str, above: str | None) -> None:
    found = position_by_name(words)
    assert found is not None
    assert (found.rank, found.above) == (rank, above)


def test_deputies_stand_under_known_heads() -> None:
    heads = {each.name for each in positions() if each.rank == "head"}
    assert {each.above for each in positions() if each.above} <= heads


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("KT.", "KT."),
        ("K/T", "KT."),
        ("T/M", "TM."),
        ("TM", "TM."),
        ("T. L.", "TL."),
        ("TUQ.", "TUQ."),
        ("Q.", "Q."),
    ],
)
def test_authorities(words: str, form: str) -> None:
    found = authority_by_form(words)
    assert found is not None
    assert found.form == form


def test_authority_unknown() -> None:
    assert authority_by_form("GIÁM ĐỐC") is None


# --- broken files

HEADER = "number;roman;from;to;examples"


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (f"# a comment\n{HEADER}\n15;XV;2021;2026;\n16;XVI;2026\n", 4, "has 3 cells, must have 5"),
        (f"{HEADER}\n15;XV;2021;hai;\n", 2, "column to is no whole number: 'hai'"),
        (f"{HEADER}\n15;XV;2026;2021;\n", 2, "ends (2021) before it begins (2026)"),
        (f"{HEADER}\n15;;2021;2026;\n", 2, "column roman is empty"),
        (f"{HEADER}\n15;XV;2021;2026;QH15||QH\n", 2, "column examples has an empty part"),
        ("number;roman\n", 1, "must be"),
        ("# nothing\n", None, "has no header line"),
    ],
)
def test_a_broken_file_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, line: int | None, says: str
) -> None:
    (tmp_path / "legislatures.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(table, "DATA", tmp_path)
    with pytest.raises(KnowledgeError) as caught:
        knowledge.legislatures.__wrapped__()
    assert caught.value.file == "legislatures.csv"
    assert caught.value.line == line
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Sở A;SA;;;sở;;;;;", "column level is 'sở', must be one of"),
        ("Sở A;SA;;;department;;2025-13-01;;;", "column from is no date (YYYY-MM-DD): '2025-13-01'"),
        ("Sở A;SA;;;department;;2025-03-01;2025-02-28;;", "ends (2025-02-28) before it begins (2025-03-01)"),
    ],
)
def test_a_broken_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, says: str) -> None:
    header = "name;abbreviations;aliases;related;level;parent;from;to;successors;examples"
    (tmp_path / "agencies.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(table, "DATA", tmp_path)
    with pytest.raises(KnowledgeError, match=r"agencies\.csv, line 2") as caught:
        knowledge.agencies.__wrapped__()
    assert says in str(caught.value)


def test_a_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "DATA", tmp_path)
    with pytest.raises(KnowledgeError, match=r"provinces\.csv: cannot be read"):
        knowledge.provinces.__wrapped__()


def test_nothing_is_read_at_import(root: Path) -> None:
    script = (
        "import corpora.knowledge as k; print([f.cache_info().currsize for f in (k.agencies, k.provinces)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[0, 0]"
