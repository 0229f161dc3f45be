"""Columns of spans as arrays: no Python object is made per row.

The database joins the columns into two texts, and numpy reads all their numbers at once. Both
aggregates are of one scan, so their rows are in one order.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from statusboard.storage.unit import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int64s = NDArray[np.int64]

# Instants from September 2001 to 2286 have as many digits, and so need nothing between them.
DIGITS = 16
FIRST_US, LAST_US = 10 ** (DIGITS - 1), 10**DIGITS - 1
_WORD = 8  # digits that are read at once
# Added to component × 8 + status, so that these have as many digits, too. A multiple of eight.
_TAGGED = 10 ** (_WORD - 1)
_TAG = f"component_id * 8 + status + {_TAGGED}"


def read_joined(
    unit: Unit, which: str, *, ended_after_us: int = 0
) -> "tuple[Int64s, Int64s, Int64s, Int64s]":
    """Component, start, stop and status number of the spans of which a condition in SQL is true.

    Either all of them have a stop, none before `ended_after_us`, or none has: then that array is
    empty. In no particular order.
    """
    packed = _packed_columns(unit, which) if ended_after_us >= FIRST_US else None
    start, stop, tagged = packed or _separated_columns(unit, which)
    return (tagged - _TAGGED) >> 3, start, stop, tagged & 7


def _separated_columns(unit: Unit, which: str) -> "tuple[Int64s, Int64s, Int64s]":
    import numpy as np

    columns = [_joined(unit, column) for column in ("start_us", "stop_us", _TAG)]
    texts = unit.connection.exec_driver_sql(_select(columns, which)).one()
    start, stop, tagged = (np.fromstring(text or "", np.int64, sep=",") for text in texts)
    return start, stop, tagged


def _packed_columns(unit: Unit, which: str) -> "tuple[Int64s, Int64s, Int64s] | None":
    """The same in half the time, where all instants have 16 digits; else None.

    What separates the starts are the stops, so one aggregate does for both. It leaves out the
    separator of the first row.
    """
    import numpy as np

    columns = [
        "(SELECT max(stop_us) FROM span)",
        *(_as_bytes(unit, _joined(unit, *one)) for one in (("start_us", "stop_us"), (_TAG,))),
    ]
    last_us, times, tags = unit.connection.exec_driver_sql(_select(columns, which)).one()
    # No instant has more digits than the last stop, and no tag less than eight: where the lengths
    # fit each other, each of them has as many.
    count, rest = divmod(len(tags or b"") + 1, _WORD + 1)
    if not count or rest or len(times) != (2 * count - 1) * DIGITS:
        return None
    if last_us > LAST_US or b"-" in times:
        return None
    with_commas = np.frombuffer(tags + b",", np.uint8).reshape(count, _WORD + 1)
    words, tagged = _words(times), _words(with_commas[:, :_WORD].tobytes())
    instants = words[0::2]
    instants *= 10**_WORD
    instants += words[1::2]
    start, stop = instants[0::2], np.empty(count, np.int64)
    stop[1:] = instants[1::2]
    stop[0] = unit.connection.exec_driver_sql(
        f"SELECT stop_us FROM span WHERE start_us = {start[0]} "  # noqa: S608 - numbers alone
        f"AND component_id = {(tagged[0] - _TAGGED) >> 3}"
    ).scalar_one()
    return start, stop, tagged


def _select(columns: Sequence[str], which: str) -> str:
    # Both are made by our own code, and of whole numbers.
    return f"SELECT {', '.join(columns)} FROM span WHERE {which}"  # noqa: S608


def _joined(unit: Unit, column: str, separator: str = "") -> str:
    """The aggregate that joins a column, by the values of another or by commas."""
    if unit.is_sqlite:  # which is quicker with the comma that it has by itself
        return f"group_concat({column}, {separator})" if separator else f"group_concat({column})"
    between = f"CAST({separator} AS text)" if separator else "','"
    return f"string_agg(CAST({column} AS text), {between})"


def _as_bytes(unit: Unit, text: str) -> str:
    return f"CAST({text} AS blob)" if unit.is_sqlite else f"convert_to({text}, 'UTF8')"


def _words(text: bytes) -> "Int64s":
    """The number that each eight digits are.

    Those of a 64-bit word are added up by three multiplications (SWAR, as in Lemire's "Quickly
    parsing eight digits"): neighbours become pairs, these fours, these one number.
    """
    import numpy as np

    number = np.frombuffer(text, "<u8") & 0x0F0F0F0F0F0F0F0F
    for factor, shift, mask in (
        (10 * 2**8 + 1, 8, 0x00FF00FF00FF00FF),
        (100 * 2**16 + 1, 16, 0x0000FFFF0000FFFF),
        (10_000 * 2**32 + 1, 32, 0x00000000FFFFFFFF),
    ):
        number *= np.uint64(factor)
        number >>= np.uint64(shift)
        number &= np.uint64(mask)
    return number.view(np.int64)
