"""The audit trail: who did what, in a chain of hashes. Lines are added, and nothing else."""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import ColumnElement, Row, Select, func, insert, or_, select, text

from statusboard.domain.access import ActorKind
from statusboard.domain.instants import to_us
from statusboard.domain.trail import (
    GENESIS,
    FaultKind,
    Line,
    Link,
    TrailFault,
    TrailFilter,
    hash_of,
)
from statusboard.storage.tables import AUDIT, AUDIT_CHAIN
from statusboard.storage.unit import Unit

_AT_ONCE = 5_000
# Held on PostgreSQL while a line is added; any number that nobody else uses.
CHAIN_LOCK = 0x53_74_61_74_43_68
_NEWEST = (
    select(AUDIT_CHAIN.c.number, AUDIT_CHAIN.c.hash).order_by(AUDIT_CHAIN.c.number.desc()).limit(1)
)
_FIELDS = (AUDIT.c.at_us, AUDIT.c.actor, AUDIT.c.verb, AUDIT.c.subject, AUDIT.c.detail)


def write_audit(unit: Unit, *, verb: str, subject: str, detail: Mapping[str, object]) -> None:
    """One line of who did what, after the one before it; who else writes one waits its turn."""
    actor = unit.actor
    line = Line(
        at_us=unit.now_us,
        actor=f"{actor.kind}:{actor.name}" if actor else "",
        verb=verb,
        subject=subject,
        detail=msgspec.json.encode(detail).decode(),
    )
    if not unit.is_sqlite:  # which has one writer anyway
        # No lock of the table: that would take the right to change its rows.
        unit.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    number, previous = read_end(unit)
    added = insert(AUDIT).values(
        at_us=line.at_us,
        actor=line.actor,
        verb=line.verb,
        subject=line.subject,
        detail=line.detail,
    )
    audit_id = unit.connection.execute(added.returning(AUDIT.c.id)).scalar_one()
    unit.connection.execute(
        insert(AUDIT_CHAIN).values(
            number=number + 1,
            audit_id=audit_id,
            previous=previous,
            hash=hash_of(previous, number + 1, line),
        )
    )


def read_end(unit: Unit) -> tuple[int, str]:
    """The number of the last row and its hash; 0 where nothing was done yet."""
    row = unit.connection.execute(_NEWEST).first()
    return (0, GENESIS) if row is None else (row.number, row.hash)


def read_links(unit: Unit) -> Iterator[Link]:
    """The whole chain in its order, a few thousand rows in memory at a time."""
    rows = unit.connection.execute(
        _chained().order_by(AUDIT_CHAIN.c.number).execution_options(yield_per=_AT_ONCE)
    )
    for row in rows:
        yield _link(row)


def read_added(unit: Unit) -> tuple[TrailFault, ...]:
    """Lines that stand in no place of the chain."""
    strays = (
        select(AUDIT.c.id)
        .outerjoin(AUDIT_CHAIN, AUDIT_CHAIN.c.audit_id == AUDIT.c.id)
        .where(AUDIT_CHAIN.c.number.is_(None))
        .order_by(AUDIT.c.id)
    )
    return tuple(
        TrailFault(FaultKind.ADDED, number, number) for number in unit.connection.scalars(strays)
    )


def read_trail(unit: Unit, wanted: TrailFilter, *, limit: int | None) -> tuple[Link, ...]:
    """The lines that a filter lets through, the newest first, at most `limit` (None: all)."""
    statement = _chained().where(AUDIT.c.id.is_not(None), *_conditions(wanted))
    rows = unit.connection.execute(statement.order_by(AUDIT_CHAIN.c.number.desc()).limit(limit))
    return tuple(_link(row) for row in rows)


def read_actors(unit: Unit) -> tuple[str, ...]:
    """Everybody who ever did something, as the lines name them."""
    names = select(AUDIT.c.actor).distinct().order_by(AUDIT.c.actor)
    return tuple(unit.connection.scalars(names))


def _link(row: Row[int, str, str, int | None, str, str, str, str]) -> Link:
    number, previous, own, at_us, actor, verb, subject, detail = row
    line = None if at_us is None else Line(at_us, actor, verb, subject, detail)
    return Link(number, previous, own, line)


def _chained() -> Select[int, str, str, int | None, str, str, str, str]:
    chain = AUDIT_CHAIN.c
    return select(chain.number, chain.previous, chain.hash, *_FIELDS).select_from(
        AUDIT_CHAIN.outerjoin(AUDIT, AUDIT.c.id == chain.audit_id)
    )


def _conditions(wanted: TrailFilter) -> Iterator[ColumnElement[bool]]:
    for word in wanted.words.lower().split():
        yield or_(
            *(
                func.lower(column).contains(word, autoescape=True)
                for column in (AUDIT.c.actor, AUDIT.c.verb, AUDIT.c.subject, AUDIT.c.detail)
            )
        )
    if wanted.verbs:
        yield or_(*(AUDIT.c.verb.startswith(one, autoescape=True) for one in wanted.verbs))
    if wanted.by_people:
        yield AUDIT.c.actor.startswith(f"{ActorKind.PERSON}:", autoescape=True)
    if wanted.actor:
        yield AUDIT.c.actor == wanted.actor
    if wanted.since is not None:
        yield AUDIT.c.at_us >= to_us(wanted.since)
    if wanted.until is not None:
        yield AUDIT.c.at_us < to_us(wanted.until)
    if wanted.before is not None:
        yield AUDIT_CHAIN.c.number < wanted.before
