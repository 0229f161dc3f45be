"""Who the people of the desk are, who is there, and who is writing what."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.settings import page_zone
from statusboard.domain.notice import NoticeState
from statusboard.domain.presence import Presence
from statusboard.domain.views.team import PersonRow, Seen, TeamView, Writer, WritingView
from statusboard.storage.devices import read_devices
from statusboard.storage.notices import read_notice, read_revision
from statusboard.storage.people import read_people
from statusboard.storage.presence import read_presences
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class WritingAsk:
    """Who asks, and at which device: they are not told of themselves."""

    device: str = ""
    name: str = ""


def _team(unit: Unit, _given: None) -> TeamView:
    seen = tuple(_seen(unit, one) for one in read_presences(unit))
    people = read_people(unit)
    numbers = {one.id for one in people}
    return TeamView(
        people=tuple(
            PersonRow(one, tuple(each for each in seen if each.presence.person_id == one.id))
            for one in people
        ),
        others=tuple(
            each for each in seen if each.is_there and each.presence.person_id not in numbers
        ),
        devices=read_devices(unit),
        as_of=unit.now,
        zone=page_zone(unit),
    )


def _seen(unit: Unit, one: Presence) -> Seen:
    is_there = one.is_there(unit.now)
    return Seen(one, is_there, _title(unit, one.notice_id) if is_there else "")


def _title(unit: Unit, notice_id: int | None) -> str:
    notice = None if notice_id is None else read_notice(unit, notice_id)
    newest = None if notice is None else read_revision(unit, notice.id, notice.revision)
    if newest is None:
        return ""
    return newest.wording.title or "A notice without a title"


def _who_writes(unit: Unit, given: WritingAsk) -> WritingView:
    writers, mine = [], None
    for one in read_presences(unit):
        if one.notice_id is None or not one.is_there(unit.now):
            continue
        if (one.device, one.name) == (given.device, given.name):
            mine = one.notice_id
            continue
        notice = read_notice(unit, one.notice_id)
        if notice is not None and notice.state is NoticeState.DRAFT:
            writers.append(Writer(one.name, one.device_name, notice.id, notice.incident_id))
    return WritingView(tuple(writers), mine)


TEAM = query("people.team")(_team)
WHO_WRITES = query("people.who_writes")(_who_writes)
