"""The channels as a form shows them: configured with masks in the place of secrets."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import query
from statusboard.app.services.secrets import masked
from statusboard.app.settings import page_zone
from statusboard.catalog.declaration import Config
from statusboard.storage.channels import read_channels
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ChannelForm:
    """A channel and what stands in its form.

    `is_known` is False for a kind of another version: of such nobody can say which fields are
    secret, and nothing of it is shown.
    """

    id: int
    name: str
    kind: str
    config: Config
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class ChannelForms:
    """The channels in their order, as of an instant, in the zone of the page."""

    channels: tuple[ChannelForm, ...]
    as_of: datetime
    zone: str


def _forms(unit: Unit, _given: None) -> ChannelForms:
    kinds = channel_kinds()
    found = tuple(
        ChannelForm(
            id=channel.id,
            name=channel.name,
            kind=channel.kind,
            config=masked(kinds[channel.kind], channel.config) if channel.kind in kinds else {},
            is_known=channel.kind in kinds,
        )
        for channel in read_channels(unit)
    )
    return ChannelForms(found, unit.now, page_zone(unit))


# The channels there are, in their order.
CHANNEL_FORMS = query("channel.forms")(_forms)
