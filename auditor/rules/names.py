"""TT013: one proper name written in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.rules.engine import HELD, Fault, Options, rule
from corpora.knowledge import provinces
from extractors.extract import Reading
from models.document import Span
from models.text import bare, fold, squeeze

_LEVEL = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s+(.{2,40})$")


@rule("TT013")
def name_spelled_twice(reading: Reading, options: Options) -> Iterator[Fault | None]:
    """Names of places: the document's own place and the provinces; they differ in marks alone (Đắk Nông, Đăk Nông)."""
    document = reading.document
    names = _names(reading)
    known = {fold(province.name) for province in provinces()}
    keys: dict[str, str] = {}
    for name in names:
        keys.setdefault(bare(name), name)
    if not keys:
        return
    text = bare(document.text)
    spellings: dict[str, dict[str, list[Span]]] = {}
    for key in keys:
        if key not in text:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", text):
            span = Span(match.start(), match.end())
            words = document.words(span)
            if "\n" not in words and _is_name(words):
                spellings.setdefault(key, {}).setdefault(fold(squeeze(words)), []).append(span)
    for key, forms in spellings.items():
        if len(forms) == 1:
            yield HELD
            continue
        if sum(form in known for form in forms) > 1:
            continue  # two names of their own that differ in marks alone
        own = fold(names[0])
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


def _is_name(words: str) -> bool:
    return all(word[:1].isupper() for word in re.split(r"[\s-]+", words) if word)


def _names(reading: Reading) -> list[str]:
    """Names worth comparing: at least two syllables, so that one common syllable is not taken for a name."""
    header = reading.facts.header
    names = []
    if header.place:
        names.append(header.place)
    if header.issuer and (found := _LEVEL.search(header.issuer)):
        names.append(found[1])
    names.extend(province.name for province in provinces())
    return [name for name in dict.fromkeys(names) if len(name.split()) >= 2]
