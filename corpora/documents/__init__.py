"""The sample documents beside the plans, for the tests: decisions, reports, letters and others, with gold beside each."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def document_paths(suffix: str = ".docx") -> list[Path]:
    """All documents in one form, in the order of their names. Suffixes: .docx, .pdf, .txt, .md, .gold.yaml."""
    return sorted(path for path in _FOLDER.iterdir() if path.name.endswith(suffix))
