"""The documentation tells the truth: its output is what the commands print, and no command goes unmentioned."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from auditor.cli import main
from auditor.rules.pages import codes


def docs_blocks(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_blocks", root / "tests" / "docs_blocks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["README.md", "docs/huong-dan.md"])
def test_output_is_what_the_command_prints(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    blocks = docs_blocks(root)
    assert blocks.commands(root / name)
    assert blocks.refreshed(root / name) == (root / name).read_text(encoding="utf-8")


def test_every_command_and_option_is_in_the_guide(root: Path) -> None:
    guide = (root / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"auditor {name}" in guide, name
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in guide, (name, option)


def test_every_rule_is_in_the_reference(root: Path) -> None:
    reference = (root / "docs" / "rules.md").read_text(encoding="utf-8")
    assert [code for code in codes() if code not in reference] == []
