"""The pages of a PDF as pdfium shows them: words with their boxes, stamps, ruled lines, pictures."""

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
from itertools import accumulate, compress, repeat
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.errors import UnreadableError
from extractors.readers.pdf_calls import (
    FORM,
    IMAGE,
    TEXT,
    char_matrix,
    char_origin,
    font_size,
    form_count,
    form_object,
    is_generated,
    loose_box,
    object_type,
    page_object,
)
from extractors.readers.pdf_rules import FORM_DEPTH, MAX_OBJECTS, Rule, RuleCollector

HYPHENS = "\ufffe\x02"
"""What pdfium gives for a hyphen at a line's end."""
_ODD_BLANK = re.compile(
    f"[{HYPHENS}\x00\t\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
"""Blanks beside the usual ones, and what else parts words."""
_WORD = re.compile(f"[^\\s{HYPHENS}\x00]+[{HYPHENS}]?|[{HYPHENS}]")
_SURROGATE = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
_DRAWN = frozenset({raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET})
_MAX_STAMPS = 500
_TORN_LETTER = re.compile(
    r"(?<!\S)(?:[ếềểễệốồổỗộớờỡợứửữựắằẳẵặấầẩẫậẻẽẹỏọ]{1,2}|ươ|ướ|ườ|ưở|ưỡ|ượ|iế|iề|iể|iễ|iệ|uố|uồ|uổ|uỗ|uộ)(?!\S)"
)
"""Letters that are no word alone: another font had to draw them, apart from the letters around them."""
_TORN = 3
_LETTER_GAP = 0.13
"""In letter heights: a wider gap between two letters is a blank."""
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
            if not kinds & {TEXT, IMAGE} or not raw.FPDFAnnot_GetRect(annotation, rect):
                return None
            low, high = sorted((rect.bottom, rect.top))
            left, right = sorted((rect.left, rect.right))
            return Stamp(*self.shown(left, low, right, high), IMAGE in kinds)
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
        deque(map(char_origin, repeat(handle), starts, slots.xs, slots.ys), maxlen=0)
        deque(map(loose_box, repeat(handle), [end - 1 for end in ends], slots.rects), maxlen=0)
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
            if starts[at + 1] == ends[at] + 1 and not is_generated(handle, ends[at]):
                rights[at] = lefts[at + 1] - 2.0

    def _by_letters(self, text: str) -> list[Word]:
        """The words of a page whose letters of one word were drawn apart (`h p` and later `ợ`: two fonts): by their places.

        Letters are put in order from left to right; a word ends at a blank that was drawn, or at a gap.
        """
        handle = ctypes.cast(self._text_page().raw, ctypes.c_void_p)
        count = len(text)
        slots = _slots_for(count)
        deque(map(char_origin, repeat(handle), range(count), slots.xs, slots.ys), maxlen=0)
        deque(map(loose_box, repeat(handle), range(count), slots.rects), maxlen=0)
        origins, boxes = slots.origins[: 2 * count], slots.boxes[: 4 * count]
        sizes = list(map(font_size, repeat(handle.value), range(count)))
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
            or (letter == " " and not is_generated(handle.value, at))
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
        deque(map(char_matrix, repeat(ctypes.c_void_p(handle)), at, slots.shapes), maxlen=0)
        shapes = slots.matrices[: 6 * len(at)]
        sizes: list[float] = []
        directions = [0, 0, 0, 0]
        heights = map(font_size, repeat(handle), at)
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
        char_matrix(handle, at, slots.shapes[0])
        return _height(font_size(handle.value, at), slots.matrices[2], slots.matrices[3])

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
        collector = RuleCollector(self.width, self.height, self.shown)
        count = raw.FPDFPage_CountObjects(self._page.raw)
        handle = self._handle
        for index in range(min(count, MAX_OBJECTS)):
            found = page_object(handle, index)
            kind = object_type(found)
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
    kind = object_type(found)
    kinds.add(kind)
    if kind == FORM and depth < 2 * FORM_DEPTH:
        for index in range(min(form_count(found), 200)):
            _gather_kinds(form_object(found, index), kinds, depth + 1)


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
