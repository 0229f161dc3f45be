"""Whom an update would reach if it were published now: counted as publishing will choose them."""

from dataclasses import dataclass
from decimal import Decimal

from statusboard.app.delivery.announce import BRAKE_US, LARGE, announcement_of, message_of
from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.texts import texts_of
from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import validate
from statusboard.channels.base import Outgoing, Preview
from statusboard.domain.channel import Channel, Price
from statusboard.domain.incident import Incident
from statusboard.domain.views.message import UpdateMessage
from statusboard.domain.views.reach import ChannelReach, ReachView
from statusboard.errors import RuleBroken
from statusboard.storage import outbox
from statusboard.storage.channels import read_channels
from statusboard.storage.reach import count_waiting, failing_reasons
from statusboard.storage.unit import Unit

# How long one message takes where the provider names no rate: a server elsewhere answers thrice.
USUAL_S = 0.1
# Of a channel that cannot be read: it sends nothing until somebody mends it.
_UNREADABLE = "Its settings cannot be read by this version."


@dataclass(frozen=True, slots=True)
class _Told:
    """Everybody on one channel, by language."""

    channel: Channel
    kind: ChannelKind
    counts: dict[str, int]
    failing: str


def reach_of(
    unit: Unit, incident: Incident, corrects: str = "", *, kinds: ChannelKinds | None = None
) -> ReachView:
    """Whom the newest update of the incident reaches. It need not be in the database yet.

    `corrects` is the public id of the update whose words it takes back; empty for none.
    """
    kinds = channel_kinds() if kinds is None else kinds
    audiences = outbox.audiences(unit, announcement_of(unit, incident, corrects))
    message = message_of(unit, incident, corrects)
    failing = failing_reasons(unit)
    found = []
    for channel in read_channels(unit):
        kind = kinds.get(channel.kind)
        if kind is None:
            continue  # whoever is on it is told nothing, and publishing counts nobody there
        counts = {one.language: one.count for one in audiences if one.channel_id == channel.id}
        found.append(_reach(_Told(channel, kind, counts, failing.get(channel.id, "")), message))
    is_large = sum(one.count for one in found) >= LARGE
    return ReachView(
        as_of=unit.now,
        channels=tuple(found),
        waiting=count_waiting(unit, incident.id),
        brake_s=BRAKE_US / 1_000_000 if is_large else 0.0,
    )


def _reach(told: _Told, message: UpdateMessage) -> ChannelReach:
    kind = told.kind
    failing = told.failing
    try:
        config: Config = validate(kind.fields, told.channel.config)
        limits = kind.limits(config)
        price = kind.price(config) if kind.price is not None else None
    except RuleBroken:
        limits, price, failing = Limits(per_second=1.0, at_once=1), None, _UNREADABLE
    previews = {language: preview_of(kind, message, language) for language in told.counts}
    parts = sum(count * previews[language].parts for language, count in told.counts.items())
    return ChannelReach(
        channel_id=told.channel.id,
        name=told.channel.name,
        label=kind.label,
        kind=kind.key,
        count=sum(told.counts.values()),
        parts=max((preview.parts for preview in previews.values()), default=1),
        cost=None if price is None else Price(price.amount * Decimal(parts), price.currency),
        seconds=parts / min(limits.per_second, limits.at_once / USUAL_S),
        failing=failing,
        notes=tuple(dict.fromkeys(note for one in previews.values() for note in one.notes)),
    )


def preview_of(kind: ChannelKind, message: UpdateMessage, language: str) -> Preview:
    """The message as a reader in that language sees it on a channel of this kind."""
    texts = texts_of(message, kind.form)
    shown: Preview = kind.preview(
        Outgoing(
            address=kind.address_example,
            subject=texts.subject,
            text=texts.text,
            html=texts.html,
            key="preview",
            written_at=message.published_at,
            language=language,
            update=message,
        )
    )
    return shown
