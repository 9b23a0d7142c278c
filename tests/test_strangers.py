"""People whom no list knows speak under their full name, in the news of a town as in that of a summit."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.model import Document
from foedus.text.lexicon import scan
from foedus.text.speech import attribute

SAID = [
    # behind the verb, with a role before the name
    ("en", "“The road is closed,” said harbour master Edda Quill.", "closed", "Edda Quill"),
    ("en", "“It was over in a minute,” recalled Sen. Pia Wexford.", "minute", "Pia Wexford"),
    ("en", "“Not in my ward,” replied Councillor Joss Thorne, visibly cross.", "my ward", "Joss Thorne"),
    (
        "fr",
        "« La route est coupée », prévient la cheffe des pompiers Odile Varenne.",
        "coupée",
        "Odile Varenne",
    ),
    ("fr", "« Trop tard », selon la députée centriste Maud Keller.", "Trop tard", "Maud Keller"),
    ("de", "„Die Straße ist gesperrt“, sagte die Hafenmeisterin Edda Quell.", "gesperrt", "Edda Quell"),
    ("de", "„Das reicht nicht“, teilte Verbandssprecher Kai Lorenzen mit.", "reicht", "Kai Lorenzen"),
    # before the verb, with an aside between
    ("en", "Joss Thorne, who runs the ferry, said the winter had been hard.", "winter", "Joss Thorne"),
    ("en", "Mina Okoye, 61, told the paper that nobody had called.", "nobody", "Mina Okoye"),
    ("en", "Rhea Falk — a driver for ten years — said the bus was late.", "bus", "Rhea Falk"),
    ("fr", "Aline Morvan, qui tient le phare, assure que la tempête est passée.", "tempête", "Aline Morvan"),
    ("fr", "L'avocate Julie Carrel estime que le texte sera annulé.", "annulé", "Julie Carrel"),
    ("de", "Thea Brandis, Leiterin der Tafel, sagte, der Andrang sei groß.", "Andrang", "Thea Brandis"),
    # a surname alone: introduced before, behind an honorific, between a comma and its verb
    ("en", "Joss Thorne said no. Hours later Thorne said the talks were over.", "talks", "Joss Thorne"),
    ("en", "Asked about the tram, Varga said the rails were worn.", "rails", "Varga"),
    ("fr", "M. Lemoyne a promis d'agir. « On va y arriver », a-t-il ajouté.", "On va", "Lemoyne"),
    # a namesake of someone known
    ("en", "“We wait,” said Gabriel Nyland-Roy, the warden.", "We wait", "Gabriel Nyland-Roy"),
    ("en", "Union boss Rory Gill said no. Gill added that members were tired.", "tired", "Rory Gill"),
    # a colon with the person of its own sentence
    (
        "en",
        "“I stay,” the mayor said. Her deputy, Omar Fane, nodded: “She has our trust.”",
        "trust",
        "Omar Fane",
    ),
    (
        "fr",
        "« Je reste », dit Ida Roche. Un voisin soupire : « Elle a bien du courage. »",
        "courage",
        "neighbour",
    ),
]

ROLES = [
    ("en", "The judge said the road was closed.", "closed", "judge (unnamed)"),
    ("en", "The bridge said nothing, the road was closed.", "closed", None),
    ("fr", "Le juge a estimé que la route était coupée.", "coupée", "juge (unnamed)"),
    ("de", "Der Richter sagte, die Straße sei gesperrt.", "gesperrt", "Richter (unnamed)"),
    # an institute that was named, and one that is not where it is said
    ("fr", "Le Sipri compte. L'institut suédois indique que tout a doublé.", "doublé", "SIPRI"),
    ("de", "Sipri zählt nach. Das Institut teilte mit, alles habe sich verdoppelt.", "verdoppelt", "SIPRI"),
    ("fr", "Même sans l'Ukraine, on constate que tout a doublé.", "doublé", None),
    ("fr", "À Kiev, on constate que tout a doublé.", "doublé", "UKR"),
]

LEFT = [
    (
        "en",
        "He spoke to reporters outside Grand Harbour Hall: the road is closed.",
        "closed",
        "Grand Harbour Hall",
    ),
    (
        "en",
        "Twelve boats will be built for the Royal Ferry, Joss Thorne said on Monday.",
        "boats",
        "Royal Ferry",
    ),
    (
        "fr",
        "Le maire a déclaré au Journal de Port-Mer que la route est coupée.",
        "coupée",
        "Journal de Port-Mer",
    ),
    ("de", "Man sagte am Montag in der Neuen Halle, die Straße sei gesperrt.", "gesperrt", "Neuen Halle"),
    ("de", "Man versprach 12 Milliarden Euro, sagte die Hafenmeisterin Edda Quell.", "12", "Milliarden Euro"),
]


def speaker(lang: str, text: str, piece: str) -> str | None:
    found = attribute(scan(Document(id="t", text=text, published=dt.date(2025, 11, 20), lang=lang), lang))
    at = text.index(piece)
    return found.of(at, at + len(piece)).speaker


@pytest.mark.parametrize(("lang", "text", "piece", "want"), SAID)
def test_strangers_speak_under_their_full_name(lang: str, text: str, piece: str, want: str) -> None:
    """A name that no list knows is the speaker where it stands as one."""
    have = speaker(lang, text, piece)
    assert have == want or (want == "neighbour" and have is not None and have.endswith("(unnamed)"))


@pytest.mark.parametrize(("lang", "text", "piece", "want"), ROLES)
def test_a_role_with_its_article_speaks_unnamed(lang: str, text: str, piece: str, want: str | None) -> None:
    """A role is a speaker without a name; an institute that was named before is meant by its noun."""
    assert speaker(lang, text, piece) == want


@pytest.mark.parametrize(("lang", "text", "piece", "other"), LEFT)
def test_places_papers_and_sums_do_not_speak(lang: str, text: str, piece: str, other: str) -> None:
    """What is written like a name and says nothing is no speaker."""
    assert speaker(lang, text, piece) != other
