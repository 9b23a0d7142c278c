"""A Dossier in; one self-contained HTML page out: the annotated article with a card for every statement.

The page asks nothing of the network; its one style sheet and one script are allowed by their hashes alone.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from foedus.model import Document, Dossier, Figure
from foedus.render import answers
from foedus.render.answers import GLYPHS
from foedus.render.article import annotated
from foedus.render.cards import Card, Pile
from foedus.render.following import promises
from foedus.render.jsonld import embedded
from foedus.render.markup import Html, el, escaped, joined
from foedus.render.panel import NONE, drifted, glyph, panel, passage, unclear
from foedus.render.pictures.inlaid import Inlay
from foedus.render.plain import clipped, line
from foedus.render.publications import cited, edition
from foedus.render.reviews import Review, address
from foedus.render.wording import Wording, wording

_ASSETS = Path(__file__).parent / "assets"
_FIRST = 8  # figures named in the overview
_LISTS = {"promises": "pledge", "events": "event", "positions": "position", "order_unchecked": "unchecked"}
_PLURALS = {"pledge": "pledges", "event": "events", "position": "positions"}


def to_html(dossier: Dossier, lang: str, review: Review | None = None) -> str:
    """Return the page; `lang` is the language of the answer, the article keeps its own.

    With a `review` it carries its ClaimReviews, for search engines. Raises UnknownName where the language has no words.
    """
    say, pile, document = wording(lang), Pile(dossier), dossier.document
    title = answers.title(document, say)
    inlay = Inlay(pile, say)
    described = {card.number: answers.verdict(card, say) for card in pile.cards}
    words = {key: escaped(say.say("page", key)) for key in _WORDS}
    return Template(_asset("page.html")).substitute(
        words,
        lang=escaped(say.lang),
        article_lang=escaped(document.lang or ""),
        policy=_policy(),
        style=_asset("page.css"),
        script=_asset("page.js"),
        claims=_claims(dossier, lang, review),
        name=escaped(say.say("page", "title", title=clipped(title, 90))),
        heading=passage("h1", document, title),
        byline=joined(_byline(document, pile, say), unclear([say.doubt(each) for each in pile.first_doubts])),
        overview_name=escaped(say.say("page", "overview")),
        overview=_overview(pile, say),
        text="".join(annotated(document, pile.cards, described)),
        descriptions=joined(*(el("span", text, id=f"v{n}") for n, text in described.items())),
        lists=_lists(pile, say),
        cards="\n".join(panel(card, dossier, inlay.of(card), say) for card in pile.cards),
        footer=_footer(pile, inlay.note, say),
    )


_WORDS = ("skip", "skip_cards", "brand", "hint", "keys", "article", "answers", "copied")


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Return the content security policy: nothing but this very style sheet and script."""
    style, script = _digest("page.css"), _digest("page.js")
    sources = f"default-src 'none'; img-src data:; style-src '{style}'; script-src '{script}'"
    return f"{sources}; base-uri 'none'; form-action 'none'"


def _claims(dossier: Dossier, lang: str, review: Review | None) -> Html:
    """Return the block of data for search engines; the policy lets it be, since it is no script that runs."""
    data = embedded(dossier, lang, review) if review else ""
    return Html(f'<script type="application/ld+json">{data}</script>\n') if data else NONE


def _digest(name: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode()


# --- overview --------------------------------------------------------------------------------------------------------


def _byline(document: Document, pile: Pile, say: Wording) -> Html:
    published = say.say("page", "published", day=say.day(document.published)) if document.published else ""
    days = sorted({card.then.asof for card in pile.cards if card.then})
    checked = say.say("page", "checked_on", day=say.day(days[0])) if days else ""
    parts = [
        line(document.publisher or ""),
        published or say.say("page", "undated"),
        checked,
        _link(document.url),
    ]
    first, *others = [part for part in parts if part]
    return el("p", first, *(joined(" · ", part) for part in others), class_="byline")


def _link(url: str | None) -> Html:
    """Return a link to the report, if its address is one of the web."""
    if url is None or address(url) is None:
        return NONE
    return el("a", str(urlsplit(url).hostname), href=url, rel="noopener noreferrer nofollow")


def _overview(pile: Pile, say: Wording) -> Html:
    if not pile.cards:
        return el("p", say.say("page", "nothing_found"), class_="none")
    tally = el("ul", *(_tally(sort, n, say) for sort, n in pile.counts.items()), class_="tally")
    if not pile.first:
        return joined(tally, el("p", say.say("page", "nothing_first"), class_="none"))
    left = len(pile.first) - _FIRST
    return joined(
        tally,
        el("h3", say.say("page", "look_first")),
        el("ol", *(_pointer(card, pile, say) for card in pile.first[:_FIRST]), class_="first"),
        el("p", f"… {say.count(left, 'more')}", class_="more") if left > 0 else NONE,
    )


def _tally(sort: str, n: int, say: Wording) -> Html:
    plural = _PLURALS.get(sort)
    words = say.count(n, plural).partition(" ")[2] if plural else say.count(n, sort)
    return el("li", glyph(GLYPHS[sort]), " ", el("b", say.grouped(str(n))), " ", words, class_=sort)


def _pointer(card: Card, pile: Pile, say: Wording) -> Html:
    document = pile.dossier.document
    verdict = el("span", glyph(GLYPHS[card.sort]), " ", answers.verdict(card, say), class_="verdict")
    quote = passage("q", document, say.quoted(clipped(line(card.statement.quote), 120)))
    who = el("span", " · ".join(_whose(card, document, say)), class_="who")
    summary = answers.summary(card, say)
    link = el("a", verdict, " ", quote, href=f"#c{card.number}")
    return el("li", link, " ", who, el("p", summary) if summary else NONE, class_=card.sort)


def _whose(card: Card, document: Document, say: Wording) -> list[str]:
    """Return who says so, of whom, and what is counted."""
    content = card.statement.content
    subject = [say.subject(content.subject)] if isinstance(content, Figure) and content.subject else []
    measure = [say.measure(content.measure)] if isinstance(content, Figure) else []
    return [say.upper(say.speaker(card.statement, document.publisher)), *subject, *measure]


# --- lists -----------------------------------------------------------------------------------------------------------


def _lists(pile: Pile, say: Wording) -> Html:
    lists = [_list(key, pile.sorted_by(sort), pile, say) for key, sort in _LISTS.items()]
    if pile.due_next:
        entries = (el("li", promises(say.lang).entry(entry)) for entry in pile.due_next)
        heading = el("h2", say.say("page", "due_next"))
        lists.append(el("section", heading, el("ul", *entries), class_="list"))
    if pile.loose:
        doubts = unclear([say.doubt(doubt) for doubt in pile.loose])
        lists.append(el("section", el("h2", say.say("page", "doubts")), doubts, class_="list"))
    return joined(*lists)


def _list(key: str, cards: list[Card], pile: Pile, say: Wording) -> Html:
    if not cards:
        return NONE
    items = el("ul", *(_item(card, pile.dossier.document, say) for card in cards))
    return el("section", el("h2", say.say("page", key)), items, class_="list")


def _item(card: Card, document: Document, say: Wording) -> Html:
    who = el("span", answers.teller(card, document, say), class_="who")
    quote = passage("a", document, clipped(line(card.statement.quote), 200), href=f"#c{card.number}")
    due = answers.due(card, say)
    promised = answers.promise(card, say)
    return el(
        "li",
        who,
        " ",
        quote,
        joined(" ", el("span", due, class_="due")) if due else NONE,
        el("p", promised, class_="promise") if promised else NONE,
        drifted(answers.drifts(card, say)),
    )


def _footer(pile: Pile, note: str, say: Wording) -> Html:
    offline = joined(el("p", note) if note else NONE, el("p", say.say("page", "offline")))
    if not pile.editions:
        return offline
    items = [el("li", cited(source, day, say)) for source, day in pile.editions]
    terms = dict.fromkeys(
        known.licence for pair in pile.editions if (known := edition(*pair)) and known.licence
    )
    notes = " ".join([say.say("page", "sources_note"), say.say("page", "sql_note")])
    return joined(
        el("h2", say.say("page", "sources")),
        el("ul", *items),
        el("p", notes),
        *(el("p", line(text)) for text in terms),
        offline,
    )
