"""Text and a style in; lines for a terminal of a given width out, with ANSI colours or without."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.render.plain import breadth, folded

STYLES = {
    "fails": "1;31",
    "depends": "1;33",
    "unknown": "1;36",
    "denied": "1;35",
    "holds": "1;32",
    "supported": "32",
    "refuted": "31",
    "head": "1",
    "faint": "2",
    "quote": "1;4",
}
_OPEN, _SHUT = "\x01", "\x02"  # no text carries these: `plain.safe` makes control characters visible
_END = "\x1b[0m"


class Ink:
    """Paints and folds text for a terminal of so many columns."""

    def __init__(self, width: int, color: bool) -> None:
        self.width, self.color = width, color

    def paint(self, text: str, style: str) -> str:
        """Return text in a style; as it is without colour."""
        if not self.color or style not in STYLES or not text:
            return text
        return f"\x1b[{STYLES[style]}m{text}{_END}"

    def fold(self, text: str, indent: str = "", style: str = "", hanging: str | None = None) -> Iterator[str]:
        """Yield text in lines of the width, the later ones after `hanging` instead of `indent`."""
        margin = max(breadth(indent), breadth(hanging or ""))
        rows = folded(text, self.width - margin) if text else []
        for n, row in enumerate(rows):
            yield (indent if n == 0 or hanging is None else hanging) + self.paint(row, style)

    def marked(self, head: str, quote: str, tail: str, indent: str) -> Iterator[str]:
        """Yield a sentence with its quote underlined, or between two arrows where there is no colour."""
        if not self.color:
            yield from self.fold(f"{head}▸{quote}◂{tail}", indent)
            return
        start, within = f"\x1b[{STYLES['quote']}m", False
        for row in folded(f"{head}{_OPEN}{quote}{_SHUT}{tail}", self.width - breadth(indent)):
            begun = start if within else ""
            within = _SHUT not in row and (within or _OPEN in row)
            yield indent + begun + row.replace(_OPEN, start).replace(_SHUT, _END) + (_END if within else "")

    def side_by_side(self, items: list[tuple[str, str]]) -> Iterator[str]:
        """Yield (style, text) items beside one another, folded between them."""
        row, used = "", 0
        for style, text in items:
            if used and used + 3 + breadth(text) > self.width:
                yield row
                row, used = "", 0
            row += ("   " if used else "") + self.paint(text, style)
            used += (3 if used else 0) + breadth(text)
        if row:
            yield row


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Return text filled with spaces to so many columns, after it or before it."""
    space = " " * (columns - breadth(text))
    return space + text if right else text + space
