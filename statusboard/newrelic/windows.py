"""From muting rules and monitor downtimes to windows (contract, section 5.10). Pure.

New Relic works repeats out itself for muting rules; of a downtime everything is text in its tags,
and its repeats are worked out here (`downtime_repeats`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from statusboard.domain.views.new_relic_windows import NewRelicWindow
from statusboard.newrelic.downtime_repeats import next_window
from statusboard.newrelic.parse import at
from statusboard.newrelic.pasted import account_of
from statusboard.newrelic.readings import EntityReading

_OVER = ("INACTIVE", "ENDED")
_GUID_ATTRIBUTES = ("entity.guid", "entityGuid")
_ONCE = ("", "ONCE", "ONE_TIME", "ONETIME")
DOWNTIMES = "domain = 'SYNTH' AND type = 'MONITOR_DOWNTIME'"


def muting_rules(answer: object, account: int) -> tuple[NewRelicWindow, ...] | None:
    """The rules of an account that mute now or will; None where the answer does not say."""
    rules = at(answer, "actor", "account", "alerts", "mutingRules")
    if not isinstance(rules, list):
        return None
    return tuple(_rules(rules, account))


def _rules(rules: Sequence[object], account: int) -> Iterator[NewRelicWindow]:
    for rule in rules:
        number, schedule = _text(at(rule, "id")), at(rule, "schedule")
        is_off = at(rule, "enabled") is False or _text(at(rule, "status")) in _OVER
        if not number or is_off:
            continue
        guids, covers = _condition(at(rule, "condition"))
        yield NewRelicWindow(
            key=f"muting:{account}:{number}",
            sort="Muting rule",
            title=_text(at(rule, "name")) or f"Muting rule {number}",
            account=account,
            zone=_zone(_text(at(schedule, "timeZone"))),
            starts_at=_first(schedule, "nextStartTime", "startTime"),
            ends_at=_first(schedule, "nextEndTime", "endTime"),
            repeats=_text(at(schedule, "repeat")).lower(),
            covers=covers,
            guids=guids,
        )


def _condition(condition: object) -> tuple[tuple[str, ...], str]:
    """The entities that a rule names, and the rest of its condition in words."""
    found = at(condition, "conditions")
    guids: list[str] = []
    words: list[str] = []
    for one in found if isinstance(found, list) else ():
        attribute, operator = _text(at(one, "attribute")), _text(at(one, "operator"))
        listed = at(one, "values")
        values = [v for v in listed if isinstance(v, str)] if isinstance(listed, list) else []
        if attribute in _GUID_ATTRIBUTES and operator in ("EQUALS", "IN"):
            guids += values
        elif attribute:
            said = operator.replace("_", " ").lower()
            words.append(f"{attribute} {said} {', '.join(values)}".strip())
    joined = " or " if _text(at(condition, "operator")) == "OR" else " and "
    return tuple(dict.fromkeys(guids)), joined.join(words)


def downtime(entity: EntityReading, now: datetime) -> NewRelicWindow:
    """A monitor downtime, from its tags; of one that repeats the window that is next at `now`.

    A time of day without a day says no window.
    """
    tags = {key.lower(): values for key, values in entity.tags}
    first = {key: values[0] for key, values in tags.items() if values}
    zone = _zone(first.get("timezone", ""))
    starts, ends = (_moment(first.get(key, ""), zone) for key in ("starttime", "endtime"))
    sort = first.get("scheduletype", "").upper()
    repeats = "" if sort in _ONCE else sort.replace("_", " ").lower()
    covers = ""
    if repeats:
        starts, ends = next_window(tags, zone, now) or (starts, ends)
    if starts is None or ends is None:
        starts = ends = None
        covers = " – ".join(first[key] for key in ("starttime", "endtime") if key in first)
    values = (value for several in tags.values() for value in several)
    guids = tuple(dict.fromkeys(value for value in values if account_of(value) is not None))
    return NewRelicWindow(
        key=f"downtime:{entity.guid.rstrip('=')}",
        sort="Monitor downtime",
        title=entity.name or "Monitor downtime",
        account=entity.account_id,
        zone=zone,
        starts_at=starts,
        ends_at=ends,
        repeats=repeats,
        covers=covers,
        guids=guids,
    )


def _moment(text: str, zone: str) -> datetime | None:
    """A date and time as an instant; None for a time of day, or what is none."""
    if "T" not in text and " " not in text.strip():
        return None
    try:
        said = datetime.fromisoformat(text.strip())
        local = said if said.tzinfo is not None else said.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _first(schedule: object, *keys: str) -> datetime | None:
    for key in keys:
        found = _moment(_text(at(schedule, key)), "UTC")
        if found is not None:
            return found
    return None


def _zone(name: str) -> str:
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name or "UTC"


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return ""
    return value if isinstance(value, str) else ""
