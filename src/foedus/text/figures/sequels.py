"""A number and what was told before it in, whether it goes on with that and so is not what its cues say, out."""

from __future__ import annotations

from foedus.model import Growth
from foedus.text.amounts.amount import SHARES
from foedus.text.figures import levels
from foedus.text.figures.context import NEAR
from foedus.text.figures.cuewords import GDP, TURNS
from foedus.text.figures.links import LOOSE, TOUCH
from foedus.text.figures.posted import PERSON
from foedus.text.figures.scopes import Case

COUNTED = ("count", "thing", "bare")  # kinds of numbers that count what is no money
OUTLAYS = ("spending", "spend", "outlay", "military")  # cues of what is spent
WORTH = ("percent", "money")
OF_OUTPUT = "share_of_gdp"  # how measures end that are shares of GDP


def is_of_others(t: Case) -> bool:
    """Tell whether a sentence has told of people who are no army: "40,000 under direct command, ten times more"."""
    last = t.at.told.last
    if last is None or last[2] != t.nth:
        return False
    return last[1].measure is None and last[0].quantity.unit == PERSON


def is_of_counted(t: Case) -> bool:
    """Tell whether a growth is of what was just counted, and of no spending: "239,000 deaths, 25 % more"."""
    before = t.at.amounts_near(t.amount.start)[-1:]
    if not before or before[0].kind not in COUNTED or before[0].start < t.sentence.start:
        return False
    noun, comma, rest = t.at.scan.text[before[0].end : t.amount.start].partition(",")
    named = not noun if before[0].kind != "bare" else noun[:1] == " " and noun[1:].isalpha()
    return bool(comma) and named and len(rest) < TOUCH and not t.at.is_time(before[0])


def is_of_part_told(t: Case) -> bool:
    """Tell whether a pronoun that opens a sentence means part of a budget: "Funds for arms rise. They go from …"."""
    if t.amount.kind != "money" or t.nth == 0 or "theirs" not in t.at.cued_at(t.sentence):
        return False
    before = t.at.scan.sentences[t.nth - 1]
    if before.paragraph != t.sentence.paragraph or not t.at.cues(
        t.sentence.start, t.sentence.start + 1, "theirs"
    ):
        return False
    whole = t.at.cues(before.start, before.end, "spending", "own-budget", "military")
    part = t.at.cues(whole[-1].end if whole else before.start, before.end, "purchase", "part-budget")
    return bool(part) and not t.at.amounts_in(before)


def goes_on_growing(t: Case) -> bool:
    """Tell whether a change goes on with one of no series: "allocations ran 67 % above it; then they fell by 57 %"."""
    last = t.at.told.last
    if last is None or last[2] != t.nth or last[1].measure is not None or last[0].kind != "percent":
        return False
    if not isinstance(last[1].derivation, Growth):
        return False
    return not t.at.has((last[0].end, min(t.amount.end + NEAR, t.at.next_amount(t.amount))), OUTLAYS)


def is_of_output_still(t: Case) -> bool:
    """Tell whether a share goes on with those of GDP, and only a part told behind it buys arms: "2 % in 2026, 3 in"."""
    last = t.at.told.last
    if last is None or last[2] != t.nth or not last[0].kind == t.amount.kind == "percent":
        return False
    if (t.amount.quantity.high or 0) > levels.MOST_SPENT or not (last[1].measure or "").endswith(OF_OUTPUT):
        return False
    behind = (
        a.start for a in t.at.rivals(t.amount, t.sentence) if a.start > t.amount.end and a.kind in SHARES
    )
    return not t.at.cues(last[0].end, next(behind, t.sentence.end), "equipment")


def is_of_share(t: Case) -> bool:
    """Tell whether a multiple points back to a share: "Poland is at 4.1 % of GDP. That is twice the level of 2014"."""
    last = t.at.told.last
    if last is None or t.nth - last[2] != 1 or not (last[1].measure or "").endswith("share_of_gdp"):
        return False
    return bool(t.at.cues(t.sentence.start, t.sentence.start + 1, "points-back"))


def is_of_another(t: Case) -> bool:
    """Tell whether a part or a multiple is another's, set against the figure before: "at 2 %, Poland twice that"."""
    last = t.at.told.last
    if last is None or last[2] != t.nth:
        return False
    if is_rivals(t):
        return True
    if last[0].kind not in WORTH or t.at.cues(last[0].end, t.amount.end, *TURNS):
        return False
    named = t.at.names(last[0].end, t.amount.start)
    return any(m.value != last[1].subject and t.at.leads(m.end, t.amount.start) for m in named)


def is_times_another(t: Case) -> bool:
    """Tell whether a multiple sets one against another, and no year against one before: "twice the Belgian share"."""
    patterns = t.at.scan.language.settings["measures"].patterns
    if patterns["times_that"].match(t.at.scan.text, t.amount.end):
        return True
    if patterns["so_many"].search(t.at.scan.text, t.amount.start, t.amount.end) is None:
        return False
    low, high = t.spans["clause"]
    times = t.at.times_in(low, high)
    then = any(x.role == "since" or (x.start >= t.amount.end and not x.present) for x in times)
    return not then and not t.at.cues(t.amount.end, high, "than-then", "as-when")


def is_rivals(t: Case) -> bool:
    """Tell whether a number only sets two against each other: "Japan spent 55 bn and China 314, five times as much"."""
    last, (rival, told) = t.at.told.last, t.at.told.rival
    if last is None or told != t.nth or rival == last[1].subject:
        return False
    more = t.at.scan.index.within(t.amount.end, t.amount.end + 2, "than-more", "than-less")
    end = more[-1].end if more else t.amount.end
    return t.at.scan.text[last[0].end : t.amount.start] == ", " and t.at.scan.text[end : end + 1] in ".,;)"


def goes_on_from_output(t: Case) -> bool:
    """Tell whether the figure told last was aid as a share of GDP: "Denmark leads with 2.7 %, Finland gave 1.2"."""
    last = t.at.told.last
    return last is not None and getattr(last[1].derivation, "of", None) == GDP


def goes_on_of_aid(t: Case) -> bool:
    """Tell whether a share goes on with one of aid, of no series: "America's aid is 0.5 % of GDP, Estonia's 2.2"."""
    last = t.at.told.last
    if last is None or last[2] != t.nth or last[1].measure is not None:
        return False
    if last[0].kind not in ("percent", "multiple"):  # "2.2 % of GDP, four times as much as Germany's 0.5"
        return False
    given = t.at.cues(t.sentence.start, last[0].start, "aid-noun")
    return bool(given) and not t.at.has((last[0].end, t.spans["own"][1]), (*OUTLAYS, "threshold"))


def is_rate_of_sum(t: Case) -> bool:
    """Tell whether a sum only says how much of the one before it came each year: "260 billion, or 80 a year"."""
    last = t.at.told.last
    if t.amount.kind != "money" or last is None or last[2] != t.nth or last[0].kind != "money":
        return False
    apposed = t.amount.start - last[0].end <= NEAR and t.at.scan.text[last[0].end : t.amount.start].count(",")
    return bool(apposed) and bool(t.at.cues(t.amount.end, t.amount.end + LOOSE, "per-year"))


def is_of_other_whole(t: Case) -> bool:
    """Tell whether only another part is one of aid: "pays 68 % of NATO's spending, and gives half of all aid"."""
    own = t.spans["own"]
    return t.at.has(own, ("of-alliance", "joint-bill")) and not t.at.has(own, ("all-aid",))


def gives_elsewhere(t: Case) -> bool:
    """Tell whether a "but" parts a share from all giving: "made 2 % of GDP a minimum, but sent Zelensky home"."""
    given = t.at.cues(t.sentence.start, t.sentence.end, "aid", "give", "aid-noun")
    if not given or given[0].start < t.amount.end:
        return False
    return any(m.value == "break" for m in t.at.scan.index.within(t.amount.end, given[0].start, "clause"))
