"""By command, too: planned work is asked for, agreed to, sent back, and put on the page."""

import os
import pwd
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

DESK = """\
[page]
name = "Northwind"
zone = "Europe/Berlin"

[agreement]
planned_work = "other"

[[target]]
kind = "folder"
path = "{site}"

[[service]]
name = "Checkout"
"""


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    return statusboard


def plan(desk, *more: str):
    start = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    return desk(
        *("maintenance", "plan", "--title", "Upgrade", "--service", "Checkout"),
        *("--start", start, "--zone", "UTC", "--for", "1h", *more),
    )


@pytest.fixture
def window(desk) -> str:
    return str(plan(desk, "--draft", "--json").json["window"])


def test_what_was_never_a_draft_is_refused_unless_it_cannot_wait(desk) -> None:
    refused = plan(desk)
    assert refused.code != 0
    assert "Keep it as a draft and ask for approval" in refused.err

    said = plan(desk, "--without-approval", "the disk is full", "--json")
    assert said.json["status"] == "scheduled"


def sits_down(monkeypatch: pytest.MonkeyPatch, login: str) -> None:
    """From now on the system says that this user types."""
    entry = pwd.struct_passwd((login, "x", os.getuid(), os.getgid(), login, "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _number: entry)


def test_a_draft_goes_from_question_to_page(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sits_down(monkeypatch, "ada")
    desk("people", "add", "Ada")
    desk("people", "add", "Ben", "--login", "ben", "--role", "approver")
    window = plan(desk, "--draft", "--json").json["window"]
    asked = desk("maintenance", "submit", window)
    assert f"draft {window}, revision 1: waits for approval, asked by" in asked.out
    assert "draft (waits for approval)" in desk("maintenance", "list").out
    own = desk("maintenance", "approve", window, "--revision", "1")
    assert own.code != 0
    assert "somebody else has to approve" in own.err
    assert "has approved the very text" in desk("maintenance", "announce", window).err

    sits_down(monkeypatch, "ben")
    shown = desk("maintenance", "show", window)
    assert "revision 1: waits for approval" in shown.out
    assert "Checkout: under_maintenance" in shown.out
    assert desk("maintenance", "approve", window, "--revision", "1").out.startswith(
        f"draft {window}, revision 1: approved by Ben"
    )
    assert "may not do this" in desk("maintenance", "announce", window).err
    sits_down(monkeypatch, "ada")
    told = desk("maintenance", "announce", window)
    assert told.out == f"scheduled: {window}, told to 0\n"


def test_a_draft_is_sent_back(desk, window: str) -> None:
    desk("maintenance", "submit", window)
    back = desk("maintenance", "reject", window, "--revision", "1", "--words", "Not on Friday.")
    assert "sent back by" in back.out
    row = desk("maintenance", "show", window, "--json").json
    assert (row["approval"], row["approval_needed"], row["revision"]) == ("rejected", True, 1)


def test_what_says_another_thing_takes_a_reason(desk) -> None:
    row = plan(desk, "--without-approval", "the disk is full", "--json").json
    start = ("maintenance", "start", row["window"])
    assert "Let it begin at its time" in desk(*start).err
    assert desk(*start, "--without-approval", "the disk is full").code == 0
    cancel = ("maintenance", "cancel", row["window"], "--reason", "It works again.")
    assert "say why it cannot wait" in desk(*cancel).err
    assert desk(*cancel, "--without-approval", "nothing is left to do").code == 0


def test_a_change_of_announced_work_goes_from_question_to_page(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits_down(monkeypatch, "ada")
    desk("people", "add", "Ada")
    desk("people", "add", "Ben", "--login", "ben", "--role", "approver")
    row = plan(desk, "--without-approval", "the disk is full", "--json").json
    window, there = row["window"], (datetime.now(UTC) + timedelta(days=4)).strftime("%Y-%m-%d")
    moved = ("maintenance", "move", window, "--start", f"{there}T02:00")
    assert "Ask for approval, or say why it cannot wait." in desk(*moved).err
    assert desk(*moved, "--ask").out.startswith("change 1: Move it to ")
    assert "a change waits for approval: Move it to" in desk("maintenance", "list").out
    assert desk("maintenance", "approve", window, "--revision", "1").code != 0

    sits_down(monkeypatch, "ben")
    shown = desk("maintenance", "show", window, "--changes").out
    assert f"{{+{int(there[-2:])}" in shown
    done = desk("maintenance", "approve", window, "--revision", "1")
    assert done.out == f"scheduled: {window}, told to 0\n"
    after = desk("maintenance", "show", window, "--json").json
    assert (after["change"], after["starts"] != row["starts"]) == (None, True)


def test_a_change_is_sent_back_and_taken_back(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = plan(desk, "--without-approval", "the disk is full", "--json").json["window"]
    none = desk("maintenance", "approve", window, "--revision", "1")
    assert "Nobody asks for a change" in none.err
    asked = ("maintenance", "change", window, "--title", "Other", "--ask", "--json")
    assert desk(*asked).json["change"]["asks"] == "Change its title."
    back = desk("maintenance", "reject", window, "--revision", "1", "--words", "Say which.")
    assert "sent back by" in back.out
    again = desk(*asked).json["change"]["number"]
    taken = desk("maintenance", "withdraw-request", window)
    assert taken.out == f"change {again} is taken back; the work stays as announced\n"


def test_a_draft_s_question_is_taken_back(desk, window: str) -> None:
    desk("maintenance", "submit", window)
    assert desk("maintenance", "withdraw-request", window).out == (
        f"draft {window}, revision 1: needs approval\n"
    )
