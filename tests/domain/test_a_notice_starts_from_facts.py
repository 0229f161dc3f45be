"""First wordings and follow-ups, and what publishing changes for each service."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.evidence import Evidence, Measured, findings
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.language import Language
from statusboard.domain.moves import moves, said_statuses
from statusboard.domain.notice import TITLE_LIMIT, Wording
from statusboard.domain.notice_facts import NoticeFacts
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, Impact, IncidentStatus
from statusboard.domain.suggestion import (
    NEXT_UPDATE_IN,
    all_clear,
    first_wording,
    follow_up,
    no_change,
)
from statusboard.domain.telling import TELLINGS
from statusboard.domain.templates.house import HouseTemplates
from statusboard.domain.templates.kinds import TemplateKind, TemplateText

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
GOOD = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
STATUSES = st.sampled_from(ComponentStatus)


def seen(number: int, status: ComponentStatus, minutes_ago: float | None = 18) -> Measured:
    since = None if minutes_ago is None else NOW - minutes_ago * MINUTE
    return Measured(number, f"Service {number}", status, since)


def incident(
    components: dict[int, ComponentStatus], status: IncidentStatus = IncidentStatus.IDENTIFIED
) -> Incident:
    promised = None if status.is_over else NOW + 15 * MINUTE
    wording = Wording(
        "Title",
        status,
        "What was said.",
        components,
        next_update_at=promised,
        started_at=NOW - 30 * MINUTE,
    )
    return Incident(
        id=1,
        public_id="i",
        impact=Impact.MAJOR,
        created_at=NOW - 20 * MINUTE,
        monitoring_at=None,
        resolved_at=None,
        updates=(IncidentUpdate("u", NOW - 5 * MINUTE, wording),),
    )


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D"], "A, B and 2 more services"),
    ],
)
def test_names_are_listed_as_people_do(names: list[str], text: str) -> None:
    assert TELLINGS[Language.ENGLISH].names(names) == text


@pytest.mark.parametrize(
    ("chosen", "title", "body"),
    [
        (
            [seen(1, MAJOR)],
            "Service 1 is unavailable",
            "Service 1 has been unavailable since 14:02 CET. ",
        ),
        (
            [seen(1, DEGRADED), seen(2, PARTIAL, 30)],
            "Service 1 and Service 2 are not working as usual",
            "Service 2 has been failing for some customers since 13:50 CET. "
            "Service 1 is not working as usual. ",
        ),
        (
            [seen(1, GOOD)],
            "Service 1 is not working as usual",
            "Service 1 is not working as usual. ",
        ),
    ],
)
def test_a_first_wording_says_what_with_what_and_since_when(
    chosen: list[Measured], title: str, body: str
) -> None:
    wording = first_wording(chosen, now=NOW, zone=BERLIN)

    assert wording.title == title
    assert wording.body.startswith(body)
    assert wording.next_update_in == NEXT_UPDATE_IN


@given(
    chosen=st.lists(
        st.builds(seen, st.integers(1, 9), STATUSES, st.integers(0, 5_000)),
        min_size=1,
        unique_by=lambda one: one.component_id,
    )
)
def test_a_first_wording_about_all_in_trouble_is_never_contradicted(
    chosen: list[Measured],
) -> None:
    """What the program suggests by itself passes its own checks."""
    trouble = [one for one in chosen if one.status.is_trouble]
    wording = first_wording(trouble, now=NOW, zone=BERLIN)

    blocked = [
        finding
        for finding in findings(wording, Evidence(now=NOW, zone=BERLIN, measured=chosen))
        if finding.blocks
    ]
    assert blocked == []
    assert len(wording.title) <= TITLE_LIMIT


def test_a_follow_up_starts_from_what_was_said_last() -> None:
    wording = follow_up(incident({1: PARTIAL, 2: GOOD}))

    assert wording.body == "What was said."
    assert wording.components == {1: PARTIAL}
    assert wording.next_update_in == 20 * MINUTE
    assert wording.started_at == NOW - 30 * MINUTE


def test_a_follow_up_of_what_is_over_promises_nothing() -> None:
    wording = follow_up(incident({1: GOOD}, IncidentStatus.RESOLVED))

    assert wording.next_update_in is None
    assert wording.components == {1: GOOD}


def test_what_works_again_is_suggested_as_over() -> None:
    measured = [seen(1, GOOD, 3), seen(2, GOOD, 7), seen(3, MAJOR)]
    wording = all_clear(incident({1: MAJOR, 2: DEGRADED}), measured, now=NOW, zone=BERLIN)
    assert wording is not None
    assert (wording.title, wording.status) == ("Title", IncidentStatus.RESOLVED)
    assert wording.components == {1: GOOD, 2: GOOD}
    assert wording.promise(NOW) is None
    assert wording.body == (
        "Service 1 and Service 2 have been working as usual again since 14:17 CET. It lasted "
        "27 minutes, from 13:50 CET to 14:17 CET. If something still fails for you, please try "
        "once more. We are sorry for the interruption."
    )
    evidence = Evidence(NOW, BERLIN, measured[:2], published_start=NOW - 30 * MINUTE)
    assert findings(wording, evidence) == ()


def test_one_service_has_and_since_when_need_not_be_known() -> None:
    wording = all_clear(incident({1: MAJOR}), [seen(1, GOOD, None)], now=NOW, zone=BERLIN)
    assert wording is not None
    assert wording.body.startswith("Service 1 has been working as usual again. If")


def test_it_can_be_said_to_work_again_and_to_be_watched() -> None:
    wording = all_clear(
        incident({1: MAJOR}),
        [seen(1, GOOD, 3)],
        now=NOW,
        zone=BERLIN,
        status=IncidentStatus.MONITORING,
    )
    assert wording is not None
    assert wording.status is IncidentStatus.MONITORING
    assert wording.body.startswith("Service 1 has been working as usual again since 14:17 CET. We ")
    assert wording.body.endswith("\n\n{next_update_promise}")
    assert wording.promise(NOW) == NOW + 20 * MINUTE


def test_of_what_monitoring_never_saw_fail_neither_the_end_nor_a_change_is_said() -> None:
    about, well = incident({1: MAJOR}), [seen(1, GOOD, 90)]
    assert all_clear(about, well, now=NOW, zone=BERLIN) is None
    same = no_change(about, well, now=NOW, zone=BERLIN)
    assert (same.status, same.components) == (IncidentStatus.IDENTIFIED, {1: MAJOR})
    assert same.body.startswith("We know the cause and are still working on it. Service 1 has been")


def test_what_was_well_before_it_began_did_not_come_back_then() -> None:
    facts = NoticeFacts(zone=BERLIN, measured=[seen(1, GOOD, 90)])
    about = Wording(components={1: MAJOR}, started_at=NOW - 30 * MINUTE)
    values = facts.sheet(about, NOW).values(Language.ENGLISH)
    assert values["recovery"] == "Service 1 has been working as usual again."
    assert "lasted" not in values


@pytest.mark.parametrize("status", [ComponentStatus.UNKNOWN, ComponentStatus.UNDER_MAINTENANCE])
def test_what_is_not_seen_to_work_is_not_said_to_work_again(status: ComponentStatus) -> None:
    facts = NoticeFacts(zone=BERLIN, measured=[seen(1, GOOD), seen(2, status)])
    about = Wording(components={1: MAJOR, 2: MAJOR})
    assert "recovery" not in facts.sheet(about, NOW).values(Language.ENGLISH)


def test_what_has_not_changed_is_said_in_other_words_with_a_new_promise() -> None:
    wording = no_change(incident({1: MAJOR}), [seen(1, MAJOR)], now=NOW, zone=BERLIN)
    assert (wording.title, wording.status) == ("Title", IncidentStatus.IDENTIFIED)
    assert wording.body == (
        "We know the cause and are still working on it. Service 1 has been unavailable since "
        "13:50 CET.\n\n{next_update_promise}"
    )


def test_texts_are_begun_in_the_language_of_drafts_and_in_the_teams_words() -> None:
    german = HouseTemplates(Language.GERMAN)
    wording = first_wording([seen(1, MAJOR)], now=NOW, zone=BERLIN, templates=german)
    assert wording.title == "Service 1 ist nicht erreichbar"
    assert wording.body.startswith("Service 1 ist seit 14:02 Uhr MEZ nicht erreichbar. Wir suchen")
    key = (TemplateKind.INVESTIGATING, Language.ENGLISH)
    team = HouseTemplates(
        own={key: TemplateText("Trouble: {services}", "Since {started}: {ended}")}
    )
    wording = first_wording([seen(1, MAJOR)], now=NOW, zone=BERLIN, templates=team)
    assert wording.title == "Trouble: Service 1"
    assert wording.body == "Since 14:02 CET: {ended}"  # a gap is seen, and not made up


@pytest.mark.parametrize(
    ("said", "status", "measured"),
    [
        ({1: MAJOR}, IncidentStatus.IDENTIFIED, [seen(1, DEGRADED)]),
        ({1: MAJOR}, IncidentStatus.IDENTIFIED, [seen(1, ComponentStatus.UNKNOWN)]),
        ({1: MAJOR, 2: MAJOR}, IncidentStatus.MONITORING, [seen(1, GOOD), seen(2, MAJOR)]),
        ({1: MAJOR}, IncidentStatus.IDENTIFIED, []),
        ({}, IncidentStatus.IDENTIFIED, [seen(1, GOOD)]),
        ({1: GOOD}, IncidentStatus.RESOLVED, [seen(1, GOOD)]),
    ],
    ids=["slow", "unseen", "one of two", "removed", "names none", "over"],
)
def test_it_is_not_called_over_unless_all_of_it_is_seen_to_work(
    said: dict[int, ComponentStatus], status: IncidentStatus, measured: list[Measured]
) -> None:
    assert all_clear(incident(said, status), measured, now=NOW, zone=BERLIN) is None


def test_resolved_ends_whatever_was_said() -> None:
    wording = Wording(status=IncidentStatus.RESOLVED, components={1: MAJOR, 2: DEGRADED})

    assert said_statuses(wording) == {1: GOOD, 2: GOOD}


@given(
    said=st.dictionaries(st.integers(1, 5), STATUSES),
    named=st.dictionaries(st.integers(1, 5), STATUSES),
    told=st.dictionaries(st.integers(1, 5), STATUSES),
    status=st.sampled_from(OF_INCIDENTS),
)
def test_moves_cover_everything_that_was_or_is_named(
    said: dict[int, ComponentStatus],
    named: dict[int, ComponentStatus],
    told: dict[int, ComponentStatus],
    status: IncidentStatus,
) -> None:
    wording = Wording(status=status, components=said)
    found = moves(wording, incident(named), told)

    assert found.keys() == said.keys() | named.keys()
    for component_id, (before, after) in found.items():
        assert before is named.get(component_id, told.get(component_id, GOOD))
        over = status.is_over or component_id not in said
        assert after is (GOOD if over else said[component_id])
