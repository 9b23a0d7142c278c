"""Numbers in, what they count out: the noun, unit or span of time behind each, listed or told by its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from foedus.text.amounts.notation import Counted
from foedus.text.lexicon import language
from foedus.text.match import APOSTROPHES, Mention
from foedus.text.particles import grammar
from foedus.text.rules import Token

LISTED = frozenset(("unit", "duration", "thing", "noun"))
# What already says what a number is of; and what may stand between a number and its noun.
_TELLING = frozenset(("scale", "currency", "cent", "percent", "point", "times", "denominator"))
_BETWEEN = frozenset(("of", "additional", "half"))
_HEADS = frozenset(("number", "scale", "approximate"))
# With the full stops of letters that stand for a name: "10,000 U.S. soldiers".
WORD = re.compile(
    r"(?:[ \u00a0\u202f'’]|-(?=[^\W\d]))((?:(?:[^\W\d_]\.){2,}|[^\W\d_][\w'’]*)(?:-[^\W\d_][\w'’]*)*)"
)
_SHARED = re.compile(r"- [a-zäöü]{3,5} ([^\W\d_][\w'’]*)")  # "Staats- und Regierungschefs"
LONGEST_ACRONYM = 5
_NAME = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]+")
MILLION = 1_000_000
LONGEST_SCALE = 12  # characters of the name of a scale before a number
FORCE = 100  # as many men are counted as soldiers are
SHORTEST = 3  # letters of either part of a compound
GAP = 3  # adjectives that may stand before a noun
THEM = "them"  # the unit of what a pronoun counts: "700 of them"


class Counting(NamedTuple):
    """How a language writes the nouns that numbers count, and which units and spans of time it lists."""

    stops: frozenset[str]
    before: frozenset[str]
    plural: tuple[str, ...]
    looks: tuple[str, ...]
    plurals: frozenset[str]
    singular: tuple[tuple[str, str], ...]
    modifiers: frozenset[str]
    capital: bool
    gap: int
    measures: frozenset[str]
    signs: dict[str, str]
    durations: frozenset[str]
    partitive: re.Pattern[str] | None
    unitless: frozenset[str]
    sums: frozenset[str]
    of_one: tuple[str, ...]
    elided: frozenset[str]
    measured: frozenset[str]
    raced: frozenset[str]
    acronyms: bool
    undeclined: bool
    single: tuple[str, ...]
    singles: frozenset[str]
    chains: bool
    ancient: tuple[str, ...]
    nth: frozenset[str]
    before_nth: frozenset[str]
    behind_part: frozenset[str]
    streets: re.Pattern[str] | None
    determiners: frozenset[str]
    possessive: tuple[str, ...]
    english: dict[str, str]
    heads: dict[str, str]
    feminine: tuple[str, ...]
    few: dict[str, str]


@cache
def counting(code: str) -> Counting:
    """Return how a language tells what is counted."""
    table = language(code).tables["units"]
    settings = table.get("settings", {})
    english, feminine = _english(table), tuple(settings.get("feminine", ()))
    return Counting(
        stops=frozenset(settings.get("stops", ())),
        before=frozenset(settings.get("before", ())),
        plural=tuple(settings.get("plural", ())),
        looks=tuple(settings.get("singular_looks", ())),
        plurals=frozenset(settings.get("plural_words", ())),
        singular=tuple((old, new) for old, new in settings.get("singular", ())),
        modifiers=frozenset(settings.get("modifiers", ())),
        capital=settings.get("capital", False),
        gap=settings.get("gap", GAP),
        measures=frozenset((*table.get("unit", ()), *table.get("symbol", ()))),
        signs={
            sign: unit for unit, listed in table.get("symbol", {}).items() for sign in listed if len(sign) > 1
        },
        durations=frozenset(table.get("duration", ())),
        partitive=_any_of(settings.get("partitive", ())),
        unitless=frozenset(settings.get("unitless", ())),
        sums=frozenset(settings.get("sums", ())),
        of_one=tuple(settings.get("of_one", ())),
        elided=frozenset(settings.get("elided", ())),
        measured=frozenset(settings.get("measured", ())),
        raced=frozenset(settings.get("raced", ())),
        acronyms=settings.get("acronyms", False),
        undeclined=settings.get("undeclined", False),
        single=tuple(f" {word} " for word in settings.get("single", ())),
        singles=frozenset(settings.get("singles", ())),
        chains=settings.get("chains", False),
        nth=frozenset(settings.get("nth", ())),
        before_nth=frozenset(settings.get("before_nth", ())),
        behind_part=frozenset((*settings.get("behind_part", ()), *settings.get("stops", ()))),
        ancient=tuple(f" {word} " for word in settings.get("ancient", ())),
        streets=_streets(settings.get("streets", ())),
        determiners=frozenset(settings.get("determiners", ())),
        possessive=grammar(code).possessive,
        english=english,
        heads={word: unit for word in settings.get("heads", ()) if (unit := _named(word, english, feminine))},
        feminine=feminine,
        few=settings.get("few", {}),
    )


def _english(table: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """Return the English singular of each noun that is counted, be it told by its form or listed."""
    kinds = ("thing", "english") if "english" in table else ()
    return {word.lower(): unit for kind in kinds for unit, listed in table[kind].items() for word in listed}


def _any_of(phrases: Sequence[str]) -> re.Pattern[str] | None:
    """Return a pattern of what may stand between a number and those it is a part of: "two of the suspects"."""
    return re.compile(rf"[ \u00a0\u202f](?:{'|'.join(phrases)})(?=[ \u00a0\u202f'’])") if phrases else None


def _streets(words: Sequence[str]) -> re.Pattern[str] | None:
    """Return a pattern of a street's name behind its number: "10 Downing Street"."""
    return re.compile(rf" (?:[^\W\d_a-z][\w'’]{{1,24}} ){{1,3}}(?:{'|'.join(words)})\b") if words else None


def counted(tokens: Sequence[Token], mentions: Sequence[Mention], text: str, code: str) -> Iterator[Token]:
    """Yield a noun behind each number of a sentence that has none yet; `tokens` are in text order."""
    how = counting(code)
    listed: dict[int, Mention] = {}
    for mention in mentions:
        if mention.kind in LISTED and says_more(mention, listed.get(mention.start)):
            listed[mention.start] = mention
    told = {t.start: t.name for t in tokens if t.name in _TELLING}
    ranging = {t.start for t in tokens if t.name == "from"}  # "ein Plus von 6 bis 7": of no whole
    numbers = {t.start for t in tokens if t.name in ("number", "hedge")}
    parted = {t.start for t in tokens if t.name == "out-of" and t.end + 1 in numbers} - ranging
    for place, token in enumerate(tokens):
        if token.name not in _HEADS or _is_scored(token, text, how) or _is_told(tokens, place):
            continue
        end, head = token.end, token.name
        for following in tokens[place + 1 : place + 4]:
            skipped = following.name in _BETWEEN and (following.name != "of" or head != "number")
            head = following.name if following.name == "scale" else head
            if skipped and end <= following.start <= end + 1:
                end = following.end
        large = token.name == "number" and token.value.value >= MILLION and text[token.end - 1].isalpha()
        of = next((t for t in tokens[place + 1 : place + 2] if t.name == "of" and large), None)
        if of is not None and 0 <= of.start - end <= 1:  # "deux milliards trois cents millions d'euros"
            end = of.end
        end += head == "scale" and text.startswith(". ", end)  # "1,2 Mio. Touristen"
        one = token.name == "number" and token.value.value == 1
        if token.name == "number" and (noun := _whole(tokens, place, text, listed, told, how)) is not None:
            yield noun
            continue
        hedged = place > 0 and tokens[place - 1].name == "hedge" and token.start - tokens[place - 1].end <= 1
        # "un passager", but "une maison sur trois"
        if token.name == "number" and token.value.article and not hedged:
            word = WORD.match(text, end)
            found = listed.get(word.start(1)) if word is not None else None
            if found is not None and found.value in how.singles and _is_alone(found, token, text):
                yield _listed(found, how)
            elif word is not None and word.end() + 1 in parted:
                yield _token(word.start(1), word.end(), word[1], how)
            continue
        sign = _sign(text, end, how) if head == "scale" else None
        noun = sign or _noun(text, end, listed, told, how, one)
        if noun is not None and not (head == "scale" and _is_of_money(tokens[:place], text, noun, how)):
            yield _in_person(noun, token, text, how) if how.few else noun


def _in_person(noun: Token, number: Token, text: str, how: Counting) -> Token:
    """Return what so few are told as, where more of them are a force: French "trois hommes", "15 000 hommes"."""
    few = how.few.get(text[noun.start : noun.end].lower())
    if few is None or number.name != "number" or number.value.value >= FORCE:
        return noun
    return Token(noun.start, noun.end, noun.name, Counted(few, "thing"))


def _is_of_money(before: Sequence[Token], text: str, noun: Token, how: Counting) -> bool:
    """Tell whether a noun behind a scale says for what money is: "33 milliards de prêts", "les 3 millions du stade"."""
    if text.endswith(how.of_one, 0, noun.start):
        return True
    return text[noun.start : noun.end].lower() in how.sums and any(t.name == "currency" for t in before)


def _is_alone(found: Mention, token: Token, text: str) -> bool:
    """Tell "un mort et trois blessés" from "la mère d'un mort" and "un mort-vivant"."""
    return text[max(0, token.start - 1)] not in APOSTROPHES and not text.startswith("-", found.end)


def _sign(text: str, end: int, how: Counting) -> Token | None:
    """Return the sign of a unit behind a scale: "14.33 million km²", "3 milliards de m³"."""
    word = WORD.match(text, end)
    unit = how.signs.get(word[1]) if word is not None else None
    return None if word is None or unit is None else _token(word.start(1), word.end(), unit, how)


def _is_told(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether the sign of a measure already stands behind a number: "22 m²"."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        following is not None and following.name == "noun" and 0 <= following.start - tokens[place].end <= 1
    )


def _is_scored(token: Token, text: str, how: Counting) -> bool:
    """Tell a place on a scale, which counts nothing: "a magnitude 5.6 earthquake"."""
    return token.name == "number" and is_on_scale(text, token.start, how)


def is_on_scale(text: str, start: int, how: Counting) -> bool:
    """Tell whether the name of a scale leads up to a number: "a magnitude 5.6 earthquake", "a magnitude-5.6 quake"."""
    led = text[max(0, start - LONGEST_SCALE) : start].lower().replace("-", " ").split()
    return bool(led) and led[-1] in how.unitless


def _whole(
    tokens: Sequence[Token],
    place: int,
    text: str,
    listed: dict[int, Mention],
    told: Mapping[int, str],
    how: Counting,
) -> Token | None:
    """Return those of whom a number counts some, with what leads up to them: "two of the suspects".

    "One of them" is a pronoun, unless a hedge says that it counts: "only one of the passengers".
    """
    token = tokens[place]
    if how.partitive is None or (led := how.partitive.match(text, token.end)) is None:
        return None
    hedged = place > 0 and tokens[place - 1].name == "hedge" and token.start - tokens[place - 1].end <= 1
    if token.value.value == 1 and not hedged:
        return None
    noun = _noun(text, led.end(), listed, told, how, one=False)
    if noun is None or any(t.name == "number" and t.start < noun.end for t in tokens[place + 1 : place + 5]):
        return None
    return Token(led.start() + 1, noun.end, "noun", noun.value)


def says_more(mention: Mention, other: Mention | None) -> bool:
    """Tell which of two nouns of one place counts: the longer, else a thing over that of the number grammar."""
    if other is None or mention.end != other.end:
        return other is None or mention.end > other.end
    return mention.kind != "noun"


def _noun(
    text: str, end: int, listed: dict[int, Mention], told: Mapping[int, str], how: Counting, one: bool
) -> Token | None:
    """Return the noun that begins behind a place, over adjectives; of one thing only a listed noun."""
    tied, first = text.startswith("-", end), end
    for _ in range(how.gap + 1):
        word = WORD.match(text, end)
        if word is not None and end > first and told.get(word.start(1)) == "point":
            unit = _scored(text[first : word.start(1)], how)  # "five break points"
            return Token(first + 1, word.end(), "noun", Counted(unit, "thing"))
        if word is None or word.start(1) in told:
            return None
        if how.capital and (whole := _SHARED.match(text, word.end())) is not None:
            return _token(word.start(1), whole.end(), whole[1], how)
        start, written = word.start(1), word[1]
        tail = start + written.rfind("-") + 1  # "US-Soldaten" are soldiers
        found = listed.get(start) or listed.get(tail)
        if found is not None and text.startswith(how.possessive, found.end):
            found = None  # "two of the bank's directors"
        if found is not None and not (
            how.chains and not one and _is_first(found, tied, text, listed, told, how)
        ):
            return _listed(found, how)
        small = written.lower()
        if (
            (small in how.stops and not _is_initials(written, text, word.end()))
            or re.split("['’]", small)[0] in how.elided
            or (
                tied and small.split("-")[0] in how.stops  # "the 65-and-over group"
            )
            or (tied and small in how.unitless)
        ):
            return None
        if how.undeclined and end > first and written[0].isupper():
            return None  # "Windows 11 remplace Windows 10"
        if not one and is_noun(written, how):
            if how.capital and end > first and text[end - 1] == "t":
                return None  # German "mit 300 rechnet Kiew": a verb stands between, and no adjective
            return _longest(text, _token(start, word.end(), singular(written, how), how), listed, told, how)
        if (
            how.undeclined
            and end == first
            and not (one or tied)
            and _NAME.fullmatch(written)
            and text[word.end() : word.end() + 1] != "-"
        ):
            return _token(start, word.end(), written, how)  # "quatre Canadair"
        if tied and not how.capital:  # "a 12-member panel"
            return None if one or small.endswith(_ADJECTIVES) else _token(start, word.end(), small, how)
        end = word.end()
    return None


def _is_initials(written: str, text: str, end: int) -> bool:
    """Tell "12 US states" and "three IT firms" from "12 of us"."""
    return len(written) > 1 and written.isupper() and text[end + 1 : end + 2].islower()


def _is_first(
    found: Mention, tied: bool, text: str, listed: dict[int, Mention], told: Mapping[int, str], how: Counting
) -> bool:
    """Tell whether a noun without its plural only says of which kind the next are: "six school buses"."""
    if tied or found.kind != "thing" or is_noun(text[found.start : found.end], how):
        return False
    word = WORD.match(text, found.end)
    if word is None or word.start(1) in told or word[1].lower() in how.stops or text[found.end] != " ":
        return False
    behind = listed.get(word.start(1))
    return is_noun(word[1], how) or (behind is not None and behind.kind == "thing")


def _scored(described: str, how: Counting) -> str:
    """Return what points are called behind the words that describe them: "break point", but "five vital points"."""
    word = described.replace("-", " ").split()[-1].lower()
    return f"{word} point" if word in how.modifiers else "point"


def _listed(found: Mention, how: Counting) -> Token:
    """A noun of the number grammar keeps its meaning there; the other lists tell things, measures and durations."""
    if found.kind == "noun":
        return Token(found.start, found.end, "noun", found.value)
    return _token(found.start, found.end, found.value, how)


def _token(start: int, end: int, unit: str, how: Counting) -> Token:
    kind = "duration" if unit in how.durations else "measure" if unit in how.measures else "thing"
    return Token(start, end, "noun", Counted(unit, kind))


_ADJECTIVES = ("al", "ed", "ly", "ish", "way", "fold", "ing", "time", "ary")


def _longest(
    text: str, noun: Token, listed: dict[int, Mention], told: Mapping[int, str], how: Counting
) -> Token | None:
    """Take the next word for the noun where it is one too: "12 sports fans"."""
    word = None if how.capital else WORD.match(text, noun.end)
    modifies = text[noun.start : noun.end].lower() in how.modifiers
    if word is None or not modifies or word[1].lower() in how.stops:
        return noun
    if word.start(1) in told:  # "12 sports people": that noun is read by itself
        return None
    if (found := listed.get(word.start(1))) is not None:
        return _listed(found, how)
    if not is_noun(word[1], how):
        return noun
    return _token(word.start(1), word.end(), singular(word[1], how), how)


def is_noun(word: str, how: Counting) -> bool:
    """Tell by its form whether a word may be what is counted."""
    if how.capital:
        return word[0].isupper()
    small = word.lower()
    if small in how.plurals:
        return True
    if how.acronyms and word.isupper() and 2 <= len(word) <= LONGEST_ACRONYM:
        return True  # "27 200 PME"
    return (
        len(small) > 2
        and small.endswith(how.plural)
        and not small.endswith(how.looks or ("\0",))
        and small not in how.before
    )


def singular(word: str, how: Counting) -> str:
    """Return the English singular of a noun where one is named, else its own by the first ending that fits."""
    if named := _named(word.lower(), how.english, how.feminine) or _by_end(word.lower(), how):
        return named
    head, dash, tail = word.rpartition("-")
    if how.capital or (how.undeclined and word[0].isupper() and word.endswith("us")):
        return word  # "12 Airbus"
    word = f"{head}{dash}{tail.lower()}" if tail.istitle() and not head else word
    for old, new in how.singular:
        if word.endswith(old):
            single = word[: len(word) - len(old)] + new
            return how.english.get(single.lower(), single)
    return word


def _named(small: str, english: Mapping[str, str], feminine: Sequence[str]) -> str | None:
    """Return the English of a noun that is named, be it of women: German "Sängerinnen" are singers."""
    stems = (small.removesuffix(ending) for ending in ("", *feminine))
    return next((english[stem] for stem in stems if stem in english), None)


def _by_end(small: str, how: Counting) -> str | None:
    """Return what a compound counts by what it ends with: German "Lastwagenfahrer" are drivers."""
    tails = (small[n:] for n in range(SHORTEST, len(small) - SHORTEST)) if how.heads else ()
    return next((how.heads[tail] for tail in tails if tail in how.heads), None)
