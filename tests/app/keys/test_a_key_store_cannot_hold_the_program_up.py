"""Calls into a key store that never comes back."""

import threading

import pytest

from statusboard.app.keys.calls import ask_keys
from statusboard.errors import RuleBroken, Unavailable

pytestmark = pytest.mark.anyio


async def test_an_answer_is_passed_on() -> None:
    assert await ask_keys(lambda: 7) == 7


async def test_an_error_is_passed_on() -> None:
    def refuse() -> None:
        raise RuleBroken("No.", field="key")

    with pytest.raises(RuleBroken):
        await ask_keys(refuse)


async def test_a_store_that_waits_for_ever_is_given_up() -> None:
    release = threading.Event()
    with pytest.raises(Unavailable):
        await ask_keys(release.wait, timeout_s=0.05)
    release.set()


async def test_the_loop_goes_on_meanwhile() -> None:
    main = threading.get_ident()
    assert await ask_keys(threading.get_ident) != main
