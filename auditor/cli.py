"""The command line: each command a thin twin of a function of the Python face."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from auditor import __version__
from auditor.texts import say

if TYPE_CHECKING:
    from auditor.rules import Options
    from auditor.settings import Settings
    from extractors.extract import Reading
    from models.finding import Result

EXIT_FOUND = 1
EXIT_USAGE = 2

FORMATS = ("text", "json", "jsonl", "csv", "sarif")
SEVERITIES = ("error", "warning", "note")

_language = click.option(
    "--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ của thông báo (mặc định: vi)."
)
_format = click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Dạng kết quả.")
_output = click.option("--output", "-o", metavar="TỆP", help="Ghi kết quả vào tệp này.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="auditor", message="%(prog)s %(version)s")
def main() -> None:
    """Kiểm tra kế hoạch và tài liệu kiểm chứng của Chỉ số cải cách hành chính.

    Mọi việc chạy trên máy này; không tệp nào được gửi đi và không tệp nào bị sửa.
    """
    for stream in (
        sys.stdout,
        sys.stderr,
    ):  # a redirected stream on Windows cannot write Vietnamese otherwise
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_format
@_output
@_language
@click.option("--draft", is_flag=True, help="Dự thảo chưa ban hành: số và ngày để trống chỉ là lưu ý.")
@click.option("--select", multiple=True, metavar="MÃ", help="Chỉ chạy những quy tắc hay nhóm này (SL001,CC).")
@click.option("--ignore", multiple=True, metavar="MÃ", help="Bỏ qua những quy tắc hay nhóm này.")
@click.option("--baseline", type=click.Path(dir_okay=False), help="Chỉ nêu điều mà kết quả JSON này chưa có.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="Mức từ đó trở lên thì mã thoát là 1 (mặc định: error)."
)
def check(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    lang: str | None,
    draft: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: str | None,
    fail_on: str | None,
) -> None:
    """Đọc kế hoạch hay văn bản (tệp, thư mục, hoặc - để đọc văn bản từ đầu vào) và nêu điều sai, điều mâu thuẫn."""
    from auditor import check as run
    from models.finding import Severity

    settings = _settings(lang)
    lang = lang or settings.lang or "vi"
    _spare(paths, output, lang)
    known = _earlier(baseline, lang) if baseline is not None else None
    options = _options(settings, select, ignore, draft, lang)
    try:
        result = run(paths, options, progress=_progress(lang))
    except FileNotFoundError as error:
        _refuse(say("no_such_path", lang, path=error))
    if not result.documents:
        click.echo(say("no_files", lang), err=True)
    result = _without_suppressed(result, settings, lang)
    if known is not None:
        from auditor.comparison import without_known

        result = without_known(result, known)
    _write(result, form, output, lang)
    least = Severity.parse(fail_on or settings.fail_on or "error")
    if any(finding.severity >= least for checked in result.documents for finding in checked.findings):
        sys.exit(EXIT_FOUND)


@main.command()
@click.argument("old", metavar="CŨ")
@click.argument("new", metavar="MỚI")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Dạng kết quả.")
@_language
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="Mức từ đó trở lên thì mã thoát là 1 (mặc định: error)."
)
def diff(old: str, new: str, form: str, lang: str | None, fail_on: str | None) -> None:
    """So hai kết quả JSON hoặc hai bản của một văn bản: điều mới, điều đã sửa, điều còn nguyên."""
    from auditor.comparison import differences
    from auditor.reports.diff import dumps, text
    from models.finding import Severity

    settings = _settings(lang)
    lang = lang or settings.lang or "vi"
    found = differences(*(_result_or_document(path, settings, lang) for path in (old, new)))
    click.echo(dumps(found) if form == "json" else text(found, lang))
    least = Severity.parse(fail_on or settings.fail_on or "error")
    if any(Severity.parse(finding["severity"]) >= least for _, finding in found.new):
        sys.exit(EXIT_FOUND)


@main.command()
@click.argument("path", metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="Dạng kết quả."
)
@_output
@_language
def facts(path: str, form: str, output: str | None, lang: str | None) -> None:
    """Liệt kê mọi điều đọc được từ một văn bản, kèm vị trí: phần đầu, viện dẫn, thời hạn, nhiệm vụ, số liệu."""
    from auditor import facts as run
    from auditor.rules.pages import load_page
    from extractors.errors import UnreadableError

    lang = lang or _settings(lang).lang or "vi"
    _spare((path,), output, lang)
    try:
        reading = run(path)
    except FileNotFoundError as error:
        _refuse(say("no_such_path", lang, path=error))
    except UnreadableError as error:
        words = load_page("KC007").message(error.key, lang, {"path": path, **error.values})
        click.echo(words, err=True)
        sys.exit(EXIT_USAGE if error.key in ("not_found", "not_a_file") else EXIT_FOUND)
    _deliver(lambda stream: _print_facts(reading, form, lang, stream), output, lang)


@main.command()
@_language
def rules(lang: str | None) -> None:
    """Liệt kê các quy tắc: mã, mức, nội dung."""
    from auditor.explain import list_rules

    click.echo(list_rules(lang or _settings(lang).lang or "vi"))


@main.command()
@click.argument("code", required=False, metavar="[MÃ]")
@_language
def explain(code: str | None, lang: str | None) -> None:
    """Giải thích một quy tắc: nghĩa, căn cứ, ví dụ sai và đúng. Không ghi mã thì liệt kê tất cả."""
    from auditor.explain import explain_rule, list_rules

    lang = lang or _settings(lang).lang or "vi"
    if code is None:
        click.echo(list_rules(lang))
        return
    _known(code.upper(), lang, families=False)
    click.echo(explain_rule(code.upper(), lang))


@main.command()
@_format
@_output
@_language
def demo(form: str, output: str | None, lang: str | None) -> None:
    """Kiểm tra ba kế hoạch mẫu đi kèm công cụ."""
    from auditor import check as run
    from corpora.plans import demo_paths

    lang = lang or "vi"
    if form == "text":
        click.echo(say("demo", lang) + "\n", err=output is not None)
    _write(run(demo_paths()), form, output, lang)


def _refuse(sentence: str) -> NoReturn:
    """End the command: it can't be carried out, and why."""
    click.echo(sentence, err=True)
    sys.exit(EXIT_USAGE)


def _spare(paths: Sequence[str], output: str | None, lang: str) -> None:
    """Refuse to write the result over a file that is to be read: the user's file is never changed."""
    if output is None:
        return
    target = Path(output).resolve()
    for path in map(Path, paths):
        if path.resolve() == target or (
            path.is_dir() and target.is_file() and path.resolve() in target.parents and _reads(target)
        ):
            _refuse(say("output_is_input", lang, path=output))


def _reads(target: Path) -> bool:
    from auditor.checking import is_result

    return not is_result(target)


def _options(
    settings: Settings, select: tuple[str, ...], ignore: tuple[str, ...], draft: bool, lang: str
) -> Options:
    """What to run: the command's options where given, else the settings'."""
    from auditor.rules import Options

    return Options(
        rules=_chosen(select or settings.select, ignore or settings.ignore, lang),
        draft=draft or settings.draft,
        severities=dict(settings.severities),
    )


def _settings(lang: str | None) -> Settings:
    """The settings of this folder or of one above it; a malformed file ends the command with a sentence."""
    from auditor.settings import SettingsError, find_settings

    try:
        return find_settings(Path.cwd())
    except SettingsError as error:
        language = lang or "vi"
        problem = say(f"settings_{error.key}", language, **error.values)
        _refuse(say("settings", language, file=error.file, problem=problem))


def _earlier(path: str, lang: str) -> dict[str, Any]:
    """An earlier JSON result; anything else ends the command with a sentence."""
    from auditor.comparison import ResultFileError, load_result

    try:
        return load_result(path)
    except FileNotFoundError:
        _refuse(say("no_such_path", lang, path=path))
    except (ResultFileError, OSError):
        _refuse(say("no_result", lang, path=path))


def _result_or_document(path: str, settings: Settings, lang: str) -> dict[str, Any]:
    """An earlier JSON result, or the result of checking the document or folder now."""
    from auditor import check as run
    from auditor.comparison import ResultFileError, load_result
    from auditor.reports.json import result_json

    if Path(path).suffix.lower() == ".json":
        try:
            return load_result(path)
        except (ResultFileError, OSError):
            pass  # not a result: a document that happens to be called so
    try:
        result = run([path], _options(settings, (), (), False, lang))
        return result_json(_without_suppressed(result, settings, lang), lang)
    except FileNotFoundError:
        _refuse(say("no_such_path", lang, path=path))


def _without_suppressed(result: Result, settings: Settings, lang: str) -> Result:
    """Leave out what the settings suppress; suppressions that have expired or match nothing are told on standard error."""
    if not settings.suppressions:
        return result
    from datetime import date

    from auditor.settings import suppress

    outcome = suppress(result, settings.suppressions, date.today())
    if outcome.count:
        click.echo(say("suppressed", lang, count=outcome.count, file=settings.file), err=True)
    for name, those in (("suppression_expired", outcome.expired), ("suppression_unused", outcome.unused)):
        for one in those:
            until = f"{one.until:%d/%m/%Y}"
            sentence = say(
                name, lang, fingerprint=one.fingerprint, reason=one.reason, who=one.who, until=until
            )
            click.echo(sentence, err=True)
    return outcome.result


def _chosen(select: tuple[str, ...], ignore: tuple[str, ...], lang: str) -> frozenset[str] | None:
    """The codes to run; None for all. Codes and families may be repeated or joined by commas."""
    from auditor.rules.pages import codes

    chosen, left_out = _codes(select, lang), _codes(ignore, lang)
    if not chosen and not left_out:
        return None
    rules = frozenset((chosen or set(codes())) - left_out)
    if not rules:
        _refuse(say("no_rules", lang))
    return rules


def _codes(given: tuple[str, ...], lang: str) -> set[str]:
    from auditor.rules.pages import codes

    found: set[str] = set()
    for code in (part.strip().upper() for value in given for part in value.split(",") if part.strip()):
        _known(code, lang, families=True)
        found.update(known for known in codes() if known.startswith(code))
    return found


def _known(code: str, lang: str, *, families: bool) -> None:
    """Refuse a code that does not exist, with the nearest one that does."""
    from auditor.rules.pages import codes

    known = list(codes())
    if families:
        known += sorted({name[:2] for name in known})
    if code in known:
        return
    from rapidfuzz.process import extractOne

    nearest = extractOne(code, known, score_cutoff=50)
    hint = say("nearest_code", lang, code=nearest[0]) if nearest else ""
    _refuse(say("unknown_code", lang, code=code, hint=hint))


def _progress(lang: str) -> Any:
    """A line on standard error while a batch runs, only where a person is looking."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, path: str) -> None:
        if total > 1:
            line = say("progress", lang, done=done + 1, total=total, path=Path(path).name)
            end = "\r" + " " * 100 + "\r" if done + 1 == total else ""
            click.echo(f"\r{line[:98]:<98}{end}", nl=False, err=True)

    return show


def _write(result: Result, form: str, output: str | None, lang: str) -> None:
    _deliver(lambda stream: _print(result, form, lang, stream), output, lang)


def _deliver(print_to: Callable[[Any], None], output: str | None, lang: str) -> None:
    """Print to standard output, or to the file that the user named."""
    if output is None:
        print_to(sys.stdout)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="\n") as stream:
            print_to(stream)
    except OSError as error:
        _refuse(say("cannot_write", lang, path=output, reason=_reason(error, output, lang)))


def _reason(error: OSError, output: str, lang: str) -> str:
    """Why a file could not be written; the system's own words only for what is unusual."""
    if Path(output).is_dir():  # Windows calls this a lack of permission
        return say("write_is_folder", lang)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return say("write_no_folder", lang)
    if isinstance(error, PermissionError):
        return say("write_no_permission", lang)
    return error.strerror or str(error)


def _print_facts(reading: Reading, form: str, lang: str, stream: Any) -> None:
    from auditor.reports.facts import facts_json, print_facts

    if form == "text":
        print_facts(reading, lang, stream)
    elif form == "json":
        stream.write(facts_json(reading) + "\n")
    else:
        from auditor.reports.facts_html import facts_html

        stream.write(facts_html(reading, lang))


def _print(result: Result, form: str, lang: str, stream: Any) -> None:
    if form == "text":
        from auditor.reports.terminal import print_report

        print_report(result, lang, stream)
        return
    from auditor.reports import csv, json, sarif

    writers = {"json": json.dumps, "jsonl": json.lines, "csv": csv.dumps, "sarif": sarif.dumps}
    text = writers[form](result, lang)
    stream.write(text if text.endswith("\n") else text + "\n")
