"""Why a service is in its state: what failed, how often in a row, and what would turn it."""

from collections.abc import Sequence

from statusboard.app.health.answer_words import reason_words
from statusboard.app.health.facts import Facts
from statusboard.app.health.state_words import cause_sentence, turning_sentence
from statusboard.app.health.what_changes import what_changes
from statusboard.app.health.why_rule import good_words, in_trouble, is_ruled, rule_sentence
from statusboard.domain.component import Component
from statusboard.domain.instants import from_us
from statusboard.domain.quorum import quorum_words
from statusboard.domain.result import Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import length_text, when_text
from statusboard.domain.views.verify import CheckDetail, RecentAnswer

_THEN = {
    ComponentStatus.DEGRADED_PERFORMANCE: "degraded",
    ComponentStatus.PARTIAL_OUTAGE: "a partial outage",
    ComponentStatus.MAJOR_OUTAGE: "a major outage",
}

_STATE = {
    ComponentStatus.OPERATIONAL: "Operational",
    ComponentStatus.UNDER_MAINTENANCE: "Maintenance",
    ComponentStatus.DEGRADED_PERFORMANCE: "Degraded",
    ComponentStatus.PARTIAL_OUTAGE: "Partial outage",
    ComponentStatus.MAJOR_OUTAGE: "Major outage",
    ComponentStatus.UNKNOWN: "No data",
}


def why_of(
    facts: Facts,
    component: Component,
    details: Sequence[CheckDetail],
    *,
    status: ComponentStatus | None = None,
) -> str:
    """The sentences for one service; `details` are all its checks.

    `status`: what its checks say, where that lies beneath what a person set.
    """
    asked = [detail for detail in details if detail.enabled]
    if not details:
        return "Nothing is asked of this service yet, so nothing is known of it. Add a check."
    if not asked:
        return "All its checks are switched off, so nothing is known of it. Switch one on."
    status = facts.status(component.id) if status is None else status
    is_seen = facts.is_seen(component.id)
    sentences = [] if is_seen else [_unwatched(facts, status)]
    if status is ComponentStatus.UNKNOWN:
        sentences += _unknown(facts, asked)
    elif is_ruled(component, asked):
        failing = in_trouble(asked)
        sentences += [good_words(asked), *(_ruled(facts, d, of=len(asked)) for d in failing)]
    elif status.is_trouble or status is ComponentStatus.UNDER_MAINTENANCE:
        sentences += _bad(facts, component, asked, status)
    else:
        sentences += _good(facts, asked)
        sentences += [_doubt(d, of=len(asked)) for d in asked if d.pending and _last_bad(d)]
    if is_ruled(component, asked):
        sentences.append(rule_sentence(facts, component))
    if is_seen:
        sentences += [_silent(facts, d) for d in asked if _is_silent(facts, component, d)]
    sentences += [_by_location(detail, of=len(asked)) for detail in asked if detail.places]
    sentences += [cause_sentence(facts, component.id), turning_sentence(facts, component.id)]
    if any(sentences):
        ruled = is_ruled(component, asked)
        sentences += what_changes(facts, asked, status, is_seen=is_seen, is_ruled=ruled)
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))


def _by_location(detail: CheckDetail, *, of: int) -> str:
    """What the locations say of a check that several ask: `Down in 2 of 3 locations: …`."""
    words = quorum_words({place.name: place.level for place in detail.places}, detail.quorum)
    return words if of == 1 else f"{detail.how}: {words[0].lower()}{words[1:]}"


def _unwatched(facts: Facts, status: ComponentStatus) -> str:
    if facts.is_starting:
        return "The collector has started, and no answer has come in yet."
    if not facts.watched_us:
        return "Nobody has watched yet."
    since = when_text(from_us(facts.watched_us), facts.zone_info, now=from_us(facts.now_us))
    then = "" if status is ComponentStatus.UNKNOWN else " What follows was true then."
    return f"Nobody has been watching since {since}.{then}"


def _unknown(facts: Facts, asked: Sequence[CheckDetail]) -> list[str]:
    said = []
    for detail in asked:
        name = _name(detail, of=len(asked))
        stored = facts.state(detail.check_id)
        if detail.pending:
            left = detail.fail_after - detail.pending
            said.append(
                f"{name} failed {_times(detail.pending)}{_because(detail)}; "
                f"{left} more in a row would count as trouble."
            )
        elif detail.latest is None:
            said.append(f"{name} has not answered yet.")
        elif detail.latest.reason is Reason.NOT_CONFIGURED:
            said.append(f"{name}: {detail.latest.detail.rstrip('.')}.")
        elif detail.latest.outcome is Outcome.UNKNOWN:
            said.append(f"{name} says nothing: {detail.latest.detail.rstrip('.')}.")
        elif stored.detail:
            said.append(f"{stored.detail.rstrip('.')}.")
    return list(dict.fromkeys(said)) or ["No answer has come in yet."]


def _bad(
    facts: Facts, component: Component, asked: Sequence[CheckDetail], status: ComponentStatus
) -> list[str]:
    """Which checks make it so, and what the service becomes when they turn back."""
    worst = [detail for detail in asked if detail.level is status]
    if not worst:
        return []
    said = [_failing(facts, detail, of=len(asked)) for detail in worst]
    said[0] = f"{_STATE[status]} because {said[0]}"
    said.append(_since_before(facts, component))
    turning = [detail for detail in worst if detail.pending]
    if turning:
        return [*said, *(_turning(detail, of=len(worst)) for detail in turning)]
    rest = [detail.level for detail in asked if detail not in worst and detail.level.is_trouble]
    then = _THEN[max(rest, key=lambda level: level.severity)] if rest else "operational"
    # What was reported is a fact: the next report turns it.
    needed = max(1 if detail.is_told else detail.recover_after for detail in worst)
    good = "1 good answer" if needed == 1 else f"{needed} good answers in a row"
    each = "" if len(worst) == 1 else " from each of them"
    return [*said, f"It becomes {then} after {good}{each}."]


def _since_before(facts: Facts, component: Component) -> str:
    """Since when the whole trouble lasts, where that is longer than it has been as it is now.

    It was less grave then, or a short pause of the watch lies between.
    """
    span, since = facts.lasting.get(component.id), facts.since(component.id)
    if span is None or since is None or since >= from_us(span.start_us):
        return ""
    return f"In trouble since {when_text(since, facts.zone_info, now=from_us(facts.now_us))}."


def _failing(facts: Facts, detail: CheckDetail, *, of: int) -> str:
    stored = facts.state(detail.check_id)
    is_source = stored.reason is Reason.SOURCE_ALERT
    name = detail.how if of > 1 or is_source else "its check"
    words = stored.detail or (reason_words(stored.reason) if stored.reason else "")
    if detail.level is not ComponentStatus.DEGRADED_PERFORMANCE:
        verb = "reported trouble" if is_source else "failed"
        verb = "been late" if stored.reason is Reason.LATE else verb
    elif stored.reason is Reason.SLOW:
        verb = "been slow"
    else:
        verb = "warned"
    since = ""
    if detail.since is not None:
        since = f" since {when_text(detail.since, facts.zone_info, now=from_us(facts.now_us))}"
    # What others reported once is only said again.
    row = 1 if detail.is_told else _in_a_row(detail.recent)
    often = f" {row} times in a row" if row > 1 else ""
    because = f": {words.rstrip('.')}" if words else ""
    return f"{name} has {verb}{often}{since}{because}."


def _ruled(facts: Facts, detail: CheckDetail, *, of: int) -> str:
    """A failing check of a service whose rule decides, with what would turn it back."""
    said = _failing(facts, detail, of=of)
    return f"{said[:1].upper()}{said[1:]}"


def _turning(detail: CheckDetail, *, of: int) -> str:
    left = max(1, detail.recover_after - detail.pending)
    whose = "" if of == 1 else f" of {detail.how}"
    return f"The last {_answers(detail.pending, whose)} good; {left} more would turn it back."


def _good(facts: Facts, asked: Sequence[CheckDetail]) -> list[str]:
    """What its checks say, and apart from it what is good by somebody's choice alone."""
    stored = {detail.check_id: facts.state(detail.check_id) for detail in asked}
    counted = [d for d in asked if stored[d.check_id].reason is Reason.UNWATCHED]
    seen = [detail for detail in asked if detail not in counted]
    said = [_seen_good(seen)] if seen else []
    for detail in counted:
        words = f"{stored[detail.check_id].detail.rstrip('.')}."
        said.append(words if len(asked) == 1 else f"{detail.how}: {words}")
    return said


def _seen_good(asked: Sequence[CheckDetail]) -> str:
    known = [detail for detail in asked if detail.level is not ComponentStatus.UNKNOWN]
    if len(asked) == 1:
        latest = asked[0].latest
        code = f" ({latest.code})" if latest is not None and latest.code is not None else ""
        if latest is None or latest.outcome is Outcome.UP:
            return f"Its check answers as expected{code}."
        return "Its check was good so far."
    if len(known) < len(asked):
        return f"{len(known)} of {len(asked)} checks are good; of the others nothing is known."
    if len(asked) == 2:
        return "Both checks answer as expected."
    return f"All {len(asked)} checks answer as expected."


def _doubt(detail: CheckDetail, *, of: int) -> str:
    left = max(1, detail.fail_after - detail.pending)
    return (
        f"{_name(detail, of=of)} failed {_times(detail.pending)}{_because(detail)}; "
        f"{left} more in a row would turn it."
    )


def _is_silent(facts: Facts, component: Component, detail: CheckDetail) -> bool:
    check = next((c for c in facts.checks_of(component.id) if c.id == detail.check_id), None)
    return check is not None and detail.latest is not None and facts.is_check_stale(check)


def _silent(facts: Facts, detail: CheckDetail) -> str:
    assert detail.latest is not None
    age = length_text(from_us(facts.now_us) - detail.latest.at)
    return f"Its newest answer is {age} old, so this may no longer hold."


def _last_bad(detail: CheckDetail) -> bool:
    return bool(detail.recent) and detail.recent[0].outcome is not Outcome.UP


def _because(detail: CheckDetail) -> str:
    latest = detail.latest
    if latest is None or latest.outcome in (Outcome.UP, Outcome.UNKNOWN) or not latest.detail:
        return ""
    return f" ({latest.detail.rstrip('.')})"


def _name(detail: CheckDetail, *, of: int) -> str:
    return detail.how if of > 1 else detail.kind_label


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times in a row"


def _answers(count: int, whose: str) -> str:
    return f"answer{whose} was" if count == 1 else f"{count} answers{whose} were"


def _in_a_row(recent: Sequence[RecentAnswer]) -> int:
    """How many of the newest answers failed in a row; those that said nothing do not count."""
    count = 0
    for answer in recent:
        if answer.outcome is Outcome.UNKNOWN:
            continue
        if answer.outcome is Outcome.UP:
            break
        count += 1
    return count
