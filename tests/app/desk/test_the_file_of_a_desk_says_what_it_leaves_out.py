"""The file of a desk where it cannot be taken as it is: what it says, and what it leaves out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard.app.desk.file_help import file_help
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.targets import add_target
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

PLACE = '[[target]]\nkind = "folder"\npath = "/srv/page"\n'


def test_a_place_of_a_kind_we_do_not_know_is_named_and_its_fields_are_not(
    database: Database,
) -> None:
    newsroom = Newsroom(database)
    with database.writing(NOON, COLLECTOR) as unit:
        add_target(unit, kind="pigeon", config={"loft": "hush"})
        add_target(unit, kind="folder", config={"path": "/srv/page"})

    text = newsroom.ask(EXPORT_DESK)

    assert "# Left out: a target of the kind pigeon, unknown to this version." in text
    assert "hush" not in text
    (target,) = parse_desk(text, check_kinds(), target_kinds()).page.targets
    assert (target.kind, target.config) == ("folder", {"path": "/srv/page"})


def test_a_place_named_twice_is_refused_on_the_line_of_the_second() -> None:
    with pytest.raises(RuleBroken, match=r"is named twice\. Keep one of the two") as caught:
        parse_desk(PLACE + PLACE, check_kinds(), target_kinds(), name="desk.toml")
    assert str(caught.value).startswith("desk.toml, line 4:")


def test_help_says_a_default_as_the_file_spells_it() -> None:
    http = check_kinds()["http"]
    slow = FieldSpec("slow", FieldKind.DURATION, "Slow", default=timedelta(seconds=90))
    loud = FieldSpec("loud", FieldKind.SWITCH, "Loud", default=True)

    said = file_help({"http": replace(http, fields=(slow, loud))}, {})

    assert "slow: duration; 1m 30s by default" in said
    assert "loud: true or false; true by default" in said
