"""A year told as a budget year in, the two calendar years it lies in out, where the country's begins within one."""

from __future__ import annotations

from foedus.model import Period
from foedus.text.figures.context import Context
from foedus.text.sentences import Sentence


def of_budget_year(at: Context, who: str | None, period: Period | None, sentence: Sentence) -> Period | None:
    """Return the budget year of a country for a year that the sentence only names so: "this fiscal year"."""
    month = at.table.budget_years.get(who or "")
    if month is None or at.today is None or period is None or not period.text.isdigit():
        return period
    told = at.scan.language.settings["measures"].patterns["budget_year"]
    named = [t for t in at.times_in(sentence.start, sentence.end) if t.first == period.text]
    if not named or not all(told.fullmatch(at.scan.text, t.start, t.end) for t in named):
        return period
    begun = int(period.text) - (at.today.month < month)
    return Period(f"{begun}/{begun + 1}")
