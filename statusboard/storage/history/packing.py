"""How single answers are stored: 64 bits each, and their latencies as a small histogram.

A packed answer is, from the top: 22 bits of milliseconds into its hour, 22 bits of response time
in steps of 50 µs (all ones: not timed), 2 bits of outcome, 6 of reason, 12 of code (0: none).
An hour of one check is these numbers in a row, little-endian, oldest first. Standard library
only.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from statusboard.domain.instants import HOUR_US
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.storage.numbers import OUTCOME_NUMBER, OUTCOME_OF, REASON_NUMBER, REASON_OF

MS_US = 1_000
STEP_US = 50
_TIMED_BITS = 22
NOT_TIMED = (1 << _TIMED_BITS) - 1
_BODY_BITS = 20
_CODE_LIMIT = 1 << 12
_LOW_BITS = _TIMED_BITS + _BODY_BITS

CHECK_BITS = 20
CHECK_MASK = (1 << CHECK_BITS) - 1
HOUR_MS = HOUR_US // MS_US


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as the history keeps it: to the millisecond, timed to 50 µs."""

    at_us: int
    outcome: Outcome
    reason: Reason
    response_us: int | None
    code: int | None


def key_of(at_us: int, check_id: int) -> int:
    """The key of a recent answer: milliseconds × 2^20 + check id."""
    return (at_us // MS_US) << CHECK_BITS | check_id


def first_key(at_us: int) -> int:
    """The smallest key of an answer at or after an instant (to the millisecond)."""
    return -(-at_us // MS_US) << CHECK_BITS


def pack_body(answer: Answer) -> int:
    """The lower 42 bits: response time, outcome, reason and code."""
    timed = NOT_TIMED
    if answer.response_us is not None:
        timed = min(max(0, (answer.response_us + STEP_US // 2) // STEP_US), NOT_TIMED - 1)
    code = answer.code if answer.code is not None and 0 < answer.code < _CODE_LIMIT else 0
    said = OUTCOME_NUMBER[answer.outcome] << 18 | REASON_NUMBER[answer.reason] << 12 | code
    return timed << _BODY_BITS | said


def unpack_body(at_us: int, body: int) -> StoredAnswer:
    """The answer that `pack_body` packed. A reason of a newer version reads as a defect."""
    timed = body >> _BODY_BITS & NOT_TIMED
    code = body & (_CODE_LIMIT - 1)
    return StoredAnswer(
        at_us,
        OUTCOME_OF[body >> 18 & 3],
        REASON_OF.get(body >> 12 & 63, Reason.DEFECT),
        None if timed == NOT_TIMED else timed * STEP_US,
        code or None,
    )


def pack_chunk(answers: Iterable[tuple[int, int]]) -> bytes:
    """The blob of one hour, from (milliseconds into the hour, body), oldest first."""
    packed = [offset << _LOW_BITS | body for offset, body in answers]
    packed.sort()
    return struct.pack(f"<{len(packed)}Q", *packed)


def unpack_chunk(blob: bytes) -> list[tuple[int, int]]:
    """What `pack_chunk` packed: (milliseconds into the hour, body), oldest first."""
    low = (1 << _LOW_BITS) - 1
    packed = struct.unpack(f"<{len(blob) // 8}Q", blob)
    return [(number >> _LOW_BITS, number & low) for number in packed]


def read_chunk(hour: int, blob: bytes) -> list[StoredAnswer]:
    """The answers of an hour (hours since 1970), oldest first."""
    start_us = hour * HOUR_US
    return [unpack_body(start_us + ms * MS_US, body) for ms, body in unpack_chunk(blob)]


@dataclass(slots=True)
class Tally:
    """A roll-up while it is being counted: answers by outcome, latencies by size.

    Latencies are in microseconds. `counts` maps a bucket to how many fell into it: bucket 0 is
    below 1 ms, and every third bucket doubles.
    """

    up: int = 0
    degraded: int = 0
    down: int = 0
    unknown: int = 0
    timed: int = 0
    sum_us: int = 0
    min_us: int | None = None
    max_us: int | None = None
    counts: dict[int, int] | None = None

    def add(self, bodies: Sequence[int]) -> Self:
        """Counts packed bodies."""
        counts = self.counts = self.counts or {}
        by_outcome = [0, 0, 0, 0]
        for body in bodies:
            by_outcome[body >> 18 & 3] += 1
            steps = body >> _BODY_BITS & NOT_TIMED
            if steps == NOT_TIMED:
                continue
            us = steps * STEP_US
            self.timed += 1
            self.sum_us += us
            if self.min_us is None or us < self.min_us:
                self.min_us = us
            if self.max_us is None or us > self.max_us:
                self.max_us = us
            bucket = bucket_of(us)
            counts[bucket] = counts.get(bucket, 0) + 1
        self.up += by_outcome[0]
        self.degraded += by_outcome[1]
        self.down += by_outcome[2]
        self.unknown += by_outcome[3]
        return self

    def merge(self, other: "Tally") -> Self:
        """Adds another tally to this one."""
        self.up += other.up
        self.degraded += other.degraded
        self.down += other.down
        self.unknown += other.unknown
        self.timed += other.timed
        self.sum_us += other.sum_us
        if other.min_us is not None and (self.min_us is None or other.min_us < self.min_us):
            self.min_us = other.min_us
        if other.max_us is not None and (self.max_us is None or other.max_us > self.max_us):
            self.max_us = other.max_us
        counts = self.counts = self.counts or {}
        for bucket, count in (other.counts or {}).items():
            counts[bucket] = counts.get(bucket, 0) + count
        return self

    def percentile_bound_us(self, permille: int) -> int | None:
        """An upper bound of the percentile: the top of the bucket it falls in, at most the max."""
        if not self.timed or self.max_us is None:
            return None
        wanted = -(-self.timed * permille // 1000)
        seen = 0
        for bucket, count in sorted((self.counts or {}).items()):
            seen += count
            if seen >= wanted:
                return min(bucket_top_us(bucket), self.max_us)
        return self.max_us

    def percentile_us(self, permille: int) -> int | None:
        """An estimate of the percentile: even within the bucket it falls in.

        As Prometheus' `histogram_quantile` does it; never beyond what was measured.
        """
        if not self.timed or self.max_us is None or self.min_us is None:
            return None
        wanted, seen = self.timed * permille, 0
        for bucket, count in sorted((self.counts or {}).items()):
            if (seen + count) * 1000 >= wanted:
                bottom = bucket_top_us(bucket - 1) if bucket else 0
                width = bucket_top_us(bucket) - bottom
                inside = bottom + width * (wanted - seen * 1000) // (count * 1000)
                return max(self.min_us, min(inside, self.max_us))
            seen += count
        return self.max_us


# Tops of the buckets: 1 ms, then three to a doubling, up to beyond any deadline.
_TOPS_US = tuple(round(MS_US * 2 ** (number / 3)) for number in range(64))
BUCKETS = len(_TOPS_US)


def bucket_of(us: int) -> int:
    """The bucket of a latency: the first whose top lies above it."""
    return min(bisect_right(_TOPS_US, us), BUCKETS - 1)


def bucket_top_us(bucket: int) -> int:
    """The latency below which everything in a bucket lies, in microseconds."""
    return _TOPS_US[bucket]


def pack_histogram(counts: dict[int, int]) -> bytes:
    """Bucket and count by turns as variable-length numbers, only where something was counted."""
    out = bytearray()
    for bucket, count in sorted(counts.items()):
        for number in (bucket, count):
            left = number
            while left >= 0x80:
                out.append(left & 0x7F | 0x80)
                left >>= 7
            out.append(left)
    return bytes(out)


def unpack_histogram(blob: bytes) -> dict[int, int]:
    """What `pack_histogram` packed."""
    numbers: list[int] = []
    number = shift = 0
    for byte in blob:
        number |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            numbers.append(number)
            number = shift = 0
    return dict(zip(numbers[::2], numbers[1::2], strict=True))
