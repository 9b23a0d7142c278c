"""The words for names: both languages cover the same ids, and no phrase means two things within a section."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from foedus import alliances
from foedus.lang import ROOT, codes, words
from foedus.model import Document, Figure
from foedus.text.read import read

CODES = [code for code in codes() if (ROOT / code / "names.toml").exists()]
# Sections whose ids are data and must be named alike in every language; roles and places are compared by meaning.
SHARED = [
    "countries",
    "demonyms",
    "groups",
    "regions",
    "organisations",
    "parties",
    "offices",
    "titles",
    "topics",
    "meetings",
    "missions",
    "partnerships",
]
SECTIONS = [*SHARED, "capitals", "institutions", "roles", "honorifics", "places"]


def fold(phrase: str) -> str:
    """Return the phrase as the engine compares it."""
    return " ".join(phrase.replace("’", "'").replace("-", " ").casefold().split())


def entries(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (meaning, phrase) of a section, in whichever of its three forms it is written."""
    for key, value in table.items():
        if isinstance(value, list):
            yield from ((key, phrase) for phrase in value)
        elif isinstance(value, dict) and "adjectives" in value:
            yield from ((key, phrase) for phrase in value["adjectives"] + value["people"])
        else:
            yield (value["id"] if isinstance(value, dict) else value), key


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_list_holds_clean_phrases(code: str, section: str) -> None:
    table = words(code, "names")[section]
    assert table
    for key, value in table.items():
        assert not isinstance(value, list) or value, f"{section}.{key} is empty"
    for meaning, phrase in entries(table):
        assert phrase
        assert phrase == " ".join(phrase.split()), f"{section}.{meaning}: {phrase!r}"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("section", [s for s in SECTIONS if s not in {"titles", "honorifics"}])
def test_a_phrase_means_one_thing_within_a_section(code: str, section: str) -> None:
    cased = set(words(code, "names")["case_sensitive"])
    meanings: dict[str, set[str]] = {}
    for meaning, phrase in entries(words(code, "names")[section]):
        meanings.setdefault(phrase if phrase in cased else fold(phrase), set()).add(meaning)
    assert {phrase: sorted(found) for phrase, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("section", SHARED)
def test_every_language_names_the_same_things(section: str) -> None:
    named = {code: set(words(code, "names")[section]) for code in CODES}
    everything = set().union(*named.values())
    assert {code: sorted(everything - ids) for code, ids in named.items() if everything - ids} == {}


def test_every_language_knows_the_same_places() -> None:
    known = {
        code: {(each["id"], each["country"]) for each in words(code, "names")["places"].values()}
        for code in CODES
    }
    everything = set().union(*known.values())
    assert {code: sorted(everything - found) for code, found in known.items() if everything - found} == {}


@pytest.mark.parametrize("code", CODES)
def test_case_is_asked_only_of_phrases_that_exist(code: str) -> None:
    names = words(code, "names")
    phrases = {phrase for section in SECTIONS for _, phrase in entries(names[section])}
    assert [phrase for phrase in names["case_sensitive"] if phrase not in phrases] == []


@pytest.mark.parametrize("code", CODES)
def test_a_phrase_asked_for_in_its_case_ends_in_a_letter(code: str) -> None:
    """A mention ends with its last letter, so a phrase with a dot behind it would never be found."""
    assert [phrase for phrase in words(code, "names")["case_sensitive"] if not phrase[-1].isalnum()] == []


@pytest.mark.parametrize("code", CODES)
def test_a_shield_hides_no_name_of_its_own(code: str) -> None:
    names = words(code, "names")
    phrases = {
        fold(phrase) for section in SECTIONS if section != "topics" for _, phrase in entries(names[section])
    }
    assert [shield for shield in names["shields"] if fold(shield) in phrases] == []


@pytest.mark.parametrize("code", CODES)
def test_a_title_has_slots_that_a_country_fills(code: str) -> None:
    for patterns in words(code, "names")["titles"].values():
        for pattern in patterns:
            bare = pattern.replace("{adj}", "").replace("{poss}", "").replace("{country}", "")
            assert "{" not in bare, pattern
            assert pattern.count("{") <= 1, pattern


@pytest.mark.parametrize("code", CODES)
def test_countries_are_those_of_the_world(code: str) -> None:
    names, world = words(code, "names"), alliances.countries()
    assert sorted(world - set(names["countries"])) == []
    for section in ("capitals", "demonyms"):
        assert sorted(set(names[section]) - set(names["countries"])) == [], section
    assert sorted({each["country"] for each in names["places"].values()} - set(names["countries"])) == []


@pytest.mark.parametrize("code", CODES)
def test_members_and_partners_have_every_form(code: str) -> None:
    names = words(code, "names")
    known = alliances.countries()
    tied = {partner for tie in alliances.partnerships().values() for partner in tie.partners} & known
    wanted = tied | {member.id for member in alliances.groups()["nato"].members} | {"CHN", "PRK", "IRN"}
    assert sorted(wanted - set(names["demonyms"])) == []
    assert sorted(wanted - set(names["capitals"])) == []


@pytest.mark.parametrize("code", CODES)
def test_ids_are_those_of_the_alliances(code: str) -> None:
    names = words(code, "names")
    assert set(names["groups"]) == set(alliances.groups())
    assert sorted(set(names["meetings"]) - {meeting.id for meeting in alliances.meetings()}) == []
    assert set(names["missions"]) == set(alliances.missions())
    assert sorted(set(names["partnerships"]) - set(alliances.partnerships())) == []
    assert {each.label for each in alliances.organisations().values()} <= set(names["organisations"])


@pytest.mark.parametrize("code", CODES)
def test_offices_are_those_of_the_alliances(code: str) -> None:
    named, held = words(code, "names"), alliances.offices()
    assert sorted(set(named["offices"]) - set(held)) == []
    missing = [
        id for id, office in held.items() if id not in named["offices"] and office.kind not in named["titles"]
    ]
    assert missing == []


@pytest.mark.parametrize("code", CODES)
def test_places_of_meetings_and_missions_have_words(code: str) -> None:
    known = {each["id"]: each["country"] for each in words(code, "names")["places"].values()}
    sites = [*alliances.meetings(), *alliances.missions().values()]
    assert [site.id for site in sites if site.place and known.get(site.place) != site.country] == []


def test_names_are_plain_toml_tables_for_fast_loading() -> None:
    for code in CODES:
        text = (ROOT / code / "names.toml").read_text("utf-8")
        assert "[[" not in text
        assert tomllib.loads(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Die Bundeswehr hat 186.000 Soldatinnen und Soldaten."),
        ("en", "The Bundeswehr has 186,000 soldiers."),
        ("fr", "La Bundeswehr compte 186 000 soldats."),
    ],
)
def test_an_army_of_its_own_name_is_its_countrys(lang: str, text: str) -> None:
    statements, _ = read(Document(id="x", text=text, lang=lang))
    assert [each.content.subject for each in statements if isinstance(each.content, Figure)] == ["DEU"]
