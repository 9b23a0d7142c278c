"""What newsrooms write that no table answers, and what only looks like a count: sentences in every language."""

import datetime as dt

import pytest

from foedus.cli_lines import understood
from foedus.model import Document, Figure, Growth, Level, Mean
from foedus.text.read import read

DAY = dt.date(2024, 4, 22)


def measures(code: str, text: str) -> dict[str, str | None]:
    """Return what each number measures, by its quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {each.quote: each.content.measure for each in found if isinstance(each.content, Figure)}


@pytest.mark.parametrize(
    ("code", "text", "whole", "part"),
    [
        ("fr", "Sur les 31 pays membres de l'Otan, onze seulement atteignent les 2 %.", "31 pays", "onze"),
        (
            "fr",
            "Quinze pays parmi les 31 membres de l'Otan atteindront 2 % du PIB.",
            "31 membres",
            "Quinze pays",
        ),
        ("fr", "Sur 32 pays membres de l'Otan, il y en a neuf qui n'ont pas le 2 %.", "32 pays", "neuf"),
        ("en", "Of the 31 members of NATO, only eleven reach 2 % of GDP.", "31 members", "only eleven"),
        ("de", "Von den 31 Nato-Staaten werden heuer 23 die Zwei-Prozent-Marke erreichen.", "31 Nato", "23"),
    ],
)
def test_the_whole_out_of_which_members_are_counted_is_no_count(
    code: str, text: str, whole: str, part: str
) -> None:
    found = measures(code, text)
    assert [m for quote, m in found.items() if quote.startswith(whole)] == [None]
    assert found[part] == "defence_expenditure_share_of_gdp"


@pytest.mark.parametrize(
    ("code", "text", "measure"),
    [
        ("fr", "Les effectifs de l'armée polonaise ont doublé en dix ans.", "armed_forces_personnel"),
        ("en", "The number of Polish soldiers has more than doubled since 2014.", "armed_forces_personnel"),
        ("de", "Die Zahl der polnischen Soldaten hat sich seit 2014 verdoppelt.", "armed_forces_personnel"),
        ("fr", "Au-delà des équipements, 60 % des dépenses belges sont liées au personnel.", None),
        ("en", "Equipment aside, 60% of Belgium's spending goes to personnel.", None),
        ("de", "Es gibt eine Milliarde Euro Unterschied.", None),
        ("de", "Man weiß, dass es eine Milliarde Euro Unterschied gibt.", None),
        ("de", "Neben der Ausrüstung entfallen 60 Prozent der Ausgaben Belgiens auf das Personal.", None),
    ],
)
def test_people_are_neither_money_nor_equipment(code: str, text: str, measure: str | None) -> None:
    assert list(measures(code, text).values()) == [measure]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Cet objectif, fixé en 2014, a été relevé sous les pressions de tous et porté à 3,5 %."),
        ("en", "That goal, set in 2014, has been raised to 3.5%."),
        ("de", "Die Zielmarke wurde auf 3,5 Prozent des BIP festgelegt."),
    ],
)
def test_where_a_goal_was_put_is_what_nobody_spends_yet(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert [each.stance for each in found if isinstance(each.content, Figure)] == ["pledges"]


def test_in_ten_years_looks_back_from_what_has_happened() -> None:
    text = "Das polnische Verteidigungsbudget hat sich in zehn Jahren verdoppelt."
    found = read(Document(id="a", text=text, lang="de", published=DAY))[0]
    assert [str(each.content.period) for each in found if isinstance(each.content, Figure)] == ["2024"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le budget polonais de la défense devrait dépasser 30 milliards d'euros."),
        ("en", "Poland's defence budget is set to exceed 30 billion euros."),
        ("de", "Die Verteidigungsausgaben Polens übersteigen 30 Milliarden Euro."),
    ],
)
def test_what_exceeds_a_sum_is_more(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert [each.content.quantity.high for each in found if isinstance(each.content, Figure)] == [None]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Depuis 2015, l'armée polonaise est passée de 95 000 à 164 000 soldats."),
        ("en", "Since 2015 the Polish army has grown from 95,000 to 164,000 soldiers."),
        ("de", "Seit 2015 ist die polnische Armee von 95.000 auf 164.000 Soldaten gewachsen."),
    ],
)
def test_a_path_begins_in_the_year_since_which_it_runs(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert [str(each.content.period) for each in found if isinstance(each.content, Figure)] == [
        "2015",
        "2024",
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "fr",
            "Avant la visite du président cette semaine, Berlin avait alloué 11 milliards d'euros à l'Ukraine.",
        ),
        ("en", "Before the president's visit this week, Berlin had allocated 11 billion euros to Ukraine."),
        (
            "de",
            "Vor dem Besuch des Präsidenten in dieser Woche hatte Berlin der Ukraine 11 Milliarden Euro gegeben.",
        ),
    ],
)
def test_what_was_given_before_a_day_was_not_given_on_it(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    periods = [str(each.content.period) for each in found if isinstance(each.content, Figure)]
    assert periods == ["2022-01/2024-04"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Many allies still spend less than 2% of GDP."),
        ("fr", "De nombreux alliés consacrent 2 % de leur PIB à la défense."),
        ("de", "Viele Alliierte geben zwei Prozent des BIP aus."),
    ],
)
def test_what_many_members_do_is_told_of_no_count_and_not_of_all_together(code: str, text: str) -> None:
    assert set(measures(code, text).values()) <= {None}


def test_a_member_beside_most_of_them_is_measured() -> None:
    found = measures("en", "While many allies spend less than 2%, Poland spends 4.1% of GDP.")
    assert found == {"less than 2%": None, "4.1%": "defence_expenditure_share_of_gdp"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Parmi les 23 Alliés qui atteignent 2 % du PIB, cinq dépassent 3 %."),
        ("en", "Of the 23 allies that reach 2 % of GDP, five exceed 3 %."),
    ],
)
def test_a_whole_that_is_said_to_reach_a_line_is_a_count(code: str, text: str) -> None:
    assert set(measures(code, text).values()) == {"defence_expenditure_share_of_gdp"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Les trois pays qui ont le plus dépensé passent largement la barre des 2 % du PIB."),
        ("fr", "Les cinq premiers pays importateurs consacrent plus de 2 % du PIB à leurs armées."),
        ("en", "The three largest countries all meet the target of 2 % of GDP."),
    ],
)
def test_those_who_are_named_for_their_place_are_no_count(code: str, text: str) -> None:
    found = measures(code, text)
    assert next(iter(found.values())) is None


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("fr", "L'Ukraine a reçu 40 milliards d'euros d'aide, soit 4 milliards par mois.", "4 milliards"),
        (
            "fr",
            "Quelque 2 milliards d'euros d'aide ont chaque mois été alloués à l'Ukraine.",
            "Quelque 2 milliards d'euros",
        ),
        ("en", "Europe allocated 4 billion euros a month in aid to Ukraine.", "4 billion euros"),
        ("de", "Europa gab der Ukraine monatlich 4 Milliarden Euro an Hilfe.", "4 Milliarden Euro"),
    ],
)
def test_what_is_given_month_by_month_is_no_sum(code: str, text: str, quote: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    (figure,) = (s.content for s in found if s.quote == quote and isinstance(s.content, Figure))
    assert figure.derivation == Mean(per="month")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "La moyenne mensuelle de l'aide à l'Ukraine a augmenté de 2 milliards d'euros."),
        ("en", "The monthly average of aid to Ukraine rose by 2 billion euros."),
        ("de", "Der monatliche Durchschnitt der Hilfen für die Ukraine ist um 2 Milliarden Euro gestiegen."),
    ],
)
def test_by_how_much_a_mean_changes_is_no_mean(code: str, text: str) -> None:
    assert set(measures(code, text).values()) == {None}


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "fr",
            "Selon le Sipri, la Pologne achète plus d'armes. Ses exportations baissent (-4,9 %).",
            "-4,9 %",
        ),
        ("fr", "Les transferts d'armes augmentent, note le Sipri. Le volume global a crû de 8 %.", "8 %"),
        ("en", "Arms transfers to Poland grew by 8 %, SIPRI said.", "8 %"),
        ("de", "Die Waffentransfers nach Polen wuchsen laut Sipri um 8 Prozent.", "8 Prozent"),
    ],
)
def test_growth_in_the_trade_in_arms_is_no_spending(code: str, text: str, quote: str) -> None:
    assert measures(code, text)[quote] is None


def read_of(code: str, text: str) -> dict[str, tuple[str | None, str, list[str]]]:
    """Return the subject, stance and kind of aid of each figure, by its quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {
        each.quote: (each.content.subject, each.stance, each.content.stated.get("component", []))
        for each in found
        if isinstance(each.content, Figure)
    }


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Pour atteindre 2 % du PIB, le Canada devrait relever ses dépenses de défense."),
        ("fr", "La Belgique n'est pas aux 2 % du PIB réclamés par l'Otan."),
        ("fr", "L'ancien niveau de référence, qui était de 2 % du PIB, ne suffit plus aux Alliés."),
        ("fr", "Lors d'un point de presse, la ministre a parlé des dépenses de défense de l'Otan."),
        ("fr", "Après un sommet de l'Otan de deux jours, les 2 % du PIB restent l'objectif fixé."),
        ("en", "To reach 2 % of GDP, Canada would have to raise its defence spending."),
        ("de", "Die von der Nato geforderten zwei Prozent des BIP bleiben für Belgien fern."),
    ],
)
def test_what_is_only_wanted_is_not_told_of_anyone(code: str, text: str) -> None:
    reports = [quote for quote, (_, stance, _) in read_of(code, text).items() if stance == "reports"]
    assert reports in ([], ["2 %"] if "restent" in text else [])


@pytest.mark.parametrize(
    ("code", "text", "quote", "stance"),
    [
        ("fr", "L'objectif de l'Otan de voir ses membres investir 2 % du PIB tient.", "2 %", "pledges"),
        ("fr", "Nous travaillons vers 2 % du PIB pour la défense, a dit Justin Trudeau.", "2 %", "pledges"),
        (
            "fr",
            "Il est demandé aux membres de l'Otan de consacrer 2 % du PIB à la défense.",
            "2 %",
            "demands",
        ),
        ("fr", "La Pologne a augmenté son budget militaire pour atteindre 4 % du PIB.", "4 %", "reports"),
        ("en", "Britain is moving towards 2.5 % of GDP in defence spending.", "2.5 %", "pledges"),
        ("en", "Britain raised its defence spending to reach 2.5 % of GDP.", "2.5 %", "reports"),
    ],
)
def test_a_goal_is_told_from_what_is_reached(code: str, text: str, quote: str, stance: str) -> None:
    assert read_of(code, text)[quote][1] == stance


@pytest.mark.parametrize(
    ("code", "text", "kinds"),
    [
        (
            "fr",
            "L'Allemagne a alloué à l'Ukraine 40 milliards d'euros, dont 12 milliards d'aide militaire.",
            [[], ["military"]],
        ),
        (
            "fr",
            "Sur 90 milliards d'euros alloués à Kiev, 50 milliards sont militaires, 40 milliards d'aide financière.",
            [[], ["military"], ["financial"]],
        ),
        (
            "fr",
            "L'UE a donné à l'Ukraine 52 milliards d'euros d'aide militaire, financière et humanitaire.",
            [[]],
        ),
        (
            "en",
            "Germany gave Ukraine 40 billion euros, of which 12 billion in arms and 5 billion in humanitarian aid.",
            [[], ["military"], ["humanitarian"]],
        ),
        (
            "de",
            "Deutschland gab der Ukraine 40 Milliarden Euro an militärischer, finanzieller und humanitärer Hilfe.",
            [[]],
        ),
    ],
)
def test_each_sum_has_the_kind_of_aid_that_is_told_of_it(
    code: str, text: str, kinds: list[list[str]]
) -> None:
    assert [each[2] for each in read_of(code, text).values()] == kinds


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "fr",
            "Washington a donné moins. Au total, 70 milliards d'euros ont déjà été alloués à l'Ukraine.",
            "70 milliards d'euros",
        ),
        (
            "fr",
            "Près de 30 milliards d'euros d'aide ont été alloués à l'Ukraine, essentiellement par l'Europe.",
            "Près de 30 milliards d'euros",
        ),
        (
            "en",
            "Washington gave less. Some 70 billion euros have been allocated to Ukraine, mostly by Europe.",
            "Some 70 billion euros",
        ),
    ],
)
def test_what_is_given_without_a_donor_is_from_all(code: str, text: str, quote: str) -> None:
    assert read_of(code, text)[quote][0] == "world"


def told(code: str, text: str) -> dict[str, str]:
    """Return what is understood of each figure, by its quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {each.quote: understood(each.content) for each in found if isinstance(each.content, Figure)}


@pytest.mark.parametrize(
    ("code", "text", "quotes"),
    [
        (
            "fr",
            "Les États-Unis pèsent 40 % des dépenses militaires mondiales, la Chine est en deuxième position (12 %). "
            "La Russie (5 %) et l'Inde (3,2 %) sont loin derrière.",
            {"12 %": "CHN", "5 %": "RUS", "3,2 %": "IND"},
        ),
        (
            "en",
            "America accounts for 40 % of global military spending. Russia (5 %) and India (3.2 %) follow.",
            {"5 %": "RUS", "3.2 %": "IND"},
        ),
        (
            "de",
            "Auf die USA entfallen 40 Prozent der weltweiten Militärausgaben. Russland (5 Prozent) und Indien "
            "(3,2 Prozent) folgen.",
            {"5 Prozent": "RUS", "3,2 Prozent": "IND"},
        ),
    ],
)
def test_the_next_in_brackets_have_shares_of_the_same_whole(
    code: str, text: str, quotes: dict[str, str]
) -> None:
    found = told(code, text)
    for quote, who in quotes.items():
        assert found[quote].startswith(f"military_expenditure of {who}:")
        assert "share(of=world)" in found[quote]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "fr",
            "Les principaux fournisseurs d'armes de l'Ukraine sont les États-Unis (40 % des armes) et la Pologne "
            "(13 % des armes).",
        ),
        (
            "en",
            "The main arms suppliers of Ukraine are the United States (40 % of the arms) and Poland (13 % of them).",
        ),
    ],
)
def test_who_supplies_is_told_from_who_buys(code: str, text: str) -> None:
    found = list(told(code, text).values())
    assert found[0].startswith("arms_transfers of UKR for USA")
    assert found[1].startswith("arms_transfers of UKR for POL")


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "fr",
            "La règle date de 2014. À l'époque, trois Alliés atteignaient les 2 % du PIB.",
            "trois Alliés",
        ),
        ("en", "The rule dates from 2014. At the time, three allies reached 2 % of GDP.", "three allies"),
        (
            "de",
            "Die Regel gilt seit dem Jahr 2014. Damals erreichten drei Alliierte das Ziel.",
            "drei Alliierte",
        ),
    ],
)
def test_what_looks_back_is_told_of_the_year_before(code: str, text: str, quote: str) -> None:
    assert " in 2014 " in told(code, text)[quote]


def test_a_multiple_of_a_year_is_measured_from_it() -> None:
    text = "La France dépensera 64 milliards d'euros pour sa défense en 2027, le double du budget de 2017."
    assert "in 2027 growth(base=2017" in told("fr", text)["double"]


def test_who_spends_least_is_whose_the_share_is() -> None:
    text = (
        "L'Espagne demeure le pays le moins dépensier de l'Alliance, avec un effort inférieur à 2 % du PIB."
    )
    assert " of ESP: " in told("fr", text)["inférieur à 2 %"]


def plain(text: str) -> list[tuple[str, str, str | None]]:
    """Return the statements of a French text that are no figures: kind or type, quote, speaker."""
    found = read(Document(id="a", text=text, lang="fr", published=DAY))[0]
    kinds = [
        (each.content, each.quote, each.speaker) for each in found if not isinstance(each.content, Figure)
    ]
    return [(getattr(content, "kind", "position"), quote, speaker) for content, quote, speaker in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "La Chine arrive en deuxième position, devant l'Arabie saoudite.",
        "Depuis janvier, l'Ukraine reçoit plus d'aide de l'Otan.",
        "La Belgique se retrouve ainsi à égalité avec l'Espagne dans l'Otan.",
        "Cette année, le Canada fait partie des huit pays membres de l'Otan en retard.",
    ],
)
def test_a_place_among_others_is_no_event_and_no_scrap(text: str) -> None:
    assert plain(text) == []


def test_what_someone_has_become_among_others_is_a_rank_of_the_whole_clause() -> None:
    clause = "L'Allemagne est devenue le plus grand donateur européen de l'Ukraine en 2024"
    assert plain(f"{clause}.") == [("position", clause, None)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Emmanuel Macron reçoit Mark Rutte à Paris mardi.", "meeting"),
        ("Les membres de l'Otan se retrouvent à Paris mardi.", "meeting"),
        ("La Suède est devenue le 32e membre de l'Otan.", "accession"),
    ],
)
def test_who_meets_and_who_joins_are_events(text: str, kind: str) -> None:
    assert [each[0] for each in plain(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "L'Otan dépense plus. Même sans l'Ukraine, on constate une hausse de 35 % des dépenses de défense.",
            None,
        ),
        (
            "Le Canada a promis de renverser le déclin de ses dépenses militaires et de viser 2 % du PIB.",
            "CAN",
        ),
    ],
)
def test_nobody_speaks_who_is_only_named_beside_the_verb(text: str, speaker: str | None) -> None:
    found = read(Document(id="a", text=text, lang="fr", published=DAY))[0]
    assert {each.speaker for each in found if isinstance(each.content, Figure)} == {speaker}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Nul ne sait si l'Otan se défend mieux en dépensant 1,8 %, 2 % ou 2,3 % du PIB."),
        ("en", "Nobody knows whether NATO is safer by spending 1.8 %, 2 % or 2.3 % of GDP on defence."),
    ],
)
def test_what_might_be_one_or_another_is_told_of_nobody(code: str, text: str) -> None:
    assert told(code, text) == {}


def test_a_list_of_shares_is_no_choice() -> None:
    text = "La Pologne, la Grèce et l'Estonie dépensent 3,9 %, 3,1 % et 2,7 % du PIB pour leur défense."
    assert [each.split(":")[0][-3:] for each in told("fr", text).values()] == ["POL", "GRC", "EST"]


def test_who_plans_a_sum_in_a_clause_behind_it_is_whose_it_is() -> None:
    text = "Le changement tient au paquet de 18 milliards d'euros que l'UE prévoit pour l'Ukraine."
    assert " of eu for UKR: " in told("fr", text)["18 milliards d'euros"]


def test_nobody_of_a_list_in_brackets_speaks() -> None:
    text = (
        "Les cinq plus gros exportateurs (États-Unis, Russie, Chine) comptabilisent 74 % des ventes d'armes."
    )
    found = read(Document(id="a", text=text, lang="fr", published=DAY))[0]
    assert {each.speaker for each in found} == {None}


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("fr", "Les dépenses militaires du continent ont crû de 5 % en 2023, selon le Sipri.", "5 %"),
        ("en", "Military spending on the continent grew by 5 % in 2023, SIPRI said.", "5 %"),
        ("de", "Die Militärausgaben auf dem Kontinent wuchsen 2023 laut Sipri um 5 Prozent.", "5 Prozent"),
    ],
)
def test_what_a_continent_spends_is_not_the_worlds(code: str, text: str, quote: str) -> None:
    assert " of ?: " in told(code, text)[quote]


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "fr",
            "La Belgique est à 0,9 % et aucune augmentation de ses dépenses de défense n'est prévue.",
            "0,9 %",
        ),
        ("en", "Belgium is at 0.9 % and no increase in its defence spending is planned.", "0.9 %"),
        (
            "de",
            "Belgien liegt bei 0,9 Prozent, und keine Erhöhung der Verteidigungsausgaben ist geplant.",
            "0,9 Prozent",
        ),
    ],
)
def test_no_increase_makes_no_growth(code: str, text: str, quote: str) -> None:
    assert "growth" not in told(code, text)[quote]


def test_what_several_spend_together_is_no_ones() -> None:
    text = (
        "Les États-Unis pèsent 40 % des dépenses militaires mondiales, la Chine 12 %, représentant ensemble plus de la "
        "moitié des dépenses mondiales. La Russie (5 %) suit."
    )
    found = told("fr", text)
    assert any(" of ?: > 50 %" in each for each in found.values())
    assert found["5 %"].startswith("military_expenditure of RUS: 5 %")


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "fr",
            "La Belgique se situe autour de 0,9 %, et ses dépenses de défense baissent.",
            "autour de 0,9 %",
        ),
        ("en", "Belgium stands at about 0.9 %, and its defence spending falls.", "about 0.9 %"),
        (
            "de",
            "Belgien liegt bei rund 0,9 Prozent, und seine Verteidigungsausgaben sinken.",
            "rund 0,9 Prozent",
        ),
    ],
)
def test_where_one_stands_is_no_growth(code: str, text: str, quote: str) -> None:
    assert "growth" not in told(code, text)[quote]


@pytest.mark.parametrize(
    ("code", "text", "quote", "reading"),
    [
        # a rate beside a sum says nothing of the sum
        (
            "de",
            "Die Nato-Staaten in Europa haben im vergangenen Jahr 380 Milliarden Dollar in Verteidigung investiert -"
            " fast 11 Prozent mehr als im Vorjahr.",
            "380 Milliarden Dollar",
            "defence_expenditure of nato-europe: level",
        ),
        (
            "en",
            "Russia spent 24 percent more and is third with 109 billion dollars of military spending.",
            "109 billion dollars",
            "military_expenditure of RUS: level",
        ),
        (
            "fr",
            "La Russie a dépensé 24 % de plus pour son armée et arrive troisième avec 109 milliards de dollars.",
            "109 milliards de dollars",
            "military_expenditure of RUS: level",
        ),
        # what the trade in arms does is no spending, also in the sentence behind
        (
            "de",
            "Zwischen 2017 und 2021 wurden 5 Prozent weniger Waffen gehandelt als in den fünf Jahren davor.",
            "5 Prozent",
            "None of None: growth",
        ),
        (
            "en",
            "Imports of heavy weapons are up across the continent. The European Allies even saw a rise of 65 %.",
            "65 %",
            "None of nato-europe: level",
        ),
        (
            "fr",
            "Les importations d'armes lourdes progressent. Les alliés européens enregistrent même une hausse de 65 %.",
            "65 %",
            "None of nato-europe: level",
        ),
        # German puts the verb behind where something goes
        (
            "de",
            "Estlands Verteidigungsausgaben betrugen 2,7 Prozent des BIP, während sie in diesem Jahr auf 3,4 Prozent"
            " gestiegen sind.",
            "3,4 Prozent",
            "defence_expenditure_share_of_gdp of EST: level",
        ),
        # to whom it is reported has not spent it
        (
            "de",
            "Erstmals hat Belgien der Nato Verteidigungsausgaben in Höhe von 1,3 Prozent des BIP gemeldet.",
            "1,3 Prozent",
            "defence_expenditure_share_of_gdp of BEL: level",
        ),
        # one's own spending beside what one is given
        (
            "de",
            "Laut Sipri erhöhte die Ukraine ihre Ausgaben um 50 Prozent auf 60 Milliarden Dollar und erhielt 30"
            " Milliarden Dollar an Militärhilfe.",
            "60 Milliarden Dollar",
            "military_expenditure of UKR: level",
        ),
        (
            "en",
            "SIPRI says Ukraine increased its spending by 50 percent to 60 billion dollars and received 30 billion"
            " dollars in military aid.",
            "50 percent",
            "military_expenditure of UKR: growth",
        ),
        (
            "fr",
            "Selon le Sipri, l'Ukraine a augmenté ses dépenses de 50 % à 60 milliards de dollars et reçu 30 milliards"
            " de dollars d'aide militaire.",
            "30 milliards de dollars",
            "aid_allocated of world: level",
        ),
        # whom one is set against behind its place
        (
            "de",
            "Die USA geben laut Sipri 997 Milliarden Dollar aus. Das ist dreimal so viel wie der zweitgrößte"
            " Investor, China, das 314 Milliarden Dollar ausgab.",
            "dreimal so viel",
            "military_expenditure of USA: gap",
        ),
        (
            "en",
            "SIPRI says the United States spent 997 billion dollars. That is three times as much as the second-largest"
            " spender, China.",
            "three times as much",
            "military_expenditure of USA: gap",
        ),
        (
            "fr",
            "Selon le Sipri, les États-Unis ont dépensé 997 milliards de dollars. C'est trois fois plus que le deuxième"
            " plus gros investisseur, la Chine, qui a dépensé 314 milliards de dollars.",
            "trois fois plus",
            "military_expenditure of USA: gap",
        ),
    ],
)
def test_a_number_is_read_by_what_stands_by_it(code: str, text: str, quote: str, reading: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    told = next(s.content for s in found if isinstance(s.content, Figure) and quote in s.quote)
    kind = type(told.derivation).__name__.lower()
    assert f"{told.measure} of {told.subject}: {kind}" == reading


def test_a_real_rise_beside_a_sum_leaves_the_sum_in_current_prices() -> None:
    text = (
        "Die weltweiten Militärausgaben erreichten 2443 Milliarden Dollar, was einem realen Anstieg von 7 Prozent"
        " entspricht."
    )
    found = read(Document(id="a", text=text, lang="de", published=DAY))[0]
    told = [each.content for each in found if isinstance(each.content, Figure)]
    assert [each.stated.get("prices") for each in told] == [None, ["constant"]]


@pytest.mark.parametrize(
    ("code", "text", "whose"),
    [
        (
            "en",
            "After talks with Danish officials, Jens Stoltenberg praised a 9% rise in defence spending.",
            "nato-europe-canada",
        ),
        (
            "fr",
            "Après des entretiens avec Copenhague, la Norvège a relevé ses dépenses de défense de 9 %.",
            "NOR",
        ),
        ("de", "Aus Angst vor Russland stiegen die Verteidigungsausgaben in Estland um 9 Prozent.", "EST"),
        (
            "en",
            "Italy is one of nine members that miss the target. It will spend 1.4% of GDP on defence.",
            "ITA",
        ),
        (
            "fr",
            "L'Italie fait partie des neuf pays de l'Otan sous les 2 %. Elle consacre 1,4 % du PIB.",
            "ITA",
        ),
        (
            "de",
            "Italien ist eines von neun Nato-Ländern unter zwei Prozent. Es gibt 1,4 % des BIP aus.",
            "ITA",
        ),
        ("en", "Norway ranks third in defence spending ($9 billion, up 7%), ahead of Poland.", "NOR"),
        (
            "fr",
            "La Norvège est troisième par ses dépenses militaires (9 milliards, soit 7 % de plus), devant Varsovie.",
            "NOR",
        ),
        (
            "de",
            "Norwegen liegt bei den Militärausgaben vorn (9 Milliarden Dollar, plus 7 %), vor Polen.",
            "NOR",
        ),
        ("en", "Those three made up 40% of the world's military spending ($900 billion).", "world"),
        ("en", "These three countries made up 40% of the world's military spending ($900 billion).", None),
        (
            "fr",
            "Ces trois pays font 40 % des dépenses militaires mondiales (900 milliards de dollars).",
            None,
        ),
        (
            "de",
            "Diese drei Länder stehen für 40 % der weltweiten Militärausgaben (900 Milliarden Dollar).",
            None,
        ),
    ],
)
def test_who_is_only_met_feared_or_counted_among_others_lends_no_number_a_name(
    code: str, text: str, whose: str | None
) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert [s.content.subject for s in found if isinstance(s.content, Figure)][-1] == whose


@pytest.mark.parametrize(
    ("code", "text", "year"),
    [
        (
            "en",
            "When the pledge was made at the 2014 summit, only three members met the target of 2%.",
            "2014",
        ),
        ("en", "This year 23 members meet the target of 2%, up from three when it was set in 2014.", "2024"),
        (
            "fr",
            "Lorsque l'objectif a été fixé en 2014, seuls trois membres de l'Otan atteignaient 2 %.",
            "2014",
        ),
        (
            "de",
            "Als das Ziel von 2 Prozent 2014 beschlossen wurde, erreichten es nur drei Mitglieder.",
            "2014",
        ),
        ("en", "In December, Norway had announced 500 million euros in aid for Ukraine.", "2023-12"),
        ("fr", "En décembre, la Norvège avait annoncé 500 millions d'euros d'aide à l'Ukraine.", "2023-12"),
        ("de", "Im Dezember hatte Norwegen der Ukraine 500 Millionen Euro Hilfe angekündigt.", "2023-12"),
        (
            "en",
            "Since the start of the war on 24 February, Norway has given Ukraine 2 billion euros.",
            "2022-02/2024-04",
        ),
        (
            "fr",
            "Depuis le début de la guerre, le 24 février, Oslo a donné 2 milliards d'euros à Kiev.",
            "2022-02/2024-04",
        ),
        (
            "de",
            "Seit Kriegsbeginn am 24. Februar hat Norwegen der Ukraine 2 Milliarden Euro gegeben.",
            "2022-02/2024-04",
        ),
    ],
)
def test_what_a_clause_or_a_month_dates_is_not_told_of_this_year(code: str, text: str, year: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    told = [s.content for s in found if isinstance(s.content, Figure) and s.content.measure]
    assert str(told[0].period) == year


@pytest.mark.parametrize(
    ("code", "text", "year"),
    [
        (
            "en",
            "SIPRI says Italian military spending rose to $35 billion in 2023. In 2000 it had been $20 billion. "
            "Adjusted for inflation, military spending rose by 4%.",
            "2023",
        ),
        (
            "fr",
            "Selon le Sipri, l'Italie a dépensé 35 milliards de dollars pour son armée en 2023. En 2000, c'était "
            "20 milliards. Les dépenses militaires ont augmenté de 4 %.",
            "2023",
        ),
        (
            "de",
            "Laut Sipri stiegen Italiens Militärausgaben 2023 auf 35 Milliarden Dollar. Im Jahr 2000 waren es "
            "20 Milliarden Dollar. Real stiegen die Militärausgaben um 4 Prozent.",
            "2023",
        ),
    ],
)
def test_a_glance_back_does_not_date_what_follows(code: str, text: str, year: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    told = [s.content for s in found if isinstance(s.content, Figure)]
    assert (str(told[-1].period), told[-1].measure) == (year, "military_expenditure")


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        (
            "en",
            "Measured by its rise on the year before (6.4%), Italy came ninth in military spending.",
            Growth,
        ),
        (
            "fr",
            "Mesurée à la hausse sur un an (6,4 %), l'Italie est neuvième pour ses dépenses militaires.",
            Growth,
        ),
        (
            "de",
            "Gemessen am Zuwachs gegenüber dem Vorjahr (6,4 %) lag Italien bei den Militärausgaben vorn.",
            Growth,
        ),
        ("en", "Italy has increased its defence spending (1.6%).", Level),
    ],
)
def test_a_bracket_behind_a_rise_says_how_large_it_was(code: str, text: str, kind: type) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert type(next(s.content.derivation for s in found if isinstance(s.content, Figure))) is kind


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("en", "Norway gave Ukraine 300 million euros in budget support.", "budget support"),
        ("fr", "La Norvège a versé à l'Ukraine 300 millions d'euros d'aide budgétaire.", "budget support"),
        ("de", "Norwegen gab der Ukraine 300 Millionen Euro Budgethilfe.", "budget support"),
        (
            "fr",
            "L'aide française à l'Ukraine atteint 0,6 % du PIB avec la participation budgétaire à l'UE.",
            None,
        ),
    ],
)
def test_help_for_a_budget_is_a_part_of_financial_aid(code: str, text: str, told: str | None) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    figure = next(s.content for s in found if isinstance(s.content, Figure))
    assert figure.stated.get("component", [None]) == [told]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Europe has committed more aid to Ukraine, with only a third of it given as loans."),
        ("fr", "L'Europe a engagé davantage d'aide à l'Ukraine, dont un tiers sous forme de prêts."),
        ("de", "Europa hat der Ukraine mehr Hilfe zugesagt, nur ein Drittel davon als Kredite."),
        (
            "en",
            "The rise is paid for by cutting international development spending from 0.5% of GNI to 0.4%.",
        ),
    ],
)
def test_the_form_of_aid_and_what_the_poor_are_given_measure_nothing_of_ours(code: str, text: str) -> None:
    assert set(measures(code, text).values()) == {None}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Das Ziel, zwei Prozent des BIP auszugeben, sei 2014 für die Dauer von zehn Jahren beschlossen worden.",
        ),
        ("de", "In dieser halben Dekade gab Deutschland 2 Prozent des BIP für Verteidigung aus."),
        ("en", "For half a decade Germany has spent 2 percent of GDP on defence."),
    ],
)
def test_a_span_of_time_is_no_percentage(code: str, text: str) -> None:
    assert len(measures(code, text)) == 1


@pytest.mark.parametrize(
    ("code", "text", "quote", "stance"),
    [
        (
            "de",
            "Es gab keine Einigung über den Vorschlag, Kiew mit 40 Milliarden Euro zu unterstützen.",
            "40",
            "pledges",
        ),
        (
            "de",
            "Sie wollen sich darauf verständigen, der Ukraine 40 Milliarden Euro zu geben.",
            "40",
            "pledges",
        ),
        (
            "de",
            "Es ist unklar, ob das Parlament die 60 Milliarden Dollar für die Ukraine freigibt.",
            "60",
            "expects",
        ),
        (
            "en",
            "It is unclear whether the House will release the 60 billion dollars for Ukraine.",
            "60",
            "expects",
        ),
        ("de", "Es ist gelungen, der Ukraine 40 Milliarden Euro zu geben.", "40", "reports"),
        (
            "de",
            "Das Ziel, die Bundeswehr von 180.000 Soldaten auf 203.000 zu vergrößern, bleibt.",
            "203.000",
            "pledges",
        ),
        (
            "en",
            "The goal of raising the Bundeswehr from 180,000 soldiers to 203,000 stays.",
            "203,000",
            "pledges",
        ),
        (
            "fr",
            "L'objectif de porter la Bundeswehr de 180 000 soldats à 203 000 demeure.",
            "203 000",
            "pledges",
        ),
        (
            "de",
            "Sie hat bis 2031 einen Wehretat von 2 Prozent des BIP in Aussicht gestellt.",
            "2 Prozent",
            "pledges",
        ),
        (
            "de",
            "Madrid kann das auch ohne Verteidigungsausgaben von 5 Prozent des BIP erfüllen.",
            "5 Prozent",
            "pledges",
        ),
    ],
)
def test_what_may_come_is_not_told_as_it_is(code: str, text: str, quote: str, stance: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    told = [
        each.stance for each in found if isinstance(each.content, Figure) and each.quote.startswith(quote)
    ]
    assert told == [stance]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Ursprünglich erfüllten nur vier Länder die Vorgabe von zwei Prozent."),
        ("en", "Originally only four countries met the guideline of two percent."),
        ("fr", "À l'origine, seuls quatre pays respectaient le seuil de 2 %."),
    ],
)
def test_what_was_so_at_first_is_not_counted_today(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert [each.content.period for each in found if isinstance(each.content, Figure)] == [None]


@pytest.mark.parametrize(
    ("code", "text", "reading"),
    [
        ("de", "Die Vollversammlung nahm die Resolution an. 143 Mitglieder stimmten dafür.", "None of world"),
        ("en", "The General Assembly adopted the resolution. 143 members voted for it.", "None of world"),
        (
            "fr",
            "L'Assemblée générale de l'ONU a adopté la résolution. 143 membres ont voté pour.",
            "None of world",
        ),
        ("de", "Viele dieser zehn Länder geben 2 Prozent des BIP aus.", "None of None"),
        ("en", "Many of these ten countries spend 2 percent of GDP.", "None of None"),
        ("fr", "Plusieurs de ces dix pays consacrent 2 % du PIB à leur défense.", "None of None"),
        (
            "de",
            "Die 877 Milliarden Dollar der USA machen 39 Prozent der weltweiten Militärausgaben aus.",
            "military_expenditure of USA",
        ),
    ],
)
def test_the_alliance_counts_neither_votes_nor_the_world(code: str, text: str, reading: str) -> None:
    first = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    told = next(s.content for s in first if isinstance(s.content, Figure))
    assert f"{told.measure} of {told.subject}" == reading


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        (
            "de",
            "Beim Gipfel wurde unter dem Druck von US-Präsident Donald Trump vereinbart, 3,5 Prozent des BIP in"
            " Verteidigung zu investieren.",
            "nato",
        ),
        ("de", "Auf Drängen der USA gibt Deutschland 2 Prozent seines BIP für Verteidigung aus.", "DEU"),
        (
            "en",
            "Under pressure from Donald Trump it was agreed to spend 3.5 percent of GDP on defence.",
            "nato",
        ),
        (
            "fr",
            "Sous la pression de Donald Trump, il a été convenu de consacrer 3,5 % du PIB à la défense.",
            "nato",
        ),
        (
            "de",
            "Norwegen steht als zweitgrößter Geber der Ukraine nach den USA da, mit 41 Milliarden Euro.",
            "NOR",
        ),
        (
            "en",
            "Norway is the second-largest donor to Ukraine after America, with 41 billion euros in aid.",
            "NOR",
        ),
        (
            "fr",
            "La Norvège est le deuxième donateur de Kiev après les États-Unis, avec 41 milliards d'euros.",
            "NOR",
        ),
        (
            "de",
            "Die Regierungen gaben laut dem schwedischen Institut Sipri 2 Billionen Dollar für Rüstung aus.",
            "world",
        ),
    ],
)
def test_who_presses_leads_or_counts_is_not_the_one_who_spends(code: str, text: str, who: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    last = [each.content for each in found if isinstance(each.content, Figure)][-1]
    assert last.subject == who


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        (
            "fr",
            "Madrid assure atteindre les buts que l'Otan lui a fixés en limitant ses dépenses de défense à 2 % du PIB.",
            "ESP",
        ),
        (
            "en",
            "Madrid says it meets the targets that NATO has set it with its defence spending at 2 % of GDP.",
            "ESP",
        ),
        (
            "de",
            "Madrid will die Ziele, die ihm die Nato gesetzt hat, erreichen und seine Verteidigungsausgaben auf 2 % des"
            " BIP begrenzen.",
            "ESP",
        ),
        (
            "fr",
            "L'Otan a fixé à ses membres l'objectif de porter leurs dépenses de défense à 5 % de leur PIB.",
            "nato",
        ),
    ],
)
def test_who_only_sets_the_goal_is_not_the_one_who_spends(code: str, text: str, who: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert {each.content.subject for each in found if isinstance(each.content, Figure)} == {who}


def test_a_share_of_aid_is_no_share_spent_on_defence() -> None:
    text = (
        "Selon l'Institut de Kiel, les pays ont accordé 250 milliards d'euros d'aide à Kyiv. L'aide engagée par les"
        " États-Unis représente 0,5 % de son PIB, et l'aide bilatérale de la France seulement 0,2 % (mais 0,6 % avec"
        " celle de l'UE)."
    )
    assert not any("defence" in (measure or "") for measure in measures("fr", text).values())
    spent = "Germany, which supports Ukraine with aid, spends 2.1 % of its GDP on defence."
    assert measures("en", spent) == {"2.1 %": "defence_expenditure_share_of_gdp"}


@pytest.mark.parametrize(
    "text",
    [
        "Les dépenses militaires mondiales ont crû de 3,7 % en 2022. C'est sur le continent européen que la hausse est"
        " la plus forte avec 13 %.",
        "Les dépenses militaires mondiales ont crû de 3,7 % en 2022. Sur le continent"
        " européen, la hausse est de 13 %.",
    ],
)
def test_a_continent_that_is_named_is_not_the_group_told_before(text: str) -> None:
    found = read(Document(id="a", text=text, lang="fr", published=dt.date(2023, 4, 24)))[0]
    subjects = [each.content.subject for each in found if isinstance(each.content, Figure)]
    assert subjects[0] == "world"
    assert "europe" in (subjects[1] or "")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le Canada tarde à financer sa défense. Le 2 %, c'est beau, mais ce n'est que le début."),
        ("en", "Canada is slow to fund its defence. The 2 % is all very well, but it is not enough."),
        ("de", "Kanada gibt zu wenig für Verteidigung aus. Die 2 % sind schön und gut, aber kein Ende."),
    ],
)
def test_a_goal_that_is_judged_is_not_what_is_spent_this_year(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert [each.content.period for each in found if isinstance(each.content, Figure)] == [None]


@pytest.mark.parametrize(
    ("code", "text", "base"),
    [
        ("en", "The Bundeswehr has 183,000 soldiers, almost 2,000 more than a year ago.", "2023"),
        ("en", "The British army has shrunk by 24,400 soldiers since 2014.", "2014"),
        ("fr", "Les forces turques comptent 481 000 hommes, 125 000 de moins qu'en 2014.", "2014"),
        ("fr", "La Bundeswehr a gagné 3 000 soldats en un an.", "2023"),
        (
            "de",
            "Die Bundeswehr zählt knapp 183.000 Soldaten, das sind fast 2.000 mehr als im Vorjahr.",
            "2023",
        ),
        ("de", "Die britische Armee ist seit 2014 um 24.400 Soldaten geschrumpft.", "2014"),
    ],
)
def test_by_how_many_soldiers_an_army_has_grown_is_not_how_many_it_has(
    code: str, text: str, base: str
) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    last = [each.content for each in found if isinstance(each.content, Figure)][-1]
    assert last.measure == "armed_forces_personnel"
    assert getattr(last.derivation, "base", None) == base


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Canadian forces have 65,000 regular troops, about 6,500 short of what they need."),
        ("fr", "L'armée canadienne compte 63 800 militaires ; il lui en manque 16 500."),
        ("fr", "L'armée suisse compte 147 000 militaires, soit 7 000 de plus que l'effectif autorisé."),
        ("de", "Kanada hat 63.500 Soldaten, fast 16.000 fehlen."),
    ],
)
def test_soldiers_who_are_not_there_are_not_counted_as_an_army(code: str, text: str) -> None:
    assert list(measures(code, text).values()) == ["armed_forces_personnel", None]


def test_what_goes_on_counting_things_counts_no_soldiers() -> None:
    text = "Russia has 5,580 nuclear warheads; some 4,380 are in military stockpiles with the armed forces."
    assert "armed_forces_personnel" not in measures("en", text).values()


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "en",
            "Norway raised military spending to $10 billion, making it NATO's eighth-largest spender at 2 % of GDP.",
            {"eighth-largest spender": "defence_expenditure"},
        ),
        (
            "en",
            "Norway is NATO's eighth-largest spender at 2 % of GDP.",
            {"eighth-largest spender": "defence_expenditure_share_of_gdp"},
        ),
        (
            "en",
            "The largest donors of aid to Ukraine are Norway ($2 billion), Denmark (1.9) and Sweden (1.5).",
            {"$2 billion": "aid_allocated", "1.9": "aid_allocated"},
        ),
        (
            "en",
            "Norway's military spending rose by 9 % to $10 billion, representing 2 % of the country's GDP.",
            {"$10 billion": "defence_expenditure", "2 %": "defence_expenditure_share_of_gdp"},
        ),
        (
            "en",
            "Norway's military spending rose by 9 % to $10 billion, while Ukraine's spending rose by 5 % to $60 "
            "billion, devoting most of it to defence.",
            {"$10 billion": "defence_expenditure", "$60 billion": "military_expenditure"},
        ),
    ],
)
def test_what_a_number_measures_beside_another(code: str, text: str, expected: dict[str, str]) -> None:
    found = measures(code, text)
    assert {quote: found.get(quote) for quote in expected} == expected
    assert "largest donors" not in found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "To pay for it, Norway would cut development aid (ODA) from 0.9% to 0.7% of GNI, for its army.",
        ),
        (
            "en",
            "Defence reaches 2.1% of GDP; paid for by a cut in overseas aid from 0.9 % of national income to 0.7 %.",
        ),
        (
            "fr",
            "Oslo ramènerait l'aide publique au développement (APD) de 0,9 % à 0,7 % du RNB, pour ses armées.",
        ),
        (
            "de",
            "Oslo senkt die Entwicklungshilfe (ODA) von 0,9 auf 0,7 Prozent des BNE, für die Verteidigung.",
        ),
    ],
)
def test_what_goes_to_development_is_spent_on_no_army(code: str, text: str) -> None:
    found = measures(code, text)
    assert {m for quote, m in found.items() if quote[:3] in ("0.9", "0.7", "0,9", "0,7")} == {None}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Two-thirds of Italy's arms exports, just under a record, went to three countries."),
        ("en", "As a share of GDP, more than a dozen UDCG members give more aid to Ukraine than America."),
        ("en", "Only about a third of the 31 members spend 2% of GDP on defence."),
        ("fr", "Les deux tiers des exportations d'armes italiennes sont allés à trois pays, sous le record."),
        ("fr", "Un tiers environ des 31 membres consacrent 2 % du PIB à leur défense."),
        ("de", "Nur etwa ein Drittel der 31 Mitglieder gibt zwei Prozent des BIP für Verteidigung aus."),
    ],
)
def test_not_all_countries_that_are_counted_meet_a_guideline(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    counted = [s for s in found if isinstance(s.content, Figure) and s.content.quantity.unit == "member"]
    assert {s.content.measure for s in counted if isinstance(s.content, Figure)} <= {None}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Congress has appropriated $160 billion for Ukraine since 2022."),
        ("fr", "Depuis 2022, les crédits votés par le Congrès pour l'Ukraine font 160 milliards de dollars."),
        (
            "de",
            "Seit 2022 summieren sich die vom Kongress bewilligten Hilfen für Kiew auf 160 Milliarden Dollar.",
        ),
    ],
)
def test_what_a_parliament_appropriates_is_no_aid_that_is_counted(code: str, text: str) -> None:
    assert set(measures(code, text).values()) == {None}


def test_a_dash_without_spaces_ends_the_year_before_it() -> None:
    text = "Italy raised its military spending by 6% in 2022—the largest rise since the Cold War."
    found = read(Document(id="a", text=text, lang="en", published=DAY))[0]
    told = next(s.content for s in found if s.quote == "6%")
    assert isinstance(told, Figure)
    assert (told.period and told.period.text, getattr(told.derivation, "base", None)) == ("2022", "2021")


def test_a_rise_beside_a_share_is_no_share() -> None:
    text = "Italy's spending rose 6% to 30 billion dollars, which represents 3% of NATO spending."
    found = read(Document(id="a", text=text, lang="en", published=DAY))[0]
    kinds = {s.quote: type(s.content.derivation).__name__ for s in found if isinstance(s.content, Figure)}
    assert (kinds["6%"], kinds["3%"]) == ("Growth", "Share")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Italy has committed 9 billion euros to Ukraine.\n\nIt has so far provided aid of 5 billion euros.",
        ),
        (
            "fr",
            "L'Italie a engagé 9 milliards d'euros pour l'Ukraine.\n\nElle a fourni 5 milliards d'euros d'aide.",
        ),
        (
            "de",
            "Italien hat der Ukraine 9 Milliarden Euro fest zugesagt.\n\nGeleistet hat es Hilfen von 5 Milliarden.",
        ),
    ],
)
def test_what_is_said_to_be_given_is_not_of_the_stage_told_before(code: str, text: str) -> None:
    assert list(measures(code, text).values())[-1] == "aid_allocated"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Italy's government has spent 2.4 billion euros on fences at the border.", [None]),
        ("en", "Italy's government has spent 32 billion euros on its armed forces.", ["defence_expenditure"]),
        ("fr", "L'Italie a dépensé 2,4 milliards d'euros pour des clôtures à la frontière.", [None]),
        ("de", "Italien hat 2,4 Milliarden Euro für Zäune an der Grenze ausgegeben.", [None]),
    ],
)
def test_what_is_spent_on_a_thing_is_not_what_is_spent_on_defence(
    code: str, text: str, expected: list[str | None]
) -> None:
    assert list(measures(code, text).values()) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Europe allocated 3 billion euros in aid to Ukraine in May. This is a 40 percent drop from April, when "
            "countries allocated 5 billion.",
        ),
        (
            "fr",
            "L'Europe a alloué 3 milliards d'euros d'aide à l'Ukraine en mai. C'est une chute de 40 % par rapport à "
            "avril, où elle allouait 5 milliards.",
        ),
        (
            "de",
            "Europa hat der Ukraine im Mai 3 Milliarden Euro Hilfe zugeteilt. Das ist ein Rückgang von 40 Prozent "
            "gegenüber April, als es 5 Milliarden zuteilte.",
        ),
    ],
)
def test_by_how_much_aid_falls_is_told_of_aid(code: str, text: str) -> None:
    assert list(measures(code, text).values())[1] == "aid_allocated"


def test_last_years_number_is_of_last_year() -> None:
    text = "Italy will spend 1.6% of GDP on defence this year, up from last year's 1.5%."
    found = read(Document(id="a", text=text, lang="en", published=DAY))[0]
    told = [s.content for s in found if isinstance(s.content, Figure)]
    assert [each.period and each.period.text for each in told] == ["2024", "2023"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "The German army has 183,000 soldiers, of whom 5,000 are deployed abroad.", [True, False]),
        (
            "fr",
            "L'armée allemande compte 183 000 soldats, dont 5 000 sont déployés à l'étranger.",
            [True, False],
        ),
        (
            "de",
            "Die Bundeswehr hat 183.000 Soldaten, davon sind 5.000 im Ausland stationiert.",
            [True, False],
        ),
        ("en", "Britain's armed forces number 156,000 people, those of France 208,000.", [True, True]),
        ("fr", "La Turquie compte 445 000 hommes, deuxième contingent de l'Alliance.", [True]),
        ("de", "Die russische Armee hat an der Front 5.000 Soldaten verloren.", [False]),
        ("en", "The spearhead force will have 5,000 troops.", [False]),
    ],
)
def test_an_army_is_counted_beside_soldiers_who_are_elsewhere(
    code: str, text: str, expected: list[bool]
) -> None:
    assert [m == "armed_forces_personnel" for m in measures(code, text).values()] == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Unemployment is at 2.9% in Poland and 10.4% in Spain; the deficits are 6.9% and 2.8% of GDP.", None),
        ("fr", "Le chômage touche 2,9 % des Polonais et 10,4 % des Espagnols ; l'armée reçoit 4 % du PIB.", None),
        ("en", "NATO's common military budget was set at 2 billion euros for 2026.", None),
        ("fr", "Le budget militaire commun de l'OTAN a été fixé à 2 milliards d'euros pour 2026.", None),
        ("de", "Das gemeinsame Militärbudget der Nato wurde für 2026 auf 2 Milliarden Euro festgelegt.", None),
        ("en", "Romania will get to 2 percent of GDP this year, with Latvia and Lithuania to follow.",
         "defence_expenditure_share_of_gdp"),
        ("de", "Die USA gaben 7,5 Prozent weniger aus, weil der Kongress keine Hilfen für Kiew bewilligte."
               " Es geht um ihr Militär.", "defence_expenditure"),
        ("en", "Russia's army cost 149 billion dollars in 2023, India's 81 billion dollars.", "military_expenditure"),
    ],
)  # fmt: skip
def test_a_number_keeps_to_what_its_own_clause_tells(code: str, text: str, expected: str | None) -> None:
    found = list(measures(code, text).values())
    assert found[1 if len(found) > 2 else -1] == expected


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("World military spending rose by 6%, reaching a record $2,443 billion.", "$2,443 billion", "Level"),
        ("Italy's defence spending rose by a record $4 billion.", "$4 billion", "Change"),
        ("NATO's spending rose by 2% and is estimated to exceed $1 trillion.", "$1 trillion", "Level"),
        ("Of the world's military spending, India accounted for 3 percent.", "3 percent", "Share"),
        ("Russia's military spending came to 109 billion dollars, double that in 2014.", "double", "Growth"),
    ],
)
def test_how_a_number_is_made_is_told_by_what_leads_up_to_it(text: str, quote: str, kind: str) -> None:
    found = read(Document(id="a", text=text, lang="en", published=DAY))[0]
    kinds = {s.quote: type(s.content.derivation).__name__ for s in found if isinstance(s.content, Figure)}
    assert kinds[quote] == kind
