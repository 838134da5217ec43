"""The parts of a DOCX, read from an archive that nobody vouches for."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from lxml import etree

from extractors.errors import UnreadableError

MAX_XML = 200 * 1024 * 1024
"""Bytes of XML, unpacked, over all parts that are read: a packed bomb stops here."""
_MAX_DIRECTORY = 8 * 1024 * 1024
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_STYLE_END = b"</w:style>"
_TABLE_STYLE = b'<w:style w:type="table"'
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    KeyError,
    IndexError,
)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive in `data`. Raises UnreadableError: damaged, or too_large for a directory past all reason."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(data):
        raise UnreadableError("damaged", format="docx")
    if int.from_bytes(data[end + 12 : end + 16], "little") > _MAX_DIRECTORY:
        raise UnreadableError("too_large", limit=f"{_MAX_DIRECTORY >> 20} MB", found="directory")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as error:
        raise UnreadableError("damaged", format="docx") from error


class Package:
    """A DOCX as its parts. Parts are found by relation, as Word does, not by their usual names."""

    def __init__(self, data: bytes) -> None:
        self._archive = open_archive(data)
        self._names = {info.filename.lower(): info for info in self._archive.infolist()}
        self._budget = MAX_XML
        self.main = self._main_part()
        self._relations = self._relations_of(self.main)

    def _main_part(self) -> str:
        found = self._relations_of("").get("officeDocument", "word/document.xml")
        return found if found.lower() in self._names else "word/document.xml"

    def _relations_of(self, part: str) -> dict[str, str]:
        """The last word of each relation's type → its target part."""
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        relations: dict[str, str] = {}
        if root is None:
            return relations
        for relation in root:
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = relation.get("Type", "").rpartition("/")[2]
            relations.setdefault(kind, posixpath.normpath(target))
        return relations

    def related(self, kind: str, shorten: Callable[[bytes], bytes] | None = None) -> Any:
        """The root of the part that the main part relates to as `kind` (`styles`, `numbering` …), or None."""
        target = self._relations.get(kind)
        return None if target is None else self.part(target, shorten)

    def part(self, name: str, shorten: Callable[[bytes], bytes] | None = None) -> Any:
        """The root element of a part, or None where there is no such part.

        Raises UnreadableError: damaged, encrypted, too_large.
        """
        info = self._names.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableError("encrypted", format="docx")
        if info.file_size > self._budget:
            raise UnreadableError("too_large", limit=f"{MAX_XML >> 20} MB", found="xml")
        try:
            with self._archive.open(info) as stream:
                content = stream.read(self._budget + 1)
        except (*_ZIP_ERRORS, RuntimeError) as error:
            raise UnreadableError("damaged", format="docx") from error
        self._budget -= len(content)
        if self._budget < 0:
            raise UnreadableError("too_large", limit=f"{MAX_XML >> 20} MB", found="xml")
        return parse_xml(content if shorten is None else shorten(content))

    def styles(self) -> Any:
        """The root of the styles part, or None. Table styles, most of its bulk, are not parsed."""
        return self.related("styles", _without_table_styles)


def _without_table_styles(content: bytes) -> bytes:
    first, *others = content.split(_STYLE_END)
    return _STYLE_END.join([first, *(part for part in others if not part.lstrip().startswith(_TABLE_STYLE))])


def parse_xml(content: bytes) -> Any:
    """The root element; entities are neither expanded nor fetched. Raises UnreadableError: damaged."""
    for strict, transitional in _STRICT.items():
        if strict in content:
            content = content.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("damaged", format="docx") from error
