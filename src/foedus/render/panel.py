"""A card in; its HTML out: verdict, the claim as understood, the pictures, the readings, their cells and their SQL."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model import Document, Dossier, Event, Figure, Observation, Position, Reading
from foedus.render import answers
from foedus.render.answers import GLYPHS, MARKS
from foedus.render.cards import Card, groups, sentence
from foedus.render.markup import Html, el, joined
from foedus.render.plain import line
from foedus.render.publications import described
from foedus.render.spots import cells, place
from foedus.render.tallied import Row, moved, scope, strongest, tallied, turning
from foedus.render.wording import Wording

_CELLS, _CONTEXT_CELLS = 60, 12  # rows of cells shown of a reading; the SQL gives them all
NONE = Html("")


def panel(card: Card, dossier: Dossier, drawn: Html, say: Wording) -> Html:
    """Return the section that a mark opens; `drawn` are its pictures."""
    document, n = dossier.document, card.number
    return el(
        "section",
        _head(card, document, say),
        _context(card, document),
        _paragraph("answer", answers.summary(card, say)),
        _paragraph("now", answers.known_now(card, say)),
        _moved(card, say),
        _paragraph("promise", answers.promise(card, say)),
        drifted(answers.drifts(card, say)),
        unclear(answers.doubts(card, say)),
        _readings(card, drawn, say),
        _scope(card, dossier, say),
        _understood(card, document, say),
        _quotable(card, document, say),
        _sources(card, say),
        _foot(n, len(dossier.statements), say),
        class_=f"card {card.sort}",
        id=f"c{n}",
        aria_labelledby=f"h{n}",
        tabindex="-1",
    )


def glyph(sign: str) -> Html:
    """Return a sign that only the eye needs."""
    return el("span", sign, class_="glyph", aria_hidden="true")


def passage(name: str, document: Document, *content: str, **attributes: object) -> Html:
    """Return an element in the language of the report."""
    return el(name, *content, lang=document.lang, dir="auto", **attributes)


def unclear(doubts: list[str]) -> Html:
    """Return what remains unclear as a list."""
    return el("ul", *(el("li", doubt) for doubt in doubts), class_="unclear") if doubts else NONE


def drifted(drifts: list[str]) -> Html:
    """Return where a retelling is not what was promised."""
    return el("ul", *(el("li", drift) for drift in drifts), class_="drifts") if drifts else NONE


def _paragraph(kind: str, text: str) -> Html:
    return el("p", text, class_=kind) if text else NONE


def _head(card: Card, document: Document, say: Wording) -> Html:
    verdict = el(
        "p",
        glyph(GLYPHS[card.sort]),
        " ",
        answers.verdict(card, say),
        " ",
        _number(card.number),
        class_="verdict",
    )
    close = el(
        "button", "×", type="button", class_="close", data_close=True, aria_label=say.say("page", "close")
    )
    who = el("span", answers.teller(card, document, say), class_="who")
    quote = passage("q", document, say.quoted(line(card.statement.quote)))
    return el("header", verdict, close, el("h3", who, " ", quote, id=f"h{card.number}"))


def _number(n: int) -> Html:
    return el("span", str(n), class_="number")


def _context(card: Card, document: Document) -> Html:
    span = card.statement.span
    head, quote, tail = sentence(document.text, span.start, span.end)
    if not (head.strip('« “"') or tail.strip('» ”".')):
        return NONE
    return passage("blockquote", document, head, el("b", quote), tail)


# --- the claim -------------------------------------------------------------------------------------------------------


def _understood(card: Card, document: Document, say: Wording) -> Html:
    rows = [
        el("div", el("dt", say.say("label", label)), el("dd", text))
        for label, text in _facts(card, document, say)
        if text
    ]
    return joined(el("h4", say.say("label", "claim")), el("dl", *rows, class_="claim"))


def _facts(card: Card, document: Document, say: Wording) -> Iterator[tuple[str, str]]:
    statement, content = card.statement, card.statement.content
    match content:
        case Figure():
            yield from _figure_facts(content, say)
        case Event():
            yield "kind", say.say("kind", line(content.kind))
            yield "parties", say.listed([say.subject(code) for code in content.parties])
            yield "place", say.subject(content.place) if content.place else ""
            yield "period", say.period(content.period) if content.period else ""
        case Position():
            yield "topic", say.subject(content.topic) if content.topic else ""
    if card.due:
        yield "due", say.period(card.due)
    yield "speaker", f"{say.speaker(statement, document.publisher)} ({say.stance(statement)})"
    yield "cue", line(statement.cue or "")
    yield "said", answers.said_on(card, document, say)


def _figure_facts(content: Figure, say: Wording) -> Iterator[tuple[str, str]]:
    yield "quantity", say.quantity(content.quantity)
    yield "measure", say.measure(content.measure)
    yield "subject", say.subject(content.subject) if content.subject else ""
    yield "partner", say.subject(content.partner) if content.partner else ""
    yield "derivation", say.derivation(content.derivation, content.stated.get("base"))
    yield "period", say.period(content.period)
    yield (
        "stated",
        say.listed([say.option(name, value) for name, values in content.stated.items() for value in values]),
    )


# --- the readings ----------------------------------------------------------------------------------------------------


def _readings(card: Card, drawn: Html, say: Wording) -> Html:
    check = card.then
    if check is None or not check.readings or not isinstance(card.statement.content, Figure):
        return NONE
    table = _table(check.readings, say)
    return joined(
        el("h4", say.say("label", "readings")), drawn, table, _tally(card, card.statement.content, say)
    )


def _tally(card: Card, content: Figure, say: Wording) -> Html:
    """Return what turns the answer, and who was counted by the strongest reading."""
    reading = strongest(card.then)
    rows = [*turning(card.then, say), *(tallied(reading, content, say) if reading else [])]
    return _rows(rows, "tally-names")


def _moved(card: Card, say: Wording) -> Html:
    """Return who is counted now and was not, and the reverse."""
    content = card.statement.content
    return _rows(moved(card.then, card.now, content, say), "moved") if isinstance(content, Figure) else NONE


def _scope(card: Card, dossier: Dossier, say: Wording) -> Html:
    """Return what the series counts and leaves out."""
    reading = strongest(card.then)
    return _rows(scope(dossier.measures.get(reading.definition.measure), say) if reading else [], "scope")


def _rows(rows: list[Row], kind: str) -> Html:
    found = [el("div", el("dt", label), el("dd", text)) for label, text in rows]
    return el("dl", *found, class_=f"claim {kind}") if found else NONE


def _table(readings: list[Reading], say: Wording) -> Html:
    spread = answers.Spread(readings, say)
    heads = [el("th", say.say("label", key), scope="col") for key in ("value", "definition")]
    bodies = [_group(standing, members, spread, say) for standing, members in groups(readings)]
    table = el("table", el("thead", el("tr", *heads)), *bodies, class_="readings")
    return joined(table, _paragraph("shared", spread.common))


def _group(standing: str, readings: list[Reading], spread: answers.Spread, say: Wording) -> Html:
    note = el("span", say.say("standing_note", standing))
    head = el("th", say.say("standing", standing), " ", note, colspan=2, scope="rowgroup")
    return el("tbody", el("tr", head, class_="group"), *(_row(reading, spread, say) for reading in readings))


def _row(reading: Reading, spread: answers.Spread, say: Wording) -> Html:
    said = el("span", say.say("outcome", reading.verdict), class_="vh")
    value = el("td", glyph(MARKS[reading.verdict]), said, " ", say.observed(reading.observed), class_="value")
    where = cells(reading, say)
    words = el("td", spread.own(reading), el("small", where) if where else NONE)
    return el("tr", value, words, class_=reading.verdict)


# --- sources ---------------------------------------------------------------------------------------------------------


def _sources(card: Card, say: Wording) -> Html:
    then, now = (check.readings if check else [] for check in (card.then, card.now))
    if not then and not now:
        return NONE
    n = card.number
    parts = [_source(f"q{n}-{i}", reading, card, say) for i, reading in enumerate(then)]
    if now:
        parts.append(_paragraph("shared", say.say("label", "now")))
        parts += [_source(f"q{n}-now-{i}", reading, card, say) for i, reading in enumerate(now)]
    return joined(el("h4", say.say("label", "sources")), el("div", *parts, class_="sources"))


def _source(ident: str, reading: Reading, card: Card, say: Wording) -> Html:
    value = el("b", say.observed(reading.observed))
    summary = el("summary", value, " ", say.definition(reading.definition))
    edition = el("p", described(reading.definition, say), class_="edition")
    return el(
        "details",
        summary,
        edition,
        _cells(reading, say),
        _members(reading, card, say),
        _sql(ident, reading, say),
        class_="source",
    )


def _members(reading: Reading, card: Card, say: Wording) -> Html:
    content = card.statement.content
    if isinstance(content, Figure) and (rows := tallied(reading, content, say)):
        return joined(*(el("p", el("b", label), " ", names, class_="members") for label, names in rows))
    if not reading.members:
        return NONE
    names = say.listed([say.subject(code) for code in reading.members])
    return el("p", el("b", say.say("label", "members")), " ", names, class_="members")


def _sql(ident: str, reading: Reading, say: Wording) -> Html:
    if not reading.sql:
        return NONE
    code = el("pre", el("code", reading.sql), id=ident, tabindex="0", aria_label=say.say("label", "sql"))
    return joined(code, _copy(ident, "copy_sql", say))


def _copy(ident: str, label: str, say: Wording) -> Html:
    return el("button", say.say("page", label), type="button", class_="copy", data_copy=ident)


def _cells(reading: Reading, say: Wording) -> Html:
    observations = reading.observations
    if not observations:
        return NONE
    subjects = len({observation.subject for observation in observations}) > 1
    most = _CONTEXT_CELLS if reading.definition.standing == "context" else _CELLS
    keys = (["subject"] if subjects else []) + ["period", "value", "status", "cell"]
    heads = el("tr", *(el("th", say.say("label", key), scope="col") for key in keys))
    rows = [_cell(observation, reading, say, subjects=subjects) for observation in observations[:most]]
    left = len(observations) - most
    more = _paragraph("more", f"… {say.count(left, 'rows_more')}" if left > 0 else "")
    return joined(el("table", el("thead", heads), el("tbody", *rows), class_="cells"), more)


def _cell(observation: Observation, reading: Reading, say: Wording, *, subjects: bool) -> Html:
    subject = el("td", say.subject(observation.subject)) if subjects else NONE
    value = el("td", say.number(observation.value, 2), class_="value")
    status = el("td", say.say("status", observation.status))
    return el(
        "tr",
        subject,
        el("td", observation.period),
        value,
        status,
        el("td", place(observation.place, reading.definition.source, reading.definition.edition, say)),
    )


# --- to quote, and where to go ---------------------------------------------------------------------------------------


def _quotable(card: Card, document: Document, say: Wording) -> Html:
    if card.then is None:
        return NONE
    ident = f"a{card.number}"
    first, *rest = answers.quotable(card, document, say).split("\n")
    text = el("p", first, *(joined(el("br"), row) for row in rest), id=ident)
    return joined(
        el("h4", say.say("label", "answer")),
        el("div", text, _copy(ident, "copy_answer", say), class_="quotable"),
    )


def _foot(n: int, count: int, say: Wording) -> Html:
    before = (
        el("a", f"← {say.say('page', 'previous')}", rel="prev", href=f"#c{n - 1}") if n > 1 else el("span")
    )
    after = (
        el("a", f"{say.say('page', 'next')} →", rel="next", href=f"#c{n + 1}") if n < count else el("span")
    )
    return el("nav", before, el("a", say.say("page", "back"), class_="back", href=f"#m{n}"), after)
