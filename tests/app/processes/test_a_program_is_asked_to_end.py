"""Signals that ask a program to end: by the system, by Ctrl+C, by a terminal that goes."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from statusboard.app.processes.signals import end_on_signals

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
]
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = {name: signal.getsignal(getattr(signal, name)) for name in SIGNALS}
    for name in SIGNALS:  # whoever runs the tests in the background has some of them ignored
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    yield
    for name, handler in before.items():
        signal.signal(getattr(signal, name), handler)


@pytest.mark.parametrize("name", SIGNALS)
async def test_each_of_them_is_heard(name: str) -> None:
    asked = asyncio.Event()
    end_on_signals(asked.set)

    os.kill(os.getpid(), getattr(signal, name))

    async with asyncio.timeout(10):
        await asked.wait()


async def test_what_it_was_started_to_ignore_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    asked: list[str] = []
    end_on_signals(lambda: asked.append("asked"))

    os.kill(os.getpid(), signal.SIGHUP)

    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    assert asked == []
