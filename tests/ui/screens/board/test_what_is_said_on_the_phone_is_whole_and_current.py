"""*Say this* is read out: whole, as of now, and leading on when it is over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.views.board import BoardView
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import BoardFace
from ui.screens.board.painting.banner import told_lines
from ui.screens.board.painting.side_card import SideCard
from ui.screens.destinations import NoticePlace
from ui.theme.fonts import font
from ui.theme.theme import Theme
from ui.widgets.paragraph import Paragraph

AT = views.TROUBLE_AT
BLIND = (
    "New Relic: it did not answer in time. States from it are unknown until it answers again. "
    "It last answered 3 minutes ago."
)


def recovered() -> BoardView:
    view = views.board_in_trouble(AT)
    tiles = view.tiles
    for name in ("Checkout API", "Card payments"):
        tiles = views.changed(tiles, name, status=Status.OPERATIONAL, reason="")
    return replace(view, tiles=tiles)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(AT)


@pytest.fixture
def face(qtbot: QtBot, theme: Theme, clock: ManualClock) -> BoardFace:
    made = BoardFace(clock=clock)
    qtbot.addWidget(made)
    made.resize(896, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def card(face: BoardFace, title: str) -> SideCard:
    [found] = [c for c in face.side.cards if c.accessibleName() == title]
    return found


def said(face: BoardFace) -> str:
    return card(face, "Say this").findChild(Paragraph).text


def test_the_line_changes_as_the_promise_passes(face: BoardFace, clock: ManualClock) -> None:
    face.show_view(views.board_in_trouble(AT))
    assert said(face).endswith("You will read more by 14:30 CET.")
    clock.forward(timedelta(minutes=10, seconds=13))
    face.show_view(replace(views.board_in_trouble(AT), as_of=clock.now()))
    face.heard()
    face.tick()
    assert said(face).endswith("The next update is late; you will read it on our status page.")


@pytest.mark.parametrize("size", [(896, 600), (960, 600), (1280, 800), (3840, 2160)])
@pytest.mark.parametrize(
    "view",
    [
        views.board_in_trouble(AT),
        views.german_board(AT),
        views.board_in_trouble(
            AT, told=(views.a_told(AT, body="Every word of this matters. " * 80),) * 3
        ),
        recovered(),
        views.board_in_trouble(AT, problems=(BLIND, BLIND)),
        replace(views.german_board(AT), problems=(BLIND, BLIND)),
    ],
    ids=["trouble", "german", "three long ones", "over", "noted", "german and noted"],
)
def test_it_is_whole_in_every_size(face: BoardFace, size: tuple[int, int], view: BoardView) -> None:
    face.resize(*size)
    face.show_view(view)
    line = card(face, "Say this")
    assert line.isVisible()
    assert line.geometry().bottom() <= face.side.height()
    paragraph = line.findChild(Paragraph)
    assert paragraph.height() >= paragraph.heightForWidth(paragraph.width())
    first = face.side.cards[0]
    assert first.isVisible()
    assert first.geometry().bottom() < line.geometry().top()


def test_where_there_is_room_nothing_is_cut(face: BoardFace) -> None:
    face.resize(1920, 1080)
    face.show_view(views.board_in_trouble(AT))
    for shown in face.side.cards:
        assert shown.isVisible()
        for paragraph in shown.findChildren(Paragraph):
            assert paragraph.height() >= paragraph.heightForWidth(paragraph.width())
            assert paragraph.toolTip() == ""


def test_it_is_over_leads_to_the_update(face: BoardFace, qtbot: QtBot) -> None:
    face.show_view(recovered())
    assert [c.accessibleName() for c in face.side.cards][:2] == ["Tell customers", "Say this"]
    assert "sorry" not in said(face)
    button = card(face, "Tell customers").findChild(QPushButton)
    with qtbot.waitSignal(face.wanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == [NoticePlace(incident_id=7)]


def test_a_draft_that_is_begun_is_gone_on_with(face: BoardFace) -> None:
    face.show_view(recovered())
    assert card(face, "Tell customers").findChild(QPushButton).text() == "Go on writing"
    told = views.a_told(AT, draft_waiting=False)
    face.show_view(replace(recovered(), told=(told,)))
    assert card(face, "Tell customers").findChild(QPushButton).text() == "Say it is over…"


def test_what_works_again_stands_large_with_since_when(face: BoardFace) -> None:
    face.show_view(recovered())
    large = [tile for tile in face.stage.tiles.values() if tile.height() > 60]
    assert sorted(tile.tile.name for tile in large) == ["Card payments", "Checkout API"]
    assert all(tile.since_words.startswith("works since 14:") for tile in large)


@pytest.mark.parametrize("view", [views.board_in_trouble(AT), views.german_board(AT), recovered()])
def test_the_banner_is_whole_in_a_small_window(face: BoardFace, view: BoardView) -> None:
    face.show_view(view)
    banner = face.banner
    headline, _, sentence = banner.words.partition(". ")
    # What the clock and the date leave, as the banner paints them.
    room = banner.rows()[0].width() - 250 * 0.7 - 36 * 0.7 - 60
    lines, size = told_lines(sentence, room, (banner.letters()[1], *banner.smaller_letters()))
    assert " ".join(lines) == sentence
    metrics = QFontMetricsF(font(size))
    assert all(metrics.horizontalAdvance(line) <= room for line in lines)
    assert headline
