"""The board: what is broken now, since when, and what customers are being told."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.health.attention import NO_ATTENTION, Attention, attention_of
from statusboard.app.health.board_part import BoardPart, part_of
from statusboard.app.health.board_problems import own_network, problems
from statusboard.app.health.corrected import corrected_lately
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.group_strips import group_strips
from statusboard.app.health.objective_alarms import alarms_in_one
from statusboard.app.health.objectives import READ_DAYS
from statusboard.app.health.page_places import page_stands, publish_problem
from statusboard.app.health.planned import planned_work
from statusboard.app.health.record import YEAR_US, read_record
from statusboard.app.health.scheduled import going_out, missed_words
from statusboard.app.health.spoken import outages_about, spoken_record
from statusboard.app.health.state_words import cause_words, turning_words
from statusboard.app.health.still_open import still_open
from statusboard.app.health.whole_outages import whole_outages
from statusboard.app.settings import DEFAULT_NAME, DEMO, PAGE_NAME, text_setting
from statusboard.app.templates.queries import read_templates
from statusboard.domain.bars import STRIP_DAYS
from statusboard.domain.component import Component
from statusboard.domain.incident import Incident
from statusboard.domain.instants import (
    DAY_US,
    MINUTE_US,
    Interval,
    from_us,
    last_days_us,
    local_midnight,
    to_us,
)
from statusboard.domain.moves import spoken_of
from statusboard.domain.observation import SHORT_PAUSE_US
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import (
    BoardView,
    Happening,
    HappeningKind,
    PastIncident,
    SourceAge,
    Tile,
    Told,
)
from statusboard.storage import generations, incidents, notices
from statusboard.storage.corrections import read_corrections
from statusboard.storage.history import spans
from statusboard.storage.history.span_arrays import lengths, read_arrays
from statusboard.storage.sources import read_sources
from statusboard.storage.suggestions import count_suggestions
from statusboard.storage.unit import Unit

STRIP = 48
STRIP_STEP_US = 30 * MINUTE_US
# Past incidents searched for the last one that is over.
PAST = 20
_UP = (ComponentStatus.OPERATIONAL, ComponentStatus.DEGRADED_PERFORMANCE)


@dataclass(frozen=True, slots=True)
class BoardAsk:
    """What the board is asked. `strips` off leaves out what only the full board shows.

    `groups`: only the services of the groups with these names; empty: all. Names that no group has
    are told as a problem; where none of them has a group, the whole board is shown.
    """

    strips: bool = True
    groups: tuple[str, ...] = ()


def board_view(unit: Unit, given: BoardAsk | None = None) -> BoardView:
    """The board as of now, from one picture of the database."""
    facts = read_facts(unit)
    part = part_of(facts, () if given is None else given.groups)
    edges = last_days_us(facts.now_us, STRIP_DAYS, facts.zone_info)
    year = Interval(facts.now_us - YEAR_US, facts.now_us)
    read = Interval(facts.now_us - READ_DAYS * DAY_US, facts.now_us)
    arrays = read_arrays(unit, read, now_us=facts.watched_us)
    ids = [component.id for component in part.facts.components]
    daily = lengths(arrays, ids, edges)
    told = part.told(_told(unit, facts))
    named = {component_id for one in told for component_id in one.wording.components}
    troubled = [number for number in ids if facts.status(number).is_trouble or number in named]
    steps = [facts.now_us - (STRIP - n) * STRIP_STEP_US for n in range(STRIP + 1)]
    strips = lengths(arrays, troubled, steps).strips() if troubled else {}
    sources = read_sources(unit)
    return BoardView(
        as_of=unit.now,
        page_name=text_setting(dict(facts.settings), PAGE_NAME, DEFAULT_NAME),
        zone=facts.zone,
        is_demo=facts.settings.get(DEMO) is True,
        tiles=_tiles(
            facts, part.facts.components, strips, corrected_lately(unit), attention_of(unit, facts)
        ),
        groups=group_strips(unit, part.facts, daily),
        told=told,
        record=read_record(
            unit,
            part.facts,
            quarter=daily,
            year=lengths(arrays, ids, (year.start_us, year.stop_us)),
            groups=part.groups,
        ),
        sources=tuple(
            SourceAge(s.name, None if s.last_us is None else from_us(s.last_us), s.problem)
            for s in sources
        ),
        checks=sum(len(facts.checks_of(number)) for number in ids),
        last_incident=_last_incident(unit, part),
        happenings=(*going_out(unit), *_happenings(unit, part)),
        drafts=notices.count_drafts(unit) - count_suggestions(unit),
        published_at=generations.last_read_back_at(unit),
        publish_problem=publish_problem(unit),
        pages=page_stands(unit),
        watched_until=from_us(facts.watched_us) if facts.watched_us else None,
        problems=(
            *part.problems,
            *problems(unit, facts, sources),
            *alarms_in_one(unit, part.facts, arrays),
        ),
        own_network=own_network(facts, sources),
        still_open=still_open(unit, facts.settings),
        templates=read_templates(unit),
        missed=missed_words(unit),
        only=part.groups,
        elsewhere=part.elsewhere,
    )


BOARD = query("board")(board_view)


def _tiles(
    facts: Facts,
    shown: tuple[Component, ...],
    strips: dict[int, tuple[ComponentStatus, ...]],
    corrected: Mapping[int, tuple[str, ...]],
    attention: Mapping[int, Attention],
) -> tuple[Tile, ...]:
    return tuple(
        Tile(
            component_id=component.id,
            name=component.name,
            group=facts.group_of(component),
            status=facts.status(component.id),
            since=facts.since(component.id),
            reason=cause_words(facts, component.id) or _reason(facts, component.id),
            answered_at=facts.answered_at(component.id),
            stale=facts.is_stale(component.id),
            flapping=facts.is_flapping(component.id),
            turning=turning_words(facts, component.id),
            strip=strips.get(component.id, ()),
            is_set_by_hand=component.id in facts.by_hand,
            corrected=corrected.get(component.id, ()),
            attention=attention.get(component.id, NO_ATTENTION).words,
        )
        for component in shown
    )


def _reason(facts: Facts, component_id: int) -> str:
    """What callers notice, and in how many locations."""
    said = (facts.plain_reason(component_id), facts.spread_words(component_id))
    return " · ".join(filter(None, said))


def _told(unit: Unit, facts: Facts) -> tuple[Told, ...]:
    names = {component.id: component.name for component in facts.components}
    open_ones = incidents.read_unresolved(unit)
    corrections = read_corrections(unit) if open_ones else frozenset()
    return tuple(_told_of(unit, incident, names, corrections) for incident in open_ones)


def _told_of(
    unit: Unit, incident: Incident, names: dict[int, str], corrections: frozenset[str]
) -> Told:
    named = [names[number] for number in spoken_of(incident.components) if number in names]
    happened = outages_about(unit, incident)
    return Told(
        incident_id=incident.id,
        wording=incident.wording,
        update_number=len(incident.updates),
        published_at=incident.updates[0].published_at,
        services=tuple(named),
        draft_waiting=notices.draft_of_incident(unit, incident.id) is not None,
        public_id=incident.public_id,
        spoken=spoken_record(incident, happened, corrections, unit.now),
    )


def _last_incident(unit: Unit, part: BoardPart) -> PastIncident | None:
    said = incidents.read_incidents(unit, limit=PAST)
    past = (
        one
        for one in said
        if one.resolved_at is not None and one.is_counted and part.concerns(one.components)
    )
    newest = max(past, key=lambda incident: incident.resolved_at or unit.now, default=None)
    if newest is None or newest.resolved_at is None:
        return None
    return PastIncident(
        newest.wording.title, newest.started_at, newest.resolved_at, len(newest.updates)
    )


def _happenings(unit: Unit, part: BoardPart) -> tuple[Happening, ...]:
    """Planned work that goes on or comes within a day, and outages that ended today."""
    facts = part.facts
    names = {component.id: component.name for component in facts.components}
    work, told = planned_work(unit, names)
    found = [
        *(one for one in work if one.service or not part.groups),
        *(
            Happening(HappeningKind.MAINTENANCE, names[number], at=from_us(span.start_us))
            for number, span in facts.lasting.items()
            if number in names
            and number not in told
            and span.status is ComponentStatus.UNDER_MAINTENANCE
        ),
    ]
    today = unit.now.astimezone(facts.zone_info).date()
    midnight_us = to_us(local_midnight(today, facts.zone_info))
    ended = spans.down_ended_since(unit, midnight_us)
    ids = {n for n in ended if n in names and not facts.status(n).counts_as_down}
    if ids:
        bounds = Interval(midnight_us - DAY_US, unit.now_us)
        history = spans.read_spans(unit, bounds, component_ids=ids)
        lain_over = [span for span in history if span.status is ComponentStatus.UNDER_MAINTENANCE]
        # An outage that nobody watched any more has ended for us, but recovered it has not.
        seen_up = {(span.component_id, span.start_us) for span in history if span.status in _UP}
        for outage in whole_outages(unit, history, lain_over, pause_us=SHORT_PAUSE_US):
            number, stop_us = outage.component_id, outage.stop_us
            if stop_us is None or stop_us <= midnight_us or (number, stop_us) not in seen_up:
                continue
            length_us = outage.length_us(unit.now_us)
            at = from_us(stop_us)
            found.append(
                Happening(HappeningKind.RECOVERED, names[number], at=at, length_us=length_us)
            )
    return tuple(sorted(found, key=lambda h: h.at or unit.now, reverse=True))
