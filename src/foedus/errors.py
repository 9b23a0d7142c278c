"""Faults of ours or of the caller; what a text or the world leaves unclear is a `Doubt`, never an exception.

FoedusError
├── DocumentError  a report cannot be read (place, what was found, what would be valid)
├── FetchError     a URL cannot be fetched (URL, reason, what to do)
├── SourceError    an official file is not what its source.toml says (source, edition, place)
├── RuleError      one of our data files is wrong (file, field path)
├── UnknownName    a name that nothing here knows (given, nearest, all)
└── LedgerError    the store of official figures is missing, damaged or locked
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class FoedusError(Exception):
    """Base of every error that foedus raises on purpose; its text is one line fit for a user."""


class DocumentError(FoedusError):
    """A report cannot be read."""


class FetchError(FoedusError):
    """What is behind a URL cannot be had."""


class SourceError(FoedusError):
    """An official file is not what its description says."""


class RuleError(FoedusError):
    """A data file of ours is wrong; the message names the file and the field."""


class LedgerError(FoedusError):
    """The ledger is missing, damaged or cannot be written."""


class UnknownName(FoedusError):  # noqa: N818 - it reads as a sentence: "unknown name: …"
    """A name that is not known, with the nearest known ones.

    >>> str(UnknownName("measure", "defense_expenditure", ["defence_expenditure", "equipment_share"]))
    "unknown measure 'defense_expenditure'; nearest: defence_expenditure"
    """

    def __init__(self, kind: str, given: str, known: Iterable[str]) -> None:
        self.kind, self.given, self.known = kind, given, sorted(known)
        self.nearest = get_close_matches(given, self.known, n=3, cutoff=0.5)
        hint = f"nearest: {', '.join(self.nearest)}" if self.nearest else f"known: {', '.join(self.known)}"
        super().__init__(f"unknown {kind} {given!r}; {hint}")
