"""The board in words for a terminal: what is wrong, since when, what customers are told."""

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.notices.preview import body_text
from statusboard.app.programs.windowless import Scene
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import when_text, zone_text
from statusboard.domain.views.board import BoardView, Happening, HappeningKind, Tile, Told
from statusboard.domain.views.settings import OpenStep
from statusboard.render.clean import clean_line
from statusboard.render.words import incident_word, look_of

WIDTH = 78
INDENT = "  "
STOP = "Stop with Ctrl+C: everything that was started ends with it."
NO_PAGE = (
    "No page was published on this computer yet. Name a folder for it under [[target]] in a file "
    "and give that to “statusboard apply”, or write one with “statusboard page --out DIR”."
)
NO_PLACE = (
    "No place for it was chosen yet, and without one no notice can be published: name a folder "
    "under [[target]] in a file and give that to “statusboard apply”."
)
NO_SERVICES = "No services yet. Describe some in a file and give that to “statusboard apply”."


def head_line(scene: Scene) -> str:
    """Whose board it is, and as of when."""
    board = scene.board
    if board is None:
        return "StatusBoard"
    zone = ZoneInfo(board.zone)
    as_of = f"{board.as_of.astimezone(zone):%H:%M:%S} {zone_text(board.as_of, zone)}"
    return f"{clean_line(board.page_name)}{_sample(board)} · as of {as_of}"


def board_lines(scene: Scene) -> list[str]:
    """Everything else, which stays the same for as long as nothing changes.

    Where the page is, how to stop, what is in the way, and the board itself.
    """
    board = scene.board
    if board is None:
        return [STOP, "", *(_said(scene.problems) or ["Starting …"])]
    page = _wrapped(_page_words(scene.address, board), "")
    problems = (*scene.problems, *board.problems, board.own_network, board.publish_problem)
    services = [*_services(board), *_planned(board)]
    return [*page, STOP, "", *_said(problems), *services, "", *_told(board)]


def _page_words(address: str, board: BoardView) -> str:
    if address:
        no_place = f" {NO_PLACE}" if OpenStep.PUBLISH in board.still_open else ""
        return f"Page: {address}{no_place}"
    # That of the sample data is on its way, and nobody needs to name a folder for it.
    return "" if board.is_demo else NO_PAGE


def _said(problems: Iterable[str]) -> list[str]:
    return [line for problem in problems if problem for line in (*_wrapped(problem, ""), "")]


def _sample(board: BoardView) -> str:
    return " (sample data)" if board.is_demo else ""


def _services(board: BoardView) -> Iterator[str]:
    if not board.tiles:
        yield NO_SERVICES
        return
    good = ComponentStatus.OPERATIONAL
    affected = sorted(
        (
            tile
            for tile in board.tiles
            if tile.status is not good or tile.stale or tile.flapping or tile.is_set_by_hand
        ),
        key=lambda tile: (-tile.status.severity, tile.name),
    )
    of = len(board.tiles)
    count = "1 service" if of == 1 else f"{of} services"
    if not affected:
        yield f"All services are operational ({of})." if of > 1 else "The service is operational."
        return
    yield f"{len(affected)} of {count} not as usual:"
    width = max(len(_word(tile)) for tile in affected)
    for tile in affected:
        yield from _tile(tile, width, board)
    if len(affected) < of:
        yield f"{INDENT}{of - len(affected)} operational"


def _tile(tile: Tile, width: int, board: BoardView) -> Iterator[str]:
    group = f" ({clean_line(tile.group)})" if tile.group else ""
    since = f", since {_when(tile.since, board)}" if tile.since is not None else ""
    yield f"{INDENT}{_word(tile):{width}}{INDENT}{clean_line(tile.name)}{group}{since}"
    turning = f"Flapping: {tile.turning}." if tile.flapping else ""
    for words in (tile.reason, turning):
        if words:
            yield from _wrapped(words, INDENT * 2 + " " * width)


def _planned(board: BoardView) -> Iterator[str]:
    """The planned work that goes on, and what comes within a day."""
    work = [one for one in board.happenings if one.kind is HappeningKind.MAINTENANCE]
    if not work:
        return
    yield ""
    yield "Planned work:"
    for one in work:
        yield from _wrapped(f"{clean_line(one.service)}, {_work_times(one, board)}", INDENT)


def _work_times(one: Happening, board: BoardView) -> str:
    if one.at is not None and one.at > board.as_of:
        until = "" if one.until is None else f" to {_when(one.until, board)}"
        return f"{_when(one.at, board)}{until}"
    return "now" if one.until is None else f"until {_when(one.until, board)}"


def _word(tile: Tile) -> str:
    by_hand = ", by hand" if tile.is_set_by_hand else ""
    return look_of(tile.status).word + by_hand + (", out of date" if tile.stale else "")


def _told(board: BoardView) -> Iterator[str]:
    if not board.told:
        trouble = any(tile.status.is_trouble for tile in board.tiles)
        yield "Customers have been told nothing yet." if trouble else "Customers are told nothing."
        return
    yield "Customers are told:"
    for told in board.told:
        yield from _notice(told, board)


def _notice(told: Told, board: BoardView) -> Iterator[str]:
    wording = told.wording
    yield from _wrapped(clean_line(wording.title), INDENT)
    state = incident_word(wording.status)
    at = _when(told.published_at, board)
    services = f", about {clean_line(', '.join(told.services))}" if told.services else ""
    yield from _wrapped(f"{state} · update {told.update_number}, {at}{services}", INDENT)
    for line in body_text(wording.body).split("\n"):
        yield from _wrapped(line, INDENT * 2) if line else [""]
    promised = wording.promise(told.published_at)
    if promised is None:
        yield f"{INDENT}No next update was promised."
    elif urgency(promised, board.as_of) is Urgency.OVERDUE:
        yield f"{INDENT}The next update was promised by {_when(promised, board)}: it is overdue."
    else:
        yield f"{INDENT}Next update promised by {_when(promised, board)}."


def _when(instant: datetime, board: BoardView) -> str:
    return when_text(instant, ZoneInfo(board.zone), now=board.as_of)


def _wrapped(text: str, indent: str) -> Iterable[str]:
    return textwrap.wrap(
        clean_line(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
