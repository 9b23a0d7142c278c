"""How agencies tell figures in passing: shares of other budgets, several who spend together, where a rise leads."""

import datetime as dt

import pytest

from foedus.model import Document, Event, Figure, Level, Share
from foedus.text.read import read

DAY = dt.date(2025, 5, 6)


def told(code: str, text: str, day: dt.date = DAY) -> dict[str, Figure]:
    """Return the figures of a text by their quotes."""
    found = read(Document(id="a", text=text, lang=code, published=day))[0]
    return {each.quote: each.content for each in found if isinstance(each.content, Figure)}


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("fr", "Washington a donné 60 milliards d'euros à Kiev, soit 3 % du budget du Pentagone.", "3 %"),
        (
            "fr",
            "En Tunisie, les dépenses militaires pèsent 9 % de l'ensemble des dépenses du gouvernement.",
            "9 %",
        ),
        ("en", "America gave Kyiv 60 billion euros, or 3% of the Pentagon's budget.", "3%"),
        ("de", "Die USA gaben Kiew 60 Milliarden Euro, also 3 Prozent des Pentagon-Haushalts.", "3 Prozent"),
        ("fr", "Tunis et Rabat représentent 40 % des dépenses militaires de l'Afrique du Nord.", "40 %"),
    ],
)
def test_a_share_of_another_budget_is_no_share_of_gdp_or_of_the_alliance(
    code: str, text: str, quote: str
) -> None:
    assert told(code, text)[quote].measure is None


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "fr",
            "Selon le Sipri, les plus gros dépensiers sont les États-Unis avec 990 milliards de dollars, suivis de"
            " la Chine (310 milliards). À eux deux, ils cumulent 48 % des dépenses totales.",
            "48 %",
        ),
        (
            "en",
            "According to SIPRI, the biggest spenders were the United States with 990 billion dollars, followed by"
            " China (310 billion). Together they made up 48% of total spending.",
            "48%",
        ),
    ],
)
def test_what_several_spend_together_is_of_the_world_and_no_ones(code: str, text: str, quote: str) -> None:
    found = told(code, text)
    assert found[quote].subject is None
    assert found[quote].derivation == Share(of="world")
    assert {f.measure for f in found.values()} == {"military_expenditure"}


@pytest.mark.parametrize(
    ("code", "text", "quote", "period"),
    [
        (
            "fr",
            "Les dépenses militaires mondiales ont gagné 4 % entre 2021 et 2022 pour atteindre 2 300 milliards de"
            " dollars, selon le Sipri.",
            "2 300 milliards de dollars",
            "2022",
        ),
        (
            "en",
            "World military spending grew by 4% between 2021 and 2022 to reach 2,300 billion dollars, SIPRI said.",
            "2,300 billion dollars",
            "2022",
        ),
        (
            "fr",
            "La Roumanie est passée de 1,4 % du PIB en 2014 à 2,3 % aujourd'hui.",
            "2,3 %",
            "2025",
        ),
        ("en", "Romania went from 1.4% of GDP in 2014 to 2.3% today.", "2.3%", "2025"),
        (
            "de",
            "Rumänien kam von 1,4 Prozent des BIP im Jahr 2014 auf heute 2,3 Prozent.",
            "2,3 Prozent",
            "2025",
        ),
    ],
)
def test_where_a_rise_leads_is_of_its_last_year(code: str, text: str, quote: str, period: str) -> None:
    found = told(code, text)[quote]
    assert (str(found.period), found.derivation) == (period, Level())


def test_where_a_rise_begins_is_no_rise() -> None:
    found = told(
        "fr", "Berne prévoit une hausse du budget militaire de 6 milliards de francs aujourd'hui à 9 en 2032."
    )
    assert found["6 milliards de francs"].derivation == Level()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "fr",
            "L'aide à l'Ukraine, surtout militaire, atteint 18 milliards d'euros pour l'Allemagne, 8 milliards pour le"
            " Danemark et 6 milliards pour la France.",
        ),
        (
            "en",
            "Aid to Ukraine, mainly military, comes to 18 billion euros for Germany, 8 billion for Denmark and"
            " 6 billion for France.",
        ),
        (
            "de",
            "Die Hilfe für die Ukraine, vor allem militärische, beläuft sich auf 18 Milliarden Euro für Deutschland,"
            " 8 Milliarden für Dänemark und 6 Milliarden für Frankreich.",
        ),
    ],
)
def test_aid_told_for_each_donor_is_that_donors_and_of_every_kind(code: str, text: str) -> None:
    found = list(told(code, text).values())
    assert [f.subject for f in found] == ["DEU", "DNK", "FRA"]
    assert {f.partner for f in found} == {"UKR"}
    assert all("component" not in f.stated for f in found)


def test_what_is_spent_in_german_is_not_given() -> None:
    (found,) = told("de", "Laut Sipri gaben die USA 990 Milliarden Dollar aus.").values()
    assert (found.measure, found.partner) == ("military_expenditure", None)


def test_a_french_trillion_of_money_is_a_million_millions() -> None:
    text = "Les dépenses militaires mondiales ont atteint 2,7 trillions de dollars en 2024, selon le Sipri."
    (found,) = told("fr", text).values()
    assert (found.quantity.low, found.subject) == (2_700_000_000_000, "world")


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("fr", "Les 29 membres de l'Otan ont promis de consacrer 2 % de leur PIB à la défense.", "2 %"),
        (
            "fr",
            "Les pays de l'Otan se sont engagés il y a dix ans à consacrer 2 % de leur PIB à la défense.",
            "2 %",
        ),
        ("en", "The 29 members of NATO have pledged to spend 2% of their GDP on defence.", "2%"),
        ("en", "NATO countries pledged ten years ago to spend 2% of GDP on defence.", "2%"),
        (
            "de",
            "Die Nato-Staaten haben sich vor zehn Jahren verpflichtet, 2 Prozent ihres BIP auszugeben.",
            "2 Prozent",
        ),
    ],
)
def test_what_all_members_promise_counts_nobody_and_is_of_no_year(code: str, text: str, quote: str) -> None:
    day = dt.date(2018, 7, 10)
    found = {s.quote: s for s in read(Document(id="a", text=text, lang=code, published=day))[0]}
    content = found[quote].content
    assert isinstance(content, Figure)
    assert (found[quote].stance, content.subject, content.period) == ("pledges", "nato", None)
    assert all(
        s.content.measure is None for q, s in found.items() if q[:2] == "29" and isinstance(s.content, Figure)
    )


@pytest.mark.parametrize(
    ("code", "text", "stance"),
    [
        (
            "fr",
            "Seuls cinq des 28 membres dépensent 2 % de leur PIB, comme prévu par les accords.",
            "reports",
        ),
        ("fr", "Les dépenses canadiennes ont touché un plancher en 2013, à 1 % du PIB.", "reports"),
        ("en", "Canadian spending hit a floor in 2013, at 1% of GDP.", "reports"),
        ("fr", "Le texte, qui ne nomme jamais Moscou, a recueilli 60 votes.", "reports"),
        ("fr", "Le ministre a affirmé qu'il fallait porter l'effort à 3 % du PIB.", "demands"),
        ("fr", "Boris Pistorius soutient une hausse des dépenses de défense à 4 % du PIB.", "demands"),
        ("en", "Boris Pistorius backed an increase in defence spending to 4% of GDP.", "demands"),
        (
            "de",
            "Boris Pistorius unterstützt eine Erhöhung der Verteidigungsausgaben auf 4 Prozent des BIP.",
            "demands",
        ),
        ("fr", "« Nous avons signé l'engagement pour les 5 % du PIB », a écrit Mark Rutte.", "pledges"),
    ],
)
def test_the_clause_of_a_figure_tells_its_stance(code: str, text: str, stance: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert {s.stance for s in found if isinstance(s.content, Figure)} == {stance}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "« C'est le chiffre le plus haut que nous ayons jamais relevé », note Diego Lopes da Silva."),
        ("fr", "« Jamais notre liberté n'a été aussi menacée », a lancé Emmanuel Macron."),
        ("en", '"Never has our freedom been so threatened," Emmanuel Macron said.'),
    ],
)
def test_what_outdoes_all_else_denies_nothing(code: str, text: str) -> None:
    (found,) = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert found.stance == "reports"


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        (
            "fr",
            "Mark Rutte était à Kiev. L'ancien Premier ministre néerlandais a dit que la Pologne en est à 4 % du PIB.",
            "Mark Rutte",
        ),
        (
            "en",
            "Mark Rutte was in Kyiv. The former Dutch prime minister said that Poland is at 4% of GDP.",
            "Mark Rutte",
        ),
        (
            "de",
            "Mark Rutte war in Kiew. Der frühere niederländische Ministerpräsident sagte, Polen liege bei 4 Prozent.",
            "Mark Rutte",
        ),
        ("en", "The former German chancellor said Poland is at 4% of GDP.", "German chancellor (unnamed)"),
        (
            "fr",
            "Le Canada, ainsi que la plupart des membres de l'Otan, s'est engagé à dépenser 5 % du PIB.",
            "CAN",
        ),
        ("en", "Canada, along with most other members of NATO, has promised to spend 5% of its GDP.", "CAN"),
    ],
)
def test_who_held_an_office_once_and_who_stands_beside_the_subject(
    code: str, text: str, speaker: str
) -> None:
    found = read(Document(id="a", text=text, lang=code, published=dt.date(2024, 10, 29)))[0]
    assert {s.speaker for s in found if isinstance(s.content, Figure)} == {speaker}


@pytest.mark.parametrize(
    ("code", "text", "parties"),
    [
        ("fr", "Le Parlement hongrois a ratifié l'adhésion de la Suède à l'Otan.", ["HUN", "SWE", "nato"]),
        ("en", "Hungary's parliament ratified Sweden's accession to NATO.", ["HUN", "SWE", "nato"]),
    ],
)
def test_who_accedes_is_a_party_of_the_accession(code: str, text: str, parties: list[str]) -> None:
    (found,) = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert isinstance(found.content, Event)
    assert (found.content.kind, found.content.parties) == ("accession", parties)


@pytest.mark.parametrize(
    ("code", "text", "period"),
    [
        ("fr", "La Finlande a rejoint l'Alliance en avril.", "2023-04"),
        ("en", "Finland's accession was approved by all allies in April.", "2023-04"),
        ("fr", "Le sommet se tiendra en avril à Ankara.", "2024-04"),
    ],
)
def test_a_month_without_a_year_lies_where_the_verb_looks(code: str, text: str, period: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=dt.date(2023, 12, 27)))[0]
    assert [str(s.content.period) for s in found if isinstance(s.content, Event)] == [period]


@pytest.mark.parametrize(
    "text",
    [
        "L'Inde est devenue le deuxième importateur mondial d'armes.",
        "La France deviendra le 3e exportateur d'armes.",
    ],
)
def test_who_becomes_the_largest_trader_joins_nothing(text: str) -> None:
    found = read(Document(id="a", text=text, lang="fr", published=DAY))[0]
    assert not any(isinstance(s.content, Event) for s in found)


def test_a_blank_that_was_lost_behind_a_stop_still_parts_sentences() -> None:
    text = (
        "Le sommet s'est tenu à Washington.Ensemble, Paris et Londres ont promis 9 milliards d'euros à Kiev."
    )
    found = read(Document(id="a", text=text, lang="fr", published=DAY))[0]
    assert not any("Washington.Ensemble" in s.quote for s in found)


def test_a_capital_without_its_accent_opens_a_sentence_as_with_it() -> None:
    def figures(head: str) -> list[Figure]:
        return list(told("fr", f"{head} partir de 2027, la Pologne sera à 5 % du PIB.").values())

    assert figures("A") == figures("À")


@pytest.mark.parametrize(
    "text",
    [
        "Les États-Unis ont 31 % des exportations d'armes, et les trois suivants arrivent avec 5 % des exportations.",
        "Le premier exportateur est l'Amérique (34 %), suivie de la France (6,7 %) et de l'Allemagne (5,8 %).",
        "La part de marché française dans l'armement est passée de 6 à 11 % des exportations.",
    ],
)
def test_shares_of_the_arms_trade_are_neither_counts_nor_shares_of_gdp(text: str) -> None:
    found = told("fr", text)
    assert {f.measure for f in found.values()} == {None}


def test_an_institute_that_is_named_behind_whom_it_counts_aid_for_is_the_source() -> None:
    text = "Selon le suivi de l'aide à l'Ukraine de l'Institut d'économie de Kiel, Washington a donné 100 milliards."
    found = read(Document(id="a", text=text, lang="fr", published=DAY))[0]
    assert {s.speaker for s in found} == {"Kiel Institute"}


@pytest.mark.parametrize(
    ("code", "text", "suppliers"),
    [
        (
            "fr",
            "Le Qatar est le troisième importateur d'armes. Les États-Unis sont son premier fournisseur (48 %), suivis"
            " par l'Italie (20 %).",
            ["USA", "ITA"],
        ),
        (
            "en",
            "Qatar was the third largest arms importer. The United States was the main supplier (48%), followed by"
            " Italy (20%).",
            ["USA", "ITA"],
        ),
    ],
)
def test_an_importer_told_before_is_whom_the_suppliers_supply(
    code: str, text: str, suppliers: list[str]
) -> None:
    found = [f for f in told(code, text, dt.date(2025, 3, 10)).values() if f.measure == "arms_transfers"]
    assert [(f.subject, f.partner) for f in found] == [("QAT", who) for who in suppliers]


@pytest.mark.parametrize(
    ("code", "text", "quote", "period"),
    [
        (
            "fr",
            "Selon le Sipri, la Russie a dépensé 149 milliards de dollars en 2024. Son budget est en hausse de 38 % sur"
            " un an.",
            "38 %",
            "2024",
        ),
        (
            "fr",
            "Les dépenses d'Israël ont bondi de 65 % en 2024, à 46 milliards de dollars, soit la plus forte hausse"
            " depuis la guerre du Kippour en 1973.",
            "46 milliards de dollars",
            "2024",
        ),
    ],
)
def test_growth_in_a_year_and_a_record_are_of_the_year_counted(
    code: str, text: str, quote: str, period: str
) -> None:
    assert str(told(code, text)[quote].period) == period


@pytest.mark.parametrize(
    ("text", "quote", "measure"),
    [
        ("La Pologne veut 40.000 membres des forces territoriales et 3 % du PIB.", "40.000 membres", None),
        ("Cinq pays de l'UE dépensent moins de 1 % de leur PIB pour la défense.", "Cinq pays", None),
        ("Au total, 25 000 soldats femmes servent dans la Bundeswehr.", "25 000 soldats", None),
        ("L'armée compte 183 100 soldats.", "183 100 soldats", "armed_forces_personnel"),
    ],
)
def test_not_everything_counted_is_of_the_alliance(text: str, quote: str, measure: str | None) -> None:
    found = told("fr", text)[quote]
    assert found.measure == measure
    assert measure is None or found.subject is None


def test_the_head_of_state_is_the_one_who_was_named() -> None:
    text = (
        "La Pologne consacrera 4 % de son PIB à la défense, a annoncé mardi Andrzej Duda. « Nous prévoyons 137"
        " milliards de zlotys », a déclaré le chef de l'État."
    )
    found = read(Document(id="a", text=text, lang="fr", published=dt.date(2023, 9, 6)))[0]
    assert {s.speaker for s in found} == {"Andrzej Duda"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "« Ils devraient le faire à hauteur de 5 % du PIB », a déclaré Donald Trump."),
        ("fr", "Donald Trump a pressé mardi les membres de l'Otan de porter leurs dépenses à 5 % du PIB."),
        ("fr", "Donald Trump a suggéré que les alliés portent leurs dépenses de défense à 5 % du PIB."),
        ("en", '"They should be at 5% of GDP," Donald Trump said.'),
    ],
)
def test_what_washington_says_that_others_should_spend_is_a_demand(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert [(s.speaker, s.stance) for s in found if isinstance(s.content, Figure)] == [
        ("Donald Trump", "demands")
    ]


def test_what_someone_paid_is_allocated_and_what_has_been_paid_out_delivered() -> None:
    (given,) = told(
        "fr", "Donald Trump dit que son pays a versé 300 milliards de dollars à l'Ukraine."
    ).values()
    assert (given.measure, given.subject) == ("aid_allocated", "USA")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "fr",
            "À l'exception de la Grèce et de la Turquie, les budgets militaires reculent par rapport à 2021.",
        ),
        ("en", "Except for Greece and Turkey, defence budgets are down from 2021."),
    ],
)
def test_none_of_those_excepted_is_whom_the_rest_is_told_of(code: str, text: str) -> None:
    assert {f.subject for f in told(code, text).values()}.isdisjoint({"GRC", "TUR"})
