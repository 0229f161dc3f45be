"""What several locations together say of a check: a quorum over their debounced states.

Of the locations that know, `needed` have to agree on an outage before it is a major one; fewer
make it a partial one. A location that does not know counts neither way. Where fewer know than
somebody asked for, nothing is known of the check. Where nobody chose a number, one location that
is left of three or more does not decide alone on a major outage: the fault may lie on its own way,
which the others were to rule out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from statusboard.domain.status import ComponentStatus

UNKNOWN = ComponentStatus.UNKNOWN
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
OPERATIONAL = ComponentStatus.OPERATIONAL

_VERBS = {
    ComponentStatus.MAJOR_OUTAGE: "Down",
    ComponentStatus.PARTIAL_OUTAGE: "Down",
    ComponentStatus.DEGRADED_PERFORMANCE: "Degraded",
}


@dataclass(frozen=True, slots=True)
class LocationStep:
    """The instant (microseconds) from which a location says something else of a check."""

    at_us: int
    location: str
    level: ComponentStatus


# Of so many locations, one alone makes no major outage.
MANY = 3


def needed_of(known: int, quorum: int | None, asked: int = 0) -> int:
    """How many have to agree: as somebody chose, else more than half of those that know.

    `asked` is how many locations there are; of three or more at least two have to.
    """
    if quorum is not None:
        return quorum
    return max(known // 2 + 1, 2 if asked >= MANY else 1)


def together(levels: Collection[ComponentStatus], quorum: int | None = None) -> ComponentStatus:
    """What the states of all locations amount to; unknown where too few of them know."""
    known = sorted((level for level in levels if level is not UNKNOWN), key=_severity)
    needed = needed_of(len(known), quorum, len(levels))
    if not known or (quorum is not None and len(known) < needed):
        return UNKNOWN
    worst = known[-1]
    agreed = known[-needed] if len(known) >= needed else OPERATIONAL
    if agreed.counts_as_down:
        return agreed
    return PARTIAL if worst.counts_as_down else worst


def quorum_steps(
    before: Mapping[str, ComponentStatus],
    steps: Iterable[LocationStep],
    quorum: int | None,
    from_us: int,
) -> list[tuple[int, ComponentStatus]]:
    """What the locations together say from an instant on, as (microseconds, level).

    `before` is what each said just before it, `steps` what each has said since, in any order but
    each location's own. The first one is at `from_us`; none repeats the one before it.
    """
    levels = dict(before)
    found = [(from_us, together(levels.values(), quorum))]
    for step in sorted(steps, key=lambda step: step.at_us):
        levels[step.location] = step.level
        level = together(levels.values(), quorum)
        if found[-1][0] == step.at_us:
            found.pop()
        if not found or found[-1][1] is not level:
            found.append((step.at_us, level))
    return found


def quorum_words(levels: Mapping[str, ComponentStatus], quorum: int | None = None) -> str:
    """The same as a sentence, such as “Down in 2 of 3 locations: fra, iad; home answers.”."""
    known = {name: level for name, level in levels.items() if level is not UNKNOWN}
    unknown = sorted(levels.keys() - known.keys())
    needed = needed_of(len(known), quorum, len(levels))
    if not known:
        return "No location knows."
    if quorum is not None and len(known) < needed:
        verb = "knows" if len(known) == 1 else "know"
        counted = f"Only {len(known)} of {_count(len(levels))} {verb}"
        return f"{counted}; {needed} are needed to decide."
    down = sorted(name for name, level in known.items() if level.counts_as_down)
    troubled = down or sorted(name for name, level in known.items() if level.is_trouble)
    if not troubled:
        told = f"Good in {len(known)} of {_count(len(levels))}"
        return f"{told}{_unknown(unknown)}."
    verb = _VERBS[max((known[name] for name in troubled), key=_severity)]
    rest = sorted(known.keys() - set(troubled))
    answers = ""
    if rest:
        answers = f"; {', '.join(rest)} {'answers' if len(rest) == 1 else 'answer'}"
    named = ", ".join(troubled)
    alone = "; one alone makes no major outage" if down and len(known) < needed else ""
    told = f"{verb} in {len(troubled)} of {_count(len(known))}"
    return f"{told}: {named}{answers}{_unknown(unknown)}{alone}."


def spread_words(levels: Mapping[str, ComponentStatus]) -> str:
    """How far trouble reaches, for who asks no more: “Down in 2 of 3 locations”; empty for none.

    Of those that know; also empty where that is one alone.
    """
    known = [level for level in levels.values() if level is not UNKNOWN]
    down = [level for level in known if level.counts_as_down]
    troubled = down or [level for level in known if level.is_trouble]
    if len(known) < 2 or not troubled:
        return ""
    return f"{_VERBS[max(troubled, key=_severity)]} in {len(troubled)} of {_count(len(known))}"


def _count(count: int) -> str:
    return "1 location" if count == 1 else f"{count} locations"


def _unknown(names: list[str]) -> str:
    return f"; of {', '.join(names)} nothing is known" if names else ""


def _severity(level: ComponentStatus) -> int:
    return level.severity
