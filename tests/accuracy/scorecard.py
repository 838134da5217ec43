"""The scorecard: outcomes added up by group and kind, its tables, and what it gained or lost since it was accepted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.accuracy.matching import HEADER, KINDS, Outcome, compare_facts, compare_findings
from tests.accuracy.sources import GROUPS, Case

ACCEPTED = Path(__file__).with_name("accepted.json")
SEVERITIES = ("error", "warning", "note")


@dataclass
class Tally:
    """Cases of one kind: what gold has and was found, what gold has and was not, what gold does not have."""

    right: int = 0
    missed: int = 0
    invented: int = 0

    def add(self, verdict: str, times: int = 1) -> None:
        setattr(self, verdict, getattr(self, verdict) + times)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.missed + other.missed, self.invented + other.invented)

    @property
    def cases(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.cases if self.cases else 1.0

    @property
    def f1(self) -> float:
        wrong = self.missed + self.invented
        return 2 * self.right / (2 * self.right + wrong) if self.right or wrong else 1.0

    def counts(self) -> list[int]:
        return [self.right, self.missed, self.invented]


@dataclass
class Scorecard:
    """Outcomes of every document, by group, document and kind."""

    outcomes: dict[tuple[str, str], list[Outcome]] = field(default_factory=dict)

    def tally(self, group: str, *kinds: str) -> Tally:
        """The cases of one group, of the kinds given (all that begin so, for the code of a rule)."""
        total = Tally()
        for (name, _), outcomes in self.outcomes.items():
            for outcome in outcomes if name == group else ():
                if outcome.kind in kinds:
                    total.add(outcome.verdict)
        return total

    def rules(self, severity: str) -> list[str]:
        found = {outcome.kind for outcomes in self.outcomes.values() for outcome in outcomes}
        return sorted(kind for kind in found if kind.endswith(f" {severity}"))

    def groups(self) -> list[str]:
        present = {group for group, _ in self.outcomes}
        return [group for group in GROUPS if group in present]

    def as_json(self) -> dict[str, Any]:
        """Totals of every kind and group, and faults by document: counts alone, and none of single held-out documents."""
        totals: dict[str, dict[str, Tally]] = {}
        faults: dict[str, dict[str, list[int]]] = {}
        for (group, name), outcomes in self.outcomes.items():
            for outcome in outcomes:
                totals.setdefault(group, {}).setdefault(outcome.kind, Tally()).add(outcome.verdict)
            wrong = Counter((each.kind, each.verdict) for each in outcomes if each.verdict != "right")
            if group != "held out":
                for kind in sorted({kind for kind, _ in wrong}):
                    counts = [wrong[kind, "missed"], wrong[kind, "invented"]]
                    faults.setdefault(f"{group}/{name}", {})[kind] = counts
        return {
            "totals": {
                group: {kind: tally.counts() for kind, tally in sorted(kinds.items())}
                for group, kinds in totals.items()
            },
            "faults": faults,
        }


def score(cases: Iterable[Case]) -> Scorecard:
    """Check every file and hold it against its gold."""
    from auditor.checking import check_file
    from auditor.rules import Options
    from auditor.rules.pages import codes, load_page

    usual = {code: load_page(code).severity.word for code in codes()}
    card = Scorecard()
    for case in cases:
        checked = check_file(str(case.path), Options())
        outcomes = card.outcomes.setdefault((case.group, case.name), [])
        if checked.facts is None:
            outcomes.append(Outcome("files read", "missed", str(case.path.name)))
            continue
        outcomes.append(Outcome("files read", "right", str(case.path.name)))
        outcomes.extend(compare_facts(checked.facts, case.gold.get("facts") or {}))
        outcomes.extend(compare_findings(checked.findings, case.gold.get("findings") or [], usual))
    return card


# --- what is printed


def facts_table(card: Scorecard) -> Iterator[str]:
    """Precision, recall, F1 and number of gold cases of every kind of fact, a column a group."""
    groups = card.groups()
    yield f"{'':<20}" + "".join(f"{group:^28}" for group in groups)
    yield f"{'fact':<20}" + f"{'prec':>8}{'rec':>6}{'F1':>7}{'cases':>6} " * len(groups)
    rows = [("files read", ("files read",)), *((kind, (kind,)) for kind in KINDS), ("header fields", HEADER)]
    for name, kinds in rows:
        cells = [_cell(card.tally(group, *kinds)) for group in groups]
        yield f"{name:<20}" + "".join(cells)


def _cell(tally: Tally) -> str:
    if not tally.cases and not tally.invented:
        return f"{'-':>27} "
    return f"{tally.precision:>8.3f}{tally.recall:>6.3f}{tally.f1:>7.3f}{tally.cases:>6} "


def rules_table(card: Scorecard) -> Iterator[str]:
    """Right, false and missed findings of every rule, errors, warnings and notes apart, a column a group."""
    groups = card.groups()
    for severity in SEVERITIES:
        rules = card.rules(severity)
        yield f"{severity + 's':<20}" + "".join(f"{group:^28}" for group in groups)
        yield f"{'rule':<20}" + f"{'right':>9}{'false':>9}{'missed':>9} " * len(groups)
        for rule in [*rules, None]:
            kinds = rules if rule is None else [rule]
            name = "all" if rule is None else rule.split()[0]
            tallies = [card.tally(group, *kinds) for group in groups]
            yield f"{name:<20}" + "".join(f"{t.right:>9}{t.invented:>9}{t.missed:>9} " for t in tallies)
        yield ""


def faults(card: Scorecard, *, show_held_out: bool = False) -> Iterator[str]:
    """Every miss and invention with its document and words."""
    for (group, name), outcomes in card.outcomes.items():
        if group == "held out" and not show_held_out:
            continue
        for outcome in outcomes:
            if outcome.verdict != "right":
                yield f"{group}/{name}: {outcome.verdict} {outcome.kind}: {outcome.words}"


def changes(card: Scorecard, accepted: dict[str, Any]) -> Iterator[str]:
    """Gains and losses against an accepted scorecard: totals of every row, then the documents that changed."""
    now = card.as_json()
    for group, kinds in now["totals"].items():
        before = accepted["totals"].get(group)
        if before is None:
            yield f"  {group}: not in the accepted scorecard"
            continue
        for kind in sorted({*kinds, *before}):
            old, new = Tally(*before.get(kind, (0, 0, 0))), Tally(*kinds.get(kind, (0, 0, 0)))
            if old != new:
                word = _direction(old.missed + old.invented, new.missed + new.invented)
                yield f"  {word:<6} {group}, {kind}: F1 {old.f1:.3f} -> {new.f1:.3f}, right {old.right} -> {new.right}, missed {old.missed} -> {new.missed}, invented {old.invented} -> {new.invented}"
    for place in sorted({*now["faults"], *accepted["faults"]}):
        if place.split("/")[0] not in now["totals"]:
            continue
        new_kinds, old_kinds = now["faults"].get(place, {}), accepted["faults"].get(place, {})
        for kind in sorted({*new_kinds, *old_kinds}):
            was, is_now = old_kinds.get(kind, [0, 0]), new_kinds.get(kind, [0, 0])
            if was != is_now:
                yield f"    {_direction(sum(was), sum(is_now)):<6} {place}, {kind}: missed {was[0]} -> {is_now[0]}, invented {was[1]} -> {is_now[1]}"


def _direction(before: int, after: int) -> str:
    return "gain" if after < before else "loss" if after > before else "change"


def load_accepted() -> dict[str, Any] | None:
    if not ACCEPTED.is_file():
        return None
    accepted: dict[str, Any] = json.loads(ACCEPTED.read_text(encoding="utf-8"))
    return accepted


def accept(card: Scorecard) -> None:
    """Write the scorecard as the one that later ones are held against; groups that did not run stay as they were."""
    new, old = card.as_json(), load_accepted() or {"totals": {}, "faults": {}}
    ran = set(new["totals"])
    kept = {group: kinds for group, kinds in old["totals"].items() if group not in ran}
    kept_faults = {place: kinds for place, kinds in old["faults"].items() if place.split("/")[0] not in ran}
    merged = {"totals": {**kept, **new["totals"]}, "faults": {**kept_faults, **new["faults"]}}
    lines = json.dumps(merged, ensure_ascii=False, indent=1, sort_keys=True)
    ACCEPTED.write_text(_compact(lines) + "\n", encoding="utf-8")


def _compact(lines: str) -> str:
    """Short lists on one line, so that a change of the file reads as a change of the scorecard."""
    import re

    return re.sub(
        r"\[\s+(\d+),\s+(\d+)(?:,\s+(\d+))?\s+\]", lambda m: f"[{', '.join(filter(None, m.groups()))}]", lines
    )
