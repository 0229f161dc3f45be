"""Page generations, and how far each has got at every publish target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from statusboard.domain.instants import from_us, to_us
from statusboard.domain.page import MAIN_KEY
from statusboard.domain.views.notices import PublicationView
from statusboard.storage.pages import read_pages
from statusboard.storage.read_once import read_once
from statusboard.storage.shown import fall_back_after_us, fall_backs
from statusboard.storage.tables import COMPONENT, GENERATION, PUBLICATION
from statusboard.storage.targets import read_every_target
from statusboard.storage.unit import Unit

_SERVICE_DATES = (COMPONENT.c.updated_us, COMPONENT.c.removed_us)


@dataclass(frozen=True, slots=True)
class Generation:
    """One numbered rendering of the page that somebody or something asked for."""

    number: int
    opened_at: datetime
    cause: str


def open_generation(unit: Unit, cause: str, targets: Sequence[str]) -> int:
    """Asks for a new rendering at every target: its number, one more than the newest."""
    newest = unit.connection.execute(select(func.max(GENERATION.c.number))).scalar()
    number = int(newest or 0) + 1
    unit.connection.execute(
        insert(GENERATION).values(number=number, opened_us=unit.now_us, cause=cause)
    )
    if targets:
        unit.connection.execute(
            insert(PUBLICATION),
            [{"generation": number, "target": target} for target in targets],
        )
    return number


def newest_generation(unit: Unit) -> Generation | None:
    """The newest rendering asked for, or None where none ever was."""
    row = unit.connection.execute(
        select(GENERATION).order_by(GENERATION.c.number.desc()).limit(1)
    ).first()
    return None if row is None else Generation(row.number, from_us(row.opened_us), row.cause)


def open_at(unit: Unit, number: int) -> frozenset[str]:
    """The targets at which a generation was asked for and has not been read back yet."""
    rows = unit.connection.execute(
        select(PUBLICATION.c.target).where(
            PUBLICATION.c.generation == number, PUBLICATION.c.read_back_us.is_(None)
        )
    )
    return frozenset(rows.scalars())


def record_read_back(
    unit: Unit, number: int, target: str, digest: str, *, first_digest: str = ""
) -> None:
    """Every file of a generation was read back as written; `first_digest` is of the page itself.

    Older generations that never got there count as read back with it: the page says everything
    that they would have said.
    """
    unit.connection.execute(
        update(PUBLICATION)
        .where(
            PUBLICATION.c.generation <= number,
            PUBLICATION.c.target == target,
            PUBLICATION.c.read_back_us.is_(None),
        )
        .values(
            digest=digest,
            read_back_us=unit.now_us,
            attempts=PUBLICATION.c.attempts + 1,
            problem="",
            problem_us=None,
            retry_us=None,
            first_digest=first_digest,
        )
    )


def record_problem(
    unit: Unit, number: int, target: str, problem: str, *, retry_at: datetime | None = None
) -> None:
    """An attempt failed; what was in the way is kept in words, for every generation that waits."""
    unit.connection.execute(
        update(PUBLICATION)
        .where(
            PUBLICATION.c.generation <= number,
            PUBLICATION.c.target == target,
            PUBLICATION.c.read_back_us.is_(None),
        )
        .values(
            attempts=PUBLICATION.c.attempts + 1,
            problem=problem,
            problem_us=func.coalesce(PUBLICATION.c.problem_us, unit.now_us),
            retry_us=None if retry_at is None else to_us(retry_at),
        )
    )


def read_publications(unit: Unit, number: int) -> tuple[PublicationView, ...]:
    """How far a generation has got, one view per target."""
    rows = unit.connection.execute(
        select(PUBLICATION, GENERATION.c.opened_us)
        .join(GENERATION, GENERATION.c.number == PUBLICATION.c.generation)
        .where(PUBLICATION.c.generation == number)
        .order_by(PUBLICATION.c.target)
    )
    fallen, after_us = fall_backs(unit), fall_back_after_us(unit)
    keys = {page.id: page.key for page in read_pages(unit)}
    pages = {one.name: keys.get(one.page_id, "") for one in read_every_target(unit)}
    return tuple(
        _view(row, after_us if row.target in fallen else None, pages.get(row.target, MAIN_KEY))
        for row in rows
    )


def last_read_backs(unit: Unit) -> dict[str, datetime]:
    """When each target last showed a page, by its name."""
    rows = unit.connection.execute(
        select(PUBLICATION.c.target, func.max(PUBLICATION.c.read_back_us))
        .where(PUBLICATION.c.read_back_us.is_not(None))
        .group_by(PUBLICATION.c.target)
    )
    return {target: from_us(us) for target, us in rows}


def last_read_back_at(unit: Unit) -> datetime | None:
    """When visitors last got a new page to see anywhere, or None."""
    return max(last_read_backs(unit).values(), default=None)


def waits_since(unit: Unit) -> datetime | None:
    """When the oldest page that some target does not show yet was asked for, or None.

    What was published from then on is not seen by everybody.
    """
    oldest_us = unit.connection.execute(
        select(func.min(GENERATION.c.opened_us))
        .join(PUBLICATION, PUBLICATION.c.generation == GENERATION.c.number)
        .where(PUBLICATION.c.read_back_us.is_(None))
    ).scalar()
    return None if oldest_us is None else from_us(oldest_us)


def newest_problems(unit: Unit) -> dict[str, str]:
    """What keeps the newest generation from being seen, in words, by the target's name."""
    return {view.target: view.problem for view in newest_publications(unit) if view.problem}


@read_once
def newest_publications(unit: Unit) -> tuple[PublicationView, ...]:
    """How far the newest generation has got, one view per target."""
    newest = newest_generation(unit)
    return read_publications(unit, newest.number) if newest is not None else ()


def services_changed_us(unit: Unit) -> int:
    """When a service was last added, edited or removed, until now; 0 where there is none."""
    newest = (
        unit.connection.execute(select(func.max(column)).where(column <= unit.now_us)).scalar()
        for column in _SERVICE_DATES
    )
    return max(int(us or 0) for us in newest)


def services_dated_ahead(unit: Unit) -> frozenset[int]:
    """The changes of services that a clock that ran ahead dated after now."""
    return frozenset(
        int(us)
        for column in _SERVICE_DATES
        for us in unit.connection.execute(select(column).where(column > unit.now_us)).scalars()
    )


def _view(row: Row[Any], after_us: int | None, page: str) -> PublicationView:
    """`after_us`: that of a fall-back, None of a primary place."""
    back_us = row.read_back_us
    counts_us = back_us if after_us is None or back_us is None else row.opened_us + after_us
    return PublicationView(
        generation=row.generation,
        target=row.target,
        read_back_at=None if row.read_back_us is None else from_us(row.read_back_us),
        problem=row.problem,
        attempts=row.attempts,
        is_fall_back=after_us is not None,
        counts_at=None if back_us is None else from_us(max(back_us, counts_us)),
        retry_at=None if row.retry_us is None else from_us(row.retry_us),
        since=None if row.problem_us is None else from_us(row.problem_us),
        page=page,
    )
