"""Verbs about what New Relic plans: what was read, and what a person decided of it."""

from collections.abc import Mapping

import msgspec

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.settings import NEW_RELIC_UNREAD
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.domain.views.new_relic_windows import DecideWindow, NewRelicWindow, NoteWindows
from statusboard.errors import RuleBroken
from statusboard.storage import followed_windows
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

_CHANGED = Changes.of(Topic.MAINTENANCE)


@verb("new_relic.note_windows", Permission.RUN, NoteWindows, type(None))
def note_windows(unit: Unit, given: NoteWindows) -> Done[None]:
    """Keeps what was read; of accounts that could not be read, what was known stays."""
    told = {one.key: msgspec.json.encode(one).decode() for one in given.windows}
    accounts = {one.key: one.account or 0 for one in given.windows}
    unread = {str(account): why for account, why in given.unread} or None
    changes = Changes()
    if read_settings(unit).get(NEW_RELIC_UNREAD) != unread:
        write_setting(unit, NEW_RELIC_UNREAD, unread)
        changes = Changes.of(Topic.SETTINGS)
    before = followed_windows.read_windows(unit)
    if {one.key: one.told for one in before if one.account in given.accounts} == told:
        return Done(None, changes, None)
    followed_windows.note_windows(unit, told, accounts, given.accounts)
    return Done(None, changes | _CHANGED, None)


def unread_accounts(settings: Mapping[str, object]) -> tuple[tuple[int, str], ...]:
    """The accounts whose muting rules could not be read at the last look, and why of each."""
    stored = settings.get(NEW_RELIC_UNREAD)
    found = stored.items() if isinstance(stored, dict) else ()
    return tuple((int(account), str(why)) for account, why in found)


def _unread(unit: Unit, _given: None) -> tuple[tuple[int, str], ...]:
    return unread_accounts(read_settings(unit))


UNREAD = query("new_relic.unread")(_unread)


@verb("new_relic.decide_window", Permission.WRITE, DecideWindow, type(None))
def decide_window(unit: Unit, given: DecideWindow) -> Done[None]:
    """Proposes this window no more: taken over, which holds for its times, or set aside for all.

    Raises RuleBroken where New Relic has it no more.
    """
    stored = {one.key: one for one in followed_windows.read_windows(unit)}
    found = stored.get(given.key)
    if found is None:
        raise RuleBroken("This is not planned in New Relic any more.", field="key")
    window = msgspec.json.decode(found.told, type=NewRelicWindow)
    starts_us = 0 if window.starts_at is None else to_us(window.starts_at)
    followed_windows.decide(unit, given.key, starts_us=starts_us, is_aside=given.is_aside)
    return Done(None, _CHANGED, Audit(window.title, {"aside": given.is_aside}))
