"""Results for other programs: JSON Lines, CSV, SARIF and the schema of the JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from auditor import check
from auditor.cli import main
from auditor.reports import csv as csv_report
from corpora.plans import plan_paths
from models.finding import Result

PATHS = [*plan_paths(".docx"), *plan_paths(".pdf")[:2]]


@pytest.fixture(scope="module")
def result() -> Result:
    return check(PATHS)


def printed(form: str, *paths: Path) -> str:
    return CliRunner().invoke(main, ["check", *map(str, paths or PATHS), "--format", form]).stdout


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, str, str, str]]:
    """Document, rule, severity and fingerprint of every finding, as the JSON has them."""
    whole = json.loads(printed("json"))
    return [
        (document["path"], f["rule"], f["severity"], f["fingerprint"])
        for document in whole["documents"]
        for f in document["findings"]
    ]


def test_json_lines_are_the_documents_of_the_json() -> None:
    lines = [json.loads(line) for line in printed("jsonl").splitlines()]
    assert lines == json.loads(printed("json"))["documents"]


def test_csv_has_every_finding_once(expected: list[tuple[str, str, str, str]]) -> None:
    words = {"LỖI": "error", "CẢNH BÁO": "warning", "LƯU Ý": "note"}
    text = printed("csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(r["path"], r["rule"], words[r["severity"]], r["fingerprint"]) for r in rows] == expected
    assert all(row["place"] and row["message"] for row in rows)


@pytest.mark.parametrize("words", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1"])
def test_csv_cells_never_run(words: str) -> None:
    assert csv_report._inert(words) == f"'{words}"


def test_sarif_has_every_finding_once(expected: list[tuple[str, str, str, str]]) -> None:
    sarif = json.loads(printed("sarif"))
    assert sarif["version"] == "2.1.0"
    (run,) = sarif["runs"]
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert len(uris) == len(PATHS)
    found = []
    for entry in run["results"]:
        place = entry["locations"][0]["physicalLocation"]
        assert uris[place["artifactLocation"]["index"]] == place["artifactLocation"]["uri"]
        assert run["tool"]["driver"]["rules"][entry["ruleIndex"]]["id"] == entry["ruleId"]
        found.append((entry["ruleId"], entry["level"], entry["partialFingerprints"]["auditor/v1"]))
    assert found == [(rule, severity, fingerprint) for _, rule, severity, fingerprint in expected]


@pytest.mark.parametrize("path", ["kế hoạch/a b.txt", "a.txt"])
def test_sarif_addresses(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path as it was given, an absolute one as an address of its own."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("KẾ HOẠCH", encoding="utf-8")
    for given in (Path(path), file):
        (run,) = json.loads(printed("sarif", given))["runs"]
        uri = run["artifacts"][0]["location"]["uri"]
        assert uri.startswith("file:///") == given.is_absolute()
        assert unquote(uri).endswith(path)
        assert " " not in uri


def test_the_published_schema_is_up_to_date(root: Path) -> None:
    from auditor.schema import text

    assert (root / "docs" / "schema.json").read_text(encoding="utf-8") == text()


def test_real_output_keeps_to_the_schema(tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator

    from auditor.schema import schema

    unreadable = tmp_path / "rỗng.pdf"
    unreadable.write_bytes(b"")
    validator = Draft202012Validator(schema())
    whole = json.loads(printed("json", *PATHS, unreadable))
    assert [error.message for error in validator.iter_errors(whole)] == []


@pytest.mark.parametrize("break_it", ["drop", "add", "type"])
def test_the_schema_refuses_what_breaks_the_contract(break_it: str) -> None:
    from jsonschema import Draft202012Validator

    from auditor.schema import schema

    whole = json.loads(printed("json", PATHS[0]))
    facts = whole["documents"][0]["facts"]
    if break_it == "drop":
        del facts["place"]
    elif break_it == "add":
        facts["grade"] = "exact"
    else:
        facts["recipients"] = "Lưu: VT"
    assert not Draft202012Validator(schema()).is_valid(whole)
