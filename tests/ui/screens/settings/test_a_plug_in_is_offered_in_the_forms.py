"""Kinds and settings that no code knows but their declarations, in the forms of the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends import fail
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.services.kinds import check_kinds
from statusboard.catalog.fields import FieldSpec
from statusboard.storage.database import Database
from tests.fixtures.plug_ins import plugged_in_kinds
from tests.fixtures.settings import declared_setting
from tests.fixtures.speaking import Newsroom
from ui.runtime.operations import Operations
from ui.screens.settings.screen import SettingsScreen
from ui.screens.verify.choices import SourceDialog
from ui.screens.verify.service_dialog import ServiceDialog

__all__ = ["declared_setting", "plugged_in_kinds"]


@pytest.fixture
def newsroom(sqlite_database: Database, tmp_path: Path) -> Newsroom:
    """One on a machine without a key store."""
    store = SecretPlace(tmp_path / "keys", backend=fail.Keyring())
    return Newsroom(sqlite_database, secrets=store)


@pytest.fixture
def screen(
    plugged_in_kinds: None,
    declared_setting: FieldSpec,
    qtbot: QtBot,
    operations: Operations,
    newsroom: Newsroom,
) -> Iterator[SettingsScreen]:
    made = SettingsScreen(operations, clock=newsroom.clock)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made._stack.currentIndex() == 1)
    yield made
    made.hide()


def test_a_kind_of_place_is_chosen_by_its_own_form(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path_factory
) -> None:
    newsroom.publishes_to(tmp_path_factory.mktemp("page"))
    screen.refresh()
    qtbot.waitUntil(screen.targets.add_button.isVisible)
    menu = screen.targets.add_button.menu()
    actions = {action.objectName(): action for action in menu.actions()}
    assert next(iter(actions)) == "folder"
    actions["memory"].trigger()
    card = screen.targets.cards[-1]
    shelf, token = (row.control for row in card.form.form.rows)
    assert isinstance(shelf, QLineEdit)
    assert isinstance(token, QLineEdit)
    assert token.echoMode() is QLineEdit.EchoMode.Password
    shelf.setText("two words")
    card.form.keep_button.click()
    assert card.form.form.row("shelf").fault == "A shelf is a single word."
    shelf.setText("top")
    token.setText("t-1843")
    card.form.keep_button.click()
    qtbot.waitUntil(card.consent.isVisible)  # there is no key store here
    card.consent.agree.click()
    card.form.keep_button.click()
    qtbot.waitUntil(lambda: card.target_id is not None and token.text() == "***")
    assert card.consent.isHidden()
    place = newsroom.ask(SETTINGS).targets[-1]
    assert (place.kind, place.label) == ("memory", "Shelf top")


def test_a_setting_gets_its_row(qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom) -> None:
    form = screen.sections["page"].fields
    control = form.form.row("seats").control
    assert isinstance(control, QLineEdit)
    assert control.placeholderText() == "4"
    control.setText("12")
    form.keep_button.click()
    qtbot.waitUntil(lambda: form.said.text() == "Saved")
    assert newsroom.ask(SETTINGS).values == {"page.seats": 12}


def test_a_kind_of_check_is_offered_and_described_by_its_own_form(
    qtbot: QtBot, plugged_in_kinds: None
) -> None:
    kinds = check_kinds()
    asked = SourceDialog(kinds)
    qtbot.addWidget(asked)
    button = asked.findChild(QPushButton, "knock")
    assert button is not None
    assert "Knock at a port" in button.text()
    with qtbot.waitSignal(asked.chosen) as chosen:
        button.click()
    assert chosen.args == ["knock"]

    form = ServiceDialog(kinds, (), kind="knock")
    qtbot.addWidget(form)
    form._service.show_values({"name": "Database"})
    own = form._sections[0]._own
    own.show_values({"host": "db.example", "port": 5432})
    described = form.value()
    assert described.checks[0].kind == "knock"
    assert described.checks[0].config == {"host": "db.example", "port": 5432}


def test_a_second_check_of_a_service_may_be_of_any_kind(
    qtbot: QtBot, plugged_in_kinds: None
) -> None:
    form = ServiceDialog(check_kinds(), ())
    qtbot.addWidget(form)
    menu = form._another.menu()
    actions = {action.objectName(): action for action in menu.actions()}
    assert next(iter(actions)) == "http"
    actions["knock"].trigger()
    assert [section._kind.key for section in form._sections if section._kind] == ["http", "knock"]
