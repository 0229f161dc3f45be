"""What a plug-in file exposes: one declaration."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from statusboard.catalog.fields import Example, FieldSpec
from statusboard.domain.result import Answer

Config = Mapping[str, object]
# Its second argument is a `ProbeContext` (probes/base.py), of which this floor knows nothing.
Probe = Callable[[Config, Any], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class CheckKind:
    """A sort of check. `probe` asks once; it reports what it finds and raises only for defects.

    `target(config)` is the host[:port] that seats are shared by, or None where no host is asked
    directly. `describe(config)` is one line for people, such as `HTTP GET api.example/health`.
    Kinds with `batched` are not asked one by one: their feed reads many at once.
    """

    key: str
    label: str
    icon: str
    fields: tuple[FieldSpec, ...]
    probe: Probe | None
    describe: Callable[[Config], str]
    target: Callable[[Config], str | None]
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    default_interval: timedelta = timedelta(seconds=60)
    default_deadline: timedelta = timedelta(seconds=15)
    batched: bool = False
