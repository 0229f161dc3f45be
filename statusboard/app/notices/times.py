"""When an incident began and ended, as a notice has it: stated by a person, or else measured."""

from datetime import datetime, timedelta

from statusboard.app.health.measured import read_measured
from statusboard.domain.incident import Incident
from statusboard.domain.instants import Interval, to_us
from statusboard.domain.notice import Wording
from statusboard.domain.observation import SHORT_PAUSE_US
from statusboard.domain.stated_times import measured_end, measured_start, past_start
from statusboard.domain.trouble import Trouble, troubles_of
from statusboard.domain.update_kind import NoticeSort
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.history import spans
from statusboard.storage.notices import Notice
from statusboard.storage.unit import Unit

# So far before a start is looked for what began it.
BEFORE = timedelta(days=7)


def read_troubles(
    unit: Unit, incident: Incident | None, wording: Wording, *, of_any: bool = False
) -> tuple[Trouble, ...]:
    """What was measured of the named services since some days before it began, up to now.

    `of_any`: of every service, for a text that may name another one next.
    """
    began = [unit.now, wording.started_at, wording.ended_at]
    if incident is not None:
        began.append(incident.started_at)
    earliest = min(one for one in began if one is not None) - BEFORE
    bounds = Interval(to_us(earliest), unit.now_us + 1)
    ids = frozenset(wording.components)
    if of_any:
        ids = frozenset(component.id for component in read_components(unit))
    failed = {one.component_id for one in spans.read_trouble(unit, bounds, component_ids=ids)}
    if not failed:
        return ()
    history = spans.read_spans(unit, bounds, component_ids=failed)
    return troubles_of(history, pause_us=SHORT_PAUSE_US)


def times_of(
    unit: Unit, incident: Incident | None, wording: Wording
) -> tuple[datetime, datetime | None]:
    """Start and end as an update says them; no end while it lasts.

    What a person states goes first, then what customers were told, then what was measured, then
    the moment of publishing.
    """
    is_over = wording.status.is_over
    troubles = read_troubles(unit, incident, wording) if is_over else ()
    started_at = wording.started_at
    if started_at is None and incident is not None:
        started_at = incident.started_at
    if started_at is None:
        started_at = measured_start(wording, read_measured(unit))
    if started_at is None and is_over and wording.ended_at is not None:
        started_at = past_start(wording, troubles, unit.now)
    if not is_over:
        return started_at or unit.now, None
    ended_at = wording.ended_at
    if ended_at is None and incident is not None and incident.status.is_over:
        ended_at = incident.resolved_at
    if ended_at is None and started_at is not None:
        ended_at = measured_end(wording, troubles, started_at=started_at, now=unit.now)
    return started_at or unit.now, ended_at or unit.now


def refuse_unfit_end(
    unit: Unit, notice: Notice, incident: Incident | None, wording: Wording
) -> None:
    """Raises RuleBroken for an end that is none: in the future, before the start, or of no start.

    So it does for a postmortem of what customers were not told the end of. An announcement has
    neither.
    """
    if notice.sort is NoticeSort.ANNOUNCEMENT:
        return
    is_told_over = incident is not None and incident.status.is_over
    if wording.status.is_after_end and not is_told_over:
        raise RuleBroken(
            "A postmortem follows the end, and customers were not told yet that it is over. "
            "Publish that it is resolved first.",
            field="status",
        )
    if not wording.status.is_over:
        return
    if wording.ended_at is not None and wording.ended_at > unit.now:
        raise RuleBroken(
            "The stated end lies in the future. Choose when it was over.", field="ended_at"
        )
    started_at, ended_at = times_of(unit, incident, wording)
    if ended_at is not None and ended_at < started_at:
        if wording.started_at is None and incident is None:
            raise RuleBroken(
                "The notice says when it was over, but not when it began. Choose the start.",
                field="started_at",
            )
        raise RuleBroken(
            "The end lies before the start. Choose a later end, or an earlier start.",
            field="ended_at",
        )
