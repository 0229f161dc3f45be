"""Guards: a test that leaves something running, or says what nobody asked for, fails.

Warnings in the log, threads, frozen objects, asyncio tasks, running Qt timers. A test that means to
log asks for `allow_logs`.
"""

import asyncio
import functools
import gc
import inspect
import logging
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest

LEAVE_TIME_S = 10.0


class _Listener(logging.Handler):
    """Keeps the warnings and worse, but for those that were allowed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[logging.LogRecord] = []
        self.allowed: list[tuple[str, int]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)

    def unexpected(self) -> list[str]:
        return [
            f"{record.levelname} {record.name}: {record.getMessage()}"
            for record in self.heard
            if not any(
                f"{record.name}.".startswith(f"{name}.") and record.levelno <= level
                for name, level in self.allowed
            )
        ]


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[_Listener]:
    """A warning in the log that the test did not announce fails it.

    A test that reads `caplog` answers for what it clears there.
    """
    reads_log = "caplog" in request.fixturenames
    captured = request.getfixturevalue("caplog") if reads_log else None
    listener = _Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        yield listener
    finally:
        root.removeHandler(listener)
    if captured is not None:
        left = captured.get_records("call")
        listener.heard = [record for record in listener.heard if record in left]
    unexpected = listener.unexpected()
    if unexpected:
        pytest.fail("unexpected in the log:\n" + "\n".join(unexpected))


@pytest.fixture
def allow_logs(quiet_log: _Listener) -> Callable[..., list[logging.LogRecord]]:
    """`allow_logs("statusboard.app", level=logging.ERROR)`: expected from there, up to a level.

    Answers the list of records heard, which goes on growing, for the test to look at.
    """

    def allow(name: str, *, level: int = logging.WARNING) -> list[logging.LogRecord]:
        quiet_log.allowed.append((name, level))
        return quiet_log.heard

    return allow


# ── nothing left running ────────────────────────────────────────────────────────────────────────


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Threads that a test started have ended with it (those of daemons aside).

    Whoever froze objects for its own life lets them go: a frozen cycle is never collected.
    """
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and not t.daemon]
    until = time.monotonic() + LEAVE_TIME_S
    for thread in left:
        thread.join(max(0.0, until - time.monotonic()))
    left = [thread for thread in left if thread.is_alive()]
    if left:
        pytest.fail(f"threads left running: {', '.join(thread.name for thread in left)}")
    frozen = gc.get_freeze_count()
    if frozen:
        gc.unfreeze()
        pytest.fail(f"{frozen} objects were left frozen")


@pytest.fixture(autouse=True)
def no_leaked_timers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Timers of Qt that a test started were stopped or deleted with it.

    Then what it left standing is taken down: each change of theme would dress it once more.
    """
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is None or "qapp" not in request.fixturenames:
        return
    try:
        _refuse_timers(core)
    finally:
        _take_windows_down(core)


def _take_windows_down(core: object) -> None:
    widgets = sys.modules.get("PySide6.QtWidgets")
    for window in widgets.QApplication.topLevelWidgets() if widgets is not None else ():
        if window.parent() is None:
            window.deleteLater()
    _delete_now(core)


def _delete_now(core: object) -> None:
    core.QCoreApplication.sendPostedEvents(  # type: ignore[attr-defined]
        None,
        core.QEvent.Type.DeferredDelete.value,  # type: ignore[attr-defined]
    )


def _refuse_timers(core: object) -> None:
    running = _running_timers(core)
    for let_go in (_delete_closed_windows, _collect_garbage):
        if not running:
            return
        running.clear()
        let_go(core)
        _delete_now(core)
        running = _running_timers(core)
    if running:
        names = [
            f"{timer.objectName() or 'a timer'} of {type(timer.parent()).__name__}"
            for timer in running
        ]
        running.clear()
        pytest.fail(f"timers left running: {', '.join(names)}")


def _collect_garbage(core: object) -> None:
    """A widget in a cycle that nobody holds any more is no leak; asked late, it takes a second."""
    gc.collect()


def _delete_closed_windows(core: object) -> None:
    """A window that was shown and closed has ended in order, whoever still holds its wrapper."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    was_told = core.Qt.WidgetAttribute.WA_WState_ExplicitShowHide  # type: ignore[attr-defined]
    for window in widgets.QApplication.topLevelWidgets() if widgets is not None else ():
        if window.parent() is None and not window.isVisible() and window.testAttribute(was_told):
            window.deleteLater()


def _running_timers(core: object) -> list[object]:
    import shiboken6

    timer_type = core.QTimer  # type: ignore[attr-defined]
    return [
        thing
        for thing in shiboken6.getAllValidWrappers()
        if isinstance(thing, timer_type) and thing.isActive()
    ]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        test = getattr(item, "obj", None)
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(test):
            item.obj = _without_leaked_tasks(test)


def _without_leaked_tasks(
    test: Callable[..., Awaitable[None]],
) -> Callable[..., Awaitable[None]]:
    @functools.wraps(test)
    async def guarded(*given: object, **named: object) -> None:
        before = asyncio.all_tasks()
        await test(*given, **named)
        until = time.monotonic() + LEAVE_TIME_S
        while left := asyncio.all_tasks() - before:  # what was cancelled may need a while to end
            if time.monotonic() > until:
                break
            await asyncio.sleep(0.001)
        else:
            return
        pytest.fail(f"tasks left running: {', '.join(str(task.get_coro()) for task in left)}")

    return guarded
