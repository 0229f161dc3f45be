"""Which secrets the checks refer to, and which of them this machine lacks."""

import difflib
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.catalog.references import names_in
from statusboard.errors import RuleBroken
from statusboard.storage import leases
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class NeededSecret:
    """A secret by its name, and the services whose checks send it."""

    name: str
    services: tuple[str, ...]


def _needed(unit: Unit, _given: None) -> tuple[NeededSecret, ...]:
    names = {component.id: component.name for component in read_components(unit)}
    found: dict[str, dict[str, None]] = {}
    for check in read_checks(unit):
        for name in names_in(check.config):
            found.setdefault(name, {})[names.get(check.component_id, "")] = None
    return tuple(NeededSecret(name, tuple(found[name])) for name in sorted(found))


# Every secret that a check which was not removed refers to, by name.
NEEDED_SECRETS = query("needed_secrets")(_needed)


def _watched_from(unit: Unit, _given: None) -> str:
    lease = leases.read(unit, "collector")
    is_held = lease is not None and lease.is_held(unit.now_us)
    return lease.holder.split(":")[0] if lease is not None and is_held else ""


# The computer that a collector asks from now; empty where none is at work.
WATCHED_FROM = query("watched_from")(_watched_from)


def named(needed: Iterable[NeededSecret], name: str) -> str:
    """The name, where a check refers to it. Raises RuleBroken where none does."""
    known = [secret.name for secret in needed]
    if name in known:
        return name
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else "“statusboard secret list” names those needed."
    raise RuleBroken(f"No check needs a secret called “{name}”. Nothing was kept. {hint}", "name")


def missing_words(name: str) -> str:
    """What to say of a check whose secret is not on this machine: which one, and how to give it."""
    return (
        f"its secret {name} is not on the computer {socket.gethostname()}, which asks it; give it "
        f"there with “statusboard secret set {name}”"
    )
