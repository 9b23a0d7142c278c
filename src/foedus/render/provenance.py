"""A Dossier in; W3C PROV out: dossier → check → reading → value → edition → the publisher's file, as linked data.

Each step is a `prov:wasDerivedFrom`. A value has the cell that it stands in as `prov:atLocation`; a reading was made by
a query, whose SQL is the `prov:Plan`; a file is named by its SHA-256. What PROV has no word for is said in those of
schema.org and Dublin Core: `dcterms:valid` is the day whose knowledge a check uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from foedus.editions import Edition
from foedus.model import Check, Definition, Document, Dossier, Observation, Reading
from foedus.render.plain import line
from foedus.render.publications import cited, edition
from foedus.render.reviews import Node, address, by_hash, known, organisation, software, text_name, urn
from foedus.render.spots import place
from foedus.render.wording import Wording

_LINKS = ("wasDerivedFrom", "wasAttributedTo", "hadPrimarySource", "hadMember", "used", "agent")
CONTEXT: Final[Node] = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    **{f"prov:{name}": {"@type": "@id"} for name in _LINKS},
}
_ENTITY = "prov:Entity"
# How a query names the files of an edition: by its source and its day.
_FILE = re.compile(r"'([\w.-]+)/([\w.-]+)/(?:observations|totals)\.parquet'")


def provenance(dossier: Dossier, say: Wording) -> list[Node]:
    """Return the nodes of what a dossier was made from, each once, in the order in which they are met."""
    nodes: dict[str, Node] = {}
    for node in _nodes(dossier, say):
        nodes.setdefault(node["@id"], node)
    return list(nodes.values())


def rating_name(check: Check, document: Document) -> str:
    """Return the identifier of a check, which is that of the rating given for it."""
    return urn("check", document.id, check.statement, check.asof)


def _nodes(dossier: Dossier, say: Wording) -> Iterator[Node]:
    program, document = urn("software", software()), dossier.document
    yield {
        "@id": program,
        "@type": ["prov:SoftwareAgent", "SoftwareApplication"],
        "name": software(),
    }
    yield {
        "@id": urn("dossier", document.id, *(rating_name(check, document) for check in dossier.checks)),
        "@type": "prov:Collection",
        "prov:wasDerivedFrom": text_name(document),
        "prov:wasAttributedTo": program,
        **known({"prov:hadMember": [rating_name(check, document) for check in dossier.checks]}),
    }
    yield _text(document)
    for check in dossier.checks:
        yield from _check(check, document, program, say)


def _text(document: Document) -> Node:
    return known(
        {
            "@id": text_name(document),
            "@type": _ENTITY,
            "identifier": line(document.id),
            "prov:hadPrimarySource": address(document.url),
        }
    )


def _check(check: Check, document: Document, program: str, say: Wording) -> Iterator[Node]:
    names = [urn("reading", rating_name(check, document), n) for n, _ in enumerate(check.readings)]
    yield {
        "@id": rating_name(check, document),
        "@type": [_ENTITY, "Rating"],
        "prov:value": check.verdict,
        "dcterms:valid": check.asof.isoformat(),
        "prov:wasAttributedTo": program,
        **known({"prov:wasDerivedFrom": names}),
    }
    for name, reading in zip(names, check.readings, strict=True):
        yield from _reading(name, reading, program, say)


# --- readings and values --------------------------------------------------------------------------------------------


def _reading(name: str, reading: Reading, program: str, say: Wording) -> Iterator[Node]:
    definition, observed = reading.definition, reading.observed
    own = (definition.source, definition.edition)
    read = list(dict.fromkeys([own, *_FILE.findall(reading.sql)]))
    values = [_value(each, own, say) for each in reading.observations]
    # Values lead to their edition; what else was read, such as rates of exchange, is named by its own.
    sources = [
        *(value["@id"] for value in values),
        *(_edition_name(each) for each in read[1 if values else 0 :]),
    ]
    yield known(
        {
            "@id": name,
            "@type": [_ENTITY, "QuantitativeValue"],
            "description": say.definition(definition),
            "minValue": _number(observed.low) if observed else None,
            "maxValue": _number(observed.high) if observed else None,
            "unitText": observed.unit if observed else None,
            "additionalProperty": _properties(
                {"verdict": reading.verdict, **_chosen(definition), **_counted(reading)}
            ),
            "prov:wasDerivedFrom": list(dict.fromkeys(sources)),
            "prov:wasGeneratedBy": _query(reading.sql, [_edition_name(each) for each in read], program),
        }
    )
    yield from values
    for each in read:
        yield from _edition(each, say)


def _counted(reading: Reading) -> dict[str, str]:
    """Who was counted, who came close, who could not be counted: codes, apart by spaces."""
    return {
        "members": " ".join(reading.members),
        "near": " ".join(near.subject for near in reading.near),
        "excluded": " ".join(each.subject for each in reading.excluded),
    }


def _chosen(definition: Definition) -> dict[str, str]:
    fields = {name: getattr(definition, name) for name in definition.__struct_fields__}
    return {name: str(value) for name, value in fields.items() if value is not None}


def _properties(pairs: dict[str, str]) -> list[Node]:
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in pairs.items()
        if value
    ]


def _query(sql: str, editions: list[str], program: str) -> Node | None:
    """The run of a query: who ran it, what it read, and its text as the plan that was followed."""
    if not sql:
        return None
    plan = {
        "@type": ["prov:Plan", "SoftwareSourceCode"],
        "programmingLanguage": "SQL",
        "text": sql,
    }
    association = {"@type": "prov:Association", "prov:agent": program, "prov:hadPlan": plan}
    return {"@type": "prov:Activity", "prov:used": editions, "prov:qualifiedAssociation": association}


def _value(observation: Observation, own: tuple[str, str], say: Wording) -> Node:
    """A published value: its identifier is made of what it is, so that two readings of it name it alike."""
    published = _edition_name(own)
    subject = observation.subject
    return known(
        {
            "@id": urn("value", published, observation.place, subject, observation.period, observation.value),
            "@type": [_ENTITY, "QuantitativeValue"],
            "name": say.listed([*([say.subject(subject)] if subject else []), observation.period]),
            "value": _number(observation.value),
            "additionalProperty": _properties({"OBS_STATUS": observation.status}),
            "prov:atLocation": _location(observation.place, own, say),
            "prov:wasDerivedFrom": published,
        }
    )


def _location(text: str, own: tuple[str, str], say: Wording) -> Node | None:
    return {"@type": "prov:Location", "name": place(text, *own, say)} if text else None


def _number(value: Decimal) -> str:
    return format(value, "f")


# --- editions and files ---------------------------------------------------------------------------------------------


def _edition_name(own: tuple[str, str]) -> str:
    return urn("edition", *own)


def _edition(own: tuple[str, str], say: Wording) -> Iterable[Node]:
    source, day = own
    published = edition(source, day)
    yield known(
        {
            "@id": _edition_name(own),
            "@type": [_ENTITY, "Dataset"],
            "name": cited(source, day, say),
            "datePublished": day,
            "identifier": f"{source}/{day}",
            **(_published(published) if published else {}),
        }
    )
    if published and published.sha256:
        yield _file(published, published.sha256)


def _published(published: Edition) -> Node:
    terms = line(published.licence)
    return {
        "publisher": organisation(published.publisher),
        "url": address(published.url),
        "creditText": line(published.credit),
        "license": {"@type": "CreativeWork", "text": terms} if terms else None,
        "prov:wasDerivedFrom": by_hash(published.sha256) if published.sha256 else None,
    }


def _file(published: Edition, sha256: str) -> Node:
    """The file that was parsed: the publisher's own, or a copy that someone transcribed from it."""
    is_own = published.kind == "original"
    return known(
        {
            "@id": by_hash(sha256),
            "@type": [_ENTITY, "DataDownload"],
            "sha256": sha256,
            "dcterms:type": published.kind,
            "description": line(published.carrier or ""),
            "prov:wasAttributedTo": _publisher(published) if is_own else None,
            "prov:hadPrimarySource": address(published.url),
        }
    )


def _publisher(published: Edition) -> Node:
    return {
        "@id": urn("publisher", published.publisher),
        "@type": "prov:Organization",
        "name": published.publisher,
    }
