"""Asking a question that nobody has kept yet: a person wants to see its answer first."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from statusboard.app.services.inputs import CheckInput
from statusboard.app.services.rules import settle_check
from statusboard.app.services.secrets import refuse_references, unmasked
from statusboard.app.watching.runner import Runner
from statusboard.catalog.declaration import CheckKind
from statusboard.domain.check import Check
from statusboard.domain.views.verify import LatestAnswer, latest_answer


class TryCheck:
    """Asks as *check now* does, by the same runner, and leaves nothing behind.

    No answer is recorded, and no state turns. A mask stands for what `checks` has stored of the
    check that the question is to take the place of.
    """

    def __init__(
        self, runner: Runner, kinds: Mapping[str, CheckKind], checks: Mapping[int, Check]
    ) -> None:
        self._runner = runner
        self._kinds = kinds
        self._checks = checks
        # Kept checks have positive numbers.
        self._numbers = count(-1, -1)

    async def __call__(self, given: CheckInput) -> LatestAnswer:
        """The answer. Raises RuleBroken with the field for what cannot be asked."""
        check = self._described(given)
        try:
            return latest_answer(await self._runner.ask(check))
        finally:
            await self._runner.forget(frozenset({check.id}))

    def _described(self, given: CheckInput) -> Check:
        kind = self._kinds.get(given.kind)
        if kind is not None:
            refuse_references(given.config)
            stored = self._checks.get(given.id) if given.id is not None else None
            known = stored.config if stored is not None and stored.kind == given.kind else {}
            given = replace(given, config=unmasked(kind, given.config, known))
        settled = settle_check(given, self._kinds)
        return Check(
            id=next(self._numbers),
            component_id=0,
            kind=settled.kind,
            config=settled.config,
            interval=settled.interval,
            deadline=settled.deadline,
        )
