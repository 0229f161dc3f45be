"""The next call that brings an incident there closer to ours; none where it says the same.

Pure: what is there goes in, one call comes out. So whatever was cut or lost, reading again and
asking for the next step goes on from where things are. What was sent is written into the metadata
by the same call that sends it: it is there if and only if the message is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.views.mirror import MirrorNotice, MirrorUpdate, MirrorView
from statusboard.targets.accounts.services import whole_story
from statusboard.targets.accounts.texts import fitted, fitted_line
from statusboard.targets.atlassian.remote import MARK, RemoteIncident, RemoteUpdate

NAME_LIMIT, BODY_LIMIT = 255, 25_000
# What was sent later than that is shown at the time when it was said.
LATE = timedelta(minutes=2)
# Beyond it the clocks differ too much for times of ours to be shown there.
SKEW = timedelta(minutes=1)
TWICE = "This was posted twice by mistake. The same is said above."


@dataclass(frozen=True, slots=True)
class Step:
    """Calls (method, path below the page, body) that belong together.

    `rereads`: the last one does not answer the incident. `is_extra`: all is said without it.
    """

    name: str
    calls: tuple[tuple[str, str, Mapping[str, Any]], ...]
    rereads: bool = False
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What is told there, and how. `ids` are the components by the public ids of services.

    `notifies`: subscribers of that page hear of new messages from it. `since`: what was over then
    is history. `skew` is how far their clock is ahead.
    """

    view: MirrorView
    ids: Mapping[str, str]
    notifies: bool = False
    since: datetime | None = None
    skew: timedelta = timedelta()

    def is_history(self, notice: MirrorNotice) -> bool:
        """Whether it was over before anything was told there."""
        is_old = self.since is not None and notice.updates[-1].at <= self.since
        return notice.is_over and is_old


def creating(notice: MirrorNotice, told: Told) -> Step:
    """The first message of what is not there yet."""
    if told.is_history(notice):
        return Step("history", (("POST", "incidents", {"incident": _history(notice, told)}),))
    first = _spoken(notice)[0]
    body = {"name": fitted_line(notice.title, NAME_LIMIT), **_message(notice, first, told, None)}
    if notice.is_planned:
        body |= _times(notice) | {
            "scheduled_remind_prior": False,
            "scheduled_auto_in_progress": False,
            "scheduled_auto_completed": False,
            "auto_transition_to_maintenance_state": False,
            "auto_transition_to_operational_state": False,
            "auto_transition_deliver_notifications_at_start": False,
            "auto_transition_deliver_notifications_at_end": False,
        }
    else:
        body["impact_override"] = notice.impact.value
    return Step("create", (("POST", "incidents", {"incident": body}),))


def next_step(notice: MirrorNotice, there: RemoteIncident, told: Told) -> Iterator[Step]:
    """What is missing there, the most urgent first."""
    yield from _header(notice, there)
    if there.is_history:
        return
    for update in _spoken(notice):
        if update.public_id not in there.said:
            body = {"incident": _message(notice, update, told, there)}
            yield Step(f"say {update.public_id}", (_patch(there, body),))
            return  # the one after it comes after it
    yield from _texts(notice, there, told)
    yield from _postmortem(notice, there)


def closing_twin(twin: RemoteIncident, kept: RemoteIncident, notice: MirrorNotice) -> Step:
    """What becomes of an incident that two writers have made at once: it leads to the other."""
    body = {
        "status": _status(
            IncidentStatus.COMPLETED if notice.is_planned else IncidentStatus.RESOLVED
        ),
        "body": f"This was posted twice by mistake. It is told in the other notice “{kept.name}”.",
        "deliver_notifications": False,
        "metadata": {**twin.metadata, MARK: {**twin.mark, "twin": kept.id}},
    }
    if not notice.is_planned:
        body["impact_override"] = Impact.NONE.value
    return Step(f"twin {twin.id}", (_patch(twin, {"incident": body}),))


def _header(notice: MirrorNotice, there: RemoteIncident) -> Iterator[Step]:
    wanted: dict[str, Any] = {}
    if there.name != fitted_line(notice.title, NAME_LIMIT):
        wanted["name"] = fitted_line(notice.title, NAME_LIMIT)
    if not notice.is_planned and there.impact != notice.impact.value:
        wanted["impact_override"] = notice.impact.value
    if notice.is_planned and not (
        _same(there.scheduled_for, notice.scheduled_for)
        and _same(there.scheduled_until, notice.scheduled_until)
    ):
        wanted |= _times(notice)
    if wanted:
        body = {**wanted, "deliver_notifications": False}
        yield Step(f"header {sorted(wanted)}", (_patch(there, {"incident": body}),))


def _texts(notice: MirrorNotice, there: RemoteIncident, told: Told) -> Iterator[Step]:
    """Words that were taken back, messages that two writers sent, and times of what came late.

    What somebody has changed there by hand is no text of ours any more, and stays.
    """
    left = list(there.updates)
    for update in _spoken(notice):
        found = next((one for one in left if _is(one, update, notice)), None)
        if found is None:
            continue
        left.remove(found)
        wanted = fitted(update.now, BODY_LIMIT, notice.link)
        if found.body != wanted:
            yield _tune(f"text {found.id}", there, found, {"body": wanted})
        is_late = found.shown_at is not None and abs(found.shown_at - update.at) > LATE
        if is_late and abs(told.skew) <= SKEW:
            at = update.at.isoformat()
            step = _tune(f"time {found.id}", there, found, {"display_at": at})
            yield replace(step, is_extra=True)
    for one in left:
        if any(_is(one, update, notice) for update in _spoken(notice)):
            yield _tune(f"twice {one.id}", there, one, {"body": TWICE})


def _postmortem(notice: MirrorNotice, there: RemoteIncident) -> Iterator[Step]:
    said = [one for one in notice.updates if one.status.is_after_end]
    if not said:
        return
    text = fitted(said[-1].now, BODY_LIMIT, notice.link)
    if there.postmortem == text:
        return
    path = f"incidents/{there.id}/postmortem"
    quiet = {"notify_twitter": False, "notify_subscribers": False}
    yield Step(
        "postmortem",
        (
            ("PUT", path, {"postmortem": {"body_draft": text}}),
            ("PUT", f"{path}/publish", {"postmortem": quiet}),
        ),
        rereads=True,
    )


def _message(
    notice: MirrorNotice, update: MirrorUpdate, told: Told, there: RemoteIncident | None
) -> dict[str, Any]:
    """The fields of a message, with what it says of the services where it is the newest one."""
    is_newest = update is _spoken(notice)[-1]
    mark = {
        "page": told.view.page_id,
        "notice": notice.public_id,
        "said": " ".join((*(there.said if there is not None else ()), update.public_id)),
    }
    ids = {one: told.ids[one] for one in notice.services if one in told.ids}
    body: dict[str, Any] = {
        "status": _status(update.status),
        "body": fitted(update.text, BODY_LIMIT, notice.link),
        "deliver_notifications": told.notifies and is_newest,
        "component_ids": list(ids.values()),
        "metadata": {**(there.metadata if there is not None else {}), MARK: mark},
    }
    if is_newest and update.status is not IncidentStatus.SCHEDULED:
        states = {ids[one]: told.view.status_of(one) for one in ids}
        body["components"] = {
            component: state.value
            for component, state in states.items()
            if state is not ComponentStatus.UNKNOWN
        }
    return body


def _history(notice: MirrorNotice, told: Told) -> dict[str, Any]:
    """All of what is over, in one message that is dated back; nobody is told of it."""
    mark = {
        "page": told.view.page_id,
        "notice": notice.public_id,
        "said": " ".join(one.public_id for one in notice.updates),
        "history": "yes",
    }
    return {
        "name": fitted_line(notice.title, NAME_LIMIT),
        "status": _status(IncidentStatus.RESOLVED),
        "body": fitted(whole_story(notice), BODY_LIMIT, notice.link),
        "impact_override": notice.impact.value,
        "backfilled": True,
        "backfill_date": f"{notice.updates[0].at:%Y-%m-%d}",
        "component_ids": [told.ids[one] for one in notice.services if one in told.ids],
        "deliver_notifications": False,
        "metadata": {MARK: mark},
    }


def _spoken(notice: MirrorNotice) -> tuple[MirrorUpdate, ...]:
    """The messages that are updates there; a postmortem has a place of its own."""
    spoken = tuple(one for one in notice.updates if not one.status.is_after_end)
    return spoken or notice.updates


def _is(one: RemoteUpdate, update: MirrorUpdate, notice: MirrorNotice) -> bool:
    texts = {fitted(text, BODY_LIMIT, notice.link) for text in (update.text, update.now)}
    return one.status == _status(update.status) and one.body in texts


def _status(status: IncidentStatus) -> str:
    """The word there. It has none for work that was called off; the text of the message says so."""
    match status:
        case IncidentStatus.CANCELLED:
            return IncidentStatus.COMPLETED.value
        case IncidentStatus.POSTMORTEM:
            return IncidentStatus.RESOLVED.value
        case _:
            return status.value


def _times(notice: MirrorNotice) -> dict[str, str]:
    assert notice.scheduled_for is not None
    assert notice.scheduled_until is not None
    return {
        "scheduled_for": notice.scheduled_for.isoformat(),
        "scheduled_until": notice.scheduled_until.isoformat(),
    }


def _same(one: datetime | None, other: datetime | None) -> bool:
    """Whether two times are the same there, which keeps milliseconds at most."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < timedelta(seconds=1)


def _patch(there: RemoteIncident, body: Mapping[str, Any]) -> tuple[str, str, Mapping[str, Any]]:
    return "PATCH", f"incidents/{there.id}", body


def _tune(name: str, there: RemoteIncident, one: RemoteUpdate, fields: dict[str, Any]) -> Step:
    path = f"incidents/{there.id}/incident_updates/{one.id}"
    body = {"incident_update": {**fields, "deliver_notifications": False}}
    return Step(name, (("PATCH", path, body),), rereads=True)
