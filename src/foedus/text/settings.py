"""What a language says of itself in one of its tables in, the lists and patterns of these `settings` out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

UNWRITTEN = re.compile(r"(?!)")  # the pattern of what a language does not say: it matches nothing


class Patterns(dict[str, re.Pattern[str]]):
    """The patterns among some settings, each compiled when it is first asked for: a look-up and no call thereafter.

    >>> told = Patterns({"back": "(?:That|This) is what"})
    >>> told["back"].match("This is what is said") is not None, told["pointed"] is UNWRITTEN
    (True, True)
    >>> Patterns({"back": ["That", "This is"]})["back"].pattern
    '\\\\b(?:That|This is)'
    """

    def __init__(self, written: Mapping[str, Any]) -> None:
        super().__init__()
        self._written = written

    def __missing__(self, key: str) -> re.Pattern[str]:
        """Compile a pattern."""
        written = _whole(self._written.get(key))
        self[key] = re.compile(written) if written else UNWRITTEN
        return self[key]


class Settings:
    """The settings of one table of a language."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        self.written, self.patterns = written, Patterns(written)
        self._shaped: dict[tuple[str, str], re.Pattern[str]] = {}

    def get(self, key: str, otherwise: Any = None) -> Any:
        """Return a setting as it is written."""
        return self.written.get(key, otherwise)

    def shaped(self, key: str, shape: str) -> re.Pattern[str]:
        """Return the pattern of a setting with what must stand around it, compiled once.

        >>> Settings({"back": "That is what"}).shaped("back", "^{} ").pattern
        '^That is what '
        """
        if (key, shape) not in self._shaped:
            written = self.written.get(key)
            self._shaped[key, shape] = re.compile(shape.replace("{}", written)) if written else UNWRITTEN
        return self._shaped[key, shape]


def _whole(written: Any) -> Any:
    """Return a pattern; of a list, that of any of the words in it."""
    return rf"\b(?:{'|'.join(written)})" if isinstance(written, list) else written
