"""Alert events of an entity: one for each issue that names it, open until the issue is closed."""

from typing import Final

from statusboard.demo.new_relic.asking import Asking, Json
from statusboard.demo.new_relic.issues import Issue

MOST: Final = 500
# As large as the newest ids of the service, beyond 2^50.
_FIRST_ID: Final = 1_773_950_568_354_000


def recent_violations_field(asking: Asking, source: Json, count: int = 10) -> list[Json]:
    """The newest alert events, open ones and closed ones."""
    found = _of(asking, source["guid"])
    return [_told(number, issue, asking.world.now_ms) for number, issue in found][
        : min(count, MOST)
    ]


def violations_field(
    asking: Asking,
    source: Json,
    startTime: int,  # noqa: N803 - GraphQL's name
    endTime: int,  # noqa: N803
) -> list[Json]:
    """The alert events that opened in a window."""
    found = [
        _told(number, issue, asking.world.now_ms)
        for number, issue in _of(asking, source["guid"])
        if startTime <= issue.created_ms < endTime
    ]
    return found[:MOST]


def _of(asking: Asking, guid: str) -> list[tuple[int, Issue]]:
    now_ms = asking.world.now_ms
    found = [
        (number, issue)
        for number, issue in enumerate(asking.world.issues)
        if guid in issue.guids and issue.created_ms <= now_ms
    ]
    return sorted(found, key=lambda one: -one[1].created_ms)


def _told(number: int, issue: Issue, now_ms: int) -> Json:
    is_grave = issue.priority == "CRITICAL"
    is_closed = issue.closed_ms is not None and issue.closed_ms <= now_ms
    return {
        "violationId": _FIRST_ID + number,
        "label": issue.title,
        "level": "3" if is_grave else "2",
        "alertSeverity": "CRITICAL" if is_grave else "WARNING",
        "openedAt": issue.created_ms,
        "closedAt": issue.closed_ms if is_closed else None,
        "agentUrl": None,
        "violationUrl": f"https://one.new-relic.example/violation/{_FIRST_ID + number}",
    }
