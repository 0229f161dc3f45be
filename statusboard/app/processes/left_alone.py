"""Noticing that whoever started this process is done with it, or died."""

import asyncio
import contextlib
import sys
import threading


async def left_alone() -> None:
    """Returns when our standard input ends, which whoever started us holds open (`launch`)."""
    loop = asyncio.get_running_loop()
    closed = asyncio.Event()

    def wait_for_the_end() -> None:
        sys.stdin.buffer.read()
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(closed.set)

    # A daemon: a thread that still waits must not hold up the end of the program.
    threading.Thread(target=wait_for_the_end, daemon=True).start()
    await closed.wait()
