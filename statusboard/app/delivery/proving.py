"""Proves a channel: does each step for real, and sends a test with a code to one's own address.

Runs where messages are sent from, in the office or in the process of a command, outside any
transaction: only what was found is written down.
"""

import asyncio
import hashlib
import logging
import secrets as chance
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Executor
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TypeVar

from statusboard.app.delivery.channel_commands import record_proof
from statusboard.app.delivery.channel_list import channel_named
from statusboard.app.delivery.inputs import ProveChannel, RecordProof
from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.delivery.whole_config import whole_config
from statusboard.app.doorway import Doorway, query
from statusboard.app.settings import DEFAULT_NAME, PAGE_NAME, text_setting
from statusboard.catalog.declaration import ChannelKind, Config, kind_of
from statusboard.catalog.echoes import Echoes
from statusboard.channels.base import Outcome, Outgoing, Sent, Step, Unclear
from statusboard.domain.access import Actor, Permission
from statusboard.domain.changes import Changes
from statusboard.domain.channel import Channel
from statusboard.domain.proof import Standing
from statusboard.domain.views.channels import Proof, ProofStep
from statusboard.errors import RuleBroken
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)

Value = TypeVar("Value")
# Somebody waits in front of the screen.
STEPS_S = 40.0
TEST_S = 60.0
# Who renews something by hand should hear of it before it is too late.
FEW_DAYS = 14
# What a step says is kept: a server may say a lot.
DETAIL_LIMIT = 500


def _page_name(unit: Unit, _given: None) -> str:
    return text_setting(read_settings(unit), PAGE_NAME, DEFAULT_NAME)


PAGE_CALLED = query("channel.page_name")(_page_name)


@dataclass(slots=True)
class Proving:
    """Proves channels for people. `executor` runs what blocks on the database."""

    doorway: Doorway
    executor: Executor | None = None
    announce: Callable[[Changes], None] = lambda _: None
    kinds: ChannelKinds = field(default_factory=channel_kinds)
    steps_s: float = STEPS_S
    test_s: float = TEST_S

    async def __call__(self, given: ProveChannel, actor: Actor) -> Proof:
        """What was found, and kept. A test is sent only where no step is wrong.

        Raises RuleBroken with the field `channel` or `to`, or where the actor may not; Unavailable
        where a secret of the channel is not on this machine.
        """
        if not actor.may(Permission.CONFIGURE):
            raise RuleBroken(f"{actor.name} may not prove channels. Ask an owner.")
        channels = await self._blocking(lambda: self.doorway.ask(CHANNELS, None))
        channel = channel_named(channels, given.channel)
        kind = kind_of(channel.kind, self.kinds, noun="channel")
        address = _address(kind, channel, given.to)
        config = await whole_config(kind, channel, self.doorway)
        told = _Told(self.doorway, _echoes(kind, config, address))
        await self._steps(kind, config, told)
        steps, test, code = tuple(told.steps), None, ""
        if address and all(step.standing is not Standing.WRONG for step in steps):
            code = "-".join(str(chance.randbelow(10)) for _ in range(3))
            page = await self._blocking(lambda: self.doorway.ask(PAGE_CALLED, None))
            test = told.of_test(await self._tested(kind, config, self._test(page, address, code)))
            code = "" if test.standing is Standing.WRONG else code
        record = RecordProof(channel.id, channel.config, steps, test, code)
        done = await self._blocking(lambda: self.doorway.do(record_proof, record, actor))
        self.announce(done.changes)
        return done.result

    async def _steps(self, kind: ChannelKind, config: Config, told: "_Told") -> None:
        steps: AsyncGenerator[Step, None] = kind.prove(config)
        try:
            async with asyncio.timeout(self.steps_s), aclosing(steps):
                async for step in steps:
                    told.add(step)
        except TimeoutError:
            words = f"nothing more was heard for {self.steps_s:.0f} seconds"
            told.add(Step("This takes too long", Standing.WRONG, words))
        except Exception as error:
            # A defect in one kind of channel must not end the office.
            log.exception("channel proof defect kind=%s", kind.key)
            told.add(Step("This could not be tried", Standing.WRONG, type(error).__name__))

    async def _tested(self, kind: ChannelKind, config: Config, outgoing: Outgoing) -> Outcome:
        try:
            async with asyncio.timeout(self.test_s), kind.open(config) as sender:
                outcome: Outcome = await sender.send(outgoing)
        except TimeoutError:
            return Unclear(f"nothing was heard for {self.test_s:.0f} seconds")
        except Exception as error:
            log.exception("channel test defect kind=%s", kind.key)
            return Unclear(f"it could not be sent: {type(error).__name__}")
        return outcome

    def _test(self, page: str, address: str, code: str) -> Outgoing:
        now = self.doorway.clock.now()
        key = hashlib.sha256(f"test\0{address}\0{code}\0{now.isoformat()}".encode()).hexdigest()
        return Outgoing(
            address=address,
            subject=f"Test from {page}: {code}",
            text=f"This is a test from {page}. The code is {code}. Nothing has happened, and nobody"
            " else got this.\n",
            key=key[:40],
            written_at=now,
        )

    async def _blocking(self, call: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self.executor, call)


@dataclass(slots=True)
class _Told:
    """Steps as they are kept: with their times, and without secrets and addresses."""

    doorway: Doorway
    echoes: Echoes
    steps: list[ProofStep] = field(default_factory=list)

    def add(self, step: Step) -> None:
        detail, standing = step.detail, step.standing
        if step.good_until is not None:
            days = (step.good_until - self.doorway.clock.now()).days
            detail = f"{detail} good for {days} {'day' if days == 1 else 'days'}"
            if days < FEW_DAYS and standing is Standing.WELL:
                detail, standing = f"{detail}: renew it", Standing.DOUBTFUL
        self.steps.append(self._kept(step.title, standing, detail))

    def of_test(self, outcome: Outcome) -> ProofStep:
        """The test that was sent. It counts as arrived only once its code was given back."""
        if isinstance(outcome, Sent):
            words = f"{outcome.receipt}. Its code is still to be given back"
            return self._kept("A test was sent", Standing.DOUBTFUL, words)
        if isinstance(outcome, Unclear):
            return self._kept("A test may have been sent", Standing.DOUBTFUL, outcome.reason)
        return self._kept("The test was not taken", Standing.WRONG, outcome.reason)

    def _kept(self, title: str, standing: Standing, detail: str) -> ProofStep:
        words = self.echoes.hide(" ".join(detail.split()))[:DETAIL_LIMIT]
        return ProofStep(title, standing, words, self.doorway.clock.now())


def _address(kind: ChannelKind, channel: Channel, text: str) -> str:
    if not text.strip():
        return ""
    try:
        return kind.address_on(text, channel.config)[0]
    except RuleBroken as broken:
        raise RuleBroken(broken.sentence, field="to") from None


def _echoes(kind: ChannelKind, config: Config, address: str) -> Echoes:
    """What no step may repeat: the secrets of the channel, and the address of a person."""
    secret = [str(config[spec.name] or "") for spec in kind.fields if spec.secret]
    return Echoes.of([text for text in (*secret, address) if text])
