"""Claims that were really made, as records of what others found, set against what foedus says: docs/real-claims.md.

    python bench/real_claims.py            writes the page
    python bench/real_claims.py --check    only tells whether the page is what it should be

`real_claims.toml` holds, for each, the facts of the record, a sentence of our own and the figure that a careful reader
makes of it. The sentence tells whether the reading works from end to end, the figure whether the check does.
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from foedus.checks import examine
from foedus.dossiers import dossier
from foedus.ledger import Ledger
from foedus.model import (
    Check,
    Document,
    Dossier,
    Figure,
    Period,
    Quantity,
    Span,
    Statement,
    Within,
    exact,
    from_builtins,
)

HERE = Path(__file__).parent
CLAIMS = HERE / "real_claims.toml"
PAGE = HERE.parent / "docs" / "real-claims.md"

Why = Literal["agrees", "edition", "definition", "uncounted", "fault"]
# What each reason means, in the order of the summary.
REASONS: dict[Why, str] = {
    "agrees": "foedus says the same, of the day or as known now",
    "edition": "an edition or a year that the record had is not in the ledger, or not yet in any table",
    "definition": "another definition or rounding, or a count that no office publishes",
    "uncounted": "not a question that a table of figures answers",
    "fault": "foedus is wrong",
}
FIELDS = ("measure", "subject", "partner", "period", "derivation")


class Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The verdicts of the day and of now."""

    then: str
    now: str


class Claim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One record, our sentence and our figure."""

    id: str
    said: dt.date
    who: str
    url: str
    found: str
    by: str
    sentence: str
    why: Why
    figure: dict[str, Any] | None = None
    stance: Literal["reports", "expects"] = "reports"
    followed: bool = False
    loose: bool = False
    answer: Answer | None = None
    note: str = ""

    @property
    def lang(self) -> str:
        """The language of the sentence."""
        return self.id[:2]


# --- what foedus says -------------------------------------------------------------------------------------------------


def claims() -> list[Claim]:
    """Return all records, in their order."""
    found: list[Claim] = from_builtins(tomllib.loads(CLAIMS.read_text("utf-8"))["claim"], list[Claim])
    return found


def quantity(text: str | None) -> Quantity:
    """Read an amount as our file writes it: "> 2e9 EUR"; a direction where there is none."""
    if text is None:
        return Quantity(low=Decimal(0), high=None, unit=None, comparator=">")
    *sign, number, unit = text.split()
    comparator: Any = sign[0] if sign else "="
    value = exact(number)
    low, high = (None if "<" in comparator else value), (None if ">" in comparator else value)
    return Quantity(low=low, high=high, unit=unit, comparator=comparator)


def figure(claim: Claim) -> Figure | None:
    """Return the figure that a careful reader makes of a claim."""
    if claim.figure is None:
        return None
    given = dict(claim.figure)
    of = quantity(given.pop("amount", None))
    empty = {"type": "figure", "quantity": {"low": None, "high": None, "unit": None}}
    found: Figure = from_builtins(empty | given, Figure)
    dated = {} if claim.loose or found.period is None else {"period": [str(found.period)]}
    return replace(found, quantity=of, stated=found.stated | dated)


def checks(claim: Claim, ledger: Ledger) -> list[Check]:
    """Check the figure as of the day it was said and as known now."""
    found = figure(claim)
    if found is None:
        return []
    said = Statement(quote=claim.id, id=claim.id, span=Span(start=0, end=1), content=found, said=claim.said,
                     stance=claim.stance)  # fmt: skip
    return examine([(claim.id, found, said)], ledger, [claim.said, ledger.newest])[0]


def read(claim: Claim, ledger: Ledger) -> Dossier:
    """Check the sentence, as `foedus check --text` does."""
    return dossier(Document(id=claim.id, text=claim.sentence, published=claim.said, lang=claim.lang), ledger)


# --- the page ---------------------------------------------------------------------------------------------------------

HEAD = """# Claims that were made, and what foedus says of them

Forty claims from press, politics and official pages, each with the verdict that others reached or that the tables gave
(cut-off: NATO's edition of July 2026). Facts of the claims are given, who, when, which number, with the address where
each was found; the sentences are ours. `python bench/real_claims.py` makes the page, from `bench/real_claims.toml`.

*On its day* and *as known now* are what the check says of the figure that a careful reader makes of the claim; of a
promise, as if its year had been reported. *Read* says whether foedus makes the same figure of our sentence by itself,
with `foedus check --text "…" --published DAY`; anything but “yes” there is its fault. On most of the days the edition
that was current is not in the ledger, and nothing older takes its place.
"""


def page(ledger: Ledger) -> str:
    """Return the page; ends with an error where an answer is not the one that its note explains."""
    told = [(claim, checks(claim, ledger), reading(claim, read(claim, ledger))) for claim in claims()]
    stale = [claim.id for claim, found, _ in told if found and claim.answer != answer(found)]
    if stale:
        sys.exit(f"{CLAIMS.name}: {', '.join(stale)}: another answer than the note explains; read it again")
    rows = [row(claim, found, read_as) for claim, found, read_as in told]
    return "\n".join([HEAD, *summary(told), "", *_HEADER, *rows, ""])


def answer(found: list[Check]) -> Answer:
    """The verdicts of both days."""
    return Answer(then=found[0].verdict, now=found[-1].verdict)


_HEADER = (
    "| claim | found | on its day | as known now | read | why it differs |",
    "|---|---|---|---|---|---|",
)


def summary(told: list[tuple[Claim, list[Check], str]]) -> Iterator[str]:
    """How many claims are explained by what, and how many sentences are read as they should be."""
    count = Counter(claim.why for claim, _, _ in told)
    yield "| of forty claims | |"
    yield "|---|---|"
    for why, words in REASONS.items():
        if count[why]:
            yield f"| {words} | {count[why]} |"
    right = sum(read_as == "yes" for _, _, read_as in told)
    yield f"\nOf the {len(told)} sentences, {right} are read as a careful reader reads them."


def row(claim: Claim, found: list[Check], read_as: str) -> str:
    """One claim."""
    amount = spoken((claim.figure or {}).get("amount"))
    head = f"[{claim.who}, {claim.said}]({claim.url}){amount and f': {amount}'}<br>“{claim.sentence}”"
    days = [said(each) for each in found] or ["–", "–"]
    cells = (head, f"{claim.found} ({claim.by})", days[0], days[-1], read_as, claim.note)
    return f"| {' | '.join(cells)} |"


def spoken(amount: str | None) -> str:
    """An amount as one reads it: "> 20 billion EUR"."""
    if amount is None:
        return ""
    *sign, number, unit = amount.split()
    value = Decimal(number)
    for size, word in ((Decimal("1e12"), "trillion "), (Decimal("1e9"), "billion ")):
        if value >= size:
            value, unit = value / size, word + unit
            break
    return " ".join([*sign, f"{exact(value):f}", unit]).replace(" %", "%")


def said(check: Check) -> str:
    """The verdict and the answer of a check, without the claim that it repeats."""
    words = check.summary["en"].partition("): ")[2]
    return f"**{check.verdict}**: {words.partition(' It was already ')[0]}"


def reading(claim: Claim, found: Dossier) -> str:
    """Whether a sentence is read as its figure, else in what it differs."""
    meant = figure(claim)
    judged = {check.statement for check in found.checks}
    figures = [each for each in found.statements if isinstance(each.content, Figure)]
    if meant is None:
        wrong = [each for each in figures if each.id in judged and _has_verdict(each.id, found)]
        return f"judges “{wrong[0].quote}”" if wrong else "yes"
    if not figures:
        return "no figure"
    return min((_differences(each.content, meant, claim.said) for each in figures), key=len) or "yes"  # type: ignore[arg-type]


def _has_verdict(name: str, found: Dossier) -> bool:
    return any(check.statement == name and check.verdict != "unknown" for check in found.checks)


def _differences(found: Figure, meant: Figure, said: dt.date) -> str:
    """The fields that differ: what was read, for what was meant."""
    pairs = [(name, getattr(found, name), getattr(meant, name)) for name in FIELDS]
    pairs += [(name, getattr(found.quantity, name), getattr(meant.quantity, name)) for name in ("unit",)]
    pairs += [(name, found.stated.get(name), meant.stated.get(name)) for name in ("component", "prices")]
    told = [
        f"{name} {_short(is_)} for {_short(ought)}" for name, is_, ought in pairs if _differ(is_, ought, said)
    ]
    if not _overlap(found.quantity, meant.quantity):
        told.append("quantity")
    return ", ".join(told)


def _differ(is_: Any, ought: Any, said: dt.date) -> bool:
    """An undated present is the year of publication, whether it is written so or left."""
    if isinstance(is_, Period | None) and isinstance(ought, Period | None):
        return str(is_ or said.year) != str(ought or said.year)
    return bool(is_ != ought)


def _overlap(one: Quantity, other: Quantity) -> bool:
    above = one.low is None or other.high is None or one.low <= other.high
    return above and (one.high is None or other.low is None or other.low <= one.high)


def _short(value: Any) -> str:
    if isinstance(value, Within):
        bounds = (("at least", value.low), ("below", value.high))
        return " ".join(f"{word} {bound}" for word, bound in bounds if bound is not None)
    if hasattr(value, "__struct_config__"):
        fields = (getattr(value, name) for name in value.__struct_fields__)
        return " ".join([str(value.__struct_config__.tag), *(_short(each) for each in fields if each)])
    return "nothing" if value is None else str(value)


def main() -> None:
    found = page(Ledger())
    if "--check" in sys.argv[1:]:
        sys.exit(PAGE.read_text("utf-8") != found)
    PAGE.write_text(found, "utf-8")


if __name__ == "__main__":
    main()
