"""How a message of planned work looks on each channel, before it is sent."""

from datetime import datetime

from statusboard.app.delivery.announce import message_of
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.reach import preview_of
from statusboard.app.delivery.texts import texts_of
from statusboard.app.doorway import query
from statusboard.app.maintenance.asks import WordsAsk
from statusboard.app.maintenance.rules import placed, the_window
from statusboard.app.maintenance.sayings import would_say
from statusboard.domain.incident import AffectedComponent, Incident, IncidentUpdate
from statusboard.domain.maintenance import MaintenanceWindow
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from statusboard.domain.views.maintenance import SayingStep
from statusboard.domain.views.previews import ChannelPreview
from statusboard.storage.channels import read_channels
from statusboard.storage.components import read_components
from statusboard.storage.incidents import read_incident
from statusboard.storage.unit import Unit

# Nothing of it is kept: the message is looked at. Its ids are as long as those that it will get.
_UNKEPT, _UNNAMED = 0, "x" * 12
_KINDS = {
    SayingStep.REMINDER: UpdateKind.REMINDER,
    SayingStep.EXTENDED: UpdateKind.EXTENSION,
}


def previews_of(unit: Unit, given: WordsAsk) -> tuple[ChannelPreview, ...]:
    """The message of a step on each kind of channel that is used, in their order.

    Raises RuleBroken where the plan is not fit to be told.
    """
    window = placed(unit, given.plan) if given.window_id is None else None
    if window is None:
        assert given.window_id is not None
        _, window = the_window(unit, given.window_id)
    wording = would_say(unit, given.plan, window, given.step, given.reason)
    at = _said_at(given, window, unit.now)
    message = message_of(unit, _as_told(unit, window, wording, given.step, at))
    used = {channel.kind for channel in read_channels(unit)}
    found = []
    for kind in (one for key, one in channel_kinds().items() if key in used):
        shown = preview_of(kind, message)
        found.append(
            ChannelPreview(
                kind=kind.key,
                label=kind.label,
                form=shown.form,
                content=shown.content,
                subject=texts_of(message, kind.form).subject if shown.form == "html" else "",
                parts=shown.parts,
                notes=shown.notes,
            )
        )
    return tuple(found)


# The message of a step of planned work on each kind of channel that there is.
MAINTENANCE_PREVIEWS = query("maintenance.previews")(previews_of)


def _said_at(given: WordsAsk, window: MaintenanceWindow, now: datetime) -> datetime:
    """When a step is said as things are planned; what a person says is said now."""
    match given.step:
        case SayingStep.REMINDER if given.plan.reminds_before:
            at = window.starts_at - max(given.plan.reminds_before)
        case SayingStep.STARTED:
            at = window.starts_at
        case SayingStep.FINISHED:
            at = window.ends_at
        case _:
            at = now
    return max(at, now)


def _as_told(
    unit: Unit, window: MaintenanceWindow, wording: Wording, step: SayingStep, at: datetime
) -> Incident:
    """The telling of a window as this step would leave it."""
    kept = None if window.incident_id is None else read_incident(unit, window.incident_id)
    update = IncidentUpdate(
        public_id=_UNNAMED,
        published_at=at,
        wording=wording,
        affected=_affected(unit, wording),
        kind=_KINDS.get(step, UpdateKind.MAINTENANCE),
    )
    return Incident(
        id=_UNKEPT if kept is None else kept.id,
        public_id=_UNNAMED if kept is None else kept.public_id,
        impact=Impact.NONE,
        created_at=unit.now if kept is None else kept.created_at,
        monitoring_at=None,
        resolved_at=wording.ended_at,
        updates=(update, *(() if kept is None else kept.updates)),
        sort=NoticeSort.MAINTENANCE,
        scheduled_for=window.starts_at,
        scheduled_until=window.ends_at,
    )


def _affected(unit: Unit, wording: Wording) -> tuple[AffectedComponent, ...]:
    good = ComponentStatus.OPERATIONAL
    is_to_come = wording.status is IncidentStatus.SCHEDULED
    return tuple(
        AffectedComponent(
            one.id,
            one.public_id,
            one.name,
            good,
            good if is_to_come else wording.components[one.id],
        )
        for one in read_components(unit)
        if one.id in wording.components
    )
