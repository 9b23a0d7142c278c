"""Pictures are Vega-Lite that others can draw, show every value, speak the reader's language and tell colours apart."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_dossiers import document, figure, french, quantity, reading, said
from sample_pictures import checked, curves

from foedus.cli_check import app
from foedus.ledger import Ledger
from foedus.model import Dossier, Quantity, Reading
from foedus.pledges import follow, pledge
from foedus.pledges.records import Followed
from foedus.render import pledge_page
from foedus.render.cards import Pile
from foedus.render.curve import curve
from foedus.render.following import promises
from foedus.render.html import to_html
from foedus.render.outlook import projected
from foedus.render.pictures import album, drawing, editions, inlaid, readings, theme, ways
from foedus.render.wording import wording

altair = pytest.importorskip("altair")
pytest.importorskip("vl_convert")

ASSETS = Path(readings.__file__).parent.parent / "assets"
LANGS = ("en", "fr", "de")
SVG = "{http://www.w3.org/2000/svg}"


@cache
def grammar() -> jsonschema.Draft7Validator:
    """The JSON schema of Vega-Lite, as Altair ships it."""
    path = next(Path(altair.__file__).parent.rglob("vega-lite-schema.json"))
    return jsonschema.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


def spec_of(name: str, lang: str = "fr") -> dict[str, Any]:
    found, claim = curves()[name]
    return spec_for(found, claim, lang)


def spec_for(found: list[Reading], claim: Quantity, lang: str = "fr") -> dict[str, Any]:
    drawn = curve(checked(found), claim)
    assert drawn is not None
    return readings.specification(drawn, claim, wording(lang))


FANS = {
    "a share": ("defence_expenditure_share_of_gdp", "FRA", "2024-06-17", quantity("2.1", "2.1", "%"), "2024"),
    "an open claim": (
        "defence_expenditure_share_of_gdp",
        "POL",
        "2024-06-17",
        quantity("4.5", None, "%", ">"),
        "2024",
    ),
    "a group": ("defence_expenditure", "nato", "2026-07-07", quantity(None, "1.2e12", "USD", "<"), "2023"),
    "months": ("aid_allocated", "DEU", "2026-08-04", None, None),
}


def fan_of(name: str, lang: str = "en") -> dict[str, Any]:
    measure, subject, decided, claim, period = FANS[name]
    return editions.specification(fan(measure, subject, decided, claim, period), wording(lang))


def fan(
    measure: str, subject: str, decided: str, claim: Quantity | None = None, period: str | None = None
) -> editions.Fan:
    found = Ledger().series(measure, subject)
    own = next(series for series in found if series.edition == decided)
    kin = [
        each
        for each in found
        if (each.unit, each.prices, each.price_year) == (own.unit, own.prices, own.price_year)
    ]
    by_edition = {each.edition: each for each in kin if each.component == own.component}
    made = album.fanned(list(by_edition.values()), decided, claim, period)
    assert made is not None
    return made


def every() -> Iterator[Any]:
    for lang in LANGS:
        yield from (pytest.param(spec_of, name, lang, id=f"{name} {lang}") for name in curves())
        yield from (pytest.param(fan_of, name, lang, id=f"fan of {name} {lang}") for name in FANS)


# --- the grammar -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("make", "name", "lang"), list(every()))
def test_a_spec_is_vega_lite_with_its_data_inside(make: Any, name: str, lang: str) -> None:
    """Every spec obeys the schema of the grammar, alone and framed, and asks for no address."""
    spec = make(name, lang)
    for each in (spec, theme.framed(spec, "Title " * 40, ["who", "what"], "source " * 30)):
        assert [error.message[:200] for error in grammar().iter_errors(each)] == []
        assert '"url"' not in json.dumps(each)
    assert not re.search(r"https?://(?!vega\.github\.io/schema)", json.dumps(spec))


@pytest.mark.parametrize(("make", "name", "lang"), list(every()))
def test_a_spec_is_drawn_with_a_mark_for_every_value(make: Any, name: str, lang: str) -> None:
    """The drawing is an SVG that shows each reading once, or each value of the edition that decides."""
    spec = make(name, lang)
    root = ElementTree.fromstring(drawing.svg(spec))
    assert root.tag == f"{SVG}svg"
    if "readings" in spec["datasets"]:
        assert len(marks(root, "concat_0")) == len(spec["datasets"]["readings"])
        made = sum(each["made"] for each in spec["datasets"]["choices"])
        assert len([each for each in marks(root, "concat_1") if each.get("fill") == theme.INK]) == made
    else:
        rows = spec["datasets"]["values"]
        decides = [each for each in marks(root, "concat_0") if each.get("stroke") == theme.INK]
        assert len(decides) == sum(row["decides"] for row in rows)


def marks(root: ElementTree.Element, view: str) -> list[ElementTree.Element]:
    """The symbols of one view of a drawing."""
    found = []
    for group in root.iter(f"{SVG}g"):
        kind = group.get("class") or ""
        if kind.startswith("mark-symbol role-mark") and f" {view}_layer" in kind:
            found += list(group)
    return found


@pytest.mark.parametrize("name", ["fourteen", "an outlier"])
def test_a_png_is_whole_and_twice_as_large_as_its_drawing(name: str) -> None:
    """Its pixels unpack to as many as it says, two for each of the drawing."""
    spec = spec_of(name)
    data = drawing.png(spec)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    root = ElementTree.fromstring(drawing.svg(spec))
    assert (wide, high) == (2 * int(root.get("width", "")), 2 * int(root.get("height", "")))
    assert len(zlib.decompress(b"".join(chunks(data, b"IDAT")))) == high * (1 + 4 * wide)


def chunks(data: bytes, kind: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == kind:
            yield data[at + 8 : at + 8 + size]
        at += 12 + size


def test_the_same_series_gives_the_same_bytes_in_every_process() -> None:
    """Spec and drawing do not depend on the order of a hash."""
    command = [sys.executable, "-m", "foedus", "ledger", "show", "aid_allocated", "DEU", "--format"]
    for form in ("vega", "svg"):
        found = {
            subprocess.run(
                [*command, form], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
            ).stdout
            for seed in ("1", "2")
        }
        assert len(found) == 1


numbers = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=Decimal("-1e40"), max_value=Decimal("1e40")
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    values=st.lists(
        st.tuples(numbers, st.sampled_from(["literal", "generous", "context"])), min_size=1, max_size=14
    ),
    claim=st.tuples(st.none() | numbers, st.none() | numbers),
    unit=st.sampled_from(["%", "USD", "member", None]),
)
def test_any_readings_give_a_spec(
    values: list[tuple[Decimal, str]], claim: tuple[Decimal | None, Decimal | None], unit: str | None
) -> None:
    """Whatever the values, the spec is JSON with a finite axis that holds them all."""
    found = [reading(str(value), "refuted", unit or "", standing=standing) for value, standing in values]
    low, high = sorted(claim) if None not in claim else claim  # type: ignore[type-var]
    made = spec_for(found, Quantity(low=low, high=high, unit=unit))
    drawing.written(made)
    first, last = made["vconcat"][0]["encoding"]["y"]["scale"]["domain"]
    assert first < last
    assert all(first <= point["value"] <= last for point in made["datasets"]["readings"])


def test_a_value_beyond_any_axis_is_not_drawn() -> None:
    """A number of four hundred digits, read or claimed, leaves an open end and no error."""
    found = [reading("1e400", "refuted"), reading("5", "supported")]
    made = spec_for(found, quantity("1e400", None, "USD", ">"))
    assert [point["value"] for point in made["datasets"]["readings"]] == [5.0]
    assert made["datasets"]["claim"][0]["low"] is None
    assert curve(checked([reading("1e400", "refuted")]), quantity("1", "1", "USD")) is None


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_values_are_sorted_and_each_has_its_choices() -> None:
    """The readings rise from left to right, and a dot stands at every option that one makes."""
    found, claim = curves()["fourteen"]
    data = spec_for(found, claim)["datasets"]
    values = [point["value"] for point in data["readings"]]
    assert values == sorted(values)
    for point in data["readings"]:
        own = {
            row["choice"]: row["option"] for row in data["choices"] if row["made"] and row["n"] == point["n"]
        }
        assert {"standing", "prices", "base", "perimeter"} == set(own)
        assert own["base"] in point["definition"]


def test_prices_of_several_years_are_not_named_by_one_of_them() -> None:
    """A row that gathers constant prices of 2015 and of 2021 names no year."""
    found = [
        reading("1", "refuted", prices="current"),
        reading("2", "refuted", prices="constant", price_year=2015),
        reading("3", "refuted", prices="constant", price_year=2021, edition="2026-07-07"),
    ]
    options = {
        row["option"] for row in spec_for(found, quantity("1", "1", "USD"), "en")["datasets"]["choices"]
    }
    assert "constant prices" in options
    assert not {option for option in options if "2015" in option}


def test_an_outlier_makes_the_axis_one_of_powers_and_says_so() -> None:
    """Where a value is a hundred times another, the axis goes by powers of ten; never with a negative value."""
    axis = spec_of("an outlier", "en")["vconcat"][0]["encoding"]["y"]
    assert axis["scale"]["type"] == "log"
    assert axis["axis"]["title"] == "logarithmic scale"
    assert "type" not in spec_of("negative")["vconcat"][0]["encoding"]["y"]["scale"]


def test_counts_have_whole_ticks() -> None:
    """No axis of members names half a one."""
    ticks = spec_of("counts")["vconcat"][0]["encoding"]["y"]["axis"]["values"]
    assert ticks
    assert all(tick.is_integer() for tick in ticks)


@pytest.mark.parametrize(("lang", "words"), [("en", "claimed"), ("fr", "affirmé"), ("de", "behauptet")])
def test_a_picture_speaks_the_language_of_the_answer(lang: str, words: str) -> None:
    """What is claimed, the outcomes and the names of choices are words of that language."""
    spec = spec_of("fourteen", lang)
    assert spec["datasets"]["claim"][0]["label"].startswith(words)
    outcomes = {wording(lang).say("outcome", each) for each in ("supported", "refuted")}
    assert {point["outcome"] for point in spec["datasets"]["readings"]} == outcomes


def test_no_names_of_editions_overlap() -> None:
    """The names at the ends of the lines stand apart, in the order of the lines."""
    made = fan_of("a share")
    names = made["datasets"]["names"]
    low, high = made["vconcat"][0]["encoding"]["y"]["scale"]["domain"]
    room = 13 * (high - low) / made["vconcat"][0]["height"]
    assert all(b["place"] - a["place"] >= room for a, b in itertools.pairwise(names))
    assert [each["value"] for each in names] == sorted(each["value"] for each in names)


def test_no_line_runs_over_a_gap() -> None:
    """The slice of an edition that lacks years is drawn in as many pieces."""
    rows = [row for row in fan_of("a share")["datasets"]["values"] if row["edition"] == "2025-08-28"]
    for row, after in itertools.pairwise(rows):
        assert (row["run"] == after["run"]) == (after["year"] - row["year"] == 1)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=6).map(sorted))
def test_names_are_moved_apart_within_the_picture(values: list[float]) -> None:
    """However close the ends, the names fit where there is room for them, in order."""
    places = editions.spread(values, 10.0, 100.0)
    assert all(b - a >= 10 - 1e-9 for a, b in itertools.pairwise(places))
    assert max(places) <= 100


# --- colours ---------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(c * weight for c, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def properties(scheme: str) -> dict[str, str]:
    """The colours of the page in a scheme, by the name of their custom property."""
    text = (ASSETS / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", text, re.DOTALL)
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[0]))
    return (
        found
        if scheme == "light"
        else {**found, **dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[1]))}
    )


def test_page_and_pictures_share_their_colours() -> None:
    """Each colour of a picture is that of the page in its light scheme, and the page repaints it in the other."""
    light, text = properties("light"), (ASSETS / "page.css").read_text(encoding="utf-8")
    for colour, name in theme.COLOURS.items():
        assert light[name] == colour
        assert f'.picture [fill="{colour}"] {{ fill: var(--{name}); }}' in text
        assert f'.picture [stroke="{colour}"] {{ stroke: var(--{name}); }}' in text


@pytest.mark.parametrize(("make", "name", "lang"), [each for each in every() if "fr" in each.id])  # type: ignore[union-attr]
def test_a_drawing_has_no_other_colours(make: Any, name: str, lang: str) -> None:
    """Nothing in a drawing stays as it is when the page turns dark."""
    found = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing.svg(make(name, lang))))
    assert found <= {*theme.COLOURS, "none", "transparent"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_have_enough_contrast(scheme: str) -> None:
    """Text is told from paper and band by 4.5 to 1, a mark by 3 to 1, in both schemes."""
    painted = properties(scheme)
    paper, band = (painted[theme.COLOURS[each]] for each in (theme.PAPER, theme.BAND))
    for colour in (theme.INK, theme.SOFT, theme.CLAIM):
        assert contrast(painted[theme.COLOURS[colour]], paper) >= 4.5
    for colour in (theme.INK, theme.CLAIM):
        assert contrast(painted[theme.COLOURS[colour]], band) >= 4.5
    for colour, ground in itertools.product((theme.YES, theme.NO, theme.FAINT), (paper, band)):
        assert contrast(painted[theme.COLOURS[colour]], ground) >= 3


def test_what_supports_and_what_refutes_differ_in_shape_as_in_colour() -> None:
    """Who sees no colours sees discs and crosses."""
    shape = spec_of("fourteen")["vconcat"][0]["layer"]
    scales = [each["encoding"]["shape"]["scale"] for each in shape if "shape" in each.get("encoding", {})]
    assert all(len(set(scale["range"])) == len(scale["domain"]) == 2 for scale in scales)


# --- in the page -----------------------------------------------------------------------------------------------------


def test_a_card_has_its_picture_as_one_image_and_the_spec_to_copy() -> None:
    """The image is named and described, and the embedded spec is the one that was drawn, with its frame."""
    page = to_html(french(), "fr")
    card = page[page.index('id="c2"') : page.index('id="c3"')]
    assert re.search(
        r'<svg class="picture" viewBox="[\d. ]+" role="img" aria-labelledby="readings-2-t readings-2-d">',
        card,
    )
    assert '<title id="readings-2-t">6 lectures par valeur, face à ce qui est affirmé</title>' in card
    embedded = re.search(r'<script type="application/json" id="readings-2-spec">(.*?)</script>', card)
    assert embedded is not None
    spec = json.loads(embedded[1])
    assert list(grammar().iter_errors(spec)) == []
    assert spec["title"]["text"] == [
        "« plus de 700 milliards de dollars »".replace("« ", "«\xa0").replace(" »", "\xa0»")
    ]
    assert 'data-copy="readings-2-spec"' in card


def test_a_published_value_is_shown_with_its_editions() -> None:
    """France's share is one published value: its series stands there in every edition, with the claim."""
    dossier = french()
    card = next(card for card in Pile(dossier).cards if card.statement.quote == "2,1 %")
    kinds = {each.kind: each for each in album.pictures(card, dossier.document, wording("fr"))}
    assert set(kinds) == {"readings", "editions"}
    rows = kinds["editions"].spec["datasets"]["values"]
    assert {row["edition"] for row in rows if row["decides"]} == {"2024-06-17"}
    assert len({row["edition"] for row in rows}) >= 4
    assert kinds["editions"].spec["datasets"]["claim"][0]["period"] == "2024"


def test_a_number_that_is_computed_has_no_fan() -> None:
    """An excess or a count is no series of its own."""
    dossier = french()
    cards = [
        card for card in Pile(dossier).cards if card.statement.quote != "2,1 %" and card.sort != "denied"
    ]
    kinds = {each.kind for card in cards for each in album.pictures(card, dossier.document, wording("fr"))}
    assert kinds == {"readings"}


def test_without_the_extra_the_page_has_its_tables_and_one_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is missing but the drawings, and one line says how to have them."""
    monkeypatch.setattr(inlaid, "can_draw", lambda: False)
    page = to_html(french(), "fr")
    assert "<svg" not in page
    assert page.count("pip install") == 1
    assert page.count('<table class="readings">') == 5


def test_a_page_of_many_figures_draws_the_first_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many figures a report has, the time that its pictures take is bounded."""
    monkeypatch.setattr(inlaid, "_MOST", 1)
    page = to_html(french(), "en")
    assert page.count("<svg") == 1
    assert "The first 1 pictures are drawn" in page


def test_nothing_in_a_report_breaks_out_of_a_picture() -> None:
    """Quotes and names that look like markup stay text, in the drawing and in the embedded spec."""
    evil = "</script><script>alert(1)</script><svg onload=alert(1)>&amp;"
    text = f"Dit {evil} 5 %."
    statement = said(
        text,
        f"{evil} 5 %",
        figure("FRA", "defence_expenditure_share_of_gdp", quantity("5", "5", "%"), "2024"),
        speaker=evil,
    )
    found = [reading("2", "refuted", "%", perimeter=evil), reading("3", "refuted", "%", perimeter="x" * 300)]
    check = msgspec.structs.replace(checked(found), statement=statement.id)
    page = to_html(Dossier(document=document(text), statements=[statement], checks=[check]), "fr")
    assert "<svg class=" in page
    assert not re.search(r"<script>alert|<svg onload", page)
    assert len(re.findall(r"<script\b", page)) == 2


# --- promises --------------------------------------------------------------------------------------------------------


@cache
def promised() -> Followed:
    return follow(pledge("the-hague-2025"), Ledger(), dt.date(2026, 8, 4)).parts[0]


def way(members: int, lang: str = "en") -> dict[str, Any]:
    own = [each for each in promised().members if each.history][:members]
    drawn = {each.subject: projected(each, promised()) for each in own[:1]}
    return ways.ways(own, promised(), drawn, promises(lang))


@pytest.mark.parametrize(("members", "lang"), [(1, "fr"), (31, "de")])
def test_every_member_has_a_field_of_its_own(members: int, lang: str) -> None:
    """The ways to a promise are one spec, with a field and a last value for each member, named with its status."""
    spec = way(members, lang)
    assert list(grammar().iter_errors(spec)) == []
    text = drawing.svg(spec)
    for each in spec["datasets"]["ways"]:
        if each["kind"] == "name":
            assert f">{each['name']}</text>" in text
            assert f">{each['status']}</text>" in text
    assert sum(each["kind"] == "end" for each in spec["datasets"]["ways"]) == members
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {*theme.COLOURS, "none", "transparent"}


def test_the_straight_way_ends_at_what_was_promised() -> None:
    """The line that the rule judges by leads to the amount in the due year, from no earlier than the first value."""
    rows = [each for each in way(31)["datasets"]["ways"] if each["kind"] == "straight"]
    ends = rows[1::2]
    assert ends
    assert {(each["year"], each["value"]) for each in ends} == {(2035, 3.5)}
    assert all(start["year"] < end["year"] for start, end in zip(rows[::2], ends, strict=True))


def test_counts_are_a_fan_of_editions() -> None:
    """How many members were there is a line an edition, as long as the edition, with whole numbers on the axis."""
    tallies = promised().tallies
    spec = ways.counted(tallies, "nato", promises("en"))
    assert list(grammar().iter_errors(spec)) == []
    assert len(spec["datasets"]["values"]) == len(tallies)
    assert all(tick.is_integer() for tick in spec["vconcat"][0]["encoding"]["y"]["axis"]["values"])


def test_the_page_of_a_pledge_draws_with_the_extra_and_says_so_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With it, one image of all members and one of the counts; without it, the tables and one hint."""
    found = [follow(pledge("the-hague-2025"), Ledger(), dt.date(2026, 8, 4))]
    page = pledge_page.to_html(found, Ledger(), promises("fr"))
    assert page.count('role="img"') == page.count("<svg") >= 2
    monkeypatch.setattr(pledge_page, "can_draw", lambda: False)
    page = pledge_page.to_html(found, Ledger(), promises("fr"))
    assert "<svg" not in page
    assert page.count("pip install 'foedus[charts]'".replace("'", "&#x27;")) == 1
    assert "<table" in page


# --- the commands ----------------------------------------------------------------------------------------------------


CLAIM = ["check", "--text", "Poland spends 4.1% of GDP on defence", "--published", "2024-07-01"]


def test_check_writes_the_pictures_of_each_figure(tmp_path: Path) -> None:
    """A folder is made, and each picture is there as spec, SVG and PNG, named by statement and kind."""
    result = CliRunner().invoke(app, [*CLAIM, "--pictures", str(tmp_path / "new" / "folder")])
    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    assert {f"01-editions{suffix}" for suffix in (".vl.json", ".svg", ".png")} <= names
    spec = json.loads((tmp_path / "new" / "folder" / "01-editions.vl.json").read_text(encoding="utf-8"))
    assert list(grammar().iter_errors(spec)) == []
    assert "4.1" in " ".join(spec["title"]["text"])


def test_without_the_extra_check_writes_specs_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The specs need nothing; one line names the extra that draws them."""
    monkeypatch.setattr("foedus.cli_pictures.can_draw", lambda: False)
    result = CliRunner().invoke(app, [*CLAIM, "--pictures", str(tmp_path)])
    assert result.exit_code == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".json"}
    assert "foedus[charts]" in result.stderr


def test_a_folder_that_cannot_be_written_gets_one_line(tmp_path: Path) -> None:
    """A file in the way is named, with what would be valid."""
    (tmp_path / "file").write_text("x")
    result = subprocess.run(
        [sys.executable, "-m", "foedus", *CLAIM, "--pictures", str(tmp_path / "file" / "in")],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 1
    assert "cannot be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_many_reports_have_no_pictures(tmp_path: Path) -> None:
    """JSON Lines with --pictures is a usage error that says so."""
    result = CliRunner().invoke(app, ["check", "-", "--pictures", str(tmp_path)], input='{"text": "x"}\n')
    assert result.exit_code == 2
    assert "--pictures is for a single report" in result.output


@pytest.mark.parametrize("form", ["vega", "svg", "png"])
def test_the_ledger_draws_a_series_in_all_its_editions(form: str) -> None:
    """`ledger show` writes the same fan as a spec, as SVG or as PNG."""
    command = [
        "ledger",
        "show",
        "defence_expenditure_share_of_gdp",
        "Poland",
        "--format",
        form,
        "--lang",
        "de",
    ]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    data = result.stdout_bytes
    if form == "vega":
        spec = json.loads(data)
        assert list(grammar().iter_errors(spec)) == []
        assert "Polen" in " ".join(spec["title"]["text"])
        assert len({row["edition"] for row in spec["datasets"]["values"]}) == 5
    assert data.startswith({"vega": b"{", "svg": b"<svg", "png": b"\x89PNG"}[form])


def test_the_day_bounds_the_editions_that_are_drawn() -> None:
    """With --asof no later edition is in the picture, and the newest of that day decides."""
    command = [
        "ledger",
        "show",
        "defence_expenditure_share_of_gdp",
        "POL",
        "--asof",
        "2024-12-31",
        "--format",
        "vega",
    ]
    rows = json.loads(CliRunner().invoke(app, command).stdout)["datasets"]["values"]
    assert max(row["edition"] for row in rows) == "2024-06-17"
    assert {row["edition"] for row in rows if row["decides"]} == {"2024-06-17"}


def test_without_the_extra_the_ledger_says_what_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing that cannot be made is an error of one line with the command that helps."""
    monkeypatch.setattr(drawing, "can_draw", lambda: False)
    result = CliRunner().invoke(app, ["ledger", "show", "gdp", "FRA", "--format", "svg"])
    assert result.exit_code != 0
    assert "foedus[charts]" in str(result.exception)


def test_a_check_alone_imports_nothing_that_draws() -> None:
    """Start-up is as before: the library that draws is imported by what draws."""
    names = "sys, foedus.render.terminal, foedus.render.html, foedus.cli_check"
    code = f"import {names}; print('vl_convert' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert found.strip() == "False"
