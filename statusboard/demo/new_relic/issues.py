"""The issues of the stand-in, with the oddities of the service: lists, empty guids, a filter."""

import json
from dataclasses import dataclass, field
from typing import Any, Final

Json = dict[str, Any]

PAGE: Final = 50
DAY_MS: Final = 86_400_000
# How long an issue waits before it is activated, by its priority (s).
GRACE_S: Final = {"CRITICAL": 60, "HIGH": 300, "MEDIUM": 600, "LOW": 900}


@dataclass(slots=True)
class Issue:
    """One issue. Its state follows from its times and the clock; `merged_into` never activates."""

    id: str
    account: int
    title: str
    created_ms: int
    priority: str = "CRITICAL"
    guids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    closed_ms: int | None = None
    muting: str = "NOT_MUTED"
    merged_into: str | None = None
    incidents: list[str] = field(default_factory=list)
    # What its incidents are called, by their numbers, where that is not the issue's own title.
    incident_titles: dict[str, str] = field(default_factory=dict)
    # A condition can be set not to influence the health of its entity.
    touches_health: bool = True

    def is_open(self, at_ms: int) -> bool:
        """Whether its incidents are open at an instant; a merged issue has none of its own."""
        is_closed = self.closed_ms is not None and self.closed_ms <= at_ms
        return self.created_ms <= at_ms and not is_closed and self.merged_into is None

    def as_told(self, now_ms: int) -> Json:
        """The issue as the service gives it."""
        activated = self.created_ms + GRACE_S.get(self.priority, 60) * 1000
        is_active = activated <= now_ms and self.merged_into is None
        is_closed = self.closed_ms is not None and self.closed_ms <= now_ms
        state = "CLOSED" if is_closed else "ACTIVATED" if is_active else "CREATED"
        return {
            "issueId": self.id,
            "accountIds": [self.account],
            "title": [self.title],
            "description": [f"Sample data: {self.title}"],
            "priority": self.priority,
            "state": state,
            "mutingState": self.muting,
            "createdAt": self.created_ms,
            "activatedAt": activated if is_active else None,
            "closedAt": self.closed_ms if is_closed else None,
            "updatedAt": self.closed_ms if is_closed else self.created_ms,
            "acknowledgedAt": None,
            "acknowledgedBy": None,
            "entityGuids": list(self.guids) or [""],
            "entityNames": list(self.names) or None,
            "entityTypes": None,
            "conditionName": ["Sample condition"],
            "policyName": ["Sample policy"],
            "totalIncidents": max(1, len(self.incidents)),
            "incidentIds": self.incidents or None,
            "isCorrelated": False,
            "isIdle": False,
            "parentMergeId": self.merged_into,
            "sources": ["newrelic"],
            "deepLinkUrl": [f"https://one.new-relic.example/issue/{self.id}"],
        }


def page_of(
    issues: list[Issue], account: int, now_ms: int, given: Json
) -> tuple[list[Json], str | None]:
    """A page and its next cursor: the last 24 hours unless told; `states` has no effect."""
    window, wanted = given.get("timeWindow") or {}, given.get("filter") or {}
    begin = window.get("startTime", now_ms - DAY_MS)
    end = window.get("endTime", now_ms)
    guids = set(wanted.get("entityGuids") or ())
    found = [
        issue.as_told(now_ms)
        for issue in issues
        if issue.account == account
        and begin <= issue.created_ms <= min(end, now_ms)
        and (not guids or guids & set(issue.guids))
    ]
    start = int(given.get("cursor") or 0)
    following = str(start + PAGE) if start + PAGE < len(found) else None
    return found[start : start + PAGE], following


def incidents_of(issues: list[Issue], account: int, now_ms: int, given: Json) -> list[Json]:
    """The incidents behind the issues; their titles are a list inside a text."""
    shown, _ = page_of(issues, account, now_ms, given | {"cursor": None})
    own = {number: title for one in issues for number, title in one.incident_titles.items()}
    return [
        {
            "__typename": "AiIssuesNewRelicIncident",
            "incidentId": number,
            "title": json.dumps([own.get(number, issue["title"][0])]),
            "description": issue["description"],
            "priority": issue["priority"],
            "state": "CLOSED" if issue["closedAt"] else "CREATED",
            "createdAt": issue["createdAt"],
            "closedAt": issue["closedAt"],
            "updatedAt": issue["updatedAt"],
            "timestamp": issue["createdAt"],
            "accountIds": str(account),
            "entityGuids": (issue["entityGuids"] or [""])[0],
            "entityNames": (issue["entityNames"] or [""])[0],
            "entityTypes": None,
            "conditionFamilyId": None,
            "policyIds": None,
        }
        for issue in shown
        for number in issue["incidentIds"] or ()
    ]
