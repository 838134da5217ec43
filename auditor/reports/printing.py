"""What the printed reports share: the console, indented paragraphs, and words in their surroundings."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from models.document import Document, Span
from models.text import squeeze

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def console_on(stream: IO[str], colour: bool | None = None) -> Console:
    """A console that writes to `stream`; 110 columns without colours where that is no terminal."""
    from rich.console import Console

    console = Console(file=stream, force_terminal=colour, highlight=False, soft_wrap=False, emoji=False)
    if not console.is_terminal:
        console = Console(file=stream, width=110, highlight=False, emoji=False, color_system=None)
    return console


def print_indented(console: Console, text: Text, by: int) -> None:
    """Print `text` wrapped, every line `by` columns from the left."""
    from rich.text import Text

    for line in text.wrap(console, max(console.width - by, 20)):
        line.rstrip()
        console.print(Text(" " * by).append_text(line))


def surroundings(document: Document, span: Span, *, around: int, longest: int) -> tuple[str, str, str]:
    """What stands before a span in its paragraph, its own words, and what follows, each in one line.

    At most `around` characters on either side, cut at a blank, and `longest` of the words themselves.
    """
    first = document.block_at(span.start)
    last = document.block_at(max(span.end - 1, span.start))
    before = document.text[max(first.start, span.start - around) : span.start]
    after = document.text[span.end : min(last.end, span.end + around)]
    if span.start - around > first.start:
        before = "… " + before.partition(" ")[2]
    if span.end + around < last.end:
        after = after.rpartition(" ")[0] + " …"
    return (
        before.replace("\n", " "),
        shortened(squeeze(document.words(span)), longest),
        after.replace("\n", " "),
    )


def shortened(words: str, longest: int) -> str:
    """`words` cut at a blank where they are longer than that."""
    return words if len(words) <= longest else words[: longest - 2].rsplit(" ", 1)[0] + " …"
