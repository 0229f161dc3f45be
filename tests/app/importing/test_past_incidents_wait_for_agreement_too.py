"""What is brought along onto the page asks the team's rule, as everything there does."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.agreement.agreeing import APPROVAL
from statusboard.app.audit.told import TOLD
from statusboard.app.importing.commands import BRING, PREVIEW_IMPORT
from statusboard.app.importing.reading import read_source
from statusboard.domain.trail import TrailFilter
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_incidents
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.peers import SOURCES
from tests.fixtures.speaking import NOON


def test_under_a_rule_they_come_along_only_with_a_reason(
    database: Database, tmp_path: Path
) -> None:
    desk = AgreeingDesk(database)
    desk.rule()
    given = replace(read_source(SOURCES["cstate"](tmp_path)).bring, with_incidents=True)

    asks = desk.ask(PREVIEW_IMPORT, given).rule
    assert "somebody else would have to agree" in asks
    assert desk.ask(PREVIEW_IMPORT, replace(given, without_approval="Now.")).rule == ""
    assert desk.ask(PREVIEW_IMPORT, replace(given, with_incidents=False)).rule == ""
    with pytest.raises(RuleBroken, match="somebody else would have to agree") as broken:
        desk.do(BRING, given)
    assert broken.value.field == APPROVAL
    with database.reading(NOON) as unit:
        assert read_components(unit) == read_incidents(unit) == ()

    desk.do(BRING, replace(given, without_approval="They were on our old page."))
    with database.reading(NOON) as unit:
        assert len(read_incidents(unit)) == 1
    told = str(desk.ask(TOLD, TrailFilter()))
    assert "Without approval, because: “They were on our old page.”" in told


def test_services_alone_need_nobody_else(database: Database, tmp_path: Path) -> None:
    desk = AgreeingDesk(database)
    desk.rule()
    desk.do(BRING, read_source(SOURCES["cstate"](tmp_path)).bring)
    with database.reading(NOON) as unit:
        assert read_components(unit)
        assert read_incidents(unit) == ()
