"""What readers answer, as providers pass it on: whoever wants to be told nothing more is not."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.delivery.whole_config import whole_config
from statusboard.app.doorway import Doorway, query
from statusboard.app.settings import PUBLIC_URL, text_setting
from statusboard.app.visitors.inputs import StopTexts
from statusboard.catalog.hearing import ReplyReading
from statusboard.domain.access import Credentials
from statusboard.domain.channel import Channel
from statusboard.domain.views.provider_call import ProviderCall
from statusboard.errors import RuleBroken
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)


def _public_url(unit: Unit, _given: None) -> str:
    return text_setting(read_settings(unit), PUBLIC_URL).rstrip("/")


SERVER = query("visitor.server")(_public_url)


@dataclass(frozen=True, slots=True)
class Replies:
    """Judges what came in a provider's name. The secret that tells never leaves this program.

    `reading` looks up channels, `doorway` their secrets; `stop` carries the verb of that name out.
    """

    reading: Doorway
    doorway: Doorway
    stop: Callable[[StopTexts, Credentials], Awaitable[object]]

    async def __call__(self, given: ProviderCall, who: Credentials) -> bool:
        """Whether the provider of that channel said it; then what it says is done.

        Raises Unavailable where the secret of the channel cannot be read now.
        """
        server = await asyncio.to_thread(self.reading.ask, SERVER, None)
        channels = await asyncio.to_thread(self.reading.ask, CHANNELS, None)
        channel = next((one for one in channels if one.name == given.channel), None)
        kind = None if channel is None else channel_kinds().get(channel.kind)
        if not server or channel is None or kind is None or kind.replies is None:
            return False
        how = kind.replies
        # Before a key store is asked: who knows nothing of the account has it asked for nothing.
        if how.provider != given.provider or not how.concerns(channel.config, given):
            return False
        call = replace(given, url=server + given.path)
        try:
            config = await whole_config(kind, channel, self.doorway)
        except RuleBroken as broken:
            log.info("answer not judged channel=%s because=%s", channel.name, broken)
            return False
        if not how.is_genuine(config, call):
            log.info("answer refused channel=%s because=its signature is wrong", channel.name)
            return False
        await self._heed(how, channel, call, who)
        return True

    async def _heed(
        self, how: ReplyReading, channel: Channel, call: ProviderCall, who: Credentials
    ) -> None:
        address = how.leaver(call)
        if address is None:
            return
        try:
            await self.stop(StopTexts(channel.name, address, how.name(call)), who)
        except RuleBroken as broken:
            # A short code, or another way to answer, to which nothing is sent.
            log.info("answer not heeded channel=%s because=%s", channel.name, broken.field)
