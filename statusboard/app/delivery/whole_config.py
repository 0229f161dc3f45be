"""A channel's configuration with its secrets, from the key store of this machine."""

import asyncio
from functools import partial

from statusboard.app.delivery.demo_walls import IS_DEMO, refuse_to_lead_out
from statusboard.app.doorway import Doorway, Secrets
from statusboard.app.keys.calls import ask_keys
from statusboard.app.services.needed_secrets import missing_words
from statusboard.app.services.stowing import CHANNELS
from statusboard.catalog.declaration import ChannelKind, Config
from statusboard.catalog.fields import validate
from statusboard.catalog.references import names_in, resolved
from statusboard.domain.channel import Channel
from statusboard.errors import RuleBroken, Unavailable


async def whole_config(kind: ChannelKind, channel: Channel, doorway: Doorway) -> Config:
    """The configuration as the kind's own functions take it.

    Raises RuleBroken for one that this version does not take, and for one of the demo that leads
    out of this computer, however it came there; Unavailable where a secret is not on this machine
    or the key store does not answer.
    """
    config = dict(channel.config)
    if await asyncio.to_thread(doorway.ask, IS_DEMO, None):
        refuse_to_lead_out(kind, config)
    names = sorted(names_in(config))
    if names:
        store = doorway.secrets
        kept = {name: await ask_keys(partial(secret_of, store, name)) for name in names}
        config = {field: resolved(value, kept.__getitem__) for field, value in config.items()}
    return validate(kind.fields, config)


def secret_of(store: Secrets, name: str) -> str:
    """A channel's secret. Raises Unavailable where this machine lacks it."""
    if not name.startswith(CHANNELS):
        raise RuleBroken(f"{name} is the secret of something else. Nothing was sent.")
    found = store.read(name)
    if found is None:
        words = missing_words(name, "sends the messages")
        raise Unavailable(f"{words[0].upper()}{words[1:]}.")
    return found.reveal()
