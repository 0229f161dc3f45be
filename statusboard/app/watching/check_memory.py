"""What the collector remembers of each check it watches, and what one more answer makes of it."""

from dataclasses import dataclass, replace

from statusboard.domain.check import Check, Thresholds
from statusboard.domain.instants import MINUTE_US, duration_us
from statusboard.domain.observation import GONE_AFTER
from statusboard.domain.result import CheckResult, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Sighting, Transition, judge
from statusboard.storage.history.states import StoredState, question_of
from statusboard.storage.history.transitions import StoredTransition

UNKNOWN = ComponentStatus.UNKNOWN
# While a failure goes on unchanged, its transcript is kept again only this often.
TRANSCRIPT_EVERY_US = 10 * MINUTE_US


@dataclass(frozen=True, slots=True)
class BlindInterval:
    """A stretch in which nothing that was asked can be believed: asleep, or another question."""

    start_us: int = 0
    stop_us: int = 0


@dataclass(frozen=True, slots=True)
class CheckMemory:
    """A check with its state. `newest_us`: when its newest answer was asked for.

    `kept_us` and `kept` say which failure's transcript was kept last.
    """

    check: Check
    stored: StoredState
    newest_us: int = 0
    deaf: BlindInterval = BlindInterval()
    kept_us: int = 0
    kept: tuple[Reason, int | None] | None = None

    @property
    def state(self) -> CheckState:
        """Its debounced verdict."""
        return self.stored.state


Memory = dict[int, CheckMemory]


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What one answer made of a check. `record`: it belongs into the history of answers."""

    watched: CheckMemory
    record: bool
    transition: StoredTransition | None = None
    keep_transcript: bool = False


def fresh(check: Check) -> CheckMemory:
    """A check that was never asked."""
    return CheckMemory(check, StoredState(CheckState(), question=question_of(check)))


def judge_answer(watched: CheckMemory, result: CheckResult, *, now_us: int) -> JudgedAnswer:
    """What an answer makes of a check.

    An answer that came late is recorded and not judged: the verdict has moved on. An answer to a
    question that was under way while nobody was awake says how long we slept, not how the
    service is: it is dropped. So is one that was asked before the clock was put back.
    """
    if result.at_us > now_us + duration_us(GONE_AFTER):
        return JudgedAnswer(watched, record=False)
    if result.at_us < watched.deaf.stop_us <= now_us:
        answer = result.answer
        took_us = answer.response_us
        if took_us is None:
            took_us = duration_us(watched.check.deadline)
        return JudgedAnswer(watched, record=result.at_us + took_us <= watched.deaf.start_us)
    # A newest answer that lies in the future means that the clock was put back.
    if result.at_us <= watched.newest_us <= now_us:
        return JudgedAnswer(watched, record=True)
    sighting = Sighting(result.answer.stated_level, result.at_us)
    state, transition = judge(watched.state, sighting, _thresholds(watched.check, result))
    stored = watched.stored
    if state is not watched.state:
        stored = replace(stored, state=state)
    stored_transition = None
    if transition is not None:
        stored = replace(stored, reason=result.answer.reason, detail=result.answer.detail)
        stored_transition = StoredTransition(
            result.check_id, transition, result.answer.reason, result.answer.detail
        )
    elif _says_it_anew(stored, result):
        stored = replace(stored, reason=result.answer.reason, detail=result.answer.detail)
    after = replace(watched, stored=stored, newest_us=result.at_us)
    keep = _worth_keeping(watched, result, changed=stored is not watched.stored)
    if keep:
        after = replace(
            after, kept_us=result.at_us, kept=(result.answer.reason, result.answer.code)
        )
    return JudgedAnswer(after, record=True, transition=stored_transition, keep_transcript=keep)


def _thresholds(check: Check, result: CheckResult) -> Thresholds:
    """How many such answers turn it: one, where the service itself puts off the next for long.

    Waiting for a second one, what was true before would be said for up to an hour. So does one that
    was reported: nobody can ask for a second.
    """
    if result.is_reported:
        return replace(check.thresholds, fail_after=1, recover_after=1, blind_after=1)
    pause_s = result.answer.ask_again_s
    if pause_s is None or pause_s <= check.interval.total_seconds():
        return check.thresholds
    return replace(check.thresholds, fail_after=1, recover_after=1)


def _says_it_anew(stored: StoredState, result: CheckResult) -> bool:
    """Whether an answer agrees with the verdict and gives another reason for it.

    Trouble keeps the words it began with, but for what expires soon: it names each threshold that
    it passes, once. What is good, or not known, can become so for another reason without turning:
    an alert condition was removed, a source was found to be silent.
    """
    level, answer = stored.state.level, result.answer
    if answer.reason is stored.reason is Reason.EXPIRES_SOON and answer.stated_level is level:
        return answer.detail != stored.detail
    if level.is_trouble or answer.stated_level is not level:
        return False
    if level is UNKNOWN:
        return (answer.reason, answer.detail) != (stored.reason, stored.detail)
    return answer.reason is not stored.reason


def _worth_keeping(watched: CheckMemory, result: CheckResult, *, changed: bool) -> bool:
    answer = result.answer
    if answer.outcome is Outcome.UP or not (answer.transcript or answer.detail):
        return False
    return (
        changed
        or watched.kept != (answer.reason, answer.code)
        or result.at_us - watched.kept_us >= TRANSCRIPT_EVERY_US
    )


def clamp_to_clock(
    watched: CheckMemory, at_us: int, was: ComponentStatus | None
) -> tuple[CheckMemory, StoredTransition | None]:
    """The check with nothing dated after an instant, to which the clock was put back.

    `was` is its level just before, where it turned afterwards: that turn is dated to the instant.
    """
    state, stored = watched.state, watched.stored
    newest_us, kept_us = min(watched.newest_us, at_us - 1), min(watched.kept_us, at_us)
    ahead = was is not None or any(
        instant >= at_us for instant in (state.since_us, *state.blind, *_instants(state))
    )
    if ahead:
        turns_us = tuple(turn_us for turn_us in state.turns_us if turn_us < at_us)
        since_us = min(state.since_us, at_us)
        stored = replace(stored, state=CheckState(state.level, since_us, turns_us=turns_us))
    after = replace(watched, stored=stored, newest_us=newest_us, kept_us=kept_us)
    if was is None or was is state.level:
        return after, None
    transition = Transition(at_us, was, state.level)
    return after, StoredTransition(watched.check.id, transition, stored.reason, stored.detail)


def _instants(state: CheckState) -> tuple[int, ...]:
    return tuple(sighting.at_us for sighting in state.pending)


def forget(
    watched: CheckMemory, at_us: int, detail: str
) -> tuple[CheckMemory, StoredTransition | None]:
    """The check with its state unknown from an instant on: nobody watched, or nobody asks.

    Never before the state began: that much was seen.
    """
    before = watched.state
    since_us = max(at_us, before.since_us)
    stored = StoredState(CheckState(UNKNOWN, since_us), None, detail, watched.stored.question)
    after = replace(watched, stored=stored)
    if before.level is UNKNOWN:
        return after, None
    transition = Transition(since_us, before.level, UNKNOWN)
    return after, StoredTransition(watched.check.id, transition, None, detail)
