"""Whom a notice reaches if it is published now, how long that takes, and what it costs."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from statusboard.domain.channel import Price


@dataclass(frozen=True, slots=True)
class ChannelReach:
    """Whom one channel tells. `name` is the channel's own, `label` that of its `kind`.

    `parts` is what one message is billed as (segments of a text message; the most, where languages
    differ), `cost` what all of them cost together; None where the channel has no price. `seconds`:
    about so long until the last is handed over. `failing`: why none is taken at present, in words;
    empty: nothing is known to be wrong. `notes` say what makes the message dear.
    """

    channel_id: int
    name: str
    label: str
    kind: str
    count: int
    parts: int = 1
    cost: Price | None = None
    seconds: float = 0.0
    failing: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReachView:
    """Every channel in its order, also those that tell nobody.

    `waiting` counts who asked to be told when this incident is fixed; they are told with its end
    and are then in the counts too. `seconds`: about so long until everyone is told, for channels
    send side by side, with the `brake_s` in which the send can be taken back (0: it cannot).
    """

    as_of: datetime
    channels: tuple[ChannelReach, ...] = ()
    waiting: int = 0
    brake_s: float = 0.0
    total: int = field(init=False)
    seconds: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum(one.count for one in self.channels))
        longest = max((one.seconds for one in self.channels if one.count), default=0.0)
        object.__setattr__(self, "seconds", longest + self.brake_s)

    @property
    def costs(self) -> tuple[Price, ...]:
        """What it costs, a sum for each currency."""
        sums: dict[str, Decimal] = {}
        for one in self.channels:
            if one.cost is not None:
                sums[one.cost.currency] = sums.get(one.cost.currency, Decimal()) + one.cost.amount
        return tuple(Price(amount, currency) for currency, amount in sums.items())
