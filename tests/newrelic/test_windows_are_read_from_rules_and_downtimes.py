"""Muting rules and monitor downtimes become windows, and what is not said is not made up."""

from datetime import UTC, datetime

import pytest

from statusboard.newrelic.readings import EntityReading
from statusboard.newrelic.windows import downtime, muting_rules

GUID = "MTIzfEFQTXxBUFBMSUNBVElPTnw0Mg"


def answer(*rules: object) -> object:
    return {"actor": {"account": {"alerts": {"mutingRules": list(rules)}}}}


def rule(**changes: object) -> dict[str, object]:
    schedule = {
        "timeZone": "America/Los_Angeles",
        "startTime": "2026-07-01T12:30:00-07:00",
        "endTime": "2026-07-01T14:30:00-07:00",
        "nextStartTime": "2026-07-08T12:30:00-07:00",
        "nextEndTime": "2026-07-08T14:30:00-07:00",
        "repeat": "WEEKLY",
    }
    conditions = [
        {"attribute": "entity.guid", "operator": "IN", "values": [GUID, None]},
        {"attribute": "policyName", "operator": "STARTS_WITH", "values": ["Shop"]},
    ]
    return {
        "id": "7",
        "name": "Deploy night",
        "enabled": True,
        "status": "SCHEDULED",
        "schedule": schedule,
        "condition": {"operator": "AND", "conditions": conditions},
    } | changes


def test_the_next_window_of_a_rule_is_the_one_that_new_relic_worked_out() -> None:
    [found] = muting_rules(answer(rule()), 5) or ()
    assert (found.key, found.title, found.zone) == (
        "muting:5:7",
        "Deploy night",
        "America/Los_Angeles",
    )
    assert found.starts_at == datetime(2026, 7, 8, 19, 30, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 7, 8, 21, 30, tzinfo=UTC)
    assert (found.repeats, found.guids) == ("weekly", (GUID,))
    assert found.covers == "policyName starts with Shop"


def test_what_does_not_mute_is_no_window() -> None:
    off = (
        rule(enabled=False),
        rule(status="ENDED"),
        rule(status="INACTIVE"),
        None,
        {},
        rule(id=None),
    )
    assert muting_rules(answer(*off, None, {}), 5) == ()
    assert muting_rules({"actor": {"account": None}}, 5) is None


@pytest.mark.parametrize("schedule", [None, {}, {"timeZone": "No/Where", "startTime": "soon"}])
def test_a_rule_without_times_says_none(schedule: object) -> None:
    [found] = muting_rules(answer(rule(schedule=schedule, condition=None)), 5) or ()
    assert (found.starts_at, found.ends_at, found.zone) == (None, None, "UTC")


# A Tuesday.
NOW = datetime(2026, 10, 20, 12, 0, tzinfo=UTC)


def of_tags(**tags: str) -> EntityReading:
    pairs = tuple((key, tuple(value.split(","))) for key, value in tags.items())
    return EntityReading("g1=", "Weekly", 5, tags=pairs)


def test_a_downtime_with_days_is_a_window_in_its_zone() -> None:
    found = downtime(
        of_tags(
            timezone="Europe/Berlin",
            scheduleType="ONCE",
            startTime="2026-10-25T01:00:00",
            endTime="2026-10-25T04:00:00",
            monitors=GUID,
        ),
        NOW,
    )
    # The clock is set back in between: it is an hour longer than it reads.
    assert found.starts_at == datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
    assert (found.key, found.repeats, found.guids) == ("downtime:g1", "", (GUID,))


def test_times_of_day_are_no_window_and_stay_readable() -> None:
    found = downtime(
        of_tags(
            timezone="America/New_York",
            scheduleType="WEEKLY",
            startTime="02:00:00",
            endTime="04:00:00",
        ),
        NOW,
    )
    assert (found.starts_at, found.ends_at) == (None, None)
    assert (found.repeats, found.covers) == ("weekly", "02:00:00 – 04:00:00")


BERLIN = {"timezone": "Europe/Berlin", "startTime": "02:00:00", "endTime": "04:00"}


@pytest.mark.parametrize(
    ("tags", "begins", "ends"),
    [
        ({"scheduleType": "DAILY"}, (21, 0), (21, 2)),
        # It goes on, over midnight.
        ({"scheduleType": "DAILY", "startTime": "13:00", "endTime": "02:00"}, (20, 11), (21, 0)),
        ({"scheduleType": "WEEKLY", "weekDay": "SATURDAY,Thursday"}, (22, 0), (22, 2)),
        # The clock is set back between the beginning and the end.
        ({"scheduleType": "WEEKLY", "weekDay": "SUNDAY"}, (25, 0), (25, 3)),
        ({"scheduleType": "MONTHLY", "monthDay": "31"}, (31, 1), (31, 3)),
        # With its first day long ago, it is the next one that counts.
        (
            {
                "scheduleType": "WEEKLY",
                "startTime": "2026-01-02T23:00:00",
                "endTime": "2026-01-03T01:00:00",
            },
            (23, 21),
            (23, 23),
        ),
        (
            {
                "scheduleType": "DAILY",
                "startTime": "2026-10-28T10:00:00",
                "endTime": "2026-10-28T11:00:00",
            },
            (28, 9),
            (28, 10),
        ),
    ],
)
def test_of_a_downtime_that_repeats_the_next_one_is_worked_out(
    tags: dict[str, str], begins: tuple[int, int], ends: tuple[int, int]
) -> None:
    found = downtime(of_tags(**(BERLIN | tags)), NOW)
    assert (found.starts_at, found.ends_at, found.covers) == (
        datetime(2026, 10, *begins, tzinfo=UTC),
        datetime(2026, 10, *ends, tzinfo=UTC),
        "",
    )


@pytest.mark.parametrize(
    "tags",
    [
        {"scheduleType": "ONCE"},
        {"scheduleType": "WEEKLY"},
        {"scheduleType": "WEEKLY", "weekDay": "SOMEDAY"},
        {"scheduleType": "MONTHLY"},
        {"scheduleType": "MONTHLY", "monthDay": "1", "specificWeekDay": "2:MONDAY"},
        {"scheduleType": "EVERY_NOW_AND_THEN"},
        {"scheduleType": "DAILY", "endRepeat": "1700000000000"},
        {"scheduleType": "DAILY", "startTime": "at night"},
    ],
)
def test_a_downtime_that_says_no_day_is_no_window(tags: dict[str, str]) -> None:
    found = downtime(of_tags(**(BERLIN | tags)), NOW)
    assert (found.starts_at, found.ends_at) == (None, None)
    assert found.covers
