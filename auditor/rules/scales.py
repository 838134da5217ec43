"""TC: tiêu chí, scoring frames, rating bands and who appraises what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from auditor.rules.engine import HELD, Fault, Options, rule
from auditor.rules.figures import written
from extractors.criteria_names import field_key, same_field
from extractors.extract import Reading
from models.facts import Band, Number, Scoring, ScoringPart

Outcome = Iterator[Fault | None]

_COUNTS = {
    "fields": "lĩnh vực",
    "criteria": "tiêu chí",
    "subcriteria": "tiêu chí thành phần",
    "points": "điểm",
}

_MAX_FIELDS = 400

_STEPS = tuple(Fraction(step) for step in ("1", "0.5", "0.25", "0.1", "0.01"))
"""Scales told in steps: 80 - 89 below 90 - 100, 70 - 84,5 below 85 - 100."""


@rule("TC001")
def frame_does_not_add_up(reading: Reading, options: Options) -> Outcome:
    """Announced numbers of fields, criteria, sub-criteria and points against the parts below."""
    for frame in reading.facts.scoring:
        if len(frame.parts) < 2:
            continue
        for what, stated, found in _sums(frame):
            if stated == found:
                yield HELD
                continue
            yield Fault(
                frame.span,
                values={
                    "what": what,
                    "noun": _COUNTS[what],
                    "scope": frame.scope,
                    "stated": written(stated),
                    "found": written(found),
                },
                expected=written(found),
                actual=written(stated),
                related=tuple(part.span for part in frame.parts if part.span.end),
            )


def _sums(frame: Scoring) -> Iterator[tuple[str, Number, Number]]:
    """What is announced beside what the parts give, wherever both are told."""
    if frame.fields is not None:
        yield "fields", frame.fields, len(frame.parts)
    if frame.fields is not None and frame.fields != len(frame.parts):
        return  # a field is missing or too many: the sums below would only say it again
    if frame.criteria is not None:
        yield "criteria", frame.criteria, sum(part.criteria for part in frame.parts)
    if frame.subcriteria is not None and any(part.subcriteria is not None for part in frame.parts):
        yield "subcriteria", frame.subcriteria, sum(part.subcriteria or 0 for part in frame.parts)
    if frame.points is not None and all(part.points is not None for part in frame.parts):
        yield "points", frame.points, sum(part.points or 0 for part in frame.parts)


@rule("TC002")
def bands_with_gap(reading: Reading, options: Options) -> Outcome:
    """Neighbouring classes of one scale that leave scores out, or claim the same ones."""
    groups: dict[int, list[Band]] = defaultdict(list)
    for band in reading.facts.bands:
        groups[band.group].append(band)
    for bands in groups.values():
        ordered = sorted(
            bands, key=lambda band: (-(band.high if band.high is not None else 10**9), -(band.low or 0))
        )
        for upper, lower in pairwise(ordered):
            template = _join(upper, lower)
            if template is None:
                yield HELD
                continue
            yield Fault(
                lower.span,
                template,
                {
                    "upper": upper.name,
                    "lower": lower.name,
                    "low": written(upper.low),
                    "high": written(lower.high),
                },
                related=(upper.span,),
            )


def _join(upper: Band, lower: Band) -> str | None:
    """`gap` or `overlap` where two neighbouring classes do not meet; None where they do."""
    if upper.low is None or lower.high is None:
        return "overlap" if upper.low is None and lower.low is not None else None
    if lower.high < upper.low:
        stepped = not lower.high_open and not upper.low_open and upper.low - lower.high in _STEPS
        return None if stepped else "gap"
    if lower.high > upper.low:
        return "overlap"
    if upper.low_open and lower.high_open:
        return "gap"
    return None if upper.low_open != lower.high_open else "overlap"


@rule("TC003")
def field_without_appraiser(reading: Reading, options: Options) -> Outcome:
    """Fields of the frames that no agency is charged with, where the document charges agencies with fields."""
    charged = [item for assignment in reading.facts.assignments for item in assignment.items]
    parts = _distinct([part for frame in reading.facts.scoring for part in frame.parts])
    matched = [any(same_field(part.name, item) for item in charged) for part in parts]
    if sum(matched) < 2 or sum(matched) * 2 < len(parts):
        return  # the charges are not about these fields
    for part, has_appraiser in zip(parts, matched, strict=True):
        if has_appraiser:
            yield HELD
        else:
            yield Fault(part.span, values={"field": part.name}, quote=part.name)


def _distinct(parts: list[ScoringPart]) -> list[ScoringPart]:
    """One part of each field; none where there are more than any index has."""
    named: dict[str, ScoringPart] = {}
    for part in parts:
        named.setdefault(field_key(part.name), part)
    kept: list[ScoringPart] = []
    for part in named.values() if len(named) <= _MAX_FIELDS else ():
        if not any(same_field(part.name, other.name) for other in kept):
            kept.append(part)
    return kept
