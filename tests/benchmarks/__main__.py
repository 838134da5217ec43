"""`make bench`: how fast a whole audit is beside the libraries under it, in one run on one core."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the fastest of several rounds: the others measure what else the machine does."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def audit(paths: list[Path]) -> None:
    from auditor import check

    result = check(paths)
    assert result.unreadable == 0, "a PDF of the corpus could not be read"


def plumber_text(paths: list[Path]) -> None:
    import pdfplumber

    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.close()


def pdfium_text(paths: list[Path]) -> int:
    import pypdfium2

    pages = 0
    for path in paths:
        document = pypdfium2.PdfDocument(path)
        for page in document:
            page.get_textpage().get_text_bounded()
            page.close()
            pages += 1
        document.close()
    return pages


def command(*arguments: str) -> float:
    """Seconds of one cold run of the command line."""

    def run() -> None:
        done = subprocess.run([sys.executable, "-m", "auditor", *arguments], capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()

    return best(run, 3)


def peak_memory(arguments: list[str]) -> float:
    """Peak resident memory of one run, in MB."""
    with tempfile.TemporaryFile() as sink:
        process = subprocess.Popen([sys.executable, "-m", "auditor", *arguments], stdout=sink, stderr=sink)
        _, _, usage = os.wait4(process.pid, 0)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return usage.ru_maxrss / scale


def row(name: str, value: str, bar: str = "", good: bool | None = None) -> bool:
    verdict = "" if good is None else ("ok" if good else "MISSED")
    print(f"{name:<62}{value:>14}  {bar:<24}{verdict}")
    return good is not False


def main() -> int:
    from corpora.plans import plan_paths

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    pdfs, docx = plan_paths(".pdf"), plan_paths(".docx")
    pages = pdfium_text(pdfs)
    audit(pdfs)  # imports and data files are read once
    print(f"{len(pdfs)} PDF, {pages} pages, one core, best of {ROUNDS} rounds\n")
    ours = pages / best(lambda: audit(pdfs))
    plumber = pages / best(lambda: plumber_text(pdfs), 2)
    pdfium = pages / best(lambda: pdfium_text(pdfs))
    good = [
        row("whole audit (read, extract, check)", f"{ours:.0f} pages/s"),
        row("pdfplumber extract_text", f"{plumber:.0f} pages/s"),
        row("pypdfium2 text alone", f"{pdfium:.0f} pages/s"),
        row("whole audit : pdfplumber", f"{ours / plumber:.1f} x", "at least 6 x", ours / plumber >= 6),
    ]
    cold = command("check", str(docx[0]))
    good.append(row("one DOCX from a cold start", f"{cold:.2f} s", "under 2.5 s", cold < 2.5))
    shown = command("--help")
    good.append(row("auditor --help", f"{shown:.2f} s", "under 0.6 s", shown < 0.6))
    memory = peak_memory(["check", *map(str, [*pdfs, *docx])])
    good.append(
        row("peak memory, every PDF and DOCX of the corpus", f"{memory:.0f} MB", "under 400 MB", memory < 400)
    )
    row(
        "this process, with pdfplumber", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
