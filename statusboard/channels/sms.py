"""Text messages by Twilio's Programmable Messaging, counted and billed by segments."""

import re
from collections.abc import AsyncIterator
from decimal import Decimal
from urllib.parse import urlsplit

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Check, Example, FieldKind, FieldSpec
from statusboard.channels.base import Outgoing, Preview, Standing, Step
from statusboard.channels.twilio.account import API, Account
from statusboard.channels.twilio.answers import TWILIO
from statusboard.channels.twilio.hook import REPLIES
from statusboard.channels.twilio.numbers import is_region, masked, number_of
from statusboard.channels.twilio.reports import reports
from statusboard.channels.twilio.texts import opened
from statusboard.channels.web.addresses import server_leads_out
from statusboard.channels.web.poster import posting
from statusboard.domain.channel import Price
from statusboard.domain.sms import costly_characters, segmented

# Requests at the same time; Twilio queues what its own rate does not send yet.
AT_ONCE = 4
# So many characters are pointed at in a note.
POINTED_AT = 3
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ACCOUNT = re.compile(r"AC[0-9a-fA-F]{32}")
_KEY = re.compile(r"SK[0-9a-fA-F]{32}")
# A number, a short code, a name of 11 characters with a letter, or a messaging service.
_SENDER = re.compile(
    r"\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 _&+-]{1,11}|MG[0-9a-fA-F]{32}"
)


async def prove(config: Config) -> AsyncIterator[Step]:
    """Whether Twilio takes the account and the sender."""
    async with posting(TWILIO) as poster:
        async for step in Account.of(config).steps(poster):
            yield step
            if step.standing is Standing.WRONG:
                return


def preview(outgoing: Outgoing) -> Preview:
    """The text with its segments, and which characters make it longer."""
    text = outgoing.text.strip()
    return Preview("text", text, len(segmented(text).segments), notes(text))


def notes(text: str) -> tuple[str, ...]:
    """A sentence for each character that the alphabet of text messages lacks, the first few."""
    found = {one.character: one for one in reversed(costly_characters(text))}
    first = sorted(found.values(), key=lambda one: one.position)
    if not first:
        return ()
    lines = []
    for one in first[:POINTED_AT]:
        advice = f"Write “{one.replacement}”." if one.replacement else "Leave it out."
        lines.append(
            f"“{one.character}”, character {one.position + 1}, makes the message longer. {advice}"
        )
    if len(first) > POINTED_AT:
        lines.append(f"So do {len(first) - POINTED_AT} more characters.")
    return tuple(lines)


def address_of(text: str, region: str = "") -> tuple[str, str]:
    """The number in E.164, which is also how it is compared."""
    number = number_of(text, region)
    return number, number


def _price(config: Config) -> Price | None:
    amount = Decimal(str(config["price"]))
    return Price(amount, str(config["currency"])) if amount else None


def _like(pattern: re.Pattern[str], sentence: str) -> Check:
    return lambda value: None if pattern.fullmatch(str(value)) else sentence


def _tidy_sender(text: str) -> str:
    bare = text.strip()
    return re.sub(r"[ ()/-]", "", bare) if bare.startswith("+") else bare


def _no_address(value: object) -> str | None:
    sentence = "Write an address with https; http only leads to this computer."
    try:
        parts = urlsplit(str(value))
        host = parts.hostname or ""
    except ValueError:
        return sentence
    if parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK):
        return None if host else sentence
    return sentence


def _no_region(value: object) -> str | None:
    if is_region(str(value)):
        return None
    return "Write the country in two capital letters, such as DE."


def _no_rate(value: object) -> str | None:
    return None if isinstance(value, int | float) and 0 < value <= 1_000 else "Write 0.1 to 1000."


def _no_money(value: object) -> str | None:
    return None if isinstance(value, int | float) and 0 <= value < 100 else "Write 0 to 100."


_GOOD = {
    "account_sid": f"AC{'0' * 32}",
    "token": "a-token",
    "sender": "+12025550100",
}

DECLARATION = ChannelKind(
    key="sms",
    label="Text message",
    icon="smartphone",
    form="short",
    fields=(
        FieldSpec(
            "account_sid",
            FieldKind.TEXT,
            "Account SID",
            required=True,
            tidy=str.strip,
            check=_like(_ACCOUNT, "An account SID is AC and 32 characters. Copy it from Twilio."),
            help="Stands on the first page of Twilio's console.",
        ),
        FieldSpec(
            "api_key",
            FieldKind.TEXT,
            "API key SID",
            default="",
            tidy=str.strip,
            check=_like(
                _KEY, "The SID of an API key is SK and 32 characters. Copy it from Twilio."
            ),
            help="Empty: the auth token of the account is used. A key can be taken back alone.",
        ),
        FieldSpec(
            "token",
            FieldKind.TEXT,
            "Auth token, or the key's secret",
            required=True,
            secret=True,
            tidy=str.strip,
        ),
        FieldSpec(
            "auth_token",
            FieldKind.TEXT,
            "Auth token, beside a key",
            default="",
            secret=True,
            tidy=str.strip,
            advanced=True,
            help="Only with an API key: Twilio signs by it what people answer, such as STOP.",
        ),
        FieldSpec(
            "sender",
            FieldKind.TEXT,
            "Sender",
            required=True,
            tidy=_tidy_sender,
            check=_like(
                _SENDER,
                "Write a number such as +12025550100, a name of at most 11 letters, or the SID of "
                "a messaging service.",
            ),
            example="+12025550100",
            help="A number of the account, a name, or a messaging service (MG…).",
        ),
        FieldSpec(
            "region",
            FieldKind.TEXT,
            "Country of numbers without one",
            default="",
            tidy=lambda text: text.strip().upper(),
            check=_no_region,
            example="DE",
        ),
        FieldSpec(
            "price",
            FieldKind.NUMBER,
            "Price of a segment",
            default=0,
            check=_no_money,
            help="For showing what a notice costs. 0: it is not shown.",
        ),
        FieldSpec(
            "currency",
            FieldKind.TEXT,
            "Currency",
            default="USD",
            tidy=lambda text: text.strip().upper(),
            check=_like(re.compile(r"[A-Z]{3}"), "Write the currency in three letters: EUR."),
        ),
        FieldSpec(
            "rate",
            FieldKind.NUMBER,
            "Segments per second",
            default=10,
            check=_no_rate,
            help="What Twilio sends for this sender: 1 for a long number in the USA, 100 for a "
            "short code.",
            advanced=True,
        ),
        FieldSpec(
            "url",
            FieldKind.URL,
            "Address of the API",
            default=API,
            check=_no_address,
            help="Another one for another region of Twilio.",
            advanced=True,
        ),
    ),
    open=opened,
    address=address_of,
    address_in=lambda text, config: address_of(text, str(config.get("region") or "")),
    limits=lambda config: Limits(per_second=float(str(config["rate"])), at_once=AT_ONCE),
    describe=lambda config: f"Text messages from {config['sender']} by Twilio",
    prove=prove,
    leads_out=server_leads_out,
    preview=preview,
    reports=reports,
    price=_price,
    replies=REPLIES,
    shown=masked,
    address_label="Mobile number",
    address_example="+12025550123",
    good=(
        Example(_GOOD),
        Example({**_GOOD, "api_key": f"SK{'a' * 32}", "sender": f"MG{'b' * 32}"}),
        Example({**_GOOD, "api_key": f"SK{'a' * 32}", "auth_token": "another-token"}),
        Example({**_GOOD, "sender": "Northwind", "region": "de", "price": 0.07}),
        Example({**_GOOD, "sender": "+1 (202) 555-0100", "url": "http://127.0.0.1:8080"}),
    ),
    bad=(
        Example({**_GOOD, "account_sid": "me"}, bad_field="account_sid"),
        Example({**_GOOD, "api_key": "AC"}, bad_field="api_key"),
        Example({**_GOOD, "token": ""}, bad_field="token"),
        Example({**_GOOD, "sender": "a name of too many letters"}, bad_field="sender"),
        Example({**_GOOD, "region": "Germany"}, bad_field="region"),
        Example({**_GOOD, "price": -1}, bad_field="price"),
        Example({**_GOOD, "currency": "€"}, bad_field="currency"),
        Example({**_GOOD, "rate": 0}, bad_field="rate"),
        Example({**_GOOD, "url": "http://twilio.example"}, bad_field="url"),
        Example({**_GOOD, "url": "https://[twilio"}, bad_field="url"),
        Example({**_GOOD, "url": "https:///"}, bad_field="url"),
    ),
    summary="By Twilio. Every message costs, by its segments.",
    rank=2,
)
