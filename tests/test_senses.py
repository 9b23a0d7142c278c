"""What a number measures, of whom and when, where a few words decide it: sentences in every language."""

import datetime as dt
from decimal import Decimal

import pytest

from foedus.dossiers import dossier
from foedus.model import Count, Document, Figure, Growth, Level, Record
from foedus.text.read import read

DAY = dt.date(2025, 6, 24)


def everything(text: str, code: str) -> list[Figure]:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [each.content for each in found if isinstance(each.content, Figure)]


def only(text: str, code: str) -> Figure:
    (figure,) = everything(text, code)
    return figure


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Five NATO countries still spend less than 2% of GDP on defence."),
        ("fr", "Cinq pays de l’Otan consacrent actuellement moins de 2 % de leur PIB à la défense."),
        ("de", "Fünf NATO-Staaten geben weniger als 2 Prozent des BIP für Verteidigung aus."),
    ],
)
def test_a_line_told_as_less_than_counts_those_below_it(code: str, text: str) -> None:
    counted = only(text, code).derivation
    assert isinstance(counted, Count)
    assert (counted.within.low, str(counted.within.high)) == (None, "2")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Belgium has reached the 2% of GDP promised in 2014."),
        ("fr", "La Belgique atteint en 2025 les 2 % du PIB promis en 2014."),
        ("de", "Belgien erreicht 2025 die 2014 versprochenen 2 Prozent des BIP."),
    ],
)
def test_when_a_target_was_promised_is_not_when_it_is_measured(code: str, text: str) -> None:
    figure = only(text, code)
    assert (figure.subject, str(figure.period), figure.derivation) == ("BEL", "2025", Level())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "In 2024 NATO’s members other than the United States spent $500 billion on defence."),
        ("fr", "En 2024, les pays de l’Otan, à l’exception des États-Unis, ont dépensé 500 milliards de dollars pour"
               " leur défense."),
        ("de", "Die NATO ohne die USA gab 2024 500 Milliarden Dollar für Verteidigung aus."),
    ],
)  # fmt: skip
def test_who_is_left_out_is_not_who_spends(code: str, text: str) -> None:
    figure = only(text, code)
    assert (figure.subject, figure.derivation) == ("nato-europe-canada", Level())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Ukraine stole $100 billion of American aid, the minister claimed."),
        (
            "fr",
            "Cent milliards de dollars de l’aide américaine à l’Ukraine ont été détournés, affirme le ministre.",
        ),
        (
            "de",
            "100 Milliarden Dollar der amerikanischen Hilfe für die Ukraine wurden veruntreut, sagte der Minister.",
        ),
    ],
)
def test_what_was_stolen_of_a_sum_is_not_the_sum(code: str, text: str) -> None:
    assert only(text, code).measure is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Less than 50% of the aid reaches the Ukrainians."),
        ("fr", "Moins de 50 % de l’aide arrive jusqu’aux Ukrainiens."),
    ],
)
def test_the_whole_is_no_share_of_itself(code: str, text: str) -> None:
    """All aid is not less than half of all aid: where nobody is named whose share it is, there is no verdict."""
    found = dossier(Document(id="a", text=text, lang=code, published=DAY))
    assert {check.verdict for check in found.checks} <= {"unknown"}


def test_a_total_that_is_estimated_is_no_sum_of_what_was_added() -> None:
    figure = only("NATO’s total defence expenditure is estimated at $1.4 trillion in 2025.", "en")
    assert (figure.subject, str(figure.period), figure.derivation) == ("nato", "2025", Level())


def measures(text: str, code: str, day: dt.date = DAY) -> dict[str, str | None]:
    found = read(Document(id="a", text=text, lang=code, published=day))[0]
    return {each.quote: each.content.measure for each in found if isinstance(each.content, Figure)}


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("en", "Belgium will put 34 billion euros into its military over nine years.", "34 billion euros"),
        (
            "fr",
            "La Belgique investira 34 milliards d'euros en neuf ans dans ses armées.",
            "34 milliards d'euros",
        ),
        ("de", "Belgien steckt über neun Jahre 34 Milliarden Euro in sein Militär.", "34 Milliarden Euro"),
    ],
)
def test_a_sum_over_years_is_no_years_spending(code: str, text: str, quote: str) -> None:
    assert measures(text, code) == {quote: None}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The allies agreed a civil budget of 480 million euros and a military one of 2.4 billion for 2025."),
        ("fr", "Les Alliés ont fixé pour 2025 un budget civil de 480 millions d'euros et un budget militaire de 2,4"
               " milliards d'euros."),
        ("de", "Die Verbündeten beschlossen für 2025 einen Zivilhaushalt von 480 Millionen Euro und einen"
               " Militärhaushalt von 2,4 Milliarden Euro."),
    ],
)  # fmt: skip
def test_what_an_organisation_spends_on_itself_is_nobodys_defence(code: str, text: str) -> None:
    assert set(measures(text, code).values()) == {None}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Sweden has pledged military aid worth 16 billion kronor ($1.7bn)."),
        (
            "fr",
            "La Suède a promis une aide militaire de 16 milliards de couronnes (1,7 milliard de dollars).",
        ),
    ],
)
def test_a_sum_converted_in_brackets_measures_what_it_repeats(code: str, text: str) -> None:
    assert list(measures(text, code).values()) == ["aid_pledged", "aid_pledged"]


def test_a_part_of_a_sum_goes_with_the_whole() -> None:
    budget = (
        "The bill sets aside C$60 billion for the military over six years, of which C$7 billion this year."
    )
    assert set(measures(budget, "en").values()) == {None}
    aid = "L'Union a promis 40 milliards d'euros à l'Ukraine, dont 25 milliards de prêts et 15 milliards de dons."
    assert list(measures(aid, "fr").values()) == ["aid_pledged"] * 3


@pytest.mark.parametrize(
    ("code", "text", "quote", "expected"),
    [
        ("en", "“We pay 85% of NATO,” the president said.", "85%", "defence_expenditure"),
        (
            "fr",
            "« Nous payons 85 % de l'OTAN », a dit le président américain.",
            "85 %",
            "defence_expenditure",
        ),
    ],
)
def test_a_share_of_the_alliance_is_of_what_its_members_spend(
    code: str, text: str, quote: str, expected: str | None
) -> None:
    assert measures(text, code)[quote] == expected


def test_a_count_that_grows_many_times_over_is_no_spending() -> None:
    told = measures("Twenty allies spend 2% of GDP on defence, a five-fold rise from 2014.", "en")
    assert told["five-fold"] is None


def test_who_had_committed_sums_by_a_date_committed_aid() -> None:
    text = "Au 3 octobre, Oslo avait engagé 1,2 milliard d'euros, Varsovie 3 milliards et Rome 0,7 milliard."
    told = measures(text, "fr", dt.date(2022, 11, 16))
    assert list(told.values()) == ["aid_committed"] * 3


def test_dollars_a_head_of_the_world_or_of_aid_are_no_member_s_defence() -> None:
    assert set(measures("World military spending reached 330 dollars a head in 2024.", "en").values()) == {
        None
    }
    assert set(measures("Norway's aid per head comes to 500 dollars a year.", "en").values()) == {None}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Germany spent more than 90 billion dollars on defence last year."),
        ("en", "Europe and Canada invested more than 485 billion dollars last year."),
        ("en", "European allies and Canada together spent 485 billion dollars on defence in 2024."),
        ("fr", "L’Allemagne a dépensé plus de 90 milliards de dollars pour sa défense l’an dernier."),
        ("de", "Deutschland gab 2024 mehr als 90 Milliarden Dollar für Verteidigung aus."),
    ],
)
def test_a_hedge_adds_nothing(code: str, text: str) -> None:
    figure = only(text, code)
    assert (figure.measure, str(figure.period), figure.derivation) == (
        "defence_expenditure",
        "2024",
        Level(),
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Germany’s defence spending has never been so high."),
        ("fr", "Le budget de la défense de la France n’a jamais été aussi élevé depuis 2014."),
        ("de", "Das Verteidigungsbudget Polens war noch nie so hoch."),
    ],
)
def test_never_so_high_denies_nothing(code: str, text: str) -> None:
    (statement,) = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert isinstance(statement.content, Figure)
    assert isinstance(statement.content.derivation, Record)
    assert statement.stance == "reports"


@pytest.mark.parametrize(
    ("code", "text", "subject", "amount"),
    [
        ("en", "Japan's military spending grew 21 per cent to reach $55.3 billion.", "JPN", "55.3e9"),
        ("fr", "Les dépenses militaires du Japon ont crû de 21 % pour atteindre 55,3 milliards de dollars.",
               "JPN", "55.3e9"),
        ("de", "Japans Militärausgaben wuchsen um 21 Prozent und erreichten 55,3 Milliarden Dollar.", "JPN", "55.3e9"),
    ],
)  # fmt: skip
def test_what_a_growth_reaches_is_the_level(code: str, text: str, subject: str, amount: str) -> None:
    _, level = everything(text, code)
    assert (level.subject, level.quantity.low, level.derivation) == (subject, Decimal(amount), Level())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Since the start of the war in February 2022, Europe has given Ukraine 70 billion euros."),
        (
            "fr",
            "Depuis le début de la guerre en février 2022, l’Europe a donné 70 milliards d’euros à l’Ukraine.",
        ),
        ("de", "Seit Kriegsbeginn im Februar 2022 hat Europa der Ukraine 70 Milliarden Euro gegeben."),
    ],
)
def test_an_event_told_with_its_month_is_where_a_sum_begins(code: str, text: str) -> None:
    assert str(only(text, code).period) == "2022-02/2025-06"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The allies met. Military spending in Africa reached $52 billion in 2024."),
        (
            "fr",
            "Les Alliés se sont réunis. Les dépenses militaires en Afrique ont atteint 52 milliards de dollars.",
        ),
        ("de", "Die Verbündeten trafen sich. Die Militärausgaben in Afrika erreichten 52 Milliarden Dollar."),
    ],
)
def test_what_a_region_spends_is_not_the_alliances(code: str, text: str) -> None:
    (figure,) = everything(text, code)
    assert figure.subject is None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Defence spending stood at 2.1 per cent of GDP.", "nato"),
        (
            "Peru held elections. Months passed. Nobody knew. Defence spending stood at 2.1 per cent of GDP.",
            "PER",
        ),
        (
            "The allies met. Peru held elections. Nobody knew. Defence spending stood at 2.1 per cent of GDP.",
            "nato",
        ),
    ],
)
def test_a_number_of_nobody_is_the_alliances_only_where_it_may_be_meant(
    text: str, subject: str | None
) -> None:
    (figure,) = everything(text, "en")
    assert figure.subject == subject


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Belgium must raise its defence spending towards the 2% agreed in Wales."),
        ("fr", "La Belgique doit augmenter ses dépenses de défense vers les 2 % fixés au pays de Galles."),
        ("de", "Belgien muss seine Verteidigungsausgaben in Richtung der 2 Prozent von Wales erhöhen."),
    ],
)
def test_a_line_that_everybody_knows_is_no_growth(code: str, text: str) -> None:
    (figure,) = everything(text, code)
    assert (figure.measure, figure.derivation) == ("defence_expenditure_share_of_gdp", Level())


@pytest.mark.parametrize(
    ("code", "text", "growth"),
    [
        ("en", "Italian defence spending is at 1.5% and must rise.", False),
        ("en", "The increase in Italy’s defence spending stood at 4 per cent.", True),
        ("fr", "L’effort de défense italien est de 1,5 % et devrait augmenter.", False),
        ("fr", "La hausse des dépenses de défense de l’Italie s’établit à 4 %.", True),
        ("de", "Italiens Verteidigungsausgaben liegen bei 1,5 Prozent und müssen steigen.", False),
        ("de", "Der Anstieg der italienischen Verteidigungsausgaben lag bei 4 Prozent.", True),
    ],
)
def test_what_stands_at_a_number_is_a_level_unless_it_is_the_growth(
    code: str, text: str, growth: bool
) -> None:
    (figure,) = everything(text, code)
    assert isinstance(figure.derivation, Growth) == growth


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Italy spent 31 billion euros on defence in 2024, against 30 billion in 2023, a slight rise."),
        ("fr", "L’Italie a dépensé 31 milliards d’euros pour sa défense en 2024, contre 30 milliards en 2023,"
               " une légère hausse."),
        ("de", "Italien gab 2024 31 Milliarden Euro für Verteidigung aus, gegenüber 30 Milliarden 2023, ein leichter"
               " Anstieg."),
    ],
)  # fmt: skip
def test_levels_side_by_side_are_no_changes(code: str, text: str) -> None:
    assert [each.derivation for each in everything(text, code)] == [Level(), Level()]
