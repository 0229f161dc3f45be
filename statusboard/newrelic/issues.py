"""From answers about alerts to the open issues, whatever form their titles come in. Pure.

The quirks are those of the contract, sections 5.6 and 8: a title is a list, a text, or a list
inside a text; a guid may be empty; a filter of states may have no effect.
"""

import contextlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from statusboard.domain.instants import from_us
from statusboard.domain.views.new_relic_figures import NewRelicIssue
from statusboard.newrelic.parse import at
from statusboard.newrelic.pasted import link_problem

TITLE_LIMIT = 300
_GRAVITY = ("CRITICAL", "HIGH", "MEDIUM", "LOW")
_OPEN = ("CREATED", "ACTIVATED")


def open_issues(
    data: object, guids: Collection[str]
) -> tuple[tuple[NewRelicIssue, ...], str] | None:
    """The open issues of a page that name one of the entities, and the cursor of the next page.

    `incidents` holds numbers until `with_incidents` tells their titles. None where the answer holds
    no list: that is not to be read as no issue.
    """
    held = at(data, "actor", "account", "aiIssues", "issues")
    if not isinstance(at(held, "issues"), list):
        return None
    wanted = {guid.rstrip("=") for guid in guids}
    found = []
    for one in _list(at(held, "issues")):
        named = {guid.rstrip("=") for guid in _texts(at(one, "entityGuids"))}
        state, closed = at(one, "state"), at(one, "closedAt")
        issue_id, created = at(one, "issueId"), at(one, "createdAt")
        is_open = state in _OPEN and closed is None
        if not is_open or not named & wanted or not isinstance(created, int):
            continue
        found.append(
            NewRelicIssue(
                id=str(issue_id or ""),
                title=title_of(at(one, "title")) or "An issue without a title",
                priority=str(at(one, "priority") or "").lower(),
                since=from_us(created * 1000),
                is_active=state == "ACTIVATED",
                is_muted=at(one, "mutingState") == "FULLY_MUTED",
                incidents=tuple(_texts(at(one, "incidentIds"))),
                link=_link(at(one, "deepLinkUrl")),
            )
        )
    cursor = at(held, "nextCursor")
    return tuple(found), cursor if isinstance(cursor, str) else ""


def with_incidents(
    issues: Sequence[NewRelicIssue], titles: Mapping[str, str]
) -> tuple[NewRelicIssue, ...]:
    """The issues with the titles of their incidents, those that say more than the issue's own."""
    return tuple(
        replace(
            issue,
            incidents=tuple(
                dict.fromkeys(
                    titles[number]
                    for number in issue.incidents
                    if titles.get(number, issue.title) != issue.title
                )
            ),
        )
        for issue in issues
    )


def incident_titles(data: object) -> dict[str, str]:
    """The titles of the incidents in an answer, by their numbers."""
    listed = at(data, "actor", "account", "aiIssues", "incidents", "incidents")
    return {
        str(at(one, "incidentId")): title_of(at(one, "title"))
        for one in _list(listed)
        if at(one, "incidentId") is not None and title_of(at(one, "title"))
    }


def in_order(issues: Sequence[NewRelicIssue]) -> tuple[NewRelicIssue, ...]:
    """The gravest first, then the newest; each once."""
    different = {issue.id: issue for issue in issues}
    return tuple(
        sorted(different.values(), key=lambda one: (_rank(one), -one.since.timestamp(), one.id))
    )


def _rank(issue: NewRelicIssue) -> int:
    upper = issue.priority.upper()
    return _GRAVITY.index(upper) if upper in _GRAVITY else len(_GRAVITY)


def title_of(value: object) -> str:
    """A title as one line of plain text: from a list, a text, or a list inside a text."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        with contextlib.suppress(ValueError, RecursionError):
            value = json.loads(value)
    parts = [value] if isinstance(value, str) else _texts(value)
    text = " · ".join(part for part in parts if part)
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:TITLE_LIMIT]


def _link(value: object) -> str:
    first = next(iter([value] if isinstance(value, str) else _texts(value)), "")
    return first if first.startswith("https://") and link_problem(first) is None else ""


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _texts(value: object) -> list[str]:
    return [one for one in _list(value) if isinstance(one, str)]
