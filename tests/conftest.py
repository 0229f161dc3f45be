"""What every test stands on: its own home, no screen, no network but loopback, and guards.

A guard fails a test that leaves something behind or says something nobody asked for: warnings in
the log, threads, asyncio tasks, running Qt timers. A test that means to log asks for `allow_logs`.
"""

import asyncio
import functools
import gc
import inspect
import itertools
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything loads Qt
# No key store, not even that of whoever runs the tests; nor one that a test defines for itself,
# which the library would find. The programs that tests start have none either.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import coverage
import hypothesis
import pytest
from hypothesis.internal.conjecture import providers

LEAVE_TIME_S = 10.0
# They start programs and wait for them. Workers take files in turn: begun last, one would still
# be at it when the others have nothing left to do.
LONG = (
    *("tests/end2end/", "tests/arch/test_the_environment", "tests/arch/test_the_guards"),
    *("tests/cli/", "tests/app/programs/", "tests/demo/", "tests/app/watching/"),
)
# Whose programs begin as clones of one that has imported them (tests/fixtures/quick_starts.py) …
QUICK = ("tests/cli/", "tests/app/programs/", "tests/app/processes/", "tests/demo/")
# … and whose begin as they do for people: what is proved there is how a program begins or ends,
# and each of them does so in one of these or in tests/end2end.
FRESH = (
    "tests/app/programs/test_each_program_loads",
    "tests/app/programs/test_switches_are_set",
    "tests/app/programs/test_programs_come_back.py::test_a_killed_program",
    "tests/app/programs/test_programs_come_back.py::test_a_window_that_leaves_at_once",
    "tests/app/processes/test_arguments_give_nothing_away",
    "tests/app/processes/test_a_window_looks_for_its_program",
    "tests/cli/test_the_page_is_served_from_the_command_line",
    "tests/cli/test_the_board_is_read_without_a_window",
)
MEASURED = (
    *("tests/app/", "tests/domain/", "tests/storage/", "tests/cli/", "tests/render/"),
    *("tests/server/", "tests/end2end/", "tests/packaging/"),
)
# Whose tests run on both engines to a part, unless all are asked for.
SAMPLED = "tests/app/"
SAMPLE = 1
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")

# Two shared cores: a deadline per example would measure the machine, not the code. The same
# examples in every run: what a change did not break does not fail. To search for others, with
# luck, run `pytest --hypothesis-profile=search`.
_ANY_MACHINE = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
# Half as many as usual, for the time of all tests together; `search` looks further.
hypothesis.settings.register_profile("house", derandomize=True, max_examples=50, **_ANY_MACHINE)
hypothesis.settings.register_profile(
    "search", derandomize=False, max_examples=1_000, print_blob=True, **_ANY_MACHINE
)
hypothesis.settings.load_profile("house")


@pytest.fixture
def anyio_backend() -> str:
    """Async tests run on asyncio, as the program does."""
    return "asyncio"


# ── its own home ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Fresh folders, one per test; beside `tmp_path`, whose content a test may list."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home: nothing of the person's own is read, nothing is left there."""
    home = next(homes)
    home.mkdir()
    for name in HOMES:
        monkeypatch.setenv(name, str(home))
    for name in XDG:
        monkeypatch.setenv(name, str(home / name.removeprefix("XDG_").lower()))
    monkeypatch.delenv("STATUSBOARD_DATABASE", raising=False)
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        settings = core.QSettings
        for form in (settings.Format.NativeFormat, settings.Format.IniFormat):
            settings.setPath(form, settings.Scope.UserScope, str(home / "qt"))
    return home


# ── no network but loopback ─────────────────────────────────────────────────────────────────────

_reached_out: list[str] = []
_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_getaddrinfo = socket.getaddrinfo
_LOCAL_NAMES = {None, "", "localhost", "::1", "0.0.0.0", "::", socket.gethostname()}


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in _LOCAL_NAMES:
        return True
    return isinstance(name, str) and (
        name.startswith(("127.", "::ffff:127.")) or name.endswith(".localhost")
    )


def _refuse(host: object) -> None:
    """Fails at once, and again at the end in case the code under test swallowed it."""
    _reached_out.append(str(host))
    pytest.fail(f"a test reached out to {host!r}; only loopback is allowed")


def _guard_address(sock: socket.socket, address: object) -> None:
    internet = sock.family in (socket.AF_INET, socket.AF_INET6)
    if internet and isinstance(address, tuple) and not _is_local(address[0]):
        _refuse(address[0])


def _guarded_connect(self: socket.socket, address: object) -> None:
    _guard_address(self, address)
    return _connect(self, address)  # type: ignore[arg-type]


def _guarded_connect_ex(self: socket.socket, address: object) -> int:
    _guard_address(self, address)
    return _connect_ex(self, address)  # type: ignore[arg-type]


def _guarded_getaddrinfo(host: object, *rest: object, **more: object) -> object:
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name.rstrip(".").endswith((".invalid", ".test", ".example")):
        # Names that exist nowhere (RFC 2606): the answer is known without asking anybody.
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    numeric = isinstance(name, str) and _is_numeric(name)
    if not _is_local(name) and not numeric:
        _refuse(name)
    return _getaddrinfo(host, *rest, **more)  # type: ignore[arg-type]


def _is_numeric(name: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, name.partition("%")[0])
        except OSError:
            continue
        return True
    return False


# A full collection looks at all ten thousand tests, and there was one every two seconds. The young
# are looked at seldom, too: with Python's own 700 that is a twelfth of the time of a screen's test.
_COLLECTIONS_AFTER = (7_000, 10, 30)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--hypothesis-profile", None) in (None, "house"):
        # Examples would hold constants of every module of ours that happens to be loaded: other
        # ones with another order of files, and each worker would parse all source for them.
        providers._get_local_constants = lambda: providers._local_constants
    gc.set_threshold(*_COLLECTIONS_AFTER)
    socket.socket.connect = _guarded_connect  # type: ignore[assignment,method-assign]
    socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[assignment,method-assign]
    socket.getaddrinfo = _guarded_getaddrinfo  # type: ignore[assignment]


def pytest_sessionstart(session: pytest.Session) -> None:
    worker = getattr(session.config, "workerinput", {"workercount": 1})
    is_whole = all(Path(path).name == "tests" for path in session.config.args)
    if worker["workercount"] > 1 and is_whole:
        from tests.fixtures.compiled_together import compile_part

        number = int(worker["workerid"].removeprefix("gw"))
        compile_part(session.config, number, worker["workercount"])


def pytest_unconfigure() -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = _getaddrinfo


@pytest.fixture(autouse=True)
def only_loopback() -> Iterator[None]:
    """No test talks to anything but this machine."""
    _reached_out.clear()
    yield
    if _reached_out:
        pytest.fail(f"the test reached out to {', '.join(_reached_out)}")


# ── nothing said that nobody asked for ──────────────────────────────────────────────────────────


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
def no_leaked_threads() -> Iterator[None]:
    """Threads that a test started have ended with it (those of daemons aside)."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and not t.daemon]
    until = time.monotonic() + LEAVE_TIME_S
    for thread in left:
        thread.join(max(0.0, until - time.monotonic()))
    left = [thread for thread in left if thread.is_alive()]
    if left:
        pytest.fail(f"threads left running: {', '.join(thread.name for thread in left)}")


@pytest.fixture(autouse=True)
def nothing_kept_from_collection() -> Iterator[None]:
    """Whoever froze objects for its own life lets them go: a frozen cycle is never collected."""
    yield
    frozen = gc.get_freeze_count()
    if frozen:
        gc.unfreeze()
        pytest.fail(f"{frozen} objects were left frozen")


@pytest.fixture(autouse=True)
def no_windows_of_the_test_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test left standing is taken down: each change of theme would dress it once more."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or "qapp" not in request.fixturenames:
        return
    core = sys.modules["PySide6.QtCore"]
    for window in widgets.QApplication.topLevelWidgets():
        if window.parent() is None:
            window.deleteLater()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def no_leaked_timers(
    request: pytest.FixtureRequest,
    no_windows_of_the_test_before: None,  # later than this one, or it would hide the timers
) -> Iterator[None]:
    """Timers of Qt that a test started were stopped or deleted with it."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is None or "qapp" not in request.fixturenames:
        return
    running = _running_timers(core)
    for let_go in (_delete_closed_windows, _collect_garbage):
        if not running:
            return
        running.clear()
        let_go(core)
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
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


# ── programs that begin at once ─────────────────────────────────────────────────────────────────


@pytest.fixture(autouse=True)
def quick_programs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where many are started, they begin as clones; a few files of each program start afresh."""
    name = request.node.nodeid
    if not name.startswith(QUICK) or name.startswith(FRESH):
        yield
        return
    from tests.fixtures.quick_starts import quick_starts

    with quick_starts():
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Gives a file to a worker, and to one what shares its costs: the rules, and the demo."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            is_rule = nodeid.startswith("tests/arch/") and not nodeid.startswith(LONG)
            if nodeid.startswith("tests/demo/test_"):
                return "tests/demo/"
            return "tests/arch/" if is_rule else super()._split_scope(nodeid)

    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Measures what has a floor by its own tests; the others would run twice as long for it."""
    measuring = coverage.Coverage.current()
    if measuring is None or item.nodeid.startswith(MEASURED):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


@pytest.hookimpl(tryfirst=True)  # who asks for a random order gets one
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    _sample_the_server(items)
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    for item in items:
        test = getattr(item, "obj", None)
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(test):
            item.obj = _without_leaked_tasks(test)


def _sample_the_server(items: list[pytest.Item]) -> None:
    """Above storage, a file tries its first test on PostgreSQL, and with `-m postgres` all.

    There a second engine finds the same faults by the same statements, at a fifth of the time of
    the whole suite.
    """
    tried: dict[Path, int] = {}
    for item in items:
        if item.get_closest_marker("postgres") is None or not item.nodeid.startswith(SAMPLED):
            continue
        number = tried[item.path] = tried.get(item.path, 0) + 1
        if number > SAMPLE:
            item.add_marker("slow")


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
