"""Which secrets the configurations refer to, and on which machine each has to be."""

import difflib
import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.settings import ASSISTANT_KEY
from statusboard.catalog.references import names_in
from statusboard.errors import RuleBroken
from statusboard.storage import leases
from statusboard.storage.channels import read_channels
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.settings import read_settings
from statusboard.storage.targets import read_leaving, read_targets
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class NeededSecret:
    """A secret by its name, and what needs it, in words: services, or places of the page.

    `role` is the program that sends it: the secret has to be on the machine where that runs.
    """

    name: str
    needed_by: tuple[str, ...]
    role: str


def _needed(unit: Unit, _given: None) -> tuple[NeededSecret, ...]:
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for role, needed_by, config in (
        *_checks(unit),
        *_targets(unit),
        *_channels(unit),
        _assistant(unit),
    ):
        for name in names_in(config):
            found.setdefault(name, (role, {}))[1][needed_by] = None
    return tuple(NeededSecret(name, tuple(by), role) for name, (role, by) in sorted(found.items()))


def _checks(unit: Unit) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    services = {component.id: component.name for component in read_components(unit)}
    for check in read_checks(unit):
        yield "collector", services.get(check.component_id, ""), check.config


def _targets(unit: Unit) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    leaving = (target for target, _ in read_leaving(unit))
    for target in (*read_targets(unit), *leaving):
        yield "office", f"target {target.name}", target.config


def _channels(unit: Unit) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    for channel in read_channels(unit):
        yield "office", f"channel {channel.name}", channel.config


def _assistant(unit: Unit) -> tuple[str, str, Mapping[str, object]]:
    return "office", "the writing helper", {"key": read_settings(unit).get(ASSISTANT_KEY)}


# Every secret that a check, a target, a channel or the helper refers to, by name.
NEEDED_SECRETS = query("needed_secrets")(_needed)


def _host_of(unit: Unit, given: str) -> str:
    lease = leases.read(unit, given)
    is_held = lease is not None and lease.is_held(unit.now_us)
    return lease.holder.split(":")[0] if lease is not None and is_held else ""


# The computer where the program of that role is at work now; empty where none is.
HOST_OF_ROLE = query("host_of_role")(_host_of)


def named(needed: Iterable[NeededSecret], name: str) -> str:
    """The name, where something refers to it. Raises RuleBroken where nothing does."""
    known = [secret.name for secret in needed]
    if name in known:
        return name
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else "“statusboard secret list” names those needed."
    raise RuleBroken(f"Nothing needs a secret called “{name}”. Nothing was kept. {hint}", "name")


def missing_words(name: str, doing: str) -> str:
    """What to say of what lacks its secret on this machine: which one, and how to give it.

    `doing` is what the machine needs it for, such as `asks it`.
    """
    return (
        f"its secret {name} is not on the computer {socket.gethostname()}, which {doing}; give it "
        f"there with “statusboard secret set {name}”"
    )
