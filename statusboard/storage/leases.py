"""Leases: the right to do a singleton job for a while.

`renewed_us` is the holder's heartbeat: open spans are believed up to it. Taking a lease is no
heartbeat. A collector takes, closes what nobody watched since the last heartbeat
(`Ingest.load`), and only then renews; so a crash between the two cannot hide a gap.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, case, select, update

from statusboard.domain.instants import duration_us
from statusboard.domain.observation import GONE_AFTER
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import LEASE
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

_HELD = select(LEASE).where(LEASE.c.role == bindparam("role"))


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a role. `fence` grows with every new holder; `holder` is empty after a release.

    `renewed_us` is the last heartbeat of whoever held it, 0 where there never was one.
    """

    role: str
    holder: str
    fence: int
    renewed_us: int
    expires_us: int

    def is_held(self, now_us: int) -> bool:
        """Whether somebody holds it and it has not run out."""
        return bool(self.holder) and self.expires_us > now_us


def _somebody(_holder: str) -> bool:
    return True


def take(
    unit: Unit,
    *,
    role: str,
    holder: str,
    ttl: timedelta,
    is_alive: Callable[[str], bool] = _somebody,
) -> Lease | None:
    """The lease, ours from now on; None where somebody else holds it.

    A holder that `is_alive` knows to be dead holds nothing. Whoever holds it already keeps the
    fence number.
    """
    unit.connection.execute(
        upsert(unit, LEASE)
        .values(role=role, holder="", fence=0, renewed_us=0, expires_us=0)
        .on_conflict_do_nothing()
    )
    before = _read(unit, role, locked=True)
    assert before is not None
    ours = before.holder == holder
    if not ours and before.is_held(unit.now_us) and is_alive(before.holder):
        return None
    lease = Lease(
        role,
        holder,
        before.fence if ours else before.fence + 1,
        before.renewed_us,
        unit.now_us + duration_us(ttl),
    )
    unit.connection.execute(
        update(LEASE)
        .where(LEASE.c.role == role)
        .values(
            holder=holder,
            fence=lease.fence,
            expires_us=lease.expires_us,
        )
    )
    return lease


def renew(unit: Unit, *, role: str, holder: str, ttl: timedelta, beats: bool = True) -> bool:
    """Whether it is still ours; then it lasts `ttl` from now, and this is its heartbeat.

    One that ran out is renewed as long as nobody else has taken it. Without `beats` it only
    lasts on: its holder is there, and has not done anything yet.
    """
    values = {"expires_us": unit.now_us + duration_us(ttl)}
    if beats:
        values["renewed_us"] = unit.now_us
    statement = update(LEASE).where(LEASE.c.role == role, LEASE.c.holder == holder).values(values)
    return unit.connection.execute(statement).rowcount > 0


def holds(unit: Unit, *, role: str, holder: str) -> bool:
    """Whether it is still ours, and stays so until this transaction ends."""
    lease = _read(unit, role, locked=True)
    return lease is not None and lease.holder == holder


def release(unit: Unit, *, role: str, holder: str) -> None:
    """Gives it back if it is ours. A last heartbeat, unless the one before is too long ago.

    Somebody who took it, and left before closing what nobody watched, must not vouch for it.
    """
    recent_us = unit.now_us - duration_us(GONE_AFTER)
    last_us = case((LEASE.c.renewed_us >= recent_us, unit.now_us), else_=LEASE.c.renewed_us)
    statement = (
        update(LEASE)
        .where(LEASE.c.role == role, LEASE.c.holder == holder)
        .values(holder="", renewed_us=last_us, expires_us=unit.now_us)
    )
    unit.connection.execute(statement)


def forget_holders(unit: Unit) -> None:
    """Nobody holds any role: for a database that was brought back. Heartbeats stay as they were."""
    unit.connection.execute(update(LEASE).values(holder="", expires_us=0))


@read_once
def read(unit: Unit, role: str) -> Lease | None:
    """Who holds the role, or held it last; None where nobody ever did."""
    return _read(unit, role, locked=False)


def read_all(unit: Unit) -> tuple[Lease, ...]:
    """Who holds each role, or held it last, by role."""
    rows = unit.connection.execute(select(LEASE).order_by(LEASE.c.role))
    return tuple(
        Lease(row.role, row.holder, row.fence, row.renewed_us, row.expires_us) for row in rows
    )


def _read(unit: Unit, role: str, *, locked: bool) -> Lease | None:
    asked = _HELD.with_for_update() if locked else _HELD
    row = unit.connection.execute(asked, {"role": role}).one_or_none()
    if row is None:
        return None
    return Lease(row.role, row.holder, row.fence, row.renewed_us, row.expires_us)
