"""How much each choice explains, and which smallest change turns a claim."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.candidates import Candidate
from foedus.derive import Plan
from foedus.dossiers import dossier
from foedus.lang import codes, words
from foedus.model import Definition, Document, Outcome, Standing, Turn
from foedus.render.html import to_html
from foedus.render.terminal import to_terminal
from foedus.turning import explained, turn
from foedus.votes import Vote, decisive


def vote(outcome: Outcome, standing: Standing = "customary", **choices: str) -> Vote:
    definition = Definition(measure="m", source="s", edition="2024-06-17", standing=standing)
    plan = Plan(formula="level", terms=())
    return Vote(Candidate(definition=definition, plan=plan, unit="USD", choices=choices), Decimal(1), outcome)


def test_a_choice_that_decides_alone_explains_all() -> None:
    votes = [
        vote("supported", prices="constant", base="2014"),
        vote("supported", prices="constant", base="2016"),
        vote("refuted", prices="current", base="2014"),
        vote("refuted", prices="current", base="2016"),
    ]
    assert explained(votes) == {"prices": Decimal("1.00")}
    assert turn(votes) == [Turn(choice="prices", before="constant", after="current")]
    assert decisive(votes) == "prices"


def test_choices_that_decide_together_explain_less_than_all() -> None:
    votes = [
        vote("refuted", prices="current", base="2014"),
        vote("refuted", prices="constant", base="2014"),
        vote("refuted", prices="current", base="2016"),
        vote("supported", prices="constant", base="2016"),
    ]
    assert explained(votes) == {"prices": Decimal("0.33"), "base": Decimal("0.33")}
    assert [each.choice for each in turn(votes)] == ["prices", "base"]


def test_the_smallest_change_starts_from_the_strongest_definition() -> None:
    votes = [
        vote("refuted", "generous", prices="constant", rate="own"),
        vote("supported", "literal", prices="current", rate="own"),
        vote("refuted", "customary", prices="constant", rate="fixed"),
    ]
    assert turn(votes) == [Turn(choice="prices", before="current", after="constant")]


def test_context_and_what_is_unknown_turn_nothing() -> None:
    votes = [
        vote("supported", prices="current"),
        vote("refuted", "context", prices="constant"),
        vote("unknown", a="b"),
    ]
    assert (explained(votes), turn(votes)) == ({}, [])


OUTCOMES: st.SearchStrategy[Outcome] = st.sampled_from(["supported", "refuted", "unknown"])
STANDINGS: st.SearchStrategy[Standing] = st.sampled_from(["literal", "customary", "generous", "context"])


@given(st.lists(st.tuples(OUTCOMES, STANDINGS, st.sampled_from("ab"), st.sampled_from("xyz")), max_size=12))
def test_shares_lie_between_nothing_and_all(drawn: list[tuple[Outcome, Standing, str, str]]) -> None:
    votes = [vote(outcome, standing, prices=price, base=base) for outcome, standing, price, base in drawn]
    assert all(0 < share <= 1 for share in explained(votes).values())
    counted = {each.outcome for each in votes if each.standing != "context" and each.outcome != "unknown"}
    if len(counted) < 2:
        assert turn(votes) == []


@pytest.mark.parametrize("lang", codes())
def test_what_turns_the_answer_stands_beside_it(lang: str) -> None:
    text = "Germany spends 1.6% of GDP on defence."
    found = dossier(Document(id="d", text=text, lang="en", published=dt.date(2024, 7, 9)))
    label = words(lang, "phrases")["label"]
    shown, page = " ".join(to_terminal(found, lang, 100).split()), to_html(found, lang)
    for key in ("turn", "explained"):
        assert label[key] in shown
        assert label[key] in page
    assert found.checks[0].turn == [Turn(choice="reckoning", before="as published", after="last full year")]
    assert found.checks[0].explained == {"reckoning": Decimal("1.00")}
