"""What every screen of the window does about answers that are slower than the changes."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.health import CHANNEL_HEALTH
from statusboard.app.health.executive import EXECUTIVE_LINE
from statusboard.app.history.queries import WAITING_CORRECTIONS
from statusboard.app.people.queries import WHO_WRITES
from statusboard.domain.access import Actor, person
from statusboard.domain.changes import Changes
from statusboard.domain.views.team import WritingView
from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import loop, settle
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.board.face import BoardFace
from ui.startup.screens import entries
from ui.theme.theme import Theme

__all__ = ["loop"]

KEYS = (
    *("board", "notices", "uptime", "verify", "maintenance", "subscribers", "settings"),
    *("people", "statement"),
)


@dataclass
class SlowDesk:
    """A desk that answers when a test says so."""

    asked: list[tuple[str, "asyncio.Future[object]"]] = field(default_factory=list)

    async def ask(self, query: object, given: object) -> object:
        if query is CHANNEL_HEALTH:
            return ()  # asked beside the board's view, in a lane of its own
        if query is EXECUTIVE_LINE:
            return ""  # asked beside the uptime's
        if query is WAITING_CORRECTIONS:
            return ()  # asked beside the uptime's, too
        if query is WHO_WRITES:
            return WritingView()  # asked beside the list of notices
        answer = asyncio.get_running_loop().create_future()
        self.asked.append((query.name, answer))  # type: ignore[attr-defined]
        return await asyncio.shield(answer)

    async def who(self) -> Actor:
        return person("Ada")


@pytest.fixture
def desk() -> SlowDesk:
    return SlowDesk()


@pytest.fixture
def operations(
    loop: asyncio.AbstractEventLoop, theme: Theme, desk: SlowDesk, qtbot: QtBot
) -> Iterator[Operations]:
    made = Operations(desk)  # type: ignore[arg-type]
    yield made
    for task in tuple(made._running):
        task.cancel()
    settle(qtbot, made)


@pytest.fixture(params=KEYS)
def screen(request: pytest.FixtureRequest, qtbot: QtBot, operations: Operations) -> Screen:
    face = BoardFace()
    entry = {entry.key: entry for entry in entries(face)}[request.param]
    made = entry.factory(operations, None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    return made


def test_these_are_all_screens_of_the_window(qtbot: QtBot, theme: Theme) -> None:
    face = BoardFace()
    qtbot.addWidget(face)
    assert tuple(entry.key for entry in entries(face)) == KEYS


def test_a_view_is_asked_for_once_at_a_time_however_fast_things_change(
    screen: Screen, desk: SlowDesk, qtbot: QtBot
) -> None:
    screen.refresh()
    qtbot.waitUntil(lambda: bool(desk.asked))
    topic = Changes(topics=screen.topics)
    for _ in range(5):
        screen.changes_arrived(topic)
        screen.refresh()
    assert not screen.is_ready
    assert len(desk.asked) == 1

    desk.asked[0][1].set_exception(Unavailable("The database is busy."))
    qtbot.waitUntil(lambda: len(desk.asked) == 2)

    assert screen.is_ready
    assert desk.asked[0][0] == desk.asked[1][0]


def test_an_answer_nobody_waits_for_any_more_is_not_shown(
    screen: Screen, desk: SlowDesk, qtbot: QtBot, operations: Operations
) -> None:
    screen.refresh()
    qtbot.waitUntil(lambda: bool(desk.asked))

    screen.answers.drop_all()
    desk.asked[0][1].set_exception(Unavailable("The database is busy."))
    settle(qtbot, operations)

    assert not screen.is_ready
    assert desk.asked[0][1].exception()  # nobody else looks at it
