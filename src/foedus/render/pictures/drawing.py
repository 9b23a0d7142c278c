"""A Vega-Lite spec in; its bytes as JSON, as SVG or as PNG out, the last two with the extra `charts`."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Final

from foedus.errors import FoedusError
from foedus.render.markup import Html, el
from foedus.render.pictures.theme import Spec

FORMS: Final = ("vega", "svg", "png")
SUFFIXES: Final = {"vega": ".vl.json", "svg": ".svg", "png": ".png"}
HINT: Final = "pip install 'foedus[charts]'"
_GRAMMAR: Final = "6.4"  # of Vega-Lite: the same version draws the same picture, whatever else is installed
_SHARPNESS: Final = 2.0  # pixels of a PNG for each of the spec
_NOWHERE: Final[list[str]] = []  # addresses that a drawing may fetch from


@cache
def can_draw() -> bool:
    """Tell whether the extra `charts` is installed."""
    from importlib.util import find_spec

    return find_spec("vl_convert") is not None


def written(spec: Spec) -> bytes:
    """Return a spec as JSON, the same for the same spec."""
    return json.dumps(spec, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8", "replace") + b"\n"


def svg(spec: Spec) -> str:
    """Return a spec drawn as SVG; raises FoedusError without the extra `charts`."""
    return _svg(written(spec))


@cache
def _svg(spec: bytes) -> str:
    _needed()
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(spec.decode(), vl_version=_GRAMMAR, allowed_base_urls=_NOWHERE)
    return str(drawn)


def png(spec: Spec) -> bytes:
    """Return a spec drawn as PNG; raises FoedusError without the extra `charts`."""
    _needed()
    import vl_convert

    text = written(spec).decode()
    drawn: bytes = vl_convert.vegalite_to_png(
        text, vl_version=_GRAMMAR, scale=_SHARPNESS, allowed_base_urls=_NOWHERE
    )
    return drawn


def drawn(spec: Spec, form: str) -> bytes:
    """Return a spec in one of FORMS."""
    if form == "vega":
        return written(spec)
    return svg(spec).encode() if form == "svg" else png(spec)


def _needed() -> None:
    if not can_draw():
        raise FoedusError(f"drawing SVG and PNG needs the extra charts: {HINT}")


_ROOT: Final = re.compile(r"<svg\b[^>]*?\bviewBox=\"([^\"]+)\"[^>]*>")
_ID: Final = re.compile(r"(\bid=\"|url\(#)([\w-]+)")
# What a drawing says of itself to programs; in a page it is one image, and the page says the rest.
_SPOKEN: Final = re.compile(
    r' (?:class|role|aria-[a-z]+|pointer-events|font-family|opacity="1")(?:="[^"]*")?'
)
_UNSEEN: Final = re.compile(r'<path d="[^"]*"(?: display="none")?/>|<g[^>]*/>|<g[^>]*></g>')


def inline(spec: Spec, ident: str, title: str) -> Html:
    """Return a spec as an SVG element for a page: one image with a title and a description, sized by the page."""
    text = _ID.sub(rf"\g<1>{ident}-\g<2>", _SPOKEN.sub("", svg(spec)))
    root = _ROOT.search(text)
    assert root is not None, "every drawing has a view box"
    return el(
        "svg",
        el("title", title, id=f"{ident}-t"),
        el("desc", str(spec["description"]), id=f"{ident}-d"),
        Html(_seen(text[root.end() : text.rindex("</svg>")])),
        class_="picture",
        viewBox=root[1],
        role="img",
        aria_labelledby=f"{ident}-t {ident}-d",
    )


def _seen(text: str) -> str:
    """Leave out what shows nothing: paths without colour, groups without content."""
    shorter = _UNSEEN.sub("", text)
    return shorter if shorter == text else _seen(shorter)
