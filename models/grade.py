"""How sure a value is: read as it stands, mended, told by something else, or read by a machine's eye."""

from __future__ import annotations

from enum import IntEnum


class Grade(IntEnum):
    """The way a value was read, the surest first; `max` of several grades is that of what rests on all of them."""

    EXACT = 0
    """It stands there."""
    REPAIRED = 1
    """It stands there with a slip that was mended: a lost hyphen, a blank within the figures."""
    FALLBACK = 2
    """It does not stand there: the context, a neighbour or the last resort told it."""
    OCR = 3
    """The text itself was recognised from a picture."""

    @property
    def word(self) -> str:
        return self.name.lower()
