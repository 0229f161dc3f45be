"""From the rows of an NRQL answer to values: what is missing stays missing, and is not zero. Pure.

The shapes are those of the contract, section 6.1.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.newrelic.nrql_text import EVENTS_KEY

_BESIDE = frozenset(
    {"facet", "beginTimeSeconds", "endTimeSeconds", "comparison", "timestamp", EVENTS_KEY}
)
LONGEST_INSTEAD = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """One value: of a group, where the query has groups. None: there are no data.

    `instead` is what stood there where that is something, and no number.
    """

    value: float | None
    group: str = ""
    begin_s: float | None = None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A row with several values, so that none can be judged; their names."""

    names: tuple[str, ...]


def figures_of(rows: object) -> tuple[Figure, ...] | Ambiguous | None:
    """The values of an answer; None where there are no rows at all to be read."""
    if not isinstance(rows, list):
        return None
    found: list[Figure] = []
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        facet = _facet(row)
        names = [str(name) for name in row if name not in _BESIDE and not _is_of_facet(name, row)]
        if len(names) > 1:
            return Ambiguous(tuple(names))
        stood = row.get(names[0]) if names else None
        value = number(stood)
        is_odd = value is None and stood is not None and not isinstance(stood, Mapping)
        if EVENTS_KEY in row and not number(row[EVENTS_KEY]):
            value = None  # a share of nothing
        begin_s = number(row.get("beginTimeSeconds"))
        found.append(Figure(value, facet, begin_s, str(stood)[:LONGEST_INSTEAD] if is_odd else ""))
    return tuple(found)


def _facet(row: Mapping[str, object]) -> str:
    facet = row.get("facet")
    if isinstance(facet, Sequence) and not isinstance(facet, str):
        return ", ".join(str(part) for part in facet)
    return "" if facet is None else str(facet)


def _is_of_facet(name: object, row: Mapping[str, object]) -> bool:
    """Whether a key repeats the group under the name of its attribute; its value is a text."""
    return "facet" in row and row.get(str(name)) == row["facet"] and isinstance(row["facet"], str)


def number(value: object) -> float | None:
    """A finite number: itself, or the one in an object of a percentile or an Apdex."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            return float(value) if math.isfinite(value) else None
        except OverflowError:  # a whole number of hundreds of digits
            return None
    if isinstance(value, Mapping):
        if "score" in value:
            return number(value["score"])
        numbers = [one for one in value.values() if one is None or isinstance(one, int | float)]
        return number(numbers[0]) if len(value) == 1 and numbers else None
    return None
