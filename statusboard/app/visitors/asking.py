"""The limits within which an address is asked to confirm, and the message that asks it."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.app.delivery.texts import frozen, texts_of_confirmation
from statusboard.app.settings import DEMO, zone_in
from statusboard.app.visitors.rules import Choice, Wish, known_language
from statusboard.app.visitors.ways import Ways
from statusboard.catalog.brand_fields import BRAND, accents
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.networks import network_of
from statusboard.domain.views.confirmation import ConfirmationMessage
from statusboard.domain.visit_limits import AskLimits
from statusboard.domain.visits import Seen
from statusboard.storage.confirmations import Asked

LINK_WORKS_FOR = timedelta(hours=24)
# Messages a week to one address that found nobody there: a mailbox may be mended, and is asked once
# more.
A_WEEK_IN_VAIN = 2


@dataclass(frozen=True, slots=True)
class Room:
    """Whether it may be asked for, and whether the address may be written to; and in words why.

    `seen` is what it counts as.
    """

    page: bool
    address: bool
    words: str
    seen: Seen


def room(asked: Asked, limits: AskLimits) -> Room:
    """What the limits leave. Over those of page and network nothing is even written down."""
    if asked.page >= limits.an_hour_of_the_page:
        return Room(
            page=False, address=False, words="over the limit of the page", seen=Seen.OVER_PAGE
        )
    if asked.network >= limits.an_hour_from_a_network:
        return Room(
            page=False, address=False, words="over the limit of a network", seen=Seen.OVER_NETWORK
        )
    if asked.address >= limits.a_day_to_an_address:
        return Room(
            page=True, address=False, words="over the limit of an address", seen=Seen.OVER_ADDRESS
        )
    if asked.in_vain >= A_WEEK_IN_VAIN:
        return Room(
            page=True, address=False, words="nobody is at that address", seen=Seen.NOBODY_THERE
        )
    return Room(page=True, address=True, words="asked to confirm", seen=Seen.ASKED)


def hash_of_network(secret: str, network: str) -> str:
    """What stands for where somebody asks from: nobody can read it back."""
    text = f"network\0{network_of(network)}".encode()
    return hmac.new(bytes.fromhex(secret), text, hashlib.sha256).hexdigest()


def asking_content(
    ways: Ways,
    choice: Choice,
    wish: Wish,
    kind: ChannelKind,
    *,
    is_told: bool,
    ends_at: datetime,
) -> str:
    """The message as it is frozen, with places for the tokens."""
    awaited = choice.incident_of(wish.incident)
    incident = awaited.wording.title if awaited is not None else ""
    light, dark = accents(BRAND.kept(ways.settings))
    message = ConfirmationMessage(
        page_name=ways.page_name,
        server=ways.server,
        ends_at=ends_at,
        zone=zone_in(ways.settings),
        chosen=choice.names(wish.wanted),
        about=wish.wanted.about,
        extent=wish.wanted.extent,
        incident=incident,
        is_told=is_told,
        is_demo=ways.settings.get(DEMO) is True,
        language=known_language(wish.wanted.language),
        light=light,
        dark=dark,
    )
    return frozen(texts_of_confirmation(message, kind.form))
