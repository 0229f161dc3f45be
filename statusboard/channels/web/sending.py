"""The sender of a kind that posts one request a message, and the proof that its server is there."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from statusboard.channels.base import Outcome, Outgoing, Standing, Step
from statusboard.channels.web.addresses import place_of, secrets_in
from statusboard.channels.web.answers import Answer, Provider, moment, outcome_of, said
from statusboard.channels.web.guard import Guard
from statusboard.channels.web.poster import Poster, posting
from statusboard.domain.time_text import day_text

JSON = {"Content-Type": "application/json; charset=utf-8"}
# A certificate is renewed weeks before it ends; where it was not, somebody has to look.
FEW_DAYS = 14


@dataclass(frozen=True, slots=True)
class Post:
    """One request: where it goes, and what is sent. `secrets` is what no answer may repeat."""

    url: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)
    secrets: tuple[str, ...] = ()


Compose = Callable[[Outgoing], Post]
Judge = Callable[[Answer, Provider, tuple[str, ...]], Outcome]


def plainly(answer: Answer, provider: Provider, secrets: tuple[str, ...]) -> Outcome:
    """What an answer means where the provider has no rules of its own."""
    return outcome_of(answer, provider, secrets=secrets)


class Posting:
    """Sends messages as `compose` writes them, and reads the answers as `judge` does."""

    def __init__(self, poster: Poster, compose: Compose, judge: Judge) -> None:
        self._poster = poster
        self._compose = compose
        self._judge = judge

    async def send(self, outgoing: Outgoing) -> Outcome:
        """What became of the message."""
        post = self._compose(outgoing)
        got = await self._poster.post(post.url, post.content, post.headers)
        if not isinstance(got, Answer):
            return got
        secrets = (*post.secrets, *secrets_in(outgoing.address), *secrets_in(post.url))
        return self._judge(got, self._poster.provider, secrets)


@asynccontextmanager
async def sending(
    provider: Provider,
    compose: Compose,
    judge: Judge = plainly,
    *,
    tls: ssl.SSLContext | None = None,
    guard: Guard | None = None,
) -> AsyncIterator[Posting]:
    """One sender, whose connection is closed at the end."""
    async with posting(provider, tls=tls, guard=guard) as poster:
        yield Posting(poster, compose, judge)


def in_json(document: object) -> bytes:
    """A document as it is sent, without blanks."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


async def prove_server(
    poster: Poster, url: str, *, method: str = "HEAD", headers: Mapping[str, str] | None = None
) -> AsyncIterator[tuple[Step, Answer | None]]:
    """Whether the server answers, and by which certificate; the answer with the first step.

    It asks and sends no message. The step that is wrong is the last.
    """
    begun_s = asyncio.get_running_loop().time()
    answer = await poster.ask(method, url, headers=headers)
    if not isinstance(answer, Answer):
        yield Step("The server does not answer", Standing.WRONG, answer.reason), None
        return
    took_ms = (asyncio.get_running_loop().time() - begun_s) * 1000
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        yield Step("The server is in trouble", Standing.WRONG, said(answer)), None
        return
    detail = f"{place_of(url)}, {took_ms:.0f} ms"
    yield Step("The server answers", Standing.WELL, detail), answer
    yield _secured(poster, answer), None


def _secured(poster: Poster, answer: Answer) -> Step:
    shown = poster.certificate
    if shown is None:
        detail = "the server is on this computer, and nothing leaves it"
        return Step("The connection is not encrypted", Standing.WELL, detail)
    now = moment(answer.headers.get("date", ""))
    if now is None:
        detail = f"{shown.version}, certificate good until {day_text(shown.until.date())}"
        return Step("The connection is encrypted", Standing.WELL, detail)
    days = (shown.until - now).days
    standing = Standing.WELL if days >= FEW_DAYS else Standing.DOUBTFUL
    words = "1 more day" if days == 1 else f"{days} days"
    detail = f"{shown.version}, certificate good for {words}"
    return Step("The connection is encrypted", standing, detail)
