"""What happens and what is held without a number: each line is a text of our own and a statement it must give."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from foedus.model import Document, Event, Position
from foedus.text.events import Plain, plain
from foedus.text.lexicon import scan
from foedus.text.speech import attribute
from foedus.text.times import Times


def found(text: str, lang: str, day: str = "2025-04-03", taken: str | None = None) -> list[Plain]:
    seen = scan(Document(id="t", text=text, published=dt.date.fromisoformat(day), lang=lang), lang)
    spans = [(text.index(taken), text.index(taken) + len(taken))] if taken else []
    return plain(seen, attribute(seen), spans, Times(seen, seen.document.published))


EVENTS = [
    ("fr", "Les ministres de l'OTAN se réunissent jeudi à Bruxelles.", "meeting", "Brussels"),
    ("fr", "Réunis à Antalya, les ministres ont parlé de budget.", "meeting", "Antalya"),
    ("fr", "Les ministres alliés, réunis mardi à Vilnius, ont fait le point.", "meeting", "Vilnius"),
    ("fr", "La Finlande a rejoint l'OTAN en avril 2023.", "accession", None),
    ("fr", "L'Alliance ouvrira un bureau de liaison à Amman cet été.", "office opened", "Amman"),
    ("fr", "Tout dépend du sommet de La Haye, prévu fin juin.", "summit", "The Hague"),
    ("fr", "Trois soldats lettons ont été tués lors d'un exercice en Lettonie.", "deaths", None),
    ("fr", "Paris et Rome ont signé un accord mercredi.", "agreement", None),
    ("fr", "Le secrétaire général s'est rendu lundi à Sarajevo.", "visit", "Sarajevo"),
    ("fr", "L'OTAN a élargi le mandat de sa mission en Irak.", "mission changed", None),
    ("en", "NATO ministers meet in Brussels on Thursday.", "meeting", "Brussels"),
    ("en", "Finland joined NATO in April 2023.", "accession", None),
    ("en", "The alliance will open a liaison office in Amman this summer.", "office opened", "Amman"),
    ("en", "Much hangs on The Hague summit in June.", "summit", "The Hague"),
    ("en", "Three Latvian soldiers were killed during an exercise in Latvia.", "deaths", None),
    ("en", "Paris and Rome signed an agreement on Wednesday.", "agreement", None),
    ("en", "The secretary general flew to Sarajevo on Monday.", "visit", "Sarajevo"),
    ("en", "NATO widened the mandate of its mission in Iraq.", "mission changed", None),
    ("fr", "La Finlande est devenue mardi membre de l'Alliance.", "accession", None),
    ("en", "Leaders of the alliance held a virtual summit on Friday.", "meeting", None),
    ("fr", "La Grèce et la Macédoine ont repris lundi leurs pourparlers.", "meeting", None),
    ("en", "Mark Rutte took over from Jens Stoltenberg in October.", "post taken", None),
    ("fr", "Mark Rutte a succédé à Jens Stoltenberg.", "post taken", None),
    ("de", "Mark Rutte hat Jens Stoltenberg abgelöst.", "post taken", None),
    ("en", "Poland invoked Article 4 overnight.", "step taken", None),
    ("fr", "L'OTAN a expulsé huit diplomates.", "step taken", None),
    ("fr", "L'Alliance ouvrira à Amman son premier bureau de liaison.", "office opened", "Amman"),
    ("en", "Poland and Hungary celebrated twenty years in the alliance on Tuesday.", "step taken", None),
    ("fr", "Le Monténégro a signé lundi le protocole d'accession.", "agreement", None),
    ("en", "Joe Biden made an unannounced trip to Kyiv.", "visit", "Kyiv"),
    ("en", "In Madrid, Boris Johnson asked for patience.", "visit", "Madrid"),
    ("en", "Mark Rutte, in Warsaw on Wednesday, asked for patience.", "visit", "Warsaw"),
    ("fr", "À Madrid, Boris Johnson a plaidé pour la patience.", "visit", "Madrid"),
    ("de", "Die Türkei und Schweden haben am Montag ein Papier vorgelegt.", "step taken", None),
]


@pytest.mark.parametrize(("lang", "text", "kind", "place"), EVENTS)
def test_an_event_is_found_with_its_kind_and_place(
    lang: str, text: str, kind: str, place: str | None
) -> None:
    contents = [p.content for p in found(text, lang)]
    events = [c for c in contents if isinstance(c, Event)]
    assert kind in [e.kind for e in events]
    if place is not None:
        assert place in [e.place for e in events if e.kind == kind]


POSITIONS = [
    ("fr", "« Rien n'est encore décidé », a dit Mark Rutte.", "Rien n'est encore décidé", "Mark Rutte", "reports"),
    ("fr", "Volodymyr Zelensky réclame des obus.", "réclame des obus", "Volodymyr Zelensky", "demands"),
    ("fr", "« Nous paierons tous », a promis Boris Pistorius.", "Nous paierons tous", "Boris Pistorius", "pledges"),
    ("fr", "Le Kremlin a rejeté cette accusation.", "a rejeté cette accusation", "RUS", "denies"),
    ("fr", "Kiev a dénoncé jeudi une provocation.", "a dénoncé jeudi une provocation", "UKR", "reports"),
    ("fr", "Rutte a rappelé que le flanc sud compte aussi.", "le flanc sud compte aussi", "Mark Rutte", "reports"),
    ("fr", "Le flanc sud compte, selon un diplomate.", "Le flanc sud compte", "diplomat (unnamed)", "reports"),
    ("en", '"Nothing is decided yet," Mark Rutte said.', "Nothing is decided yet", "Mark Rutte", "reports"),
    ("en", "Jersey is not for sale, Mark Rutte repeated.", "Jersey is not for sale", "Mark Rutte", "denies"),
    ("fr", "« Jersey n'est pas à vendre », a dit Mark Rutte.", "Jersey n'est pas à vendre", "Mark Rutte", "denies"),
    ("de", "Sark stehe nicht zum Verkauf, sagte Mark Rutte.", "Sark stehe nicht zum Verkauf", "Mark Rutte", "denies"),
    ("fr", "« Bari ne livrera plus d'obus », a dit Mark Rutte.", "Bari ne livrera plus d'obus", "Mark Rutte", "denies"),
    ("en", "Volodymyr Zelensky demanded more shells.", "demanded more shells", "Volodymyr Zelensky", "demands"),
    ("en", '"We will keep our word," Boris Pistorius promised.', "We will keep our word", "Boris Pistorius", "pledges"),
    ("en", "The Kremlin rejected the charge.", "rejected the charge", "RUS", "denies"),
    ("en", "Rutte said that the southern flank counts.", "the southern flank counts", "Mark Rutte", "reports"),
    ("en", "The southern flank counts, a diplomat said.", "The southern flank counts", "diplomat (unnamed)", "reports"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "quote", "speaker", "stance"), POSITIONS)
def test_a_position_is_found_with_its_speaker(
    lang: str, text: str, quote: str, speaker: str, stance: str
) -> None:
    statements = {text[p.span.start : p.span.end]: p for p in found(text, lang)}
    assert quote in statements
    position = statements[quote]
    assert isinstance(position.content, Position)
    assert (speaker, stance) == (position.voice.speaker, position.stance)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La part de l'équipement monte dans la plupart des pays."),
        ("fr", "Le sommet de Madrid, en 2022, avait changé le ton."),
        ("en", "The share of equipment is rising in most countries."),
        ("en", "Few countries meet the target, and the table is long."),
        ("en", "Under the plan, member states received one billion euros."),
        ("en", "The German government reached that level in 1992."),
        ("en", "The check failed because the European Commission relied on other data."),
    ],
)
def test_what_nobody_says_and_nothing_happens_gives_no_statement(lang: str, text: str) -> None:
    assert not found(text, lang)


def test_a_figure_is_not_told_twice() -> None:
    text = "« La Belgique dépense 1,3 % de son PIB », a dit Mark Rutte."
    assert not found(text, "fr", taken="1,3 %")


def test_statements_come_in_order_and_quote_the_text() -> None:
    text = 'NATO ministers meet in Brussels today. "We are ready," Rutte said. He rejected the charge.'
    spans = [(p.span.start, p.span.end) for p in found(text, "en")]
    assert sorted(spans) == spans
    assert all(0 <= a < b <= len(text) for a, b in spans)


def test_a_text_of_events_alone_is_read_in_good_time() -> None:
    start = time.process_time()
    found("Le sommet de La Haye, prévu fin juin. Paris et Rome ont signé un accord. " * 2000, "fr")
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    ("lang", "text", "whole"),
    [
        ("fr", "Rome a signé à Kiev un accord assorti de 2,4 milliards d'euros d'aide.", "d'aide"),
        ("en", "The allies signed contracts for 120,000 shells in Brussels.", "Brussels"),
    ],
)
def test_an_event_is_quoted_past_the_comma_of_a_number(lang: str, text: str, whole: str) -> None:
    (told,) = [each for each in found(text, lang) if isinstance(each.content, Event)]
    assert text[told.span.start : told.span.end].endswith(whole)


def test_an_event_is_of_its_weekday_and_not_of_the_years_it_plans_for() -> None:
    text = "Les Vingt-Sept se sont accordés mardi sur 40 milliards d'euros pour Kiev d'ici à 2028."
    (told,) = [each.content for each in found(text, "fr") if isinstance(each.content, Event)]
    assert str(told.period) == "2025-04-01"


def test_a_home_capital_is_no_visit() -> None:
    contents = [p.content for p in found("In London, Keir Starmer asked for patience.", "en", "2025-04-03")]
    assert not [c for c in contents if isinstance(c, Event) and c.kind == "visit"]


DAYS = [
    ("en", "The secretary general flew to Sarajevo on Monday.", "2026-05-04"),
    ("fr", "Le secrétaire général s'est rendu lundi à Sarajevo.", "2026-05-04"),
    ("de", "Die Türkei und Schweden haben am Samstag ein Papier vorgelegt.", "2026-05-09"),
    ("en", "Ministers will meet in Brussels on Thursday.", "2026-05-14"),
    ("fr", "Les ministres se sont réunis vendredi et samedi à Bruxelles.", "2026-05-08/2026-05-09"),
    ("en", "The next summit will be held in Albania in 2027.", "2027"),
    ("en", "Rutte said on Monday that ministers would meet in Brussels.", None),
    ("en", "Ministers of the alliance meet in Brussels on Monday.", None),
]


@pytest.mark.parametrize(("lang", "text", "period"), DAYS)
def test_an_event_has_its_day(lang: str, text: str, period: str | None) -> None:
    """A weekday is the last one, or the next of what is to come; where it may be either the event has none."""
    seen = scan(Document(id="x", text=text, lang=lang, published=dt.date(2026, 5, 10)), lang)
    (event,) = [m.content for m in plain(seen, attribute(seen), [], Times(seen, seen.document.published))]
    assert isinstance(event, Event)
    assert (str(event.period) if event.period else None) == period


MEANT = [
    ("en", "Paris and Rome signed a plan for the fleet on Monday.", "agreement", "2026-05-04", "reports"),
    ("fr", "Les ministres de l'Alliance ont adopté jeudi le plan.", "agreement", "2026-05-07", "reports"),
    (
        "de",
        "Die Nato-Staaten haben sich am Montag auf ein Ziel verständigt.",
        "agreement",
        "2026-05-04",
        "reports",
    ),
    ("en", "Leaders are to sign the pact in The Hague on Thursday.", "agreement", "2026-05-14", "expects"),
    ("en", "Jens Stoltenberg called at the White House on Monday.", "step taken", "2026-05-04", "reports"),
    ("en", "Mark Rutte, who takes office on 1 October, said nothing.", "post taken", "2026-10-01", "expects"),
    ("de", "Er tritt sein Amt am 1. Oktober an.", "post taken", "2026-10-01", "expects"),
    ("fr", "L'Estonie a demandé des consultations au titre de l'article 4.", "step taken", None, "reports"),
    ("en", "Leaders meet in Ankara next July.", "meeting", "2026-07", "expects"),
    ("en", "Leaders meet in Ankara next month.", "meeting", "2026-06", "expects"),
    ("de", "Der nächste Gipfel findet in Ankara statt.", "meeting", "2026-07", "expects"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "period", "stance"), MEANT)
def test_an_event_is_over_or_to_come(
    lang: str, text: str, kind: str, period: str | None, stance: str
) -> None:
    """What was agreed or asked for is told, and what a present tells with its day is to come; so is the day read."""
    seen = scan(Document(id="x", text=text, lang=lang, published=dt.date(2026, 5, 10)), lang)
    made = plain(seen, attribute(seen), [], Times(seen, seen.document.published))
    events = [m for m in made if isinstance(m.content, Event)]
    assert [(m.content.kind, m.stance) for m in events if isinstance(m.content, Event)] == [(kind, stance)]
    (event,) = [m.content for m in events if isinstance(m.content, Event)]
    assert (str(event.period) if event.period else None) == period


CLAUSES = [
    (
        "en",
        "Fifty ships wait, Jens Stoltenberg said before leaders met in Brussels on Thursday.",
        "leaders met in",
    ),
    ("en", "Rome hailed a boost after the contact group met in Ramstein on Friday.", "the contact group met"),
    (
        "en",
        "The envoy spoke in Riga, where NATO foreign ministers are meeting.",
        "NATO foreign ministers are",
    ),
    ("fr", "Tout s'est dit quand les ministres se sont réunis mardi à Bruxelles.", "les ministres se sont"),
    ("de", "Es blieb still, als die Minister am Montag in Brüssel zusammenkamen.", None),
]


@pytest.mark.parametrize(("lang", "text", "start"), CLAUSES)
def test_an_event_begins_with_its_own_clause(lang: str, text: str, start: str | None) -> None:
    """A conjunction before the subject of an event opens its clause."""
    told = [text[p.span.start : p.span.end] for p in found(text, lang) if isinstance(p.content, Event)]
    assert all(not each.startswith(("Fifty", "Rome", "Tout", "Es blieb")) for each in told)
    assert start is None or any(each.startswith(start) for each in told)


NONE = [
    ("fr", "La Lituanie accueillera en 2027 des milliers de soldats allemands."),
    ("en", "Poland hosts thousands of American soldiers."),
    ("en", "Twenty allies are set to meet the defence spending target by 2025."),
    ("fr", "La Chine arrive en deuxième position depuis lundi."),
    ("fr", "L'Ukraine reçoit plus d'aide de Berlin depuis lundi."),
    ("fr", "L'Ukraine recevra de la Suède 40 véhicules blindés."),
    ("fr", "La Lettonie accueillera d'ici à fin 2028 un peu plus de 2200 soldats canadiens."),
    ("en", "Ukraine will receive 40 armoured vehicles from Sweden."),
    ("de", "Die Länder kommen zusammen am Montag auf knapp 52 Milliarden Euro."),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_targets_and_aid_are_no_meetings(lang: str, text: str) -> None:
    """Who meets a target, receives aid or comes to a sum meets and visits nobody."""
    assert [p.content for p in found(text, lang) if isinstance(p.content, Event)] == []


def test_to_whom_something_was_said_is_no_position() -> None:
    assert found("Keir Starmer told the House of Commons on Tuesday.", "en") == []


def test_a_short_denial_takes_in_who_denies() -> None:
    text = "Rome spends too little. Emmanuel Macron denied it."
    assert [text[p.span.start : p.span.end] for p in found(text, "en")] == ["Emmanuel Macron denied it"]


def test_a_summit_that_is_over_is_told_though_its_aims_lie_ahead() -> None:
    text = "At their summit in The Hague on 24 and 25 June, leaders agreed to spend more by 2035."
    (told,) = [each for each in found(text, "en", "2025-07-03") if isinstance(each.content, Event)]
    assert (told.stance, told.content.place, told.content.parties) == ("reports", "The Hague", ["nato"])  # type: ignore[union-attr]


def test_talks_in_a_town_where_the_alliance_met_are_not_the_alliances() -> None:
    text = "The paper was signed during talks in Madrid on Monday."
    (told,) = [each.content for each in found(text, "en", "2025-07-03") if isinstance(each.content, Event)]
    assert (told.place, told.parties) == ("Madrid", [])


ASIDE = [
    (
        "fr",
        "M. Trump, qui était à Bruxelles, doit rencontrer lundi à Helsinki Vladimir Poutine.",
        [],
        "2025-04-07",
        "Helsinki",
    ),
    (
        "en",
        "Madeleine Albright, who saw Poland into the alliance in 1999, died on Wednesday.",
        [],
        "2025-04-02",
        None,
    ),
    (
        "en",
        "Poland, which joined in 1999, signed an agreement with Norway on Wednesday.",
        ["POL", "NOR"],
        "2025-04-02",
        None,
    ),
]


@pytest.mark.parametrize(("lang", "text", "parties", "period", "place"), ASIDE)
def test_what_a_relative_clause_tells_of_somebody_is_no_part_of_the_event(
    lang: str, text: str, parties: list[str], period: str, place: str | None
) -> None:
    (told,) = [each.content for each in found(text, lang) if isinstance(each.content, Event)]
    assert (told.parties, str(told.period), told.place) == (parties, period, place)


@pytest.mark.parametrize(
    ("lang", "text", "positions"),
    [
        (
            "fr",
            "Tout ira mieux en mai, a dit lundi Boris Pistorius, deux semaines après la crise du « petit cabinet ».",
            1,
        ),
        ("en", 'The budget will grow, Boris Pistorius said, two weeks after an "inner" meeting.', 1),
        ("fr", "Le budget augmentera, a dit Boris Pistorius, en dénonçant une « erreur historique ».", 2),
    ],
)
def test_what_dates_a_tag_is_nobodys_view(lang: str, text: str, positions: int) -> None:
    assert len([each for each in found(text, lang) if isinstance(each.content, Position)]) == positions
