"""Votes become agreement by pair and year, by two ways of counting, with the counts behind each share."""

import gzip
import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest

from foedus.editions import Row, full
from foedus.errors import SourceError
from foedus.ledger import Ledger
from foedus.sources import Expectation, Release, beside, parse, source

EXTRACTS = Path(__file__).parent / "sources" / "unga"
SHIPPED = Ledger(Path(__file__).parents[1] / "src" / "foedus" / "data" / "ledger")
COUNTRIES = {"FRA": ["France"], "DEU": ["Germany"], "USA": ["United States"]}


def agreement(folder: Path, old: str = "", new: str = "", countries: dict | None = None) -> list[Row]:
    texts = {name: (EXTRACTS / name).read_text() for name in ("votes.csv", "calls.csv")}
    assert not old or any(old in text for text in texts.values())
    votes, calls = (text.replace(old, new, 1) if old else text for text in texts.values())
    (folder / "votes.csv.gz").write_bytes(gzip.compress(votes.encode(), mtime=0))
    (folder / "calls.csv").write_text(calls)
    release = Release(
        released="2017-01-01",
        file="votes.csv.gz",
        sha256=hashlib.sha256((folder / "votes.csv.gz").read_bytes()).hexdigest(),
        beside={"calls.csv": hashlib.sha256(calls.encode()).hexdigest()},
        kind="original",
        coverage="slice",
        layout={"calls": "calls.csv", "countries": countries or COUNTRIES},
        expect=Expectation(rows=1, members=1, years=(2015, 2016)),
    )
    return parse(source("unga"), release, folder)[1]


def test_agreement_is_counted_of_all_votes_and_of_yes_and_no_votes(tmp_path):
    found = {
        (row.subject, row.partner, row.year, row.component, row.unit): row.value
        for row in agreement(tmp_path)
    }
    pair = {key[3:]: value for key, value in found.items() if key[:3] == ("FRA", "DEU", 2015)}
    assert pair == {
        ("all votes", "identical vote"): full(Decimal(2)),
        ("all votes", "vote"): full(Decimal(3)),
        ("all votes", "%"): full(Decimal(200) / 3),
        ("yes and no votes", "identical vote"): full(Decimal(1)),
        ("yes and no votes", "vote"): full(Decimal(1)),
        ("yes and no votes", "%"): full(Decimal(100)),
    }


def test_absence_is_no_vote_and_years_outside_are_left_out(tmp_path):
    rows = agreement(tmp_path)
    assert {(row.subject, row.partner) for row in rows if row.year == 2016} == {
        ("FRA", "USA"),
        ("USA", "FRA"),
    }
    assert {row.year for row in rows} == {2015, 2016}
    assert {row.place for row in rows} == {"3 roll calls of 2015", "1 roll call of 2016"}


def test_agreement_has_no_direction(tmp_path):
    rows = agreement(tmp_path)
    there = {(row.subject, row.partner, row.year, row.component, row.unit, row.value) for row in rows}
    assert {(other, one, *rest) for one, other, *rest in there} == there


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "1,Germany,yes",
            "1,Germany,maybe",
            "votes.csv.gz: row 3: 'maybe' is no vote; valid: yes, no, abstain",
        ),
        ("rcid,country", "call,country", "votes.csv.gz: row 1: no column 'rcid'"),
        ("2015-11-04", "some day", "calls.csv: row 2: 'some day' is no day"),
        ("Germany,yes\n1", "Germania,yes\n1", None),
    ],
)
def test_a_broken_file_is_refused_with_the_line_at_fault(tmp_path, old, new, message):
    if message is None:  # another country's vote is not ours to judge
        assert agreement(tmp_path, old, new)
        return
    with pytest.raises(SourceError, match=re.escape(f"unga 2017-01-01: {message}")):
        agreement(tmp_path, old, new)


def test_a_country_that_never_votes_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"unga 2017-01-01: votes\.csv\.gz: 'Ruritania' never votes"):
        agreement(tmp_path, countries={**COUNTRIES, "XXX": ["Ruritania"]})


def test_a_file_that_belongs_to_it_is_known_by_its_hash_too(tmp_path):
    unga = source("unga")
    with pytest.raises(
        SourceError, match=r"unga 2020-02-01: un_roll_calls\.csv \(sha256 \w{16}…\) is not in"
    ):
        beside(tmp_path / "votes.csv.gz", unga, unga.edition[-1])


@pytest.mark.parametrize(
    ("one", "other", "first", "last", "shares"),
    [
        ("FRA", "DEU", 2016, 2019, ("88.73", "99.07")),
        ("FRA", "USA", 2019, 2019, ("47.78", "63.49")),
        ("ISR", "USA", 2019, 2019, ("94.32", "97.47")),
        ("TUR", "USA", 2019, 2019, ("34.83", "41.18")),
        ("RUS", "CHN", 2014, 2019, ("74.4", None)),
        ("USA", "CHN", 2014, 2019, ("18.6", None)),
    ],
)
def test_the_ledger_gives_the_agreement_of_a_pair_over_years(one, other, first, last, shares):
    found = dict(
        SHIPPED.query(
            "SELECT component, 100 * sum(value) FILTER (WHERE unit = 'identical vote')"
            " / sum(value) FILTER (WHERE unit = 'vote') FROM 'unga/2020-02-01/observations.parquet'"
            f" WHERE subject = '{one}' AND partner = '{other}' AND year BETWEEN {first} AND {last} GROUP BY component"
        )
    )
    for component, share in zip(("all votes", "yes and no votes"), shares, strict=True):
        assert share is None or Decimal(found[component]).quantize(Decimal(share)) == Decimal(share)
