"""What a channel is called and what is said of it: whole in cards, list and table at any width."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.kinds import channel_kinds
from tests.fixtures.subscribers_screen import Mailroom
from ui.screens.destinations import SubscribersTab
from ui.screens.subscribers.deliveries.table import CHANNEL
from ui.screens.subscribers.screen import SubscribersScreen
from ui.theme.fonts import font
from ui.theme.tokens import BODY
from ui.widgets.form_from_fields import FieldForm

Show = Callable[[SubscribersTab], SubscribersScreen]
TEXTS, TEAMS = "Text messages", "Microsoft Teams"


@pytest.fixture
def channels(mailroom: Mailroom) -> Mailroom:
    """Three channels with long words about them, and an update that was sent by each."""
    mailroom.channel("mail")
    twilio = {"account_sid": "AC" + "0" * 32, "token": "x", "sender": "+4917604069000"}
    mailroom.channel(TEXTS, kind="sms", **twilio)
    mailroom.channel(TEAMS, kind="teams")
    mailroom.people("a@x.example")
    mailroom.people("+4915112345678", channel=TEXTS)
    mailroom.people("https://prod-01.logic.azure.com/workflows/0a?sig=x", channel=TEAMS)
    mailroom.say("Checkout fails")
    return mailroom


def shown_at(qtbot: QtBot, show: Show, tab: SubscribersTab, width: int) -> SubscribersScreen:
    screen = show(tab)
    screen.resize(width, 600)
    qtbot.waitUntil(lambda: screen.width() == width and not screen.operations.is_busy)
    return screen


@pytest.mark.parametrize("width", [896, 1260, 2380])
def test_cards_cut_neither_names_nor_lines(
    qtbot: QtBot, channels: Mailroom, show: Show, width: int
) -> None:
    tab = shown_at(qtbot, show, SubscribersTab.DELIVERIES, width).deliveries
    for card in tab.cards.cards:
        assert card.name.shown == card.name.text()
        assert card.line.shown.split() == card.line.text().split()
        assert card.line.height() >= card.line.height_at(card.line.width())
        assert card.chip.geometry().right() <= card.rect().right()
        assert not card.chip.geometry().intersects(card.name.geometry())
    assert len({card.height() for card in tab.cards.cards}) == 1


def test_cards_take_the_whole_width(qtbot: QtBot, channels: Mailroom, show: Show) -> None:
    tab = shown_at(qtbot, show, SubscribersTab.DELIVERIES, 3776).deliveries
    last = tab.cards.cards[-1]
    right = last.mapTo(tab, last.rect().topRight()).x()
    assert right == pytest.approx(tab.progress.geometry().right(), abs=4)


@pytest.mark.parametrize("width", [896, 1260])
def test_the_table_names_the_channel_whole(
    qtbot: QtBot, channels: Mailroom, show: Show, width: int
) -> None:
    screen = shown_at(qtbot, show, SubscribersTab.DELIVERIES, width)
    tables = [screen.deliveries.table]
    screen.show_tab(SubscribersTab.PEOPLE)
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    tables.append(screen.people.table)  # its columns begin as those of the deliveries
    for table in tables:
        assert not table.isColumnHidden(CHANNEL)
        words = QFontMetrics(font(BODY)).horizontalAdvance(TEAMS)
        assert words + 2 * 12 <= table.columnWidth(CHANNEL)


@pytest.mark.parametrize("width", [896, 1260])
def test_the_list_of_channels_breaks_its_lines(
    qtbot: QtBot, channels: Mailroom, show: Show, width: int
) -> None:
    tab = shown_at(qtbot, show, SubscribersTab.CHANNELS, width).channels
    rows = tab.list.table.shown
    for number, row in enumerate(rows):
        lines = tab.list.lines_of(row)
        assert " ".join(lines).split() == row.line.split()
        assert tab.list.rowHeight(number) >= 45 + 15 * len(lines)


def test_what_unfolds_a_form_begins_where_its_labels_do(qtbot: QtBot) -> None:
    form = FieldForm(channel_kinds()["email"].fields)
    qtbot.addWidget(form)
    form.show()
    option = QStyleOptionButton()
    form._more.initStyleOption(option)
    words = form._more.style().subElementRect(
        QStyle.SubElement.SE_PushButtonContents, option, form._more
    )
    label = form.findChild(QLabel)
    assert label is not None
    left = form._more.mapTo(form, words.topLeft()).x()
    assert left == label.mapTo(form, label.rect().topLeft()).x()
