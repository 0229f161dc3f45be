"""A desk that only reads: its database may not be written here, so nobody works behind it."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

from statusboard.app.delivery.inputs import ProveChannel
from statusboard.app.doorway import Doorway, Query, Verb
from statusboard.app.people.who import ask_as
from statusboard.app.services.inputs import CheckInput
from statusboard.domain.access import NOBODY, Actor, Credentials, newcomer
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

Input = TypeVar("Input")
Result = TypeVar("Result")

ONLY_SHOWS = (
    "A wall only shows: nothing can be changed, checked or published from it. Open the window "
    "itself for that."
)
ONLY_READ = (
    "The database may only be read here: nothing can be changed, checked or published from this "
    "computer. Whoever owns the database can."
)


@dataclass(frozen=True, slots=True)
class ReadingDesk:
    """A `Desk` that answers every question, and every wish with a sentence, which is `because`."""

    doorway: Doorway
    executor: Executor
    credentials: Credentials = NOBODY
    because: str = ONLY_READ

    async def ask(self, query: Query[Input, Result], given: Input) -> Result:
        """The view a query answers; read on the executor."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self.executor, ask_as, self.doorway, query, given, self.credentials
        )

    async def do(self, verb: Verb[Input, Result], given: Input) -> Result:  # noqa: ARG002
        """Raises Unavailable: nothing can be changed here."""
        raise Unavailable(self.because)

    @property
    def is_signed_in(self) -> bool:
        """False: a sign-in would be kept in the database."""
        return False

    async def who(self) -> Actor:
        """Whoever reads here: nothing can be changed, so they look."""
        return newcomer(self.credentials.name)

    async def sign_in(self, person_id: int, code: str) -> str:  # noqa: ARG002
        """Raises Unavailable: a sign-in is kept in the database."""
        raise Unavailable(self.because)

    async def sign_out(self) -> None:
        """Nobody was signed in."""

    async def check_now(self, check_ids: Sequence[int]) -> None:  # noqa: ARG002
        """Raises Unavailable: nobody watches from here."""
        raise Unavailable(self.because)

    async def try_check(self, given: CheckInput) -> LatestAnswer:  # noqa: ARG002
        """Raises Unavailable: nobody asks anything from here."""
        raise Unavailable(self.because)

    async def latest(self, check_id: int) -> LatestAnswer | None:  # noqa: ARG002
        """None: what a collector remembers is elsewhere."""
        return None

    async def has_new_relic_key(self, name: str = "") -> bool:  # noqa: ARG002
        """False: no key is used here."""
        return False

    async def check_key(self, given: CheckKey) -> KeyChecked:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable(self.because)

    async def connect_new_relic(self, given: Connect) -> Connected:  # noqa: ARG002
        """Raises Unavailable: nothing can be changed here."""
        raise Unavailable(self.because)

    async def disconnect_new_relic(self, name: str = "") -> None:  # noqa: ARG002
        """Raises Unavailable: nothing can be changed here."""
        raise Unavailable(self.because)

    async def find_entities(self, given: FindEntities) -> EntityPage:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable(self.because)

    async def find_issues(self, given: FindIssues) -> IssuesFound:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable(self.because)

    async def find_deployments(self, given: FindDeployments) -> DeploymentsFound:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable(self.because)

    async def find_ready(self, given: FindReady) -> ReadyFound:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable(self.because)

    async def prove_channel(self, given: ProveChannel) -> Proof:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable(self.because)

    async def ask_assistant(self, given: AskAssistant) -> AssistantAnswer:  # noqa: ARG002
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable(self.because)

    async def try_assistant(self) -> AssistantTried:
        """Raises Unavailable: nothing goes out from here."""
        raise Unavailable(self.because)
