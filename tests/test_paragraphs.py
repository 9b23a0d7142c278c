"""A sentence that names all it needs is read alike, whatever other paragraphs tell of something else."""

import datetime as dt
import re

import pytest

from foedus.model import Document, Position
from foedus.text.read import read

DAY = dt.date(2025, 11, 20)
STRANGE = {
    "en": [
        "The talks ended at noon.",
        "The city of Ghent bought 12 trams for 31 million euros in 2021, 8 percent more than planned.",
        "A fund of 31 million euros was promised in 2021 to buy 12 trams; the goal is to have 20 of them by 2040.",
    ],
    "fr": [
        "Les entretiens se sont achevés à midi.",
        "La ville de Gand a acheté 12 tramways pour 31 millions d'euros en 2021, 8 % de plus que prévu.",
        "Un fonds de 31 millions d'euros a été promis en 2021 pour 12 tramways ; le but est d'en avoir 20 en 2040.",
    ],
    "de": [
        "Die Gespräche endeten am Mittag.",
        "Die Stadt Gent kaufte 2021 zwölf Straßenbahnen für 31 Millionen Euro, acht Prozent mehr als geplant.",
        "Ein Fonds von 31 Millionen Euro wurde 2021 für zwölf Bahnen zugesagt; Ziel sind 20 bis zum Jahr 2040.",
    ],
}
WHOLE = [
    ("en", "Poland spent 4.1% of its GDP on defence in 2024, against 3.3% in 2023, NATO said."),
    ("en", "Russia's military spending rose by 38% to 149 billion dollars in 2024, according to SIPRI."),
    ("en", "Germany has allocated 20 billion euros in military aid to Ukraine since January 2022."),
    ("en", "Poland will spend 200 billion zlotys ($55 billion), or 4.8% of GDP, on defence in 2026."),
    ("en", "Italy trimmed its army from 175,000 soldiers in 2014 to 160,000 in 2024."),
    ("en", "Twenty-three allies met the 2% guideline in 2024, up from three in 2014, Mark Rutte said."),
    (
        "fr",
        "La Pologne a consacré 4,1 % de son PIB à la défense en 2024, contre 3,3 % en 2023, selon l'OTAN.",
    ),
    ("fr", "Mark Rutte a relevé une hausse de 12 % des dépenses militaires slovaques en 2024."),
    ("fr", "L'Allemagne a alloué 20 milliards d'euros d'aide militaire à l'Ukraine depuis janvier 2022."),
    ("en", "Germany's aid to Ukraine has passed €40 billion."),
    ("fr", "L'aide de l'Allemagne à l'Ukraine a dépassé 40 milliards d'euros."),
    ("de", "Die Hilfe Deutschlands für die Ukraine hat 40 Milliarden Euro überschritten."),
    ("fr", "La Pologne a dépensé 4,1 % de son PIB pour sa défense."),
    ("en", "Collectively, members of the alliance spent 1.5 trillion dollars on defence."),
    ("en", "Switzerland spends 0.7 percent of GDP on its army, according to SIPRI."),
    ("fr", "La guerre coûte cher à l'Ukraine, qui consacre 34 % de son PIB à la défense."),
    ("fr", "La France portera son effort de défense à 3,5 % du PIB en 2035, a promis Emmanuel Macron."),
    ("de", "Polen gab 2024 nach Angaben der Nato 4,1 Prozent seines BIP für Verteidigung aus."),
    ("de", "Russlands Militärausgaben stiegen 2024 laut Sipri um 38 Prozent auf 149 Milliarden Dollar."),
]


def told(lang: str, text: str, start: int, end: int) -> list[tuple[object, ...]]:
    """What is read of a span: quote, content, speaker and stance."""
    found = read(Document(id="a", text=text, lang=lang, published=DAY))[0]
    return [(s.quote, s.content, s.speaker, s.stance) for s in found if start <= s.span.start < end]


@pytest.mark.parametrize(("lang", "text"), WHOLE)
def test_other_paragraphs_change_nothing(lang: str, text: str) -> None:
    alone = told(lang, text, 0, len(text))
    assert alone, text
    opening = STRANGE[lang][0] + "\n\n"  # a report opens with something else, so that this is no headline
    for strange in STRANGE[lang]:
        behind = f"{text}\n\n{strange}"
        assert told(lang, behind, 0, len(text)) == alone, behind
        before = f"{opening}{strange}\n\n{text}"
        assert told(lang, before, len(before) - len(text), len(before)) == alone, before


LEADS = {
    "en": ["But ", "And ", "Yet, ", "However, ", "Meanwhile, ", "In addition, "],
    "fr": ["Mais ", "Et ", "Or, ", "Toutefois, ", "Par ailleurs, ", "En outre, "],
    "de": ["Zudem: ", "Mehr noch: "],
}
SMALL = re.compile(r"(?:The|A|He|Twenty-three|La|Le|L'|Les)\b")  # first words that no name is
LED = [
    *WHOLE,
    ("en", "The Commission presented a plan worth 800 billion euros."),
    ("en", "Analysts put Moscow's military bill for 2022 at 102 billion dollars."),
    (
        "en",
        "Poland raised its budget to 4.7 percent of GDP, more than double the goal, its defence minister said.",
    ),
    ("en", "At 3.5 percent of GDP, Germany would spend 150 billion euros a year on defence."),
    ("fr", "La Commission a esquissé un plan de 800 milliards d'euros."),
    ("fr", "Avec 1,28 % du PIB, l'Espagne promet d'atteindre 2 % en 2029."),
    ("fr", "Dans l'Union européenne, huit pays ont consacré plus de 2 % de leur PIB à la défense en 2020."),
]


@pytest.mark.parametrize(("lang", "text"), LED)
def test_what_leads_over_to_a_sentence_changes_no_reading(lang: str, text: str) -> None:
    alone = told(lang, text, 0, len(text))
    for lead in LEADS[lang]:
        small = SMALL.match(text) or text.startswith(("Analysts", "At ", "Avec ", "Dans "))
        led = lead + (text[0].lower() + text[1:] if small else text)
        assert [each[1:] for each in told(lang, led, 0, len(led))] == [each[1:] for each in alone], led


QUOTED = [
    (
        "en",
        "“But we will not give up on 3.5 percent,” Mark Rutte said in Madrid, a day after he met Donald Trump.",
    ),
    ("en", "“However, the work goes on,” the leaders stated in the plan adopted in Madrid on Wednesday."),
    ("fr", "« Mais nous consacrerons 3,5 % du PIB à la défense », a dit Mark Rutte à Madrid."),
]


@pytest.mark.parametrize(("lang", "text"), QUOTED)
def test_what_leads_over_to_quoted_words_changes_no_reading(lang: str, text: str) -> None:
    lead, rest = re.match(r"([“«] ?)[A-Z]\w+,? (.*)", text).groups()  # type: ignore[union-attr]
    bare = lead + rest[0].upper() + rest[1:]

    def understood(written: str) -> list[tuple[object, ...]]:
        found = told(lang, written, 0, len(written))
        return [(None if isinstance(each[1], Position) else each[1], *each[2:]) for each in found]

    assert understood(bare)
    assert understood(text) == understood(bare)


DATELINES = {
    "en": ["BRUSSELS, Nov 20 (Reuters) - ", "OTTAWA — ", "WASHINGTON—", "Berlin (dpa) - "],
    "fr": ["BRUXELLES, 20 novembre (AFP) – ", "Paris, le 20 novembre 2025 – ", "OTTAWA — ", "Paris (AFP) - "],
    "de": ["BERLIN, 20. November (dpa) - ", "Brüssel (dpa) – "],
}


@pytest.mark.parametrize(("lang", "text"), WHOLE)
def test_where_and_when_a_report_was_written_changes_no_reading(lang: str, text: str) -> None:
    alone = told(lang, text, 0, len(text))
    for headed in (f"{each}{text}" for each in DATELINES[lang]):
        assert told(lang, headed, 0, len(headed)) == alone, headed
