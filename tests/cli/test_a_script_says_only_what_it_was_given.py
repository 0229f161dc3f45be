"""Notices by command: nobody sees the text before it goes, so nothing in it is anybody's guess."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.domain.status import ComponentStatus
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_incidents
from tests.fixtures.clock import ManualClock
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, Newsroom

DESK = """\
[page]
name = "Northwind"

[[target]]
kind = "folder"
path = "{site}"

[[service]]
name = "Checkout"

[[service]]
name = "Mailer"
"""
NEW = (
    "--title", "Checkout fails", "--next-update", "30m",
    "--body", "We look into it.", "--service", "Checkout=major_outage",
)  # fmt: skip
BLIND = ("--override", "customers say so", "--publish")


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    return statusboard


@contextmanager
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """What is measured now, of a database that commands work on."""
    database = Database.open(str(tmp_path / "statusboard.db"))
    yield Newsroom(database, ManualClock(SystemClock().now()))
    database.close()


def measured(tmp_path: Path, status: ComponentStatus) -> None:
    """Monitoring has seen every service so for ten minutes."""
    with newsroom(tmp_path) as room:
        with room.database.reading(room.clock.now()) as unit:
            ids = [one.id for one in read_components(unit)]
        for component_id in ids:
            room.measures(component_id, (room.clock.now() - 10 * MINUTE, status))
        room.watched()


def told(tmp_path: Path) -> tuple[list[str], str]:
    """The services that the newest update of the newest incident names, and its text."""
    with newsroom(tmp_path) as room, room.database.reading(room.clock.now()) as unit:
        names = {one.id: one.name for one in read_components(unit)}
        newest = read_incidents(unit)[0].wording
    return [names[key] for key in newest.components], newest.body


def live(desk) -> dict[str, str]:
    """What customers are told now: the status of each incident."""
    rows = desk("notice", "list", "--json").json["notices"]
    return {row["incident"]: row["status"] for row in rows if row["sort"] == "live"}


def test_an_update_tells_no_end_because_monitoring_sees_one(desk, tmp_path) -> None:
    measured(tmp_path, GOOD)
    said = desk("notice", "new", *NEW, *BLIND, "--json").json["incident"]
    given = ("--body", "We still look into it.", *BLIND)
    assert desk("notice", "update", said, *given).code == 0
    assert live(desk) == {said: "investigating"}
    assert desk("notice", "update", said, "--status", "monitoring", *given).code == 0
    assert live(desk) == {said: "monitoring"}


def test_an_end_that_monitoring_sees_is_told_in_its_words(desk, tmp_path) -> None:
    measured(tmp_path, GOOD)
    before_it = ("--started", (SystemClock().now() - 20 * MINUTE).isoformat())
    said = desk("notice", "new", *NEW, *before_it, *BLIND, "--json").json["incident"]
    assert desk("notice", "resolve", said, "--publish").code == 0
    assert live(desk) == {}
    (_, newest) = told(tmp_path)
    assert newest.startswith("Checkout has been working as usual again")


def test_an_end_of_what_monitoring_never_saw_is_told_in_words_of_its_own(desk, tmp_path) -> None:
    measured(tmp_path, GOOD)
    said = desk("notice", "new", *NEW, *BLIND, "--json").json["incident"]
    refused = desk("notice", "resolve", said, "--publish")
    assert (refused.code, "--body" in refused.err) == (1, True)
    assert live(desk) == {said: "investigating"}


def test_an_end_that_nobody_measured_is_told_in_words_of_its_own(desk) -> None:
    said = desk("notice", "new", *NEW, *BLIND, "--json").json["incident"]
    refused = desk("notice", "resolve", said, "--publish")
    assert (refused.code, "--body" in refused.err) == (1, True)
    assert live(desk) == {said: "investigating"}
    assert desk("notice", "resolve", said, "--body", "It works again.", "--publish").code == 0
    assert live(desk) == {}


def test_a_new_notice_names_the_services_it_was_given_alone(desk, tmp_path) -> None:
    measured(tmp_path, MAJOR)
    refused = desk("notice", "new", *NEW, "--publish", "--json")
    # What is left out is found, as in the window, and not told.
    found = [(one["rule"], one["blocks"]) for one in refused.json["findings"]]
    assert (refused.code, found) == (1, [("names_no_failing_service", True)])
    assert desk("notice", "new", *NEW, *BLIND).code == 0
    (names, _) = told(tmp_path)
    assert names == ["Checkout"]


def test_a_draft_that_tells_the_end_is_not_published_as_an_update(desk) -> None:
    said = desk("notice", "new", *NEW, *BLIND, "--json").json["incident"]
    assert desk("notice", "resolve", said, "--body", "It works again.").code == 0
    given = ("--body", "It fails again.", *BLIND)
    refused = desk("notice", "update", said, *given)
    assert (refused.code, "says that it is over" in refused.err) == (1, True)
    assert live(desk) == {said: "investigating"}
    assert desk("notice", "update", said, "--status", "identified", *given).code == 0
    assert live(desk) == {said: "identified"}


def test_a_draft_that_corrects_is_not_published_as_what_everybody_is_told(desk) -> None:
    said = desk("notice", "new", *NEW, *BLIND, "--json").json
    corrects = ("--corrects", said["update"])
    right = ("--body", "It is not as we wrote.", *corrects)
    assert desk("notice", "update", said["incident"], *right).code == 0
    over = ("notice", "resolve", said["incident"], "--body", "It works again.", "--publish")
    refused = desk(*over)
    assert (refused.code, f"--corrects {said['update']}" in refused.err) == (1, True)
    assert desk("notice", "update", said["incident"], *right, "--publish").code == 0
    assert desk(*over).code == 0
    assert live(desk) == {}


def test_an_end_that_corrects_is_refused_and_leaves_nothing_in_the_way(desk) -> None:
    said = desk("notice", "new", *NEW, *BLIND, "--json").json
    over = ("notice", "resolve", said["incident"], "--body", "It works again.", "--publish")
    refused = desk(*over, "--corrects", said["update"])
    assert (refused.code, "cannot tell the end" in refused.err) == (1, True)
    assert desk(*over).code == 0
    assert live(desk) == {}


def test_a_correction_goes_its_own_way_beside_a_draft_for_everybody(desk) -> None:
    said = desk("notice", "new", *NEW, *BLIND, "--json").json
    assert desk("notice", "update", said["incident"], "--body", "Half written.").code == 0
    given = ("--body", "Not as we wrote.", "--corrects", said["update"], "--publish")
    refused = desk("notice", "update", said["incident"], *given)
    assert (refused.code, "is being written already" in refused.err) == (1, True)


def test_a_text_says_of_itself_what_it_is_about(desk, tmp_path) -> None:
    measured(tmp_path, MAJOR)
    file = tmp_path / "notice.md"
    file.write_text(
        "---\n"
        "title: Checkout and Mailer fail\n"
        "status: identified\n"
        "service: Checkout=major_outage\n"
        "service: Mailer=major_outage\n"
        "next-update: 45m\n"
        "---\n"
        "Checkout and Mailer fail. We are exchanging a part and try it now.\n"
    )
    said = desk("notice", "new", "--body-file", file, "--title", "Both fail", "--publish")
    assert said.code == 0
    names, body = told(tmp_path)
    assert (sorted(names), body.splitlines()[0][:8]) == (["Checkout", "Mailer"], "Checkout")
    assert "identified" in live(desk).values()
    with newsroom(tmp_path) as room, room.database.reading(room.clock.now()) as unit:
        newest = read_incidents(unit)[0].updates[0]
    assert newest.wording.title == "Both fail"
    assert newest.wording.next_update_at == newest.published_at + 45 * MINUTE


def test_a_head_that_means_nothing_is_refused_and_nothing_is_kept(desk) -> None:
    refused = desk("notice", "new", "--body", "---\ntitel: It fails\n---\nWe look into it.")
    assert (refused.code, "Did you mean title?" in refused.err) == (1, True)
    assert desk("notice", "list", "--json").json["notices"] == []


def test_findings_name_the_words(desk, tmp_path) -> None:
    measured(tmp_path, MAJOR)
    given = ("--title", "Checkout fails", "--next-update", "30m", "--service")
    body = ("--body", "The host db-prod-03 is full. We free it.")
    refused = desk("notice", "new", *given, "Checkout=major_outage", *body, "--publish", "--json")
    said = {one["rule"]: one for one in refused.json["findings"]}
    assert refused.code == 1
    assert (said["internals"]["words"], said["internals"]["blocks"]) == (["db-prod-03"], True)


def test_two_states_of_one_service_are_refused_and_nothing_is_kept(desk) -> None:
    refused = desk("notice", "new", *NEW, "--service", "Checkout=operational")
    assert (refused.code, "major_outage already" in refused.err) == (1, True)
    assert desk("notice", "list", "--json").json["notices"] == []
