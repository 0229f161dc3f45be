"""Histories and incidents of other programs: what they say, and nothing that they do not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.app.importing.past import (
    END_ADDED,
    PUT_IN_ORDER,
    PastIncident,
    ready_incident,
)
from statusboard.app.importing.reading import read_source
from statusboard.domain.brought import FoundHistory
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.importers.kuma_history import _Clock, history_of, instant_us
from statusboard.importers.texts import as_plain_text
from statusboard.importers.times import WITHOUT_ZONE, instant
from tests.fixtures.peers import BEGAN, SOURCES, kuma_database

NOW = datetime(2026, 6, 1, tzinfo=UTC)
UP, DOWN, WORK = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.UNDER_MAINTENANCE,
)


def told(letters: str) -> list[tuple[int, int, ComponentStatus]]:
    """The stretches that heartbeats tell, a letter a minute, in minutes."""
    beats = [
        (f"{BEGAN + timedelta(minutes=minute):%Y-%m-%d %H:%M:%S}", int(letter), 20)
        for minute, letter in enumerate(letters)
        if letter != "."
    ]
    return in_minutes(history_of("a", beats, interval_s=60))


def in_minutes(history: FoundHistory) -> list[tuple[int, int, ComponentStatus]]:
    def minute(us: int) -> int:
        return round((from_us(us) - BEGAN) / timedelta(minutes=1))

    return [(minute(one.start_us), minute(one.stop_us), one.status) for one in history.stretches]


def test_a_heartbeat_holds_until_the_next_one() -> None:
    assert told("1110011") == [(0, 3, UP), (3, 5, DOWN), (5, 6, UP)]


def test_what_waited_for_a_second_try_is_what_came_of_it() -> None:
    assert told("11220011") == [(0, 2, UP), (2, 6, DOWN), (6, 7, UP)]
    assert told("1122111") == [(0, 6, UP)]


def test_what_nobody_watched_is_neither_up_nor_down() -> None:
    assert told("111.....111") == [(0, 5, UP), (8, 10, UP)]


def test_planned_work_is_no_outage() -> None:
    assert told("113311") == [(0, 2, UP), (2, 4, WORK), (4, 5, UP)]


@settings(max_examples=60)
@given(st.text("0123.", max_size=60))
def test_stretches_are_in_order_apart_and_never_longer_than_what_was_watched(letters: str) -> None:
    stretches = told(letters)

    assert all(start < stop for start, stop, _ in stretches)
    assert all(one[1] <= other[0] for one, other in pairwise(stretches))
    assert sum(stop - start for start, stop, _ in stretches) <= max(len(letters) - 1, 0)


@settings(max_examples=60)
@given(
    st.integers(70_000_000, 3_700_000_000),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S+02:00"]),
)
def test_an_instant_read_quickly_is_the_same(seconds: int, form: str) -> None:
    clock = _Clock()
    text = datetime.fromtimestamp(seconds, UTC).strftime(form)
    for one in (text, text[:23], text, "yesterday", text[:19]):
        assert clock.read(one) == instant_us(one)


def test_heartbeats_that_make_no_sense_are_counted(tmp_path: Path) -> None:
    more = (
        "INSERT INTO heartbeat (monitor_id, status, time) VALUES (1, 1, 'yesterday');"
        "INSERT INTO heartbeat (monitor_id, status, time) VALUES (1, 9, '2026-03-01 00:00:00');"
        "INSERT INTO heartbeat (monitor_id, status, time) VALUES (1, 0, '2026-01-01 00:00:00');"
    )
    reading = read_source(kuma_database(tmp_path / "kuma.db", {1: "111"}, more=more))
    [history] = reading.past()

    assert "3 heartbeats" in history.notes[0]
    assert in_minutes(history) == [(0, 2, UP)]
    assert [(hour.up, dict(hour.times)) for hour in history.hours] == [(3, {20: 3})]


def test_a_day_of_upptime_is_down_for_as_long_as_it_says(tmp_path: Path) -> None:
    reading = read_source(SOURCES["upptime"](tmp_path))
    [history] = reading.past()

    assert history.key == "shop"
    first = to_us(datetime(2026, 3, 1, tzinfo=UTC))
    minutes = [((one.start_us - first) // 60_000_000, one.status) for one in history.stretches]
    assert minutes == [(0, UP), (1_440, DOWN), (1_470, UP)]
    assert any("which minutes they were is not known" in one.words for one in reading.found.notes)


def incidents(key: str, tmp_path: Path) -> dict[str, PastIncident]:
    found = read_source(SOURCES[key](tmp_path)).found.incidents
    ready = (ready_incident(one, NOW) for one in found)
    return {one.title: one for one in ready}


def test_an_issue_of_cstate_is_told_in_the_order_of_time(tmp_path: Path) -> None:
    found = incidents("cstate", tmp_path)
    slow = found["Slow checkout"]

    assert [one.status for one in slow.updates] == [
        IncidentStatus.INVESTIGATING,
        IncidentStatus.RESOLVED,
    ]
    assert [f"{one.at:%H:%M}" for one in slow.updates] == ["09:15", "10:02"]
    assert slow.updates[1].body == r"Back to \[normal\](https://elsewhere.example)."
    assert slow.impact is Impact.MAJOR
    assert WITHOUT_ZONE in slow.why
    assert set(slow.services) == {"Shop", "Gone"}
    assert found["Still going on"].updates == ()


def test_a_file_that_is_no_issue_is_named(tmp_path: Path) -> None:
    notes = read_source(SOURCES["cstate"](tmp_path)).found.notes

    assert [note.where for note in notes] == ["content/issues/three.md"]


def test_an_incident_of_statuspage_is_plain_text_in_order(tmp_path: Path) -> None:
    found = incidents("statuspage", tmp_path)
    slow = found["Slow checkout"]

    assert [one.body for one in slow.updates] == [
        r"We see slow \*checkouts\*.",
        "It is over.\nThanks {service}",
    ]
    assert PUT_IN_ORDER in slow.why  # it was over before it began
    assert slow.started_at is not None
    assert slow.ended_at == slow.started_at
    assert slow.services == {"Shop": ComponentStatus.DEGRADED_PERFORMANCE}
    assert found["Still there"].updates == ()
    assert found["No time"].updates == ()


def test_an_end_without_words_is_said_to_be_added(tmp_path: Path) -> None:
    [one] = [
        one
        for one in read_source(SOURCES["statuspage"](tmp_path)).found.incidents
        if one.title == "Still there"
    ]
    past = ready_incident(replace(one, ended_at=one.started_at + timedelta(hours=1)), NOW)
    assert END_ADDED in past.why
    assert past.updates[-1].status is IncidentStatus.RESOLVED


def test_whoever_left_is_not_among_the_subscribers(tmp_path: Path) -> None:
    found = read_source(SOURCES["statuspage"](tmp_path)).found

    assert [(one.form, one.address, one.services) for one in found.subscribers] == [
        ("email", "reader@people.example", ("Shop",)),
        ("webhook", "https://hook.example/in", ()),
    ]


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_a_text_holds_no_tag_and_no_control_character(text: str) -> None:
    plain = as_plain_text(f"<p onclick=x>{text}</p><script>alert(1)</script>")

    assert "<p" not in plain
    assert "alert(1)" not in plain or "alert(1)" in text
    assert all(
        letter.isprintable() or letter in "\n\u200c\u200d" or ord(letter) >= 0xE0020
        for letter in plain
    )


def test_times_are_read_loosely_and_never_made_up() -> None:
    assert instant("2026-2-3 9:05") == (datetime(2026, 2, 3, 9, 5, tzinfo=UTC), False)
    assert instant("2026-02-03T09:05:00+02:00") == (datetime(2026, 2, 3, 7, 5, tzinfo=UTC), True)
    assert instant("2026-13-40") is None
    assert instant("soon") is None
