"""Texts in; how fast foedus and others read them side by side, and how its cost grows with the length, out.

python bench/reading.py                       foedus and its peers, then the cost from 1 kB to 10 MB
python bench/reading.py --press fr=FILE       the same on press text of your own (a language may be given once)
python bench/reading.py --no-peers            foedus alone; nothing is downloaded
python bench/reading.py --hostile             texts made to hurt, at 50 and 100 kB: time must double, not more
python bench/reading.py --hostile --size 5e6  the same at 5 and 10 MB
python bench/reading.py --rooms               what a sentence costs in each room

Each reader is a process of its own on one and the same core, one after the other. Ordinary text is `examples/`
repeated, dense text the gold texts of `tests/accuracy` repeated; sizes are UTF-8 bytes, 1 MB is 10**6. Seconds are
processor time, so that a busy machine matters less; only "process", from its start to its end, is wall time. The
peers live in `bench/.venv`, made from `bench/requirements-peers.txt` when first needed. Linux only: a process chooses
its core itself.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from peers import environment

HERE = Path(__file__).parent
ROOT = HERE.parent
REQUIREMENTS = HERE / "requirements-peers.txt"
LANGUAGES = ("fr", "en")
NAMES = ("quantulum3", "Recognizers-Text", "text2num", "dateparser", "spaCy + textacy")
SIZES = (10**3, 10**4, 10**5, 10**6, 10**7)
RUNS = 3


# --- texts ----------------------------------------------------------------------------------------------------------


def press(lang: str) -> str:
    """The example reports of a language."""
    metas = [
        tomllib.loads(path.read_text("utf-8")) for path in sorted(ROOT.glob("tests/articles/*/meta.toml"))
    ]
    reports = [meta["text"] for meta in metas if meta.get("lang") == lang and "text" in meta]
    return "\n\n".join((ROOT / report).read_text("utf-8") for report in reports)


def dense(lang: str) -> str:
    """The gold texts of a language: a figure in nearly every sentence."""
    lines = [
        line for path in sorted(ROOT.glob(f"tests/accuracy/gold/{lang}-*.jsonl")) for line in path.open("rb")
    ]
    return "\n\n".join(json.loads(line)["text"] for line in lines)


def sized(text: str, size: int) -> str:
    """Repeat or cut a text to about so many bytes; a cut falls on a space."""
    data = (text.rstrip() + "\n\n").encode()
    data = (data * (size // len(data) + 1))[:size]
    return data[: data.rindex(b" ")].decode() if b" " in data else data.decode(errors="ignore")


def repeated(text: str) -> Callable[[int], str]:
    return lambda n: (text * (n // len(text) + 1))[:n]


def nested(opening: str, closing: str) -> Callable[[int], str]:
    return lambda n: opening * (n // 2 // len(opening)) + closing * (n // 2 // len(closing))


HOSTILE: dict[str, Callable[[int], str]] = {
    "only digits": repeated("0123456789"),
    "only straight quotation marks": repeated('"'),
    "only opening quotation marks": repeated("«"),
    "only apostrophes": repeated("'"),
    "quotations in pairs": repeated("« a » “b” "),
    "nested quotations": nested("« a ", " b »"),
    "nested quotations, curved": nested("“a ", "b” "),
    "one endless sentence": repeated("la France et les alliés disent que the allies and France said that "),
    "one endless word": repeated("a"),
    "one endless name": repeated("Emmanuel Macron "),
    "a list without an end": repeated("France, "),
    "percentages": repeated("5% "),
    "percentages with commas": repeated("5 %, "),
    "dollars": repeated("$5 "),
    "billions": repeated("5 milliards d’euros "),
    "numbers with commas": repeated("5, "),
    "numerals in words, French": repeated("vingt-deux "),
    "numerals in words, English": repeated("twenty-two "),
    "scales": repeated("deux cent mille millions "),
    "ranges": repeated("de 2 à 3 "),
    "years": repeated("2024 "),
    "dates": repeated("le 3 avril 2025 "),
    "verbs of speech": repeated("il a dit qu’il said that he "),
    "figures in quotations": repeated("« 5 % » "),
    "set against": repeated("Germany spends more than the 65 billion of France and 3.4 % against 3. "),
    "what would be": repeated(
        "If every ally spent 2% of GDP on defence, the alliance would have $100bn more. "
    ),
    "tables": repeated("Defence spending, % of GDP, 2024\nPoland: 4.1 %\nItaly: 1.5 %\n\nSo it was.\n\n"),
    "parentheses": repeated("("),
    "nested parentheses": nested("(", ")"),
    "full stops": repeated("."),
    "ellipses": repeated("…?!"),
    "abbreviations": repeated("M. "),
    "dashes": repeated("-"),
    "newlines": repeated("\n"),
    "spaces": repeated(" "),
    "emoji": repeated("😀"),
    "combining marks": repeated("e\N{COMBINING ACUTE ACCENT}\N{COMBINING DIAERESIS}"),
}


# --- processes ------------------------------------------------------------------------------------------------------


def ran(name: str, texts: list[tuple[str, str]], seconds: float, limit: float) -> dict[str, Any] | None:
    """Run a reader over texts of (language, text); None when the time limit of the process is over."""
    whole = name == "foedus"
    with tempfile.TemporaryDirectory() as folder:
        given: list[str] = []
        for number, (lang, text) in enumerate(texts):
            path = Path(folder) / f"{number}.txt"
            path.write_bytes(text.encode())
            given += [lang, str(path)]
        python = Path(sys.executable) if whole else environment(REQUIREMENTS)
        command = [
            str(python),
            str(HERE / "readers.py"),
            name,
            str(seconds),
            "whole" if whole else "cut",
            *given,
        ]
        begin = perf_counter()
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                timeout=limit,
                check=False,
                env=os.environ | {"OMP_NUM_THREADS": "1"},
            )
        except subprocess.TimeoutExpired:
            return None
        wall = perf_counter() - begin
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result | {"wall": wall}


# --- tables ---------------------------------------------------------------------------------------------------------


def side_by_side(kinds: dict[str, tuple[str, str]], seconds: float, peers: bool) -> None:
    """Print MB/s of every reader on every kind of text, and how many times slower than foedus it is."""
    print(f"{'MB/s, and times slower than foedus':<36}" + "".join(f"{kind:>20}" for kind in kinds))
    texts = [(lang, sized(text, 10**6)) for lang, text in kinds.values()]
    runs = [ran("foedus", [text] * RUNS, seconds, 120) for text in texts]
    own = [
        median(each["bytes"] / each["seconds"] / 1e6 for each in run["texts"])
        if run and "texts" in run
        else None
        for run in runs
    ]
    named = next((run["version"] for run in runs if run and "version" in run), "")
    print(
        f"{'foedus ' + named:<36}" + "".join(f"{'over 120 s' if s is None else f'{s:.3f}':>20}" for s in own)
    )
    for name in NAMES if peers else ():
        result = ran(name, texts, seconds, 60 + seconds * len(texts))
        if result is None or "failed" in result:
            print(f"{name:<36}  {(result or {}).get('failed', 'took too long to start')}")
            continue
        cells = []
        for speed, each in zip(own, result["texts"], strict=True):
            if "why" in each:
                cells.append(each["why"])
                continue
            peer = each["bytes"] / each["seconds"] / 1e6
            cells.append(f"{peer:.4f}" + (f" {speed / peer:#7.3g}×" if speed else ""))
        print(f"{name + ' ' + result['version']:<36}" + "".join(f"{cell:>20}" for cell in cells), flush=True)


def curve(kinds: dict[str, tuple[str, str]], limit: float) -> None:
    """Print what a whole process costs from the start of Python to its end, for texts of growing length."""
    print(
        f"\n{'foedus, whole process':<24}{'size':>12}{'process s':>11}{'reading s':>11}{'MB/s':>8}{'peak MB':>9}"
    )
    for kind, (lang, text) in kinds.items():
        before = 0.0
        for size in SIZES:
            result = ran("foedus", [(lang, sized(text, size))], 0, limit) if before * 9 < limit else None
            if result is None or "failed" in result:
                print(f"{kind:<24}{size:>12,}  {(result or {}).get('failed', f'more than {limit:.0f} s')}")
                break
            each = result["texts"][0]
            before = each["seconds"]
            print(
                f"{kind:<24}{each['bytes']:>12,}{result['wall']:>11.2f}{before:>11.3f}"
                f"{each['bytes'] / before / 1e6:>8.3f}{result['memory']:>9.0f}",
                flush=True,
            )


def hostile(size: int, limit: float) -> bool:
    """Print the time for texts made to hurt at a size and at twice that; return whether all are linear."""
    fine = True
    print(
        f"{'':<34}{'':<4}{f'{size:,}':>12}{f'{2 * size:,}':>12}{'ratio':>8}{'MB/s':>8}{'peak MB':>9}   seconds"
    )
    for name, made in HOSTILE.items():
        for lang in LANGUAGES:
            texts = [(lang, made(n)) for n in (size, 2 * size)]
            result = ran("foedus", [texts[0], texts[0], texts[1], texts[1]], 0, limit)
            if result is None or "failed" in result:
                print(
                    f"{name:<34}{lang:<4}  {(result or {}).get('failed', f'more than {limit:.0f} s')}",
                    flush=True,
                )
                fine = False
                continue
            all_ = [each["seconds"] for each in result["texts"]]
            once, twice = min(all_[:2]), min(all_[2:])
            linear = twice / once < 3.5
            fine &= linear
            speed = result["texts"][2]["bytes"] / twice / 1e6
            print(
                f"{name:<34}{lang:<4}{once:>12.3f}{twice:>12.3f}{twice / once:>8.2f}{speed:>8.2f}"
                f"{result['memory']:>9.0f}{'' if linear else '   superlinear'}",
                flush=True,
            )
    return fine


def rooms(kinds: dict[str, tuple[str, str]]) -> None:
    """Print the microseconds of a sentence in each room; what is read when first asked for counts where it is asked."""
    import datetime as dt

    from foedus.model import Document
    from foedus.text import read as house

    spent: dict[str, float] = {}

    def clocked(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def ran(*given: Any) -> Any:
            begin = process_time()
            done = work(*given)
            spent[name] = spent.get(name, 0.0) + process_time() - begin
            return done

        return ran

    names = ("scan", "speech", "numerals", "amounts", "figures", "plain")
    for name in names:
        entry = "attribute" if name == "speech" else name
        setattr(house, entry, clocked(name, getattr(house, entry)))
    print(f"{'µs a sentence':<16}{'sentences':>10}" + "".join(f"{name:>10}" for name in (*names, "whole")))
    for kind, (lang, text) in kinds.items():
        document = Document(id="bench", text=sized(text, 250_000), lang=lang, published=dt.date(2025, 4, 3))
        sentences = len(house.scan(document, lang).sentences)
        costs: dict[str, float] = {}
        for _ in range(RUNS):
            spent.clear()
            begin = process_time()
            house.read(document)
            spent["whole"] = process_time() - begin
            costs = {name: min(costs.get(name, took), took) for name, took in spent.items()}
        cells = "".join(f"{costs[name] / sentences * 1e6:>10.1f}" for name in (*names, "whole"))
        print(f"{kind:<16}{sentences:>10,}{cells}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument(
        "--press", action="append", default=[], metavar="LANG=FILE", help="press text of your own"
    )
    parser.add_argument("--no-peers", action="store_true", help="foedus alone")
    parser.add_argument("--seconds", type=float, default=4, help="the time of a peer for each text (4)")
    parser.add_argument(
        "--limit", type=float, default=40, help="the longest time for one text of foedus (40)"
    )
    parser.add_argument("--hostile", action="store_true", help="texts made to hurt")
    parser.add_argument("--rooms", action="store_true", help="what a sentence costs in each room")
    parser.add_argument(
        "--size", type=float, default=50_000, help="half the length of a hostile text (50,000)"
    )
    arguments = parser.parse_args()
    if arguments.hostile:
        sys.exit(not hostile(int(arguments.size), arguments.limit))
    own = dict(each.split("=", 1) for each in arguments.press)
    kinds = {
        f"press {lang}": (lang, Path(own[lang]).read_text("utf-8") if lang in own else press(lang))
        for lang in LANGUAGES
    } | {f"dense {lang}": (lang, dense(lang)) for lang in LANGUAGES}
    if arguments.rooms:
        rooms(kinds)
        return
    side_by_side(kinds, arguments.seconds, not arguments.no_peers)
    curve(kinds, arguments.limit)


if __name__ == "__main__":
    main()
