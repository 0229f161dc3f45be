"""A scenario: what happens when, read from a file, carried out as the stand-in's clock goes on.

A TOML file of steps. Each is an order (see `orders.Order`) with the `minute` after the start at
which it happens; well-known entities are called by their names. `start` is where the clock begins,
and `speed` how many times as fast as the machine's it runs.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, Final

import msgspec

from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.obeying import obey
from statusboard.demo.new_relic.orders import Order
from statusboard.demo.new_relic.world import World
from statusboard.errors import RuleBroken

MINUTE_MS: Final = 60_000
_CLOCK: Final = ("clock_ms", "step_ms", "run")
_BY_GUID: Final = ("entities", "figures", "deployed", "members")


class Step(Order, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An order, and how many minutes after the start it is carried out."""

    minute: float


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens when. Without a start it begins where the clock is."""

    step: tuple[Step, ...]
    title: str = ""
    start: datetime | None = None
    speed: float = 1.0


@dataclass(slots=True)
class Playing:
    """A scenario that goes on: since when (ms), what is still to come, and what went wrong."""

    since_ms: int
    to_come: list[Step]
    problems: list[str] = field(default_factory=list)


def shipped() -> tuple[str, ...]:
    """The names of the scenarios that come with the program."""
    folder = resources.files(__package__).joinpath("scenarios")
    return tuple(sorted(one.name.removesuffix(".toml") for one in folder.iterdir()))


def text_of(named: str) -> str:
    """The text of a scenario that comes with the program, or of a file.

    Raises RuleBroken where there is neither.
    """
    if named in shipped():
        folder = resources.files(__package__).joinpath("scenarios")
        return folder.joinpath(f"{named}.toml").read_text("utf-8")
    try:
        return Path(named).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        known = ", ".join(shipped())
        raise RuleBroken(f"{named} is no file that can be read, and none of: {known}.") from error


def read_scenario(text: str) -> Scenario:
    """The scenario of a text. Raises RuleBroken for what cannot be understood."""
    try:
        scenario = msgspec.convert(tomllib.loads(text), Scenario)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RuleBroken(f"The scenario cannot be read: {error}.") from error
    for step in scenario.step:
        if any(getattr(step, name) not in (None, 0) for name in _CLOCK):
            raise RuleBroken("A step of a scenario moves no clock: it has a minute.")
    if scenario.speed <= 0:
        raise RuleBroken("The speed of a scenario is more than nothing.")
    return scenario


def play(world: World, scenario: Scenario, *, speed: float | None = None) -> None:
    """Begins a scenario; `speed` instead of its own. What happens at minute 0 happens at once."""
    start = scenario.start
    if start is not None:
        moment = start if start.tzinfo is not None else start.replace(tzinfo=UTC)
        world.clock.run(from_ms=round(moment.timestamp() * 1000), speed=speed or scenario.speed)
    elif world.clock.stopped_ms is None:
        world.clock.run(speed=speed or scenario.speed)
    steps = sorted(scenario.step, key=lambda step: step.minute)
    world.playing = Playing(world.now_ms, steps)
    catch_up(world)


def catch_up(world: World) -> None:
    """Carries out what was due until now, each at its own instant."""
    playing = world.playing
    while playing is not None and playing.to_come:
        step = playing.to_come[0]
        due_ms = playing.since_ms + round(step.minute * MINUTE_MS)
        if due_ms > world.clock.now_ms():
            return
        playing.to_come.pop(0)
        world.acting_ms = due_ms
        try:
            obey(world, _by_guid(step))
        except LookupError as error:
            playing.problems.append(f"minute {step.minute:g}: {error}")
        finally:
            world.acting_ms = None


def _by_guid(step: Step) -> Order:
    """The order with the guids of the entities that it calls by their names."""
    given: dict[str, Any] = msgspec.structs.asdict(step)
    del given["minute"]
    for name in _BY_GUID:
        given[name] = {_guid(key): _guids(value) for key, value in given[name].items()}
    given["vanish"] = _guids(given["vanish"])
    for name in ("muting", "downtimes"):
        given[name] = tuple(
            msgspec.structs.replace(one, guids=_guids(one.guids)) for one in given[name]
        )
    given["issues"] = tuple(
        msgspec.structs.replace(one, guid=_guid(one.guid)) for one in given["issues"]
    )
    return Order(**given)


def _guid(name: str) -> str:
    return WELL_KNOWN.get(name, name)


def _guids(value: object) -> Any:  # noqa: ANN401 - of a step, whatever it holds
    if isinstance(value, Mapping):
        return value
    return tuple(_guid(one) for one in value) if isinstance(value, tuple) else value
