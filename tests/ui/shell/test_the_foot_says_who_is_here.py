"""The foot of the navigation: who acts here, who else is there, and two clicks to sign in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.people.inputs import Here
from statusboard.app.people.presence_commands import say_here
from statusboard.domain.access import Role
from statusboard.domain.changes import Changes, Topic
from tests.fixtures.database import _migrated_file
from tests.fixtures.people import Team
from tests.fixtures.people_screen import SeatedDesk, office, team
from tests.fixtures.screens import dressed, loop, operations, sqlite_database
from tests.fixtures.speaking import Newsroom
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.destinations import PeoplePlace, PeopleStep, ScreenKey, SettingsPlace
from ui.screens.people.handover_sheet import HandoverSheet
from ui.screens.people.sign_in_sheet import SignInSheet
from ui.shell.who_is_here import WhoIsHere
from ui.shell.window import Window
from ui.startup.screens import window_around

__all__ = ["_migrated_file", "dressed", "loop", "office", "operations", "sqlite_database", "team"]


@pytest.fixture
def window(qtbot: QtBot, operations: Operations, team: Team, tmp_path: Path) -> Iterator[Window]:
    newsroom = Newsroom(team.database, team.clock)
    newsroom.service()
    newsroom.publishes_to(tmp_path / "page")
    made = window_around(BoardFace(clock=team.clock), clock=team.clock)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.set_operations(operations)
    yield made
    made.hide()


def offered(foot: WhoIsHere) -> list[str]:
    return [action.text() for action in foot.offer().actions() if action.text()]


def test_it_names_who_acts_and_counts_who_else_is_there(
    qtbot: QtBot, window: Window, team: Team
) -> None:
    foot = window.navigation.here
    qtbot.waitUntil(foot.isEnabled)
    assert foot.accessibleName() == "Ada, here"

    team.do(say_here, Here("d2", "Desk 2"), "ben", device="d2")
    window.changes_arrived(Changes.of(Topic.PRESENCE))
    qtbot.waitUntil(lambda: foot.accessibleName() == "Ada, 1 other is here")


def test_two_clicks_lead_to_the_code_of_somebody_else(
    qtbot: QtBot, window: Window, team: Team, office: SeatedDesk
) -> None:
    team.add("Ada", login="ada")
    ben = team.add("Ben & Co", Role.AUTHOR)
    window.changes_arrived(Changes.of(Topic.PEOPLE))
    foot = window.navigation.here
    names = ["People", "Audit trail", "Handover…"]
    qtbot.waitUntil(lambda: offered(foot) == [*names, "Sign in as Ben && Co…"])

    foot.offer().actions()[-1].trigger()

    def sheets() -> list[SignInSheet]:
        every = QApplication.allWidgets()
        return [one for one in every if isinstance(one, SignInSheet) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(sheets()))
    sheets()[0].code.setText(ben.code)
    sheets()[0].enter.click()
    qtbot.waitUntil(lambda: office.is_signed_in)
    window.changes_arrived(Changes.of(Topic.PEOPLE))
    qtbot.waitUntil(lambda: foot.accessibleName() == "Ben & Co, here")
    assert offered(foot)[-1] == "Sign Ben && Co out"
    assert window.current is ScreenKey.PEOPLE


def test_what_one_may_not_do_is_held_back_on_every_screen(
    qtbot: QtBot, window: Window, team: Team, office: SeatedDesk, operations: Operations
) -> None:
    team.add("Cleo", login="cleo")
    window.changes_arrived(Changes.of(Topic.PEOPLE))
    qtbot.waitUntil(lambda: operations.permitted.actor is not None)
    qtbot.waitUntil(lambda: not operations.permitted.actor.person_id)
    window.go_to(SettingsPlace())
    settings = window.screen_of(ScreenKey.SETTINGS)
    assert settings is not None
    qtbot.waitUntil(lambda: settings.is_ready)
    qtbot.waitUntil(lambda: not settings.targets.isEnabled())  # type: ignore[attr-defined]
    assert settings.templates.toolTip() == (  # type: ignore[attr-defined]
        "Ada may not do this: it takes the role of publisher. Ask Cleo."
    )
    assert settings.appearance.isEnabled()  # type: ignore[attr-defined]


def test_no_entry_is_marked_while_the_people_are_shown_and_keys_lead_to_the_handover(
    qtbot: QtBot, window: Window
) -> None:
    window.go_to(PeoplePlace(step=PeopleStep.HAND_OVER))
    assert not any(item.isChecked() for item in window.navigation.items.values())

    def sheets() -> list[HandoverSheet]:
        every = QApplication.allWidgets()
        return [one for one in every if isinstance(one, HandoverSheet) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(sheets()))
    window.go_to(SettingsPlace())
    assert window.navigation.items[ScreenKey.SETTINGS].isChecked()
