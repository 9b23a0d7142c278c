"""A clause about arms in, who buys them out: "India's arms imports", "the arms that Norway bought", or told before."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, NEAR_SENTENCES, TIGHT, Context
from foedus.text.figures.makers import is_maker
from foedus.text.figures.standins import nation_told
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, grammar
from foedus.text.sentences import Sentence

Pair = tuple[str | None, str | None]
ADJECTIVES = 32  # characters of what may stand between whose supplier it is and the word
LED_UP = 24  # characters in which a name leads up to its share, or follows it
_BOUGHT, _ARMS = "arms-bought", "arms-noun"  # what is imported without a word of arms; arms, whoever has them
RECENT = 2  # sentences before in which the buyer may be told


def told_buyer(at: Context, before: Pair | None, index: int, here: int) -> str | None:
    """Return who alone was told to buy just before: "Poland buys more. Some 45 % of the imports came from …".

    `here`: where the clause begins that leaves the buyer out, whose sentence may tell of one before it.
    """
    if before is not None and before[0] is not None:
        return before[0]
    first = at.scan.sentences[index].start
    low, high = at.before(index), first
    for span in ((first, here), (low, high)):
        if span[0] < span[1] and at.cues(*span, "purchases", "arms-imports"):
            told = {str(m.value) for m in at.names(*span) if not is_maker(at, m)} - {at.table.total}
            if len(told) == 1:
                return told.pop()
    if (importer := _importer_told(at, index)) is not None:
        return importer
    if at.cues(here, at.scan.sentences[index].end, "nation") and (nation := nation_told(at, index)):
        return nation  # "45 % of the arms imported by the country"
    if low < high and len({m.value for m in at.names(low, high)}) > 1:
        return None  # of several who were told just before it may be any one
    last = at.told.last
    near = last is not None and index - last[2] <= NEAR_SENTENCES
    if not near or last is None or last[1].measure not in (None, "arms_transfers"):
        return None
    # "thirty countries have sent it weapons": whom they are sent to
    return last[1].partner if last[1].subject == at.table.total else last[1].subject


def is_linked(at: Context, name: Mention) -> bool:
    """Tell whether a preposition leads up to a name: "from America", "d'Allemagne", "en France"."""
    if at.led_by(name.start, "followed", reach=LED_UP):
        return True
    links = at.scan.index.within(
        max(0, name.start - LED_UP), name.start + 1, "of", "agent", "in", "to", "out-of"
    )
    return at.led(links, name.start)


def _is_origin(at: Context, name: Mention) -> bool:
    """Tell whether a name says where something comes from."""
    links = at.scan.index.within(max(0, name.start - LED_UP), name.start, "out-of")
    return at.led(links, name.start)


def trader(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return whose sales or purchases a number is told of: "… reached 43 %, while Russia's exports fell by 64 %"."""
    low = max(sentence.start, at.previous_amount(amount))
    names = [m for m in at.names(low, amount.start) if m.value != at.table.total]
    found = whose_arms(at, low, amount.start, names, [], "arms-sold", "arms-bought") if names else []
    if not names or found or len({m.value for m in names}) != 1 or is_linked(at, names[0]):
        return found[-1] if found else None
    # "Poland increased its exports by 17 %, while others'"
    theirs = at.cues(names[0].end, amount.start, "theirs")
    arms = at.cues(theirs[0].end, amount.start, "arms-sold", "arms-bought") if theirs else ()
    return str(names[0].value) if arms and at.leads(names[0].end, arms[0].start, NEAR) else None


def whose_arms(
    at: Context, low: int, high: int, names: list[Mention], shares: list[Amount], *words: str
) -> list[str]:
    """Return whose imports or arms a clause tells of: "India's arms imports", "the arms imported by Norway"."""
    found = []
    told = at.cues(low, high, *(words or ("arms-imports", _BOUGHT, _ARMS)))
    bought = any(m.value == _BOUGHT for m in told)
    # "American arms are 55 % of Poland's imports": whose imports they are comes first
    for arms in sorted(told, key=lambda m: m.value == _ARMS):
        made = bought and arms.value == _ARMS and bool(shares) and arms.end <= shares[0].start
        for name in names:
            if made and name.kind == "demonym":
                continue  # "its reliance on American arms came to 55 % of its imports"
            if name.end <= arms.start <= name.end + ADJECTIVES:
                # "von Polen importierte Waffen"
                beside = name.kind == "demonym" or arms.value != _ARMS
                owned = is_genitive(at, name) or (beside and at.leads(name.end, arms.start))
                if at.led(at.cues(low, name.start, "share-of-whom"), name.start):
                    continue  # German "der Anteil Russlands an den Importen"
                if owned and not any(name.end <= m.start < arms.start for m in names):
                    found.append(str(name.value))
            elif arms.end <= name.start <= arms.end + ADJECTIVES:
                if any(arms.end <= a.start < name.start for a in shares):
                    continue
                if is_buyer(at, arms, name) or _follows(at, arms, name) or _is_seller(at, arms, name):
                    found.append(str(name.value))
    return found


def _is_seller(at: Context, arms: Mention, name: Mention) -> bool:
    """Tell whether a name is of whoever sells the arms before it: "exports of arms by France"."""
    if arms.value != "arms-sold":
        return False
    led = [m for m in at.scan.index.within(arms.end, name.start, "agent") if m.value == "by"]
    return at.led(led, name.start) and at.leads(arms.end, led[0].start, 1)


def is_buyer(at: Context, arms: Mention, name: Mention) -> bool:
    """Tell whether a name belongs to arms before it: "imports of India", "armes du Maroc", not "arms from Russia"."""
    if at.led(at.cues(arms.start, name.start, "buyers"), name.start):
        return True
    return not at.cues(arms.end, name.start, "origin") and is_of(at, arms.end - ARTICLE, name)


def is_of(at: Context, low: int, name: Mention) -> bool:
    """Tell whether "of" leads up to a name behind an offset, and no "from"."""
    links = at.scan.index.within(low, name.start + 1, "of", "agent")
    led = {m.kind for m in links if at.leads(m.end, name.start) or _are_those(at, m.end, name.start)}
    return bool(led) and "agent" not in led


def _are_those(at: Context, start: int, end: int) -> bool:
    """Tell whether arms told before are pointed back to: "supplies 97 % of the arms Norway buys, 16 % of those of"."""
    words = at.scan.text[start:end].lower().split()
    small = grammar(at.scan.language.code)
    return bool(words) and small.has("shown", words[0]) and all(small.has("articles", w) for w in words[1:])


def _follows(at: Context, arms: Mention, name: Mention) -> bool:
    """Tell whether an adjective or a genitive is right behind the arms: "importations polonaises", "Waffen Indiens"."""
    return at.leads(arms.end, name.start, 1) and (name.kind == "demonym" or is_genitive(at, name))


def purchasers(at: Context, low: int, high: int, names: list[Mention]) -> list[str]:
    """Return who stands right before a verb of buying: "Poland bought", "the arms that Norway imported"."""
    found = []
    verbs = at.cues(low, high, "purchases")
    for verb in verbs:
        ahead = [m for m in names if m.end <= verb.start]
        apart = ahead and (_is_apart(at, ahead[-1], verb, names) or _is_told_on(at, ahead[-1], verb))
        if not ahead or not (apart or at.leads(ahead[-1].end, verb.start, NEAR)):
            continue
        if grammar(at.scan.language.code).verb_second and _is_origin(at, ahead[-1]):
            continue  # German "aus Russland importiert"
        beside = ("supplies",) if apart else ("theirs", "supplies")
        if not at.cues(ahead[-1].end, verb.start, *beside):
            found.append(str(ahead[-1].value))
    # German, where the verb ends the clause: all others are told as from where
    if verbs and not found and grammar(at.scan.language.code).verb_second:
        alone = [m for m in names if m.end <= verbs[0].start and not is_linked(at, m)]
        found = [str(m.value) for m in alone if len(alone) == 1]
    return found


def _is_apart(at: Context, name: Mention, verb: Mention, names: list[Mention]) -> bool:
    """Tell whether only an aside without these names parts one from its verb: "Algeria, for its part, imported"."""
    gap = at.scan.text[name.end : verb.start]
    aside = gap.startswith(", ") and gap.endswith(", ") and gap.count(",") == 2
    return aside and len(gap) <= NEAR and not any(name.end <= m.start < verb.start for m in names)


def _is_told_on(at: Context, name: Mention, verb: Mention) -> bool:
    """Tell whether a clause right behind a name tells what it buys: "all eyes are on Algeria, which imported"."""
    which = at.cues(name.end, name.end + 2 + ARTICLE, "relative")
    return bool(which) and at.scan.text[name.end] == "," and at.leads(which[0].end, verb.start, NEAR)


def opened_by_pronoun(at: Context, low: int, high: int) -> bool:
    """Tell whether a clause opens with a pronoun that buys: "Japan is wary. It bought 64 % of its arms from"."""
    told = at.cues(low, min(low + TIGHT // 2, high), "it-alone", "theirs")
    return bool(told) and at.led(
        told, next((m.start for m in at.cues(told[0].end, high, "purchases")), high), NEAR
    )


def buyer_of(
    at: Context, sentence: Sentence, word: Mention, names: list[Mention], before: Pair | None
) -> tuple[str | None, bool]:
    """Return whose supplier a word names, and whether the sentence tells at all."""
    for name in names:
        if name.end <= word.start <= name.end + ADJECTIVES and is_genitive(at, name):
            return str(name.value), True  # "India's main supplier"
        if word.end <= name.start:
            if name.start - word.end <= 1 and is_genitive(at, name):
                return str(name.value), True  # German "Waffenlieferant Indiens"
            links = at.scan.index.within(word.end, name.start, "of", "to", "agent")
            links = [m for m in links if m.kind != "agent" or m.value == "for"]
            if at.led(links, name.start) and name.start - word.end <= TIGHT:
                return str(name.value), True  # "the main supplier of Ukraine"
            break
    for name in names:
        links = at.scan.index.within(max(sentence.start, name.start - ARTICLE), name.start + 1, "in")
        if name.end < word.start and at.led(links, name.start, 1):
            return str(name.value), True  # "In India Russia is the main supplier"
    theirs = at.cues(max(sentence.start, word.start - NEAR), word.start, "theirs")
    importer = _importer_told(at, sentence.number)
    if theirs and importer:
        return importer, True  # "Ukraine is the largest importer. America is its main supplier"
    if theirs:
        told = [m for m in names if m.end <= theirs[-1].start]
        if told or before:
            return (str(told[0].value) if told else before[0] if before else None), True
    if at.scan.index.within(sentence.start, sentence.end, "region"):
        return None, True
    if before:
        return before[0], True
    return importer, importer is not None


def _importer_told(at: Context, index: int) -> str | None:
    """Return whose imports the sentences right before tell of: "Ukraine is the largest importer"."""
    cuts = at.scan.sentences[max(0, index - RECENT) : index]
    return next((who for cut in reversed(cuts) if (who := importer_in(at, cut.start, cut.end))), None)


def importer_in(at: Context, low: int, high: int) -> str | None:
    """Return who is told first ahead of a word of importing, and is not the one among whom it is placed."""
    for word in at.cues(low, high, "arms-imports", "arms-importer"):
        names = [m for m in at.names(low, word.start) if m.value != at.table.total and not is_genitive(at, m)]
        if names:
            return str(names[0].value)
    return None


def is_genitive(at: Context, name: Mention) -> bool:
    """Tell whether a name stands in the genitive: "India's", German "Indiens"."""
    text, small = at.scan.text, grammar(at.scan.language.code)
    return small.owns(text, name.end) or text[name.start : name.end].lower() in small.owning
