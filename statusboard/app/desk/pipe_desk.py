"""The window's desk: reads the database itself, and asks the two programs for everything else."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from statusboard.app.delivery.inputs import ProveChannel
from statusboard.app.delivery.proving import STEPS_S, TEST_S
from statusboard.app.desk.check_now import CHECK_NOW_LIMIT
from statusboard.app.desk.seat import Seat
from statusboard.app.doorway import Doorway, Query, Verb
from statusboard.app.keys.calls import TIMEOUT_S as KEYS_S
from statusboard.app.people.inputs import SignIn, SignInAnswer, SignOut
from statusboard.app.people.sign_in_commands import refusal, sign_in_person, sign_out
from statusboard.app.people.who import WHO, ask_as
from statusboard.app.processes.pipe import Deadline
from statusboard.app.processes.supervisor import Supervisor
from statusboard.app.services.inputs import CheckInput
from statusboard.app.timeouts import PREPARE_S
from statusboard.catalog.assistant_fields import MOST_S as ASSISTANT_S
from statusboard.domain.access import NOBODY, Actor
from statusboard.domain.check import check_now_limit_s
from statusboard.domain.views.channels import Proof
from statusboard.domain.views.new_relic import (
    CheckKey,
    Connect,
    Connected,
    EntityPage,
    FindEntities,
    KeyChecked,
)
from statusboard.domain.views.new_relic_deployments import DeploymentsFound, FindDeployments
from statusboard.domain.views.new_relic_figures import (
    FindIssues,
    FindReady,
    IssuesFound,
    ReadyFound,
)
from statusboard.domain.views.verify import LatestAnswer
from statusboard.domain.views.writing_help import AskAssistant, AssistantAnswer, AssistantTried
from statusboard.errors import RuleBroken

Input = TypeVar("Input")
Result = TypeVar("Result")

# Every deadline is longer than what the program itself waits for, whose own words say more. The
# office gives up a database that is silent for half a minute, and a key store or New Relic as here.
VERB_S = 45.0
NEW_RELIC_S = 30.0
ROOM_S = 10.0
LATEST = Deadline(10.0, may_change=False)
HAS_KEY = Deadline(KEYS_S + ROOM_S, may_change=False)
CHECK_KEY = Deadline(NEW_RELIC_S + ROOM_S, may_change=False)
CONNECT = Deadline(2 * KEYS_S + NEW_RELIC_S + VERB_S)
DISCONNECT = Deadline(KEYS_S + VERB_S)
PROVE = Deadline(KEYS_S + STEPS_S + TEST_S + VERB_S)
# The longest that a person can let the helper take; nothing of theirs changes by it.
ASK_ASSISTANT = Deadline(KEYS_S + ASSISTANT_S + VERB_S, may_change=False)
FIND = Deadline(KEYS_S + NEW_RELIC_S + ROOM_S, may_change=False)
READY = Deadline(KEYS_S + 2 * NEW_RELIC_S + ROOM_S, may_change=False)


def deadline_of(verb: Verb[Input, Result]) -> Deadline:
    """How long the office may take for a verb, what it has to look at outside included."""
    return Deadline(VERB_S + (PREPARE_S if verb.prepare is not None else 0.0))


@dataclass(frozen=True, slots=True)
class PipeDesk:
    """A `Desk` whose verbs run in the office and whose questions run in the collector.

    `seat` holds what is known of who sits at it.
    """

    doorway: Doorway
    executor: Executor
    collector: Supervisor
    office: Supervisor
    seat: Seat = field(default_factory=lambda: Seat(NOBODY))

    async def ask(self, query: Query[Input, Result], given: Input) -> Result:
        """The view a query answers; read on the executor."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self.executor, ask_as, self.doorway, query, given, self.seat.credentials
        )

    async def do(self, verb: Verb[Input, Result], given: Input) -> Result:
        """The result of a verb, run by the office in one transaction."""
        done: Result = await self._office(
            f"verb.{verb.name}", given, verb.result_type, deadline_of(verb)
        )
        return done

    @property
    def is_signed_in(self) -> bool:
        """Whether the seat holds the token of a sign-in."""
        return self.seat.is_signed_in

    async def who(self) -> Actor:
        """Who acts here, looked up on the executor."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self.executor, self.doorway.ask, WHO, self.seat.credentials
        )

    async def sign_in(self, person_id: int, code: str) -> str:
        """The name of who acts here from now on; the token stays in this window."""
        here = self.seat.credentials
        given = SignIn(person_id, code, here.device, here.device_name)
        answer: SignInAnswer = await self.office.call(
            f"verb.{sign_in_person.name}",
            given,
            SignInAnswer,
            who=replace(here, token=""),  # one that has ended must not keep the next one out
            deadline=deadline_of(sign_in_person),
        )
        if not answer.token:
            raise RuleBroken(refusal(answer), field="code")
        self.seat.take(answer.token)
        if here.token:
            await self._end(here.token)
        return answer.name

    async def sign_out(self) -> None:
        """The token opens nothing any more."""
        token = self.seat.credentials.token
        self.seat.take("")
        if token:
            await self._end(token)

    async def _end(self, token: str) -> None:
        await self.do(sign_out, SignOut(token))

    async def check_now(self, check_ids: Sequence[int]) -> None:
        """Asks at once; returns when the answers are recorded."""
        ids = tuple(check_ids)
        limit_s = await self.ask(CHECK_NOW_LIMIT, ids)
        deadline = Deadline(limit_s + ROOM_S)
        await self.collector.call(
            "check_now", ids, None, who=self.seat.credentials, deadline=deadline
        )

    async def try_check(self, given: CheckInput) -> LatestAnswer:
        """What a check would answer that nobody has kept yet."""
        deadline = Deadline(check_now_limit_s((given.deadline,)) + ROOM_S, may_change=False)
        answer: LatestAnswer = await self.collector.call(
            "try_check", given, LatestAnswer, who=self.seat.credentials, deadline=deadline
        )
        return answer

    async def latest(self, check_id: int) -> LatestAnswer | None:
        """The newest answer of a check with its phases; None where there is none yet."""
        answer: LatestAnswer | None = await self.collector.call(
            "latest", check_id, LatestAnswer | None, who=self.seat.credentials, deadline=LATEST
        )
        return answer

    async def has_new_relic_key(self, name: str = "") -> bool:
        """Whether the key store holds the key of the connection of that name."""
        present: bool = await self._office("new_relic.has_key", name, bool, HAS_KEY)
        return present

    async def check_key(self, given: CheckKey) -> KeyChecked:
        """Whose key it is."""
        checked: KeyChecked = await self._office(
            "new_relic.check_key", given, KeyChecked, CHECK_KEY
        )
        return checked

    async def connect_new_relic(self, given: Connect) -> Connected:
        """Checks the key, keeps it, stores the region."""
        connected: Connected = await self._office("new_relic.connect", given, Connected, CONNECT)
        return connected

    async def disconnect_new_relic(self, name: str = "") -> None:
        """Forgets the key and the region of the connection of that name."""
        await self._office("new_relic.disconnect", name, None, DISCONNECT)

    async def find_entities(self, given: FindEntities) -> EntityPage:
        """One page of entities."""
        page: EntityPage = await self._office("new_relic.find", given, EntityPage, FIND)
        return page

    async def find_issues(self, given: FindIssues) -> IssuesFound:
        """The open issues of entities."""
        found: IssuesFound = await self._office("new_relic.issues", given, IssuesFound, FIND)
        return found

    async def find_deployments(self, given: FindDeployments) -> DeploymentsFound:
        """What was deployed of entities."""
        found: DeploymentsFound = await self._office(
            "new_relic.deployments", given, DeploymentsFound, FIND
        )
        return found

    async def find_ready(self, given: FindReady) -> ReadyFound:
        """The figures that entities are ready for."""
        found: ReadyFound = await self._office("new_relic.ready", given, ReadyFound, READY)
        return found

    async def prove_channel(self, given: ProveChannel) -> Proof:
        """Does a channel's steps for real, and keeps what was found."""
        proof: Proof = await self._office("channel.prove", given, Proof, PROVE)
        return proof

    async def ask_assistant(self, given: AskAssistant) -> AssistantAnswer:
        """What the writing helper writes for exactly this prompt."""
        answer: AssistantAnswer = await self._office(
            "helper.ask", given, AssistantAnswer, ASK_ASSISTANT
        )
        return answer

    async def try_assistant(self) -> AssistantTried:
        """How the helper that is chosen does on a small question."""
        tried: AssistantTried = await self._office(
            "helper.try", None, AssistantTried, ASK_ASSISTANT
        )
        return tried

    async def _office(self, method: str, given: object, wanted: Any, deadline: Deadline) -> Any:  # noqa: ANN401
        """What the office answers to the person of this desk."""
        return await self.office.call(
            method, given, wanted, who=self.seat.credentials, deadline=deadline
        )
