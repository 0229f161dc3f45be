"""The long tail of services, by Apprise: addresses that staff enter under names of their own.

An address of Apprise is a secret, for it holds the token of its service. So the addresses stand in
the channel, in its secret field, and a subscriber is the name of one: lists, ledger, exports and
the audit trail hold names alone.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.catalog.references import MASK, names_in
from statusboard.channels.apprise_library.calls import (
    UnfitAddressError,
    Words,
    in_thread,
    secrets_in,
    send,
    sender_of,
)
from statusboard.channels.apprise_library.services import Service, service_of, url_problem
from statusboard.channels.base import (
    Again,
    Outcome,
    Outgoing,
    Preview,
    Refused,
    Sent,
    Standing,
    Step,
    Unclear,
)
from statusboard.channels.web.answers import quoted
from statusboard.errors import RuleBroken

# Apprise gives a service 4 s to connect and 4 s between two bytes; some ask it several times.
TIMEOUT_S = 60.0
REACH_S = 5.0
_NAME = re.compile(r"[^\W_](?:[\w .-]{0,58}[^\W_])?")
_ADDRESSES = "addresses"


class LongTail:
    """Sends one message at a time, by the address that stands behind the subscriber's name."""

    def __init__(self, addresses: Mapping[str, str], timeout_s: float = TIMEOUT_S) -> None:
        self._addresses = {name.casefold(): url for name, url in addresses.items()}
        self._timeout_s = timeout_s

    async def send(self, outgoing: Outgoing) -> Outcome:
        """What Apprise said: a yes or a no, and no more."""
        url = self._addresses.get(outgoing.address.casefold())
        if url is None:
            return Refused("the channel has no address of this name any more", quarantines=True)
        service = service_of(url)
        if service is None or url_problem(url) is not None:
            return Refused("the address behind this name is of no service that is offered")
        work = partial(send, service, url, words_of(outgoing))
        try:
            is_taken, said = await in_thread(work, self._timeout_s)
        except TimeoutError:
            return Unclear(f"{service.label} did not answer in time")
        except UnfitAddressError:
            return Refused(f"the address behind this name is none of {service.label}")
        if is_taken:
            return Sent(f"{service.label} took it")
        words = quoted(said, secrets=secrets_in(url))
        return Again(f"{service.label} did not take it: {words or 'it did not say why'}")


def words_of(outgoing: Outgoing) -> Words:
    """The message as services take it: a title, plain text, and the link."""
    update = outgoing.update
    link = update.url if update is not None and update.url not in outgoing.text else ""
    is_over = update is not None and update.wording.status.is_over
    return Words(outgoing.subject, outgoing.text, link, is_over)


@asynccontextmanager
async def opened(config: Config) -> AsyncIterator[LongTail]:
    """A sender; nothing stays open between two messages."""
    yield LongTail(_addresses(config))


async def prove(config: Config) -> AsyncIterator[Step]:
    """Whether every address can be read, and the servers of one's own answer."""
    for name, url in _addresses(config).items():
        service = service_of(url)
        if service is None:
            yield Step(f"“{name}” is of no service that is offered", Standing.WRONG)
            return
        try:
            sender = await in_thread(partial(sender_of, service, url), TIMEOUT_S)
        except UnfitAddressError:
            yield Step(f"“{name}” is no address of {service.label}", Standing.WRONG)
            return
        yield Step(f"“{name}” is an address of {service.label}", Standing.WELL)
        if service.is_own and sender.host:
            step = await _reached(name, service, str(sender.host), sender.port, sender.secure)
            yield step
            if step.standing is Standing.WRONG:
                return


async def _reached(
    name: str, service: Service, host: str, port: int | None, secure: object
) -> Step:
    place = f"{host}:{port or (443 if secure else 80)}"
    try:
        async with asyncio.timeout(REACH_S):
            _, writer = await asyncio.open_connection(host, port or (443 if secure else 80))
    except (OSError, TimeoutError):
        return Step(
            f"The {service.label} server of “{name}” does not answer", Standing.WRONG, place
        )
    writer.transport.abort()
    return Step(f"The {service.label} server of “{name}” answers", Standing.WELL, place)


def address_of(text: str) -> tuple[str, str]:
    """The name of an address, and as it is compared."""
    name = " ".join(text.split(" ")).strip()
    if "://" in name:
        raise RuleBroken(
            "This is an address itself, and holds a secret. Enter it in the channel under a name, "
            "and give that name here.",
            "address",
        )
    if not _NAME.fullmatch(name):
        raise RuleBroken(
            f"{f'“{name[:40]}”' if name.isprintable() and name else 'This'} is no name of an "
            "address. Use letters, digits, blanks, dots and hyphens.",
            "address",
        )
    return name, name.casefold()


def address_in(text: str, config: Config) -> tuple[str, str]:
    """The same for a name that the channel knows, written as it stands there."""
    _, key = address_of(text)
    known = {name.casefold(): name for name in _addresses(config)}
    if key not in known:
        listed = ", ".join(known.values()) or "none yet"
        sentence = f"The channel has no address called “{text.strip()}”. Its names: {listed}."
        raise RuleBroken(sentence, "address")
    return known[key], key


def _addresses(config: Config) -> dict[str, str]:
    given = config.get(_ADDRESSES)
    known = given if isinstance(given, dict) else {}
    return {str(name): str(url) for name, url in known.items()}


def addresses_problem(value: object) -> str | None:
    """What is wrong with the names and addresses of a channel; it repeats no address."""
    assert isinstance(value, dict)
    seen: set[str] = set()
    for name, url in value.items():
        try:
            _, key = address_of(name)
        except RuleBroken as broken:
            return broken.sentence
        if key in seen:
            return f"“{name}” stands there twice, in large and in small letters."
        seen.add(key)
        if url == MASK or names_in(url):
            continue
        problem = url_problem(url)
        if problem is not None:
            return f"The address “{name}” {problem}"
    return None


_GOOD = {"on-call": "pagerduty://integration-key@api-key"}

DECLARATION = ChannelKind(
    key="apprise",
    label="More ways",
    icon="link",
    form="chat",
    fields=(
        FieldSpec(
            _ADDRESSES,
            FieldKind.MAPPING,
            "Addresses",
            required=True,
            secret=True,
            check=addresses_problem,
            help="A name of your own, and an address as Apprise writes it, such as "
            "tgram://bot-token/chat-id. Subscribers are added by the name. Addresses are kept in "
            "the key store and masked wherever they are shown.",
        ),
        FieldSpec(
            "rate",
            FieldKind.NUMBER,
            "Messages per second",
            default=1,
            check=lambda value: (
                None
                if isinstance(value, int | float) and 0 < value <= 100
                else "Write a number from 0.1 to 100."
            ),
            advanced=True,
        ),
    ),
    open=opened,
    address=address_of,
    address_in=address_in,
    limits=lambda config: Limits(per_second=float(str(config["rate"])), at_once=2),
    describe=lambda config: f"By Apprise: {', '.join(_addresses(config))}",
    prove=prove,
    preview=lambda outgoing: Preview(
        "text", "\n\n".join(filter(None, (outgoing.subject, outgoing.text.strip())))
    ),
    address_label="Name of the address",
    address_example="on-call",
    for_visitors=False,
    good=(
        Example({_ADDRESSES: _GOOD}),
        Example({_ADDRESSES: {"Press office": "tgram://1234:token/5678", "x": "gotify://h/t"}}),
    ),
    bad=(
        Example({}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: {"a": "file:///etc/passwd"}}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: {"a": "json://127.0.0.1/x"}}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: {"a": "dbus://"}}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: {"a": "tgram://t/1?template=/etc/passwd"}}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: {"a": "gotify://h/t?verify=no"}}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: {"a": "gotify://"}}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: {"://": "gotify://h/t"}}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: {"a": "gotify://h/t", "A": "gotify://h/u"}}, bad_field=_ADDRESSES),
        Example({_ADDRESSES: _GOOD, "rate": 0}, bad_field="rate"),
    ),
    summary="Some twenty more services, by Apprise. Staff enter the addresses.",
)
