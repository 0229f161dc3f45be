"""From an answer's JSON to readings. Pure; anything may be null, missing or of another type."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from statusboard.newrelic.readings import (
    EntityReading,
    MonitorReading,
    Page,
    TypeCount,
    Who,
    WorkloadReading,
)

_LONGEST_ID = 18
_NOTHING: Mapping[str, object] = MappingProxyType({})


def at(data: object, *path: str) -> object:
    """What lies at a path of keys; None where the path ends early."""
    for key in path:
        if not isinstance(data, Mapping):
            return None
        data = data.get(key)
    return data


def who(data: object) -> Who | None:
    """The owner of a key; None where the answer names nobody."""
    actor = at(data, "actor")
    if not isinstance(actor, Mapping) or not isinstance(actor.get("user"), Mapping):
        return None
    user = _map(actor.get("user"))
    accounts = []
    for account in _list(actor.get("accounts")):
        number = _int(_map(account).get("id"))
        if number is not None:
            accounts.append((number, _text(_map(account).get("name")) or str(number)))
    named = (_text(user.get("name")), _text(user.get("email")), _number_text(user.get("id")))
    return Who(name=next(filter(None, named), ""), accounts=tuple(accounts))


def page(data: object) -> Page | None:
    """A page of a search; None where there is none. An empty cursor is the end."""
    search = at(data, "actor", "entitySearch")
    if not isinstance(search, Mapping) or not isinstance(search.get("results"), Mapping):
        return None
    results = _map(search.get("results"))
    return Page(
        entities=tuple(reading for _, reading in readings(results.get("entities"))),
        count=_int(search.get("count")),
        next_cursor=_text(results.get("nextCursor")),
    )


def type_counts(data: object) -> tuple[TypeCount, ...] | None:
    """How many entities there are by domain and type; None where the answer does not say."""
    types = at(data, "actor", "entitySearch", "types")
    if not isinstance(types, list):
        return None
    rows = []
    for row in types:
        count = _int(_map(row).get("count"))
        if count is not None:
            rows.append(
                TypeCount(_text(_map(row).get("domain")), _text(_map(row).get("type")), count)
            )
    return tuple(rows)


def states(data: object) -> tuple[tuple[int, EntityReading], ...] | None:
    """The entities read, each with its place in the answer (error paths name that place)."""
    entities = at(data, "actor", "entities")
    return readings(entities) if isinstance(entities, list) else None


def readings(entities: object) -> tuple[tuple[int, EntityReading], ...]:
    """All entities of a list that have a guid, with their places in it."""
    found = ((place, _reading(_map(entity))) for place, entity in enumerate(_list(entities)))
    return tuple((place, reading) for place, reading in found if reading.guid)


def _reading(entity: Mapping[str, object]) -> EntityReading:
    account = _map(entity.get("account"))
    account_id = _int(entity.get("accountId"))
    return EntityReading(
        guid=_text(entity.get("guid")),
        name=_text(entity.get("name")),
        account_id=account_id if account_id is not None else _int(account.get("id")),
        account_name=_text(account.get("name")),
        domain=_text(entity.get("domain")),
        type=_text(entity.get("type")),
        severity=_text(entity.get("alertSeverity")) or None,
        reporting=_bool(entity.get("reporting")),
        permalink=_text(entity.get("permalink")),
        tags=_tags(entity.get("tags")),
        monitor=_monitor(entity.get("monitorSummary")),
        workload=_workload(entity.get("workloadStatus")),
    )


def _monitor(summary: object) -> MonitorReading | None:
    if not isinstance(summary, Mapping):
        return None
    return MonitorReading(
        status=_text(summary.get("status")) or None,
        locations_failing=_int(summary.get("locationsFailing")),
        locations_running=_int(summary.get("locationsRunning")),
    )


def _workload(status: object) -> WorkloadReading | None:
    if not isinstance(status, Mapping):
        return None
    return WorkloadReading(
        value=_text(status.get("statusValue")) or None,
        source=_text(status.get("statusSource")) or None,
        summary=_text(status.get("summary")) or None,
    )


def _tags(tags: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pairs = []
    for tag in _list(tags):
        key = _text(_map(tag).get("key"))
        values = tuple(v for v in _list(_map(tag).get("values")) if isinstance(v, str))
        if key:
            pairs.append((key, values))
    return tuple(pairs)


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else _NOTHING


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number_text(value: object) -> str:
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def _int(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID:
        return int(value)  # ids come as numbers in one place and as texts in another
    return value if isinstance(value, int) else None


def _bool(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
