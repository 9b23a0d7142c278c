"""A reader's name and texts in, how much of each it read in its time and what that cost out, as one line of JSON.

Run by `reading.py` as a process of its own, on one core, by the Python of the environment that holds the reader.
Nothing but the standard library is imported before the reader itself, so that its start can be timed.
"""

from __future__ import annotations

import json
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

Read = Callable[[str], int]
PIECE = 2_000  # characters; the peers get paragraphs up to this length at a time, which suits them best
DEPENDENCIES = (
    "nsubj obj iobj obl advmod case det amod nmod appos cc conj cop aux mark xcomp ccomp advcl acl nummod punct"
).split()
PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()


def foedus(lang: str) -> Read:
    """Statements with every field: quantity, measure, subject, period, speaker, stance."""
    import datetime as dt

    from foedus.model import Document
    from foedus.text.read import read

    day = dt.date(2025, 4, 3)
    return lambda text: len(read(Document(id="bench", text=text, lang=lang, published=day))[0])


def quantulum3(lang: str) -> Read:
    """Quantities, as its own installation gives them: without the classifier, which is an extra."""
    if lang != "en":
        raise NotImplementedError("English only")
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    return lambda text: len(parser.parse(text))


def recognizers(lang: str) -> Read:
    """Numbers, percentages, money, dimensions, dates; the models are made once."""
    from recognizers_date_time import DateTimeRecognizer
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    culture = {"en": "en-us", "fr": "fr-fr"}[lang]
    numbers, units = NumberRecognizer(culture), NumberWithUnitRecognizer(culture)
    models = [
        numbers.get_number_model(),
        numbers.get_percentage_model(),
        units.get_currency_model(),
        units.get_dimension_model(),
        DateTimeRecognizer(culture).get_datetime_model(),
    ]
    return lambda text: sum(len(model.parse(text)) for model in models)


def text2num(lang: str) -> Read:
    """Numerals in words, written again in digits."""
    from text_to_num import alpha2digit

    return lambda text: int(alpha2digit(text, lang) != text)


def dateparser(lang: str) -> Read:
    """Dates within running text."""
    from dateparser.search import search_dates

    return lambda text: len(search_dates(text, languages=[lang]) or [])


def spacy(lang: str) -> Read:
    """Tagged and parsed sentences, with textacy's quotations.

    The model is the one that SPACY_MODEL names. Without it a network of the size of spaCy's small models is made
    and left untrained: it takes the time that the small model takes, what it finds means nothing.
    """
    import spacy as library
    from textacy.extract import direct_quotations

    model = os.environ.get("SPACY_MODEL")
    nlp = library.load(model) if model else untrained(lang)

    def read(text: str) -> int:
        try:
            return len(list(direct_quotations(nlp(text))))
        except ValueError:  # an odd number of quotation marks
            return 0

    return read


def untrained(lang: str) -> Any:
    """A network with the layers, widths and labels of a small model: vectors of tokens, tags, parse."""
    import spacy as library
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = library.blank(lang)
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 2500, 2500],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": shared,
    }
    vectors = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    nlp.add_pipe("tok2vec", config={"model": vectors})
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}})
    nlp.add_pipe("parser", config={"model": parser})
    words = [f"w{i}" for i in range(len(DEPENDENCIES))]
    labelled = Doc(
        nlp.vocab,
        words=words,
        pos=[PARTS[i % len(PARTS)] for i in range(len(words))],
        heads=[max(0, i - 1) for i in range(len(words))],
        deps=["ROOT", *DEPENDENCIES[1:]],
        sent_starts=[True] + [False] * (len(words) - 1),
    )
    nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=words), labelled)])
    return nlp


READERS: dict[str, tuple[str, Callable[[str], Read]]] = {  # by distribution
    "foedus": ("foedus", foedus),
    "quantulum3": ("quantulum3", quantulum3),
    "Recognizers-Text": ("recognizers-text-suite", recognizers),
    "text2num": ("text2num", text2num),
    "dateparser": ("dateparser", dateparser),
    "spaCy + textacy": ("spacy", spacy),
}


def pieces(text: str) -> Iterator[str]:
    """Cut a text at paragraphs into pieces of about PIECE characters."""
    piece = ""
    for paragraph in text.splitlines(keepends=True):
        if piece and len(piece) + len(paragraph) > PIECE:
            yield piece
            piece = ""
        piece += paragraph
    if piece:
        yield piece


def measured(read: Read, texts: Iterator[str], budget: float) -> dict[str, float]:
    """Read text after text until the time is over."""
    size = found = 0
    begin = process_time()
    for text in texts:
        found += read(text)
        size += len(text.encode())
        if process_time() - begin > budget:
            break
    return {"bytes": size, "seconds": process_time() - begin, "found": found}


def memory() -> float:
    """Return the most memory this process ever held, in MB; its parent's is not counted, as `getrusage` would."""
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(peak[1]) / 1000 if peak else 0.0


def main() -> None:
    """Arguments: the reader, the seconds for each text, whether in pieces, then language and file of each text."""
    name, budget, cut, *given = sys.argv[1:]
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    warnings.filterwarnings("ignore")
    distribution, make = READERS[name]
    texts = []
    for lang, path in zip(given[::2], given[1::2], strict=True):
        text = Path(path).read_bytes().decode()
        begin = process_time()
        try:
            read = make(lang)
            read("5 %")
        except NotImplementedError as none:
            texts.append({"why": str(none)})
            continue
        start = process_time() - begin
        texts.append(
            {"start": start} | measured(read, pieces(text) if cut == "cut" else iter([text]), float(budget))
        )
    print(json.dumps({"version": version(distribution), "memory": memory(), "texts": texts}))


if __name__ == "__main__":
    main()
