"""One document's facts and findings against its gold: what is right, what was missed, what was invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from rapidfuzz.fuzz import ratio

from extractors.agencies import agency_key
from models.facts import Facts, Period, Quantity, Reference, Task
from models.finding import Finding
from models.text import key, squeeze

Verdict = Literal["right", "missed", "invented"]
Gold = dict[str, Any]
F = TypeVar("F")
G = TypeVar("G")

HEADER = (
    "type", "number", "symbol", "issuer", "place", "issued", "title", "year",
    "signer name", "signer position", "signer authority",
)  # fmt: skip
KINDS = (
    *HEADER, "recipients", "references", "reference issuers", "reference types", "reference bases",
    "task titles", "deadlines", "leads", "supports", "samples", "scoring frames", "bands", "assignments",
)  # fmt: skip
"""Every kind of fact in the order of the scorecard."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: `kind` is a kind of fact or the code of a rule with its severity (`SL001 error`)."""

    kind: str
    verdict: Verdict
    words: str


def compare_facts(facts: Facts, gold: Gold) -> Iterator[Outcome]:
    """Every fact that the gold annotates; what it does not annotate is not scored."""
    yield from _header(facts, gold)
    if "recipients" in gold:
        yield from _bag("recipients", facts.recipients, gold["recipients"], key)
    if "references" in gold:
        yield from _references(facts.references, gold["references"] or [])
    if "tasks" in gold:
        yield from _tasks(facts.tasks, gold["tasks"] or [])
    if "samples" in gold:
        yield from _bag("samples", _nodes(facts.samples), _gold_nodes(gold["samples"] or []), str)
    if "scoring" in gold:
        yield from _bag("scoring frames", _frames(facts), _gold_frames(gold["scoring"] or []), str)
    if "bands" in gold:
        found = [_band(b.low, b.high, b.low_open, b.high_open) for b in facts.bands]
        wanted = [_band(b["low"], b["high"], b["low_open"], b["high_open"]) for b in gold["bands"] or []]
        yield from _bag("bands", found, wanted, str)
    if "assignments" in gold:
        found = [f"{agency_key(a.agency)}: {key(item)}" for a in facts.assignments for item in a.items]
        wanted = [
            f"{agency_key(a['agency'])}: {key(item)}"
            for a in gold["assignments"] or []
            for item in a["items"]
        ]
        yield from _bag("assignments", found, wanted, str)


def _value(
    kind: str, found: object, wanted: object, form: Callable[[str], str], where: str = ""
) -> Iterator[Outcome]:
    """A field that holds one value or none: a wrong value is both a miss and an invention."""
    said = None if found is None else str(found)
    true = None if wanted is None else str(wanted)
    if said is not None and true is not None and form(said) == form(true):
        yield Outcome(kind, "right", where + true)
        return
    if true is not None:
        yield Outcome(kind, "missed", f"{where}{true}" + ("" if said is None else f"  [got {said}]"))
    if said is not None:
        yield Outcome(kind, "invented", f"{where}{said}" + ("" if true is None else f"  [not {true}]"))


def _bag(
    kind: str, found: Iterable[str], wanted: Iterable[str], form: Callable[[str], str], where: str = ""
) -> Iterator[Outcome]:
    """A list of values in any order, each as often as it stands there."""
    said, true = [str(each) for each in found], [str(each) for each in wanted]
    open_ = Counter(form(each) for each in said)
    for each in true:
        right = open_[form(each)] > 0
        open_[form(each)] -= right
        yield Outcome(kind, "right" if right else "missed", where + each)
    for each in reversed(said):
        if open_[form(each)] > 0:
            open_[form(each)] -= 1
            yield Outcome(kind, "invented", where + each)


# --- header and signature


def _header(facts: Facts, gold: Gold) -> Iterator[Outcome]:
    forms: dict[str, Callable[[str], str]] = {"issuer": agency_key, "title": _subject}
    for kind in ("type", "number", "symbol", "issuer", "place", "title", "year"):
        if kind in gold:
            yield from _value(kind, getattr(facts, kind), gold[kind], forms.get(kind, key))
    if "issued" in gold:
        yield from _value("issued", facts.issued and facts.issued.end, _day(gold["issued"]), str)
    if "signer" in gold:
        signer = gold["signer"] or {}
        for part in ("name", "position", "authority"):
            found = getattr(facts.signer, part) if facts.signer else None
            yield from _value(f"signer {part}", found, signer.get(part), key)


def _subject(title: str) -> str:
    return key(title).removeprefix("v v ")


def _day(value: Any) -> str | None:
    """The day of a gold date: a date, a string, or a period (its end)."""
    if isinstance(value, dict):
        value = value["end"]
    return None if value is None else str(value)


# --- references


def _references(found: Sequence[Reference], wanted: Sequence[Gold]) -> Iterator[Outcome]:
    for reference, want in align(found, wanted, _same_document):
        if want is None:
            assert reference is not None
            yield Outcome("references", "invented", _cited(reference))
            continue
        true = _gold_cited(want)
        if reference is None:
            yield Outcome("references", "missed", true)
            continue
        if _dated(reference, want) == _day(want.get("issued")):
            yield Outcome("references", "right", true)
        else:
            yield Outcome("references", "missed", f"{true}  [got {_cited(reference)}]")
            yield Outcome("references", "invented", f"{_cited(reference)}  [not {true}]")
        where = f"{reference.code or reference.title}@{reference.span.start}: "
        yield from _value("reference issuers", reference.issuer, want.get("issuer"), agency_key, where)
        yield from _value("reference types", reference.type, want.get("type"), key, where)
        if "basis" in want:
            yield from _value("reference bases", reference.basis, want["basis"], str, where)


def _same_document(reference: Reference, want: Gold) -> float:
    """How surely two mentions are of one place: number and symbol must agree; the date helps to tell mentions apart."""
    if _code(reference.number) != _code(want.get("number")) or _code(reference.symbol) != _code(
        want.get("symbol")
    ):
        return 0
    if want.get("number") is None:
        if reference.type != want.get("type"):
            return 0
        titles = key(reference.title or ""), key(want.get("title") or "")
        if all(titles) and not (titles[0].startswith(titles[1]) or titles[1].startswith(titles[0])):
            return 0
    same_day = _dated(reference, want) == _day(want.get("issued"))
    same_issuer = agency_key(reference.issuer or "") == agency_key(want.get("issuer") or "")
    return 4 + same_day + 0.5 * same_issuer + 0.5 * (reference.basis == want.get("basis"))


def _dated(reference: Reference, want: Gold | None = None) -> str | None:
    """The day of issue; a law's year (Luật Thủy sản năm 2017) is no day, but right where gold gives it."""
    issued = reference.issued
    if issued is None or (issued.precision != "day" and str(issued.end) != _day((want or {}).get("issued"))):
        return None
    return str(issued.end)


def _code(words: Any) -> str:
    return "".join(str(words or "").upper().replace("Ð", "Đ").split())


def _cited(reference: Reference) -> str:
    return f"{reference.type} {reference.code or reference.title} ngày {_dated(reference)} của {reference.issuer} @{reference.span.start}"


def _gold_cited(want: Gold) -> str:
    code = f"{want['number']}/{want['symbol']}" if want.get("number") else want.get("title")
    return f"{want.get('type')} {code} ngày {_day(want.get('issued'))} của {want.get('issuer')}"


# --- tasks


def _tasks(found: Sequence[Task], wanted: Sequence[Gold]) -> Iterator[Outcome]:
    for task, want in align(found, wanted, _same_task):
        where = f"{(want or {}).get('id') or (task and task.id)} {squeeze((want or {}).get('title') or (task and task.title) or '')[:50]}: "
        if want is None:
            assert task is not None
            yield Outcome("task titles", "invented", f"{task.id} {squeeze(task.title)[:100]}")
        elif task is None:
            yield Outcome("task titles", "missed", f"{want['id']} {want['title'][:100]}")
        else:
            yield from _value(
                "task titles",
                squeeze(task.title),
                want["title"],
                _head_of(task.title, want["title"]),
                f"{want['id']} ",
            )
        yield from _value(
            "deadlines", task and _period(task.due), want and _gold_period(want.get("due")), str, where
        )
        for kind, part in (("leads", "lead"), ("supports", "support")):
            said = getattr(task, part) if task else ()
            yield from _bag(kind, said, (want or {}).get(part) or (), agency_key, where)


def _head_of(found: str, wanted: str) -> Callable[[str], str]:
    """Gold gives the head of a title (an ellipsis ends it): titles are one where the one goes on behind the other."""
    short = min(len(key(found)), len(_head(wanted)))
    return lambda title: _head(title)[: max(short, 1)]


def _head(title: str) -> str:
    return key(title.split("…")[0])


def _same_task(task: Task, want: Gold) -> float:
    """How surely two tasks are one: the heads of their titles are alike, or they stand under one label."""
    said, true = key(task.title), _head(want["title"])
    head = min(len(said), len(true))
    likeness = ratio(said[:head], true[:head]) / 100 if head else 0
    same_place = key(task.id or "") == key(str(want.get("id") or ""))
    if likeness < 0.6 and not same_place:
        return 0
    return likeness + 0.5 * same_place


def _period(period: Period | None) -> str | None:
    return None if period is None else f"{period.start}..{period.end} {period.precision}"


def _gold_period(period: Gold | None) -> str | None:
    return None if period is None else f"{period.get('start')}..{period.get('end')} {period['precision']}"


# --- figures


def _nodes(quantities: Iterable[Quantity], above: str = "") -> Iterator[str]:
    for q in quantities:
        label = f"{above}{key(q.label)}"
        yield _node(label, q.unit, q.factors, q.stated, q.approximate)
        yield from _nodes(q.parts, f"{label} > ")


def _gold_nodes(quantities: Iterable[Gold], above: str = "") -> Iterator[str]:
    for q in quantities:
        label = f"{above}{key(q['label'])}"
        yield _node(label, q.get("unit"), q.get("factors", ()), q.get("stated"), q.get("approximate", False))
        yield from _gold_nodes(q.get("parts") or (), f"{label} > ")


def _node(label: str, unit: str | None, factors: Iterable[Any], stated: Any, approximate: bool) -> str:
    product = " x ".join(str(factor) for factor in factors)
    return f"{label}: {'khoảng ' if approximate else ''}{product} = {stated} {unit}"


def _frames(facts: Facts) -> Iterator[str]:
    for f in facts.scoring:
        parts = [(key(p.name), p.criteria, p.subcriteria, p.points) for p in f.parts]
        yield str((f.fields, f.criteria, f.subcriteria, f.points, parts))


def _gold_frames(frames: Iterable[Gold]) -> Iterator[str]:
    for f in frames:
        parts = [(key(p["name"]), p["criteria"], p.get("subcriteria"), p.get("points")) for p in f["parts"]]
        yield str((f["fields"], f["criteria"], f["subcriteria"], f["points"], parts))


def _band(low: Any, high: Any, low_open: bool, high_open: bool) -> str:
    return f"{'(' if low_open else '['}{low}, {high}{')' if high_open else ']'}"


# --- findings


def compare_findings(
    found: Sequence[Finding], wanted: Sequence[Gold], usual: dict[str, str]
) -> Iterator[Outcome]:
    """Findings against gold findings; `usual` is every rule's severity, for gold that gives none.

    A finding is right where gold has its rule at words that it quotes or names (and its severity, where gold
    gives one); gold may stand for several findings of one slip, but a missed one counts once.
    """
    matched: set[int] = set()
    for finding in found:
        severity = finding.severity.word
        hits = [
            number
            for number, want in enumerate(wanted)
            if want["rule"] == finding.rule
            and want.get("severity", severity) == severity
            and _at_words(finding, str(want["quote"]))
        ]
        matched.update(hits)
        yield Outcome(
            f"{finding.rule} {severity}", "right" if hits else "invented", squeeze(finding.quote)[:120]
        )
    for number, want in enumerate(wanted):
        if number not in matched:
            severity = want.get("severity") or usual.get(want["rule"], "error")
            yield Outcome(
                f"{want['rule']} {severity}", "missed", f"{want['quote']} ({want.get('why', '')})"[:160]
            )


def _at_words(finding: Finding, quote: str) -> bool:
    said = key(" ".join([finding.quote, *map(str, finding.values.values())]))
    pieces = [key(piece) for piece in quote.split("…") if len(key(piece)) > 3] or [key(quote)]
    own = key(finding.quote)
    return any(piece in said for piece in pieces) or (len(own) > 3 and any(own in piece for piece in pieces))


# --- alignment


def align(
    found: Sequence[F], wanted: Sequence[G], likeness: Callable[[F, G], float]
) -> list[tuple[F | None, G | None]]:
    """The pairing of two lists in text order with the highest sum of likeness; 0 is never paired."""
    score = [[likeness(f, w) for w in wanted] for f in found]
    best = [[0.0] * (len(wanted) + 1) for _ in range(len(found) + 1)]
    for i in range(len(found) - 1, -1, -1):
        for j in range(len(wanted) - 1, -1, -1):
            together = score[i][j] + best[i + 1][j + 1] if score[i][j] > 0 else -1.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[F | None, G | None]] = []
    i = j = 0
    while i < len(found) and j < len(wanted):
        if score[i][j] > 0 and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            pairs.append((found[i], wanted[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((found[i], None))
            i += 1
        else:
            pairs.append((None, wanted[j]))
            j += 1
    return pairs + [(f, None) for f in found[i:]] + [(None, w) for w in wanted[j:]]
