"""Brings services, incidents and planned work to a Cachet 3, and reads them back.

Its messages carry no mark: which were sent is known by their words, in their order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from statusboard.catalog.declaration import Config
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.mirror import MirrorNotice, MirrorUpdate, MirrorView
from statusboard.targets.accounts.fields import chosen_components, told_since
from statusboard.targets.accounts.outcome import Outcome, differs
from statusboard.targets.accounts.services import settled_services, states, whole_story
from statusboard.targets.accounts.texts import fitted, fitted_line
from statusboard.targets.base import Receipt
from statusboard.targets.cachet_api.account import (
    INCIDENTS,
    MARK,
    SCHEDULES,
    TIMES,
    Account,
    Remote,
)
from statusboard.targets.cachet_api.numbers import COMPONENT, INCIDENT

NAME_LIMIT, BODY_LIMIT = 255, 25_000
# What was over that long ago is not asked for its messages each time.
SETTLED = timedelta(days=7)
TWICE = "This was posted twice by mistake. It is told in the other notice."


class MirroredCachet(Account):
    """A Cachet that is told everything by one call."""

    __slots__ = ()

    def bring(self, config: Config, view: MirrorView) -> Receipt:
        """See accounts.kind.Account."""
        return Mirroring(self, config, view).bring()


@dataclass(slots=True)
class Mirroring:
    """One bringing."""

    account: Account
    config: Config
    view: MirrorView
    ids: Mapping[str, str] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)

    def bring(self) -> Receipt:
        """Everything is there, once, in its order, and was read back.

        Raises Unavailable where trying again goes on, RuleBroken where a person has to choose.
        """
        chosen, creates = chosen_components(self.config), self.config.get("create") is True
        self.ids, _ = settled_services(
            self.account, self.view, chosen, self.outcome, creates=creates
        )
        there = self._read()
        for notice in filter(self._is_told, self.view.notices):
            several = there.get(notice.public_id, [])
            one = several[0] if several else self._create(notice)
            for twin in several[1:]:
                self._close_twin(twin, notice)
            self._bring(notice, one)
        self._settle_components()
        self._compare()
        return self.outcome.receipt()

    def _read(self) -> dict[str, list[Remote]]:
        page_id = self.view.page_id
        incidents = self.account.marked(INCIDENTS, page_id)
        return {**self.account.marked(SCHEDULES, page_id), **incidents}

    def _is_told(self, notice: MirrorNotice) -> bool:
        if not self._is_history(notice):
            return True
        return self.config.get("history") is True and not notice.is_planned

    def _is_history(self, notice: MirrorNotice) -> bool:
        since = told_since(self.config)
        return notice.is_over and since is not None and notice.updates[-1].at <= since

    def _create(self, notice: MirrorNotice) -> Remote:
        first = notice.updates[0]
        text = whole_story(notice) if self._is_history(notice) else first.text
        fields: dict[str, Any] = {
            "name": fitted_line(notice.title, NAME_LIMIT),
            "message": fitted(text, BODY_LIMIT, notice.link),
            "components": self._components(notice),
            "meta": {MARK: f"{self.view.page_id}/{notice.public_id}"},
        }
        if notice.is_planned:
            fields |= _times(notice)
            fields["meta"][TIMES] = _times_mark(notice)
        else:
            last = notice.updates[-1] if self._is_history(notice) else first
            fields |= {
                "status": INCIDENT[last.status],
                "visible": True,
                "notifications": self.config.get("notify") is True and len(notice.updates) == 1,
                "occurred_at": _instant(first.at),
            }
        return self._do("POST", _sort(notice), fields)

    def _components(self, notice: MirrorNotice) -> list[dict[str, int]]:
        """What it names, each as customers are told it is; in planned work as it will be."""
        named = {
            self.ids[one]: self.view.status_of(one) for one in notice.services if one in self.ids
        }
        if notice.is_planned:
            named = dict.fromkeys(named, ComponentStatus.UNDER_MAINTENANCE)
        return [{"id": int(one), "status": COMPONENT[state]} for one, state in named.items()]

    def _close_twin(self, twin: Remote, notice: MirrorNotice) -> None:
        mark = {**twin.meta, MARK: f"{twin.mark}/twin"}
        fields: dict[str, Any] = {"meta": mark, "message": TWICE}
        if not notice.is_planned:
            fields["status"] = INCIDENT[IncidentStatus.RESOLVED]
        self._do("PUT", f"{_sort(notice)}/{twin.id}", fields)

    def _bring(self, notice: MirrorNotice, one: Remote) -> None:
        if header := _header(notice, one):
            self._do("PUT", f"{_sort(notice)}/{one.id}", header)
        if self._is_history(notice) or self._is_settled(notice):
            return
        first, *rest = notice.updates
        path = f"{_sort(notice)}/{one.id}"
        if one.message in _texts(notice, first) and one.message != _text(notice, first.now):
            self._do("PUT", path, {"message": _text(notice, first.now)})
        left = self.account.updates(_sort(notice), one.id)
        for update in rest:
            found = next((each for each in left if each.message in _texts(notice, update)), None)
            if found is None:
                self._say(notice, path, update)
                continue
            left.remove(found)
            if found.message != _text(notice, update.now):
                self._do(
                    "PUT", f"{path}/updates/{found.id}", {"message": _text(notice, update.now)}
                )

    def _say(self, notice: MirrorNotice, path: str, update: MirrorUpdate) -> None:
        fields: dict[str, Any] = {"message": _text(notice, update.now)}
        if not notice.is_planned:
            fields["status"] = INCIDENT[update.status]
        self._do("POST", f"{path}/updates", fields)

    def _is_settled(self, notice: MirrorNotice) -> bool:
        return notice.is_over and notice.updates[-1].at < self.view.as_of - SETTLED

    def _do(self, method: str, path: str, fields: Mapping[str, Any]) -> Remote:
        self.outcome.written += 1
        return self.account.send(method, path, fields)

    def _settle_components(self) -> None:
        now = {one.id: one.status for one in self.account.components()}
        for component_id, wanted in states(self.view, self.ids).items():
            if now.get(component_id) != str(COMPONENT[wanted]):
                self._do("PUT", f"components/{component_id}", {"status": COMPONENT[wanted]})

    def _compare(self) -> None:
        """Reads everything again; raises Unavailable where something else stands there."""
        there = self._read()
        now = {one.id: one.status for one in self.account.components()}
        for component_id, wanted in states(self.view, self.ids).items():
            if now.get(component_id) != str(COMPONENT[wanted]):
                raise differs("The state of a service")
            self.outcome.read[component_id] = wanted.value
        for notice in filter(self._is_told, self.view.notices):
            several = there.get(notice.public_id, [])
            if len(several) != 1:
                raise differs(f"“{notice.title}”")
            (one,) = several
            said = [one.message]
            if not self._is_history(notice) and not self._is_settled(notice):
                said += [each.message for each in self.account.updates(_sort(notice), one.id)]
                wanted_texts = [_text(notice, update.now) for update in notice.updates[1:]]
                if not _in_order(wanted_texts, said[1:]):
                    raise differs(f"“{notice.title}”")
            self.outcome.read[f"{_sort(notice)}/{one.id}"] = [one.fields.get("name"), said]


def _sort(notice: MirrorNotice) -> str:
    return SCHEDULES if notice.is_planned else INCIDENTS


def _text(notice: MirrorNotice, text: str) -> str:
    return fitted(text, BODY_LIMIT, notice.link)


def _texts(notice: MirrorNotice, update: MirrorUpdate) -> set[str]:
    return {_text(notice, update.text), _text(notice, update.now)}


def _times(notice: MirrorNotice) -> dict[str, str]:
    """From when to when. Its state follows from them: what was called off has ended, too."""
    assert notice.scheduled_for is not None
    assert notice.scheduled_until is not None
    begun = (one.at for one in notice.updates if one.status.is_under_way)
    start = min(notice.scheduled_for, next(begun, notice.scheduled_for))
    ended = (one.at for one in notice.updates if one.status.is_over)
    end = next(ended, notice.scheduled_until)
    return {"scheduled_at": _instant(min(start, end)), "completed_at": _instant(end)}


def _times_mark(notice: MirrorNotice) -> str:
    return " ".join(_times(notice).values())


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _header(notice: MirrorNotice, one: Remote) -> dict[str, Any]:
    """Its name and times where they are others there; nothing where they are the same.

    Times that are sent again would notify people again.
    """
    fields: dict[str, Any] = {}
    name = fitted_line(notice.title, NAME_LIMIT)
    if one.fields.get("name") != name:
        fields["name"] = name
    if notice.is_planned and one.meta.get(TIMES) != _times_mark(notice):
        fields |= _times(notice)
        fields["meta"] = {**one.meta, TIMES: _times_mark(notice)}
    return fields


def _in_order(wanted: list[str], said: list[str]) -> bool:
    """Whether all are there, each after the one before it; others may stand between them."""
    rest = iter(said)
    return all(text in rest for text in wanted)
