"""Once it works again the board says how we spoke about it, where that was measured."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from statusboard.domain.promises import PromiseRecord
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.views.board import BoardView, SpokenRecord
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import BoardFace
from ui.screens.board.record_words import spoken_words
from ui.theme.theme import Theme
from ui.widgets.paragraph import Paragraph

AT = views.TROUBLE_AT
SPOKEN = SpokenRecord(190_000_000, PromiseRecord(kept=3, open=1))


def recovered(spoken: SpokenRecord = SPOKEN, **record: object) -> BoardView:
    told = views.a_told(AT, spoken=spoken)
    view = views.board_in_trouble(AT, told=(told,))
    tiles = view.tiles
    for name in ("Checkout API", "Card payments"):
        since = AT - timedelta(minutes=3)
        tiles = views.changed(tiles, name, status=Status.OPERATIONAL, since=since)
    return replace(view, tiles=tiles, record=replace(view.record, **record))


def record_of(qtbot: QtBot, view: BoardView) -> list[str]:
    face = BoardFace(clock=ManualClock(AT))
    qtbot.addWidget(face)
    face.resize(1920, 1080)
    with qtbot.waitExposed(face):
        face.show()
    face.show_view(view)
    cards = [card for card in face.side.cards if card.accessibleName() == "The record"]
    assert all(card.isVisible() for card in cards)
    return [part.text for card in cards for part in card.findChildren(Paragraph)]


def test_first_word_promises_and_uptime_are_said_with_this_counted(
    qtbot: QtBot, theme: Theme
) -> None:
    assert record_of(qtbot, recovered()) == [
        "First word within 4 min · 3 of 3 promises kept",
        "99.98 % over the last 12 months, with this counted",
    ]


def test_a_figure_of_too_little_observed_time_is_not_said(qtbot: QtBot, theme: Theme) -> None:
    dash = "\N{EN DASH}"
    view = recovered(uptime_365=dash, coverage_365="12", uptime_90=dash, coverage_90="40")
    assert record_of(qtbot, view) == ["First word within 4 min · 3 of 3 promises kept"]
    view = recovered(coverage_365="80")
    assert record_of(qtbot, view)[1] == "99.98 % over the last 90 days, with this counted"


def test_in_trouble_and_where_nothing_was_measured_there_is_no_such_card(
    qtbot: QtBot, theme: Theme
) -> None:
    assert record_of(qtbot, views.board_in_trouble(AT)) == []
    dash = "\N{EN DASH}"
    assert record_of(qtbot, recovered(SpokenRecord(), uptime_365=dash, uptime_90=dash)) == []


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ([SpokenRecord(None, PromiseRecord(kept=1))], "1 of 1 promise kept"),
        ([SpokenRecord(None, PromiseRecord(kept=1, late=1))], "1 of 2 promises kept"),
        ([SpokenRecord(45_000_000)], "First word within 1 min"),
        ([SPOKEN, SpokenRecord(5_000_000, PromiseRecord(late=1))], "3 of 4 promises kept"),
        ([SpokenRecord(None, PromiseRecord(open=1))], ""),
    ],
)
def test_what_was_not_measured_is_not_said(
    qapp: object, spoken: list[SpokenRecord], words: str
) -> None:
    assert spoken_words(spoken) == words
