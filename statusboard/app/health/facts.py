"""What the screens about health have in common, read once per query."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.health.answered import answered_last
from statusboard.app.health.by_hand import read_by_hand
from statusboard.app.health.elsewhere import watched_elsewhere
from statusboard.app.health.locations import Numbers, levels_by_place
from statusboard.app.health.measured import is_starting, read_watched_until
from statusboard.app.health.plain_words import plain_reason
from statusboard.app.settings import DEFAULT_ZONE, PAGE_ZONE, knows_zone, text_setting
from statusboard.domain.check import Check
from statusboard.domain.component import Component
from statusboard.domain.component_rule import WORST, ComponentRule, Vote, group_status
from statusboard.domain.dependency import Cause, Parents, Standing, cause_of, family_of
from statusboard.domain.instants import duration_us, from_us
from statusboard.domain.objective import Objective
from statusboard.domain.observation import SHORT_PAUSE_US, is_stale
from statusboard.domain.quorum import spread_words
from statusboard.domain.result import Reason
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.verdict import CheckState
from statusboard.domain.views.by_hand import ByHand, by_hand_words
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.dependencies import read_parents
from statusboard.storage.groups import read_groups
from statusboard.storage.history import spans, states
from statusboard.storage.history.since import read_since
from statusboard.storage.history.states import StoredState
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit
from statusboard.storage.watch import began_in

NEVER_ASKED = StoredState(CheckState())


@dataclass(frozen=True, slots=True)
class Facts:
    """Services, checks and what is known of them now.

    `watched_us` is up to when open spans can be believed: now while the collector lives.
    `is_starting`: it is there, and has had no answer yet. `by_hand`: what people set. `began_us` is
    when the watch that lasts began, 0 where that is not known. `lasting` are the open spans,
    `since_us` since when what they say has lasted; `answered` says when each check answered last,
    in microseconds, and `numbers` under which number that stands, where it is not the check's own.
    `parents` is what each service depends on, `group_rules` are those of groups with one of their
    own, `group_objectives` what is promised of groups. `places` is what each location says of the
    checks that several ask; `seen_elsewhere` are the services that other locations watch while home
    does not.
    """

    now_us: int
    watched_us: int
    began_us: int
    settings: Mapping[str, object]
    zone: str
    components: tuple[Component, ...]
    groups: Mapping[int, str]
    checks: Mapping[int, tuple[Check, ...]]
    states: Mapping[int, StoredState]
    lasting: Mapping[int, Span]
    since_us: Mapping[int, int]
    answered: Mapping[int, int]
    is_starting: bool = False
    by_hand: Mapping[int, ByHand] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)
    parents: Parents = field(default_factory=dict)
    group_rules: Mapping[str, ComponentRule] = field(default_factory=dict)
    group_objectives: Mapping[str, Objective] = field(default_factory=dict)
    places: Mapping[int, Mapping[str, ComponentStatus]] = field(default_factory=dict)

    seen_elsewhere: frozenset[int] = frozenset()
    # Worked out once: with a thousand services that depend on one another each is asked for often.
    _names: dict[int, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _standings: dict[int, Standing] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def is_watched(self) -> bool:
        """Whether somebody is watching now at home, where every service is followed."""
        return self.watched_us == self.now_us

    def is_seen(self, component_id: int) -> bool:
        """Whether somebody is watching a service now: at home, or other locations meanwhile."""
        return self.is_watched or component_id in self.seen_elsewhere

    @property
    def zone_info(self) -> ZoneInfo:
        """The zone of the page's times and days."""
        return ZoneInfo(self.zone)

    def name(self, component_id: int) -> str:
        """The name of a service; empty for one that is gone."""
        if not self._names:
            self._names.update((one.id, one.name) for one in self.components)
        return self._names.get(component_id, "")

    def standing(self, component_id: int) -> Standing:
        """What is seen of it now, as far as that explains others."""
        found = self._standings.get(component_id)
        if found is None:
            found = self._standings[component_id] = Standing(
                self.status(component_id), self.since(component_id), self.is_stale(component_id)
            )
        return found

    def cause(self, component_id: int) -> Cause | None:
        """The service that it depends on and that is down; None where it speaks for itself."""
        return cause_of(component_id, self.parents, self.standing)

    def votes(self, component_id: int) -> tuple[Vote, ...]:
        """What its checks say now, with their weights."""
        return tuple(
            Vote(self.state(check.id).state.level, check.weight)
            for check in self.checks_of(component_id)
        )

    def group_statuses(self) -> dict[str, ComponentStatus]:
        """The status of each group that has a rule of its own, by name."""
        within: dict[str, list[ComponentStatus]] = {}
        if self.group_rules:
            for one in self.components:
                within.setdefault(self.group_of(one), []).append(self.status(one.id))
        return {
            name: group_status(rule, within[name])
            for name, rule in self.group_rules.items()
            if name in within
        }

    def group_of(self, component: Component) -> str:
        """The name of its group; empty for none."""
        return self.groups.get(component.group_id or 0, "")

    def checks_of(self, component_id: int) -> tuple[Check, ...]:
        """Its checks that are switched on."""
        return self.checks.get(component_id, ())

    def status(self, component_id: int) -> ComponentStatus:
        """Its measured status now, or when somebody last watched."""
        span = self.lasting.get(component_id)
        return ComponentStatus.UNKNOWN if span is None else span.status

    def since(self, component_id: int) -> datetime | None:
        """Since when: for trouble its first failure, across changes of its severity.

        A short pause of the watch, with the same before and after, begins nothing new.
        """
        since_us = self.since_us.get(component_id, 0)
        if not since_us:
            known = [self.state(check.id).state.since_us for check in self.checks_of(component_id)]
            since_us = max(known, default=0)
        return from_us(since_us) if since_us else None

    def state(self, check_id: int) -> StoredState:
        """The verdict of a check; that of one never asked where there is none."""
        return self.states.get(check_id, NEVER_ASKED)

    def reason(self, component_id: int) -> str:
        """Why it is as it is, in the technical words of its worst checks: for who mends it.

        Empty where all is well, unless that is somebody's choice more than what was seen.
        """
        if component_id in self.by_hand:
            return self.by_hand_words(component_id)
        said = (one.detail for one in self._telling(component_id))
        worded = (detail[:1].upper() + detail[1:].rstrip(".") for detail in said if detail)
        return " · ".join(dict.fromkeys(worded))

    def plain_reason(self, component_id: int) -> str:
        """The same in the words of callers: for board, wall and notices."""
        if component_id in self.by_hand:
            return self.by_hand_words(component_id)
        return plain_reason(self._telling(component_id))

    def spread_words(self, component_id: int) -> str:
        """In how many locations it is down, where its worst check is asked from several."""
        if component_id in self.by_hand or not self.status(component_id).is_trouble:
            return ""
        counted = [check for check in self.checks_of(component_id) if check.weight]
        shared = [check for check in counted if check.id in self.places]
        worst_of = max(
            shared, key=lambda one: self.state(one.id).state.level.severity, default=None
        )
        return "" if worst_of is None else spread_words(self.places[worst_of.id])

    def by_hand_words(self, component_id: int) -> str:
        """What a person set it to, and what its checks say; empty where nobody did."""
        one = self.by_hand.get(component_id)
        now = from_us(self.now_us)
        return "" if one is None else by_hand_words(one, self.zone_info, now=now)

    def _telling(self, component_id: int) -> list[StoredState]:
        """The verdicts of the checks that make it as it is."""
        status = self.status(component_id)
        counted = [check for check in self.checks_of(component_id) if check.weight]
        stored = [self.state(check.id) for check in counted]
        if status.is_trouble and not any(one.state.level is status for one in stored):
            # By its rule it is less grave than what its checks say: these are the worst of them.
            status = worst(one.state.level for one in stored)
        return [
            one
            for one in stored
            if one.state.level is status
            and (status is not ComponentStatus.OPERATIONAL or one.reason is Reason.UNWATCHED)
        ]

    def answered_at(self, component_id: int) -> datetime | None:
        """The newest answer of its checks."""
        known = [self.answered.get(check.id, 0) for check in self.checks_of(component_id)]
        newest = max(known, default=0)
        return from_us(newest) if newest else None

    def is_check_stale(self, check: Check) -> bool:
        """Whether its newest answer is too old to speak for now."""
        return is_stale(
            self.now_us,
            self.answered.get(check.id),
            duration_us(check.interval),
            duration_us(check.deadline),
            began_us=self.began_us,
        )

    def has_spoken(self, component_id: int) -> bool:
        """Whether one of its checks has answered since the watch began."""
        answered = (self.answered.get(check.id, 0) for check in self.checks_of(component_id))
        return any(at_us and at_us >= self.began_us for at_us in answered)

    def is_stale(self, component_id: int) -> bool:
        """Whether what is known of it may no longer hold: nobody watches, or a check is silent."""
        checks = self.checks_of(component_id)
        is_seen = self.is_seen(component_id)
        return not is_seen or any(self.is_check_stale(check) for check in checks)

    def is_flapping(self, component_id: int) -> bool:
        """Whether one of its checks keeps turning."""
        return any(
            self.state(check.id).state.is_flapping(duration_us(check.interval), now_us=self.now_us)
            for check in self.checks_of(component_id)
            if check.weight
        )


def read_facts(unit: Unit, *, with_config: bool = False, component_id: int | None = None) -> Facts:
    """Everything above, from one picture of the database; configurations only where wanted.

    `component_id`: of one service alone, and of those that it depends on or that depend on it,
    which costs the same whatever else is watched.
    """
    settings = read_settings(unit)
    parents = read_parents(unit)
    some = None if component_id is None else family_of(component_id, parents)
    zone = text_setting(settings, PAGE_ZONE, DEFAULT_ZONE)
    by_component: defaultdict[int, list[Check]] = defaultdict(list)
    checks = read_checks(unit, enabled_only=True, with_config=with_config, component_ids=some)
    for check in checks:
        by_component[check.component_id].append(check)
    watched_us = read_watched_until(unit)
    lasting = spans.read_open(unit, some)
    ids = None if some is None else _ids_of(unit, some)
    of_checks = Numbers.read(unit, checks)
    answered, numbers = answered_last(unit, checks, of_checks, watched_us, ids)
    groups = read_groups(unit)
    return Facts(
        now_us=unit.now_us,
        watched_us=watched_us,
        began_us=began_in(settings),
        settings=settings,
        zone=zone if knows_zone(zone) else DEFAULT_ZONE,
        components=read_components(unit, some),
        groups={group.id: group.name for group in groups},
        checks={component_id: tuple(own) for component_id, own in by_component.items()},
        states=states.read_states(unit, ids),
        lasting=lasting,
        since_us=read_since(unit, pause_us=SHORT_PAUSE_US, component_ids=some),
        answered=answered,
        is_starting=is_starting(unit),
        by_hand=read_by_hand(unit),
        numbers=numbers,
        parents=parents,
        group_rules={group.name: group.rule for group in groups if group.rule != WORST},
        group_objectives={one.name: one.objective for one in groups if one.objective},
        places=levels_by_place(unit, checks, of_checks),
        seen_elsewhere=(
            frozenset() if watched_us == unit.now_us else watched_elsewhere(unit, checks)
        ),
    )


def _ids_of(unit: Unit, component_ids: frozenset[int]) -> frozenset[int]:
    """The checks of services, those that are switched off too: what they said last is told."""
    own = read_checks(unit, with_config=False, component_ids=component_ids)
    return frozenset(check.id for check in own)
