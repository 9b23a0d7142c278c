"""Who is counted, who comes close to the line, who could not be counted: in the data and in every renderer."""

import datetime as dt
from decimal import Decimal

import pytest

from foedus.dossiers import dossier
from foedus.lang import codes, words
from foedus.measures import measures
from foedus.model import Document, Dossier, Exclusion, Near, Reading, from_json, to_json
from foedus.render.html import to_html
from foedus.render.terminal import to_terminal


def report(text: str, published: str = "2024-07-11") -> Dossier:
    return dossier(Document(id="d", text=text, lang="en", published=dt.date.fromisoformat(published)))


def first(found: Dossier, check: int = 0) -> Reading:
    return found.checks[check].readings[0]


COUNT = "Twenty-three NATO allies now spend at least 2% of GDP on defence."
EARLY = "In 2014, three NATO allies spent at least 2% of GDP on defence."
BELOW = "In 2024, eight NATO allies spent less than 2% of GDP on defence."


def test_a_count_names_its_members_near_misses_and_exclusions() -> None:
    reading = first(report(EARLY))
    assert reading.members == ["GBR", "GRC", "USA"]
    assert reading.near == [Near(subject="EST", value=Decimal("1.93"))]
    later = {each.subject: each.since for each in reading.excluded if each.why == "joined-later"}
    assert later == {"MNE": 2017, "MKD": 2020, "FIN": 2023, "SWE": 2024}
    assert Exclusion(subject="ISL", why="no-value") in reading.excluded


def test_every_member_is_counted_not_counted_or_excluded() -> None:
    for text in (COUNT, EARLY, BELOW):
        reading = first(report(text))
        seen = {cell.subject for cell in reading.observations}
        assert len(seen | {each.subject for each in reading.excluded}) == 32
        assert seen.isdisjoint({each.subject for each in reading.excluded})
        assert seen.issuperset(reading.members)


def test_what_moved_since_is_named_in_every_renderer() -> None:
    found = report(COUNT)
    went = "Albania, Bulgaria, Czechia, Montenegro, North Macedonia, Slovakia"
    assert f"No longer counted: {went}" in " ".join(to_terminal(found, "en", 100).split())
    assert went in to_html(found, "en")
    then, now = found.checks
    gone = set(then.readings[0].members) - set(now.readings[0].members)
    assert (len(then.readings[0].members), len(now.readings[0].members)) == (23, 17)
    assert gone == {"ALB", "BGR", "CZE", "MNE", "MKD", "SVK"}


@pytest.mark.parametrize("lang", codes())
def test_near_misses_and_exclusions_stand_beside_the_verdict(lang: str) -> None:
    found = report(EARLY)
    label = words(lang, "phrases")["label"]
    shown = " ".join(to_terminal(found, lang, 100).split())
    page = to_html(found, lang)
    for key in ("members", "near_below", "excluded"):
        assert label[key] in shown, key
        assert label[key] in page, key


def test_those_just_below_a_line_are_so_whether_counted_or_not() -> None:
    shown = " ".join(to_terminal(report(BELOW), "en", 100).split())
    short = shown.partition("Just short: ")[2].partition("Just reached")[0]
    assert "Portugal" not in short or "1.9" in short
    assert all(
        float(part.rpartition(" ")[2].rstrip("%")) < 2 for part in short.strip().split(", ") if "%" in part
    )


@pytest.mark.parametrize("lang", codes())
def test_what_a_series_counts_and_leaves_out_stands_beside_the_verdict(lang: str) -> None:
    found = report(COUNT)
    told = found.measures["defence_expenditure_share_of_gdp"]
    spaced = " ".join(to_terminal(found, lang, 100).replace("\N{NO-BREAK SPACE}", " ").split())
    page = to_html(found, lang).replace("\N{NO-BREAK SPACE}", " ")
    for text in (told.counts[lang], told.leaves_out[lang]):
        assert text[:60] in spaced
        assert text[:60] in page
    assert from_json(to_json(found), Dossier).measures == found.measures


def test_a_series_is_explained_once_on_a_screen() -> None:
    shown = " ".join(to_terminal(report(f"{COUNT}\n{EARLY}"), "en", 100).split())
    assert shown.count("What the series counts") == 1


@pytest.mark.parametrize("lang", codes())
def test_every_measure_says_what_it_leaves_out(lang: str) -> None:
    assert sorted(words(lang, "definitions")["leaves_out"]) == sorted(measures())


def test_a_rank_names_who_stands_before() -> None:
    from test_checks import OF_GDP, checked, figure, quantity

    from foedus.model import Rank

    found, _ = checked(
        figure("DEU", OF_GDP, quantity("14", "rank"), "2024", Rank(among="nato")), "2024-06-18"
    )
    assert found.readings[0].observed is not None
    assert len(found.readings[0].members) == found.readings[0].observed.low - 1
    assert found.readings[0].members[:2] == ["POL", "EST"]
