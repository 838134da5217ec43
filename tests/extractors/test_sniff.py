"""Every file gives a Document or an UnreadableError with the right key, in bounded time, whatever its name."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import UnreadableError
from extractors.readers import docx_package, read
from extractors.readers import pdf as pdf_reader
from extractors.readers.sniff import sniff
from tests.extractors.docx_builder import docx, p, part, table, tc
from tests.extractors.docx_builder import package as make_package
from tests.extractors.pdf_builder import PdfBuilder

SECONDS = 5.0


def failure(path: str | Path, data: bytes | None = None) -> UnreadableError:
    started = time.monotonic()
    with pytest.raises(UnreadableError) as caught:
        read(path, data)
    assert time.monotonic() - started < SECONDS
    return caught.value


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


DOCX = docx(p("Số: 845/KH-UBND") + table(tc("a") + tc("b")) + p("hết"))
PDF = (
    PdfBuilder()
    .page()
    .paragraph("Kế hoạch cải cách hành chính " * 12)
    .table([85, 300, 552], [["a", "b"], ["c", "d"]])
    .build()
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def office(folder: str) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", f"{folder}__main.xml": b"<a/>"})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "pdf"), (b"\n\n" + PDF, "pdf"), (DOCX, "docx"), (office("xl"), "xlsx"), (office("ppt"), "pptx"),
        (zipped(a=b"1"), "zip"), (zipped(**{"word__document.xml": b"<a/>"}), "docx"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"), (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"), (OLE, "ole"),
        (b"\x89PNG\r\n\x1a\n....", "image"), (b"\xff\xd8\xff\xe0....", "image"), (b"II*\x00....", "image"),
        (b"RIFF....WEBPVP8 ", "image"), (b"....ftypheic", "image"), (b"....ftypmp42", "media"),
        (b"{\\rtf1\\ansi", "rtf"), (b"<!DOCTYPE html><html>", "html"), (b"\xef\xbb\xbf <html lang=vi>", "html"),
        (b"<?xml version='1.0'?><a/>", "xml"), (b"<KH> thu", "text"),
        ("KẾ HOẠCH".encode(), "text"), (b"BM la gi", "text"), (b"MZ khong phai", "text"), (b"PKK", "text"),
        (b"Rar!\x1a\x07\x00", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "gzip"),
    ],
)  # fmt: skip
def test_kind_is_told_by_content(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_wrong_extension_is_noted() -> None:
    document = read("ke hoach.pdf", DOCX)
    assert document.format == "docx"
    assert [(note.key, note.values) for note in document.notes] == [
        ("wrong_extension", {"extension": ".pdf", "format": "docx"})
    ]
    assert read("ke hoach.docx", PDF).notes[-1].values == {"extension": ".docx", "format": "pdf"}
    assert read("ke hoach.docx", DOCX).notes == ()
    assert read("-", PDF).notes == ()


def encrypted_pdf(user: str, owner: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, ownerPassword=owner))
    canvas.drawString(100, 700, "Secret plan of the administrative reform")
    canvas.save()
    return out.getvalue()


def encrypted_zip() -> bytes:
    data = bytearray(DOCX)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def bomb(entities: bool) -> bytes:
    if entities:
        nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        head = f'<!DOCTYPE a [<!ENTITY e0 "ha">{nested}]>'
        xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>'
    else:
        xml = part("document", "<w:body>" + "<w:p>" * 5000).decode()
    return make_package({"word/document.xml": xml.encode()})


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SCAN = PdfBuilder().page().picture(0, 0, 595, 842).page().picture(0, 0, 595, 842).build()


@pytest.mark.parametrize(
    ("data", "key", "values"),
    [
        (b"", "empty", {}),
        (DOCX[: len(DOCX) // 2], "damaged", {"format": "docx"}),
        (b"PK\x03\x04" + b"\x00" * 100, "damaged", {"format": "docx"}),
        (PDF[:200], "damaged", {"format": "pdf"}),
        (b"%PDF-1.7 nothing at all", "damaged", {"format": "pdf"}),
        (make_package({"word/other.xml": b"<a/>"}), "damaged", {"format": "docx"}),
        (make_package({"word/document.xml": b"<a"}), "damaged", {"format": "docx"}),
        (bomb(entities=False), "damaged", {"format": "docx"}),
        (encrypted_pdf("secret", "owner"), "encrypted", {"format": "pdf"}),
        (encrypted_zip(), "encrypted", {"format": "docx"}),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", {"format": "office"}),
        (SCAN, "no_text", {"format": "pdf", "pages": "2"}),
        (PdfBuilder().page().build(), "no_text", {"format": "pdf", "pages": "1"}),
        (PdfBuilder(garbled=True).page().paragraph("kế hoạch " * 30).build(), "garbled", {"encoding": "unmapped"}),
        (PdfBuilder().page().paragraph("Céng hßa x· héi chñ nghÜa ViÖt Nam KÕ ho¹ch c¶i c¸ch " * 9).build(), "garbled", {"encoding": "TCVN3"}),
        (office("xl"), "wrong_type", {"found": "xlsx"}),
        (OLE + "WordDocument".encode("utf-16-le"), "wrong_type", {"found": "doc"}),
        (b"\x89PNG\r\n\x1a\n....", "wrong_type", {"found": "image"}),
        (zipped(a=b"1"), "wrong_type", {"found": "zip"}),
        (b"{\\rtf1", "wrong_type", {"found": "rtf"}),
        (b"<html><body>x</body></html>", "wrong_type", {"found": "html"}),
        (bytes(range(256)) * 8, "not_text", {}),
    ],
)  # fmt: skip
def test_unreadable(data: bytes, key: str, values: dict[str, str]) -> None:
    error = failure("a.bin", data)
    assert error.key == key
    assert values.items() <= error.values.items()


def test_entities_are_not_expanded() -> None:
    try:
        assert len(read("a.docx", bomb(entities=True)).text) < 100
    except UnreadableError as error:
        assert error.key in ("damaged", "empty")


def test_owner_password_alone_is_no_obstacle() -> None:
    assert "Secret plan" in read("a.pdf", encrypted_pdf("", "owner")).text


def test_places_that_are_no_files(tmp_path: Path) -> None:
    assert failure(tmp_path).key == "not_a_file"
    assert failure(tmp_path / "none.pdf").key == "not_found"
    assert failure("a\0b.pdf").key == "not_found"
    assert failure(tmp_path / ("x" * 5000)).key in ("not_found", "damaged")
    os.mkfifo(tmp_path / "pipe")
    assert failure(tmp_path / "pipe").key == "not_a_file"
    (tmp_path / "a.txt").write_bytes(b"")
    assert failure(tmp_path / "a.txt").key == "empty"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(DOCX)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert failure(file).key == "permission"


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    assert failure(huge).values == {"limit": "200 MB", "found": "300 MB"}
    monkeypatch.setattr(docx_package, "MAX_XML", 10_000)
    assert failure("a.docx", docx(p("x" * 20_000))).key == "too_large"
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 1)
    assert failure("a.pdf", SCAN).values["limit"] == "1 pages"


def with_declared_size(data: bytes, size: int) -> bytes:
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", size)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


@pytest.mark.parametrize(("size", "key"), [(300 * 1024 * 1024, "too_large"), (10, "damaged")])
def test_declared_sizes(size: int, key: str) -> None:
    assert failure("a.docx", with_declared_size(docx(p("x" * 100_000)), size)).key == key


def test_directory_past_all_reason() -> None:
    data = bytearray(DOCX)
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 1 << 30)
    assert failure("a.docx", bytes(data)).key == "too_large"


@pytest.mark.parametrize("error", [MemoryError, RecursionError, RuntimeError, KeyError])
def test_every_failure_becomes_one_kind_of_error(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("extractors.readers.docx.read_docx", fail)
    key = failure("a.docx", DOCX).key
    assert key == ("too_large" if error in (MemoryError, RecursionError) else "damaged")


FLIPS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12)


def damaged(data: bytes, cut: float, flips: list[tuple[float, int]]) -> bytes:
    changed = bytearray(data[: int(len(data) * cut)])
    for where, value in flips:
        if changed:
            changed[int(where * len(changed))] = value
    return bytes(changed)


CUTS = st.one_of(st.just(1.0), st.floats(0, 1))
QUICK = settings(max_examples=60, deadline=SECONDS * 1000, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(cut=CUTS, flips=FLIPS)
@pytest.mark.parametrize("whole", [DOCX, PDF], ids=["docx", "pdf"])
def test_damage_never_raises_anything_else(whole: bytes, cut: float, flips: list[tuple[float, int]]) -> None:
    data = damaged(whole, cut, flips)
    try:
        document = read("a", data)
    except UnreadableError as error:
        assert error.key
        return
    assert document.text == "\n".join(document.block_text(block) for block in document.blocks)


@QUICK
@given(cut=CUTS, flips=FLIPS)
def test_damaged_xml_never_raises_anything_else(cut: float, flips: list[tuple[float, int]]) -> None:
    xml = part("document", f"<w:body>{p('Số 1')}{table(tc('a') + tc('b'), tc('c'))}</w:body>")
    try:
        read("a", make_package({"word/document.xml": damaged(xml, cut, flips)}))
    except UnreadableError as error:
        assert error.key


@QUICK
@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", OLE]))
def test_random_bytes(tail: bytes, head: bytes) -> None:
    try:
        read("a", head + tail)
    except UnreadableError as error:
        assert error.key
