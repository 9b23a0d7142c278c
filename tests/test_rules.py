"""Each rule of each language carries its own proof: what it must read and what it must leave alone."""

import datetime as dt
from decimal import Decimal

import pytest

from foedus.lang import codes, words
from foedus.lang.rules import Rule
from foedus.model import Document
from foedus.text.amounts import amounts
from foedus.text.amounts.numerals import numerals
from foedus.text.lexicon import COUNTING, DATING, scan
from foedus.text.match import CodePage, Lexicon, Phrase, folded
from foedus.text.rules import Grammar, Token, expand
from foedus.text.times import times

DAY = dt.date(2025, 4, 3)


def rules(file: str) -> list[tuple[str, dict]]:
    languages = [code for code in codes() if words(code, file)]
    return [(code, rule) for code in languages for rule in words(code, file).get("rule", [])]


def ids(found: list[tuple[str, dict]]) -> list[str]:
    return [rule["name"] for _, rule in found]


def read(text: str, code: str):
    return scan(Document(id="x", text=text, lang=code, published=DAY), code)


def bounds(written: str) -> tuple[Decimal | None, Decimal | None]:
    low, dots, high = written.partition("..")
    return (Decimal(low) if low else None), (Decimal(high) if high else None if dots else Decimal(low))


NUMBERS = rules("numbers")
DATES = rules("dates")


@pytest.mark.parametrize(("code", "rule"), NUMBERS, ids=ids(NUMBERS))
def test_a_number_rule_reads_its_examples(code: str, rule: dict) -> None:
    """The whole example is one amount, with the interval and the unit that the rule promises."""
    for text, interval, unit in rule["reads"]:
        seen = read(f"({text})", code)
        found = amounts(seen, numerals(seen))
        assert {a.rule for a in found} == {rule["name"]}, text
        quantity = found[0].quantity
        low, high = bounds(interval)
        assert (quantity.low is None) == (low is None), text
        assert (quantity.high is None) == (high is None), text
        for have, want in ((quantity.low, low), (quantity.high, high)):
            assert want is None or have is None or abs(have - want) <= abs(want) / 200, text
        assert (quantity.unit or "?") == unit, text


@pytest.mark.parametrize(("code", "rule"), NUMBERS + DATES, ids=ids(NUMBERS + DATES))
def test_a_rule_asks_for_a_digit_or_a_telling_word(code: str, rule: dict) -> None:
    """Sentences with neither are not read for numbers or for dates at all, so no rule may match without."""
    telling = (
        {"number"} | COUNTING
        if (code, rule) in NUMBERS
        else {"year", "span", "date", "part", "number"} | DATING
    )
    assert all(telling & set(way) for way in expand(rule["pattern"]))


@pytest.mark.parametrize(("code", "rule"), NUMBERS, ids=ids(NUMBERS))
def test_a_number_rule_ignores_what_it_must(code: str, rule: dict) -> None:
    """What a rule must leave alone is not read by that rule."""
    for text in rule["ignores"]:
        seen = read(f"({text})", code)
        assert rule["name"] not in [a.rule for a in amounts(seen, numerals(seen))], text


@pytest.mark.parametrize(("code", "rule"), DATES, ids=ids(DATES))
def test_a_time_rule_reads_its_examples(code: str, rule: dict) -> None:
    """The example is one time, resolved against 3 April 2025; of one that looks back, behind what it looks back to."""
    for text, *periods in rule["reads"]:
        found = times(read(f"({text})", code), DAY)
        assert [t.period for t in found] == periods, text


@pytest.mark.parametrize(("code", "rule"), DATES, ids=ids(DATES))
def test_a_time_rule_ignores_what_it_must(code: str, rule: dict) -> None:
    """What a time rule must leave alone is no time."""
    for text in rule["ignores"]:
        assert times(read(f"({text})", code), DAY) == [], text


@pytest.mark.parametrize(("code", "rule"), NUMBERS + DATES, ids=ids(NUMBERS + DATES))
def test_every_rule_carries_two_readings_and_one_refusal(code: str, rule: dict) -> None:
    """A rule without proof is no rule."""
    assert len(rule["reads"]) >= 2
    assert rule["ignores"]
    assert rule["name"].startswith(f"{code}.")


def test_rule_names_are_unique() -> None:
    """A trace names one rule."""
    names = ids(NUMBERS + DATES)
    assert sorted(names) == sorted(set(names))


def test_five_hundred_rules_match_as_one() -> None:
    """The longest rule at the leftmost place wins, whatever the number of rules."""
    many = [
        Rule(name=f"r{n}", pattern=" ".join(["number"] * (n % 5 + 1)) + " unit", yields="x")
        for n in range(500)
    ]
    grammar = Grammar([*many, Rule(name="long", pattern="hedge number number unit", yields="x")])
    tokens = [
        Token(i * 2, i * 2 + 1, name, 1) for i, name in enumerate(["hedge", "number", "number", "unit"])
    ]
    assert [m.rule.name for m in grammar.match("a b c d", tokens)] == ["long"]


def test_choices_and_options_expand() -> None:
    """`[x|y]` is nothing, x or y."""
    assert [" ".join(way) for way in expand("[a|b] c")] == ["c", "a c", "b c"]


def test_what_is_listed_twice_is_found_once() -> None:
    """A phrase that two spellings or lists of a lexicon make the same is one mention: "vingt et un mille"."""
    phrases = [
        Phrase("vingt et un", "word", "21"),
        Phrase("vingt-et-un", "word", "21"),
        Phrase("mille", "word", "1000"),
    ]
    made = folded({"numbers": phrases})
    found = Lexicon(made.books["numbers"])
    page = CodePage(made.characters)
    text = "vingt et un mille"
    mentions, _ = found.find(text, page.words(page.fold(text)), 0, len(text))
    assert [(m.start, m.value) for m in mentions] == [(0, "21"), (12, "1000")]
