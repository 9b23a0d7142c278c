"""A span before or behind a number in, whether what was told before it is what a sense asks for out."""

from __future__ import annotations

from foedus import alliances
from foedus.model import Count, Figure, Growth, Level
from foedus.text.figures.context import LONGEST_CONTEXT, NEAR, NEAR_SENTENCES, Context
from foedus.text.sentences import Sentence

THINGS = ("count", "thing", "bare")
AGO = 2  # sentences after which a report need not still speak of the aid that it told
_SPENT = ("spending", "military", "own-budget", "gdp", "of-world")


def told_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last, here or just before, was one of aid."""
    last = at.told.last
    return last is not None and index - last[2] <= 1 and (last[1].measure or "").startswith("aid_")


def stands_beside_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a number tells anew what the sum of aid right before it is: "215 billion, three-fifths"."""
    last = at.told.last
    if last is None or last[2] != index or last[0].kind != "money" or not told_aid(at, span, index):
        return False
    gap = last[0].end, span[1]
    return not at.scan.text[slice(*gap)].strip(" ,(") or at.led(at.cues(*gap, "that-is"), span[1])


def follows_count(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last counted members: in this sentence, or before where no spending is told."""
    last = at.told.last
    if last is None or index - last[2] > 1 or not isinstance(last[1].derivation, Count):
        return False
    return last[2] == index or not at.cues(*span, "spend", "spending", "outlay", "own-budget")


def follows_growth(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before was a growth in percent."""
    last = _before(at, span, index)
    return last is not None and isinstance(last.derivation, Growth) and last.quantity.unit == "%"


def follows_share(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before was a share of GDP."""
    last = _before(at, span, index)
    return last is not None and (last.measure or "").endswith("share_of_gdp")


def follows_level(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a share of GDP at which someone stands was told last, here or in the sentence before."""
    last = at.told.last
    if last is None or index - last[2] > 1 or at.told.stance != "reports":
        return False
    return (last[1].measure or "").endswith("share_of_gdp") and isinstance(last[1].derivation, Level)


def told_share(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a share of GDP was told a little before."""
    return at.told.share is not None and index - at.told.share <= LONGEST_CONTEXT


def told_share_here(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a share of GDP was told in this sentence."""
    return at.told.share == index


def takes_up_share(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a pronoun takes up a share of GDP told just before: "Israel spent 8.8 %. In Ukraine it was 34"."""
    last, sentence = at.told.last, at.scan.sentences[index]
    if last is None or last[2] != index - 1 or at.cued(index).keys().isdisjoint(("it-is", "it-alone")):
        return False
    shared = (last[1].measure or "").endswith("share_of_gdp") and isinstance(last[1].derivation, Level)
    return shared and bool(at.cues(sentence.start, span[1], "it-is", "it-alone"))


def follows_personnel(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a number of soldiers was told in this sentence."""
    last = at.told.last
    return last is not None and last[2] == index and last[1].measure == "armed_forces_personnel"


def follows_things(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before counted people or things that no series has."""
    last = at.told.last
    return (
        _before(at, span, index) is not None
        and last is not None
        and last[0].kind in THINGS
        and (last[1].measure is None)
    )


def goes_on_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report about aid told some a little before."""
    return at.topic.about_aid and at.told.aid is not None


def follows_points(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether points of a share are told before, in the same sentence."""
    return any(a.kind == "point" and a.end <= span[1] for a in at.amounts_in(at.scan.sentences[index]))


def equals_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a sentence says what the aid told in the one before comes to: "That equals 0.1 % of GDP"."""
    start, told = at.scan.sentences[index].start, at.told.aid
    return told is not None and index - told[0] == 1 and bool(at.cues(start, start + 1, "equals-told"))


def is_about_exports(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about arms that are sold abroad."""
    return at.topic.about_exports


def is_about_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about aid."""
    return at.topic.about_aid


def goes_on_spending(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about spending on defence."""
    return at.topic.about_spending and not at.topic.about_aid


def takes_up_spending(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a pronoun goes on about the spending told before: "Outlays rose. They now stand at 88 billion"."""
    cuts, last = at.scan.sentences, at.told.last
    start, before = cuts[index].start, cuts[max(0, index - 1)]
    if not index or before.paragraph != cuts[index].paragraph:
        return False
    opened = at.scan.index.within(start, start + 1, "pronoun") or at.cues(
        start, start + 1, "theirs", "it-alone"
    )
    if not opened or at.names(start, start + NEAR):
        return False
    told = last is not None and last[2] == index - 1
    if told and last is not None:
        return (last[1].measure or "").endswith("_expenditure") and isinstance(last[1].derivation, Growth)
    turned = at.cues(before.start, before.end, "growth", "decline")
    return bool(turned and at.cues(before.start, before.end, "spending"))


def points_to_spending(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a sentence points back to what is spent, told just before: "… 2.7 % of GDP. That is 9 bn more"."""
    last, start = at.told.last, at.scan.sentences[index].start
    if last is None or last[2] != index - 1 or not at.cues(start, start + 1, "points-back"):
        return False
    return (last[1].measure or "").startswith("defence_expenditure")


def goes_on_counting(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about what an institute counts as spent."""
    return at.topic.counter is not None and not at.topic.about_arms and not at.topic.about_aid


def goes_on_arms(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about who buys arms where."""
    if at.topic.about_arms and at.told.arms is None:
        return bool(at.cues(span[0], span[1], "purchases", "supplies-them"))
    return at.topic.about_arms


def goes_on_votes(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about who votes with whom, or told so a little before."""
    near = at.scan.sentences[max(0, index - NEAR_SENTENCES) : index]
    last = at.told.last
    told = last is not None and index - last[2] <= NEAR_SENTENCES and last[1].measure == "un_vote_agreement"
    return told or at.topic.about_votes or any("un-votes" in at.cued_at(cut) for cut in near)


def follows_arms(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last, here or in the sentence before, was a share of the arms that one buys."""
    last = at.told.last
    return last is not None and index - last[2] <= 1 and last[1].measure == "arms_transfers"


def follows_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the sum told last, here or in the sentence before, was aid: "Europeans are spending 100 billion"."""
    told = at.told.sum
    return told is not None and index - told[2] <= 1 and (told[1].measure or "").startswith("aid_")


def follows_given(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether aid was told a little before, and a sentence names no spending: "By March it was 138 billion"."""
    told, given = at.told.sum, at.told.aid
    pledged = told is not None and index - told[2] <= AGO and (told[1].measure or "").startswith("aid_")
    if not pledged and (given is None or index - given[0] > AGO):
        return False
    return not at.has((sentence.start, sentence.end), _SPENT)


def follows_alliance(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last was what the alliance spends, or someone's part of it."""
    last = at.told.last
    if _told_share_of(at, at.table.alliance, index):
        return True
    if last is None or index - last[2] > 1 or last[1].subject is None:
        return False
    return at.table.is_part(last[1].subject) and (last[1].measure or "").endswith("_expenditure")


def _told_share_of(at: Context, whole: str, index: int) -> bool:
    """Tell whether someone's part of what a group spends was told last, here or in the sentence before."""
    told = at.told.shared
    return told is not None and told[1] == whole and index - told[0] <= 1


def shares_world(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether someone's part of what all the world spends was told last, here or in the sentence before."""
    last = at.told.last
    # a group's own part of it, of which the next may be a part in its turn
    of_group = last is not None and last[1].subject in alliances.groups().keys() - {at.table.total}
    return _told_share_of(at, at.table.total, index) and not of_group


def follows_world(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last, here or just before, was what all the world spends."""
    last = at.told.last
    if last is None or index - last[2] > 1 or not isinstance(last[1].derivation, Level):
        return False
    return last[1].subject == at.table.total and last[1].measure == "military_expenditure"


def follows_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the sum told last, here or in the sentence before, was what a member spends on its defence."""
    told = at.told.sum
    if told is None or index - told[2] > 1 or not isinstance(told[1].derivation, Level):
        return False
    who, end = told[1].subject, told[0].end
    if any(m.value != who for m in at.names(max(end, at.scan.sentences[index].start), span[1])):
        return False  # "Italy spends 45 billion and the Baltic three a fifth of that"
    return told[1].measure == "defence_expenditure" and who in alliances.countries()


def told_of_state(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a paragraph told last of all that a state spends, and of no part of it for its forces."""
    cuts = at.scan.sentences
    for n in range(index, max(-1, index - LONGEST_CONTEXT), -1):
        if cuts[n].paragraph != cuts[index].paragraph:
            return False
        cued = at.cued(n)
        if "spending" in cued or "military" in cued:
            return False
        if "state-spending" in cued:
            return True
    return False


def _before(at: Context, span: tuple[int, int], index: int) -> Figure | None:
    """Return the figure told last, if it stands right before the span."""
    last = at.told.last
    near = last is not None and last[2] == index and -NEAR <= span[0] - last[0].end <= NEAR
    return last[1] if near and last is not None else None
