"""The command line: each command a thin twin of a function of the Python face."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.texts import say

if TYPE_CHECKING:
    from models.finding import Result

EXIT_FOUND = 1
EXIT_USAGE = 2

_language = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ của thông báo."
)
_format = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Dạng kết quả."
)
_output = click.option("--output", "-o", type=click.Path(dir_okay=False), help="Ghi kết quả vào tệp này.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cchc-auditor", prog_name="auditor", message="%(prog)s %(version)s")
def main() -> None:
    """Kiểm tra kế hoạch và tài liệu kiểm chứng của Chỉ số cải cách hành chính.

    Mọi việc chạy trên máy này; không tệp nào được gửi đi và không tệp nào bị sửa.
    """
    for stream in (sys.stdout, sys.stderr):  # a redirected stream on Windows cannot write Vietnamese otherwise
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
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    help="Mức từ đó trở lên thì mã thoát là 1.",
)
def check(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    lang: str,
    draft: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
) -> None:
    """Đọc kế hoạch hay văn bản (tệp, thư mục, hoặc - để đọc văn bản từ đầu vào) và nêu điều sai, điều mâu thuẫn."""
    from auditor import check as run
    from auditor.rules import Options
    from models.finding import Severity

    options = Options(rules=_chosen(select, ignore, lang), draft=draft)
    try:
        result = run(paths, options, progress=_progress(lang))
    except FileNotFoundError as error:
        _refuse(say("no_such_path", lang, path=error))
    if not result.documents:
        click.echo(say("no_files", lang), err=True)
    _write(result, form, output, lang)
    least = Severity.parse(fail_on)
    if any(finding.severity >= least for checked in result.documents for finding in checked.findings):
        sys.exit(EXIT_FOUND)


@main.command()
@click.argument("code", required=False, metavar="[MÃ]")
@_language
def explain(code: str | None, lang: str) -> None:
    """Giải thích một quy tắc: nghĩa, căn cứ, ví dụ sai và đúng. Không ghi mã thì liệt kê tất cả."""
    from auditor.explain import explain_rule, list_rules

    if code is None:
        click.echo(list_rules(lang))
        return
    _known(code.upper(), lang, families=False)
    click.echo(explain_rule(code.upper(), lang))


@main.command()
@_format
@_output
@_language
def demo(form: str, output: str | None, lang: str) -> None:
    """Kiểm tra ba kế hoạch mẫu đi kèm công cụ."""
    from auditor import check as run
    from corpora.plans import demo_paths

    if form == "text":
        click.echo(say("demo", lang) + "\n", err=output is not None)
    _write(run(demo_paths()), form, output, lang)


def _refuse(sentence: str) -> Any:
    click.echo(sentence, err=True)
    sys.exit(EXIT_USAGE)


def _chosen(select: tuple[str, ...], ignore: tuple[str, ...], lang: str) -> frozenset[str] | None:
    """The codes to run; None for all. Codes and families may be repeated or joined by commas."""
    from auditor.rules.pages import codes

    if not select and not ignore:
        return None
    wanted = _codes(select, lang) if select else set(codes())
    return frozenset(wanted - _codes(ignore, lang))


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
    if output is None:
        _print(result, form, lang, sys.stdout)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="\n") as stream:
            _print(result, form, lang, stream)
    except OSError as error:
        _refuse(say("cannot_write", lang, path=output, reason=error.strerror or error))


def _print(result: Result, form: str, lang: str, stream: Any) -> None:
    if form == "json":
        from auditor.reports.json import dumps

        stream.write(dumps(result, lang) + "\n")
        return
    from auditor.reports.terminal import print_report

    print_report(result, lang, stream)
