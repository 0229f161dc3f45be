"""The countdown to a promised update: calm, a warning, loud; and never of what is not known."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from statusboard.domain.observation import BLIND_AFTER
from statusboard.domain.promises import Urgency
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.views.board import BoardView
from statusboard.errors import Unavailable
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from tests.fixtures.monitored_database import StubDesk, settle
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.board.mood import Mood, read
from ui.screens.board.painting.promise_box import PromiseBox
from ui.screens.board.promise_words import PromiseWords, pressing_words, promise_words
from ui.screens.board.screen import BoardScreen
from ui.screens.board.words import sentence
from ui.theme.theme import Theme, ThemeChoice, tokens
from ui.widgets.paragraph import Paragraph

AT = views.TROUBLE_AT
ZONE = ZoneInfo(views.ZONE)
DUE = AT + timedelta(minutes=10, seconds=12)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(AT)


@pytest.fixture
def face(qtbot: QtBot, theme: Theme, clock: ManualClock) -> BoardFace:
    made = BoardFace(clock=clock)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def box_of(face: BoardFace) -> PromiseBox:
    return next(box for box in face.findChildren(PromiseBox) if box.isVisible())


def shown_later(face: BoardFace, clock: ManualClock, left: timedelta) -> PromiseBox:
    """The box of a board that was read again so long before the promise is due."""
    clock.forward(DUE - left - clock.now())
    view = views.board_in_trouble(AT)
    face.show_view(replace(view, as_of=clock.now(), watched_until=clock.now()))
    face.tick()
    QCoreApplication.processEvents()
    return box_of(face)


def test_it_counts_down_every_second(face: BoardFace, clock: ManualClock) -> None:
    face.show_view(views.board_in_trouble())
    box = box_of(face)
    assert (box.figure.text(), box.urgency) == ("10:12", Urgency.CALM)
    clock.forward(SECOND)
    face.tick()
    assert box.figure.text() == "10:11"


@pytest.mark.parametrize(
    ("left", "figure", "line", "presses"),
    [
        (5 * MINUTE + SECOND, "5:01", "Next update promised by 14:30", Urgency.CALM),
        (5 * MINUTE, "5:00", "Next update due soon, by 14:30", Urgency.SOON),
        (timedelta(), "0:00", "Next update due soon, by 14:30", Urgency.SOON),
        (-SECOND, "1 s", "overdue, promised by 14:30", Urgency.OVERDUE),
        (-185 * SECOND, "3 min", "overdue, promised by 14:30", Urgency.OVERDUE),
    ],
)
def test_it_warns_at_five_minutes_and_is_loud_once_it_is_overdue(
    face: BoardFace,
    clock: ManualClock,
    left: timedelta,
    figure: str,
    line: str,
    presses: Urgency,
) -> None:
    box = shown_later(face, clock, left)
    assert (box.figure.text(), box.line.text, box.urgency) == (figure, line, presses)
    assert line in box.accessibleName()


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_what_is_overdue_stands_on_a_full_surface_and_what_is_due_soon_has_an_edge(
    face: BoardFace, clock: ManualClock, theme: Theme, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    colours = tokens()
    for left, surface, edge in (
        (9 * MINUTE, colours.degraded_soft, colours.degraded_soft),
        (4 * MINUTE, colours.partial_soft, colours.partial),
        (-MINUTE, colours.major, colours.major),
    ):
        image = shown_later(face, clock, left).grab().toImage()
        ratio, middle = image.devicePixelRatio(), image.height() // 2
        assert image.pixelColor(round(6 * ratio), middle) == QColor(surface)
        assert image.pixelColor(round(1 * ratio), middle) == QColor(edge)


def test_hours_are_shown_where_there_are_some() -> None:
    assert promise_words(AT + timedelta(hours=2, minutes=5), AT, ZONE).figure == "2:05:00"


def test_who_hears_the_screen_is_not_told_every_second() -> None:
    now, later = (promise_words(DUE, AT + n * SECOND, ZONE) for n in (0, 1))
    assert now.figure != later.figure
    assert now.spoken == later.spoken


class Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[QObject] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.counts[watched] += 1
        return False


def test_only_what_changed_is_painted_again(face: BoardFace, clock: ManualClock) -> None:
    box = shown_later(face, clock, -10 * MINUTE - 10 * SECOND)
    paints = Paints()
    for part in (box, box.figure, box.line):
        part.installEventFilter(paints)
    clock.forward(SECOND)
    face.tick()
    QCoreApplication.processEvents()
    assert not paints.counts  # still 10 min: nothing of it is another
    clock.forward(MINUTE)
    face.tick()
    QCoreApplication.processEvents()
    assert box.figure.text() == "11 min"
    assert paints.counts[box.figure]


def test_a_board_that_is_not_renewed_counts_no_promise_down(
    face: BoardFace, clock: ManualClock
) -> None:
    face.show_view(views.board_in_trouble())
    clock.forward(BLIND_AFTER + SECOND)
    face.heard()  # somebody watches, but what customers read was not asked again
    face.tick()
    box = box_of(face)
    assert (box.figure.text(), box.urgency) == ("\N{EN DASH}", None)
    assert box.line.text == ("Promised by 14:30. Whether it came is not known here.")
    said = [part.text for card in face.side.cards for part in card.findChildren(Paragraph)]
    assert not any("You will read more" in text or "is late" in text for text in said)


def test_a_board_that_cannot_be_read_again_says_so_at_once_and_counts_on_afterwards(
    face: BoardFace, clock: ManualClock
) -> None:
    shown_later(face, clock, 4 * MINUTE)
    face.show_failure("The database is locked.")
    assert box_of(face).urgency is None
    face.show_failure("")
    face.tick()
    assert box_of(face).urgency is Urgency.SOON


def test_a_view_from_the_future_is_not_believed_either() -> None:
    view = views.board_in_trouble(AT)
    assert read(view, AT).is_current
    assert not read(view, AT - BLIND_AFTER - SECOND).is_current


def test_what_is_most_urgent_stands_first(face: BoardFace) -> None:
    later = views.a_told(AT, title="Later", incident_id=1, next_update_at=AT + 40 * MINUTE)
    never = views.a_told(AT, title="Never", incident_id=2, next_update_at=None)
    soon = views.a_told(AT, title="Soon", incident_id=3, next_update_at=AT + 3 * MINUTE)
    face.show_view(views.board_in_trouble(AT, told=(later, never, soon)))
    told = [c for c in face.side.cards if c.accessibleName() == "What customers are being told"]
    assert [card.findChildren(Paragraph)[0].text for card in told] == ["Soon", "Later", "Never"]
    assert box_of(face).urgency is Urgency.SOON


def said(view: BoardView, now_in: timedelta) -> str:
    now = AT + now_in
    view = replace(view, as_of=now, watched_until=now)
    return sentence(view, read(view, now), now, ZONE)


def test_the_banner_says_in_trouble_what_presses_and_nothing_while_there_is_time() -> None:
    view = views.board_in_trouble(AT)
    assert "update" not in said(view, timedelta())
    assert " · the next update is due by 14:30 · " in said(view, 6 * MINUTE)
    assert " · the update promised by 14:30 is overdue · " in said(view, 13 * MINUTE)
    assert pressing_words(DUE, AT, ZONE) == ""


def test_a_quiet_board_that_is_not_renewed_claims_nothing_overdue() -> None:
    told = views.a_told(AT, next_update_at=AT + SECOND, components={})
    view = views.quiet_board(AT, told=(told,))
    late = replace(view, watched_until=AT + 3 * MINUTE)
    reading = read(late, AT + 3 * MINUTE)
    assert (reading.mood, reading.due, reading.overall) == (Mood.QUIET, None, Status.OPERATIONAL)


def test_the_screen_confirms_what_customers_read_where_nothing_changes(
    operations: Operations, stub_desk: StubDesk, theme: Theme, clock: ManualClock, qtbot: QtBot
) -> None:
    stub_desk.answers = {"board": views.board_in_trouble(AT)}
    screen = BoardScreen(operations, face=BoardFace(clock=clock))
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, operations)
    clock.forward(BLIND_AFTER + SECOND)
    screen.face.tick()
    assert box_of(screen.face).urgency is None
    stub_desk.answers = {"board": replace(views.board_in_trouble(AT), as_of=clock.now())}
    screen._confirm.setInterval(1)
    qtbot.waitUntil(lambda: box_of(screen.face).urgency is Urgency.CALM)

    stub_desk.answers = {"board": Unavailable("The database is locked.")}
    qtbot.waitUntil(lambda: box_of(screen.face).urgency is None)
    screen.hide()
    assert not screen._confirm.isActive()
    settle(qtbot, operations)


def test_the_words_of_what_is_not_known_carry_no_urgency() -> None:
    words = promise_words(DUE, DUE + MINUTE, ZONE, is_known=False)
    assert isinstance(words, PromiseWords)
    assert (words.figure, words.urgency) == ("\N{EN DASH}", None)
