"""A number in, the one name that grammar ties it to out: in its bracket, by its own clause, as its attribute."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import TOUCH
from foedus.text.match import Mention
from foedus.text.particles import grammar

CLAUSE = 80  # characters from a name to a number in its relative clause
ATTRIBUTE = 90  # characters from a number to the name whose attribute it stands in
PLACES = ("country", "capital", "demonym", "people")


def attached(at: Context, amount: Amount, *, with_its: bool = False) -> str | None:
    """Return whose a number is by the grammar of its clause, None where only what stands around it can tell.

    `with_its`: so is one whose name is before "with its": "fewer than Poland with its 216,000".
    """
    text, start = at.scan.text, amount.start
    if (told := of_spender(at, amount)) is not None:
        return told[1]
    if "(" in text[max(0, start - CLAUSE) : start] and (whose := _in_bracket(at, amount)):
        return whose
    settings = at.scan.language.settings["measures"]
    own = settings.patterns["own_clause"].search(text, max(0, start - CLAUSE), start)
    if own is None and with_its:
        own = settings.shaped("with_its", "(?:{})$").search(text, max(0, start - CLAUSE), start)
    if own is None and with_its and (whose := _in_possessive(at, amount)):
        return whose
    return (_told_of(at, amount, own.start()) if own is not None else None) or bearer(at, amount)


def is_of_bracket(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name opens a bracket with its own number in, and another is asked about: "1.5 % (Spain: 1.3)"."""
    opens = at.scan.text.rfind("(", max(0, mention.start - TOUCH), mention.start)
    closes = at.scan.text.find(")", mention.end)
    if opens < 0 or opens < amount.start < closes:
        return False
    return any(a.start - mention.end <= TIGHT for a in at.amounts_within(mention.end, closes))


def of_spender(at: Context, amount: Amount) -> tuple[int, str] | None:
    """Return where the article before a number ends and who spends it: "far from the 3.4 % that Ireland spends"."""
    text, patterns = at.scan.text, at.scan.language.settings["measures"].patterns
    opened = patterns["spent_by"].match(text, amount.end)
    if opened is None:
        return None
    named = at.scan.index.within(
        opened.end(), opened.end() + 1, *PLACES, "group"
    )  # also "set aside in Paris"
    article = patterns["its_number"].search(text, max(0, amount.start - TIGHT), amount.end)
    if not named or article is None or at.is_time(amount):
        return None
    spent = opened.lastgroup or patterns["spends_it"].match(text, named[-1].end)
    return (text.index(" ", article.start()) + 1, str(named[-1].value)) if spent else None


def bearer(at: Context, amount: Amount) -> str | None:
    """Return the name behind a participle that a number is part of: German "das 1,2 Prozent ausgebende Luxemburg"."""
    bearing = at.scan.language.settings["measures"].patterns["bearing"]
    told = bearing.match(at.scan.text, amount.end, amount.end + ATTRIBUTE)
    named = at.names(told.end(), told.end() + 1) if told is not None else ()
    return str(named[0].value) if named and named[0].kind in PLACES else None


def _in_bracket(at: Context, amount: Amount) -> str | None:
    """Return who is named in a bracket right before the number: "(Spain: 1.3 %)"."""
    text, start = at.scan.text, amount.start
    opens = text.rfind("(", max(0, start - CLAUSE), start)
    if ")" in text[opens:start]:
        return None
    named = at.names(opens, start)
    beside = named and not text[named[-1].end : start].strip(" :\u00a0\u202f")
    return str(named[-1].value) if beside and named[-1].kind in PLACES else None


def is_possessive(at: Context, name: Mention, amount: Amount) -> bool:
    """Tell whether a name is in the possessive right before a number: "after Ukraine's 34", "Frankreichs 2,1 %"."""
    small, between = grammar(at.scan.language.code), at.scan.text[name.end : amount.start].rstrip()
    if not between:
        return at.scan.text[name.start : name.end].lower() in small.owning
    return between in small.possessive


def _in_possessive(at: Context, amount: Amount) -> str | None:
    """Return whose possessive stands right before a number."""
    named = at.names(max(0, amount.start - NEAR), amount.start)
    beside = named and is_possessive(at, named[-1], amount)
    return str(named[-1].value) if beside and named[-1].kind in PLACES else None


def _told_of(at: Context, amount: Amount, end: int) -> str | None:
    """Return the name that ends where what ties a number to it begins: "with its 1.5 %", "Italy, where 1.5 %"."""
    low = max(at.sentence(amount.start).start, end - CLAUSE)
    named = [m for m in at.names(low, end) if m.end == end and m.kind in (*PLACES, "group")]
    return str(named[-1].value) if named and at.previous_amount(amount) <= end else None
