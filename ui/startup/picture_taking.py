"""Takes the picture that the window will show first when it is opened the next time."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QLocale, QPointF, QRect, QSize

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import BoardView
from ui.screens.board.face import BoardFace
from ui.screens.board.painting.banner import BoardBanner
from ui.screens.board.painting.promise_box import PromiseBox
from ui.shell.window import Window
from ui.startup.picture import VERSION, Facts, Line, Picture
from ui.startup.screens import window_around
from ui.theme.theme import tokens
from ui.widgets.time_words import clock_words, zone_of


@dataclass(frozen=True, slots=True)
class _Standing:
    """A clock that stands at the moment the picture is of."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


def take_picture(view: BoardView, size: QSize, *, is_demo: bool) -> Picture:
    """The board as a window of this size would show it to somebody who comes back later."""
    seen = view.last_seen or view.as_of
    clock = _Standing(seen)
    face = BoardFace(clock=clock)
    window = window_around(face, is_demo=is_demo, clock=clock)
    window.resize(size)
    window.show_board(without_ages(view))
    window.grab(QRect(0, 0, 1, 1))  # lays out everything, which says the time once more
    face.banner.show_state(ComponentStatus.UNKNOWN, "", "")
    face.banner.show_time("", "")
    face.footer.show_ages("")
    for promise in face.findChildren(PromiseBox):
        promise.tick(seen, is_known=False)
    for card in face.side.cards:
        # What to say holds for the moment it is made; nobody shall read a promise that has passed.
        card.setHidden(card.stays)
    image = window.grab().toImage()
    facts = Facts(
        VERSION,
        int(seen.timestamp()),
        int(tokens().is_dark),
        image.devicePixelRatio(),
        *_lines(face.banner, window),
        _moment(seen, view.zone),
        window.windowTitle(),
    )
    window.deleteLater()
    return Picture(facts, image)


def without_ages(view: BoardView) -> BoardView:
    """The view as if nobody knew when anything was last heard: everything looks out of date."""
    return replace(
        view,
        tiles=tuple(replace(tile, answered_at=None) for tile in view.tiles),
        sources=(),
        published_at=None,
        publish_problem="",
        watched_until=None,
    )


def _lines(banner: BoardBanner, window: Window) -> tuple[Line, Line]:
    """Where the banner's words go, from the corner of the window."""
    origin = banner.mapTo(window, QPointF(0, 0))
    headline, sentence = (row.translated(origin).toRect() for row in banner.rows())
    large, middling = map(round, banner.letters())
    return _line(headline, large), _line(sentence, middling)


def _line(room: QRect, letters: int) -> Line:
    return Line(room.x(), room.y(), room.width(), room.height(), letters)


def _moment(seen: datetime, zone_name: str) -> str:
    """The moment in full: nobody knows when the picture will be looked at."""
    zone = zone_of(zone_name)
    local = seen.astimezone(zone)
    month = QLocale().monthName(local.month)
    return f"{local.day} {month} {local.year}, {clock_words(local.astimezone(UTC), zone)}"
