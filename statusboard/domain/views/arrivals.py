"""Who came to the page by themselves, in counts: what they did, what was refused, who waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from statusboard.domain.visits import REFUSALS, Seen

# A message to confirm goes out within seconds: after so long something is in its way.
UNSENT_IS_OLD = timedelta(minutes=10)
# Most confirm within minutes. After so long the message may lie where nobody looks.
ASKED_IS_OLD = timedelta(hours=3)


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

    def is_unsent_for_long(self, now: datetime) -> bool:
        """Whether somebody asked and was not written to, although there was time enough."""
        return self.unsent_since is not None and now - self.unsent_since >= UNSENT_IS_OLD

    def is_asked_for_long(self, now: datetime) -> bool:
        """Whether somebody was written to and has not confirmed for hours."""
        return self.asked_since is not None and now - self.asked_since >= ASKED_IS_OLD


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
