"""A text in; the code of its language out, told by its commonest words.

The words are data: `lang/<code>/detect.toml` for the languages that foedus reads, `lang/others.toml` for
those it can only name. A word counts the more the fewer languages share it. A text without such words is told
by its script.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any, Final

from foedus.kept import toml
from foedus.lang import ROOT, codes, words

UNKNOWN: Final = "und"
_SAMPLE: Final = 10_000
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Of a longer text at least this share of weight must be common words: a list of names is no language.
_LEAST_SHARE: Final = 0.05
_LONG: Final = 25


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, `und` where it cannot be told.

    >>> detect_language("La France consacre 2 % de son PIB à la défense."), detect_language("Rutte, 2 %")
    ('fr', 'und')
    """
    sample = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + text[len(text) // 2 :][:_SAMPLE]
    tokens = Counter(_WORD.findall(sample.replace("’", "'").lower()))
    scores: dict[str, float] = {}
    for token, times in tokens.items():
        languages = _index().get(token, ())
        for code in languages:
            scores[code] = scores.get(code, 0.0) + times / len(languages)
        for code, letters in _letters():
            if not letters.isdisjoint(token):
                scores[code] = scores.get(code, 0.0) + times / 2
    best = sorted(scores.items(), key=lambda item: -item[1])[:2]
    total = tokens.total()
    clear = bool(best) and (len(best) == 1 or best[0][1] > best[1][1])
    if clear and (total <= _LONG or best[0][1] >= _LEAST_SHARE * total):
        return best[0][0]
    return _by_script(sample)


def name(code: str, lang: str) -> str:
    """Return the name of a language in another one, the code itself where there is none.

    >>> name("pl", "en"), name("pl", "fr"), name("xx", "en")
    ('Polish', 'polonais', 'xx')
    """
    names = (
        words(code, "detect").get("name", {}) if code in codes() else _others().get(code, {}).get("name", {})
    )
    return str(names.get(lang) or next(iter(names.values()), code))


@cache
def _others() -> dict[str, Any]:
    return toml(ROOT / "others.toml")


@cache
def _index() -> dict[str, tuple[str, ...]]:
    tables = {code: words(code, "detect") for code in codes()} | _others()
    index: dict[str, list[str]] = {}
    for code, table in tables.items():
        for word in dict.fromkeys(str(table.get("words", "")).split()):
            index.setdefault(word, []).append(code)
    return {word: tuple(languages) for word, languages in index.items()}


@cache
def _letters() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the letters by which languages of one script are told apart."""
    tables = _others().items()
    return tuple((code, frozenset(table["letters"])) for code, table in tables if "letters" in table)


def _by_script(sample: str) -> str:
    letters = [ord(c) for c in sample if c.isalpha()]
    for code, table in _others().items():
        ranges = [(ord(first), ord(last)) for first, last in table.get("script", [])]
        inside = sum(1 for c in letters if any(first <= c <= last for first, last in ranges))
        if ranges and inside > len(letters) / 4:
            return code
    return UNKNOWN
