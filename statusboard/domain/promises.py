"""Promises of a next update, and what became of each: kept, late, still open, or withdrawn.

A promise is made by an update that says when the next one comes. The next update keeps it where it
stands by then, also long before; an incident that is over owes nothing more. What counts is when
an update was published, never when it is said to have happened: nobody keeps a promise afterwards
by dating it back.

A correction takes the place of words that were wrong, and of the promise among them: before that
was due it neither keeps nor breaks it, so that a mended spelling earns nothing. Once it was due,
customers have waited in vain, and a correction is late like any other update.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from statusboard.domain.incident import IncidentUpdate

# From here on a promise warns: time enough to write what there is to say.
WARN_FROM = timedelta(minutes=5)


class Urgency(StrEnum):
    """How a promise that is still open presses."""

    CALM = "calm"
    SOON = "soon"
    OVERDUE = "overdue"


def urgency(due: datetime, now: datetime) -> Urgency:
    """How an open promise presses: it is overdue once its instant has passed, and not before."""
    if now > due:
        return Urgency.OVERDUE
    return Urgency.SOON if due - now <= WARN_FROM else Urgency.CALM


class PromiseState(StrEnum):
    """What became of a promise. `WITHDRAWN`: it was taken back before it was due."""

    KEPT = "kept"
    LATE = "late"
    OPEN = "open"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised next update. `settled_at` is when the word came, or the promise was taken back."""

    made_at: datetime
    due: datetime
    state: PromiseState = PromiseState.OPEN
    settled_at: datetime | None = None

    def late_by(self, now: datetime) -> timedelta:
        """How long customers waited in vain, or have waited so far; zero where they did not."""
        if self.state is PromiseState.WITHDRAWN:
            return timedelta()
        return max(timedelta(), (self.settled_at or now) - self.due)

    def early_by(self) -> timedelta:
        """How long before it was due the word came; zero where it did not."""
        if self.state is not PromiseState.KEPT or self.settled_at is None:
            return timedelta()
        return self.due - self.settled_at


def promises(
    updates: Sequence[IncidentUpdate],
    *,
    corrections: Collection[str] = frozenset(),
    ended_at: datetime | None = None,
) -> tuple[Promise, ...]:
    """Each promise of one incident, the oldest first; at most the last of them is open.

    `updates` stand newest first, as an incident holds them; `corrections` are the public ids of
    those that take another one's place. `ended_at`: since when nothing more is owed although no
    update said that it is over, as where the incident was withdrawn. A time that was past already
    when it was promised is no promise.
    """
    made: list[Promise] = []
    standing: Promise | None = None
    for update in reversed(updates):
        if standing is not None:
            is_correction = update.public_id in corrections
            made.append(_settled(standing, update.published_at, withdraws=is_correction))
        due = update.wording.promise(update.published_at)
        is_promise = due is not None and due > update.published_at
        standing = Promise(update.published_at, due) if is_promise and due is not None else None
    if standing is not None and ended_at is not None:
        standing = _settled(standing, ended_at, withdraws=True)
    return (*made, standing) if standing is not None else tuple(made)


def _settled(promise: Promise, at: datetime, *, withdraws: bool) -> Promise:
    if at > promise.due:
        state = PromiseState.LATE
    else:
        state = PromiseState.WITHDRAWN if withdraws else PromiseState.KEPT
    return Promise(promise.made_at, promise.due, state, at)


def last_promise(made: Sequence[Promise], now: datetime) -> Promise | None:
    """The one that whoever writes the next update has to know of; None where none was made.

    One that is overdue, or else the last of which it is known what became of it, or else the one
    that is open.
    """
    counted = [promise for promise in made if promise.state is not PromiseState.WITHDRAWN]
    if not counted:
        return None
    newest = counted[-1]
    if newest.state is PromiseState.OPEN and now <= newest.due and len(counted) > 1:
        return counted[-2]
    return newest


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """How promises were kept. `late` counts those that are overdue now, too: missed is missed.

    `made` = `kept` + `late` + `open`; what was withdrawn stands beside it. `longest_late` is the
    longest that customers waited in vain; `median_late` None where so few were late that every
    figure between them would be one of them.
    """

    kept: int = 0
    late: int = 0
    open: int = 0
    withdrawn: int = 0
    median_late: timedelta | None = None
    longest_late: timedelta | None = None

    @property
    def made(self) -> int:
        """How many count: all but those that were withdrawn."""
        return self.kept + self.late + self.open

    @property
    def due(self) -> int:
        """How many are decided, one way or the other."""
        return self.kept + self.late


NOTHING_PROMISED = PromiseRecord()
# A middle of fewer says nothing that the longest does not.
_LEAST_FOR_MEDIAN = 3


def record_of(made: Iterable[Promise], now: datetime) -> PromiseRecord:
    """The record of promises as of `now`, never kinder than it was: of two middles the longer."""
    known = tuple(made)
    late = sorted(length for promise in known if (length := promise.late_by(now)))
    states = [promise.state for promise in known]
    return PromiseRecord(
        kept=states.count(PromiseState.KEPT),
        late=len(late),
        open=sum(promise.state is PromiseState.OPEN and now <= promise.due for promise in known),
        withdrawn=states.count(PromiseState.WITHDRAWN),
        median_late=late[len(late) // 2] if len(late) >= _LEAST_FOR_MEDIAN else None,
        longest_late=max(late, default=None),
    )
