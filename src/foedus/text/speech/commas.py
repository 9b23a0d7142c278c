"""The commas and signs that part clauses, as patterns: none of them stands before a digit, as in "3,5 %"."""

from __future__ import annotations

import re

COMMA = re.compile(r",(?!\d)")
PAUSE = re.compile(r"[,;:](?!\d)")
