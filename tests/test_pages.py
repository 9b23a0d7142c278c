"""Of a page its report is read, as a reader takes it: no link elsewhere, nothing twice, and all its paragraphs."""

from __future__ import annotations

import textwrap

import pytest

from foedus.text.document import from_bytes

PARAGRAPHS = [
    "Poland will spend 4.7 percent of its GDP on defence this year, its prime minister told reporters in Brussels.",
    "“Twenty-two allies met the guideline last year,” the Secretary General said after two days of talks in Brussels.",
    "Spain, which spent 1.3 percent of its GDP on defence in 2024, will not go beyond 2.1 percent, its minister said.",
]
TITLE = "Allies close ranks on spending"


def lines(body: str) -> list[str]:
    html = f"<!DOCTYPE html><html lang=en><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return from_bytes(html.encode(), "x.html", suffix=".html").text.splitlines()


def article(*between: str, tag: str = "p") -> str:
    """A page that sets something between the first two paragraphs of its report."""
    first, *others = (f"<{tag}>{each}</{tag}>" for each in PARAGRAPHS)
    return f"<div class=story><h1>{TITLE}</h1>{first}{''.join(between)}{''.join(others)}</div>"


ASIDES = [
    "<p><strong>Read also: </strong><a href='/greece'>Greece to spend 3.1 percent of GDP on defence</a></p>",
    "<p><em><a href='/greece'>→ Greece to spend 3.1 percent of GDP on defence</a></em></p>",
    "<h3><a href='/greece'>Greece to spend 3.1 percent of GDP on defence</a></h3>",
    "<div class=x><a href='/greece'>Greece to spend 3.1 percent of GDP on defence</a></div>",
    "<div class=y><img src=a.jpg><span>Rutte, whose allies spent $486 billion in 2024.</span> <b>R. Linde</b></div>",
    "<div style='display:none'>European allies and Canada spent $486 billion on defence in 2024.</div>",
    "<div class=q>Twenty-two allies met the guideline last year</div>",
    "<blockquote><p>“Twenty-two allies met the guideline last year.”</p></blockquote>",
    f"<p>{PARAGRAPHS[2]}</p>",
]


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_what_stands_beside_a_report_is_not_read(aside: str, tag: str) -> None:
    read = [line for line in lines(article(aside, tag=tag)) if line != TITLE]
    assert sorted(read) == sorted(PARAGRAPHS)


@pytest.mark.parametrize(
    "kept",
    [
        "<p>The <a href='/table'>table of June</a> tells that Greece spends 3.1 percent of its GDP.</p>",
        "<p><a href='/greece'>Greece will spend 3.1 percent of its GDP on defence, its minister said.</a></p>",
        "<p><a href='#note'>Greece to spend 3.1 percent of GDP on defence</a></p>",
        "<ul><li><a href='/greece'>Greece</a>: 3.1 percent of its GDP</li></ul>",
    ],
)
def test_a_link_within_a_report_is_read(kept: str) -> None:
    assert any("Greece" in line and "3.1" in line for line in lines(article(kept)))


@pytest.mark.parametrize(
    "page",
    [
        "<table width=100%><tr><td><a href=a>Home</a><br><a href=b>News</a></td><td>"
        f"{'<br><br>'.join(PARAGRAPHS)}</td></tr><tr><td colspan=2>Ministry of Defence</td></tr></table>",
        "<table><tr><td>"
        + "".join(f"<table role=presentation><tr><td>{each}</td></tr></table>" for each in PARAGRAPHS)
        + "</td></tr></table>",
        f"<div><font size=3>{'<br>&nbsp;<br>'.join(PARAGRAPHS)}</font></div>",
        f"<div>{'<br><br><br>'.join(f'<b>{each[:6]}</b>{each[6:]}' for each in PARAGRAPHS)}</div>",
    ],
)
def test_old_ways_to_set_a_page_give_its_paragraphs(page: str) -> None:
    assert [line for line in lines(page) if len(line) > 40] == PARAGRAPHS


def test_a_table_of_data_stays_one() -> None:
    table = "<table><tr><td>Country</td><td>2024</td></tr><tr><td>Poland</td><td>4.12</td></tr></table>"
    assert [line.split() for line in lines(article(table)) if "|" in line] == [
        ["|", "Country", "|", "2024", "|"],
        ["|", "Poland", "|", "4.12", "|"],
    ]


def test_terms_with_what_is_told_of_them_are_lines() -> None:
    pairs = "<dl><dt>Poland</dt><dd>4.12 %</dd><dt>Spain:</dt><dd>1.28 %</dd></dl>"
    assert [line for line in lines(article(pairs)) if line.startswith("-")] == [
        "- Poland: 4.12 %",
        "- Spain: 1.28 %",
    ]


@pytest.mark.parametrize("item", ["<li>{}</li>", "<li>{} </li>", "<li><b></b>{}</li>"])
@pytest.mark.parametrize("tag", ["p", "div"])
def test_the_items_of_a_list_are_read_and_those_of_a_menu_are_not(item: str, tag: str) -> None:
    points = "".join(item.format(each) for each in PARAGRAPHS[1:])
    menu = "".join(f"<li><a href='/{n}'>Country {n} spends {n} percent of GDP</a></li>" for n in range(9))
    first = f"<{tag}>{PARAGRAPHS[0]}</{tag}>"
    read = lines(
        f"<div><ul>{menu}</ul></div><div class=story><h1>{TITLE}</h1>{first}<h2>1.</h2><ul>{points}</ul></div>"
    )
    assert [line.removeprefix("- ") for line in read if len(line) > 40] == PARAGRAPHS


def test_a_page_set_by_a_typewriter_keeps_its_paragraphs() -> None:
    text = "\n\n".join(textwrap.fill(each, 60) for each in PARAGRAPHS)
    assert lines(f"<pre>\n{text}\n</pre>") == PARAGRAPHS
