"""What others report by themselves: a job that beats, an alert that fires; and who listens."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.domain.instants import MINUTE_US
from statusboard.domain.result import Answer

# A gap in which nobody listened is none up to here: what reports tries again for as long.
BRIDGED_US = 2 * MINUTE_US


@dataclass(frozen=True, slots=True)
class Report:
    """What came to the address of a check.

    `rest` is what stands in the path behind the token, such as `fail`; `asked` are the parameters
    of the address, by name. `body` is what was posted, as text.
    """

    rest: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    body: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Listening:
    """The stretch up to now in which reports could be heard: microseconds since 1970, UTC.

    `until_us` is when that was last known for certain.
    """

    since_us: int
    until_us: int


def heard_on(before: Listening | None, now_us: int) -> Listening:
    """The stretch after a sign of life: the one before goes on, or another begins."""
    goes_on = before is not None and 0 <= now_us - before.until_us <= BRIDGED_US
    return Listening(before.since_us if before is not None and goes_on else now_us, now_us)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is to be said of a check by what it reported, and from when on that holds."""

    answer: Answer
    since_us: int
