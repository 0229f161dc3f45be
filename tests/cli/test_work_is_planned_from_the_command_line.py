"""Work is planned, started, extended, ended and cancelled by command."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

DESK = """\
[page]
name = "Northwind"
zone = "Europe/Berlin"

[[target]]
kind = "folder"
path = "{site}"

[[service]]
name = "Checkout"

[[service]]
name = "Search"
"""


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    return statusboard


@cache
def in_days(days: int) -> datetime:
    """The whole minute this many days from the first call: a test that runs over the end of a
    minute still expects what it planned."""
    return (datetime.now(UTC) + timedelta(days=days)).replace(second=0, microsecond=0)


def planned(desk, *more: str, title: str = "Database upgrade") -> dict:
    start = in_days(2).strftime("%Y-%m-%dT%H:%M")
    done = desk(
        *("maintenance", "plan", "--title", title, "--service", "Checkout"),
        *("--start", start, "--zone", "UTC", "--for", "2h 30m", *more, "--json"),
    )
    assert done.code == 0, done
    return done.json


def test_work_goes_from_plan_to_end(desk) -> None:
    work = planned(desk)
    assert (work["status"], work["recipients"], work["generation"]) == ("scheduled", 0, 2)
    assert work["services"] == {"Checkout": "under_maintenance"}
    assert work["starts"] == in_days(2).isoformat()
    window = work["window"]

    started = desk("maintenance", "start", window)
    # Where clocks are put forward or back this very hour, a second line says so.
    assert started.out.splitlines()[0] == f"in progress: {window}, told to 0"
    longer = desk("maintenance", "extend", window, "--by", "30m", "--json").json
    lasts = datetime.fromisoformat(longer["ends"]) - datetime.fromisoformat(longer["starts"])
    assert lasts == timedelta(hours=3)
    assert desk("maintenance", "end", window).out == f"completed: {window}, told to 0\n"
    assert desk("maintenance", "end", window).out == f"completed: {window}\n"
    (listed,) = desk("maintenance", "list", "--json").json["maintenance"]
    assert (listed["window"], listed["status"]) == (window, "completed")
    assert (window in desk("maintenance", "list").out) is True


def test_a_draft_tells_nobody(desk) -> None:
    work = planned(desk, "--draft")
    assert (work["status"], work["generation"]) == ("draft", 0)


def test_a_series_is_cancelled_with_a_reason(desk) -> None:
    work = planned(
        desk,
        *("--repeats", "FREQ=WEEKLY", "--remind", "none", "--no-tell", "--by-hand"),
        *("--service", "Search=degraded_performance"),
    )
    assert work["repeats"].startswith("Every ")
    assert work["services"]["Search"] == "degraded_performance"
    gone = desk("maintenance", "cancel", work["window"], "--reason", "No need.", "--series")
    assert gone.out == f"cancelled: {work['window']}, told to 0\n"
    assert [one["status"] for one in desk("maintenance", "list", "--json").json["maintenance"]] == [
        "cancelled"
    ]


def test_a_series_is_listed_with_every_window_and_says_how_far(desk) -> None:
    work = planned(desk, "--repeats", "FREQ=WEEKLY;COUNT=8")
    listed = desk("maintenance", "list", "--json").json
    assert [one["by_rule"] for one in listed["maintenance"]] == [False, *[True] * 4]
    assert listed["later"] == 3
    shown = desk("maintenance", "list", "--days", "20").out.splitlines()
    assert len(shown) == 4
    assert shown[-1].endswith("(--days 20); 5 more in the year after that")
    second = listed["maintenance"][1]["window"]
    assert second.startswith(f"{work['window']}@")
    moved = desk("maintenance", "move", second, "--start", listed["maintenance"][1]["ends"])
    assert moved.code == 0, moved
    again = desk("maintenance", "list", "--json").json["maintenance"]
    assert [one["by_rule"] for one in again] == [False, False, *[True] * 3]


def test_a_clash_is_said(desk) -> None:
    planned(desk)
    second = planned(desk, title="Provider window")
    assert second["clashes"][0].startswith("Overlaps “Database upgrade” on Checkout from ")
    assert "! Overlaps" in desk("maintenance", "list").out


def test_a_freeze_is_said_to_whoever_plans(desk) -> None:
    first, last = (in_days(days).strftime("%Y-%m-%dT%H:%M") for days in (1, 5))
    assert desk("maintenance", "freeze", "Year end", "--from", first, "--until", last).out == (
        "frozen: Year end\n"
    )
    assert planned(desk)["clashes"][0].startswith("Falls into the freeze “Year end”")
    assert "  Year end" in desk("maintenance", "list").out
    (kept,) = desk("maintenance", "list", "--json").json["freezes"]
    assert kept["name"] == "Year end"
    assert desk("maintenance", "unfreeze", "Year end").out == "ended: Year end\n"
    again = desk("maintenance", "unfreeze", "Year end")
    assert "There is no freeze “Year end”" in again.err


def test_nothing_is_said_to_be_nothing(desk) -> None:
    assert desk("maintenance", "list").out == "nothing is planned\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("start", "nothing"), "There is no planned work nothing."),
        (("extend", "x"), "Give --until or --by, one of the two."),
        (("end", "x", "--at", "soon"), "--at soon: write a date and time"),
        (
            ("plan", "--title", "T", "--service", "Shop", "--start", "2027-01-01", "--for", "1h"),
            "There is no service called “Shop”.",
        ),
        (
            ("plan", "--title", "T", "--service", "Search=slow", "--start", "x", "--for", "1h"),
            "write a date and time such as",
        ),
        (
            (
                *("plan", "--title", "T", "--service", "Search=slow"),
                *("--start", "2027-01-01", "--for", "1h"),
            ),
            "write GROUP/NAME=STATUS",
        ),
        (
            (
                *("plan", "--title", "T", "--service", "Search=operational"),
                *("--service", "Search", "--start", "2027-01-01", "--for", "1h"),
            ),
            "it was said to be operational already",
        ),
        (
            (
                *("plan", "--title", "T", "--service", "Search"),
                *("--start", "2031-03-30T02:30", "--for", "1h"),
            ),
            "The clocks in Europe/Berlin leave 02:30 out that day",
        ),
        (
            (
                *("plan", "--title", "T", "--service", "Search", "--zone", "../Berlin"),
                *("--start", "2031-03-30T02:30", "--for", "1h"),
            ),
            "is no time zone that is known here",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(desk, arguments, sentence: str) -> None:
    done = desk("maintenance", *arguments)
    assert done.code != 0
    assert sentence in done.err


def test_work_of_a_file_is_planned_and_said(desk, tmp_path: Path) -> None:
    start, end = (in_days(days).strftime("%Y-%m-%dT%H:%M") for days in (2, 4))
    file = tmp_path / "work.toml"
    file.write_text(
        f'[[maintenance]]\ntitle = "Disk change"\nstarts = "{start}"\nlasts = "1h"\nzone = "UTC"\n'
        'services = { Search = "under_maintenance" }\n\n'
        f'[[freeze]]\nname = "Sale"\nstarts = "{start}"\nends = "{end}"\n'
    )
    applied = desk("apply", file)
    assert "planned work Disk change" in applied.out, applied
    (listed,) = desk("maintenance", "list", "--json").json["maintenance"]
    assert listed["title"] == "Disk change"
    assert desk("apply", file).out == "nothing to change\n"
