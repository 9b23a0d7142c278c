"""A name beside a number in, whether it is there for something else, and cannot be whose the number is, out."""

from __future__ import annotations

from collections.abc import Callable, Set

from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.aims import is_in_aim
from foedus.text.figures.attached import is_of_bracket
from foedus.text.figures.bystanders import (
    LEFT_OUT,
    PRESSING,
    is_anothers,
    is_asker,
    is_blocker,
    is_cited,
    is_land_of_town,
    is_left_out,
    is_membership,
    is_name_in_brackets,
    is_pressing,
    is_setter,
    is_told_of_next,
    names_institute,
    only_dates,
    only_reckons,
    only_speaks,
    owns_what_follows,
)
from foedus.text.figures.coins import is_coin
from foedus.text.figures.comparands import is_its_own
from foedus.text.figures.context import NEAR, Context
from foedus.text.figures.fields import WHOLES, is_of_most, is_outranked, is_ranked_among, is_whole
from foedus.text.figures.links import RIGHT_BEHIND, SIGNS, TOUCH
from foedus.text.figures.makers import is_bought, is_of_things
from foedus.text.figures.names import PAIR
from foedus.text.figures.recipients import is_companion
from foedus.text.figures.rivals import of_its_year
from foedus.text.figures.tellers import is_told_it
from foedus.text.figures.weights import is_given_by
from foedus.text.match import Mention

THINGS = ("count", "thing")  # kinds of numbers that count people or things


def is_aside(at: Context, mention: Mention, who: str, amount: Amount, here: Set[str], *, owned: bool) -> bool:
    """Tell whether a name, that of `who`, is there for something else than to say whose a number is.

    `here`: the cues of the sentence; `owned`: the number measures what someone has or spends.
    """
    for is_other in _OF_NAMES:
        if is_other(at, mention):
            return True
    for is_of_other in _OF_NUMBERS:
        if is_of_other(at, mention, amount):
            return True
    for cue, is_other in _NAMES_BY_CUE:
        if cue in here and is_other(at, mention):
            return True
    for cue, is_of_other in _NUMBERS_BY_CUE:
        if cue in here and is_of_other(at, mention, amount):
            return True
    if only_speaks(at, mention, amount) and not is_given_by(at, mention, amount):
        return True
    if who == at.table.total and _is_of_total(at, mention, amount):
        return True  # "11 % of world exports": whose share that is is told elsewhere
    if owned:  # "buys three French frigates and devotes 3.1 %"
        adjective = mention.kind in ("demonym", "people") and amount.kind != "thing"
        return adjective and is_of_things(at, mention, amount)
    if "along-with" in here and is_companion(at, mention):
        return True
    return amount.kind == "money" and is_bought(at, mention)


def _is_of_part(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is that of a part told next: "1,214 billion of which the US accounted for 45 percent"."""
    parts = at.cues(amount.end, mention.start, "of-which")
    if parts and at.cues(amount.end, amount.end + 2, "of-this"):
        return False  # "90 billion of it by Germany": that is the part
    part = at.following(amount, at.sentence(amount.start)) if parts else None
    return part is not None and part.start >= mention.end and not at.is_time(part)


def _is_left_out(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name does not count, unless the number is its own: "except Poland, at 4.1 %, no ally spends"."""
    return is_left_out(at, mention) and not is_its_own(at, mention, amount)


def _is_of_other_things(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether an adjective goes with what another number counts: "366 tanks, a thousand Korean howitzers".

    Of things counted before it may still say whose all are: "two Danish frigates and four jets".
    """
    if amount.kind not in THINGS or mention.kind not in ("demonym", "people"):
        return False
    index, last = at.sentence_at(amount.start), at.told.last
    kinds = ("count", "thing", "fraction")
    things = (a for a in at.neighbours(amount, at.scan.sentences[index]) if a.kind in kinds)
    of = next((a for a in things if a.start <= mention.start <= a.end + 1), None)
    if of is None or of.start >= amount.end:
        return of is not None
    if at.cues(of.end, amount.start, "has"):
        return True  # "hosts 2,000 American soldiers and has 25,000 of its own"
    return last is not None and last[2] == index and last[1].subject not in (None, mention.value)


def _owns_another(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name owns the number before one of another year: "behind Italy's 1.5 % and the 2.4 % of 1990"."""
    if amount.kind != "percent" or mention.end >= amount.start or of_its_year(at, amount) is None:
        return False
    before = at.previous_amount(amount)
    own = any(a.end == before and a.start > mention.end for a in at.amounts_within(mention.end, before))
    if own:
        return owns_what_follows(at, mention)
    # "les 1,5 % de l'Italie"
    return bool(before) and at.led(at.scan.index.within(before, mention.start, "of"), mention.start)


def _is_far_end(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name only says where a length is measured to: "15 kilometres from the Belarusian border"."""
    if amount.quantity.unit not in at.table.lengths or mention.start < amount.end:
        return False
    return not owns_what_follows(at, mention)


def _is_led_by_another(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a preposition ties a name to another number right before it: "2.5 % …, against 0.5 % for Spain"."""
    if not amount.end <= at.next_amount(amount) < mention.start:
        return False
    near = [a for a in at.amounts_near(mention.start) if a.start >= amount.end and not at.is_time(a)]
    if (
        not near
        or mention.start - near[-1].end > NEAR // 2
        or SIGNS.search(at.scan.text, near[-1].end, mention.start)
    ):
        return False
    gap = amount.end, near[-1].start
    if len(at.scan.text[slice(*gap)].split()) == 1 and amount.kind in ("bare", "count"):
        return False  # German "300.000 statt 40.000 Soldaten der Nato": of both
    parted = at.cues(*gap, "contrast") or SIGNS.search(at.scan.text, *gap)
    each = at.names(amount.end, at.next_amount(amount))  # "650 in Canada, 780 in France and 1,700 in Norway"
    if not parted or (at.scan.index.within(*gap, "and") and not (each or at.cues(*gap, "contrast"))):
        return False  # a list of numbers is of one
    links = at.scan.index.within(near[-1].end, near[-1].end + RIGHT_BEHIND, "agent", "of", "in", "to")
    return bool(links) and near[-1].kind in (amount.kind, "bare", *SHARES)


def _is_of_total(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name behind the share of one says of what it is a part: "11 % of world exports"."""
    if amount.kind not in SHARES or mention.start < amount.end:
        return False
    start = at.sentence(amount.start).start
    if not 0 < len({m.value for m in at.names(start, amount.start)}) <= PAIR:
        return False  # "America, China and Russia made up 56 % of the world's total": nobody's alone
    led = at.scan.index.within(amount.end, amount.end + TOUCH, "of", "out-of", "in")
    return bool(led) and not SIGNS.search(at.scan.text, amount.end, mention.start)


# Why a name cannot be whose any number is, or whose this one is: asked always, or where the sentence tells a cue.
_OF_NAMES: tuple[Callable[[Context, Mention], bool], ...] = (
    is_ranked_among,
    is_membership,
    only_dates,
    only_reckons,
    is_land_of_town,
    names_institute,
)
_OF_NUMBERS: tuple[Callable[[Context, Mention, Amount], bool], ...] = (
    is_in_aim,
    is_cited,
    is_anothers,
    is_of_bracket,
    is_told_of_next,
    _is_led_by_another,
    _is_of_other_things,
    _is_far_end,
    _owns_another,
    is_setter,
    is_outranked,
    is_coin,
    is_name_in_brackets,
    is_told_it,
)
_NAMES_BY_CUE: tuple[tuple[str, Callable[[Context, Mention], bool]], ...] = (
    *((cue, is_pressing) for cue in sorted(PRESSING)),
    ("asked-for", is_asker),
    ("blocks", is_blocker),
)
_NUMBERS_BY_CUE: tuple[tuple[str, Callable[[Context, Mention, Amount], bool]], ...] = (
    ("of-which", _is_of_part),
    ("most-given", is_of_most),
    *((cue, _is_left_out) for cue in LEFT_OUT),
    *((cue, is_whole) for cue in WHOLES),
)
