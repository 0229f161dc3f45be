"""`statusboard alarms rules`: what whoever types is told of, and when not."""

from datetime import time
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity
    from statusboard.domain.alarms.rules import AlarmRules, DailyQuiet

Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="outage, update_overdue, …; or all.")
]
Notify = Annotated[
    str | None,
    typer.Option("--notify", metavar="SEVERITY", help="info, minor, major, critical or never."),
]
Sound = Annotated[
    str | None, typer.Option("--sound", metavar="SEVERITY", help="The same for a sound.")
]
Quiet = Annotated[
    str | None, typer.Option("--quiet", metavar="22:00-07:00", help="Quiet hours, or “none”.")
]
Groups = Annotated[
    list[str] | None, typer.Option("--group", metavar="NAME", help="Only these; “all” for all.")
]


def rules(
    *,
    kind: Kind = None,
    notify: Notify = None,
    sound: Sound = None,
    quiet: Quiet = None,
    group: Groups = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Show what you are told of; with options, choose it. The rules are yours on every device."""
    from statusboard.app.alarms.commands import choose_rules
    from statusboard.app.alarms.inputs import ChooseRules
    from statusboard.app.alarms.queries import ALARM_RULES
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.alarms.rules_text import rules_text

    with doorway(database) as door:
        me = this_person(door)
        known = door.ask(ALARM_RULES, me.person_id)
        wanted = _chosen(known, kind, notify, sound, quiet, group)
        if wanted != known:
            door.do(choose_rules, ChooseRules(rules_text(wanted)), me)
    if as_json:
        print_json({"rules": rules_text(wanted)})
        return
    print(_words(wanted))


def _chosen(
    known: "AlarmRules",
    kind: str | None,
    notify: str | None,
    sound: str | None,
    quiet: str | None,
    groups: list[str] | None,
) -> "AlarmRules":
    from dataclasses import replace

    wanted = known
    if (notify or sound) and kind is None:
        raise RuleBroken("Say of which kind: --kind outage, or --kind all.", field="kind")
    if kind is not None:
        asked = _kinds(kind)
        wanted = replace(
            wanted,
            kinds=tuple(
                (
                    one,
                    replace(
                        rule,
                        notify_from=_severity(notify, rule.notify_from),
                        sound_from=_severity(sound, rule.sound_from),
                    )
                    if one in asked
                    else rule,
                )
                for one, rule in wanted.kinds
            ),
        )
    if quiet is not None:
        wanted = replace(wanted, quiet=_quiet(quiet))
    if groups is not None:
        wanted = replace(wanted, groups=frozenset() if "all" in groups else frozenset(groups))
    return wanted


def _kinds(said: str) -> "tuple[AlarmKind, ...]":
    from statusboard.domain.alarms.alarm import AlarmKind

    if said == "all":
        return tuple(AlarmKind)
    found = tuple(one for one in AlarmKind if one.value == said)
    if not found:
        names = ", ".join(AlarmKind)
        raise RuleBroken(f"--kind {said} is none. Write one of: {names}; or all.", field="kind")
    return found


def _severity(said: str | None, usual: "AlarmSeverity | None") -> "AlarmSeverity | None":
    from statusboard.domain.alarms.alarm import AlarmSeverity

    if said is None or said == "never":
        return usual if said is None else None
    found = next((one for one in AlarmSeverity if one.value == said), None)
    if found is None:
        names = ", ".join(AlarmSeverity)
        raise RuleBroken(f"{said} is no severity. Write one of: {names}; or never.", field="notify")
    return found


def _quiet(said: str) -> "DailyQuiet | None":
    from statusboard.domain.alarms.rules import DailyQuiet

    if said == "none":
        return None
    begin, _, end = said.replace("–", "-").partition("-")
    try:
        return DailyQuiet(time.fromisoformat(begin.strip()), time.fromisoformat(end.strip()))
    except ValueError:
        raise RuleBroken(
            f"--quiet {said} is not understood. Write it as 22:00-07:00, or none.", field="quiet"
        ) from None


def _words(rules: "AlarmRules") -> str:
    lines = [
        f"{kind.value}  notification from {rule.notify_from or 'never'}, "
        f"sound from {rule.sound_from or 'never'}"
        for kind, rule in rules.kinds
    ]
    if rules.groups:
        lines.append(f"only of the groups: {', '.join(sorted(rules.groups))}")
    if rules.quiet is not None:
        critical = ", but for what is critical" if rules.quiet.lets_critical else ""
        lines.append(f"quiet {rules.quiet.start:%H:%M} to {rules.quiet.stop:%H:%M}{critical}")
    return "\n".join(lines).replace("from never", "never")
