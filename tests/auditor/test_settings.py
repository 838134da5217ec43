"""Settings files, suppressions, baselines and diffs: living with the tool from one version to the next."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.settings import Settings, SettingsError, find_settings, load_settings
from corpora.plans import plan_paths
from models.finding import Severity

PLANS = {path.stem: path for path in plan_paths(".txt")}
PLAN = PLANS["tinh-so-huyen-2024"]  # SL001 error, TT010 warning, TT011 note


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return invoke


def settle(folder: Path, text: str, name: str = "auditor.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def codes(done: Result) -> list[str]:
    return [
        finding["rule"]
        for document in json.loads(done.stdout)["documents"]
        for finding in document["findings"]
    ]


def fingerprint(done: Result, rule: str) -> str:
    found = json.loads(done.stdout)["documents"][0]["findings"]
    return next(str(finding["fingerprint"]) for finding in found if finding["rule"] == rule)


def test_reads_every_setting(tmp_path: Path) -> None:
    path = settle(
        tmp_path,
        'lang = "en"\nselect = ["SL", "tt010"]\nignore = ["SL003"]\nfail-on = "warning"\ndraft = true\n'
        '[severity]\nTT010 = "error"\n'
        '[[suppress]]\nfingerprint = "00ff"\nreason = "đã trao đổi"\nwho = "N.V.A"\nuntil = 2027-01-31\n',
    )
    settings = load_settings(path)
    assert settings is not None
    assert (settings.lang, settings.fail_on, settings.draft) == ("en", "warning", True)
    assert (settings.select, settings.ignore) == (("SL", "TT010"), ("SL003",))
    assert settings.severities == {"TT010": Severity.ERROR}
    assert [(s.fingerprint, s.who, s.until) for s in settings.suppressions] == [
        ("00ff", "N.V.A", date(2027, 1, 31))
    ]


def test_the_nearest_folder_decides(tmp_path: Path) -> None:
    settle(tmp_path, 'lang = "en"')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_settings(below).lang == "en"
    settle(below, '[tool.auditor]\nlang = "vi"', "pyproject.toml")
    assert find_settings(below).lang == "vi"
    settle(below, '[tool.other]\nlang = "vi"', "pyproject.toml")
    assert find_settings(below).lang == "en"


def test_no_file_no_settings(tmp_path: Path) -> None:
    assert find_settings(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("lang = ", "unreadable"),
        ('lang = "fr"', "wrong_value"),
        ('language = "vi"', "unknown_key"),
        ('select = "SL001"', "wrong_value"),
        ('select = ["SL999"]', "unknown_code"),
        ('select = ["S"]', "unknown_code"),
        ('[severity]\nS = "note"', "unknown_code"),
        ('draft = "yes"', "wrong_value"),
        ('fail-on = "fatal"', "wrong_value"),
        ('[severity]\nXX001 = "note"', "unknown_code"),
        ('[severity]\nSL001 = "bad"', "wrong_value"),
        ('severity = "note"', "wrong_value"),
        ('[[suppress]]\nfingerprint = "00"', "suppression_incomplete"),
        ('[[suppress]]\nfingerprint = "00"\nreason = "r"\nwho = "w"\nuntil = "mai"', "wrong_value"),
        ('[[suppress]]\nprint = "00"', "unknown_key"),
    ],
)
def test_malformed_settings_end_with_a_sentence(run: Any, tmp_path: Path, text: str, key: str) -> None:
    path = settle(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert caught.value.key == key
    done = run("check", str(PLAN))
    assert done.exit_code == 2
    assert "auditor.toml" in done.stderr
    assert "Traceback" not in done.output


def test_settings_hold_where_no_option_is_given(run: Any, tmp_path: Path) -> None:
    settle(
        tmp_path,
        'lang = "en"\nignore = ["SL"]\nfail-on = "warning"\n[severity]\nTT010 = "note"\nTT011 = "error"',
    )
    done = run("check", str(PLAN), "--format", "json")
    found = {f["rule"]: f["severity"] for f in json.loads(done.stdout)["documents"][0]["findings"]}
    assert found == {"TT010": "note", "TT011": "error"}
    assert done.exit_code == 1
    assert "ERROR TT011" in run("check", str(PLAN)).stdout
    assert "LỖI TT011" in run("check", str(PLAN), "--lang", "vi").stdout
    assert codes(run("check", str(PLAN), "--format", "json", "--ignore", "TT")) == ["SL001"]


def suppression(print_: str, until: date) -> str:
    return (
        f'[[suppress]]\nfingerprint = "{print_}"\nreason = "đã thống nhất"\nwho = "Trần B"\nuntil = {until}\n'
    )


def test_suppressions_leave_out_expire_and_are_reported_when_unused(run: Any, tmp_path: Path) -> None:
    first = run("check", str(PLAN), "--format", "json")
    product = fingerprint(first, "SL001")
    tomorrow, yesterday = date.today() + timedelta(days=1), date.today() - timedelta(days=1)
    settle(tmp_path, suppression(product, tomorrow))
    done = run("check", str(PLAN), "--format", "json")
    assert codes(done) == ["TT011", "TT010"]
    assert done.exit_code == 0
    settle(tmp_path, suppression(product, yesterday))
    done = run("check", str(PLAN), "--format", "json")
    assert "SL001" in codes(done)
    assert product in done.stderr
    assert "hết hạn" in done.stderr
    settle(tmp_path, suppression("0123456789abcdef", tomorrow))
    done = run("check", str(PLAN), "--format", "json")
    assert "SL001" in codes(done)
    assert "0123456789abcdef" in done.stderr
    assert "không còn khớp" in done.stderr


def test_baseline_reports_only_what_is_new(run: Any, tmp_path: Path) -> None:
    baseline = tmp_path / "cũ.json"
    run("check", str(PLAN), "--format", "json", "-o", str(baseline))
    assert codes(run("check", str(PLAN), "--format", "json", "--baseline", str(baseline))) == []
    newer = tmp_path / PLAN.name
    newer.write_text(PLAN.read_text(encoding="utf-8").replace("= 57 người", "= 56 người"), encoding="utf-8")
    done = run("check", str(newer), "--format", "json", "--baseline", str(baseline))
    assert codes(done) == ["SL001"]
    assert done.exit_code == 1


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"documents": 3}', "không phải json"])
def test_a_baseline_that_is_no_result_is_refused(run: Any, tmp_path: Path, content: str) -> None:
    wrong = settle(tmp_path, content, "baseline.json")
    done = run("check", str(PLAN), "--baseline", str(wrong))
    assert done.exit_code == 2
    assert "baseline.json" in done.stderr
    assert "Traceback" not in done.output
    assert run("check", str(PLAN), "--baseline", "none.json").exit_code == 2


def test_diff_of_two_versions(run: Any, tmp_path: Path) -> None:
    newer = tmp_path / "bản 2.txt"
    text = PLAN.read_text(encoding="utf-8")
    newer.write_text(text.replace("ngày ngày", "ngày").replace("= 57 người", "= 56 người"), encoding="utf-8")
    done = run("diff", str(PLAN), str(newer), "--format", "json")
    fates = {
        fate: [entry["finding"]["rule"] for entry in entries]
        for fate, entries in json.loads(done.stdout).items()
    }
    assert fates == {"new": ["SL001"], "fixed": ["TT011"], "standing": ["TT010", "SL001"]}
    assert done.exit_code == 1
    printed = run("diff", str(PLAN), str(newer)).stdout
    assert "1 điều mới, 1 điều đã sửa, 2 điều còn nguyên." in printed
    earlier = tmp_path / "trước.json"
    run("check", str(PLAN), "--format", "json", "-o", str(earlier))
    again = run("diff", str(earlier), str(PLAN), "--lang", "en")
    assert again.exit_code == 0
    assert "0 new, 0 fixed, 3 standing." in again.stdout
    assert run("diff", str(earlier), "none.docx").exit_code == 2


def test_rules_lists_the_catalogue(run: Any) -> None:
    listed = run("rules", "--lang", "en").stdout
    assert "SL001  ERROR" in listed
    assert "TT013  NOTE" in listed
