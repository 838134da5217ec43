"""What readers say about a file reaches the terminal, once a kind, and never the JSON result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor import check
from auditor.cli import main
from auditor.reports.notes import note_sentences
from extractors.extract import extract
from models.document import ReadingNote, lines_document
from models.finding import Checked, Severity
from tests.extractors.pdf_builder import PdfBuilder

VALUES = {
    "wrong_extension": {"extension": ".pdf", "format": "docx"},
    "tracked_changes": {"count": "3"},
    "outside_part": {"count": "1"},
    "page_without_text": {},
    "page_garbled": {},
    "page_damaged": {},
    "broken_characters": {"count": "4"},
    "stamped": {"words": "845"},
    "stamp_image": {"count": "1"},
}


def checked(*notes: ReadingNote, lines: tuple[str, ...] = ("Kế hoạch",)) -> Checked:
    document = replace(lines_document(lines), notes=notes)
    return Checked("a.pdf", "", "pdf", document, extract(document).facts)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("key", VALUES)
def test_every_note_has_its_sentence(key: str, language: str) -> None:
    (sentence,) = note_sentences(checked(ReadingNote(key, VALUES[key], 2)), language)
    assert sentence.endswith(".") and "{" not in sentence
    assert all(value in sentence for value in VALUES[key].values() if key != "stamp_image")


def test_pages_of_one_kind_stand_in_one_sentence() -> None:
    notes = [ReadingNote("page_without_text", page=page) for page in (7, 3, 4, 5, 9)]
    (sentence,) = note_sentences(checked(*notes), "vi")
    assert sentence.startswith("Trang 3-5, 7, 9 là ảnh quét")


def test_stamped_words_of_several_pages() -> None:
    notes = [ReadingNote("stamped", {"words": words}, page) for page, words in ((1, "845"), (4, "10"))]
    (sentence,) = note_sentences(checked(*notes), "vi")
    assert "Trang 1, 4" in sentence and "“845; 10”" in sentence


def test_a_picture_stamp_is_told_only_where_number_or_day_is_missing() -> None:
    picture = ReadingNote("stamp_image", {"count": "1"}, 1)
    whole = ("UBND TỈNH ĐẮK NÔNG", "Số: 845/KH-UBND", "Đắk Nông, ngày 10 tháng 12 năm 2024", "KẾ HOẠCH")
    assert note_sentences(checked(picture, lines=whole), "vi") == []
    assert len(note_sentences(checked(picture, lines=whole[:2]), "vi")) == 1


def test_unknown_notes_are_left_out() -> None:
    assert note_sentences(checked(ReadingNote("something", {})), "vi") == []


def test_notes_stand_in_the_terminal_report_and_not_in_json(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(
        PdfBuilder().page().put(85, 100, "Số:").stamp(112, 101, "845").put(140, 100, "/KH-UBND").build()
    )
    shown = CliRunner().invoke(main, ["check", str(file)]).stdout
    assert "“845”" in shown
    assert "stamped" not in CliRunner().invoke(main, ["check", str(file), "--format", "json"]).stdout


@pytest.mark.parametrize(("picture", "severity"), [(False, Severity.ERROR), (True, Severity.NOTE)])
def test_a_picture_on_the_first_page_softens_what_seems_to_be_missing(
    tmp_path: Path, picture: bool, severity: Severity
) -> None:
    builder = PdfBuilder().page().centre(160, 80, "ỦY BAN NHÂN DÂN").centre(160, 96, "TỈNH ĐẮK NÔNG")
    builder.centre(420, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").centre(
        420, 96, "Độc lập - Tự do - Hạnh phúc"
    )
    builder.put(85, 128, "Số:      /KH-UBND").put(290, 128, "Đắk Nông, ngày    tháng 12 năm 2024")
    builder.centre(318, 170, "KẾ HOẠCH").centre(318, 186, "Xác định Chỉ số cải cách hành chính năm 2024")
    if picture:
        builder.stamp(105, 128, picture=True)
    file = tmp_path / "a.pdf"
    file.write_bytes(builder.build())
    found = {finding.rule: finding.severity for finding in check([file]).documents[0].findings}
    assert found["TT001"] == found["TT002"] == severity
