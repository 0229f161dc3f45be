"""The verify screen: the state of every service, why, and the last answers of its checks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from statusboard.app.doorway import query
from statusboard.app.health.answer_words import answer_words, reason_words
from statusboard.app.health.answered import newest_answers
from statusboard.app.health.attention import NO_ATTENTION, attention_of
from statusboard.app.health.corrected import corrected_lately, corrected_why
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.locations import Numbers, location_names, places_of
from statusboard.app.health.objective_alarms import alarms
from statusboard.app.health.planned import work_sentences
from statusboard.app.health.set_afterwards import set_end_sentence
from statusboard.app.health.why import why_of
from statusboard.app.services.depending import parent_names, short_names
from statusboard.app.services.kinds import check_kinds, describe
from statusboard.catalog.declaration import CheckKind
from statusboard.domain.check import Check
from statusboard.domain.component import Component
from statusboard.domain.dependency import children_of_one
from statusboard.domain.instants import DAY_US, duration_us, from_us, to_us
from statusboard.domain.objective import window_text
from statusboard.domain.percent import promised_text
from statusboard.domain.result import CheckResult, Outcome, Phases
from statusboard.domain.views.verify import (
    CheckDetail,
    LatestAnswer,
    Neighbour,
    RecentAnswer,
    ServiceDetail,
    ServiceRow,
    VerifyView,
    latest_answer,
)
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.history import location_states, results, transcripts
from statusboard.storage.history.packing import MS_US, StoredAnswer
from statusboard.storage.unit import Unit

RECENT = 60


def _verify(unit: Unit, _given: None) -> VerifyView:
    facts = read_facts(unit, with_config=True)
    kinds = check_kinds()
    newest = newest_answers(unit, facts.answered, facts.numbers)
    called = short_names(facts.components, facts.groups)
    checks = [check for own in facts.checks.values() for check in own]
    corrected, attention = corrected_lately(unit), attention_of(unit, facts)
    return VerifyView(
        as_of=unit.now,
        zone=facts.zone,
        rows=tuple(
            replace(
                _row(facts, kinds, component, newest),
                called=called[component.id],
                corrected=corrected.get(component.id, ()),
                attention=attention.get(component.id, NO_ATTENTION).words,
                is_muted=attention.get(component.id, NO_ATTENTION).is_muted,
            )
            for component in facts.components
        ),
        checks=len(checks),
        parents=facts.parents,
        locations=location_names(unit, checks),
        group_rules=facts.group_rules,
        group_objectives=facts.group_objectives,
    )


VERIFY = query("verify")(_verify)


def _row(
    facts: Facts,
    kinds: Mapping[str, CheckKind],
    component: Component,
    newest: Mapping[int, StoredAnswer],
) -> ServiceRow:
    checks = facts.checks_of(component.id)
    telling = _telling(facts, checks)
    answer = newest.get(telling.id) if telling is not None else None
    cause = facts.cause(component.id)
    return ServiceRow(
        component_id=component.id,
        name=component.name,
        group=facts.group_of(component),
        status=facts.status(component.id),
        how=_how_all(kinds, checks),
        last_answer="" if answer is None else answer_words(answer),
        response_us=None if answer is None else answer.response_us,
        answered_at=facts.answered_at(component.id),
        stale=facts.is_stale(component.id),
        flapping=facts.is_flapping(component.id),
        explained_by="" if cause is None else facts.name(cause.parent_id),
        check_ids=tuple(check.id for check in checks),
        is_set_by_hand=component.id in facts.by_hand,
    )


def _telling(facts: Facts, checks: Sequence[Check]) -> Check | None:
    """The check whose answer says most: the worst that counts, and of these the newest."""
    return max(
        checks,
        key=lambda check: (
            check.weight > 0,
            facts.state(check.id).state.level.severity,
            facts.answered.get(check.id, 0),
        ),
        default=None,
    )


def _how_all(kinds: Mapping[str, CheckKind], checks: Sequence[Check]) -> str:
    """The sorts of check that a service has, in words: `HTTP + New Relic`."""
    labels = (kinds[c.kind].label if c.kind in kinds else c.kind for c in checks)
    return " + ".join(dict.fromkeys(labels))


def _detail(unit: Unit, component_id: int) -> ServiceDetail:
    facts = read_facts(unit, component_id=component_id)
    component = next((one for one in facts.components if one.id == component_id), None)
    if component is None:
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    kinds = check_kinds()
    every = read_checks(unit, component_ids=frozenset({component_id}))
    above = facts.parents.get(component.id, ())
    details = tuple(_check(unit, facts, kinds, check) for check in every)
    attention = attention_of(unit, facts).get(component.id, NO_ATTENTION)
    why = _why(unit, facts, component, details)
    return ServiceDetail(
        component_id=component.id,
        name=component.name,
        group=facts.group_of(component),
        group_id=component.group_id,
        status=facts.status(component.id),
        since=facts.since(component.id),
        why=f"{attention.words.rstrip('.')}. {why}" if attention.words else why,
        promised=promised_text(component.promised_ppm),
        description=component.description,
        checks=details,
        zone=facts.zone,
        by_hand=facts.by_hand.get(component.id),
        rule=component.rule,
        parents=_neighbours(facts, above),
        children=_neighbours(facts, children_of_one(component.id, facts.parents)),
        depends_on=parent_names(unit, {component.id: above})[component.id],
        promised_over=window_text(component.window),
        promised_hours=component.hours.value,
        weight=component.weight,
        is_muted=attention.is_muted,
        as_of=unit.now,
    )


def _why(unit: Unit, facts: Facts, component: Component, details: Sequence[CheckDetail]) -> str:
    """Why it is as it is, and beneath what a person set why its checks say what they say."""
    one = facts.by_hand.get(component.id)
    said = why_of(facts, component, details, status=None if one is None else one.measured)
    work = work_sentences(unit, facts, component, details)
    work = f"{work} When it ends, its checks count again." if work else ""
    afterwards = set_end_sentence(unit, component.id, facts.zone_info)
    lately_us = unit.now_us - DAY_US
    since = facts.since(component.id)
    since_us = lately_us if since is None else min(lately_us, to_us(since) - 1)
    corrected = corrected_why(unit, component.id, since_us)
    burning = alarms(unit, facts, about=(component.id,))
    parts = (
        facts.by_hand_words(component.id),
        work,
        said,
        afterwards,
        corrected,
        *burning.values(),
    )
    return " ".join(part for part in parts if part)


SERVICE_DETAIL = query("verify.service")(_detail)


def _neighbours(facts: Facts, ids: Sequence[int]) -> tuple[Neighbour, ...]:
    return tuple(
        Neighbour(one, facts.name(one), facts.status(one), facts.is_stale(one)) for one in ids
    )


def _check(unit: Unit, facts: Facts, kinds: Mapping[str, CheckKind], check: Check) -> CheckDetail:
    kind = kinds.get(check.kind)
    stored = facts.state(check.id)
    numbers = Numbers.read(unit, (check,))
    number = numbers.shown(check)
    last = results.read_last(unit, number, RECENT)
    if check.is_shared:
        failure = location_states.read_last_failures(unit, (number,)).get(number)
    else:
        failure = transcripts.read_last_failure(unit, check.id)
    return CheckDetail(
        check_id=check.id,
        kind=check.kind,
        kind_label=check.kind if kind is None else kind.label,
        how=describe(kinds, check.kind, check.config),
        config=check.config,
        interval=check.interval,
        deadline=check.deadline,
        fail_after=check.thresholds.fail_after,
        recover_after=check.thresholds.recover_after,
        enabled=check.enabled,
        level=stored.state.level,
        since=from_us(stored.state.since_us) if stored.state.since_us else None,
        pending=len(stored.state.pending),
        flapping=stored.state.is_flapping(duration_us(check.interval), now_us=facts.now_us),
        recent=tuple(_recent(answer) for answer in last),
        latest=_latest(last[0], failure) if last else None,
        last_failure=None if failure is None else latest_answer(failure),
        permalink=_link(check.config.get("permalink")),
        locations=check.locations,
        quorum=check.quorum,
        places=places_of(unit, check, numbers),
        weight=check.weight,
        is_told=kind is not None and kind.receives is not None,
    )


def _link(value: object) -> str:
    """Only a web address is ever opened, also where a newer version wrote something else."""
    is_web = isinstance(value, str) and value.startswith(("https://", "http://"))
    return str(value) if is_web else ""


def _recent(answer: StoredAnswer) -> RecentAnswer:
    return RecentAnswer(
        from_us(answer.at_us), answer.outcome, answer.reason, answer.response_us, answer.code
    )


def _latest(answer: StoredAnswer, failure: CheckResult | None) -> LatestAnswer:
    """The newest answer; with everything known of it where it was a failure that was kept."""
    if failure is not None and failure.at_us // MS_US == answer.at_us // MS_US:
        return latest_answer(failure)
    detail = reason_words(answer.reason)
    if answer.outcome is Outcome.UNKNOWN and failure is not None:
        # What was not known then, and is not for the same reason now, is said in the same words.
        is_same = (failure.answer.outcome, failure.answer.reason) == (answer.outcome, answer.reason)
        detail = failure.answer.detail if is_same else detail
    return LatestAnswer(
        at=from_us(answer.at_us),
        outcome=answer.outcome,
        reason=answer.reason,
        detail=detail,
        response_us=answer.response_us,
        phases=Phases(),
        code=answer.code,
        lines=(),
    )
