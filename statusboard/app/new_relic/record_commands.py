"""Verbs about the record of what New Relic said: on for an hour, off, and what came."""

from dataclasses import dataclass

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.new_relic.commands import SOURCE_NAME
from statusboard.app.settings import NEW_RELIC_RECORD_UNTIL
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.storage import new_relic_record
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True)
class RecordNewRelic:
    """Switches the record on for an hour, or off. What was recorded before goes with either."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class KeepRecord:
    """Masked answers, the oldest first."""

    said: tuple[str, ...]


@verb("new_relic.record", Permission.CONFIGURE, RecordNewRelic, type(None))
def record_new_relic(unit: Unit, given: RecordNewRelic) -> Done[None]:
    """Records from now on, for an hour; or no more, and forgets what was recorded."""
    until = unit.now_us + HOUR_US if given.is_on else None
    write_setting(unit, NEW_RELIC_RECORD_UNTIL, until)
    new_relic_record.forget(unit)
    return Done(None, Changes.of(Topic.SETTINGS), Audit(SOURCE_NAME, {"on": given.is_on}))


@verb("new_relic.keep_record", Permission.RUN, KeepRecord, type(None))
def keep_record(unit: Unit, given: KeepRecord) -> Done[None]:
    """Keeps what was said, where the record is still on; of much only the newest."""
    if is_recording(unit):
        new_relic_record.keep(unit, given.said)
    return Done(None, Changes(), None)


def is_recording(unit: Unit) -> bool:
    """Whether what New Relic says is recorded now."""
    until = read_settings(unit).get(NEW_RELIC_RECORD_UNTIL)
    return isinstance(until, int) and unit.now_us < until


@query("new_relic.is_recording")
def read_recording(unit: Unit, _given: None) -> bool:
    """Whether what New Relic says is recorded now."""
    return is_recording(unit)


@query("new_relic.record_kept", permission=Permission.CONFIGURE)
def read_record(unit: Unit, _given: None) -> tuple[tuple[int, str], ...]:
    """What was recorded: when (microseconds since 1970) and what, the oldest first."""
    return new_relic_record.read(unit)
