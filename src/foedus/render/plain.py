"""Untrusted text in; the same text out with nothing in it that could steer a terminal or turn a line around."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROLS = {n: chr(0x2400 + n) for n in range(0x20) if n not in (0x09, 0x0A)}
_C1 = dict.fromkeys([0x7F, *range(0x80, 0xA0)], "\N{REPLACEMENT CHARACTER}")
_STEERING: dict[int, str | None] = {
    **_BIDI,
    **_CONTROLS,
    **_C1,
    0x0D: None,
    0x2028: " ",
    0x2029: " ",
    0xFEFF: None,
}
_SURROGATE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """Return text without bidirectional overrides, with control characters made visible and no lone surrogate.

    >>> safe("a\\x1b[31mb\\u202ec\\ud800")
    'a␛[31mbc\ufffd'
    """
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text.translate(_STEERING))


def whole(text: str) -> str:
    """Return text as it is, but for lone surrogates and what is no character, which UTF-8 or a reader would refuse.

    >>> whole("a\\u202e\\n\\ud800") == "a\\u202e\\n\\ufffd"
    True
    """
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def line(text: str) -> str:
    """Return safe text on one line, runs of white space as one space; a no-break space stays what it is."""
    return re.sub(r"[ \t\n\f\v]+", " ", safe(text)).strip(" ")


def breadth(text: str) -> int:
    """Count the columns that text takes in a terminal: none for combining marks, two for wide characters."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@cache
def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cc", "Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clipped(text: str, columns: int) -> str:
    """Shorten text to a number of columns, with an ellipsis where something was left out.

    >>> clipped("abcdef", 4), clipped("abc", 4)
    ('abc…', 'abc')
    """
    if breadth(text) <= columns:
        return text
    kept, used = [], 0
    for char in text:
        used += _columns(char)
        if used > columns - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def folded(text: str, columns: int) -> list[str]:
    """Fold text into lines of at most so many columns, at ordinary spaces; a longer word is cut.

    >>> folded("one two three", 7)
    ['one two', 'three']
    """
    lines, current = [], ""
    for word in text.split(" "):
        candidate = f"{current} {word}" if current else word
        if breadth(candidate) <= columns:
            current = candidate
            continue
        if current:
            lines.append(current)
        *full, current = _pieces(word, columns)
        lines.extend(full)
    return [*lines, current] if current or not lines else lines


def _pieces(word: str, columns: int) -> list[str]:
    pieces, current, used = [], "", 0
    for char in word:
        if used + _columns(char) > max(columns, 2):
            pieces.append(current)
            current, used = "", 0
        current += char
        used += _columns(char)
    return [*pieces, current]
