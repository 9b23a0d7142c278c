"""A language code in, a pattern of the days that it names out: "Tuesday", "3 April"."""

from __future__ import annotations

import re
from functools import cache

from foedus.text.lexicon import language


@cache
def days(code: str) -> re.Pattern[str] | None:
    """Return a pattern of the days that a language names: "Tuesday", "3 April", "April 3"."""
    tables = language(code).tables["dates"]
    days, months = (
        "|".join(name for names in tables.get(kind, {}).values() for name in names)
        for kind in ("weekday", "month")
    )
    if not days or not months:
        return None
    return re.compile(
        rf"(?<![^\W_])(?:(?i:{days})|\d{{1,2}}(?:er|st|nd|rd|th|\.)? (?i:{months})(?![^\W_])"
        rf"|(?i:{months}) \d{{1,2}}(?!\d))"
    )
