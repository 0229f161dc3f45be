"""Start, end, impact and postmortem by command: what is typed is what customers read."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from statusboard.cli.stated import Stated
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_incidents

NOW = datetime(2026, 11, 29, 13, 30, tzinfo=UTC)
DESK = """\
[page]
name = "Northwind"

[[target]]
kind = "folder"
path = "{site}"

[[service]]
name = "Checkout"
"""
PAST = (
    "--title", "Checkout failed", "--status", "resolved", "--body", "Checkout failed.",
    "--service", "Checkout=major_outage",
    "--started", "2026-03-01T14:00+00:00", "--ended", "2026-03-01T14:40+00:00",
)  # fmt: skip


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    return statusboard


def stated(**given: str) -> Wording:
    return Stated(**given).on(Wording(), "Europe/Berlin", NOW)


@pytest.mark.parametrize(
    "text",
    ["2026-11-29T14:02", "2026-11-29 14:02", "14:02", "14:02:00", "2026-11-29T13:02Z"],
)
def test_a_time_is_that_of_the_page(text: str) -> None:
    assert stated(started=text).started_at == datetime(2026, 11, 29, 13, 2, tzinfo=UTC)
    assert stated(ended=text).ended_at == datetime(2026, 11, 29, 13, 2, tzinfo=UTC)


@pytest.mark.parametrize("text", ["yesterday", "25:00", "29.11.2026", "0001-01-01T00:00", ":"])
def test_what_is_no_time_is_named_with_one_that_is(text: str) -> None:
    with pytest.raises(RuleBroken, match="such as 2026-11-29T14:02") as refused:
        stated(ended=text)
    assert refused.value.field == "ended"


def test_a_time_that_the_clocks_left_out_is_not_taken_for_another_one() -> None:
    with pytest.raises(RuleBroken, match="Europe/Berlin were put forward") as refused:
        stated(started="2026-03-29T02:30")
    assert refused.value.field == "started"
    kept = stated(started="2026-03-29T02:30+02:00")
    assert kept.started_at == datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    twice = stated(started="2026-10-25T02:30")
    assert twice.started_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_what_was_stated_can_be_left_to_the_measurements_again() -> None:
    said = Wording(started_at=NOW, ended_at=NOW, impact=Impact.MINOR)

    given = Stated("measured", "measured", "measured")
    assert given.on(said, "UTC", NOW) == Wording()
    assert Stated().on(said, "UTC", NOW) == said


def test_what_is_no_impact_is_named_with_those_there_are() -> None:
    assert stated(impact="critical").impact is Impact.CRITICAL
    with pytest.raises(RuleBroken, match="none, minor, major, critical, measured"):
        stated(impact="huge")


def published(desk, *words: str) -> dict[str, Any]:
    found = desk("notice", *words, "--publish", "--json")
    assert found.code == 0, found.err
    said: dict[str, Any] = found.json
    return said


def test_what_happened_is_entered_looked_back_on_and_stays_over(desk) -> None:
    said = published(desk, "new", *PAST, "--impact", "major")
    same = desk("notice", "postmortem", said["incident"], "--publish")
    assert same.code != 0
    assert "how it came about" in same.err
    published(desk, "postmortem", said["incident"], "--body", "A certificate had expired.")

    rows = desk("notice", "list", "--json").json["notices"]
    assert rows == []
    with_times = desk("notice", "postmortem", said["incident"], "--ended", "2026-03-01T13:00+00:00")
    assert with_times.code == 0
    assert "before it started" in with_times.err


def test_the_head_of_a_text_says_times_and_impact_too(desk, tmp_path: Path) -> None:
    text = tmp_path / "notice.md"
    text.write_text(
        "---\nstarted: 2026-03-01T14:00+00:00\nended: 2026-03-01T14:40+00:00\nimpact: minor\n---\n"
        "Checkout failed on 1 March 2026 from 14:00 to 14:40 UTC.\n"
    )
    new = ("--title", "Checkout failed", "--status", "resolved", "--body-file", text)
    said = published(desk, "new", *new, "--impact", "major", "--override", "as it was")
    with Database.open(str(tmp_path / "statusboard.db")).reading(NOW) as unit:
        (incident,) = read_incidents(unit)

    assert incident.public_id == said["incident"]
    assert (incident.impact, incident.is_backdated) == (Impact.MAJOR, True)
    assert incident.started_at == datetime(2026, 3, 1, 14, tzinfo=UTC)
    assert incident.resolved_at == datetime(2026, 3, 1, 14, 40, tzinfo=UTC)


def test_a_postmortem_of_what_lasts_is_refused(desk) -> None:
    new = ("--title", "Checkout fails", "--body", "We look into it.", "--next-update", "30m")
    said = published(desk, "new", *new)

    refused = desk(
        *("notice", "postmortem", said["incident"], "--body", "How it came about."), "--publish"
    )
    assert refused.code != 0
    assert "A postmortem follows the end" in refused.err


def test_nobody_can_be_silent_about_what_lasts(desk) -> None:
    new = ("--title", "Checkout fails", "--body", "We look into it.", "--next-update", "30m")

    refused = desk("notice", "new", *new, "--no-tell", "--publish")
    assert refused.code != 0
    assert "is told how it goes on" in refused.err
