"""Settings from auditor.toml, or from [tool.auditor] in pyproject.toml, and the suppressions in them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from auditor.rules.pages import LANGUAGES, codes
from models.finding import Finding, Result, Severity

FILES = ("auditor.toml", "pyproject.toml")
_KEYS = ("lang", "select", "ignore", "fail-on", "draft", "severity", "suppress")
_SUPPRESS_KEYS = ("fingerprint", "reason", "who", "until")


class SettingsError(ValueError):
    """A settings file can't be used: which file, and the key of the sentence that says why, with its values."""

    def __init__(self, file: str, key: str, **values: str) -> None:
        self.file = file
        self.key = key
        self.values = values
        super().__init__(f"{file}: {key} {values}")


@dataclass(frozen=True)
class Suppression:
    """One finding that somebody has decided to leave: which, why, who decided, and until when (that day included)."""

    fingerprint: str
    reason: str
    who: str
    until: date


@dataclass(frozen=True)
class Settings:
    """What a settings file says; None where it says nothing."""

    file: str | None = None
    lang: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    draft: bool = False
    severities: Mapping[str, Severity] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True)
class Suppressed:
    """A result without its suppressed findings, and the suppressions that no longer do anything."""

    result: Result
    count: int
    expired: tuple[Suppression, ...]
    unused: tuple[Suppression, ...]


def find_settings(start: Path) -> Settings:
    """The settings of the nearest folder from `start` upwards that has some; empty ones where none has."""
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if path.is_file():
                settings = load_settings(path)
                if settings is not None:
                    return settings
    return Settings()


def load_settings(path: Path) -> Settings | None:
    """Read one file; None for a pyproject.toml without our table. Raises SettingsError for anything malformed."""
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if path.name == "pyproject.toml":
            return None  # somebody else's file: not ours to complain of
        raise SettingsError(str(path), "unreadable", reason=str(error)) from error
    if path.name == "pyproject.toml":
        tools = table.get("tool")
        table = tools.get("auditor") if isinstance(tools, dict) else None  # type: ignore[assignment]
        if table is None:
            return None
    return _settings(str(path), table)


def _settings(file: str, table: Any) -> Settings:
    _check_keys(file, table, _KEYS)
    given = {code.upper(): _severity(file, word) for code, word in _table(file, table, "severity").items()}
    for code in (*given, *_words(file, table, "select"), *_words(file, table, "ignore")):
        if code not in codes() and code not in {known[:2] for known in codes()}:
            raise SettingsError(file, "unknown_code", code=code)
    lang = table.get("lang")
    if lang is not None and lang not in LANGUAGES:
        raise SettingsError(file, "wrong_value", name="lang", allowed=", ".join(LANGUAGES))
    if not isinstance(table.get("draft", False), bool):
        raise SettingsError(file, "wrong_value", name="draft", allowed="true, false")
    fail_on = table.get("fail-on")
    return Settings(
        file=file,
        lang=lang,
        select=_words(file, table, "select"),
        ignore=_words(file, table, "ignore"),
        fail_on=_severity(file, fail_on).word if fail_on is not None else None,
        draft=table.get("draft", False),
        severities={
            code: level for name, level in given.items() for code in codes() if code.startswith(name)
        },
        suppressions=_suppressions(file, table.get("suppress", [])),
    )


def _check_keys(file: str, table: Any, known: tuple[str, ...]) -> None:
    if not isinstance(table, dict):
        raise SettingsError(file, "wrong_value", name=str(table), allowed=", ".join(known))
    for key in table:
        if key not in known:
            raise SettingsError(file, "unknown_key", name=key, allowed=", ".join(known))


def _table(file: str, table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise SettingsError(file, "wrong_value", name=key, allowed=f"[{key}]")
    return value


def _words(file: str, table: dict[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise SettingsError(file, "wrong_value", name=key, allowed='["SL001", "TG"]')
    return tuple(word.upper() for word in value)


def _severity(file: str, word: Any) -> Severity:
    try:
        return Severity.parse(str(word))
    except KeyError as error:
        raise SettingsError(file, "wrong_value", name=str(word), allowed="error, warning, note") from error


def _suppressions(file: str, entries: Any) -> tuple[Suppression, ...]:
    if not isinstance(entries, list):
        raise SettingsError(file, "wrong_value", name="suppress", allowed="[[suppress]]")
    return tuple(_suppression(file, entry) for entry in entries)


def _suppression(file: str, entry: Any) -> Suppression:
    _check_keys(file, entry, _SUPPRESS_KEYS)
    missing = [key for key in _SUPPRESS_KEYS if not entry.get(key)]
    if missing:
        raise SettingsError(file, "suppression_incomplete", missing=", ".join(missing))
    until = entry["until"]
    if isinstance(until, datetime):
        until = until.date()
    if not isinstance(until, date):
        raise SettingsError(file, "wrong_value", name="until", allowed="2026-12-31")
    return Suppression(str(entry["fingerprint"]), str(entry["reason"]), str(entry["who"]), until)


def suppress(result: Result, suppressions: tuple[Suppression, ...], today: date) -> Suppressed:
    """Leave out the findings that valid suppressions name; say which suppressions have expired or match nothing."""
    valid = {s.fingerprint for s in suppressions if s.until >= today}
    met = {f.fingerprint for checked in result.documents for f in checked.findings}

    def kept(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if finding.fingerprint not in valid)

    documents = tuple(replace(checked, findings=kept(checked.findings)) for checked in result.documents)
    count = sum(len(c.findings) for c in result.documents) - sum(len(c.findings) for c in documents)
    return Suppressed(
        Result(documents),
        count,
        expired=tuple(s for s in suppressions if s.until < today),
        unused=tuple(s for s in suppressions if s.until >= today and s.fingerprint not in met),
    )
