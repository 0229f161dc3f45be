"""Nothing has changed, and it works again but is watched: what the machine says of its own."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.notices.wording_findings import wording_findings
from statusboard.domain.evidence import Evidence, Measured, findings
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, Impact, IncidentStatus
from statusboard.domain.suggestion import all_clear, no_change
from statusboard.domain.templates.house import HouseTemplates
from statusboard.domain.templates.kinds import TemplateKind, TemplateText
from statusboard.domain.word_facts import WordFacts

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
UNKNOWN = ComponentStatus.UNKNOWN
OPEN = [status for status in OF_INCIDENTS if not status.is_over]
NAMES = ("Checkout API", "Card payments", "Search")


def seen(number: int, status: ComponentStatus = MAJOR) -> Measured:
    return Measured(number, NAMES[number], status, NOW - 18 * MINUTE)


def incident(
    components: dict[int, ComponentStatus], status: IncidentStatus = IncidentStatus.IDENTIFIED
) -> Incident:
    wording = Wording(
        "Payments fail",
        status,
        "Card payments have been failing since 14:02 CET. We are working on it.",
        components,
        next_update_at=NOW + 10 * MINUTE,
        started_at=NOW - 18 * MINUTE,
    )
    said = IncidentUpdate("u", NOW - 5 * MINUTE, wording)
    return Incident(1, "i", Impact.MAJOR, NOW - 20 * MINUTE, None, None, (said,))


@pytest.mark.parametrize(
    ("measured", "status", "body"),
    [
        (
            [seen(0)],
            IncidentStatus.INVESTIGATING,
            "We are still looking for the cause. "
            "Checkout API has been unavailable since 14:02 CET.",
        ),
        (
            [seen(0), seen(1, ComponentStatus.PARTIAL_OUTAGE)],
            IncidentStatus.IDENTIFIED,
            "We know the cause and are still working on it. "
            "Checkout API has been unavailable since 14:02 CET. "
            "Card payments is failing for some customers.",
        ),
        (
            [seen(0, GOOD), seen(1, ComponentStatus.PARTIAL_OUTAGE)],
            IncidentStatus.IDENTIFIED,
            "We know the cause and are still working on it. "
            "Card payments has been failing for some customers since 14:02 CET.",
        ),
        (
            [seen(0, UNKNOWN)],
            IncidentStatus.IDENTIFIED,
            "We know the cause and are still working on it. "
            "Checkout API has been unavailable since 14:02 CET.",
        ),
        (
            [seen(0, GOOD)],
            IncidentStatus.MONITORING,
            "We are still watching Checkout API, and will say here when it is over. "
            "Checkout API has been working as usual again since 14:02 CET.",
        ),
    ],
)
def test_no_change_says_what_is_still_so_as_of_now(
    measured: list[Measured], status: IncidentStatus, body: str
) -> None:
    about = incident({one.component_id: MAJOR for one in measured}, status)

    said = no_change(about, measured, now=NOW, zone=BERLIN)

    assert said.body == f"{body}\n\n{{next_update_promise}}"
    assert said.status is status


def test_no_change_where_all_is_back_says_that_it_is_watched_and_not_that_it_is_over() -> None:
    said = no_change(incident({0: MAJOR}), [seen(0, GOOD)], now=NOW, zone=BERLIN)

    assert said.status is IncidentStatus.MONITORING
    assert said.components == {0: GOOD}
    assert said.body.startswith("Checkout API has been working as usual again since 14:02 CET. ")


def test_a_team_words_its_own_no_change() -> None:
    own = {(TemplateKind.STILL_IDENTIFIED, Language.GERMAN): TemplateText("", "{trouble} Geduld.")}
    templates = HouseTemplates(Language.GERMAN, own)

    said = no_change(incident({0: MAJOR}), [seen(0)], now=NOW, zone=BERLIN, templates=templates)

    assert said.body == "Checkout API ist seit 14:02 Uhr MEZ nicht erreichbar. Geduld."


@given(
    st.dictionaries(st.integers(0, 2), st.sampled_from(ComponentStatus), max_size=3),
    st.sampled_from(OPEN),
)
def test_no_change_promises_as_much_again_and_differs_from_what_was_said(
    measured: dict[int, ComponentStatus], status: IncidentStatus
) -> None:
    about = incident(dict.fromkeys(measured, MAJOR), status)
    services = [seen(number, found) for number, found in measured.items()]

    said = no_change(about, services, now=NOW, zone=BERLIN)

    assert said.next_update_in == 15 * MINUTE
    assert said.title == about.wording.title
    assert not said.status.is_over
    assert said.body != about.wording.body


@pytest.mark.parametrize("status", OPEN)
def test_no_check_of_words_has_anything_to_say_of_no_change(status: IncidentStatus) -> None:
    measured = [seen(0), seen(1)]
    about = incident({0: MAJOR, 1: MAJOR}, status)
    said = no_change(about, measured, now=NOW, zone=BERLIN)
    facts = WordFacts(services=NAMES, earlier=(about.wording.body,), now=NOW, zone=BERLIN)

    assert wording_findings(said, facts) == ()


def test_what_came_back_more_than_once_is_watched_and_said_to_be() -> None:
    measured = [seen(0, GOOD), seen(1, GOOD)]
    about = incident({0: MAJOR, 1: MAJOR})

    said = all_clear(about, measured, now=NOW, zone=BERLIN, status=IncidentStatus.MONITORING)

    assert said is not None
    assert said.status is IncidentStatus.MONITORING
    assert said.body.startswith(
        "Checkout API and Card payments have been working as usual again since 14:02 CET."
    )
    assert said.next_update_in == 15 * MINUTE
    facts = WordFacts(services=NAMES, earlier=(about.wording.body,), now=NOW, zone=BERLIN)
    assert wording_findings(said, facts) == ()
    evidence = Evidence(now=NOW, zone=BERLIN, measured=measured)
    assert [finding for finding in findings(said, evidence) if finding.blocks] == []


def test_what_does_not_work_is_not_said_to() -> None:
    about = incident({0: MAJOR, 1: MAJOR})

    about_one = [seen(0, GOOD), seen(1)]
    assert all_clear(about, about_one, now=NOW, zone=BERLIN) is None
