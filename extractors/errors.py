"""What a reader raises when a file can't be read."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file can't be read. `key` names the reason's message template, `values` fill it.

    The words for people live in templates by language, so this error carries none.
    """

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key, values)
        self.key: str = key
        self.values: dict[str, str] = values

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.key}: {details}" if details else self.key
