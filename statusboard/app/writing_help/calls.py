"""Asks the helper for people. Runs in the office: the window does no network.

What is sent is what the person was shown. That it is sent is written down before.
"""

import asyncio
import ssl
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

from statusboard.app.doorway import Doorway
from statusboard.app.keys.calls import ask_keys
from statusboard.app.services.needed_secrets import missing_words
from statusboard.app.services.stowing import ASSISTANT
from statusboard.app.writing_help.chosen import CHOSEN
from statusboard.app.writing_help.commands import AboutToAsk, note_asking
from statusboard.catalog.references import names_in
from statusboard.catalog.secret import Secret
from statusboard.domain.access import Actor, Permission
from statusboard.domain.views.writing_help import (
    AskAssistant,
    AssistantAnswer,
    AssistantTried,
    AssistantView,
)
from statusboard.domain.writing_prompt import Prompt
from statusboard.errors import RuleBroken, Unavailable
from statusboard.writing_help.chat import Assistant, ask

Value = TypeVar("Value")
# A longer wait than this hardly is one that a writer has in an outage.
SLOW_S = 20.0
# Holds no fact of anybody: whoever tries the helper gives nothing away.
TRIAL = Prompt("Answer with one short sentence.", "Say that you can write for a status page.")


@dataclass(frozen=True, slots=True)
class AssistantCalls:
    """The desk's calls to the helper. `executor` runs what blocks on the database.

    `tls` is the context to share. `loopback_only` (the demo) keeps every request on this computer.
    """

    doorway: Doorway
    executor: Executor | None = None
    loopback_only: bool = False
    tls: ssl.SSLContext | None = None

    async def ask(self, given: AskAssistant, actor: Actor) -> AssistantAnswer:
        """The text that the helper writes for exactly this prompt.

        Raises RuleBroken where the actor may not, or where another helper was chosen since the
        prompt was shown; else what `writing_help.chat.ask` raises.
        """
        chosen, reference = await self._chosen()
        if (chosen.url, chosen.model) != (given.url, given.model):
            raise RuleBroken(
                "Another helper was chosen meanwhile, so nothing was sent. Close this and begin "
                "anew to see where it would go now."
            )
        note = AboutToAsk(chosen.host, chosen.model, len(given.prompt.text))
        await self._blocking(lambda: self.doorway.do(note_asking, note, actor))
        assistant = await self._assistant(chosen, reference)
        reply = await ask(assistant, given.prompt, tls=self.tls)
        return AssistantAnswer(reply.text, reply.is_cut)

    async def try_it(self, actor: Actor) -> AssistantTried:
        """How the helper does on a question that holds no facts. Raises as `ask` does."""
        if not actor.may(Permission.CONFIGURE):
            raise RuleBroken(f"{actor.name} may not try the helper. Ask an owner.")
        chosen, reference = await self._chosen()
        assistant = await self._assistant(chosen, reference)
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        await ask(assistant, TRIAL, tls=self.tls)
        took_s = loop.time() - begun_s
        words = f"The helper answers; it took {max(1, round(took_s))} s."
        if took_s > SLOW_S:
            words += " That is slow for an outage: a smaller model answers sooner."
        return AssistantTried(words, took_s)

    async def _chosen(self) -> tuple[AssistantView, str]:
        chosen, reference = await self._blocking(lambda: self.doorway.ask(CHOSEN, None))
        if chosen is None:
            raise RuleBroken("No writing helper is chosen. Choose one in Settings.", field="url")
        if not chosen.model:
            raise RuleBroken("The helper’s model is not named. Name it in Settings.", field="model")
        if self.loopback_only and not chosen.is_here:
            raise RuleBroken("The demo asks nobody outside this computer.", field="url")
        return chosen, reference

    async def _assistant(self, chosen: AssistantView, reference: str) -> Assistant:
        key: Secret | None = None
        for name in names_in(reference):
            if not name.startswith(ASSISTANT):
                raise RuleBroken(f"{name} is the secret of something else. Nothing was sent.")
            key = await ask_keys(lambda name=name: self.doorway.secrets.read(name))  # type: ignore[misc]
            if key is None:
                words = missing_words(name, "asks the helper")
                raise Unavailable(f"{words[0].upper()}{words[1:]}.")
        return Assistant(chosen.url, chosen.model, key, chosen.timeout_s)

    async def _blocking(self, call: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self.executor, call)
