"""A state is set by hand, taken back and explained by command."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.instants import to_us
from statusboard.storage import leases
from statusboard.storage.database import Database
from tests.fixtures.history import COLLECTOR, DOWN, UP, S, result

DESK = """\
[[service]]
name = "Checkout API"
group = "Shop"

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:9/health"
  interval = "1m"

[[service]]
name = "Search"
"""


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    file = tmp_path / "desk.toml"
    file.write_text(DESK)
    assert statusboard("apply", file).code == 0
    watched(tmp_path / "statusboard.db")
    return statusboard


def watched(file: Path) -> None:
    """The first check was good, and has failed twice just now."""
    clock = SystemClock()
    with closing(Database.open(file)) as database:
        with database.writing(clock.now(), COLLECTOR) as unit:
            leases.take(unit, role="collector", holder="it", ttl=timedelta(minutes=5))
            leases.renew(unit, role="collector", holder="it", ttl=timedelta(minutes=5))
        ingest = Ingest(database, clock)
        ingest.load()
        now_us = to_us(clock.now())
        (check,) = ingest.checks
        for seconds, answer in ((30, UP), (20, DOWN), (10, DOWN)):
            ingest.take([result(check.id, now_us - seconds * S, answer)])


def test_a_state_is_set_and_taken_back(desk) -> None:
    done = desk(
        *("override", "Checkout API", "--as", "operational", "--for", "2h"),
        *("--reason", "False alarm of the provider", "--json"),
    )
    assert done.code == 0, done
    said = done.json["override"]
    assert (said["status"], said["reason"]) == ("operational", "False alarm of the provider")
    assert said["checks_say"] == "major_outage"
    again = desk("override", "Shop/Checkout API", "--as", "partial", "--for", "1d", "--reason", "x")
    assert again.out.startswith("Shop/Checkout API: Set to Partial outage by ")
    assert "Checks say: Major outage since" in again.out
    assert desk("override", "Checkout API", "--end").out == (
        "Checkout API: its checks count again\n"
    )
    late = desk("override", "Checkout API", "--end")
    assert late.code != 0
    assert "it shows what its checks say" in late.err


REFUSED = (
    (("Checkout API", "--as", "operational", "--reason", "x"), "Say when it ends"),
    (("Checkout API", "--as", "operational", "--for", "2h"), "Say why"),
    (("Checkout API", "--as", "fine", "--for", "2h", "--reason", "x"), "is no such state"),
    (("Checkout API", "--for", "2h", "--reason", "x"), "Say what it is set to"),
    (("Checkout API", "--as", "major", "--for", "8d", "--reason", "x"), "at most 7 days"),
    (("Checkout API", "--as", "major", "--end"), "not both"),
    (("Payments", "--end"), "There is no service called “Payments”"),
    (
        ("Checkout API", "--as", "major", "--until-agrees", "--reason", "x"),
        "The checks say the same already",
    ),
)


def test_what_cannot_be_is_said_in_a_sentence(desk) -> None:
    for arguments, said in REFUSED:
        done = desk("override", *arguments)
        assert done.code != 0
        assert said in done.err


def test_a_state_is_explained_with_the_answers_that_made_it(desk) -> None:
    done = desk("why", "Checkout API")
    assert done.code == 0, done
    assert done.out.startswith("Major outage because its check has failed 2 times in a row since ")
    assert "turn of HTTP GET 127.0.0.1:9/health: from Operational to Major outage" in done.out
    assert "down · 503 · 1 of 2" in done.out
    assert "down · 503 · 2 of 2: Major outage" in done.out
    assert "The stored answers come to the same turn." in done.out
    said = desk("why", "Checkout API", "--json").json
    assert (said["status"], said["together"], said["agrees"]) == (
        "major_outage",
        "major_outage",
        "same",
    )
    assert [one["run"] for one in said["answers"]][-2:] == ["1 of 2", "2 of 2"]


def test_an_earlier_state_is_explained_and_a_later_one_refused(desk) -> None:
    done = desk("why", "Checkout API", "--at", "2020-01-01T12:00")
    assert (done.code, done.out.splitlines()[0]) == (
        0,
        "No data at 1 January 2020, 12:00 UTC",
    )
    assert "still to come" in desk("why", "Checkout API", "--at", "2099-01-01T12:00").err
    assert desk("why", "Search").out.startswith("Nothing is asked of this service yet")


def test_the_rule_of_a_group_is_told_and_chosen(desk) -> None:
    assert desk("group", "list").out == "Shop  1 service  the worst of its services decides\n"
    done = desk("group", "rule", "Shop", "weighted", "--partial-at", "30")
    assert done.out == (
        "Shop: degraded from 1 %, partial outage from 30 %, major outage from 50 %\n"
    )
    assert '"rule": "weighted 1 30 50"' in desk("group", "list", "--json").out
    assert 'rule = "weighted"' in desk("export").out


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("Ship", "best"), "There is no group called “Ship”."),
        (("Shop", "median"), "There is no rule median. Write one of: worst, best,"),
        (("Shop", "best", "--quorum", "2"), "--quorum does not go with best. Leave it out."),
    ],
)
def test_a_rule_that_does_not_fit_is_refused(desk, said: tuple[str, ...], words: str) -> None:
    done = desk("group", "rule", *said)
    assert done.code != 0
    assert words in done.err
