"""Asks a place to do something, with its secrets, off the loop, once at a time and with an end."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from statusboard.app.keys.calls import ask_keys
from statusboard.app.page.kinds import TargetKinds
from statusboard.app.page.lane import Lane
from statusboard.app.page.rules import described
from statusboard.app.page.target_secrets import SecretReader, TargetSecrets
from statusboard.app.timeouts import within
from statusboard.catalog.declaration import Config, TargetKind
from statusboard.catalog.fields import validate
from statusboard.catalog.references import names_in
from statusboard.domain.target import Target
from statusboard.errors import Bug, RuleBroken, StatusBoardError, Unavailable

log = logging.getLogger(__name__)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PlaceCalls:
    """How places are asked. `store` is where their secrets are; `timeout_s` ends one that hangs."""

    kinds: TargetKinds
    store: SecretReader | None
    timeout_s: float

    def kind_of(self, target: Target) -> TargetKind:
        """The kind of the place. Raises RuleBroken where this version knows none such."""
        kind = self.kinds.get(target.kind)
        if kind is None:
            raise RuleBroken(
                f"This version of StatusBoard does not know places of the kind {target.kind}, and "
                "puts no page there. Install the newest StatusBoard."
            )
        return kind

    async def ask(self, target: Target, lane: Lane, act: Callable[[Config], Value]) -> Value:
        """What the place answers. One that hangs is asked once, not again and again."""
        kind = self.kind_of(target)
        config = validate(kind.fields, target.config)
        otherwise = f"{described(target, self.kinds)} does not answer. Check that it is connected."
        if target.config in lane.asked:
            raise Unavailable(otherwise)
        secrets = await self._secrets_of(kind, config)

        def call() -> Value:
            try:
                return secrets.unsaid(lambda: act(secrets.whole))
            finally:
                lane.asked.remove(target.config)

        lane.asked.append(target.config)
        with defects():
            return await within(self.timeout_s, call, otherwise=otherwise)

    async def _secrets_of(self, kind: TargetKind, config: Config) -> TargetSecrets:
        """What the place is sent in secret, from the store of this machine, which may be locked."""
        if not names_in(config):
            return TargetSecrets.read(kind, config, None)
        return await ask_keys(lambda: TargetSecrets.read(kind, config, self.store))


@contextmanager
def defects() -> Iterator[None]:
    """A defect in rendering is shown on screen; it must not take the verbs down with it."""
    try:
        yield
    except StatusBoardError:
        raise
    except Exception as error:
        log.exception("page defect")
        raise Bug(f"The page could not be made: {type(error).__name__}: {error}.") from error
