"""Which of several promises counts."""

from collections.abc import Iterable
from datetime import datetime


def next_promise(now: datetime, given: Iterable[datetime | None]) -> datetime | None:
    """The next one that is still to come; the last that was missed where none is; else None.

    A promise stays one, whatever becomes of the notice that gave it.
    """
    promises = sorted(one for one in given if one is not None)
    return next((one for one in promises if one > now), promises[-1] if promises else None)
