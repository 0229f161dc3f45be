"""What NRQL's functions make of rows. A row is an event, or a minute of a metric's points."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, object]
Holds = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Summary:
    """Points of a metric in one minute: how many, and their sum, least and greatest."""

    count: float
    total: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Span:
    """What rows are of: a window's length in ms, and what a share of nothing is."""

    length_ms: int
    share_of_nothing: float | None = None


# The rows to work on, in the order of their times, and the window that they are of.
Work = Callable[[Sequence[Row], Span], object]


def parts_of(rows: Iterable[Row], name: str) -> list[Summary]:
    """The numbers of an attribute; what is no number is left out."""
    found: list[Summary] = []
    for row in rows:
        value = row.get(name)
        if isinstance(value, Summary):
            found.append(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.append(Summary(1, value, value, value))
    return found


def count(name: str) -> Work:
    """`count(*)`, or of the rows and points that have an attribute."""
    if name == "*":
        return lambda rows, _: len(rows)
    return lambda rows, _: sum(_points(row.get(name)) for row in rows)


def _points(value: object) -> float:
    if isinstance(value, Summary):
        return int(value.count) if float(value.count).is_integer() else value.count
    return 0 if value is None else 1


def average(name: str) -> Work:
    """The mean; null over nothing."""

    def work(rows: Sequence[Row], _: Span) -> object:
        parts = parts_of(rows, name)
        points = sum(part.count for part in parts)
        return sum(part.total for part in parts) / points if points else None

    return work


def total(name: str) -> Work:
    """The sum; 0 over nothing."""
    return lambda rows, _: sum(part.total for part in parts_of(rows, name))


def least(name: str) -> Work:
    """The least; null over nothing."""
    return lambda rows, _: min((part.least for part in parts_of(rows, name)), default=None)


def most(name: str) -> Work:
    """The greatest; null over nothing."""
    return lambda rows, _: max((part.most for part in parts_of(rows, name)), default=None)


def latest(name: str) -> Work:
    """The newest value that is there."""

    def work(rows: Sequence[Row], _: Span) -> object:
        return next((r[name] for r in reversed(rows) if r.get(name) is not None), None)

    return work


def distinct(name: str) -> Work:
    """How many different values there are."""
    return lambda rows, _: len({row[name] for row in rows if row.get(name) is not None})


def percentile(name: str, wanted: Sequence[float]) -> Work:
    """An object with a key per percentile, each null over nothing."""

    def work(rows: Sequence[Row], _: Span) -> object:
        values = sorted(p.total / p.count for p in parts_of(rows, name) if p.count)
        return {f"{one:g}": _nearest(values, one) for one in wanted}

    return work


def _nearest(values: Sequence[float], percent: float) -> float | None:
    if not values:
        return None
    return values[max(0, math.ceil(len(values) * percent / 100) - 1)]


def apdex(name: str, threshold: float) -> Work:
    """An object with the score and what it is made of."""

    def work(rows: Sequence[Row], _: Span) -> object:
        parts = [(p.total / p.count, p.count) for p in parts_of(rows, name) if p.count]
        points = sum(n for _, n in parts)
        satisfied = sum(n for value, n in parts if value <= threshold)
        tolerating = sum(n for value, n in parts if threshold < value <= 4 * threshold)
        score = (satisfied + tolerating / 2) / points if points else None
        frustrated = points - satisfied - tolerating
        return {"score": score, "count": points, "s": satisfied, "t": tolerating, "f": frustrated}

    return work


def percentage(inner: Work, holds: Holds) -> Work:
    """The share of rows for which a condition holds; over nothing as the service is set."""

    def work(rows: Sequence[Row], span: Span) -> object:
        whole = _number(inner(rows, span))
        part = _number(inner([row for row in rows if holds(row)], span))
        return span.share_of_nothing if not whole or part is None else part / whole * 100

    return work


def filtered(inner: Work, holds: Holds) -> Work:
    """A function over the rows for which a condition holds."""
    return lambda rows, span: inner([row for row in rows if holds(row)], span)


def rate(inner: Work, unit_ms: int) -> Work:
    """A function's value per unit of time."""

    def work(rows: Sequence[Row], span: Span) -> object:
        value = _number(inner(rows, span))
        return None if value is None else value * unit_ms / span.length_ms

    return work


def clamped(inner: Work, most_: float) -> Work:
    """A value that is no greater than another."""

    def work(rows: Sequence[Row], span: Span) -> object:
        value = _number(inner(rows, span))
        return None if value is None else min(value, most_)

    return work


def combined(mark: str, left: Work, right: Work) -> Work:
    """Arithmetic of two values; null where one is, and where something is divided by nothing."""

    def work(rows: Sequence[Row], span: Span) -> object:
        one, other = _number(left(rows, span)), _number(right(rows, span))
        if one is None or other is None or (mark == "/" and other == 0):
            return None
        match mark:
            case "+":
                return one + other
            case "-":
                return one - other
            case "*":
                return one * other
            case _:
                return one / other

    return work


def _number(value: object) -> float | None:
    is_one = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_one else None  # type: ignore[return-value]
