"""Tells what a file is from its first bytes and, for archives, from what is inside: never from its name."""

from __future__ import annotations

import re

from extractors.errors import UnreadableError

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"8BPS", "image"),
    (b"\x00\x00\x01\x00", "image"),
    (b"AT&TFORM", "djvu"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"ID3", "audio"),
    (b"%!PS", "postscript"),
    (b"SQLite format 3\x00", "database"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/epub+zip": "epub",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table)\b", re.IGNORECASE)


def sniff(data: bytes) -> str:
    """What the bytes are: `pdf`, `docx`, `text` (anything that may be text), or another kind's name:
    `xlsx`, `pptx`, `odt`, `ods`, `epub`, `zip`, `doc`, `xls`, `ppt`, `ole`, `encrypted`, `image`, `rtf`, `html`,
    `rar`, `7z` …. Raises UnreadableError: damaged, for a broken archive.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(data)
    if head.startswith(_OLE):
        return _sniff_ole(data)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (len(signature) > 2 or b"\x00" in head[:64]):
            return kind
    if head[:4] == b"RIFF":
        return "image" if head[8:12] == b"WEBP" else "media"
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "media"
    return _sniff_markup(head)


def _sniff_markup(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"<"):
        return "text"
    if _HTML.search(start[:2048]):
        return "html"
    if start.startswith(b"<?xml"):
        return "xml"
    return "text"


def _sniff_zip(data: bytes) -> str:
    from extractors.readers.docx_package import open_archive

    with open_archive(data) as archive:
        names = {name.lower() for name in archive.namelist()}
        if "[content_types].xml" in names or "_rels/.rels" in names:
            for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
                if any(name.startswith(folder) for name in names):
                    return kind
        if "word/document.xml" in names:
            return "docx"
    at = data.find(b"mimetype", 0, 200)
    if at >= 0:
        for mimetype, kind in _OPEN_DOCUMENT.items():
            if data.startswith(mimetype, at + len(b"mimetype")):
                return kind
    return "zip"


def _sniff_ole(data: bytes) -> str:
    for name, kind in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return "ole"


def refuse(kind: str) -> UnreadableError:
    """The error for a kind of file that no reader reads."""
    return (
        UnreadableError("encrypted", format="office")
        if kind == "encrypted"
        else UnreadableError("wrong_type", found=kind)
    )
