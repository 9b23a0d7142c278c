"""Properties of the reader: nothing crashes it, spans quote, offsets are code points, what is written is read again."""

import datetime as dt
import gc
import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.lang import codes, words
from foedus.model import Comparator, Document, Figure, Quantity, Statement, exact
from foedus.render.wording import wording
from foedus.text.lexicon import FILES, language
from foedus.text.match import APOSTROPHES, DASHES, SPACES
from foedus.text.read import read

DAY = dt.date(2025, 4, 3)
LEAD = 2  # paragraphs that may say what a report is about
LANGUAGES = [code for code in codes() if words(code, "numbers")]
GOLD = Path(__file__).parent / "accuracy" / "gold"
# The same examples each time, so that a change alone decides; `derandomize=False` looks further afield.
quick = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)

SIGNS = [
    *"0123456789.,;:!?…-–—'’\"«»“”„‹›()[]{}%$€£¥/+*×½°ºª \n\t\r\u00a0\u202f\u2028\x00\x1a\x1f",
    *[
        "😀",
        "👩‍👩‍👧",
        "🇫🇷",
        "e\u0301",
        "\u0301",
        "İ",
        "ß",
        "ﬁ",
        "𝟚",
        "٣",
        "²",
        "Ⅳ",
        "\u200b",
        "\ufeff",
        "\U0010ffff",
    ],
]


def statements(text: str, code: str) -> list[Statement]:
    return read(Document(id="x", text=text, lang=code, published=DAY))[0]


@cache
def lexicon(code: str) -> list[str]:
    """Every word that the data of a language lists, once."""
    listed: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, str):
            listed.add(value)
        elif isinstance(value, list):
            for each in value:
                gather(each)
        elif isinstance(value, dict):
            for each in value.values():
                gather(each)

    for file in FILES:
        gather({name: table for name, table in language(code).tables[file].items() if name != "rule"})
    return sorted(listed)


@cache
def gold(code: str) -> list[str]:
    lines = [line for path in sorted(GOLD.glob(f"{code}-*.jsonl")) for line in path.open(encoding="utf-8")]
    return [json.loads(line)["text"] for line in lines]


def jumbles(code: str) -> st.SearchStrategy[str]:
    """Texts of words of the lexicon, names, numbers, signs and anything else, in any order, with or without spaces."""
    piece = st.one_of(
        st.sampled_from(lexicon(code)),
        st.sampled_from(SIGNS),
        st.sampled_from(
            ["France", "NATO", "OTAN", "Emmanuel Macron", "2024", "2 %", "5 milliards d’euros", "$3 bn"]
        ),
        st.integers(0, 10**30).map(str),
        st.text(max_size=4),
    )
    joiner = st.sampled_from(["", " ", " ", ", ", ". ", "\n\n"])
    return st.lists(st.tuples(piece, joiner), max_size=60).map(lambda pairs: "".join(map("".join, pairs)))


def holds_together(text: str, code: str) -> None:
    """Statements quote the text, in its order, by offsets of code points, and never twice the same."""
    found = statements(text, code)
    assert found == statements(text, code)
    for each in found:
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert text[each.span.start : each.span.end] == each.quote
    starts = [(each.span.start, each.span.end) for each in found]
    assert starts == sorted(starts)
    assert len({each.id for each in found}) == len(found)


@pytest.mark.parametrize("code", LANGUAGES)
@quick
@given(text=st.text(max_size=400))
def test_no_text_of_any_kind_stops_the_reader(code: str, text: str) -> None:
    """Any string of Unicode is read, and what is found in it stands in it."""
    holds_together(text, code)


@pytest.mark.parametrize("code", LANGUAGES)
@quick
@given(text=st.text(alphabet=st.sampled_from("0123456789%.,'\"«»“”-–() \n€$kmMd"), max_size=400))
def test_no_text_of_digits_and_signs_stops_the_reader(code: str, text: str) -> None:
    """Digits, quotation marks and signs of units in any order are read."""
    holds_together(text, code)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(quick, max_examples=150)
@given(data=st.data())
def test_no_jumble_of_its_own_words_stops_the_reader(code: str, data: st.DataObject) -> None:
    """The words that the reader knows, in any order and between any signs, are read."""
    holds_together(data.draw(jumbles(code)), code)


@pytest.mark.parametrize("code", LANGUAGES)
@quick
@given(data=st.data())
def test_no_torn_report_stops_the_reader(code: str, data: st.DataObject) -> None:
    """Sentences cut anywhere and put together in any order are read."""
    parts = data.draw(st.lists(st.sampled_from(gold(code)), min_size=1, max_size=3))
    cuts = [data.draw(st.integers(0, len(part))) for part in parts]
    glue = data.draw(st.sampled_from(SIGNS))
    holds_together(glue.join(part[cut:] + part[:cut] for part, cut in zip(parts, cuts, strict=True)), code)


@pytest.mark.parametrize(
    "day", [None, dt.date(2010, 1, 31), dt.date(2021, 5, 1), dt.date(2031, 12, 31)], ids=str
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_read_on_any_day(code: str, day: dt.date | None) -> None:
    """Years that lie ahead on one day lie behind on another: no period ends before it starts."""
    text = "\n\n".join(gold(code))
    assert list(read(Document(id="t", text=text, lang=code, published=day))[0])


@pytest.mark.parametrize(
    ("day", "year"), [("2028-02-29", "2029"), ("9700-12-31", "9701"), ("2025-04-03", "2025")]
)
def test_the_next_summit_is_found_from_any_day(day: str, year: str) -> None:
    """Where no calendar tells the next summit it is a year away, also on a leap day and in a far year."""
    text = "Allies must spend 3 % of GDP by the next summit."
    document = Document(id="t", text=text, lang="en", published=dt.date.fromisoformat(day))
    (figure,) = [each.content for each in read(document)[0] if isinstance(each.content, Figure)]
    assert str(figure.period) == year


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "1000-01-01", "9990-06-30", "9999-12-31"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_day_on_which_nothing_was_printed_stops_nothing(code: str, day: str) -> None:
    """Years of fewer than four digits, before or behind them, are told from no day at all."""
    text = "\n\n".join(gold(code))
    assert list(read(Document(id="t", text=text, lang=code, published=dt.date.fromisoformat(day)))[0])


@pytest.mark.parametrize("code", LANGUAGES)
def test_reading_leaves_nothing_in_circles(code: str) -> None:
    document = Document(id="x", text="\n\n".join(gold(code)[:8]), lang=code, published=DAY)
    read(document)  # what is kept of a language is made once
    gc.collect()
    assert read(document)[0]
    assert gc.collect() == 0  # all of it is freed at once: reading collects no garbage


# --- offsets and neighbours -----------------------------------------------------------------------------------------


def figures(text: str, code: str, skip: int = 0) -> list[tuple[int, str, Figure]]:
    """The figures behind an offset, with their start from there."""
    return [
        (each.span.start - skip, each.quote, each.content)
        for each in statements(text, code)
        if isinstance(each.content, Figure) and each.span.start >= skip
    ]


MARKS = ["😀", "🇫🇷", "e\u0301", "\u0301", "𝟚", "\u200b", "\ufeff", "İ"]
NEUTRAL = {"fr": "Il faisait beau.", "en": "The weather was fine.", "de": "Das Wetter war schön."}


@pytest.mark.parametrize("code", LANGUAGES)
@quick
@given(data=st.data(), marks=st.lists(st.sampled_from(MARKS), max_size=9))
def test_offsets_count_code_points(code: str, data: st.DataObject, marks: list[str]) -> None:
    """Signs outside the basic plane and combining marks count one each, and a line of them changes no figure."""
    text = data.draw(st.sampled_from(gold(code)))
    ahead = f"{''.join(marks)}\n\n"
    assert figures(ahead + text, code, len(ahead)) == figures(text, code)


@pytest.mark.parametrize("code", LANGUAGES)
@quick
@given(data=st.data())
def test_what_follows_changes_no_figure(code: str, data: st.DataObject) -> None:
    """A figure may take measure, subject, period or unit from paragraphs before it, and from none behind it.

    Only the first paragraphs, which say what a report is about, bear on all of it: some that say nothing stand between.
    """
    text, behind = (data.draw(st.sampled_from(gold(code))) for _ in range(2))
    ahead = "\n\n".join([text, *[NEUTRAL[code]] * LEAD, ""])
    both = figures(ahead + behind, code)
    assert [each for each in both if each[0] < len(text)] == figures(ahead + NEUTRAL[code], code)


@pytest.mark.parametrize("code", sorted(NEUTRAL))
@quick
@given(data=st.data())
def test_a_paragraph_that_names_nothing_changes_no_figure(code: str, data: st.DataObject) -> None:
    """Where nothing stands that could be referred to, a paragraph gives the same figures alone and in company."""
    text = data.draw(st.sampled_from([each for each in gold(code) if "\n" not in each]))
    ahead = f"{NEUTRAL[code]}\n\n"
    assert figures(f"{ahead}{text}\n\n{NEUTRAL[code]}", code, len(ahead)) == figures(text, code)


# --- write, then read -----------------------------------------------------------------------------------------------

# Left out, as the reader finds no quantity there: durations, multiples as a sign, one of a thing, numbers without unit.
CURRENCIES = [
    "USD",
    "EUR",
    "GBP",
    "CAD",
    "AUD",
    "PLN",
    "SEK",
    "NOK",
    "DKK",
    "CZK",
    "CHF",
    "UAH",
    "TRY",
    "HUF",
    "RON",
]
# What is written by a rule of its own, or with a word that counts something else in general news: "2 pièces" are rooms.
OTHERS = {"member", "person", "year", "weapon", "*"}


def counted(code: str) -> list[str]:
    """The nouns that a language both writes and reads."""
    written = words(code, "phrases")["number"]["units"].keys() - OTHERS
    return sorted(written & words(code, "numbers")["noun"].keys())


def amount(digits: st.SearchStrategy[int], low: int, high: int) -> st.SearchStrategy[Decimal]:
    """Numbers of at most four digits before their zeros: no more of them is shown."""
    return st.builds(lambda n, power: exact(Decimal(n).scaleb(power)), digits, st.integers(low, high))


def quantities(code: str) -> st.SearchStrategy[Quantity]:
    """Money, percentages and counts as they are claimed, open, closed or plain."""
    money = st.tuples(amount(st.integers(1, 4999), 0, 9), st.sampled_from(CURRENCIES))
    percent = st.tuples(amount(st.integers(1, 4999), -2, 0), st.just("%"))
    counts = st.tuples(
        amount(st.integers(2, 4999), 0, 5), st.sampled_from([*counted(code), "member", "person"])
    )
    signs: list[Comparator] = ["=", ">", ">=", "<", "<=", ".."]
    claims = st.builds(
        _claimed, st.one_of(money, percent, counts), st.sampled_from(signs), st.sampled_from([2, 10, 100])
    )
    return claims.filter(
        lambda q: q.comparator != ".." or not 1900 <= (q.low or 0) <= 2100
    )  # "de 2000 à" begins with a year


def _claimed(measured: tuple[Decimal, str], comparator: Comparator, times: int) -> Quantity:
    value, unit = measured
    low = None if comparator in ("<", "<=") else value
    high = None if comparator in (">", ">=") else exact(value * times) if comparator == ".." else value
    return Quantity(low=low, high=high, unit=unit, comparator=comparator)


def said(text: str, code: str) -> list[Quantity]:
    """The quantities read from a text, without their steps: how many zeros were written is not told again."""
    found = [each.content.quantity for each in statements(text, code) if isinstance(each.content, Figure)]
    return [Quantity(low=q.low, high=q.high, unit=q.unit, comparator=q.comparator) for q in found]


@pytest.mark.parametrize("code", LANGUAGES)
@settings(quick, max_examples=200)
@given(data=st.data())
def test_what_is_written_is_read(code: str, data: st.DataObject) -> None:
    """The words for a quantity, read again, give the same interval, unit and hedge, in each language."""
    quantity = data.draw(quantities(code))
    text = wording(code).quantity(quantity)
    assert said(text, code) == [quantity], text


@pytest.mark.parametrize("code", LANGUAGES)
@quick
@given(data=st.data(), hedge=st.sampled_from(["~", "nearly"]))
def test_an_approximation_is_written_as_it_was_read(code: str, data: st.DataObject, hedge: str) -> None:
    """How far "about" and "nearly" reach is the reader's affair: what it has read, it reads again from our words."""
    plain = data.draw(quantities(code).filter(lambda q: q.comparator == "="))
    say = wording(code)
    first = said(say.say("quantity", hedge, value=say.quantity(plain)), code)
    assert [each.comparator for each in first] == ["~"]
    assert said(say.quantity(first[0]), code) == first


def test_a_long_text_is_read_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The statements of a text cut into blocks quote it and are those of the whole."""
    line = "« Nous dépenserons 2 % du PIB en 2026 », a promis la ministre Jana Novotná.\n"
    document = Document(id="x", text=line * 40, lang="fr", published=dt.date(2025, 4, 3))
    whole, _ = read(document)
    monkeypatch.setattr("foedus.text.read.BLOCK", 4 * len(line))
    parts, _ = read(document)
    assert [s.quote for s in parts] == [document.text[s.span.start : s.span.end] for s in parts]
    assert parts == whole
    assert len(parts) == 40


@quick
@given(st.text(st.characters() | st.sampled_from(SPACES + DASHES + APOSTROPHES), max_size=60))
def test_a_shadow_has_a_byte_for_every_character_whatever_stands_beside_it(text: str) -> None:
    page = language("fr").page
    alone = text.replace("\N{EM DASH}", "-")  # which is a comma, between words
    assert page.fold(alone) == b"".join(page.fold(each)[:1] for each in alone)
    assert len(page.fold(text)) == len(text)
