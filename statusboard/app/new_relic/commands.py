"""Writes down which New Relic is connected. Keys are kept elsewhere (app/keys/choose.py)."""

import hashlib
import re
from dataclasses import dataclass, field, replace

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.keys.choose import NEW_RELIC_KEY
from statusboard.app.new_relic.connection import FIRST_NAME, source_of
from statusboard.app.settings import NEW_RELIC_UNWATCHED, unwatched_default
from statusboard.catalog.secret import Secret
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.new_relic import NAME_LIMIT, Unwatched
from statusboard.errors import RuleBroken
from statusboard.newrelic.key import Key
from statusboard.storage import sources
from statusboard.storage.new_relic_connections import (
    StoredConnection,
    keep_connection,
    read_connections,
    remove_connection,
)
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

SOURCE_NAME = FIRST_NAME


@dataclass(frozen=True, slots=True)
class RememberNewRelic:
    """A connection that was tried and works; what is known of it but the key."""

    region: str
    url: str
    user: str
    accounts: tuple[tuple[int, str], ...]
    kept_in: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ForgetNewRelic:
    """Asks to end the connection of that name."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class GiveNewRelicKey:
    """The key for this machine, where New Relic was connected from another one.

    `key_name` is what it is called among the secrets.
    """

    text: str = field(repr=False)
    allow_file: bool = False
    key_name: str = NEW_RELIC_KEY


def settled_name(name: str) -> str:
    """What a connection is called. Raises RuleBroken for what is too long."""
    tidy = " ".join(name.split()) or FIRST_NAME
    if len(tidy) > NAME_LIMIT:
        sentence = f"The name is longer than {NAME_LIMIT} characters."
        raise RuleBroken(sentence, field="name")
    return tidy


def key_name_of(name: str) -> str:
    """What the key of a connection is called among the secrets.

    The first one's is the one there always was; another's is told apart by a digest, for a name
    may hold what no secret's can.
    """
    if name == FIRST_NAME:
        return NEW_RELIC_KEY
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:NAME_LIMIT]
    apart = hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
    return f"{NEW_RELIC_KEY}.{plain}-{apart}".replace(".-", ".")


def _keep_key(door: Doorway, given: GiveNewRelicKey) -> GiveNewRelicKey:
    key = Key.of(given.text)
    if not given.key_name.startswith(NEW_RELIC_KEY):
        raise RuleBroken("No key of New Relic's is called that.", field="name")
    door.secrets.write(given.key_name, Secret(key.reveal()), allow_file=given.allow_file)
    return replace(given, text="")


@verb("give_new_relic_key", Permission.CONFIGURE, GiveNewRelicKey, type(None), prepare=_keep_key)
def give_new_relic_key(unit: Unit, given: GiveNewRelicKey) -> Done[None]:
    """Lets the feed open its session anew; the key itself is kept by then."""
    held = [one for one in read_connections(unit) if one.key_name == given.key_name]
    if not held:
        sentence = "New Relic is not connected. Connect it in Settings first."
        raise RuleBroken(sentence, field="name")
    for one in held:
        keep_connection(unit, one)
    return Done(None, Changes.of(Topic.SETTINGS, Topic.SECRETS), Audit(source_of(held[0].name)))


@dataclass(frozen=True, slots=True)
class ChooseUnwatched:
    """What entities count as from now on that report and that no alert condition watches."""

    unwatched: Unwatched


@verb("new_relic.choose_unwatched", Permission.CONFIGURE, ChooseUnwatched, type(None))
def choose_unwatched(unit: Unit, given: ChooseUnwatched) -> Done[None]:
    """Stores the team's default; checks with a choice of their own keep it."""
    before = unwatched_default(read_settings(unit))
    write_setting(unit, NEW_RELIC_UNWATCHED, given.unwatched.value)
    detail: dict[str, object] = {"before": before.value, "after": given.unwatched.value}
    return Done(None, Changes.of(Topic.SETTINGS), Audit(SOURCE_NAME, detail))


@verb("connect_new_relic", Permission.CONFIGURE, RememberNewRelic, type(None))
def remember_new_relic(unit: Unit, given: RememberNewRelic) -> Done[None]:
    """Stores region, address, owner and accounts; the feed starts with its next look."""
    name = settled_name(given.name)
    keep_connection(
        unit,
        StoredConnection(
            0,
            name,
            given.region,
            given.url,
            key_name_of(name),
            unit.now_us,
            given.user,
            given.accounts,
            given.kept_in,
        ),
    )
    detail: dict[str, object] = {
        "region": given.region,
        "url": given.url,
        "kept_in": given.kept_in,
        "accounts": [number for number, _ in given.accounts],
    }
    changes = Changes.of(Topic.SETTINGS, Topic.HEALTH)
    return Done(None, changes, Audit(source_of(name), detail))


@verb("disconnect_new_relic", Permission.CONFIGURE, ForgetNewRelic, type(None))
def forget_new_relic(unit: Unit, given: ForgetNewRelic) -> Done[None]:
    """Removes the connection; services and their history stay."""
    name = settled_name(given.name)
    for one in read_connections(unit):
        if one.name == name:
            remove_connection(unit, one.id)
    sources.remove_source(unit, source_of(name))
    changes = Changes.of(Topic.SETTINGS, Topic.HEALTH)
    return Done(None, changes, Audit(source_of(name)))
