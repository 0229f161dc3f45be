"""Ingest: the one way by which answers become history.

One transaction per batch: the answers, the verdicts that changed, the spans they move, what was
said by failures, and a line in the log of changes. Memory follows only after the commit, so a
batch that could not be written can be given again.

Everything here blocks and belongs on the collector's writer thread; only `would_turn` and
`doubtful` may be asked from anywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from statusboard.app.clock import Clock
from statusboard.app.watching import at_location, corrections
from statusboard.app.watching.believing import believe_held
from statusboard.app.watching.check_memory import (
    BlindInterval,
    CheckMemory,
    Memory,
    judge_answer,
)
from statusboard.app.watching.settling import settle_services
from statusboard.app.watching.silence import be_known, heed_silence
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.check import Check
from statusboard.domain.instants import duration_us, to_us
from statusboard.domain.location import HOME, collector_role
from statusboard.domain.observation import GONE_AFTER
from statusboard.domain.result import CheckResult
from statusboard.errors import Unavailable
from statusboard.storage import leases
from statusboard.storage.change_log import log_changes
from statusboard.storage.database import Database
from statusboard.storage.history import location_states, quorums, results, transcripts
from statusboard.storage.history.corrected_spans import follow_corrections
from statusboard.storage.history.lock import lock_history
from statusboard.storage.history.maintenance_spans import follow_maintenance
from statusboard.storage.history.override_spans import follow_overrides
from statusboard.storage.history.transitions import StoredTransition
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit
from statusboard.storage.watch import began_in, write_began

ROLE = "collector"


class Ingest:
    """Turns answers into history. Used by the collector alone, one call at a time.

    With a `holder`, only while that one holds the role: a collector that was frozen until another
    one took over finds itself refused (Unavailable) in place of undoing what that one wrote.
    Away from home it writes its own `location`'s part alone, and what follows from all of them.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        holder: str | None = None,
        location: str = HOME,
    ) -> None:
        """Call `load` before anything else."""
        self._location = location
        self._role = collector_role(location)
        self._database = database
        self._clock = clock
        self._holder = holder
        self._memory: Mapping[int, CheckMemory] = {}
        # Up to when rules of services have been followed.
        self._ruled_us = 0

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks to be asked, as last read."""
        return tuple(watched.check for watched in self._memory.values())

    def load(self) -> Changes:
        """Reads checks and states, and closes what nobody watched since the last heartbeat.

        Call it after the lease was taken and before it is renewed for the first time. After a
        pause of at most GONE_AFTER all goes on that was answered lately enough to speak for now.
        """
        with self._writing() as unit:
            memory = at_location.read_memory(unit, self._location, {})
            until_us = corrections.watched_until(unit, memory, self._role)
            transitions: list[StoredTransition] = []
            if corrections.is_ahead(unit, memory, self._role):
                self._begin_watch(unit, unit.now_us)
                memory, until_us = (
                    corrections.clamp_all_to_clock(unit, memory, unit.now_us, self._location),
                    unit.now_us,
                )
                memory, transitions = corrections.forget_all(memory, until_us)
            else:
                memory, transitions = corrections.forget_pause(memory, until_us, unit.now_us)
            if unit.now_us - until_us > duration_us(GONE_AFTER):
                self._begin_watch(unit, unit.now_us)
            self._ruled_us = until_us
            changes = self._settle(unit, memory, transitions, believed_us=until_us)
        self._memory, self._ruled_us = memory, unit.now_us
        return changes

    def reload(self) -> Changes:
        """Reads the checks again after somebody changed them.

        A check that is gone or switched off says nothing from then on; one that asks something
        else starts anew.
        """
        with self._writing() as unit:
            memory = at_location.read_memory(unit, self._location, self._memory)
            changes = self._settle(unit, memory, [], believed_us=unit.now_us)
        self._memory, self._ruled_us = memory, unit.now_us
        return changes

    def follow_maintenance(self) -> tuple[Changes, int | None]:
        """Writes planned work into the spans as it is by now; when it goes on (None: nothing is).

        Also says when it goes on, in microseconds; None: nothing is planned.
        """
        return self._follow(follow_maintenance)

    def follow_overrides(self) -> tuple[Changes, int | None]:
        """Writes into the spans what people set, took back, or left to expire; when it goes on."""
        return self._follow(follow_overrides)

    def follow_corrections(self) -> Changes:
        """Writes into the spans what people corrected of the past, or took back, since."""
        return self._follow(lambda unit: (follow_corrections(unit), None))[0]

    def _follow(
        self, follow: Callable[[Unit], tuple[frozenset[int], int | None]]
    ) -> tuple[Changes, int | None]:
        with self._writing() as unit:
            lock_history(unit)
            changed, edge_us = follow(unit)
            changes = Changes()
            if changed:
                changes = Changes.of(Topic.STATES, components=changed)
                log_changes(unit, changes)
        return changes, edge_us

    def sleep_gap(self, last_us: int, now_us: int) -> Changes:
        """Closes what nobody watched between two instants: the machine or the process slept.

        Of a short one, only for checks that it was long to. Questions that were under way
        meanwhile are not believed.
        """
        with self._writing() as unit:
            before = dict(self._memory)
            if now_us - last_us > duration_us(GONE_AFTER):
                self._begin_watch(unit, now_us)
                memory, transitions = corrections.forget_all(before, last_us)
            else:
                memory, transitions = corrections.forget_pause(before, last_us, now_us)
            deaf = BlindInterval(last_us, now_us)
            memory = {number: replace(watched, deaf=deaf) for number, watched in memory.items()}
            changes = self._settle(unit, memory, transitions, believed_us=last_us)
        self._memory, self._ruled_us = memory, unit.now_us
        return changes

    def clock_set_back(self, now_us: int) -> Changes:
        """Dates anew what was dated after `now_us` before the clock was put back to it.

        A check goes on in the state it has, from that instant on: what was written of the time
        that now comes a second time would only contradict what is seen of it.
        """
        with self._writing() as unit:
            self._begin_watch(unit, min(began_in(read_settings(unit)), now_us))
            memory = corrections.clamp_all_to_clock(
                unit, dict(self._memory), now_us, self._location
            )
            changes = self._settle(unit, memory, [], believed_us=now_us)
            changes |= Changes.of(Topic.STATES)
            log_changes(unit, changes)
        self._memory, self._ruled_us = memory, unit.now_us
        return changes

    def take(self, batch: Sequence[CheckResult]) -> Changes:
        """Writes a batch of answers; says what changed.

        Raises Unavailable where the database is busy or away: nothing was written, nothing is
        remembered, and the same batch can be given again.
        """
        if not batch:
            return Changes()
        with self._writing() as unit:
            memory: Memory = dict(self._memory)
            if any(result.check_id not in memory for result in batch):
                memory = at_location.read_memory(unit, self._location, memory)
            recorded: list[CheckResult] = []
            failures: list[CheckResult] = []
            transitions: list[StoredTransition] = []
            changes = Changes()
            for result in batch:
                watched = memory.get(result.check_id)
                if watched is None:
                    continue  # asked before the check was removed
                if result.believes_held:
                    # What was held back may have come in this very batch.
                    results.append(unit, recorded)
                    changes |= self._write(unit, memory, transitions)
                    transitions = []
                    watched = believe_held(unit, watched, result)
                    changes |= Changes.of(
                        Topic.STATES, components=frozenset({watched.check.component_id})
                    )
                judged = judge_answer(watched, result, now_us=unit.now_us)
                memory[result.check_id] = judged.watched
                if judged.record:
                    recorded.append(result)
                if judged.transition is not None:
                    transitions.append(judged.transition)
                if judged.keep_transcript:
                    failures.append(result)
            results.append(unit, recorded)
            apart = [r for r in failures if memory[r.check_id].check.is_shared]
            transcripts.add_transcripts(unit, [r for r in failures if r not in apart])
            location_states.add_transcripts(unit, apart)
            changes |= self._write(unit, memory, transitions)
        self._memory = memory
        answered = {memory[r.check_id].check.component_id for r in recorded}
        return changes | Changes.of(Topic.RESULTS, components=frozenset(answered))

    def would_turn(self, result: CheckResult) -> bool:
        """Whether this answer would turn its check, as far as the answers taken so far say."""
        watched = self._memory.get(result.check_id)
        if watched is None:
            return False
        return judge_answer(watched, result, now_us=to_us(self._clock.now())).transition is not None

    def doubtful(self, check_ids: Iterable[int]) -> frozenset[int]:
        """Those of these checks whose next answer should come early."""
        watched = {number: self._memory.get(number) for number in check_ids}
        return frozenset(n for n, known in watched.items() if known and known.state.is_doubtful)

    @contextmanager
    def _writing(self) -> Iterator[Unit]:
        with self._database.writing(self._clock.now(), loop(ROLE)) as unit:
            holder = self._holder
            if holder is not None and not leases.holds(unit, role=self._role, holder=holder):
                raise Unavailable("Another collector has taken over. Nothing was written.")
            yield unit

    def heed_silence(self, problem: str = "") -> Changes:
        """Takes locations that fell silent for unknown, and counts them again once they beat.

        Notes that this one is here too, and what is wrong with its own line.
        """
        with self._writing() as unit:
            be_known(unit, self._location, problem)
            turned, changed = heed_silence(unit)
            changes = Changes()
            if changed:
                changes = Changes.of(Topic.STATES, Topic.HEALTH, components=turned)
                log_changes(unit, changes)
        return changes

    def _write(
        self, unit: Unit, memory: Memory, transitions: Sequence[StoredTransition]
    ) -> Changes:
        """Writes the states that differ from those last written, and the transitions."""
        turned = at_location.write_changed(unit, self._memory, memory, transitions)
        if not turned:
            return Changes()
        changes = Changes.of(Topic.STATES, components=turned)
        log_changes(unit, changes)
        return changes

    def _settle(
        self, unit: Unit, memory: Memory, transitions: list[StoredTransition], *, believed_us: int
    ) -> Changes:
        """Writes what was forgotten, and closes spans that no state speaks for any longer."""
        turned = corrections.expire_unasked(unit, memory, believed_us, transitions, self._location)
        changes = self._write(unit, memory, transitions)
        turned |= quorums.derive_of_series(unit, at_location.voted_anew(unit, self._memory, memory))
        if turned:
            expired = Changes.of(Topic.STATES, components=turned)
            log_changes(unit, expired)
            changes |= expired
        if self._location != HOME:
            return changes  # what its answers do to a service is written with them
        astray = settle_services(unit, memory, believed_us=believed_us, ruled_us=self._ruled_us)
        if astray:
            closed = Changes.of(Topic.STATES, components=astray)
            log_changes(unit, closed)
            changes |= closed
        return changes

    def _begin_watch(self, unit: Unit, at_us: int) -> None:
        """Notes when the watch began; that is home's, whatever other locations do."""
        if self._location == HOME:
            write_began(unit, at_us)
