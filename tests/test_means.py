"""A mean over years is read from words and checked against the cells added up and divided; one year's mean is none."""

import datetime as dt
from decimal import Decimal

import pytest

from foedus.dossiers import dossier
from foedus.ledger import Ledger
from foedus.model import Check, Document, Dossier, Figure, Growth, Level, Mean, Period

SPENDING, OF_GDP = "defence_expenditure", "defence_expenditure_share_of_gdp"


def made(lang: str, text: str, published: str = "2025-01-10") -> Dossier:
    day = dt.date.fromisoformat(published)
    return dossier(Document(id="d", text=text, lang=lang, published=day))


def figure(of: Dossier) -> tuple[Figure, Check]:
    ((statement, content),) = (
        (each, each.content) for each in of.statements if isinstance(each.content, Figure)
    )
    return content, next(check for check in of.checks if check.statement == statement.id)


# Worked out by hand from the edition of June 2024: the shares of TABLE3, the amounts of TABLE2, added up and divided.
@pytest.mark.parametrize(
    ("lang", "text", "measure", "period", "value", "verdict", "words"),
    [
        ("en", "Germany spent 1.4 % of GDP on defence on average between 2014 and 2024.", OF_GDP, "2014/2024",
         "1.42129122", "holds", "1.42% on average for 2014–2024"),
        ("fr", "Entre 2014 et 2024, l'Allemagne a consacré en moyenne 1,4 % de son PIB à la défense.", OF_GDP,
         "2014/2024", "1.42129122", "holds", "1,42 % en moyenne"),
        ("de", "Deutschland gab zwischen 2014 und 2024 im Durchschnitt 1,4 Prozent seines BIP für Verteidigung aus.",
         OF_GDP, "2014/2024", "1.42129122", "holds", "im Mittel 1,42"),
        ("en", "Between 2015 and 2024, Poland spent on average 16 billion dollars on defence.", SPENDING,
         "2015/2024", "15885808924.778234", "holds", "$15.9 billion on average"),
        ("en", "From 2014 to 2023, France spent on average 2.3 % of GDP on defence.", OF_GDP, "2014/2023",
         "1.85291718", "fails", "1.85% on average"),
    ],
)  # fmt: skip
def test_a_mean_over_years_is_checked(
    lang: str, text: str, measure: str, period: str, value: str, verdict: str, words: str
) -> None:
    claim, check = figure(made(lang, text))
    assert (claim.measure, claim.derivation, claim.period) == (measure, Mean(), Period(period))
    reading = check.readings[0]
    assert reading.observed is not None
    assert abs(reading.observed.low - Decimal(value)) < Decimal("0.00001")
    assert check.verdict == verdict
    said = check.summary[lang].replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert words in said
    assert Ledger().query(reading.sql)[0][0] == reading.observed.low


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "On average, allies spent 2.7 % of GDP on defence in 2024."),
        ("de", "Im Schnitt gaben die Verbündeten 2024 2,7 Prozent des BIP für Verteidigung aus."),
        ("en", "Between 2017 and 2024, Europe and Canada spent 2,400 billion dollars on defence."),
    ],
)
def test_one_year_and_a_sum_are_no_mean_over_years(lang: str, text: str) -> None:
    claim, _ = figure(made(lang, text))
    assert claim.derivation == Level()


def test_a_mean_since_a_year_runs_to_the_last_one_known() -> None:
    claim, check = figure(made("en", "Canada's defence spending averaged 1.3 % of GDP since 2014."))
    assert (claim.derivation, check.readings[0].definition.period) == (Mean(), "2014/2024")


def test_growth_over_the_mean_of_several_years_is_checked() -> None:
    """The mean of 2014 to 2016 is 10,030.864 million dollars, 2024 is 34,974.528: 248.67 % more."""
    from test_checks import checked, quantity
    from test_checks import figure as claimed

    rise = claimed("POL", SPENDING, quantity("249", "%"), "2024", Growth(base="2014/2016"))
    found, doubts = checked(rise, "2024-07-20")
    assert doubts == []
    first = next(each for each in found.readings if each.definition.prices == "current")
    assert first.observed is not None
    assert (round(first.observed.low, 2), first.verdict) == (Decimal("248.67"), "supported")
    assert first.definition.base == "2014/2016"
    assert Ledger().query(first.sql)[0][0] == first.observed.low


@pytest.mark.parametrize(
    ("lang", "text", "verdict", "words"),
    [
        ("en", "Japan spent 8.8 trillion yen on its military in 2024.", "depends", "calendar or fiscal years"),
        ("fr", "Le Japon a dépensé 8 800 milliards de yens pour ses armées en 2024.", "depends", "exercice budgétaire"),
        ("de", "Japan gab 2024 8,8 Billionen Yen für sein Militär aus.", "depends", "Haushaltsjahre"),
        ("en", "Britain spent 64 billion pounds on its military in 2024, according to SIPRI.", "holds", "£64.0"),
        ("en", "Japan spent 55.3 billion dollars on its military in 2024.", "holds", "$55.3 billion"),
    ],
)  # fmt: skip
def test_calendar_and_fiscal_years_are_a_choice_where_both_are_printed(
    lang: str, text: str, verdict: str, words: str
) -> None:
    _, check = figure(made(lang, text, "2025-06-20"))
    assert check.verdict == verdict
    assert words in check.summary[lang].replace("\N{NO-BREAK SPACE}", " ")
    assert all(
        Ledger().query(each.sql)[0][0] == each.observed.low for each in check.readings if each.observed
    )


# Sums of the months from January 2022 to December 2024, or of one year, in the edition of February 2025, divided by
# three years, by 36 months or by twelve.
@pytest.mark.parametrize(
    ("lang", "text", "per", "value", "verdict", "words"),
    [
        ("en", "Since 2022, Germany has given Ukraine on average 6 billion euros a year.", "year", "5754029767.59",
         "holds", "€5.75 billion a year on average"),
        ("fr", "L'Allemagne a fourni à l'Ukraine 6 milliards d'euros par an en moyenne depuis 2022.", "year",
         "5754029767.59", "holds", "5,75 milliards d’euros par an en moyenne"),
        ("de", "Deutschland hat der Ukraine seit 2022 im Schnitt 6 Milliarden Euro pro Jahr gegeben.", "year",
         "5754029767.59", "holds", "im Mittel 5,75 Milliarden Euro im Jahr"),
        ("en", "In 2024, Germany gave Ukraine 500 million euros in aid a month.", "month", "435566277.54", "fails",
         "€435.6 million a month on average"),
        ("fr", "En 2024, l'Allemagne a fourni à l'Ukraine 440 millions d'euros d'aide par mois.", "month",
         "435566277.54", "holds", "par mois en moyenne"),
        ("de", "Deutschland hat der Ukraine 2024 monatlich rund 435 Millionen Euro an Hilfe geleistet.", "month",
         "435566277.54", "holds", "im Monat"),
        ("en", "Monthly military aid to Ukraine from the United States averaged 2 billion euros in 2023.", "month",
         "1925907565.47", "holds", "a month on average"),
    ],
)  # fmt: skip
def test_a_mean_of_aid_is_told_by_the_year_or_by_the_month(
    lang: str, text: str, per: str, value: str, verdict: str, words: str
) -> None:
    claim, check = figure(made(lang, text, "2025-03-10"))
    assert claim.derivation == Mean(per=per)
    reading = check.readings[0]
    assert reading.observed is not None
    assert abs(reading.observed.low - Decimal(value)) < Decimal("0.01")
    assert check.verdict == verdict
    said = check.summary[lang].replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert words in said
    assert Ledger().query(reading.sql)[0][0] == reading.observed.low


def test_what_is_promised_by_the_year_is_no_mean() -> None:
    text = "Germany will give Ukraine 7 billion euros a year until 2028."
    (promised,) = (s.content for s in made("en", text).statements if isinstance(s.content, Figure))
    assert promised.derivation == Level()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Germany has given Ukraine 15.9 billion euros in military and humanitarian aid."),
        ("fr", "L'Allemagne a fourni à l'Ukraine 15,9 milliards d'euros d'aide militaire et humanitaire."),
        (
            "de",
            "Deutschland hat der Ukraine 15,9 Milliarden Euro an militärischer und humanitärer Hilfe gegeben.",
        ),
    ],
)
def test_two_kinds_of_aid_are_added_up(lang: str, text: str) -> None:
    """Of all three it is the whole; of two their sum, in one query."""
    claim, check = figure(made(lang, text, "2025-03-10"))
    assert claim.stated["component"] == ["military+humanitarian"]
    reading = check.readings[0]
    assert (str(reading.observed and reading.observed.low), check.verdict) == (
        "15855089302.76820657",
        "holds",
    )
    assert Ledger().query(reading.sql)[0][0] == Decimal("15855089302.76820657")
    whole = text.replace("military and", "military, financial and").replace(
        "militaire et", "militaire, financière et"
    )
    whole = whole.replace("militärischer und", "militärischer, finanzieller und")
    assert "component" not in figure(made(lang, whole, "2025-03-10"))[0].stated


# Cells of "Local currency financial years", edition of April 2025: India 2023, Canada 2024, Australia 2023 and 2024.
@pytest.mark.parametrize(
    ("lang", "text", "values", "verdict"),
    [
        ("en", "India spent 6.9 trillion rupees on its military in 2023-24.", ["6901267800000"], "holds"),
        ("en", "In FY2023/24, India spent 6.2 trillion rupees on its army, SIPRI says.", ["6901267800000"], "fails"),
        ("en", "In FY2023/24, India spent 6.2 trillion rupees on its military.", ["6901267800000"], "unknown"),
        ("en", "In FY23-24, India spent 6.9 trillion rupees on its military.", ["6901267800000"], "holds"),
        ("fr", "Au cours de l'exercice FY23/24, l'Inde a consacré 6900 milliards de roupies à son armée.",
         ["6901267800000"], "holds"),
        ("fr", "Au cours de l'exercice 2023-2024, l'Inde a consacré 6900 milliards de roupies à son armée.",
         ["6901267800000"], "holds"),
        ("de", "Im Haushaltsjahr 2023/24 gab Indien 6,9 Billionen Rupien für sein Militär aus.", ["6901267800000"],
         "holds"),
        ("en", "Canada's defence spending was 41 billion Canadian dollars in 2024-25.", ["41012000000"], "holds"),
        ("en", "Australia's defence spending rose by 5 % in 2024-25.", ["4.67739046"], "holds"),
    ],
)  # fmt: skip
def test_a_budget_year_is_checked_where_the_record_has_it(
    lang: str, text: str, values: list[str], verdict: str
) -> None:
    _, check = figure(made(lang, text, "2025-06-10"))
    counted = [each for each in check.readings if each.definition.standing != "context"]
    assert [str(each.observed.low) for each in counted if each.observed] == values
    assert {each.definition.measure for each in counted} == {"military_expenditure_fiscal"}
    assert check.verdict == verdict


def test_a_budget_year_that_no_series_has_stays_open() -> None:
    of = made("en", "The United States spent 900 billion dollars on defence in 2024-25.", "2025-06-10")
    assert (figure(of)[1].verdict, [doubt.code for doubt in of.doubts]) == ("unknown", ["budget-year"])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In 2025, European military aid to Ukraine increased by 80% compared to the 2022-2024 average."),
        ("en", "European military aid to Ukraine rose by 80% in 2025 compared with the average of 2022 to 2024."),
        ("fr", "En 2025, l'aide militaire européenne à l'Ukraine a crû de 80 % par rapport à la moyenne de 2022-2024."),
        ("de", "2025 stieg die europäische Militärhilfe für die Ukraine um 80 Prozent gegenüber dem Durchschnitt "
         "der Jahre 2022 bis 2024."),
    ],
)  # fmt: skip
def test_growth_of_aid_is_measured_from_a_mean(lang: str, text: str) -> None:
    claim, check = figure(made(lang, text, "2026-09-16"))
    assert claim.derivation == Growth(base="2022/2024")
    assert (str(claim.period), check.verdict) == ("2025", "holds")


def test_growth_of_aid_without_a_start_is_no_sum() -> None:
    claim, check = figure(made("en", "European countries have doubled their aid to Ukraine.", "2024-09-16"))
    assert (claim.derivation, check.verdict) == (Growth(base=None), "unknown")


def test_a_share_of_the_world_is_one_of_what_sipri_counts() -> None:
    """NATO prints no total of the world."""
    _, check = figure(
        made("en", "NATO members accounted for 55% of global military spending in 2023.", "2024-04-30")
    )
    assert (check.verdict, check.readings[0].definition.measure) == ("holds", "military_expenditure")
