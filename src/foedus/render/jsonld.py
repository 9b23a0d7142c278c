"""A Dossier in; JSON-LD out: one schema.org ClaimReview for each figure checked, and what its rating was made from.

The properties are those of https://schema.org/ClaimReview, in the form that search engines ask for. A rating runs from
1, false, to 5, true. `depends` stands in the middle, whatever the number of definitions: how many there are says
nothing of their weight. What cannot be told has no number, and neither has a denial: the verdict is on the figure, the
claim is that it is wrong.
"""

from __future__ import annotations

from typing import Final

import msgspec

from foedus.model import Document, Dossier, Verdict
from foedus.render import answers
from foedus.render.cards import Card, sentence
from foedus.render.plain import clipped, line
from foedus.render.provenance import CONTEXT, provenance, rating_name
from foedus.render.reviews import Node, Review, address, claimant, known, organisation, reviewed, told, urn
from foedus.render.wording import Wording, wording

WORST: Final = 1
BEST: Final = 5
RATINGS: Final[dict[Verdict, int]] = {"holds": BEST, "depends": 3, "fails": WORST}
SCHEMA: Final = "https://schema.org"
_QUOTE = 240  # columns of a quote in a claim; its sentence has bounds of its own


def to_jsonld(dossier: Dossier, lang: str, review: Review | None = None) -> Node:
    """Return one graph: the claim reviews, then the way from each rating to the publishers' cells and files.

    `lang` is the language of the answer. Raises UnknownName where it has no words.
    """
    graph = [*claim_reviews(dossier, lang, review), *provenance(dossier, wording(lang))]
    return {"@context": [SCHEMA, CONTEXT], "@graph": graph}


def claim_reviews(dossier: Dossier, lang: str, review: Review | None = None) -> list[Node]:
    """Return a ClaimReview for each statement that was checked, in text order."""
    say, review = wording(lang), review or Review()
    return [_claim_review(card, dossier, say, review) for card in reviewed(dossier)]


def embedded(dossier: Dossier, lang: str, review: Review) -> str:
    """Return the claim reviews as JSON that may stand in a script element of HTML: nothing in it can close one.

    Empty where nothing was checked.
    """
    reviews = claim_reviews(dossier, lang, review)
    if not reviews:
        return ""
    text = msgspec.json.encode({"@context": SCHEMA, "@graph": reviews}).decode()
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _claim_review(card: Card, dossier: Dossier, say: Wording, review: Review) -> Node:
    document, page = dossier.document, address(review.page)
    return known(
        {
            "@type": "ClaimReview",
            "@id": urn("review", document.id, card.statement.id),
            "url": f"{page.partition('#')[0]}#c{card.number}" if page else None,
            "claimReviewed": _claimed(card, document),
            "author": organisation(review.name, review.url),
            "datePublished": review.day.isoformat() if review.day else None,
            "inLanguage": say.lang,
            "reviewRating": _rating(card, document, say),
            "reviewBody": told(card, dossier, say),
            "itemReviewed": _claim(card, document, say),
        }
    )


def _claimed(card: Card, document: Document) -> str:
    """The claim in its sentence, since a number alone says nothing."""
    span = card.statement.span
    before, quote, after = sentence(document.text, span.start, span.end)
    return f"{before}{clipped(quote, _QUOTE)}{after}".strip()


def _rating(card: Card, document: Document, say: Wording) -> Node:
    number = RATINGS.get(card.then.verdict) if card.then and card.sort != "denied" else None
    scale = {"ratingValue": number, "bestRating": BEST, "worstRating": WORST} if number else {}
    return known(
        {
            "@type": "Rating",
            "@id": rating_name(card.then, document) if card.then else None,
            "alternateName": answers.verdict(card, say),
            **scale,
            "ratingExplanation": answers.summary(card, say),
        }
    )


def _claim(card: Card, document: Document, say: Wording) -> Node:
    day = card.statement.said or document.published
    return known(
        {
            "@type": "Claim",
            "@id": urn("claim", document.id, card.statement.id),
            "text": line(card.statement.quote),
            "author": claimant(card.statement, document, say),
            "datePublished": day.isoformat() if day else None,
            "appearance": appearance(document),
        }
    )


def appearance(document: Document) -> Node | None:
    """Return the report as the work in which a claim appears; None where nothing is known of it but its text."""
    work = known(
        {
            "url": address(document.url),
            "headline": line(document.title or ""),
            "publisher": organisation(document.publisher),
        }
    )
    if not work:
        return None
    day = document.published.isoformat() if document.published else None
    return {"@type": "CreativeWork", **work, **known({"datePublished": day, "inLanguage": document.lang})}
