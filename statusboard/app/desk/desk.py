"""A desk: where a face of the program (the window, a command) asks and does."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

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
from statusboard.errors import Unavailable

if TYPE_CHECKING:
    from statusboard.app.delivery.inputs import ProveChannel
    from statusboard.app.doorway import Doorway, Query, Verb
    from statusboard.app.services.inputs import CheckInput
    from statusboard.domain.access import Actor

Input = TypeVar("Input")
Result = TypeVar("Result")


class Desk(Protocol):
    """What a screen is given. Every call may raise a StatusBoardError with words for a person."""

    async def ask(self, query: "Query[Input, Result]", given: Input) -> Result:
        """The view a query answers; read on another thread."""

    async def do(self, verb: "Verb[Input, Result]", given: Input) -> Result:
        """The result of a verb, after its transaction has been committed."""

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody signed in here with a code, and not out."""

    async def who(self) -> "Actor":
        """Who acts at this desk, and what they may. Raises RuleBroken for whoever was ended."""

    async def sign_in(self, person_id: int, code: str) -> str:
        """The name of who acts here from now on. Raises RuleBroken with the field `code`."""

    async def sign_out(self) -> None:
        """From now on the system's user acts here."""

    async def check_now(self, check_ids: Sequence[int]) -> None:
        """Asks the collector to ask at once; returns when the answers are recorded.

        Raises Unavailable where no collector is running.
        """

    async def try_check(self, given: "CheckInput") -> LatestAnswer:
        """What a check would answer that nobody has kept yet; nothing is recorded.

        Raises RuleBroken with the field for what cannot be asked, Unavailable where no collector
        is running.
        """

    async def latest(self, check_id: int) -> LatestAnswer | None:
        """The newest answer of a check with its phases, from the collector's memory."""

    async def has_new_relic_key(self, name: str = "") -> bool:
        """Whether the key store holds the key of the connection of that name."""

    async def check_key(self, given: CheckKey) -> KeyChecked:
        """Whose key it is. Raises Rejected for a refused key, Unavailable where nobody answers."""

    async def connect_new_relic(self, given: Connect) -> Connected:
        """Checks the key, keeps it in the key store, and stores the region."""

    async def disconnect_new_relic(self, name: str = "") -> None:
        """Forgets the connection of that name, and its key. Services keep their history."""

    async def find_entities(self, given: FindEntities) -> EntityPage:
        """One page of entities."""

    async def find_issues(self, given: FindIssues) -> IssuesFound:
        """The open issues of entities. Raises as `find_entities`."""

    async def find_deployments(self, given: FindDeployments) -> DeploymentsFound:
        """What was deployed of entities. Raises as `find_entities`."""

    async def find_ready(self, given: FindReady) -> ReadyFound:
        """The figures that entities are ready for. Raises as `find_entities`."""

    async def prove_channel(self, given: "ProveChannel") -> Proof:
        """Does a channel's steps for real, sends a test where an address is given, and keeps it.

        Raises RuleBroken with the field `channel` or `to`, Unavailable where no office is running.
        """

    async def ask_assistant(self, given: AskAssistant) -> AssistantAnswer:
        """What the writing helper writes for exactly this prompt.

        Raises RuleBroken, Rejected or Unavailable, with a sentence each; nothing is lost by any.
        """

    async def try_assistant(self) -> AssistantTried:
        """How the helper that is chosen does on a small question. Raises as `ask_helper`."""


@dataclass(frozen=True, slots=True)
class LocalDesk:
    """A desk in one process: verbs run here, nothing is watched, nothing goes out."""

    doorway: "Doorway"
    actor: "Actor"
    executor: Executor

    async def ask(self, query: "Query[Input, Result]", given: Input) -> Result:
        """The view a query answers; read on the executor."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, self.doorway.ask, query, given, self.actor)

    async def do(self, verb: "Verb[Input, Result]", given: Input) -> Result:
        """The result of a verb, run on the executor."""
        loop = asyncio.get_running_loop()
        done = await loop.run_in_executor(self.executor, self.doorway.do, verb, given, self.actor)
        return done.result

    @property
    def is_signed_in(self) -> bool:
        """False: this desk has one person."""
        return False

    async def who(self) -> "Actor":
        """The one that this desk was made for."""
        return self.actor

    async def sign_in(self, person_id: int, code: str) -> str:  # noqa: ARG002
        """Raises Unavailable: this desk has one person."""
        raise Unavailable("The office is not running, so nobody was signed in.")

    async def sign_out(self) -> None:
        """Nobody was signed in."""

    async def check_now(self, check_ids: Sequence[int]) -> None:
        """Raises Unavailable: nobody is watching here."""
        raise Unavailable(f"Nothing is watching, so {len(check_ids)} checks were not asked.")

    async def try_check(self, given: "CheckInput") -> LatestAnswer:  # noqa: ARG002
        """Raises Unavailable: nobody is watching here."""
        raise Unavailable("Nothing is watching, so this could not be tried.")

    async def latest(self, check_id: int) -> LatestAnswer | None:  # noqa: ARG002
        """None: nobody is watching here."""
        return None

    async def has_new_relic_key(self, name: str = "") -> bool:  # noqa: ARG002
        """False: this desk opens no key store."""
        return False

    async def check_key(self, given: CheckKey) -> KeyChecked:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise _no_office()

    async def connect_new_relic(self, given: Connect) -> Connected:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise _no_office()

    async def disconnect_new_relic(self, name: str = "") -> None:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise _no_office()

    async def find_entities(self, given: FindEntities) -> EntityPage:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise _no_office()

    async def find_issues(self, given: FindIssues) -> IssuesFound:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise _no_office()

    async def find_deployments(self, given: FindDeployments) -> DeploymentsFound:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise _no_office()

    async def find_ready(self, given: FindReady) -> ReadyFound:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise _no_office()

    async def prove_channel(self, given: "ProveChannel") -> Proof:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable("The office is not running, so the channel was not tried.")

    async def ask_assistant(self, given: AskAssistant) -> AssistantAnswer:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable("The office is not running, so the helper was not asked.")

    async def try_assistant(self) -> AssistantTried:
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable("The office is not running, so the helper was not asked.")


def _no_office() -> Unavailable:
    return Unavailable("The office is not running, so New Relic was not asked.")
