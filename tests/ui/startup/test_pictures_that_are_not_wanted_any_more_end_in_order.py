"""What draws and ends is asked to end: it ends what it began, and says so by its exit code."""

import asyncio
import os
import signal
import sys

import pytest

from ui.startup.loop import complete


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_what_was_begun_is_ended(qapp, name: str) -> None:
    before = signal.getsignal(getattr(signal, name))
    ended: list[str] = []

    async def draw() -> None:
        os.kill(os.getpid(), getattr(signal, name))
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("programs")

    try:
        with pytest.raises(asyncio.CancelledError):
            complete(qapp, draw())
    finally:
        signal.signal(getattr(signal, name), before)

    assert ended == ["programs"]
