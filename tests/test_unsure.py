"""What is near to a number and not it, whose it is not, and since when it is not told: sentences in every language."""

import datetime as dt

import pytest

from foedus.model import Change, Document, Figure, Growth, Level
from foedus.text.read import read

DAY = dt.date(2025, 6, 26)


def figures(code: str, text: str) -> list[Figure]:
    """Return the figures of a text in text order."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [each.content for each in found if isinstance(each.content, Figure)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Poland will spend 4.7% of GDP on defence. That moves it closer to the 5% target."),
        ("en", "Poland will spend 4.7% of GDP on defence. Spain is nowhere near 2% of GDP."),
        ("de", "Polen gibt 4,7 Prozent des BIP für Verteidigung aus. Es rückt näher an das 5-Prozent-Ziel."),
        (
            "de",
            "Polen gibt 4,7 Prozent des BIP für Verteidigung aus. Spanien ist weit von den 2 Prozent entfernt.",
        ),
        ("fr", "La Pologne consacre 4,7 % du PIB à sa défense. L'Espagne est loin des 2 % du PIB."),
        ("fr", "La Pologne consacre 4,7 % du PIB à sa défense. Elle se rapproche des 5 % du PIB."),
    ],
)
def test_what_one_only_comes_near_to_is_no_level(code: str, text: str) -> None:
    assert [str(f.quantity.low) for f in figures(code, text)] == ["4.7"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "China's military spending was higher than 1.5 trillion yuan."),
        ("de", "Chinas Militärausgaben waren höher als 1,5 Billionen Yuan."),
        ("fr", "Les dépenses militaires de la Chine étaient supérieures à 1 500 milliards de yuans."),
    ],
)
def test_a_sum_that_is_exceeded_is_a_level_and_no_change(code: str, text: str) -> None:
    (found,) = figures(code, text)
    assert isinstance(found.derivation, Level)
    assert found.quantity.comparator == ">"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "China's military spending was 7 percent higher than in 2023."),
        ("de", "Chinas Militärausgaben waren um 7 Prozent höher als 2023."),
    ],
)
def test_what_is_higher_than_then_has_grown(code: str, text: str) -> None:
    (found,) = figures(code, text)
    assert isinstance(found.derivation, Growth)
    assert found.derivation.base == "2023"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Russia kept its dominance in Europe and invested $150 billion in its armed forces."),
        (
            "de",
            "Russland wahrte seine Vormachtstellung in Europa und gab 150 Milliarden Dollar für sein Militär aus.",
        ),
        (
            "fr",
            "La Russie a maintenu sa domination en Europe et a investi 150 milliards dans ses forces armées.",
        ),
    ],
)
def test_where_one_has_sway_is_not_who_spends(code: str, text: str) -> None:
    assert {f.subject for f in figures(code, text)} == {"RUS"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Between 2015 and 2024 China raised its military spending by 60%. "
            "India raised its own by 40% over the same period.",
        ),
        (
            "de",
            "Chinas Militärausgaben stiegen zwischen 2015 und 2024 um 60 Prozent. "
            "Indien erhöhte sie im selben Zeitraum um 40 Prozent.",
        ),
        (
            "fr",
            "Entre 2015 et 2024 la Chine a augmenté ses dépenses militaires de 60 %. "
            "L'Inde a augmenté les siennes de 40 % sur la même période.",
        ),
    ],
)
def test_a_change_over_the_same_period_has_the_base_told_before(code: str, text: str) -> None:
    bases = [f.derivation.base for f in figures(code, text) if isinstance(f.derivation, Growth | Change)]
    assert bases == ["2015", "2015"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "India's military spending grew by 40% over the same period."),
        ("de", "Indiens Militärausgaben stiegen im gleichen Zeitraum um 40 Prozent."),
        ("fr", "Les dépenses militaires de l'Inde ont augmenté de 40 % sur la même période."),
    ],
)
def test_a_change_over_a_period_that_is_not_told_has_none(code: str, text: str) -> None:
    (found,) = figures(code, text)
    assert found.measure is None
    assert found.period is None
    assert isinstance(found.derivation, Growth)
    assert found.derivation.base is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The breakdown: 3.5% for core defence, 1.5% for roads."),
        ("de", "Die Aufteilung: 3,5 % für Kernverteidigung, 1,5 % für Straßen."),
        ("fr", "La répartition : 3,5 % pour la défense proprement dite, 1,5 % pour les routes."),
    ],
)
def test_the_parts_of_a_goal_are_nobodys_state(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert {s.stance for s in found if isinstance(s.content, Figure)} == {"pledges"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Italy's forces are small. If Italy spent 3.5% of GDP on defence, that would be a lot."),
        ("de", "Wenn Italien 3,5 Prozent des BIP für Verteidigung ausgibt, folgen andere."),
        ("de", "Falls die NATO 3,5 Prozent des BIP sagt, wird es nötig sein."),
        ("fr", "Si l'Italie consacre 3,5 % du PIB à la défense, d'autres suivront."),
    ],
)
def test_what_stands_under_a_condition_is_not_reported(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert {s.stance for s in found if isinstance(s.content, Figure)} == {"expects"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Even if Italy spends only 1.5% of GDP on defence, it sends soldiers."),
        ("de", "Auch wenn Italien nur 1,5 Prozent des BIP für Verteidigung ausgibt, schickt es Soldaten."),
        ("fr", "Même si l'Italie ne consacre que 1,5 % du PIB à la défense, elle envoie des soldats."),
    ],
)
def test_what_is_granted_is_reported(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert {s.stance for s in found if isinstance(s.content, Figure)} == {"reports"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The world spent $2.7 trillion on its armies in 2024, SIPRI said. The region spent more than ever. "
            "That is a record. Military spending by the United States rose by 5.7% in 2024.",
        ),
        (
            "de",
            "Die Welt gab 2024 laut Sipri 2,7 Billionen Dollar für Militär aus. Das ist ein Rekord. "
            "Alle Regionen gaben mehr aus. Die Militärausgaben der USA stiegen 2024 um 5,7 Prozent.",
        ),
        (
            "fr",
            "Le monde a dépensé 2 700 milliards de dollars pour ses armées en 2024, selon le SIPRI. "
            "C'est un record. Les dépenses militaires des États-Unis ont augmenté de 5,7 % en 2024.",
        ),
    ],
)
def test_a_short_report_goes_on_with_the_institute_that_it_names(code: str, text: str) -> None:
    assert figures(code, text)[-1].measure == "military_expenditure"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Germany has provided 8 billion euros in military aid to Ukraine in this year's budget."),
        (
            "de",
            "Deutschland hat im diesjährigen Haushalt 8 Milliarden Euro Militärhilfe für die Ukraine bereitgestellt.",
        ),
    ],
)
def test_what_a_years_budget_gives_is_of_that_year(code: str, text: str) -> None:
    assert [f.period and f.period.text for f in figures(code, text)] == ["2025"]


def test_who_has_a_budget_stands_before_the_whole_of_which_it_is_a_part() -> None:
    text = "America accounts for two-thirds of the alliance's total military spending with a budget of $997 billion."
    assert figures("en", text)[-1].subject == "USA"


def test_a_rise_that_a_sum_amounts_to_is_growth() -> None:
    (found,) = figures("en", "The sum amounted to a 6 percent rise in China's military budget.")
    assert isinstance(found.derivation, Growth)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            'NATO wants more. Trump said Europe and Canada would spend "over a trillion dollars a year" on defence.',
        ),
        (
            "de",
            "Die NATO will mehr. Trump sagte, Europa werde künftig „über 900 Milliarden Euro jährlich“ investieren.",
        ),
        (
            "fr",
            "Trump a dit que l'Europe dépenserait « plus de 900 milliards de dollars par an » pour sa défense.",
        ),
    ],
)
def test_a_few_quoted_words_stand_in_the_tense_of_their_clause(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert {s.stance for s in found if isinstance(s.content, Figure)} == {"expects"}


def test_a_few_quoted_words_of_today_are_reported() -> None:
    text = 'Trump said Europe spends "over 400 billion dollars a year" on defence.'
    found = read(Document(id="a", text=text, lang="en", published=DAY))[0]
    assert {s.stance for s in found if isinstance(s.content, Figure)} == {"reports"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Italy spends 1.5% of GDP on defence. The 2% of GDP is a floor and not a ceiling."),
        ("de", "Italien gibt 1,5 Prozent des BIP für Verteidigung aus. 2 Prozent des BIP reichen nicht."),
        ("fr", "L'Italie consacre 1,5 % du PIB à sa défense. Le 2 % du PIB, c'est un début."),
    ],
)
def test_a_percentage_that_is_spoken_of_is_nobodys(code: str, text: str) -> None:
    assert [str(f.quantity.low) for f in figures(code, text)] == ["1.5"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Australia is already boosting its military spending by 10 billion Australian dollars."),
        (
            "fr",
            "L'Australie est déjà en train d'augmenter ses dépenses militaires de 10 milliards de dollars.",
        ),
    ],
)
def test_what_is_on_its_way_is_expected(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    assert {s.stance for s in found if isinstance(s.content, Figure)} <= {"expects", "pledges"}
