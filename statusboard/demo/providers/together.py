"""All stand-in providers of the demo, started and stopped as one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from statusboard.demo.providers.mail import MailSink
from statusboard.demo.providers.tally import Tally
from statusboard.demo.providers.web import WebProviders


@dataclass(frozen=True, slots=True)
class Places:
    """Where the stand-ins answer on 127.0.0.1: the ports of mail and of everything over HTTP."""

    mail: int
    web: int

    def url(self, provider: str) -> str:
        """The address of a provider over HTTP."""
        return f"http://127.0.0.1:{self.web}/{provider}"


# Nothing answers there (RFC 863).
NOWHERE = Places(9, 9)


@asynccontextmanager
async def providers() -> AsyncIterator[Places]:
    """The stand-ins at work on free ports; they end with the block."""
    tally = Tally()
    mail, web = MailSink(tally), WebProviders(tally)
    try:
        yield Places(await mail.start(), await web.start())
    finally:
        await mail.stop()
        await web.stop()
