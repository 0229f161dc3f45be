"""How a step of a proof went: whether a channel would reach anybody, tried for real."""

from collections.abc import Iterable
from enum import StrEnum


class Standing(StrEnum):
    """How a step of a proof went. `DOUBTFUL`: messages go out, but some may not arrive."""

    WELL = "well"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


def worst(standings: Iterable[Standing]) -> Standing | None:
    """What all of them come to: the worst one; None where there are none."""
    found = set(standings)
    order = (Standing.WRONG, Standing.DOUBTFUL, Standing.WELL)
    return next((standing for standing in order if standing in found), None)
