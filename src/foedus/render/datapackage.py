"""Editions of the ledger in; a Frictionless Data Package out: one SDMX-CSV each, its structure, its terms.

`datapackage.json` describes every file: columns and their types, hash and size, the publisher's own file with its hash,
terms of use and credit. The same editions give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from foedus.editions import OBSERVATIONS, Edition, Row
from foedus.ledger import Ledger
from foedus.render.plain import line
from foedus.render.reviews import Node, address, known, urn
from foedus.render.sdmx import Column, columns, header, layout, to_csv, used
from foedus.render.structures import to_structure

NAME: Final = "foedus-ledger"
DESCRIPTOR: Final = "datapackage.json"
STRUCTURE: Final = "structure.xml"
TERMS: Final = "TERMS.txt"
_TYPES: Final = {"OBS_VALUE": "number", "EDITION": "date"}


def write(ledger: Ledger, editions: Sequence[Edition], folder: Path) -> list[Node]:
    """Write the package of some editions into an empty folder; return the descriptions of their files.

    Raises LedgerError where an edition cannot be read.
    """
    codes: dict[str, dict[str, str]] = {name: {} for name in layout().names}
    resources = []
    (folder / "data").mkdir()
    for edition in editions:
        rows = read(ledger, edition)
        for name, own in used(rows).items():
            codes[name].update(own)
        resources.append(_resource(edition, _kept(folder, _path(edition), to_csv(edition, rows))))
    structure = _kept(folder, STRUCTURE, to_structure(editions, codes))
    described = {
        "name": "structure",
        "title": "SDMX-ML 3.0 structure",
        "format": "xml",
        "mediatype": "text/xml",
    }
    _kept(folder, TERMS, terms(editions).encode("utf-8"))
    descriptor = _descriptor(editions, [*resources, {**described, **structure}])
    _kept(folder, DESCRIPTOR, msgspec.json.format(msgspec.json.encode(descriptor), indent=2) + b"\n")
    return resources


def read(ledger: Ledger, edition: Edition) -> list[Row]:
    """Return the rows of an edition, by series, then period."""
    fields = Row.__struct_fields__
    series = ("measure", "subject", "partner", "component", "unit", "prices", "price_year", "period")
    rows = ledger.query(
        f"SELECT {', '.join(fields)} FROM '{edition.source}/{edition.edition}/{OBSERVATIONS}'"
        f" ORDER BY {', '.join(f'{name} NULLS FIRST' for name in series)}"
    )
    return [Row(**dict(zip(fields, row, strict=True))) for row in rows]


def is_package(folder: Path) -> bool:
    """Say whether a folder holds a package that was written here, and nothing else that would be lost with it."""
    try:
        descriptor: Any = msgspec.json.decode((folder / DESCRIPTOR).read_bytes())
        listed = {str(each["path"]) for each in descriptor["resources"]}
    except (OSError, msgspec.MsgspecError, KeyError, TypeError):
        return False
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return descriptor.get("name") == NAME and held <= {*listed, DESCRIPTOR, TERMS}


def terms(editions: Iterable[Edition]) -> str:
    """Return the terms of use and the credit of each source, as they are to be passed on with its figures."""
    newest = {edition.source: edition for edition in editions}
    parts = [
        f"{line(each.publisher)}: {line(each.publication)} ({source})\n"
        f"Terms: {line(each.licence)}\nCredit: {line(each.credit)}\n"
        for source, each in sorted(newest.items())
    ]
    return "\n".join(parts)


# --- the description ------------------------------------------------------------------------------------------------


def _kept(folder: Path, path: str, data: bytes) -> Node:
    """Write a file and return what its description says of it."""
    (folder / path).write_bytes(data)
    return {"path": path, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _path(edition: Edition) -> str:
    return f"data/{edition.source}-{edition.edition}.csv"


def _descriptor(editions: Sequence[Edition], resources: list[Node]) -> Node:
    content = [f"{each.source}/{each.edition}/{each.content_hash}" for each in editions]
    return {
        "profile": "data-package",
        "name": NAME,
        "id": urn("package", *content),
        "title": "Official figures behind claims of allies, edition by edition",
        "description": f"Each edition as SDMX-CSV 2.0; {STRUCTURE} holds its structure, {TERMS} the terms of use.",
        "licenses": _distinct(_licence(each) for each in editions),
        "sources": _distinct(source for each in editions for source in _sources(each)[:1]),
        "contributors": [
            *_distinct({"title": line(each.publisher), "role": "publisher"} for each in editions),
            {"title": "foedus", "role": "wrangler"},
        ],
        "resources": resources,
    }


def _distinct(nodes: Iterable[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node not in found:
            found.append(node)
    return found


def _licence(edition: Edition) -> Node:
    return {"title": line(edition.licence), "path": TERMS}


def _sources(edition: Edition) -> list[Node]:
    """The publication, and the file that was parsed: whose copy it is, where it is not the publisher's own."""
    title = f"{line(edition.publisher)}: {line(edition.title)}"
    file = {"title": line(edition.carrier or title), "sha256": edition.sha256, "kind": edition.kind}
    return [known({"title": title, "path": address(edition.url)}), known(file)]


def _resource(edition: Edition, file: Node) -> Node:
    """Describe the file of an edition."""
    return known(
        {
            "profile": "tabular-data-resource",
            "name": f"{edition.source}-{edition.edition}",
            "title": f"{line(edition.publisher)}: {line(edition.title)}",
            "description": line(edition.definition or ""),
            **file,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "source": edition.source,
            "edition": edition.edition,
            "coverage": edition.coverage,
            "content_hash": edition.content_hash,
            "credit": line(edition.credit),
            "licenses": [_licence(edition)],
            "sources": _sources(edition),
            "schema": _schema(),
        }
    )


def _schema() -> Node:
    described = {column.id: column for column in columns()}
    keys = [column.id for column in layout().dimension]
    return {
        "fields": [_field(name, described.get(name)) for name in header()],
        "primaryKey": [*keys, layout().time.id],
        "missingValues": [""],
    }


def _field(name: str, column: Column | None) -> Node:
    """Describe a column; those that are none of ours say, as SDMX-CSV wants it, what a line belongs to."""
    if column is None:
        return {"name": name, "type": "string", "constraints": {"required": True}}
    shared = layout()
    is_needed = column.required or column not in shared.attribute
    allowed = sorted(shared.codes[column.codes]) if column.codes in _CLOSED else []
    return known(
        {
            "name": name,
            "type": _TYPES.get(name, "string"),
            "title": column.name,
            "description": column.text,
            "constraints": known({"required": is_needed or None, "enum": allowed}),
        }
    )


_CLOSED: Final = ("CL_FREQ", "CL_PRICES", "CL_OBS_STATUS")
