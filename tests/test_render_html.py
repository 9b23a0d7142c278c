"""What the page shows of a dossier, and what it does in a browser."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sample_dossiers import check, document, excess, figure, french, quantity, said

from foedus.model import Dossier, Doubt, PledgeTie, Position, Span, Statement
from foedus.render.article import pieces
from foedus.render.blocks import blocks
from foedus.render.cards import Pile
from foedus.render.html import to_html
from foedus.render.jsonld import claim_reviews
from foedus.render.reviews import Review

EMPTY = {"meta", "link", "br", "line", "rect", "circle", "path"}
BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Page(HTMLParser):
    """The elements of a page; fails where one is not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            a for tag, a in self.elements if tag == name and all(a.get(k) == v for k, v in wanted.items())
        ]


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(french(), "fr")


def test_the_same_dossier_gives_the_same_bytes(page: str) -> None:
    assert to_html(french(), "fr") == page


def test_every_element_is_closed_and_every_id_is_its_own(page: str) -> None:
    ids = [attributes["id"] for _, attributes in Page(page).elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_reference_leads_somewhere(page: str) -> None:
    elements = Page(page).elements
    ids = {attributes.get("id") for _, attributes in elements}
    for _, attributes in elements:
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "data-copy"):
            assert ids >= set((attributes.get(name) or "").split())
        link = attributes.get("href") or ""
        assert not link.startswith("#") or link[1:] in ids


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    for tag, attributes in Page(page).elements:
        assert "src" not in attributes
        assert tag != "link" or attributes["href"] == "data:,"
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    assert not re.search(r"@import|url\(", page)
    policy = Page(page).all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"] or ""
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_article_and_answer_each_say_their_language() -> None:
    page = Page(to_html(french(), "en"))
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("article")[0]["lang"] == "fr"
    assert all(quote["lang"] == "fr" for quote in page.all("q"))


def test_the_article_is_given_whole(page: str) -> None:
    dossier = french()
    article = page[page.index("<article") : page.index("</article>")]
    shown = re.sub(r"<h2.*?</h2>|<[^>]+>", "", article)
    expected = dossier.document.text.removeprefix(dossier.document.title or "")
    assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", expected)


def test_each_statement_has_a_mark_and_a_card(page: str) -> None:
    parsed = Page(page)
    for number in range(1, 13):
        assert parsed.all("a", id=f"m{number}", href=f"#c{number}")
        assert parsed.all("section", id=f"c{number}")


def test_a_card_holds_verdict_curve_readings_cells_sql_and_answer(page: str) -> None:
    card = page[page.index('id="c2"') : page.index('id="c3"')]
    card = card.replace("\xa0", " ")
    for text in (
        "Dépend de la définition",
        "<svg",
        "798,3 Md$",
        "prix constants de 2015, base 2016",
        "TABLE2!G42 … N42 (8)",
    ):
        assert text in card
    for text in ("SELECT sum(value)", "Copier la réponse", "le verdict est le même", "s’est réjoui", "<desc"):
        assert text in card
    assert card.index("798,3 Md$") < card.index("Généreuse")


def test_nothing_in_a_report_becomes_markup() -> None:
    evil = '</article><script>document.title="x"</script><img src=x onerror=alert(1)>"\'&amp;\u202e\x1b'
    text = f"Dit : {evil} 5 %."
    content = Position(topic=evil, text=evil)
    statement = said(text, "5 %", content, speaker=evil, cue=evil)
    doubts = [Doubt(span=Span(start=0, end=3), code=evil, message={"fr": evil})]
    report = document(text, title=evil, publisher=evil, lang=evil, url="javascript:alert(1)")
    ties = [PledgeTie(id=evil, by=evil, made=dt.date(2025, 1, 1), due=evil, statements=[statement.id])]
    page = to_html(
        Dossier(document=report, statements=[statement], checks=[], doubts=doubts, pledges=ties), "fr"
    )
    parsed = Page(page)
    assert len([each for each in parsed.all("script") if "type" not in each]) == 1
    assert parsed.all("img") == []
    assert not [attributes for _, attributes in parsed.elements if "onerror" in attributes]
    assert "javascript:" not in page
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", page)


def test_definitions_and_sql_are_escaped_too() -> None:
    text = "Plus de 700 milliards."
    statement = said(text, "700 milliards", figure("<b>", "<i>", quantity("7e11", None, "<u>", ">"), "2024"))
    readings = [
        excess("1", "refuted", "2016", "<b>&", edition="2024-06-17"),
        excess("2", "refuted", "2017", "x", edition="1"),
    ]
    checked = check(statement, dt.date(2025, 1, 1), "fails", readings, {}, None, {"fr": "<s>"})
    page = to_html(Dossier(document=document(text), statements=[statement], checks=[checked]), "fr")
    assert not re.search(r"<(i|u|s)>|<b>&|<b></", page)


def test_lone_surrogates_do_not_stop_the_page() -> None:
    page = to_html(Dossier(document=document("a\ud800b"), statements=[], checks=[]), "en")
    assert page.encode("utf-8")
    assert "No statement was found in this text." in page


def spans(*bounds: tuple[int, int], text: str = "abcdefghij") -> list[Statement]:
    view = Position(topic=None, text="")
    return [
        Statement(
            id=f"{start}-{end}-{n}", span=Span(start=start, end=end), quote=text[start:end], content=view
        )
        for n, (start, end) in enumerate(bounds)
    ]


def marks(statements: list[Statement], text: str = "abcdefghij") -> str:
    page = to_html(Dossier(document=document(text), statements=statements, checks=[]), "fr")
    article = page[page.index("<article") : page.index("</article>")]
    found = re.findall(
        r'<a class="m[^"]*" href="#c(\d+)"[^>]*>([^<]*)</a>|([^<>]+)(?=<)', article[article.index("<p>") :]
    )
    return "".join(f"[{number}:{inner}]" if number else outer for number, inner, outer in found).strip()


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ([(2, 8), (4, 6)], "ab[1:cd][2:ef][1:gh]ij"),
        ([(1, 5), (3, 8)], "a[1:bcde][2:fgh]ij"),
        ([(2, 6), (2, 6)], "ab[1:cdef][2:]ghij"),
        ([(0, 10), (0, 4), (4, 10)], "[2:abcd][3:efghij][1:]"),
        ([(3, 3)], "abc[1:]defghij"),
        ([(0, 10), (2, 8), (4, 6)], "[1:ab][2:cd][3:ef][2:gh][1:ij]"),
        ([(8, 99)], "abcdefgh[1:ij]"),
    ],
)
def test_marks_that_overlap_or_nest_are_each_reached(bounds: list[tuple[int, int]], expected: str) -> None:
    assert marks(spans(*bounds)) == expected


def test_a_mark_may_run_over_paragraphs() -> None:
    assert marks(spans((1, 5), text="ab.\ncd."), "ab.\ncd.").replace("\n", "") == "a[1:b.][1:c]d."


def shape(text: str) -> list[tuple[str, str]]:
    return [(each.sort, text[each.start : each.end]) for each in blocks(text)]


def test_blocks_cover_all_that_is_not_blank() -> None:
    text = "Titre\n\nUn.\nDeux.\n\n\nTrois."
    assert shape(text) == [("h3", "Titre"), ("p", "Un.\nDeux."), ("p", "Trois.")]


def test_lines_of_a_table_or_list_are_no_headings() -> None:
    text = "Outlays\nAlly | 2024\nPoland | 4.1 %\n\nBy ally:\n- Poland: 4.1 %\n- Spain: 1.3 %\n\nNext\nMore."
    assert [sort for sort, _ in shape(text)] == ["h3", "tr", "tr", "p", "li", "li", "p"]
    assert [sort for sort, _ in shape("They met.\nPoland 4.12 %\nSpain 1.28 %\nIt ended.")] == [
        "p",
        "li",
        "li",
        "p",
    ]


def test_of_short_lines_below_each_other_only_the_first_is_a_heading() -> None:
    assert [sort for sort, _ in shape("Who met\nCanada\nItaly\nThey met.")] == ["h3", "p", "p", "p"]
    assert [sort for sort, _ in shape("These met:\nCanada\nItaly\nThey met.")] == ["p"] * 4


def test_empty_cells_are_passed_over_however_wide_they_are() -> None:
    row = "Poland||" + " " * 300_000 + "|4.1"
    assert [[row[s:e].strip(" |") for s, e in each.cells] for each in blocks(f"{row}\n{row}")[:1]] == [
        ["Poland", "4.1"]
    ]


def test_a_table_shows_a_cell_for_each_cell_and_keeps_the_marks_that_run_over_them() -> None:
    text = "Ally | 2024\nPoland | 4.1 %"
    page = to_html(Dossier(document=document(text), statements=spans((12, 18), (12, 26)), checks=[]), "en")
    rows = re.findall(r"<tr>.*?</tr>", page)
    assert rows[0] == "<tr><td>Ally | </td><td>2024</td></tr>"
    assert [re.sub(r"<[^>]+>", "", cell) for cell in re.findall("<td>.*?</td>", rows[1])] == [
        "Poland | ",
        "4.1 %",
    ]
    assert [int(n) for n in re.findall(r'href="#c(\d+)"', rows[1])] == [1, 2, 2]


def long_dossier(count: int) -> Dossier:
    line = "« Nous mettrons plus de 700 milliards de dollars », a dit le ministre devant la presse.\n"
    text = line * count
    content = figure("nato", "defence_expenditure", quantity("7e11", None, "USD", ">"), "2024")
    start, quote = line.index("plus"), "plus de 700 milliards de dollars"
    statements = [
        Statement(id=str(n), span=Span(start=at, end=at + len(quote)), quote=quote, content=content)
        for n in range(count)
        for at in [n * len(line) + start]
    ]
    readings = [excess("798253673266", "supported", "2016", "current", edition="2024-06-17")]
    readings += [excess("534400000000", "refuted", "2016", "constant", edition="2024-06-17")]
    checks = [check(s, dt.date(2025, 1, 1), "depends", readings, {"literal": [1, 2]}) for s in statements]
    return Dossier(document=document(text), statements=statements, checks=checks)


def test_three_thousand_statements_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        dossier = long_dossier(count)
        start = time.perf_counter()
        to_html(dossier, "fr")
        return time.perf_counter() - start

    seconds(10)
    few, many = min(seconds(150) for _ in range(2)), seconds(3000)
    assert many < 20 * few * 4


def test_a_text_of_twenty_megabytes_is_shown() -> None:
    text = (("Une phrase sans rien à vérifier, écrite pour remplir. " * 8 + "\n") * 50_000)[:20_000_000]
    start = time.perf_counter()
    page = to_html(Dossier(document=document(text), statements=[], checks=[]), "fr")
    assert len(page) > 20_000_000
    assert time.perf_counter() - start < 30


def test_many_spans_over_one_another_are_cut_in_linear_time() -> None:
    text = "x" * 6000
    statements = spans(*((n, 6000 - n) for n in range(2900)), text=text)
    pile = Pile(Dossier(document=document(text), statements=statements, checks=[]))
    start = time.perf_counter()
    assert len(pieces(pile.cards, [(0, 6000)], 6000)) > 5000
    assert time.perf_counter() - start < 3


# --- in a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    driver = pytest.importorskip("playwright.sync_api")
    path = next((path for path in BROWSERS if Path(path).exists()), None)
    if path is None:
        pytest.skip("no browser")
    with driver.sync_playwright() as session:
        try:
            found = session.chromium.launch(executable_path=path, args=ARGUMENTS)
        except driver.Error as error:
            pytest.skip(f"no browser starts: {error}")
        yield found
        found.close()


@pytest.fixture
def opened(browser: Any, page: str, tmp_path: Path) -> Iterator[Any]:
    yield from _opened(browser, page, tmp_path, width=1280)


@pytest.fixture
def phone(browser: Any, page: str, tmp_path: Path) -> Iterator[Any]:
    yield from _opened(browser, page, tmp_path, width=360)


def _opened(browser: Any, page: str, tmp_path: Path, *, width: int, script: bool = True) -> Iterator[Any]:
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    tab = context.new_page()
    said_by_browser: list[str] = []
    tab.on("console", lambda message: said_by_browser.append(message.text))
    tab.on("pageerror", lambda error: said_by_browser.append(str(error)))
    tab.on(
        "request",
        lambda request: request.url.startswith(("file:", "data:")) or said_by_browser.append(request.url),
    )
    tab.goto(file.as_uri())
    yield tab
    assert said_by_browser == []
    context.close()


def test_a_click_on_a_mark_opens_its_card_and_escape_returns(opened: Any) -> None:
    mark = opened.locator("#m2")
    assert not opened.locator("#c2").is_visible()
    mark.click()
    assert opened.locator("#c2").is_visible()
    assert mark.get_attribute("aria-expanded") == "true"
    assert opened.evaluate("document.activeElement.id") == "c2"
    opened.keyboard.press("Escape")
    assert not opened.locator("#c2").is_visible()
    assert mark.get_attribute("aria-expanded") == "false"
    assert opened.evaluate("document.activeElement.id") == "m2"


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keyboard_opens_what_the_mouse_opens(opened: Any, key: str) -> None:
    opened.locator("#m4").focus()
    opened.keyboard.press(key)
    assert opened.locator("#c4").is_visible()


def test_keys_go_from_mark_to_mark_and_the_card_follows(opened: Any) -> None:
    for key, expected in (
        ("j", "m1"),
        ("j", "m2"),
        ("ArrowRight", "m3"),
        ("k", "m2"),
        ("ArrowLeft", "m1"),
        ("k", "m12"),
    ):
        opened.keyboard.press(key)
        assert opened.evaluate("document.activeElement.id") == expected
    opened.keyboard.press("Enter")
    opened.keyboard.press("j")
    assert opened.locator("#c1").is_visible()
    assert not opened.locator("#c12").is_visible()


def test_the_overview_leads_to_a_card_and_closing_returns_to_it(opened: Any) -> None:
    link = opened.locator(".first a").first
    link.focus()
    opened.keyboard.press("Enter")
    assert opened.locator("#c4").is_visible()
    opened.locator("#c4 [data-close]").click()
    assert opened.evaluate("document.activeElement.getAttribute('href')") == "#c4"


def test_an_address_with_a_card_opens_it(opened: Any) -> None:
    opened.evaluate("location.hash = '#c5'")
    opened.wait_for_selector("#c5.shown")
    assert opened.locator("#c5").is_visible()


def test_the_answer_is_copied(opened: Any) -> None:
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.locator("#m2").click()
    opened.locator("#c2 [data-copy='a2']").click()
    opened.wait_for_function("document.querySelector('[data-copy=a2]').textContent === 'Copié'")
    copied = opened.evaluate("navigator.clipboard.readText()")
    assert copied.split("\n")[0].startswith(
        "« plus de 700 milliards de dollars »".replace(" ", "\xa0", 1)[:2]
    )
    assert len(copied.strip().split("\n")) == 2


def test_a_phone_is_never_scrolled_sideways_and_keeps_the_mark_in_view(phone: Any) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.locator("#m10").click()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    box, sheet = phone.locator("#m10").bounding_box(), phone.locator("#c10").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= sheet["y"]
    inside = phone.evaluate(
        "(() => { const c = document.getElementById('c10'); return c.scrollWidth - c.clientWidth })()"
    )
    assert inside <= 0


def test_without_script_every_card_is_on_the_page(browser: Any, page: str, tmp_path: Path) -> None:
    for tab in _opened(browser, page, tmp_path, width=1280, script=False):
        tab.locator("#m5").click()
        assert tab.url.endswith("#c5")
        assert all(tab.locator(f"#c{number}").is_visible() for number in range(1, 13))
        assert not tab.locator("button").first.is_visible()


def test_print_shows_all_cards_as_end_notes(opened: Any) -> None:
    opened.emulate_media(media="print")
    assert all(opened.locator(f"#c{number}").is_visible() for number in range(1, 13))
    assert not opened.locator("#c2 button").first.is_visible()


def test_the_block_of_claim_reviews_is_let_be_by_the_policy(browser: Any, tmp_path: Path) -> None:
    """A page that names its reviewer opens without a complaint, and its block is data, word for word."""
    review = Review(name="</script><b>", page="https://example.org/7")
    for tab in _opened(browser, to_html(french(), "fr", review), tmp_path, width=1280):
        block = tab.locator('script[type="application/ld+json"]')
        data = json.loads(block.evaluate("element => element.textContent"))
        assert data["@graph"] == claim_reviews(french(), "fr", review)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(opened: Any, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)
    opened.locator("#m2").click()
    opened.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
    assert opened.evaluate(CONTRAST) == []


def test_a_change_of_scheme_is_never_half_done(opened: Any) -> None:
    """Marks take their colours at once: half-way, light ink would stand on a light ground."""
    opened.emulate_media(color_scheme="dark")
    assert opened.evaluate(CONTRAST) == []


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (color) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parts(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest("svg")) continue;
    const [a, b] = [light(parts(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.push([element.tagName, element.className, element.textContent.slice(0, 30), ratio]);
  }
  return found;
}"""
