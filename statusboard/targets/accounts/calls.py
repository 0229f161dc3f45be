"""Asks an account over HTTP in JSON, no faster than it wants, and reads what it answers.

No call repeats itself but one that was put off: what has changed there is read anew before the
next attempt, so that an answer that was lost doubles nothing.
"""

import email.utils
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from statusboard.errors import Unavailable
from statusboard.targets.accounts.pace import Pace, pause
from statusboard.targets.remote.answer_time import bounded
from statusboard.targets.remote.network import certificate_words, trouble_of
from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.remote.trust import system_trust

CONNECT_S, SILENT_S = 10.0, 20.0
# The publisher gives a place two minutes; what is not done by then goes on the next time.
BUDGET_S = 90.0
# Statuspage says 420 where others say 429.
_TOO_FAST = frozenset({420, 429})
_PUT_OFF_S = 10.0
_TROUBLES = {
    401: Trouble.WRONG_SECRET,
    403: Trouble.FORBIDDEN,
    404: Trouble.NO_ROOM,
    405: Trouble.REFUSED,
}
Json = Mapping[str, Any]


@dataclass(slots=True)
class Calls:
    """An open line to one account. `skew` is how far its clock is ahead of ours.

    None until it has said what time it is there.
    """

    client: httpx.Client
    pace: Pace
    asked_at: datetime | None = None
    budget_s: float = BUDGET_S
    skew: timedelta | None = None
    _begun_s: float = field(default_factory=time.monotonic)

    def ask(
        self, method: str, path: str, body: Json | None = None, **query: str | int
    ) -> dict[str, Any]:
        """The object that is answered. Raises Hindrance, and Unavailable where time is up.

        `retry_after_s` of that is what the account itself asks for.
        """
        found = self._ask(method, path, body, query)
        if not isinstance(found, dict):
            raise Hindrance(Trouble.REFUSED, "it answers something else than was asked for")
        return found

    def rows(self, path: str, **query: str | int) -> list[dict[str, Any]]:
        """The list that is answered. Raises as `ask` does."""
        found = self._ask("GET", path, None, query)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise Hindrance(Trouble.REFUSED, "it answers something else than a list")
        return found

    def _ask(
        self, method: str, path: str, body: Json | None, query: Mapping[str, str | int]
    ) -> object:
        while True:
            self._wait()
            answer = self._answer(method, path, body, query)
            if answer.status_code not in _TOO_FAST:
                break
            asked_s = _retry_after_s(answer)
            if asked_s > self._left_s():
                words = "It was asked too often and wants to be left alone for a while."
                raise Unavailable(f"{words} What is missing there goes on then.", asked_s)
            pause(asked_s)
        self._look_at_clock(answer)
        _refuse(answer)
        try:
            found: object = answer.json()
        except ValueError as error:
            raise Hindrance(Trouble.REFUSED, "it answers no JSON") from error
        return found

    def _wait(self) -> None:
        while wait_s := self.pace.take():
            if wait_s > self._left_s():
                raise Unavailable(
                    "There is more to tell than the place takes in a minute and a half. The rest "
                    "goes on by itself.",
                    wait_s,
                )
            pause(wait_s)

    def _left_s(self) -> float:
        return self.budget_s - (time.monotonic() - self._begun_s)

    def _answer(
        self, method: str, path: str, body: Json | None, query: Mapping[str, str | int]
    ) -> httpx.Response:
        try:
            return self.client.request(method, path, json=body, params=dict(query) or None)
        except httpx.TimeoutException as error:
            raise Hindrance(Trouble.TIMED_OUT) from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            trouble = trouble_of(error) or Trouble.CUT
            raise Hindrance(trouble, certificate_words(error)) from error

    def _look_at_clock(self, answer: httpx.Response) -> None:
        said = email.utils.parsedate_tz(answer.headers.get("date", ""))
        if self.skew is None and said is not None and self.asked_at is not None:
            there = datetime.fromtimestamp(email.utils.mktime_tz(said), UTC)
            elapsed = timedelta(seconds=time.monotonic() - self._begun_s)
            self.skew = there - (self.asked_at + elapsed)


@contextmanager
def open_calls(
    url: str, headers: Mapping[str, str], pace: Pace, asked_at: datetime | None
) -> Iterator[Calls]:
    """A line to an account at that address. No redirect is followed: it would take the key along.

    `asked_at` is the time here, None where nobody asks about clocks.
    """
    with httpx.Client(
        base_url=url.rstrip("/") + "/",
        headers={"Accept": "application/json", **headers},
        verify=system_trust() if url.startswith("https") else False,
        timeout=httpx.Timeout(SILENT_S, connect=CONNECT_S),
    ) as client:
        yield Calls(bounded(client), pace, asked_at)


def _retry_after_s(answer: httpx.Response) -> float:
    text = answer.headers.get("retry-after", "")
    return float(text) if text.isdigit() else _PUT_OFF_S


def _refuse(answer: httpx.Response) -> None:
    status = answer.status_code
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        where = answer.headers.get("location", "nowhere")
        raise Hindrance(Trouble.REFUSED, f"it sends on to {where}")
    trouble = _TROUBLES.get(status, Trouble.STRANGE)
    raise Hindrance(trouble, _said(answer) or (f"HTTP {status}" if status >= 400 else ""))


def _said(answer: httpx.Response) -> str:
    """What the account says is wrong, in one line."""
    try:
        document = answer.json()
    except ValueError:
        return ""
    if not isinstance(document, dict):
        return ""
    said = document.get("error") or document.get("message") or document.get("errors") or ""
    if isinstance(said, dict):
        said = "; ".join(f"{name}: {words}" for name, words in said.items())
    if isinstance(said, list):
        said = "; ".join(str(one) for one in said)
    return str(said)[:300]
