"""Calls into the store of secrets, which may ask its owner to unlock it and wait for ever."""

from collections.abc import Callable
from typing import TypeVar

from statusboard.app.timeouts import within

Value = TypeVar("Value")
TIMEOUT_S = 20.0
NO_ANSWER = "The computer's key store does not answer. Unlock it and try again."


async def ask_keys(call: Callable[[], Value], *, timeout_s: float = TIMEOUT_S) -> Value:
    """What the call answers. Raises what it raises, or Unavailable when it takes too long."""
    return await within(timeout_s, call, otherwise=NO_ANSWER)
