"""A program that adds an edition and is killed on the way, again and again; what it finds afterwards, a line each, out.

It is killed at each step in turn: a step is an event that the interpreter itself reports (`sys.addaudithook`) and that
touches the user's folder, nothing in the code that is killed knows of it. Or it is killed after ever longer times. Each
run starts from the same folder, in a process of its own.
"""

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from offices import FIRST, SECOND, office, release, shelf, table, use, write

from foedus.holdings import ledger_path, own
from foedus.intake import add_file
from foedus.ledger import Ledger

OLD, NEW = table(2021), table(2022)
REREAD = {"code": "Country Code", "value": "Value", "measure": "gdp", "unit": "EUR", "prices": "current"}


def forked(work: Callable[[], object], after: float | None = None) -> tuple[int, object]:
    """Do something in a process of its own, killed after some seconds; return how it ended and what it said."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        code = 1
        try:
            os.write(into, json.dumps(work()).encode())
            code = 0
        except BaseException as fault:
            os.write(into, json.dumps(f"{type(fault).__name__}: {fault}").encode())
        finally:
            os._exit(code)
    os.close(into)
    if after is not None:
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    with os.fdopen(out, "rb") as said:
        text = said.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), json.loads(text) if text else None


def adding(data: Path, file: Path, kill_at: int, replace: bool) -> Callable[[], object]:
    """Add the file, and be killed at the step of that number."""

    def work() -> object:
        steps = 0

        def step(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal steps
            paths = [str(each) for each in arguments if isinstance(each, str | bytes | os.PathLike)]
            if event.startswith(("os.", "open", "shutil.", "tempfile.")) and any(
                str(data) in path for path in paths
            ):
                steps += 1
                if steps == kill_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(step)
        state = add_file(file, data, replace=replace).state
        ledger_path(data)
        return state

    return work


def found(data: Path) -> Callable[[], object]:
    """Return the user's own editions that the ledger holds, each proved: how many rows, and in which units."""

    def work() -> object:
        ledger = Ledger(ledger_path(data))
        rows = {each.edition: ledger.prove(each)[1] for each in ledger.listed()}
        scanned = ledger.query("SELECT count(*) FROM '*/*/observations.parquet'")[0][0]
        assert scanned == sum(len(held) for held in rows.values()), (
            "a query over all files sees what is listed"
        )
        mine = {each.name for each in own(data)}
        return {day: [len(held), held[0].unit] for day, held in rows.items() if day in mine}

    return work


def main(folder: Path, mode: str, stride: int) -> None:
    """Add the older edition, then the newer one (or the older one read anew), and be killed."""
    with pytest.MonkeyPatch.context() as patch:
        forked(lambda: shelf(folder / "shipped"))
        patch.setattr("foedus.holdings.SHIPPED", folder / "shipped")
        old, new = write(folder / "old.csv", OLD), write(folder / "new.csv", NEW)
        use(office(release(FIRST, OLD), release(SECOND, NEW)), patch)
        start = time.monotonic()
        assert forked(adding(folder / "before", old, 0, False)) == (0, "added")
        took = time.monotonic() - start
        if mode == "replace":
            use(office(release(FIRST, OLD, layout=REREAD)), patch)
        run, code, data, given = 0, -signal.SIGKILL, folder / "killed", old if mode == "replace" else new
        while code == -signal.SIGKILL:
            run += 1
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(folder / "before", data)
            if mode == "delay":
                code, _ = forked(adding(data, given, 0, False), after=run * took / 15)
            else:
                code, _ = forked(adding(data, given, run * stride, mode == "replace"))
            told = {"code": code, "held": forked(found(data))[1]}
            if run % 10 == 0:
                told["again"] = forked(adding(data, given, 0, mode == "replace"))[1]
                told["then"] = forked(found(data))[1]
            sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
