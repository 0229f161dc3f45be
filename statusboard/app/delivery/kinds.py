"""The kinds of channels, for forms, the file format and the dispatcher."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard import channels
from statusboard.catalog import registry
from statusboard.catalog.declaration import ChannelKind, in_order

ChannelKinds = Mapping[str, ChannelKind]


def channel_kinds() -> ChannelKinds:
    """Every declared kind by its key, as they are offered: the usual one first."""
    return MappingProxyType(in_order(registry.load(channels, ChannelKind)))
