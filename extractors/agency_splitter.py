"""Cuts a list of agencies into single ones, word by word."""

from __future__ import annotations

from dataclasses import dataclass

from corpora.knowledge import province_by_name
from extractors.agency_lexicon import (
    COUNCILS,
    PUNCTUATION,
    SKIPPED,
    Token,
    determiner,
    field_at,
    head_at,
    name_at,
    tokenize,
)
from models.text import fold, squeeze

_SEPARATORS = frozenset({",", "và", "cùng", "+", ";"})
_LEADING = (
    ("và",), ("với",), ("cùng",), ("do",), ("giao",), ("gồm",), ("bao", "gồm"), ("đề", "nghị"), ("phối", "hợp"),
    ("chủ", "trì"), ("yêu", "cầu"), ("trong", "đó"), ("là",),
)  # fmt: skip
# words that say what the agency does: the name stands before them
_DUTIES = (
    ("có", "trách", "nhiệm"), ("chịu", "trách", "nhiệm"), ("theo", "chức", "năng"), ("căn", "cứ"),
    ("theo", "nhiệm", "vụ"), ("theo", "quy", "định"), ("theo", "phân", "công"),
)  # fmt: skip
_ROLES = (("chủ", "trì"), ("phối", "hợp"))
_VERBS = (
    ("tham", "mưu"), ("thực", "hiện"), ("triển", "khai"), ("tổ", "chức"), ("hướng", "dẫn"), ("xây", "dựng"),
    ("tổng", "hợp"), ("báo", "cáo"), ("theo", "dõi"), ("kiểm", "tra"), ("rà", "soát"), ("cung", "cấp"),
    ("đôn", "đốc"), ("gửi",), ("trình",), ("ban", "hành"), ("đề", "xuất"), ("là", "cơ", "quan"), ("tiếp", "tục"),
    ("khẩn", "trương"), ("chỉ", "đạo"), ("bố", "trí"), ("lập",), ("thống", "nhất"), ("công", "khai"),
    ("tiến", "hành"), ("tăng", "cường"), ("kịp", "thời"), ("chuẩn", "bị"), ("xem", "xét"), ("tuyên", "truyền"),
    ("cập", "nhật"), ("thường", "xuyên"), ("phải",), ("công", "bố"), ("hoàn", "thành"), ("đăng", "tải"),
)  # fmt: skip
# words that no name goes on with, whatever stands before them
_ENDS_NAME = (("để",), ("trong", "việc"), ("nhằm",), ("khi",), ("sau", "khi"))
# what may follow a collective with `liên quan`; other words say what it does
_RELATED_TAILS = frozenset(
    {
        "đến",
        "thuộc",
        "trực",
        "của",
        "trên",
        "tại",
        "ở",
        "khác",
        "cấp",
        "tỉnh",
        "thành",
        "trung ương",
        "nêu",
        "trong",
    }
)
_NAME_TAILS = _RELATED_TAILS | {
    "có",
    "liên",
    "quan",
    "huyện",
    "xã",
    "phường",
    "địa",
    "bàn",
    "khu",
    "vực",
    "và",
    "chuyên",
    "môn",
}
"""Words that may still belong to a name in running text; any other one begins the work."""


@dataclass(slots=True)
class _List:
    """A list whose head is said once: `các Sở: Tư pháp, Tài chính` (explicit), or `Sở Nội vụ, Tài chính`."""

    head: str
    prefix: str
    explicit: bool


def _without(tokens: list[Token], skips: dict[int, int]) -> list[Token]:
    """The tokens outside of the labels and bullets, which come in text order."""
    kept: list[Token] = []
    ranges = iter(skips.items())
    start, end = next(ranges, (0, 0))
    for token in tokens:
        while end and token.start >= end:
            start, end = next(ranges, (0, 0))
        if not start <= token.start < end:
            kept.append(token)
    return kept


class Splitter:
    """Walks over the tokens of one text and cuts it where a separator is followed by another agency."""

    def __init__(self, text: str, tokens: list[Token], skips: dict[int, int]) -> None:
        self.text = text
        self.tokens = _without(tokens, skips)
        self.line_starts = set(skips.values())
        self.list: _List | None = None
        self.known = False
        self.leading = False
        self.work_at: int | None = None
        """Where the first words that tell what to do begin."""

    def run(self, *, leading: bool = False) -> list[tuple[str, int, int]]:
        """The pieces as (name, start, end); with `leading` only those before the first words that tell what to do."""
        self.leading = leading
        pieces: list[tuple[str, int, int]] = []
        at = 0
        while at < len(self.tokens):
            at = self._skip_leading(at)
            if at >= len(self.tokens):
                break
            end, resume = self._piece(at)
            piece = self._cut(at, end)
            if piece is not None:
                pieces.append(piece)
            if leading and self.work_at is not None:
                break
            at = max(resume, at + 1)
        return pieces

    def _word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def _phrase(self, at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
        """The number of tokens of the phrase that begins here, or 0."""
        first = self._word(at)
        for words in phrases:
            if words[0] == first and all(
                self._word(at + step) == word for step, word in enumerate(words[1:], 1)
            ):
                return len(words)
        return 0

    def _capital(self, at: int) -> bool:
        return at < len(self.tokens) and self.text[self.tokens[at].start].isupper()

    def _ends(self, at: int) -> bool:
        """Whether a piece could end before this token: the text ends, or a mark or duty follows."""
        return (
            at >= len(self.tokens)
            or self._word(at) in PUNCTUATION - {"-"}
            or self._word(at) in _SEPARATORS
            or bool(self._phrase(at, _DUTIES) or self._phrase(at, _ROLES))
        )

    def _work_from(self, at: int) -> int:
        """Remember where the work begins; where to go on behind it."""
        if self.work_at is None:
            self.work_at = self.tokens[at].start
        return self._segment_end(at)

    def _skip_leading(self, at: int) -> int:
        while at < len(self.tokens):
            skipped = 1 if self._word(at) in PUNCTUATION else self._phrase(at, _LEADING)
            if not skipped:
                break
            at += skipped
        return at

    def _piece(self, first: int) -> tuple[int, int]:
        """Where the piece that begins at `first` ends, and where to go on."""
        tokens = self.tokens
        at = first
        depth = 0
        complete = False
        entered = self._enter_list(first)
        if entered:
            return first, entered
        element = self._element_end(first)
        if element is not None:
            self.known = True
            at, complete = element, True
        while at < len(tokens):
            word = tokens[at].word
            if depth or word == "(":
                depth += (word == "(") - (word == ")")
                at += 1
                continue
            if word == ";":
                self._close_list()
                return at, at + 1
            if word == "\n" and (
                self._line_start(at + 1) or self._starts_piece(at + 1, first, complete, ",", at)
            ):
                self._close_list()
                return at, at + 1
            if word == "." and self._sentence_end(at):
                return at, at + 1
            if word == ":":
                colon = self._colon(first, at)
                if colon is not None:
                    return colon
            if word in _SEPARATORS and self._starts_piece(self._after(at), first, complete, word, at):
                return at, at + 1
            if at > first and self._phrase(at, _DUTIES):
                return at, self._work_from(at)
            role = self._phrase(at, _ROLES)
            if role and at > first and self._word(at - 1) not in {"quan", "vị", "phận"}:
                return at, at + role
            if at > first and not self._capital(at) and self._work_begins(at, complete):
                return at, self._work_from(at)
            named = name_at(tokens, at)
            if named is not None:
                self.known = True
                self._remember(at, named[0])
                # a council's name often goes on with its task: Ban Chỉ đạo chuyển đổi số, Tổ công tác kiểm tra …
                at, complete = named[0], named[1].level != "council"
                continue
            complete = complete and (word in SKIPPED or self._place_word(at))
            at += 1
        return at, at

    def _work_begins(self, at: int, complete: bool) -> bool:
        """Whether the words from here on say what is to be done, no longer who does it."""
        if self._phrase(at, _ENDS_NAME) or (complete and self._phrase(at, _VERBS)):
            return True
        if self.leading and complete and self._word(at) not in _NAME_TAILS and not self._ends(at):
            return True
        return (
            (self._word(at - 2), self._word(at - 1)) == ("liên", "quan")
            and self._word(at) not in _RELATED_TAILS
            and not self._ends(at)
        )

    def _place_word(self, at: int) -> bool:
        """Whether a word only says which one: the province, its name, or who it belongs to."""
        head = head_at(self.tokens, at)
        return (head is not None and "unit" in head[1]) or self._capital(at)

    def _segment_end(self, at: int) -> int:
        while at < len(self.tokens) and self._word(at) not in {";", "\n"}:
            at += 1
        return at

    def _after(self, at: int) -> int:
        """The token after a separator and the words that only strengthen it (`, và`, `cùng với`)."""
        at += 1
        while self._word(at) in {"và", "với", "cùng", "cả", "\n"}:
            at += 1
        return at

    def _line_start(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].start in self.line_starts

    def _sentence_end(self, at: int) -> bool:
        end = self.tokens[at].end
        before = self._word(at - 1)
        return (end >= len(self.text) or self.text[end].isspace()) and before not in {"tp", "vp", "tx", "tt"}

    def _colon(self, first: int, at: int) -> tuple[int, int] | None:
        """After a colon: a list of places stays with its head, another agency begins anew, the rest is no name."""
        head = head_at(self.tokens, self._skip_determiner(first))
        if head is not None and "unit" in head[1]:
            return None
        if self._starts_piece(at + 1, first, True, ",", at):
            # `các đơn vị: Sở A, Sở B`: the bare noun only announces them
            announces = head is not None and not (head[1] & {"strong", "weak", "person"})
            return (first if announces and at > first + 1 else at), at + 1
        return at, self._segment_end(at)

    # --- lists whose head is said once

    def _skip_determiner(self, at: int) -> int:
        while at < len(self.tokens):
            skipped = (
                1
                if self._word(at).isdecimal()
                else determiner(tuple(self._word(at + step) for step in range(2)))
            )
            if not skipped:
                break
            at += skipped
        return at

    def _enter_list(self, first: int) -> int | None:
        """If `các Sở:` stands here, remember the head and give the place after the colon."""
        at = first
        prefix = ""
        for _ in range(4):  # đại diện lãnh đạo, Chủ tịch UBND
            head = head_at(self.tokens, at)
            if head is None or not ("person" in head[1] or self._word(at) in COUNCILS):
                break
            at = head[0]
            prefix = squeeze(self.text[self.tokens[first].start : self.tokens[at - 1].end]) + " "
        noun = self._skip_determiner(at)
        head = head_at(self.tokens, noun)
        if head is None or "fields" not in head[1] or (noun == at and self._word(head[0]) != ":"):
            return None
        after = head[0]
        mixed = False
        while after < noun + 24 and self._word(after) in {",", "và", "-"}:
            other = head_at(self.tokens, after + 1)
            if other is None or "generic" not in other[1]:
                break
            after, mixed = other[0], True
        colon = self._word(after) == ":"
        if not colon and (mixed or field_at(self.tokens, after, self._word(noun)) is None):
            return None
        start = self._after(after) if colon else after
        if "unit" in head[1] and mixed and not self._province_at(start):
            return None
        if not colon and "unit" in head[1]:
            return None
        word = squeeze(self.text[self.tokens[noun].start : self.tokens[head[0] - 1].end])
        shown = _lower_first(word) if prefix and "unit" in head[1] else word[0].upper() + word[1:]
        self.list = _List("?" if mixed and "unit" in head[1] else shown, prefix, True)
        return start if start > first else None

    def _remember(self, at: int, end: int) -> None:
        """After `Sở Nội vụ` a bare `Tài chính` is another Sở."""
        head = head_at(self.tokens, at)
        if head is not None and "fields" in head[1] and "unit" not in head[1] and head[0] < end:
            word = squeeze(self.text[self.tokens[at].start : self.tokens[head[0] - 1].end])
            self.list = _List(word, "", False)

    def _close_list(self) -> None:
        """Behind `;` or a new line only known fields still belong to a list."""
        if self.list is not None and "unit" not in self._kinds(self.list.head):
            self.list.explicit = False

    def _province_at(self, at: int) -> str | None:
        """The kind (tỉnh, thành phố) of the province whose name stands here."""
        for length in (4, 3, 2, 1):
            if at + length <= len(self.tokens) and self._ends(at + length):
                words = " ".join(self._word(at + step) for step in range(length))
                found = province_by_name(words)
                if found is not None:
                    return found.kind
        return None

    def _element_end(self, at: int) -> int | None:
        """The end of a field that stands here as a member of the current list."""
        if self.list is None:
            return None
        end = field_at(self.tokens, at, fold(self.list.head))
        return end if end is not None and (self._ends(end) or self._list_tail(end)) else None

    def _list_tail(self, at: int) -> bool:
        return self._word(at) in {"tỉnh", "thành", "huyện", "xã"} and self._ends(
            at + 1 + (self._word(at) == "thành")
        )

    # --- where another agency begins

    def _starts_piece(self, at: int, first: int, complete: bool, separator: str, mark: int) -> bool:
        """Whether another agency begins at token `at`, behind the separator that stands at `mark`."""
        if at >= len(self.tokens):
            return True
        if self._element_end(at) is not None:
            return True
        determined = self._skip_determiner(at)
        if self._only_persons(first, mark) and self._is_person(determined):
            return False  # Chủ tịch, các Phó Chủ tịch UBND tỉnh
        named = name_at(self.tokens, at) or (name_at(self.tokens, determined) if determined > at else None)
        head = head_at(self.tokens, determined)
        if determined > at:
            return named is not None or head is not None
        collective = self._collective(first, at)
        if named is not None and named[1].level != "collective":
            return True
        if (
            named is not None
            and self._capital(at)
            and determiner((self._word(first),)) == 0
            and named[0] > at + 1
        ):
            return True  # Doanh nghiệp, Sở, ban, ngành có liên quan
        if head is not None:
            started = self._head_starts(head, first, complete, collective)
            if started is not None:
                return started
        if self.list is not None and self.list.explicit and self._capital(at):
            return separator in {",", ";"} or complete or "unit" in self._kinds(self.list.head)
        return separator == "," and complete and not collective and self._capital(at)

    def _is_person(self, at: int) -> bool:
        head = head_at(self.tokens, at)
        return head is not None and "person" in head[1]

    def _only_persons(self, first: int, mark: int) -> bool:
        """Whether the piece so far names a position and no body."""
        at = self._skip_determiner(first)
        head = head_at(self.tokens, at)
        return head is not None and "person" in head[1] and head[0] >= mark

    def _kinds(self, word: str) -> frozenset[str]:
        if word == "?":
            return frozenset({"unit"})
        head = head_at(tokenize(fold(word)), 0)
        return head[1] if head else frozenset()

    def _head_starts(
        self, head: tuple[int, frozenset[str]], first: int, complete: bool, collective: bool
    ) -> bool | None:
        """Whether a head word begins another agency here; None when it is no name's beginning at all."""
        after, kinds = head
        # a noun that stands bare (sở, ban, ngành; đơn vị có liên quan) goes on with the collective before it
        bare = self._ends(after) or not (kinds & {"strong", "weak", "person"})
        if "unit" in kinds:
            named = self._capital(after) and not self._ends(after)
            return named and not collective and (complete or self._capital(first))
        if "generic" in kinds and (bare or not ("strong" in kinds or self._capital(after))):
            related = any(self._word(after + step) == "liên" for step in range(6))
            return not collective and (complete or related)
        if "person" in kinds:
            return True
        if "strong" in kinds or (self._capital(after) and not self._ends(after)):
            return True
        return None

    def _collective(self, first: int, end: int) -> bool:
        """Whether the piece from `first` is a collective name: it speaks of `các …`, of a level, or of bare nouns."""
        words = {self._word(at) for at in range(first, min(end, first + 60))}
        if words & {"các", "những", "cấp"}:
            return True
        at = self._skip_determiner(first)
        head = head_at(self.tokens, at)
        if head is None or "generic" not in head[1]:
            return False
        return self._ends(head[0]) or not (head[1] & {"strong", "weak", "unit"}) or (
            "weak" in head[1] and not self._capital(head[0])
        )  # fmt: skip

    # --- the words of a piece

    def _cut(self, first: int, end: int) -> tuple[str, int, int] | None:
        """Name, start and end of a piece without marks and brackets at its end; None where no words are left."""
        while end > first:
            if self._word(end - 1) == ")":
                opening = next((at for at in range(end - 1, first, -1) if self._word(at) == "("), None)
                if opening is None:
                    break
                end = opening
            elif self._word(end - 1) in PUNCTUATION or self._word(end - 1) in _SEPARATORS:
                end -= 1
            else:
                break
        if end <= first or not any(char.isalpha() for char in self._word(first) + self._word(end - 1)):
            return None
        start, stop = self.tokens[first].start, self.tokens[end - 1].end
        words = squeeze(self.text[start:stop])
        return self._with_head(first, end, words), start, stop

    def _with_head(self, first: int, end: int, words: str) -> str:
        if self.list is None:
            return words
        element = field_at(self.tokens, first, fold(self.list.head))
        if element is not None and (element == end or self._list_tail(element)):
            return f"{self.list.prefix}{self.list.head} {words}"
        if not self.list.explicit:
            return words
        if name_at(self.tokens, first) is not None or self._own_head(first):
            head = head_at(self.tokens, first)
            if head is not None and "unit" in head[1] and "unit" in self._kinds(self.list.head):
                return f"{self.list.prefix}{words}"
            self.list.explicit = False
            return words
        if self.list.head == "?":
            kind = self._province_at(first)
            return f"{self.list.prefix}{kind} {words}" if kind else words
        return f"{self.list.prefix}{self.list.head} {words}"

    def _own_head(self, first: int) -> bool:
        """Whether the piece says itself what kind of body it is."""
        at = self._skip_determiner(first)
        head = head_at(self.tokens, at)
        if at > first or head is None:
            return at > first
        return self._ends(head[0]) or bool(head[1] & {"strong", "unit", "person"}) or self._capital(head[0])


def _lower_first(word: str) -> str:
    return word[0].lower() + word[1:]
