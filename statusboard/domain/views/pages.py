"""The pages of a desk as they are listed: what each shows, and where it is put."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. `shows` is `all`, `only` or `except`, and says what `services` and `groups` mean.

    These are names; `named` are the services that it shows, by name. `places` are where it is put,
    in words; `subscribers` how many are told by it now. `values` are its own settings by key.
    """

    id: int
    key: str
    name: str
    url: str
    shows: str
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    subscribers: int = 0
    values: Mapping[str, object] = field(default_factory=dict)
