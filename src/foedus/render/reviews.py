"""Who publishes a review goes in, with statements and addresses; the agents and identifiers of linked data come out.

Everything that is named is named by a hash of what it is: the same dossier gives the same identifiers anywhere.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from msgspec import Struct

from foedus.model import Document, Dossier, Figure, Statement, digest
from foedus.render import answers
from foedus.render.cards import Card, Pile
from foedus.render.names import UNNAMED, names
from foedus.render.plain import line
from foedus.render.tallied import scope, strongest, tallied
from foedus.render.wording import Wording

Node = dict[str, Any]

# What an address may hold as it is; the rest is written in per cent, so that it is an IRI to every reader.
_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"
_ANSWERED = ("holds", "depends", "fails", "unknown", "denied")


class Review(Struct, frozen=True, kw_only=True):
    """Who publishes the review of a report, where and when; what is not known is left out of what is written."""

    name: str | None = None
    url: str | None = None
    page: str | None = None
    day: dt.date | None = None


def reviewed(dossier: Dossier) -> list[Card]:
    """Return the cards of what was checked, in text order: promises are followed, not judged."""
    return [card for card in Pile(dossier).cards if card.then is not None and card.sort in _ANSWERED]


def told(card: Card, dossier: Dossier, say: Wording) -> str:
    """Return the answer, what is known now, and what stands beside it: who was counted, what the series leaves out."""
    content, reading = card.statement.content, strongest(card.then)
    beside = []
    if isinstance(content, Figure) and reading is not None:
        measured = dossier.measures.get(reading.definition.measure)
        beside = [*tallied(reading, content, say), *scope(measured, say)]
    rows = [f"{say.colon(label, text.rstrip('.'))}." for label, text in beside]
    sentences = [answers.summary(card, say), answers.known_now(card, say), *rows, *answers.doubts(card, say)]
    return " ".join(filter(None, sentences))


# --- agents ---------------------------------------------------------------------------------------------------------


def claimant(statement: Statement, document: Document, say: Wording) -> Node | None:
    """Return who makes a claim: a person, or an organisation where a country, a group or an institution speaks.

    The outlet itself speaks where nobody else does; None where it is not known.
    """
    name = statement.speaker
    if name is None:
        return organisation(document.publisher)
    if name.endswith(UNNAMED):
        return {"@type": "Person", "name": say.speaker(statement)}
    if names(say.lang).is_body(name):
        return {"@type": "Organization", "name": line(say.subject(name))}
    return {"@type": "Person", "name": line(name)}


def organisation(name: str | None, url: str | None = None) -> Node | None:
    """Return an organisation; None without a name.

    >>> organisation("The Estuary Ledger", "no address")
    {'@type': 'Organization', 'name': 'The Estuary Ledger'}
    """
    if not name or not line(name):
        return None
    return known({"@type": "Organization", "name": line(name), "url": address(url)})


def software() -> str:
    """Return the name of this program with its version."""
    from importlib.metadata import PackageNotFoundError, version  # takes longer to import than to ask

    try:
        return f"foedus {version('foedus')}"
    except PackageNotFoundError:  # run from a folder that was never installed
        return "foedus"


# --- identifiers ----------------------------------------------------------------------------------------------------


def urn(kind: str, *parts: object) -> str:
    """Return the identifier of a thing of ours: a UUID made of a hash of what it is.

    >>> urn("check", "a", 1) == urn("check", "a", 1) != urn("reading", "a", 1)
    True
    """
    return uuid.uuid5(uuid.NAMESPACE_OID, f"foedus {digest(kind, *parts)}").urn


def by_hash(sha256: str) -> str:
    """Return the RFC 6920 name of a file, made of its SHA-256 alone.

    >>> by_hash("7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069")
    'ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk'
    """
    encoded = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{encoded}"


def text_name(document: Document) -> str:
    """Return the name of a report's text, made of its bytes in UTF-8."""
    return by_hash(hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest())


def address(url: str | None) -> str | None:
    """Return the address of a page on the web as an IRI; None for anything else.

    >>> address("https://example.org/a b?c=é"), address("file:///etc/passwd"), address("javascript:alert(1)")
    ('https://example.org/a%20b?c=%C3%A9', None, None)
    """
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return quote(str(url).strip(), safe=_IN_ADDRESSES, errors="replace")


def known(node: Mapping[str, Any]) -> Node:
    """Return a node without what is not known.

    >>> known({"name": "a", "url": None, "about": []})
    {'name': 'a'}
    """
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
