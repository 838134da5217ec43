"""The few pdfium calls that reading needs, made cheap: words with their boxes, ruled lines, pictures."""

from __future__ import annotations

import ctypes
import math
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.errors import UnreadableError

HYPHENS = "\ufffe\x02"
"""What pdfium gives for a hyphen at a line's end."""
_WORD = re.compile(f"[^\\s{HYPHENS}\x00]+[{HYPHENS}]?|[{HYPHENS}]")
_PATH, _IMAGE, _FORM = 2, 3, 5
_THIN = 3.5
_MAX_OBJECTS = 60_000
_MAX_SEGMENTS = 4_000
_FORM_DEPTH = 4
_ONE_AT_A_TIME = threading.RLock()
"""pdfium serves one thread at a time."""


class Word(NamedTuple):
    """A word of a page: points from the page's top left, `y` its line's foot, `at` the number of its first character."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    at: int


class Rule(NamedTuple):
    """A ruled line, from (x0, y0) to (x1, y1): level or upright. Points from the page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float


def _prototype(function: Any, *arguments: Any) -> Any:
    """The pdfium function without the checks that its binding makes on every call: half the price."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_int, *arguments)(address)


def _prototype_pointer(function: Any, *arguments: Any) -> Any:
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_void_p, *arguments)(address)


_loose_box = _prototype(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_origin = _prototype(
    raw.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p
)
_is_generated = _prototype(raw.FPDFText_IsGenerated, ctypes.c_void_p, ctypes.c_int)
_char_matrix = _prototype(raw.FPDFText_GetMatrix, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_font_size = ctypes.PYFUNCTYPE(ctypes.c_double, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetFontSize, ctypes.c_void_p).value or 0
)
_object = _prototype_pointer(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_int)
_type = _prototype(raw.FPDFPageObj_GetType, ctypes.c_void_p)
_bounds = _prototype(raw.FPDFPageObj_GetBounds, *[ctypes.c_void_p] * 5)
_form_count = _prototype(raw.FPDFFormObj_CountObjects, ctypes.c_void_p)
_form_object = _prototype_pointer(raw.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_ulong)
_matrix = _prototype(raw.FPDFPageObj_GetMatrix, ctypes.c_void_p, ctypes.c_void_p)
_draw_mode = _prototype(raw.FPDFPath_GetDrawMode, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_segment_count = _prototype(raw.FPDFPath_CountSegments, ctypes.c_void_p)
_segment = _prototype_pointer(raw.FPDFPath_GetPathSegment, ctypes.c_void_p, ctypes.c_int)
_segment_type = _prototype(raw.FPDFPathSegment_GetType, ctypes.c_void_p)
_segment_point = _prototype(raw.FPDFPathSegment_GetPoint, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_segment_close = _prototype(raw.FPDFPathSegment_GetClose, ctypes.c_void_p)


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """The pdfium document in `data`. Raises UnreadableError: encrypted, damaged."""
    with _ONE_AT_A_TIME:
        document = _open(data)
        try:
            yield document
        finally:
            document.close()


def _open(data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableError("encrypted", format="pdf") from error
        if getattr(error, "err_code", None) == raw.FPDF_ERR_SECURITY:
            raise UnreadableError("encrypted", format="pdf") from error
        raise UnreadableError("damaged", format="pdf") from error


class RawPage:
    """One open page. Everything comes in points from the top left of the page as it is shown."""

    def __init__(self, document: Any, index: int) -> None:
        """Raises pdfium's PdfiumError where the page is damaged. Close it after use."""
        self._page = document[index]
        self._text: Any = None
        self._char_matrix = raw.FS_MATRIX()
        self._handle = ctypes.cast(self._page.raw, ctypes.c_void_p).value
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(self._page.raw, box)
        self._left, self._bottom, self._right, self._top = box.left, box.bottom, box.right, box.top
        self.rotation = raw.FPDFPage_GetRotation(self._page.raw) % 4
        wide, high = self._right - self._left, self._top - self._bottom
        self.width, self.height = (wide, high) if self.rotation % 2 == 0 else (high, wide)

    def close(self) -> None:
        if self._text is not None:
            self._text.close()
        self._page.close()

    def shown(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """A rectangle of the page's own space as x0, top, x1, bottom of the page as shown."""
        if self.rotation == 0:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if self.rotation == 1:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self.rotation == 2:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left

    def _text_page(self) -> Any:
        if self._text is None:
            self._text = self._page.get_textpage()
        return self._text

    def text(self) -> str:
        """The page's characters in the order of its content; offsets are pdfium's character numbers."""
        page = self._text_page()
        count = raw.FPDFText_CountChars(page.raw)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        written = raw.FPDFText_GetText(page.raw, 0, count, buffer)
        text = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", errors="surrogatepass")
        if len(text) == count and max(text) < "\ud800":
            return text
        codes = (raw.FPDFText_GetUnicode(page.raw, index) for index in range(count))
        return "".join(
            chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes
        )

    def words(self, text: str) -> list[Word]:
        """The words of the page's `text()` with their places, in the order of the page's content."""
        spans = [match.span() for match in _WORD.finditer(text)]
        if not spans:
            return []
        handle = ctypes.cast(self._text_page().raw, ctypes.c_void_p).value
        count = len(spans)
        origins = (ctypes.c_double * (2 * count))()
        base = ctypes.addressof(origins)
        ends = range(base, base + 16 * count, 16)
        starts = [start for start, _ in spans]
        for _ in map(_origin, repeat(handle), starts, ends, range(base + 8, base + 8 + 16 * count, 16)):
            pass
        boxes = (ctypes.c_float * (4 * count))()
        base = ctypes.addressof(boxes)
        for _ in map(
            _loose_box, repeat(handle), [end - 1 for _, end in spans], range(base, base + 16 * count, 16)
        ):
            pass
        sizes = self._sizes(handle, text, starts)
        if self.rotation:
            return self._turned(text, spans, list(origins), list(boxes), sizes)
        left, top = self._left, self._top
        rights = boxes[2::4]
        self._mend_ends(handle, spans, origins[::2], rights)
        texts = [text[start:end] for start, end in spans]
        if any(hyphen in text for hyphen in HYPHENS):
            texts = [_spelt(word) for word in texts]
        columns = zip(
            [x - left for x in origins[::2]],
            [x - left for x in rights],
            [top - y for y in origins[1::2]],
            sizes,
            texts,
            starts,
            strict=True,
        )
        return list(map(tuple.__new__, repeat(Word), columns))  # Word(...) takes four times as long

    def _mend_ends(
        self, handle: int | None, spans: list[tuple[int, int]], starts: list[float], rights: list[float]
    ) -> None:
        """Bring back the ends of words whose last letter is drawn wider than its place, into the blank that follows."""
        close = [
            at
            for at, (right, start) in enumerate(zip(rights, starts[1:], strict=False))
            if -6.0 < start - right < 1.5
        ]
        for at in close:
            end, following = spans[at][1], spans[at + 1][0]
            if following == end + 1 and not _is_generated(handle, end):
                rights[at] = starts[at + 1] - 2.0

    def _turned(
        self,
        text: str,
        spans: list[tuple[int, int]],
        origins: list[float],
        boxes: list[float],
        sizes: list[float],
    ) -> list[Word]:
        """The words of a page that is shown turned round."""
        words = []
        for number, (start, end) in enumerate(spans):
            x, y = origins[2 * number : 2 * number + 2]
            left, top, right, bottom = boxes[4 * number : 4 * number + 4]
            x0, _, _, foot = self.shown(x, y, x, y)
            _, _, x1, _ = self.shown(left, bottom, right, top)
            words.append(Word(x0, x1, foot, sizes[number], _spelt(text[start:end]), start))
        return words

    def _sizes(self, handle: int | None, text: str, starts: list[int]) -> list[float]:
        """The letter height of each word: asked at the first word of each line of pdfium's text."""
        sizes: list[float] = []
        size, line_end = 10.0, -1
        for start in starts:
            if start > line_end:
                size = self._size(handle, start)
                line_end = text.find("\n", start)
                if line_end < 0:
                    line_end = len(text)
            sizes.append(size)
        return sizes

    def _size(self, handle: int | None, at: int) -> float:
        if not _char_matrix(handle, at, ctypes.byref(self._char_matrix)):
            return 10.0
        matrix = self._char_matrix
        size = float(_font_size(handle, at)) * math.hypot(matrix.c, matrix.d)
        return min(max(size, 2.0), 200.0)

    def box(self, first: int, last: int) -> tuple[float, float, float, float] | None:
        """The box around characters `first` to `last`, both counted in; None where they draw nothing."""
        page = self._text_page()
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        found: tuple[float, float, float, float] | None = None
        for index in range(first, last + 1):
            if not raw.FPDFText_GetCharBox(page.raw, index, left, right, low, high):
                continue
            box = (left.value, low.value, right.value, high.value)
            if box[0] == box[2] and box[1] == box[3]:
                continue
            found = box if found is None else _union(found, box)
        return None if found is None else self.shown(*found)

    def rules(self) -> tuple[list[Rule], float]:
        """The level and upright ruled lines, and which share of the page its largest picture covers (0 to 1)."""
        collector = _Collector(self)
        count = raw.FPDFPage_CountObjects(self._page.raw)
        handle = self._handle
        for index in range(min(count, _MAX_OBJECTS)):
            found = _object(handle, index)
            kind = _type(found)
            if kind != 1:
                collector.add(found, kind, None, 0)
        return collector.rules, collector.picture


def _spelt(word: str) -> str:
    return f"{word[:-1]}-" if word[-1] in HYPHENS else word


def _union(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


Matrix = tuple[float, float, float, float, float, float]


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _apply(matrix: Matrix | None, x: float, y: float) -> tuple[float, float]:
    if matrix is None:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


class _Collector:
    """Gathers ruled lines from a page's objects, forms opened."""

    def __init__(self, page: RawPage) -> None:
        self.rules: list[Rule] = []
        self.picture = 0.0
        self._page = page
        self._area = max(page.width * page.height, 1.0)
        self._floats = (ctypes.c_float * 8)()
        base = ctypes.addressof(self._floats)
        self._slots = tuple(range(base, base + 32, 4))
        self._ints = (ctypes.c_int * 2)()
        self._int_slots = (ctypes.addressof(self._ints), ctypes.addressof(self._ints) + 4)
        self._budget = _MAX_OBJECTS

    def add(self, found: Any, kind: int, outer: Matrix | None, depth: int) -> None:
        self._budget -= 1
        if self._budget < 0:
            return
        if kind == _FORM:
            if depth < _FORM_DEPTH:
                matrix = _times(self._matrix_of(found), outer)
                for index in range(min(_form_count(found), self._budget)):
                    inner = _form_object(found, index)
                    self.add(inner, _type(inner), matrix, depth + 1)
            return
        if kind not in (_PATH, _IMAGE) or not _bounds(found, *self._slots[:4]):
            return
        left, bottom, right, top = self._floats[:4]
        if outer is not None:
            corners = [_apply(outer, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        x0, y0, x1, y1 = self._page.shown(left, bottom, right, top)
        if kind == _IMAGE:
            self.picture = max(self.picture, (x1 - x0) * (y1 - y0) / self._area)
        elif y1 - y0 <= _THIN or x1 - x0 <= _THIN:
            self._thin(x0, y0, x1, y1)
        else:
            self._path(found, outer)

    def _thin(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x1 - x0 >= y1 - y0:
            middle = (y0 + y1) / 2
            self.rules.append(Rule(x0, middle, x1, middle))
        else:
            middle = (x0 + x1) / 2
            self.rules.append(Rule(middle, y0, middle, y1))

    def _matrix_of(self, found: Any) -> Matrix:
        if not _matrix(found, self._slots[0]):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, e, f = self._floats[:6]
        return (a, b, c, d, e, f)

    def _path(self, found: Any, outer: Matrix | None) -> None:
        """The level and upright edges of a path that is drawn, not only filled."""
        _draw_mode(found, *self._int_slots)
        filled, stroked = self._ints
        count = _segment_count(found)
        if not 0 < count <= _MAX_SEGMENTS:
            return
        matrix = _times(self._matrix_of(found), outer)
        for points in self._outlines(found, count, matrix):
            if stroked:
                for (ax, ay), (bx, by) in pairwise(points):
                    if abs(ax - bx) <= 0.5 or abs(ay - by) <= 0.5:
                        self._thin(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            elif filled and len(points) >= 4:  # many thin rectangles filled as one path
                xs, ys = [x for x, _ in points], [y for _, y in points]
                if max(xs) - min(xs) <= _THIN or max(ys) - min(ys) <= _THIN:
                    self._thin(min(xs), min(ys), max(xs), max(ys))

    def _outlines(self, found: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        points: list[tuple[float, float]] = []
        for index in range(count):
            piece = _segment(found, index)
            kind = _segment_type(piece)
            _segment_point(piece, *self._slots[6:8])
            x, y = _apply(matrix, self._floats[6], self._floats[7])
            x0, y0, _, _ = self._page.shown(x, y, x, y)
            if kind == raw.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            points.append((x0, y0))
            if _segment_close(piece) and len(points) > 1:
                points.append(points[0])
        if points:
            yield points
