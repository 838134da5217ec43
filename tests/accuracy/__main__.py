"""`make accuracy`: prints the scorecard, what changed since it was accepted, and how fast an audit is."""

from __future__ import annotations

import argparse
import sys

from tests.accuracy.scorecard import accept, changes, facts_table, faults, load_accepted, rules_table, score
from tests.accuracy.sources import cases
from tests.conftest import shared_dir


def speed_row() -> str:
    """The whole audit of the corpus's PDF beside pdfplumber's extract_text, as a ratio."""
    from corpora.plans import plan_paths
    from tests.benchmarks.__main__ import audit, best, plumber_text

    pdfs = plan_paths(".pdf")
    audit(pdfs)
    ratio = best(lambda: plumber_text(pdfs), 2) / best(lambda: audit(pdfs), 3)
    return f"{'speed':<20}{ratio:>8.1f} x pdfplumber's extract_text, whole audit of {len(pdfs)} PDF"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="list every miss and every invention")
    parser.add_argument("--held-out", action="store_true", help="list those of the held-out documents too")
    parser.add_argument("--accept", action="store_true", help="make this the accepted scorecard")
    parser.add_argument("--only", choices=("corpora", "real", "seeds"))
    options = parser.parse_args(arguments)
    if shared_dir() is None:
        print(
            "the real texts (shared/seeds, shared/real) are not on this machine: corpora/ alone is scored\n"
        )
    card = score(cases(options.only))
    if not card.outcomes:
        print("nothing to score")
        return 2
    for line in [*facts_table(card), "", *rules_table(card)]:
        print(line)
    if options.verbose:
        print(*faults(card, show_held_out=options.held_out), "", sep="\n")
    accepted = load_accepted()
    if accepted is None:
        print("no scorecard has been accepted yet (--accept)")
    else:
        changed = list(changes(card, accepted))
        print("against the accepted scorecard:", *(changed or ["  no change"]), sep="\n")
    if options.accept:
        accept(card)
        print("accepted")
    if options.only is None:
        print(speed_row())
    return 0


if __name__ == "__main__":
    sys.exit(main())
