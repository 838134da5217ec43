"""What `auditor explain` prints, from the catalogue's pages."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from auditor.rules.pages import codes, load_page
from auditor.texts import say

_ENGLISH = ("What it checks", "Why", "Not reported when")
_EXAMPLES = {"Ví dụ sai": "Failing example", "Ví dụ đúng": "Passing example"}


def list_rules(language: str) -> str:
    """One line a rule: code, severity, title."""
    lines = [say("rules", language), ""]
    for code in codes():
        page = load_page(code)
        lines.append(f"{code}  {say(page.severity.word, language):<9} {page.title[language]}")
    return "\n".join(lines)


def explain_rule(code: str, language: str) -> str:
    """The whole page of a rule in one language, as plain text."""
    page = load_page(code)
    lines = [f"{page.code} · {page.title[language]} ({page.name})", ""]
    lines.append(f"{say('severity', language)}: {say(page.severity.word, language)}")
    grounds = "; ".join(ground_words(ground, language) for ground in page.ground) or say(
        "no_ground", language
    )
    lines.append(f"{say('ground', language)}: {grounds}")
    for heading, text in page.sections().items():
        english = heading in _ENGLISH
        if heading in _EXAMPLES:
            title = heading if language == "vi" else _EXAMPLES[heading]
        elif english != (language == "en"):
            continue
        else:
            title = heading
        lines += ["", title.upper(), _plain(text)]
    return "\n".join(lines)


def ground_words(ground: dict[str, Any], language: str) -> str:
    """`Nghị định 30/2020/NĐ-CP, Điều 8 (từ 05/3/2020)`: act, article, and when they hold."""
    words = ", ".join(str(ground[name]) for name in ("act", "article") if ground.get(name))
    held = [
        f"{say(word, language)} {_day(ground[end], language)}"
        for end, word in (("from", "from"), ("to", "until"))
        if ground.get(end)
    ]
    return f"{words} ({' '.join(held)})" if held else words


def _day(day: date, language: str) -> str:
    """A date the way official documents write it (05/3/2020, 01/02/2024, 05/11/2024)."""
    month = f"{day:%m}" if language == "en" or day.month < 3 else str(day.month)
    return f"{day:%d}/{month}/{day.year}"


def _plain(text: str) -> str:
    """Markdown without its marks: fences become indented lines."""
    parts = re.split(r"^```\w*\n(.*?)^```\s*$", text, flags=re.M | re.S)
    plain = []
    for number, part in enumerate(parts):
        if number % 2:
            plain.append("\n".join(f"    {line}" for line in part.rstrip().splitlines()))
        elif part.strip():
            plain.append(re.sub(r"[*`]", "", part.strip()))
    return "\n".join(plain)
