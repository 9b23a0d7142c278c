"""A rule of a language, as its tables write it: what it reads, what it makes of that, and its own proof."""

from __future__ import annotations

import msgspec


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pattern, the production it yields, and its own proof: what it must read and what it must leave alone."""

    name: str
    pattern: str
    yields: str
    reads: list[list[str]] = []
    ignores: list[str] = []
