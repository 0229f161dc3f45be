"""A database of the version before, with data in it, brought to where a page can be private."""

from sqlalchemy import inspect, text

from statusboard.storage import migrate
from statusboard.storage.reader_links import add_link, end_link, note_used, open_keys, read_links
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = ("INSERT INTO inside_list (id, name, text, position) VALUES (5, 'Night', 'page', 0)",)


def test_what_was_there_stays_and_links_are_kept(empty_url: str) -> None:
    database = older_database(empty_url, "0041", BEFORE)
    assert not inspect(database.engine).has_table("reader_link")
    migrate.bring_to_head(database)
    with database.writing(NOON, COLLECTOR) as unit:
        assert unit.connection.scalar(text("SELECT name FROM inside_list")) == "Night"
        first = add_link(unit, page="a", name="Ada", digest="d1", by="Bo")
        add_link(unit, page="b", name="Cy", digest="d2", by="Bo")
        assert [key.digest for key in open_keys(unit, "a")] == ["d1"]
        note_used(unit, {first: 7})
        note_used(unit, {first: 5})
        assert [link.used_at is not None for link in read_links(unit, "a")] == [True]
        assert end_link(unit, "b", first) is None  # another page's
        assert end_link(unit, "a", first) == "Ada"
        assert open_keys(unit, "a") == ()
    database.close()
