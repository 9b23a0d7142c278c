"""A number in, whether it tells what somebody produces out: a sum, one told as a part of it, or a part of a group's."""

from __future__ import annotations

from foedus.text.amounts.amount import SHARES, SUMS
from foedus.text.figures.context import BREAKS, NEAR, TIGHT
from foedus.text.figures.cuewords import GDP
from foedus.text.figures.links import LOOSE
from foedus.text.figures.scopes import Case
from foedus.text.particles import ARTICLE, grammar

OUTPUT = (GDP, "economy-noun")  # what one produces
SUBJECT = 2  # words before the noun of what a clause is about


def is_output(t: Case) -> bool:
    """Tell whether a sum is what somebody produces, and not what is spent: "its economy is worth two trillion"."""
    if t.amount.kind not in SUMS or t.at.cued_at(t.sentence).isdisjoint(OUTPUT):
        return False
    low, high = t.at.clause(t.amount.start, t.amount.end, t.sentence, BREAKS + ",")
    made = t.at.cues(low, t.amount.start, *OUTPUT)
    if not made or made[0].start - low > NEAR // 2:
        return False
    amounts = {m.start for m in t.at.cues(low, high, "amounts", "part")}
    verbs = {m.start for m in t.at.cues(low, high, "spend", "give")}
    return verbs <= amounts and not t.at.cues(
        low, high, "spending", "military", "outlay", "own-budget", "aid"
    )


def is_of_output_then(t: Case) -> bool:
    """Tell whether a sum is told as a share of another year's GDP: "9.9 trillion, or 1.8 % of GDP three years ago"."""
    if "that-is" not in t.at.cued_at(t.sentence):
        return False
    low = max(t.at.previous_amount(t.amount), t.amount.start - TIGHT)
    gdp = t.at.cues(t.amount.end, t.at.ahead(t.amount.end), GDP)
    if not gdp or not t.at.led(t.at.cues(low, t.amount.start, "that-is"), t.amount.start):
        return False
    then = t.at.times_in(gdp[0].end, gdp[0].end + 2)
    year = str(t.at.today.year) if t.at.today is not None else ""
    led = t.at.scan.index.within(gdp[0].end, gdp[0].end + 2, "in") if then else ()
    return bool(then) and not led and then[0].role == "at" and then[0].first[:4] < year


def is_of_anothers(t: Case) -> bool:
    """Tell whether a country is only weighed by what part it has of a group's GDP: "with 2 % of Europe's GDP"."""
    if t.amount.kind not in SHARES:
        return False
    behind = t.at.cues(t.amount.end, min(t.at.next_amount(t.amount), t.amount.end + NEAR), "gdp")
    high = min(behind[0].end + NEAR // 2, t.sentence.end) if behind else 0
    whose = t.at.scan.index.within(t.amount.end, high, "group") if behind else ()
    reach = 0 if behind and t.at.scan.index.within(behind[0].end, high, "according") else LOOSE
    whose = [  # "24 % of the EU's GDP", "8 % of the GDP of European donors"
        m
        for m in whose
        if t.at.leads(t.amount.end, m.start, LOOSE if m.end <= behind[0].start else ARTICLE)
        or t.at.leads(behind[0].end, m.start, reach)
    ]
    if not whose:
        return False
    low = t.at.clause(t.amount.start, t.amount.end, t.sentence)[0]
    previous = t.at.previous_amount(t.amount)
    if t.at.led_by(t.amount.start, "that-is") or t.at.scan.text[previous : t.amount.start] == ", ":
        previous = low  # "its economy is worth 2 trillion, or 4 % of the allies' GDP"
    ahead = t.at.names(max(low, previous), t.amount.start)
    # "the Nordic countries, which account for 8 % of Europe's GDP"
    weighed = bool(t.at.cues(max(low, previous), t.amount.start, "part"))
    return any(m.kind != "group" or (weighed and m.value != whose[0].value) for m in ahead)


def is_of_aid(t: Case) -> bool:
    """Tell whether a report on aid tells a share of aid alone: "France's bilateral aid only 0.2 %"."""
    at, amount, sentence = t.at, t.amount, t.sentence
    told = at.topic.about_aid or at.told.aid is not None
    given = told and bool(at.cues(sentence.start, amount.start, "aid-noun"))
    # "2.7 % of its GDP committed to military aid for Ukraine"
    if not given and "aid-noun" in at.cued_at(sentence):
        own = at.own(amount, at.clause(amount.start, amount.end, sentence))
        named = any(m.value == at.table.beneficiary for m in at.names(*own))
        given = (named and at.has(own, ("aid-noun",))) or _aid_amounts_to(t)
    return given and not at.cues(sentence.start, sentence.end, "spending", "own-budget")


def _aid_amounts_to(t: Case) -> bool:
    """Tell whether a part is what aid comes to in its clause: "relative to its economy, Danish aid amounts to 2 %"."""
    low, _ = t.at.clause(t.amount.start, t.amount.end, t.sentence, BREAKS + ",")
    aid = t.at.cues(max(low, t.at.previous_amount(t.amount)), t.amount.start, "aid-noun")
    if not aid:
        return False
    ahead, small = t.at.scan.text[low : aid[0].start].lower().split(), grammar(t.at.scan.language.code)
    if small.verb_second:  # "beläuft sich die dänische Hilfe auf 2 Prozent"
        ahead = ahead[-SUBJECT - 1 :]
    elif len(ahead) > SUBJECT:
        return False
    if any(small.has("prepositions", word) for word in ahead):
        return False  # "with the help of its fund, it reached 2 %"
    return not t.at.cues(aid[0].end, t.amount.start, "outlay", "spending", "military")
