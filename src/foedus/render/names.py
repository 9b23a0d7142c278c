"""Codes and canonical names in; the names that a language shows for them out, from `lang/*/{phrases,names}.toml`."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

from foedus.lang import words

UNNAMED = " (unnamed)"
_BODIES = ("countries", "groups", "regions", "organisations")
_LISTS = (*_BODIES, "topics")


@cache
def names(lang: str) -> Names:
    """Return the names of a language."""
    return Names(lang)


class Names:
    """Looks names up; what has none is shown as it is.

    >>> names("fr").of("DEU"), names("fr").speaking("DEU"), names("en").of("nowhere")
    ('Allemagne', 'l’Allemagne', 'nowhere')
    """

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._phrases: dict[str, Any] = words(lang, "phrases")

    def of(self, code: str) -> str:
        """Return the name of a country, group, organisation, topic or place."""
        own = self._phrases.get("subject", {}).get(code)
        return str(own) if own else self._known.get(code, code)

    def speaking(self, code: str) -> str:
        """Return the name as the subject of a sentence, with the article that the language sets before it."""
        own = self._phrases.get("speaking", {}).get(code)
        if own:
            return str(own)
        article = self._tables.get("articles", {}).get(code, "").replace("'", "’")
        return f"{article}{'' if article.endswith('’') or not article else ' '}{self.of(code)}"

    def is_body(self, name: str) -> bool:
        """Say whether a name is that of a country, a group or an institution: whoever else speaks is a person."""
        return any(name in self._tables.get(table, {}) for table in _BODIES)

    def role(self, name: str) -> str:
        """Return the role of a speaker without a name, in the words of this language where it has them."""
        return self._roles.get(name, name)

    @cached_property
    def _tables(self) -> dict[str, Any]:
        return words(self._lang, "names")

    @cached_property
    def _known(self) -> dict[str, str]:
        """The first phrase that stands for each code: the tables list the usual one first."""
        known: dict[str, str] = {}
        for table in _LISTS:
            for code, phrases in self._tables.get(table, {}).items():
                known.setdefault(code, phrases[0].replace("'", "’"))
        for phrase, place in self._tables.get("places", {}).items():
            known.setdefault(place["id"], phrase)
        return known

    @cached_property
    def _roles(self) -> dict[str, str]:
        roles: dict[str, str] = {}
        for phrase, canonical in self._tables.get("roles", {}).items():
            roles.setdefault(canonical, phrase.replace("'", "’"))
        return roles
