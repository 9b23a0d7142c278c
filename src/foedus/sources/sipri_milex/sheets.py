"""A workbook and the names of some sheets in; their cells out, each with its text and the colour of its font.

The colours carry meaning here, and the usual readers of cells drop them: the standard library reads them.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Cell(Struct, frozen=True, kw_only=True):
    """One cell: its place (`B7`), its text as stored and the colour of its font, None where it has the usual one."""

    place: str
    row: int
    column: int
    text: str
    is_number: bool
    colour: str | None = None


class Workbook:
    """An xlsx file, opened for reading; a fault is an OSError, BadZipFile, KeyError or ParseError."""

    def __init__(self, path: Path) -> None:
        self._package = zipfile.ZipFile(path)
        self._strings = list(self._shared())
        self._colours = list(self._fonts())
        self.sheets = self._places()

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *fault: object) -> None:
        self._package.close()

    def rows(self, sheet: str) -> Iterator[list[Cell]]:
        """Yield the rows of a sheet, those of its cells that hold something."""
        with self._package.open(self.sheets[sheet]) as file:
            for _, element in ElementTree.iterparse(file):
                if element.tag == f"{_MAIN}row":
                    yield [cell for each in element if (cell := self._cell(each))]
                    element.clear()

    def _cell(self, element: ElementTree.Element) -> Cell | None:
        kind, place = element.get("t", "n"), element.get("r", "")
        text = "".join(part.text or "" for part in element.iter() if part.tag in (f"{_MAIN}v", f"{_MAIN}t"))
        if not text.strip():
            return None
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()  # type: ignore[union-attr]
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
        style = int(element.get("s", 0))
        return Cell(
            place=place,
            row=int(row),
            column=column,
            text=self._strings[int(text)] if kind == "s" else text,
            is_number=kind == "n",
            colour=self._colours[style] if style < len(self._colours) else None,
        )

    def _places(self) -> Mapping[str, str]:
        """Which file of the package holds a sheet, by the sheet's name."""
        links = self._tree("xl/_rels/workbook.xml.rels")
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        sheets = self._tree("xl/workbook.xml").iter(f"{_MAIN}sheet")
        return {
            str(sheet.get("name")).strip(): posixpath.join("/xl", targets[sheet.get(_RELATION)]).lstrip("/")
            for sheet in sheets
        }

    def _shared(self) -> Iterator[str]:
        if "xl/sharedStrings.xml" in self._package.namelist():
            for entry in self._tree("xl/sharedStrings.xml").iter(f"{_MAIN}si"):
                yield "".join(part.text or "" for part in entry.iter(f"{_MAIN}t"))

    def _fonts(self) -> Iterator[str | None]:
        """The colour of each cell style: an index of the palette (`10`), an RGB value (`FFFF0000`) or none."""
        if "xl/styles.xml" not in self._package.namelist():
            return
        tree = self._tree("xl/styles.xml")
        fonts = [font.find(f"{_MAIN}color") for font in tree.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
        named = [None if font is None else font.get("indexed") or font.get("rgb") for font in fonts]
        for style in tree.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"):
            yield named[int(style.get("fontId", 0))]

    def _tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._package.read(name))
