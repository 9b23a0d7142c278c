"""Text and attributes in; HTML out, everything escaped that is not HTML already."""

from __future__ import annotations

import html

from foedus.render.plain import safe

_EMPTY = frozenset({"br", "line", "rect", "circle", "path"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def el(name: str, *content: str, **attributes: object) -> Html:
    """Return an element; `class_` is written class, `data_copy` data-copy; None and False leave an attribute out.

    >>> el("p", "a < b", el("br"), class_="note")
    '<p class="note">a &lt; b<br></p>'
    """
    given = {key: value for key, value in attributes.items() if value is not None and value is not False}
    head = "".join(_attribute(key, value) for key, value in given.items())
    if name in _EMPTY:
        return Html(f"<{name}{head}>" if name == "br" else f"<{name}{head}/>")
    return Html(f"<{name}{head}>{''.join(map(escaped, content))}</{name}>")


def joined(*content: str) -> Html:
    """Return pieces side by side."""
    return Html("".join(map(escaped, content)))


def escaped(text: str) -> str:
    """Return HTML as it is and text escaped, without anything that could turn a line around."""
    return text if isinstance(text, Html) else html.escape(safe(text), quote=True)


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'
