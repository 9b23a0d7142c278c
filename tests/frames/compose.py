"""Parts of sentences in, sentences made of them at random out, each with what must be read of its number.

python tests/frames/compose.py LANG --count 3000 --seed 7    how often each field is wrong, and with which parts

A file `<lang>.toml` has the day of publication (`published`) and lists of parts; the fields of a statement are named
and written as in the gold texts. Each field that is read must depend on the part alone that tells it:

[[clause]]  text     a clause with one number: {n} is the number, {t} where a time may stand (or nothing)
            tense    a word of one's own, which frames and times name: present, past, perfect, future …
            kind     which numbers fit;  kinds of numbers in small or great sums are kinds of their own
            measure, subject, partner, stage, component, threshold, below, direction, base, unit
                     what must be read; partner, component and direction are held only where the clause tells them,
                     base = "-1" is the year before the period; unit goes before the number's
            stance   where the tense does not tell it; "pledges|expects" where a reader may take it either way
            speaker  where a frame names none, and the clause is of a will that may be its subject's: "ESP|none"
            period   of the clause without a time, "none" where none must be read, "none|2025" where either will do;
                     a clause with {t} and without a period always takes a time
            others   true where the clause has a further number, which may be read
            {i}      in its text: where an aside of a frame may stand
            when     which times fit, beside its tense: a word of one's own
            apart    true where it goes only with frames and times that name its tense: "we spend …", "to spend …"
            orders   which orders of its pieces there are, where not all are
            subject  "self" is the frame's `of`: "we spend …", "promised to spend …"
[[number]]  text, kind (several, with spaces), low, high, unit
[[time]]    text     as it follows in place of {t}, with its space or comma;  front  as it may open the sentence instead
            tenses, kinds (of numbers), whens (all where it names none), period ("none" for none), base, stance
[[frame]]   text     {c} is the clause as inside a sentence, {C} with a capital;
            {C|, X said,} with an aside at its {i}
            tenses, kinds, measures  of clauses (all where it names none);  number  what it makes of one: "“{n}”"
            also     tenses of clauses that go apart, beside all others
            speaker, stance;  of  the speaker's country: what is to come of it is pledged, and else expected;  others
            order    of the pieces of its clause: the first of the language where it names none
orders      of a language whose words change places: a clause's pieces, between "|", as "{0} {1} {2}" in each order
fronted     what becomes of an order behind a time that opens the sentence; others take none there
elide       pairs of a pattern and what is written for it, of a language that shortens a word before another
[[before]], [[after]]  text   a neighbouring sentence that must change nothing; what is read of it does not matter
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from foedus.model import Document, Figure, Statement
from foedus.text.read import read

_ASIDE = re.compile(r"\{C\|(.*?)\}")
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "accuracy"))

import scoring  # noqa: E402

COUNT, SEED = 1100, 1  # of the sentences whose rates are held
DRAWS = 16  # that are drawn for each that is taken: one with a part that is new, else with most new pairs
ALONE = 0.5  # of the sentences stand without a neighbour
TOLD = ("measure", "subject", "partner", "stage", "component", "threshold", "below", "direction", "base")
HELD = ("partner", "component", "direction")  # only where the clause tells it
EITHER = ("speaker", "stance", "period")  # where a label may leave open which of several is read
FIELDS = ("found", *scoring.FIELDS, *HELD, "extra")
Part = dict[str, Any]


class Composed(NamedTuple):
    """A text, where its sentence and its number stand in it, what must be read of it, and of which parts it is made."""

    text: str
    sentence: tuple[int, int]
    number: tuple[int, int]
    gold: Part
    others: bool
    parts: tuple[str, ...]


def files() -> list[Path]:
    """The files of parts, one a language."""
    return sorted(HERE.glob("*.toml"))


def parts(path: Path) -> Part:
    """The parts of a language."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def digest(path: Path) -> str:
    """The digest of a file of parts and of how they are composed: floors hold for exactly those sentences."""
    return hashlib.sha256(path.read_bytes() + Path(__file__).read_bytes()).hexdigest()[:16]


# --- sentences ------------------------------------------------------------------------------------------------------


def compose(table: Part, count: int = COUNT, seed: int = SEED) -> Iterator[Composed]:
    """Yield sentences that bring together as many pairs of parts as so many sentences can."""
    chance = random.Random(seed)
    used: set[str] = set()
    seen: set[tuple[str, str]] = set()

    def worth(each: Composed) -> tuple[bool, float]:
        pairs = set(combinations(each.parts, 2))
        return not used.issuperset(each.parts), len(pairs - seen) / len(pairs)

    for _ in range(count):
        best = max((_draw(table, chance) for _ in range(DRAWS)), key=worth)
        used.update(best.parts)
        seen.update(combinations(best.parts, 2))
        yield best


def _draw(table: Part, chance: random.Random) -> Composed:
    clause = chance.choice(table["clause"])
    own = clause["subject"] == "self"
    frame = chance.choice(
        [
            each
            for each in table["frame"]
            if _fits(each, clause)
            and ("of" in each or not own)
            and (_order(each, table) in _orders(clause, table))
        ]
    )
    number = chance.choice([each for each in table["number"] if clause["kind"] in each["kind"].split()])
    times = [each for each in table["time"] if _fits(each, clause)] if "{t}" in clause["text"] else []
    time = chance.choice(times) if times and ("period" not in clause or chance.random() < 0.7) else None
    order = _order(frame, table)
    behind = table.get("fronted", {order: order}).get(order)
    opens = time is not None and "front" in time and behind in _orders(clause, table)
    fronted = opens and chance.random() < 0.5
    around = [chance.choice(table[key]) for key in ("before", "after")] if chance.random() > ALONE else []
    beside = (
        [around[0], None]
        if around and chance.random() < 0.5
        else [None, *around[1:]]
        if around
        else [None, None]
    )
    form = table["orders"][behind if fronted else order] if "orders" in table else "{0}"
    return _composed(clause, form, frame, number, time, fronted, *beside, table.get("elide", []))


def _order(frame: Part, table: Part) -> str:
    """Return in which order a frame has the pieces of its clause."""
    return str(frame.get("order", next(iter(table.get("orders", [""])))))


def _orders(clause: Part, table: Part) -> list[str]:
    """Return in which orders there are the pieces of a clause."""
    return list(clause.get("orders", table.get("orders", [""])))


def _fits(part: Part, clause: Part) -> bool:
    """Tell whether a frame or a time goes with a clause."""
    tense = clause["tense"]
    free = [] if clause.get("apart") else [tense]
    keys = ("kind", "when", "measure")
    return tense in part.get("tenses", free) + part.get("also", []) and all(
        clause.get(key) in part.get(f"{key}s", [clause.get(key)]) for key in keys
    )


def _composed(
    clause: Part,
    form: str,
    frame: Part,
    number: Part,
    time: Part | None,
    fronted: bool,
    before: Part | None,
    after: Part | None,
    elide: list[list[str]],
) -> Composed:
    mark = "\0"  # stands for the number until its place is known
    text = _ordered(clause, form).replace("{t}", "" if time is None or fronted else time["text"])
    if fronted and time is not None:
        text = time["front"] + text
    written = frame.get("number", "{n}").replace("{n}", mark + number["text"] + mark)
    text = text.replace("{n}", written)
    asides = _ASIDE.findall(frame["text"])
    text = text.replace("{i}", asides[0] if asides else "")
    text = _ASIDE.sub("{C}", frame["text"]).replace("{C}", _capital(text)).replace("{c}", text)
    for pattern, short in elide:
        text = re.sub(pattern, short, text)
    lead = before["text"] + " " if before else ""
    whole = lead + text + (_gap(text) + after["text"] if after else "")
    start = whole.index(mark)
    end = whole.index(mark, start + 1) - 1
    ends = len(lead), len(lead) + len(text) - 2
    used = (clause, frame, number, time, before, after)
    others = any(part.get("others") for part in used[:4] if part)
    names = tuple(each["text"] for each in used if each)
    return Composed(
        whole.replace(mark, ""), ends, (start, end), _gold(clause, frame, number, time), others, names
    )


def _ordered(clause: Part, form: str) -> str:
    """Write the pieces of a clause in an order."""
    pieces = [piece.strip() for piece in clause["text"].split("|")]
    return re.sub(r"\{(\d)\}", lambda place: pieces[int(place[1])], form)


def _gap(text: str) -> str:
    """Return what stands behind a sentence: a headline, which has no full stop, stands by itself."""
    return " " if text.endswith((".", "”", "“", "»", "!", "?")) else "\n\n"


def _capital(text: str) -> str:
    """Begin a sentence with a capital, also where it begins with the number."""
    at = 1 if text[:1] == "\0" else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def _gold(clause: Part, frame: Part, number: Part, time: Part | None) -> Part:
    gold = {key: clause[key] for key in TOLD if key in clause}
    gold |= {key: number.get(key) for key in ("low", "high")}
    gold["unit"] = clause.get("unit", number.get("unit"))
    gold |= {key: time[key] for key in ("period", "base") if time and key in time}
    gold.setdefault("period", clause.get("period"))
    if gold["period"] == "none":
        gold["period"] = None
    if gold.get("base") == "-1":
        gold["base"] = str(int(gold["period"]) - 1)
    if gold["subject"] == "self":
        gold["subject"] = frame["of"]
    gold["speaker"] = frame.get("speaker", clause.get("speaker"))
    gold["stance"] = frame.get("stance") or _stance(clause, frame, time)
    return gold


def _stance(clause: Part, frame: Part, time: Part | None) -> str:
    told = (time or {}).get("stance") or clause.get(
        "stance", "expects" if clause["tense"] == "future" else "reports"
    )
    whose = frame.get("of")
    return "pledges" if told == "expects" and whose and clause["subject"] in ("self", whose) else str(told)


# --- what is read of them -------------------------------------------------------------------------------------------


def faults(each: Composed, lang: str, day: dt.date) -> list[str]:
    """Return the fields that are read wrongly of a sentence."""
    inside, found = _found(each, lang, day)
    if found is None:
        return ["found"]
    told = each.gold | {key: _taken(each.gold[key], _read(found, key)) for key in EITHER}
    wrong = [name for name in scoring.FIELDS if not scoring.CHECKS[name](told, found, each.text)]
    wrong += [name for name in HELD if name in each.gold and each.gold[name] not in _held(found, name)]
    return wrong + ["extra"] * (len(inside) > 1 and not each.others)


def _read(statement: Statement, name: str) -> str | None:
    """Return what is read of a field that may be read either way."""
    if name != "period":
        return getattr(statement, name)  # type: ignore[no-any-return]
    assert isinstance(statement.content, Figure)
    return statement.content.period.text if statement.content.period else None


def _taken(told: Any, have: str | None) -> Any:
    """Return of what may be read the one that is read."""
    ways = told.split("|") if isinstance(told, str) else [told]
    taken = have if len(ways) > 1 and (have or "none") in ways else ways[0]
    return None if taken == "none" else taken


def _found(each: Composed, lang: str, day: dt.date) -> tuple[list[Statement], Statement | None]:
    """Return the figures that are read of a sentence, and that of its number."""
    statements, _ = read(Document(id="x", text=each.text, lang=lang, published=day))
    figures = [s for s in statements if isinstance(s.content, Figure) and s.content.quantity.unit]
    inside = [s for s in figures if each.sentence[0] <= s.span.start < each.sentence[1]]
    of_number = (s for s in inside if s.span.start < each.number[1] and each.number[0] < s.span.end)
    return inside, next(of_number, None)


def _held(statement: Statement, name: str) -> list[str]:
    figure = statement.content
    assert isinstance(figure, Figure)
    if name == "component":
        return figure.stated.get("component", ["none"])
    have = figure.partner if name == "partner" else getattr(figure.derivation, "direction", None)
    # Whose share of something is bought, given or voted may stand as what it is a share of.
    return [have or "none", str(getattr(figure.derivation, "of", None))]


def asked(each: Composed) -> list[str]:
    """Return the fields that are held of a sentence."""
    return [name for name in FIELDS if name not in HELD or name in each.gold]


def measured(
    path: Path, count: int = COUNT, seed: int = SEED
) -> tuple[Counter[str], list[tuple[Composed, list[str]]]]:
    """Return how often each field is held, and the sentences that are read wrongly with their faults."""
    table = parts(path)
    held, wrong = Counter[str](), []
    for each in compose(table, count, seed):
        held.update(asked(each))
        if found := faults(each, path.stem, table["published"]):
            wrong.append((each, found))
    return held, wrong


def rates(held: Counter[str], wrong: Iterable[tuple[Composed, list[str]]]) -> dict[str, float]:
    """Return how many of each field are right, in percent."""
    missed = Counter(name for _, found in wrong for name in found)
    return {name: round(100 * (1 - missed[name] / held[name]), 1) for name in FIELDS if held[name]}


def shown(each: Composed, found: list[str]) -> str:
    """Write a sentence with what is wrong of it."""
    wanted = {name: each.gold[name] for name in found if name in each.gold}
    if "quantity" in found:
        wanted["quantity"] = "{low}..{high} {unit}".format_map(defaultdict(str, each.gold))
    return f"{' '.join(found)}: {each.text}\n        wanted of {each.text[slice(*each.number)]!r}: {wanted}"


def main() -> None:
    """Print the rates, and of each field the parts and pairs of parts that fail most, each with an example."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lang")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--field", help="all sentences of which this field is wrong")
    parser.add_argument("--most", type=int, default=12, help="how many parts of a field are shown")
    given = parser.parse_args()
    path = HERE / f"{given.lang}.toml"
    held, wrong = measured(path, given.count, given.seed)
    if given.field:
        for each, found in wrong:
            if given.field in found:
                print("  ", shown(each, found), "\n        read:", _seen(each, path))
        return
    print(f"{len(wrong)} of {given.count} sentences with a fault")
    used = Counter(each for one in compose(parts(path), given.count, given.seed) for each in _units(one))
    for name, rate in rates(held, wrong).items():
        print(f"{name:<10}{100 - rate:>6.1f} % wrong")
        _worst([each for each, found in wrong if name in found], used, given.most)


def _seen(each: Composed, path: Path) -> str:
    """Write what is read of the number of a sentence."""
    _, found = _found(each, path.stem, parts(path)["published"])
    if found is None or not isinstance(found.content, Figure):
        return "nothing"
    of, size = found.content, found.content.quantity
    return (
        " | ".join(
            map(
                str, (found.quote, f"{size.low}..{size.high} {size.unit}", of.measure, of.subject, of.partner)
            )
        )
        + f" | {of.period} | {of.derivation} | {of.stated} | {found.speaker} | {found.stance}"
    )


def _units(each: Composed) -> list[tuple[str, ...]]:
    return [*((part,) for part in each.parts), *combinations(each.parts, 2)]


def _worst(failed: list[Composed], used: Counter[tuple[str, ...]], most: int) -> None:
    """Print the parts, and pairs of parts, that explain most of what failed: each takes what it explains with it."""
    while failed and most:
        missed = Counter(unit for each in failed for unit in _units(each))
        worst = max(missed, key=lambda unit: (missed[unit] ** 1.5 / (used[unit] + 2), -len(unit)))
        of_it = [each for each in failed if worst in _units(each)]
        print(f"    {missed[worst]:>4} of {used[worst]:<4} {' + '.join(worst)}\n        {of_it[0].text}")
        failed = [each for each in failed if worst not in _units(each)]
        most -= 1


if __name__ == "__main__":
    main()
