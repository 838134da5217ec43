"""The DOCX reader: one case for every way in which Word hides, doubles or computes text."""

from __future__ import annotations

import pytest

from extractors.errors import UnreadableError
from extractors.readers import read
from extractors.readers.docx_numbering import format_number
from models.document import CellRef, Document
from tests.extractors.docx_builder import docx, listed, p, part, r, table, tc
from tests.extractors.docx_builder import package as make_package


def lines(body: str, **parts: str) -> list[str]:
    return texts(read("a.docx", docx(body, **parts)))


def texts(document: Document) -> list[str]:
    return [document.block_text(block) for block in document.blocks]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
INSTRUCTION = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
CENTRE = '<w:jc w:val="center"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("Số: 15", "/KH-UBND"), ["Số: 15/KH-UBND"]),
        (p("  Hai\u00a0 ba\t\tbốn  "), ["Hai ba bốn"]),
        (p("xa\u0303 ho\u0323\u0302i"), ["xã hội"]),
        (p("dấu\u200b ẩn\ufeff"), ["dấu ẩn"]),
        (p() + p("  ") + p("có chữ"), ["có chữ"]),
        (p("một", "<w:r><w:tab/></w:r>", "hai"), ["một hai"]),
        (p(r("845/KH"), "<w:r><w:noBreakHyphen/></w:r>", "UBND"), ["845/KH-UBND"]),
        (p("cải", "<w:r><w:softHyphen/></w:r>", "cách"), ["cảicách"]),
        (p("3 ", '<w:r><w:sym w:font="Symbol" w:char="F0B4"/></w:r>', " 12"), ["3 × 12"]),
        (p('<w:ins w:id="1" w:author="a">' + r("thêm ") + "</w:ins>", "còn"), ["thêm còn"]),
        (p('<w:del w:id="1" w:author="a"><w:r><w:delText>bỏ </w:delText></w:r></w:del>', "còn"), ["còn"]),
        (p('<w:moveFrom w:id="1">' + r("cũ ") + "</w:moveFrom>", '<w:moveTo w:id="2">' + r("mới") + "</w:moveTo>"), ["mới"]),
        (p("<w:sdt><w:sdtContent>" + r("trong ô") + "</w:sdtContent></w:sdt>"), ["trong ô"]),
        ("<w:sdt><w:sdtContent>" + p("cả đoạn") + "</w:sdtContent></w:sdt>", ["cả đoạn"]),
        (p("<w:smartTag>" + r("thẻ ") + "</w:smartTag>", "<w:hyperlink>" + r("liên kết") + "</w:hyperlink>"), ["thẻ liên kết"]),
        (p(FIELD.format("begin"), INSTRUCTION, r("lệnh"), FIELD.format("separate"), r("7"), FIELD.format("end"), r(" trang")), ["7 trang"]),
        (p(FIELD.format("begin"), INSTRUCTION, r("mất")) + p("đoạn sau"), ["đoạn sau"]),
        (p('<w:fldSimple w:instr="PAGE">' + r("9") + "</w:fldSimple>"), ["9"]),
        (p("nhìn ", r("ẩn ", "<w:vanish/>"), "thấy"), ["nhìn thấy"]),
        (p(r("kế hoạch", "<w:caps/>")), ["KẾ HOẠCH"]),
        (p("trước", BOX.format(p("trong khung"))) + p("sau"), ["trước", "trong khung", "sau"]),
        (p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"), ["a+b"]),
        (p('<w:commentRangeStart w:id="0"/>', "chữ", '<w:r><w:commentReference w:id="0"/></w:r>'), ["chữ"]),
        (p("nửa đầu ", properties='<w:rPr><w:del w:id="3" w:author="a"/></w:rPr>') + p("nửa sau"), ["nửa đầu nửa sau"]),
        # soft line breaks
        (p("một", "<w:r><w:br/></w:r>", "hai"), ["một hai"]),
        (p("KT. CHỦ TỊCH", "<w:r><w:br/></w:r>", "PHÓ CHỦ TỊCH", properties=CENTRE), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (p(r("KẾ HOẠCH", "<w:b/>"), "<w:r><w:cr/></w:r>", r("Triển khai", "<w:b/>")), ["KẾ HOẠCH", "Triển khai"]),
        (p("Nơi nhận:", "<w:r><w:br/></w:r>", "- Như trên;", "<w:r><w:br/></w:r>", "- Lưu: VT."), ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]),
        (p("trang một", '<w:r><w:br w:type="page"/></w:r>', "trang hai"), ["trang một", "trang hai"]),
    ],
)  # fmt: skip
def test_text(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_tracked_changes_are_counted() -> None:
    body = p(
        '<w:ins w:id="1" w:author="a">' + r("a") + "</w:ins>",
        '<w:del w:id="2" w:author="a"><w:r><w:delText>b</w:delText></w:r></w:del>',
    )
    (note,) = read("a.docx", docx(body)).notes
    assert (note.key, note.values) == ("tracked_changes", {"count": "2"})
    assert read("a.docx", docx(p("a"))).notes == ()


# list numbers


def level(number: int, form: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


OUTLINE = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%2.")}'
    f"{level(2, 'lowerLetter', '%3)')}{level(3, 'bullet', '-')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    + level(0, "decimalZero", "Điều %1.")
    + "</w:lvlOverride></w:num>"
)
NEVER = '<w:lvlRestart w:val="0"/>'
LEGAL = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2.")}'
    f"{level(2, 'lowerRoman', '%1.%2.%3', NEVER)}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@pytest.mark.parametrize(
    ("numbering", "body", "expected"),
    [
        (OUTLINE, [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 0), (1, 1)], ["I.", "1.", "2.", "a)", "b)", "-", "II.", "1."]),
        (OUTLINE, [(1, 0), (1, 0), (2, 0), (2, 0)], ["I.", "II.", "I.", "II."]),
        (OUTLINE, [(3, 0), (3, 0)], ["Điều 01.", "Điều 02."]),
        (OUTLINE, [(9, 0)], [""]),
        (LEGAL, [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["1.", "1.1.", "1.2.", "2.", "2.1."]),
        (LEGAL, [(1, 1), (1, 0), (1, 1)], ["1.1.", "1.", "1.1."]),
        (LEGAL, [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2)], ["1.", "1.1.", "1.1.i", "1.2.", "1.2.ii"]),
    ],
)  # fmt: skip
def test_list_numbers(numbering: str, body: list[tuple[int, int]], expected: list[str]) -> None:
    document = "".join(listed("việc", number, at) for number, at in body)
    assert lines(document, numbering=numbering) == [f"{label} việc".strip() for label in expected]


def test_number_through_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Goc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Goc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}'
        f'<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Muc2"/><w:lvlText w:val="%2."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(
        p(f"đoạn {style}", properties=f'<w:pStyle w:val="{style}"/>{extra}')
        for style, extra in (
            ("Con", ""),
            ("Muc2", ""),
            ("Muc2", ""),
            ("Con", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            ("Goc", ""),
        )
    )
    assert lines(body, styles=styles, numbering=numbering) == [
        "I. đoạn Con", "1. đoạn Muc2", "2. đoạn Muc2", "đoạn Con", "II. đoạn Goc",
    ]  # fmt: skip


def test_number_alone_is_text_and_bullet_alone_is_not() -> None:
    assert lines(listed("", 1, 1) + listed("", 1, 3), numbering=OUTLINE) == ["1."]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (4, "upperRoman", "IV"), (19, "lowerRoman", "xix"), (1, "lowerLetter", "a"), (27, "lowerLetter", "aa"),
        (4, "upperLetter", "D"), (7, "decimalZero", "07"), (12, "decimalZero", "12"), (12, "decimal", "12"),
        (3, "bullet", ""), (3, "none", ""), (3, "vietnameseCounting", "3"), (0, "upperRoman", "0"),
    ],
)  # fmt: skip
def test_format_number(value: int, form: str, expected: str) -> None:
    assert format_number(value, form) == expected


# tables

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def cells(document: Document) -> list[tuple[str, CellRef]]:
    return [(document.block_text(block), block.cell) for block in document.blocks if block.cell]


def test_merged_cells() -> None:
    body = table(
        tc("TT") + tc("Việc", properties='<w:gridSpan w:val="2"/>'),
        tc("1") + tc("gộp", properties=RESTART) + tc("a"),
        tc("2") + tc(properties=CONTINUE) + tc("b"),
        tc("3") + tc("mới", properties=RESTART) + tc("c"),
    )
    assert cells(read("a.docx", docx(body))) == [
        ("TT", CellRef(0, 0, 0)), ("Việc", CellRef(0, 0, 1, 1, 2)),
        ("1", CellRef(0, 1, 0)), ("gộp", CellRef(0, 1, 1, 2, 1)), ("a", CellRef(0, 1, 2)),
        ("2", CellRef(0, 2, 0)), ("b", CellRef(0, 2, 2)),
        ("3", CellRef(0, 3, 0)), ("mới", CellRef(0, 3, 1)), ("c", CellRef(0, 3, 2)),
    ]  # fmt: skip


def test_grid_lines_that_no_cell_shows_do_not_count() -> None:
    body = table(
        tc("a", properties='<w:gridSpan w:val="3"/>') + tc("b"),
        tc("c", properties='<w:gridSpan w:val="3"/>') + tc("d"),
    )
    assert [cell.column for _, cell in cells(read("a.docx", docx(body)))] == [0, 1, 0, 1]


def test_paths_and_tables_between_paragraphs() -> None:
    body = p("trước") + table(tc("a", "b") + tc("c")) + p() + p("giữa") + table(tc("d")) + p("sau")
    document = read("a.docx", docx(body))
    assert [(document.block_text(block), block.path) for block in document.blocks] == [
        ("trước", "paragraph 1"),
        ("a", "table 1, row 1, column 1"), ("b", "table 1, row 1, column 1"), ("c", "table 1, row 1, column 2"),
        ("giữa", "paragraph 2"),
        ("d", "table 2, row 1, column 1"),
        ("sau", "paragraph 3"),
    ]  # fmt: skip
    assert [table.index for table in document.tables] == [0, 1]


def test_nested_table_and_wrapped_rows() -> None:
    inner = table(tc("x") + tc("y"))
    row = "<w:sdt><w:sdtContent><w:tr>" + tc("trong điều khiển") + "</w:tr></w:sdtContent></w:sdt>"
    body = f"<w:tbl><w:tr>{tc('ngoài', inner, p('hết'))}</w:tr>{row}</w:tbl>"
    assert cells(read("a.docx", docx(body))) == [
        ("ngoài", CellRef(0, 0, 0)), ("x", CellRef(0, 0, 0)), ("y", CellRef(0, 0, 0)), ("hết", CellRef(0, 0, 0)),
        ("trong điều khiển", CellRef(0, 1, 0)),
    ]  # fmt: skip


def test_deleted_row_is_left_out() -> None:
    deleted = f'<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>{tc("bỏ")}</w:tr>'
    document = read("a.docx", docx(f"<w:tbl>{deleted}<w:tr>{tc('còn')}</w:tr></w:tbl>"))
    assert cells(document) == [("còn", CellRef(0, 0, 0))]
    assert document.notes[0].values == {"count": "1"}


# notes, styles, the package


def test_footnotes_come_last_in_order_of_reference() -> None:
    footnotes = (
        '<w:footnote w:id="-1" w:type="separator">' + p("kẻ") + "</w:footnote>"
        '<w:footnote w:id="1">' + p("thứ hai") + "</w:footnote>"
        '<w:footnote w:id="2">' + p("thứ nhất") + "</w:footnote>"
    )
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p("a", reference.format(2)) + p("b", reference.format(1))
    document = read("a.docx", docx(body, footnotes=footnotes))
    assert [(document.block_text(block), block.path) for block in document.blocks] == [
        ("a", "paragraph 1"), ("b", "paragraph 2"), ("thứ nhất", "footnote 1"), ("thứ hai", "footnote 2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("đậm", "<w:b/>")), True),
        (p(r("đậm", "<w:b/>"), " ", r("hết", '<w:b w:val="1"/>')), True),
        (p(r("đậm", "<w:b/>"), "nhạt"), False),
        (p(r("nhạt", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="Dam"/>'), False),
        (p("theo kiểu", properties='<w:pStyle w:val="ConDam"/>'), True),
        (p(r("kiểu chữ", '<w:rStyle w:val="Manh"/>')), True),
        (p(r("hai lần", '<w:rStyle w:val="Manh"/>'), properties='<w:pStyle w:val="Dam"/>'), False),
        (p("thường"), False),
    ],
)
def test_bold(body: str, expected: bool) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="ConDam"><w:basedOn w:val="Dam"/></w:style>'
        '<w:style w:type="character" w:styleId="Manh"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="Bang"><w:rPr><w:b/></w:rPr></w:style>'
    )
    assert read("a.docx", docx(body, styles=styles)).blocks[0].bold is expected


def test_styles_that_inherit_from_each_other() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>'
        for name, base in (("A", "B"), ("B", "A"))
    )
    assert lines(p("vòng", properties='<w:pStyle w:val="A"/>'), styles=styles) == ["vòng"]


def test_strict_namespace() -> None:
    strict = part("document", f"<w:body>{p('chữ')}</w:body>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(read("a.docx", make_package({"word/document.xml": strict}))) == ["chữ"]


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("", "empty"),
        (p(" "), "empty"),
        (p("<w:r><w:drawing/></w:r>"), "no_text"),
        (p("Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc. KÕ ho¹ch c¶i c¸ch hµnh chÝnh n¨m 2024 cña tØnh"), "garbled"),
        (p("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc. Keá hoaïch caûi caùch haønh chính naêm 2024"), "garbled"),
    ],
)  # fmt: skip
def test_no_usable_text(body: str, key: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read("a.docx", docx(body))
    assert caught.value.key == key


def test_foreign_text_is_not_taken_for_an_old_encoding() -> None:
    french = "Le Comité populaire de la province a approuvé le règlement intérieur à l'unanimité des délégués présents."
    assert lines(p(french)) == [french]


def test_offsets_and_bytes_only_reading(tmp_path) -> None:  # type: ignore[no-untyped-def]
    data = docx(p("một") + p("hai"))
    file = tmp_path / "b.docx"
    file.write_bytes(data)
    document = read(file)
    assert (document.text, document.format, document.pages) == ("một\nhai", "docx", None)
    assert document.sha256 == read("x", data).sha256
    assert [(block.start, block.end) for block in document.blocks] == [(0, 3), (4, 7)]
