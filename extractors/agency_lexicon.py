"""Agency names as runs of words: one form for all spellings, and the longest known name at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from corpora.knowledge import Agency, agencies, agency_heads, short_forms
from models.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[&,;:()/+.\n-]")
SKIPPED = frozenset("-.\n")
"""Marks that may stand inside a name without changing it."""
PUNCTUATION = frozenset("&,;:()/+.\n-")
COUNCILS = frozenset({"ủy ban nhân dân", "hội đồng nhân dân"})
_DETERMINERS = frozenset({"các", "những", "mỗi", "từng", "một số", "tất cả", "toàn thể", "toàn bộ"})


def determiner(words: tuple[str, ...]) -> int:
    """How many of the words that begin here only say how many are meant (các, tất cả …): 0, 1 or 2."""
    return next((length for length in (2, 1) if " ".join(words[:length]) in _DETERMINERS), 0)


class Token(NamedTuple):
    """A word, a phrase that has short forms (then `word` is the phrase in full), or a punctuation mark."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Table:
    """Runs of words with what they stand for, by first word, the longest first."""

    runs: dict[str, tuple[tuple[tuple[str, ...], object], ...]]

    @classmethod
    def of(cls, pairs: dict[tuple[str, ...], object]) -> _Table:
        by_first: dict[str, list[tuple[tuple[str, ...], object]]] = {}
        for words, value in pairs.items():
            by_first.setdefault(words[0], []).append((words, value))
        return cls(
            {first: tuple(sorted(found, key=lambda run: -len(run[0]))) for first, found in by_first.items()}
        )

    def longest(self, tokens: list[Token], at: int) -> tuple[int, object] | None:
        """The end of the longest run that begins at token `at`, and what it stands for."""
        if at >= len(tokens):
            return None
        runs = self.runs.get(tokens[at].word)
        if runs is None:
            return None
        for words, value in runs:
            end = _run_end(tokens, at, words)
            if end is not None:
                return end, value
        return None


def _run_end(tokens: list[Token], at: int, words: tuple[str, ...]) -> int | None:
    place = at + 1  # the first word is known to stand there
    for word in words[1:]:
        skipped = 0
        while at < place < len(tokens) and tokens[place].word in SKIPPED and skipped < 3:
            place += 1
            skipped += 1
        if place >= len(tokens) or tokens[place].word != word:
            return None
        place += 1
    return place


def _plain_tokens(folded: str) -> list[Token]:
    return [
        tuple.__new__(Token, ("và" if (word := match[0]) == "&" else word, *match.span()))
        for match in _TOKEN.finditer(folded)
    ]


def _bare_words(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(token.word for token in tokens if token.word not in SKIPPED)


@cache
def _phrases() -> _Table:
    pairs: dict[tuple[str, ...], object] = {}
    for form in short_forms():
        for spelling in (form.phrase, *form.short):
            pairs[_bare_words(_plain_tokens(fold(spelling)))] = form.phrase
    return _Table.of(pairs)


def tokenize(folded: str) -> list[Token]:
    """Words and marks of folded text; every phrase that has short forms is one token, whatever its spelling.

    A bracket that only gives the short form of the words before it (`Ủy ban nhân dân (UBND) tỉnh`) is left out.
    """
    return list(_short_tokens(folded)) if len(folded) <= 120 else _tokens(folded)


def _tokens(folded: str) -> list[Token]:
    plain = _plain_tokens(folded)
    phrases = _phrases()
    firsts = phrases.runs
    tokens: list[Token] = []
    at = 0
    while at < len(plain):
        found = phrases.longest(plain, at) if plain[at][0] in firsts else None
        if found is None:
            tokens.append(plain[at])
            at += 1
            continue
        end, phrase = found
        tokens.append(Token(str(phrase), plain[at].start, plain[end - 1].end))
        at = end
        if len(tokens) > 2 and tokens[-2].word == "(" and tokens[-3].word == phrase:
            if at < len(plain) and plain[at].word == ")":
                at += 1
            del tokens[-2:]
    return tokens


_short_tokens = lru_cache(maxsize=4096)(_tokens)
"""Names come again and again."""


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in their one form, without hyphens and full stops."""
    return _bare_words(tokenize(fold(name)))


@cache
def spellings() -> dict[tuple[str, ...], Agency]:
    """Names and their other spellings in their one form, with the first agency that bears them."""
    found: dict[tuple[str, ...], Agency] = {}
    for agency in agencies():
        for name in (agency.name, *agency.aliases):
            found.setdefault(words_of(name), agency)
    return found


@cache
def exact_names() -> dict[tuple[str, ...], Agency]:
    """`spellings` and the related names as well."""
    found = dict(spellings())
    for agency in agencies():
        for name in agency.related:
            found.setdefault(words_of(name), agency)
    return found


@cache
def _names() -> _Table:
    return _Table.of(dict(exact_names()))


def name_at(tokens: list[Token], at: int) -> tuple[int, Agency] | None:
    """The longest known name that begins at token `at`: its end and the agency."""
    found = _names().longest(tokens, at)
    if found is None or not isinstance(found[1], Agency):
        return None
    return found[0], found[1]


@cache
def _fields() -> dict[str, _Table]:
    """For a head such as `sở`: the fields that known bodies have after it (nội vụ, tài chính …)."""
    heads = {head.words for head in agency_heads() if "fields" in head.kinds and "unit" not in head.kinds}
    found: dict[str, dict[tuple[str, ...], object]] = {head: {} for head in heads}
    for words, agency in exact_names().items():
        if agency.level != "collective" and len(words) > 1:
            for length in (1, 2):
                head = " ".join(words[:length])
                if head in heads and len(words) > length:
                    found[head][words[length:]] = agency
    return {head: _Table.of(pairs) for head, pairs in found.items()}


def field_at(tokens: list[Token], at: int, head: str) -> int | None:
    """The end of the longest field that stands after `head` in some known name and begins at token `at`."""
    table = _fields().get(head)
    found = table.longest(tokens, at) if table and at < len(tokens) else None
    return found[0] if found else None


@cache
def _heads() -> _Table:
    return _Table.of({words_of(head.words): head.kinds for head in agency_heads()})


def head_at(tokens: list[Token], at: int) -> tuple[int, frozenset[str]] | None:
    """The longest word that agency names begin with at token `at`: its end and its kinds."""
    if at >= len(tokens):
        return None
    found = _heads().longest(tokens, at)
    if found is None or not isinstance(found[1], frozenset):
        return None
    return found[0], found[1]
