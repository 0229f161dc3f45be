"""Slack, by incoming webhooks: whoever has the address of one can write into its channel.

Every text is plain: nothing in a notice can mention somebody, become a link or be unfolded.
"""

import re
from contextlib import AbstractAsyncContextManager
from functools import partial

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Example
from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Sent, Unclear
from statusboard.channels.web.addresses import (
    moved_to,
    place_of,
    server_leads_out,
    web_address,
    without_secret,
)
from statusboard.channels.web.answers import Answer, Provider, outcome_of, quoted
from statusboard.channels.web.chat import ChatMessage, as_read, chat_message, pieces
from statusboard.channels.web.sending import Post, Posting, in_json, sending
from statusboard.channels.web.server import proof_of_server, server_field
from statusboard.channels.web.wording import cut
from statusboard.errors import RuleBroken

PROVIDER = Provider("Slack")
SERVER = "https://hooks.slack.com"
EXAMPLE = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"
HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
_PATH = re.compile(r"/services/T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]+")
# Slack takes 150 characters in a header, 3,000 in a section and 50 blocks. Nobody reads more than
# three sections in a chat, and the page has all of it.
HEADER, SECTION, SECTIONS = 150, 3_000, 3
FALLBACK = 3_000
# What Slack says of a webhook that will never work again, whatever the status.
GONE = frozenset(
    {
        *("no_service", "no_service_id", "no_team", "team_disabled", "invalid_token"),
        *("channel_not_found", "channel_is_archived"),
    }
)
LATER = frozenset({"rate_limited", "rollup_error", "internal_error", "fatal_error"})


def escaped(text: str) -> str:
    """The text with Slack's three control characters written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _length(text: str) -> int:
    return len(escaped(text))


def _plain(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": escaped(text), "emoji": False}


def message_of(outgoing: Outgoing) -> dict[str, object]:
    """The message as Slack takes it: blocks, and a text for notifications and screen readers."""
    message = chat_message(outgoing)
    blocks: list[dict[str, object]] = []
    if message.title:
        blocks.append({"type": "header", "text": _plain(cut(message.title, HEADER, _length))})
    blocks += [
        {"type": "section", "text": _plain(piece)}
        for piece in pieces(message.text, SECTION, SECTIONS, _length)
    ]
    spoken = cut(f"{message.title}\n{message.text}".strip(), FALLBACK, _length)
    if message.link:
        # Inside the angle brackets only these could end the address too soon.
        link = escaped(message.link).replace("|", "%7C")
        words = f"<{link}|{escaped(cut(message.follow, HEADER, _length))}>"
        text = {"type": "mrkdwn", "text": words, "verbatim": True}
        blocks.append({"type": "section", "text": text})
    return {
        "text": escaped(spoken),
        "blocks": blocks,
        "mrkdwn": False,
        "link_names": False,
        "parse": "none",
        "unfurl_links": False,
        "unfurl_media": False,
    }


def fitted(message: ChatMessage) -> tuple[str, str]:
    """As much of title and text as Slack takes."""
    text = "\n\n".join(pieces(message.text, SECTION, SECTIONS, _length))
    return cut(message.title, HEADER, _length), message.text if _fits(message) else text


def _fits(message: ChatMessage) -> bool:
    return len(list(pieces(message.text, SECTION, SECTIONS + 1, _length))) <= SECTIONS


def judged(answer: Answer, provider: Provider, secrets: tuple[str, ...]) -> Outcome:
    """What Slack's answer means: a message is taken where it says `ok`, and nothing else."""
    word = answer.text.strip()
    error = answer.told("error")
    code = error if isinstance(error, str) else word
    if answer.is_good and (word == "ok" or answer.told("ok") is True):
        return Sent("ok")
    if answer.is_good and not word:
        return Unclear("Slack did not say whether it took the message")
    if code in LATER:
        outcome = outcome_of(answer, provider, secrets=secrets)
        return outcome if isinstance(outcome, Again) else Again(f"Slack asks to come back: {code}")
    if code in GONE:
        return Refused(f"Slack writes there no more: {code}", quarantines=True)
    if answer.is_good:
        return Refused(f"Slack refused it: {quoted(code, secrets=secrets)}")
    return outcome_of(answer, provider, secrets=secrets)


def address_of(text: str) -> tuple[str, str]:
    """The address of an incoming webhook, and the same for comparing."""
    url = web_address(text, EXAMPLE)
    if url.scheme != "https" or url.host not in HOSTS or url.port or url.query:
        sentence = f"This is no address of Slack. It begins like {SERVER}/services/T…"
        raise RuleBroken(sentence, "address")
    if not _PATH.fullmatch(url.path):
        sentence = (
            "Slack's incoming webhooks end in /services/T…/B…/…; this is another sort of address."
        )
        raise RuleBroken(sentence, "address")
    whole = f"https://{url.host}{url.path}"
    return whole, whole


def opened(config: Config) -> AbstractAsyncContextManager[Posting]:
    """A sender."""
    return sending(PROVIDER, partial(_post, str(config["url"])), judged)


def _post(server: str, outgoing: Outgoing) -> Post:
    there = "" if server == SERVER else server
    return Post(moved_to(outgoing.address, there), in_json(message_of(outgoing)))


DECLARATION = ChannelKind(
    key="slack",
    label="Slack",
    icon="hash",
    form="chat",
    fields=(
        server_field(SERVER, "Slack itself, unless a relay of your own passes the messages on."),
    ),
    open=opened,
    address=address_of,
    # Slack takes one message a second from each webhook.
    limits=lambda _config: Limits(per_second=1.0, at_once=1),
    describe=lambda config: f"Slack by {place_of(str(config['url']))}",
    prove=proof_of_server(PROVIDER),
    leads_out=server_leads_out,
    preview=as_read(PROVIDER.name, fitted),
    address_label="Address of the incoming webhook",
    address_example=EXAMPLE,
    shown=without_secret,
    is_address_secret=True,
    good=(Example({}), Example({"url": "http://127.0.0.1:8123"})),
    bad=(
        Example({"url": "http://relay.example"}, bad_field="url"),
        Example({"url": "hooks"}, bad_field="url"),
        Example({"token": "x"}, bad_field="token"),
    ),
    summary="A channel of a Slack workspace, by the address of its incoming webhook.",
    rank=3,
)
