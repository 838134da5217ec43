"""The console blocks of the documentation: run again, compared by a test, rewritten by `make docs`."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

from click.testing import CliRunner

from auditor.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "huong-dan.md")
_BLOCK = re.compile(r"^```console\n\$ auditor (?P<command>[^\n]*)\n(?P<output>.*?)^```$", re.M | re.S)


def run(command: str) -> str:
    """What `auditor COMMAND` prints on standard output when run in the project's root."""
    done = CliRunner().invoke(main, shlex.split(command))
    return done.stdout.rstrip("\n") + "\n"


def refreshed(page: Path) -> str:
    """The page with the output of every console block as it is now."""

    def again(block: re.Match[str]) -> str:
        return f"```console\n$ auditor {block['command']}\n{run(block['command'])}```"

    return _BLOCK.sub(again, page.read_text(encoding="utf-8"))


def commands(page: Path) -> list[str]:
    return [block["command"] for block in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    for name in PAGES:
        name.write_text(refreshed(name), encoding="utf-8")
    sys.exit(0)
