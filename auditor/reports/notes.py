"""What the reader of a file has to say about it, in words: one sentence a kind of note, its pages together."""

from __future__ import annotations

from auditor.texts import TEXTS, say
from models.document import ReadingNote
from models.finding import Checked


def note_sentences(checked: Checked, language: str) -> list[str]:
    """The reading notes of one document as sentences, in the order in which they came up."""
    if checked.document is None:
        return []
    groups: dict[str, list[ReadingNote]] = {}
    for note in checked.document.notes:
        groups.setdefault(note.key, []).append(note)
    facts = checked.facts
    if facts is not None and facts.number is not None and facts.issued is not None:
        groups.pop("stamp_image", None)  # only of interest where something may stand in the picture
    return [_sentence(name, notes, language) for name, notes in groups.items() if f"read_{name}" in TEXTS]


def _sentence(name: str, notes: list[ReadingNote], language: str) -> str:
    values = dict(notes[0].values)
    if len(notes) > 1 and "words" in values:
        values["words"] = "; ".join(note.values["words"] for note in notes)
    pages = _ranges(sorted({note.page for note in notes if note.page is not None}))
    return say(f"read_{name}", language, **{"pages": pages, **values})


def _ranges(pages: list[int]) -> str:
    """`1, 3-5, 9`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
