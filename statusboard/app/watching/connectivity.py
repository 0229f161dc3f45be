"""Telling our own blindness from other people's outages.

Every failure for reasons of the network is held against what else is heard: other hosts, New
Relic, canaries, the name server (domain/line.py decides). What is not shown to be theirs is
held back as unknown. Where it proves to have been theirs after all, or a person says so, the
answers that were held back count as what they were.
"""

from collections.abc import Iterable
from dataclasses import replace

from statusboard.app.watching.failure_runs import Run, sentence_of
from statusboard.app.watching.hosts import Hosts
from statusboard.app.watching.signs import (
    TITLE,
    Habits,
    is_failure,
    is_loopback_host,
    is_name,
    name_of,
    sign_of,
)
from statusboard.app.watching.witnesses import Heard, Witness, Witnesses
from statusboard.domain.line import Judgement, LineEvidence, Sign, Whose, judge_line
from statusboard.domain.result import CheckResult, Outcome, Reason

WINDOW_S = 60.0
# So many names at most are asked of the name server in one go.
MOST_NAMES = 4
_SOURCE_IS_AWAY = frozenset({Reason.SOURCE_UNAVAILABLE, Reason.NOT_CONFIGURED})


class OwnNetwork:
    """Remembers who answered, and turns what our own blindness caused to unknown."""

    def __init__(self) -> None:
        self.witnesses = Witnesses()
        self._hosts = Hosts()
        self._habits: dict[int, Habits] = {}
        self._owners: dict[int, str] = {}
        self._runs: dict[int, Run] = {}
        self._ours_s: dict[Sign, float] = {}
        self.is_overruled = False

    # what is held back

    @property
    def is_blind(self) -> bool:
        """Whether answers are held back now."""
        return any(run.held for run in self._runs.values())

    @property
    def held(self) -> frozenset[int]:
        """The checks whose newest answer was held back."""
        return frozenset(check_id for check_id, run in self._runs.items() if run.held)

    @property
    def sentence(self) -> str:
        """What is wrong with our line and the evidence for it; empty while nothing is held."""
        held = [run for run in self._runs.values() if run.held]
        # One answer that nobody can tell yet is asked again before a word is said of it.
        worth = any(run.whose is Whose.OURS or run.first_s < run.last_s for run in held)
        return sentence_of(held) if worth else ""

    @property
    def watches_outside(self) -> bool:
        """Whether anything is asked that is not this computer."""
        return bool(self._owners)

    def heard_outside_since(self, at_s: float) -> bool:
        """Whether any host spoke since."""
        return self._hosts.heard_since(at_s)

    def to_ask(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names that the name server should know, and such as it does not find now."""
        doubted = {name_of(r.host) for r in self._runs.values() if r.sign is Sign.NAMELESS}
        known = {name_of(host) for host in self._owners.values()} - doubted
        return _some(known), _some(doubted)

    # what is heard

    def hear(self, heard: Heard, at_s: float, until_s: float | None = None) -> None:
        """Takes in what the witnesses said to a round that began then and ended `until_s`."""
        self.witnesses.hear(heard, at_s, until_s)
        if not self.is_blind:
            self.witnesses.forget_who_moved_away(at_s)

    def overrule(self) -> None:
        """A person says that it is them: what fails is a failure, until somebody speaks again."""
        self.is_overruled = True

    def needs_evidence(self, result: CheckResult, host: str | None) -> bool:
        """Whether the witnesses have to be asked before this answer can be believed."""
        if host is None or is_loopback_host(host) or result.answer.outcome is Outcome.UNKNOWN:
            return False
        sign, _ = sign_of(result.answer, self._habits.get(result.check_id))
        return sign is not Sign.GENUINE

    def pass_on(
        self, result: CheckResult, host: str | None, now_s: float, *, asked_s: float | None = None
    ) -> CheckResult:
        """The result, or the same held back as unknown. `host` as the check's kind names it.

        `asked_s`: when it was asked; what failed across a blindness says nothing.
        """
        begun_s = now_s if asked_s is None else asked_s
        if (
            result.is_reported
        ):  # it was told to us, maybe from this computer: no witness of our line
            return result
        if host is None or is_loopback_host(host):
            self.forget((result.check_id,))  # it may have asked outside before
            if host is None:
                self._hear_source(result, now_s)
            return result
        if result.answer.outcome is Outcome.UNKNOWN:
            return result
        self._owners[result.check_id] = host
        sign, mark = sign_of(result.answer, self._habits.get(result.check_id))
        if sign is Sign.GENUINE:
            self._spoke(result, host, begun_s, now_s)
            return result
        return self._failed(result, host, (sign, mark), begun_s, now_s)

    def forget(self, check_ids: Iterable[int]) -> None:
        """Drops checks that no longer ask outside. Without any answer left nobody is blind."""
        for check_id in check_ids:
            self._runs.pop(check_id, None)
            self._habits.pop(check_id, None)
            self._owners.pop(check_id, None)
        self._hosts.keep_only(self._owners.values())

    def _hear_source(self, result: CheckResult, now_s: float) -> None:
        answer = result.answer
        if answer.reason is Reason.NOT_CONFIGURED:
            return
        is_away = answer.outcome is Outcome.UNKNOWN and answer.reason in _SOURCE_IS_AWAY
        self.witnesses.source.said(now_s, yes=not is_away)

    def _spoke(self, result: CheckResult, host: str, asked_s: float, now_s: float) -> None:
        self._habits.setdefault(result.check_id, Habits()).learn(result.answer)
        self._runs.pop(result.check_id, None)
        self._hosts.spoke(host, result.answer.trace.address, asked_s, now_s)
        # Somebody speaks: what a person said of the silence has had its time.
        self.is_overruled = False

    def _failed(
        self,
        result: CheckResult,
        host: str,
        shown: tuple[Sign, str],
        asked_s: float,
        now_s: float,
    ) -> CheckResult:
        sign, mark = shown
        before = self._runs.get(result.check_id)
        self._hosts.was_tried_at(host, result.answer.trace.address)
        first_s = before.first_s if before else now_s
        run = Run(host, first_s, now_s, sign, mark, asked_s=asked_s)
        self._runs[result.check_id] = run
        speaking = self._hosts.others(host, before.last_s if before else now_s)
        judgement = judge_line(sign, self._evidence(run, now_s, others=bool(speaking)))
        is_vouched = judgement.whose is Whose.THEIRS
        if judgement.whose is Whose.OURS:
            self._ours_s[sign] = now_s
        elif judgement.whose is Whose.THEIRS and asked_s < self._ours_s.get(sign, -1.0):
            judgement = Judgement(Whose.OURS, before.evidence if before else "")
        if judgement.whose is Whose.THEIRS and not self._spoke_for(before, sign, host, asked_s):
            assert before is not None
            judgement = Judgement(before.whose, before.evidence)
        if self.is_overruled or _is_title_alone(run, judgement):
            judgement = Judgement(Whose.THEIRS)
        failure = is_failure(result.answer)
        doubt = judgement.whose is Whose.CANNOT_TELL and failure
        doubtful = doubt and (before is None or before.doubtful)
        self._runs[result.check_id] = replace(
            run, whose=judgement.whose, doubtful=doubtful, evidence=judgement.evidence
        )
        if judgement.whose is not Whose.THEIRS:
            self._hosts.was_silent(host, now_s)
            return _held(result, judgement)
        if sign is Sign.FOREIGN and is_vouched:  # it is theirs, and from now on as it should be
            self._habits.setdefault(result.check_id, Habits()).learn(result.answer)
        return self._believed(result, before, speaking, failure=failure, asked_s=asked_s)

    def _spoke_for(self, before: Run | None, sign: Sign, host: str, asked_s: float) -> bool:
        """Whether who speaks for the line now speaks for the time of this question too.

        After a blindness somebody must have been heard before it was asked: what was on its way
        when the line came back was asked of a dead one.
        """
        if before is None or not before.held or sign is Sign.REFUSED:
            return True
        heard = (self.witnesses.canary, self.witnesses.source, self.witnesses.names)
        told = [*self._hosts.others(host, before.asked_s), *heard]
        return any(witness.spoke_between(before.asked_s, asked_s) for witness in told)

    def _believed(
        self,
        result: CheckResult,
        before: Run | None,
        speaking: list[Witness],
        *,
        failure: bool,
        asked_s: float,
    ) -> CheckResult:
        """The failure as it is; with those before it, where they were held without evidence.

        Only where who speaks for the line now has done so all the time since the first of them: a
        line that came back only now says nothing of the time before.
        """
        if not failure or (before is not None and not before.held):
            return result
        if self.is_overruled:
            return replace(result, believes_held=True)
        if before is None or not before.doubtful:
            return result
        told = [*speaking, self.witnesses.canary, self.witnesses.source, self.witnesses.names]
        end_s = before.asked_s if before.asked_s > before.first_s else asked_s
        through = any(w.spoke_through(before.first_s, end_s) for w in told)
        return replace(result, believes_held=through)

    def _evidence(self, run: Run, now_s: float, *, others: bool) -> LineEvidence:
        heard = self.witnesses
        return LineEvidence(
            others=others,
            canary=heard.canary.word(now_s),
            proof=heard.proof,
            source=heard.source.word(run.first_s),
            route=heard.route.word(now_s),
            names=heard.names.word(now_s),
            lame=heard.lame,
            alike=self._alike(run, now_s),
            intercepted=heard.intercepted,
            lies=self._lie_about(run.host),
        )

    def _lie_about(self, host: str) -> str:
        """What the name server says of every name, where that cannot be true of this one.

        Where a service ever answered at such an address, all names lead to a proxy there.
        """
        heard = self.witnesses
        if not heard.lies or not is_name(name_of(host)):
            return ""
        is_usual = self._hosts.is_any_at(heard.lies)
        return "" if is_usual else f"the name server {heard.lame}"

    def _alike(self, run: Run, now_s: float) -> int:
        return len(
            {
                name_of(other.host)
                for other in self._runs.values()
                if other.sign is run.sign
                and other.mark == run.mark
                and now_s - other.last_s <= WINDOW_S
            }
        )


def _is_title_alone(run: Run, judgement: Judgement) -> bool:
    return judgement.whose is Whose.CANNOT_TELL and run.mark.startswith(TITLE)


def _some(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if is_name(name))[:MOST_NAMES])


def _held(result: CheckResult, judgement: Judgement) -> CheckResult:
    words = "our own network" if judgement.whose is Whose.OURS else "our own network or theirs"
    answer = result.answer
    detail = f"held back, it may be {words}: {answer.detail or 'it answered unlike before'}"
    answer = replace(
        answer, outcome=Outcome.UNKNOWN, reason=Reason.OWN_NETWORK, detail=detail, level=None
    )
    return replace(result, answer=answer)
