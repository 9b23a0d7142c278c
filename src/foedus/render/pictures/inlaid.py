"""The cards of a page in; the pictures that stand in them out, each an SVG with the spec that it was drawn from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from foedus.model import Document
from foedus.render.cards import ORDER, Card, Pile
from foedus.render.markup import Html, el, joined
from foedus.render.pictures.album import Picture, is_telling, pictures
from foedus.render.pictures.drawing import HINT, can_draw, inline
from foedus.render.pictures.theme import Spec
from foedus.render.wording import Wording

_MOST: Final = 60  # drawn in a page; each takes about 40 ms


class Inlay:
    """The pictures of a page by the number of their card, and what is to be said of those not drawn."""

    def __init__(self, pile: Pile, say: Wording) -> None:
        self._by_card: dict[int, Html] = {}
        self.note = ""
        checked = [card for card in pile.sorted_by(*ORDER) if card.then and card.then.readings]
        if not can_draw():
            self.note = say.say("page", "pictures_missing", hint=HINT) if checked else ""
            return
        left = _MOST
        for card in checked:
            if left <= 0:
                self.note = say.say("page", "pictures_many", n=_MOST)
                return
            drawn = list(_drawn(card, pile.dossier.document, say))
            self._by_card[card.number] = joined(*drawn)
            left -= len(drawn)

    def of(self, card: Card) -> Html:
        """Return the pictures of a card, empty where it has none."""
        return self._by_card.get(card.number, Html(""))


def _drawn(card: Card, document: Document, say: Wording) -> Iterator[Html]:
    for picture in pictures(card, document, say):
        if is_telling(picture):
            yield _figure(picture, f"{picture.kind}-{card.number}", say)


def _figure(picture: Picture, ident: str, say: Wording) -> Html:
    data = f"{ident}-spec"
    return el(
        "figure",
        inline(picture.spec, ident, picture.title),
        Html(f'<script type="application/json" id="{data}">{_embedded(picture.framed)}</script>'),
        el("button", say.say("page", "copy_spec"), type="button", class_="copy", data_copy=data),
    )


def _embedded(spec: Spec) -> str:
    """Return a spec as JSON that no parser of HTML takes for markup."""
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
