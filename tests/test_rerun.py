"""A reading's printed SQL, run by the database's own command line on the shipped files, gives the reading's value."""

import csv
import datetime as dt
import io
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from test_articles import ARTICLES, document

from foedus.dossiers import dossier
from foedus.ledger import ledger_path
from foedus.model import Document, Reading, exact

FOLDER = ledger_path()
BESIDE = Path(sys.executable).with_name("duckdb")
COMMAND = str(BESIDE) if BESIDE.exists() else shutil.which("duckdb")

pytestmark = pytest.mark.skipif(COMMAND is None, reason="needs the duckdb command line")


def readings(of: Document) -> dict[str, Reading]:
    """The readings of a report by their SQL, of all its days."""
    checks = dossier(of, all_readings=True).checks
    return {reading.sql: reading for check in checks for reading in check.readings if reading.observed}


def rerun(queries: list[str]) -> list[Decimal]:
    """Run queries one after the other in a new process, in the ledger's folder; each gives one value."""
    assert COMMAND is not None
    run = subprocess.run(
        [COMMAND, "-batch", "-csv", "-noheader", "-bail"],
        input=";\n".join(queries) + ";\n",
        capture_output=True,
        text=True,
        cwd=FOLDER,
        check=True,
    )
    rows = list(csv.reader(io.StringIO(run.stdout)))
    assert [len(row) for row in rows] == [1] * len(queries)
    return [exact(row[0]) for row in rows]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_query_of_a_report_gives_its_value(name: str) -> None:
    found = readings(document(name))
    assert found
    values = rerun(list(found))
    wrong = {
        query: (value, reading.observed.low)
        for (query, reading), value in zip(found.items(), values, strict=True)
        if reading.observed and value != reading.observed.low
    }
    assert wrong == {}


CLAIMS = {
    "a rank": "Germany is now the second-largest defence spender in NATO.",
    "a record": "Poland's defence budget is the largest since 2014.",
    "a gap": "Italy spends 30 billion dollars less on defence than France.",
    "a multiple of another": "The United States spends ten times as much on defence as Germany.",
    "a rise": "Polish defence spending has risen since 2014.",
    "a count": "Twenty-three NATO allies now spend at least 2% of GDP on defence.",
    "a share": "The United States accounts for 66% of the alliance's defence spending.",
}


@pytest.mark.parametrize("text", CLAIMS.values(), ids=CLAIMS)
def test_a_query_alone_in_a_process_gives_its_value(text: str) -> None:
    found = readings(Document(id="d", text=text, lang="en", published=dt.date(2024, 9, 12)))
    assert found
    for query, reading in list(found.items())[:3]:
        assert reading.observed
        assert rerun([query]) == [reading.observed.low]
