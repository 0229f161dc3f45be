"""Instants in files that programs read (RFC 3339), in UTC and cut, never rounded.

So what came first never seems to come later.
"""

from datetime import datetime
from functools import lru_cache

from statusboard.domain.instants import require_utc


# What is over says the same instants in every generation.
@lru_cache(maxsize=32_768)
def to_millisecond(instant: datetime) -> str:
    """`2026-11-22T13:20:00.123Z`."""
    utc = require_utc(instant)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


@lru_cache(maxsize=32_768)
def to_second(instant: datetime) -> str:
    """`2026-11-22T13:20:00Z`."""
    return f"{require_utc(instant):%Y-%m-%dT%H:%M:%SZ}"
