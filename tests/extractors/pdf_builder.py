"""Writes small PDFs for tests, letter by letter where it is told: no font file, every width known."""

from __future__ import annotations

import zlib
from typing import NamedTuple

LETTER, BLANK = 0.5, 0.25
"""Widths in letter heights: of every letter, and of a blank."""


def text_width(text: str, size: float) -> float:
    return sum((BLANK if char == " " else LETTER) * size for char in text)


class _Stamp(NamedTuple):
    subtype: str
    flags: int
    rect: str
    box: str
    content: bytes


class PdfBuilder:
    """Pages of words, rules and pictures; all points from the page's top left."""

    def __init__(self, width: float = 595.0, height: float = 842.0, *, garbled: bool = False) -> None:
        self.width, self.height = width, height
        self.garbled = garbled
        self._pages: list[list[str]] = []
        self._rotations: list[int] = []
        self._stamps: list[list[_Stamp]] = []
        self._letters: set[str] = set()
        self.y = 0.0

    def page(self, rotate: int = 0) -> PdfBuilder:
        self._pages.append([])
        self._rotations.append(rotate)
        self._stamps.append([])
        self.y = 70.0
        return self

    def put(self, x: float, y: float, text: str, size: float = 12.0) -> PdfBuilder:
        """`text` with its foot at `y` from the top."""
        self._letters.update(text)
        code = "".join(f"{ord(char):04x}" for char in text)
        self._pages[-1].append(f"BT /F0 {size} Tf 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm <{code}> Tj ET")
        return self

    def sideways(self, x: float, y: float, text: str, size: float = 12.0, *, up: bool = True) -> PdfBuilder:
        """`text` running up the page (or down), as it stands once the page is turned: `x` along it, `y` across."""
        self._letters.update(text)
        code = "".join(f"{ord(char):04x}" for char in text)
        matrix = f"0 1 -1 0 {y} {x}" if up else f"0 -1 1 0 {self.width - y} {self.height - x}"
        self._pages[-1].append(f"BT /F0 {size} Tf {matrix} Tm <{code}> Tj ET")
        return self

    def centre(self, middle: float, y: float, text: str, size: float = 12.0) -> PdfBuilder:
        return self.put(middle - text_width(text, size) / 2, y, text, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfBuilder:
        self._pages[-1].append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> PdfBuilder:
        """A rule drawn as a thin filled rectangle, as Word does."""
        self._pages[-1].append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def stamp(
        self,
        x: float,
        y: float,
        *texts: str,
        size: float = 12.0,
        subtype: str = "Stamp",
        flags: int = 4,
        upside_down: bool = False,
        picture: bool = False,
    ) -> PdfBuilder:
        """An annotation whose appearance draws lines of text, the first with its foot at (x, y), or a picture."""
        wide = max([text_width(text, size) for text in texts], default=60.0)
        high = 1.3 * size * max(len(texts), 1)
        parts = [] if texts else ["q 1 0 0 1 0 0 cm Q"]
        for number, text in enumerate(texts):
            self._letters.update(text)
            code = "".join(f"{ord(char):04x}" for char in text)
            foot = high - size - 1.3 * size * number
            parts.append(f"BT /F0 {size} Tf 1 0 0 1 0 {foot:.2f} Tm <{code}> Tj ET")
        if picture:
            parts.append(f"q {wide} 0 0 {high} 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")
        low = self.height - y - (high - size)
        box = f"[0 {high} {wide} 0]" if upside_down else f"[0 0 {wide} {high}]"
        rect = f"[{x} {low} {x + wide} {low + high}]"
        self._stamps[-1].append(_Stamp(subtype, flags, rect, box, "\n".join(parts).encode("latin-1")))
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> PdfBuilder:
        self._pages[-1].append(
            f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
        )
        return self

    def paragraph(
        self,
        text: str,
        *,
        left: float = 85.0,
        right: float = 552.0,
        indent: float = 36.0,
        size: float = 12.0,
        leading: float = 16.0,
        after: float = 6.0,
        justify: bool = True,
        middle: bool = False,
    ) -> PdfBuilder:
        """Set a paragraph at the current height, broken into lines as a word processor does; pages follow."""
        words, line, start = text.split(), [], left + indent
        lines: list[tuple[float, list[str], bool]] = []
        for word in words:
            if line and start + text_width(" ".join([*line, word]), size) > right:
                lines.append((start, line, True))
                line, start = [], left
            line.append(word)
        lines.append((start, line, False))
        for begin, these, full in lines:
            if self.y > self.height - 70:
                self.page()
            width = text_width(" ".join(these), size)
            if middle:
                begin = (left + right - width) / 2
            extra = (
                (right - begin - width) / (len(these) - 1)
                if justify and full and not middle and len(these) > 1
                else 0.0
            )
            for word in these:
                self.put(begin, self.y, word + " ", size)
                begin += text_width(word + " ", size) + extra
            self.y += leading
        self.y += after
        return self

    def table(
        self,
        columns: list[float],
        rows: list[list[str | None]],
        *,
        top: float | None = None,
        height: float = 20.0,
    ) -> PdfBuilder:
        """A ruled table; a cell of None belongs to the cell on its left, one of `^` to the cell above."""
        top = self.y if top is None else top
        for number, row in enumerate(rows):
            y = top + number * height
            for at, cell in enumerate(row):
                x0, x1 = columns[at], columns[at + 1]
                if cell != "^":
                    self.rule(x0, y, x1, y)
                if cell is not None:
                    self.rule(x0, y, x0, y + height)
                if cell not in (None, "^", ""):
                    self.put(x0 + 5, y + height - 6, cell or "", 10)
        bottom = top + len(rows) * height
        self.rule(columns[0], bottom, columns[-1], bottom)
        self.rule(columns[-1], top, columns[-1], bottom)
        self.y = bottom + 20
        return self

    def build(self) -> bytes:
        objects: list[bytes] = []

        def add(body: str | bytes) -> int:
            objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
            return len(objects)

        add("<< /Type /Catalog /Pages 2 0 R >>")
        add("")  # the page tree, filled in below
        blank = ord(" ")
        cid = add(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
            f" /Supplement 0 >> /DW {int(LETTER * 1000)} /W [{blank} [{int(BLANK * 1000)}]] /FontDescriptor 4 0 R >>"
        )
        add(
            "<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800"
            " /Descent -200 /CapHeight 700 /StemV 80 >>"
        )
        font = (
            "<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H"
            f" /DescendantFonts [{cid} 0 R]"
        )
        number = add(_stream(_to_unicode(self._letters, self.garbled)))
        font += f" /ToUnicode {number} 0 R"
        font_number = add(font + " >>")
        kids = []
        for content, rotation, stamps in zip(self._pages, self._rotations, self._stamps, strict=True):
            annotations = []
            for stamp in stamps:
                form = add(
                    _stream(
                        stamp.content,
                        f"/Type /XObject /Subtype /Form /BBox {stamp.box} /Resources << /Font << /F0 {font_number} 0 R >> >>",
                    )
                )
                annotations.append(
                    add(
                        f"<< /Type /Annot /Subtype /{stamp.subtype} /Rect {stamp.rect} /F {stamp.flags}"
                        f" /AP << /N {form} 0 R >> >>"
                    )
                )
            stream = add(_stream("\n".join(content).encode("latin-1")))
            kids.append(
                add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width} {self.height}] /Rotate {rotation}"
                    f" /Resources << /Font << /F0 {font_number} 0 R >> >> /Contents {stream} 0 R"
                    f" /Annots [{' '.join(f'{number} 0 R' for number in annotations)}] >>"
                )
            )
        objects[1] = (
            f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
        ).encode()
        return _file(objects)


def _stream(content: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(content)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>".encode()
    return head + b"\nstream\n%s\nendstream" % packed


def _to_unicode(letters: set[str], garbled: bool) -> bytes:
    """The table from codes to letters; garbled: to code points that mean nothing."""

    def meaning(char: str) -> int:
        return 0xE000 + ord(char) % 0xF00 if garbled and char != " " else ord(char)

    pairs = "\n".join(f"<{ord(char):04x}> <{meaning(char):04x}>" for char in sorted(letters))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    ).encode()


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
