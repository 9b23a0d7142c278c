"""The tables of words of the languages side by side: an id that one language lacks is one of these, or a mistake."""

import tomllib
from typing import Any

from foedus.lang import ROOT, codes

FILES = ("measures", "ranks", "speech", "events", "dates")
GRAMMAR = {"settings", "rule"}  # what belongs to one language alone

# Ids that some languages lack, each for a reason of its grammar or because another id does its work there.
LACKS = {
    # times that a language tells by a rule of its own ("over four years", "in two weeks", "l'an dernier")
    "dates decade.2000": ["en", "fr"],
    "dates ended.1": ["de"],
    "dates first.1": ["de", "en"],
    "dates first-year.1": ["de", "fr"],
    "dates future.1": ["de", "fr"],
    "dates half-month.1": ["de", "en"],
    "dates hence.1": ["de", "fr"],
    "dates in.2": ["de", "en"],
    "dates in.6": ["fr"],
    "dates in.3": ["de"],
    "dates in.5": ["en", "fr"],
    **{
        f"dates {side}-spells.{spell}": ["de", "en"]
        for side in ("last", "next")
        for spell in ("day", "month", "week")
    },
    "dates last.1": ["de"],
    "dates last-week.-1": ["de", "fr"],
    "dates next-years.1": ["de"],
    **{f"dates next-years.{n}": ["de", "fr"] for n in range(2, 10)},
    "dates next-years.10": ["de"],
    "dates now.day+7": ["de", "fr"],
    "dates now.day-10": ["de", "en"],
    "dates now.day-15": ["de", "en"],
    "dates now.year-40": ["de", "en"],
    "dates now.day-14": ["de", "fr"],
    "dates now.month+2": ["fr"],
    "dates now.month-2": ["fr"],
    "dates now.month-6": ["fr"],
    "dates now.week+2": ["fr"],
    "dates now.week-2": ["fr"],
    "dates now.year+2": ["fr"],
    "dates now.year-1-end": ["de", "en"],
    "dates now.year-100": ["de", "fr"],
    "dates on.1": ["de", "fr"],
    "dates over.1": ["en", "fr"],
    "dates possessive.1": ["de", "fr"],
    "dates spell.century": ["de", "fr"],
    "dates spell.fortnight": ["de", "fr"],
    "dates spell.month": ["de", "fr"],
    # "gab … grünes Licht", "es wird … geben": what a German verb tells only with a word that stands apart from it
    "events bound.agreement": ["en", "fr"],
    "measures cue.let-cost": ["en", "fr"],
    "measures cue.there-is": ["en", "fr"],
    # "travels to": what goes with such verbs elsewhere stands in other classes
    "events course.journey": ["de", "fr"],
    "events course.part": ["en"],
    # "spent on Ukraine": elsewhere the word that leads in is one of aid, too
    "measures cue.spent-for": ["de", "fr"],
    # "settled on": what it agrees to stands behind a preposition
    "speech part.approves": ["de", "fr"],
    "speech part.demands": ["de", "fr"],
    # English says "for years", with no word for "since"
    "dates since-untold.1": ["en"],
    # "gave Kyiv tanks": French leads up to whoever is given something with "à"
    "measures cue.gives-two": ["fr"],
    # "auf", "at": French leads in with a word of its own
    "measures at.1": ["fr"],
    # French "en compte 185 600", "il manque à la Pologne 200 chars"
    "measures cue.counts-of-it": ["de", "en"],
    "measures cue.is-lacked": ["de", "en"],
    # "verfügt über": a word that elsewhere is a hedge
    "measures cue.has-over": ["en", "fr"],
    "measures cue.having-over": ["en", "fr"],
    # "14 Mitglieder liegen über 2 %": the verb that a German bound goes with
    "measures cue.lies": ["en", "fr"],
    # "after having fallen to": a German clause of its own, with "nachdem"
    "measures cue.after-all": ["de"],
    # "leads Lithuania": whom it runs against stands behind a German preposition
    # "fünfmal mehr": where "times as much" stands, it says as whom
    "measures cue.times-more": ["fr"],
    # "auf Deutschland entfallen", "Paket über 60 Milliarden"
    "measures cue.has-met": ["de", "en"],
    "measures cue.onto": ["en", "fr"],
    "measures cue.sum-over": ["en", "fr"],
    # how a name is tied to what it says, moods of the verb, pronouns
    "speech according.behind": ["fr"],
    "speech according.comma": ["de"],
    "speech according.impersonal": ["en", "fr"],
    "speech according.issued": ["en", "fr"],
    "speech according.last": ["de", "en"],
    "speech according.near": ["de", "fr"],
    "speech according.tag": ["en", "fr"],
    "speech act.commits": ["de", "fr"],
    "speech chain.to": ["de"],
    "speech mark.conditional": ["fr"],
    "speech mark.soon": ["en"],
    "speech mark.unreal": ["de", "fr"],
    "measures cue.topped": ["de"],
    "speech part.reports": ["fr"],
    "speech pronoun.anyone": ["en"],
    "speech pronoun.her": ["fr"],
    "speech pronoun.they": ["de"],
    "speech unvoiced.guarantee": ["de", "fr"],
}

# Ahead of what a German verb parts from itself, behind a space ("nimmt … teil"): no other language has such ids.
PARTED = "events course."

# What each language names by itself: the feasts of its countries, days of a month by their ordinals, years left open,
# and the halves and weeks of months that are one word in German.
OWN = ("dates feast.", "dates ordinal.", "dates open-years.", "dates month-half.", "dates month-week.")


def ids(code: str) -> set[str]:
    """Return "file section.id" for every id of the tables of a language."""
    found: set[str] = set()
    for file in FILES:
        tables: dict[str, Any] = tomllib.loads((ROOT / code / f"{file}.toml").read_text("utf-8"))
        for section, table in tables.items():
            if section not in GRAMMAR and isinstance(table, dict):
                found |= {f"{file} {section}.{key}" for key in table}
    return found


def test_every_id_that_a_language_lacks_is_known() -> None:
    """A cue that is missing in one language lowers what is read there, and nothing else tells."""
    have = {code: ids(code) for code in codes()}
    every = set().union(*have.values())
    lacking = {name: sorted(code for code in have if name not in have[code]) for name in sorted(every)}
    lacking = {name: codes for name, codes in lacking.items() if not name.startswith(OWN)}
    lacking = {
        n: codes
        for n, codes in lacking.items()
        if not (n.startswith(PARTED) and " " in n.removeprefix(PARTED))
    }
    assert {name: codes for name, codes in lacking.items() if codes} == LACKS
