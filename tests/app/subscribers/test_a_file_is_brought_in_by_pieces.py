"""A file of subscribers: checked as a whole, then written in pieces that keep nobody waiting."""

import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from email_validator import ValidatedEmail, validate_email
from sqlalchemy import event

from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.doorway import Doorway, Verb
from statusboard.app.subscribers.commands import (
    add_subscriber,
    erase_subscriber,
    import_subscribers,
    remove_subscriber,
)
from statusboard.app.subscribers.csv_file import csv_lines
from statusboard.app.subscribers.importing import CHECK_IMPORT, pieces_of
from statusboard.app.subscribers.inputs import (
    CHUNK,
    Address,
    Imported,
    ImportRow,
    ImportSubscribers,
    SubscriberInput,
)
from statusboard.app.subscribers.queries import SUBSCRIBERS
from statusboard.channels.mail import addresses
from statusboard.domain.access import person
from statusboard.domain.channel import Channel
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.people import SubscriberRow
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.subscribers import set_state
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR

READER = "reader@customer.example"
WHO = person("Sample desk")
HEADER = "channel,address,services,vouched,state\n"


@pytest.fixture
def door(database: Database) -> Doorway:
    clock = ManualClock()
    with database.writing(clock.now(), COLLECTOR) as unit:
        add_component(unit, name="Mail")
        add_channel(unit, name="mail", kind="email", config={})
    return Doorway(database, clock)


def listed(door: Doorway) -> list[SubscriberRow]:
    return [*door.ask(SUBSCRIBERS, "", person("Ada"))]


def file_of(folder: Path, lines: Iterable[str], header: str = HEADER) -> Path:
    file = folder / "people.csv"
    with file.open("w", newline="") as text:
        text.write(header)
        text.writelines(lines)
    return file


def check(door: Doorway, file: Path) -> Imported:
    done = Imported()
    for piece in pieces_of(file, door.ask(CHANNELS, None)):
        done += piece.found + door.ask(CHECK_IMPORT, piece.given, person("Ada"))
    return done


def bring_in(door: Doorway, file: Path) -> Imported:
    done = Imported()
    for piece in pieces_of(file, door.ask(CHANNELS, None)):
        done += piece.found + door.do(import_subscribers, piece.given, WHO).result
    return done


def add(door: Doorway, address: str = READER) -> None:
    door.do(add_subscriber, SubscriberInput("mail", address, vouched="asked"), WHO)


def test_every_line_is_checked_before_one_is_written(door: Doorway, tmp_path: Path) -> None:
    lines = [f"mail,reader{n}@customer.example,,asked,\n" for n in range(CHUNK + 10)]
    bad = ["mail,nobody,,asked,\n", "pigeon,x@b.example,,,\n", "mail,y@b.example,Nothing,,\n"]
    file = file_of(tmp_path, [*bad[:1], *lines, *bad[1:], "mail\n"])
    done = check(door, file)
    assert done.added == CHUNK + 10
    assert [line for line, _ in sorted(done.bad)] == [
        2,
        *(CHUNK + number for number in (13, 14, 15)),
    ]
    assert "nobody is no e-mail address" in dict(done.bad)[2]
    assert listed(door) == []


@ON_SQLITE
def test_an_address_is_looked_over_once_for_each_time_a_file_is_read(
    door: Doorway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That takes most of the time of a file: as long as all that is done with the line besides."""
    looked_over: list[str] = []

    def counted(text: str, **options: bool) -> ValidatedEmail:
        looked_over.append(text)
        return validate_email(text, **options)

    monkeypatch.setattr(addresses, "validate_email", counted)
    lines = [f"mail,reader{n}@once.example,,asked,\n" for n in range(2 * CHUNK + 1)]
    assert check(door, file_of(tmp_path, lines)).added == len(lines)
    assert len(looked_over) == len(lines)


def test_a_file_can_be_brought_in_again_and_changes_nothing(door: Doorway, tmp_path: Path) -> None:
    lines = [f"mail,reader{n}@customer.example,Mail,asked,\n" for n in range(2 * CHUNK + 1)]
    file = file_of(tmp_path, lines)
    first = next(pieces_of(file, door.ask(CHANNELS, None)))
    door.do(import_subscribers, first.given, WHO)
    assert len(listed(door)) == CHUNK
    done = bring_in(door, file)
    assert (done.added, done.changed, done.unchanged) == (CHUNK + 1, 0, CHUNK)
    before = listed(door)
    door.clock.forward(60)  # type: ignore[attr-defined]
    done = bring_in(door, file)
    assert (done.added, done.changed, done.unchanged) == (0, 0, 2 * CHUNK + 1)
    assert listed(door) == before


@pytest.mark.parametrize("verb", [remove_subscriber, erase_subscriber])
def test_one_who_left_does_not_refuse_the_file_and_is_not_brought_back(
    door: Doorway, tmp_path: Path, verb: Verb[Address, int]
) -> None:
    add(door)
    file = file_of(tmp_path, csv_lines(listed(door)), header="")
    with file.open("a") as text:
        text.write("mail,new@customer.example,,,both,every,en,,,asked,active,\n")
    door.do(verb, Address("mail", READER), WHO)
    before = [one.subscriber for one in listed(door)]
    for done in (check(door, file), bring_in(door, file)):
        assert done.bad == ()
        assert done.skipped == ((2, "This address wanted no more. The line was left out."),)
        assert done.added == 1
    after = [one.subscriber for one in listed(door)]
    assert [one for one in after if one.address != "new@customer.example"] == before


def test_a_file_brings_nobody_back_where_nothing_arrives(door: Doorway, tmp_path: Path) -> None:
    add(door)
    file = file_of(tmp_path, csv_lines(listed(door)), header="")
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        set_state(unit, 1, SubscriberState.QUARANTINED, reason="no such user")
    assert bring_in(door, file).unchanged == 1
    (one,) = listed(door)
    assert one.subscriber.state is SubscriberState.QUARANTINED
    assert one.subscriber.reason == "no such user"


def test_whom_a_file_calls_gone_is_gone_in_another_database_too(
    door: Doorway, tmp_path: Path
) -> None:
    lines = ["mail,a@b.example,,asked,left\n", "mail,c@b.example,,asked,quarantined\n"]
    done = bring_in(door, file_of(tmp_path, lines))
    assert done.skipped == (
        (2, "The file says that this address wants no more. The line was left out."),
    )
    (one,) = listed(door)
    assert (one.subscriber.address, one.subscriber.state) == (
        "c@b.example",
        SubscriberState.QUARANTINED,
    )
    with pytest.raises(RuleBroken, match="wanted no more"):
        door.do(add_subscriber, SubscriberInput("mail", "a@b.example"), WHO)


def test_an_old_file_takes_nobody_off_who_is_told(door: Doorway, tmp_path: Path) -> None:
    add(door)
    before = listed(door)
    done = bring_in(door, file_of(tmp_path, [f"mail,{READER},,,left\n"]))
    assert len(done.skipped) == 1
    assert listed(door) == before


def test_a_file_confirms_and_changes_what_is_known(door: Doorway, tmp_path: Path) -> None:
    door.do(add_subscriber, SubscriberInput("mail", READER), WHO)
    done = bring_in(door, file_of(tmp_path, [f"mail,{READER},Mail,their list,\n"]))
    assert done.changed == 1
    (one,) = listed(door)
    assert one.services == ("Mail",)
    assert one.subscriber.state is SubscriberState.ACTIVE
    bring_in(door, file_of(tmp_path, [f"mail,{READER},,another reason,\n"]))
    (one,) = listed(door)
    assert one.subscriber.consent is not None
    assert one.subscriber.consent.words == "their list"


def test_a_line_that_stands_there_twice_is_named(door: Doorway, tmp_path: Path) -> None:
    lines = [
        "mail,a@b.example,,asked,\n",
        "mail,A@B.example,,asked,\n",
        "mail,a@b.example,Mail,asked,\n",
        "mail,nobody,,,\n",
    ]
    done = check(door, file_of(tmp_path, lines))
    assert done.skipped == ((3, "This line says what line 2 says."),)
    assert dict(done.bad)[4] == (
        "Line 2 wants something else for this address. Keep one of the two."
    )
    twice = tuple(ImportRow(n, SubscriberInput("mail", "a@b.example")) for n in (2, 3))
    done = door.do(import_subscribers, ImportSubscribers(twice), WHO).result
    assert done.skipped == ((3, "This is the address of line 2. The line was left out."),)


def test_no_piece_is_larger_than_keeps_anybody_waiting(door: Doorway) -> None:
    rows = tuple(ImportRow(n, SubscriberInput("mail", f"r{n}@b.example")) for n in range(CHUNK + 1))
    with pytest.raises(RuleBroken, match="in pieces"):
        door.do(import_subscribers, ImportSubscribers(rows), WHO)
    asked: list[object] = []
    event.listen(door.database.engine, "before_cursor_execute", lambda *_: asked.append(1))
    door.do(import_subscribers, ImportSubscribers(rows[1:]), WHO)
    assert len(asked) <= 40


def test_a_long_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    words = "x" * 500
    lines = (f"mail,reader{n}@customer.example,,{words},\n" for n in range(5_000))
    file = file_of(tmp_path, lines)
    pieces = pieces_of(file, [Channel(1, "mail", "email")])
    count = len(next(pieces).given.rows)  # what is imported for the first line is not the file's
    tracemalloc.start()
    try:
        count += sum(len(piece.given.rows) for piece in pieces)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 5_000
    assert most < file.stat().st_size / 2
