"""DOCX at its worst: what Word nests, tracks, embeds and counts, taken together; paths that lead to the paragraph."""

from __future__ import annotations

import pytest

from extractors.readers import read
from models.document import CellRef, Document, ReadingNote
from tests.extractors.docx_builder import docx, listed, p, r, table, tc
from tests.extractors.test_docx_reader import BOX, FIELD, OUTLINE, level


def texts(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


def lines(body: str, **parts: str) -> list[str]:
    return texts(read("a.docx", docx(body, **parts)))


def sdt(*content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="Số"/></w:sdtPr><w:sdtContent>{"".join(content)}</w:sdtContent></w:sdt>'


def ins(*content: str) -> str:
    return f'<w:ins w:id="1" w:author="a">{"".join(content)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def field(instruction: str, *result: str) -> str:
    begin = FIELD.format("begin") + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return begin + FIELD.format("separate") + "".join(result) + FIELD.format("end")


DROP_DOWN = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{}<w:listEntry w:val="Quý I"/>'
    '<w:listEntry w:val="Quý II"/></w:ddList></w:ffData></w:fldChar></w:r>'
    + "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
    + FIELD.format("end")
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # content controls and smart tags, in each other and around everything
        (p("Số: ", sdt(r("845")), "/KH-UBND"), ["Số: 845/KH-UBND"]),
        (sdt(sdt(p("hai lớp"))), ["hai lớp"]),
        (p("<w:smartTag><w:smartTag>" + r("Đắk ") + "</w:smartTag>" + r("Nông") + "</w:smartTag>"), ["Đắk Nông"]),
        (p(sdt("<w:smartTag>" + ins(r("10")) + "</w:smartTag>"), " tháng 12"), ["10 tháng 12"]),
        (sdt(table(tc("a") + tc(sdt(p("b"))))), ["a", "b"]),
        (table(sdt(tc("cả ô")) + tc("c")), ["cả ô", "c"]),
        # tracked changes: the final view
        (p("ngày ", deleted("09"), ins(r("10")), " tháng 12"), ["ngày 10 tháng 12"]),
        (p(ins(r("giữ"), deleted("bỏ"))), ["giữ"]),
        (p(ins("<w:hyperlink>" + r("liên kết") + "</w:hyperlink>")), ["liên kết"]),
        (ins(p("đoạn thêm")) + p("còn"), ["đoạn thêm", "còn"]),
        ('<w:del w:id="9" w:author="a">' + p(deleted("đoạn bỏ")) + "</w:del>" + p("còn"), ["còn"]),
        ('<w:moveFrom w:id="1">' + p("cũ") + "</w:moveFrom>" + '<w:moveTo w:id="2">' + p("mới") + "</w:moveTo>", ["mới"]),
        (p(r("đậm", '<w:b/><w:rPrChange w:id="1" w:author="a"><w:rPr><w:vanish/></w:rPr></w:rPrChange>')), ["đậm"]),
        # fields in fields
        (p(field("REF a", field("PAGE", r("3"))), " và"), ["3 và"]),
        (p(field('HYPERLINK "x"', r("baochinhphu.vn"))), ["baochinhphu.vn"]),
        (p("Thời gian: ", DROP_DOWN.format('<w:result w:val="1"/>')), ["Thời gian: Quý II"]),
        (p("Thời gian: ", DROP_DOWN.format("")), ["Thời gian: Quý I"]),
        (p("Thời gian: ", DROP_DOWN.format('<w:result w:val="7"/>')), ["Thời gian:"]),
        # comments, bookmarks, proofing marks
        (p('<w:commentRangeStart w:id="0"/>', r("chữ"), '<w:commentRangeEnd w:id="0"/><w:proofErr w:type="spellStart"/>'), ["chữ"]),
        # text boxes
        (p(BOX.format(p("Số: 845/KH-UBND"))) + p("sau"), ["Số: 845/KH-UBND", "sau"]),
        (p(BOX.format(table(tc("a") + tc("b")) + p("c"))), ["a", "b", "c"]),
        (table(tc(p("ô", BOX.format(p("khung trong ô"))))), ["ô", "khung trong ô"]),
        # soft breaks
        (p("theo Quyết định số", "<w:r><w:br/></w:r>", "892/QĐ-BNV"), ["theo Quyết định số 892/QĐ-BNV"]),
        (p("a) Một;", "<w:r><w:br/></w:r>", "b) Hai;"), ["a) Một;", "b) Hai;"]),
    ],
)  # fmt: skip
def test_text(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_embedded_files_are_noted() -> None:
    document = read("a.docx", docx(p("trước") + '<w:altChunk r:id="x" xmlns:r="y"/>' + p("sau")))
    assert texts(document) == ["trước", "sau"]
    assert document.notes == (ReadingNote("outside_part", {"count": "1"}),)


def test_deleted_and_inserted_cells() -> None:
    gone = tc("bỏ", properties='<w:cellDel w:id="1" w:author="a"/>')
    new = tc("mới", properties='<w:cellIns w:id="2" w:author="a"/>')
    document = read("a.docx", docx(table(tc("a") + gone + new)))
    assert [(document.block_text(block), block.cell) for block in document.blocks] == [
        ("a", CellRef(0, 0, 0)), ("mới", CellRef(0, 0, 1)),
    ]  # fmt: skip
    assert document.notes == (ReadingNote("tracked_changes", {"count": "2"}),)


def test_changes_in_footnotes_are_counted_and_read() -> None:
    note = '<w:footnote w:id="1">' + p("theo ", deleted("1150"), ins(r("892")), "/QĐ-BNV") + "</w:footnote>"
    document = read("a.docx", docx(p("a", '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=note))
    assert texts(document) == ["a", "theo 892/QĐ-BNV"]
    assert document.notes == (ReadingNote("tracked_changes", {"count": "2"}),)


def test_a_text_box_has_the_path_of_its_paragraph() -> None:
    body = (
        p("một")
        + p("hai", BOX.format(p("trong khung") + p("thêm")))
        + p(BOX.format(p("khung đứng riêng")))
        + p("ba")
    )
    document = read("a.docx", docx(body))
    assert [(document.block_text(block), block.path) for block in document.blocks] == [
        ("một", "paragraph 1"), ("hai", "paragraph 2"), ("trong khung", "paragraph 2"), ("thêm", "paragraph 2"),
        ("khung đứng riêng", "paragraph 3"), ("ba", "paragraph 4"),
    ]  # fmt: skip


# list numbers

SHARED = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "Bước %1:")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
)


@pytest.mark.parametrize(
    ("numbering", "items", "expected"),
    [
        # two lists of one kind count on; one with a start of its own begins there, once
        (SHARED, [(1, 0), (2, 0), (1, 0)], ["1.", "2.", "3."]),
        (SHARED, [(1, 0), (3, 0), (3, 0), (1, 0)], ["1.", "5.", "6.", "7."]),
        (SHARED, [(1, 0), (1, 1), (1, 1), (3, 0), (3, 1)], ["1.", "a)", "b)", "5.", "a)"]),
        (SHARED, [(1, 0), (4, 0), (1, 0), (4, 0)], ["1.", "Bước 1:", "2.", "Bước 2:"]),
        (OUTLINE, [(1, 0), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)], ["I.", "a)", "1.", "a)", "II.", "a)"]),
    ],
)  # fmt: skip
def test_list_numbers(numbering: str, items: list[tuple[int, int]], expected: list[str]) -> None:
    body = "".join(listed("việc", number, at) for number, at in items)
    assert lines(body, numbering=numbering) == [f"{label} việc" for label in expected]


def test_lists_in_cells_count_in_reading_order() -> None:
    body = table(tc(listed("a", 1, 1)) + tc(listed("b", 1, 1))) + listed("c", 1, 1)
    assert lines(body, numbering=OUTLINE) == ["1. a", "2. b", "3. c"]


def test_a_deleted_item_takes_no_number() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        '<w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>' + deleted("bỏ") + "</w:p>"
    )
    assert lines(listed("a", 1, 1) + gone + listed("b", 1, 1), numbering=OUTLINE) == ["1. a", "2. b"]
