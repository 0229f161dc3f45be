"""Where claims are said is part of the file of a desk: written, read back, and applied once."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk, with_line
from statusboard.app.installation import open_database
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.app.statements.commands import judge_uses, use_claim
from statusboard.app.statements.inputs import JudgeUses, UseClaim, UsesJudged
from statusboard.app.statements.queries import USES
from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.language import Language
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import GOOD, NOON, Newsroom

PLACE = '[[claim]]\nwhere = "home page"\n'


def _apply(desk: Newsroom, text: str) -> tuple[str, ...]:
    given = parse_desk(text, check_kinds(), target_kinds(), name="desk.toml")
    try:
        lines: tuple[str, ...] = desk.do(apply_desk, given).lines
    except RuleBroken as broken:
        raise with_line(broken, text, name="desk.toml") from broken
    return lines


def _measured(database: Database) -> Newsroom:
    desk = Newsroom(database)
    for name in ("Checkout", "Search"):
        desk.measures(desk.service(name), (NOON - timedelta(days=400), GOOD))
    desk.watched()
    return desk


def test_what_is_exported_is_applied_and_a_second_time_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    desk = _measured(database)
    desk.do(use_claim, UseClaim("home page", Asked(ClaimKind.AVAILABILITY, "12mo")))
    german = UseClaim("Messe", Asked(ClaimKind.MAJOR_FREE), (1,), Language.GERMAN)
    desk.do(use_claim, german)
    text = desk.ask(EXPORT_DESK)
    assert _apply(desk, text) == ()

    with closing(open_database(str(tmp_path / "other.db"))) as empty:
        other = Newsroom(empty)
        _apply(other, text)
        assert _apply(other, text) == ()
        assert other.ask(EXPORT_DESK) == text
        assert [one.sentence for one in other.ask(USES)] == [one.sentence for one in desk.ask(USES)]
        # It has measured nothing, and so it finds nothing false.
        assert other.do(judge_uses, JudgeUses()) == UsesJudged()


@ON_SQLITE
def test_without_a_figure_the_best_is_recorded_and_stays(database: Database) -> None:
    desk = _measured(database)

    assert _apply(desk, PLACE) == ("added claim in home page",)
    assert _apply(desk, PLACE) == ()
    (use,) = desk.ask(USES)
    assert (use.asked.percent, use.sentence) == ("100", "100 % available over the last 12 months")
    # What stands there is another figure: it is recorded, and told where it is not true.
    assert _apply(desk, f'{PLACE}percent = "99.9"\n') == ("changed claim in home page",)
    (use,) = desk.ask(USES)
    assert use.sentence == "99.9 % available over the last 12 months"


@ON_SQLITE
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{PLACE}wher = 1\n", "line 3"),
        (f'{PLACE}period = "soon"\n', "line 3: “soon” is no period"),
        (f'{PLACE}percent = "99,98"\n', "line 3: A percentage is written like 99.98"),
        (f'{PLACE}claim = "best"\n', "line 3"),
        (f'{PLACE}services = ["Mail"]\n', "line 3: There is no service called “Mail”"),
        (f'{PLACE}period = "730d"\n', "line 1: Only 54.7 % of that time was observed. True is"),
        (f'{PLACE}claim = "major-free"\nperiod = "90d"\n', "line 4: major-free is about no per"),
        (PLACE + PLACE, "line 4: The claim in home page is described twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(database: Database, text: str, says: str) -> None:
    desk = _measured(database)

    with pytest.raises(RuleBroken) as caught:
        _apply(desk, text)

    assert says in str(caught.value)
    assert desk.ask(USES) == ()
