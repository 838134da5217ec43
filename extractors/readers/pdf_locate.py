"""Looks up the page and box of words of a PDF when somebody asks, by opening the file once more."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium

from extractors.errors import UnreadableError
from extractors.readers.pdf_paragraphs import Trace
from extractors.readers.pdf_raw import RawPage, open_pdf
from models.document import Box, Span


@dataclass(slots=True)
class Traces:
    """From each of these offsets of the text on, the words stand on a page from one of its characters on."""

    offsets: array[int] = field(default_factory=lambda: array("I"))
    pages: array[int] = field(default_factory=lambda: array("I"))
    characters: array[int] = field(default_factory=lambda: array("I"))

    def add(self, start: int, traces: list[Trace]) -> None:
        """Note the stretches of a block that begins at `start`."""
        for offset, page, character in traces:
            self.offsets.append(start + offset)
            self.pages.append(page)
            self.characters.append(character)


@dataclass(frozen=True)
class Locator:
    """What `Document.locate_box` calls. Holds the file's path or its bytes, no open file and no boxes."""

    path: str | None
    data: bytes | None
    sha256: str
    traces: Traces

    def __call__(self, span: Span) -> tuple[int, Box] | None:
        """The page on which `span` begins and the box around its words there; None where the file is gone or changed."""
        pieces = self._pieces(span)
        data = self._bytes() if pieces else None
        if data is None:
            return None
        number = pieces[0][0]
        try:
            with open_pdf(data) as document:
                page = RawPage(document, number - 1)
                try:
                    page.show_stamps()
                    boxes = [page.box(first, last) for at, first, last in pieces if at == number]
                finally:
                    page.close()
        except (UnreadableError, pdfium.PdfiumError, ValueError):
            return None
        found = [box for box in boxes if box is not None]
        if not found:
            return None
        return number, (
            min(box[0] for box in found),
            min(box[1] for box in found),
            max(box[2] for box in found),
            max(box[3] for box in found),
        )

    def _pieces(self, span: Span) -> list[tuple[int, int, int]]:
        """The stretches that `span` covers: page, first and last character."""
        traces = self.traces
        first = max(bisect_right(traces.offsets, span.start) - 1, 0)
        end = max(bisect_left(traces.offsets, span.end), first + 1)
        pieces = []
        for at in range(first, min(end, len(traces.offsets))):
            offset = traces.offsets[at]
            low = max(span.start - offset, 0)
            high = span.end - offset
            if at + 1 < len(traces.offsets):
                high = min(high, traces.offsets[at + 1] - offset)
            if low < high:
                pieces.append(
                    (traces.pages[at], traces.characters[at] + low, traces.characters[at] + high - 1)
                )
        return pieces

    def _bytes(self) -> bytes | None:
        if self.data is not None:
            return self.data
        path = Path(self.path or "")
        try:
            now = path.stat()
            return _verified(path, self.sha256, (now.st_mtime_ns, now.st_size))
        except OSError:
            return None


@lru_cache(maxsize=1)
def _verified(path: Path, sha256: str, state: tuple[int, int]) -> bytes | None:
    """The file's bytes where they are still those of `sha256`; kept until its `state` (time, size) changes.

    Places are asked for one after the other: reading and hashing for each would cost more than looking them up.
    """
    data = path.read_bytes()
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
