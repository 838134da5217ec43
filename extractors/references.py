"""Mentions of other documents (viện dẫn): type, number, date, issuer, subject, and whether they are legal grounds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.numbers import DocNumber, numbers_in
from extractors.periods import date_at
from extractors.references_issuers import issuer_before, issuer_behind_amendment
from extractors.references_parts import (
    ASIDE,
    BETWEEN,
    DATE_LEAD,
    EFFECTIVE,
    GENERIC,
    LAW_ALONE,
    LAW_YEAR,
    B,
    issuer_behind,
    law_before,
    subject_behind,
    type_before,
    type_names,
    type_word,
)
from extractors.wraps import HARD, scan_text
from models.document import Document, Span
from models.facts import Period, Reference
from models.grade import Grade
from models.outline import Outline
from models.text import squeeze

_PLURAL = re.compile(r"(?<![\w])(?:các|những|hai|ba)[ ]{1,4}$")
_NEXT_LAW = re.compile(r"(?:và|,|;)[ ]{1,4}(?=(?:bộ luật|luật|pháp lệnh)[ ])")
_NEAR = 12
"""How much longer than the number itself a span of the header's number may be (`Luật số: `)."""
_LIST_GAP = 160
"""How far behind a document the next of one list may stand: its subject lies between."""
_SAME_DAY = re.compile(r"(?<![\w])(?:cùng|đều)(?![\w])")
_LISTED_BEFORE = re.compile(r"(?:[,;:(/\x1f]|(?<![\w])(?:và|hoặc)(?:[ ]các)?|,[ ]{0,3}các)[ ]{0,4}$")
"""What stands before a document that is not a part of the subject before it."""
_GROUND = re.compile(r"[ \"(*_-]*(?:căn cứ|thực hiện|theo|xét|thi hành|triển khai|trên cơ sở)(?![\w])")
_BASED = re.compile(
    r"[ \"(*_-]*căn cứ[ ](?:(?:điểm|khoản|điều|mục)[ ]\w{1,5}[ ,]{1,3}(?:và[ ])?){0,4}(?:của[ ])?"
)
_NUMBERLESS = re.compile(
    rf"(?:số{B}:?{B}(?P<number>\d{{1,5}}(?:/(?:19|20)\d\d)?)|(?<![\w/.,-])(?P<dated>\d{{1,4}}/(?:19|20)\d\d))(?![\w/.,]*[\w/])(?={B},?{B}\(?(?:ngày|của)(?![\w]))"
)
"""A number without its symbol: `Nghị định số 13/2023 của`, `Quyết định số 123 ngày`."""


_CARRIES_OUT = re.compile(
    r"[ ]*(?:việc )?(?:tổ chức |triển khai |thực hiện |thi hành |hướng dẫn |sửa đổi|ban hành kế hoạch)"
)
_UNNUMBERED = re.compile(
    r"(?:(?<![\w])(?:căn cứ|thực hiện|thi hành|theo|và)|;)[ ]{1,4}(?P<type>quyết định|nghị định|nghị quyết|thông tư|kế hoạch|chỉ thị|"
    r"công văn|chương trình|thông báo|tờ trình|hướng dẫn)(?=[ ]+(?:của|ngày)(?![\w]))"
)
"""A legal ground that names the type and the issuer but no number."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A document number with the word that names its type, before date, issuer and subject are read."""

    number: str
    symbol: str | None
    type: str | None
    words: str | None
    start: int
    number_span: Span
    listed: bool = False
    """It goes on a list that an earlier number began: the type's word stands there."""
    plural: bool = False
    law: str | None = None
    """The law's name, which stands before its number."""
    grade: Grade = Grade.EXACT

    @property
    def end(self) -> int:
        return self.number_span.end


def find_references(
    document: Document,
    outline: Outline,
    *,
    header_span: Span | None = None,
    exclude: Sequence[Span] = (),
) -> tuple[Reference, ...]:
    """Every mention of another document that has a number, in text order; laws without one where they are grounds.

    The document's own number (`header_span`: its place, or the whole header) and what stands in `exclude`
    (annex lines) are left out.
    """
    scanned = scan_text(document, names=True)
    reader = _Reader(document, outline, scanned)
    mentions = [
        mention
        for mention in reader.mentions()
        if not _own(mention, header_span) and not any(span.overlaps(mention.number_span) for span in exclude)
    ]
    found = reader.read(mentions)
    found += reader.laws(found)
    found += reader.unnumbered(found)
    return tuple(sorted(found, key=lambda reference: reference.span))


def _own(mention: _Mention, header: Span | None) -> bool:
    if header is None or not header.overlaps(mention.number_span):
        return False
    number = mention.number_span
    itself = number.start - header.start <= _NEAR and header.end - number.end <= _NEAR
    return itself or mention.words is None


def _mended(number: DocNumber) -> str:
    """The symbol with the hyphen that was lost between type and agency: NĐCP is NĐ-CP."""
    parsed = number.parsed
    if not parsed.hyphen_lost or parsed.type is None or parsed.agency is None:
        return number.symbol
    return "-".join(part for part in (parsed.type, parsed.agency, parsed.unit) if part is not None)


def _one_list(own: Reference, other: Reference) -> bool:
    """Whether a document without an issuer can be of the body that issued the other one: the symbol is one."""
    return (
        own.issuer is None
        and own.type == other.type
        and own.symbol is not None
        and own.symbol == other.symbol
    )


def _of_issuer(own: Reference, other: Reference) -> Reference:
    return replace(own, issuer=other.issuer, issuer_span=other.issuer_span, grade=Grade.FALLBACK)


class _Reader:
    """Reads the mentions of one document; `scanned` is its text for scanning."""

    def __init__(self, document: Document, outline: Outline, scanned: str) -> None:
        self.document = document
        self.outline = outline
        self.scanned = scanned
        self.text = document.text
        self.titles: list[Span] = []
        """Where the subjects of other documents stand."""

    # --- which documents are mentioned

    def mentions(self) -> list[_Mention]:
        numbers = numbers_in(self.scanned, self.text)
        found: list[_Mention] = []
        for number in numbers:
            mention = self._mention(number, found[-1] if found else None)
            if number.parsed.hyphen_lost or number.slash_lost:
                mention = replace(mention, symbol=_mended(number), grade=Grade.REPAIRED)
            found.append(mention)
        taken = [mention.number_span for mention in found]
        starts = [span.start for span in taken]
        for bare in _NUMBERLESS.finditer(self.scanned):
            group = "number" if bare["number"] else "dated"
            span = Span(bare.start(group), bare.end(group))
            at = bisect_left(starts, span.start)
            if at < len(taken) and taken[at].start < bare.end():
                continue
            word = type_before(self.scanned, span.start, 0)
            if word is not None:
                words = self._written(word[0], word[1])
                kind = type_names()[word[2]]
                found.append(_Mention(bare[group], None, kind, words, word[0], span, grade=Grade.FALLBACK))
        return sorted(found, key=lambda mention: mention.number_span)

    def _mention(self, number: DocNumber, previous: _Mention | None) -> _Mention:
        scanned, at = self.scanned, number.span.start
        own = number.parsed.type
        floor = previous.end if previous else 0
        word = type_before(scanned, at, floor)
        if word is not None:
            start, end, name = word
            kind: str | None = own if name in GENERIC and own is not None else type_names()[name]
            law = self._law_name(at) if name in ("luật", "bộ luật", "pháp lệnh") else None
            if law is not None:
                start, end = law[0], law[1]
            plural = _PLURAL.search(scanned, max(0, start - 12), start) is not None
            return _Mention(
                number.number,
                number.symbol,
                kind,
                self._written(start, end),
                start,
                number.span,
                plural=plural,
                law=law[2] if law else None,
            )
        named = self._law_name(at)
        if named is not None and named[0] >= floor and number.parsed.type is None:
            kind = type_names()[_plain(scanned[named[0] : named[1]])]
            words = self._written(named[0], named[1])
            return _Mention(number.number, number.symbol, kind, words, named[0], number.span, law=named[2])
        start = self._number_word(at)
        letter = number.parsed.legislature is None and number.parsed.unit is not None
        kind = own or ("CV" if letter else None)
        if previous is None or not self._continues(previous, at):
            return _Mention(number.number, number.symbol, kind, None, start, number.span)
        if kind is None and (number.parsed.legislature is None or previous.type in ("Luật", "NQ")):
            kind = previous.type
        return _Mention(
            number.number,
            number.symbol,
            kind,
            None,
            start,
            number.span,
            listed=True,
            plural=previous.plural,
        )

    def _law_name(self, at: int) -> tuple[int, int, str | None] | None:
        """Start and end of the word Luật, and the whole name, where a law's name stands before its number."""
        match = law_before().search(self.scanned, max(0, at - 170), at)
        while match is not None and not match["name"].lstrip().startswith("sửa đổi"):
            later = _NEXT_LAW.search(self.scanned, match.end("type"), match.end("name"))
            if later is None:
                break
            match = law_before().search(self.scanned, later.end() - 1, at)
        if match is None:
            return None
        name = self._written(match.start("type"), match.end("name"))
        return match.start("type"), match.end("type"), name if match["name"].strip() else None

    def _number_word(self, at: int) -> int:
        match = re.search(r"(?<![\w])số[ ]{0,3}:?[ ]{0,3}$", self.scanned[max(0, at - 10) : at])
        return at - len(match.group()) if match else at

    def _continues(self, previous: _Mention, at: int) -> bool:
        end = previous.end
        dated = self._date_behind(end)
        if dated is not None and dated[0].span:
            end = max(end, dated[0].span.end)
        return at - end < 40 and BETWEEN.fullmatch(self.scanned, end, at) is not None

    # --- what stands behind each

    def read(self, mentions: list[_Mention]) -> list[Reference]:
        found: list[Reference] = []
        title_start = title_end = 0
        for number, mention in enumerate(mentions):
            limit = mentions[number + 1].start if number + 1 < len(mentions) else len(self.scanned)
            issued, effective, at = self._issued(mention.end, limit)
            issuer = (
                issuer_behind(self.scanned, self.text, at, joint=_is_joint(mention)) if at < limit else None
            )
            if issuer is not None and issuer[1] <= limit:
                at = issuer[1]
                if issued is None:
                    issued, effective, at = self._issued(at, limit)
            else:
                issuer = issuer_behind_amendment(self.scanned, self.text, at)
                if issuer is not None:
                    at = issuer[1]
                    if issued is None:
                        issued, effective, at = self._issued(at, max(limit, at + 1))
            if issuer is None:
                named = issuer_before(self.scanned, self.text, mention.start, mention.symbol)
                issuer = named[0] if named is not None else None
                if named is not None and issued is None:
                    issued = named[1]
            aside = ASIDE.match(self.scanned, at)
            behind = aside.end() if aside else at
            title = subject_behind(self.scanned, behind, self._subject_limit(mentions, number, at))
            inside = title_start <= mention.start < title_end or self._in_quotes(mention.start)
            if title is not None:
                if title[1] > title_end:
                    title_start, title_end = title
                self.titles.append(Span(*title))
            found.append(self._reference(mention, issued, effective, issuer, title, at, quoted=inside))
        return self._shared_issuers(mentions, self._shared_dates(mentions, found))

    def _reference(
        self,
        mention: _Mention,
        issued: Period | None,
        effective: bool,
        issuer: tuple[int, int] | None,
        title: tuple[int, int] | None,
        end: int,
        *,
        quoted: bool,
    ) -> Reference:
        words = self._written(*title) if title else mention.law
        return Reference(
            type=mention.type,
            number=mention.number,
            symbol=mention.symbol,
            issuer=self._written(*issuer) if issuer else None,
            issued=None if effective else issued,
            title=words,
            basis=self._is_basis(mention.start),
            span=Span(mention.start, max(mention.end, end if issued or issuer else mention.end)),
            type_words=mention.words,
            number_span=mention.number_span,
            issuer_span=Span(*issuer) if issuer else None,
            issued_span=issued.span if issued and not effective else None,
            effective=effective,
            quoted=quoted,
            grade=mention.grade,
        )

    def _issued(self, at: int, limit: int) -> tuple[Period | None, bool, int]:
        """The date behind `at`, whether it is that of taking effect, and where reading goes on."""
        dated = self._date_behind(at)
        if dated is None or dated[0].span is None or dated[0].span.start >= limit:
            return None, False, at
        period, effective = dated
        end = period.span.end if period.span else at
        if self.scanned[end : end + 1] == ")" and "(" in self.scanned[at:end]:
            end += 1
        return period, effective, end

    def _date_behind(self, at: int) -> tuple[Period, bool] | None:
        for lead, effective in ((EFFECTIVE, True), (DATE_LEAD, False)):
            match = lead.match(self.scanned, at)
            period = date_at(self.scanned, self.text, match.end()) if match is not None else None
            if period is not None:
                return period, effective
        return None

    def _subject_limit(self, mentions: list[_Mention], number: int, at: int) -> int:
        """Where the subject must end: at the next document that is not a part of it."""
        for follower in mentions[number + 1 :]:
            if follower.start - at > 700:
                break
            listed = _LISTED_BEFORE.search(self.scanned, max(at, follower.start - 14), follower.start)
            if listed is not None:
                return listed.start()
        return len(self.scanned)

    def _shared_dates(self, mentions: list[_Mention], found: list[Reference]) -> list[Reference]:
        """A date at the end of a list `các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND ngày D` is that of all."""
        result = list(found)
        for number in range(len(found) - 1, 0, -1):
            mention, before = mentions[number], mentions[number - 1]
            issued = result[number].issued_span
            if issued is None:
                continue
            same_day = _SAME_DAY.search(self.scanned, mention.end, issued.start) is not None
            near = BETWEEN.fullmatch(self.scanned, before.end, mention.start) is not None
            if not ((mention.listed and before.plural) or (same_day and near)):
                continue
            if result[number - 1].issued is None and not result[number - 1].effective:
                own, later = result[number - 1], result[number]
                shared = own.issuer is None and later.issuer is not None
                result[number - 1] = replace(
                    own,
                    issued=replace(later.issued, grade=Grade.FALLBACK) if later.issued else None,
                    issued_span=later.issued_span,
                    issuer=own.issuer or later.issuer,
                    issuer_span=own.issuer_span or later.issuer_span,
                    grade=Grade.FALLBACK if shared else own.grade,
                )
        return result

    def _shared_issuers(self, mentions: list[_Mention], found: list[Reference]) -> list[Reference]:
        """An issuer said once for a list: behind its last document, or before its first."""
        result = list(found)
        for number in range(len(found) - 1, 0, -1):
            own, later = result[number - 1], result[number]
            gap = self.scanned[own.span.end : mentions[number].start]
            if later.issuer is not None and _one_list(own, later) and BETWEEN.fullmatch(gap):
                result[number - 1] = _of_issuer(own, later)
        for number in range(1, len(found)):
            own, earlier = result[number], result[number - 1]
            named_before = earlier.issuer_span is not None and earlier.issuer_span.end <= earlier.span.start
            near = own.span.start - earlier.span.end < _LIST_GAP
            gap = self.scanned[earlier.span.end : own.span.start]
            if (
                named_before
                and near
                and HARD not in gap
                and _one_list(own, earlier)
                and _LISTED_BEFORE.search(gap)
            ):
                result[number] = _of_issuer(own, earlier)
        return result

    # --- laws without a number

    def laws(self, found: list[Reference]) -> list[Reference]:
        """Laws and codes among the legal grounds that are named without a number."""
        taken = [*self.titles, *(reference.span for reference in found)]
        laws: list[Reference] = []
        for span in self._ground_spans():
            for match in LAW_ALONE.finditer(self.scanned, max(0, span.start - 1), span.end):
                name = Span(match.start("type"), match.end())
                if any(name.overlaps(other) for other in taken):
                    continue
                laws.append(self._law(match, name))
        return laws

    def _law(self, match: re.Match[str], name: Span) -> Reference:
        issued, _, end = self._issued(name.end, len(self.scanned))
        year = LAW_YEAR.match(self.scanned, name.end) if issued is None else None
        if year is not None:
            span = Span(self.scanned.index("năm", year.start()), year.end())
            number = int(year["year"])
            issued = Period(f"năm {number}", date(number, 1, 1), date(number, 12, 31), "year", span)
            end = year.end()
        kind = type_names()[_plain(match["type"])]
        return Reference(
            type=kind,
            number=None,
            symbol=None,
            issuer=None,
            issued=issued,
            title=self._written(name.start, name.end),
            basis=True,
            span=Span(name.start, max(name.end, end if issued else name.end)),
            type_words=self._written(match.start("type"), match.end("type")),
            issued_span=issued.span if issued else None,
        )

    def unnumbered(self, found: list[Reference]) -> list[Reference]:
        """Legal grounds whose number is left out: `Căn cứ Công văn của Bộ Nội vụ về …`."""
        taken = [reference.span for reference in found]
        lacking: list[Reference] = []
        for span in self._ground_spans():
            for match in _UNNUMBERED.finditer(self.scanned, max(0, span.start - 1), span.end):
                word = Span(match.start("type"), match.end("type"))
                if any(word.overlaps(other) for other in taken) or self._is_carried_out(word):
                    continue
                issued, effective, at = self._issued(word.end, span.end)
                issuer = issuer_behind(self.scanned, self.text, at, joint=False)
                title = subject_behind(self.scanned, issuer[1], span.end) if issuer is not None else None
                if title is None:
                    continue  # `theo chỉ thị của Thủ tướng`: no citation
                self.titles.append(Span(*title))
                kind = type_names()[match["type"]]
                words = self._written(word.start, word.end)
                mention = _Mention("", None, kind, words, word.start, word)
                at = issuer[1] if issuer is not None else at
                whole = self._reference(mention, issued, effective, issuer, title, at, quoted=False)
                lacking.append(replace(whole, number=None, number_span=None))
        return lacking

    def _is_carried_out(self, word: Span) -> bool:
        """Whether the mention stands in the subject of a document that carries it out, or in quotation marks."""
        around = [title for title in self.titles if title.contains(word)]
        return self._in_quotes(word.start) or any(
            _CARRIES_OUT.match(self.scanned, title.start) is not None for title in around
        )

    def _ground_spans(self) -> list[Span]:
        if self.outline.grounds is not None:
            return [self.outline.grounds]
        return [block.span for block in self.document.blocks[:80] if self._opens_as_ground(block.start)]

    # --- where a mention stands

    def _is_basis(self, at: int) -> bool:
        grounds = self.outline.grounds
        if grounds is not None:
            return grounds.start <= at < grounds.end
        return self._opens_as_ground(self.document.block_at(at).start)

    def _opens_as_ground(self, start: int) -> bool:
        """Whether a paragraph of the opening part begins with Căn cứ, Thực hiện, Theo or Xét.

        A letter may lay down its grounds further on (`- Căn cứ Thông tư số …`): then only a document right behind
        Căn cứ counts.
        """
        begin = self.scanned.rfind(HARD, 0, start) + 1
        if self.outline.items and self.outline.items[0].start <= start:
            based = _BASED.match(self.scanned, begin)
            return based is not None and type_word().match(self.scanned, based.end()) is not None
        return _GROUND.match(self.scanned, begin) is not None

    def _in_quotes(self, at: int) -> bool:
        begin = max(self.scanned.rfind(HARD, 0, at) + 1, at - 2000)
        return (
            self.scanned.count('"', begin, at) % 2 == 1 and '"' in self.scanned[at : at + 600].split(HARD)[0]
        )

    def _written(self, start: int, end: int) -> str:
        return squeeze(self.text[start:end].replace("*", " "))


def _is_joint(mention: _Mention) -> bool:
    """Whether several agencies issue such a document together (liên tịch, phối hợp)."""
    return mention.type == "TTLT" or re.match(r"[A-ZĐ]{2,3}(?:LT|PH|LN)", mention.symbol or "") is not None


def _plain(words: str) -> str:
    return " ".join(words.split())
