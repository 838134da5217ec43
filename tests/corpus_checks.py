"""What every folder of samples is held to: built files up to date, gold well-formed and true to the text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import yaml

from corpora.build import pdf_pages, stale
from corpora.source import Paragraph, read_source

SUFFIXES = (".md", ".docx", ".pdf", ".txt", ".gold.yaml")
FACTS = """
    type number symbol issuer place issued title year signer recipients references tasks samples scoring bands
    assignments
"""


class Folder:
    """A folder of samples: its names, and gold and text of each."""

    def __init__(self, paths: Callable[[str], list[Path]]) -> None:
        self.paths = paths
        self.path = paths(".md")[0].parent
        self.names = [path.stem for path in paths(".md")]
        self.gold = cache(self._gold)
        self.text = cache(self._text)

    def _gold(self, name: str) -> dict[str, Any]:
        loaded: dict[str, Any] = yaml.safe_load(self._read(f"{name}.gold.yaml"))
        return loaded

    def _text(self, name: str) -> str:
        return self._read(f"{name}.txt")

    def _read(self, file: str) -> str:
        return (self.path / file).read_text(encoding="utf-8")

    def facts(self, name: str) -> dict[str, Any]:
        facts: dict[str, Any] = self.gold(name)["facts"]
        return facts

    def planted(self, name: str, *rules: str) -> list[str]:
        return [finding["quote"] for finding in self.gold(name)["findings"] if finding["rule"] in rules]


Check = Callable[[Folder, str], None]


def words(content: str) -> list[str]:
    return re.findall(r"[^\W_]+", content)


def quantities(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from quantities(item.get("parts", []))


# the files


def check_forms(folder: Folder) -> None:
    for suffix in SUFFIXES:
        assert [path.name.removesuffix(suffix) for path in folder.paths(suffix)] == folder.names
    known = {f"{name}{suffix}" for name in folder.names for suffix in SUFFIXES}
    extra = {path.name for path in folder.path.iterdir() if path.is_file()} - known - {"__init__.py"}
    assert extra == set()


def check_up_to_date(folder: Folder, name: str) -> None:
    assert stale([folder.path / f"{name}.md"]) == []


def check_pdf_words(folder: Folder, name: str) -> None:
    """Nothing lost, nothing decomposed; only page numbers and repeated table heads come on top."""
    pages = pdf_pages((folder.path / f"{name}.pdf").read_bytes())
    assert all(unicodedata.is_normalized("NFC", page) for page in pages)
    missing = Counter(words(folder.text(name))) - Counter(words("\n".join(pages)))
    assert not missing


def check_docx_words(folder: Folder, name: str) -> None:
    import docx

    document = docx.Document(str(folder.path / f"{name}.docx"))
    body: list[str] = [node.text or "" for node in document.element.body.iter("{*}t")]
    items = read_source(folder.path / f"{name}.md").items
    labels = [item.label for item in items if isinstance(item, Paragraph) and item.label]
    given = Counter(words(folder.text(name)))
    lacking = given - Counter(words(" ".join(body))) - Counter(words(" ".join(labels)))
    assert not lacking


# the gold


def check_shape(folder: Folder, name: str) -> None:
    assert set(folder.gold(name)) == {"facts", "findings"}
    facts = folder.facts(name)
    assert list(facts) == FACTS.split()
    for finding in folder.gold(name)["findings"]:
        assert re.fullmatch(r"(TT|CC|TG|CQ|SL|TC)\d{3}", finding["rule"])
        assert finding["severity"] in ("error", "warning", "note")
        assert set(finding) <= {"rule", "severity", "quote", "explanation"}
    for reference in facts["references"]:
        assert set(reference) == {"type", "number", "symbol", "issuer", "issued", "basis"}
        assert reference["issued"] is None or date.fromisoformat(reference["issued"])
    for task in facts["tasks"]:
        assert set(task) == {"id", "title", "due", "lead", "support"}
    for period in [task["due"] for task in facts["tasks"]] + [facts["issued"]]:
        assert period is None or set(period) == {"text", "start", "end", "precision"}
    for quantity in quantities(facts["samples"]):
        assert {"label", "unit", "stated"} <= set(quantity)
        assert set(quantity) <= {
            *("label", "unit", "factors", "stated", "computed", "approximate", "explanation", "parts")
        }
    for frame in facts["scoring"]:
        assert set(frame) == {"scope", "fields", "criteria", "subcriteria", "points", "parts"}
    for band in facts["bands"]:
        assert set(band) == {"name", "low", "high", "low_open", "high_open"}
    for assignment in facts["assignments"]:
        assert set(assignment) == {"agency", "items"}


def check_quotes(folder: Folder, name: str) -> None:
    facts, findings = folder.facts(name), folder.gold(name)["findings"]
    flat = " ".join(folder.text(name).split())
    quoted = [facts["title"], *facts["recipients"]]
    quoted += [finding["quote"] for finding in findings]
    quoted += [finding["explanation"] for finding in findings if finding.get("explanation")]
    quoted += [period["text"] for period in periods(facts)]
    quoted += [task["title"] for task in facts["tasks"]]
    quoted += [quantity["label"] for quantity in quantities(facts["samples"])]
    quoted += [part["name"] for frame in facts["scoring"] for part in frame["parts"]]
    quoted += [band["name"] for band in facts["bands"]]
    quoted += [item for assignment in facts["assignments"] for item in assignment["items"]]
    quoted += [reference["issuer"] for reference in facts["references"] if reference["issuer"]]
    quoted += [facts["signer"]["name"], facts["signer"]["position"]]
    authority = facts["signer"]["authority"] or ""
    assert authority in flat or authority.replace("TM.", "T/M") in flat
    assert [phrase for phrase in quoted if phrase not in flat] == []


def check_agencies(folder: Folder, name: str) -> None:
    content, facts = folder.text(name), folder.facts(name)
    agencies = [agency for task in facts["tasks"] for agency in (*task["lead"], *task["support"])]
    agencies += [assignment["agency"] for assignment in facts["assignments"]]
    # a list (`các Sở: Tư pháp, Tài chính`) says the first word once for all
    absent = [a for a in agencies if a not in content and a.removeprefix("Sở ") not in content]
    assert absent == []


def check_reference_order(folder: Folder, name: str) -> None:
    content, at = folder.text(name), 0
    for reference in folder.facts(name)["references"]:
        if reference["number"] is None:
            continue
        code = f"{reference['number']}[/-]{re.escape(reference['symbol'])}"
        found = re.compile(rf"số {code}(?!\w)").search(content, at)
        assert found, reference
        at = found.end()


def check_no_reference_left_out(folder: Folder, name: str) -> None:
    """Counted by their codes: every code but the document's own, at the head and over the appendix."""
    content = re.sub(r"(?m)^\((?:Ban hành k|K)èm theo .*$", "", folder.text(name))
    codes = re.findall(r"(?<=số )\d[\d/]*[/-][A-ZĐ][A-ZĐ\w&-]*(?:/TW|/TU|/HU)?", content)
    own = f"{folder.facts(name)['number']}/{folder.facts(name)['symbol']}"
    mentioned = [code for code in codes if code != own]
    expected = [r for r in folder.facts(name)["references"] if r["number"] is not None]
    assert len(mentioned) == len(expected), mentioned


def periods(facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [period for period in (facts["issued"], *(task["due"] for task in facts["tasks"])) if period]


def check_periods(folder: Folder, name: str) -> None:
    """The last date of the words is the end, or the day before it where they say `trước`."""
    for period in periods(folder.facts(name)):
        dates = re.findall(r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})", period["text"])
        if not dates or period["end"] is None:
            assert period["precision"] != "day" or folder.planted(name, "TG001"), period
            continue
        day, month, year = map(int, dates[-1])
        before = re.match(r"(?:hoàn thành )?trước", period["text"].lower()) is not None
        assert date.fromisoformat(period["end"]) == date(year, month, day) - timedelta(days=before), period
        if len(dates) == 2:
            day, month, year = map(int, dates[0])
            assert date.fromisoformat(period["start"]) == date(year, month, day), period


def check_deadlines(folder: Folder, name: str) -> None:
    """On working days, and not before the issue where that is not planted."""
    facts = folder.facts(name)
    issued = facts["issued"] and date.fromisoformat(facts["issued"]["end"])
    for task in facts["tasks"]:
        due = task["due"]
        if due is None or due["precision"] != "day" or due["end"] is None:
            continue
        assert date.fromisoformat(due["end"]).weekday() < 5, due
        early = issued is not None and date.fromisoformat(due["end"]) < issued
        assert early == (due["text"] in folder.planted(name, "TG002")), due


def check_figures(folder: Folder, name: str) -> None:
    faults = " ".join(folder.planted(name, "SL001", "SL002"))
    for quantity in quantities(folder.facts(name)["samples"]):
        factors, parts = quantity.get("factors", []), quantity.get("parts", [])
        if len(factors) > 1:
            assert prod(factors) == quantity["computed"], quantity
        if parts:
            sums = {
                sum(part["stated"] for part in parts),
                sum(part.get("computed") or part["stated"] for part in parts),
            }
            assert quantity["computed"] in sums, quantity
        stated = str(quantity["stated"])
        if quantity.get("computed") not in (None, quantity["stated"]):
            assert stated in faults, quantity


def check_frames(folder: Folder, name: str) -> None:
    faults = folder.planted(name, "TC001")
    for frame in folder.facts(name)["scoring"]:
        parts = frame["parts"]
        if not parts:
            continue
        assert frame["fields"] in (None, len(parts))
        assert frame["subcriteria"] == sum(part["subcriteria"] or 0 for part in parts)
        criteria, points = (sum(part[what] for part in parts) for what in ("criteria", "points"))
        said = (
            f"{frame['criteria']} tiêu chí",
            f"{frame['criteria']} {frame['subcriteria']} {frame['points']}",
        )
        wrong = (frame["criteria"], frame["points"]) != (criteria, points)
        assert wrong == any(words in fault for fault in faults for words in said)
