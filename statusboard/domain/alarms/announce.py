"""What is told now, of all that stands: grouped, inhibited, and never twice. Pure.

The manner is that of Prometheus' Alertmanager, with one difference: the first word goes out at
once, and what began together is added to it, instead of waiting for the group to be whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from statusboard.domain.alarms.alarm import Alarm, AlarmKind, AlarmSeverity
from statusboard.domain.alarms.announcement import Announcement
from statusboard.domain.alarms.grouping import TOGETHER, gravest_first, grouped
from statusboard.domain.alarms.inhibition import Inhibition
from statusboard.domain.alarms.log import UNSETTLED, LogEntry, NotificationLog, not_ahead
from statusboard.domain.alarms.recovering import (
    ended,
    is_gone,
    is_told_when_over,
    may_be_told,
    remembered,
    seen_over,
)
from statusboard.domain.alarms.rules import AlarmRules
from statusboard.domain.alarms.standing import AlarmsNow
from statusboard.domain.alarms.wording import digest, of_group, of_recovery

MINUTE = timedelta(minutes=1)
MOST_A_MINUTE = 3
# What was told longer ago is no place to add to: whoever heard it has gone on.
STILL_READ = timedelta(minutes=2)
_BEGINS_KEPT = 4


@dataclass(frozen=True, slots=True)
class Announced:
    """What to tell now, and the log that knows of it: keep that before telling.

    `withdrawn` are the keys of announcements for which nothing stands any more. `ringing`: the
    gravest that was told with a sound and that nobody has acknowledged; its sound repeats. None:
    it is still.
    """

    announcements: tuple[Announcement, ...]
    withdrawn: tuple[str, ...]
    log: NotificationLog
    ringing: AlarmSeverity | None = None


def announce(now: AlarmsNow, log: NotificationLog, rules: AlarmRules) -> Announced:
    """What to tell a person now, of what stands and of what they have heard.

    To be asked again whenever something changed, and every few seconds while something stands or
    is held back: some things are told only once they have lasted.
    """
    log = not_ahead(log, now.as_of)
    telling = _Telling(now, log, rules, Inhibition.of(now, log, rules), dict(log.entries))
    telling.note_heard()
    over = telling.note_over()
    # What fails goes first, but what works again does not wait for longer than a minute.
    if any(entry.gone_at and now.as_of - entry.gone_at >= MINUTE for entry, _ in over):
        telling.tell_recovered(over)
        telling.tell_new()
    else:
        telling.tell_new()
        telling.tell_recovered(over)
    return telling.answer()


@dataclass(slots=True)
class _Telling:
    """One round: the entries change while it is made up."""

    now: AlarmsNow
    log: NotificationLog
    rules: AlarmRules
    inhibition: Inhibition
    entries: dict[str, LogEntry]
    told: list[Announcement] = field(default_factory=list)
    digests: list[Announcement] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        return self.now.as_of

    def note_heard(self) -> None:
        """What stood when the log began, and what somebody has seen already, counts as heard."""
        for alarm in self.now.alarms:
            entry = self.entries.get(alarm.key)
            is_seen = self.now.acknowledgement(alarm) is not None
            if entry is not None and entry.is_open:
                kept = "" if is_seen else entry.announcement
                # Back before its end was told: it has not settled, and that is to last.
                begins = entry.begins if entry.gone_at is None else (*entry.begins, self.at)
                self.entries[alarm.key] = replace(
                    entry, gone_at=None, announcement=kept, begins=begins[-_BEGINS_KEPT:]
                )
            elif is_seen or (entry is None and self._stood_at_first(alarm)):
                self.entries[alarm.key] = self._entry(alarm, "")

    def _stood_at_first(self, alarm: Alarm) -> bool:
        """Whether it stood at the first look of this log, which has nothing to compare with.

        Of services the look is that at which somebody saw them. Those that answer a little later
        count too where they had failed for so long that it is nothing new.
        """
        if alarm.kind is AlarmKind.BLIND or alarm.key in self.inhibition.holds:
            return False
        if alarm.kind is not AlarmKind.OUTAGE:
            return self.log.begun_at is None
        if self.now.blind:
            return False
        sighted = self.log.sighted_at
        if sighted is None:
            return True
        return self.at - sighted <= MINUTE and sighted - alarm.since >= STILL_READ

    def note_over(self) -> list[tuple[LogEntry, datetime]]:
        """What is over and may be told so, with since when; what is not to be told is forgotten."""
        over: list[tuple[LogEntry, datetime]] = []
        for entry in list(self.entries.values()):
            if entry.key in self.inhibition.by_key or not entry.is_open:
                continue
            seen = seen_over(self.now, entry)
            if is_gone(self.now, entry):
                self.entries[entry.key] = ended(entry, self.at)
            elif seen is None:
                self.entries[entry.key] = replace(entry, gone_at=None)
            elif not is_told_when_over(entry, self.rules):
                self.entries[entry.key] = ended(entry, self.at)
            else:
                noted = replace(entry, gone_at=entry.gone_at or self.at)
                self.entries[entry.key] = noted
                if may_be_told(self.now, noted, self.rules):
                    over.append((noted, seen))
        return over

    def tell_recovered(self, over: Sequence[tuple[LogEntry, datetime]]) -> None:
        """Tells what is over: services together, and that somebody sees again by itself."""
        for is_sight in (True, False):
            part = [one for one in over if (one[0].kind is AlarmKind.BLIND) is is_sight]
            if part and self._slots:
                self.told.append(of_recovery(part, self.now, self.rules))
                for entry, _ in part:
                    self.entries[entry.key] = ended(entry, self.at)

    def tell_new(self) -> None:
        """Tells what is new or worse: in groups, as many as a minute bears, the rest as one."""
        fresh = [alarm for alarm in self.now.alarms if self._is_news(alarm)]
        groups = self._joined(fresh)
        slots = self._slots
        for key, group in groups[:slots]:
            self._tell(of_group(key, group, self.now, self.rules), group)
        rest = [alarm for _, group in groups[slots:] for alarm in group]
        may_digest = self.log.digest_at is None or self.at - self.log.digest_at >= MINUTE
        if rest and may_digest:
            alarms = gravest_first(alarm for alarm in rest if alarm in fresh)
            told = digest(f"digest:{_stamp(self.at)}", alarms, self.now, self.rules)
            self.digests.append(told)
            self._note(alarms, told.key)

    def answer(self) -> Announced:
        """What came of it."""
        before = {entry.announcement for entry in self.log.entries.values() if entry.is_open}
        kept = {entry.announcement for entry in self.entries.values() if entry.is_open}
        times = (*self._lately, *(self.at for _ in self.told))
        log = NotificationLog(
            {one.key: one for one in remembered(self.now, iter(self.entries.values()))},
            dict(self.inhibition.holds),
            times,
            self.at if self.digests else self.log.digest_at,
            self.log.begun_at or self.at,
            self.log.sighted_at or (None if self.now.blind else self.at),
        )
        return Announced(
            (*self.told, *self.digests),
            tuple(sorted(before - kept - {""})),
            log,
            self._ringing(),
        )

    @property
    def _lately(self) -> tuple[datetime, ...]:
        return tuple(at for at in self.log.told_times if timedelta() <= self.at - at < MINUTE)

    @property
    def _slots(self) -> int:
        return max(0, MOST_A_MINUTE - len(self._lately) - len(self.told))

    def _is_news(self, alarm: Alarm) -> bool:
        """Whether it was not heard of yet, or has become worse, and may be told."""
        if not self.inhibition.is_told(alarm):
            return False
        entry = self.entries.get(alarm.key)
        if entry is None or not entry.is_open:
            return True
        if self.now.acknowledgement(alarm) is not None:
            return False
        # What flaps turns graver and less grave: that it flaps is all there is to say.
        is_worse = alarm.severity.rank > entry.severity.rank and not alarm.flapping
        return is_worse or self.inhibition.was_muted_since(alarm, entry.told_at)

    def _joined(self, fresh: Sequence[Alarm]) -> list[tuple[str, tuple[Alarm, ...]]]:
        """Each group with its key; what began with something told a moment ago joins that."""
        found: dict[str, set[Alarm]] = {}
        for group in grouped(fresh):
            near = next(filter(None, map(self._near, group)), "")
            key = near or f"{group[0].key}:{_stamp(self.at)}"
            found[key] = found.get(key, set()) | {*group, *self._members(near)}
        return [(key, gravest_first(group)) for key, group in found.items()]

    def _near(self, alarm: Alarm) -> str:
        """The announcement that this belongs to: told a moment ago, begun together with it."""
        own = self.entries.get(alarm.key)
        if own is not None and own.is_open and self.at - own.told_at < STILL_READ:
            return "" if own.announcement.startswith("digest:") else own.announcement
        if alarm.kind is not AlarmKind.OUTAGE:
            return ""
        for entry in self.entries.values():
            is_digest = entry.announcement.startswith("digest:")
            if not entry.is_open or entry.kind is not alarm.kind or is_digest:
                continue
            is_read = self.at - entry.told_at < STILL_READ
            if is_read and abs(alarm.since - entry.since) <= TOGETHER:
                return entry.announcement
        return ""

    def _members(self, key: str) -> Iterator[Alarm]:
        """What an announcement speaks for already."""
        for alarm in self.now.alarms if key else ():
            entry = self.entries.get(alarm.key)
            is_of = entry is not None and entry.is_open and entry.announcement == key
            if is_of and self.inhibition.is_told(alarm):
                yield alarm

    def _tell(self, told: Announcement, group: Sequence[Alarm]) -> None:
        self.told.append(told)
        self._note(group, told.key)

    def _note(self, alarms: Sequence[Alarm], announcement: str) -> None:
        for alarm in alarms:
            self.entries[alarm.key] = self._entry(alarm, announcement)

    def _entry(self, alarm: Alarm, announcement: str) -> LogEntry:
        before = self.entries.get(alarm.key)
        begins = () if before is None else before.begins
        is_begin = announcement and (before is None or not before.is_open)
        lately = tuple(at for at in begins if self.at - at < UNSETTLED)
        return LogEntry(
            key=alarm.key,
            kind=alarm.kind,
            subject=alarm.subject,
            severity=alarm.severity,
            since=alarm.since,
            told_at=self.at,
            announcement=announcement,
            group=alarm.group,
            begins=(*lately, self.at) if is_begin else lately,
        )

    def _ringing(self) -> AlarmSeverity | None:
        ringing = [
            alarm.severity
            for alarm in self.now.alarms
            if (entry := self.entries.get(alarm.key)) is not None
            and entry.is_open
            and entry.announcement
            and self.rules.of(alarm.kind).sounds(alarm.severity)
            and not self.inhibition.is_calm(alarm)
        ]
        return max(ringing, key=lambda one: one.rank, default=None)


def _stamp(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%S.%f")
