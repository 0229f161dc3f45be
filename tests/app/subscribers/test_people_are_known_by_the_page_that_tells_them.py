"""Who is told by which page is seen, looked for, written into a file, and read from one."""

from pathlib import Path

import pytest

from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.page.page_commands import add_page, remove_page
from statusboard.app.page.page_inputs import PageInput, RemovePage
from statusboard.app.subscribers.commands import import_subscribers
from statusboard.app.subscribers.csv_file import csv_lines
from statusboard.app.subscribers.importing import pieces_of
from statusboard.app.subscribers.inputs import Imported, PeopleAsk
from statusboard.app.subscribers.queries import PEOPLE, SUBSCRIBERS
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

pytestmark = ON_SQLITE
FILE = """channel,address,page,vouched
mail,a@b.example,partners,yes
mail,a@b.example,main,yes
mail,c@d.example,,yes
mail,c@d.example,,yes
"""


@pytest.fixture
def desk(database: Database) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.do(add_page, PageInput("partners", {"page.name": "Partners"}))
    with database.writing(NOON, COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="email", config={})
    return newsroom


def bring_in(desk: Newsroom, text: str, folder: Path, page: str = "") -> Imported:
    file = folder / "people.csv"
    file.write_text(text, encoding="utf-8")
    done = Imported()
    for piece in pieces_of(file, desk.ask(CHANNELS, None), page=page):
        done += piece.found + desk.do(import_subscribers, piece.given)
    return done


def told_by(desk: Newsroom, page: str) -> list[str]:
    view = desk.ask(PEOPLE, PeopleAsk(page=page))
    assert view.total == sum(sum(of.values()) for of in view.counts.values())
    return sorted(row.address for row in view.rows)


def test_a_file_names_the_page_of_each_and_reads_back_the_same(
    desk: Newsroom, tmp_path: Path
) -> None:
    done = bring_in(desk, FILE, tmp_path, page="partners")
    assert (done.added, len(done.skipped), done.bad) == (3, 1, ())
    assert told_by(desk, "partners") == ["a@b.example", "c@d.example"]
    assert told_by(desk, "main") == ["a@b.example"]
    assert desk.ask(PEOPLE, PeopleAsk()).pages[1] == ("partners", "Partners")
    written = "".join(csv_lines(desk.ask(SUBSCRIBERS, "")))
    again = bring_in(desk, written, tmp_path)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    with pytest.raises(RuleBroken, match="no page called"):
        desk.ask(PEOPLE, PeopleAsk(page="nobody"))
    bad = bring_in(desk, FILE.replace("partners", "nobody"), tmp_path).bad
    assert [line for line, _ in bad] == [2]


def test_the_main_page_is_meant_where_none_is_named(desk: Newsroom, tmp_path: Path) -> None:
    twice = "channel,address,page,language,vouched\nmail,c@d.example,,en,yes\n"
    done = bring_in(desk, f"{twice}mail,c@d.example,main,de,yes\n", tmp_path)
    assert [line for line, _ in done.bad] == [3]
    done = bring_in(desk, f"{twice}mail,c@d.example,main,en,yes\n", tmp_path)
    assert (len(done.skipped), done.bad) == (1, ())


def test_whom_a_removed_page_told_is_said_so_and_goes_into_no_file(
    desk: Newsroom, tmp_path: Path
) -> None:
    bring_in(desk, FILE, tmp_path)
    desk.do(remove_page, RemovePage("partners"))
    gone = [(row.page, row.is_page_gone) for row in desk.ask(PEOPLE, PeopleAsk()).rows]
    assert sorted(gone) == [("main", False), ("main", False), ("partners", True)]
    written = list(csv_lines(desk.ask(SUBSCRIBERS, "")))
    assert len(written) == 3
    assert not any("partners" in line for line in written)
    assert desk.ask(PEOPLE, PeopleAsk()).pages == ()
