"""The catalogue: one Markdown page a rule, with severity, ground and messages in its front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.finding import Severity

FOLDER = Path(__file__).with_name("catalogue")
LANGUAGES = ("vi", "en")
_SECTION = re.compile(r"^## +(.+?)\s*$", re.M)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```\s*$", re.M | re.S)


class CatalogueError(ValueError):
    """A page of the catalogue is not as it should be; the message names the page and what is wrong."""


@dataclass(frozen=True)
class Page:
    """One rule as the catalogue tells it. `messages` maps template → language → sentence with {places}."""

    code: str
    name: str
    title: dict[str, str]
    severity: Severity
    since: str
    ground: tuple[dict[str, Any], ...]
    messages: dict[str, dict[str, str]]
    body: str

    def message(self, template: str, language: str, values: dict[str, Any]) -> str:
        """The sentence for a finding."""
        return self.messages[template][language].format_map(values)

    def sections(self) -> dict[str, str]:
        """Heading → text of the page's second-level sections, in order."""
        parts = _SECTION.split(self.body)
        return {heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}

    def examples(self, section: str) -> tuple[str, ...]:
        """The fenced example texts of a section."""
        return tuple(text for _, text in _FENCE.findall(self.sections().get(section, "")))


def codes() -> tuple[str, ...]:
    """All codes that have a page, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


@cache
def load_page(code: str) -> Page:
    """Read the page of `code`; KeyError where there is none, CatalogueError where it is malformed."""
    import yaml

    path = FOLDER / f"{code}.md"
    if not path.is_file():
        raise KeyError(code)
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.M)
    if len(parts) != 3 or parts[0].strip():
        raise CatalogueError(f"{path.name}: no front matter between two lines of ---")
    try:
        front = yaml.load(parts[1], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return Page(
            code=front["code"],
            name=front["name"],
            title=front["title"],
            severity=Severity.parse(front["severity"]),
            since=str(front["since"]),
            ground=tuple(front.get("ground") or ()),
            messages=front["messages"],
            body=parts[2].strip(),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CatalogueError(f"{path.name}: {error!r}") from error
