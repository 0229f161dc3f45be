"""Writes down which New Relic is connected. The key is kept elsewhere (app/keys/choose.py)."""

from dataclasses import dataclass, field

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.keys.choose import NEW_RELIC_KEY
from statusboard.app.settings import (
    NEW_RELIC_REGION,
    NEW_RELIC_UNWATCHED,
    NEW_RELIC_URL,
    unwatched_default,
)
from statusboard.catalog.secret import Secret
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.new_relic import Unwatched
from statusboard.errors import RuleBroken
from statusboard.newrelic.key import Key
from statusboard.storage import sources
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

SOURCE_NAME = "New Relic"
REGION, URL = NEW_RELIC_REGION, NEW_RELIC_URL
USER = "new_relic.user"
ACCOUNTS = "new_relic.accounts"
KEY_KEPT_IN = "new_relic.key_kept_in"
# Changes with every connect, so that the feed knows that the key may be another one.
CONNECTED_US = "new_relic.connected_us"
_ALL = (REGION, URL, USER, ACCOUNTS, KEY_KEPT_IN, CONNECTED_US)


@dataclass(frozen=True, slots=True)
class RememberNewRelic:
    """A connection that was tried and works; what is known of it but the key."""

    region: str
    url: str
    user: str
    accounts: tuple[tuple[int, str], ...]
    kept_in: str


@dataclass(frozen=True, slots=True)
class ForgetNewRelic:
    """Asks to end the connection."""


@dataclass(frozen=True, slots=True)
class GiveNewRelicKey:
    """The key for this machine, where New Relic was connected from another one."""

    text: str = field(repr=False)
    allow_file: bool = False


def _keep_key(door: Doorway, given: GiveNewRelicKey) -> GiveNewRelicKey:
    key = Key.of(given.text)
    door.secrets.write(NEW_RELIC_KEY, Secret(key.reveal()), allow_file=given.allow_file)
    return GiveNewRelicKey("")


@verb("give_new_relic_key", Permission.CONFIGURE, GiveNewRelicKey, type(None), prepare=_keep_key)
def give_new_relic_key(unit: Unit, given: GiveNewRelicKey) -> Done[None]:  # noqa: ARG001
    """Lets the feed open its session anew; the key itself is kept by then."""
    if CONNECTED_US not in read_settings(unit):
        sentence = "New Relic is not connected. Connect it in Settings first."
        raise RuleBroken(sentence, field="name")
    write_setting(unit, CONNECTED_US, unit.now_us)
    return Done(None, Changes.of(Topic.SETTINGS, Topic.SECRETS), Audit(SOURCE_NAME))


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
    values: dict[str, object] = {
        REGION: given.region,
        URL: given.url,
        USER: given.user,
        ACCOUNTS: [[number, name] for number, name in given.accounts],
        KEY_KEPT_IN: given.kept_in,
        CONNECTED_US: unit.now_us,
    }
    for key, value in values.items():
        write_setting(unit, key, value)
    detail: dict[str, object] = {
        "region": given.region,
        "url": given.url,
        "kept_in": given.kept_in,
        "accounts": [number for number, _ in given.accounts],
    }
    changes = Changes.of(Topic.SETTINGS, Topic.HEALTH)
    return Done(None, changes, Audit(SOURCE_NAME, detail))


@verb("disconnect_new_relic", Permission.CONFIGURE, ForgetNewRelic, type(None))
def forget_new_relic(unit: Unit, given: ForgetNewRelic) -> Done[None]:  # noqa: ARG001
    """Removes the connection; services and their history stay."""
    for key in _ALL:
        write_setting(unit, key, None)
    sources.remove_source(unit, SOURCE_NAME)
    changes = Changes.of(Topic.SETTINGS, Topic.HEALTH)
    return Done(None, changes, Audit(SOURCE_NAME))
