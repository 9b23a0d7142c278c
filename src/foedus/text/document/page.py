"""An HTML page in; its article with title, day, publisher, language and address out.

The article is found by trafilatura. A page of more elements than any article has is read paragraph by
paragraph, in time linear in its length.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any, Final

from foedus.model import Struct
from foedus.text.document.decode import NotText
from foedus.text.document.tree import flow, put_as_read

_MANY_ELEMENTS: Final = 15_000
_BLOCKS: Final = ("h1", "h2", "h3", "p", "li", "blockquote", "td")
_WORDS: Final = 5
_STOPS: Final = (".", "!", "?", "…")
_CLOSING: Final = "»”\"’')] \u00a0\u202f\t"
_EDGE: Final = _CLOSING + "«“„‘.,;:!?… -–—>"
_SET_APART: Final = 300  # characters of what is told once more beside a report
_EDGES: Final = re.compile(r"[ \t]*\n[ \t]*")
# Only what the page itself says is a day: htmldate's own guessing is off, and no clock enters.
_DAYS: Final = {"extensive_search": False, "original_date": True, "max_date": "2200-01-01"}


class Article(Struct, frozen=True, kw_only=True):
    """The article of a page, and what the page says of it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    lang: str | None = None
    url: str | None = None


def read_page(html: str, url: str | None = None) -> Article:
    """Return the article of a page; raises NotText where the page holds none."""
    from trafilatura import load_html

    tree = load_html(_legible(html))
    if tree is None:
        raise NotText("an HTML page without an article")
    flow(tree)
    many = sum(1 for _ in tree.iter()) > _MANY_ELEMENTS
    if not many:
        put_as_read(tree)
    found = _extract(tree, url, many=many)
    text = _once(_EDGES.sub("\n", found.text or "").strip()) if found is not None and not many else ""
    text = text or _paragraphs(tree)
    if not any(_is_sentence(line) for line in text.splitlines()):
        raise NotText("an HTML page without an article")
    return Article(
        text=text,
        title=found.title if found is not None else None,
        publisher=found.sitename if found is not None else None,
        published=_day(found.date) if found is not None else None,
        lang=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        url=found.url if found is not None else url,
    )


def _legible(html: str) -> str:
    # libxml2 stops at a nought and refuses a str that declares its bytes.
    html = html.replace("\x00", "")
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html)


def _extract(tree: Any, url: str | None, *, many: bool) -> Any:
    from trafilatura import bare_extraction
    from trafilatura.metadata import extract_metadata

    if many:
        return extract_metadata(tree, default_url=url, date_config=dict(_DAYS))
    return bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DAYS)
    )


def _paragraphs(tree: Any) -> str:
    for part in list(tree.iter("script", "style", "nav", "footer", "aside")):
        part.drop_tree()
    texts = (" ".join(block.text_content().split()) for block in tree.iter(*_BLOCKS))
    return "\n".join(text for text in texts if text)


def _once(text: str) -> str:
    r"""Return a text without the lines that stand in another one too, as what is set apart from a report does.

    >>> _once("“We will spend 4.7 percent”\nHe said: “We will spend 4.7 percent,” and went.\nSo it is.")
    'He said: “We will spend 4.7 percent,” and went.\nSo it is.'
    """
    lines = [(line, line.strip(_EDGE)) for line in text.splitlines()]
    alike = Counter(told for _, told in lines)
    kept: dict[str, str] = {}
    for n, (line, told) in enumerate(lines):
        apart = len(told) <= _SET_APART and len(told.split(maxsplit=_WORDS)) >= _WORDS and "|" not in told
        if not apart or (told not in kept and text.count(told) == alike[told]):
            kept[told if apart else str(n)] = line
    return "\n".join(kept.values())


def _is_sentence(line: str) -> bool:
    """Say whether a line ends like a sentence and is long enough for one: menus and captions are not.

    >>> _is_sentence("Rubriques et services"), _is_sentence("« La France est à deux pour cent. »")
    (False, True)
    """
    return line.rstrip(_CLOSING)[-1:] in _STOPS and len(line.split(maxsplit=_WORDS)) >= _WORDS


def _day(written: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
