"""Subscribers, notices and deliveries by command."""

import csv
import io
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.visitors.commands import ask
from statusboard.domain.access import visitor
from statusboard.domain.views.visiting import AskToBeTold
from statusboard.storage.database import Database
from tests.fixtures.at_work import at_work, wait_until

DESK = """\
[page]
name = "Northwind"

[[target]]
kind = "folder"
path = "{site}"

[[channel]]
kind = "email"
name = "mail"
host = "127.0.0.1"
port = 2525
security = "none"
sender = "Northwind Status <status@northwind.example>"

[[group]]
name = "Shop"

[[service]]
name = "Checkout API"
group = "Shop"
"""
NEW = (
    "--title", "Checkout fails", "--status", "investigating", "--next-update", "30m",
    "--body", "We look into it.", "--service", "Shop/Checkout API=major_outage",
)  # fmt: skip


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    (tmp_path / "site").mkdir()
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site"))
    assert statusboard("apply", file).code == 0
    assert statusboard("apply", file).out == "nothing to change\n"
    return statusboard


def add(desk, address: str, *more: str):
    return desk("subscribers", "add", "--channel", "mail", address, *more)


def test_a_channel_is_exported_as_it_was_applied(desk, tmp_path) -> None:
    assert desk("export").out == DESK.format(site=tmp_path / "site")


def test_whoever_is_added_is_listed_exported_and_taken_off(desk, tmp_path) -> None:
    assert add(desk, "a@customer.example", "--service", "Shop/Checkout API").code == 0
    assert add(desk, "b@customer.example", "--confirmed", "asked on the phone").out == "added\n"
    listed = desk("subscribers", "list", "--json").json["subscribers"]
    assert [(one["address"], one["state"]) for one in listed] == [
        ("a@customer.example", "unconfirmed"),
        ("b@customer.example", "active"),
    ]
    text = desk("subscribers", "export").out
    assert [row["services"] for row in csv.DictReader(io.StringIO(text))] == [
        "Shop/Checkout API",
        "",
    ]
    assert desk("subscribers", "remove", "--channel", "mail", "b@customer.example").code == 0
    again = tmp_path / "again.csv"
    again.write_text(
        "channel,address\nmail,b@customer.example\nmail,nobody\nmail,c@customer.example\n"
    )
    refused = desk("subscribers", "import", again)
    assert refused.code == 1
    assert "line 2: This address wanted no more." in refused.err
    assert "line 3: nobody is no e-mail address" in refused.err
    assert "1 line is bad. Nothing was added." in refused.err


def test_a_file_is_tried_and_brought_in_twice(desk, tmp_path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "Vouched;Address;Channel\nmündlich;a@b.example;mail\n;c@b.example;mail\n", "cp1252"
    )
    dry = desk("subscribers", "import", file, "--dry-run")
    assert dry.out.startswith("would be added: 2, would be changed: 0")
    assert desk("subscribers", "list").out == "no subscribers\n"
    first = desk("subscribers", "import", file, "--confirmed", "their list")
    assert first.out == "added: 2, changed: 0, unchanged: 0, left out: 0\n"
    again = desk("subscribers", "import", file, "--confirmed", "their list")
    assert again.out == "added: 0, changed: 0, unchanged: 2, left out: 0\n"


def test_all_that_is_kept_of_an_address_is_shown_and_erased(desk) -> None:
    add(desk, "a@customer.example", "--confirmed", "asked on the phone")
    desk("notice", "new", *NEW, "--publish")
    shown = desk("subscribers", "show", "a@customer.example", "--json").json
    assert [one["consent"]["words"] for one in shown["subscribers"]] == ["asked on the phone"]
    assert [one["state"] for one in shown["deliveries"]] == ["queued"]
    assert "wants everything" in desk("subscribers", "show", "a@customer.example").out
    assert desk("subscribers", "erase", "a@customer.example", "--wipe").out == "erased\n"
    left = desk("subscribers", "show", "a@customer.example")
    assert "wants nothing by E-mail since" in left.out
    assert "a@customer.example" not in left.out
    assert desk("subscribers", "erase", "a@customer.example").code == 1
    unknown = desk("subscribers", "show", "b@customer.example")
    assert unknown.out == "nothing is kept of this address\n"


def test_what_was_erased_before_is_wiped_by_erasing_it_once_more(desk, tmp_path) -> None:
    add(desk, "a@customer.example", "--confirmed", "asked")
    file = tmp_path / "statusboard.db"
    busy = Database.open(str(file))
    with busy.reading(SystemClock().now()) as unit:
        unit.connection.exec_driver_sql("SELECT count(*) FROM subscriber").all()
        refused = desk("subscribers", "erase", "a@customer.example", "--wipe")
    busy.close()
    assert (refused.code, "Try again" in refused.err) == (3, True)
    again = desk("subscribers", "erase", "a@customer.example", "--wipe")
    assert again.code == 0
    assert again.out == "nothing is kept of this address; the database was written anew\n"
    assert b"a@customer.example" not in file.read_bytes()


def test_an_address_that_a_visitor_entered_is_shown_and_erased(desk, tmp_path) -> None:
    file = tmp_path / "server.toml"
    file.write_text('[server]\npublic_url = "https://status.northwind.example"\n')
    assert desk("apply", file).code == 0
    database = Database.open(str(tmp_path / "statusboard.db"))
    door = Doorway(database, SystemClock())
    door.do(ask, AskToBeTold("mail", "visitor@customer.example"), visitor())
    database.close()
    shown = desk("subscribers", "show", "visitor@customer.example")
    assert "asked to confirm what a visitor chose for it" in shown.out
    assert len(desk("subscribers", "show", "visitor@customer.example", "--json").json["asked"]) == 1
    assert desk("subscribers", "erase", "visitor@customer.example").out.startswith("erased\n")
    left = desk("subscribers", "show", "visitor@customer.example")
    assert left.out == "nothing is kept of this address\n"


def test_people_inside_stand_in_lists_of_the_file(desk, tmp_path) -> None:
    assert desk("subscribers", "lists").out == "no lists; “apply” makes them\n"
    file = tmp_path / "desk.toml"
    file.write_text(f'{file.read_text()}\n[[list]]\nname = "support"\ntext = "support"\n')
    assert desk("apply", file).out == "added list support (text: support)\n"
    assert add(desk, "desk@northwind.example", "--list", "support").out == "added\n"
    assert desk("subscribers", "lists", "--json").json == {
        "lists": [{"name": "support", "text": "support", "members": 1}]
    }
    assert desk("subscribers", "lists").out == "support  text: support  members: 1\n"


def test_a_handover_is_sent_to_people_inside(desk, tmp_path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(f'{file.read_text()}\n[[list]]\nname = "Night shift"\ntext = "page"\n')
    desk("apply", file)
    assert desk("handover", "--sent").out == "no handover was sent yet\n"
    ran = desk("handover", "--to", "night shift")
    assert ran.code == 1
    assert "Nobody in the list “Night shift” can be told. Nothing was sent." in ran.err
    add(desk, "desk@northwind.example", "--list", "Night shift")

    assert desk("handover", "--to", "Night shift").out.startswith("handover 1 is on its way: 1 by ")
    told = desk("handover", "--sent").out
    assert "to Night shift, by " in told
    assert "desk@northwind.example  queued" in told
    (sent,) = desk("handover", "--sent", "--json").json["handovers"]
    assert (sent["list"], len(sent["messages"])) == ("Night shift", 1)
    assert "Nothing of this handover can be sent again" in desk("handover", "--retry", "1").err
    assert desk("handover", "--to", "Night shift", "--sent").code == 2


def test_a_caller_is_told_the_end_and_a_correction_is_written(desk) -> None:
    add(desk, "a@customer.example", "--confirmed", "asked")
    said = desk("notice", "new", *NEW, "--publish", "--json").json
    refused = desk("deliveries", "--retry", said["update"])
    assert (refused.code, "can be sent again" in refused.err) == (1, True)
    caller = add(
        desk, "c@customer.example", "--until-fixed", said["incident"], "--confirmed", "called"
    )
    assert caller.out == "added\n"
    given = ("--body", "It is not as we wrote.", "--corrects", said["update"], "--publish")
    right = desk("notice", "update", said["incident"], *given, "--json")
    assert right.code == 0
    rows = desk("deliveries", "--json").json["deliveries"]
    assert {(row["address"], row["update"], row["state"]) for row in rows} == {
        ("a@customer.example", said["update"], "superseded"),
        ("a@customer.example", right.json["update"], "queued"),
    }


def test_a_notice_is_published_to_whom_it_concerns(desk) -> None:
    add(desk, "a@customer.example", "--confirmed", "asked", "--service", "Shop/Checkout API")
    add(desk, "b@customer.example")
    published = desk("notice", "new", *NEW, "--publish", "--json")
    assert published.code == 0
    said = published.json
    assert said["incident"]
    assert said["generation"]
    assert [finding["rule"] for finding in said["findings"]] == ["not_observed"]
    rows = desk("deliveries", "--json").json["deliveries"]
    assert [(row["address"], row["state"], row["update"]) for row in rows] == [
        ("a@customer.example", "queued", said["update"])
    ]
    over = desk("notice", "resolve", said["incident"], "--body", "It works again.", "--publish")
    assert over.code == 0
    states = [row["state"] for row in desk("deliveries", "--json").json["deliveries"]]
    assert states == ["queued", "superseded"]
    assert desk("notice", "list").out == "nothing is told, and nothing is being written\n"


def test_an_incident_whose_service_was_removed_is_brought_to_its_end(desk, tmp_path) -> None:
    add(desk, "a@customer.example", "--confirmed", "asked", "--service", "Shop/Checkout API")
    said = desk("notice", "new", *NEW, "--publish", "--json").json
    file = tmp_path / "desk.toml"
    file.write_text(file.read_text().replace("Checkout API", "Search"))
    assert desk("apply", file, "--prune").code == 0
    kept = desk("notice", "resolve", said["incident"], "--body", "It works again.")
    assert kept.code == 0
    over = desk("notice", "resolve", said["incident"], "--publish", "--json")
    assert (over.code, over.err) == (0, "")
    rows = desk("deliveries", "--json").json["deliveries"]
    assert [(row["update"], row["state"]) for row in rows] == [
        (over.json["update"], "queued"),
        (said["update"], "superseded"),
    ]


def test_a_finding_that_blocks_ends_with_1_and_keeps_the_draft(desk, tmp_path) -> None:
    check = 'kind = "http"\n  url = "http://127.0.0.1:9/"\n  interval = "1s"\n'
    file = tmp_path / "desk.toml"
    file.write_text(f"{file.read_text()}  [[service.check]]\n  {check}")
    desk("apply", file)

    def is_down() -> bool:
        return desk("status", "--json").json["services"][0]["status"] == "major_outage"

    place = {"STATUSBOARD_DATABASE": str(tmp_path / "statusboard.db")}
    with at_work("statusboard", "collect", **place) as collector:
        wait_until(is_down, collector, what="the service is seen to be down", every_s=0.1)
        said = ("--title", "Mail is slow", "--body", "We look.", "--publish")
        given = (*said, "--service", "Shop/Checkout API=operational")
        blocked = desk("notice", "new", *given, "--json")
        assert blocked.code == 1
        (finding,) = (one for one in blocked.json["findings"] if one["blocks"])
        assert finding["rule"] == "still_fails"
        (draft,) = desk("notice", "list", "--json").json["notices"]
        assert (draft["sort"], draft["title"]) == ("draft", "Mail is slow")
        told = desk("notice", "new", *given, "--override", "mail is another matter", "--json")
        assert told.code == 0
        assert told.json["notice"] == draft["notice"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--service", "Checkout API"), "write GROUP/NAME=STATUS"),
        (("--service", "Nothing=major_outage"), "There is no service called “Nothing”"),
        (("--status", "broken"), "--status is one of investigating"),
        (("--next-update", "soon"), "is not a duration"),
        (("--body", "x", "--body-file", "-"), "not both"),
    ],
)
def test_what_cannot_be_meant_is_said(desk, given, words) -> None:
    refused = desk("notice", "new", *given)
    assert refused.code == 1
    assert words in refused.err


def test_what_can_be_taken_back_no_more_is_said_with_what_helps(desk) -> None:
    add(desk, "a@customer.example", "--confirmed", "asked")
    said = desk("notice", "new", *NEW, "--publish", "--json").json
    late = desk("deliveries", "--take-back", said["update"])
    assert late.code == 1
    assert "can no longer be taken back. Write an update that corrects them." in late.err
    assert desk("deliveries", "--take-back", "nothing").code == 1
