"""A report in Word, in OpenDocument or in an e-mail reads as its text."""

from __future__ import annotations

import base64
import datetime as dt
import io
import quopri
import zipfile

import pytest

from foedus.errors import DocumentError
from foedus.text.document import from_bytes

TEXT = "Allies close ranks\n\nPoland will spend 4.7 % of its GDP this year.\n\nCountry\t2024\nPoland\t4.12\n\nSo it is."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def package(**parts: str) -> bytes:
    """A zipped file of the parts named, where _ stands for / and __ for a dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            zipped.writestr(name.replace("__", ".").replace("_", "/"), text, stored)
    return file.getvalue()


def word(body: str, notes: str = "") -> bytes:
    parts = {"word_document__xml": f"<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>"}
    if notes:
        parts["word_footnotes__xml"] = f"<w:footnotes xmlns:w='{WORD}'>{notes}</w:footnotes>"
    return package(**parts)


def opened(body: str) -> bytes:
    spaces = f"xmlns:office='{OPEN}:office:1.0' xmlns:text='{OPEN}:text:1.0' xmlns:table='{OPEN}:table:1.0'"
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
    )
    return package(
        mimetype="application/vnd.oasis.opendocument.text",
        content__xml=f"{content}</office:document-content>",
    )


def para(*runs: str) -> str:
    return f"<w:p><w:pPr><w:t>no text</w:t></w:pPr>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def cells(*rows: tuple[str, str]) -> str:
    told = (f"<w:tr>{''.join(f'<w:tc>{para(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(told)}</w:tbl>"


ROWS = (("Country", "2024"), ("Poland", "4.12"))


def test_a_word_document_gives_its_paragraphs_and_tables() -> None:
    deleted = "<w:del><w:r><w:delText>5.1 %</w:delText></w:r></w:del>"
    body = para("Allies close ranks") + para("Poland will spend 4.7 % ", "of its GDP this year.")
    body = body.replace("of its", f"</w:t></w:r>{deleted}<w:r><w:t>of its")
    document = from_bytes(
        word(f"{body}{cells(*ROWS)}{para('')}{para('So it is.')}"), "x.docx", suffix=".docx"
    )
    assert (document.text, document.title, document.lang) == (TEXT, "Allies close ranks", "en")


def test_the_notes_of_a_word_document_follow_its_text() -> None:
    line = f"<w:footnote w:type='separator'>{para('---')}</w:footnote>"
    note = f"<w:footnote w:id='2'>{para('In prices of 2024.')}</w:footnote>"
    assert from_bytes(word(para("So it is."), line + note), "x").text == "So it is.\n\nIn prices of 2024."


def test_an_opendocument_text_gives_its_paragraphs_tables_and_notes() -> None:
    said = (
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>As told.</text:p></text:note-body>"
    )
    note = f"<text:note>{said}</text:note>"
    filled = [
        [f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row] for row in ROWS
    ]
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in filled)
    body = (
        "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:h>Allies close ranks</text:h>"
        f"<text:p>Poland <text:span>will spend</text:span><text:s/>4.7 %{note} of its GDP this year.</text:p>"
        f"<table:table>{rows}</table:table><text:p>So it is.</text:p>"
    )
    assert from_bytes(opened(body), "x.odt").text == f"{TEXT}\n\nAs told."


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(DocumentError, match="more than 16,777,216 bytes"):
        from_bytes(word(para(" " * 20_000_000)), "x.docx")


HEAD = "Subject: =?utf-8?q?Alli=C3=A9s?=\r\nDate: Fri, 4 Apr 2025 23:10:00 +0200\r\nMIME-Version: 1.0\r\n"
SAID = (
    "La Pologne consacrera cette année 4,7 % de son PIB à la défense, a dit vendredi à Bruxelles le ministre."
)


def test_an_email_gives_its_text_subject_and_day() -> None:
    body = quopri.encodestring(SAID.encode("cp1252")).decode()
    kind = "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    document = from_bytes((HEAD + kind + body).encode(), "x.eml", suffix=".eml")
    assert document.text.strip() == SAID
    assert (document.title, document.published, document.lang) == ("Alliés", dt.date(2025, 4, 4), "fr")


def test_the_page_of_an_email_is_read_where_its_text_only_points_to_it() -> None:
    page = base64.b64encode(
        f"<html><body><p>{SAID}</p><p>{SAID} Deux fois.</p></body></html>".encode()
    ).decode()
    parts = [
        "Content-Type: text/plain\r\n\r\nVoir en ligne.",
        f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{page}",
    ]
    kind = "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
    mail = HEAD + kind + "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    assert SAID in from_bytes(mail.encode(), "x").text
    saved = "Snapshot-Content-Location: https://lantern.example/a\r\n" + mail
    document = from_bytes(saved.encode(), "x.mhtml")
    assert (document.url, document.published) == ("https://lantern.example/a", None)
    assert SAID in document.text


def test_headers_that_are_only_copied_are_text() -> None:
    text = f"De : Anne\nObjet : Alliés\nDate : 4 avril 2025\n\n{SAID}"
    assert from_bytes(text.encode(), "x.txt").text == text


def test_tables_within_tables_are_read_once() -> None:
    """A cell's own table is part of its cell: what stands in the innermost is told once."""
    depth = 40
    inside = para("Poland spends 4.1 % of its GDP on defence this year.")
    body = "<w:tbl><w:tr><w:tc>" * depth + inside + "</w:tc></w:tr></w:tbl>" * depth
    assert from_bytes(word(body), "x.docx").text.count("4.1") == 1


DEEP = 20_000
INNER = "<w:x>" * DEEP + "</w:x>" * DEEP
OPENED = '<!DOCTYPE a [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(word(INNER), "damaged", id="nested"),
        pytest.param(word(f"<w:p>{INNER}</w:p>"), "damaged", id="nested in a paragraph"),
        pytest.param(
            package(word_document__xml=f"{OPENED}<w:document xmlns:w='{WORD}'/>"), "DOCTYPE", id="entities"
        ),
        pytest.param(
            f"MIME-Version: 1.0\nSubject: {'=?utf-8?q?a?= ' * 9000}\n\nA".encode(), "header", id="header"
        ),
        pytest.param(
            f"MIME-Version: 1.0\n\nA\nContent-Type: text/plain; {'a*0=b; ' * 9000}\n\nA".encode(),
            "header",
            id="header of a part",
        ),
    ],
)
def test_what_unfolds_without_end_is_refused(data: bytes, why: str) -> None:
    """One clear line, at once."""
    with pytest.raises(DocumentError, match=why):
        from_bytes(data, "x")


def test_blanks_that_are_repeated_without_end_are_one() -> None:
    assert from_bytes(opened(f"<text:p>4<text:s text:c='{'9' * 6000}'/>%</text:p>"), "x.odt").text == "4 %"
