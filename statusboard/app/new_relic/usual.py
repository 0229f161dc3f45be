"""What is usual for the figures that are held against it, asked again every quarter of an hour."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from statusboard.errors import StatusBoardError
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.faults import Fault
from statusboard.newrelic.figure_reading import FigureAsked, FigureRead, read_figures
from statusboard.newrelic.nrql_question import NrqlQuestion, window_ms
from statusboard.newrelic.nrql_text import asked_of
from statusboard.newrelic.rows import Ambiguous, figures_of
from statusboard.newrelic.usual import Usual, usual_of, windows_before

AGAIN_MS = 15 * 60_000
# Where it cannot be asked anew, what was usual stays so for this long; then it is not known.
STALE_MS = 2 * 3_600_000
_MS = 1000


@dataclass(slots=True)
class UsualFigures:
    """The usual of every question that was asked, by account, query and window."""

    _held: dict[tuple[object, ...], tuple[int, Usual | None]] = field(default_factory=dict)

    async def of(
        self,
        client: NerdGraph,
        questions: Sequence[NrqlQuestion],
        now_ms: int,
        *,
        deadline_s: float,
    ) -> dict[NrqlQuestion, Usual]:
        """What is usual, where it is known; never raises for what New Relic says."""
        self._forget(now_ms)
        missing = {
            _key(one): one
            for one in questions
            if _key(one) not in self._held or self._held[_key(one)][0] + AGAIN_MS <= now_ms
        }
        asked = {key: _asked(one, now_ms) for key, one in missing.items()}
        if asked:
            whole = [each for several in asked.values() for each in several]
            try:
                found = await read_figures(client, whole, deadline_s=deadline_s)
            except StatusBoardError:
                found = {}
            for key, several in asked.items():
                usual = _of_days([found.get(each) for each in several])
                if usual is not None or key not in self._held:
                    self._held[key] = (now_ms, usual)
        held = {one: self._held.get(_key(one)) for one in questions}
        return {one: pair[1] for one, pair in held.items() if pair and pair[1] is not None}

    def _forget(self, now_ms: int) -> None:
        for key, (at_ms, usual) in list(self._held.items()):
            # Nothing known is asked for again with the next round.
            if usual is None or at_ms + STALE_MS <= now_ms:
                del self._held[key]


def _key(question: NrqlQuestion) -> tuple[object, ...]:
    return (question.account, *question.others), question.query, question.window


def _asked(question: NrqlQuestion, now_ms: int) -> tuple[FigureAsked, ...]:
    begin_ms, _ = window_ms(now_ms, question.window)
    length_s = round(question.window.total_seconds())
    return tuple(
        FigureAsked(
            question.account,
            asked_of(question.query, begin_s * _MS, end_s * _MS, width_s=width_s),
            question.others,
        )
        for begin_s, end_s, width_s in windows_before(begin_ms // _MS, length_s)
    )


def _of_days(days: Sequence[FigureRead | None]) -> Usual | None:
    """What is usual by those days that could be read."""
    values: list[float] = []
    for rows in days:
        if rows is None or isinstance(rows, Fault):
            continue
        figures = figures_of(rows)
        if figures is None or isinstance(figures, Ambiguous):
            continue
        values += [figure.value for figure in figures if figure.value is not None]
    return usual_of(values)
