"""Who says what: each line is a sentence of our own, a piece of it, and the voice that it must have."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from foedus.model import Document
from foedus.text.lexicon import language, scan
from foedus.text.speech import attribute
from foedus.text.speech.attribution import Attribution


def voices(text: str, lang: str, day: str = "2025-04-03") -> Attribution:
    return attribute(scan(Document(id="t", text=text, published=dt.date.fromisoformat(day), lang=lang), lang))


FRENCH = [
    (
        "2025-04-29",
        "« Il faut 3 % du PIB », a déclaré le député LR Paul-Henri Marquand.",
        "3 %",
        "Paul-Henri Marquand",
        "demands",
    ),
    (
        "2025-04-29",
        "Le président français, qui recevait Volodymyr Zelensky, a promis 2 milliards d’euros.",
        "2 milliards",
        "Emmanuel Macron",
        "pledges",
    ),
    (
        "2025-04-29",
        "Interrogée hier, Kaja Kallas a cité le chiffre de 3 % du PIB.",
        "3 %",
        "Kaja Kallas",
        "reports",
    ),
    # papers that speak for their house
    (
        "2025-04-29",
        "Il ressort du rapport du Sipri que la Russie a dépensé 149 milliards de dollars en 2024.",
        "149 milliards",
        "SIPRI",
        "reports",
    ),
    (
        "2025-04-29",
        "Au dernier décompte du Sipri, la Russie a dépensé 149 milliards de dollars.",
        "149 milliards",
        "SIPRI",
        "reports",
    ),
    (
        "2025-04-29",
        "Le Sipri attribue à la Russie 149 milliards de dollars de dépenses militaires.",
        "149 milliards",
        "SIPRI",
        "reports",
    ),
    (
        "2025-04-29",
        "La Pologne a présenté un budget de 40 milliards d’euros au sommet de l’Otan.",
        "40 milliards",
        None,
        "reports",
    ),
    # verbs before and behind, quotations
    (
        "2024-06-17",
        "« Nous y sommes presque », a déclaré Jens Stoltenberg lundi.",
        "presque",
        "Jens Stoltenberg",
        "reports",
    ),
    (
        "2025-04-03",
        "Mark Rutte a affirmé que les dépenses européennes avaient bondi de 20 %.",
        "20 %",
        "Mark Rutte",
        "reports",
    ),
    (
        "2025-04-03",
        "« C'est 3 % », martèle le secrétaire général de l'OTAN, « et pas un de moins ».",
        "pas un de moins",
        "Mark Rutte",
        "reports",
    ),
    (
        "2025-04-03",
        "« La route est longue », a-t-il dit. Emmanuel Macron recevait la presse.",
        "La route",
        "Emmanuel Macron",
        "reports",
    ),
    (
        "2025-04-03",
        "Emmanuel Macron recevait la presse. « La route est longue », a-t-il dit.",
        "La route",
        "Emmanuel Macron",
        "reports",
    ),
    (
        "2025-04-03",
        "Emmanuel Macron s'est exprimé. Il a aussi rappelé que Paris dépense 2,1 % du PIB.",
        "2,1 %",
        "Emmanuel Macron",
        "reports",
    ),
    (
        "2025-04-03",
        "Kaja Kallas était à Tallinn. L'Europe donne 30 milliards d'euros, a-t-elle ajouté.",
        "30 milliards",
        "Kaja Kallas",
        "reports",
    ),
    ("2025-04-03", "Rutte : « Il nous faut 3 % »", "3 %", "Mark Rutte", "demands"),
    (
        "2025-04-03",
        "“Les stocks sont vides”, s'inquiète un général.",
        "vides",
        "general (unnamed)",
        "reports",
    ),
    (
        "2025-04-03",
        "Le ministre a été clair : « Nous tiendrons parole. » « Et vite », a insisté Boris Pistorius.",
        "Et vite",
        "Boris Pistorius",
        "reports",
    ),
    # selon, d'après, aux yeux de
    (
        "2025-04-03",
        "Selon Marco Rubio, les Européens dépensent trop peu.",
        "trop peu",
        "Marco Rubio",
        "reports",
    ),
    ("2025-04-03", "Les Européens dépensent 2 %, d'après l'OTAN.", "2 %", "NATO", "reports"),
    (
        "2025-04-03",
        "D'après le Sipri, le monde a dépensé 2.700 milliards de dollars.",
        "2.700 milliards",
        "SIPRI",
        "reports",
    ),
    ("2025-04-03", "Aux yeux de Viktor Orban, 5 % est un rêve.", "5 %", "Viktor Orbán", "reports"),
    (
        "2025-04-03",
        "À en croire Moscou, l'OTAN compte 30 000 soldats en Pologne.",
        "30 000",
        "RUS",
        "reports",
    ),
    ("2025-04-03", "Pour Friedrich Merz, 2 % ne suffisent plus.", "2 %", "Friedrich Merz", "reports"),
    (
        "2025-04-03",
        "Selon l'institut de Kiel, Berlin a livré 10 milliards d'euros ; Paris, 3 milliards.",
        "10 milliards",
        "Kiel Institute",
        "reports",
    ),
    (
        "2025-04-03",
        "Selon une source diplomatique, l'accord vaut 4 milliards d'euros.",
        "4 milliards",
        "diplomatic source (unnamed)",
        "reports",
    ),
    # indirect speech
    (
        "2025-04-03",
        "Le Premier ministre britannique a indiqué que 2,5 % du PIB iraient à la défense en 2027.",
        "2,5 %",
        "Keir Starmer",
        "pledges",
    ),
    (
        "2025-04-03",
        "Donald Trump accuse l'Espagne de ne verser que 1,3 % de son PIB.",
        "1,3 %",
        "Donald Trump",
        "reports",
    ),
    (
        "2025-04-03",
        "Le Kremlin prétend que 80 000 mercenaires combattent pour Kiev.",
        "80 000",
        "RUS",
        "reports",
    ),
    (
        "2025-04-03",
        "Giorgia Meloni estime que l'Italie, à 1,5 %, fait sa part.",
        "1,5 %",
        "Giorgia Meloni",
        "reports",
    ),
    ("2025-04-03", "Petr Pavel juge que 3 % doivent devenir la règle.", "3 %", "Petr Pavel", "demands"),
    # titles and their holders
    (
        "2024-11-25",
        "Justin Trudeau parlait lundi. Le dirigeant canadien a promis 2 % du PIB.",
        "2 %",
        "Justin Trudeau",
        "pledges",
    ),
    (
        "2023-03-21",
        "Le secrétaire général de l'OTAN a salué les sept pays à 2 %.",
        "sept pays",
        "Jens Stoltenberg",
        "reports",
    ),
    ("2018-07-11", "Le président américain a réclamé 4 % du PIB.", "4 %", "Donald Trump", "demands"),
    (
        "2022-03-01",
        "Le chancelier allemand a promis 100 milliards d'euros pour la Bundeswehr.",
        "100 milliards",
        "Olaf Scholz",
        "pledges",
    ),
    (
        "2024-02-15",
        "Le ministre polonais de la Défense, Wladyslaw Kosiniak-Kamysz, a annoncé 4 %.",
        "4 %",
        "Władysław Kosiniak-Kamysz",
        "pledges",
    ),
    (
        "2024-02-15",
        "La ministre slovaque du Budget, Jana Nováková, a évoqué 2 %.",
        "2 %",
        "Jana Nováková",
        "reports",
    ),
    (
        "2024-02-15",
        "« Nous paierons », a lancé la ministre estonienne de l'Énergie, Liis Tamm.",
        "paierons",
        "Liis Tamm",
        "pledges",
    ),
    (
        "2025-04-03",
        "Le chef de la diplomatie américaine veut 5 % « au plus vite ».",
        "5 %",
        "Marco Rubio",
        "demands",
    ),
    # governments and organisations
    ("2025-04-03", "Berlin a promis 7 milliards d'euros à Kiev.", "7 milliards", "DEU", "pledges"),
    ("2025-04-03", "Varsovie réclame 10 000 soldats américains de plus.", "10 000", "POL", "demands"),
    ("2025-04-03", "Le Pentagone a démenti avoir retiré 20 000 hommes d'Europe.", "20 000", "USA", "denies"),
    (
        "2025-04-03",
        "Le rapport annuel de l'OTAN évalue l'effort belge à 1,3 % du PIB.",
        "1,3 %",
        "NATO",
        "reports",
    ),
    (
        "2025-04-03",
        "La Commission européenne prévoit 800 milliards d'euros d'ici à 2030.",
        "800 milliards",
        "European Commission",
        "expects",
    ),
    # the outlet itself
    ("2025-04-03", "La Belgique dépense 1,3 % de son PIB.", "1,3 %", None, "reports"),
    ("2025-04-03", "Les Alliés ont fourni 40 milliards d'euros en 2024.", "40 milliards", None, "reports"),
    ("2025-04-03", "Le budget passera à 60 milliards d'euros en 2027.", "60 milliards", None, "expects"),
    ("2025-04-03", "L'Europe doit trouver 300 000 soldats.", "300 000", None, "demands"),
    ("2025-04-03", "La part américaine tombera à 60 %, contre 70 % en 2016.", "70 %", None, "reports"),
    ("2025-04-03", "Le pays devrait atteindre 2 % en 2029.", "2 %", None, "expects"),
    # stance
    (
        "2025-04-03",
        "« La France n'a jamais promis 5 % », a répondu Sébastien Lecornu.",
        "5 %",
        "Sébastien Lecornu",
        "denies",
    ),
    (
        "2025-04-03",
        "« Nous porterons l'effort à 3,5 % », a promis Emmanuel Macron.",
        "3,5 %",
        "Emmanuel Macron",
        "pledges",
    ),
    (
        "2025-04-03",
        "Mark Rutte a exhorté les Alliés à dépenser « considérablement plus que 3 % ».",
        "3 %",
        "Mark Rutte",
        "demands",
    ),
    (
        "2025-04-03",
        "Mark Rutte a indiqué que 22 pays atteindraient 2 % cette année.",
        "22 pays",
        "Mark Rutte",
        "expects",
    ),
    (
        "2025-04-03",
        "Ce chiffre de 5 % est, a tranché un diplomate, « irréaliste ».",
        "irréaliste",
        "diplomat (unnamed)",
        "reports",
    ),
    (
        "2026-07-10",
        "La part des dépenses de l'Alliance tombera à 57 %, relève l'OTAN.",
        "57 %",
        "NATO",
        "expects",
    ),
    ("2025-07-30", "Le gouvernement Merz prévoit 3,5 % en 2029.", "3,5 %", "DEU", "pledges"),
    ("2017-03-24", "Les Américains assurent 70 % des dépenses.", "70 %", None, "reports"),
    ("2024-03-28", "Petr Pavel suggère à chacun de donner 0,25 %.", "0,25 %", "Petr Pavel", "demands"),
    ("2022-07-01", "La dépense va de 50 à 60 % selon les pays.", "60 %", None, "reports"),
    ("2024-10-01", "« Les 2 %, a dit Mark Rutte, ne suffisent plus. »", "2 %", "Mark Rutte", "reports"),
    ("2023-03-13", "Les achats ont reculé de 5 %, note le Sipri.", "5 %", "SIPRI", "reports"),
    (
        "2023-03-13",
        "Les achats ont reculé de 5 %, lui a répondu Kaja Kallas.",
        "5 %",
        "Kaja Kallas",
        "reports",
    ),
    (
        "2025-02-12",
        "« Les 2 % suffisent » : en une phrase, Pete Hegseth a tranché.",
        "2 %",
        "Pete Hegseth",
        "reports",
    ),
    (
        "2022-04-25",
        "Il manque 3 %, a dit en Pologne, au retour de Kiev, Lloyd Austin.",
        "3 %",
        "Lloyd Austin",
        "reports",
    ),
    (
        "2023-06-15",
        "L'effort doit atteindre 2 %, selon le chef de l'État letton.",
        "2 %",
        "Egils Levits",
        "demands",
    ),
    (
        "2023-03-13",
        "Les achats ont reculé de 5 %, note le Sipri ; ceux de l'Europe, de 6 %.",
        "6 %",
        "SIPRI",
        "reports",
    ),
]

ENGLISH = [
    # papers that speak for their house
    ("2025-04-29", "The tables of NATO put Poland at 4.1% of GDP for 2024.", "4.1%", "NATO", "reports"),
    ("2025-04-29", "Russia spent $149 billion in 2024 (SIPRI).", "$149 billion", "SIPRI", "reports"),
    ("2025-04-29", "The forces of the alliance count 3.4 million soldiers.", "3.4 million", None, "reports"),
    (
        "2025-04-29",
        "The World Bank (WB) lent 2 billion dollars to Ukraine.",
        "2 billion dollars",
        None,
        "reports",
    ),
    (
        "2024-11-25",
        "Donald Tusk rose. The Polish leader promised 4.7% of GDP.",
        "4.7%",
        "Donald Tusk",
        "pledges",
    ),
    ("2024-11-25", "The Dutch leader promised 2.4% of GDP.", "2.4%", "Dick Schoof", "pledges"),
    (
        "2024-06-18",
        "“Allies will do more,” Stoltenberg told Joe Biden. “They give 2%,” he said.",
        "2%",
        "Jens Stoltenberg",
        "reports",
    ),
    (
        "2024-06-17",
        '"We are nearly there," Jens Stoltenberg said on Monday.',
        "nearly",
        "Jens Stoltenberg",
        "reports",
    ),
    ("2025-04-03", "Mark Rutte said that European spending had jumped 20%.", "20%", "Mark Rutte", "reports"),
    (
        "2025-04-03",
        "“It is 3%,” said the NATO secretary general, “and not a cent less.”",
        "not a cent less",
        "Mark Rutte",
        "reports",
    ),
    (
        "2025-04-03",
        'Emmanuel Macron met reporters. "The road is long," he said.',
        "The road",
        "Emmanuel Macron",
        "reports",
    ),
    (
        "2025-04-03",
        "Emmanuel Macron met reporters. He added that Paris spends 2.1% of GDP.",
        "2.1%",
        "Emmanuel Macron",
        "reports",
    ),
    (
        "2025-04-03",
        "Kaja Kallas was in Tallinn. Europe gives €30bn, she added.",
        "€30bn",
        "Kaja Kallas",
        "reports",
    ),
    ("2025-04-03", 'Rutte: "We need 3%"', "3%", "Mark Rutte", "demands"),
    ("2025-04-03", "'The depots are empty,' a general warned.", "empty", "general (unnamed)", "reports"),
    (
        "2025-04-03",
        "According to Marco Rubio, Europeans spend 1.9% at best.",
        "1.9%",
        "Marco Rubio",
        "reports",
    ),
    ("2025-04-03", "Europeans spend 2%, according to NATO.", "2%", "NATO", "reports"),
    (
        "2025-04-03",
        "World outlays reached $2.7 trillion, SIPRI estimates.",
        "$2.7 trillion",
        "SIPRI",
        "reports",
    ),
    ("2025-04-03", "In the words of Viktor Orban, 5% is a dream.", "5%", "Viktor Orbán", "reports"),
    ("2025-04-03", "NATO's own figures show Belgium at 1.3%.", "1.3%", "NATO", "reports"),
    ("2025-04-03", "Kiel Institute data put German aid at €10bn.", "€10bn", "Kiel Institute", "reports"),
    (
        "2025-04-03",
        "Britain will spend 2.5% by 2027, Keir Starmer told parliament.",
        "2.5%",
        "Keir Starmer",
        "pledges",
    ),
    (
        "2025-04-03",
        "Donald Trump accused Spain of paying just 1.3% of GDP.",
        "1.3%",
        "Donald Trump",
        "reports",
    ),
    ("2025-04-03", "The Kremlin claims that 80,000 mercenaries fight for Kyiv.", "80,000", "RUS", "reports"),
    (
        "2025-04-03",
        "Giorgia Meloni argues that Italy, at 1.5%, does its share.",
        "1.5%",
        "Giorgia Meloni",
        "reports",
    ),
    ("2025-04-03", "Petr Pavel says 3% must become the rule.", "3%", "Petr Pavel", "demands"),
    (
        "2023-03-21",
        "The NATO secretary general praised the seven countries at 2%.",
        "seven",
        "Jens Stoltenberg",
        "reports",
    ),
    ("2018-07-11", "The US president demanded 4% of GDP.", "4%", "Donald Trump", "demands"),
    (
        "2022-03-01",
        "The German chancellor promised €100bn for the Bundeswehr.",
        "€100bn",
        "Olaf Scholz",
        "pledges",
    ),
    (
        "2024-02-15",
        "Poland's defence minister, Wladyslaw Kosiniak-Kamysz, announced 4%.",
        "4%",
        "Władysław Kosiniak-Kamysz",
        "pledges",
    ),
    (
        "2024-02-15",
        "Slovakia's energy minister, Jana Nováková, said the bill was €2bn.",
        "€2bn",
        "Jana Nováková",
        "reports",
    ),
    (
        "2025-04-03",
        'The US secretary of state wants 5% "as soon as possible".',
        "5%",
        "Marco Rubio",
        "demands",
    ),
    ("2025-04-03", "Berlin pledged €7bn for Kyiv.", "€7bn", "DEU", "pledges"),
    ("2025-04-03", "Warsaw is calling for 10,000 more American troops.", "10,000", "POL", "demands"),
    (
        "2025-04-03",
        "The Pentagon denied that it had pulled 20,000 troops out of Europe.",
        "20,000",
        "USA",
        "denies",
    ),
    (
        "2025-04-03",
        "The European Commission forecasts €800bn by 2030.",
        "€800bn",
        "European Commission",
        "expects",
    ),
    (
        "2025-04-03",
        "NATO officials expect 22 allies at 2%.",
        "22 allies",
        "NATO officials (unnamed)",
        "expects",
    ),
    (
        "2025-04-03",
        "A senior diplomat, who asked not to be named, put the cost at €4bn.",
        "€4bn",
        "senior diplomat (unnamed)",
        "reports",
    ),
    ("2025-04-03", "Belgium spends 1.3% of its output.", "1.3%", None, "reports"),
    ("2025-04-03", "Allies provided €40bn in 2024.", "€40bn", None, "reports"),
    ("2025-04-03", "The budget will rise to €60bn in 2027.", "€60bn", None, "expects"),
    ("2025-04-03", "Europe must find 300,000 soldiers.", "300,000", None, "demands"),
    (
        "2025-04-03",
        "The American share is set to fall to 60%, down from 70% in 2016.",
        "70%",
        None,
        "reports",
    ),
    ("2025-04-03", "The country is expected to reach 2% in 2029.", "2%", None, "expects"),
    (
        "2025-04-03",
        '"France never promised 5%," Sébastien Lecornu replied.',
        "5%",
        "Sébastien Lecornu",
        "denies",
    ),
    (
        "2025-04-03",
        '"We will raise spending to 3.5%," Emmanuel Macron vowed.',
        "3.5%",
        "Emmanuel Macron",
        "pledges",
    ),
    (
        "2025-04-03",
        'Mark Rutte urged allies to spend "considerably more than 3%".',
        "3%",
        "Mark Rutte",
        "demands",
    ),
    (
        "2025-04-03",
        "Mark Rutte said 22 countries would reach 2% this year.",
        "22 countries",
        "Mark Rutte",
        "expects",
    ),
    ("2025-04-03", "The figure, a diplomat said, is closer to 4%.", "4%", "diplomat (unnamed)", "reports"),
    (
        "2025-04-03",
        "“We have 3% in sight,” Rutte said. “But it is not enough.”",
        "not enough",
        "Mark Rutte",
        "reports",
    ),
    (
        "2025-04-03",
        "The prime minister of Estonia, Kristen Michal, pledged 5.4%.",
        "5.4%",
        "Kristen Michal",
        "pledges",
    ),
    ("2018-07-12", "Berlin rejected the idea: 2% is enough.", "2%", "DEU", "reports"),
    (
        "2019-03-09",
        "Italy bought 62% there, Sipri reports, and Norway four-fifths.",
        "four-fifths",
        "SIPRI",
        "reports",
    ),
    ("2025-02-25", "Starmer told the Commons he would cut aid to 0.3%.", "0.3%", "Keir Starmer", "pledges"),
    (
        "2026-02-05",
        "Spending will pass 3%, a former comptroller told us.",
        "3%",
        "former comptroller (unnamed)",
        "expects",
    ),
    ("2023-10-18", "The Biden administration asked Congress for 4% more.", "4%", "USA", "demands"),
    ("2022-07-01", "The army is to shrink by 10%.", "10%", None, "pledges"),
    ("2024-02-16", "The Kiel Institute says EU pledges of 5% are late.", "5%", "Kiel Institute", "reports"),
    ("2025-04-03", "Denmark plans to spend 3%, Copenhagen confirmed.", "3%", "DNK", "pledges"),
    (
        "2024-10-18",
        'Eight countries remain below 2%, the secretary general said, "and they know it".',
        "Eight countries",
        "Mark Rutte",
        "reports",
    ),
    (
        "2025-06-16",
        "The premier, Klára Dobos, spoke. Output, she went on, fell by 4%.",
        "4%",
        "Klára Dobos",
        "reports",
    ),
    (
        "2022-03-31",
        "Allies added $270 billion, Mr Stoltenberg's annual report states.",
        "$270",
        "Jens Stoltenberg",
        "reports",
    ),
    (
        "2018-07-12",
        "Mr Trump told his counterparts to raise the goal to 4%.",
        "4%",
        "Donald Trump",
        "demands",
    ),
    ("2025-11-05", "Output is up 12%, its chief said of NATO.", "12%", None, "reports"),
    (
        "2025-11-05",
        "NATO's output is up 12%, its chief boasted in Bucharest.",
        "12%",
        "Mark Rutte",
        "reports",
    ),
    ("2024-12-12", "Per the secretary general, 2% is not enough.", "2%", "Mark Rutte", "reports"),
    ("2024-12-12", "The cost per soldier is up 2%.", "2%", None, "reports"),
    (
        "2025-05-01",
        "Costs fell by 3%, two officials familiar with the plan said.",
        "3%",
        "officials (unnamed)",
        "reports",
    ),
    ("2017-05-18", "Norway should reach 1.6%, according to its finance ministry.", "1.6%", "NOR", "expects"),
    ("2020-03-02", "Britain and America agreed in 70% of votes.", "70%", None, "reports"),
    ("2025-08-28", "Equipment will absorb 36%, twice the 18% of 2019.", "18%", None, "reports"),
]


@pytest.mark.parametrize(("day", "text", "piece", "speaker", "stance"), FRENCH)
def test_a_french_sentence_has_its_speaker_and_stance(
    day: str, text: str, piece: str, speaker: str | None, stance: str
) -> None:
    _expect(text, "fr", day, piece, speaker, stance)


@pytest.mark.parametrize(("day", "text", "piece", "speaker", "stance"), ENGLISH)
def test_an_english_sentence_has_its_speaker_and_stance(
    day: str, text: str, piece: str, speaker: str | None, stance: str
) -> None:
    _expect(text, "en", day, piece, speaker, stance)


def _expect(text: str, lang: str, day: str, piece: str, speaker: str | None, stance: str) -> None:
    found = voices(text, lang, day)
    read, part = (language(lang).speller.spell(each).text for each in (text, piece))  # "18%" as "18 percent"
    start = read.index(part)
    end = start + len(part)
    assert (speaker, stance) == (found.of(start, end).speaker, found.stance(start, end))


def test_our_country_is_the_one_the_speaker_serves() -> None:
    text = "« Nous paierons », a dit Boris Pistorius. « Et nous ? », a demandé Mark Rutte."
    found = voices(text, "fr")
    assert found.of(5, 12).country == "DEU"
    at = text.index("Et nous")
    assert found.of(at, at + 7).country == "nato"


def test_a_quotation_is_marked_as_quoted() -> None:
    text = 'Mark Rutte said the bill was due. "Pay now," he said.'
    found = voices(text, "en")
    assert not found.of(20, 28).quoted
    at = text.index("Pay")
    assert found.of(at, at + 3).quoted


@pytest.mark.parametrize(
    "text",
    ["", "«", "\"" * 50_000, "« " * 50_000, "said " * 40_000, "1234567890 " * 20_000, "“a” said X. " * 10_000,
     "« a dit » " * 20_000, "X said that " * 20_000, "'" * 30_000, "Rutte " * 20_000, "\n" * 50_000, "«\n\n" * 20_000],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    for lang in ("fr", "en"):
        voices(text, lang)
    assert time.process_time() - start < 8


WHO = [
    # what an institute counts goes on behind a semicolon; a person's words do not
    (
        "en",
        "World outlays rose to $2,240bn, SIPRI says; in Europe the jump was 13%.",
        "13%",
        "SIPRI",
    ),
    (
        "de",
        "Die Ausgaben stiegen nach Angaben von Sipri; in Asien betrug der Zuwachs 28 Prozent.",
        "28",
        "SIPRI",
    ),
    ("en", "Berlin sends 14 tanks, the chancellor said; the budget grows by 4 per cent.", "4 per cent", None),
    # the office's paper speaks for its house, a person's for the person
    ("en", "Seven allies met the goal, the secretary general's annual report reveals.", "Seven", "NATO"),
    ("en", "Seven allies met the goal, Mr Rutte's annual report reveals.", "Seven", "Mark Rutte"),
    ("en", "Europe spent $574bn in 2024, the annual report states.", "$574bn", "NATO"),
    # an institute that was named is meant by "the institute"
    (
        "en",
        "The Kiel Institute keeps the books. Europe has given €200bn, the institute reckons.",
        "€200bn",
        "Kiel Institute",
    ),
    (
        "en",
        "SIPRI keeps the books. Aid fell by 4 per cent, a Warsaw institute reckons.",
        "4 per cent",
        "institute",
    ),
    # the members promise together
    ("fr", "Les Alliés s'engagent à investir 5 % de leur PIB d'ici à 2035.", "5 %", "NATO"),
    ("fr", "Certains alliés dépensent 3 % de leur PIB.", "3 %", None),
    # where it is said, behind the verb; what a sentence is about
    ("fr", "Le bataillon ira en Lettonie, précise-t-on à Ottawa.", "bataillon", "CAN"),
    ("fr", "Rome assure y être. Quant à l'Espagne, elle répète que 2,1 % suffisent.", "2,1 %", "ESP"),
    # a plan of whoever spoke before
    ("en", "Friedrich Merz said no. His draft budget lifts spending to 95bn.", "95bn", "Friedrich Merz"),
    # German: the particle at the end, the mood that goes on
    ("de", "Die Bundesregierung sagte der Ukraine 500 Millionen Euro zu.", "500", "DEU"),
    ("de", "Das Plus werde 4 Prozent betragen, sagte Mark Rutte. Hier sei es mehr.", "mehr", "Mark Rutte"),
    ("de", "Das Plus werde 4 Prozent betragen, sagte Mark Rutte. Hier ist es mehr.", "mehr", None),
    ("de", "Die 32 Staats- und Regierungschefs sagten der Ukraine für 2026 40 Milliarden zu.", "40", "NATO"),
    ("de", "Man werde 3,5 Prozent erreichen, versicherte Kanzler Merz.", "3,5", "Friedrich Merz"),
    # what a paper brings to light, and what goes on with it
    ("de", "Das waren 52 Milliarden, wie aus der Untersuchung von Sipri hervorgeht.", "52", "SIPRI"),
    ("de", "Wie aus dem Jahresbericht der Nato hervorgeht, erreichten 22 Staaten die Marke.", "22", "NATO"),
    (
        "de",
        "Laut Sipri stiegen die Ausgaben. Demnach gaben die USA 916 Milliarden Dollar aus.",
        "916",
        "SIPRI",
    ),
    ("de", "Sipri zählte nach. Den Forschern zufolge gaben die USA 916 Milliarden aus.", "916", "SIPRI"),
    ("fr", "Selon le Sipri, tout monte. D'après ce rapport, Paris a dépensé 64 milliards.", "64", "SIPRI"),
    (
        "fr",
        "Selon le Sipri, tout monte. Toujours selon l'institut, Paris a dépensé 64 milliards.",
        "64",
        "SIPRI",
    ),
    ("fr", "Paris a dépensé 64 milliards de dollars, peut-on lire dans le rapport du Sipri.", "64", "SIPRI"),
    ("en", "SIPRI keeps count. According to the same report, Paris spent $64bn.", "$64bn", "SIPRI"),
    # a verb that speaks only before a clause
    ("en", "The United States maintained its first place ($997 billion).", "$997", None),
    ("en", "The United States maintained that $997 billion was enough.", "$997", "USA"),
    ("fr", "Les États-Unis maintiennent leur première place avec 997 milliards.", "997", None),
    ("de", "Die USA behaupten ihren ersten Platz mit 997 Milliarden.", "997", None),
    ("en", "Mark Rutte said the crimes committed by Russian forces killed 400 people.", "400", "Mark Rutte"),
]


@pytest.mark.parametrize(("lang", "text", "piece", "speaker"), WHO)
def test_whoever_is_meant_speaks(lang: str, text: str, piece: str, speaker: str | None) -> None:
    """The voice reaches as far as the language lets it, and no further."""
    at = text.rindex(piece)
    have = voices(text, lang, "2025-07-03").of(at, at + len(piece)).speaker
    assert have == speaker or (speaker == "institute" and have != "SIPRI")


HOW = [
    # what a government will do, told by the outlet; what will become of it
    ("en", "Ottawa will overtake Rome by 4 per cent.", "4 per cent", "expects"),
    ("fr", "Ottawa atteindra 2 % dès cette année.", "2 %", "pledges"),
    ("fr", "La part de Londres reviendra à 0,3 % en 2027.", "0,3 %", "expects"),
    ("fr", "Berlin ne dépassera pas 1,35 % en 2026.", "1,35 %", "expects"),
    # ready to, and not willing to
    ("en", "Berlin is ready to pay for two batteries, Boris Pistorius said.", "two batteries", "pledges"),
    ("en", "Spain will not spend 5% of its GDP, Pedro Sánchez wrote.", "5%", "denies"),
    ("fr", "Paris se dit prêt à payer 2 milliards d'euros.", "2 milliards", "pledges"),
    ("de", "Berlin ist bereit, 2 Milliarden Euro zu zahlen.", "2 Milliarden", "pledges"),
    # what is announced of one's own
    ("en", "A dozen boats will be built on the Clyde, Keir Starmer announced.", "dozen boats", "pledges"),
    # a verb of duty with an object, a noun that is also a verb
    ("fr", "La Bulgarie, avec 3,25 %, doit son bond à un achat.", "3,25 %", "reports"),
    ("fr", "La Bulgarie doit dépenser 3,25 % de son PIB.", "3,25 %", "demands"),
    ("fr", "Riga verse 0,7 % et la moitié de cette somme va aux canons.", "0,7 %", "reports"),
    # what leaders decide, what was promised over time, what is given now
    (
        "en",
        "The force will grow to 300,000 troops, ministers decided in Brussels.",
        "300,000 troops",
        "pledges",
    ),
    ("de", "Bis 2027 sollen 30 Schiffe bereit sein, vereinbarten die Minister.", "30 Schiffe", "pledges"),
    ("fr", "La force comptera 300 000 soldats, ont décidé les ministres.", "300 000 soldats", "pledges"),
    ("en", "Since the war began Poland has pledged €3bn to Ukraine.", "€3bn", "reports"),
    (
        "de",
        "Seit Kriegsbeginn hat Polen der Ukraine drei Milliarden Euro zugesagt.",
        "drei Milliarden",
        "reports",
    ),
    ("fr", "Depuis février 2022, Varsovie a promis 3 milliards d'euros à Kiev.", "3 milliards", "reports"),
    (
        "de",
        "Deutschland liefert Kiew 14 weitere Panzer, teilte Boris Pistorius mit.",
        "14 weitere Panzer",
        "pledges",
    ),
    ("fr", "Oslo ajoute 2 milliards de couronnes à son aide.", "2 milliards", "pledges"),
    # what is to be, planned and received; what there is; an estimate of this year
    ("de", "Bis 2032 soll das Budget auf ein Prozent des BIP wachsen.", "ein Prozent", "pledges"),
    ("de", "Bis 2027 sollen 4800 deutsche Soldaten in Litauen stationiert sein.", "4800 deutsche", "expects"),
    ("fr", "L'armée polonaise doit recevoir 96 hélicoptères d'ici à 2030.", "96 hélicoptères", "expects"),
    (
        "en",
        "The army is to grow from 183,000 to around 260,000 soldiers by 2035.",
        "around 260,000",
        "pledges",
    ),
    ("en", "The alliance's 9,600 troops will leave Kabul by September.", "9,600 troops", "reports"),
    ("fr", "La Bundeswehr, forte de 182 000 soldats, devrait grandir.", "182 000 soldats", "reports"),
    (
        "de",
        "Nach Schätzung der Nato kommen 2025 achtzehn Mitglieder auf zwei Prozent.",
        "achtzehn",
        "expects",
    ),
    # what nobody said
    ("fr", "« Personne n'a dit que nous irions à 5 % », a corrigé Boris Pistorius.", "5 %", "denies"),
    ("de", "„Vier Prozent haben wir nie verlangt“, sagte Boris Pistorius.", "Vier Prozent", "denies"),
    ("en", 'The Kremlin dismissed as "fantasy" an estimate of 350,000 dead.', "350,000 dead", "denies"),
]


@pytest.mark.parametrize(("lang", "text", "piece", "stance"), HOW)
def test_the_clause_tells_the_stance(lang: str, text: str, piece: str, stance: str) -> None:
    """A promise, a forecast, a demand or a denial is told by the verb of the figure's own clause."""
    at = text.index(piece)
    assert voices(text, lang, "2025-07-03").stance(at, at + len(piece)) == stance
