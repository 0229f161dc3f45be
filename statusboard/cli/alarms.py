"""`statusboard alarms`: what stands, who has seen it, what is muted, what one is told of."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json, length
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway
    from statusboard.domain.alarms.alarm import Alarm, SubjectSort
    from statusboard.domain.alarms.standing import AlarmsNow

Name = Annotated[
    str | None, typer.Argument(metavar="SERVICE", help="NAME, or GROUP/NAME; none with --group.")
]
Group = Annotated[str | None, typer.Option("--group", metavar="NAME", help="A whole group.")]
For = Annotated[
    timedelta,
    typer.Option("--for", metavar="TIME", parser=length, help="So long: 90m, 2h, 3d."),
]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; others read it.")]
Keys = Annotated[
    list[str] | None, typer.Argument(metavar="ALARM…", help="Their keys; all where none is given.")
]


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List what stands now, who has seen it, and what is muted."""
    from statusboard.app.alarms.inputs import AlarmsAsk
    from statusboard.app.alarms.queries import ALARMS_NOW
    from statusboard.cli.desk import reading_doorway, this_person

    with reading_doorway(database, demo=demo) as door:
        now = door.ask(ALARMS_NOW, AlarmsAsk(this_person(door)))
    if as_json:
        print_json({"alarms": [_row(now, one) for one in now.alarms], "silences": _silences(now)})
        return
    if not now.alarms:
        print("Nothing asks for attention.")
    for one in now.alarms:
        print(_line(now, one))
    for silence in now.silences:
        print(_muted_line(now, silence.subject.sort, silence.subject.id))


def acknowledge(
    alarms: Keys = None,
    *,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Say that you have seen what stands: its sound is still, at every desk."""
    from statusboard.app.alarms.commands import acknowledge as verb
    from statusboard.app.alarms.inputs import AcknowledgeAlarms, AlarmsAsk
    from statusboard.app.alarms.queries import ALARMS_NOW
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        me = this_person(door)
        keys = tuple(alarms or (one.key for one in door.ask(ALARMS_NOW, AlarmsAsk(me)).alarms))
        count = door.do(verb, AcknowledgeAlarms(keys), me).result
    if as_json:
        print_json({"acknowledged": count})
        return
    print("1 alarm is acknowledged." if count == 1 else f"{count} alarms are acknowledged.")


def mute(
    service: Name = None,
    *,
    group: Group = None,
    lasts: For = timedelta(hours=1),
    reason: Why = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Tell nobody of a service or a group for a while; an hour where nothing is said."""
    from statusboard.app.alarms.commands import mute as verb
    from statusboard.app.alarms.inputs import AlarmsAsk, Mute
    from statusboard.app.alarms.queries import ALARMS_NOW
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        sort, number = _subject(door, service, group)
        given = Mute(sort, number, door.clock.now() + lasts, reason)
        door.do(verb, given, this_person(door))
        now = door.ask(ALARMS_NOW, AlarmsAsk())
    if as_json:
        print_json({"silences": _silences(now)})
        return
    print(_muted_line(now, sort, number))


def unmute(
    service: Name = None,
    *,
    group: Group = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Tell of a service or a group again. What still stands is announced once."""
    from statusboard.app.alarms.commands import unmute as verb
    from statusboard.app.alarms.inputs import Unmute
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        sort, number = _subject(door, service, group)
        was_muted = door.do(verb, Unmute(sort, number), this_person(door)).result
    if as_json:
        print_json({"was_muted": was_muted})
        return
    name = group or service
    print(f"{name}: alarms are told again" if was_muted else f"{name}: was not muted")


def _subject(door: "Doorway", service: str | None, group: str | None) -> "tuple[SubjectSort, int]":
    from statusboard.app.alarms.queries import GROUP_CALLED
    from statusboard.app.services.naming import SERVICE_NAMED
    from statusboard.domain.alarms.alarm import SubjectSort

    if (service is None) is (group is None):
        raise RuleBroken("Name either a service or, with --group, a group.", field="service")
    if group is not None:
        return SubjectSort.GROUP, door.ask(GROUP_CALLED, group)
    return SubjectSort.SERVICE, door.ask(SERVICE_NAMED, service or "")


def _line(now: "AlarmsNow", one: "Alarm") -> str:
    from statusboard.domain.alarms.silence import muted_words, seen_words
    from statusboard.domain.alarms.words import title_of

    zone = ZoneInfo(now.zone)
    seen, silence = now.acknowledgement(one), now.silence(one)
    said = (
        f"{one.severity.value}  {title_of([one])}",
        one.text,
        "" if seen is None else seen_words(seen, zone, now=now.as_of),
        "" if silence is None else muted_words(silence, zone, now=now.as_of),
        f"[{one.key}]",
    )
    return "  ".join(filter(None, said))


def _muted_line(now: "AlarmsNow", sort: "SubjectSort", number: int) -> str:
    from statusboard.domain.alarms.silence import muted_words

    for one in now.silences:
        if (one.subject.sort, one.subject.id) == (sort, number):
            return f"{one.subject.name}: {muted_words(one, ZoneInfo(now.zone), now=now.as_of)}"
    return "It is not muted any more."


def _row(now: "AlarmsNow", one: "Alarm") -> dict[str, object]:
    seen, silence = now.acknowledgement(one), now.silence(one)
    return {
        "key": one.key,
        "kind": one.kind.value,
        "severity": one.severity.value,
        "about": one.subject.name,
        "since": one.since.isoformat(),
        "text": one.text,
        "acknowledged_by": None if seen is None else seen.by,
        "muted_by": None if silence is None else silence.by,
    }


def _silences(now: "AlarmsNow") -> list[dict[str, object]]:
    return [
        {
            "about": one.subject.name,
            "sort": one.subject.sort.value,
            "by": one.by,
            "until": one.until.isoformat(),
            "why": one.why,
        }
        for one in now.silences
    ]
