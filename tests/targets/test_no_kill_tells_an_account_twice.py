"""Whoever tells an account is killed at any moment: all is said there once, and in its order."""

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from statusboard.catalog.fields import validate
from statusboard.targets import cachet, statuspage_account
from tests.fixtures.cachet_server import TOKEN, Cachet, cachet_server
from tests.fixtures.killed_uploads import uploader
from tests.fixtures.killing import Place, Watcher, killed
from tests.fixtures.mirrors import GOOD, notice, planned, said, view
from tests.fixtures.statuspage_server import KEY, PAGE, Statuspage, statuspage_server

pytestmark = pytest.mark.slow

Told = list[tuple[str, list[str]]]

WORDS = ("investigating", "identified", "monitoring", "resolved")
SAID = tuple(said(number, word) for number, word in enumerate(WORDS, 9))
UPGRADE = replace(planned(said(13, "scheduled")), public_id="mnt1", title="Upgrade")
BEFORE, AFTER = view(notice(SAID[0])), view(notice(*SAID), UPGRADE, shop=GOOD)
WHOLE = {"Payments fail": [one.text for one in SAID], "Upgrade": ["Message 13."]}


@dataclass
class Account(Place):
    """One whose `told` is the name of each notice there with all that was said of it, in order."""

    told: Callable[[Any], Told]


@dataclass
class Visitor(Watcher):
    """Reads every notice: each is there once, with what was said of it first."""

    read: Callable[[], Told] = list

    def look(self) -> None:
        told = self.read()
        names = [name for name, _ in told]
        self.mixes += [f"{name} is there twice" for name in names if names.count(name) > 1]
        self.mixes += [f"{n}: {texts}" for n, texts in told if texts != WHOLE[n][: len(texts)]]


@contextmanager
def a_statuspage() -> Iterator[Account]:
    with statuspage_server() as there:
        config = validate(
            statuspage_account.DECLARATION.fields, {"page": PAGE, "key": KEY, "url": there.url}
        )
        yield account("statuspage_account", config, there, ("incidents", "components"), at_one)


@contextmanager
def a_cachet() -> Iterator[Account]:
    with cachet_server() as there:
        config = validate(cachet.DECLARATION.fields, {"url": there.url, "token": TOKEN})
        yield account("cachet", config, there, ("rows", "updates"), at_the_other)


def account(
    kind: str,
    config: Mapping[str, object],
    there: Statuspage | Cachet,
    kept: tuple[str, ...],
    told: Callable[[Any], Told],
) -> Account:
    there.component("Shop")
    there.component("Login")

    def state() -> dict[str, Any]:
        with there.lock:
            return {name: copy.deepcopy(getattr(there, name)) for name in kept}

    def put_back(state: dict[str, Any]) -> None:
        with there.lock:
            for name in kept:
                setattr(there, name, copy.deepcopy(state[name]))

    return Account(kind, config, state, put_back, told)


def at_one(state: dict[str, Any]) -> Told:
    return [
        (one["name"], [each["body"] for each in reversed(one["incident_updates"])])
        for one in state["incidents"].values()
    ]


def at_the_other(state: dict[str, Any]) -> Told:
    return [
        (one["name"], [each["message"] for each in (one, *updates.values())])
        for sort in ("incidents", "schedules")
        for one in state["rows"][sort].values()
        for updates in (state["updates"].get((sort, one["id"]), {}),)
    ]


@pytest.mark.parametrize("there", [a_statuspage, a_cachet])
def test_no_kill_tells_an_account_twice(there: Callable[[], Any]) -> None:
    with there() as place, uploader() as uploads:
        visitor = Visitor(read=lambda: place.told(place.state()))
        for state in killed(uploads, place, (BEFORE, AFTER), visitor):
            assert dict(place.told(state)) == WHOLE
