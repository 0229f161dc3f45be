"""What a token opens: the wish that waits for its confirmation, or a subscriber's own standing."""

from dataclasses import dataclass, field

from statusboard.app.delivery.tokens import Purpose, Tokens, reader_bound
from statusboard.domain.page import MAIN
from statusboard.domain.subscriber import Subscriber
from statusboard.errors import RuleBroken
from statusboard.storage.confirmations import Confirmation, read_confirmation
from statusboard.storage.readers import read_readers
from statusboard.storage.subscribers import read_subscriber
from statusboard.storage.unit import Unit

# The field of a refusal tells which page to show.
UNKNOWN, USED, ENDED, LEFT = "token.unknown", "token.used", "token.ended", "token.left"


@dataclass(frozen=True, slots=True)
class Owner:
    """A subscriber by its personal link: its address as it is compared, and the link's token."""

    subscriber: Subscriber
    key: str = field(repr=False)
    token: str = field(repr=False)


def confirmation_of(unit: Unit, token: str, page_id: int = MAIN) -> Confirmation | None:
    """The wish that a link of a page is to confirm; None where the token is for nothing such.

    Raises RuleBroken for one that has ended, or was used.
    """
    tokens = Tokens.read(unit)
    number = tokens.number_in(Purpose.CONFIRM, token)
    found = None if number is None else read_confirmation(unit, number)
    salt = "" if found is None else found.salt
    if not tokens.is_of(token, Purpose.CONFIRM, number or 0, salt) or found is None:
        return None
    if found.page_id != page_id:
        return None
    if found.used_at is not None:
        raise RuleBroken(
            "This link was used already, and what it confirmed stands. To change it, open the link "
            "in any message from us.",
            USED,
        )
    if found.ends_at <= unit.now:
        raise RuleBroken(
            "This link has ended: it worked for 24 hours. Ask again on the page.", ENDED
        )
    return found


def owner_of(unit: Unit, token: str, page_id: int = MAIN) -> Owner | None:
    """Whose personal link it is on a page; None where the token is for nothing such there."""
    tokens = Tokens.read(unit)
    number = tokens.number_in(Purpose.MANAGE, token)
    reader = None if number is None else read_readers(unit, [number]).get(number)
    bound = ("", "") if reader is None else reader_bound(reader.created_at, reader.key)
    if not tokens.is_of(token, Purpose.MANAGE, number or 0, *bound) or reader is None:
        return None
    subscriber = read_subscriber(unit, reader.id)
    assert subscriber is not None
    return Owner(subscriber, reader.key, token) if subscriber.page_id == page_id else None


def owner_by_id(unit: Unit, subscriber_id: int) -> Owner:
    """A subscriber, with the token of its personal link."""
    subscriber = read_subscriber(unit, subscriber_id)
    assert subscriber is not None
    reader = read_readers(unit, [subscriber_id])[subscriber_id]
    bound = reader_bound(reader.created_at, reader.key)
    token = Tokens.read(unit).make(Purpose.MANAGE, subscriber_id, *bound)
    return Owner(subscriber, reader.key, token)


def unknown_link() -> RuleBroken:
    """What to say of a link that opens nothing."""
    return RuleBroken(
        "This link opens nothing. It may have been cut short on its way: open it as it stands in "
        "the message. Or nothing is kept of it any more.",
        UNKNOWN,
    )
