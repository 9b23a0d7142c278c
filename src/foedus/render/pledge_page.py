"""Followed pledges in; one self-contained HTML page out: every member's way, counts, the table with its SQL."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from foedus.ledger import Ledger
from foedus.pledges import pledge as named
from foedus.pledges.records import Followed, Following, Progress
from foedus.render.following import ORDER, Promises
from foedus.render.markup import Html, el, escaped, joined
from foedus.render.outlook import outlook, projected
from foedus.render.pictures.drawing import HINT, can_draw, inline
from foedus.render.pictures.ways import TONES, counted, ways
from foedus.render.publications import cited

_ASSETS = Path(__file__).parent / "assets"
_NONE = Html("")


def to_html(found: list[Following], held: Ledger, say: Promises) -> str:
    """Return the page; it asks nothing of the network."""
    title = say.name(found[0].id) if len(found) == 1 else say.text("page", "title")
    body = joined(
        el("header", _brand(say), el("h1", title), class_="top"),
        el("main", *(_pledge(each, held, say) for each in found)),
        el("footer", *_sources(found, say)),
    )
    head = joined(
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'),
        el("title", f"{title} · foedus"),
        Html(f"<style>{_style()}</style>"),
    )
    lang = escaped(say.say.lang)
    return f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n<body class="pledge-page">{body}</body></html>\n'


@cache
def _style() -> str:
    return "".join((_ASSETS / name).read_text("utf-8") for name in ("page.css", "pledge.css"))


@cache
def _policy() -> str:
    """Return the content security policy: nothing but this very style sheet."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _brand(say: Promises) -> Html:
    return el("p", el("b", "foedus"), " ", say.text("page", "title"), class_="brand")


def _pledge(following: Following, held: Ledger, say: Promises) -> Html:
    pledge = named(following.id)
    later = following.replaced_by
    replaced = say.text("page", "superseded", id=later, name=say.name(later)) if later else ""
    parts = [
        _part(following, followed, say.say.upper(say.say.colon(say.amount(part), say.part(part))), held, say)
        for part, followed in zip(pledge.part, following.parts, strict=False)
    ]
    return joined(
        el(
            "section",
            el("p", say.paraphrase(pledge.id), class_="lead"),
            el("p", say.origin(pledge), class_="note"),
            _note(replaced),
            id=pledge.id,
        ),
        *parts,
    )


def _note(text: str) -> Html:
    return el("p", text, class_="note") if text else _NONE


def _part(following: Following, followed: Followed, title: str, held: Ledger, say: Promises) -> Html:
    if followed.uncounted:
        why = say.text("why", followed.uncounted)
        context = say.context(followed, held.editions(held=True))
        return el("section", el("h2", title), el("p", f"{say.say.upper(why)}."), _note(context))
    summary = [el("p", text) for text in say.summary(following, followed)]
    ident = f"{following.id}-{followed.id}"
    return el(
        "section",
        el("h2", title),
        *summary,
        _multiples(followed, ident, say),
        _counts(followed, ident, say),
        _table(followed, say),
    )


def _multiples(followed: Followed, ident: str, say: Promises) -> Html:
    told = [each for each in followed.members if each.history]
    everyone = [*told, *([followed.group] if followed.group and followed.group.history else [])]
    if not everyone or not can_draw():
        return _NONE
    alone = len(everyone) == 1
    spec = ways(everyone, followed, {each.subject: projected(each, followed) for each in everyone}, say)
    amount = say.say.amount(followed.figure.quantity.low or 0, followed.figure.quantity.unit)  # type: ignore[arg-type]
    title = say.text("page", "fan" if alone else "small", amount=amount)
    notes = [outlook(each, followed, say) for each in everyone] if alone else []
    drawing = el("figure", inline(spec, f"{ident}-ways", title), class_="ways")
    return joined(el("h3", title), drawing, *map(_note, notes))


def _counts(followed: Followed, ident: str, say: Promises) -> Html:
    if not followed.tallies or not can_draw():
        return _NONE
    title, spec = say.text("page", "counts"), counted(followed.tallies, followed.figure.subject or "", say)
    return joined(el("h3", title), el("figure", inline(spec, f"{ident}-counts", title)))


def _table(followed: Followed, say: Promises) -> Html:
    keys = ["member", "status", "rule", "value"]
    keys += [key for key in ("when_due", "distance", "growth") if _has(followed, key)]
    heads = el("tr", *(el("th", say.text("page", key), scope="col") for key in keys))
    rows = sorted(followed.members, key=lambda each: (ORDER.index(each.status), -(each.value or 0)))
    rows += [followed.group] if followed.group and followed.group.value is not None else []
    body = el("tbody", *(_row(each, followed, keys, say) for each in rows))
    note = say.text("page", "growth_note") if any(each.growth is not None for each in rows) else ""
    return joined(
        el("h3", say.text("page", "status")),
        el("div", el("table", el("thead", heads), body), class_="wide"),
        _note(note),
    )


def _has(followed: Followed, key: str) -> bool:
    """Tell whether any member has that value."""
    return any(getattr(each, key) is not None for each in followed.members)


def _row(progress: Progress, followed: Followed, keys: list[str], say: Promises) -> Html:
    name = say.say.subject(progress.subject)
    if progress is followed.group:
        name = say.text("page", "total", group=name)
    sql = (
        el("details", el("summary", "SQL"), el("pre", el("code", progress.sql), tabindex="0"))
        if progress.sql
        else _NONE
    )
    year = f" ({progress.year})" if progress.year else ""
    numbers = {
        "value": f"{say.value(progress.value)}{year}",
        "when_due": say.value(progress.when_due),
        "distance": say.signed(progress.distance),
        "growth": say.rate(progress.growth),
    }
    return el(
        "tr",
        el("td", name),
        el("td", say.status(progress), class_="status"),
        el("td", say.rule(progress), sql),
        *(el("td", numbers[key], class_="value") for key in keys if key in numbers),
        class_=TONES[progress.status],
    )


def _sources(found: list[Following], say: Promises) -> list[Html]:
    pairs = {
        (part.source, part.edition) for each in found for part in each.parts if part.source and part.edition
    }
    items = [el("li", cited(source, edition, say.say)) for source, edition in sorted(pairs)]
    texts = [say.say.say("page", key) for key in ("sql_note", "offline")]
    texts += [] if can_draw() else [say.say.say("page", "pictures_missing", hint=HINT)]
    return [el("h2", say.say.say("page", "sources")), el("ul", *items), *(el("p", text) for text in texts)]
