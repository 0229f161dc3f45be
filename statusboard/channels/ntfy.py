"""ntfy: notifications to whoever follows a topic, on ntfy.sh or a server of one's own."""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from http import HTTPStatus

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.channels.base import (
    Again,
    Outcome,
    Outgoing,
    Refused,
    Sent,
    Standing,
    Step,
    Unclear,
)
from statusboard.channels.web.addresses import place_of, server_leads_out
from statusboard.channels.web.answers import Answer, Provider, outcome_of, retry_after_s, said
from statusboard.channels.web.chat import ChatMessage, Tone, as_read, chat_message
from statusboard.channels.web.poster import posting
from statusboard.channels.web.sending import JSON, Post, Posting, in_json, prove_server, sending
from statusboard.channels.web.server import server_field
from statusboard.channels.web.wording import cut, in_bytes, one_line
from statusboard.errors import RuleBroken

SERVER = "https://ntfy.sh"
_TOPIC = re.compile(r"[-_A-Za-z0-9]{1,64}")
# Longer messages of ntfy's become files to be fetched.
MESSAGE, TITLE = 4_096, 250
# 1 to 5, of which 3 is usual; from 4 on phones make themselves heard at length.
PRIORITIES = {Tone.WORST: 5, Tone.GRAVE: 4, Tone.SLIGHT: 3, Tone.GOOD: 3, Tone.PLAIN: 3}
# Short names that ntfy shows as pictures before the title.
TAGS = {
    Tone.WORST: "rotating_light",
    Tone.GRAVE: "warning",
    Tone.SLIGHT: "warning",
    Tone.GOOD: "white_check_mark",
    Tone.PLAIN: "information_source",
}
# Of ntfy's own codes: a topic that is none, or may not be used.
NO_TOPIC = frozenset({40009, 40010})


def message_of(outgoing: Outgoing) -> dict[str, object]:
    """The message as ntfy takes it."""
    message = chat_message(outgoing)
    title, text = fitted(message)
    document: dict[str, object] = {
        "topic": outgoing.address,
        "title": title,
        "message": text,
        "priority": PRIORITIES[message.tone],
        "tags": [TAGS[message.tone]],
        "markdown": False,
    }
    return document | {"click": message.link} if message.link else document


def fitted(message: ChatMessage) -> tuple[str, str]:
    """As much of title and text as ntfy takes."""
    return cut(message.title, TITLE, in_bytes), cut(message.text, MESSAGE, in_bytes)


def judged(answer: Answer, provider: Provider, secrets: tuple[str, ...]) -> Outcome:
    """What ntfy's answer means; its number of the message is the receipt."""
    number = answer.told("id")
    if answer.is_good and isinstance(number, str):
        return Sent(f"message {one_line(number)[:30]}")
    words = said(answer, secrets=secrets)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        # It counts what comes from us, whatever the topic.
        return Again(f"ntfy asks to come back: {words}", retry_after_s(answer), is_channel=True)
    if answer.told("code") in NO_TOPIC:
        return Refused(f"ntfy has no such topic: {words}", quarantines=True)
    if answer.status == HTTPStatus.FORBIDDEN:
        return Refused(f"ntfy lets us not write to this topic: {words}")
    if answer.status == HTTPStatus.NOT_FOUND:
        # A topic begins with its first message: what is not found is the server.
        return Again(f"this is no ntfy server: {words}", is_channel=True)
    return outcome_of(answer, provider, secrets=secrets)


def address_of(text: str) -> tuple[str, str]:
    """The topic, and the same for comparing: capitals matter."""
    topic = text.strip()
    if not _TOPIC.fullmatch(topic):
        sentence = "A topic has 1 to 64 letters from a to z, figures, “-” and “_”."
        raise RuleBroken(sentence, "address")
    return topic, topic


def opened(config: Config) -> AbstractAsyncContextManager[Posting]:
    """A sender."""
    return sending(_provider(config), partial(_post, config), judged)


def _provider(config: Config) -> Provider:
    return Provider("ntfy", knows_us=bool(config["token"]))


def _post(config: Config, outgoing: Outgoing) -> Post:
    token = str(config["token"] or "")
    content = in_json(message_of(outgoing))
    return Post(str(config["url"]), content, JSON | _authorization(config), (token,))


def _authorization(config: Config) -> dict[str, str]:
    token = str(config["token"] or "")
    return {"Authorization": f"Bearer {token}"} if token else {}


async def prove(config: Config) -> AsyncIterator[Step]:
    """Whether the server answers, is one of ntfy's, and takes the token."""
    server = str(config["url"]).rstrip("/")
    async with posting(_provider(config)) as poster:
        async for step, answer in prove_server(poster, f"{server}/v1/health", method="GET"):
            yield step
            if step.standing is Standing.WRONG:
                return
            if answer is not None and answer.told("healthy") is not True:
                detail = f"it says no word of its health: {said(answer)}"
                yield Step("This is no ntfy server", Standing.WRONG, detail)
                return
        if config["token"]:
            yield _token_step(
                await poster.ask("GET", f"{server}/v1/account", headers=_authorization(config)),
                (str(config["token"]),),
            )


def _token_step(got: Answer | Again | Refused | Unclear, secrets: tuple[str, ...]) -> Step:
    if not isinstance(got, Answer):
        return Step("The server does not answer", Standing.WRONG, got.reason)
    if got.is_good:
        name = one_line(str(got.told("username") or ""))[:60]
        return Step("The token is accepted", Standing.WELL, f"as {name}" if name else "")
    return Step("The token is refused", Standing.WRONG, said(got, secrets=secrets))


def _no_token(value: object) -> str | None:
    is_fit = re.fullmatch(r"[!-~]*", str(value)) is not None
    return None if is_fit else "A token has neither blanks nor letters beyond those from a to z."


def _too_few(value: object) -> str | None:
    if isinstance(value, int | float) and value > 0:
        return None
    return "So many messages a second is a number above 0."


DECLARATION = ChannelKind(
    key="ntfy",
    label="ntfy",
    icon="bell",
    form="chat",
    fields=(
        server_field(SERVER, "ntfy.sh, or the address of a server of your own.", advanced=False),
        FieldSpec(
            "token",
            FieldKind.TEXT,
            "Access token",
            default="",
            secret=True,
            tidy=str.strip,
            example="tk_…",
            check=_no_token,
            help="Only where the server lets nobody write without one.",
        ),
        FieldSpec(
            "per_second",
            FieldKind.NUMBER,
            "Messages a second",
            default=1,
            advanced=True,
            check=_too_few,
            help="ntfy.sh takes 60 at once, and then one every five seconds.",
        ),
    ),
    open=opened,
    address=address_of,
    limits=lambda config: Limits(per_second=float(str(config["per_second"])), at_once=1),
    describe=lambda config: f"ntfy by {place_of(str(config['url']))}",
    prove=prove,
    leads_out=server_leads_out,
    preview=as_read("ntfy", fitted),
    address_label="Topic",
    address_example="northwind-status",
    good=(
        Example({}),
        Example({"url": "https://ntfy.northwind.example", "token": "tk_AgQdq7mVBoFD37zQVN29"}),
        Example({"url": "http://127.0.0.1:8123", "per_second": 50}),
    ),
    bad=(
        Example({"url": "http://ntfy.northwind.example"}, bad_field="url"),
        Example({"url": "https://ntfy.sh/?auth=x"}, bad_field="url"),
        Example({"per_second": 0}, bad_field="per_second"),
        Example({"token": "tk one"}, bad_field="token"),
    ),
    summary="Notifications on phones and computers, by a topic of ntfy.",
    rank=7,
)
