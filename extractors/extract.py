"""From a document to its facts: every extractor in its order."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.annexes import find_annexes
from extractors.assignments import find_assignments
from extractors.header import assessed_year, read_header
from extractors.outline import outline as find_outline
from extractors.periods import find_periods
from extractors.references import find_references
from extractors.samples import find_samples
from extractors.samples_lists import AnnouncedList, find_announced_lists
from extractors.scoring import find_bands, find_scoring
from extractors.signing import read_signing
from extractors.tasks import find_tasks
from models.document import Document
from models.facts import Facts
from models.outline import Outline


@dataclass(frozen=True)
class Reading:
    """A document with everything that was understood of it; what rules work on."""

    document: Document
    outline: Outline
    facts: Facts
    lists: tuple[AnnouncedList, ...]


def extract(document: Document) -> Reading:
    """Read all facts of `document`. Never raises for odd content: what is not there is None or empty."""
    outline = find_outline(document)
    header = read_header(document, outline)
    issued = header.issued.end if header.issued else None
    periods = find_periods(document, year=header.year, issued=issued)
    annexes = find_annexes(document, outline)
    own = [annex.span for annex in annexes]
    signing = read_signing(document, outline)
    references = find_references(document, outline, header_span=header.number_span, exclude=own)
    cited = [reference.issued_span for reference in references if reference.issued_span is not None]
    facts = Facts(
        type=header.type,
        number=header.number,
        symbol=header.symbol,
        issuer=header.issuer,
        place=header.place,
        issued=header.issued,
        title=header.title,
        year=assessed_year(document, header),
        signer=signing.signer,
        recipients=signing.recipients,
        references=references,
        tasks=find_tasks(document, outline, header, periods, cited),
        samples=find_samples(document, outline),
        scoring=find_scoring(document, outline),
        bands=find_bands(document, outline),
        assignments=find_assignments(document, outline),
        header=header,
        periods=periods,
        annexes=annexes,
        recipients_span=signing.recipients_span,
        archive_line=signing.archive_line,
    )
    return Reading(document, outline, facts, find_announced_lists(document, outline))
