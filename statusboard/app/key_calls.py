"""Calls into the key store, which may ask its owner to unlock it and wait for ever."""

from collections.abc import Callable
from typing import TypeVar

from statusboard.app.patience import within

Value = TypeVar("Value")
PATIENCE_S = 20.0
NO_ANSWER = "The computer's key store does not answer. Unlock it and try again."


async def ask_keys(call: Callable[[], Value], *, patience_s: float = PATIENCE_S) -> Value:
    """What the call answers. Raises what it raises, or Unavailable when it takes too long."""
    return await within(patience_s, call, otherwise=NO_ANSWER)
