"""Sources of states beside our own checks: when each last spoke, and what is wrong with it."""

from dataclasses import dataclass

from sqlalchemy import select

from statusboard.storage.tables import SOURCE
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


@dataclass(frozen=True, slots=True)
class Source:
    """`last_us`: when it last answered. `problem`: a sentence, empty while all is well.

    `problem_us`: since when the problem lasts.
    """

    name: str
    last_us: int | None
    problem: str = ""
    problem_us: int | None = None


def write_source(unit: Unit, name: str, *, last_us: int | None, problem: str = "") -> None:
    """Records an answer (`last_us`), or a problem; None leaves the last answer as it was.

    A problem that goes on keeps the instant it began.
    """
    before = next((source for source in read_sources(unit) if source.name == name), None)
    if before is not None and last_us is None:
        last_us = before.last_us
    since = None
    if problem:
        goes_on = before is not None and before.problem and before.problem_us is not None
        since = before.problem_us if before is not None and goes_on else unit.now_us
    values = {"last_us": last_us, "problem": problem, "problem_us": since}
    unit.connection.execute(
        upsert(unit, SOURCE)
        .values(name=name, **values)
        .on_conflict_do_update(index_elements=[SOURCE.c.name], set_=values)
    )


def remove_source(unit: Unit, name: str) -> None:
    """Forgets a source that is no longer asked."""
    unit.connection.execute(SOURCE.delete().where(SOURCE.c.name == name))


def read_sources(unit: Unit) -> tuple[Source, ...]:
    """All sources by name."""
    rows = unit.connection.execute(select(SOURCE).order_by(SOURCE.c.name))
    return tuple(Source(row.name, row.last_us, row.problem, row.problem_us) for row in rows)
