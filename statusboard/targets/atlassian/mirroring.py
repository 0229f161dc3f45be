"""Brings services, incidents and planned work to a page at Statuspage, and reads them back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from statusboard.catalog.declaration import Config
from statusboard.domain.views.mirror import MirrorNotice, MirrorView
from statusboard.targets.accounts.fields import chosen_components, told_since
from statusboard.targets.accounts.matching import Component
from statusboard.targets.accounts.outcome import Outcome, differs
from statusboard.targets.accounts.services import settled_services, states
from statusboard.targets.atlassian.account import Account
from statusboard.targets.atlassian.remote import RemoteIncident
from statusboard.targets.atlassian.steps import Step, Told, closing_twin, creating, next_step
from statusboard.targets.base import Receipt


class MirroredPage(Account):
    """A page that is told everything by one call."""

    __slots__ = ()

    def bring(self, config: Config, view: MirrorView) -> Receipt:
        """See accounts.kind.Account."""
        told = Told(view, {}, config.get("notify") is True, told_since(config))
        return Mirroring(
            self,
            told,
            chosen_components(config),
            creates=config.get("create") is True,
            sends_history=config.get("history") is True,
        ).bring()


@dataclass(slots=True)
class Mirroring:
    """One bringing. `told` says what; `creates`: services that are missing there are made."""

    account: Account
    told: Told
    chosen: dict[str, str]
    creates: bool = False
    sends_history: bool = False
    outcome: Outcome = field(default_factory=Outcome)

    def bring(self) -> Receipt:
        """Everything is there, once, in its order, and was read back.

        Raises Unavailable where trying again goes on, RuleBroken where a person has to choose.
        """
        ids, components = settled_services(
            self.account, self.told.view, self.chosen, self.outcome, creates=self.creates
        )
        self.told = replace(self.told, ids=ids)
        notices = self._wanted()
        there = self._read(notices)
        self.told = replace(self.told, skew=self.account.skew or timedelta())
        for notice in notices:
            self._bring(notice, there.get(notice.public_id, []))
        self._settle_components(components)
        if self.outcome.written:
            there = self._read(notices)
            components = self.account.components()
        self._compare(notices, there, components)
        return self.outcome.receipt()

    def _wanted(self) -> tuple[MirrorNotice, ...]:
        """What is told there. What was over before, only by choice, and no planned work of then."""
        return tuple(
            one
            for one in self.told.view.notices
            if not self.told.is_history(one) or (self.sends_history and not one.is_planned)
        )

    def _read(self, notices: Sequence[MirrorNotice]) -> dict[str, list[RemoteIncident]]:
        if not notices:
            return {}
        since = None if self.sends_history else min(one.updates[0].at for one in notices)
        return self.account.incidents(self.told.view.page_id, since)

    def _bring(self, notice: MirrorNotice, there: list[RemoteIncident]) -> None:
        one = there[0] if there else self._do(creating(notice, self.told), "")
        for twin in there[1:]:
            self._do(closing_twin(twin, one, notice), twin.id)
        known = {update.public_id for update in notice.updates}
        if not known.issuperset(one.said):
            self.outcome.problems.append(
                f"“{notice.title}” has messages there that this StatusBoard does not know. Another "
                "one, or a newer copy of its database, tells of it too; it was left as it is."
            )
            return
        done: set[str] = set()
        while (step := self._left(notice, one, done)) is not None:
            done.add(step.name)
            one = self._do(step, one.id)

    def _left(self, notice: MirrorNotice, there: RemoteIncident, done: set[str]) -> Step | None:
        """The next step that was not tried yet."""
        steps = next_step(notice, there, self.told)
        return next((step for step in steps if step.name not in done), None)

    def _do(self, step: Step, incident_id: str) -> RemoteIncident:
        after = self.account.carry_out(step, incident_id)
        self.outcome.written += 1
        return after

    def _settle_components(self, components: Iterable[Component]) -> None:
        """Services whose state no message has brought there, such as one that was set by hand."""
        if self.outcome.written:
            components = self.account.components()
        now = {one.id: one.status for one in components}
        for component_id, wanted in states(self.told.view, self.told.ids).items():
            if now.get(component_id) != wanted.value:
                self.account.set_status(component_id, wanted.value)
                self.outcome.written += 1

    def _compare(
        self,
        notices: Sequence[MirrorNotice],
        there: dict[str, list[RemoteIncident]],
        components: Iterable[Component],
    ) -> None:
        now = {one.id: one.status for one in components}
        for component_id, wanted in states(self.told.view, self.told.ids).items():
            if now.get(component_id) != wanted.value:
                raise differs("The state of a service")
            self.outcome.read[component_id] = wanted.value
        for notice in notices:
            several = there.get(notice.public_id, [])
            if len(several) != 1:
                raise differs(f"“{notice.title}”")
            (one,) = several
            is_ours = {update.public_id for update in notice.updates}.issuperset(one.said)
            left = next_step(notice, one, self.told) if is_ours else ()
            if any(not step.is_extra for step in left):
                raise differs(f"“{notice.title}”")
            updates = [[each.id, each.status, each.body] for each in one.updates]
            self.outcome.read[one.id] = [one.name, one.postmortem, updates]
