"""Writes docs/rules.md, the rule reference, from the catalogue: `python -m auditor.rules.reference > docs/rules.md`."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.explain import ground_words
from auditor.rules.pages import Page, codes, load_page
from models.finding import Severity

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
PAGES = "../auditor/rules/catalogue"
"""Where the pages stand, as seen from the reference."""

FAMILIES = {
    "TT": ("Thể thức văn bản", "Form"),
    "CC": ("Căn cứ, viện dẫn", "Cited documents"),
    "TG": ("Thời gian", "Time"),
    "CQ": ("Cơ quan", "Agencies"),
    "SL": ("Số liệu", "Figures"),
    "TC": ("Tiêu chí, thang điểm", "Criteria and scales"),
    "KC": ("Tài liệu kiểm chứng", "Evidence"),
}
"""The families of codes in the order of the reference, with their titles in Vietnamese and English."""

SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTE: "Lưu ý"}
SECTIONS = ("Kiểm tra gì", "Vì sao", "Không báo khi", "Ví dụ sai", "Ví dụ đúng")
"""The sections of a page that the reference holds; the English ones stand on the page itself."""

_INTRODUCTION = """# Danh mục quy tắc

Mỗi quy tắc có một mã không đổi. Mức độ: **Lỗi** là văn bản sai; **Cảnh báo** là cần người xem lại; **Lưu ý** là điều nên biết.
Khi chính văn bản đã giải thích chỗ chênh lệch thì chỉ còn là lưu ý, kèm nguyên văn lời giải thích.

Tệp này được tạo từ các trang trong thư mục `auditor/rules/catalogue`; hãy sửa ở đó rồi chạy `python -m auditor.rules.reference > docs/rules.md`."""


def reference() -> str:
    """The whole reference as Markdown: a table of contents by family, then every rule."""
    families = {family: [code for code in codes() if code.startswith(family)] for family in FAMILIES}
    lines = [_INTRODUCTION, "", "## Mục lục", ""]
    for family, members in families.items():
        if members:
            lines.extend(_contents(family, members))
    for family, members in families.items():
        if members:
            lines.extend([f"## {_family_title(family)}", ""])
            for code in members:
                lines.extend(_entry(load_page(code)))
    return "\n".join(lines).rstrip() + "\n"


def _family_title(family: str) -> str:
    vietnamese, english = FAMILIES[family]
    return f"{family}: {vietnamese} ({english})"


def _contents(family: str, members: Sequence[str]) -> Iterator[str]:
    yield f"### {_family_title(family)}"
    yield ""
    yield "| Mã | Quy tắc | Mức độ |"
    yield "|---|---|---|"
    for code in members:
        page = load_page(code)
        yield f"| [{code}](#{code.lower()}) | {page.title['vi']} | {SEVERITIES[page.severity]} |"
    yield ""


def _entry(page: Page) -> Iterator[str]:
    yield f'<a id="{page.code.lower()}"></a>'
    yield ""
    yield f"### {page.code} {page.title['vi']}"
    yield ""
    yield f"*{page.title['en']}*"
    yield ""
    yield f"- Tên: `{page.name}`"
    yield f"- Mức độ: {SEVERITIES[page.severity]}"
    yield f"- Có từ phiên bản: {page.since}"
    for ground in page.ground:
        yield f"- Căn cứ: {ground_words(ground, 'vi')}"
    yield f"- Bản tiếng Anh: [{page.code}.md]({PAGES}/{page.code}.md)"
    yield ""
    sections = page.sections()
    for heading in SECTIONS:
        yield f"#### {heading}"
        yield ""
        yield sections[heading]
        yield ""
    yield "#### Thông báo"
    yield ""
    for sentences in page.messages.values():
        yield f"- {_places_as_dots(sentences['vi'])}"
    yield ""


def _places_as_dots(sentence: str) -> str:
    """A message template for readers: what is filled in stands as dots."""
    return re.sub(r"\{\w+\}", "…", sentence)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the reference; with `--check`, exit 1 where docs/rules.md differs from it."""
    parser = argparse.ArgumentParser(prog="python -m auditor.rules.reference", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether docs/rules.md is up to date")
    options = parser.parse_args(arguments)
    text = reference()
    if not options.check:
        sys.stdout.buffer.write(text.encode())
        return 0
    if REFERENCE.is_file() and REFERENCE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/rules.md: run `python -m auditor.rules.reference > docs/rules.md`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
