"""Of whom a number speaks: the country or group that governs it, and the other party of a share between two."""

from __future__ import annotations

from collections.abc import Callable

from foedus import alliances
from foedus.model import Stance
from foedus.text.amounts.amount import SUMS, Amount
from foedus.text.figures.clefts import chosen, giver_behind
from foedus.text.figures.components import next_part, part_told
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.donors import acting_seat
from foedus.text.figures.elsewhere import (
    of_a_place,
    of_currency_or_region,
    of_members,
    of_other_place,
    of_place_behind,
    of_report,
    told_earlier,
    told_elsewhere,
)
from foedus.text.figures.forerunners import (
    goes_on,
    gone_on_about,
    group_told,
    is_received,
    points_back,
    set_beside,
    stood_for,
    told_before,
)
from foedus.text.figures.governors import ANY, JOINT, governor
from foedus.text.figures.interpolated import of_joined_verb, of_one_of_two, of_opener
from foedus.text.figures.kinds import EQUIPMENT, of_its_kind
from foedus.text.figures.links import LOOSE, TOUCH
from foedus.text.figures.lists import named
from foedus.text.figures.openings import (
    acting,
    is_shut_out,
    named_behind,
    of_clause_before,
    opens,
    pronoun_ahead,
    resuming,
    told_on,
)
from foedus.text.figures.outdone import outspent
from foedus.text.figures.selves import is_ours, is_told_of
from foedus.text.figures.set_against import than
from foedus.text.figures.several import (
    is_average_of_some,
    is_for_all,
    is_for_members,
    is_joint,
    is_of_all_donors,
    is_of_examples,
    is_of_joint_share,
    is_of_neither,
    is_of_some_numbered,
    is_sum_of_several,
)
from foedus.text.figures.sought import NOBODY, Sought
from foedus.text.figures.standins import own_country
from foedus.text.figures.stretches import stretches
from foedus.text.figures.touching import tied
from foedus.text.particles import grammar
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

LEAST = 0.0  # what a name of the clause must weigh where the sentence names others before it
SHARE = "share-of-gdp"
OWN = (SHARE, EQUIPMENT)  # senses of what only a country has


def subject(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    index: int,
    stance: Stance,
    less: frozenset[str | None] = frozenset(),
) -> str | None:
    """Return whom the number of sentence `index` is about, None where the text names nobody.

    `less`: those that are there for something else: among whom, against whom.
    """
    sought, whole = Sought(at, amount, sense, index, stance, less), None
    for step in _STEPS:
        found = step(sought)
        if found is not None and sought.is_whole(found):
            whole = found  # unless the text tells whose part of it
        elif found is not None:
            return found or whole
    return whole


def set_beside_another(sought: Sought) -> str | None:
    """Answer of what is set beside another number: the same one's multiple, or whoever is outdone."""
    at, amount, sentence, index = sought.at, sought.amount, sought.sentence, sought.index
    last, multiple = at.told.last, amount.kind == "multiple"
    if multiple and last is not None:
        if at.scan.text[last[0].end : amount.start] == ", ":
            return last[1].subject  # "gave 17 billion, three times as much as France"
        goes_on = last[2] == index and last[1].subject and last[0].kind in ("money", "multiple")
        if goes_on and at.cues(amount.end, amount.end + TOUCH, "than-then"):
            return last[1].subject  # "five times what Ireland spends and twice as much as it had in 2021"
    if (whose := outspent(at, amount, sentence)) is not None:
        return whose
    same = set_beside(at, sentence, index) if multiple and sought.less else None
    return same if same not in sought.less else None


def of_several_at_once(sought: Sought) -> str | None:
    """Answer of what is told of several at once and so of no one of them, or of one's own country."""
    at, amount, sense, sentence = sought.at, sought.amount, sought.sense, sought.sentence
    shared = sense is not None and sense.kind == "share" and sought.measure != "aid"
    if not at.names(sentence.start, amount.start) and (
        (shared and is_joint(at, amount)) or is_sum_of_several(at, amount, sentence, sought.index)
    ):
        return NOBODY  # "together they make up 62 %": several who were told before, and no one of them
    if is_average_of_some(at, amount, sentence) or is_of_neither(at, amount, sentence):
        return NOBODY
    grown = sought.owned and sense is not None and sense.kind in ("growth", "change")
    if grown and is_of_some_numbered(at, amount, sentence):
        return NOBODY
    whose = own_country(at, amount, sentence) or giver_behind(at, amount)
    return whose if whose and whose != sought.partner else None


def by_pronoun(sought: Sought) -> str | None:
    """Answer where a pronoun or a preposition opens the sentence, and who is meant stands behind or before it."""
    at, amount, sentence = sought.at, sought.amount, sought.sentence
    if sought.owned and (picked := chosen(at, amount)):
        return picked
    theirs = [m for m in at.cues(sentence.start, amount.start, "theirs") if m.start - sentence.start <= 3]
    theirs = [m for m in theirs if not is_shut_out(at, m, amount, sentence)]
    if not theirs and not sought.owned:
        theirs = acting(at, amount, sentence)
    if not theirs and (sought.owned or sought.partner) and (same := told_on(at, amount, sentence)):
        return sought.meant(same)
    if sought.owned and (same := of_clause_before(at, amount, sentence)):
        return sought.meant(same)
    if not theirs and resuming(at, amount, sentence):
        return sought.meant(told_before(at, sought.index, sought.partner))
    if amount.start - sentence.start <= LOOSE:  # "At 1.3 % of GDP, it is last"
        end = at.behind_output(amount) if amount.kind == "percent" else amount.end
        theirs += at.cues(end, end + TOUCH, "theirs")
        # German "Mit 3,4 Prozent liegt es vorn"
        if at.scan.text[end : end + 1] == "," or grammar(at.scan.language.code).verb_second:
            theirs += at.cues(end, end + LOOSE, "it-alone")
    low = sentence.start
    if theirs and theirs[0].end < amount.start and at.scan.text[theirs[0].end] == ",":
        low = at.scan.text.rfind(",", low, amount.start)  # "The country, which borders on Ukraine, spends"
    elif theirs and theirs[0].end < amount.start:
        low = _behind_relative(at, amount, theirs[0].end)
    ahead = governor(at, amount, sought.skip, (low, amount.start)) if theirs else None
    leads = not ahead and all(m.start >= amount.end for m in theirs)
    leads = leads and (bool(theirs) or opens(at, amount, sentence) or pronoun_ahead(at, sentence))
    follows = named_behind(at, amount) if leads else None
    if follows and follows != sought.partner:
        return follows
    return sought.meant(told_before(at, sought.index, sought.partner)) if theirs and not ahead else None


def _behind_relative(at: Context, amount: Amount, end: int) -> int:
    """Return from where a name may be whose a number is: no name of what only tells of "the country" is.

    "The country which borders on Ukraine will spend 3 %"
    """
    told = at.cues(end, min(end + NEAR, amount.start), "relative")
    return (
        at.sentence(amount.start).start
        if not told
        else max(at.scan.text.rfind(",", end, amount.start), told[0].end)
    )


def of_speaker(sought: Sought) -> str | None:
    """Answer of what those who speak say of themselves, or of those for whom they stand."""
    at, amount, sentence, index = sought.at, sought.amount, sought.sentence, sought.index
    if sought.demanding and is_told_of(at, amount, sentence, sought.demanding):
        return sought.demanding
    all_ask = sought.stance == "demands" and amount.kind == "percent" and is_for_all(at, amount, sentence)
    last = at.told.last
    if sought.spoken == sought.table.alliance and last is not None and points_back(at, amount, index):
        return last[1].subject  # "Europe will lay out 507 billion. That is 2.02 % of what we produce"
    if sought.spoken and not sought.demanding and not all_ask and is_ours(at, amount, sentence):
        shared_aid = sought.sense is not None and sought.measure == "aid" and sought.sense.kind == "share"
        return (group_told(at, index, sought.spoken) or sought.spoken) if shared_aid else sought.spoken
    if sought.owned and sought.stance in ("reports", "expects") and (others := _own_allies(sought)):
        return others
    if sought.inside and amount.kind == "money" and is_of_joint_share(at, amount, index):
        return NOBODY  # "these five made up 60 % of the world's spending (1.6 trillion)"
    if sought.spoken != sought.table.alliance or not sought.owned:
        return None
    told = stood_for(at, amount, sentence, index, sought.partner)
    return told or (gone_on_about(at, sentence, index) if sought.stance in ("reports", "expects") else None)


def _own_allies(sought: Sought) -> str | None:
    """Return whom the largest member means by its allies: "his partners have paid 33 billion more"."""
    at, amount = sought.at, sought.amount
    low = at.clause(amount.start, amount.end, sought.sentence)[0]
    told = at.cues(max(low, at.previous_amount(amount)), amount.start, "own-allies")
    if not told or at.names(told[-1].end, amount.start):
        return None
    named = at.names(sought.sentence.start, told[-1].start)
    whose = str(named[-1].value) if named else sought.spoken
    if whose in sought.table.demanding:
        return sought.table.grown
    asked = sought.stance == "demands" and amount.kind == "percent"
    return sought.table.alliance if asked else None  # "Tallinn urged other capitals to be at 2.5 %"


def of_others(sought: Sought) -> str | None:
    """Answer of what is told of others, whoever they are: "… 2 %. Other countries spend 3 %"."""
    at, amount = sought.at, sought.amount
    told = sought.owned and sought.stance in ("reports", "expects")
    if not told or "the-others" not in at.cued(sought.index):
        return None
    low = at.clause(amount.start, amount.end, sought.sentence, BREAKS + ",")[0]
    ahead = at.cues(max(low, at.previous_amount(amount)), amount.start, "the-others")
    opens = ahead and ahead[0].start - low <= LOOSE and not at.names(low, amount.start)
    # "the 300 billion other countries will put in"
    behind = at.cues(amount.end, amount.end + LOOSE, "the-others")
    borne = behind and behind[0].start - amount.end <= TOUCH and at.leads(amount.end, behind[0].start, TOUCH)
    return (_own_allies(sought) or NOBODY) if opens or borne else None


def of_all(sought: Sought) -> str | None:
    """Answer of what all donors gave, what all members are to do, and what goes on about the one told before."""
    at, amount, sentence, index = sought.at, sought.amount, sought.sentence, sought.index
    part = sought.sense is not None and sought.sense.derivation.get("of") == "aid"
    if sought.partner and not part and is_of_all_donors(at, amount, sentence):
        return sought.table.total
    if sought.partner and is_received(at, sentence, index, sought.partner):
        return sought.table.total  # "Ukraine had received 32.5 billion by October", of all that is given
    placed = sought.owned and sought.sense is not None and not sought.sense.name.startswith("arms-")
    if told := named(at, amount, sentence, sought.skip, placed=placed):
        return told
    if sought.owned and is_of_examples(at, amount, sentence):
        return NOBODY
    if sought.owned and (first := _first_of(at, amount, sentence, index)) is not None:
        return first
    if sought.measure == SHARE and _is_declared(sought):
        return sought.table.alliance  # "the communiqué confirms the goal of 2 %"
    asked = sought.stance == "demands" and amount.kind == "percent"
    # "5 % for all", "that each give 0.25 %", "a new benchmark of 3 %"
    norm = asked and sought.measure == SHARE and _is_norm(at, amount, sentence)
    if norm or (asked and is_for_all(at, amount, sentence)):
        return sought.table.alliance
    if is_for_members(at, amount, sentence, opening=sought.stance not in ("demands", "pledges")):
        return sought.table.alliance  # "members are asked to spend 2 %, which Belgium does not"
    same = goes_on(at, amount, sentence, index)
    return same if same and same != sought.partner else None


def _first_of(at: Context, amount: Amount, sentence: Sentence, index: int) -> str | None:
    """Return whom nobody outdoes: "at 4.1 % no ally spends more (than Poland)"; None where nothing is so told."""
    low, high = at.clause(amount.start, amount.end, sentence)
    none = at.cues(low, high, "none-of") if "none-of" in at.cued(index) else ()
    none = [m for m in none if not is_shut_out(at, m, amount, sentence)]
    words = at.scan.index.within(none[0].end, high, "than-more", "than-less") if none else ()
    if not words:
        return None
    found = than(at, words[0].start, words[0].end, sentence)
    return found.whom if found is not None else told_before(at, index, None)


def _is_norm(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a share is asked for as a line for all: "proposed a benchmark of 3 %", "3 % should be the norm"."""
    if "norm-noun" not in at.cued_at(sentence):
        return False
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    low, high = max(low, at.previous_amount(amount)), min(high, at.next_amount(amount))
    told = at.cues(max(low, amount.start - NEAR), min(high, amount.end + NEAR), "norm-noun")
    nearest = min((m.start for m in told), default=None)
    return nearest is not None and not at.names(min(nearest, amount.start), max(nearest, amount.end))


def _is_declared(sought: Sought) -> bool:
    """Tell whether a clause that names nobody tells what a declaration of the alliance says."""
    at, amount = sought.at, sought.amount
    low, high = at.clause(amount.start, amount.end, sought.sentence)
    papers = (m for m in at.scan.index.within(low, amount.start, "voice") if m.value == "declaration")
    return any(papers) and not at.names(low, high) and at.topic.may_mean_alliance(sought.index)


def of_seat(sought: Sought) -> str | None:
    """Answer "Brussels spends 1.5 % of GDP on defence": none of the houses that sit there does."""
    if sought.measure not in OWN or sought.stance == "demands":
        return None
    return acting_seat(sought.at, sought.amount, sought.sentence)


def governed(sought: Sought) -> str | None:
    """Answer with the name that governs the number in its clause, else in its sentence."""
    at, amount, sentence = sought.at, sought.amount, sought.sentence
    spans, skip = stretches(at, amount, sought.skip, inside=sought.inside), sought.skip
    if sought.owned and amount.kind in SUMS and (following := next_part(at, amount, sought.index)):
        return following
    part = part_told(at, amount, sentence)
    if part and (sought.sense is None or not sought.sense.name.startswith("arms-")):
        spans.insert(0, part)
    # what several countries measure together is no one's: it stays without a subject
    single = sought.measure in (None, "un_vote_agreement")
    frame = at.speaks.frame(amount.start, amount.end) if sought.stance == "demands" else None
    urged = frame is not None and frame.rule == "passive" and frame.start == sentence.start
    if urged and (follows := named_behind(at, amount)):
        return follows  # "urged by the Estonian government to go to 2.5 %, Luxembourg"
    if sought.demanding:  # "Washington wants 5 % from Germany": whom it asks, not who else is named there
        skip = skip | {sought.demanding}
        spans = [(spans[0][0], at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1])]
    for span in spans:
        found = governor(
            at,
            amount,
            skip,
            span,
            persons=not sought.demanding,
            first=single or sought.stance == "pledges",  # "Paris and London promise 6 billion"
            owned=sought.owned,
            least=LEAST if span[0] > sentence.start else ANY,
        )
        if found:
            joint = sought.owned and found in alliances.countries() and is_joint(at, amount)
            return NOBODY if joint or found == JOINT else found
    if not sought.demanding:
        return None
    low = max(at.clause(amount.start, amount.end, sentence)[0], at.previous_amount(amount))
    asked = {str(m.value) for m in at.names(low, amount.start)} - skip
    one = asked.pop() if len(asked) == 1 else None  # "verlangt von Belgien, 3 % auszugeben"
    return one if one in alliances.countries() else sought.table.alliance


# A step answers where it can, and leaves it to the next with None.
_STEPS: tuple[Callable[[Sought], str | None], ...] = (
    tied,
    of_one_of_two,
    of_opener,
    of_joined_verb,
    of_its_kind,
    set_beside_another,
    of_several_at_once,
    of_others,
    of_place_behind,
    by_pronoun,
    of_speaker,
    of_seat,
    of_all,
    of_other_place,
    governed,
    of_a_place,
    told_elsewhere,
    of_currency_or_region,
    of_members,
    told_earlier,
    of_report,
)
