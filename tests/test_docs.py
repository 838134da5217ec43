"""The documentation tells the truth: its output is what the commands print, and no command goes unmentioned."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cli import main
from auditor.rules.pages import codes
from tests import docs_blocks


@pytest.mark.parametrize("name", ["README.md", "docs/huong-dan.md"])
def test_output_is_what_the_command_prints(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert docs_blocks.commands(root / name)
    assert docs_blocks.refreshed(root / name) == (root / name).read_text(encoding="utf-8")


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
