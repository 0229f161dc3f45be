"""What the channels ask of the desk. Queries and verbs carry storage: they load late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from statusboard.app.delivery.inputs import (
    ConfirmCode,
    ProveChannel,
    RemoveChannel,
    SaveChannel,
)
from statusboard.app.desk.desk import Desk
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.views.channel_health import ChannelHealth
from statusboard.domain.views.channels import ChannelView, Proof

if TYPE_CHECKING:
    from statusboard.app.delivery.forms import ChannelForm


@dataclass(frozen=True, slots=True)
class OneChannel:
    """A channel: what it is and was proved, how it fares, and what stands in its form."""

    view: ChannelView
    health: ChannelHealth
    form: "ChannelForm"


@dataclass(frozen=True, slots=True)
class ChannelsView:
    """The channels in their order, as of an instant."""

    channels: tuple[OneChannel, ...]
    as_of: datetime
    zone: str


async def ask_channels(desk: Desk) -> ChannelsView:
    """All that the tab shows. What somebody changes between two questions is asked again."""
    from statusboard.app.delivery.channel_list import CHANNEL_LIST
    from statusboard.app.delivery.forms import CHANNEL_FORMS
    from statusboard.app.delivery.health import CHANNEL_HEALTH

    views = await desk.ask(CHANNEL_LIST, None)
    healths = {health.channel_id: health for health in await desk.ask(CHANNEL_HEALTH, None)}
    forms = await desk.ask(CHANNEL_FORMS, None)
    by_id = {form.id: form for form in forms.channels}
    return ChannelsView(
        tuple(
            OneChannel(view, healths[view.id], by_id[view.id])
            for view in views
            if view.id in healths and view.id in by_id
        ),
        forms.as_of,
        forms.zone,
    )


def known_kinds() -> Mapping[str, ChannelKind]:
    """The kinds of channels that this version knows, the usual one first."""
    from statusboard.app.delivery.kinds import channel_kinds

    return channel_kinds()


async def save_channel(desk: Desk, given: SaveChannel) -> str:
    """The name of the channel."""
    from statusboard.app.delivery.channel_commands import save_channel as verb

    return await desk.do(verb, given)


async def remove_channel(desk: Desk, name: str) -> str:
    """The name of the channel that is gone."""
    from statusboard.app.delivery.channel_commands import remove_channel as verb

    return await desk.do(verb, RemoveChannel(name))


async def prove_channel(desk: Desk, name: str, to: str = "") -> Proof:
    """What was found; with an address, a test goes there too."""
    return await desk.prove_channel(ProveChannel(name, to))


async def confirm_code(desk: Desk, name: str, code: str) -> Proof:
    """What is known of the channel once somebody has its test before them."""
    from statusboard.app.delivery.channel_commands import confirm_code as verb

    return await desk.do(verb, ConfirmCode(name, code))
