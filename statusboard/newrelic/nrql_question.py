"""A figure that is asked of New Relic by NRQL, and the answer that comes of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.newrelic.limits import (
    Compare,
    Groups,
    Limits,
    Missing,
    figure_text,
    judge,
    together,
)
from statusboard.newrelic.nrql_text import asked_of, has_facet
from statusboard.newrelic.rows import Ambiguous, Figure, figures_of
from statusboard.newrelic.usual import Usual

# What happened in the newest two minutes comes in late: a window ends before them.
LATE = timedelta(minutes=2)
MINUTE_MS = 60_000
# So many groups are written out for staff.
GROUPS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class NrqlQuestion:
    """What is asked of which account, over which window, and how it is judged."""

    account: int
    query: str
    label: str
    unit: str
    window: timedelta
    limits: Limits
    groups: Groups = Groups.WORST
    no_data: Missing = Missing.UNKNOWN
    others: tuple[int, ...] = ()

    @classmethod
    def of(cls, config: Mapping[str, object]) -> "NrqlQuestion":
        """The question of a check, from its configuration as it was validated."""
        compare = Compare(str(config["compare"]))
        is_usual = compare is Compare.USUAL
        names = ("degraded_deviation", "down_deviation") if is_usual else _BY_FIGURE
        degraded, down = (_float(config.get(name)) for name in names)
        side = str(config.get("side") or "") if is_usual else ""
        window = config["window"]
        assert isinstance(window, timedelta)
        return cls(
            account=int(str(config["account"])),
            query=str(config["query"]),
            label=str(config.get("label") or "").strip() or "The value",
            unit=str(config.get("unit") or "").strip(),
            window=window,
            limits=Limits(compare, degraded, down, "" if side == "both" else side),
            groups=Groups(str(config["groups"])),
            no_data=Missing(str(config["no_data"])),
            others=accounts_in(str(config.get("accounts") or "")) or (),
        )

    @property
    def needs_usual(self) -> bool:
        """Whether it is held against what is usual."""
        return self.limits.compare is Compare.USUAL

    def text_at(self, now_ms: int) -> str:
        """The NRQL to send: the window ends on a whole minute, two to three minutes ago.

        All that ask the same within a minute send the same text.
        """
        return asked_of(self.query, *window_ms(now_ms, self.window))


# New Relic's own limit was 5 in its schema and is 30 in its documentation (contract, section 3).
MOST_ACCOUNTS = 5


def accounts_in(text: str) -> tuple[int, ...] | None:
    """The accounts that are named beside the first, between commas; None where these are none."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) >= MOST_ACCOUNTS or not all(part.isdecimal() and int(part) for part in parts):
        return None
    return tuple(dict.fromkeys(int(part) for part in parts))


_BY_FIGURE = ("degraded_when", "down_when")


def window_ms(now_ms: int, window: timedelta) -> tuple[int, int]:
    """Begin and end of the newest whole window, in ms."""
    end_ms = (now_ms - LATE // timedelta(milliseconds=1)) // MINUTE_MS * MINUTE_MS
    return end_ms - window // timedelta(milliseconds=1), end_ms


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def answer_of(
    question: NrqlQuestion, rows: object, *, usual: Usual | None = None, asked: str = ""
) -> Answer:
    """What the rows of an answer say.

    Where the question is held against what is usual and that is not known yet, nothing is known.
    """
    found = figures_of(rows)
    accounts = ", ".join(map(str, (question.account, *question.others)))
    lines = [f"account: {accounts}", f"nrql: {asked or question.query}"]
    if isinstance(found, Ambiguous):
        named = ", ".join(found.names[:5])
        detail = f"The query gives several values ({named}); it has to give one. Ask for one."
        return _answer(ComponentStatus.UNKNOWN, Reason.NOT_CONFIGURED, detail, lines)
    if found is None:
        detail = "New Relic left the answer to this query out."
        return _answer(ComponentStatus.UNKNOWN, Reason.SOURCE_UNAVAILABLE, detail, lines)
    odd = next((figure.instead for figure in found if figure.instead), "")
    if odd:
        detail = f"The query gives “{odd}”, which is no number. Ask for one."
        return _answer(ComponentStatus.UNKNOWN, Reason.NOT_CONFIGURED, detail, lines)
    lines += [_line(figure, question.unit) for figure in found[:GROUPS_SHOWN]]
    over = over_words(question.window)
    figure = together(found, question.groups, question.limits.compare)
    if figure is None or figure.value is None:
        return _without_data(question, over, lines)
    if question.limits.degraded is None and question.limits.down is None:
        shown = figure_text(figure.value, question.unit)
        detail = f"{question.label} {shown} over {over}; no limit is set, so it is not judged."
        return _answer(ComponentStatus.UNKNOWN, Reason.NOT_CONFIGURED, detail, lines)
    if question.needs_usual:
        if usual is None:
            shown = figure_text(figure.value, question.unit)
            detail = f"{question.label} {shown} over {over}; what is usual is not known yet."
            return _answer(ComponentStatus.UNKNOWN, Reason.SOURCE_SILENT, detail, lines)
        lines.append(f"usual: {usual.middle:g} ± {usual.spread:g}, of {usual.count} windows")
    judged = judge(figure.value, question.limits, unit=question.unit, over=over, usual=usual)
    name = f"{question.label} of {figure.group}" if figure.group else question.label
    if not figure.group and has_facet(question.query) and len(found) > 1:
        name = f"{question.label} of {len(found)} groups ({question.groups.value})"
    is_good = judged.level is ComponentStatus.OPERATIONAL
    reason = Reason.OK if is_good else Reason.SOURCE_ALERT
    return _answer(judged.level, reason, f"{name} {judged.words}", lines)


def _without_data(question: NrqlQuestion, over: str, lines: list[str]) -> Answer:
    level = question.no_data.level
    detail = f"{question.label}: no data over {over}."
    match question.no_data:
        case Missing.UNKNOWN:
            return _answer(level, Reason.SOURCE_SILENT, detail, lines)
        case Missing.OPERATIONAL:
            detail += " That is chosen to count as operational."
            return _answer(level, Reason.OK, detail, lines)
        case _:
            return _answer(level, Reason.SOURCE_ALERT, detail, lines)


def _answer(level: ComponentStatus, reason: Reason, detail: str, lines: list[str]) -> Answer:
    return Answer(Outcome.of(level), reason, detail=detail, level=level, transcript=tuple(lines))


def _line(figure: Figure, unit: str) -> str:
    value = "no data" if figure.value is None else f"{figure.value:g} {unit}".strip()
    return f"{figure.group or 'value'}: {value}"


def over_words(window: timedelta) -> str:
    """The length of a window for people: `5 min`, `1 h`, `7 d`."""
    seconds = round(window.total_seconds())
    for size, word in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds % size == 0 and seconds >= size:
            return f"{seconds // size} {word}"
    return f"{seconds} s"
