"""A text in, its marks that no sentence has out: of Markdown, notes, paragraphs, hashtags, agencies; signs unseen.

Each is told with what is read in its place, mostly nothing: "spent **4.1 %**[2] of its GDP" is read like "spent 4.1 %
of its GDP".
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from foedus.text.edits import Edit

_ANY = re.compile(
    '[\u00ad\u200b-\u200d\u2060\ufeff\ufb00-\ufb06\u0300-\u036f*_#>\\[&¹²³⁰-⁹•▪◦‣●■►§]|[.!?»”"][ \u00a0]\\(|(?:^|\n)\\('
)
_MARKS = re.compile(
    r"""
    [\u00ad\u200b-\u200d\u2060\ufeff]+                                  # signs unseen
  | (?P<joined>[\ufb00-\ufb06])                                          # ligatures of a PDF
  | (?P<composed>[^\W\d_][\u0300-\u036f]+)                               # a letter and its accent
  | !\[[^\]\n]{0,200}\]\([^()\s]{1,500}\)                                # a picture
  | \[(?=[^\[\]\n]{1,200}\]\((?:https?:|mailto:|/|\#|\w+\.)[^()\s]{0,500}\))
  | \]\((?:https?:|mailto:|/|\#|\w+\.)[^()\s]{0,500}\)                # a link, behind its words
  | (?<=[\w.,;:!?%"»”)\]*])\[(?:\d{1,3}|[a-z]|(?:note|Note)\ \d{1,3}|citation\ needed|réf\.\ (?:souhaitée|nécessaire))\]
  | (?<=[^\W\d_]{3})[¹²³⁰-⁹]+ | (?<=[.,;»”"%)])[¹²³⁰-⁹]+                  # "km²" is none
  | \*{2,3} | (?<![\w*])\*(?=[^\s*]) | (?<=[^\s*])\*(?![\w*])
  | (?<![\w_])_{1,3}(?=[^\s_]) | (?<=[^\s_])_{1,3}(?![\w_])
  | (?<![\w\#&/])\#(?=[^\W\d_]) | ^\#{1,6}[ ]+
  | ^(?:>[ ]?)+ | ^[ \t]*[•▪◦‣●■►*][ \t]+
  | ^(?:\(\d{1,3}\)|§[ \u00a0]?\d{1,3}\.?)[ \u00a0]+(?=[^\W\d_]|[«“„"])    # of a paragraph: "(3) Allies have"
  | (?P<entity>&(?:\#\d{1,6}|\#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});)
  | (?<=[.!?»”"])[ \u00a0]\([A-Z]{2,6}(?:/[A-Z]{2,6})?\)(?=\s*$)          # of an agency
    """,
    re.VERBOSE | re.MULTILINE,
)


def marks(text: str) -> Iterator[Edit]:
    """Yield the marks of a text in order.

    >>> list(marks("spent **4 %** on #NATO"))
    [(6, 8, ''), (11, 13, ''), (17, 18, '')]
    """
    if _ANY.search(text) is None:
        return
    for mark in _MARKS.finditer(text):
        told, other = mark[0], ""
        if mark["joined"] or mark["composed"]:
            other = unicodedata.normalize("NFKC" if mark["joined"] else "NFC", told)
        elif mark["entity"] and (other := html.unescape(told)) == told:
            continue
        yield mark.start(), mark.end(), other
