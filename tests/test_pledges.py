"""What was promised, what became of it, how it is retold, and what falls due next."""

import ast
import datetime as dt
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import icalendar
import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus import alliances
from foedus.alliances.registers import Register
from foedus.cli_check import app
from foedus.dossiers import dossier
from foedus.errors import RuleError, UnknownName
from foedus.lang import codes, words
from foedus.ledger import Ledger
from foedus.model import Document, Dossier, from_json, to_json
from foedus.pledges import _prove, binding, follow, in_force, pledge, pledges, projection
from foedus.pledges.agenda import Entry, agenda, next_due
from foedus.pledges.ics import to_ics
from foedus.pledges.queries import Question, judged
from foedus.pledges.records import RULES, Followed, Following
from foedus.pledges.retellings import retellings
from foedus.render.html import to_html as dossier_page
from foedus.render.terminal import to_terminal
from foedus.text.read import read

HERE = Path(__file__).parent
SRC = HERE.parent / "src" / "foedus"
KINDS = {kind: kind for kind in ("meeting", "deadline", "review")}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger()


def followed(ledger: Ledger, name: str, asof: str | None = None, member: str | None = None) -> Followed:
    return follow(pledge(name), ledger, day(asof) if asof else None, member).parts[0]


def there(part: Followed) -> list[str]:
    return [each.subject for each in part.met]


# --- who is there ---------------------------------------------------------------------------------------------------


def test_five_members_are_at_three_and_a_half_percent(ledger: Ledger) -> None:
    part = followed(ledger, "the-hague-2025", "2026-07-10")
    assert {each.subject: str(each.value) for each in part.met} == {
        "LTU": "5.33",
        "EST": "5.1",
        "LVA": "4.92",
        "POL": "4.68",
        "GRC": "3.65",
    }
    assert {each.subject for each in part.members if each.before and each.before >= Decimal("3.5")} == {
        "LTU",
        "EST",
        "LVA",
        "POL",
    }
    denmark = next(each for each in part.members if each.subject == "DNK")
    assert (str(denmark.value), str(denmark.distance)) == ("3.49", "-0.01")


def test_it_says_what_every_other_member_still_needs(ledger: Ledger) -> None:
    part = followed(ledger, "the-hague-2025", "2026-07-10")
    others = [each for each in part.members if not each.is_met and each.value is not None]
    assert len(others) == 26
    assert all(each.distance and each.distance < 0 for each in others)
    # Luxembourg's expenditure over its share is no GDP: no growth of an economy is in it.
    assert {each.subject for each in others if each.growth is None} == {"LUX"}


def test_growth_needed_leads_to_the_promised_share(ledger: Ledger) -> None:
    part = followed(ledger, "the-hague-2025", "2026-07-10", "FRA")
    (france,) = part.members
    assert france.value is not None
    assert france.growth is not None
    assert france.economy is not None
    gained = ((1 + france.growth / 100) / (1 + france.economy / 100)) ** 9
    assert abs(france.value * gained - Decimal("3.5")) < Decimal("0.03")


@pytest.mark.parametrize(
    ("asof", "edition", "members"),
    [
        ("2019-07-01", "2019-06-25", "EST GBR GRC LVA POL ROU USA"),
        (
            "2024-07-01",
            "2024-06-17",
            "ALB BGR CZE DEU DNK EST FIN FRA GBR GRC HUN LTU LVA MKD MNE NLD NOR POL ROU SVK SWE TUR USA",
        ),
    ],
)
def test_who_met_the_pledge_of_wales_by_the_edition_of_the_day(
    ledger: Ledger, asof: str, edition: str, members: str
) -> None:
    part = followed(ledger, "wales-2014", asof)
    assert part.edition == edition
    assert sorted(there(part)) == members.split()
    # A member is followed from its accession on.
    assert {each.subject for each in part.members} == alliances.members_on("nato", day(asof))


def test_the_pledge_of_wales_today(ledger: Ledger) -> None:
    part = followed(ledger, "wales-2014", "2026-07-10")
    by_status: dict[str, list[str]] = {}
    for each in part.members:
        by_status.setdefault(each.status, []).append(each.subject)
    assert by_status["broken"] == ["SVN"]
    assert by_status["cannot tell"] == ["ISL"]
    assert len(by_status["kept"]) == 17
    assert len(by_status["kept late"]) == 13
    assert len(there(part)) == 30


def test_counts_are_those_of_the_checks(ledger: Ledger) -> None:
    """The count of a year and edition is the one that `foedus check` finds for a sentence that says so."""
    tallies = {(each.edition, each.year): each for each in followed(ledger, "wales-2014").tallies}
    assert tallies["2024-06-17", 2024].met == 23
    assert tallies["2019-06-25", 2019].met == 7


def test_an_edition_that_lacks_the_series_is_named(ledger: Ledger) -> None:
    """Equipment is not in the newest edition: an older one is used, and that is said."""
    equipment = follow(pledge("wales-2014"), ledger, day("2026-07-10")).parts[1]
    assert equipment.edition == "2024-06-17"
    assert {remark.blanks["edition"] for remark in equipment.remarks} == {
        "2025-04-24",
        "2025-08-28",
        "2026-07-07",
    }


def test_a_slice_decides_only_for_those_it_holds(ledger: Ledger) -> None:
    assert followed(ledger, "germany-2025", "2025-09-01").edition == "2025-08-28"
    assert followed(ledger, "the-hague-2025", "2025-09-01").edition == "2024-06-17"


def test_before_it_was_made_nothing_is_followed(ledger: Ledger) -> None:
    assert follow(pledge("the-hague-2025"), ledger, day("2025-01-01")).parts == []


def test_a_revised_promise_is_superseded_from_the_day_of_the_next(ledger: Ledger) -> None:
    assert followed(ledger, "canada-2024", "2025-06-08").members[0].status != "superseded"
    assert followed(ledger, "canada-2024", "2025-06-09").members[0].rule == "replaced"
    assert follow(pledge("canada-2024"), ledger, day("2025-06-09")).replaced_by == "canada-2025"


def test_what_no_series_counts_has_no_verdict(ledger: Ledger) -> None:
    assistance = followed(ledger, "washington-2024", "2026-08-04")
    assert assistance.group is not None
    assert (assistance.group.status, assistance.group.rule) == ("cannot tell", "no-series")
    assert assistance.context is not None
    assert (assistance.context.first, assistance.context.last) == ("2024-07", "2025-06")
    assert abs(sum(quota.share for quota in assistance.quotas) - 100) < Decimal("0.2")


def test_unknown_names_are_told_with_the_nearest(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match="the-hague-2025"):
        pledge("the-hague-2024")
    with pytest.raises(UnknownName, match="member 'AUS'"):
        follow(pledge("the-hague-2025"), ledger, member="AUS")


def test_what_is_in_force_on_a_day() -> None:
    assert [each.id for each in in_force(day("2025-04-03"), ["nato"])] == ["washington-2024", "vilnius-2023"]
    assert [each.id for each in in_force(day("2020-01-01"), ["nato"])] == ["wales-2014"]
    assert [each.id for each in binding("CAN") if each.by == "CAN"] == ["canada-2024", "canada-2025"]


# --- the rules ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["the-hague-2025", "wales-2014", "vilnius-2023", "poland-2022"])
def test_every_status_is_given_again_by_its_sql(
    ledger: Ledger, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The SQL runs as it stands in the folder of the ledger and gives status, rule and value."""
    monkeypatch.chdir(ledger.path)
    for part in follow(pledge(name), ledger).parts:
        for each in part.members[::5]:
            if each.sql:
                ((subject, status, rule, year, value, *_),) = duckdb.sql(each.sql).fetchall()
                assert (subject, status, rule, year) == (each.subject, each.status, each.rule, each.year)
                assert value == each.value


CASES: list[tuple[dict[int, float], dict[str, Any], str]] = [
    ({2014: 1.0, 2024: 2.0}, {"over": True}, "met-when-due"),
    ({2014: 1.0, 2024: 1.99, 2025: 2.0}, {"over": True}, "met-later"),
    ({2014: 1.0, 2024: 1.9, 2025: 1.9}, {"over": True}, "missed"),
    ({2014: 1.0, 2024: 1.9}, {"over": True, "is_aim": True}, "missed-aim"),
    ({2014: 1.0, 2023: 2.5}, {"over": True}, "awaited"),
    ({2014: 1.0, 2019: 1.5}, {}, "on-line"),
    ({2014: 1.0, 2019: 1.49}, {}, "below-line"),
    ({2014: 1.0, 2019: 2.0}, {}, "reached"),
    ({2014: 1.0}, {}, "too-early"),
    ({2016: 1.0, 2019: 1.5}, {}, "no-start"),
    ({2014: 1.0, 2019: 2.0}, {"is_strict": True}, "on-line"),
    ({2014: 2.0, 2019: 1.9}, {"due": None}, "below-now"),
    ({2014: 2.0, 2019: 2.1}, {"due": None}, "holds-now"),
    ({2014: 1.0, 2019: 2.0}, {"is_replaced": True}, "replaced"),
    ({}, {}, "no-value"),
]


@pytest.mark.parametrize(("values", "differing", "rule"), CASES)
def test_each_rule_decides_where_it_should(
    values: dict[int, float],
    differing: dict[str, Any],
    rule: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "office" / "2030-01-01"
    folder.mkdir(parents=True)
    rows = ", ".join(f"('share', 'AAA', {year}, {value}, '{year}')" for year, value in values.items())
    rows = rows or "('other', 'AAA', 2014, 1.0, '2014')"
    duckdb.sql(
        f"COPY (SELECT *, NULL::VARCHAR AS partner, NULL::VARCHAR AS component, '%' AS unit FROM (VALUES {rows})"
        f" t(measure, subject, year, value, period)) TO '{folder / 'observations.parquet'}' (FORMAT parquet)"
    )
    plain = {"is_strict": False, "due": 2024, "over": False, "is_aim": False, "is_replaced": False}
    question = Question(
        source="office",
        edition="2030-01-01",
        measure="share",
        unit="%",
        amount=Decimal(2),
        start=2014,
        **{**plain, **differing},
    )
    monkeypatch.chdir(tmp_path)
    ((_, status, found, *_),) = duckdb.sql(judged(question, ["AAA"])).fetchall()
    assert (found, status) == (rule, RULES[rule])


def test_who_is_exempt_is_not_judged(ledger: Ledger) -> None:
    iceland = next(each for each in followed(ledger, "the-hague-2025").members if each.subject == "ISL")
    assert (iceland.status, iceland.rule) == ("cannot tell", "exempt")


def test_a_reservation_is_told_and_decides_nothing(ledger: Ledger) -> None:
    spain = next(each for each in followed(ledger, "the-hague-2025").members if each.subject == "ESP")
    assert (spain.status, spain.reservation) == ("off track", "own-path")


# --- the data -------------------------------------------------------------------------------------------------------


def test_every_language_has_the_same_words_for_pledges() -> None:
    tables = {code: words(code, "pledges") for code in codes()}
    first, *others = tables.values()
    for other in others:
        assert other.keys() == first.keys()
        assert all(other[table].keys() == first[table].keys() for table in first)


def test_every_pledge_rule_and_status_has_words() -> None:
    for code in codes():
        table = words(code, "pledges")
        assert set(pledges()) == set(table["name"]) == set(table["paraphrase"])
        assert set(RULES) == set(table["rule"])
        assert set(RULES.values()) <= set(table["status"])
        assert {each.why for one in pledges().values() for each in one.exceptions} <= set(table["why"])
        assert {part.uncounted for one in pledges().values() for part in one.part if part.uncounted} <= set(
            table["why"]
        )


def test_a_pledge_is_a_figure_with_its_deadline() -> None:
    core = pledge("the-hague-2025").figure(pledge("the-hague-2025").part[0])
    assert (core.measure, str(core.quantity.low), core.quantity.high, core.quantity.comparator) == (
        "defence_expenditure_share_of_gdp",
        "3.5",
        None,
        ">=",
    )
    assert str(core.period) == "2035"


MISTAKES = [
    ('by = "nato"', 'by = "natoo"', r"pledge\[0\]\.by.*|unknown country or group 'natoo'; nearest: nato"),
    ('member = "ISL"', 'member = "ISM"', "unknown country 'ISM'; nearest"),
    (
        'due = "2024"',
        'due = "2013"',
        "due before it was made on 2014-09-05; valid is a period that ends later",
    ),
    ('due = "2024"', 'due = "soon"', "valid is 2035, 2025-06"),
    ('due = "2024"\n', "", 'needs a due year; without one valid is time = "always"'),
    (
        'measure = "defence_expenditure_share_of_gdp"\n',
        "",
        r"a unit \(%\) without a measure; valid is `measure`, or `uncounted`",
    ),
    ('force = "aim"', 'force = "hope"', "valid: commit, intend, aim"),
    ('whom = "each"', 'whom = "some"', "valid: each, together"),
    ('amount = "2"', 'amount = "-2"', "valid is a number above 0"),
    ('meeting = "summit-2014-wales"', 'meeting = "summit-2014-walse"', "nearest: summit-2014-wales"),
    ("made = 2014-09-05", 'made = "a day"', r"\$\.pledge\[0\]\.made"),
    ('url = "https://www.nato.int/cps', 'url = "nato.int/cps', "starts with https://"),
    ('replaces = ["germany-2019"]', 'replaces = ["germany-2018"]', "unknown pledge 'germany-2018'; nearest"),
    ('id = "vilnius-2023"', 'id = "wales-2014"', "'wales-2014' is there twice"),
    ('time = "within"', 'time = "within"\nmood = "sour"', "unknown field `mood`"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES)
def test_a_mistake_is_refused_with_file_field_and_what_would_be_valid(
    right: str, wrong: str, message: str, tmp_path: Path
) -> None:
    shutil.copytree(SRC / "alliances", tmp_path / "alliances", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "alliances" / "nato" / "pledges.toml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=message) as raised:
        _ = Register(tmp_path / "alliances").pledges
    assert "pledges.toml" in str(raised.value)
    assert "$.pledge" in str(raised.value)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"measure": "equipment_shares"}, "unknown measure 'equipment_shares'; nearest: equipment_share"),
        ({"unit": "EUR"}, "the unit 'EUR' does not measure defence_expenditure_share_of_gdp; valid is '%'"),
        ({"measure": "gdp"}, "valid is a currency by its ISO 4217 code"),
    ],
)
def test_a_measure_or_a_unit_that_is_none_is_refused(changed: dict[str, Any], message: str) -> None:
    one = pledge("wales-2014")
    with pytest.raises(RuleError, match=message) as raised:
        _prove(one, msgspec.structs.replace(one.part[0], **changed))
    assert "pledges.toml" in str(raised.value)
    assert "wales-2014.share" in str(raised.value)


# --- retellings -----------------------------------------------------------------------------------------------------


def told() -> list[dict[str, Any]]:
    lines = (HERE / "pledges" / "retellings.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def drifts(item: dict[str, Any]) -> list[str]:
    document = Document(id=item["id"], text=item["text"], published=day(item["published"]), lang=item["lang"])
    found = retellings(document, read(document)[0])
    return sorted({drift.kind for retelling in found for drift in retelling.drifts})


@pytest.mark.parametrize("item", told(), ids=lambda item: item["id"])
def test_a_distorted_retelling_is_found_and_a_faithful_one_is_not_accused(item: dict[str, Any]) -> None:
    """Half of them (`score`) were written with the others and looked at only when the rules stood."""
    assert drifts(item) == sorted(item["drifts"])


def test_there_are_retellings_enough_of_each_sort() -> None:
    items = told()
    assert len(items) >= 40
    for half in ("look", "score"):
        for lang in codes():
            own = [item for item in items if (item["half"], item["lang"]) == (half, lang)]
            assert any(item["drifts"] for item in own)
            assert any(not item["drifts"] for item in own)


REPORT = (
    "The ministers meet in Brussels, before the summit in The Hague at the end of June. "
    "“The European Allies and Canada must raise their contributions again,” said Marco Rubio. "
    "At the Wales summit in 2014 the Allies promised to spend 2% of GDP on defence by 2025."
)


@pytest.fixture(scope="module")
def read_later() -> Dossier:
    document = Document(
        id="r", text=REPORT, published=day("2025-04-03"), lang="en", title="Before the summit"
    )
    return dossier(document, asof=day("2025-07-01"))


def test_a_demand_is_tied_to_what_is_in_force_that_day(read_later: Dossier) -> None:
    tie = next(each for each in read_later.pledges if each.id == "vilnius-2023")
    quotes = {each.id: each.quote for each in read_later.statements}
    assert ["raise their contributions" in quotes[name] for name in tie.statements] == [True]
    assert "In force that day" in tie.summary["en"]


def test_a_summit_is_tied_to_what_it_decided_once_that_is_known(read_later: Dossier) -> None:
    tie = next(each for each in read_later.pledges if each.id == "the-hague-2025")
    assert "24–25 June 2025" in tie.summary["en"]
    assert "3,5 %" in tie.summary["fr"]
    before = dossier(read_later.document, asof=day("2025-04-04"))
    assert "the-hague-2025" not in {each.id for each in before.pledges}


def test_a_promise_retold_is_followed_and_not_judged(read_later: Dossier) -> None:
    tie = next(each for each in read_later.pledges if each.id == "wales-2014")
    assert not {check.statement for check in read_later.checks} & set(tie.statements)
    drifted = [doubt.message["en"] for doubt in read_later.doubts if doubt.code == "drift"]
    assert any("Told: “by 2025”. Promised: “within a decade, by 2024”." in each for each in drifted)


def test_ties_survive_json(read_later: Dossier) -> None:
    assert from_json(to_json(read_later), Dossier).pledges == read_later.pledges


@pytest.mark.parametrize("lang", codes())
def test_terminal_and_page_set_word_against_word(read_later: Dossier, lang: str) -> None:
    screen = " ".join(to_terminal(read_later, lang).split())
    page = dossier_page(read_later, lang)
    for shown in (screen, page):
        assert "by 2025" in shown
        assert words(lang, "pledges")["promised"]["wales-2014.due"].replace("’", "’") in shown
    assert "≠" in screen
    assert "drifts" in page


def test_a_drift_is_among_what_to_look_at_first(read_later: Dossier) -> None:
    screen = to_terminal(read_later, "en")
    assert screen.index("A promise, retold otherwise") < screen.index("Promises and demands")
    assert screen.count("Told: “by") == 1


@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        (
            "Germany will spend 3.5% of GDP on defence by 2029, the chancellor promised.",
            "2025-08-01",
            "germany-2025",
        ),
        ("Le Canada s’engage à consacrer 2 % du PIB à la défense.", "2024-12-01", "canada-2024"),
        ("Le Canada s’engage à consacrer 2 % du PIB à la défense.", "2025-07-01", "canada-2025"),
        ("Canada promises to spend 3.5% of GDP on defence by 2035.", "2025-12-01", "the-hague-2025"),
        (
            "“The Allies must spend at least 2% of GDP on defence,” said Mark Rutte.",
            "2025-01-20",
            "vilnius-2023",
        ),
    ],
)
def test_a_promise_of_that_amount_is_tied_to_its_pledge(text: str, published: str, name: str) -> None:
    lang = "fr" if "Canada s" in text else "en"
    found = dossier(Document(id="p", text=text, published=day(published), lang=lang))
    assert [tie.id for tie in found.pledges] == [name]


def test_the_dossier_says_what_is_due_next(read_later: Dossier) -> None:
    assert "24–25 June 2025: NATO summit, The Hague" in to_terminal(read_later, "en")


SEED = HERE.parent.parent / "shared" / "reports" / "quotidien-de-nouakchott-2025-04.fr.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the report is not part of the project")
def test_the_first_report_of_all() -> None:
    document = Document(id="s", text=SEED.read_text(encoding="utf-8"), published=day("2025-04-03"), lang="fr")
    found = dossier(document, asof=day("2025-07-01"))
    quotes = {each.id: each.quote for each in found.statements}
    tied = {tie.id: " ".join(quotes[name] for name in tie.statements) for tie in found.pledges}
    assert "doivent encore augmenter leurs contributions" in tied["vilnius-2023"]
    assert "Sommet de La Haye" in tied["the-hague-2025"]
    assert not [doubt for doubt in found.doubts if doubt.code == "drift"]


PIECES = st.sampled_from(
    [
        "At the Wales summit",
        "In The Hague",
        "À La Haye",
        "les Alliés ont promis",
        "Allies pledged",
        "up to",
        "at least",
        "5 % du PIB",
        "2% of GDP",
        "40 billion dollars a year",
        "within ten years",
        "d'ici à 2035",
        "by 2025",
        ".",
        "\n",
        "«",
        "\u202e",
        "\x00",
        "½",
        "9" * 30,
        "𝟚 %",
    ]
)


@given(st.lists(PIECES | st.text(max_size=12), max_size=14), st.sampled_from(codes()))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_the_retellings_fail(pieces: list[str], lang: str) -> None:
    text = " ".join(pieces)
    document = Document(id="h", text=text, published=day("2026-01-01"), lang=lang)
    for retelling in retellings(document, read(document)[0]):
        for drift in retelling.drifts:
            assert 0 <= drift.span.start < drift.span.end <= len(text)


# --- the agenda -----------------------------------------------------------------------------------------------------


def test_the_agenda_holds_meetings_deadlines_and_reviews() -> None:
    found = {entry.id: entry for entry in agenda()}
    assert found["summit-2025-the-hague"].start == day("2025-06-24")
    assert found["the-hague-2025-deadline-2035"].end == day("2035-12-31")
    assert (found["the-hague-2025-trajectory-2029"].kind, found["summit-2027-albania"].kind) == (
        "review",
        "meeting",
    )
    # What a later promise replaced falls due no more.
    assert "canada-2024-deadline-2032" not in found


def test_the_agenda_of_a_day_knows_only_what_was_promised_by_then() -> None:
    assert not [entry for entry in agenda(asof=day("2025-06-24")) if entry.pledge == "the-hague-2025"]
    assert "canada-2024-deadline-2032" in {entry.id for entry in agenda(asof=day("2025-01-01"))}
    assert next_due(day("2026-07-08"))[0].id == "ankara-2026-deadline-2026"


@pytest.mark.parametrize(
    ("wrong", "message"), [('on = "soon"', "valid is 2027"), ('country = "ALX"', "unknown country")]
)
def test_an_announced_meeting_has_a_time_and_a_country(wrong: str, message: str, tmp_path: Path) -> None:
    shutil.copytree(SRC / "alliances", tmp_path / "alliances", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "alliances" / "nato" / "meetings.toml"
    text = path.read_text(encoding="utf-8")
    head, mark, tail = text.partition("[[planned]]")
    field = wrong.partition(" = ")[0]
    path.write_text(
        head + mark + re.sub(rf"^{field} = .*$", wrong, tail, count=1, flags=re.M), encoding="utf-8"
    )
    with pytest.raises(RuleError, match=message) as raised:
        _ = Register(tmp_path / "alliances").planned
    assert "meetings.toml" in str(raised.value)


@pytest.mark.parametrize("lang", codes())
def test_the_calendar_file_is_one_that_calendars_accept(lang: str) -> None:
    entries = agenda()
    content = to_ics(entries, day("2026-07-08"), lang, KINDS)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(entries)
    summit = events["summit-2025-the-hague@foedus"]
    assert (summit.start, summit.end) == (day("2025-06-24"), day("2025-06-26"))
    assert str(summit["LOCATION"]) == "The Hague"
    assert content == to_ics(entries, day("2026-07-08"), lang, KINDS)


@given(st.text(max_size=120), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_title_comes_through_the_calendar_whole(title: str, source: str) -> None:
    entry = Entry(
        id="x",
        kind="meeting",
        start=day("2025-01-01"),
        end=day("2025-01-01"),
        title={"en": title},
        source=source,
    )
    content = to_ics([entry], day("2025-01-01"), "en", KINDS)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    printable = re.sub(r"[\r\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]", "", title)
    if title == printable:
        assert str(event["SUMMARY"]) == title


# --- commands -------------------------------------------------------------------------------------------------------


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_follow_names_who_is_there() -> None:
    output = run("follow", "the-hague-2025", "--asof", "2026-07-10")
    assert "Lithuania 5.33%, Estonia 5.10%, Latvia 4.92%, Poland 4.68%, Greece 3.65%" in output
    assert "A near miss: Denmark 3.49%" in output


def test_follow_takes_a_member_by_its_name_and_answers_in_any_language() -> None:
    output = run("follow", "the-hague-2025", "--member", "Pologne", "--lang", "fr", "--sql")
    assert "En bonne voie : déjà atteint" in output.replace("\xa0", " ")
    assert "'nato_defexp/" in output


def test_follow_without_a_pledge_lists_those_that_bind_a_member() -> None:
    output = run("follow", "--member", "CAN")
    assert "canada-2025" in output
    assert "poland-2022" not in output


def test_follow_as_json_is_the_record() -> None:
    found: Following = from_json(run("follow", "wales-2014", "--format", "json"), Following)
    assert found.id == "wales-2014"
    assert found.parts[0].members[0].sql.startswith("WITH asked")


@pytest.mark.parametrize(
    "arguments", [("follow", "the-hague-2024"), ("follow", "wales-2014", "--member", "AUS")]
)
def test_a_wrong_name_is_told_with_what_would_be_right(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, list(arguments))
    assert isinstance(result.exception, UnknownName)
    assert "nearest" in str(result.exception) or "known" in str(result.exception)


def test_the_page_of_a_pledge_is_whole_and_asks_nothing_of_the_network(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    run("follow", "poland-2022", "--format", "html", "-o", str(target))
    page = target.read_text(encoding="utf-8")
    assert "<svg" in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"http", page)


def test_the_agenda_prints_lists_and_writes(tmp_path: Path) -> None:
    assert "24–25 June 2025: NATO summit, The Hague" in run("agenda", "--asof", "2025-04-03")
    target = tmp_path / "a.ics"
    run("agenda", "--all", "--format", "ics", "-o", str(target))
    assert icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert json.loads(run("agenda", "--asof", "2025-04-03", "--format", "json"))[0]["kind"] == "meeting"


# --- the projection -------------------------------------------------------------------------------------------------


def test_only_one_file_needs_the_extra() -> None:
    heavy = {"statsmodels", "scipy", "pandas", "numpy"}
    found = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if heavy & {name.split(".")[0] for name in names}:
                found.add(str(path.relative_to(SRC)))
    assert found == {"pledges/projection.py"}


def test_without_the_extra_everything_else_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.render.outlook.is_installed", lambda: False)
    assert "foedus[forecast]" in run("follow", "the-hague-2025", "--member", "FRA")


def test_a_projection_is_wider_the_further_it_looks() -> None:
    pytest.importorskip("statsmodels")
    values = [Decimal(each) for each in "1.8 1.8 1.8 1.8 1.8 1.8 2.0 1.9 1.9 1.9 2.0 2.0 2.2".split()]
    found = projection.project(values, 2026, 2035, Decimal("3.5"))
    assert found is not None
    assert (found.points, found.path[0].year, found.last.year) == (13, 2027, 2035)
    widths = [step.high - step.low for step in found.path]
    assert widths == sorted(widths)
    assert all(step.low < step.middle < step.high for step in found.path)
    assert 1 <= found.odds <= 10


def test_too_few_points_give_no_projection() -> None:
    assert projection.project([Decimal(2)] * 7, 2026, 2035, Decimal(3)) is None
    assert projection.project([Decimal(2)] * 12, 2026, 2026, Decimal(3)) is None


@pytest.mark.parametrize(
    ("lang", "text", "drifts"),
    [
        (
            "fr",
            "En 2014, les Alliés se sont engagés à consacrer 2 % de leur PIB à la défense d'ici à 2025.",
            True,
        ),
        ("fr", "En 2014, les Alliés se sont engagés à tendre vers 2 % du PIB en dix ans.", False),
        ("en", "In 2014 allies promised to spend 2% of GDP by 2025.", True),
        ("en", "In 2014 Germany promised its coalition partners 2% more for schools.", False),
    ],
)
def test_a_promise_of_all_told_by_its_year_is_tied(lang: str, text: str, drifts: bool) -> None:
    """The year and the amount name the pledge as well as its summit does."""
    found = dossier(Document(id="x", text=text, lang=lang, published=dt.date(2025, 9, 1)))
    assert ("drift" in [doubt.code for doubt in found.doubts]) == drifts
