"""A sum of aid in, who gave it out: the institution of a town, the members beside it; or whether each one gives it."""

from __future__ import annotations

import msgspec

from foedus import alliances
from foedus.model import Figure, Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import TOUCH
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence

SUMS = ("money", "bare-scale", "bare")
FROM = 10  # characters of a preposition with its article: " from the "
LEAST = 1_000_000  # in any money: what a country gives in all is more, what each of its people gives is less


def giver(at: Context, amount: Amount, sentence: Sentence, who: str | None) -> str | None:
    """Return who gave a sum: the institution of a town that gives, the members of one told before, else `who`.

    A town that does not stand behind "by" may as well be a government's: what it gives is nobody's.
    """
    if who in at.table.runs and _are_members(at, amount):
        return at.table.runs[str(who)]  # "78 billion by the EU's institutions, 110 billion by member states"
    if who is not None and who != at.table.total:
        return who
    low, high = at.clause(amount.start, amount.end, sentence, ";:")
    towns = [m for m in at.scan.index.within(low, high, "city") if m.value["id"] in at.table.seats]
    told = next((at.table.seats[m.value["id"]] for m in towns if _is_led_by(at, m)), None)
    opens = any(m.start == sentence.start and at.cues(m.end, m.end + TIGHT, "give") for m in towns)
    return told or (None if opens else who)


def by_head(amount: Amount, figure: Figure, stance: Stance) -> Figure:
    """Return a sum of aid too small to be what a country gives without a measure: "1,300 euros per head"."""
    most = figure.quantity.high or figure.quantity.low
    small = amount.kind in SUMS and most is not None and most < LEAST and stance != "denies"
    return msgspec.structs.replace(figure, measure=None) if small else figure


def _is_led_by(at: Context, town: Mention) -> bool:
    """Tell whether "by" leads up to a town."""
    led = at.scan.index.within(max(0, town.start - TOUCH), town.start, "agent")
    return any(m.value == "by" and at.joined(m.end, town.start) for m in led)


def _are_members(at: Context, amount: Amount) -> bool:
    """Tell whether the member states give a sum: "110 billion by the member states", "its members together 105"."""
    low = max(at.previous_amount(amount), at.sentence(amount.start).start, amount.start - NEAR)
    ahead = [n for n in at.scan.index.within(low, amount.start, "noun") if n.value == "member"]
    if ahead and not at.names(ahead[-1].start, amount.start):
        return True
    led = at.scan.index.within(amount.end, amount.end + TIGHT, "agent")
    nouns = at.scan.index.within(amount.end, amount.end + 2 * TIGHT, "noun") if led else ()
    return any(n.value in ("member", "country") and at.leads(led[0].end, n.start) for n in nouns)


def is_of_one_giver(at: Context, amount: Amount) -> bool:
    """Tell whether a number is a part of what one giver gives: "90 percent of US aid to it is spent at home".

    So it is where nobody else is told who gives it: "80 % of the aid from EU institutions are loans".
    """
    links = at.scan.index.within(amount.end, amount.end + 2, "of", "out-of")
    aid = at.cues(amount.end, at.ahead(amount.end), "aid", "aid-noun")
    if not aid or not (links or at.leads(amount.end, aid[0].start, TIGHT)):
        return False
    start = links[-1].end - 1 if links else amount.end
    given = [m for m in at.names(start, aid[-1].end) if m.value != at.table.beneficiary]
    own = [m for m in given if m.value in alliances.countries()]
    if links and own and at.leads(start + 1, own[0].start) and at.leads(own[0].end, aid[0].start, NEAR):
        return True
    behind = [m for m in at.names(aid[-1].end, aid[-1].end + TIGHT) if _is_led(at, aid[-1].end, m.start)]
    told = at.names(*at.clause(amount.start, amount.end, at.sentence(amount.start)))
    whole = {m.value for m in (*given, *behind[:1])} - {at.table.beneficiary}
    return bool(whole) and all(m.value in whole or m.value == at.table.beneficiary for m in told)


def _is_led(at: Context, end: int, start: int) -> bool:
    """Tell whether nothing but a preposition leads from a noun to a name: "from the EU", and not "comes from"."""
    small, between = grammar(at.scan.language.code), at.scan.text[end:start]
    words = WORD.findall(between.lower())
    if small.verb_second and at.scan.index.within(end, start, "from", "agent", "out-of"):
        return False  # "stammten zwei Drittel der Hilfe aus Europa"
    return at.leads(end, start, FROM) and all(
        small.has("prepositions", w) or small.has("articles", w) for w in words
    )
