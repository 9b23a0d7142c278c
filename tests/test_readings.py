"""Sentences of every language under `readings/`, each with what is to be read in it: one file a matter.

A line at the margin begins a case: language, day of publication, text. Each indented line below it says of one number
what is read: how its quote begins, a colon, and the fields that matter, as `field=value`. `none` as a value is nothing;
`absent` instead of fields says that the number must give no statement. The quote `others` stands for every number that
no other line of the case names. A `¶` begins a new paragraph. Lines after `#` say why.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from foedus.model import Document, Figure, Statement
from foedus.text.read import read

FOLDER = Path(__file__).parent / "readings"
OF_STATEMENT = ("speaker", "stance")
OF_FIGURE = ("measure", "subject", "partner", "period")
OF_DERIVATION = ("base", "of", "per", "direction", "among")
OF_QUANTITY = ("unit", "low", "high")
STATED = ("component", "prices", "account")
FIELDS = ("derivation", "within", *OF_STATEMENT, *OF_FIGURE, *OF_DERIVATION, *OF_QUANTITY, *STATED)
OTHERS = "others"


class Case(NamedTuple):
    """A text with what each of its numbers is to be read as."""

    place: str
    lang: str
    day: dt.date
    text: str
    numbers: list[tuple[str, dict[str, str]]]


def cases() -> Iterator[Case]:
    """Yield the cases of all files."""
    for path in sorted(FOLDER.glob("*.txt")):
        made: Case | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if not line[0].isspace():
                if made is not None:
                    yield made
                lang, day, text = line.split(" ", 2)
                whole = text.replace(" ¶ ", "\n\n")
                made = Case(f"{path.name}:{number}", lang, dt.date.fromisoformat(day), whole, [])
            elif made is not None:
                quote, _, told = line.strip().partition(": ")
                made.numbers.append((quote, dict(pair.partition("=")[::2] for pair in fields(told))))
        if made is not None:
            yield made


def fields(told: str) -> list[str]:
    """Split "measure=x speaker=Mark Rutte" before each field's name."""
    parts: list[str] = []
    for word in told.split():
        if parts and "=" not in word:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def value(statement: Statement, figure: Figure, field: str) -> str:
    """Return a field of a statement as the files write it."""
    if field == "derivation":
        return type(figure.derivation).__name__.lower()
    if field == "within":
        return f"{figure.derivation.within.low or ''}..{figure.derivation.within.high or ''}"
    if field in STATED or (field == "of" and "of" in figure.stated):
        return "+".join(figure.stated.get(field, [])) or "none"
    if field in OF_STATEMENT:
        found = getattr(statement, field)
    elif field in OF_DERIVATION:
        found = getattr(figure.derivation, field, None)
    elif field in OF_QUANTITY:
        found = getattr(figure.quantity, field)
    else:
        found = getattr(figure, field)
    found = getattr(found, "text", found)
    return "none" if found is None else str(found)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.place) for case in cases()])
def test_each_number_is_read_as_it_says(case: Case) -> None:
    assert case.numbers, "a case says what is read"
    document = Document(id="a", text=case.text, lang=case.lang, published=case.day)
    numbers = [(s, s.content) for s in read(document)[0] if isinstance(s.content, Figure)]
    for quote, expected in case.numbers:
        assert set(expected) <= {*FIELDS, "absent"}, f"{case.place}: a field that is none: {expected}"
        found = [each for each in numbers if each[0].quote.startswith(quote)]
        if quote == OTHERS:
            named = tuple(name for name, _ in case.numbers if name != OTHERS)
            found = [each for each in numbers if not each[0].quote.startswith(named)]
        if "absent" in expected:
            assert not found, case.text
            continue
        assert found or quote == OTHERS, (
            f"{quote!r} is not read in {case.text!r}, but {[s.quote for s, _ in numbers]}"
        )
        for statement, figure in found if quote == OTHERS else found[:1]:
            assert {field: value(statement, figure, field) for field in expected} == expected, case.text


@pytest.mark.parametrize("day", ["1948-01-01", "2022-01-01"])
def test_no_day_of_publication_stops_a_reading(day: str) -> None:
    """Aid is counted from January 2022: what a text of before says of it is read all the same."""
    published = dt.date.fromisoformat(day)
    for case in cases():
        read(Document(id=case.place, text=case.text, lang=case.lang, published=published))
