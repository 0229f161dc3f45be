"""People in words: what each may, where they are, and what they do now."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.domain.access import Role
from statusboard.domain.device import Device
from statusboard.domain.views.team import PersonRow
from ui.widgets.time_words import moment_words, zone_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def may_words(role: Role) -> str:
    """What a role may, as the table says it."""
    match role:
        case Role.VIEWER:
            return _tr("look")
        case Role.AUTHOR:
            return _tr("write")
        case Role.APPROVER:
            return _tr("write, approve")
        case Role.PUBLISHER:
            return _tr("write, approve, publish")
        case Role.ADMINISTRATOR:
            return _tr("everything")


def may_in_full(role: Role) -> str:
    """What a role may, in a sentence, beside what the one before it may."""
    match role:
        case Role.VIEWER:
            return _tr("Reads everything but addresses of subscribers, and changes nothing.")
        case Role.AUTHOR:
            return _tr("Writes notices, hands over, looks after subscribers; sees their addresses.")
        case Role.APPROVER:
            return _tr("Approves what somebody else wrote.")
        case Role.PUBLISHER:
            return _tr(
                "Publishes, withdraws, and can publish against what monitoring says, with a "
                "reason; imports and erases subscribers, writes templates, asks services now."
            )
        case Role.ADMINISTRATOR:
            return _tr("Changes settings, services, channels, lists and people.")


def role_words(role: Role) -> str:
    """What a role is called."""
    match role:
        case Role.VIEWER:
            return _tr("Viewer")
        case Role.AUTHOR:
            return _tr("Author")
        case Role.APPROVER:
            return _tr("Approver")
        case Role.PUBLISHER:
            return _tr("Publisher")
        case Role.ADMINISTRATOR:
            return _tr("Administrator")


def where_words(row: PersonRow) -> str:
    """The devices somebody is at, or was last."""
    seen = row.there or row.seen[:1]
    return ", ".join(dict.fromkeys(one.presence.device_name for one in seen))


def now_words(row: PersonRow, now: datetime, zone: str) -> str:
    """What somebody does now: writes, is here, or was."""
    if row.person.ended_at is not None:
        when = moment_words(row.person.ended_at, now, zone_of(zone))
        return _tr("ended {when}").format(when=when)
    for one in row.there:
        if one.writes:
            return _tr("writing “{title}”").format(title=one.writes)
    if row.there:
        return _tr("here")
    if row.last_at is None:
        return _tr("not here yet")
    return _tr("last here {when}").format(when=moment_words(row.last_at, now, zone_of(zone)))


def known_words(row: PersonRow) -> str:
    """How somebody is known: a tip for whoever wonders."""
    ways = []
    if row.person.login:
        ways.append(_tr("the system’s user {login}").format(login=row.person.login))
    if row.person.has_code:
        ways.append(_tr("a personal code"))
    return _tr("Known by {ways}").format(ways=_tr(" and ").join(ways)) if ways else ""


def device_words(device: Device, now: datetime, zone: str) -> str:
    """Who was at a device, and when; or who ended it."""
    if device.ended_at is not None:
        when = moment_words(device.ended_at, now, zone_of(zone))
        return _tr("ended by {who}, {when}").format(who=device.ended_by, when=when)
    when = moment_words(device.seen_at, now, zone_of(zone))
    return _tr("{who}, {when}").format(who=device.seen_name, when=when)


def rows_words(rows: int, *, is_whole: bool) -> str:
    """What the check of the chain showed."""
    count = _tr("1 row") if rows == 1 else _tr("{n} rows").format(n=f"{rows:,}")
    return (_tr("Chain whole, {rows}") if is_whole else _tr("Chain broken, {rows}")).format(
        rows=count
    )
