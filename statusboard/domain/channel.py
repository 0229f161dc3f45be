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


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money; `currency` is its code or sign, as somebody wrote it."""

    amount: Decimal
    currency: str
