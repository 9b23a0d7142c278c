"""Verbs of an event that tell none: a decision is made, a sum is reached, a bill is debated, a debate begins."""

import datetime as dt

import pytest

from foedus.model import Document, Event
from foedus.text.read import read

DAY = dt.date(2025, 6, 25)


def events(code: str, text: str) -> list[str]:
    """Return the kinds of the events of a text."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [each.content.kind for each in found if isinstance(each.content, Event)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die nordischen Länder kommen zusammen mit Polen auf gut 31 Milliarden Euro."),
        ("de", "Polen und Litauen treffen am Freitag eine gemeinsame Entscheidung über die Brigade."),
        ("de", "Der Bundestag hat in Berlin über den Haushaltsentwurf 2026 beraten."),
        ("de", "Der Gesetzentwurf ist am 3. Juni im Bundestag eingetroffen."),
        ("de", "Der Vorschlag aus Norwegen löste am Montag in der Schweiz eine Debatte aus."),
        ("de", "Seit Donald Trump im Januar ins Amt zurückgekehrt ist, zögern die USA."),
        ("en", "Since Donald Trump returned to power in January, the United States has hesitated."),
        ("fr", "En 2024, la Norvège arrive en troisième position devant le Danemark."),
    ],
)
def test_a_verb_of_an_event_may_tell_none(code: str, text: str) -> None:
    assert events(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("de", "Die Verteidigungsminister kommen am Donnerstag in Brüssel zusammen.", "meeting"),
        ("de", "Mark Rutte traf am Freitag in Oslo den norwegischen Ministerpräsidenten.", "meeting"),
        ("de", "Mark Rutte besuchte am Freitag Oslo.", "visit"),
        ("de", "Mark Rutte löst am 1. Oktober in Brüssel Jens Stoltenberg ab.", "post taken"),
        ("en", "Mark Rutte returned to Brussels from Oslo on Friday.", "visit"),
        ("fr", "Mark Rutte est arrivé à Oslo vendredi.", "visit"),
    ],
)
def test_an_event_stays_one(code: str, text: str, kind: str) -> None:
    assert events(code, text) == [kind]
