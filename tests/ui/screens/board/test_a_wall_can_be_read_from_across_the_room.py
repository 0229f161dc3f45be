"""On the wall: no frame around a thing, since when before why, and no page that splits a group."""

from dataclasses import replace
from datetime import timedelta

import numpy
import pytest
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.domain.status import ComponentStatus as Status
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import BoardFace
from ui.screens.board.layout.large import HOT_HEIGHT
from ui.screens.board.painting.group_card import GroupCard
from ui.screens.board.painting.tile import BoardTile
from ui.screens.board.painting.tile_painting import TileLook, TilePainting
from ui.screens.board.pointer import POINTER_SECONDS
from ui.theme.theme import Theme
from ui.theme.tokens import ThemeChoice

AT = views.TROUBLE_AT
LONG = "Berechtigungsverwaltung für Geschäftskundinnen und Geschäftskunden in Nordrhein-Westfalen"


@pytest.fixture
def face(qtbot: QtBot, theme: Theme) -> BoardFace:
    made = BoardFace(clock=ManualClock(AT))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
    made.show_view(views.board_in_trouble(AT))
    return made


def rings(face: BoardFace, theme: Theme) -> bool:
    """Whether anything on the board wears the accent, which only a frame of focus does here."""
    accent = QColor(theme.tokens.accent).rgb()
    image = face.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return bool((numpy.frombuffer(image.constBits(), numpy.uint32) == accent).any())


def test_the_window_that_becomes_active_frames_nothing(face: BoardFace, theme: Theme) -> None:
    face.stage.tiles[6].setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert not rings(face, theme)


def test_who_walks_by_key_sees_where(face: BoardFace, theme: Theme, qtbot: QtBot) -> None:
    face.stage.tiles[6].setFocus(Qt.FocusReason.TabFocusReason)
    assert rings(face, theme)


def test_on_a_wall_a_frame_goes_when_the_keys_rest(face: BoardFace, theme: Theme) -> None:
    face.stage.tiles[6].setFocus(Qt.FocusReason.TabFocusReason)
    face.set_wall(is_wall=True)
    assert not rings(face, theme)
    # However long nobody was there, whoever walks by key has as long to look.
    for idle in (0, 3 * POINTER_SECONDS):
        for _ in range(idle):
            face.tick()
        face.stage.tiles[6].setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(POINTER_SECONDS - 1):
            face.tick()
            assert face.stage.tiles[6].hasFocus()
        face.tick()
        assert not rings(face, theme)
        assert QApplication.focusWidget() is face
    face.hide()
    assert QGuiApplication.overrideCursor() is None


@pytest.mark.parametrize("with_strip", [True, False])
@pytest.mark.parametrize("width", [300, 420])
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_a_long_name_never_pushes_since_away(
    theme: Theme, with_strip: bool, width: int, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    drawn: list[tuple[str, QRectF]] = []

    class Noting(TilePainting):
        def _text(self, text, room, face, colour, align):  # type: ignore[no-untyped-def]
            used = super()._text(text, room, face, colour, align)
            drawn.append((text, QRectF(room.left(), room.top(), used, room.height())))
            return used

    tile = views.a_tile(1, LONG, "Shop", AT, status=Status.MAJOR_OUTAGE, reason=LONG)
    since = "since 14:02 · 18 min"
    look = TileLook(tile, 1.0, False, "", since, False, False)
    image = QImage(width, 210, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Noting(painter, QRectF(image.rect()), theme.tokens, look).hot(with_strip=with_strip)
    painter.end()
    [place] = [room for text, room in drawn if text == since]
    assert place.width() > 130
    assert place.right() <= width
    assert not any(place.intersects(room) for text, room in drawn if text in LONG)


@pytest.mark.parametrize("unit", [0.7, 1.0, 2.0])
def test_a_long_name_and_a_long_reason_are_read_whole_on_two_lines(
    theme: Theme, unit: float
) -> None:
    name = "Berechtigungsverwaltung für Geschäftskunden in Hessen"
    reason = "It answers with an error · Monitoring reports an outage"
    drawn: list[tuple[str, QRectF, bool]] = []

    class Noting(TilePainting):
        def _text(self, text, room, face, colour, align):  # type: ignore[no-untyped-def]
            is_whole = QFontMetricsF(face).horizontalAdvance(text) <= room.width()
            drawn.append((text, QRectF(room), is_whole))
            return super()._text(text, room, face, colour, align)

    tile = views.a_tile(1, name, "Shop", AT, status=Status.MAJOR_OUTAGE, reason=reason)
    look = TileLook(tile, unit, False, "", "since 14:02 · 18 min", False, False)
    image = QImage(round(480 * unit), round(HOT_HEIGHT * unit), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Noting(painter, QRectF(image.rect()), theme.tokens, look).hot(with_strip=True)
    painter.end()
    assert all(is_whole for _, _, is_whole in drawn)
    said = " ".join(text for text, _, _ in sorted(drawn, key=lambda one: one[1].center().y()))
    assert name in said
    assert reason in said
    assert all(QRectF(image.rect()).contains(room) for _, room, _ in drawn)


@pytest.mark.parametrize("age", ["a check is late", "12 min ago"])
@pytest.mark.parametrize("is_framed", [True, False])
def test_a_long_name_never_pushes_the_age_away(theme: Theme, age: str, is_framed: bool) -> None:
    drawn: list[tuple[str, float]] = []

    class Noting(TilePainting):
        def _text(self, text, room, face, colour, align):  # type: ignore[no-untyped-def]
            used = super()._text(text, room, face, colour, align)
            drawn.append((text, used))
            return used

    tile = views.a_tile(1, LONG, "Shop", AT, stale=True)
    image = QImage(230, 48, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    look = TileLook(tile, 1.0, True, age, "", False, False)
    Noting(painter, QRectF(image.rect()), theme.tokens, look).cool(is_framed=is_framed)
    painter.end()
    assert dict(drawn)[age] > 50


def test_since_when_goes_on_with_the_clock_and_how_long_only_while_somebody_watches(
    face: BoardFace,
) -> None:
    tile = face.stage.tiles[6]
    assert tile.since_words == "since 14:02 · 18 min"
    clock = face._clock
    assert isinstance(clock, ManualClock)
    clock.forward(timedelta(minutes=1))
    face.tick()
    assert tile.since_words == "since 14:02 · 19 min"
    clock.forward(timedelta(minutes=9))
    face.tick()
    assert tile.since_words == "since 14:02"


@pytest.mark.parametrize("number", [1, 9, 60, 400])
@pytest.mark.parametrize("failing", [0, 4])
@pytest.mark.parametrize("size", [(896, 600), (1920, 1080), (3840, 2160)])
def test_so_many_services_stand_whole_groups_on_few_pages(
    face: BoardFace, number: int, failing: int, size: tuple[int, int]
) -> None:
    face.resize(*size)
    face.show_view(replace(views.large_board(number, min(failing, number)), groups=()))
    assert face.stage.pages <= (2 if size == (896, 600) and number <= 100 else 1)
    shown = [tile for tile in face.stage.tiles.values() if tile.isVisible()]
    if face.stage.pages == 1:
        assert len(shown) == number
    assert all(face.stage.rect().contains(tile.geometry()) for tile in shown)


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_of_very_many_services_each_group_says_how_many_are_well(
    face: BoardFace, theme: Theme, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    face.resize(1920, 1080)
    view = views.large_board(400, 4)
    unseen = tuple(
        replace(tile, status=Status.UNKNOWN) if tile.name == "Service 399" else tile
        for tile in view.tiles
    )
    face.show_view(replace(view, tiles=unseen))
    names = [card.accessibleName() for card in face.stage.findChildren(GroupCard)]
    assert "Group 1: 44 of 45 operational" in names
    assert "Group 4: 43 of 45 operational" in names
    assert "Group 9: 44 of 44 operational" in names


class Painted(QObject):
    """Notes which tiles are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, BoardTile):
            self.names.add(watched.tile.name)
        return False


def test_of_hundreds_of_services_only_those_are_painted_that_changed(face: BoardFace) -> None:
    face.resize(1920, 1080)
    view = views.large_board(400, 4)
    face.show_view(view)
    QApplication.sendPostedEvents()
    painted = Painted()
    for tile in face.stage.tiles.values():
        tile.installEventFilter(painted)
    changed = {view.tiles[number].name for number in range(100, 300, 10)}
    tiles = tuple(
        replace(tile, status=Status.UNDER_MAINTENANCE) if tile.name in changed else tile
        for tile in view.tiles
    )
    face.show_view(replace(view, tiles=tiles))
    QApplication.sendPostedEvents()
    assert painted.names == changed
