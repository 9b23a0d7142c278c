"""A dossier as ClaimReview with its provenance: what other programs read in it, and what it never says."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_data import faults, graph, lost
from rdflib import RDF, Graph, Namespace
from rdflib.term import URIRef
from sample_dossiers import french

from foedus.dossiers import dossier
from foedus.ledger import Ledger
from foedus.model import Document, Dossier, Position, Span, Statement
from foedus.render.html import to_html
from foedus.render.jsonld import claim_reviews, embedded, to_jsonld
from foedus.render.reviews import Review, by_hash
from foedus.text.document import Details, from_text, load

EXAMPLES = Path(__file__).parent.parent / "examples"
REVIEW = Review(
    name="The Estuary Ledger",
    url="https://example.org",
    page="https://example.org/checks/7#top",
    day=dt.date(2025, 4, 4),
)
PROV, SCHEMA = Namespace("http://www.w3.org/ns/prov#"), Namespace("https://schema.org/")


@cache
def example(name: str, published: str) -> Dossier:
    return dossier(load(str(EXAMPLES / name), Details(published=dt.date.fromisoformat(published))))


@cache
def samples() -> tuple[Dossier, ...]:
    return (
        french(),
        example("le-lac-ministres-de-la-defense.txt", "2025-02-13"),
        example("detroit-sommet-d-ankara.txt", "2026-07-09"),
    )


@cache
def read(number: int) -> Graph:
    return graph(to_jsonld(samples()[number], "en", REVIEW))


def claim(text: str, **details: Any) -> Dossier:
    return dossier(from_text(text, Details(lang="en", **details)))


def only(found: Dossier, review: Review | None = None) -> dict[str, Any]:
    (node,) = claim_reviews(found, "en", review)
    return node


# --- what independent programs read ----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(3))
def test_the_graph_conforms_to_its_shapes(number: int) -> None:
    """ClaimReview, Rating and Claim are complete, and each relation of PROV joins what it may join."""
    assert faults(read(number), "claimreview.shapes.ttl", "prov.shapes.ttl") == ""


@pytest.mark.parametrize("number", range(3))
def test_only_words_of_the_vocabularies_are_used(number: int) -> None:
    """Each property and class is one of schema.org, PROV-O or Dublin Core; no key is lost on the way to RDF."""
    words = {p for _, p, _ in read(number)} | set(read(number).objects(None, RDF.type))
    own = {word for word in words if word.startswith(str(SCHEMA))}
    linking = {word for word in words if word.startswith(str(PROV))}
    assert {word for word in own if word not in rdflib.SDO} == set()
    assert {word for word in linking if word not in rdflib.PROV} == set()
    assert {str(word) for word in words - own - linking} <= {
        str(RDF.type),
        "http://purl.org/dc/terms/valid",
        "http://purl.org/dc/terms/type",
    }
    assert lost(to_jsonld(samples()[number], "en", REVIEW)) == set()


@pytest.mark.parametrize("number", [1, 2])
def test_every_rating_leads_to_cells_and_files(number: int) -> None:
    """From the rating of a review over readings, values and editions to files whose hashes the ledger holds."""
    path = """
        SELECT ?rating ?cell ?sha WHERE {
            ?review a schema:ClaimReview ; schema:reviewRating ?rating .
            ?rating prov:value ?verdict ; prov:wasDerivedFrom ?reading .
            ?reading prov:wasDerivedFrom ?value .
            ?value prov:atLocation/schema:name ?cell ; prov:wasDerivedFrom ?edition .
            ?edition a schema:Dataset ; prov:wasDerivedFrom ?file .
            ?file schema:sha256 ?sha .
            FILTER (?verdict != "unknown")
        }"""
    rows = list(read(number).query(path, initNs={"schema": SCHEMA, "prov": PROV}))
    told = [check for check in samples()[number].checks if check.verdict != "unknown"]
    days = {check.statement: check.asof for check in reversed(samples()[number].checks)}
    assert len({row[0] for row in rows}) == sum(days[check.statement] == check.asof for check in told) > 2
    assert {str(row[2]) for row in rows} <= {edition.sha256 for edition in Ledger().editions(held=True)}
    cells = {each.place for check in told for reading in check.readings for each in reading.observations}
    assert any(re.fullmatch(r"\w+![A-Z]+\d+", str(row[1])) for row in rows)
    assert {str(row[1]) for row in rows if "!" in str(row[1])} <= cells


def test_a_file_is_named_by_its_hash_alone() -> None:
    """The identifier of a publisher's file is its SHA-256, as RFC 6920 writes it."""
    found = read(1)
    for file in found.subjects(RDF.type, SCHEMA.DataDownload):
        assert str(file) == by_hash(str(found.value(file, SCHEMA.sha256)))


def test_a_rate_of_exchange_leads_to_its_own_edition() -> None:
    """What a query reads beside the values counted is named too: dollars made of euros rest on two publications."""
    found = claim(
        "Allies provided 20 billion dollars in aid to Ukraine in the first quarter of 2025.",
        published=dt.date(2026, 9, 1),
    )
    path = "SELECT ?name WHERE { ?reading prov:wasGeneratedBy ?run ; prov:wasDerivedFrom+/schema:identifier ?name }"
    rows = graph(to_jsonld(found, "en")).query(path, initNs={"schema": SCHEMA, "prov": PROV})
    assert {"kiel/2026-08-04", "fed_rates/2026-07-01"} <= {str(row[0]) for row in rows}


# --- what a review says ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published", "rating", "words"),
    [
        ("France spent 2.06 percent of GDP on defence in 2024.", "2024-07-01", 5, "Holds"),
        ("France spent 3.5 percent of GDP on defence in 2024.", "2024-07-01", 1, "Does not hold"),
        (
            "Since 2014, Europe and Canada have spent more than 600 billion dollars extra on defence.",
            "2025-02-13",
            3,
            "Depends on the definition",
        ),
    ],
)
def test_a_rating_runs_from_false_to_true(text: str, published: str, rating: int, words: str) -> None:
    found = only(claim(text, published=dt.date.fromisoformat(published)))["reviewRating"]
    assert [found[key] for key in ("worstRating", "ratingValue", "bestRating")] == [1, rating, 5]
    assert found["alternateName"] == words


def test_what_cannot_be_told_has_no_number() -> None:
    """A claim about a year that no edition has is not rated: any number would suggest that it is false, or true."""
    found = only(claim("France spent 2.1 percent of GDP on defence in 2031.", published=dt.date(2024, 7, 1)))
    assert found["reviewRating"]["alternateName"] == "Cannot be told"
    assert {"ratingValue", "bestRating", "worstRating"} & set(found["reviewRating"]) == set()


def test_a_denial_has_no_number() -> None:
    """Where a figure that does not hold is denied, the denial is right: a 1 would say the opposite."""
    told = "The minister denied that France spent 3.5 percent of GDP on defence in 2024."
    found = claim(told, published=dt.date(2024, 7, 1))
    assert {each.stance for each in found.statements} == {"denies"}
    rating = only(found)["reviewRating"]
    assert rating["alternateName"] == "Denied figure: does not hold"
    assert "ratingValue" not in rating


def test_the_reviewer_is_whoever_publishes() -> None:
    """The newsroom is the author, at its own address; without one the field is left to be filled, never invented."""
    found = claim("France spent 2.06 percent of GDP on defence in 2024.", published=dt.date(2024, 7, 1))
    review = only(found, REVIEW)
    assert review["author"] == {
        "@type": "Organization",
        "name": "The Estuary Ledger",
        "url": "https://example.org",
    }
    assert review["url"] == "https://example.org/checks/7#c1"
    assert review["datePublished"] == "2025-04-04"
    assert {"author", "url", "datePublished"} & set(only(found)) == set()


@pytest.mark.parametrize(
    ("who", "author"),
    [
        ("Mark Rutte", {"@type": "Person", "name": "Mark Rutte"}),
        ("ESP", {"@type": "Organization", "name": "Spain"}),
        ("NATO", {"@type": "Organization", "name": "NATO"}),
        ("diplomat (unnamed)", {"@type": "Person", "name": "diplomat (unnamed)"}),
        (None, {"@type": "Organization", "name": "The Gazette"}),
    ],
)
def test_a_claim_has_its_speaker_as_author(who: str | None, author: dict[str, str]) -> None:
    found = claim(
        "France spent 2.06 percent of GDP on defence in 2024.",
        published=dt.date(2024, 7, 1),
        publisher="The Gazette",
    )
    statements = [msgspec.structs.replace(each, speaker=who) for each in found.statements]
    assert only(msgspec.structs.replace(found, statements=statements))["itemReviewed"]["author"] == author


def test_what_is_not_known_is_left_out() -> None:
    """Without day, speaker, publisher, title or address there is a claim, and nothing made up around it."""
    claimed = only(claim("France spent 2.06 percent of GDP on defence in 2024."))["itemReviewed"]
    assert set(claimed) == {"@type", "@id", "text"}
    assert claimed["text"] == "2.06 percent"


def test_the_claim_is_a_sentence_and_the_article_where_it_appeared() -> None:
    document = Document(
        id="7",
        text="It was late. France spent 2.06 percent of GDP on defence in 2024. Nobody spoke.",
        title="A late evening",
        publisher="The Gazette",
        published=dt.date(2024, 7, 1),
        lang="en",
        url="https://example.org/a b?q=é",
    )
    found = only(dossier(document))
    assert found["claimReviewed"] == "France spent 2.06 percent of GDP on defence in 2024."
    assert found["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "url": "https://example.org/a%20b?q=%C3%A9",
        "headline": "A late evening",
        "publisher": {"@type": "Organization", "name": "The Gazette"},
        "datePublished": "2024-07-01",
        "inLanguage": "en",
    }


def test_a_review_says_who_was_counted_and_what_the_series_leaves_out() -> None:
    found = claim(
        "In 2024, 23 Allies spent at least 2 percent of GDP on defence.", published=dt.date(2024, 7, 1)
    )
    body = only(found)["reviewBody"]
    assert body.startswith("This is correct.")
    for words in (
        "counted: Albania, Bulgaria, Czechia",
        "Iceland (no figure)",
        "pensions",
        "17\xa0members since",
    ):
        assert words in body
    assert ".." not in body
    (rating, *_) = [
        each for each in to_jsonld(found, "en")["@graph"] if each["@type"] == ["prov:Entity", "Rating"]
    ]
    assert rating["prov:value"] == "holds"


def test_promises_are_not_reviewed() -> None:
    """What is promised or demanded is followed; only what was checked is rated."""
    found = samples()[1]
    checked = {check.statement for check in found.checks}
    asked = {each.id for each in found.statements if each.stance in ("pledges", "demands")}
    assert len(claim_reviews(found, "en")) == len(checked - asked)


# --- any text at all -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_the_same_dossier_gives_the_same_bytes(lang: str) -> None:
    first, second = (msgspec.json.encode(to_jsonld(french(), lang, REVIEW)) for _ in range(2))
    assert first == second


def hostile(text: str) -> Dossier:
    """A dossier whose every free text is the same."""
    found = claim("France spent 2.06 percent of GDP on defence in 2024.", published=dt.date(2024, 7, 1))
    document = msgspec.structs.replace(
        found.document, id=text, title=text, publisher=text, url=f"https://example.org/{text}"
    )
    (statement,) = found.statements
    named = msgspec.structs.replace(statement, speaker=text or None)
    return msgspec.structs.replace(found, document=document, statements=[named])


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(), max_size=40))
def test_no_text_breaks_the_graph(text: str) -> None:
    """Quotes, control characters, lone surrogates: what comes out is JSON and conforms to the shapes."""
    found = hostile(text)
    encoded = msgspec.json.encode(
        to_jsonld(found, "en", Review(name=text or None, page=f"https://e.org/{text}"))
    )
    assert encoded.decode("utf-8")
    assert len(graph(json.loads(encoded))) > 20


def test_no_text_closes_the_block_in_a_page() -> None:
    """A page with a reviewer carries its reviews, whatever is written in them."""
    bad = "</script><script>alert(1)</script><!--"
    found, review = hostile(bad), Review(name=bad, page="https://example.org/7")
    page = to_html(found, "en", review)
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    assert "<" not in blocks[0]
    assert json.loads(blocks[0]) == {
        "@context": "https://schema.org",
        "@graph": claim_reviews(found, "en", review),
    }
    assert faults(graph(json.loads(blocks[0])), "claimreview.shapes.ttl") == ""


def test_a_page_carries_reviews_only_where_somebody_reviews() -> None:
    assert "ld+json" not in to_html(french(), "fr")
    nothing = Dossier(document=french().document, statements=[], checks=[])
    assert embedded(nothing, "fr", REVIEW) == ""
    assert "ld+json" not in to_html(nothing, "fr", REVIEW)


def test_a_very_long_quote_stays_short_in_the_claim() -> None:
    found = claim("France spent 2.06 percent of GDP on defence in 2024.", published=dt.date(2024, 7, 1))
    (statement,) = found.statements
    text = f"{'word ' * 40_000}{'9' * 90_000}"
    span = Span(start=200_000, end=len(text))
    long = msgspec.structs.replace(statement, quote=text[200_000:], span=span)
    document = msgspec.structs.replace(found.document, text=text)
    review = only(msgspec.structs.replace(found, document=document, statements=[long]))
    assert len(review["claimReviewed"]) < 1000


def test_what_was_not_checked_gives_an_empty_list() -> None:
    text = "Nothing was said."
    statement = Statement(
        id="1", quote=text, span=Span(start=0, end=len(text)), content=Position(topic=None, text=text)
    )
    found = Dossier(document=Document(id="2", text=text), statements=[statement], checks=[])
    assert claim_reviews(found, "en") == []
    assert URIRef("https://schema.org/ClaimReview") not in set(graph(to_jsonld(found, "en")).objects())
