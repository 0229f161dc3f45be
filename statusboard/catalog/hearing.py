"""How a channel hears back: what did not arrive, and what readers answer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Config = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BounceReading:
    """How a kind hears later that messages did not arrive.

    `split(pasted)` are the letters in what a person pasted, `read(letter)` each `Bounce`
    (channels/base.py) that one reports; neither ever raises. `is_set_up(config)`: there is a
    mailbox to look into. `unread(config)` answers each unread `Letter` there, and
    `mark_read(config, names)` says which were worked on; both raise Unavailable.
    """

    split: Callable[[bytes], tuple[bytes, ...]]
    read: Callable[[bytes], tuple[Any, ...]]
    is_set_up: Callable[[Config], bool]
    unread: Callable[[Config], Awaitable[tuple[Any, ...]]]
    mark_read: Callable[[Config, Sequence[str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class ReplyReading:
    """How a kind hears what readers answer: its provider posts it to the page server.

    `provider` is what stands in the path, `/hooks/<provider>/<channel>`. `concerns(config, call)`
    is whether a `ProviderCall` (domain/views/provider_call.py) is about that channel, seen without
    its secrets; `is_genuine(config, call)` whether its provider signed it. `leaver(call)` is the
    address of whoever wants to be told nothing more, None where something else was answered.
    `name(call)` is what the provider calls that answer, and no other: whoever got hold of a signed
    request could send it again for ever, and it says nothing of when it was made.
    """

    provider: str
    concerns: Callable[[Config, Any], bool]
    is_genuine: Callable[[Config, Any], bool]
    leaver: Callable[[Any], str | None]
    name: Callable[[Any], str]
