"""A channel: one configured way to reach people, such as the mail server of the company."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Channel:
    """A configured channel. `kind` is text: another version may know more kinds.

    `name` is what people and the command line call it. `config` holds plain JSON values that are
    not the default, with references in the place of secrets.
    """

    id: int
    name: str
    kind: str
    config: Mapping[str, object] = field(default_factory=dict)


# How long one message takes where the provider names no rate: a server elsewhere answers thrice.
USUAL_S = 0.1


def seconds_for(messages: int, *, per_second: float, at_once: int) -> float:
    """In about how many seconds so many messages are gone, at a provider's rate."""
    return messages / min(per_second, at_once / USUAL_S)


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money; `currency` is its code or sign, as somebody wrote it."""

    amount: Decimal
    currency: str
