"""Who belonged, who held which office, what met: the facts of the alliances, and what a wrong file says."""

import datetime as dt
import os
import shutil
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import alliances
from foedus.alliances.registers import Register, without_accents
from foedus.errors import RuleError, UnknownName

DAYS = st.dates(dt.date(1949, 1, 1), dt.date(2030, 12, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# --- membership ---


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("POL", "1999-03-12"),
        ("MNE", "2017-06-05"),
        ("MKD", "2020-03-27"),
        ("FIN", "2023-04-04"),
        ("SWE", "2024-03-07"),
    ],
)
def test_a_member_belongs_from_the_day_of_its_accession(code: str, first: str) -> None:
    before = day(first) - dt.timedelta(days=1)
    assert code not in alliances.members_on("nato", before)
    assert code in alliances.members_on("nato", day(first))


@pytest.mark.parametrize(
    ("when", "count"),
    [
        ("1949-08-24", 12),
        ("2014-09-04", 28),
        ("2017-12-31", 29),
        ("2022-06-29", 30),
        ("2023-07-11", 31),
        ("2025-06-24", 32),
    ],
)
def test_the_alliance_has_as_many_members_as_it_had(when: str, count: int) -> None:
    assert len(alliances.members_on("nato", day(when))) == count


def test_the_united_kingdom_leaves_the_union_and_stays_an_ally() -> None:
    assert "GBR" in alliances.members_on("nato-eu", day("2020-01-31"))
    assert "GBR" not in alliances.members_on("nato-eu", day("2020-02-01"))
    assert "GBR" in alliances.members_on("nato-non-eu", day("2020-02-01"))
    assert len(alliances.members_on("eu", day("2020-01-31"))) == 28
    assert len(alliances.members_on("eu", day("2020-02-01"))) == 27


def test_only_iceland_reports_no_expenditure() -> None:
    today = day("2025-06-24")
    assert alliances.members_on("nato", today) - alliances.reporters_on("nato", today) == {"ISL"}


def test_institutions_have_no_members() -> None:
    assert alliances.groups()["eu-institutions"].kind == "institution"
    assert alliances.members_on("eu-institutions", day("2024-01-01")) == frozenset()


@given(DAYS)
def test_groups_of_the_alliance_are_made_of_its_members(when: dt.date) -> None:
    whole = alliances.members_on("nato", when)
    assert alliances.members_on("nato-europe-canada", when) == whole - {"USA"}
    assert alliances.members_on("nato-europe", when) == whole - {"USA", "CAN"}
    inside, outside = alliances.members_on("nato-eu", when), alliances.members_on("nato-non-eu", when)
    assert inside | outside == whole
    assert not inside & outside
    for name in alliances.groups():
        assert alliances.members_on(name, when) <= alliances.members_on("world", when)
        assert alliances.reporters_on(name, when) <= alliances.members_on(name, when)


@given(DAYS)
def test_nobody_has_left_the_alliance(when: dt.date) -> None:
    tomorrow = when + dt.timedelta(days=1)
    assert alliances.members_on("nato", when) <= alliances.members_on("nato", tomorrow)


def test_an_unknown_group_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="nearest: nato-europe"):
        alliances.members_on("nato-europa", day("2024-01-01"))


# --- offices ---


@pytest.mark.parametrize(
    ("office", "when", "name"),
    [
        ("nato.secretary-general", "2014-09-30", "Anders Fogh Rasmussen"),
        ("nato.secretary-general", "2025-04-03", "Mark Rutte"),
        ("nato.deputy-secretary-general", "2025-04-03", "Radmila Shekerinska"),
        ("nato.saceur", "2025-04-03", "Christopher Cavoli"),
        ("usa.president", "2017-01-19", "Barack Obama"),
        ("usa.president", "2017-01-20", "Donald Trump"),
        ("usa.secretary-of-state", "2025-04-03", "Marco Rubio"),
        ("usa.ambassador-to-nato", "2025-04-03", "Matthew Whitaker"),
        ("fra.head-of-state", "2016-07-08", "François Hollande"),
        ("fra.defence-minister", "2024-02-15", "Sébastien Lecornu"),
        ("gbr.head-of-government", "2022-09-30", "Liz Truss"),
        ("deu.head-of-government", "2021-12-07", "Angela Merkel"),
        ("kor.head-of-state", "2025-01-15", "Choi Sang-mok"),
        ("ukr.defence-minister", "2025-08-01", "Denys Shmyhal"),
        ("eu.high-representative", "2024-12-01", "Kaja Kallas"),
    ],
)
def test_an_office_has_its_holder_of_the_day(office: str, when: str, name: str) -> None:
    found = alliances.holder(office, day(when))
    assert found is not None
    assert found.name == name


def test_an_office_is_found_by_country_and_kind() -> None:
    assert alliances.office("usa.foreign-minister").id == "usa.secretary-of-state"
    assert alliances.office("usa.head-of-state").id == "usa.president"
    assert alliances.holders("eu.foreign-minister") == alliances.holders("eu.high-representative")


def test_nobody_is_known_before_the_first_and_in_a_vacancy() -> None:
    assert alliances.holder("nato.secretary-general", day("1949-08-24")) is None
    assert alliances.holder("usa.ambassador-to-nato", day("2025-02-01")) is None


def test_every_ally_has_its_leaders_and_ministers() -> None:
    """From 2014 to the last day that is known, heads of government and both ministers are named nearly always."""
    kinds = ["head-of-government", "foreign-minister", "defence-minister"]
    missing: dict[str, int] = {}
    days = [dt.date(2014, 1, 15) + dt.timedelta(days=91 * n) for n in range(48)]
    for code in sorted(alliances.members_on("nato", days[-1])):
        for kind in kinds:
            if (code, kind) in {("USA", "head-of-government"), ("ISL", "defence-minister")}:
                continue
            gaps = [when for when in days if alliances.holder(f"{code.lower()}.{kind}", when) is None]
            missing[f"{code}.{kind}"] = len(gaps)
    # The office of prime minister ended in Türkiye in 2018.
    assert {name: count for name, count in missing.items() if count > 4} == {"TUR.head-of-government": 30}


@given(DAYS)
def test_a_holder_of_the_day_is_one_of_the_holders_and_in_office(when: dt.date) -> None:
    for name in alliances.offices():
        found = alliances.holder(name, when)
        if found is not None:
            assert found in alliances.holders(name)
            assert found.start <= when
            assert found.end is None or when <= found.end


def test_tenures_do_not_overlap() -> None:
    """The day of a handover belongs to both; only those who act for others stand beside them."""
    for name in alliances.offices():
        settled = [held for held in alliances.holders(name) if not held.acting]
        for before, after in pairwise(settled):
            assert before.end is not None, (name, before.name)
            assert before.end <= after.start, (name, before.name, after.name)


def test_nothing_is_known_of_the_future() -> None:
    today = dt.date.today()
    known = [held for name in alliances.offices() for held in alliances.holders(name)]
    assert alliances.known_to() <= today
    assert [held for held in known if held.start > today or (held.end and held.end > today)] == []


def test_terms_are_counted() -> None:
    assert [str(term) for term in alliances.terms("Donald Trump")] == [
        "2017-01-20/2021-01-20",
        "2025-01-20/..",
    ]
    assert [str(term) for term in alliances.terms("Barack Obama")] == [
        "2009-01-20/2013-01-20",
        "2013-01-20/2017-01-20",
    ]
    assert str(alliances.term("Emmanuel Macron", 1)) == "2017-05-14/2022-05-14"
    assert [str(term) for term in alliances.terms("Joe Biden", "usa.vice-president")] == [
        "2009-01-20/2017-01-20"
    ]
    assert alliances.term("Emmanuel Macron", 3) is None
    assert alliances.term("Emmanuel Macron", 0) is None
    with pytest.raises(UnknownName, match="Emmanuel Macron"):
        alliances.terms("Emanuel Macron")


# --- persons ---


def test_a_person_holds_all_their_offices() -> None:
    rutte = alliances.person("Mark Rutte")
    assert [held.office for held in rutte.offices] == ["nld.head-of-government", "nato.secretary-general"]
    assert (rutte.country, rutte.gender, rutte.surname) == ("NLD", "m", "Rutte")


def test_persons_have_their_spellings_and_surnames() -> None:
    assert {"Zelenskyy", "Volodymyr Zelenskiy"} <= set(alliances.person("Volodymyr Zelensky").aliases)
    assert "Recep Tayyip Erdogan" in alliances.person("Recep Tayyip Erdoğan").aliases
    leyen = alliances.person("Ursula von der Leyen")
    assert (leyen.surname, leyen.gender, leyen.country) == ("von der Leyen", "f", "DEU")
    assert alliances.person("Xi Jinping").surname == "Xi"
    assert alliances.person("Charles III").surname == "Charles III"


def test_no_spelling_is_two_persons() -> None:
    owners: dict[str, set[str]] = {}
    for person in alliances.persons():
        for form in (person.name, *person.aliases):
            owners.setdefault(without_accents(form).lower(), set()).add(person.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_every_person_comes_from_somewhere() -> None:
    assert [
        person.name for person in alliances.persons() if person.country not in alliances.countries()
    ] == []
    assert [name for name in alliances.offices() if not alliances.holders(name)] == []


# --- meetings, missions, partnerships ---


def test_meetings_follow_each_other() -> None:
    met = alliances.meetings()
    assert [meeting.start for meeting in met] == sorted(meeting.start for meeting in met)


@given(DAYS)
def test_no_meeting_starts_between_a_day_and_the_next_one(when: dt.date) -> None:
    after = alliances.next_meeting(when)
    assert after is None or after.start > when
    assert not [each for each in alliances.meetings() if after and when < each.start < after.start]


def test_missions_and_partnerships_decode() -> None:
    for mission in alliances.missions().values():
        assert mission.id in alliances.missions()
    for partnership in alliances.partnerships().values():
        assert partnership.partners


# --- wrong files ---


COUNTRIES = "source = 's'\n[regions]\neurope = ['FRA', 'DEU']\n"
ALLIANCE = "id = 'pact'\nlabel = 'Pact'\nsource = 's'\nmembers = [{ id = 'FRA', from = 2000-01-01 }, { id = 'DEU' }]\n"
OFFICES = """known_to = 2020-01-01
[[organisation]]
id = 'pact'
label = 'Pact'
[[office]]
id = 'fra.head-of-state'
country = 'FRA'
kind = 'head-of-state'
label = 'President'
source = 's'
holders = [
    { name = 'Ada Un', from = 2000-01-01, to = 2005-01-01, gender = 'f' },
    { name = 'Bo Deux', from = 2005-01-01 },
]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "countries.toml").write_text(COUNTRIES)
    (tmp_path / "pact").mkdir()
    (tmp_path / "pact" / "alliance.toml").write_text(ALLIANCE)
    (tmp_path / "pact" / "offices.toml").write_text(OFFICES)
    return tmp_path


def test_another_alliance_is_a_folder(root: Path) -> None:
    other = Register(root)
    assert set(other.members("pact", day("1999-12-31"))) == {"DEU"}
    assert set(other.members("pact", day("2000-01-01"))) == {"FRA", "DEU"}
    assert list(other.persons) == ["Ada Un", "Bo Deux"]
    assert other.meetings == ()


GROUP = "[[group]]\nid = 'g'\nlabel = 'G'\nsource = 's'\n"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "{ id = 'DEU' }, { id = 'XXX' }]",
            r"pact/alliance.toml: unknown country 'XXX' - at `\$.members\[2\].id`",
        ),
        (
            "{ id = 'DEU', from = 2000-01-02, to = 2000-01-01 }]",
            r"ends on 2000-01-01, before.*\$.members\[1\]",
        ),
        ("{ id = 'DEU', to = 2010-01-01 }, { id = 'DEU', from = 2010-01-01 }]", r"DEU is a member twice"),
        ("{ id = 'DEU', since = 2010 }]", r"unknown field `since` - at `\$.members\[1\]`"),
        ("{ id = 'DEU', from = 'soon' }]", r"at `\$.members\[1\].from`"),
        ("{ id = 'DEU' }", "pact/alliance.toml: "),
        ("{ id = 'DEU' }]\n" + GROUP + "of = 'gone'", r"unknown group 'gone' - at `\$.group\[0\]`"),
        ("{ id = 'DEU' }]\n" + GROUP + "of = 'g'", r"'g' is made of itself"),
        ("{ id = 'DEU' }]\n" + GROUP + "of = 'pact'\nless = ['YYY']", r"unknown country 'YYY'"),
        (
            "{ id = 'DEU' }]\n" + GROUP + "region = 'moon'",
            r"unknown region 'moon' - at `\$.group\[0\].region`",
        ),
        ("{ id = 'DEU' }]\n" + GROUP + GROUP, r"'g' is there twice - at `\$.group\[1\].id`"),
    ],
)
def test_a_wrong_alliance_names_file_and_field(root: Path, written: str, message: str) -> None:
    (root / "pact" / "alliance.toml").write_text(ALLIANCE.replace("{ id = 'DEU' }]", written))
    with pytest.raises(RuleError, match=message):
        _ = Register(root).groups


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "to = 2005-01-01",
            "to = 1999-01-01",
            r"ends on 1999-01-01, before it starts.*office\[0\].holders\[0\]",
        ),
        ("to = 2005-01-01", "to = 2006-01-01", r"Bo Deux starts while Ada Un is in office.*holders\[1\]"),
        (", to = 2005-01-01", "", r"Bo Deux starts while Ada Un is in office"),
        ("from = 2005-01-01 }", "from = 1995-01-01 }", r"Bo Deux starts before Ada Un; oldest first"),
        ("gender = 'f'", "terms = [2007-01-01]", r"terms start in order.*holders\[0\].terms"),
        ("gender = 'f'", "gender = 'x'", r"at `\$.office\[0\].holders\[0\].gender`"),
        ("gender = 'f'", "country = 'ZZZ'", r"unknown country 'ZZZ'.*holders\[0\].country"),
        (
            "country = 'FRA'",
            "country = 'ZZZ'",
            r"pact/offices.toml: unknown country 'ZZZ' - at `\$.office\[0\].country`",
        ),
    ],
)
def test_wrong_offices_name_file_and_field(root: Path, old: str, new: str, message: str) -> None:
    (root / "pact" / "offices.toml").write_text(OFFICES.replace(old, new))
    with pytest.raises(RuleError, match=message):
        _ = Register(root).offices


def test_a_stand_in_may_stand_beside(root: Path) -> None:
    acting = "{ name = 'Cy Trois', from = 2004-06-01, to = 2004-07-01, acting = true }, { name = 'Bo Deux'"
    (root / "pact" / "offices.toml").write_text(OFFICES.replace("{ name = 'Bo Deux'", acting))
    assert [held.name for held in Register(root).holders["fra.head-of-state"]] == [
        "Ada Un",
        "Cy Trois",
        "Bo Deux",
    ]


MEETING = """[[meeting]]
id = 'm'
kind = 'summit'
start = 2010-01-02
end = 2010-01-03
place = 'Paris'
country = 'FRA'
label = 'M'
source = 's'
"""
MISSION = """[[mission]]
id = 'm'
kind = 'mission'
label = 'M'
start = 2010-01-01
source = 's'
changes = [{ date = 2011-01-01, en = 'It grew.', fr = 'Elle a grandi.' }]
"""


@pytest.mark.parametrize(
    ("file", "text", "old", "new", "message"),
    [
        (
            "meetings",
            MEETING,
            "end = 2010-01-03",
            "end = 2010-01-01",
            r"meetings.toml: ends on .*\$.meeting\[0\]",
        ),
        ("meetings", MEETING, "'FRA'", "'ZZZ'", r"unknown country or group 'ZZZ'"),
        ("meetings", MEETING, "'summit'", "'party'", r"at `\$.meeting\[0\].kind`"),
        (
            "missions",
            MISSION,
            "date = 2011-01-01",
            "date = 2009-01-01",
            r"oldest first - at `\$.mission\[0\].changes\[0\]",
        ),
        ("missions", MISSION, "date = 2011-01-01, ", "", r"a date was expected"),
        ("missions", MISSION, ", en = 'It grew.', fr = 'Elle a grandi.'", "", r"one sentence a language"),
    ],
)
def test_wrong_meetings_and_missions_name_file_and_field(
    root: Path, file: str, text: str, old: str, new: str, message: str
) -> None:
    (root / "pact" / f"{file}.toml").write_text(text)
    assert getattr(Register(root), file)
    (root / "pact" / f"{file}.toml").write_text(text.replace(old, new))
    with pytest.raises(RuleError, match=message):
        getattr(Register(root), file)


# --- what is kept beside the bytecode ---


def test_a_kept_table_gives_the_same_and_follows_the_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (root / "pact" / "missions.toml").write_text(MISSION)
    first, second = Register(root), Register(root)
    assert (first.offices, first.groups, first.missions.keys()) == (
        second.offices,
        second.groups,
        second.missions.keys(),
    )
    kept = root / "pact" / "__pycache__" / "offices.toml.msgpack"
    assert kept.exists()
    path = root / "pact" / "offices.toml"
    path.write_text(OFFICES.replace("Bo Deux", "Bo Trois"))
    os.utime(path, ns=(1, 1))
    assert "Bo Trois" in Register(root).persons


def test_kept_persons_are_the_same_and_follow_the_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    first = Register(root).persons
    assert (root / "__pycache__" / "persons.msgpack").exists()
    assert Register(root).persons == first
    path = root / "pact" / "offices.toml"
    path.write_text(OFFICES.replace("Bo Deux", "Bo Trois"))
    os.utime(path, ns=(1, 1))
    assert "Bo Trois" in Register(root).persons


def test_a_damaged_kept_table_is_read_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    _ = Register(root).offices
    kept = root / "pact" / "__pycache__" / "offices.toml.msgpack"
    kept.write_bytes(kept.read_bytes()[:40])
    assert "Bo Deux" in Register(root).persons


def test_nothing_is_kept_where_bytecode_is_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shutil.rmtree(root / "pact" / "__pycache__", ignore_errors=True)
    _ = Register(root).offices
    assert not (root / "pact" / "__pycache__").exists()
