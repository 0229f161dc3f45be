"""Discord, by webhooks: an embed in the colour of what it is about, which mentions nobody."""

import re
from contextlib import AbstractAsyncContextManager
from functools import partial
from http import HTTPStatus

import httpx

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Example
from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Sent
from statusboard.channels.web.addresses import (
    moved_to,
    place_of,
    server_leads_out,
    web_address,
    without_secret,
)
from statusboard.channels.web.answers import Answer, Provider, bounded_s, outcome_of, said
from statusboard.channels.web.chat import ChatMessage, as_read, chat_message
from statusboard.channels.web.sending import Post, Posting, in_json, sending
from statusboard.channels.web.server import proof_of_server, server_field
from statusboard.channels.web.wording import cut, in_utf16, one_line
from statusboard.errors import RuleBroken

PROVIDER = Provider("Discord")
SERVER = "https://discord.com"
EXAMPLE = "https://discord.com/api/webhooks/100000000000000000/XXXXXXXXXXXXXXXXXXXXXXXX"
HOSTS = frozenset({"discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"})
_PATH = re.compile(r"/api(?:/v\d+)?/webhooks/(?P<id>\d{15,25})/(?P<token>[A-Za-z0-9_-]{8,100})/?")
_THREAD = re.compile(r"\d{15,25}")
# What Discord takes of an embed.
TITLE, DESCRIPTION, FOOTER = 256, 4_096, 2_048
# Codes of a webhook that is gone (10015), and of one whose token is wrong (50027).
GONE = frozenset({10015, 50027})
# An address is left as it is; what else would be read as formatting is not.
_MARKS = re.compile(r"(?P<address>https?://[\w.~:/?#&'+,;=%-]+)|(?P<mark>[\\*_~`|<>#\[\]()@])")


def escaped(text: str) -> str:
    """The text as Discord shows it literally."""
    return _MARKS.sub(lambda found: found["address"] or f"\\{found['mark']}", text)


def _length(text: str) -> int:
    return in_utf16(escaped(text))


def message_of(outgoing: Outgoing) -> dict[str, object]:
    """The message as Discord takes it."""
    message = chat_message(outgoing)
    link = _link(message)
    title, text = fitted(message)
    embed: dict[str, object] = {
        "title": escaped(title),
        "description": (escaped(text) + link).strip(),
        "color": message.tone.value,
    }
    if message.link:
        embed["url"] = message.link
    if outgoing.update is not None:
        name = one_line(outgoing.update.page_name)
        embed["footer"] = {"text": cut(name, FOOTER, in_utf16)}
        embed["timestamp"] = outgoing.update.published_at.isoformat()
    return {"embeds": [embed], "allowed_mentions": {"parse": []}}


def fitted(message: ChatMessage) -> tuple[str, str]:
    """As much of title and text as Discord takes beside the link."""
    room = DESCRIPTION - in_utf16(_link(message))
    return cut(message.title, TITLE, _length), cut(message.text, room, _length)


def _link(message: ChatMessage) -> str:
    follow = escaped(cut(message.follow, TITLE, _length))
    return f"\n\n[{follow}](<{_within(message.link)}>)" if message.link else ""


def _within(link: str) -> str:
    """The address as it stands between the marks of a link."""
    return re.sub(r"[<>()\s\\]", lambda found: f"%{ord(found[0]):02X}", link)


def judged(answer: Answer, provider: Provider, secrets: tuple[str, ...]) -> Outcome:
    """What Discord's answer means; the message's number is the receipt."""
    number = answer.told("id")
    if answer.is_good and isinstance(number, str):
        return Sent(f"message {one_line(number)[:30]}")
    words = said(answer, secrets=secrets)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        seconds = answer.told("retry_after")
        # Where it is not Discord's own page that answers, our address is held back as a whole.
        is_all = answer.told("global") is not False
        if isinstance(seconds, int | float) and not isinstance(seconds, bool):
            return Again(f"Discord asks to come back: {words}", bounded_s(float(seconds)), is_all)
        outcome = outcome_of(answer, provider, secrets=secrets)
        after_s = outcome.after_s if isinstance(outcome, Again) else None
        return Again(f"Discord asks to come back: {words}", after_s, is_all)
    if answer.told("code") in GONE:
        return Refused(f"Discord writes there no more: {words}", quarantines=True)
    return outcome_of(answer, provider, secrets=secrets)


def address_of(text: str) -> tuple[str, str]:
    """The address of a webhook without its version, and the same for comparing."""
    url = web_address(text, EXAMPLE)
    found = _PATH.fullmatch(url.path)
    if url.scheme != "https" or url.host not in HOSTS or url.port or found is None:
        sentence = (
            f"This is no address of a Discord webhook. It begins like {SERVER}/api/webhooks/…"
        )
        raise RuleBroken(sentence, "address")
    thread = url.params.get("thread_id", "")
    if thread and not _THREAD.fullmatch(thread):
        raise RuleBroken("The thread of the address is not a number of Discord's.", "address")
    whole = f"{SERVER}/api/webhooks/{found['id']}/{found['token']}"
    whole += f"?thread_id={thread}" if thread else ""
    return whole, whole


def opened(config: Config) -> AbstractAsyncContextManager[Posting]:
    """A sender."""
    return sending(PROVIDER, partial(_post, str(config["url"])), judged)


def _post(server: str, outgoing: Outgoing) -> Post:
    # Only then is the answer about the message, and not about the request.
    waiting = str(httpx.URL(outgoing.address).copy_add_param("wait", "true"))
    there = "" if server == SERVER else server
    return Post(moved_to(waiting, there), in_json(message_of(outgoing)))


DECLARATION = ChannelKind(
    key="discord",
    label="Discord",
    icon="message-square",
    form="chat",
    fields=(
        server_field(SERVER, "Discord itself, unless a relay of your own passes the messages on."),
    ),
    open=opened,
    address=address_of,
    # Discord takes five messages in two seconds.
    limits=lambda _config: Limits(per_second=2.5, at_once=1),
    describe=lambda config: f"Discord by {place_of(str(config['url']))}",
    prove=proof_of_server(PROVIDER),
    leads_out=server_leads_out,
    preview=as_read("Discord", fitted),
    address_label="Address of the webhook",
    address_example=EXAMPLE,
    shown=without_secret,
    is_address_secret=True,
    good=(Example({}), Example({"url": "http://127.0.0.1:8123"})),
    bad=(
        Example({"url": "http://relay.example"}, bad_field="url"),
        Example({"token": "x"}, bad_field="token"),
    ),
    summary="A channel of a Discord server, by the address of its webhook.",
    rank=5,
)
