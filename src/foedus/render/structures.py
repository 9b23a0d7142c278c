"""Sources and the codes that their rows use in; an SDMX-ML 3.0 structure message out: dataflows, columns, code lists.

Names are given in every language that has them. The message is dated to the newest edition in it, not to a clock.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from foedus.editions import Edition
from foedus.lang import codes as languages
from foedus.render.names import names
from foedus.render.plain import line
from foedus.render.sdmx import AGENCY, VERSION, Column, flow, layout
from foedus.render.wording import wording

Codes = Mapping[str, Mapping[str, str]]

_NAMESPACES: Final = {
    "mes": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message",
    "str": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure",
    "com": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common",
}
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_STRUCTURE, _CONCEPTS = "LEDGER", "CS_LEDGER"
_PACKAGES: Final = {
    "Codelist": "codelist.Codelist",
    "Concept": "conceptscheme.Concept",
    "DataStructure": "datastructure.DataStructure",
}


def to_structure(editions: Sequence[Edition], codes: Codes) -> bytes:
    """Return the message for these editions; `codes` are those that their rows use, by code list."""
    for prefix, uri in _NAMESPACES.items():
        ET.register_namespace(prefix, uri)
    message = ET.Element(_name("mes:Structure"))
    _header(message, max(edition.edition for edition in editions))
    structures = _in(message, "mes:Structures")
    _code_lists(_in(structures, "str:Codelists"), codes)
    _concepts(_in(structures, "str:ConceptSchemes"))
    _flows(_in(structures, "str:Dataflows"), editions)
    _data_structure(_in(structures, "str:DataStructures"))
    ET.indent(message)
    text: bytes = ET.tostring(message, encoding="UTF-8", xml_declaration=True)
    return text + b"\n"


def _header(message: ET.Element, day: str) -> None:
    header = _in(message, "mes:Header")
    for name, text in (("ID", _STRUCTURE), ("Test", "false"), ("Prepared", f"{day}T00:00:00Z")):
        _in(header, f"mes:{name}", text=text)
    _in(header, "mes:Sender", id=AGENCY)


# --- code lists, concepts, dataflows ----------------------------------------------------------------------------------


def _code_lists(parent: ET.Element, codes: Codes) -> None:
    shared = layout()
    for name, label in shared.names.items():
        fixed = shared.codes.get(name, {})
        code_list = _maintained(parent, "Codelist", name, {shared.lang: label})
        for key in sorted({*fixed, *codes.get(name, {})}):
            code = _in(code_list, "str:Code", id=key)
            _named(code, {shared.lang: fixed[key]} if key in fixed else _labels(name, codes[name][key]))


def _labels(code_list: str, name: str) -> dict[str, str]:
    """What each language calls a country, a group or a measure; where none has a word, the name in the ledger."""
    labels: dict[str, str] = {}
    if code_list == "CL_AREA":
        labels = {lang: line(names(lang).of(name)) for lang in languages()}
    elif code_list == "CL_MEASURE":
        labels = {lang: line(wording(lang).measure(name)) for lang in languages()}
    worded = {lang: label for lang, label in labels.items() if label != name}
    return worded or {layout().lang: name}


def _concepts(parent: ET.Element) -> None:
    shared = layout()
    scheme = _maintained(parent, "ConceptScheme", _CONCEPTS, {shared.lang: shared.titles[_CONCEPTS]})
    for column in [*shared.dimension, shared.time, shared.measure, *shared.attribute]:
        concept = _in(scheme, "str:Concept", id=column.id)
        _named(concept, {shared.lang: column.name})
        _in(concept, "com:Description", text=column.text, **{_LANG: shared.lang})


def _flows(parent: ET.Element, editions: Iterable[Edition]) -> None:
    newest = {edition.source: edition for edition in editions}
    for source, edition in sorted(newest.items()):
        label = f"{line(edition.publisher)}: {line(edition.publication)}"
        dataflow = _maintained(parent, "Dataflow", flow(source), {layout().lang: label})
        _in(dataflow, "com:Description", text=line(edition.credit), **{_LANG: layout().lang})
        _in(dataflow, "str:Structure", text=_urn("DataStructure", _STRUCTURE))


# --- the data structure -----------------------------------------------------------------------------------------------


def _data_structure(parent: ET.Element) -> None:
    shared = layout()
    structure = _maintained(parent, "DataStructure", _STRUCTURE, {shared.lang: shared.titles[_STRUCTURE]})
    components = _in(structure, "str:DataStructureComponents")
    dimensions = _in(components, "str:DimensionList", id="DimensionDescriptor")
    for position, column in enumerate(shared.dimension, 1):
        _component(dimensions, "Dimension", column, "String", position=str(position))
    _component(dimensions, "TimeDimension", shared.time, "ObservationalTimePeriod")
    attributes = _in(components, "str:AttributeList", id="AttributeDescriptor")
    for column in shared.attribute:
        usage = "mandatory" if column.required else "optional"
        attribute = _component(attributes, "Attribute", column, "String", usage=usage)
        _in(_in(attribute, "str:AttributeRelationship"), "str:Observation")
    measures = _in(components, "str:MeasureList", id="MeasureDescriptor")
    _component(measures, "Measure", shared.measure, "Decimal", usage="mandatory")


def _component(
    parent: ET.Element, kind: str, column: Column, text_type: str, **attributes: str
) -> ET.Element:
    component = _in(parent, f"str:{kind}", id=column.id, **attributes)
    _in(component, "str:ConceptIdentity", text=_urn("Concept", _CONCEPTS, column.id))
    form = _in(component, "str:LocalRepresentation")
    if column.codes:
        _in(form, "str:Enumeration", text=_urn("Codelist", column.codes))
    else:
        _in(form, "str:TextFormat", textType=text_type)
    return component


# --- elements ---------------------------------------------------------------------------------------------------------


def _urn(kind: str, name: str, item: str = "") -> str:
    inner = f".{item}" if item else ""
    return f"urn:sdmx:org.sdmx.infomodel.{_PACKAGES[kind]}={AGENCY}:{name}({VERSION}){inner}"


def _maintained(parent: ET.Element, kind: str, name: str, labels: Mapping[str, str]) -> ET.Element:
    element = _in(parent, f"str:{kind}", id=name, agencyID=AGENCY, version=VERSION)
    _named(element, labels)
    return element


def _named(parent: ET.Element, labels: Mapping[str, str]) -> None:
    for lang, label in labels.items():
        _in(parent, "com:Name", text=label, **{_LANG: lang})


def _in(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, _name(name), attributes)
    element.text = text
    return element


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"
