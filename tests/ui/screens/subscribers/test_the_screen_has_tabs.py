"""Tabs in one screen: chosen by pointer, key and place; each asks while it is shown."""

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.inputs import ListInput, SaveList
from statusboard.app.delivery.list_commands import save_list
from statusboard.domain.changes import Changes, Topic
from tests.fixtures.subscribers_screen import Mailroom
from ui.screens.destinations import SubscribersPlace, SubscribersTab
from ui.screens.subscribers.screen import SubscribersScreen

Show = Callable[[SubscribersTab], SubscribersScreen]
LONG = "Störungsbenachrichtigungen für Geschäftskunden der Donaudampfschifffahrtsgesellschaft"


@pytest.mark.parametrize("tab", SubscribersTab)
def test_a_place_leads_to_its_tab(qtbot: QtBot, show: Show, tab: SubscribersTab) -> None:
    screen = show(SubscribersTab.DELIVERIES)
    screen.focus_on(SubscribersPlace(tab))
    assert screen.tab is tab
    screen.focus_on(SubscribersPlace())
    assert screen.tab is tab
    qtbot.waitUntil(lambda: not screen.operations.is_busy)


def test_arrows_go_from_tab_to_tab(qtbot: QtBot, show: Show) -> None:
    screen = show(SubscribersTab.PEOPLE)
    button = screen.choice.button("people")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Right)
    assert screen.tab is SubscribersTab.DELIVERIES
    qtbot.waitUntil(lambda: not screen.operations.is_busy)


def test_only_the_tab_that_is_shown_asks(
    qtbot: QtBot, mailroom: Mailroom, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailroom.channel()
    screen = show(SubscribersTab.CHANNELS)
    asked: list[str] = []
    for name in ("people", "deliveries", "channels", "lists"):
        tab = getattr(screen, name)
        ask = tab.ask
        monkeypatch.setattr(tab, "ask", lambda name=name, ask=ask: (asked.append(name), ask())[1])
    screen.changes_arrived(Changes.of(Topic.DELIVERIES))
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert asked == ["channels"]
    screen.changes_arrived(Changes.of(Topic.RESULTS))
    assert asked == ["channels"]


def test_what_belongs_to_a_tab_stands_above_it_alone(show: Show, qtbot: QtBot) -> None:
    screen = show(SubscribersTab.PEOPLE)
    assert screen.finder.isVisible()
    assert screen.people.add_button.isVisible()
    assert not screen.channels.add_button.isVisible()
    screen.show_tab(SubscribersTab.CHANNELS)
    assert not screen.finder.isVisible()
    assert not screen.people.add_button.isVisible()
    assert screen.channels.add_button.isVisible()
    qtbot.waitUntil(lambda: not screen.operations.is_busy)


@pytest.mark.parametrize("before", [SubscribersTab.CHANNELS, SubscribersTab.LISTS])
def test_going_to_another_tab_makes_the_window_no_wider(
    qtbot: QtBot, show: Show, before: SubscribersTab
) -> None:
    screen = show(before)
    screen.resize(896, 600)
    qtbot.waitUntil(lambda: screen.width() == 896)
    screen.show_tab(SubscribersTab.PEOPLE)
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert screen.width() == 896


@pytest.mark.parametrize("tab", SubscribersTab)
def test_every_control_has_a_name_and_can_be_reached(
    mailroom: Mailroom, show: Show, tab: SubscribersTab
) -> None:
    mailroom.channel()
    mailroom.people("a@x.example")
    mailroom.say("Checkout fails")
    screen = show(tab)
    controls = [
        one
        for one in screen.findChildren(QWidget)
        if one.isVisible() and isinstance(one, QAbstractButton | QLineEdit | QComboBox)
    ]
    assert controls
    for control in controls:
        said = control.accessibleName()
        named = said or (control.text() if isinstance(control, QAbstractButton) else "")
        inner = isinstance(control.parentWidget(), QComboBox | QLineEdit)
        assert named or inner, control


@pytest.mark.parametrize("tab", SubscribersTab)
@pytest.mark.parametrize("size", [(896, 600), (1376, 844), (3776, 2104)])
def test_long_names_fit_into_every_window(
    qtbot: QtBot, mailroom: Mailroom, show: Show, tab: SubscribersTab, size: tuple[int, int]
) -> None:
    mailroom.channel(LONG)
    mailroom.channel("mail")
    mailroom.people(f"{'kundendienst.' * 4}@versicherung-oberoesterreich.example", channel=LONG)
    mailroom.newsroom.do(save_list, SaveList(ListInput(LONG[:60])))
    mailroom.say(f"{LONG}: vorübergehend eingeschränkt")
    screen = show(tab)
    screen.resize(*size)
    qtbot.waitUntil(lambda: screen.width() == size[0])
    assert screen.minimumSizeHint().width() <= size[0]
    shown = [
        control
        for control in screen.findChildren(QAbstractButton)
        if control.isVisible() and not isinstance(control.parentWidget(), QLineEdit)
    ]

    def are_whole() -> None:
        for control in shown:
            right = control.mapTo(screen, control.rect().topRight()).x()
            assert right <= size[0], control.text()
            assert control.width() >= control.minimumSizeHint().width(), control.text()

    # Each layout within another one asks for its room in a turn of the loop of its own.
    qtbot.waitUntil(are_whole)


def test_an_answer_for_one_tab_is_not_shown_in_another_one(
    qtbot: QtBot, mailroom: Mailroom, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailroom.channel()
    screen = show(SubscribersTab.CHANNELS)
    ask, asked, gate = screen.channels.ask, list[object](), asyncio.Event()

    async def late() -> object:
        asked.append(await ask())
        await gate.wait()
        return asked[0]

    monkeypatch.setattr(screen.channels, "ask", late)
    screen.refresh()
    qtbot.waitUntil(lambda: bool(asked))
    screen.hide()
    screen.focus_on(SubscribersPlace(SubscribersTab.DELIVERIES))
    gate.set()
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert screen.deliveries.view is None
    screen.show()
    qtbot.waitUntil(lambda: screen.deliveries.view is not None)
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
