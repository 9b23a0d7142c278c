"""A Dossier in; text for a terminal out: what fails or depends first, then what cannot be told, then what holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.lang import codes
from foedus.model import Dossier, Figure, Position, Reading
from foedus.render import answers
from foedus.render.answers import GLYPHS, MARKS
from foedus.render.cards import Card, Pile, groups, sentence
from foedus.render.chart import chart
from foedus.render.curve import curve
from foedus.render.following import promises
from foedus.render.ink import STYLES, Ink, padded
from foedus.render.plain import breadth, clipped, folded, line
from foedus.render.spots import cells
from foedus.render.tallied import moved, scope, strongest, tallied, turning
from foedus.render.wording import NO_BREAK, wording

_ROWS = 6  # readings shown of a check
_BOUND = 60  # columns of places that stay on one line
_BRIEF = 2  # of one that holds
_LIST = 12  # lines of a list of events, positions or doubts
_NARROWEST, _WIDEST = 40, 100  # columns; longer lines are tiring to read


def to_terminal(
    dossier: Dossier, lang: str, width: int = 80, color: bool = False, *, all_readings: bool = False
) -> str:
    """Return the dossier as text of at most `width` columns, with ANSI colours where `color`.

    `lang` is the language of the answer; raises UnknownName where it has no words.
    """
    ink = Ink(max(_NARROWEST, min(width, _WIDEST)), color)
    return "\n".join(_Screen(dossier, lang, ink, all_readings).lines()) + "\n"


class _Screen:
    """The sections of the screen, each a method that yields its lines."""

    def __init__(self, dossier: Dossier, lang: str, ink: Ink, all_readings: bool) -> None:
        self.document, self.say, self.ink = dossier.document, wording(lang), ink
        self.pile = Pile(dossier)
        # The report's own language says which spaces must not break.
        self.theirs = wording(dossier.document.lang).spaced if dossier.document.lang in codes() else str
        self.all_readings = all_readings
        self.measures = dossier.measures
        self.told: set[str] = set()  # measures whose scope stands above already

    def lines(self) -> Iterator[str]:
        """Yield the screen from top to bottom."""
        yield from self.head()
        first, sorted_by = self.pile.first, self.pile.sorted_by
        shown = {card.number for card in first}
        rest = [card for card in sorted_by("denied", "holds") if card.number not in shown]
        open_ones = [card for card in rest if card.then is not None and card.then.verdict == "unknown"]
        promised = [card for card in sorted_by("pledge") if card.number not in shown]
        yield from self.section("order", self.cards(first))
        yield from self.section("order_unknown", self.cards([*sorted_by("unknown"), *open_ones]))
        yield from self.section("order_holds", self.cards([card for card in rest if card not in open_ones]))
        yield from self.section("order_unchecked", self.shortly(sorted_by("unchecked")))
        yield from self.section("promises", self.shortly(promised))
        yield from self.section("events", self.shortly(sorted_by("event")))
        yield from self.section("positions", self.shortly(sorted_by("position")))
        yield from self.section("due_next", self.due_next())
        yield from self.section("doubts", self.doubts([self.say.doubt(doubt) for doubt in self.pile.loose]))

    def head(self) -> Iterator[str]:
        """Yield the title, where and when it was published, and the counts by verdict."""
        document, say, cards = self.document, self.say, self.pile.cards
        yield from self.ink.fold(answers.title(document, say), style="head")
        day = say.day(document.published) if document.published else say.say("page", "undated")
        facts = [line(document.publisher or ""), day, say.count(len(cards), "statements")]
        yield from self.ink.fold(" · ".join(filter(None, facts)), style="faint")
        tally = [(sort, n) for sort, n in self.pile.counts.items() if sort in STYLES]
        yield from self.ink.side_by_side(
            [(sort, f"{GLYPHS[sort]} {n} {say.count(n, sort)}") for sort, n in tally]
        )
        if not cards:
            yield from self.ink.fold(say.say("page", "nothing_found"))
        elif not self.pile.first:
            yield from self.ink.fold(say.say("page", "nothing_first"))
        yield from self.doubts([say.doubt(doubt) for doubt in self.pile.first_doubts])

    def section(self, title: str, rows: Iterable[str]) -> Iterator[str]:
        """Yield a heading with its rows, nothing where there are none."""
        body = list(rows)
        if body:
            words = clipped(self.say.say("page", title), self.ink.width - 6)
            rule = "─" * (self.ink.width - breadth(words) - 4)
            yield from ("", self.ink.paint(f"── {words} {rule}", "faint"), *body)

    # --- a card -----------------------------------------------------------------------------------------------------

    def cards(self, cards: list[Card]) -> Iterator[str]:
        """Yield cards in full."""
        for card in cards:
            yield ""
            yield from self.card(card)

    def card(self, card: Card) -> Iterator[str]:
        """Yield verdict, sentence, claim, answer, readings and what is known now."""
        say, span = self.say, card.statement.span
        number = f"[{card.number}]"
        words = clipped(f"{GLYPHS[card.sort]} {answers.verdict(card, say)}", self.ink.width - len(number) - 1)
        gap = " " * (self.ink.width - breadth(words) - len(number))
        yield self.ink.paint(words, card.sort) + gap + self.ink.paint(number, "faint")
        head, quote, tail = map(self.theirs, sentence(self.document.text, span.start, span.end))
        yield from self.ink.marked(head, quote, tail, indent="  ")
        claim = say.colon(answers.teller(card, self.document, say), " · ".join(answers.understood(card, say)))
        yield from self.ink.fold(claim, "  ", "faint")
        yield from self.ink.fold(answers.summary(card, say), "  ", "head")
        yield from self.readings(card)
        yield from self.beside(card)
        yield from self.ink.fold(answers.known_now(card, say), "  ")
        yield from self.moved(card)
        yield from self.ink.fold(answers.promise(card, say), "  ")
        yield from self.drifts(card)
        yield from self.doubts(answers.doubts(card, self.say))

    def beside(self, card: Card) -> Iterator[str]:
        """Yield who was counted, and once for each measure what its series counts and leaves out."""
        reading, content = strongest(card.then), card.statement.content
        if reading is None or not isinstance(content, Figure):
            return
        measure = reading.definition.measure
        told = [] if measure in self.told else scope(self.measures.get(measure), self.say)
        self.told.add(measure)
        for label, text in (*turning(card.then, self.say), *tallied(reading, content, self.say)):
            yield from self.ink.fold(self.say.colon(label, text), "  ", hanging="    ")
        for label, text in told:
            yield from self.ink.fold(self.say.colon(label, text), "  ", "faint", hanging="    ")

    def moved(self, card: Card) -> Iterator[str]:
        """Yield who is counted now and was not, and the reverse."""
        content = card.statement.content
        if isinstance(content, Figure):
            for label, text in moved(card.then, card.now, content, self.say):
                yield from self.ink.fold(self.say.colon(label, text), "    ", hanging="      ")

    # --- readings ---------------------------------------------------------------------------------------------------

    def readings(self, card: Card) -> Iterator[str]:
        """Yield the table of readings, what they share, and the curve."""
        check, content = card.then, card.statement.content
        if check is None or not check.readings or not isinstance(content, Figure):
            return
        spread = answers.Spread(check.readings, self.say)
        ordered = [reading for _, members in groups(check.readings) for reading in members]
        brief = card.sort == "holds" and not self.all_readings
        shown = spread.readings[:_BRIEF] if brief else ordered if self.all_readings else ordered[:_ROWS]
        label = max(breadth(self.say.say("standing_short", r.definition.standing)) for r in ordered)
        yield from self.table(shown, spread, label)
        if not brief and (left := len(ordered) - len(shown)):
            more = self.say.say("page", "all_readings", n=self.say.count(left, "more"))
            yield self.ink.paint(f"  … {more}", "faint")
        yield from self.ink.fold(spread.common, "  ", "faint")
        drawn = curve(check, content.quantity)
        if drawn and drawn.is_spread and not brief:
            yield from chart(drawn, label, "  ", self.ink, self.say)

    def table(self, readings: list[Reading], spread: answers.Spread, label: int) -> Iterator[str]:
        """Yield a row a reading: standing, sign, value, definition and cells."""
        values = [self.say.observed(reading.observed) for reading in readings]
        column = max(map(breadth, values), default=0)
        indent = label + column + 7
        last = ""
        for reading, value in zip(readings, values, strict=True):
            standing = reading.definition.standing
            name = self.say.say("standing_short", standing) if standing != last else ""
            last = standing
            own = [spread.own(reading), _bound(cells(reading, self.say))]
            first, *more = folded(" · ".join(filter(None, own)), max(12, self.ink.width - indent))
            mark = self.ink.paint(MARKS[reading.verdict], reading.verdict)
            figure = self.ink.paint(padded(value, column, right=True), "head")
            yield f"  {self.ink.paint(padded(name, label), 'faint')} {mark} {figure}  {first}"
            yield from (" " * indent + row for row in more)

    # --- lists ------------------------------------------------------------------------------------------------------

    def shortly(self, cards: list[Card]) -> Iterator[str]:
        """Yield a card a line: who, the quote, what was understood, when it is due."""
        say = self.say
        for card in cards[:_LIST]:
            is_view = isinstance(card.statement.content, Position)
            quote = say.quoted(clipped(line(card.statement.quote), 160))
            parts = [quote, *([] if is_view else answers.understood(card, say)), answers.due(card, say)]
            text = say.colon(answers.teller(card, self.document, say), " · ".join(filter(None, parts)))
            yield from self.ink.fold(text, f"{GLYPHS[card.sort]} ", hanging="  ")
            yield from self.ink.fold(answers.promise(card, say), "    ")
            yield from self.drifts(card)
        yield from self.left_out(len(cards))

    def drifts(self, card: Card) -> Iterator[str]:
        """Yield where a retelling is not what was promised."""
        for drift in answers.drifts(card, self.say):
            yield from self.ink.fold(drift, "  ≠ ", hanging="    ", style="fails")

    def due_next(self) -> Iterator[str]:
        """Yield what fell due next after the day of the report."""
        for entry in self.pile.due_next:
            yield from self.ink.fold(promises(self.say.lang).entry(entry), "◇ ", hanging="  ")

    def doubts(self, doubts: list[str]) -> Iterator[str]:
        """Yield what remains unclear."""
        for doubt in doubts[:_LIST]:
            yield from self.ink.fold(doubt, "  ? ", hanging="    ")
        yield from self.left_out(len(doubts))

    def left_out(self, count: int) -> Iterator[str]:
        """Yield how many of a list were left out."""
        if count > _LIST:
            yield f"  … {self.say.count(count - _LIST, 'more')}"


def _bound(places: str) -> str:
    """Keep places on one line, unless they name so many rows that no line holds them."""
    return places.replace(" ", NO_BREAK) if breadth(places) <= _BOUND else places
