"""Runs one check to a result: a seat, a total deadline around everything, and an honest reason."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from traceback import format_exception

from statusboard.app.clock import Clock
from statusboard.app.settings import COMMANDS_FOLDER, DEMO, text_setting
from statusboard.app.watching.answering_time import AnsweringTime, span_text
from statusboard.app.watching.attention import Attention
from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.app.watching.prepared import Prepared, made_ready
from statusboard.app.watching.seats import Seats
from statusboard.app.watching.silent_hosts import SilentHosts, is_silence
from statusboard.app.watching.unsaid import KnownEchoes, unsaid
from statusboard.app.watching.writable import writable
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.durations import duration_text
from statusboard.catalog.echoes import Echoes
from statusboard.domain.check import TURN_DEADLINES, Check
from statusboard.domain.instants import to_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason, Trace
from statusboard.probes.base import ProbeContext
from statusboard.probes.record import Record
from statusboard.probes.web.connections import Connections

log = logging.getLogger(__name__)

# A slow answer is ours and not the service's where we stood still for this share of its time.
OWN_SHARE = 0.1
# Within a question others lose patience too: an address is given up for the next one, a name
# server is, and a server hangs up on who does not go on. After this long that was us.
PATIENCE_S = 0.3
_LOST_PATIENCE = frozenset(
    {Reason.UNREACHABLE, Reason.DNS, Reason.CONNECTION_LOST, Reason.TLS_FAILED}
)
_CUT_OFF = {
    "": "it had not begun",
    "dns": "its name was still being looked up",
    "connect": "no connection had come about",
    "tls": "the TLS handshake was not finished",
    "wait": "connected, but nothing had been answered",
    "read": "the answer was still coming in",
}


class Runner:
    """Asks checks. Everything that can go wrong comes back as an answer; cancellation passes.

    `usual` is asked how long a check usually takes, for kinds that compare with it.
    """

    def __init__(
        self,
        kinds: Mapping[str, CheckKind],
        connections: Connections,
        clock: Clock,
        seats: Seats,
        secrets: CheckSecrets | None = None,
        usual: Callable[[int], int | None] = lambda _check_id: None,
    ) -> None:
        self._kinds = kinds
        self._usual = usual
        self._secrets = secrets or CheckSecrets()
        self._connections = connections
        self._clock = clock
        self._seats = seats
        self._attention = Attention(clock)
        self._silent = SilentHosts()
        self._neighbours: dict[str, list[int]] = {}
        self._prepared: dict[int, Prepared] = {}
        self._echoes = KnownEchoes()
        self._complained: set[tuple[str, str]] = set()
        self._commands: Path | None = None

    def follow(self, settings: Mapping[str, object]) -> None:
        """Takes over which commands may be run; with sample data none may."""
        folder = text_setting(settings, COMMANDS_FOLDER)
        self._commands = Path(folder) if folder and not settings.get(DEMO) else None

    def host_of(self, check: Check) -> str | None:
        """The host[:port] a check asks, or None where it asks none directly."""
        return self._prepare(check).host

    async def forget(self, check_ids: frozenset[int]) -> None:
        """Drops what is held for checks that were removed or changed."""
        for check_id in check_ids:
            self._prepared.pop(check_id, None)
        self._echoes.forget(check_ids)
        await self._connections.forget(check_ids)

    def fit_seats(self, checks: Iterable[Check]) -> None:
        """Makes as much room at each host as these checks, being all that are asked, need there."""
        waiting: dict[str, float] = {}
        self._neighbours = {}
        for check in checks:
            host = self.host_of(check)
            if host is not None:
                waiting[host] = waiting.get(host, 0.0) + check.deadline / check.interval
                self._neighbours.setdefault(host, []).append(check.id)
        self._seats.make_room(waiting)
        self._silent.keep(frozenset(waiting))

    def neighbours(self, host: str | None) -> Sequence[int]:
        """The checks that ask at a host, as last told to `fit_seats`."""
        return self._neighbours.get(host or "", ())

    async def ask(self, check: Check) -> CheckResult:
        """The check's answer. Waiting for a seat is no part of its response time.

        Nobody waits for a seat much longer than for an answer. Where its host answered nobody
        meanwhile, that is the host's silence too, from the instant on at which it was due.
        """
        prepared = self._prepare(check)
        due_us = to_us(self._clock.now())
        if prepared.refusal is not None:
            return CheckResult(
                check.id, due_us, unsaid(prepared.refusal, self._echoes_of(prepared))
            )
        due_s = self._clock.monotonic()
        turn_s = TURN_DEADLINES * check.deadline.total_seconds()
        mark = self._attention.begin()
        try:
            seat = self._seats.taken(prepared.host)
            if not seat.take_at_once():
                try:
                    async with asyncio.timeout(turn_s):
                        await seat.take()
                except TimeoutError:
                    still_s = self._attention.still_since_s(mark)
                    return CheckResult(check.id, due_us, self._not_asked(prepared, due_s, still_s))
            try:
                now = self._clock.now()
                at_us = to_us(now)
                # Whatever kind of check it is, and whatever its probe repeats of an answer.
                heard = unsaid(await self._answer(prepared, now), self._echoes_of(prepared))
                answer = writable(heard)
                self._silent.hear(prepared.host, answer, self._clock.monotonic())
            finally:
                seat.leave()
        finally:
            self._attention.end()
        if is_silence(answer) and self._silent.answered_nobody_since(prepared.host, due_s):
            at_us = due_us
        return CheckResult(check.id, at_us, answer)

    def _not_asked(self, prepared: Prepared, due_s: float, still_s: float) -> Answer:
        """What it says that no seat came free within the deadline."""
        deadline = prepared.check.deadline
        within = duration_text(TURN_DEADLINES * deadline)
        if still_s > (TURN_DEADLINES - 1) * deadline.total_seconds():
            return _our_delay(Record(), _stood_still(still_s))
        if self._silent.answered_nobody_since(prepared.host, due_s):
            detail = (
                f"no answer within {within}: it waited for its turn at {prepared.host}, "
                "which answered nobody"
            )
            return Answer(Outcome.DOWN, Reason.DEADLINE, detail, transcript=(f"✕ {detail}",))
        detail = f"it could not be asked within {within}: too many questions were under way"
        return _our_delay(Record(), detail)

    async def _answer(self, prepared: Prepared, now: datetime) -> Answer:
        check = prepared.check
        kind = self._kinds[check.kind]
        assert kind.probe is not None
        deadline_s = check.deadline.total_seconds()
        record = Record()
        compares = kind.compares_usual
        usual_us = self._usual(check.id) if compares and compares(prepared.config) else None
        context = ProbeContext(
            *(check.id, deadline_s, self._connections, record, now),
            commands=self._commands,
            usual_us=usual_us,
        )
        time = AnsweringTime(self._attention, deadline_s)
        try:
            async with time.limit:
                answer = await kind.probe(prepared.config, context)
        except TimeoutError as error:
            record.stop()
            if not time.limit.expired():
                return self._defect(prepared, record, error)
            if time.is_ours:
                return _our_delay(record, _stood_still(time.still_s))
            if record.held:
                within = duration_text(check.deadline)
                return _our_delay(record, f"no complete answer within {within}: {record.held}")
            return _cut_off(check, record, is_source=kind.is_source)
        except Exception as error:  # noqa: BLE001 - a defect must not end the watch
            record.stop()
            return self._defect(prepared, record, error)
        finally:
            time.stop()
        if time.was_extended or _is_ours(answer, time.still_s):
            return _our_delay(record, _stood_still(time.still_s))
        return answer

    def _defect(self, prepared: Prepared, record: Record, error: Exception) -> Answer:
        """Our fault says nothing about the service. Logged once per kind and sort of error."""
        check, name = prepared.check, type(error).__name__
        if (check.kind, name) not in self._complained:
            self._complained.add((check.kind, name))
            told = self._echoes_of(prepared).hide("".join(format_exception(error)))
            log.error("probe defect kind=%s check=%s\n%s", check.kind, check.id, told)
        detail = f"StatusBoard itself failed while asking ({name}); the log says more"
        return Answer(
            Outcome.UNKNOWN,
            Reason.DEFECT,
            detail,
            phases=record.phases,
            transcript=(*record.lines, f"✕ {detail}"),
        )

    def _echoes_of(self, prepared: Prepared) -> Echoes:
        return self._echoes.of(prepared.check.id, prepared.secrets)

    def _prepare(self, check: Check) -> Prepared:
        known = self._prepared.get(check.id)
        if known is not None and known.check == check:
            return known
        self._echoes.forget((check.id,))
        prepared = self._prepared[check.id] = made_ready(check, self._kinds, self._secrets)
        return prepared


def _stood_still(still_s: float) -> str:
    return f"this computer stood still for {span_text(still_s)} while the answer was awaited"


def _is_ours(answer: Answer, still_s: float) -> bool:
    """Whether it may be bad for no other reason than that we stood still so long."""
    if answer.reason is Reason.SLOW:
        took_s = (answer.response_us or 0) / 1_000_000
        return still_s >= OWN_SHARE * took_s
    return answer.reason in _LOST_PATIENCE and still_s >= PATIENCE_S


def _our_delay(record: Record, detail: str) -> Answer:
    """The deadline came, and it was this program that took so long: nothing is known."""
    lines = (*record.lines, f"✕ {detail}")
    return Answer(Outcome.UNKNOWN, Reason.OWN_DELAY, detail, phases=record.phases, transcript=lines)


def _cut_off(check: Check, record: Record, *, is_source: bool) -> Answer:
    """The deadline came first: what was known of the answer by then.

    A source that only speaks about a service says nothing of it by its silence.
    """
    until = _CUT_OFF.get(record.phase, "it was not finished")
    if record.phase == "read":
        until += f" ({record.received_bytes:,} bytes)"
    detail = f"no complete answer within {duration_text(check.deadline)}: {until}"
    spent = " · ".join(
        f"{phase} {us / 1000:.0f} ms"
        for phase in ("dns", "connect", "tls", "wait", "read")
        if (us := getattr(record.phases, f"{phase}_us")) is not None
    )
    timing = (f"time went to: {spent}",) if spent else ()
    return Answer(
        Outcome.UNKNOWN if is_source else Outcome.DOWN,
        Reason.SOURCE_UNAVAILABLE if is_source else Reason.DEADLINE,
        detail,
        response_us=record.response_us,
        phases=record.phases,
        transcript=(*record.lines, *timing, f"✕ {detail}"),
        trace=Trace(record.address),
    )
