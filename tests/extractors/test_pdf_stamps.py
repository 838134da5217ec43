"""Stamps, typed notes and signature fields of a PDF: their words count, stand on their line, and are told apart."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.readers import read
from models.document import Document, ReadingNote, Span
from tests.extractors.pdf_builder import PdfBuilder, text_width


def texts(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


def plan(number: str, day: str, *, gap: float = 0.0) -> PdfBuilder:
    """A plan's first page whose number and day are left open; `gap`: points more than a blank for each of them."""
    builder = PdfBuilder().page()
    for middle, y, text in (
        (160, 80, "ỦY BAN NHÂN DÂN"),
        (420, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (160, 96, "TỈNH ĐẮK NÔNG"),
        (420, 96, "Độc lập - Tự do - Hạnh phúc"),
        (318, 170, "KẾ HOẠCH"),
        (318, 186, "Xác định Chỉ số cải cách hành chính năm 2024"),
    ):
        builder.centre(middle, y, text)
    builder.put(85, 128, number).put(85 + text_width(number, 12) + 21 + gap, 128, "/KH-UBND")
    builder.put(290, 128, day).put(290 + text_width(day, 12) + 20 + gap, 128, "tháng 12 năm 2024")
    return builder


NUMBER, DAY = "Số:", "Đắk Nông, ngày"
AT_NUMBER, AT_DAY = 85 + text_width(NUMBER, 12), 290 + text_width(DAY, 12)


@pytest.mark.parametrize("subtype", ["Stamp", "FreeText", "Widget"])
@pytest.mark.parametrize("upside_down", [False, True])
@pytest.mark.parametrize(("gap", "lift", "size"), [(0, 0, 12.0), (40, 2, 13.0), (30, -3, 11.0)])
def test_stamped_number_and_day_stand_on_their_lines(
    subtype: str, upside_down: bool, gap: float, lift: float, size: float
) -> None:
    builder = plan(NUMBER, DAY, gap=gap)
    look = {"size": size, "subtype": subtype, "upside_down": upside_down}
    builder.stamp(AT_NUMBER + 2 + gap / 2, 128 + lift, "845", **look)  # type: ignore[arg-type]
    builder.stamp(AT_DAY + 3 + gap / 2, 128 - lift, "10", **look)  # type: ignore[arg-type]
    document = read("a.pdf", builder.build())
    assert "Số: 845 /KH-UBND" in texts(document)
    assert "Đắk Nông, ngày 10 tháng 12 năm 2024" in texts(document)
    facts = extract(document).facts
    assert (facts.number, facts.symbol) == ("845", "KH-UBND")
    assert facts.issued is not None and str(facts.issued.end) == "2024-12-10"
    assert document.notes == (ReadingNote("stamped", {"words": "845; 10"}, 1),)


def test_the_box_of_a_stamped_word() -> None:
    document = read("a.pdf", plan(NUMBER, DAY, gap=40).stamp(130, 129, "845").build())
    at = document.text.index("845")
    found = document.place(Span(at, at + 3))
    assert found.page == 1 and found.box is not None
    assert found.box == pytest.approx((130, 120, 148, 130), abs=3)
    at = document.text.index("KẾ HOẠCH")
    box = document.place(Span(at, at + 8)).box
    assert box is not None and box[1] == pytest.approx(161, abs=3)


def test_a_stamp_that_is_a_line_of_its_own() -> None:
    builder = plan("", DAY)
    builder._pages[-1] = [line for line in builder._pages[-1] if "/KH" not in line]
    document = read("a.pdf", builder.stamp(105, 150, "Số: 845/KH-UBND").build())
    assert "Số: 845/KH-UBND" in texts(document)


def test_what_a_signature_says_of_itself_stands_behind_the_text() -> None:
    builder = plan("Số: 845", DAY).stamp(AT_DAY + 3, 128, "10")
    builder.stamp(
        430, 20, "Ký bởi: ỦY BAN NHÂN DÂN TỈNH", "Ngày ký: 11-12-2024 16:30:12", size=7, subtype="Widget"
    )
    builder.put(85, 220, "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:")
    document = read("a.pdf", builder.build())
    assert texts(document)[0] == "ỦY BAN NHÂN DÂN"
    assert texts(document)[-2:] == ["Ký bởi: ỦY BAN NHÂN DÂN TỈNH", "Ngày ký: 11-12-2024 16:30:12"]
    assert document.notes[0].values == {"words": "10"}
    assert str(extract(document).facts.issued.end) == "2024-12-10"  # type: ignore[union-attr]


def test_the_stamp_of_the_office_that_received_it() -> None:
    builder = plan(NUMBER, DAY).stamp(300, 30, "CÔNG VĂN ĐẾN", "Số: 1234", "Ngày: 12/12/2024", size=9)
    document = read("a.pdf", builder.build())
    assert texts(document)[-1] == "Ngày: 12/12/2024"
    assert extract(document).facts.number is None


def test_a_picture_is_noted() -> None:
    document = read("a.pdf", plan(NUMBER, DAY).stamp(300, 400, picture=True, subtype="Widget").build())
    assert document.notes == (ReadingNote("stamp_image", {"count": "1"}, 1),)


@pytest.mark.parametrize(("flags", "subtype"), [(2, "Stamp"), (32, "Stamp"), (4, "Link"), (4, "Popup")])
def test_hidden_stamps_and_links_say_nothing(flags: int, subtype: str) -> None:
    builder = PdfBuilder().page().put(85, 100, "Một trang.")
    document = read("a.pdf", builder.stamp(85, 200, "ẩn", flags=flags, subtype=subtype).build())
    assert (texts(document), document.notes) == (["Một trang."], ())


def test_stamps_on_a_scanned_page_do_not_make_it_read() -> None:
    builder = PdfBuilder().page().put(85, 100, "Trang có chữ đọc được.").page().picture(0, 0, 595, 842)
    document = read("a.pdf", builder.stamp(85, 100, "Số: 845/KH-UBND").build())
    assert [(note.key, note.page) for note in document.notes] == [("page_without_text", 2), ("stamped", 2)]


def test_stamps_on_a_turned_page() -> None:
    document = read("a.pdf", PdfBuilder().page(180).put(100, 200, "Nghiêng").stamp(160, 200, "845").build())
    assert document.notes == (ReadingNote("stamped", {"words": "845"}, 1),)


def test_the_file_is_not_changed(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "a.pdf"
    data = plan(NUMBER, DAY).stamp(130, 129, "845").build()
    file.write_bytes(data)
    read(file).place(Span(0, 3))
    assert file.read_bytes() == data
