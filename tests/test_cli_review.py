"""ClaimReview, annotations and who reviews, as given on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from linked_data import faults, graph
from test_cli import CLAIM, POLISH, Run

PUBLISHED = ("--published", "2025-01-15")
REVIEWER = ("--reviewer", "The Estuary Ledger", "--review-url", "https://example.org/checks/7")
SHAPES = {"jsonld": ("claimreview.shapes.ttl", "prov.shapes.ttl"), "annotations": ("annotation.shapes.ttl",)}


@pytest.mark.parametrize("form", sorted(SHAPES))
def test_json_lines_give_one_graph_a_line(form: str) -> None:
    """Each report of JSON Lines comes out as linked data on a line of its own, also one that holds nothing."""
    texts = (CLAIM, POLISH, "France spent 2.06 percent of GDP on defence in 2024.")
    lines = [
        json.dumps({"id": f"r{n}", "text": text, "published": "2025-01-15"}) for n, text in enumerate(texts)
    ]
    run = Run("check", "-", "--format", form, *REVIEWER, stdin="\n".join(lines).encode())
    assert run.status == 0
    documents = [json.loads(line) for line in run.out.splitlines()]
    assert len(documents) == 3
    assert [faults(graph(document), *SHAPES[form]) for document in documents] == ["", "", ""]
    assert [len(graph(document)) > 20 for document in documents] == [True, False, True]
    again = Run("check", "-", "--format", form, *REVIEWER, stdin="\n".join(lines).encode())
    assert again.out == run.out


def test_an_answer_in_the_language_that_is_asked_for() -> None:
    run = Run("check", "--text", CLAIM, *PUBLISHED, "--format", "jsonld", "--lang", "de", *REVIEWER)
    review = json.loads(run.out)["@graph"][0]
    assert (review["inLanguage"], review["reviewRating"]["alternateName"]) == ("de", "Stimmt")


def test_a_reviewer_is_missed_in_one_line() -> None:
    """A ClaimReview that says not by whom is written all the same, and what it lacks is told."""
    run = Run("check", "--text", CLAIM, *PUBLISHED, "--format", "jsonld")
    assert run.status == 0
    assert run.err == (
        "foedus: the ClaimReviews can be published once they say by whom and where: --reviewer, --review-url\n"
    )
    assert Run("check", "--text", CLAIM, *PUBLISHED, "--format", "jsonld", *REVIEWER).err == ""


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--review-url", "https://example.org"], "--review-url: name who reviews with --reviewer NAME"),
        (["--review-date", "2025-04-03"], "--review-date: name who reviews with --reviewer NAME"),
        (["--reviewer", " "], "--reviewer: name who reviews with --reviewer NAME"),
        (["--reviewer", "A", "--review-url", "example.org"], "write it like https://example.org/checks"),
        (
            ["--reviewer", "A", "--reviewer-url", "javascript:alert(1)"],
            "write it like https://example.org/checks",
        ),
        (["--reviewer", "A", "--review-date", "3 April"], "write it like 2025-04-03"),
    ],
)
def test_a_wrong_review_is_a_usage_error(given: list[str], told: str) -> None:
    run = Run("check", "--text", CLAIM, "--format", "jsonld", *given)
    assert (run.status, run.out) == (2, "")
    assert told in run.err


def test_a_file_tells_the_form_and_a_page_carries_its_reviews(tmp_path: Path) -> None:
    for name in ("d.jsonld", "d.html"):
        assert Run("check", "--text", CLAIM, *PUBLISHED, *REVIEWER, "-o", tmp_path / name).status == 0
    assert json.loads((tmp_path / "d.jsonld").read_text())["@graph"][0]["@type"] == "ClaimReview"
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["@graph"][0]["url"] == "https://example.org/checks/7#c1"
    assert 'id="c1"' in page
