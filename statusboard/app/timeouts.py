"""Calls into what may never answer, off the loop, with an end.

A key store may ask its owner to unlock it and wait for ever; so may a network drive whose server
is gone. Each call has a thread of its own that nobody waits for at the end: neither the
database's thread nor the program's end hangs on it.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

from statusboard.errors import Unavailable

Value = TypeVar("Value")

# How long a person waits for a disk before being told that it does not answer.
PREPARE_S = 15.0


async def within(timeout_s: float, call: Callable[[], Value], *, otherwise: str) -> Value:
    """What the call answers. Raises what it raises; Unavailable(otherwise) if it takes longer."""
    running = asyncio.get_running_loop()
    answer: asyncio.Future[Value] = running.create_future()

    def settle(act: Callable[[], None]) -> None:
        # A loop that has ended has nobody left who would want to know.
        with contextlib.suppress(RuntimeError):
            running.call_soon_threadsafe(lambda: None if answer.done() else act())

    def work() -> None:
        try:
            value = call()
        except Exception as error:  # noqa: BLE001 - raised again where the answer is awaited
            failure = error
            settle(lambda: answer.set_exception(failure))
        else:
            settle(lambda: answer.set_result(value))

    threading.Thread(target=work, name="timeout", daemon=True).start()
    try:
        async with asyncio.timeout(timeout_s):
            return await answer
    except TimeoutError:
        raise Unavailable(otherwise) from None
