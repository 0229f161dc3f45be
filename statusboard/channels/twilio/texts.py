"""Sends text messages by Twilio, and asks after one before it is sent again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from statusboard.catalog.declaration import Config
from statusboard.channels.base import Again, Outcome, Outgoing, Sent
from statusboard.channels.twilio.account import Account
from statusboard.channels.twilio.answers import TWILIO, outcome_of_message
from statusboard.channels.web.answers import Answer
from statusboard.channels.web.poster import Poster, posting


class Texts:
    """Sends one text message at a time; its connection is kept."""

    def __init__(self, config: Config, poster: Poster) -> None:
        self._account = Account.of(config)
        self._poster = poster

    async def send(self, outgoing: Outgoing) -> Outcome:
        """What Twilio said of the message. Before a second try it is asked for the first."""
        account, to, text = self._account, outgoing.address, outgoing.text.strip()
        if outgoing.tries:
            found = await account.earlier(self._poster, to, text, outgoing.written_at)
            if isinstance(found, str):
                return Sent(found)
            if found is not None:
                return self._unknown(found, to)
        answer = await account.send(self._poster, to, text)
        if not isinstance(answer, Answer):
            return answer
        return outcome_of_message(answer, (*account.secrets, to))

    def _unknown(self, found: Answer | Outcome, to: str) -> Outcome:
        """Nothing is sent again while nobody says whether it was sent."""
        outcome = (
            outcome_of_message(found, (*self._account.secrets, to))
            if isinstance(found, Answer)
            else found
        )
        if isinstance(outcome, Again):
            return replace(outcome, is_channel=True)
        reason = "Twilio does not say whether it has sent this"
        return Again(reason, is_channel=True)


@asynccontextmanager
async def opened(config: Config) -> AsyncIterator[Texts]:
    """One connection, closed at the end."""
    async with posting(TWILIO) as poster:
        yield Texts(config, poster)
