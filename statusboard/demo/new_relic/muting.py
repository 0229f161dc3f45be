"""Muting rules of the stand-in: scheduled, then active, then ended, by its clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from statusboard.demo.new_relic.asking import Asking, Json
from statusboard.demo.new_relic.estate import EPOCH_MS

ZONE: Final = "Europe/Berlin"


@dataclass(slots=True)
class MutingRule:
    """A rule that mutes entities from `begin_ms` to `end_ms`; without them as long as it is on.

    With `repeat` DAILY it does so every day from then on, at the same time of day in its zone.
    """

    id: str
    account: int
    name: str
    guids: tuple[str, ...] = ()
    begin_ms: int | None = None
    end_ms: int | None = None
    enabled: bool = True
    repeat: str | None = None
    conditions: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    def window(self, now_ms: int) -> tuple[int | None, int | None]:
        """The window that goes on now or comes next."""
        begin, end = self.begin_ms, self.end_ms
        if begin is None or end is None or self.repeat != "DAILY" or now_ms < end:
            return begin, end
        length = end - begin
        days = (_wall(now_ms) - _wall(begin)).days - 1
        while (next_begin := _days_later(begin, days)) + length <= now_ms:
            days += 1
        return next_begin, next_begin + length

    def mutes(self, guid: str, at_ms: int) -> bool:
        """Whether it mutes what happens to an entity at an instant (ms)."""
        return guid in self.guids and self.status(at_ms) == "ACTIVE"

    def status(self, now_ms: int) -> str:
        """What New Relic would call it now."""
        begin, end = self.window(now_ms)
        if not self.enabled:
            return "INACTIVE"
        if begin is not None and now_ms < begin:
            return "SCHEDULED"
        return "ENDED" if end is not None and now_ms >= end else "ACTIVE"


def alerts_field(_asking: Asking, source: Json) -> Json:
    """The way to muting rules."""
    return {"account": source["id"]}


def muting_rules_field(asking: Asking, source: Json) -> list[Json]:
    """The rules of an account."""
    world = asking.world
    return [_told(rule, world.now_ms) for rule in world.muting if rule.account == source["account"]]


def _told(rule: MutingRule, now_ms: int) -> Json:
    conditions: list[Json] = [
        {"attribute": attribute, "operator": operator, "values": list(values)}
        for attribute, operator, values in rule.conditions
    ]
    if rule.guids:
        named: dict[str, Any] = {"attribute": "entity.guid", "operator": "IN"}
        conditions.append(named | {"values": list(rule.guids)})
    schedule = None
    if rule.begin_ms is not None:
        begin, end = rule.window(now_ms)
        schedule = {
            "timeZone": ZONE,
            "startTime": _iso(rule.begin_ms),
            "endTime": _iso(rule.end_ms),
            "nextStartTime": _iso(begin),
            "nextEndTime": _iso(end),
            "repeat": rule.repeat,
        }
    return {
        "id": rule.id,
        "name": rule.name,
        "description": None,
        "enabled": rule.enabled,
        "updatedAt": _iso(EPOCH_MS),
        "status": rule.status(now_ms),
        "schedule": schedule,
        "condition": {"operator": "AND", "conditions": conditions},
    }


def _iso(ms: int | None) -> str | None:
    if ms is None:
        return None
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat()


def _wall(ms: int) -> datetime:
    """What the clocks of the zone show."""
    return datetime.fromtimestamp(ms / 1000, ZoneInfo(ZONE)).replace(tzinfo=None)


def _days_later(ms: int, days: int) -> int:
    """The same time of day some days later, whatever the clocks have changed to."""
    moment = (_wall(ms) + timedelta(days=days)).replace(tzinfo=ZoneInfo(ZONE))
    return round(moment.timestamp() * 1000)
