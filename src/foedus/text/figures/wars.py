"""A name in, whether it only says whose or where a war is out: "the war in Ukraine", "the Russian invasion of it"."""

from __future__ import annotations

import re

from foedus.text.figures.context import Context
from foedus.text.figures.links import SIGNS
from foedus.text.match import APOSTROPHES, Mention
from foedus.text.particles import Grammar, grammar

UPHEAVAL = "upheaval"  # the cue of a war, beside which names say whose or where it is
OWNED = 4  # characters between a name and the word of a war that it owns
ADJECTIVES = 2  # words between a genitive and the word of its war, with the ending of the genitive
QUOTES = ' \u00a0\u202f"“”„»’'  # what closes a quotation
LONGEST_PHRASE = 60  # characters from its word to the last of these names


def is_in_upheaval(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says whose or where a war is: "the war in Ukraine", "l'annexion par la Russie de …".

    From the word on, names follow each other by small words alone, with at most a noun before the next of them.
    """
    told = at.cues(max(0, mention.start - LONGEST_PHRASE), mention.end + OWNED, UPHEAVAL, "war-effort")
    efforts = [m for m in told if m.value == "war-effort"]  # which are whoever's who makes them
    words = [m for m in told if m.value == UPHEAVAL and not any(e.start <= m.start < e.end for e in efforts)]
    if words and words[-1].start >= mention.end:  # "the Russian invasion", "Russia's invasion"
        between = at.scan.text[mention.end : words[-1].start].strip()
        return not between or between[0] in APOSTROPHES
    if _wages(at, mention) or _owns_war(at, mention):
        return True
    if not words or SIGNS.search(at.scan.text, words[-1].end, mention.start):
        return False
    small, last = grammar(at.scan.language.code), words[-1].end
    for each in (*at.names(last, mention.start), mention):
        # "“special operation” in Ukraine"
        gap = at.scan.text[last : each.start].lower().strip(QUOTES).split()
        # "the war the United States has waged": an article alone leads up to whoever acts
        led = small.has("prepositions", re.split(r"['\u2019]", gap[0])[0]) if gap else each.kind == "demonym"
        if not led:
            return False  # "since the war Canberra has given"
        if sum(not _links(small, word.rstrip("'\u2019")) for word in gap) > 1:
            return False
        last = max(last, each.end)
    return True


def _owns_war(at: Context, mention: Mention) -> bool:
    """Tell whether a war is someone's, told with a word between: "Russia's full-scale invasion"."""
    if at.scan.text[mention.end : mention.end + 1] not in APOSTROPHES:
        return False
    told = at.cues(mention.end, mention.end + LONGEST_PHRASE // 2, UPHEAVAL, "war-effort")
    words = [m for m in told if not any(e.value != UPHEAVAL and e.start <= m.start < e.end for e in told)]
    between = at.scan.text[mention.end : words[0].start] if words else ""
    return bool(words) and len(between.split()) <= ADJECTIVES and not SIGNS.search(between)


def _wages(at: Context, mention: Mention) -> bool:
    """Tell whether someone is only said to have begun a war: "after Russia launched its full-scale invasion"."""
    verbs = at.cues(mention.end, mention.end + OWNED, "wages")
    if not verbs or not at.leads(mention.end, verbs[0].start, 1):
        return False
    words = at.cues(verbs[0].end, verbs[0].end + LONGEST_PHRASE // 2, UPHEAVAL)
    return bool(words) and at.leads(verbs[0].end, words[0].start, LONGEST_PHRASE // 2)


def _links(small: Grammar, word: str) -> bool:
    """Tell whether a word is a preposition or an article."""
    return small.has("prepositions", word) or small.has("articles", word)
