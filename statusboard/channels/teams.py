"""Microsoft Teams, by the webhook of a workflow, as an Adaptive Card.

The workflow is Teams' own “Post to a channel when a webhook request is received”. The words
are runs of rich text, which Teams shows as they are; text blocks would read Markdown.
"""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from http import HTTPStatus

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Example
from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Standing, Step
from statusboard.channels.web.addresses import (
    moved_to,
    place_of,
    server_leads_out,
    web_address,
    without_secret,
)
from statusboard.channels.web.answers import Answer, Provider, outcome_of, said
from statusboard.channels.web.chat import ChatMessage, Tone, as_read, chat_message
from statusboard.channels.web.sending import Post, Posting, in_json, sending
from statusboard.channels.web.server import proof_of_server, server_field
from statusboard.channels.web.wording import cut, in_bytes
from statusboard.errors import RuleBroken

PROVIDER = Provider("Teams", is_one=False)
EXAMPLE = (
    "https://prod-01.westeurope.logic.azure.com/workflows/0123456789abcdef/triggers/manual/"
    "paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=XXXXXXXXXXXX"
)
# Where workflows are, and where the connectors were that they replace.
HOSTS = (
    *(".logic.azure.com", ".logic.azure.us", ".logic.azure.cn"),
    *(".api.powerplatform.com", ".api.powerplatform.us", ".api.powerplatform.cn"),
    ".webhook.office.com",
)
# A message has about 28 KB with all that Teams adds; what is left out stands on the page.
LARGEST = 24_000
TITLE = 250
STYLES = {
    Tone.GOOD: "good",
    Tone.SLIGHT: "warning",
    Tone.GRAVE: "warning",
    Tone.WORST: "attention",
    Tone.PLAIN: "accent",
}
# Teams says so in the body of a good answer.
_FAILED = re.compile(r"(?i)webhook (?:message delivery failed|bad request)|endpoint returned http")
_STATUS = re.compile(r"(?i)http error (\d{3})")


def message_of(outgoing: Outgoing) -> bytes:
    """The message as it is sent, shortened where Teams would not take all of it."""
    message = chat_message(outgoing)
    return in_json(_card(message, fitted(message)[1]))


def fitted(message: ChatMessage) -> tuple[str, str]:
    """As much of title and text as Teams takes: what counts is the size of the whole card."""
    title = cut(message.title, TITLE)
    if len(in_json(_card(message, message.text))) <= LARGEST:
        return title, message.text
    least, most = 0, in_bytes(message.text)
    while least < most:
        middle = (least + most + 1) // 2
        if len(in_json(_card(message, cut(message.text, middle, in_bytes)))) <= LARGEST:
            least = middle
        else:
            most = middle - 1
    return title, cut(message.text, least, in_bytes)


def _card(message: ChatMessage, text: str) -> dict[str, object]:
    title = cut(message.title, TITLE)
    head = {"type": "Container", "style": STYLES[message.tone], "bleed": True}
    lines = [_line(title, size="Large", weight="Bolder")] if title else []
    body: list[dict[str, object]] = [head | {"items": lines}] if lines else []
    is_new = True
    for line in text.split("\n"):
        if line.strip():
            body.append(_line(line, spacing="Medium" if is_new else "None"))
        is_new = not line.strip()
    card: dict[str, object] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "fallbackText": title,
        "msteams": {"width": "Full"},
        "body": body,
    }
    if message.link:
        follow = cut(message.follow, TITLE)
        card["actions"] = [{"type": "Action.OpenUrl", "title": follow, "url": message.link}]
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    return {"type": "message", "attachments": [attachment]}


def _line(text: str, *, spacing: str = "", **look: str) -> dict[str, object]:
    run = {"type": "TextRun", "text": text, **look}
    block: dict[str, object] = {"type": "RichTextBlock", "inlines": [run]}
    return block | {"spacing": spacing} if spacing else block


def judged(answer: Answer, provider: Provider, secrets: tuple[str, ...]) -> Outcome:
    """What Teams' answer means: a good status is none where the body tells of a failure."""
    error = answer.told("error")
    if answer.is_good and (_FAILED.search(answer.text) or isinstance(error, dict)):
        found = _STATUS.search(answer.text)
        if found is not None:
            # As if that had been the status, which it was within Teams.
            inner = Answer(int(found[1]), answer.headers, answer.body, answer.is_whole)
            return outcome_of(inner, provider, secrets=secrets)
        words = said(answer, secrets=secrets)
        if isinstance(error, dict):
            return Refused(f"Teams refused it: {words}")
        return Again(f"Teams did not pass it on: {words}")
    if answer.status == HTTPStatus.UNAUTHORIZED:
        # The signature in the address is all that lets us in.
        words = said(answer, secrets=secrets)
        return Refused(f"Teams takes nothing at this address: {words}", quarantines=True)
    return outcome_of(answer, provider, secrets=secrets)


def address_of(text: str) -> tuple[str, str]:
    """The address of a workflow's webhook, and the same for comparing."""
    url = web_address(text, EXAMPLE.partition("?")[0])
    if url.scheme != "https" or not url.host.endswith(HOSTS):
        sentence = (
            "This is no address of a Teams workflow. Teams shows it once the workflow “Post to a "
            "channel when a webhook request is received” is saved."
        )
        raise RuleBroken(sentence, "address")
    if url.port not in (None, 443):
        raise RuleBroken("A Teams workflow is at port 443. Leave the port out.", "address")
    is_workflow = not url.host.endswith(".webhook.office.com")
    if is_workflow and not url.params.get("sig"):
        sentence = "The end of the address is missing: it has “sig=” and what follows it."
        raise RuleBroken(sentence, "address")
    whole = str(url)
    return whole, whole


def opened(config: Config) -> AbstractAsyncContextManager[Posting]:
    """A sender."""
    return sending(PROVIDER, partial(_post, str(config["url"] or "")), judged)


def _post(server: str, outgoing: Outgoing) -> Post:
    return Post(moved_to(outgoing.address, server), message_of(outgoing))


async def prove(config: Config) -> AsyncIterator[Step]:
    """Whether the relay answers, where there is one: Teams' channels have servers of their own."""
    if not config["url"]:
        detail = (
            "Each Teams channel has an address of its own. A test message shows whether it works."
        )
        yield Step("Nothing has to be set up", Standing.WELL, detail)
        return
    async for step in proof_of_server(PROVIDER)(config):
        yield step


DECLARATION = ChannelKind(
    key="teams",
    label="Microsoft Teams",
    icon="users",
    form="chat",
    fields=(
        server_field(
            "",
            "Empty, unless a relay of your own passes the messages on to Teams.",
            label="Relay",
            example="https://relay.example",
        ),
    ),
    open=opened,
    address=address_of,
    # Teams slows down whoever asks more than four times a second.
    limits=lambda _config: Limits(per_second=4.0, at_once=2),
    describe=lambda config: (
        f"Teams by {place_of(str(config['url']))}" if config["url"] else "Teams by workflows"
    ),
    prove=prove,
    leads_out=server_leads_out,
    preview=as_read("Teams", fitted),
    address_label="Address of the workflow",
    address_example=EXAMPLE,
    shown=without_secret,
    is_address_secret=True,
    good=(Example({}), Example({"url": "http://127.0.0.1:8123"})),
    bad=(
        Example({"url": "http://relay.example"}, bad_field="url"),
        Example({"server": "https://relay.example"}, bad_field="server"),
    ),
    summary="A channel of Microsoft Teams, by the address of a workflow.",
    rank=4,
)
