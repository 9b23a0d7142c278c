"""What SIPRI and the Kiel Institute count, and how many members: what a line of `readings/` cannot say."""

import datetime as dt
from decimal import Decimal

import pytest

from foedus.dossiers import dossier
from foedus.model import Count, Document, Figure, Growth, Level, Share, Within
from foedus.text.read import read

DAY = dt.date(2025, 4, 29)


def figures(code: str, text: str) -> list[Figure]:
    """Return the figures of a text in its order."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [each.content for each in found if isinstance(each.content, Figure)]


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


def test_a_part_of_what_another_spends_is_no_share_of_the_alliance() -> None:
    found = figures("en", "Italy spends 45 billion dollars on defence and the Baltic states a fifth of that.")
    assert not isinstance(found[-1].derivation, Share)


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
