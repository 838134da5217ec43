"""Holds the catalogue to the code: every rule has its page, every template its sentences, every example its verdict."""

from __future__ import annotations

import ast
import inspect
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from auditor.rules import RULES, Options, run_rules
from auditor.rules.pages import FOLDER, LANGUAGES, Page, codes, load_page
from auditor.rules.reference import FAMILIES, REFERENCE, SECTIONS, main, reference
from extractors.extract import extract
from extractors.readers.text import read_text
from models.finding import Finding, Severity

UNREADABLE = "KC007"
"""The rule without a function: whatever keeps a file from being read becomes a finding of it."""

FAILING, PASSING = "Ví dụ sai", "Ví dụ đúng"
ENGLISH_SECTIONS = ("What it checks", "Why", "Not reported when")
ALSO_FIRES = {"TT001": {"TT002"}, "TT002": {"TT001"}, "TG002": {"TT002"}}
"""Where an example cannot fire its own rule alone: a text without a heading lacks number and date at once,
and a deadline is only held against the year while the date of issue is blank."""

ALWAYS = {"quote"}
"""A value that every finding has."""
ONE_LANGUAGE = {"vi": {"noun"}, "en": {"what"}}
"""Values that name a thing in Vietnamese, and their codes."""


# ── what the code passes ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Passed:
    """One `Fault(…)` of a rule: the templates that it may name, and the values that it surely gives."""

    templates: frozenset[str]
    values: frozenset[str]


class Module:
    """The functions of one module of rules, read from its source."""

    def __init__(self, path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        self.functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}

    def reachable(self, name: str) -> dict[str, ast.FunctionDef]:
        """A function and all functions of the module that it calls, directly or not."""
        found: dict[str, ast.FunctionDef] = {}
        waiting = [name]
        while waiting:
            name = waiting.pop()
            if name in found or name not in self.functions:
                continue
            found[name] = self.functions[name]
            waiting.extend(_called(found[name]))
        return found

    def faults(self, name: str) -> Iterator[Passed]:
        reachable = self.reachable(name)
        for function in reachable.values():
            for call in _calls(function, "Fault"):
                given = dict(
                    zip(("span", "template", "values", "expected", "actual"), call.args, strict=False)
                )
                given.update({word.arg: word.value for word in call.keywords if word.arg})
                yield Passed(
                    frozenset(self._templates(given.get("template"), function, reachable)),
                    frozenset(self._keys(given.get("values")))
                    | {part for part in ("expected", "actual") if _surely(given.get(part))},
                )

    def _templates(
        self, node: ast.expr | None, function: ast.FunctionDef, reachable: dict[str, ast.FunctionDef]
    ) -> set[str]:
        if node is None:
            return {"default"}
        if not isinstance(node, ast.Name):
            return _words(node)
        names = [argument.arg for argument in function.args.args]
        if node.id in names:  # a parameter: what the callers pass
            at = names.index(node.id)
            return {
                word
                for caller in reachable.values()
                for call in _calls(caller, function.name)
                if at < len(call.args)
                for word in _words(call.args[at])
            }
        # a local name: what the functions return that this one calls
        return {
            word
            for callee in _called(function)
            if callee in reachable
            for inner in ast.walk(reachable[callee])
            if isinstance(inner, ast.Return) and inner.value is not None
            for word in _words(inner.value)
        }

    def _keys(self, node: ast.expr | None) -> set[str]:
        if isinstance(node, ast.Dict):
            return {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for inner in ast.walk(self.functions[node.func.id]):
                if isinstance(inner, ast.Return):
                    return self._keys(inner.value)
        assert node is None, ast.dump(node)
        return set()


def _called(function: ast.FunctionDef) -> list[str]:
    return [
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


def _calls(function: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _words(node: ast.expr) -> set[str]:
    """The names of templates in an expression: a string, either branch of a choice, a member of a tuple."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) and re.fullmatch(r"[a-z_]+", node.value) else set()
    if isinstance(node, ast.IfExp):
        return _words(node.body) | _words(node.orelse)
    if isinstance(node, ast.Tuple):
        return {word for member in node.elts for word in _words(member)}
    return set()


def _surely(node: ast.expr | None) -> bool:
    """Whether a value is given, and is not None in one of its branches."""
    if isinstance(node, ast.IfExp):
        return _surely(node.body) and _surely(node.orelse)
    return node is not None and not (isinstance(node, ast.Constant) and node.value is None)


def passed(code: str) -> list[Passed]:
    function = RULES[code]
    return list(Module(Path(inspect.getfile(function))).faults(function.__name__))


def unreadable_keys(root: Path) -> dict[str, set[str]]:
    """Every reason that a reader gives for a file that can't be read, with the values that it surely passes."""
    given: dict[str, set[str]] = {}
    for path in [*sorted((root / "extractors").rglob("*.py")), root / "auditor" / "checking.py"]:
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")), "UnreadableError"):
            values = {"path", *(word.arg for word in call.keywords if word.arg)}
            for key in _words(call.args[0]):
                given[key] = given[key] & values if key in given else values
    return given


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


# ── pages and code ────────────────────────────────────────────────────────────────────────────────


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert set(codes()) == {*RULES, UNREADABLE}


@pytest.mark.parametrize("code", codes())
def test_front_matter_is_complete(code: str) -> None:
    page = load_page(code)
    assert page.code == code
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", page.name)
    assert set(page.title) == set(LANGUAGES) and all(page.title.values())
    assert page.severity in Severity
    assert re.fullmatch(r"\d+\.\d+", page.since)
    assert code[:2] in FAMILIES
    assert page.body.startswith(f"# {code} {page.title['vi']}\n")
    for ground in page.ground:
        assert ground["act"]
        assert set(ground) <= {"act", "article", "from", "to"}


def test_names_are_unique() -> None:
    names = [load_page(code).name for code in codes()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("code", codes())
def test_sections_stand_in_their_order(code: str) -> None:
    sections = load_page(code).sections()
    assert tuple(sections) == (*SECTIONS, *ENGLISH_SECTIONS)
    assert all(sections.values())


@pytest.mark.parametrize("code", sorted(RULES))
def test_templates_are_those_of_the_code(code: str) -> None:
    used = {template for fault in passed(code) for template in fault.templates}
    assert used == set(load_page(code).messages)


def test_reasons_are_those_of_the_readers(root: Path) -> None:
    assert set(unreadable_keys(root)) == set(load_page(UNREADABLE).messages)


@pytest.mark.parametrize("code", sorted(RULES))
def test_messages_use_only_values_that_the_code_surely_gives(code: str) -> None:
    given: dict[str, set[str]] = {}
    for fault in passed(code):
        for template in fault.templates:
            values = ALWAYS | fault.values
            given[template] = given[template] & values if template in given else set(values)
    for template, sentences in load_page(code).messages.items():
        for language, sentence in sentences.items():
            assert places(sentence) <= given[template], (template, language)


def test_reading_messages_use_only_values_that_every_reader_gives(root: Path) -> None:
    given = unreadable_keys(root)
    for reason, sentences in load_page(UNREADABLE).messages.items():
        for sentence in sentences.values():
            assert "path" in places(sentence)
            assert places(sentence) <= given[reason], reason


@pytest.mark.parametrize("code", codes())
def test_messages_say_the_same_in_both_languages(code: str) -> None:
    for template, sentences in load_page(code).messages.items():
        assert set(sentences) == set(LANGUAGES), template
        vietnamese, english = (places(sentences[language]) - ONE_LANGUAGE[language] for language in LANGUAGES)
        assert vietnamese == english, template


@pytest.mark.parametrize("code", codes())
def test_messages_are_one_plain_sentence(code: str) -> None:
    for sentences in load_page(code).messages.values():
        for sentence in sentences.values():
            assert sentence.endswith(".")
            assert "!" not in sentence
            assert not re.search(r"[.?]\s", sentence), "more than one sentence"
            assert sentence == sentence.strip() and "  " not in sentence


# ── examples ──────────────────────────────────────────────────────────────────────────────────────


def findings_of(text: str) -> tuple[Finding, ...]:
    return run_rules(extract(read_text(text.encode(), path="example.txt", sha256="")), Options())[0]


def examples(section: str) -> list[tuple[str, int]]:
    return [(code, at) for code in codes() for at in range(len(load_page(code).examples(section)))]


@pytest.mark.parametrize("code", sorted(RULES))
def test_pages_show_both_kinds_of_example(code: str) -> None:
    page = load_page(code)
    assert page.examples(FAILING)
    assert page.examples(PASSING)


@pytest.mark.parametrize(("code", "at"), examples(FAILING))
def test_failing_example_fires_its_rule_alone(code: str, at: int) -> None:
    findings = findings_of(load_page(code).examples(FAILING)[at])
    fired = {finding.rule for finding in findings}
    assert code in fired
    assert fired - {code} <= ALSO_FIRES.get(code, set())
    for finding in findings:
        _check_sentences(load_page(finding.rule), finding)


def _check_sentences(page: Page, finding: Finding) -> None:
    for language in LANGUAGES:
        sentence = page.message(finding.template, language, finding.values)
        assert "None" not in sentence
        assert "“”" not in sentence and "()" not in sentence and "  " not in sentence, sentence


@pytest.mark.parametrize("code", sorted(RULES))
def test_failing_examples_show_every_template(code: str) -> None:
    page = load_page(code)
    shown = {
        finding.template
        for text in page.examples(FAILING)
        for finding in findings_of(text)
        if finding.rule == code
    }
    assert shown == set(page.messages)


@pytest.mark.parametrize(("code", "at"), examples(PASSING))
def test_passing_example_holds(code: str, at: int) -> None:
    findings = findings_of(load_page(code).examples(PASSING)[at])
    assert [finding for finding in findings if finding.rule == code] == []
    assert [finding for finding in findings if finding.severity >= Severity.WARNING] == []


@pytest.mark.parametrize("code", sorted(RULES))
def test_passing_examples_were_looked_at(code: str) -> None:
    """An example that the rule never looks at would pass whatever the rule does."""
    checked = 0
    for text in load_page(code).examples(PASSING):
        _, checks = run_rules(extract(read_text(text.encode(), path="example.txt", sha256="")), Options())
        checked += sum(check.checked for check in checks if check.rule == code)
    assert checked


def in_plan(body: str) -> str:
    """A small complete plan with `body` as its numbered part."""
    plan = load_page("TT001").examples(PASSING)[0]
    return re.sub(r"^1\. .*$", lambda _: body, plan, count=1, flags=re.M)


HOLDS = (
    ("TT010", "I. MỘT\n1. Sở Nội vụ tự chấm.\n2. Sở Tài chính tự chấm.\nII. HAI\n1. Sở Tư pháp tự chấm./."),
    ("TT010", "3. Sở Nội vụ tự chấm điểm.\n5. Sở Tài chính tự chấm điểm./."),
    ("TT010", "1. Sửa đổi như sau: “a) Sở Nội vụ;\nd) Sở Tài chính.”\n2. Sở Nội vụ thực hiện./."),
    ("TT011", "1. Sở Giao thông vận tải triển khai giao thông thông minh./."),
    ("TT011", "1. Sở Y tế thực hiện dự phòng phòng chống dịch, từng bước từng bước hoàn thiện./."),
    (
        "CC002",
        "1. Thực hiện Quyết định số 120/QĐ-UBND ngày 10/02/2022 của Ủy ban nhân dân tỉnh về phân cấp./.",
    ),
    ("CC002", "1. Thực hiện Quyết định số 120/QĐ-UBND ngày 10/02/2024 của Ủy ban nhân dân huyện An Sơn./."),
    ("CC003", "1. Các đơn vị thực hiện Kế hoạch số 77/KH-UBND của Ủy ban nhân dân tỉnh./."),
    ("CC006", "1. Thực hiện giai đoạn 2024 - 2024, gọi số 2026 - 2023 khi vướng mắc./."),
    ("TG001", "1. Sở Nội vụ báo cáo trước ngày 29/02/2028; đã có 31/11 đơn vị và 13/13 phòng gửi./."),
    ("TG003", "1. Điều tra xã hội học từ ngày 15/12 đến ngày 10/01/2025./."),
    ("TG003", "1. Điều tra xã hội học từ ngày 15/12/2024 đến ngày 15/12/2024./."),
    ("SL001", "1. Lãnh đạo phòng (02 người/huyện x 12 huyện = khoảng 26 người); khổ giấy 21 x 29 = 30 cm./."),
    ("SL002", "1. Số lượng mẫu điều tra: 90 người, trong đó: nữ 40 người; đảng viên 60 người./."),
    (
        "SL002",
        "1. Số lượng mẫu điều tra: khoảng 90 người, gồm:\n- Lãnh đạo: 40 người;\n- Công chức: 36 người./.",
    ),
    ("SL003", "1. Lãnh đạo các sở: 04 người/đơn vị./."),
    ("SL004", "1. Khảo sát tại khoảng 05 huyện: An Sơn, Bình Khê./."),
    ("SL007", "1. Đối tượng và số lượng mẫu điều tra xã hội học: khảo sát tất cả lãnh đạo sở./."),
    ("TC002", "1. Phân loại\n- Tốt: 80 - 100 điểm;\n- Khá: 65 - 79 điểm;\n- Yếu: Dưới 65 điểm./."),
)
"""What the pages promise not to report, as the numbered part of a small plan."""


@pytest.mark.parametrize(("code", "body"), HOLDS)
def test_what_a_page_promises_not_to_report(code: str, body: str) -> None:
    assert [(finding.rule, finding.quote) for finding in findings_of(in_plan(body))] == []


FORMS = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "no-break blanks": lambda text: text.replace("ngày ", "ngày\u00a0").replace("Số: ", "Số:\u00a0"),
    "Icelandic eth": lambda text: text.replace("Đ", "Ð"),
    "old tone marks": lambda text: text.replace("òa", "oà").replace("ủy", "uỷ").replace("Ủy", "Uỷ"),
    "long dashes": lambda text: text.replace(" - ", " – "),
    "multiplication sign": lambda text: text.replace(" x ", " × "),
}


@pytest.mark.parametrize("form", FORMS)
def test_how_a_text_is_written_changes_nothing(form: str) -> None:
    cases = list(examples(FAILING))
    assert {code for code, _ in cases} == set(RULES)
    for code, at in cases:
        text = load_page(code).examples(FAILING)[at]
        before = [(finding.rule, finding.template, finding.fingerprint) for finding in findings_of(text)]
        after = [
            (finding.rule, finding.template, finding.fingerprint)
            for finding in findings_of(FORMS[form](text))
        ]
        assert after == before, (code, at)


# ── the reference ─────────────────────────────────────────────────────────────────────────────────


def test_the_reference_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference()
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_the_reference_tells_every_rule_once() -> None:
    told: dict[str, int] = defaultdict(int)
    for code in re.findall(r"^### ([A-Z]{2}\d{3}) ", reference(), re.M):
        told[code] += 1
    assert told == dict.fromkeys(codes(), 1)


def test_an_old_reference_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "rules.md"
    old.write_text(reference() + "\n", encoding="utf-8")
    monkeypatch.setattr("auditor.rules.reference.REFERENCE", old)
    assert main(["--check"]) == 1
    assert "docs/rules.md" in capsys.readouterr().err


def test_the_catalogue_holds_pages_alone() -> None:
    assert {path.suffix for path in FOLDER.iterdir()} == {".md"}
