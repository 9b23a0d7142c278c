"""Every measure's file decodes, has its words in each language, and its worked examples come out of the ledger."""

import datetime as dt
from decimal import Decimal

import pytest

from foedus.checks import check
from foedus.comparison import rounded
from foedus.errors import RuleError, UnknownName
from foedus.exchanges import OF_ITS_OWN
from foedus.lang import codes, words
from foedus.ledger import Ledger
from foedus.measures import Case, Example, Measure, load, measure, measures
from foedus.model import Definition, Figure, Period, Quantity, Span, Statement

LEDGER = Ledger()
EXAMPLES = [(each, example) for each in measures().values() for example in each.examples]


@pytest.mark.parametrize(
    ("of", "example"), EXAMPLES, ids=[f"{of.id}-{e.unit}-{e.value}" for of, e in EXAMPLES]
)
def test_a_worked_example_comes_out_of_its_edition(of: Measure, example: Example) -> None:
    quantity = Quantity(low=Decimal(0), high=None, unit=example.unit, comparator=">=")
    figure = Figure(
        subject=example.subject,
        measure=of.id,
        quantity=quantity,
        period=Period(example.period),
        partner=example.partner,
        derivation=example.derivation,
        stated=({} if example.reckoning == "last full year" else {"period": [example.period]})
        | ({"component": [example.component]} if example.component else {}),
    )
    released = dt.date.fromisoformat(example.edition)
    statement = Statement(quote="", id="s", span=Span(start=0, end=0), content=figure, said=released)
    (found,) = check([("s", figure, statement)], LEDGER, [released])
    values = [
        reading.observed.low
        for reading in found.readings
        if reading.observed
        and reading.definition.edition == example.edition
        and example.prices in (None, reading.definition.prices)
        and example.base in (None, reading.definition.base)
        and example.perimeter in (None, reading.definition.perimeter)
        and example.component in (None, reading.definition.component)
        and example.of in (None, reading.definition.measure)
        and example.reckoning in (None, reading.definition.reckoning)
        and reading.definition.rate in (None, OF_ITS_OWN)
        and (example.perimeter or is_whole(reading.definition))
        and (example.reckoning or reading.definition.reckoning in (None, "as published", "with loans"))
    ]
    places = max(0, -int(Decimal(example.value).as_tuple().exponent))
    assert {rounded(value, places) for value in values} == {Decimal(example.value)}


def is_whole(definition: Definition) -> bool:
    """Of the members of each time, none taken out or put in, but for what a worked example names."""
    return not (definition.perimeter or "").startswith(("without", "with Canada", "members of today"))


def test_every_measure_whose_series_is_held_has_a_worked_example() -> None:
    held = {name for edition in LEDGER.editions(held=True) for name in edition.measures}
    assert [
        name
        for name in sorted(held & measures().keys())
        if measures()[name].series and not measures()[name].examples
    ] == []


def test_every_measure_of_the_ledger_has_a_file() -> None:
    held = {name for edition in LEDGER.editions(held=True) for name in edition.measures}
    assert held - measures().keys() == set()


@pytest.mark.parametrize("code", codes())
def test_every_measure_says_what_it_counts_in_each_language(code: str) -> None:
    assert sorted(words(code, "definitions")["counts"]) == sorted(measures())


@pytest.mark.parametrize("code", codes())
def test_every_value_of_a_choice_has_words(code: str) -> None:
    option = words(code, "definitions")["option"]
    values = {
        (choice.name, value)
        for each in measures().values()
        for choice in each.choices
        for value in [*choice.customary, *choice.generous, *choice.context]
    }
    missing = [
        f"{name}.{value}"
        for name, value in sorted(values)
        if name != "base" and f"{name}.{value}" not in option
    ]
    assert missing == []


def test_the_languages_fill_the_same_blanks() -> None:
    tables = [words(code, "definitions") for code in codes()]
    for section in ("summary", "doubts", "decides"):
        assert len({frozenset(table[section]) for table in tables}) == 1, section


def test_the_first_choice_whose_conditions_hold_counts() -> None:
    spending = measure("defence_expenditure")
    one_year, many = (
        spending.choice("prices", Case(derivation="growth", subject="POL", is_group=False, years=1)),
        spending.choice("prices", Case(derivation="growth", subject="POL", is_group=False, years=10)),
    )
    assert one_year
    assert many
    assert (one_year.customary, one_year.generous) == (["constant"], ["current"])
    assert many.customary == ["current", "constant"]


def test_an_unknown_measure_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="defence_expenditure"):
        measure("defense_expenditure")


def test_a_wrong_file_is_refused_with_its_field(tmp_path) -> None:
    path = tmp_path / "speed.toml"
    path.write_text('id = "speed"\nlabel = "speed"\nunit = "knot"\nseries = []\npublishers = []\n')
    with pytest.raises(RuleError, match=r"speed\.toml: .*\$\.unit"):
        load(path)
    path.write_text('id = "pace"\nlabel = "pace"\nunit = "%"\nseries = []\npublishers = []\n')
    with pytest.raises(RuleError, match="its id is 'pace'"):
        load(path)
