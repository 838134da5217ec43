"""The few pdfium calls that reading needs, made cheap: words with their boxes, ruled lines, pictures."""

from __future__ import annotations

import ctypes
import math
import operator
import re
import threading
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate, compress, pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.errors import UnreadableError

HYPHENS = "\ufffe\x02"
"""What pdfium gives for a hyphen at a line's end."""
_ODD_BLANK = re.compile(
    f"[{HYPHENS}\x00\t\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
"""Blanks beside the usual ones, and what else parts words."""
_WORD = re.compile(f"[^\\s{HYPHENS}\x00]+[{HYPHENS}]?|[{HYPHENS}]")
_SURROGATE = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_DRAWN = frozenset({raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET})
_MAX_STAMPS = 500
_TORN_LETTER = re.compile(
    r"(?<!\S)(?:[ếềểễệốồổỗộớờỡợứửữựắằẳẵặấầẩẫậẻẽẹỏọ]{1,2}|ươ|ướ|ườ|ưở|ưỡ|ượ|iế|iề|iể|iễ|iệ|uố|uồ|uổ|uỗ|uộ)(?!\S)"
)
"""Letters that are no word alone: another font had to draw them, apart from the letters around them."""
_TORN = 3
_LETTER_GAP = 0.13
"""In letter heights: a wider gap between two letters is a blank."""
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


class Stamp(NamedTuple):
    """An annotation that draws text or a picture on its page. Points from the page's top left."""

    x0: float
    top: float
    x1: float
    bottom: float
    picture: bool


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


def _bare(function: Any) -> Any:
    """The pdfium function without even a conversion of its arguments: pass c_void_p, byref and small whole numbers."""
    return ctypes.PYFUNCTYPE(None)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_loose_box = _bare(raw.FPDFText_GetLooseCharBox)
_origin = _bare(raw.FPDFText_GetCharOrigin)
_is_generated = _prototype(raw.FPDFText_IsGenerated, ctypes.c_void_p, ctypes.c_int)
_char_matrix = _bare(raw.FPDFText_GetMatrix)
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


class _Slots:
    """Where pdfium writes the places of words: buffers with a pointer to each slot, made once and used for every page."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.origins = (ctypes.c_double * (2 * size))()
        self.xs = [ctypes.byref(self.origins, 16 * at) for at in range(size)]
        self.ys = [ctypes.byref(self.origins, 16 * at + 8) for at in range(size)]
        self.boxes = (ctypes.c_float * (4 * size))()
        self.matrices = (ctypes.c_float * (6 * size))()
        self.shapes = [ctypes.byref(self.matrices, 24 * at) for at in range(size)]
        self.rects = [ctypes.byref(self.boxes, 16 * at) for at in range(size)]


_slots = _Slots(64)


def _slots_for(count: int) -> _Slots:
    """Slots for so many words; only who holds the one pdfium document may use them."""
    global _slots
    if _slots.size < count:
        _slots = _Slots(min(2 * count, 20_000) if count < 20_000 else count)
    return _slots


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
        self._document, self._index = document, index
        self._page = document[index]
        self._text: Any = None
        self._handle = ctypes.cast(self._page.raw, ctypes.c_void_p).value
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(self._page.raw, box)
        self._left, self._bottom, self._right, self._top = box.left, box.bottom, box.right, box.top
        self.rotation = raw.FPDFPage_GetRotation(self._page.raw) % 4

    @property
    def width(self) -> float:
        return float(self._right - self._left if self.rotation % 2 == 0 else self._top - self._bottom)

    @property
    def height(self) -> float:
        return float(self._top - self._bottom if self.rotation % 2 == 0 else self._right - self._left)

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

    def show_stamps(self) -> list[Stamp]:
        """Draw stamps, typed notes and signature fields on the page, in memory; tells where they are.

        From then on they are part of `text()` and `words()`; where there is none nothing changes.
        """
        count = raw.FPDFPage_GetAnnotCount(self._page.raw)
        found = [self._stamp(index) for index in range(min(count, _MAX_STAMPS))] if count > 0 else []
        stamps = [stamp for stamp in found if stamp is not None]
        if stamps and raw.FPDFPage_Flatten(self._page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            self.close()
            self._text = None
            self._page = self._document[self._index]
            self._handle = ctypes.cast(self._page.raw, ctypes.c_void_p).value
        return stamps

    def _stamp(self, index: int) -> Stamp | None:
        annotation = raw.FPDFPage_GetAnnot(self._page.raw, index)
        if not annotation:
            return None
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) not in _DRAWN:
                return None
            if raw.FPDFAnnot_GetFlags(annotation) & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW):
                return None
            kinds: set[int] = set()
            for at in range(min(raw.FPDFAnnot_GetObjectCount(annotation), 200)):
                drawn = ctypes.cast(raw.FPDFAnnot_GetObject(annotation, at), ctypes.c_void_p).value
                _gather_kinds(drawn, kinds, 0)
            rect = raw.FS_RECTF()
            if not kinds & {_TEXT, _IMAGE} or not raw.FPDFAnnot_GetRect(annotation, rect):
                return None
            low, high = sorted((rect.bottom, rect.top))
            left, right = sorted((rect.left, rect.right))
            return Stamp(*self.shown(left, low, right, high), _IMAGE in kinds)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)

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
        if len(text) == count and _SURROGATE.search(text) is None:
            return text
        codes = (raw.FPDFText_GetUnicode(page.raw, index) for index in range(count))
        return "".join(
            chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes
        )

    def words(self, text: str) -> list[Word]:
        """The words of the page's `text()` with their places, in the order of the page's content.

        Where most lines run up or down the page, it is from then on taken as turned so that they can be read.
        """
        starts, texts = _cut(text)
        if not texts:
            return []
        if not self.rotation and len(_TORN_LETTER.findall(text)) >= _TORN:
            return self._by_letters(text)
        ends = list(map(operator.add, starts, map(len, texts)))
        if any(hyphen in text for hyphen in HYPHENS):
            texts = [_spelt(word) for word in texts]
        handle = ctypes.cast(self._text_page().raw, ctypes.c_void_p)
        count = len(texts)
        slots = _slots_for(count)
        deque(map(_origin, repeat(handle), starts, slots.xs, slots.ys), maxlen=0)
        deque(map(_loose_box, repeat(handle), [end - 1 for end in ends], slots.rects), maxlen=0)
        origins, boxes = slots.origins[: 2 * count], slots.boxes[: 4 * count]
        sizes = self._sizes(handle.value, text, starts)
        if self.rotation:
            return self._turned(texts, starts, origins, boxes, sizes)
        left, top = self._left, self._top
        lefts, rights = origins[::2], boxes[2::4]
        self._mend_ends(handle.value, starts, ends, lefts, rights)
        if left:
            lefts, rights = [x - left for x in lefts], [x - left for x in rights]
        columns = zip(lefts, rights, [top - y for y in origins[1::2]], sizes, texts, starts, strict=True)
        return list(map(tuple.__new__, repeat(Word), columns))  # Word(...) takes four times as long

    def _mend_ends(
        self,
        handle: int | None,
        starts: list[int],
        ends: list[int],
        lefts: list[float],
        rights: list[float],
    ) -> None:
        """Bring back the ends of words whose last letter is drawn wider than its place, into the blank that follows."""
        close = [
            at
            for at, (right, left) in enumerate(zip(rights, lefts[1:], strict=False))
            if -6.0 < left - right < 1.5
        ]
        for at in close:
            if starts[at + 1] == ends[at] + 1 and not _is_generated(handle, ends[at]):
                rights[at] = lefts[at + 1] - 2.0

    def _by_letters(self, text: str) -> list[Word]:
        """The words of a page whose letters of one word were drawn apart (`h p` and later `ợ`: two fonts): by their places.

        Letters are put in order from left to right; a word ends at a blank that was drawn, or at a gap.
        """
        handle = ctypes.cast(self._text_page().raw, ctypes.c_void_p)
        count = len(text)
        slots = _slots_for(count)
        deque(map(_origin, repeat(handle), range(count), slots.xs, slots.ys), maxlen=0)
        deque(map(_loose_box, repeat(handle), range(count), slots.rects), maxlen=0)
        origins, boxes = slots.origins[: 2 * count], slots.boxes[: 4 * count]
        sizes = list(map(_font_size, repeat(handle.value), range(count)))
        letters = [
            Word(
                origins[2 * at] - self._left,
                boxes[4 * at + 2] - self._left,
                self._top - origins[2 * at + 1],
                sizes[at],
                letter,
                at,
            )
            for at, letter in enumerate(text)
            if (not letter.isspace() and letter != "\x00")
            or (letter == " " and not _is_generated(handle.value, at))
        ]
        letters.sort(key=lambda letter: (letter.y, letter.x0))
        words: list[Word] = []
        for line in _level(letters):
            open_word = False
            for letter in sorted(line, key=lambda letter: letter.x0):
                if letter.text == " ":
                    open_word = False
                elif open_word and letter.x0 - words[-1].x1 < _LETTER_GAP * letter.size:
                    last = words[-1]
                    words[-1] = last._replace(
                        x1=max(last.x1, letter.x1), text=last.text + _spelt(letter.text)
                    )
                else:
                    words.append(letter._replace(text=_spelt(letter.text)))
                    open_word = True
        return words

    def _turned(
        self,
        texts: list[str],
        starts: list[int],
        origins: list[float],
        boxes: list[float],
        sizes: list[float],
    ) -> list[Word]:
        """The words of a page that is shown turned round."""
        words = []
        for number, text in enumerate(texts):
            x, y = origins[2 * number : 2 * number + 2]
            left, top, right, bottom = boxes[4 * number : 4 * number + 4]
            x0, _, _, foot = self.shown(x, y, x, y)
            _, _, x1, _ = self.shown(left, bottom, right, top)
            words.append(Word(x0, x1, foot, sizes[number], text, starts[number]))
        return words

    def _sizes(self, handle: int | None, text: str, starts: list[int]) -> list[float]:
        """The letter height of each word: asked at the first word of each line of pdfium's text."""
        firsts = [0]
        while (line_end := text.find("\n", starts[firsts[-1]])) >= 0:
            first = bisect_right(starts, line_end, firsts[-1])
            if first == len(starts):
                break
            firsts.append(first)
        at = [starts[first] for first in firsts]
        slots = _slots_for(len(at))
        deque(map(_char_matrix, repeat(ctypes.c_void_p(handle)), at, slots.shapes), maxlen=0)
        shapes = slots.matrices[: 6 * len(at)]
        sizes: list[float] = []
        directions = [0, 0, 0, 0]
        heights = map(_font_size, repeat(handle), at)
        for first, end, a, b, c, d, height in zip(
            firsts,
            [*firsts[1:], len(starts)],
            shapes[::6],
            shapes[1::6],
            shapes[2::6],
            shapes[3::6],
            heights,
            strict=True,
        ):
            sizes += [_height(height, c, d)] * (end - first)
            directions[(0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)] += 1
        if directions[self.rotation] * 2 < len(firsts):
            self.rotation = directions.index(max(directions))
        return sizes

    def size_at(self, at: int) -> float:
        """The letter height of character `at`."""
        handle = ctypes.cast(self._text_page().raw, ctypes.c_void_p)
        slots = _slots_for(1)
        _char_matrix(handle, at, slots.shapes[0])
        return _height(_font_size(handle.value, at), slots.matrices[2], slots.matrices[3])

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


def _level(letters: list[Word]) -> Iterator[list[Word]]:
    """Letters, sorted from top to bottom, in lines of one foot."""
    line: list[Word] = []
    for letter in letters:
        if line and letter.y - line[-1].y > 0.3 * min(letter.size, line[-1].size):
            yield line
            line = []
        line.append(letter)
    if line:
        yield line


def _gather_kinds(found: Any, kinds: set[int], depth: int) -> None:
    """The kinds of what an appearance draws, forms opened."""
    kind = _type(found)
    kinds.add(kind)
    if kind == _FORM and depth < 2 * _FORM_DEPTH:
        for index in range(min(_form_count(found), 200)):
            _gather_kinds(_form_object(found, index), kinds, depth + 1)


def _height(size: float, c: float, d: float) -> float:
    """The height of letters of a font's `size`, drawn with the upright part `c`, `d` of a matrix."""
    return min(max(size * math.hypot(c, d), 2.0), 200.0)


def _cut(text: str) -> tuple[list[int], list[str]]:
    """The words of a page's text and where they begin."""
    if _ODD_BLANK.search(text):
        matches = list(_WORD.finditer(text))
        return list(map(re.Match.start, matches)), list(map(re.Match.group, matches))
    pieces = text.replace("\r", " ").replace("\n", " ").split(" ")  # several times faster
    starts = accumulate(map((1).__add__, map(len, pieces)), initial=0)
    return list(compress(starts, pieces)), list(filter(None, pieces))


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
        wide, high = x1 - x0, y1 - y0
        if wide >= high * 0.8:
            middle = (y0 + y1) / 2
            self.rules.append(Rule(x0, middle, x1, middle))
        if high > wide * 0.8:  # the dots of a dotted line may be part of either
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
