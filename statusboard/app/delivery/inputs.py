"""What the verbs about channels are given. Plain values, fit for a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ChannelInput:
    """One channel as a person describes it; `name` tells which.

    `config` holds the kind's own fields as plain JSON values; a mask in it stands for the secret
    that is stored. `allow_file`: where there is no key store, the person agrees to files that only
    they can read.
    """

    name: str
    kind: str
    config: Mapping[str, object] = field(default_factory=dict, repr=False)
    allow_file: bool = False


@dataclass(frozen=True, slots=True)
class ApplyChannels:
    """The channels of a file.

    With `prune`, those that it does not name are removed, unless it names none at all.
    """

    channels: tuple[ChannelInput, ...] = ()
    prune: bool = False
