"""A number in, whom it is set against out, where a verb or a place says by how much: "leads Italy by 2 billion"."""

from __future__ import annotations

from typing import Literal

from foedus.text.amounts.amount import Amount
from foedus.text.figures.attached import attached
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.recipients import leads_to
from foedus.text.figures.set_against import Than, than
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

SHORT_OF = 40  # characters from "short of" to a name, and behind it to what makes it a goal
REACH = 80  # characters from a verb to the number, from "ahead of" to a name

OF_OUTPUT = 20  # characters between two numbers that are set against each other: " of GDP, against "
OF_ITS = 8  # characters from a number to the output it is of: "de son PIB"
OUTDOES = "outdoes"  # the cue of a verb of having more than another

Direction = Literal["above", "below"]


def outdone(at: Context, amount: Amount, sentence: Sentence) -> Than | None:
    """Return whom a number is set against: "leads Italy by 2 billion", "is 2 billion behind", "inférieure de … à"."""
    low, high = at.clause(amount.start, amount.end, sentence, ";:()")
    return (
        _by_place(at, amount, low, high)
        or _by_verb(at, amount, low)
        or _by_verb_ahead(at, amount, low, high)
        or _by_height(at, amount, low, high)
    )


def outspent(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return whose the second of two numbers is behind who outdoes whom, with nothing but "to" or "against" between.

    "America outspent Russia, $997bn to $149bn", "Greece spends more than Germany, 2.9 percent against 2.1".
    """
    last = at.told.last
    if last is None or last[2] != sentence.number or not 0 < amount.start - last[0].end < OF_OUTPUT:
        return None
    low, high = last[0].end, amount.start
    led = at.scan.index.within(low, high, "to", "than-versus")
    if not at.led(led, high) or at.names(low, high) or at.times_in(amount.end, amount.end + TIGHT):
        return None  # "2.9 percent against 2.1 the year before" is of one and the same
    words = at.scan.index.within(sentence.start, last[0].start, "than-outright", "than-more", "than-less")
    if "runs-against" in at.cued(sentence.number):  # "Latvia leads Lithuania, with 3.2 % against 3.1"
        words += at.cues(sentence.start, last[0].start, "runs-against")
    for word in reversed(words):
        outright = word.kind in ("than-outright", "cue")
        whom = None if outright else than(at, word.start, word.end, sentence)
        named = at.names(word.end, last[0].start) if outright else ()
        found = [str(m.value) for m in named] if whom is None or whom.end > last[0].start else [whom.whom]
        if other := next((name for name in found if name != last[1].subject), None):
            return other
    return None


def short_of(at: Context, amount: Amount, sentence: Sentence) -> Than | None:
    """Return whom a number falls short of: "700 dollars short of the Dutch figure", but of no goal."""
    high = at.clause(amount.start, amount.end, sentence, ";:()")[1]
    words = at.scan.index.within(amount.end, min(high, amount.end + 2), "than-short")
    names = at.names(words[0].end, min(high, words[0].end + SHORT_OF)) if words else []
    whom = next((m for m in names if m.kind != "group" and at.leads(words[0].end, m.start, SHORT_OF)), None)
    if whom is None or at.cues(whom.end, min(high, whom.end + SHORT_OF), "threshold", "goal", "gdp"):
        return None
    return Than(str(whom.value), "below", whom.end)


def _by_place(at: Context, amount: Amount, low: int, high: int) -> Than | None:
    """Read where someone stands: "is 2 billion euros ahead of Italy", "a 2 milliards de retard sur l'Italie"."""
    for word in at.cues(amount.end, amount.end + 2, "ahead-by", "behind-by"):
        small = grammar(at.scan.language.code)
        endings = (*small.listed("genitives"), *small.possessive)
        name = _next_name(at, word.end, min(high, word.end + TIGHT))
        stands = at.cues(max(low, amount.start - REACH), amount.start, "stands-apart")
        # "80 billion, 2 ahead of France"
        beside = at.scan.text[max(0, amount.start - 2) : amount.start] == ", "
        # "ahead of NATO's summit": the name only says whose a meeting is
        owns = name is not None and at.scan.text.startswith(endings, name.end)
        if name is None or owns or not (stands or beside):
            continue
        return Than(str(name.value), "above" if word.value == "ahead-by" else "below", name.end)
    return None


def _by_verb(at: Context, amount: Amount, low: int) -> Than | None:
    """Read a verb of outdoing with whom it outdoes: "exceeds Italian aid by 2 billion", "übertrifft Rom um 2".

    A multiple needs nothing that leads up to it: "exceed Moscow's tenfold".
    """
    by = at.cues(max(low, amount.start - TIGHT), amount.start, "by-how-much")
    of = at.scan.index.within(max(low, amount.start - TIGHT), amount.start, "of")
    alone, told = amount.kind == "multiple", at.led(by, amount.start)
    if not (alone or told or at.led(of, amount.start)):
        return None
    for verb in reversed(at.cues(max(low, amount.start - REACH), amount.start, OUTDOES, "falls-behind")):
        names = at.names(verb.end, amount.start)
        if not names or at.previous_amount(amount) > verb.end:
            return None
        if alone and not at.leads(names[-1].end, amount.start, TIGHT // 2):
            return None
        if not told and at.cues(names[-1].end, names[-1].end + 2, "stands-with"):
            return None  # "dépasse Rome avec un budget de 30 milliards"
        if not told and attached(at, amount) is not None:
            return None  # French "devance l'Estonie, créditée de 3 milliards"
        # "bei der Hilfe übertrifft Europa die USA"
        whom = names[-1] if is_turned(at, verb, low) else names[0]
        direction: Direction = "above" if verb.value == OUTDOES else "below"
        return Than(str(whom.value), direction, whom.end)
    return None


def _by_verb_ahead(at: Context, amount: Amount, low: int, high: int) -> Than | None:
    """Read whom a verb outdoes behind by how much: French "dépasse de 2 milliards celle de l'Italie"."""
    led = at.scan.index.within(max(low, amount.start - TIGHT), amount.start, "of")
    if not at.led(led, amount.start):
        return None
    verbs = at.cues(max(low, amount.start - REACH), led[-1].start, OUTDOES)
    end = _behind_output(at, amount)
    if not verbs or not at.leads(verbs[-1].end, led[-1].start, TIGHT // 2):
        return None
    name = _next_name(at, end, min(high, end + REACH // 2))
    return None if name is None else Than(str(name.value), "above", name.end)


def _behind_output(at: Context, amount: Amount) -> int:
    """Return where a number ends with the output that it is points of: "0,4 point de PIB"."""
    share = amount.kind in ("point", "percent")
    return at.behind_output(amount, TIGHT // 2, OF_ITS) if share else amount.end


def _by_height(at: Context, amount: Amount, low: int, high: int) -> Than | None:
    """Read French "inférieure de 2 milliards à celle de l'Italie", "supérieur de 2 points à celui de Rome"."""
    words = at.scan.index.within(max(low, amount.start - TIGHT), amount.start, "than-more", "than-less")
    if not words:
        return None
    led = at.scan.index.within(max(low, amount.start - TIGHT), amount.start, "of")
    end = _behind_output(at, amount)
    behind = [m for m in at.scan.index.within(end, end + 2, "to", "at") if m.end <= high]
    if not behind or not at.led(led, amount.start):
        return None
    name = _next_name(at, behind[0].end, min(high, behind[0].end + REACH // 2))
    if name is None or not any(at.joined(words[-1].end, m.start) for m in led):
        return None
    return Than(str(name.value), "above" if words[-1].kind == "than-more" else "below", name.end)


def _next_name(at: Context, start: int, end: int) -> Mention | None:
    """Return the name that a preposition leads up to, with no sign or number between."""
    name = next(iter(at.names(start, end)), None)
    return name if name is not None and at.leads(start, name.start, end - start) else None


def is_turned(at: Context, verb: Mention, low: int) -> bool:
    """Tell whether whoever acts stands behind its verb: German "bei der Hilfe für Kiew übertrifft Europa die USA"."""
    if not grammar(at.scan.language.code).verb_second:
        return False
    ahead = at.names(low, verb.start)
    acts = any(at.leads(m.end, verb.start, 1) and not leads_to(at, m) for m in ahead)
    return not acts and len(at.names(verb.end, verb.end + REACH)) > 1
