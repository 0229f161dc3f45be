"""From the first word to the postmortem: measured ends, steps back, and what comes afterwards."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish, Published
from statusboard.app.notices.queries import COUNTS, EDITOR, NOTICES, REVIEW, EditorAsk, ReviewAsk
from statusboard.app.page.public import PUBLIC
from statusboard.domain.notice import Wording
from statusboard.domain.status import OF_INCIDENTS, Impact
from statusboard.domain.views.public import PublicIncident
from statusboard.errors import RuleBroken
from statusboard.render.site import render_site
from statusboard.storage.database import Database
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, PARTIAL, Newsroom, wording

INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED, POSTMORTEM = OF_INCIDENTS
ENDED = NOON + 9 * MINUTE
OVER = "Payments work again."


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Iterator[Newsroom]:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    return newsroom


@pytest.fixture
def service(newsroom: Newsroom) -> int:
    """A service that has been down for ten minutes."""
    component_id = newsroom.service()
    newsroom.measures(component_id, (NOON - 6_000 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    return component_id


def later(newsroom: Newsroom, minutes: int) -> None:
    newsroom.clock.forward(minutes * MINUTE)
    newsroom.watched()


def is_back(newsroom: Newsroom, service: int) -> None:
    newsroom.measures(service, (ENDED, GOOD))
    later(newsroom, 20)


def goes_on(
    newsroom: Newsroom, said: Published, new: Wording, *, override: str = "", **more: Any
) -> Published:
    saved = newsroom.draft(new, incident_id=said.incident_id)
    given = Publish(saved.notice_id, saved.revision, override, **more)
    published: Published = newsroom.do(publish, given)
    return published


def over(service: int, **more: Any) -> Wording:
    return wording({service: GOOD}, status=RESOLVED, body=OVER, **more)


def only(newsroom: Newsroom) -> PublicIncident:
    (incident,) = newsroom.ask(PUBLIC).incidents
    assert isinstance(incident, PublicIncident)
    return incident


def files(newsroom: Newsroom) -> dict[str, str]:
    return {path: made.decode() for path, made in render_site(newsroom.ask(PUBLIC)).items()}


def in_the_api(newsroom: Newsroom) -> Any:
    (incident,) = json.loads(files(newsroom)["api/v2/incidents.json"])["incidents"]
    return incident


@pytest.fixture
def resolved(newsroom: Newsroom, service: int) -> Published:
    """An incident whose service came back nine minutes after noon, which was told at 12:20."""
    said = newsroom.publish(wording({service: MAJOR}))
    is_back(newsroom, service)
    return goes_on(newsroom, said, over(service))


def test_an_end_is_when_the_last_service_came_back_and_not_when_it_was_told(
    newsroom: Newsroom, resolved: Published
) -> None:
    incident = only(newsroom)

    assert incident.resolved_at == incident.wording.ended_at == ENDED
    assert incident.updates[0].published_at == NOON + 20 * MINUTE
    said = in_the_api(newsroom)
    assert said["resolved_at"] == "2026-10-25T12:09:00.000Z"
    update = said["incident_updates"][0]
    assert (update["created_at"], update["display_at"]) == (
        "2026-10-25T12:20:00.000Z",
        "2026-10-25T12:09:00.000Z",
    )
    assert "(19 minutes)" in files(newsroom)[f"incidents/{incident.public_id}/index.html"]


def test_an_end_is_shown_nowhere_before_what_was_said_earlier(
    newsroom: Newsroom, service: int
) -> None:
    said = newsroom.publish(wording({service: MAJOR}))
    is_back(newsroom, service)
    goes_on(newsroom, said, wording({service: GOOD}, status=MONITORING, body="It works."))
    later(newsroom, 10)
    goes_on(newsroom, said, over(service))

    shown = [one["display_at"] for one in in_the_api(newsroom)["incident_updates"]]
    assert shown == sorted(shown, reverse=True)


def test_a_stated_end_counts_and_one_that_differs_needs_a_reason(
    newsroom: Newsroom, service: int
) -> None:
    said = newsroom.publish(wording({service: MAJOR}))
    is_back(newsroom, service)
    with pytest.raises(RuleBroken, match="monitoring saw the last service come back") as refused:
        goes_on(newsroom, said, over(service, ended_at=NOON))
    assert refused.value.field == "override"

    goes_on(newsroom, said, over(service, ended_at=NOON), override="The check was late.")

    assert only(newsroom).resolved_at == NOON


@pytest.mark.parametrize(
    ("ended_at", "field", "words"),
    [
        (NOON - 11 * MINUTE, "ended_at", "before the start"),
        (NOON + 21 * MINUTE, "ended_at", "in the future"),
    ],
)
def test_an_end_before_the_start_or_in_the_future_is_refused(
    newsroom: Newsroom, service: int, ended_at: datetime, field: str, words: str
) -> None:
    said = newsroom.publish(wording({service: MAJOR}))
    is_back(newsroom, service)

    with pytest.raises(RuleBroken, match=words) as refused:
        goes_on(newsroom, said, over(service, ended_at=ended_at), override="anyway")
    assert refused.value.field == field


def test_times_that_are_corrected_later_are_corrected_where_everybody_reads_them(
    newsroom: Newsroom, service: int, resolved: Published
) -> None:
    told = newsroom.ask(EDITOR, EditorAsk(incident_id=resolved.incident_id)).wording
    new = replace(told, body="We had the times wrong.", started_at=NOON - 7 * MINUTE)
    goes_on(newsroom, resolved, replace(new, ended_at=ENDED - MINUTE))

    incident = only(newsroom)
    assert (incident.started_at, incident.resolved_at) == (NOON - 7 * MINUTE, ENDED - MINUTE)
    page = files(newsroom)[f"incidents/{incident.public_id}/index.html"]
    assert "Start corrected to 11:53 UTC; we said 11:50 UTC before." in page
    assert "End corrected to 12:08 UTC; we said 12:09 UTC before." in page
    assert in_the_api(newsroom)["started_at"] == "2026-10-25T11:53:00.000Z"


# Postmortem


def looked_back(service: int) -> Wording:
    return wording({service: GOOD}, status=POSTMORTEM, body="A certificate had expired.")


def test_a_postmortem_follows_the_end_and_takes_nothing_back(
    newsroom: Newsroom, service: int, resolved: Published
) -> None:
    later(newsroom, 3 * 24 * 60)
    goes_on(newsroom, resolved, looked_back(service))

    incident = only(newsroom)
    assert incident.status is POSTMORTEM
    assert incident.resolved_at == ENDED
    assert incident.impact is Impact.CRITICAL
    assert {one.status for one in newsroom.ask(PUBLIC).services} == {GOOD}
    assert newsroom.ask(COUNTS).live == 0
    assert newsroom.ask(BOARD).told == ()
    (listed,) = newsroom.ask(NOTICES).resolved
    assert listed.resolved_at == ENDED
    said = in_the_api(newsroom)
    assert (said["status"], said["incident_updates"][0]["status"]) == ("postmortem", "postmortem")
    made = files(newsroom)
    assert json.loads(made["api/v2/incidents/unresolved.json"])["incidents"] == []
    assert json.loads(made["api/v2/summary.json"])["status"]["indicator"] == "none"
    # How it ended stands in the list, how it came about behind it.
    assert OVER in made["index.html"]
    assert "A certificate had expired." not in made["index.html"]
    assert ">Postmortem</a>" in made["index.html"]
    assert "A certificate had expired." in made[f"incidents/{incident.public_id}/index.html"]


def test_a_postmortem_of_what_is_not_over_is_refused(newsroom: Newsroom, service: int) -> None:
    said = newsroom.publish(wording({service: MAJOR}))
    for incident_id in (said.incident_id, None):
        saved = newsroom.draft(looked_back(service), incident_id=incident_id)
        with pytest.raises(RuleBroken, match="A postmortem follows the end") as refused:
            newsroom.do(publish, Publish(saved.notice_id, saved.revision, "anyway"))
        assert refused.value.field == "status"


# A step back


def test_an_end_that_is_taken_back_leaves_nothing_of_it(
    newsroom: Newsroom, service: int, resolved: Published
) -> None:
    newsroom.measures(service, (NOON + 18 * MINUTE, PARTIAL))
    later(newsroom, 5)
    again = wording({service: PARTIAL}, body="Payments fail again. We are looking into it.")
    goes_on(newsroom, resolved, again)

    incident = only(newsroom)
    assert incident.resolved_at is None
    assert incident.wording.ended_at is None
    assert {one.status for one in newsroom.ask(PUBLIC).services} == {PARTIAL}
    assert newsroom.ask(COUNTS).live == 1
    assert len(newsroom.ask(BOARD).told) == 1
    assert in_the_api(newsroom)["resolved_at"] is None
    # It is over once more, at another time.
    newsroom.measures(service, (NOON + 30 * MINUTE, GOOD))
    later(newsroom, 10)
    goes_on(newsroom, resolved, over(service))
    assert only(newsroom).resolved_at == NOON + 30 * MINUTE


def test_a_step_back_and_another_title_are_found_in_the_review(
    newsroom: Newsroom, service: int
) -> None:
    said = newsroom.publish(wording({service: MAJOR}, status=IDENTIFIED))
    new = wording({service: MAJOR}, title="Cards are refused", body="We look for the cause.")
    saved = newsroom.draft(new, incident_id=said.incident_id)

    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))

    assert [(one.rule, one.blocks) for one in review.findings] == [
        ("moved_back", False),
        ("title_changed", False),
    ]


# Impact


def test_an_impact_that_a_person_says_stays_until_a_person_says_another(
    newsroom: Newsroom, service: int
) -> None:
    said = newsroom.publish(wording({service: MAJOR}, impact=Impact.MINOR))
    assert only(newsroom).impact is Impact.MINOR
    is_back(newsroom, service)
    follow = newsroom.ask(EDITOR, EditorAsk(incident_id=said.incident_id)).wording
    goes_on(newsroom, said, follow)

    assert only(newsroom).impact is Impact.MINOR
    assert in_the_api(newsroom)["impact"] == "minor"


# Entered afterwards


@pytest.fixture
def failed_yesterday(newsroom: Newsroom) -> int:
    """A service that was down yesterday for 37 minutes."""
    component_id = newsroom.service()
    began = NOON - 22 * 60 * MINUTE
    newsroom.measures(
        component_id, (NOON - 6_000 * MINUTE, GOOD), (began, MAJOR), (began + 37 * MINUTE, GOOD)
    )
    newsroom.watched()
    return component_id


def past(service: int, **more: Any) -> Wording:
    return wording({service: MAJOR}, status=RESOLVED, body="Payments failed.", **more)


def test_what_is_entered_afterwards_stands_on_its_day_and_says_when_it_was_entered(
    newsroom: Newsroom, failed_yesterday: int
) -> None:
    began = NOON - 22 * 60 * MINUTE
    newsroom.publish(past(failed_yesterday, started_at=began, ended_at=began + 37 * MINUTE))

    incident = only(newsroom)
    assert (incident.started_at, incident.resolved_at) == (began, began + 37 * MINUTE)
    assert incident.created_at < incident.updates[0].published_at == NOON
    assert incident.impact is Impact.CRITICAL
    assert {one.status for one in newsroom.ask(PUBLIC).services} == {GOOD}
    said = in_the_api(newsroom)
    assert said["created_at"] == "2026-10-25T11:59:59.999Z"
    assert said["resolved_at"] == "2026-10-24T14:37:00.000Z"
    assert said["incident_updates"][0]["created_at"] == "2026-10-25T12:00:00.000Z"
    assert said["incident_updates"][0]["display_at"] == said["resolved_at"]
    page = files(newsroom)[f"incidents/{incident.public_id}/index.html"]
    assert "published afterwards, on" in page


def test_an_end_alone_takes_its_start_from_what_was_measured(
    newsroom: Newsroom, failed_yesterday: int
) -> None:
    began = NOON - 22 * 60 * MINUTE
    newsroom.publish(past(failed_yesterday, ended_at=began + 36 * MINUTE))

    assert only(newsroom).started_at == began


def test_an_end_of_what_was_not_measured_needs_a_start(
    newsroom: Newsroom, failed_yesterday: int
) -> None:
    saved = newsroom.draft(past(failed_yesterday, ended_at=NOON - 300 * MINUTE))

    with pytest.raises(RuleBroken, match="not when it began") as refused:
        newsroom.do(publish, Publish(saved.notice_id, saved.revision))
    assert refused.value.field == "started_at"


def test_times_that_monitoring_saw_otherwise_are_found_although_they_are_past(
    newsroom: Newsroom, failed_yesterday: int
) -> None:
    began = NOON - 22 * 60 * MINUTE
    new = past(failed_yesterday, started_at=began + 20 * MINUTE, ended_at=began + 60 * MINUTE)
    saved = newsroom.draft(new)

    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))

    assert [one.rule for one in review.findings] == ["start_differs", "end_differs"]


def test_the_newest_past_incident_on_the_page_is_the_one_that_began_last(
    newsroom: Newsroom, service: int, resolved: Published
) -> None:
    ages = NOON - timedelta(days=30)
    newsroom.publish(
        past(service, title="A month ago", started_at=ages, ended_at=ages + 5 * MINUTE)
    )

    page = files(newsroom)["index.html"].partition('id="past"')[2]
    assert page.index("Some card payments are failing") < page.index("A month ago")
    assert "A month ago" in files(newsroom)["history/2026-09/index.html"]
