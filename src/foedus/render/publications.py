"""A definition in; the publication that it rests on out, as the catalogue of the ledger describes it."""

from __future__ import annotations

from functools import cache

from foedus.editions import Edition
from foedus.errors import FoedusError
from foedus.ledger import Ledger
from foedus.model import Definition
from foedus.render.plain import line
from foedus.render.wording import Wording


@cache
def _editions() -> dict[tuple[str, str], Edition]:
    try:
        return {(edition.source, edition.edition): edition for edition in Ledger().editions()}
    except FoedusError:
        return {}  # a dossier can be read where its ledger is not


def edition(source: str, day: str) -> Edition | None:
    """Return what is known of an edition; None where the ledger does not know it."""
    return _editions().get((source, day))


def described(definition: Definition, say: Wording) -> str:
    """Return "NATO, Defence Expenditure of NATO Countries (2014-2024), ed. 17 June 2024"."""
    return cited(definition.source, definition.edition, say)


def cited(source: str, day: str, say: Wording) -> str:
    """Return publisher, title and day of an edition; its id where nothing more is known."""
    known = edition(source, day)
    if known is None:
        return say.listed([line(source), say.edition(day)])
    own = [line(known.publisher), line(known.title), say.edition(day)]
    return say.listed([*own, say.say("page", "transcribed")] if known.kind == "transcribed" else own)
