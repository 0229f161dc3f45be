"""Who came to the page by themselves, in counts: what they did, what was refused, who waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from statusboard.domain.visits import REFUSALS, Seen


@dataclass(frozen=True, slots=True)
class Waiting:
    """Addresses that have not confirmed: `asked` got the message, `unsent` not yet.

    `failed`: it was given up. `…_since` is when the first of them was asked for.
    """

    asked: int = 0
    asked_since: datetime | None = None
    unsent: int = 0
    unsent_since: datetime | None = None
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What was seen today, as of the page's zone, and in the week that ends with it.

    `has_forms`: people can come by themselves, for a public address is set.
    """

    as_of: datetime
    today: Mapping[Seen, int] = field(default_factory=dict)
    week: Mapping[Seen, int] = field(default_factory=dict)
    waiting: Waiting = field(default_factory=Waiting)
    has_forms: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to be said of visitors."""
        return self.has_forms or bool(self.week) or self.waiting != Waiting()


def refusals(seen: Mapping[Seen, int]) -> dict[Seen, int]:
    """What was refused, the most frequent first."""
    found = {each: seen[each] for each in REFUSALS if seen.get(each)}
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))
