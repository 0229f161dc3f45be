"""The rules of a service and its checks: what a person gave, made exact, or a sentence why not."""

import difflib
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from statusboard.app.services.faults import within_part
from statusboard.app.services.inputs import CheckInput, ServiceInput
from statusboard.app.services.objective_rules import (
    promised_ppm,
    settle_hours,
    settle_service_weight,
    settle_window,
)
from statusboard.app.services.rule_rules import settle_among, settle_parents, settle_weight
from statusboard.catalog.declaration import CheckKind, Kind
from statusboard.catalog.durations import duration_text
from statusboard.catalog.fields import validate
from statusboard.domain.check import Thresholds
from statusboard.domain.component_rule import USUAL_WEIGHT, ComponentRule
from statusboard.domain.letters import JOINERS, can_be_shown
from statusboard.domain.location import EVERYWHERE, HOME, is_location_name
from statusboard.domain.objective import YEAR, Hours, Window
from statusboard.errors import RuleBroken

NAME_LIMIT = 100
DESCRIPTION_LIMIT = 1_000
MOST_ANSWERS = 100
SHORTEST_INTERVAL = timedelta(seconds=1)
LONGEST_INTERVAL = timedelta(days=1)
SHORTEST_DEADLINE = timedelta(milliseconds=100)
LONGEST_DEADLINE = timedelta(minutes=10)

Kinds = Mapping[str, CheckKind]
# At the edge of a text a joiner joins nothing.
_EDGES = "".join(JOINERS) + string.whitespace + "\u00a0\u2007\u202f\u3000"


@dataclass(frozen=True, slots=True)
class SettledCheck:
    """A check that keeps every rule. `config` holds plain JSON values that are not the default."""

    id: int | None
    kind: str
    config: Mapping[str, object]
    interval: timedelta
    deadline: timedelta
    thresholds: Thresholds
    enabled: bool
    weight: int
    locations: tuple[str, ...] = ()
    quorum: int | None = None


@dataclass(frozen=True, slots=True)
class SettledService:
    """A service that keeps every rule."""

    name: str
    group: str
    promised_ppm: int | None
    description: str
    checks: tuple[SettledCheck, ...]
    rule: ComponentRule
    depends_on: tuple[str, ...]
    window: Window = YEAR
    hours: Hours = Hours.ALL
    weight: int = USUAL_WEIGHT


def settle(service: ServiceInput, kinds: Kinds, *, untouched: int = 0) -> SettledService:
    """The service made exact. `untouched`: so many checks it has besides.

    Raises RuleBroken; its field is that of `ServiceInput`, with `checks.<n>.` before that of a
    check (counted from 0).
    """
    checks = []
    for number, check in enumerate(service.checks):
        with within_part(f"checks.{number}"):
            checks.append(settle_check(check, kinds))
    return SettledService(
        name=settle_name(service.name),
        group=settle_group(service.group),
        promised_ppm=promised_ppm(service.promised),
        description=settle_description(service.description),
        checks=tuple(checks),
        rule=settle_among(service.rule, service.checks, untouched),
        depends_on=settle_parents(service.depends_on),
        window=settle_window(service.promised_over),
        hours=settle_hours(service.promised_hours),
        weight=settle_service_weight(service.weight),
    )


def settle_group(name: str) -> str:
    """The name of a group made exact; empty for none."""
    return _text(name, "group", NAME_LIMIT)


def settle_name(name: str) -> str:
    """The name of a service made exact. Raises RuleBroken where there is none to show."""
    settled = _text(name, "name", NAME_LIMIT)
    if not settled:
        raise RuleBroken("A service needs a name that customers know it by.", field="name")
    return settled


def settle_description(text: str) -> str:
    """What a service is, in a sentence or two, made exact. Raises RuleBroken."""
    return _text(text, "description", DESCRIPTION_LIMIT)


def settle_interval(given: timedelta, *, least: timedelta = SHORTEST_INTERVAL) -> timedelta:
    """How often a check is asked. Raises RuleBroken where that is too often, or too seldom."""
    _within(given, "interval", least, LONGEST_INTERVAL)
    return given


def settle_deadline(given: timedelta) -> timedelta:
    """How long an answer may take. Raises RuleBroken where that is too short or too long."""
    _within(given, "deadline", SHORTEST_DEADLINE, LONGEST_DEADLINE)
    return given


def settle_check(check: CheckInput, kinds: Kinds) -> SettledCheck:
    """The check made exact. Raises RuleBroken with the name of the field at fault."""
    kind = kinds.get(check.kind)
    if kind is None:
        raise RuleBroken(_unknown_kind(check.kind, kinds), field="kind")
    settle_interval(check.interval, least=kind.shortest_interval)
    settle_deadline(check.deadline)
    _count(check.fail_after, "fail_after")
    _count(check.recover_after, "recover_after")
    return SettledCheck(
        id=check.id,
        kind=check.kind,
        config=plain_config(kind, check.config),
        interval=check.interval,
        deadline=check.deadline,
        thresholds=Thresholds(check.fail_after, check.recover_after),
        enabled=check.enabled,
        weight=settle_weight(check.weight),
        locations=settle_locations(check.locations, kind),
        quorum=_quorum(check.quorum, settle_locations(check.locations, kind)),
    )


def settle_locations(given: Sequence[str], kind: CheckKind) -> tuple[str, ...]:
    """From where a check is asked, each name once; empty for home alone. Raises RuleBroken."""
    names = tuple(dict.fromkeys(name.strip() for name in given))
    for name in names:
        if name != EVERYWHERE and not is_location_name(name):
            raise RuleBroken(
                f"“{name}” is no name of a location. Write small letters, digits and hyphens, such "
                f"as fra, “{HOME}” for the collector without a name, or “{EVERYWHERE}”.",
                field="locations",
            )
    if names == (HOME,):
        return ()
    if names and kind.batched:
        raise RuleBroken(
            f"{kind.label} is asked from home alone: its source answers for many at once.",
            field="locations",
        )
    if EVERYWHERE in names and len(names) > 1:
        raise RuleBroken(f"“{EVERYWHERE}” is every location: name no other.", field="locations")
    return names


def _quorum(given: int | None, locations: Sequence[str]) -> int | None:
    if given is None:
        return None
    most = len(locations) if locations and EVERYWHERE not in locations else MOST_ANSWERS
    if not locations:
        raise RuleBroken("A quorum needs locations that can agree. Name them.", field="quorum")
    if not 1 <= given <= most:
        raise RuleBroken(
            f"quorum cannot be {given}. Choose from 1 to {most}, the number of locations.",
            field="quorum",
        )
    return given


def plain_config(kind: Kind, raw: Mapping[str, object]) -> dict[str, object]:
    """The configuration as it is kept: validated, plain JSON values, without the defaults.

    Raises RuleBroken with the field's name.
    """
    values = validate(kind.fields, raw)
    return {
        spec.name: _plain(values[spec.name])
        for spec in kind.fields
        if values[spec.name] != spec.default
    }


def _plain(value: object) -> object:
    return duration_text(value) if isinstance(value, timedelta) else value


def _text(text: str, field: str, limit: int) -> str:
    settled = text.strip(_EDGES)
    if len(settled) > limit:
        sentence = f"The {field} is too long: {len(settled)} characters, {limit} fit."
        raise RuleBroken(sentence, field=field)
    if not can_be_shown(settled) and not (field == "description" and _breaks_lines_only(settled)):
        sentence = f"The {field} holds characters that cannot be shown. Write it again."
        raise RuleBroken(sentence, field=field)
    return settled


def _breaks_lines_only(text: str) -> bool:
    return all(can_be_shown(line) for line in text.split("\n"))


def _within(given: timedelta, field: str, least: timedelta, most: timedelta) -> None:
    if not least <= given <= most:
        sentence = (
            f"The {field} cannot be {duration_text(given)}. "
            f"Choose from {duration_text(least)} to {duration_text(most)}."
        )
        raise RuleBroken(sentence, field=field)


def _count(given: int, field: str) -> None:
    if not 1 <= given <= MOST_ANSWERS:
        sentence = f"{field} cannot be {given}. Choose from 1 to {MOST_ANSWERS} answers in a row."
        raise RuleBroken(sentence, field=field)


def _unknown_kind(key: str, kinds: Kinds) -> str:
    close = difflib.get_close_matches(key, kinds, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(sorted(kinds))}."
    return f"“{key}” is not a kind of check that this version knows. {hint}"
