"""Moves secrets that an earlier version left in the database into the store of this machine.

In this order, so that a stop between any two steps loses nothing and the next start goes on:
into the store; out of the configurations, in one transaction; out of the pages of the files, which
a mark in the settings asks for until it is done. The collector does it: it stands where the
secrets are needed, and is the one that checkpoints.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from statusboard.app.doorway import Doorway, query
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.rules import Kinds
from statusboard.app.services.secrets import plain_only, secrets_in, turned
from statusboard.app.services.stowing import CHECKS, Stowing
from statusboard.catalog.echoes import Echoes
from statusboard.catalog.references import MASK, names_in
from statusboard.domain.access import Actor, loop
from statusboard.errors import StatusBoardError
from statusboard.storage.configs import (
    StoredConfig,
    hide_in_history,
    read_configs,
    replace_config,
)
from statusboard.storage.database import Database
from statusboard.storage.migrate import backups_of
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit
from statusboard.storage.wiping import wipe, wipe_copy

log = logging.getLogger(__name__)

# Set by the step of the schema that older databases go through, and whenever secrets were moved.
TO_WIPE = "secrets.to_wipe"
# What a person does where the collector cannot: only somebody can agree to files.
BY_HAND = "“statusboard secret move”, with “--allow-file” where there is no key store"


@dataclass(frozen=True, slots=True)
class MoveSecrets:
    """Asks to move what is left. `moved` is worked out before the transaction."""

    allow_file: bool = False
    moved: tuple["MovedConfig", ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class MovedConfig:
    """A configuration as it stands in the database, and as it shall."""

    stored: StoredConfig = field(repr=False)
    config: Mapping[str, object]


def put_away(door: Doorway, given: MoveSecrets) -> MoveSecrets:
    """The first step: every secret is in the store, and the database is as it was.

    Secrets of removed checks are not kept: nobody asks them any more. Raises RuleBroken
    (`allow_file`) where the person has to agree to files.
    """
    kinds = check_kinds()
    stowing = Stowing(door, CHECKS, allow_file=given.allow_file)
    moved = []
    for stored in door.ask(PLAIN_SECRETS, None):
        turn = _drop if stored.is_removed else stowing.turn
        config = turned(kinds[stored.kind], stored.config, plain_only(turn))
        moved.append(MovedConfig(stored, config))
    return MoveSecrets(given.allow_file, tuple(moved))


def replace_plain(unit: Unit, given: MoveSecrets) -> int:
    """The second step: references in the place of secrets; how many checks it was."""
    kinds = check_kinds()
    count = 0
    for moved in given.moved:
        if replace_config(unit, moved.stored, moved.config):
            hide_in_history(unit, moved.stored.check_id, _hiding(kinds, moved.stored))
            count += 1
    return count


def wipe_what_was_moved(door: Doorway) -> bool:
    """The third step: out of the pages of file, log and copies; whether that was done to the end.

    Blocking, for as long as the size of the database asks. Raises Unavailable.
    """
    if door.ask(PLAIN_SECRETS, None) or not wipe(door.database):
        return False
    left = [copy for copy in backups_of(door.database) if not _clean(copy, door)]
    return not left


def _plain_secrets(unit: Unit, _given: None) -> tuple[StoredConfig, ...]:
    kinds = check_kinds()
    return tuple(stored for stored in read_configs(unit) if _secrets_of(kinds, stored))


# The configurations that hold secrets themselves, those of removed checks too.
PLAIN_SECRETS = query("plain_secrets")(_plain_secrets)


def _are_left_here(unit: Unit, given: None) -> bool:
    return unit.is_sqlite and bool(_plain_secrets(unit, given))


# Whether this computer is the one whose store they have to be moved into.
ARE_LEFT_HERE = query("secrets_are_left_here")(_are_left_here)


def _is_to_wipe(unit: Unit, _given: None) -> bool:
    return read_settings(unit).get(TO_WIPE) is True


# Whether pages of the files may still hold what was moved.
IS_TO_WIPE = query("is_to_wipe")(_is_to_wipe)


def _secrets_of(kinds: Kinds, stored: StoredConfig) -> list[tuple[str, str]]:
    kind = kinds.get(stored.kind)
    if kind is None:
        return []
    return [(n, s) for n, s in secrets_in(kind, stored.config) if s != MASK and not names_in(s)]


def _drop(_name: str, _text: str) -> str:
    return MASK


def _hiding(kinds: Kinds, stored: StoredConfig) -> Callable[[str], str]:
    """Hides the secrets of a configuration in a text, in each form that could stand there."""
    return Echoes.of(secret for _, secret in _secrets_of(kinds, stored)).hide


def _clean(copy: Path, door: Doorway) -> bool:
    """Takes the secrets out of a copy; False where that could not be done now."""
    if copy.suffix == ".unfinished":
        copy.unlink(missing_ok=True)
        return True
    try:
        with closing(Database.open(copy)) as opened:
            _replace_in_copy(opened, door, door.clock.now())
            return wipe_copy(opened)
    except StatusBoardError as error:
        log.warning("copy still holds secrets file=%s because=%s", copy.name, error)
        return False


def _replace_in_copy(copy: Database, door: Doorway, now: datetime) -> None:
    """References where the store knows the secret, masks where it was forgotten long ago."""
    kinds = check_kinds()
    known = Stowing(door, CHECKS)
    with copy.writing(now, _mover()) as unit:
        for stored in _plain_secrets(unit, None):
            turn = _drop if stored.is_removed else known.known
            config = turned(kinds[stored.kind], stored.config, plain_only(turn))
            if replace_config(unit, stored, config):
                hide_in_history(unit, stored.check_id, _hiding(kinds, stored))


def _mover() -> Actor:
    return loop("collector")
