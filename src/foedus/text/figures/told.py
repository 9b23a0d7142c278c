"""What earlier figures of a text leave for later ones."""

from __future__ import annotations

from decimal import Decimal

from foedus.model import Figure, Period, Stance
from foedus.text.amounts.amount import Amount


class Told:
    """What earlier figures of the text leave for later ones: their subject, currency, threshold and place."""

    def __init__(self) -> None:
        self.subject: str | None = None
        self.last: tuple[Amount, Figure, int] | None = None
        self.earlier: tuple[Amount, Figure, int] | None = None  # the one before it
        # whose the same was told before the last, and in which sentence
        self.rival: tuple[str | None, int] = (None, -1)
        self.stance: Stance = "reports"  # of the figure told last
        self.money: tuple[str | None, int] = (None, -1)  # the currency and the sentence that told it
        self.sentence = -1
        self.share: int | None = None
        self.shared: tuple[int, str] | None = (
            None  # in which sentence someone's part of what the alliance spends was told last
        )
        self.counted: tuple[int, int] | None = None  # where members were counted last, and in which sentence
        self.times: tuple[str, int] | None = None  # who was told last to have so many times what another has
        self.gap: tuple[int, str, str] | None = None  # in which sentence whom was told to differ from whom
        self.counter: tuple[int, str] | None = None  # where an institute was named last for what it counts
        self.frame: tuple[int, Period] | None = None  # the year that the text goes on with, and where told
        self.frame_ours = False  # whether that year is of what a series measures
        self.then: tuple[int, Period] | None = None  # the year told last, and carried on in the past tense
        self.then_ours = False  # whether that was told of what a series measures
        self.period: Period | None = None  # of the last figure that is not what another is set against
        self.sum: tuple[Amount, Figure, int] | None = None  # the sum of money told last
        self.hundred = -1  # the sentence that tells how many of every hundred
        self.set_against = False  # whether the last figure is
        self.arms: Period | None = None  # over which years arms were told to be bought
        # between which two spans of years trade in arms was told to change, and in which sentence
        self.trade: tuple[int, str, Period] | None = None
        # where aid was told last, its measure, months and kind; and the months of all that was given, as told last
        self.aid: tuple[int, str, Period | None, list[str]] | None = None
        self.whole: Period | None = None
        self.stages: dict[int, str] = {}  # by paragraph: the measure by which aid was counted in it last
        self.due: tuple[int, Decimal, Period] | None = None  # a percentage that is due: where, how much, when
        # the figures of sums of money by what they are, the last ones only: "the 13.4 billion figure" is one of them
        self.sums: dict[tuple[Decimal | None, Decimal | None, str | None], Figure] = {}

    def counting(self, paragraph: int) -> str:
        """Return the stage of aid that a report goes on with: that of this paragraph, else the one it began with."""
        return self.stages.get(paragraph) or next(iter(self.stages.values()), "aid_allocated")
