"""A check: a question asked on a schedule, and the thresholds of its verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from statusboard.domain.component_rule import USUAL_WEIGHT
from statusboard.domain.location import EVERYWHERE, HOME

# How far a scheduled instant may lie from the exact interval, as a share of it (design: ±10 %).
JITTER = 0.10
# How long a person who asks now waits for an answer to be written down, beyond its deadline.
RECORD_S = 10.0
# … and for each check that is asked along with it: they share the seats.
EACH_S = 0.25
# A question that finds no seat is given up after so many deadlines: a host that hangs lets go of
# those before it after one.
TURN_DEADLINES = 1.5
# A doubtful answer is asked again after this share of the interval.
QUICK_SHARE = 0.10


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many answers in a row turn a check: worse, better, and blind."""

    fail_after: int = 2
    recover_after: int = 2
    blind_after: int = 3


@dataclass(frozen=True, slots=True)
class Check:
    """What is asked, how often, and how it is judged.

    `kind` is a key of the probe registry; kept as text, so that an older desk shows a kind it
    does not know as read-only. `config` holds the kind's own fields, without secrets. What weighs 0
    is watched and shown, and does not move its service.
    `locations` names from where it is asked; empty: from home alone. `quorum` is how many of them
    have to agree on a major outage; None: more than half of those that know.
    """

    id: int
    component_id: int
    kind: str
    config: Mapping[str, object] = field(default_factory=dict)
    interval: timedelta = timedelta(seconds=60)
    deadline: timedelta = timedelta(seconds=15)
    thresholds: Thresholds = Thresholds()
    enabled: bool = True
    weight: int = USUAL_WEIGHT
    locations: tuple[str, ...] = ()
    quorum: int | None = None

    @property
    def is_shared(self) -> bool:
        """Whether its state is what several locations say together, or one that is not home."""
        return self.locations not in ((), (HOME,))

    def is_asked_from(self, location: str) -> bool:
        """Whether the collector of a location asks it."""
        if not self.locations:
            return location == HOME
        return location in self.locations or EVERYWHERE in self.locations


def check_now_limit_s(deadlines: Iterable[timedelta]) -> float:
    """How long asking these checks at once may take until all is written down, in seconds.

    Each may have to wait for its turn first.
    """
    each_s = [deadline.total_seconds() for deadline in deadlines]
    longest_s = (1 + TURN_DEADLINES) * max(each_s, default=0.0)
    return longest_s + EACH_S * len(each_s) + RECORD_S
