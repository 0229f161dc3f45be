"""By command, too: ask, agree, send back, look at what changed, and publish at an instant."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.identity import here

DESK = """\
[page]
name = "Northwind"
zone = "Europe/Berlin"

[agreement]
critical = "other"

[[target]]
kind = "folder"
path = "{site}"

[[service]]
name = "Checkout"
"""
SAID = ("--service", "Checkout=major_outage", "--next-update", "30m")


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    return statusboard


@pytest.fixture
def draft(desk) -> str:
    text = ("--title", "Checkout fails", "--body", "Payments fail. We look into it.")
    said = desk("notice", "new", *text, *SAID, "--json")
    assert said.code == 0, said
    return str(said.json["notice"])


def test_a_rule_is_in_the_file_and_in_what_is_exported(desk) -> None:
    exported = desk("export").out

    assert "[agreement]" in exported
    assert 'critical = "other"' in exported
    assert "minor" not in exported


def test_a_text_that_nobody_approved_is_not_published(desk) -> None:
    text = ("--title", "Checkout fails", "--body", "Payments fail. We look into it.")
    refused = desk("notice", "new", *text, *SAID, "--publish", "--override", "customers say so")

    assert refused.code != 0
    assert "somebody else has approved" in refused.err
    assert "kept as draft 1" in refused.out
    said = desk(
        *("notice", "new", *text, *SAID, "--publish", "--override", "customers say so"),
        *("--without-approval", "customers pay twice"),
    )
    assert said.code == 0, said


def test_whoever_may_not_publish_leaves_no_draft_behind(desk) -> None:
    desk("people", "add", "Ada", "--login", "somebody-else")
    desk("people", "add", "Ben", "--login", here().login, "--role", "author")
    text = ("--title", "Checkout fails", "--body", "Payments fail. We look into it.")
    refused = desk("notice", "new", *text, *SAID, "--publish")

    assert "may not do this (notice.publish), so nothing was done" in refused.err
    assert "Checkout fails" not in desk("notice", "list").out


def test_asking_is_told_and_nobody_agrees_with_themselves(desk, draft: str) -> None:
    asked = desk("notice", "submit", draft)
    assert asked.code == 0
    assert "waits for approval, asked by" in asked.out
    listed = desk("notice", "list")
    assert "waits for approval" in listed.out

    own = desk("notice", "approve", draft, "--revision", "1")
    assert own.code != 0
    assert "somebody else has to approve" in own.err

    back = desk("notice", "reject", draft, "--revision", "1", "--words", "Say since when.")
    assert "sent back by" in back.out
    shown = desk("notice", "show", draft, "--json").json
    assert (shown["approval"], shown["approval_needed"]) == ("rejected", True)


def test_a_request_is_taken_back(desk, draft: str) -> None:
    desk("notice", "submit", draft)
    taken = desk("notice", "withdraw-request", draft, "--json")

    assert taken.json["approval"] == "open"


def test_what_was_never_approved_has_no_changes(desk, draft: str) -> None:
    shown = desk("notice", "show", draft, "--changes")

    assert "Nothing of it was approved yet." in shown.out


def test_an_announcement_is_scheduled_and_taken_off(desk) -> None:
    kept = desk("notice", "announce", "--title", "Hours", "--body", "Call us.", "--json")
    number = str(kept.json["notice"])
    at = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT14:30")

    done = desk("notice", "schedule", number, "--at", at)
    assert done.code == 0, done
    assert "scheduled for" in desk("notice", "list").out
    assert desk("notice", "unschedule", number).code == 0
    assert "scheduled" not in desk("notice", "list").out


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("tomorrow", "write a date and time"),
        ("2031-03-30T02:30", "the clocks in Europe/Berlin leave this time out"),
        ("2020-01-01T12:00", "already past"),
    ],
)
def test_a_time_that_is_none_is_refused(desk, draft: str, at: str, why: str) -> None:
    refused = desk("notice", "schedule", draft, "--at", at)

    assert refused.code != 0
    assert why in refused.err
