"""Linked data for the tests: an independent JSON-LD processor with contexts of our own making, shapes, vocabularies.

The contexts of schema.org and of the Web Annotation model are far away; what these tests need of them is in
`tests/standards/`, written by hand from the specifications: a term that is missing there is lost, and a test counts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyshacl
from pyld import jsonld
from rdflib import Graph

STANDARDS = Path(__file__).parent / "standards"
CONTEXTS = {
    "https://schema.org": "schema.context.json",
    "http://www.w3.org/ns/anno.jsonld": "anno.context.json",
}


def _load(url: str, _: Any) -> dict[str, Any]:
    """Give the contexts that are here; anything else would be a call to the network."""
    document = json.loads((STANDARDS / CONTEXTS[url]).read_text(encoding="utf-8"))
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
        "contentType": "application/ld+json",
    }


def graph(document: Any) -> Graph:
    """Read JSON-LD as a graph of RDF."""
    quads = jsonld.to_rdf(document, {"documentLoader": _load, "format": "application/n-quads", "base": ""})
    return Graph().parse(data=quads, format="nt")


def faults(found: Graph, *shapes: str) -> str:
    """Return what breaks the shapes of these files, empty where nothing does."""
    wanted = Graph()
    for name in shapes:
        wanted.parse(STANDARDS / name, format="turtle")
    conforms, _, text = pyshacl.validate(found, shacl_graph=wanted, advanced=False)
    return "" if conforms else text


def lost(document: Any) -> set[str]:
    """Return the keys of a document that its contexts know nothing of: they would be dropped without a word."""
    return {key for key in _keys(document) if not _is_known(key, document["@context"])}


def _is_known(key: str, context: Any) -> bool:
    alone = {"@context": context, "@id": "urn:example:a", key: "urn:example:b"}
    return any(len(node) > 1 for node in jsonld.expand(alone, {"documentLoader": _load}))


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in _keys(each)}
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if not key.startswith("@") and key not in ("id", "type")}
    return own | {key for name, each in value.items() if name != "@context" for key in _keys(each)}
