"""Each test has a home of its own, and reaches nothing but this machine."""

import itertools
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


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


def pytest_configure() -> None:
    socket.socket.connect = _guarded_connect  # type: ignore[assignment,method-assign]
    socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[assignment,method-assign]
    socket.getaddrinfo = _guarded_getaddrinfo  # type: ignore[assignment]


def pytest_unconfigure() -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = _getaddrinfo


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Iterator[None]:
    """No test talks to anything but this machine."""
    _reached_out.clear()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Fails the test that did, also where it swallowed what it was told then."""
    yield
    if _reached_out:
        pytest.fail(f"the test reached out to {', '.join(_reached_out)}")
