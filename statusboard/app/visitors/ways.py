"""By which channels visitors can be told, and how the page is called: what is read first of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.page.page_rules import page_called
from statusboard.app.settings import DEFAULT_NAME, PAGE_NAME, PUBLIC_URL, text_setting
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.channel import Channel
from statusboard.domain.page import MAIN
from statusboard.errors import RuleBroken
from statusboard.storage.channels import read_channels
from statusboard.storage.pages import read_page_settings
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Ways:
    """The channels that visitors may choose, by name, as of one transaction.

    `server` is the public address of the page server: without it nobody can be sent a link.
    `page_id` is the page that is visited.
    """

    settings: Mapping[str, object]
    server: str
    channels: dict[str, tuple[Channel, ChannelKind]]
    page_id: int = MAIN

    @classmethod
    def read(cls, unit: Unit, page: str = "") -> Self:
        """Those that there are now on the page of that key. RuleBroken where there is none."""
        page_id = page_called(unit, page).id
        settings, kinds = read_page_settings(unit, page_id), channel_kinds()
        there = [(one, kinds[one.kind]) for one in read_channels(unit) if one.kind in kinds]
        return cls(
            settings,
            text_setting(settings, PUBLIC_URL),
            {one.name: (one, kind) for one, kind in there if kind.takes_visitors(one.config)},
            page_id,
        )

    @property
    def page_name(self) -> str:
        """What the page is called."""
        return text_setting(self.settings, PAGE_NAME, DEFAULT_NAME)

    def channel(self, name: str) -> tuple[Channel, ChannelKind]:
        """The channel of that name. Raises RuleBroken where visitors cannot be told by it."""
        found = self.channels.get(name)
        if found is None or not self.server:
            raise RuleBroken("Nobody can be told this way now. Choose another one.", "channel")
        return found

    def channel_of(self, channel_id: int) -> tuple[Channel, ChannelKind]:
        """The same by its id, for an address that was asked to confirm."""
        for channel, kind in self.channels.values():
            if channel.id == channel_id:
                return channel, kind
        raise RuleBroken("Nobody can be told this way any more. Ask again on the page.", "channel")

    def label(self, channel: Channel, kind: ChannelKind) -> str:
        """What visitors call the channel; by its own name too, where another is of its kind."""
        alike = sum(other.key == kind.key for _, other in self.channels.values())
        return kind.label if alike <= 1 else f"{kind.label} ({channel.name})"
