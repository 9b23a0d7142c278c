"""A Dossier in; a W3C Web Annotation collection out: one annotation for each statement, on its words in the report.

What was checked is assessed: the body has the verdict, as a tag, and the answer. What was not is described. Selectors
count Unicode code points of the text as it was read: in a page of HTML that is the article without its markup, so a
reader that looks for the words themselves goes by the quote.
"""

from __future__ import annotations

from typing import Final

from foedus.model import Document, Dossier, Span
from foedus.render import answers
from foedus.render.cards import Card, Pile
from foedus.render.plain import line, whole
from foedus.render.reviews import Node, Review, address, known, reviewed, software, text_name, told, urn
from foedus.render.wording import Wording, wording

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
# Code points of the text before and after a quote, by which it is told from the same words elsewhere.
_AROUND = 32


def to_annotations(dossier: Dossier, lang: str, review: Review | None = None) -> Node:
    """Return the collection, with its annotations on one page in text order; `lang` is the language of the answers.

    Raises UnknownName where it has no words.
    """
    say, document, review = wording(lang), dossier.document, review or Review()
    checked = {card.number for card in reviewed(dossier)}
    cards = Pile(dossier).cards
    items = [_annotation(card, dossier, say, review, is_checked=card.number in checked) for card in cards]
    name = urn("annotations", document.id, *(item["id"] for item in items))
    page: Node = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    return known(
        {
            "@context": CONTEXT,
            "id": name,
            "type": "AnnotationCollection",
            "label": answers.title(document, say),
            "total": len(items),
            "first": {"id": urn("page", name), **page} if items else None,
        }
    )


def _annotation(card: Card, dossier: Dossier, say: Wording, review: Review, *, is_checked: bool) -> Node:
    document = dossier.document
    created = f"{review.day.isoformat()}T00:00:00Z" if review.day else None
    return known(
        {
            "id": urn("annotation", document.id, card.statement.id),
            "type": "Annotation",
            "motivation": "assessing" if is_checked else "describing",
            "creator": _creator(review),
            "created": created,
            "generator": {"id": urn("software", software()), "type": "Software", "name": software()},
            "body": _assessed(card, dossier, say) if is_checked else [_described(card, document, say)],
            "target": {
                "source": address(document.url) or text_name(document),
                "selector": _selectors(document, card.statement.span),
            },
        }
    )


def _creator(review: Review) -> Node | None:
    if not review.name:
        return None
    return known({"type": "Organization", "name": line(review.name), "homepage": address(review.url)})


def _assessed(card: Card, dossier: Dossier, say: Wording) -> list[Node]:
    text = f"{answers.verdict(card, say)}. {told(card, dossier, say)}"
    tag = {"type": "TextualBody", "purpose": "tagging", "value": card.sort}
    return [tag, _words(text, "assessing", say)]


def _described(card: Card, document: Document, say: Wording) -> Node:
    words = say.colon(answers.teller(card, document, say), " · ".join(answers.understood(card, say)))
    return _words(" ".join(filter(None, [words, *answers.doubts(card, say)])), "describing", say)


def _words(text: str, purpose: str, say: Wording) -> Node:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": text,
        "format": "text/plain",
        "language": say.lang,
    }


def _selectors(document: Document, span: Span) -> list[Node]:
    text = document.text
    return [
        {
            "type": "TextQuoteSelector",
            "exact": whole(text[span.start : span.end]),
            "prefix": whole(text[max(0, span.start - _AROUND) : span.start]),
            "suffix": whole(text[span.end : span.end + _AROUND]),
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
