from collections import Counter
from dataclasses import replace
from datetime import UTC, timedelta

import numpy
import pytest
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QPushButton

from statusboard.domain.status import ComponentStatus as Status
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import PAGE_SECONDS, BoardFace
from ui.screens.board.painting.group_card import GroupCard
from ui.screens.board.painting.tile_painting import TileLook, TilePainting
from ui.screens.board.pointer import POINTER_SECONDS
from ui.screens.destinations import NewNoticePlace, NewServicePlace, VerifyPlace
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.tokens import DARK, ThemeChoice


class Paints(QObject):
    """Counts how often widgets are painted."""

    def __init__(self):
        super().__init__()
        self.counts = Counter()

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            self.counts[watched] += 1
        return False


@pytest.fixture
def clock():
    return ManualClock(views.TROUBLE_AT)


@pytest.fixture
def face(qtbot, theme, clock):
    made = BoardFace(clock=clock)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def card_texts(face):
    return [card.accessibleName() for card in face.side.cards if card.isVisible()]


def test_before_the_first_view_it_says_that_it_opens(face):
    assert face.banner.words.startswith("Opening the board")
    assert face.banner.status is Status.UNKNOWN


def test_where_the_first_view_cannot_be_read_it_does_not_go_on_saying_that_it_opens(face):
    face.show_failure("The database is locked.")
    assert face.banner.words.startswith("The board could not be read")
    assert face.notes.sentences == ("The database is locked.",)
    face.show_failure("")
    assert face.banner.words.startswith("Opening the board")


def test_every_service_is_a_button_that_names_its_status(face):
    face.show_view(views.board_in_trouble())
    names = {tile.accessibleName() for tile in face.stage.tiles.values()}
    assert len(names) == 48
    assert {"Storefront: Operational", "Checkout API: Major outage"} <= names
    assert all(tile.isVisible() for tile in face.stage.tiles.values())


def test_pressing_a_service_asks_why(face, qtbot):
    face.show_view(views.board_in_trouble())
    tile = face.stage.tiles[6]
    with qtbot.waitSignal(face.wanted) as wanted:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert wanted.args == [VerifyPlace(6)]


def test_the_keyboard_asks_why_too(face, qtbot):
    face.show_view(views.board_in_trouble())
    tile = face.stage.tiles[1]
    tile.setFocus()
    with qtbot.waitSignal(face.wanted) as wanted:
        qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert wanted.args == [VerifyPlace(1)]


def test_only_the_tile_that_changed_is_painted_again(face, qtbot):
    view = views.quiet_board(views.TROUBLE_AT)
    face.show_view(view)
    paints = Paints()
    for tile in face.stage.tiles.values():
        tile.installEventFilter(paints)
    face.stage.update()
    qtbot.waitUntil(lambda: len(paints.counts) == 48)
    paints.counts.clear()
    tiles = views.changed(view.tiles, "Search", status=Status.UNKNOWN, reason="no answer")
    face.show_view(replace(view, tiles=tiles))
    changed = next(t for t in face.stage.tiles.values() if t.tile.name == "Search")
    qtbot.waitUntil(lambda: paints.counts[changed] > 0)
    assert {tile.tile.name for tile in paints.counts} == {"Search"}


def test_when_nobody_watches_every_tile_is_stale_and_the_banner_neutral(face, clock):
    face.show_view(views.quiet_board(views.TROUBLE_AT))
    assert face.banner.status is Status.OPERATIONAL
    clock.forward(timedelta(minutes=4))
    face.tick()
    assert face.banner.status is Status.UNKNOWN
    assert face.banner.words.startswith("Nothing is being watched")
    assert all(tile.is_stale for tile in face.stage.tiles.values())
    name = face.stage.tiles[1].accessibleName()
    assert name == "Storefront: Operational, out of date"


def test_a_new_answer_ends_the_blindness(face, clock):
    face.show_view(views.quiet_board(views.TROUBLE_AT))
    clock.forward(timedelta(minutes=4))
    face.tick()
    face.heard()
    assert face.banner.status is Status.OPERATIONAL


def test_no_part_of_a_stale_board_is_painted_in_the_colour_of_operational(face, clock, theme):
    theme.choose(ThemeChoice.DARK)
    face.show_view(views.quiet_board(views.TROUBLE_AT, groups=()))
    assert has_colour(face, DARK.operational)
    clock.forward(timedelta(minutes=10))
    face.tick()
    face.footer.hide()  # the record of 90 days is history, and stays true
    assert not has_colour(face, DARK.operational)


def has_colour(widget, colour):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = int(colour.removeprefix("#"), 16)
    pixels = numpy.frombuffer(image.constBits(), numpy.uint32) & 0xFFFFFF
    return bool((pixels.reshape(image.height(), image.width())[::2, ::2] == wanted).any())


@pytest.mark.parametrize(("name", "is_below"), [("Pay", False), ("Card payments abroad", True)])
def test_a_long_name_is_read_before_its_status(theme, name, is_below):
    tile = replace(views.board_in_trouble(views.TROUBLE_AT).tiles[0], status=Status.MAJOR_OUTAGE)
    look = TileLook(replace(tile, name=name), 1.0, False, "", "", False, False)
    image = QImage(360, 140, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    TilePainting(painter, QRectF(image.rect()), theme.tokens, look).hot(with_strip=False)
    painter.end()
    ink = QColor(theme.tokens.major_ink)

    def wears_ink(top: int, bottom: int) -> bool:
        spots = ((x, y) for y in range(top, bottom) for x in range(80, image.width()))
        return any(image.pixelColor(x, y) == ink for x, y in spots)

    assert wears_ink(12, 52) is not is_below
    assert wears_ink(56, 90) is is_below


def test_one_stale_service_is_marked_alone(face):
    view = views.quiet_board(views.TROUBLE_AT)
    old = views.TROUBLE_AT - timedelta(minutes=20)
    tiles = views.changed(view.tiles, "Search", stale=True, answered_at=old)
    face.show_view(replace(view, tiles=tiles))
    stale = [tile.tile.name for tile in face.stage.tiles.values() if tile.is_stale]
    assert stale == ["Search"]


def test_silence_while_something_fails_is_said_aloud(face, qtbot):
    face.show_view(views.board_in_trouble(told=()))
    words = [p.text for card in face.side.cards for p in card.findChildren(type_of_paragraph())]
    assert "Customers have been told nothing yet" in words
    with qtbot.waitSignal(face.wanted) as wanted:
        face.side.write_wanted.emit()
    assert wanted.args == [NewNoticePlace(6)]


def type_of_paragraph():
    from ui.widgets.paragraph import Paragraph

    return Paragraph


def test_what_does_not_fit_in_the_right_column_is_cut_from_below(face):
    long = views.a_told(views.TROUBLE_AT, body="Every word of this matters. " * 80)
    face.show_view(views.board_in_trouble(told=(long, long)))
    shown = [card for card in face.side.cards if card.isVisible()]
    assert shown[0] is face.side.cards[0]
    assert sum(card.height() for card in shown) <= face.side.height()


def test_an_empty_board_offers_to_add_a_service(face, qtbot):
    face.show_view(views.empty_board(views.TROUBLE_AT))
    assert face.banner.words.startswith("No services yet")
    from ui.widgets.empty_state import EmptyState

    empty = face.findChild(EmptyState)
    with qtbot.waitSignal(face.wanted) as wanted:
        empty.button.click()
    assert wanted.args == [NewServicePlace()]


def test_services_that_are_gone_leave_the_board(face):
    view = views.quiet_board(views.TROUBLE_AT)
    face.show_view(view)
    face.show_view(replace(view, tiles=view.tiles[:3]))
    assert sorted(face.stage.tiles) == [1, 2, 3]


def test_pages_turn_by_themselves_and_by_key(face, qtbot):
    face.resize(896, 600)
    face.show_view(views.quiet_board(views.TROUBLE_AT))
    assert face.stage.pages > 1
    assert "Page 1 of" in face.footer.ages
    qtbot.keyClick(face, Qt.Key.Key_PageDown)
    assert "Page 2 of" in face.footer.ages
    face.set_wall(is_wall=True)
    for _ in range(PAGE_SECONDS + POINTER_SECONDS):
        face.tick()
    assert face.stage.page == 2 % face.stage.pages


def test_on_a_wall_the_idle_pointer_hides_until_it_moves(face, qtbot):
    face.show_view(views.quiet_board(views.TROUBLE_AT))
    face.set_wall(is_wall=True)
    for _ in range(POINTER_SECONDS):
        face.tick()
    assert QGuiApplication.overrideCursor().shape() is Qt.CursorShape.BlankCursor
    qtbot.mouseMove(face.stage.tiles[1])
    qtbot.waitUntil(lambda: QGuiApplication.overrideCursor() is None)


def test_problems_with_our_own_eyes_are_rows_below_the_banner(face):
    face.show_view(views.board_in_trouble(problems=("New Relic does not answer.",)))
    assert face.notes.sentences == ("New Relic does not answer.",)
    face.show_failure("The board could not be read again.")
    assert face.notes.sentences[0] == "The board could not be read again."
    face.show_failure("")
    face.show_view(views.board_in_trouble())
    assert not face.notes.isVisible()


def test_a_problem_that_changes_keeps_its_row(face):
    face.resize(1280, 800)
    face.show()
    face.show_view(views.board_in_trouble(own_network="We cannot tell."))
    face.show_view(views.board_in_trouble(own_network="Our own network does not work."))
    assert face.notes.wanted_height(1280) > 0


def test_what_is_held_as_our_own_network_can_be_contradicted(face, qtbot):
    face.show_view(
        views.board_in_trouble(problems=("New Relic: it is slow.",), own_network="We cannot tell.")
    )
    assert face.notes.sentences == ("We cannot tell.", "New Relic: it is slow.")
    button = next(b for b in face.notes.findChildren(QPushButton) if b.text() == "It is them")
    with qtbot.waitSignal(face.notes.overruled):
        button.click()


@pytest.mark.parametrize("size", [(960, 600), (1280, 800), (3840, 2160)])
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize(
    "view",
    [views.board_in_trouble(), views.quiet_board(), views.empty_board(), views.german_board()],
    ids=["trouble", "quiet", "empty", "german"],
)
def test_it_paints_in_every_size_and_theme(qtbot, theme, size, choice, view):
    theme.choose(choice)
    face = BoardFace(clock=ManualClock(view.as_of))
    qtbot.addWidget(face)
    face.resize(*size)
    face.show_view(view)
    picture = face.grab()
    assert picture.size().toTuple() == size


def test_its_timer_rests_while_nobody_sees_it(face):
    assert face.is_ticking
    face.hide()
    assert not face.is_ticking


def test_a_groups_figure_says_how_much_of_its_days_was_observed(face):
    face.show_view(views.quiet_board(views.TROUBLE_AT))
    said = [card.accessibleName() for card in face.stage.findChildren(GroupCard)]
    assert any(words.startswith("Shop: 99.981 % 90 days.") for words in said)
    assert any(words.startswith("Stores: 99.999 % 90 days, 97.7 % observed.") for words in said)


def test_on_a_wall_no_name_is_cut_that_has_room(face):
    face.resize(1920, 1080)
    face.show_view(views.german_board())
    metrics = QFontMetricsF(font(17 * face.stage._arrangement.unit, SEMIBOLD))
    widest = max(metrics.horizontalAdvance(name.split(" ")[0]) for name in views.GERMAN)
    small = [tile for tile in face.stage.tiles.values() if tile.height() < 60]
    assert min(tile.width() for tile in small) > 0.87 * widest


def test_what_flaps_says_so_though_it_works_now(face):
    view = views.quiet_board(views.TROUBLE_AT)
    first, *rest = view.tiles
    turning = replace(first, flapping=True, turning="changed 5 times in 9 minutes")
    face.show_view(replace(view, tiles=(turning, *rest)))
    tile = face.stage.tiles[first.component_id]
    words = "Flapping: changed 5 times in 9 minutes"
    assert words in tile.accessibleDescription()
    assert words in tile.tooltip_words(views.TROUBLE_AT, UTC)

    face.show_view(view)
    assert "Flapping" not in tile.accessibleDescription()


def test_a_group_with_a_rule_of_its_own_says_its_state_over_its_services(face):
    view = views.board_in_trouble()
    ruled = [replace(group, status=Status.PARTIAL_OUTAGE) for group in view.groups[:1]]
    face.show_view(replace(view, groups=(*ruled, *view.groups[1:])))
    name = ruled[0].name
    assert any(words.startswith(f"{name} · Partial outage") for words in face.stage._captions_words)
