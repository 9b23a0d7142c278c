"""Whoever is killed while adding an edition, or adds one while another does, leaves a whole ledger."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from offices import FIRST, SECOND, table, write

from foedus.holdings import ledger_path
from foedus.intake.proof import leftovers, of_own
from foedus.ledger import Ledger

TESTS = Path(__file__).parent


@pytest.mark.parametrize(("mode", "stride"), [("add", 2), ("replace", 3), ("delay", 1)])
def test_a_kill_at_any_moment_leaves_a_whole_ledger(tmp_path: Path, mode: str, stride: int) -> None:
    """Whatever was killed when: all of the old is there, or all of the new, and the next run ends well."""
    done = subprocess.run(
        [sys.executable, TESTS / "kills.py", tmp_path, mode, str(stride)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    old, new = {FIRST: [20, "USD"]}, {FIRST: [20, "USD"], SECOND: [25, "USD"]}
    if mode == "replace":
        new = {FIRST: [20, "EUR"]}
    assert {each["code"] for each in told} == {0, -signal.SIGKILL}
    # By the clock there are as many kills as the machine is even: a run may be far faster than the one that was timed.
    assert len(told) >= (3 if mode == "delay" else 10)
    assert [each["held"] for each in told if each["held"] not in (old, new)] == []
    assert old in [each["held"] for each in told]
    assert told[-1]["held"] == new
    assert all(each["then"] == new for each in told if "then" in each)


def test_two_who_add_at_the_same_time_do_not_disturb_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four programs start together, two with one file and two with another: both editions are whole at the end."""
    data = tmp_path / "data"
    monkeypatch.setenv("FOEDUS_DATA", str(data))
    program = (
        "import sys, pytest; from pathlib import Path; from offices import *; from foedus.intake import add_file\n"
        "use(office(release(FIRST, table()), release(SECOND, table(2022))), pytest.MonkeyPatch())\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "from foedus.holdings import ledger_path; from foedus.ledger import Ledger\n"
        "print(add_file(Path(sys.argv[1])).state, len(Ledger().listed()))"
    )
    old, new = write(tmp_path / "old.csv", table()), write(tmp_path / "new.csv", table(2022))
    for _ in range(3):
        shutil.rmtree(data, ignore_errors=True)
        running = [
            subprocess.Popen(
                [sys.executable, "-c", program, file],
                cwd=TESTS,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for file in (old, new, old, new)
        ]
        for each in running:
            assert each.stdout
            assert each.stdout.readline() == "ready\n"
        for each in running:
            assert each.stdin
            each.stdin.write("go\n")
            each.stdin.flush()
        said = [each.communicate() for each in running]
        assert [each.returncode for each in running] == [0] * 4, said
        states = [text.split()[0] for text, _ in said]
        assert [sorted(states[0::2]), sorted(states[1::2])] == [["added", "same"]] * 2
        assert [fault for _, fault in of_own(data)] == [None, None]
        assert {each.edition for each in Ledger().listed()} >= {FIRST, SECOND}
        assert not leftovers(ledger_path())
