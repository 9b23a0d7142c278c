"""A figure in, what it leaves for later ones of the text out: whose it was, when, and the last of its kind."""

from __future__ import annotations

from foedus.model import Count, Figure, Gap, Share, Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR_SENTENCES, TIGHT, Context
from foedus.text.figures.cuewords import GDP
from foedus.text.figures.exports import spans
from foedus.text.figures.posted import PERSON
from foedus.text.figures.retold import keep

LED = 3  # characters between a sum and what says that it comes on top


def remember(at: Context, amount: Amount, figure: Figure, index: int, stance: Stance) -> None:
    """Keep what a figure leaves for later ones; aid still to come leaves nothing beside what was given."""
    if _is_planned_beside(at, amount, figure, index, stance):
        return
    told = at.told
    told.stance = stance
    if amount.kind in ("duration", "measure"):
        return  # what comes next continues what is counted, not how long it takes
    if told.last is not None and told.last[2] == index and figure.quantity.unit == told.last[1].quantity.unit:
        told.rival = told.last[1].subject, index
    told.earlier, told.last, told.sentence = told.last, (amount, figure, index), index
    start = max(at.scan.sentences[index].start, amount.start - TIGHT)
    words = at.cues(start, amount.start, "contrast")
    # German "nach 2 Prozent", but not "nach Angaben von"
    told.set_against = any(not at.scan.index.within(m.start, m.start + 1, "according") for m in words)
    told.period = told.period if told.set_against else figure.period
    told.subject = _host(at, amount, figure) or figure.subject or told.subject
    if isinstance(figure.derivation, Count):
        told.counted = amount.start, index
    if isinstance(figure.derivation, Gap) and figure.subject:
        told.gap = index, figure.subject, figure.derivation.to
        if amount.kind == "multiple":
            told.times = figure.subject, index
    if amount.kind == "percent":
        _remember_due(at, amount, figure, index)
    if amount.kind == "money":
        _remember_sum(at, amount, figure, index)
    if figure.measure and figure.measure.endswith("share_of_gdp"):
        told.share = index
    if isinstance(figure.derivation, Share) and (figure.measure or "").endswith("_expenditure"):
        told.shared = index, figure.derivation.of
    if figure.measure == "arms_transfers" and figure.period is not None:
        older = told.arms is not None and figure.period.text < told.arms.text
        told.arms = told.arms if older else figure.period  # "in the five years before it had been 52 %"
    if figure.measure is None and (between := spans(figure.derivation, figure.period)) is not None:
        told.trade = (index, *between)
    if figure.measure and figure.measure.startswith("aid_") and figure.measure != "aid_pledged":
        _remember_aid(at, figure, figure.measure, index)


def _host(at: Context, amount: Amount, figure: Figure) -> str | None:
    """Return who is told to have another's soldiers: "Poland hosts 10,000 American soldiers" tells of Poland."""
    if figure.partner is None or figure.quantity.unit != PERSON:
        return None
    inside = any(m.value == figure.subject for m in at.names(amount.start, amount.end))
    low = at.clause(amount.start, amount.end, at.sentence(amount.start))[0]
    ahead = {m.value for m in at.names(low, amount.start)}
    return figure.partner if inside and figure.partner in ahead and figure.subject not in ahead else None


def _remember_due(at: Context, amount: Amount, figure: Figure, index: int) -> None:
    """Keep a percentage that is due in a year to come, and no part of one that was told just before."""
    told, value = at.told, amount.quantity.low
    if at.today is None or figure.period is None or value is None:
        return
    due = figure.period.end
    part = told.due is not None and value < told.due[1] and index - told.due[0] <= NEAR_SENTENCES
    if due is not None and due.year > at.today.year and not part:
        told.due = (index, value, figure.period)


def _remember_sum(at: Context, amount: Amount, figure: Figure, index: int) -> None:
    """Keep a sum of money, and its currency but where it only tells the one before again."""
    told = at.told
    if figure.measure or told.sum is None or told.sum[2] != index:
        told.sum = told.last
    again = told.money[1] == index and at.scan.text[at.previous_amount(amount) : amount.start] == " ("
    if not again:  # "13 billion kronor (1.2 billion euros)"
        told.money = (figure.quantity.unit, index)
    keep(told.sums, figure)


def _remember_aid(at: Context, figure: Figure, measure: str, index: int) -> None:
    """Keep where aid was told, and over which months all that was given; a part of a year keeps what tells it all."""
    told = at.told
    of_a_year = told.aid is not None and told.aid[2] is not None and told.aid[2].text.isdigit()
    if not of_a_year or getattr(figure.derivation, "of", None) != GDP:  # which tells all that was given
        told.aid = (index, measure, figure.period, figure.stated.get("component", []))
        told.stages[at.scan.sentences[index].paragraph] = measure
    if figure.period is not None and figure.period.text.startswith(f"{at.table.aid_since}/"):
        told.whole = figure.period


def _is_planned_beside(at: Context, amount: Amount, figure: Figure, index: int, stance: Stance) -> bool:
    """Tell whether aid still to come is told beside what was given: "167 billion, with a further 90 planned"."""
    last = at.told.last
    if last is None or last[2] != index or stance not in ("pledges", "expects") or amount.kind != "money":
        return False
    aid = all((f.measure or "").startswith("aid_") for f in (figure, last[1]))
    behind = at.cues(amount.start, amount.end + LED, "additional") if aid else ()
    return bool(behind) and last[1].measure != "aid_pledged"
