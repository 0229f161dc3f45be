"""Why a claim is refused, as a sentence for the desk."""

from collections import Counter
from collections.abc import Callable, Mapping

from statusboard.domain.claim import ClaimKind, Judged, PeriodFacts, Problem
from statusboard.domain.claim_detail import Known, day_text
from statusboard.domain.claim_judging import LEAST_INCIDENTS, is_of_other_time, keeps_promise
from statusboard.domain.instants import from_us
from statusboard.domain.objective import terms_words
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.promise_kept import UNDECIDED
from statusboard.domain.time_text import MONTHS, lost_text

_NOTHING = {
    ClaimKind.PROMISES: "No service promises an uptime.",
    ClaimKind.FIRST_WORD: f"Fewer than {LEAST_INCIDENTS} incidents were measured, "
    "too few for a middle.",
}


def problem_text(judged: Judged, known: Known) -> str:
    """Why a claim is refused, as a sentence; empty for one that is carried."""
    return "" if judged.problem is None else _SENTENCES[judged.problem](judged, known)


def _lost(judged: Judged, known: Known) -> str:
    facts = _facts(judged, known)
    if not facts.losses:
        return f"It is {percent_text(facts.figure.uptime)} %."
    worst = max(facts.losses, key=lambda one: one.down_us)
    total = lost_text(sum(one.down_us for one in facts.losses))
    at = f"{worst.day.day} {MONTHS[worst.day.month - 1]}"
    if worst.day.year != known.now.astimezone(known.zone).year:
        at = f"{at} {worst.day.year}"
    were = "was" if total.startswith("1 ") and total.count(" ") == 1 else "were"
    if len(facts.losses) == 1:
        return f"{total} {were} lost on {at}."
    return f"{total} {were} lost on {len(facts.losses)} days, most of it on {at}."


def _rounded(judged: Judged, known: Known) -> str:
    uptime = _facts(judged, known).figure.uptime
    return f"It is {percent_text(uptime, places=6)} %, cut and not rounded up."


def _unobserved(judged: Judged, known: Known) -> str:
    facts = known.facts_of(judged)
    if facts is not None and judged.claim.kind is ClaimKind.PROMISES:
        return f"Whether any promise was kept is {UNDECIDED}."
    figure = known.run.figure if facts is None else facts.figure
    return f"Only {coverage_text(figure.coverage)} % of that time was observed."


def _fewer(judged: Judged, known: Known) -> str:
    facts = _facts(judged, known)
    promising = [one for one in facts.services if one.promised_ppm is not None]
    kept = sum(keeps_promise(one, facts.period) is True for one in promising)
    return f"{kept} of {len(promising)} services were shown to keep their promise."


def _other_window(judged: Judged, known: Known) -> str:
    facts = _facts(judged, known)
    promises = [
        one.promise
        for one in facts.services
        if one.promise is not None and is_of_other_time(one, facts.period)
    ]
    over = Counter(terms_words(one.objective.window, one.objective.hours) for one in promises)
    said = " and ".join(f"{many} {words}" for words, many in over.most_common())
    return f"A promise is held against its own time alone, and of these that is another: {said}."


def _not_so_long(_: Judged, known: Known) -> str:
    assert known.run.since_us is not None
    what = "The last major outage ended" if known.run.ever else "We began to measure"
    return f"{what} on {day_text(from_us(known.run.since_us), known)}."


def _nothing(judged: Judged, _: Known) -> str:
    return _NOTHING.get(judged.claim.kind, "Nothing was measured that carries it.")


def _facts(judged: Judged, known: Known) -> PeriodFacts:
    facts = known.facts_of(judged)
    assert facts is not None
    return facts


_SENTENCES: Mapping[Problem, Callable[[Judged, Known], str]] = {
    Problem.LOST: _lost,
    Problem.ROUNDED_UP: _rounded,
    Problem.UNOBSERVED: _unobserved,
    Problem.NO_PERIOD: lambda _, __: (
        "It does not say of which time, or that was not measured, or it is not over."
    ),
    Problem.NOT_SO_LONG: _not_so_long,
    Problem.LASTS: lambda _, __: "A major outage lasts now.",
    Problem.NOTHING_MEASURED: _nothing,
    Problem.FEWER: _fewer,
    Problem.OTHER_WINDOW: _other_window,
    Problem.SLOWER: lambda _, __: "The middle of what customers waited was longer.",
    Problem.NOT_THE_LONGEST: lambda _, __: "No run that we measured was that long.",
    Problem.UNREAD: lambda _, __: "Nothing in it can be held against what was measured.",
}
