"""The channels by which people are reached. A removed one stays: deliveries are about it."""

import json
from collections.abc import Mapping

from sqlalchemy import Row, insert, select, update

from statusboard.domain.channel import Channel
from statusboard.errors import RuleBroken
from statusboard.storage.closings import close
from statusboard.storage.confirmations import end_confirmations_by
from statusboard.storage.handovers import end_handovers_by
from statusboard.storage.proofs import forget_proof
from statusboard.storage.read_once import read_once
from statusboard.storage.rows import must_exist, next_position
from statusboard.storage.tables import CHANNEL, DELIVERY
from statusboard.storage.troubles import begin_anew, clear_trouble
from statusboard.storage.unit import Unit

_IN_ORDER = select(CHANNEL).order_by(CHANNEL.c.position, CHANNEL.c.id)
_KEPT = _IN_ORDER.where(CHANNEL.c.removed_us.is_(None))


def add_channel(unit: Unit, *, name: str, kind: str, config: Mapping[str, object]) -> Channel:
    """The new channel, after all others. Raises RuleBroken where the name is taken."""
    if unit.connection.scalar(select(CHANNEL.c.id).where(CHANNEL.c.name == name)) is not None:
        raise RuleBroken(f"There is, or was, a channel called {name}. Choose another name.", "name")
    added = unit.connection.execute(
        insert(CHANNEL)
        .values(
            name=name,
            kind=kind,
            config=_text(config),
            position=next_position(unit, CHANNEL.c.position),
        )
        .returning(CHANNEL.c.id)
    )
    return Channel(added.scalar_one(), name, kind, dict(config))


def update_channel(unit: Unit, channel_id: int, *, config: Mapping[str, object]) -> None:
    """Gives a channel another configuration: what was proved of it was another one.

    Raises RuleBroken where it is gone.
    """
    statement = (
        update(CHANNEL)
        .where(CHANNEL.c.id == channel_id, CHANNEL.c.removed_us.is_(None))
        .values(config=_text(config))
    )
    must_exist(unit.connection.execute(statement).rowcount, "channel")
    forget_proof(unit, channel_id)
    begin_anew(unit, channel_id)


def remove_channel(unit: Unit, channel_id: int) -> None:
    """Reaches nobody by it any more. Raises RuleBroken where it is gone already."""
    statement = (
        update(CHANNEL)
        .where(CHANNEL.c.id == channel_id, CHANNEL.c.removed_us.is_(None))
        .values(removed_us=unit.now_us)
    )
    must_exist(unit.connection.execute(statement).rowcount, "channel")
    close(unit, DELIVERY.c.channel_id == channel_id, "the channel was removed")
    end_confirmations_by(unit, channel_id)
    end_handovers_by(unit, channel_id)
    clear_trouble(unit, channel_id)


@read_once
def read_channels(unit: Unit) -> tuple[Channel, ...]:
    """The channels there are now, in their order."""
    return tuple(_channel(row) for row in unit.connection.execute(_KEPT))


def read_all_channels(unit: Unit) -> tuple[Channel, ...]:
    """Every channel that there ever was: what was kept of people may be about one that is gone."""
    return tuple(_channel(row) for row in unit.connection.execute(_IN_ORDER))


def _text(config: Mapping[str, object]) -> str:
    return json.dumps(dict(config), ensure_ascii=False, sort_keys=True)


def _channel(row: Row[tuple[object, ...]]) -> Channel:
    return Channel(row.id, row.name, row.kind, json.loads(row.config))
