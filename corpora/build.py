"""Builds the sample plans and documents from their sources: `python -m corpora.build [--check] [NAME...]` (development only)."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from corpora.build_docx import build_docx, docx_members
from corpora.build_pdf import build_pdf
from corpora.source import plain_text, read_source

PLANS = Path(__file__).parent / "plans"
DOCUMENTS = Path(__file__).parent / "documents"


def build(path: Path) -> dict[str, bytes]:
    """The three forms of one source, by suffix."""
    source = read_source(path)
    return {
        ".txt": plain_text(source).encode(),
        ".docx": build_docx(source),
        ".pdf": build_pdf(source),
    }


def pdf_pages(data: bytes) -> list[str]:
    """The text of every page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def same(suffix: str, committed: bytes, built: bytes) -> bool:
    """Whether two files of one form say the same.

    Packing may differ between versions of zlib and of the layout library, so the parts of a DOCX are
    compared unpacked and the pages of a PDF by their text.
    """
    if committed == built:
        return True
    if suffix == ".docx":
        return docx_members(committed) == docx_members(built)
    return suffix == ".pdf" and pdf_pages(committed) == pdf_pages(built)


def stale(sources: Iterable[Path]) -> list[Path]:
    """The built files that are missing or no longer what their sources give."""
    found = []
    for path in sources:
        for suffix, data in build(path).items():
            target = path.with_suffix(suffix)
            if not target.is_file() or not same(suffix, target.read_bytes(), data):
                found.append(target)
    return found


def main(arguments: list[str]) -> int:
    """Build or check; 0 when all is well, 1 when `--check` finds stale files, 2 for a name without a source."""
    names = [argument for argument in arguments if not argument.startswith("-")]
    known = {path.stem: path for folder in (PLANS, DOCUMENTS) for path in sorted(folder.glob("*.md"))}
    for name in names:
        if name not in known:
            print(f"no source: {name}.md", file=sys.stderr)
            return 2
    sources = [path for name, path in known.items() if not names or name in names]
    if "--check" in arguments:
        old = stale(sources)
        for path in old:
            print(f"stale: {path.name}", file=sys.stderr)
        return 1 if old else 0
    for path in sources:
        for suffix, data in build(path).items():
            path.with_suffix(suffix).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
