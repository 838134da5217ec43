"""TT013: one proper name written in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.rules.engine import HELD, Fault, Options, rule
from corpora.knowledge import provinces, surnames
from extractors.extract import Reading
from models.document import Span
from models.text import bare, fold, squeeze

_LEVEL = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s+(.{2,40})$")


@rule("TT013")
def name_spelled_twice(reading: Reading, options: Options) -> Iterator[Fault | None]:
    """Names of places: the document's own place and the provinces; they differ in marks alone (Đắk Nông, Đăk Nông)."""
    document = reading.document
    names = _names(reading)
    known = _known()
    keys: dict[str, str] = {}
    for name in names:
        keys.setdefault(bare(name), name)
    keys = {**keys, **{key: name for key, name in _province_keys().items() if key not in keys}}
    text = bare(document.text)
    spellings: dict[str, dict[str, list[Span]]] = {}
    for key in keys:
        if key not in text:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", text):
            span = Span(match.start(), match.end())
            words = document.words(span)
            if "\n" not in words and _is_name(words) and not _is_person(document.text, span.start):
                spellings.setdefault(key, {}).setdefault(fold(squeeze(words)), []).append(span)
    for key, forms in spellings.items():
        if len(forms) == 1:
            yield HELD
            continue
        if sum(form in known for form in forms) > 1:
            continue  # two names of their own that differ in marks alone
        own = fold(next(iter(keys.values())))
        main = max(forms, key=lambda form: (form in known, len(forms[form]), form == own))
        for form, spans in forms.items():
            if form != main:
                right = squeeze(min((document.words(span) for span in forms[main]), key=str.isupper))
                wrong = squeeze(document.words(spans[0]))
                yield Fault(
                    spans[0],
                    values={"count": len(spans), "name": keys[key]},
                    expected=right,
                    actual=wrong,
                    related=(forms[main][0], *spans[1:]),
                )


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(province.name) for province in provinces())


@cache
def _province_keys() -> dict[str, str]:
    """The bare names of provinces of two syllables and more, with the names."""
    keys: dict[str, str] = {}
    for province in provinces():
        if len(province.name.split()) >= 2:
            keys.setdefault(bare(province.name), province.name)
    return keys


def _is_person(text: str, start: int) -> bool:
    """Whether the words end a person's name: capitalised words with a surname among them stand right before."""
    before = text[max(0, start - 30) : start].rsplit("\n", 1)[-1]
    found = re.search(r"(?:[^\W\d_]+ ){1,3}$", before)
    words = found[0].split() if found else []
    while words and not words[0][:1].isupper():
        words.pop(0)
    return bool(words) and all(word[:1].isupper() for word in words) and words[0].capitalize() in surnames()


def _is_name(words: str) -> bool:
    return all(word[:1].isupper() for word in re.split(r"[\s-]+", words) if word)


def _names(reading: Reading) -> list[str]:
    """The document's own names worth comparing: at least two syllables, since one may be a common word."""
    header = reading.facts.header
    names = []
    if header.place:
        names.append(header.place)
    if header.issuer and (found := _LEVEL.search(header.issuer)):
        names.append(found[1])
    return [name for name in dict.fromkeys(names) if len(name.split()) >= 2]
