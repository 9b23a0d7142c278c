"""Sheets written as text in, an xlsx workbook out: only what a reader of cells needs."""

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_COLOURS = ["8", "10", "12"]
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def write(path: Path, text: str) -> None:
    """Write a workbook: `== NAME` opens a sheet, a line is a row, tabs part the cells; `7{10}` is a 7 in colour 10."""
    sheets = [part.split("\n", 1) for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]]
    names = [name for name, _ in sheets]
    files = {
        "[Content_Types].xml": _types(len(names)),
        "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(names),
        "xl/_rels/workbook.xml.rels": _links(
            [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
        ),
        "xl/styles.xml": _styles(),
        **{f"xl/worksheets/sheet{n}.xml": _sheet(rows) for n, (_, rows) in enumerate(sheets, start=1)},
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), _HEAD + content)


def _types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        *((f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, count + 1)),
    ]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}.{of}+xml"/>' for part, of in parts)
    relations = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{_TYPES}">{relations}{overrides}</Types>'


def _links(targets: list[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def _book(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'


def _sheet(rows: str) -> str:
    lines = "".join(f'<row r="{n}">{_row(n, line)}</row>' for n, line in enumerate(rows.split("\n"), start=1))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _row(number: int, line: str) -> str:
    cells = [(f"{chr(ord('A') + at)}{number}", cell) for at, cell in enumerate(line.split("\t")) if cell]
    return "".join(_cell(place, cell) for place, cell in cells)


def _styles() -> str:
    fonts = "".join(f'<font><color indexed="{colour}"/></font>' for colour in _COLOURS)
    styles = "".join(f'<xf fontId="{n}"/>' for n in range(len(_COLOURS)))
    return f'<styleSheet xmlns="{_MAIN}"><fonts>{fonts}</fonts><cellXfs>{styles}</cellXfs></styleSheet>'


def _cell(place: str, cell: str) -> str:
    if match := re.fullmatch(r"(-?\d+(?:\.\d+)?)(?:\{(\d+)\})?", cell):
        style = _COLOURS.index(match[2] or "8")
        return f'<c r="{place}" s="{style}"><v>{match[1]}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
