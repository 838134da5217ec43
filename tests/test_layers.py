"""The arrows between the layers run one way (the contract stands in pyproject.toml)."""

from __future__ import annotations

from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_layer_contract(root: Path) -> None:
    assert lint_imports(config_filename=str(root / "pyproject.toml"), cache_dir=None) == EXIT_STATUS_SUCCESS
