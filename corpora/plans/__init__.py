"""The sample plans that ship with the package: invented authorities, planted faults, gold beside each."""

from __future__ import annotations

from pathlib import Path

DEMO = ("tinh-so-huyen-2024", "tinh-de-an-trung-uong-2024", "xa-b-2026")
"""The plans that the demo reads: a province's, one for the central scheme, a commune's."""

_FOLDER = Path(__file__).parent


def plan_paths(suffix: str = ".docx") -> list[Path]:
    """All plans in one form, in the order of their names. Suffixes: .docx, .pdf, .txt, .md, .gold.yaml."""
    return sorted(path for path in _FOLDER.iterdir() if path.name.endswith(suffix))


def demo_paths(suffix: str = ".docx") -> list[Path]:
    """The plans of the demo in one form."""
    return [_FOLDER / f"{name}{suffix}" for name in DEMO]
