"""What SIPRI counts: sums without a word of spending, shares of the world, the continent, and the last year counted."""

import datetime as dt
from decimal import Decimal

import pytest

from foedus.dossiers import dossier
from foedus.model import Change, Count, Document, Figure, Growth, Level, Share, Within
from foedus.text.read import read

DAY = dt.date(2025, 4, 29)


def figures(code: str, text: str) -> list[Figure]:
    """Return the figures of a text in its order."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [each.content for each in found if isinstance(each.content, Figure)]


def test_what_one_makes_up_of_the_whole_is_no_share_of_its_gdp() -> None:
    text = "La Chine et l'Inde pèsent 15 % des dépenses militaires mondiales, Riyad en représente 3,3 %, dit le Sipri."
    share = figures("fr", text)[-1]
    assert (share.subject, share.measure, share.derivation) == (
        "SAU",
        "military_expenditure",
        Share(of="world"),
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The US stayed on top with 997 billion dollars, ahead of China (314 billion), according to SIPRI.",
        ),
        (
            "fr",
            "Washington reste en tête avec 997 milliards de dollars, devant la Chine (314 milliards), dit le Sipri.",
        ),
        ("de", "Die USA blieben mit 997 Milliarden Dollar vorn, vor China (314 Milliarden), so Sipri."),
    ],
)
def test_sums_that_an_institute_gives_are_spent_in_the_year_before(code: str, text: str) -> None:
    first, second = figures(code, text)
    assert (first.measure, first.subject) == ("military_expenditure", "USA")
    assert (second.measure, second.subject) == ("military_expenditure", "CHN")
    assert first.period is not None
    assert first.period.text == "2024"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The top hundred arms makers had revenues of 632 billion dollars, SIPRI said of the United States.",
        ),
        (
            "fr",
            "Les ventes des industriels des États-Unis ont atteint 317 milliards de dollars, selon le Sipri.",
        ),
    ],
)
def test_what_makers_sell_is_spent_by_no_one(code: str, text: str) -> None:
    assert all(each.measure is None for each in figures(code, text))


AT_THE_LINE = "defence_expenditure_share_of_gdp", Count(within=Within(low=Decimal(2)))


@pytest.mark.parametrize(
    ("code", "text", "low", "high"),
    [
        ("en", "Most allies now spend 2 percent of GDP on defence.", "50", None),
        ("en", "The vast majority of NATO's 32 members meet the 2 percent target.", "50", None),
        ("en", "Almost all of the NATO members reached 2% of GDP.", "90", "100"),
        ("fr", "La plupart des Alliés consacrent désormais 2 % de leur PIB à la défense.", "50", None),
        ("fr", "La majorité des 32 membres de l'OTAN atteint les 2 %.", "50", None),
        ("fr", "Presque tous les membres de l'OTAN respectent la règle des 2 %.", "90", "100"),
        ("de", "Die meisten Verbündeten erreichen inzwischen zwei Prozent.", "50", None),
        ("de", "Die Mehrheit der 32 Nato-Staaten erfüllt das Ziel von zwei Prozent.", "50", None),
        ("de", "Fast alle Nato-Partner geben zwei Prozent aus.", "90", "100"),
    ],
)
def test_most_members_are_a_share_of_them(code: str, text: str, low: str, high: str | None) -> None:
    (told,) = figures(code, text)
    assert (told.subject, told.measure, told.derivation) == ("nato", *AT_THE_LINE)
    bounds = (told.quantity.low, told.quantity.high, told.quantity.unit)
    assert bounds == (Decimal(low), high and Decimal(high), "%")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The most powerful allies spend 3 percent of GDP on defence."),
        ("en", "Only a handful of NATO members spend 3 percent of GDP on defence."),
        ("en", "Most of the 27 EU members spend 2 percent of GDP on defence, NATO says."),
        ("en", "Nearly all allies, 29 of 32, are at 2 percent of GDP."),
        ("en", "Most NATO allies have already agreed to the demand to boost defence spending."),
        ("en", "They should aim for 5% of GDP, a massive jump for most members of the alliance."),
        (
            "fr",
            "La majorité des membres de l'OTAN soutient l'appel invitant les Alliés à consacrer 5 % de leur PIB.",
        ),
        ("fr", "Seule une poignée d'Alliés consacre 3 % du PIB à la défense."),
        ("fr", "De nombreux Alliés restent en dessous de 2 % du PIB."),
        ("de", "Nur eine Handvoll Nato-Staaten gibt drei Prozent des BIP für Verteidigung aus."),
        ("de", "Die meisten Soldaten der Nato erhalten zwei Prozent mehr Sold."),
    ],
)
def test_what_many_or_others_do_is_no_share_of_the_members(code: str, text: str) -> None:
    told = figures(code, text)
    assert not any(each.quantity.unit == "%" and isinstance(each.derivation, Count) for each in told)
    if "5" not in text:  # what all of them are asked for
        assert not any(each.quantity.unit == "%" and each.measure for each in told)


@pytest.mark.parametrize(
    ("code", "text", "stance"),
    [
        ("en", "23 allies have promised to reach 2% of GDP.", "pledges"),
        ("fr", "La plupart des Alliés ont promis d'atteindre 2 % du PIB.", "pledges"),
        ("en", "23 allies kept their promise to spend 2% of GDP.", "reports"),
    ],
)
def test_who_promises_to_reach_a_line_is_not_there(code: str, text: str, stance: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    (told,) = [each for each in found if isinstance(each.content, Figure)]
    assert told.stance == stance


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Canada has increased its military spending by 20 billion dollars since 2014."),
        ("en", "An increase in German defence spending of 20 billion euros was agreed for 2024."),
        ("fr", "Le Canada a augmenté ses dépenses militaires de 20 milliards de dollars depuis 2014."),
        ("fr", "La France a réduit ses dépenses de défense de 2 milliards d'euros en 2023."),
        ("de", "Kanada hat seine Militärausgaben seit 2014 um 20 Milliarden Dollar erhöht."),
    ],
)
def test_by_how_much_spending_is_raised_or_cut_is_no_level(code: str, text: str) -> None:
    (told,) = figures(code, text)
    assert (told.measure, type(told.derivation)) == ("defence_expenditure", Change)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Germany increased its military spending to 90 billion euros."),
        ("fr", "La Pologne a un budget de défense de 20 milliards de zlotys, en hausse de 3 %."),
        ("de", "Deutschland steigerte seine Militärausgaben auf 90 Milliarden Euro."),
    ],
)
def test_where_raised_spending_arrives_is_a_level(code: str, text: str) -> None:
    assert isinstance(figures(code, text)[0].derivation, Level)


@pytest.mark.parametrize(
    ("code", "text", "part"),
    [
        ("en", "Britain gave Ukraine 3 billion euros of weapons from its own stocks.", "from stocks"),
        ("en", "Germany gave Ukraine newly procured weapons worth 3 billion euros.", "procured"),
        (
            "fr",
            "La France a donné à l'Ukraine 2 milliards d'euros d'armes prises dans ses stocks.",
            "from stocks",
        ),
        ("de", "Deutschland gab der Ukraine Waffen für 5 Milliarden Euro aus Beständen.", "from stocks"),
        ("de", "Deutschland gab der Ukraine neu beschaffte Waffen für 5 Milliarden Euro.", "procured"),
    ],
)
def test_where_aid_came_from_is_told_apart_and_refuted_by_no_whole(code: str, text: str, part: str) -> None:
    found = dossier(Document(id="a", text=text, lang=code, published=dt.date(2026, 8, 20)))
    (told,) = [each.content for each in found.statements if isinstance(each.content, Figure)]
    assert told.stated["component"] == [part]
    assert {each.verdict for each in found.checks} == {"unknown"}
    assert "not-covered" in {each.code for each in found.doubts}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "France has given Ukraine aid worth {} percent of its GDP, counting its share of EU aid."),
        (
            "fr",
            "L'aide de la France à l'Ukraine représente {} % de son PIB en comptant sa part de l'aide de l'UE.",
        ),
        (
            "de",
            "Frankreichs Hilfe für die Ukraine beträgt 0,3 Prozent des BIP, mit dem Anteil an der EU-Hilfe {} Prozent.",
        ),
    ],
)
def test_aid_with_the_share_of_the_union_is_checked_as_that(code: str, text: str) -> None:
    """France gave 0.96 % of its output with its part of what the Union gave, and 0.3 % alone."""
    for n, verdict in (("1,0", "holds"), ("0,3", "fails")):
        said = text.format(n if code != "en" else n.replace(",", "."))
        found = dossier(Document(id="a", text=said, lang=code, published=dt.date(2026, 8, 20)))
        last = [each for each in found.statements if isinstance(each.content, Figure)][-1]
        assert isinstance(last.content, Figure)
        assert (last.content.subject, last.content.stated["perimeter"]) == (
            "FRA",
            ["with the share of EU aid"],
        )
        assert [each.verdict for each in found.checks if each.statement == last.id] == [verdict]


def test_where_the_aid_of_all_donors_came_from_is_checked() -> None:
    text = "Donors have allocated {} billion euros in newly procured military aid to Ukraine, the Kiel Institute says."
    told = [
        dossier(Document(id="a", text=text.format(n), lang="en", published=dt.date(2026, 8, 20)))
        for n in (82, 70)
    ]
    assert [[each.verdict for each in found.checks] for found in told] == [["holds"], ["fails"]]


def test_the_first_name_of_a_speaker_is_no_mark_to_reach() -> None:
    told = figures("en", 'Most allies "are on board", Mark Rutte said when asked about 3.5 percent by 2032.')
    assert not any(isinstance(each.derivation, Count) for each in told)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "23 allies reach the 2% target. Eight still miss it."),
        ("en", "23 allies reach the 2% target. Eight fall short."),
        ("fr", "23 Alliés atteignent les 2 %. Huit restent en dessous."),
        ("de", "23 Nato-Staaten erreichen zwei Prozent. Acht verfehlen das Ziel."),
    ],
)
def test_who_else_falls_short_of_the_line_is_counted_below_it(code: str, text: str) -> None:
    first, second = figures(code, text)
    assert first.derivation == Count(within=Within(low=Decimal(2)))
    assert second.derivation == Count(within=Within(high=Decimal(2)))


def test_a_number_of_parts_counts_no_members() -> None:
    text = "NATO aims for 5%, up from the 2% that allies missed. It is divided into two parts: 3.5% and 1.5%."
    assert not any(isinstance(each.derivation, Count) for each in figures("en", text))


@pytest.mark.parametrize("text", ["Five allies will miss the 2% target.", "Five allies miss the 2% target."])
def test_who_will_miss_a_line_is_below_it(text: str) -> None:
    (told,) = figures("en", text)
    assert told.derivation == Count(within=Within(high=Decimal(2)))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "China's share of world military spending is 12 percent."),
        ("fr", "La part de la Chine dans les dépenses militaires mondiales est de 12 %."),
        ("de", "Chinas Anteil an den weltweiten Militärausgaben liegt bei 12 Prozent."),
    ],
)
def test_a_share_of_the_world_may_be_told_before_its_number(code: str, text: str) -> None:
    (told,) = figures(code, text)
    assert told.subject == "CHN"
    assert told.measure == "military_expenditure"
    assert isinstance(told.derivation, Share)
    assert told.derivation.of == "world"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Military spending in Europe, including Russia, reached 693 billion dollars in 2024."),
        (
            "fr",
            "Les dépenses militaires de l'Europe, Russie comprise, ont atteint 693 milliards de dollars en 2024.",
        ),
        ("de", "Die Militärausgaben Europas einschließlich Russlands erreichten 2024 693 Milliarden Dollar."),
    ],
)
def test_a_continent_with_russia_is_no_part_of_the_alliance(code: str, text: str) -> None:
    (told,) = figures(code, text)
    assert (told.measure, told.subject) == ("military_expenditure", "europe")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "World military spending rose to a total of 2.4 trillion dollars in 2023."),
        ("en", "World military spending jumped to a staggering 2.4 trillion dollars in 2023."),
        ("en", "World military spending rose again and reached 2.4 trillion dollars in 2023."),
        (
            "fr",
            "Les dépenses militaires mondiales ont grimpé à un total de 2 400 milliards de dollars en 2023.",
        ),
        ("de", "Die weltweiten Militärausgaben stiegen 2023 auf den Höchstwert von 2,4 Billionen Dollar."),
        ("de", "Die weltweiten Militärausgaben stiegen 2023 erneut und erreichten 2,4 Billionen Dollar."),
    ],
)
def test_where_a_rise_leads_is_a_level(code: str, text: str) -> None:
    (told,) = [each for each in figures(code, text) if each.quantity.unit == "USD"]
    assert isinstance(told.derivation, Level)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Aid to Ukraine amounted to 2.3 percent of American defence spending in 2022."),
        ("fr", "L'aide à l'Ukraine a représenté 2,3 % des dépenses militaires américaines en 2022."),
        ("de", "Die Hilfe für die Ukraine machte 2022 2,3 Prozent der amerikanischen Militärausgaben aus."),
    ],
)
def test_a_part_of_what_one_spends_is_no_share_of_gdp(code: str, text: str) -> None:
    (told,) = figures(code, text)
    assert told.measure is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "SIPRI counted.\n\nAll are arming.\n\nIt costs.\n\nChina raised its military spending by 7 percent.",
        ),
        (
            "fr",
            "Le Sipri a compté.\n\nOn s’arme.\n\nCela coûte.\n\nLa Chine a accru de 7 % ses dépenses militaires.",
        ),
        (
            "de",
            "Sipri zählte.\n\nAlle rüsten auf.\n\nDas kostet.\n\nChina erhöhte seine Militärausgaben um 7 Prozent.",
        ),
    ],
)
def test_a_report_on_what_an_institute_counts_tells_of_the_year_before(code: str, text: str) -> None:
    (told,) = figures(code, text)
    assert told.period is not None
    assert told.period.text == "2024"
    assert isinstance(told.derivation, Growth)
    assert told.derivation.base == "2023"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Researchers at SIPRI put China's military spending at 314 billion dollars."),
        ("en", "China spent 314 billion dollars on its military in 2024, the latest SIPRI figures show."),
        ("en", "In SIPRI's ranking China comes second with 314 billion dollars of military spending."),
        ("en", "China's military spending of 314 billion dollars, as tallied by SIPRI, rose again."),
        ("fr", "Dans le classement du Sipri, la Chine est deuxième avec 314 milliards de dollars."),
        ("de", "In der Rangliste von Sipri liegt China mit 314 Milliarden Dollar auf Platz zwei."),
    ],
)
def test_people_and_rankings_of_an_institute_speak_for_it(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert {each.speaker for each in found if isinstance(each.content, Figure)} == {"SIPRI"}


@pytest.mark.parametrize(
    ("code", "text", "verdicts"),
    [
        ("en", "European NATO members spent $454 billion in 2024, SIPRI said, 30% of NATO's total spending.",
         ["holds", "holds"]),
        ("fr", "Les membres européens de l'Otan ont dépensé 454 milliards de dollars en 2024, selon le Sipri, soit 30 %"
         " du total de l'Alliance.", ["holds", "holds"]),
        ("de", "Die europäischen Nato-Staaten gaben 2024 laut Sipri 454 Milliarden Dollar aus, 30 Prozent der"
         " Gesamtausgaben des Bündnisses.", ["holds", "holds"]),
        ("en", "European NATO members spent $479 billion on defence in 2024, SIPRI said.", ["depends"]),
        ("en", "European NATO members spent $430 billion on defence in 2024, SIPRI said.", ["fails"]),
        ("de", "Auf die USA entfielen 2024 laut Sipri 66 Prozent der Ausgaben der Nato.", ["holds"]),
        ("en", "NATO member countries accounted for 55% of global military expenditures in 2024, SIPRI said.",
         ["holds"]),
    ],
)  # fmt: skip
def test_an_institute_draws_europe_and_the_whole_its_own_way(
    code: str, text: str, verdicts: list[str]
) -> None:
    """SIPRI counts Türkiye to the Middle East, and what the Alliance spends by its own sums."""
    day = dt.date(2025, 4, 28)
    found = dossier(Document(id="a", text=text, lang=code, published=day))
    assert [each.verdict for each in found.checks if each.asof == day] == verdicts


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "World military spending reached 1,981 billion dollars in 2020, SIPRI said. The United States came first"
            " with 778 billion dollars, ahead of China and its 252 billion.",
        ),
        (
            "fr",
            "Les dépenses militaires mondiales ont atteint 1 981 milliards de dollars en 2020, selon le Sipri. Les"
            " États-Unis arrivent en tête, avec 778 milliards de dollars, devant la Chine et ses 252 milliards.",
        ),
        (
            "de",
            "Die weltweiten Militärausgaben erreichten 2020 laut Sipri 1.981 Milliarden Dollar. Die USA lagen mit 778"
            " Milliarden Dollar an der Spitze, vor China mit seinen 252 Milliarden.",
        ),
    ],
)
def test_a_sum_with_its_place_goes_on_with_what_was_ranked(code: str, text: str) -> None:
    told = [(each.measure, each.subject, each.period and each.period.text) for each in figures(code, text)]
    assert told == [("military_expenditure", who, "2020") for who in ("world", "USA", "CHN")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The United States spends 968 billion dollars on defence, two-thirds of the total."),
        (
            "fr",
            "Les États-Unis dépensent 968 milliards de dollars pour leur défense, soit les deux tiers du total.",
        ),
        ("de", "Die USA geben 968 Milliarden Dollar für Verteidigung aus, zwei Drittel der Gesamtsumme."),
    ],
)
def test_what_one_member_spends_is_a_part_of_what_all_spend(code: str, text: str) -> None:
    whole, part = figures(code, text)
    assert isinstance(whole.derivation, Level)
    assert isinstance(part.derivation, Share)
    assert (part.measure, part.subject, part.derivation.of) == ("defence_expenditure", "USA", "nato")


def test_a_part_of_what_another_spends_is_no_share_of_the_alliance() -> None:
    found = figures("en", "Italy spends 45 billion dollars on defence and the Baltic states a fifth of that.")
    assert not isinstance(found[-1].derivation, Share)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Poland sank 35bn dollars into its armed forces."),
        ("en", "India's military spending rose to the unheard-of sum of 86 billion dollars."),
        ("fr", "Les dépenses militaires de l'Inde ont progressé à quelque 86 milliards de dollars."),
        (
            "fr",
            "Les dépenses militaires de l'Inde se sont envolées au montant inédit de 86 milliards de dollars.",
        ),
        ("de", "Indiens Militärausgaben sind auf die Summe von 86 Milliarden Dollar geklettert."),
        (
            "de",
            "Litauen will den Anteil der Verteidigungsausgaben am BIP auf mindestens drei Prozent erhöhen.",
        ),
        ("de", "Die Bundesregierung will die Nato-Quote bis 2026 auf 2,5 Prozent anheben."),
    ],
)
def test_where_spending_goes_is_not_by_how_much_it_grows(code: str, text: str) -> None:
    assert [type(each.derivation) for each in figures(code, text)] == [Level]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "L'Amérique a engagé 73 milliards d'euros d'aide pour Kiev. Les pays de l'UE en sont à 55 milliards"
               " d'euros."),
        ("en", "America has committed 73 billion euros in aid to Ukraine. The EU countries come to 55 billion euros."),
        ("de", "Amerika hat Kiew Hilfe für 73 Milliarden Euro zugesagt. Die EU-Staaten kommen auf 55 Milliarden Euro."),
    ],
)  # fmt: skip
def test_what_the_next_donor_comes_to_is_aid(code: str, text: str) -> None:
    first, second = figures(code, text)
    assert (first.measure, second.subject, second.partner) == (second.measure, "eu", "UKR")
