"""Letters that another font had to draw, apart from their words: put back by their places."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from extractors.readers import read

FONTS = Path(__file__).resolve().parents[2] / "corpora" / "fonts"
LINES = [
    "Cơ quan phối hợp: Sở Nội vụ và các cơ quan, đơn vị có liên quan.",
    "Thời gian thực hiện: trước ngày 10/12/2024, gửi kết quả về Ủy ban nhân dân tỉnh.",
    "Lưu ý: khoảng 315 người thuộc đơn vị trực thuộc được khảo sát; tỷ lệ phản hồi đạt 90%.",
]
PLAIN = set("ABCDEĐGHIKLMNOPQRSTUVXYabcdđeghiklmnopqrstuvxyàáãâèéêìíòóõôùúýăăfjwz0123456789 .,;:/%-()")


def torn(lines: list[str]) -> bytes:
    """A page whose letters outside of `PLAIN` come last on their line and in another font, as office programs draw them."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Regular", str(FONTS / "Tinos-Regular.ttf")))
    pdfmetrics.registerFont(TTFont("Other", str(FONTS / "Tinos-Bold.ttf")))
    stream = io.BytesIO()
    canvas = Canvas(stream)
    y = 760.0
    for line in lines:
        x = 72.0
        run, run_x = "", x
        apart: list[tuple[float, str]] = []
        for letter in line:
            own = letter in PLAIN
            if own and not run:
                run_x = x
            if own:
                run += letter
            else:
                if run:
                    canvas.setFont("Regular", 13)
                    canvas.drawString(run_x, y, run)
                run = ""
                apart.append((x, letter))
            x += pdfmetrics.stringWidth(letter, "Regular" if own else "Other", 13)
        if run:
            canvas.setFont("Regular", 13)
            canvas.drawString(run_x, y, run)
        canvas.setFont("Other", 13)
        for at, letter in apart:
            canvas.drawString(at, y, letter)
        y -= 40
    canvas.save()
    return stream.getvalue()


def test_words_are_whole_again() -> None:
    document = read("torn.pdf", torn(LINES))
    assert document.text.split("\n") == LINES


@pytest.mark.parametrize("line", LINES)
def test_a_line_alone_too(line: str) -> None:
    assert read("torn.pdf", torn([line])).text == line
