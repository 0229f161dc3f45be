"""Reads the checks that are figures out of New Relic's data: NRQL, locations, service levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from statusboard.app.new_relic.answers import Rights, unknown
from statusboard.app.new_relic.objectives import Objectives
from statusboard.app.new_relic.schedule import LEVEL, LOCATIONS, guid_of, subject_of
from statusboard.app.new_relic.usual import UsualFigures
from statusboard.app.services.kinds import check_kinds
from statusboard.catalog.fields import validate
from statusboard.domain.check import Check
from statusboard.domain.instants import to_us
from statusboard.domain.result import Answer, Reason
from statusboard.errors import RuleBroken
from statusboard.newrelic import locations, nrql_question, service_levels
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.faults import Fault, FaultKind
from statusboard.newrelic.figure_reading import FigureAsked, FigureRead, read_figures
from statusboard.newrelic.locations import LocationsQuestion
from statusboard.newrelic.nrql_question import NrqlQuestion

Answered = tuple[Check, Answer]
MESSAGE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class BatchRead:
    """What came of a read: an answer per check, and what New Relic failed to work out."""

    answers: tuple[Answered, ...]
    faulty: Mapping[str, Fault] = field(default_factory=dict)
    warnings: tuple[Fault, ...] = ()
    date: datetime | None = None


@dataclass(slots=True)
class FigureReader:
    """Asks for figures, and remembers what is usual and which objectives there are."""

    rights: Rights
    _usual: UsualFigures = field(default_factory=UsualFigures)
    _objectives: Objectives = field(default_factory=Objectives)

    async def read(
        self, client: NerdGraph, checks: Sequence[Check], now: datetime, *, deadline_s: float
    ) -> BatchRead:
        """The answers of checks of one kind; all is over at `deadline_s`.

        Raises what `NerdGraph.ask` raises where the whole read failed.
        """
        known, broken = _valid(checks)
        if not known:
            return BatchRead(broken)
        now_ms = to_us(now) // 1000
        match checks[0].kind:
            case kind if kind == LOCATIONS:
                read = await self._locations(client, known, now_ms, deadline_s)
            case kind if kind == LEVEL:
                read = await self._levels(client, known, now_ms, deadline_s)
            case _:
                read = await self._figures(client, known, now_ms, deadline_s)
        return BatchRead((*read.answers, *broken), read.faulty)

    async def _figures(
        self, client: NerdGraph, known: "Known", now_ms: int, deadline_s: float
    ) -> BatchRead:
        questions = [(check, NrqlQuestion.of(config)) for check, config in known]
        asked = {
            check.id: FigureAsked(question.account, question.text_at(now_ms), question.others)
            for check, question in questions
        }
        found = await read_figures(client, list(asked.values()), deadline_s=deadline_s)
        usual = await self._usual.of(
            client,
            [question for _, question in questions if question.needs_usual],
            now_ms,
            deadline_s=deadline_s,
        )
        reading = _Reading(self.rights)
        for check, question in questions:
            text = asked[check.id]
            rows = reading.rows(check, found[text])
            if rows is not None:
                known_usual = usual.get(question)
                answer = nrql_question.answer_of(question, rows, usual=known_usual, asked=text.nrql)
                reading.answers.append((check, answer))
        return reading.whole

    async def _locations(
        self, client: NerdGraph, known: "Known", now_ms: int, deadline_s: float
    ) -> BatchRead:
        questions = [(check, LocationsQuestion.of(config)) for check, config in known]
        together: dict[tuple[int, timedelta], list[str]] = {}
        for _, one in questions:
            together.setdefault((one.account, one.window), []).append(one.guid)
        asked = {
            (account, window): FigureAsked(account, locations.text_of(guids, window, now_ms))
            for (account, window), guids in together.items()
        }
        found = await read_figures(client, list(asked.values()), deadline_s=deadline_s)
        reading = _Reading(self.rights)
        for check, question in questions:
            text = asked[question.account, question.window]
            rows = reading.rows(check, found[text])
            if rows is not None:
                answer = locations.answer_of(question, rows, asked=text.nrql)
                reading.answers.append((check, answer))
        return reading.whole

    async def _levels(
        self, client: NerdGraph, known: "Known", now_ms: int, deadline_s: float
    ) -> BatchRead:
        guids = [guid_of(check) for check, _ in known]
        held = await self._objectives.of(client, guids, now_ms, deadline_s=deadline_s)
        asked = {
            objective: FigureAsked(objective.account, objective.nrql)
            for one in held.values()
            if not isinstance(one, Fault)
            for objective in one
        }
        found = await read_figures(client, list(asked.values()), deadline_s=deadline_s)
        reading = _Reading(self.rights)
        for check, config in known:
            objectives = held[guid_of(check)]
            if isinstance(objectives, Fault):
                reading.rows(check, objectives)
                continue
            if not objectives:
                detail = "New Relic has no service level of this entity."
                reading.answers.append((check, unknown(Reason.NOT_CONFIGURED, detail)))
                continue
            rows = {one: reading.rows(check, found[asked[one]]) for one in objectives}
            if all(one is not None for one in rows.values()):
                below = config.get("down_below")
                measured = [(one, service_levels.compliance_of(rows[one])) for one in objectives]
                answer = service_levels.answer_of(
                    measured, down_below=float(str(below)) if below is not None else None
                )
                reading.answers.append((check, answer))
        return reading.whole


Known = Sequence[tuple[Check, Mapping[str, object]]]


def _valid(checks: Sequence[Check]) -> tuple[Known, tuple[Answered, ...]]:
    """The checks with their configurations, and an answer for those whose is no good."""
    kind = check_kinds()[checks[0].kind]
    known, broken = [], []
    for check in checks:
        try:
            known.append((check, validate(kind.fields, check.config)))
        except RuleBroken as error:
            broken.append((check, unknown(Reason.NOT_CONFIGURED, str(error))))
    return known, tuple(broken)


@dataclass(slots=True)
class _Reading:
    """Gathers answers; what failed is answered at once."""

    rights: Rights
    answers: list[Answered] = field(default_factory=list)
    faulty: dict[str, Fault] = field(default_factory=dict)
    _failed: set[int] = field(default_factory=set)

    def rows(self, check: Check, read: FigureRead) -> Sequence[object] | None:
        """The rows of a check's question; None where it failed, which is its answer then."""
        subject = subject_of(check)
        if not isinstance(read, Fault):
            self.rights.clear(subject)
            return read
        if check.id in self._failed:
            return None
        self._failed.add(check.id)
        self.answers.append((check, self._failure(subject, read)))
        if read.kind is not FaultKind.BAD_QUERY:
            # A mistake in one's own query is nothing that is wrong with New Relic.
            self.faulty[subject] = read
        return None

    def _failure(self, subject: str, fault: Fault) -> Answer:
        if fault.kind is not FaultKind.BAD_QUERY:
            return self.rights.seen(subject, fault)
        said = " ".join(fault.message.split())[:MESSAGE_LIMIT]
        detail = f"New Relic does not understand the query: {said}" if said else ""
        return unknown(Reason.SOURCE_REJECTED, detail or "New Relic refuses the query.")

    @property
    def whole(self) -> BatchRead:
        """What was gathered."""
        return BatchRead(tuple(self.answers), self.faulty)
