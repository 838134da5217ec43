"""From a file to a Document: looks at the bytes, picks the reader, and turns every failure into one kind of error."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.readers.sniff import refuse, sniff
from models.document import Document, ReadingNote

MAX_SIZE = 200 * 1024 * 1024
"""Bytes of a file."""
_OWN_EXTENSIONS = {
    "pdf": frozenset({".pdf"}),
    "docx": frozenset({".docx", ".docm", ".dotx", ".dotm"}),
}
_CLAIMS = frozenset(
    {
        *(extension for extensions in _OWN_EXTENSIONS.values() for extension in extensions),
        *(".doc", ".xls", ".xlsx", ".ppt", ".pptx", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".rtf", ".zip"),
    }
)
"""Extensions that say what is inside; others (.txt, .signed, none) claim nothing."""


def read(path: str | Path, data: bytes | None = None) -> Document:
    """The document in a file, told by its content and never by its name.

    `data` are the file's bytes where the caller has them (`path` then only names them).
    Raises UnreadableError and nothing else, with `key`: not_found, not_a_file, permission, empty,
    too_large, wrong_type, encrypted, damaged, no_text, garbled, not_text.
    """
    try:
        content = _load(Path(path)) if data is None else data
        return _read(str(path), content, from_file=data is None)
    except UnreadableError:
        raise
    except (MemoryError, RecursionError) as error:
        raise UnreadableError("too_large", found="structure") from error
    except Exception as error:  # a hostile file must never stop a batch
        raise UnreadableError("damaged", detail=type(error).__name__) from error


def _load(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError("not_a_file")
        if not path.exists():
            raise UnreadableError("not_found")
        if not path.is_file():  # a pipe or device could keep us waiting for ever
            raise UnreadableError("not_a_file")
        _check_size(path.stat().st_size)
        return path.read_bytes()
    except PermissionError as error:
        raise UnreadableError("permission") from error
    except FileNotFoundError as error:
        raise UnreadableError("not_found") from error
    except ValueError as error:  # a null character in the name
        raise UnreadableError("not_found") from error
    except OSError as error:
        raise UnreadableError("damaged", detail=error.strerror or type(error).__name__) from error


def _check_size(size: int) -> None:
    if size > MAX_SIZE:
        raise UnreadableError("too_large", limit=f"{MAX_SIZE >> 20} MB", found=f"{size >> 20} MB")


def _read(path: str, data: bytes, *, from_file: bool) -> Document:
    _check_size(len(data))
    if not data:
        raise UnreadableError("empty")
    kind = sniff(data)
    sha256 = hashlib.sha256(data).hexdigest()
    if kind == "pdf":
        from extractors.readers.pdf import read_pdf

        document = read_pdf(data, path=path, sha256=sha256, reopen=from_file)
    elif kind == "docx":
        from extractors.readers.docx import read_docx

        document = read_docx(data, path=path, sha256=sha256)
    elif kind == "text":
        from extractors.readers.text import read_text

        document = read_text(data, path=path, sha256=sha256)
    else:
        raise refuse(kind)
    if not document.text.strip():
        raise UnreadableError("empty")
    extension = Path(path).suffix.lower()
    if extension in _CLAIMS and extension not in _OWN_EXTENSIONS.get(kind, ()):
        note = ReadingNote("wrong_extension", {"extension": extension, "format": kind})
        document = replace(document, notes=(*document.notes, note))
    return document
