"""The example reports in; what a check costs from the shell and inside a running process out, in milliseconds.

    python bench/startup.py [RUNS]

Times are the median and the best of RUNS runs (9 by default) on a machine that does nothing else. From the shell each
run is a new process with bytecode; inside, the first report of a process is told apart from those that follow.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
FOEDUS = Path(sys.executable).with_name("foedus")
HEAVY = (
    "duckdb",
    "rich",
    "trafilatura",
    "pypdfium2",
    "python_calamine",
    "lxml",
    "numpy",
    "pandas",
    "pyarrow",
)


def reports() -> list[tuple[Path, str]]:
    """The example reports, each with its day of publication."""
    metas = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in ROOT.glob("tests/articles/*/meta.toml")
    ]
    return sorted((ROOT / meta["text"], str(meta["published"])) for meta in metas if "text" in meta)


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(1000 * (perf_counter() - start))
    return times


def line(name: str, times: list[float]) -> None:
    print(f"{name:<44}{median(times):>9.0f}{min(times):>9.0f}")


def shell(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([str(FOEDUS), *arguments], check=True, capture_output=True)


def loaded(*arguments: str) -> list[str]:
    """The heavy libraries that a command has imported when it ends."""
    code = (
        "import sys, io, contextlib\n"
        "from foedus.cli import app\n"
        "with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):\n"
        f"    app.main({list(arguments)!r}, standalone_mode=False)\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.__stdout__)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()


def main(runs: int) -> None:
    first, day = reports()[0]
    print(f"{'':<44}{'median':>9}{'best':>9}   ms")
    line(
        "python, nothing imported",
        timed(lambda: subprocess.run([sys.executable, "-c", ""], check=True), runs),
    )
    line("foedus --version", timed(shell("--version"), runs))
    line("foedus check --text", timed(shell("check", "--text", "France is at 2 %", "--published", day), runs))
    for path, published in reports():
        check = shell("check", str(path), "--published", published)
        check()
        line(f"foedus check {path.name}", timed(check, runs))
    check_in_process(runs)
    for arguments in (["--help"], ["check", str(first), "--published", day], ["ledger"]):
        shown = " ".join(Path(each).name for each in arguments)
        print(f"foedus {shown}: imports {', '.join(loaded(*arguments)) or 'no heavy library'}")


def check_in_process(runs: int) -> None:
    start = perf_counter()
    from foedus.dossiers import dossier
    from foedus.ledger import Ledger
    from foedus.model import Document, to_json
    from foedus.text.document import Details, load

    ledger = Ledger()

    def check(document: Document) -> bytes:
        return to_json(dossier(document, ledger))

    documents = [load(path, Details(published=dt.date.fromisoformat(day))) for path, day in reports()]
    check(documents[0])
    print(f"{'in a process: imports and the first report':<44}{1000 * (perf_counter() - start):>9.0f}")
    for document, (path, _) in zip(documents, reports(), strict=True):
        line(f"in a process: {path.name}", timed(lambda: check(document), runs))  # noqa: B023


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
