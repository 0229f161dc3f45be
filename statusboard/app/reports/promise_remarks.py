"""What a report says of its promises and weights: over which window each promise is held."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo

from statusboard.app.health.together import Together
from statusboard.domain.objective import Hours
from statusboard.domain.percent import percent_text
from statusboard.domain.report import Remark, ReportPromise, ReportRow
from statusboard.domain.report_words import ReportWords

_A_MOMENT = timedelta(microseconds=1)


def promise_remarks(
    rows: Sequence[ReportRow], zone: tzinfo, words: ReportWords
) -> Iterator[Remark]:
    """Over which window promises are held, a sentence for each; and the figures of those missed.

    A window that is not over says so. It may well be another time than that of the report.
    """
    promising = [(row, row.promise) for row in rows if row.promise is not None]
    kinds: dict[tuple[str, Hours, datetime], list[tuple[ReportRow, ReportPromise]]] = {}
    for row, promise in promising:
        key = (promise.window, promise.hours, promise.stop)
        kinds.setdefault(key, []).append((row, promise))
    phrases = words.phrases
    for mine in kinds.values():
        promise = mine[0][1]
        said = phrases.held_over if promise.is_over else phrases.held_over_so_far
        who = words.names(tuple(row.name for row, _ in mine))
        sentence = said.format(
            who=phrases.every_promise if len(mine) == len(promising) else who,
            window=words.window(promise.window, promise.hours),
            days=words.days(*_days(promise, zone)),
        )
        yield Remark(sentence, mine[0][0].component_id if len(mine) == 1 < len(promising) else None)
        for row, each in mine:
            if row.kept is False:
                share = words.percent(percent_text(each.figure.said))
                yield Remark(
                    phrases.held_figure.format(name=row.name, share=share), row.component_id
                )


def _days(promise: ReportPromise, zone: tzinfo) -> tuple[date, date]:
    """The first and the last local day of a window, to its end in the calendar."""
    first = promise.start.astimezone(zone).date()
    return first, max(first, (promise.stop - _A_MOMENT).astimezone(zone).date())


def weight_remarks(one: Together, words: ReportWords) -> Iterator[Remark]:
    """How services are added up, where they do not count alike."""
    if one.is_weighted:
        names = {each.id: each.name for each in one.components}
        names |= {each.component.id: each.component.name for each in one.gone}
        heavy = sorted(one.weights.items(), key=lambda pair: (-pair[1], names[pair[0]]))
        said = words.names(tuple(f"{names[number]} {weight}" for number, weight in heavy))
        yield Remark(words.phrases.weighted.format(names=said))
