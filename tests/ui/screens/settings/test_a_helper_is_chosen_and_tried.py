"""The writing helper in the settings: off at first, tried in words, its key never seen again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.keys.choose import SecretPlace
from tests.fixtures.assistants import ThreadedChat, threaded_chat
from tests.fixtures.keys import MemoryKeyring
from tests.fixtures.screens import OfficeDesk
from tests.fixtures.speaking import Newsroom
from ui.screens.destinations import SettingsPart, SettingsPlace
from ui.screens.settings.assistant_section import AssistantSection
from ui.screens.settings.screen import SettingsScreen

KEY = "sk-sample-0123456789"


@pytest.fixture
def chat() -> Iterator[ThreadedChat]:
    with threaded_chat() as made:
        yield made


@pytest.fixture
def newsroom(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    newsroom.secrets = SecretPlace(tmp_path / "keys", backend=MemoryKeyring())
    return newsroom


def fill(section: AssistantSection, **fields: str) -> None:
    for name, text in fields.items():
        control = section.fields.form.row(name).control
        assert isinstance(control, QLineEdit)
        control.setText(text)


def choose(qtbot: QtBot, screen: SettingsScreen, **fields: str) -> AssistantSection:
    section = screen.assistant
    fill(section, **fields)
    section.fields.keep_button.click()
    qtbot.waitUntil(lambda: not section.fields.changed)
    return section


def test_it_is_off_until_somebody_enters_an_address(
    screen: SettingsScreen, newsroom: Newsroom
) -> None:
    section = screen.assistant
    assert newsroom.ask(SETTINGS).assistant is None
    for control in (section.standing, section.key_field, section.try_button, section.forget_button):
        assert not control.isVisible()
    url = section.fields.form.row("url").control
    assert isinstance(url, QLineEdit)
    assert url.placeholderText() == "http://127.0.0.1:11434/v1"


def test_an_address_elsewhere_is_named_plainly(qtbot: QtBot, screen: SettingsScreen) -> None:
    section = choose(qtbot, screen, url="https://api.example.com/v1", model="writer")
    qtbot.waitUntil(section.standing.isVisible)
    assert section.standing.sentence == "What is shown goes to api.example.com."
    choose(qtbot, screen, url="http://gpu-box-1.lan:8000/v1")
    qtbot.waitUntil(lambda: "not encrypted" in section.standing.sentence)
    choose(qtbot, screen, url="http://localhost:11434/v1")
    qtbot.waitUntil(lambda: "does not leave it" in section.standing.sentence)


def test_trying_it_says_what_came_back(
    qtbot: QtBot, screen: SettingsScreen, chat: ThreadedChat
) -> None:
    section = choose(qtbot, screen, url=chat.url, model="llama3.2")
    qtbot.waitUntil(section.try_button.isEnabled)
    section.try_button.click()
    assert not section.try_button.isEnabled()
    qtbot.waitUntil(lambda: section.told.sentence.startswith("The helper answers"))
    chat.status = 503
    section.try_button.click()
    qtbot.waitUntil(lambda: "in trouble (503)" in section.told.sentence)
    chat.status = 401
    section.try_button.click()
    qtbot.waitUntil(lambda: section.told.sentence == "The helper wants a key. Enter the key.")
    fill(section, model="another")
    assert not section.try_button.isEnabled()


def test_a_key_is_kept_and_wiped_and_forgotten(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, chat: ThreadedChat
) -> None:
    section = choose(qtbot, screen, url=chat.url, model="llama3.2")
    qtbot.waitUntil(section.key_field.isVisible)
    assert section.key.echoMode() is QLineEdit.EchoMode.Password
    section.key.setText("no key")
    section.key_button.click()
    qtbot.waitUntil(lambda: section.key_field.fault.startswith("A key has no blanks"))
    section.key.setText(KEY)
    assert section.key_field.fault == ""
    assert screen.unsaved()
    section.key_button.click()
    qtbot.waitUntil(section.forget_button.isVisible)
    assert section.key.text() == ""
    assert newsroom.ask(SETTINGS).assistant.has_key
    section.forget_button.click()
    qtbot.waitUntil(lambda: not section.forget_button.isVisible())
    assert not newsroom.ask(SETTINGS).assistant.has_key


def test_who_has_no_key_store_is_asked_before_a_file_is_made(
    qtbot: QtBot,
    screen: SettingsScreen,
    newsroom: Newsroom,
    chat: ThreadedChat,
    office: OfficeDesk,
    tmp_path: Path,
) -> None:
    newsroom.secrets = SecretPlace(tmp_path / "none")
    office.local = replace(office.local, doorway=newsroom.doorway)
    section = choose(qtbot, screen, url=chat.url, model="llama3.2")
    qtbot.waitUntil(section.key_field.isVisible)
    section.key.setText(KEY)
    section.key_button.click()
    qtbot.waitUntil(section.consent.isVisible)
    assert not section.key_button.isEnabled()
    section.consent.agree.setChecked(True)
    section.key_button.click()
    qtbot.waitUntil(section.forget_button.isVisible)


def test_the_notices_screen_leads_here(qtbot: QtBot, screen: SettingsScreen) -> None:
    screen.focus_on(SettingsPlace(SettingsPart.HELPER))
    qtbot.waitUntil(screen.assistant.fields.form.row("url").control.hasFocus)
