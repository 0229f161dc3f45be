"""Calls into the key store, off the loop, with an end.

A key store may ask its owner to unlock it and wait for ever. Each call has a thread of its own
that nobody waits for at the end: neither the database's thread nor the program's end hangs on it.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

from statusboard.errors import Unavailable

Value = TypeVar("Value")
PATIENCE_S = 20.0
NO_ANSWER = "The computer's key store does not answer. Unlock it and try again."


async def ask_keys(call: Callable[[], Value], *, patience_s: float = PATIENCE_S) -> Value:
    """What the call answers. Raises what it raises, or Unavailable when it takes too long."""
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

    threading.Thread(target=work, name="key store", daemon=True).start()
    try:
        async with asyncio.timeout(patience_s):
            return await answer
    except TimeoutError:
        raise Unavailable(NO_ANSWER) from None
