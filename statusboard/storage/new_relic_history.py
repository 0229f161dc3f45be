"""What New Relic kept from before: figures, and how far their past has been read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update

from statusboard.storage.tables import NEW_RELIC_BUCKET, NEW_RELIC_HISTORY
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

_FIGURE, _BUCKET = NEW_RELIC_HISTORY.c, NEW_RELIC_BUCKET.c


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """A figure of an entity; without a query the entity has none.

    Of the windows between `since_s` and `until_s` (seconds since 1970) `done` were read.
    """

    id: int
    guid: str
    label: str
    unit: str
    account: int
    query: str
    since_s: int
    until_s: int
    done: int
    problem: str


def read_figures(unit: Unit) -> tuple[StoredFigure, ...]:
    """All figures, in the order in which they became known."""
    rows = unit.connection.execute(select(NEW_RELIC_HISTORY).order_by(_FIGURE.id))
    return tuple(StoredFigure(**row) for row in rows.mappings())


def add_figure(unit: Unit, given: StoredFigure) -> None:
    """Adds a figure, unless the entity has one of that label. Its number is not read."""
    values = {
        name: getattr(given, name)
        for name in ("guid", "label", "unit", "account", "query", "since_s", "until_s")
    }
    added = upsert(unit, NEW_RELIC_HISTORY).values(values)
    unit.connection.execute(added.on_conflict_do_nothing())


def note_window(
    unit: Unit, figure: StoredFigure, buckets: Sequence[tuple[int, int, float]]
) -> bool:
    """Keeps what a window held (width, at, value) and that it was read; once and no more.

    False where somebody was quicker, or its past is being read anew.
    """
    stepped = (
        update(NEW_RELIC_HISTORY)
        .where(
            _FIGURE.id == figure.id,
            _FIGURE.done == figure.done,
            _FIGURE.until_s == figure.until_s,
            _FIGURE.since_s == figure.since_s,
        )
        .values(done=figure.done + 1, problem="")
    )
    if not unit.connection.execute(stepped).rowcount:
        return False
    if buckets:
        values = [
            {"history_id": figure.id, "width_s": width, "at_s": at_s, "value": value}
            for width, at_s, value in buckets
        ]
        new = upsert(unit, NEW_RELIC_BUCKET)
        unit.connection.execute(
            new.on_conflict_do_update(
                index_elements=[_BUCKET.history_id, _BUCKET.width_s, _BUCKET.at_s],
                set_={"value": new.excluded.value},
            ),
            values,
        )
    return True


def note_problem(unit: Unit, figure_id: int, problem: str) -> None:
    """Keeps why a window was not read."""
    noted = update(NEW_RELIC_HISTORY).where(_FIGURE.id == figure_id)
    unit.connection.execute(noted.values(problem=problem))


def go_on(unit: Unit, figure_id: int, *, since_s: int, until_s: int) -> None:
    """Begins to read another stretch of a figure's past."""
    begun = update(NEW_RELIC_HISTORY).where(_FIGURE.id == figure_id)
    unit.connection.execute(begun.values(since_s=since_s, until_s=until_s, done=0, problem=""))


def forget_empty(unit: Unit) -> None:
    """Lets entities be asked again that had no figure."""
    unit.connection.execute(delete(NEW_RELIC_HISTORY).where(_FIGURE.query == ""))


def first_s(unit: Unit) -> dict[int, int]:
    """Since when each figure has values, in seconds since 1970, by its number."""
    oldest = select(_BUCKET.history_id, func.min(_BUCKET.at_s)).group_by(_BUCKET.history_id)
    return {row[0]: row[1] for row in unit.connection.execute(oldest)}


def read_buckets(
    unit: Unit, guids: Collection[str], *, width_s: int, begin_s: int, end_s: int
) -> dict[StoredFigure, list[tuple[int, float]]]:
    """The values (at, value) of the figures of entities in a stretch, the oldest first."""
    own = {one.id: one for one in read_figures(unit) if one.guid in guids and one.query}
    if not own:
        return {}
    rows = unit.connection.execute(
        select(_BUCKET.history_id, _BUCKET.at_s, _BUCKET.value)
        .where(
            _BUCKET.history_id.in_(own),
            _BUCKET.width_s == width_s,
            _BUCKET.at_s >= begin_s,
            _BUCKET.at_s < end_s,
        )
        .order_by(_BUCKET.history_id, _BUCKET.at_s)
    )
    found: dict[StoredFigure, list[tuple[int, float]]] = {}
    for number, at_s, value in rows:
        found.setdefault(own[number], []).append((at_s, value))
    return found
