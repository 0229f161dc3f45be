"""Both screens by keyboard and screen reader: names everywhere, one walk through all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.status import IncidentStatus
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen
from ui.screens.settings.screen import SettingsScreen


@pytest.fixture(params=["notices", "settings"])
def screen(
    request: pytest.FixtureRequest, qtbot: QtBot, operations: Operations, newsroom: Newsroom
) -> Iterator[Screen]:
    component_id = newsroom.service("Kassenschnittstelle für Kreditkartenzahlungen in Europa")
    newsroom.measures(component_id, (NOON - 10 * MINUTE, MAJOR))
    draft = newsroom.draft(wording({component_id: MAJOR}, status=IncidentStatus.IDENTIFIED))
    made: Screen
    if request.param == "notices":
        notices = made = NoticesScreen(operations, clock=newsroom.clock)
        notices.turn_to(NoticeKey(draft.notice_id))
    else:
        settings = made = SettingsScreen(operations, clock=newsroom.clock)
    made.resize(1096, 776)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    if request.param == "notices":
        qtbot.waitUntil(lambda: notices.workplace.is_editing)
    else:
        qtbot.waitUntil(lambda: settings._stack.currentIndex() == 1)
    qtbot.waitUntil(lambda: not operations._running)
    yield made
    if isinstance(made, NoticesScreen):
        made.notice.close()
    made.hide()


def stops(screen: QWidget) -> list[QWidget]:
    """The controls that Tab stops at, in order."""
    found: list[QWidget] = []
    control = screen.nextInFocusChain()
    while control is not screen and len(found) < 500:
        takes_tab = bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if screen.isAncestorOf(control) and control.isVisible() and takes_tab:
            found.append(control)
        control = control.nextInFocusChain()
    assert len(set(found)) == len(found), "Tab walks in a circle that does not leave the screen"
    return found


def test_every_control_has_a_name(screen: Screen) -> None:
    nameless = [
        f"{type(control).__name__} {control.objectName()}"
        for control in stops(screen)
        if not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text())
        and not control.focusProxy()
    ]
    assert nameless == []


def test_every_label_is_plain_text(screen: Screen) -> None:
    rich = [
        label.text()
        for label in screen.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and label.text()
    ]
    assert rich == []


@pytest.mark.parametrize("screen", ["notices"], indirect=True)
def test_tab_walks_down_the_screen(screen: NoticesScreen) -> None:
    editor = screen.editor
    walk = stops(screen)
    order = [
        editor.title,
        editor.state.button("identified"),
        editor.promise.choice.button("1800"),
        editor.services.add_button,
        editor.body.text,
        editor.review_button,
    ]
    places = [walk.index(control) for control in order if control in walk]
    assert places == sorted(places)
    assert len(places) >= 5


@pytest.mark.parametrize("screen", ["notices"], indirect=True)
def test_tab_meets_a_promise_of_another_length_where_it_stands(
    qtbot: QtBot, screen: NoticesScreen
) -> None:
    editor = screen.editor
    editor.load(replace(editor.wording, next_update_in=timedelta(minutes=20)), zone="UTC")
    qtbot.waitUntil(lambda: editor.promise.choice.button("1200").isVisible())
    walk = stops(screen)
    order = [
        editor.state.button("identified"),
        editor.promise.choice.button("1200"),
        editor.services.add_button,
        editor.body.text,
        editor.body.toolbar.insert_button,
        editor.review_button,
    ]
    places = [walk.index(control) for control in order]
    assert places == sorted(places)


@pytest.mark.parametrize("screen", ["settings"], indirect=True)
def test_tab_meets_the_places_of_the_page_where_they_stand(screen: SettingsScreen) -> None:
    walk = stops(screen)
    [card] = screen.targets.cards
    order = [
        screen.sections["line"].fields.form.rows[0].control,
        *(control for control in walk if card.isAncestorOf(control)),
        *(control for control in walk if screen.appearance.isAncestorOf(control)),
    ]
    places = [walk.index(control) for control in order]
    assert len(places) >= 4
    assert places == sorted(places)


def test_tab_comes_round_to_where_it_began(qtbot: QtBot, screen: Screen) -> None:
    first = stops(screen)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    walked = [first]
    while len(walked) < 60:
        qtbot.keyClick(walked[-1], Qt.Key.Key_Tab)
        control = screen.focusWidget()
        assert control is not None
        if control is first:
            break
        walked.append(control)
    assert len(walked) in range(10, 80)


def test_nothing_is_wider_than_its_place(screen: Screen) -> None:
    """Long words wrap, end in an ellipsis or scroll: no control hangs over the edge."""
    QApplication.sendPostedEvents()
    over = [
        f"{type(child).__name__} {child.objectName()} {child.accessibleName()}"
        for child in screen.findChildren(QWidget)
        if child.isVisible()
        and not child.isWindow()
        and child.mapTo(screen, child.rect().topRight()).x() > screen.width()
    ]
    assert over == []
