"""Pages of the desk in its file: made with their places and services, and applied once."""

from pathlib import Path

import pytest

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.page_queries import PAGES
from statusboard.app.services.kinds import check_kinds
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import Newsroom

FILE = """
[page]
name = "Northwind"

[[service]]
name = "Shop"

[[service]]
name = "Feed"

[[target]]
kind = "folder"
path = "{folder}"
page = "partners"

[[further_page]]
key = "main"
shows = "except"
services = ["Feed"]

[[further_page]]
key = "partners"
shows = "only"
services = ["Feed"]

[further_page.page]
name = "Partners"

[further_page.brand]
accent = "#225588"
"""


def parsed(text: str):
    return parse_desk(text, check_kinds(), target_kinds(), name="desk.toml")


@ON_SQLITE
def test_a_file_makes_pages_with_their_places_and_a_second_time_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    text = FILE.format(folder=tmp_path / "partners")
    newsroom.do(apply_desk, parsed(text))
    main, partners = newsroom.ask(PAGES)
    assert (main.name, main.named) == ("Northwind", ("Shop",))
    assert (partners.name, partners.named) == ("Partners", ("Feed",))
    assert partners.values["brand.accent"] == "#225588"
    assert partners.places == (f"Folder {tmp_path / 'partners'}",)
    assert newsroom.do(apply_desk, parsed(text)).lines == ()
    # A file that says nothing of what is shown hides and shows nothing.
    newsroom.do(apply_desk, parsed('[[further_page]]\nkey = "main"\n'))
    assert newsroom.ask(PAGES)[0].named == ("Shop",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[further_page]]\nshows = "all"\n', "line 1"),
        ('[[further_page]]\nkey = "a"\nshows = "some"\n', "line 3"),
        ('[[further_page]]\nkey = "a"\nservices = ["Shop"]\n', "Say whether"),
        ('[[further_page]]\nkey = "a"\nshows = "only"\nservices = "Shop"\n', "line 4"),
        ('[[further_page]]\nkey = "a"\n[further_page.line]\ncanaries = "a.example"\n', "line 4"),
        ('[[further_page]]\nkey = "a"\n[[further_page]]\nkey = "a"\n', "described twice"),
    ],
)
def test_what_is_no_page_is_refused_with_its_line(text: str, line: str) -> None:
    with pytest.raises(RuleBroken, match=line):
        parsed(text)
