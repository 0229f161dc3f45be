"""What `statusboard maintenance` reads of its options, and how it shows a window."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from statusboard.cli.agreement_steps import standing
from statusboard.cli.json_output import print_json
from statusboard.cli.options import length
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway
    from statusboard.app.maintenance.inputs import Worked
    from statusboard.domain.status import ComponentStatus
    from statusboard.domain.views.maintenance import ChangeView, WindowLine

_NEVER = "none"
# How a draft stands that somebody else has to agree to, in the fewest words.
_STANDS = {
    "open": "not approved",
    "asked": "waits for approval",
    "approved": "approved",
    "rejected": "sent back",
}


def named_services(texts: list[str]) -> "dict[str, ComponentStatus]":
    """What each named service will be. Raises RuleBroken where that is no status, or two."""
    from statusboard.domain.status import ComponentStatus

    known = [status.value for status in ComponentStatus if status is not ComponentStatus.UNKNOWN]
    found: dict[str, ComponentStatus] = {}
    for text in texts:
        name, equals, said = text.rpartition("=")
        if not equals:
            name, said = text, ComponentStatus.UNDER_MAINTENANCE.value
        if said not in known:
            raise RuleBroken(
                f"--service {text}: write GROUP/NAME=STATUS, one of {', '.join(known)}.", "service"
            )
        if found.setdefault(name, ComponentStatus(said)) != said:
            raise RuleBroken(
                f"--service {text}: it was said to be {found[name]} already. Say one of them.",
                field="service",
            )
    return found


def wall_time(text: str) -> datetime:
    """A time of the clock. Raises RuleBroken for anything else, a zone in it too."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise RuleBroken(
            f"--start {text}: write a date and time such as 2026-11-29T02:00, and its zone with "
            "--zone.",
            field="start",
        )
    return found


def instant_in(door: "Doorway", text: str, option: str) -> datetime:
    """An instant: with its offset, or on the clock of the page; a time alone is one of today."""
    from statusboard.app.maintenance.queries import PAGE_ZONE
    from statusboard.domain.maintenance_windows import instant_of

    zone = ZoneInfo(door.ask(PAGE_ZONE, None))
    is_time = len(text) <= len("14:02:00") and ":" in text
    today = door.clock.now().astimezone(zone)
    try:
        found = datetime.fromisoformat(f"{today:%Y-%m-%d}T{text}" if is_time else text)
        return instant_of(found, zone) if found.tzinfo is None else found
    except (ValueError, OverflowError):
        raise RuleBroken(
            f"--{option} {text}: write a date and time such as 2026-11-29T02:00, or a time of "
            "today such as 14:02.",
            field=option,
        ) from None


def reminders(texts: list[str] | None) -> tuple[timedelta, ...]:
    """How long before a start people are reminded; a day before where nothing is said."""
    if texts is None:
        return (timedelta(days=1),)
    return () if texts == [_NEVER] else tuple(length(text) for text in texts)


def row_of(line: "WindowLine") -> dict[str, object]:
    """A window as programs read it."""
    window = line.window
    return {
        "window": window.public_id,
        "title": line.title,
        "status": window.status.value,
        "starts": (window.started_at or window.starts_at).isoformat(),
        "ends": (window.ended_at or window.ends_at).isoformat(),
        "repeats": line.repeats or None,
        "by_rule": line.is_coming,
        "services": {one.name: one.status.value for one in line.services},
        "clashes": [clash.sentence for clash in line.clashes],
        "told": line.told,
        "approval": line.agreement.state.value,
        "approval_needed": line.agreement.is_needed,
        "change": None if line.change is None else change_row(line.change),
    }


def change_row(change: "ChangeView") -> dict[str, object]:
    """A change that somebody asked for, as programs read it."""
    return {
        "number": change.change_id,
        "asks": change.asks,
        "by": change.by,
        "at": change.made_at.isoformat(),
        "approval": change.agreement.state.value,
        "problem": change.problem or None,
    }


def change_text(change: "ChangeView", zone: str) -> str:
    """The same in one line."""
    if change.problem:
        return f"change {change.change_id}: {change.asks} {change.problem}"
    return f"change {change.change_id}: {change.asks} It {standing(change.agreement, zone)}."


def line_text(line: "WindowLine", zone: str) -> str:
    """A window in one line, in the zone of the page."""
    local, window = ZoneInfo(zone), line.window
    start = (window.started_at or window.starts_at).astimezone(local)
    stop = (window.ended_at or window.ends_at).astimezone(local)
    until = f"{stop:%H:%M}" if stop.date() == start.date() else f"{stop:%Y-%m-%d %H:%M}"
    view = line.agreement
    is_asked = window.status.value == "draft" and view.is_needed
    parts = [
        f"draft ({_STANDS[view.state.value]})" if is_asked else window.status.value,
        window.public_id,
        f"{start:%Y-%m-%d %H:%M} to {until} {stop.tzname()}",
        line.title,
    ]
    if line.repeats:
        parts.append(line.repeats)
    if line.change is not None and line.change.is_waiting:
        parts.append(f"a change waits for approval: {line.change.asks}")
    if line.clashes:
        parts.append("! " + " ".join(clash.sentence for clash in line.clashes))
    return "  ".join(parts)


def say_worked(door: "Doorway", worked: "Worked", *, as_json: bool) -> None:
    """Says what became of planned work, and what it is in the way of."""
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL

    line = door.ask(MAINTENANCE_DETAIL, worked.window_id).window
    if as_json:
        print_json(
            row_of(line) | {"generation": worked.generation, "recipients": worked.recipients}
        )
        return
    if worked.is_left_to_office:
        print(f"approved: {line.window.public_id}, made by the next office that may publish")
        return
    told = f", told to {worked.recipients}" if worked.generation else ""
    state = worked.status.value.replace("_", " ")
    print(f"{state}: {line.window.public_id}{told}")
    for clash in line.clashes:
        print(f"! {clash.sentence}")
