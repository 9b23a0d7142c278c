"""The calendar and the map of the alliance: what met, what runs and who is tied, each with days that fit."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from foedus import alliances
from foedus.lang import codes

MEETINGS = alliances.meetings()
MISSIONS = alliances.missions()
PARTNERSHIPS = alliances.partnerships()
DATA = Path(alliances.__file__).parent / "nato"
RECORDS = [*MEETINGS, *MISSIONS.values(), *PARTNERSHIPS.values()]


def test_meetings_stand_in_order_and_no_two_of_a_kind_overlap() -> None:
    assert [meeting.start for meeting in MEETINGS] == sorted(meeting.start for meeting in MEETINGS)
    for kind in {meeting.kind for meeting in MEETINGS}:
        same = [meeting for meeting in MEETINGS if meeting.kind == kind]
        assert [after.id for before, after in pairwise(same) if after.start <= before.end] == []


def test_no_meeting_lasts_longer_than_three_days() -> None:
    assert [m.id for m in MEETINGS if not dt.timedelta(0) <= m.end - m.start <= dt.timedelta(days=2)] == []


def test_meetings_fall_on_working_days_but_twice() -> None:
    weekend = [m.id for m in MEETINGS if m.start.weekday() > 4 or m.end.weekday() > 4]
    assert weekend == ["summit-2016-warsaw", "foreign-2022-05"]


def test_every_summit_since_wales_is_there() -> None:
    assert [(m.start.isoformat(), m.place) for m in MEETINGS if m.kind == "summit"] == [
        ("2014-09-04", "Newport"),
        ("2016-07-08", "Warsaw"),
        ("2017-05-25", "Brussels"),
        ("2018-07-11", "Brussels"),
        ("2019-12-03", "London"),
        ("2021-06-14", "Brussels"),
        ("2022-02-25", "Brussels"),
        ("2022-03-24", "Brussels"),
        ("2022-06-28", "Madrid"),
        ("2023-07-11", "Vilnius"),
        ("2024-07-09", "Washington"),
        ("2025-06-24", "The Hague"),
        ("2026-07-07", "Ankara"),
    ]


@pytest.mark.parametrize("kind", ["ministerial-foreign", "ministerial-defence"])
def test_ministers_met_at_least_twice_in_every_whole_year(kind: str) -> None:
    years = [meeting.start.year for meeting in MEETINGS if meeting.kind == kind]
    assert [year for year in range(2014, 2026) if years.count(year) < 2] == []


def test_outcomes_are_told_in_every_language() -> None:
    told = [meeting for meeting in MEETINGS if meeting.outcome]
    assert len(told) >= 12
    assert [meeting.id for meeting in told if set(meeting.outcome) != set(codes())] == []


def test_every_record_names_its_source() -> None:
    assert [record.id for record in RECORDS if len(record.source) < 10] == []


def test_every_record_was_in_force_at_some_time_since_2014() -> None:
    ends = [(record.id, record.end) for record in RECORDS if record.end is not None]
    assert [name for name, end in ends if end < dt.date(2014, 1, 1)] == []


def test_changes_are_told_in_every_language() -> None:
    changes = [change for mission in MISSIONS.values() for change in mission.changes]
    assert changes
    assert [change for change in changes if set(change) - {"date"} != set(codes())] == []


def test_the_office_in_amman_opened_after_it_was_announced() -> None:
    office = MISSIONS["office-amman"]
    assert (office.place, office.country) == ("Amman", "JOR")
    assert office.start > next(m.end for m in MEETINGS if m.id == "summit-2024-washington")


def test_partners_that_joined_left_the_frameworks_of_partners() -> None:
    for tie in PARTNERSHIPS.values():
        members = alliances.members_on("nato", tie.end or dt.date.max)
        if tie.kind in {"framework", "council", "individual"} and tie.end is None:
            assert not members & set(tie.partners), tie.id


@pytest.mark.parametrize("name", ["meetings", "missions", "partnerships"])
def test_each_file_says_to_which_day_it_is_believed_complete(name: str) -> None:
    text = (DATA / f"{name}.toml").read_text("utf-8")
    assert "Believed complete" in text
    assert "known_to = " in text
