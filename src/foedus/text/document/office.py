"""The bytes of a Word or OpenDocument file in; its text and title out: a paragraph a line, notes at the end.

What was deleted and is only tracked, remarks, heads and feet are no text. Cells of a table stand apart by tabs.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from foedus.text.document.decode import NotText

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_MOST: Final = 16 * 1024 * 1024  # bytes of a part, unpacked
_DOCTYPE: Final = b"<!DOCTYPE"
_BETWEEN: Final = "\n\n"  # paragraphs; rows of a table follow each other on lines


class _Format(NamedTuple):
    """How a format names its parts: by their names without the name space."""

    called: str
    text: str
    notes: str
    title: str
    signs: dict[str, str]
    left_out: frozenset[str]


FORMATS: Final = {
    "word": _Format(
        "a damaged Word document",
        "word/document.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
        {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
        frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sectPr")),
    ),
    "opendocument": _Format(
        "a damaged OpenDocument file",
        "content.xml",
        "",
        "meta.xml",
        {"tab": "\t", "line-break": "\n", "s": " "},
        frozenset(
            ("tracked-changes", "annotation", "note-citation", "forms", "sequence-decls", "automatic-styles")
        ),
    ),
}
_MOST_BLANKS: Final = 100
_PARAGRAPHS: Final = ("p", "h")
_TABLES: Final = ("tbl", "table")
_ROWS: Final = ("tr", "table-row")
_CELLS: Final = ("tc", "table-cell")
_NOTES: Final = ("footnote", "endnote", "note-body")
_RUNS: Final = frozenset(("t", "span", "a", "p", "h"))  # within which characters are text


# Of a package that is damaged, cut off, locked by a password, packed in a way that is not known or nested without end.
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    OSError,
    RuntimeError,
    KeyError,
)


def read_office(data: bytes, kind: str, limit: int) -> tuple[str, str | None]:
    """Return text and title; raises NotText for a file that is damaged or whose parts are over `limit`."""
    form = FORMATS[kind]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _part(package, form.text, limit)
            if body is None:
                raise NotText(form.called)
            notes, told = _part(package, form.notes, limit), _part(package, form.title, limit)
        last: list[str] = []
        blocks = [*_blocks(body, form, last), *last]
        for note in notes if notes is not None else ():
            blocks += () if _name_of_type(note) else _blocks(note, form, last)
    except _FAULTS:
        raise NotText(form.called) from None
    title = next((each.text for each in told.iter(_TITLE)), None) if told is not None else None
    return _BETWEEN.join(blocks), (title or "").strip() or None


def _part(package: zipfile.ZipFile, name: str, limit: int) -> Element | None:
    """Return a part of a package, None where it has none."""
    limit = min(limit, _MOST)
    if name not in package.namelist():
        return None
    with package.open(name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise NotText(f"a document with more than {limit:,} bytes in {name}")
    if _DOCTYPE in data:  # no office program writes one: what it declares may unfold without end
        raise NotText(f"a document with a DOCTYPE in {name}")
    return ElementTree.fromstring(data)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _name_of_type(note: Element) -> str:
    """Return what Word says a note is where it is none, but a line between text and notes."""
    return next((value for key, value in note.items() if key.endswith("}type")), "")


def _blocks(parent: Element, form: _Format, notes: list[str]) -> Iterator[str]:
    """Yield paragraphs and tables within an element; what notes hold goes to `notes`."""
    for each in parent:
        name = _name(each)
        if name in form.left_out:
            continue
        if name in _PARAGRAPHS:
            told = "".join(_signs(each, form, notes)).strip()
            if told:
                yield told
        elif name in _TABLES:
            rows = [_row(row, form, notes) for row in _rows(each)]
            if any(rows):
                yield "\n".join(row for row in rows if row)
        else:
            yield from _blocks(each, form, notes)


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables within its cells."""
    for each in table:
        if _name(each) in _ROWS:
            yield each
        elif _name(each) not in _CELLS:
            yield from _rows(each)


def _row(row: Element, form: _Format, notes: list[str]) -> str:
    cells = (" ".join(_blocks(cell, form, notes)) for cell in row if _name(cell) in _CELLS)
    return "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")


def _signs(element: Element, form: _Format, notes: list[str]) -> Iterator[str]:
    """Yield the characters of a paragraph."""
    within = _name(element) in _RUNS
    if within and element.text:
        yield element.text
    for each in element:
        name = _name(each)
        if name in _NOTES:
            notes += _blocks(each, form, notes)
        elif name in form.signs:
            yield form.signs[name] * _times(each)
        elif name not in form.left_out:
            yield from _signs(each, form, notes)
        if within and each.tail:
            yield each.tail


def _times(element: Element) -> int:
    """Return how often OpenDocument repeats a blank."""
    told = next((value for key, value in element.items() if key.endswith("}c")), "1")
    return min(int(told), _MOST_BLANKS) if told.isdecimal() and len(told) < 4 else 1
