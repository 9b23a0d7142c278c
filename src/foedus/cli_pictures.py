"""A Dossier and a folder in; the pictures of every figure written there, as Vega-Lite specs, SVG and PNG."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from foedus.cli_input import warn
from foedus.errors import FoedusError
from foedus.model import Dossier
from foedus.render.cards import Pile
from foedus.render.pictures.album import pictures
from foedus.render.pictures.drawing import HINT, SUFFIXES, can_draw, drawn
from foedus.render.pictures.theme import Spec
from foedus.render.wording import wording

_NAME: Final = "{number:02d}-{kind}"


def keep(dossier: Dossier, folder: Path, lang: str) -> None:
    """Write `02-readings.vl.json`, `.svg` and `.png` for the second statement, and so on.

    Raises FoedusError where the folder cannot be written.
    """
    say, kept = wording(lang), 0
    for card in Pile(dossier).cards:
        for picture in pictures(card, dossier.document, say):
            _write(picture.framed, folder, _NAME.format(number=card.number, kind=picture.kind))
            kept += 1
    if not kept:
        warn(f"{folder}: no figure of this report has a reading to draw")
    elif not can_draw():
        warn(f"{folder}: holds the specs; SVG and PNG need the extra charts: {HINT}")


def _write(spec: Spec, folder: Path, name: str) -> None:
    for form in SUFFIXES if can_draw() else ["vega"]:
        path = folder / (name + SUFFIXES[form])
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(drawn(spec, form))
        except OSError as error:
            why = f"cannot be written ({error.strerror}); valid is a folder that exists or can be made"
            raise FoedusError(f"{path}: {why}") from None
