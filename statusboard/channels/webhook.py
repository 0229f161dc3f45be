"""Webhooks: what was published, as JSON in Statuspage's shape, signed by Standard Webhooks.

Strangers may type the address, so it is asked with care: over TLS, never after a redirect, and
never within our own network unless staff said so.
"""

import base64
import binascii
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from functools import partial

import httpx
from standardwebhooks import Webhook

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.channels.base import Outgoing, Preview, Standing, Step
from statusboard.channels.web.addresses import (
    is_loopback,
    moved_to,
    server_leads_out,
    server_problem,
    web_address,
    without_secret,
)
from statusboard.channels.web.answers import Provider
from statusboard.channels.web.guard import Forbidden, Guard, is_odd_number
from statusboard.channels.web.sending import JSON, Post, Posting, in_json, sending
from statusboard.channels.web.statuspage import body_of
from statusboard.errors import RuleBroken

PROVIDER = Provider("the receiver", is_one=False)
EXAMPLE = "https://hooks.customer.example/status"
HTTPS = 443
PREFIX = "whsec_"
# The standard wants so many bytes of chance in a key.
FEWEST, MOST = 24, 64
MOST_AT_ONCE = 32
MAKE_ONE = "The command “openssl rand -base64 32” makes one."


def signed(config: Config, key: str, at: datetime, content: bytes) -> dict[str, str]:
    """The headers of a message: its id, the same at every try, the time of this try, signatures."""
    body = content.decode()
    secrets = (str(config["secret"]), str(config["previous_secret"] or ""))
    signatures = [Webhook(secret).sign(key, at, body) for secret in secrets if secret]
    return {
        "webhook-id": key,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def address_of(text: str) -> tuple[str, str]:
    """The address of a receiver, and the same for comparing."""
    url = web_address(text, EXAMPLE)
    host = url.host
    if url.scheme == "http" and not is_loopback(host):
        raise RuleBroken("Over http anybody on the way could read it. Use https.", "address")
    if is_odd_number(host):
        sentence = f"{host} is no name of a server. Write one such as {EXAMPLE}"
        raise RuleBroken(sentence, "address")
    whole = str(url)
    return whole, whole


def look_up(address: str, config: Config) -> None:
    """Refuses what leads nowhere on the internet now. At every sending it is looked up again.

    One sentence for a name that leads inside and for one that leads nowhere: a visitor who could
    tell them apart would learn which names our own network has.
    """
    if config.get("url"):
        return
    url = httpx.URL(address)
    try:
        Guard(allows_private=bool(config.get("private"))).places_now(url.host, url.port or HTTPS)
    except (Forbidden, OSError, UnicodeError):
        sentence = "Nothing is written there: it leads nowhere on the internet just now."
        raise RuleBroken(sentence, "address") from None


def opened(config: Config) -> AbstractAsyncContextManager[Posting]:
    """A sender."""
    # A relay is a server that staff chose; what strangers typed is then its business.
    guard = None if config["url"] else Guard(allows_private=bool(config["private"]))
    return sending(PROVIDER, partial(_post, config), guard=guard)


def _post(config: Config, outgoing: Outgoing) -> Post:
    content = in_json(body_of(outgoing))
    at = outgoing.tried_at or outgoing.written_at
    headers = JSON | signed(config, outgoing.key, at, content)
    secrets = tuple(filter(None, (str(config["secret"]), str(config["previous_secret"] or ""))))
    relay = str(config["url"] or "")
    if not relay:
        return Post(outgoing.address, content, headers, secrets)
    # The relay finds the receiver by its name, as a server that has many names does.
    host = httpx.URL(outgoing.address).netloc.decode("ascii")
    return Post(moved_to(outgoing.address, relay), content, headers | {"Host": host}, secrets)


async def prove(config: Config) -> AsyncIterator[Step]:
    """Whether the keys sign. Every receiver has an address of its own, and is asked by a test."""
    made = signed(config, "proof", datetime.fromtimestamp(0, UTC), b"{}")["webhook-signature"]
    yield Step("The key signs", Standing.WELL, "a receiver with this key can tell our messages")
    if len(made.split()) > 1:
        detail = "Take it out here once every receiver has the new one."
        yield Step("The key before it signs too", Standing.DOUBTFUL, detail)


def shown(outgoing: Outgoing) -> Preview:
    """The body of the request."""
    return Preview("json", json.dumps(body_of(outgoing), ensure_ascii=False, indent=2) + "\n")


def _no_key(value: object) -> str | None:
    text = str(value).removeprefix(PREFIX)
    try:
        size = len(base64.b64decode(text + "=" * (-len(text) % 4), validate=True))
    except (binascii.Error, ValueError):
        return f"A key is written in base64, after {PREFIX} or alone. {MAKE_ONE}"
    if FEWEST <= size <= MOST:
        return None
    return f"A key has {FEWEST} to {MOST} bytes, and this one has {size}. {MAKE_ONE}"


def _not_so_many(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= MOST_AT_ONCE:
        return None
    return f"So many at once are a whole number from 1 to {MOST_AT_ONCE}."


DECLARATION = ChannelKind(
    key="webhook",
    label="Webhook",
    icon="webhook",
    form="document",
    fields=(
        FieldSpec(
            "secret",
            FieldKind.TEXT,
            "Signing key",
            required=True,
            secret=True,
            tidy=str.strip,
            check=_no_key,
            example="whsec_…",
            help=f"Receivers check with it that a message is yours. {MAKE_ONE}",
        ),
        FieldSpec(
            "previous_secret",
            FieldKind.TEXT,
            "Signing key before it",
            default="",
            secret=True,
            tidy=str.strip,
            check=_no_key,
            advanced=True,
            help="While receivers change over, messages are signed with both keys.",
        ),
        FieldSpec(
            "private",
            FieldKind.SWITCH,
            "Write to addresses of your own network",
            default=False,
            advanced=True,
            help="Only where staff alone enters addresses: others could lead to your servers.",
        ),
        FieldSpec(
            "url",
            FieldKind.URL,
            "Relay",
            default="",
            check=server_problem,
            tidy=str.strip,
            advanced=True,
            example="https://relay.example",
            help="Empty, unless a relay of your own passes the messages on to the receivers.",
        ),
        FieldSpec(
            "at_once",
            FieldKind.NUMBER,
            "At once",
            default=8,
            check=_not_so_many,
            advanced=True,
            help="So many receivers are written to at the same time.",
        ),
    ),
    open=opened,
    address=address_of,
    limits=lambda config: Limits(per_second=50.0, at_once=int(str(config["at_once"]))),
    describe=lambda config: (
        "Webhooks, signed with two keys" if config["previous_secret"] else "Webhooks, signed"
    ),
    prove=prove,
    leads_out=server_leads_out,
    preview=shown,
    address_label="Address of the receiver",
    address_example=EXAMPLE,
    shown=without_secret,
    is_address_secret=True,
    look_up=look_up,
    # It writes to our own network: what strangers typed could lead to our servers.
    for_staff_alone=lambda config: bool(config.get("private")),
    good=(
        Example({"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}),
        Example(
            {
                "secret": "C2FVsBQIhrscChlQIMV+b5sSYspob7oD0000",
                "previous_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "private": True,
            }
        ),
        Example(
            {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "url": "http://127.0.0.1:8123"}
        ),
    ),
    bad=(
        Example({}, bad_field="secret"),
        Example(
            {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "at_once": 1.5},
            bad_field="at_once",
        ),
        Example(
            {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "url": "http://relay.example"},
            bad_field="url",
        ),
        Example({"secret": "whsec_c2hvcnQ="}, bad_field="secret"),
        Example({"secret": "a sentence is no key"}, bad_field="secret"),
        Example(
            {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "previous_secret": "x"},
            bad_field="previous_secret",
        ),
    ),
    summary="A program of the customer's, in the shape of Statuspage's webhooks.",
    rank=6,
)
