"""Whom a notice reaches and how far it has got, in words. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from statusboard.domain.channel import Price
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.views.channel_health import SendProgress
from statusboard.domain.views.reach import ChannelReach, ReachView
from ui.screens.notices.people_words import number_words, people_words

_MINUTE, _HOUR = 60, 3_600


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reach", text)


def publish_words(view: ReachView | None) -> str:
    """What the button that publishes says. None: it is not known yet whom it reaches."""
    if view is None:
        return _tr("Publish")
    if view.total == 0:
        return _tr("Publish to the page")
    return _tr("Publish to {people} and the page").format(people=people_words(view.total))


def channel_words(one: ChannelReach, others: Sequence[ChannelReach]) -> str:
    """“E-mail”; with the channel's own name where another one is of the same kind."""
    is_alone = sum(other.kind == one.kind for other in others) == 1
    return one.label if is_alone else f"{one.label} · {one.name}"


def parts_words(one: ChannelReach) -> str:
    """“2 segments, 31.80 EUR”: what a message is billed as, and what all of them cost."""
    said = [] if one.parts == 1 else [_tr("{n} segments").format(n=number_words(one.parts))]
    if one.cost is not None and one.count:
        said.append(price_words(one.cost))
    return ", ".join(said)


def price_words(price: Price) -> str:
    """“31.80 EUR”; what is less than a cent keeps the digits that it has."""
    places = max(2, min(4, -int(price.amount.normalize().as_tuple().exponent)))
    rounded = price.amount.quantize(Decimal(1).scaleb(-places))
    return f"{QLocale().toString(float(rounded), 'f', places)} {price.currency}"


def nobody_words(view: ReachView) -> str:
    """Which channels tell nobody; empty where all tell somebody."""
    names = [channel_words(one, view.channels) for one in view.channels if not one.count]
    if not names:
        return ""
    return _tr("Nobody by {channels}").format(channels=", ".join(names))


def waiting_words(waiting: int, *, is_end: bool) -> str:
    """“87, not yet”: those who wait for the end hear of it with the end."""
    pattern = _tr("{n}, now") if is_end else _tr("{n}, not yet")
    return pattern.format(n=number_words(waiting))


def time_words(view: ReachView) -> str:
    """“About 40 seconds for everyone”, and whether it can be taken back."""
    if not view.channels:
        return _tr("No channel is set up yet: only the page will say it.")
    if not view.total:
        return _tr("Nobody is told by a message: only the page will say it.")
    said = _tr("About {length} for everyone.").format(length=about_words(view.seconds))
    if view.brake_s:
        more = _tr("For the first {n} seconds it can be taken back.").format(n=round(view.brake_s))
        return f"{said} {more}"
    return said


def about_words(seconds: float) -> str:
    """“a second”, “40 seconds”, “7 minutes”, “3 hours”: as exact as an estimate is."""
    if seconds < 1.5:
        return _tr("a second")
    if seconds < 2 * _MINUTE:
        shown = seconds if seconds < 20 else 5 * round(seconds / 5)
        return _tr("{n} seconds").format(n=round(shown))
    if seconds < 2 * _HOUR:
        return _tr("{n} minutes").format(n=round(seconds / _MINUTE))
    return _tr("{n} hours").format(n=round(seconds / _HOUR))


def state_words(state: DeliveryState, *, is_taken_back: bool = False) -> str:
    """How a message stands. `is_taken_back`: its update was."""
    match state:
        case DeliveryState.SENT:
            return _tr("Sent")
        case DeliveryState.QUEUED | DeliveryState.SENDING:
            return _tr("Waiting to be sent")
        case DeliveryState.RETRYING:
            return _tr("Not taken yet, tried again")
        case DeliveryState.MAY_HAVE_ARRIVED:
            return _tr("May have arrived")
        case DeliveryState.FAILED:
            return _tr("Failed")
        case DeliveryState.SUPERSEDED:
            return _tr("Taken back") if is_taken_back else _tr("Said by a later message")


def left_words(progress: SendProgress) -> str:
    """How much longer it takes, or that it is done."""
    if progress.is_taken_back:
        return _tr("Taken back before the first message went out.")
    is_open = any(state.is_open and count for state, count in progress.counts.items())
    if progress.about_s is not None:
        return _tr("About {length} to go.").format(length=about_words(progress.about_s))
    if is_open:
        return _tr("What was not taken is tried again by itself, for a day.")
    return _tr("Nothing is waiting any more. The ledger names each message and its receipt.")


def promise_words() -> str:
    """What is promised of messages; each half of it is a test."""
    return _tr(
        "Each person is told at least once, and never before it is published. A message comes "
        "twice only where the provider took it and StatusBoard ended before it could write that "
        "down; the ledger then says “may have arrived”."
    )
