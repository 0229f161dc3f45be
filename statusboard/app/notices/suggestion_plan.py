"""What the machine should write now: the steps of `domain.suggesting`, with their texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from statusboard.app.doorway import query
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.notices.fact_sheet import read_facts_of
from statusboard.app.templates.queries import read_templates
from statusboard.domain.evidence import Measured
from statusboard.domain.incident import Incident
from statusboard.domain.instants import duration_us
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.suggesting import (
    LATELY,
    Dropped,
    Kind,
    OpenIncident,
    Seen,
    Standing,
    Step,
    Suggest,
    SuggestEnd,
    Withdraw,
    trouble_steps,
)
from statusboard.domain.suggesting_ends import end_steps
from statusboard.domain.suggestion import all_clear, first_wording
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.verdict import FLAPPING_TURNS
from statusboard.storage import incidents, notices
from statusboard.storage.history.covers import planned_now
from statusboard.storage.suggestions import Suggestion, read_discarded, read_suggestions
from statusboard.storage.unit import Unit

# Longer than any outage that somebody waves through.
_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Write:
    """A text to be kept: of a notice, or None for one that has to be begun."""

    notice_id: int | None
    incident_id: int | None
    kind: Kind
    wording: Wording


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be written and withdrawn so that every suggestion says what holds now."""

    writes: tuple[Write, ...] = ()
    withdrawn: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.writes or self.withdrawn)


def read_plan(unit: Unit) -> Plan:
    """What differs between what is suggested and what should be, as of now."""
    facts = read_facts(unit)
    drafts = read_suggestions(unit)
    own = [one for one in drafts if not one.is_touched and one.kind is not Kind.NO_CHANGE]
    unresolved = incidents.read_unresolved(unit)
    dropped = [
        _dropped(one)
        for one in read_discarded(unit, unit.now - _REMEMBERED)
        if one.kind is not Kind.NO_CHANGE
    ]
    planned = planned_now(unit)
    seen = [_seen(facts, component.id, planned) for component in facts.components]
    written = _Written(unit, own, drafts)
    steps = (
        *trouble_steps(
            seen,
            [_standing(one) for one in own if one.incident_id is None],
            covered=written.component_ids | _told(unresolved),
            dropped=dropped,
            now=unit.now,
        ),
        *end_steps(
            seen,
            [
                OpenIncident(
                    one.id,
                    frozenset(one.components),
                    one.status,
                    is_written=one.id in written.incident_ids,
                    began_at=one.started_at,
                )
                for one in unresolved
            ],
            [_standing(one) for one in own if one.incident_id is not None],
            dropped=dropped,
        ),
    )
    texts = _Texts(facts, {one.id: one for one in unresolved}, unit)
    said = {one.notice_id: one.wording for one in own}
    writes = [write for step in steps if (write := texts.write_of(step)) is not None]
    return Plan(
        tuple(one for one in writes if one.wording != said.get(one.notice_id or 0)),
        tuple(step.notice_id for step in steps if isinstance(step, Withdraw)),
    )


def _plan(unit: Unit, _given: None) -> Plan:
    return read_plan(unit)


# Whether there is anything to write, before a transaction is opened for it.
PLAN = query("notices.plan")(_plan)


class _Written:
    """What people are writing about: the services, and the incidents that they follow up."""

    def __init__(self, unit: Unit, own: list[Suggestion], drafts: tuple[Suggestion, ...]) -> None:
        ours = {one.notice_id for one in own}
        theirs = [
            (notice, revision)
            for notice, revision in notices.read_drafts(unit)
            # An announcement tells of no trouble, whatever it names.
            if notice.id not in ours and notice.sort is NoticeSort.INCIDENT
        ]
        taken = {notice.id for notice, _ in theirs}
        named = [revision.wording.components for _, revision in theirs]
        # Who took a service out of what was suggested has seen that it was named.
        named += [one.wording.components for one in drafts if one.notice_id in taken]
        self.component_ids = frozenset(number for components in named for number in components)
        self.incident_ids = {notice.incident_id for notice, _ in theirs}


@dataclass(frozen=True, slots=True)
class _Texts:
    """Makes the wordings, from one picture of the facts."""

    facts: Facts
    incidents: dict[int, Incident]
    unit: Unit

    def write_of(self, step: Step) -> Write | None:
        match step:
            case Suggest(notice_id, ids):
                return Write(notice_id, None, Kind.TROUBLE, self.trouble(ids))
            case SuggestEnd(notice_id, incident_id):
                wording = self.end(step)
                if wording is None:
                    return None
                return Write(notice_id, incident_id, Kind.END, wording)
            case Withdraw():
                return None

    def trouble(self, component_ids: frozenset[int]) -> Wording:
        chosen = [one for one in self._measured() if one.component_id in component_ids]
        return first_wording(
            chosen,
            now=self.unit.now,
            zone=self.facts.zone_info,
            templates=read_templates(self.unit),
            facts=read_facts_of(self.unit, component_ids),
        )

    def end(self, step: SuggestEnd) -> Wording | None:
        incident = self.incidents[step.incident_id]
        return all_clear(
            incident,
            list(self._measured()),
            now=self.unit.now,
            zone=self.facts.zone_info,
            templates=read_templates(self.unit),
            facts=read_facts_of(self.unit, incident.components, incident),
            status=step.status,
        )

    def _measured(self) -> Iterator[Measured]:
        for component in self.facts.components:
            seen = _seen(self.facts, component.id, {})
            yield Measured(component.id, component.name, seen.status, seen.since)


def _seen(facts: Facts, component_id: int, planned: Mapping[int, ComponentStatus]) -> Seen:
    is_seen = facts.is_seen(component_id)
    status = facts.status(component_id) if is_seen else ComponentStatus.UNKNOWN
    one = facts.by_hand.get(component_id)
    # What a person set to well asks for no notice, and is no end of what others read of either.
    is_hidden = one is not None and one.is_hiding and status is one.status
    status = one.measured if one is not None and is_hidden else status
    return Seen(
        component_id,
        status,
        one.measured_since if one is not None and is_hidden else facts.since(component_id),
        is_stale=facts.is_stale(component_id),
        is_flapping=facts.is_flapping(component_id),
        has_flapped=_has_flapped(facts, component_id),
        explained_by=None if (cause := facts.cause(component_id)) is None else cause.root_id,
        is_planned=is_hidden
        or (component_id in planned and status.severity <= planned[component_id].severity),
    )


def _has_flapped(facts: Facts, component_id: int) -> bool:
    """Whether one of its checks turned as often within the last hour as one that flaps."""
    newest = (facts.state(check.id).state.turns_us for check in facts.checks_of(component_id))
    return any(
        len(turns) >= FLAPPING_TURNS
        and facts.now_us - turns[-FLAPPING_TURNS] <= duration_us(LATELY)
        for turns in newest
    )


def _told(unresolved: tuple[Incident, ...]) -> frozenset[int]:
    return frozenset(number for incident in unresolved for number in incident.components)


def _standing(one: Suggestion) -> Standing:
    began = one.wording.started_at or one.saved_at
    return Standing(one.notice_id, frozenset(one.wording.components), began, one.incident_id)


def _dropped(one: Suggestion) -> Dropped:
    at = one.closed_at or one.saved_at
    return Dropped(frozenset(one.wording.components), at, one.incident_id)
