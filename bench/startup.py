"""The example reports in; what a check costs from the shell and inside a running process out, in milliseconds.

    python bench/startup.py [RUNS]

Times are the median and the best of RUNS runs (9 by default) on a machine that does nothing else. From the shell each
run is a new process; bytecode, and what is kept beside it, is there from the second run on, in a folder of its own.
Then comes where the time of one report goes, stage by stage. Inside a process, the first report is told apart from
those that follow.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parent.parent
FOEDUS = Path(sys.executable).with_name("foedus")
HEAVY = (
    "_duckdb",
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
    print(f"{name:<48}{median(times):>9.0f}{min(times):>9.0f}")


def shell(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([str(FOEDUS), *arguments], check=True, capture_output=True)


def keeps_bytecode_in(folder: str) -> None:
    """Have this process, and every one that it starts, write bytecode and read it in one folder."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = folder
    sys.dont_write_bytecode, sys.pycache_prefix = False, folder


# One check, cut where a stage ends; what a stage needs for the first time counts to it.
STAGES = """
import gc, sys, time
gc.set_threshold(500_000, 50, 100)  # as the command does
laps, last = [], time.perf_counter()
def lap(name):
    global last
    now = time.perf_counter()
    laps.append((name, 1000 * (now - last)))
    last = now
path, day = sys.argv[1:]
import foedus.cli_check
lap("import the command line")
from foedus.text.document import Details, load
lap("import how files are read")
import datetime as dt
from pathlib import Path
document = load(Path(path), Details(published=dt.date.fromisoformat(day)))
lap("read the file, tell its language")
from foedus.text.read import read
from foedus.dossiers import checked
lap("import how text is read")
from foedus.text.lexicon import language
language(document.lang)
lap("words of its language")
statements, _ = read(document)
lap("statements")
from foedus.engine import engine
from foedus.ledger import Ledger
engine()
lap("import the database")
ledger = Ledger()
ledger.query("SELECT 1")
lap("open the database")
checks, doubts = checked(statements, document, ledger)
lap("checks")
from foedus.model import Dossier
from foedus.render.terminal import to_terminal
dossier = Dossier(document=document, statements=statements, checks=checks, doubts=doubts)
to_terminal(dossier, document.lang, 100, False)
lap("write the dossier")
for name, took in laps:
    print(f"{name}\t{took}")
"""


def stages(report: Path, day: str, runs: int) -> None:
    """Print where the time of one report goes."""
    found: dict[str, list[float]] = {}
    command = [sys.executable, "-c", STAGES, str(report), day]
    for _ in range(runs):
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for each in told.splitlines():
            name, took = each.split("\t")
            found.setdefault(name, []).append(float(took))
    for name, times in found.items():
        line(f"  {name}", times)


def loaded(*arguments: str) -> list[str]:
    """The heavy libraries that a command has imported when it ends."""
    code = (
        "import sys, io, contextlib\n"
        "from foedus.cli_check import app\n"
        "with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):\n"
        f"    app.main({list(arguments)!r}, standalone_mode=False)\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.__stdout__)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()


def main(runs: int) -> None:
    with TemporaryDirectory() as folder:
        keeps_bytecode_in(folder)
        measure(runs)


def measure(runs: int) -> None:
    first, day = reports()[0]
    print(f"{'':<48}{'median':>9}{'best':>9}   ms")
    line(
        "python, nothing imported",
        timed(lambda: subprocess.run([sys.executable, "-c", ""], check=True), runs),
    )
    line(
        "foedus check, the first after it is installed",
        timed(shell("check", str(first), "--published", day), 1),
    )
    line("foedus --version", timed(shell("--version"), runs))
    line("foedus check --text", timed(shell("check", "--text", "France is at 2 %", "--published", day), runs))
    for path, published in reports():
        check = shell("check", str(path), "--published", published)
        check()
        line(f"foedus check {path.name}", timed(check, runs))
    print(f"where it goes, {first.name}:")
    stages(first, day, runs)
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
    print(f"{'in a process: imports and the first report':<48}{1000 * (perf_counter() - start):>9.0f}")
    for document, (path, _) in zip(documents, reports(), strict=True):
        line(f"in a process: {path.name}", timed(lambda: check(document), runs))  # noqa: B023


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
