"""Names of agencies: one key for all spellings, what looks like one, and all mentions in a document."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from corpora.knowledge import Agency, province_by_name
from extractors.agency_lexicon import (
    COUNCILS,
    PUNCTUATION,
    Token,
    determiner,
    exact_names,
    head_at,
    name_at,
    spellings,
    tokenize,
    words_of,
)
from models.document import Document, Span
from models.text import fold

if TYPE_CHECKING:
    from spacy.language import Language

# a province has one of each of these: `tỉnh` and the province's name behind it only repeat what is known
_OF_PROVINCE = frozenset(
    {
        "department",
        "province",
        "province-unit",
        "province-party",
        "press",
        "mass",
        "unit",
        "council",
        "collective",
    }
)
# what follows a bare noun in a collective name: các đơn vị có liên quan, đơn vị trực thuộc sở
_COLLECTIVE_TAILS = frozenset(
    {
        "có",
        "liên",
        "thuộc",
        "trực",
        "chuyên",
        "cấp",
        "tỉnh",
        "huyện",
        "xã",
        "thành",
        "trên",
        "của",
        "khác",
        "trung ương",
    }
    | {
        "sự",
        "ngang",
        "được",
        "-",
        "chính",
        "hành",
        "nhà",
        "trong",
        "địa",
        "tại",
        "ngành",
        "nói",
        "các",
        "còn",
    }
)
_UNITS = frozenset({"huyện", "quận", "xã", "phường", "trấn", "khu"})
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in PUNCTUATION)


@cache
def _known() -> dict[tuple[str, ...], Agency]:
    return {_plain(words): agency for words, agency in spellings().items()}


def _read(name: str) -> tuple[Agency | None, tuple[str, ...], tuple[str, ...]]:
    """The agency that the words begin with, the words themselves, and what stands behind its name."""
    words = _plain(words_of(_BRACKET.sub(" ", normalize("NFC", name))))
    bare = determiner(words)
    for start in dict.fromkeys((0, bare)):
        for end in range(min(len(words), start + 20), start, -1):
            agency = _known().get(words[start:end])
            if agency is not None:
                return agency, words[start:], words[end:]
    return None, words[bare:], ()


def _only_province(words: tuple[str, ...]) -> bool:
    """Whether the words behind a name say no more than its province (`tỉnh`, `tỉnh Hà Nam`, `thành phố Hà Nội`)."""
    rest = words[1:] if words[:1] == ("tỉnh",) else words
    return not rest or province_by_name(" ".join(rest)) is not None


def agency_of(name: str) -> Agency | None:
    """The agency of the knowledge base that `name` is a spelling of; its province may stand behind it."""
    agency, _, rest = _read(name)
    return agency if agency is not None and _only_province(rest) else None


@lru_cache(maxsize=2048)
def agency_key(name: str) -> str:
    """One key for one agency, however it is written: UBND, TT&TT, `&`, old tone marks, `các`, brackets.

    The province that a provincial body belongs to is no part of the key (`Sở Nội vụ tỉnh Hà Nam` is `sở nội vụ`);
    huyện and xã are. Unknown names are keyed by their words.
    """
    agency, words, rest = _read(name)
    if agency is None:
        return " ".join(word for word in words if word != "có")
    own = _plain(words_of(agency.name))
    own = own[determiner(own) :]
    if agency.level in _OF_PROVINCE:
        if own[0] not in COUNCILS and own[-1] == "tỉnh":
            own = own[:-1]
        if _only_province(rest):
            rest = ()
    return " ".join(word for word in (*own, *rest) if word != "có")


def looks_like_agency(text: str) -> bool:
    """Whether the words name an agency, a body, or a collective of them, rather than work, money or a document."""
    tokens = [token for token in tokenize(fold(text)) if token.word not in PUNCTUATION - {",", "-"}]
    at = 0
    while at < len(tokens):
        if name_at(tokens, at) is not None:
            return True
        step = determiner(tuple(token.word for token in tokens[at : at + 2])) or tokens[at].word.isdecimal()
        if not step:
            break
        at += step
    head = head_at(tokens, at)
    if head is None:
        return False
    after, kinds = head
    if "strong" in kinds:
        return True
    if after >= len(tokens) or tokens[after].word in {",", "và"}:
        return True
    if "weak" in kinds or kinds == {"unit"}:
        return text[tokens[after].start].isupper() and not text[: tokens[after].end].isupper()
    if "person" in kinds:
        return True
    return tokens[after].word in _COLLECTIVE_TAILS


@cache
def _matcher() -> tuple[Language, Any]:
    """The phrase matcher over all names; the tokens are ours, since spaCy's for Vietnamese split at blanks alone."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    matcher = PhraseMatcher(nlp.vocab)
    for words, agency in exact_names().items():
        # only names that say what kind of body they name: `văn hóa - xã hội` alone is mostly none
        if head_at([Token(word, 0, 0) for word in words], determiner(words)) is not None:
            matcher.add(agency.name, [Doc(nlp.vocab, words=list(words))])
    return nlp, matcher


@lru_cache(maxsize=1)
def find_agencies(document: Document) -> list[tuple[Span, str]]:
    """Every mention of a known agency in text order, as (span, its full name), the longest name at each place.

    A place behind it belongs to the mention: `UBND xã Thanh Xá` is `Ủy ban nhân dân xã Thanh Xá`. Imports spaCy,
    which takes a second or two the first time.
    """
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    nlp, matcher = _matcher()
    tokens = [token for token in tokenize(document.folded) if token.word != "-"]
    doc = Doc(nlp.vocab, words=[token.word for token in tokens])
    found: list[tuple[Span, str]] = []
    for match in filter_spans(matcher(doc, as_spans=True)):
        first = tokens[match.start]
        if not document.text[first.start].isupper() and not determiner((first.word,)):
            continue
        end, place = _place_behind(document, tokens, match.end)
        name = str(match.label_)
        found.append((Span(first.start, tokens[end - 1].end), f"{name} {place}" if place else name))
    return found


def _place_behind(document: Document, tokens: list[Token], at: int) -> tuple[int, str]:
    """Where the place's name behind a mention ends, and its words: a province, or capitals after huyện, xã …"""
    end = at
    start = at + 1 if at < len(tokens) and tokens[at].word == "tỉnh" else at
    for length in (4, 3, 2, 1):
        words = [token.word for token in tokens[start : start + length]]
        if len(words) == length and not PUNCTUATION & set(words) and province_by_name(" ".join(words)):
            end = start + length
            break
    else:
        if tokens[at - 1].word in _UNITS:
            while end < min(at + 4, len(tokens)) and document.text[tokens[end].start].isupper():
                end += 1
    return end, document.text[tokens[at].start : tokens[end - 1].end] if end > at else ""
