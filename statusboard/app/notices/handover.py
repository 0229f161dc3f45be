"""What one shift hands to the next: gathered from what the screens show, in plain words."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from statusboard.app.delivery.health import CHANNEL_HEALTH
from statusboard.app.doorway import query
from statusboard.app.health.board import board_view
from statusboard.app.health.facts import read_facts
from statusboard.app.notices.suppressed import steady_words, suppressed_lines
from statusboard.app.notices.waiting import waiting
from statusboard.app.notices.work_handover import (
    SHIFT,
    coming_lines,
    draft_lines,
    running_lines,
)
from statusboard.app.page.public_incidents import public_announcements
from statusboard.domain.approval import Matter
from statusboard.domain.handover import Handover, Section
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import length_text, when_text
from statusboard.domain.views.board import BoardView, Tile, Told
from statusboard.domain.views.channel_health import ChannelStanding
from statusboard.storage.channel_outcomes import count_failed
from statusboard.storage.incidents import read_announcements
from statusboard.storage.notices import read_drafts
from statusboard.storage.unit import Unit

# What was announced without an end stays on the page; after so long it is no news to a shift.
_LATELY = timedelta(days=7)
_STATES = {
    ComponentStatus.DEGRADED_PERFORMANCE: "degraded",
    ComponentStatus.PARTIAL_OUTAGE: "partial outage",
    ComponentStatus.MAJOR_OUTAGE: "major outage",
    ComponentStatus.UNKNOWN: "no data",
}


def handover(unit: Unit, by: str) -> Handover:
    """The page as of now; `by` is who hands over, empty for nobody in particular."""
    board = board_view(unit)
    zone = ZoneInfo(board.zone)
    return Handover(
        company=board.page_name,
        as_of=board.as_of,
        zone=board.zone,
        by=by,
        sections=(
            Section(
                "Open incidents",
                tuple(_incident(one, board, zone) for one in board.told),
                "Customers are told of nothing that lasts.",
            ),
            Section("Promised", tuple(_promises(board, zone))),
            Section("Announced", tuple(_announced(unit, zone))),
            Section("In trouble", tuple(_troubled(board, zone)), "Every service is well."),
            Section("Set by hand", tuple(_by_hand(board))),
            Section("Keeps turning", tuple(_turning(unit, board))),
            Section("Suppressed", tuple(suppressed_lines(unit, zone))),
            Section("Planned work now", tuple(running_lines(unit, zone))),
            Section("Planned work to come", tuple(coming_lines(unit, zone))),
            Section("Waiting for approval", tuple(_waiting(unit, zone))),
            Section(
                "Being written",
                (*_drafts(unit, zone), *draft_lines(unit, zone)),
                "No draft is waiting.",
            ),
            Section(
                "Messages", tuple(_messages(unit, zone)), "Every channel works, as far as known."
            ),
            Section("To know", tuple(_known(board))),
        ),
    )


def _incident(one: Told, board: BoardView, zone: ZoneInfo) -> str:
    started = one.wording.started_at or one.published_at
    since = when_text(started, zone, now=board.as_of)
    told = when_text(one.published_at, zone, now=board.as_of)
    names = f" ({', '.join(one.services)})" if one.services else ""
    return (
        f"“{one.wording.title}”{names}: {one.wording.status.value}, since {since}; update "
        f"{one.update_number} said {told}"
    )


def _promises(board: BoardView, zone: ZoneInfo) -> Iterator[str]:
    for one in board.told:
        promised = one.wording.promise(board.as_of)
        if promised is None:
            continue
        when = when_text(promised, zone, now=board.as_of)
        if urgency(promised, board.as_of) is Urgency.OVERDUE:
            late = length_text(board.as_of - promised)
            title = one.wording.title
            yield f"OVERDUE by {late}: the next update of “{title}” was promised by {when}"
        else:
            yield f"The next update of “{one.wording.title}” by {when}"


def _announced(unit: Unit, zone: ZoneInfo) -> Iterator[str]:
    """What stands on the page without an incident, as far as somebody has to think of it."""
    for one in public_announcements(read_announcements(unit)):
        if not one.is_shown(unit.now):
            continue
        said = when_text(one.updates[0].published_at, zone, now=unit.now)
        until = one.wording.shown_until
        ends = (
            "" if until is None else f", on the page until {when_text(until, zone, now=unit.now)}"
        )
        if until is not None or one.updates[0].published_at > unit.now - _LATELY:
            yield f"“{one.wording.title}”: said {said}{ends}"


def _turning(unit: Unit, board: BoardView) -> Iterator[str]:
    """What turns back and forth, and for how long that keeps alarms back."""
    turning = [tile for tile in board.tiles if tile.flapping]
    facts = read_facts(unit) if turning else None
    for tile in turning:
        waits = "" if facts is None else steady_words(facts, tile.component_id)
        yield "; ".join(filter(None, (f"{tile.name}, {tile.turning}".rstrip(", "), waits)))


def _troubled(board: BoardView, zone: ZoneInfo) -> Iterator[str]:
    for tile in board.tiles:
        if tile.status in _STATES:
            yield f"{tile.name}: {_STATES[tile.status]}{_since(tile, board.as_of, zone)}"


def _by_hand(board: BoardView) -> Iterator[str]:
    """What a person set: whoever takes over has to know when it ends, and what is beneath it."""
    for tile in board.tiles:
        if tile.is_set_by_hand:
            yield f"{tile.name}: {tile.reason.rstrip('.')}"


def _since(tile: Tile, now: datetime, zone: ZoneInfo) -> str:
    since = "" if tile.since is None else f" since {when_text(tile.since, zone, now=now)}"
    return since + (f", {tile.reason.rstrip('.')}" if tile.reason else "")


_MATTERS = {
    Matter.MAINTENANCE: "planned work, ",
    Matter.MAINTENANCE_CHANGE: "a change of planned work, ",
    Matter.CORRECTION: "a correction of history, ",
}


def _waiting(unit: Unit, zone: ZoneInfo) -> Iterator[str]:
    for one in waiting(unit):
        asked = when_text(one.step.at, zone, now=unit.now)
        work = _MATTERS.get(one.matter, "")
        title = one.title or "A draft without a title"
        yield f"“{title}”: {work}asked for by {one.step.by.name}, {asked}"


def _drafts(unit: Unit, zone: ZoneInfo) -> Iterator[str]:
    for notice, revision in read_drafts(unit):
        title = revision.wording.title or "A notice without a title"
        saved = when_text(revision.saved_at, zone, now=unit.now)
        follows = " (follows up an open incident)" if notice.incident_id is not None else ""
        yield f"“{title}”{follows}: revision {revision.number}, by {revision.saved_by}, {saved}"


def _messages(unit: Unit, zone: ZoneInfo) -> Iterator[str]:
    failed = count_failed(unit, since=unit.now - SHIFT)
    for one in CHANNEL_HEALTH.run(unit, None):
        if one.standing in (ChannelStanding.FAILING, ChannelStanding.SLOW):
            word = "fails" if one.standing is ChannelStanding.FAILING else "is slow"
            since = (
                "" if one.since is None else f" since {when_text(one.since, zone, now=unit.now)}"
            )
            why = f": {one.reason.rstrip('.')}" if one.reason else ""
            waiting = f"; {one.waiting} messages wait" if one.waiting else ""
            yield f"{one.name} {word}{since}{why}{waiting}"
        elif one.quarantined:
            yield f"{one.name}: {_addresses(one.quarantined)} not written to any more"
        if one.channel_id in failed:
            count = failed[one.channel_id]
            messages = "1 message" if count == 1 else f"{count:,} messages"
            yield f"{one.name}: {messages} failed for good in the last {length_text(SHIFT)}"


def _addresses(count: int) -> str:
    return "1 address is" if count == 1 else f"{count:,} addresses are"


def _known(board: BoardView) -> Iterator[str]:
    yield from (one.rstrip(".") for one in board.problems)
    if board.own_network:
        yield board.own_network.rstrip(".")
    if board.publish_problem:
        yield f"The page: {board.publish_problem.rstrip('.')}"
    age = timedelta() if board.last_seen is None else board.as_of - board.last_seen
    if age > timedelta(minutes=5):
        yield f"Nothing was observed for {length_text(age)}"


HANDOVER = query("notices.handover")(handover)
