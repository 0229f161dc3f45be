"""Verbs about what New Relic kept from before, and what there still is to read of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.new_relic.connection import FIRST_NAME, StoredConnection, seen_by
from statusboard.app.new_relic.schedule import AT_ONCE, guid_of
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import SECOND_US, from_us
from statusboard.domain.views.new_relic_history import (
    Backfill,
    GoOn,
    HistoryProgress,
    NoteFigures,
    NoteHistory,
)
from statusboard.newrelic.history import LATE_S, windows
from statusboard.newrelic.pasted import account_of
from statusboard.storage import new_relic_history as history
from statusboard.storage.checks import read_checks
from statusboard.storage.new_relic_history import StoredFigure
from statusboard.storage.unit import Unit

# What is read is read on from there when it is this old.
AGAIN_S = 6 * 3600
_CHANGED = Changes.of(Topic.SETTINGS)


@dataclass(frozen=True, slots=True)
class ToRead:
    """Entities whose figures nobody asked for yet, and figures with windows left, by number."""

    guids: tuple[str, ...]
    figures: tuple[StoredFigure, ...]
    is_due: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask New Relic for."""
        return not (self.guids or self.figures)

    def seen_through(
        self, connection: StoredConnection, held: Sequence[StoredConnection]
    ) -> "ToRead":
        """What of it one connection sees, of those that there are."""
        return replace(
            self,
            guids=tuple(one for one in self.guids if seen_by(account_of(one), held) == connection),
            figures=tuple(one for one in self.figures if seen_by(one.account, held) == connection),
        )


def _to_read(unit: Unit, _given: None) -> ToRead:
    figures = history.read_figures(unit)
    known = {one.guid for one in figures}
    watched = _watched(unit)
    left = tuple(one for one in figures if one.guid in watched and _left(one))
    is_due = any(_is_due(one, unit) for one in figures if one.guid in watched)
    return ToRead(tuple(guid for guid in watched if guid not in known), left, is_due)


TO_READ = query("new_relic.history_to_read")(_to_read)


def _watched(unit: Unit) -> dict[str, None]:
    checks = (check for check in read_checks(unit, enabled_only=True) if check.kind in AT_ONCE)
    return {guid: None for check in checks if (guid := guid_of(check))}


def _left(figure: StoredFigure) -> int:
    """How many windows of a figure were not read yet."""
    if not figure.query:
        return 0
    return max(len(windows(figure.since_s, figure.until_s)) - figure.done, 0)


def _is_due(figure: StoredFigure, unit: Unit) -> bool:
    is_old = unit.now_us // SECOND_US - figure.until_s >= AGAIN_S
    return bool(figure.query) and is_old and not _left(figure)


@verb("new_relic.backfill", Permission.CONFIGURE, Backfill, int)
def backfill(unit: Unit, given: Backfill) -> Done[int]:  # noqa: ARG001
    """How many figures are read anew from their beginning; what is there stays until then."""
    figures = [one for one in history.read_figures(unit) if one.query]
    for one in figures:
        history.go_on(unit, one.id, since_s=0, until_s=unit.now_us // SECOND_US)
    history.forget_empty(unit)
    return Done(len(figures), _CHANGED, Audit(FIRST_NAME))


@verb("new_relic.note_figures", Permission.RUN, NoteFigures, type(None))
def note_figures(unit: Unit, given: NoteFigures) -> Done[None]:
    """Keeps which figures an entity has; their past is read from now on."""
    now_s = unit.now_us // SECOND_US
    for one in given.figures:
        history.add_figure(unit, _stored(given, one.label, one.unit, one.query, now_s))
    if not given.figures:
        history.add_figure(unit, _stored(given, "", "", "", now_s))
    return Done(None, _CHANGED if given.figures else Changes(), None)


def _stored(given: NoteFigures, label: str, unit: str, text: str, now_s: int) -> StoredFigure:
    return StoredFigure(0, given.guid, label, unit, given.account, text, 0, now_s, 0, "")


@verb("new_relic.note_history", Permission.RUN, NoteHistory, type(None))
def note_history(unit: Unit, given: NoteHistory) -> Done[None]:
    """Keeps what was read, each window once; one that failed is asked for again."""
    there = {one.id: one for one in history.read_figures(unit)}
    changed = False
    for read in given.windows:
        figure = there.get(read.figure_id)
        if figure is None or (figure.done, figure.until_s) != (read.done, read.until_s):
            continue  # it is being read anew
        if read.problem and not read.is_final:
            history.note_problem(unit, figure.id, read.problem)
        else:
            history.note_window(unit, figure, read.buckets)
            if read.problem:
                history.note_problem(unit, figure.id, read.problem)
        changed = changed or read.problem != figure.problem or _left(figure) == 1
    return Done(None, _CHANGED if changed else Changes(), None)


@verb("new_relic.go_on_history", Permission.RUN, GoOn, type(None))
def go_on_history(unit: Unit, given: GoOn) -> Done[None]:  # noqa: ARG001
    """Begins to read what came since, of figures that were read to their end some hours ago."""
    for one in history.read_figures(unit):
        if _is_due(one, unit):
            now_s = unit.now_us // SECOND_US
            history.go_on(unit, one.id, since_s=one.until_s - LATE_S, until_s=now_s)
    return Done(None, Changes(), None)


def history_progress(unit: Unit) -> HistoryProgress:
    """How far the reading has come, of what is watched."""
    watched = _watched(unit)
    figures = [one for one in history.read_figures(unit) if one.query and one.guid in watched]
    steps = sum(len(windows(one.since_s, one.until_s)) for one in figures)
    return HistoryProgress(
        figures=len(figures),
        steps=steps,
        done=steps - sum(map(_left, figures)),
        problem=next((one.problem for one in figures if one.problem), ""),
        reaches=_reaches(unit, figures),
    )


def _reaches(unit: Unit, figures: Sequence[StoredFigure]) -> tuple[tuple[str, datetime], ...]:
    """Since when there is anything, by sort of figure; only of those read to their end."""
    since = history.first_s(unit)
    found: dict[str, int] = {}
    for one in figures:
        if one.id in since and not _left(one):
            found[one.label] = min(found.get(one.label, since[one.id]), since[one.id])
    return tuple((label, from_us(at_s * SECOND_US)) for label, at_s in found.items())


def _history(unit: Unit, _given: None) -> HistoryProgress:
    return history_progress(unit)


HISTORY = query("new_relic.history")(_history)
