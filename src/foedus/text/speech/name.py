"""Whom a chain of mentions means where it stands in a text, and how a name looks that no list knows."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from foedus.text.particles import Grammar

Kind = Literal["person", "government", "organisation", "group", "role", "pronoun"]
SPEAKERS: tuple[Kind, ...] = ("person", "government", "organisation")  # who can say what is told
HOUSES: tuple[Kind, ...] = ("government", "organisation")
BREAK = re.compile(r"[^\w\s'’\-–]")  # a sign that no name goes on behind
SECOND = re.compile(r" [A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?(?![\w-])")  # a word that a name goes on with


class Name(NamedTuple):
    """Who a chain of mentions means, before its place in the sentence is looked at."""

    start: int
    end: int
    name: str | None
    country: str | None
    kind: Kind
    gender: str | None = None


@cache
def stranger(words: Grammar) -> re.Pattern[str]:
    """Return a pattern of a name of two words or more that no list knows."""
    particles = "|".join(sorted(words.listed("particles")))
    # "van der X", but "X der Agentur": an article is part of a name only behind another particle
    alone = "|".join(sorted(words.listed("particles") - words.listed("articles")))
    capital = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŘŚŞŠŤŪŮŰŲŹŻŽ][\w'’-]{1,30}"
    return re.compile(
        rf",? (?P<name>{capital}(?: [A-ZÀ-Þ](?=[ .])[.]?)?(?: (?:(?:{alone}) (?:(?:{particles}) )?)?{capital}){{1,3}})"
    )
