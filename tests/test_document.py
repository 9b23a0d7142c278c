"""What a report may be given as, and what is said of what is no report."""

from __future__ import annotations

import datetime as dt
import io
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfs import pdf

from foedus.errors import DocumentError
from foedus.lang import codes
from foedus.text.document import Details, documents, doubts, from_bytes, from_text, load
from foedus.text.document.language import detect_language

FRENCH = (
    "Le ministre a déclaré que la France consacre près de 2 % de son PIB à la défense, soit 50 milliards d’€."
)
ENGLISH = "The minister said that allies spent more than 20 billion dollars on their armies this year."


def page(article: str, head: str = "", lang: str = "fr") -> str:
    menu = "".join(f"<li><a href='/{n}'>Rubrique {n}</a></li>" for n in range(12))
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body><nav><ul>{menu}</ul></nav>"
        f"{article}<footer><a href='/m'>Mentions</a></footer></body></html>"
    )


ARTICLE = "<article><h1>Deux pour cent</h1>" + f"<p>{FRENCH}</p>" * 3 + "</article>"
HEAD = (
    "<title>Deux pour cent</title><meta property='og:title' content='Deux pour cent'>"
    "<meta property='og:site_name' content='Le Fanal'>"
    "<meta property='article:published_time' content='2024-09-03T08:00:00+02:00'>"
)


# --- text -----------------------------------------------------------------------------------------------------------


def test_a_text_is_kept_exactly_as_given() -> None:
    text = "Titre\r\n\r\nUne\u202fligne,\u00a0e\u0301 «\u00a02\u00a0%\u00a0»\rfin\n\n"
    assert from_bytes(text.encode(), "x.txt").text == text


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("cp1252", b""),
    ],
)
def test_a_text_is_read_in_every_usual_encoding(encoding: str, mark: bytes) -> None:
    document = from_bytes(mark + FRENCH.encode(encoding), "x.txt")
    assert (document.text, document.lang) == (FRENCH, "fr")


def test_latin_1_and_its_successor_with_the_euro_are_told_apart() -> None:
    assert (
        from_bytes("L’armée coûte cher".replace("’", "'").encode("latin-1"), "x").text == "L'armée coûte cher"
    )
    assert from_bytes("Elle coûte 3 €".encode("iso8859-15"), "x").text == "Elle coûte 3 €"


def test_a_few_damaged_bytes_do_not_turn_a_text_into_another_encoding() -> None:
    assert from_bytes((FRENCH * 3).encode() + b"\xe9", "x").text == FRENCH * 3 + "\ufffd"


def test_the_first_line_that_stands_alone_is_the_title() -> None:
    assert from_bytes(f"Deux pour cent\n\n{FRENCH}\n".encode(), "x").title == "Deux pour cent"
    assert from_bytes(f"{FRENCH}\n\n{FRENCH}".encode(), "x").title is None


def test_markdown_gives_its_front_matter_and_keeps_its_text() -> None:
    text = (
        f"---\ntitle: Deux pour cent\ndate: 2024-09-03\npublisher: 'Le Fanal'\n---\n\n# Autre\n\n{FRENCH}\n"
    )
    document = from_bytes(text.encode(), "x.md", suffix=".md")
    assert document.text == text
    assert (document.title, document.publisher) == ("Deux pour cent", "Le Fanal")
    assert document.published == dt.date(2024, 9, 3)
    assert from_bytes(b"# Un titre\n\ntexte", "x.md", suffix=".md").title == "Un titre"


def test_what_is_given_goes_before_what_the_report_says() -> None:
    details = Details(title="Autre", published=dt.date(2020, 1, 1), lang="en")
    document = from_bytes(page(ARTICLE, HEAD).encode(), "x.html", details)
    assert (document.title, document.published, document.lang) == ("Autre", dt.date(2020, 1, 1), "en")
    assert document.publisher == "Le Fanal"


def test_the_id_is_of_the_content() -> None:
    assert from_text(FRENCH).id == from_text(FRENCH).id != from_text(ENGLISH).id


# --- what is no text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe \x00", "is empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"PK\x03\x04____word/document.xml", "a damaged Word document"),
        (b"PK\x03\x04____xl/workbook.xml", "an Excel workbook"),
        (b"MIME-Version: 1.0\nSubject: 2 %\n\n", "an e-mail without a text"),
        (b"PK\x03\x04____other", "a ZIP archive"),
        (b"{\\rtf1 texte}", "an RTF document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"<?xml version='1.0'?><rss></rss>", "an XML file"),
        (b"texte\x00\x01\x02\x00texte", "a binary file"),
        (bytes(range(1, 32)) * 20, "a binary file"),
        (b"\xff\xfe" + bytes(range(0xD8, 0xDC)) * 99, "a binary file"),
    ],
)
def test_what_is_no_text_is_named_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError) as caught:
        from_bytes(data, "photo.txt", suffix=".txt")
    line = str(caught.value)
    assert line.startswith("photo.txt: ")
    assert what in line
    assert "valid" in line
    assert "\n" not in line


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    for place, why in (
        (tmp_path / "no.txt", "no such file"),
        (tmp_path, "is a folder"),
        ("a\0b", "cannot be"),
    ):
        with pytest.raises(DocumentError, match=why):
            load(place)
    closed = tmp_path / "closed.txt"
    closed.write_text(FRENCH)
    closed.chmod(0)
    if os.geteuid():
        with pytest.raises(DocumentError, match="Permission denied"):
            load(closed)


def test_a_file_over_the_limit_is_refused_after_reading_no_more_than_it(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="larger than 1,000 bytes"):
        load("/dev/zero", limit=1000)


def test_twenty_megabytes_of_text_are_taken_in_bounded_time(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text((FRENCH + "\n") * (20_000_000 // len(FRENCH)))
    start = time.perf_counter()
    document = load(file)
    assert (len(document.text) > 19_000_000, document.lang) == (True, "fr")
    assert time.perf_counter() - start < 5


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda b: b"%PDF-1.4\n" + b),
        st.text(max_size=200).map(lambda t: ("<html>" + t).encode("utf-8", "replace")),
        st.binary(max_size=100).map(lambda b: b"<!doctype html><p>" + b),
        st.binary(max_size=100).map(lambda b: b"PK\x03\x04word/document.xml" + b),
        st.binary(max_size=200).map(lambda b: b"MIME-Version: 1.0\n" + b),
        st.text(max_size=100).map(
            lambda t: f"MIME-Version: 1.0\nContent-Type: {t}\n\nx".encode("utf-8", "replace")
        ),
        st.text(max_size=60).map(
            lambda t: f"MIME-Version: 1.0\nDate: {t}\nSubject: {t}\n\nx".encode("utf-8", "replace")
        ),
    ),
    st.sampled_from(["", ".txt", ".md", ".html", ".pdf", ".jsonl"]),
)
def test_no_bytes_crash(data: bytes, suffix: str) -> None:
    try:
        document = from_bytes(data, "x", suffix=suffix)
    except DocumentError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - either way is right, crashing is not
    else:
        assert document.text.strip()
        doubts(document)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_jsonl_crashes(data: bytes) -> None:
    faults: list[DocumentError] = []
    list(documents(io.BytesIO(b'{"text":' + data), on_fault=faults.append))


@given(st.text(min_size=1).filter(lambda t: t.strip() and "\x00" not in t))
def test_any_text_of_a_record_is_kept(text: str) -> None:
    assert from_text(text).text == text


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    document = from_bytes(page(ARTICLE, HEAD).encode(), "x.html")
    assert FRENCH in document.text
    assert "Rubrique" not in document.text
    assert (document.title, document.publisher, document.lang) == ("Deux pour cent", "Le Fanal", "fr")
    assert document.published == dt.date(2024, 9, 3)


def test_a_page_is_told_by_its_content_and_decoded_as_it_says() -> None:
    written = page(ARTICLE, HEAD + "<meta charset='iso-8859-15'>").replace("’", "'")
    assert FRENCH.replace("’", "'") in from_bytes(written.encode("iso8859-15"), "x.txt", suffix=".txt").text


def test_the_words_of_a_page_go_before_the_language_of_its_template() -> None:
    assert from_bytes(page(ARTICLE, lang="en-US").encode(), "x.html").lang == "fr"


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", page(""), page("<p>© Le Fanal</p>"), "<html>"]
)
def test_a_page_without_an_article_is_said_to_have_none(html: str) -> None:
    with pytest.raises(DocumentError, match="an HTML page without an article"):
        from_bytes(html.encode(), "x.html", suffix=".html")


def test_a_page_of_endless_paragraphs_is_read_in_bounded_time() -> None:
    html = page("<article>" + f"<p>{FRENCH}</p>" * 40_000 + "</article>", HEAD)
    start = time.perf_counter()
    document = from_bytes(html.encode(), "x.html")
    assert document.text.count(FRENCH) == 40_000
    assert document.published == dt.date(2024, 9, 3)
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("<!---->" * 500 + "x", ".txt"),
        (" " * 5000 + "x", ".txt"),
        ("#" + " " * 5000 + "x" + " " * 5000, ".md"),
        ("---\na:" + " " * 4000 + "\n", ".md"),
        ("<html><p>" + "mot " * 50_000, ".html"),
        ("<html><p>" + "<b>a " * 14_000 + FRENCH, ".html"),
        ("<html>" + "<meta charset=" * 500 + f"<p>{FRENCH}", ".html"),
    ],
    ids=lambda value: value[:12],
)
def test_no_form_of_text_takes_long(text: str, suffix: str) -> None:
    start = time.perf_counter()
    with suppress(DocumentError):
        from_bytes(text.encode(), "x", suffix=suffix)
    assert time.perf_counter() - start < 5


def test_a_page_nested_without_end_does_no_harm() -> None:
    html = "<html><body>" + "<div>" * 50_000 + f"<p>{FRENCH}</p>"
    with suppress(DocumentError):
        assert FRENCH in from_bytes(html.encode(), "x.html").text


# --- PDF ------------------------------------------------------------------------------------------------------------


def test_a_pdf_gives_its_text_layer_page_after_page() -> None:
    document = from_bytes(pdf("La France est \\340 2 %", "", "du PIB.", title="Deux pour cent"), "x.pdf")
    assert document.text == "La France est à 2 % du PIB."
    assert (document.title, document.lang) == ("Deux pour cent", "fr")


def test_the_line_ends_of_a_page_are_those_that_a_browser_shows() -> None:
    source = """<article><p>
        La Pologne consacrera cette
        année <b>4,7</b>&nbsp;% de son PIB<sup>1</sup> à
        sa défense<sup><a href="#n2">[2]</a></sup>, loin devant
        l'Espagne, dit-il.<br>Il le répète depuis le XXI<sup>e</sup> siècle : 10 km<sup>2</sup> en 2024<sup>3</sup>.</p>
        <p>Un second paragraphe suit, plus court.</p></article>"""
    assert from_bytes(page(source).encode(), "x.html", suffix=".html").text.splitlines() == [
        "La Pologne consacrera cette année 4,7\u00a0% de son PIB à sa défense, loin devant l'Espagne, dit-il.",
        "Il le répète depuis le XXIe siècle : 10 km2 en 2024.",
        "Un second paragraphe suit, plus court.",
    ]


def test_the_lines_of_a_pdf_are_joined_where_they_only_fit_the_page() -> None:
    lines = [
        "Allies raise their budgets",
        "The members of the alliance told their publics on Friday that they",
        "would spend 3 percent of their GDP on defence. Spain will not.",
    ]
    shown = ") Tj 0 -14 Td (".join(lines)
    assert from_bytes(pdf(shown), "x.pdf").text == f"{lines[0]}\n{lines[1]} {lines[2]}"


def test_a_pdf_under_any_name_is_a_pdf() -> None:
    assert from_bytes(b"\n" + pdf("La France"), "x.txt", suffix=".txt").text == "La France"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf(""), "a PDF without a text layer"),
        (pdf("x", locked=True), "a PDF locked by a password"),
        (b"%PDF-1.7\n" + zlib.compress(b"x"), "a damaged PDF"),
        (pdf("x")[:60], "a damaged PDF"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_said_so(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        from_bytes(data, "x.pdf", suffix=".pdf")


# --- JSON Lines -----------------------------------------------------------------------------------------------------


def test_json_lines_give_one_document_a_line_with_its_id() -> None:
    lines = (
        b'\xef\xbb\xbf{"id": "a", "text": "Un texte.", "published": "2025-04-03", "publisher": "Le Fanal"}\n'
        b"\n"
        b'{"id": 7, "text": "2 %", "lang": "fr-FR", "published": "2025-04-03T10:00:00Z", "tags": []}'
    )
    first, second = documents(io.BytesIO(lines), Details(publisher="Autre"))
    assert (first.id, first.published, first.publisher) == ("a", dt.date(2025, 4, 3), "Le Fanal")
    assert (second.id, second.published, second.lang) == ("7", dt.date(2025, 4, 3), "fr")
    assert second.publisher == "Autre"


def test_a_bad_line_is_named_by_its_number_and_the_others_are_read() -> None:
    lines = b'{"text": "a"}\n{"text": 5}\nnonsense\n{"id": "x"}\n{"text": "b", "published": "soon"}\n{"text": "c"}\n'
    faults: list[DocumentError] = []
    texts = [d.text for d in documents(io.BytesIO(lines), place="r.jsonl", on_fault=faults.append)]
    assert texts == ["a", "c"]
    assert [str(fault).split(":")[1] for fault in faults] == [" line 2", " line 3", " line 4", " line 5"]
    assert all('"text"' in str(fault) for fault in faults)
    with pytest.raises(DocumentError, match=r"r\.jsonl: line 2: "):
        list(documents(io.BytesIO(lines), place="r.jsonl"))


def test_a_line_nested_without_end_is_a_bad_line() -> None:
    faults: list[DocumentError] = []
    lines = b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b',"text":"a"}\n{"text":"b"}\n'
    assert [d.text for d in documents(io.BytesIO(lines), on_fault=faults.append)] == ["b"]
    assert "recursion" in str(faults[0])


def test_a_line_over_the_limit_is_passed_over() -> None:
    lines = b'{"text": "' + b"x" * 500 + b'"}\n{"text": "b"}\n'
    faults: list[DocumentError] = []
    assert [d.text for d in documents(io.BytesIO(lines), limit=100, on_fault=faults.append)] == ["b"]
    assert "longer than 100 bytes" in str(faults[0])


# --- language and doubts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("La France est à 2 %", "fr"),
        ("France is at 2 %", "en"),
        ("2 % du PIB", "fr"),
        ("Polska wydaje 4,7 proc. PKB na obronę.", "pl"),
        ("Deutschland gibt 2 Prozent seiner Wirtschaftsleistung für die Verteidigung aus.", "de"),
        ("España dedica el 1,3 % de su PIB a la defensa.", "es"),
        ("L’Italia è al 2 per cento, secondo il ministro.", "it"),
        ("Nederland geeft 2 procent uit aan defensie en dat is meer dan vorig jaar.", "nl"),
        ("Россия тратит 7 процентов ВВП на оборону.", "ru"),
        ("Україна витрачає третину ВВП на оборону.", "uk"),
        ("日本の防衛費は増えている", "ja"),
        ("Rutte, 2 %", "und"),
        ("", "und"),
    ],
)
def test_a_language_is_told_by_its_commonest_words(text: str, code: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (from_text("Polska wydaje 4,7 proc. PKB na obronę."), ["no-rules"]),
        (from_text("Rutte, 2 %"), ["no-language"]),
        (from_text(FRENCH), ["no-date"]),
        (from_text(""), ["no-text"]),
        (from_text(FRENCH, Details(published=dt.date(2025, 1, 1))), []),
    ],
)
def test_what_keeps_a_report_from_being_checked_is_a_doubt(document: object, code: list[str]) -> None:
    found = doubts(document)  # type: ignore[arg-type]
    assert [doubt.code for doubt in found] == code
    assert all(set(doubt.message) == set(codes()) for doubt in found)


def test_a_language_without_rules_is_named_in_the_language_of_the_answer() -> None:
    message = doubts(from_text("Polska wydaje 4,7 proc. PKB na obronę."))[0].message
    assert "in Polish; foedus reads: en, de, fr" in message["en"]
    assert "en polonais" in message["fr"]
