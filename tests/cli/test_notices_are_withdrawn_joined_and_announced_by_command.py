"""By command, too: what should not have been said, two that are one, and what is no incident."""

from pathlib import Path

import pytest

DESK = """\
[page]
name = "Northwind"

[[target]]
kind = "folder"
path = "{site}"

[[service]]
name = "Checkout"

[[service]]
name = "Search"
"""
NEXT = ("--next-update", "30m", "--override", "customers say so", "--publish", "--json")


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    return statusboard


def new(desk, service: str) -> dict[str, str]:
    said = desk(
        *("notice", "new", "--title", f"{service} fails", "--body", "We look into it."),
        *("--service", f"{service}=major_outage", *NEXT),
    )
    assert said.code == 0, said
    found: dict[str, str] = said.json
    return found


def listed(desk) -> list[tuple[str, str]]:
    rows = desk("notice", "list", "--json").json["notices"]
    return [(row["sort"], row["title"]) for row in rows]


def test_what_should_not_have_been_said_is_withdrawn(desk) -> None:
    said = new(desk, "Checkout")

    done = desk("notice", "retract", said["incident"], "--reason", "It was a drill.", "--json")

    assert done.code == 0
    assert set(done.json) == {"incident", "update", "generation", "recipients"}
    assert listed(desk) == []
    again = desk("notice", "retract", said["incident"], "--reason", "It was a drill.")
    assert again.code != 0
    assert "withdrawn already" in again.err
    silent = desk("notice", "retract", new(desk, "Search")["incident"], "--reason", " ")
    assert "Say why" in silent.err


def test_two_that_are_one_are_joined(desk) -> None:
    staying, going = new(desk, "Checkout"), new(desk, "Search")

    done = desk("notice", "join", going["incident"], "--into", staying["incident"], "--json")

    assert done.code == 0
    assert done.json["incident"] == staying["incident"]
    assert done.json["joined"] == going["incident"]
    assert listed(desk) == [("live", "Checkout fails")]
    itself = desk("notice", "join", staying["incident"], "--into", staying["incident"])
    assert "with itself" in itself.err


def test_what_is_no_incident_is_announced(desk) -> None:
    words = (
        "--title",
        "Holiday support hours",
        "--body",
        "On 24 December we answer until noon CET.",
    )
    kept = desk("notice", "announce", *words, "--json")
    said = desk("notice", "announce", *words, "--until", "2099-01-01T08:00+01:00", "--publish")

    assert kept.json["announcement"] is None
    assert said.code == 0, said
    assert "announced: " in said.out
    assert ("announced", "Holiday support hours") in listed(desk)
    assert "announcement until 2099-01-01 " in desk("notice", "list").out
    assert "resolved" not in desk("notice", "list").out
    zoneless = desk("notice", "announce", *words, "--until", "2099-06-01T08:00", "--publish")
    assert zoneless.code == 0, zoneless
    unread = desk("notice", "announce", *words, "--until", "soon", "--publish")
    assert "--until soon: write a date and time" in unread.err
    past = desk("notice", "announce", *words, "--until", "2020-01-01T08:00+01:00", "--publish")
    assert "already past" in past.err
