"""The window tells that its database is gone or damaged, and offers the copy; a person decides."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from statusboard.app.backups.copies import make_copy
from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation, open_database
from statusboard.errors import RuleBroken
from statusboard.storage.damage_note import note_damage
from statusboard.storage.database import Database
from statusboard.storage.restored import read_restored
from ui.screens.board.face import BoardFace
from ui.startup.database_care import DatabaseCare
from ui.startup.loop import complete
from ui.startup.screens import window_around
from ui.widgets.confirm_dialog import ConfirmDialog

BOUND_S = 60.0


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    where = Installation(str(tmp_path / "statusboard.db"), tmp_path)
    open_database(where.database).close()
    make_copy(where, SystemClock().now(), is_daily=True)
    return where


@pytest.fixture
def window(qtbot, theme):
    window = window_around(BoardFace())
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    return window


@pytest.fixture
def care(window, where):
    return DatabaseCare(window, where, look_s=0.01)


def play(qapp, care, scenario: Callable[[], Awaitable[None]]) -> None:
    """Plays a scenario while the window looks after its database."""

    async def both() -> None:
        running = asyncio.ensure_future(care.run())
        try:
            async with asyncio.timeout(BOUND_S):
                await scenario()
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    complete(qapp, both())
    gc.collect()  # here, and not in a thread of the next one: the loop's timers belong to this


async def until(is_so: Callable[[], object]) -> None:
    while not is_so():  # noqa: ASYNC110 - what a widget shows sets no event
        await asyncio.sleep(0.01)


def row(window):
    [banner] = window.problems._rows.values()
    return banner


def asked(window) -> ConfirmDialog:
    [dialog] = window.findChildren(ConfirmDialog)
    return dialog


def test_a_file_that_is_gone_is_told_until_it_is_back(qapp, window, where, care) -> None:
    elsewhere = where.file.with_name("elsewhere")

    async def scenario() -> None:
        window.problems.show_problem(
            "collector", "The collector did not start. For the same reason."
        )
        where.file.rename(elsewhere)
        await until(lambda: "not there any more" in "".join(window.problems.sentences))
        assert len(window.problems.sentences) == 1  # why nobody works is said once
        assert care.has_trouble
        elsewhere.rename(where.file)
        await until(lambda: not window.problems.sentences)

    play(qapp, care, scenario)

    assert not care.has_trouble
    assert not care.wanted.is_set()


def test_the_copy_comes_back_when_a_person_wants_it_and_not_before(
    qapp, window, where, care, allow_logs
) -> None:
    allow_logs("statusboard.storage.restoring")

    async def scenario() -> None:
        note_damage(where.file)
        await until(lambda: window.problems.sentences)
        assert "is damaged" in row(window).sentence
        row(window).button.click()
        asked(window).reject()
        await until(lambda: not window.findChildren(ConfirmDialog))
        assert not care.wanted.is_set()
        row(window).button.click()
        asked(window).action.click()
        await care.wanted.wait()
        await care.bring_back()
        await until(lambda: not window.problems.sentences)

    play(qapp, care, scenario)

    with (
        closing(Database.open(where.database)) as opened,
        opened.reading(SystemClock().now()) as unit,
    ):
        assert read_restored(unit) is not None
    assert len(list(where.folder.glob("statusboard.db.set-aside-*"))) == 2  # with the note


def test_without_a_copy_nothing_is_offered(qapp, window, where, care) -> None:
    [copy] = where.folder.glob("*.backups/*.db")
    copy.unlink()

    async def scenario() -> None:
        note_damage(where.file)
        await until(lambda: window.problems.sentences)

    play(qapp, care, scenario)

    assert row(window).button.isHidden()
    assert "There is no copy of it" in row(window).sentence


def test_before_the_first_start_nothing_is_missed(qapp, window, tmp_path: Path) -> None:
    care = DatabaseCare(window, Installation(str(tmp_path / "new.db"), tmp_path), look_s=0.01)

    async def scenario() -> None:
        for _ in range(5):
            await asyncio.sleep(0.01)

    play(qapp, care, scenario)

    assert window.problems.sentences == ()


def test_a_copy_that_was_taken_away_meanwhile_is_said(qapp, window, where, care) -> None:
    async def scenario() -> None:
        note_damage(where.file)
        await until(lambda: care.has_trouble)
        row(window).button.click()
        asked(window).action.click()
        [copy] = where.folder.glob("*.backups/*.db")
        copy.write_bytes(b"")
        with pytest.raises(RuleBroken, match="holds no StatusBoard"):
            await care.bring_back()

    play(qapp, care, scenario)
