"""A statement in; one line of plain text, as `foedus read` prints it, out."""

from __future__ import annotations

from decimal import Decimal

from foedus.model import Content, Derivation, Event, Figure, Level, Position, Quantity, Statement, Within


def in_a_line(statement: Statement, *, why: bool = False) -> str:
    """Return place, quote, speaker with stance, and what was understood, tab after tab; the rules with `why`."""
    parts = [
        f"{statement.span.start}-{statement.span.end}",
        f"“{' '.join(statement.quote.split())}”",
        f"{statement.speaker or '-'} {statement.stance}",
        understood(statement.content),
    ]
    if why:
        parts.append(" ".join(statement.rules))
    return "\t".join(parts)


def understood(content: Content) -> str:
    """Return a content in the words of the JSON, those it leaves open as `?`.

    >>> understood(Figure(subject="X", measure="gdp", quantity=Quantity(low=Decimal(2), high=None, unit="%")))
    'gdp of X: 2.. %'
    >>> understood(Event(kind="summit", parties=["a", "b"], place="Vienna"))
    'summit: a, b; Vienna'
    """
    if isinstance(content, Figure):
        return _figure(content)
    if isinstance(content, Event):
        when = str(content.period) if content.period else None
        return f"{content.kind}: {'; '.join(filter(None, [', '.join(content.parties), content.place, when]))}"
    return _position(content)


def _position(content: Position) -> str:
    return f"position: {content.topic or '?'}"


def _figure(figure: Figure) -> str:
    words = [f"{figure.measure or '?'} of {figure.subject or '?'}"]
    words += [f"for {figure.partner}"] if figure.partner else []
    words[-1] += ":"
    words.append(_quantity(figure.quantity))
    words += [f"in {figure.period}"] if figure.period else []
    words += [_derivation(figure.derivation)] if not isinstance(figure.derivation, Level) else []
    words += [f"{key}={'|'.join(values)}" for key, values in sorted(figure.stated.items())]
    return " ".join(words)


def _quantity(quantity: Quantity) -> str:
    low, high = (_number(end) for end in (quantity.low, quantity.high))
    interval = low if low == high else f"{low}..{high}"
    if quantity.comparator in (">", ">=", "<", "<=") and not (low and high):
        interval = low or high  # the sign says which end is open
    mark = "" if quantity.comparator in ("=", "..") else f"{quantity.comparator} "
    return f"{mark}{interval} {quantity.unit or ''}".rstrip()


def _number(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(), ",f")


def _derivation(derivation: Derivation) -> str:
    kind = str(derivation.__struct_config__.tag)
    fields = {field: getattr(derivation, field) for field in derivation.__struct_fields__}
    told = ", ".join(f"{name}={_value(value)}" for name, value in fields.items() if value is not None)
    return f"{kind}({told})"


def _value(value: object) -> str:
    return f"{_number(value.low)}..{_number(value.high)}" if isinstance(value, Within) else str(value)
