"""The command line: exit status, JSON to the letter of the contract, refusals, bad inputs in a batch."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from corpora.plans import demo_paths, plan_paths

DOCUMENT = {"path", "sha256", "format", "pages", "ocr", "facts", "findings", "checks"}
FACTS = {
    "type", "number", "symbol", "issuer", "place", "issued", "title", "year", "signer", "recipients", "references",
    "tasks", "samples", "scoring", "bands", "assignments",
}  # fmt: skip
SHAPES: dict[str, set[str]] = {
    "references": {"type", "number", "symbol", "issuer", "issued", "title", "basis", "span"},
    "tasks": {"id", "title", "due", "lead", "support", "span"},
    "samples": {
        "label", "unit", "factors", "stated", "computed", "approximate", "explanation", "parts", "span",
    },
    "scoring": {"scope", "fields", "criteria", "subcriteria", "points", "parts", "span"},
    "bands": {"name", "low", "high", "low_open", "high_open", "span"},
    "assignments": {"agency", "items", "span"},
}  # fmt: skip
PERIOD = {"text", "start", "end", "precision"}
SPAN = {"start", "end", "page", "bbox", "path"}
FINDING = {
    "rule", "severity", "message", "quote", "expected", "actual", "explanation", "fingerprint", "span", "related",
}  # fmt: skip


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    done = run("check", *map(str, plan_paths(".docx")), str(plan_paths(".pdf")[0]), "--format", "json")
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def test_json_has_exactly_the_keys_of_the_contract(result: dict[str, Any]) -> None:
    assert set(result) == {"version", "documents", "summary"}
    assert result["version"] == "1"
    assert set(result["summary"]) == {"documents", "unreadable", "error", "warning", "note"}
    seen: set[str] = set()
    for document in result["documents"]:
        assert set(document) == DOCUMENT
        assert set(document["facts"]) == FACTS
        for name, keys in SHAPES.items():
            for record in document["facts"][name]:
                seen.add(name)
                assert set(record) == keys
                assert set(record["span"]) == SPAN
        for task in document["facts"]["tasks"]:
            assert task["due"] is None or set(task["due"]) == PERIOD
        for frame in document["facts"]["scoring"]:
            assert all(set(part) == {"name", "criteria", "subcriteria", "points"} for part in frame["parts"])
        assert set(document["facts"]["signer"]) == {"name", "position", "authority"}
        for finding in document["findings"]:
            assert set(finding) == FINDING
            assert finding["severity"] in ("error", "warning", "note")
        assert all(set(check) == {"rule", "checked", "failed"} for check in document["checks"])
    assert seen == set(SHAPES)


def test_summary_counts_what_the_documents_hold(result: dict[str, Any]) -> None:
    for severity in ("error", "warning", "note"):
        found = sum(f["severity"] == severity for d in result["documents"] for f in d["findings"])
        assert result["summary"][severity] == found
    for document in result["documents"]:
        failed = sum(check["failed"] for check in document["checks"])
        assert failed == len(document["findings"])
        assert all(check["checked"] >= check["failed"] for check in document["checks"])


def test_places_lead_back_to_the_file(result: dict[str, Any]) -> None:
    for document in result["documents"]:
        for finding in document["findings"]:
            if document["format"] == "pdf":
                assert finding["span"]["page"] >= 1
                x0, top, x1, bottom = finding["span"]["bbox"]
                assert 0 <= x0 < x1 <= 842
                assert 0 <= top < bottom <= 842
            else:
                assert finding["span"]["path"].startswith(("paragraph ", "table "))


FAULTLESS = next(path for path in plan_paths(".docx") if path.stem == "so-noi-vu-2025")
WITH_ERROR = demo_paths(".docx")[0]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", str(FAULTLESS)], 0),
        (["check", str(WITH_ERROR)], 1),
        (["check", str(WITH_ERROR), "--ignore", "SL"], 0),
        (["check", str(WITH_ERROR), "--ignore", "SL", "--fail-on", "warning"], 1),
        (["check", str(WITH_ERROR), "--select", "TT011", "--fail-on", "warning"], 0),
        (["check", str(WITH_ERROR), "--select", "TT011", "--fail-on", "note"], 1),
        (["check", "no-such-file.docx"], 2),
        (["check"], 2),
        (["check", str(WITH_ERROR), "--select", "SL999"], 2),
        (["explain", "XX001"], 2),
        (["explain", "SL001"], 0),
        (["explain"], 0),
        (["demo"], 0),
    ],
)
def test_exit_status(arguments: list[str], status: int) -> None:
    done = run(*arguments)
    assert done.exit_code == status, done.output
    assert "Traceback" not in done.output


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    assert "SL001" in run("check", str(FAULTLESS), "--select", "SL0001").stderr


def test_language() -> None:
    assert "LỖI" in run("check", str(WITH_ERROR)).stdout
    english = run("check", str(WITH_ERROR), "--lang", "en").stdout
    assert "ERROR" in english
    assert "LỖI" not in english
    codes = [
        [
            f["rule"]
            for f in json.loads(run("check", str(WITH_ERROR), "--lang", lang, "--format", "json").stdout)[
                "documents"
            ][0]["findings"]
        ]
        for lang in ("vi", "en")
    ]
    assert codes[0] == codes[1]


def test_draft_makes_blanks_notes() -> None:
    draft = next(path for path in plan_paths(".docx") if path.stem == "huyen-2023")
    severities = {
        flag: {
            f["rule"]: f["severity"]
            for f in json.loads(run("check", str(draft), "--format", "json", *flag).stdout)["documents"][0][
                "findings"
            ]
        }
        for flag in ((), ("--draft",))
    }
    assert (severities[()]["TT001"], severities[()]["TT002"]) == ("error", "error")
    assert (severities[("--draft",)]["TT001"], severities[("--draft",)]["TT002"]) == ("note", "note")


def test_standard_input() -> None:
    text = WITH_ERROR.with_suffix(".txt").read_bytes()
    done = run("check", "-", "--format", "json", stdin=text)
    assert json.loads(done.stdout)["documents"][0]["facts"]["number"] == "214"


def test_output_file_holds_the_result_and_standard_output_nothing(tmp_path: Path) -> None:
    target = tmp_path / "kết quả.json"
    done = run("check", str(WITH_ERROR), "--format", "json", "--output", str(target))
    assert done.stdout == ""
    assert json.loads(target.read_text(encoding="utf-8"))["version"] == "1"
    assert run("check", str(WITH_ERROR), "--output", str(tmp_path / "none" / "x.json")).exit_code == 2


def make_bad_files(folder: Path) -> dict[str, str]:
    """Files that can't be read, with a word that the sentence about each must hold."""
    good = WITH_ERROR.read_bytes()
    pdf = WITH_ERROR.with_suffix(".pdf").read_bytes()
    (folder / "rỗng.docx").write_bytes(b"")
    (folder / "cụt.docx").write_bytes(good[: len(good) // 2])
    (folder / "cụt.pdf").write_bytes(b"%PDF-1.7\n" + pdf[40:400])
    (folder / "ảnh.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    (folder / "nhị phân.txt").write_bytes(bytes(range(256)) * 40)
    encrypted(folder / "khóa.pdf")
    return {
        "rỗng.docx": "rỗng",
        "cụt.docx": "hỏng",
        "cụt.pdf": "hỏng",
        "ảnh.pdf": "ảnh",
        "nhị phân.txt": "nhị phân.txt",
        "khóa.pdf": "mật khẩu",
    }


def encrypted(path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(100, 700, "So: 1/KH-UBND")
    canvas.save()


def test_bad_files_get_a_sentence_each_and_the_batch_goes_on(tmp_path: Path) -> None:
    words = make_bad_files(tmp_path)
    (tmp_path / "tốt.docx").write_bytes(FAULTLESS.read_bytes())
    (tmp_path / "~$tốt.docx").write_bytes(b"lock")
    (tmp_path / "auditor.toml").write_text('lang = "vi"', encoding="utf-8")
    (tmp_path / "kết quả.json").write_text("{}", encoding="utf-8")
    (tmp_path / "sai đuôi.pdf").write_bytes(FAULTLESS.read_bytes())
    start = time.monotonic()
    done = run("check", str(tmp_path), "--format", "json")
    assert time.monotonic() - start < 20
    assert done.exit_code == 1
    by_name = {Path(d["path"]).name: d for d in json.loads(done.stdout)["documents"]}
    assert set(by_name) == {*words, "tốt.docx", "sai đuôi.pdf"}
    for name, word in words.items():
        (finding,) = by_name[name]["findings"]
        assert finding["rule"] == "KC007"
        assert name in finding["message"]
        assert word in finding["message"]
        assert by_name[name]["facts"] is None
    for name in ("tốt.docx", "sai đuôi.pdf"):
        assert by_name[name]["facts"]["type"] == "KH"
        assert by_name[name]["format"] == "docx"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "lớn.docx"
    with huge.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    start = time.monotonic()
    done = run("check", str(huge), "--format", "json")
    assert time.monotonic() - start < 10
    (finding,) = json.loads(done.stdout)["documents"][0]["findings"]
    assert finding["rule"] == "KC007"


def test_why_a_result_could_not_be_written(tmp_path: Path) -> None:
    for target, reason in ((tmp_path, "đó là một thư mục"), (tmp_path / "x" / "y", "chưa có thư mục")):
        done = run("check", str(WITH_ERROR), "--output", str(target))
        assert done.exit_code == 2
        assert reason in done.stderr


def test_a_failure_of_the_tool_is_told_plainly(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """The clerk gets a sentence, standard error what went wrong."""
    monkeypatch.setattr("auditor.checking.extract", lambda document: 1 // 0)
    monkeypatch.setattr(
        "auditor.checking._log.disabled", False
    )  # as another test's set-up of logging leaves it
    done = run("check", str(WITH_ERROR))
    assert done.exit_code == 1
    assert "KC007" in done.stdout
    assert "ZeroDivisionError" not in done.stdout
    assert "ZeroDivisionError" in caplog.text


def test_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "--version"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.startswith("auditor ")


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from auditor.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint([m for m in ('spacy','pdfplumber','docx','dateparser','lxml','pypdfium2','rapidfuzz','yaml','rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.rstrip().endswith("[]")
