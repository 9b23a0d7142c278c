"""A dossier as Web Annotations: each stands on its words, says what is known, and is read by others."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from linked_data import faults, graph, lost
from rdflib import Namespace
from sample_dossiers import french

from foedus.dossiers import dossier
from foedus.model import Document, Dossier, Position, Span, Statement
from foedus.render.annotations import to_annotations
from foedus.render.reviews import Review, text_name
from foedus.text.document import Details, load

EXAMPLE = Path(__file__).parent.parent / "examples" / "le-lac-ministres-de-la-defense.txt"
OA = Namespace("http://www.w3.org/ns/oa#")
REVIEW = Review(name="The Estuary Ledger", url="https://example.org", day=dt.date(2025, 4, 4))


@cache
def samples() -> tuple[Dossier, ...]:
    return french(), dossier(load(str(EXAMPLE), Details(published=dt.date(2025, 2, 13))))


def items(found: Dossier, review: Review | None = None) -> list[dict[str, Any]]:
    collection = to_annotations(found, "en", review)
    listed: list[dict[str, Any]] = collection["first"]["items"]
    assert collection["total"] == len(listed)
    return listed


@pytest.mark.parametrize("number", range(2))
def test_the_collection_conforms_to_the_model(number: int) -> None:
    """An independent processor reads each annotation, and finds all that the model demands."""
    document = to_annotations(samples()[number], "en", REVIEW)
    assert faults(graph(document), "annotation.shapes.ttl") == ""
    assert lost(document) == set()
    found = list(graph(document).subjects(None, OA.Annotation))
    assert len(found) == len(samples()[number].statements)


@pytest.mark.parametrize("number", range(2))
def test_each_selector_finds_its_quote(number: int) -> None:
    """Both selectors give the words of the statement; the quote with what stands around it is found in the text."""
    found = samples()[number]
    for item, statement in zip(items(found), found.statements, strict=True):
        quote, position = item["target"]["selector"]
        assert found.document.text[position["start"] : position["end"]] == quote["exact"] == statement.quote
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in found.document.text


def test_what_was_checked_is_assessed_and_the_rest_described() -> None:
    found = samples()[1]
    checked = {check.statement for check in found.checks}
    asked = {each.id for each in found.statements if each.stance in ("pledges", "demands")}
    for item, statement in zip(items(found), found.statements, strict=True):
        assessed = statement.id in checked - asked
        assert item["motivation"] == ("assessing" if assessed else "describing")
        assert [body["purpose"] for body in item["body"]] == (
            ["tagging", "assessing"] if assessed else ["describing"]
        )


def test_the_body_has_verdict_and_answer() -> None:
    tag, answer = next(item["body"] for item in items(samples()[1]) if item["motivation"] == "assessing")
    assert tag["value"] == "holds"
    assert answer["value"].startswith("Holds. This is correct. NATO’s tables give 17.95%")
    assert answer["language"] == "en"


def test_without_an_address_the_text_is_named_by_its_hash() -> None:
    found = samples()[1]
    assert {item["target"]["source"] for item in items(found)} == {text_name(found.document)}
    document = msgspec.structs.replace(found.document, url="https://example.org/report")
    located = msgspec.structs.replace(found, document=document)
    assert {item["target"]["source"] for item in items(located)} == {"https://example.org/report"}


def test_the_creator_is_named_only_where_somebody_is() -> None:
    first = items(samples()[1], REVIEW)[0]
    assert first["creator"] == {
        "type": "Organization",
        "name": "The Estuary Ledger",
        "homepage": "https://example.org",
    }
    assert first["created"] == "2025-04-04T00:00:00Z"
    assert {"creator", "created"} & set(items(samples()[1])[0]) == set()


def test_lone_surrogates_and_odd_characters_can_be_encoded() -> None:
    text = "a\ud800\u202e\x00 said 𝟗 </script> z"
    statement = Statement(
        id="1",
        quote=text[1:12],
        span=Span(start=1, end=12),
        content=Position(topic=None, text=text),
        speaker="\ud800",
    )
    found = Dossier(document=Document(id="\ud800", text=text), statements=[statement], checks=[])
    document = to_annotations(found, "en")
    assert msgspec.json.encode(document)
    assert faults(graph(document), "annotation.shapes.ttl") == ""
    quote, position = document["first"]["items"][0]["target"]["selector"]
    assert (position["start"], position["end"]) == (1, 12)
    assert quote["exact"] == "\ufffd\u202e\x00 said 𝟗 "


def test_an_empty_dossier_is_an_empty_collection() -> None:
    found = Dossier(document=Document(id="1", text="Nothing."), statements=[], checks=[])
    document = to_annotations(found, "en")
    assert document["total"] == 0
    assert "first" not in document
    assert faults(graph(document), "annotation.shapes.ttl") == ""
