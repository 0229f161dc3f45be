"""What a report says of its promises and weights: over which window each promise is held."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo

from statusboard.app.health.together import Together
from statusboard.domain.objective import Hours
from statusboard.domain.percent import percent_text
from statusboard.domain.report import Remark, ReportRow
from statusboard.domain.report_words import ReportWords

_A_MOMENT = timedelta(microseconds=1)


def promise_remarks(
    rows: Sequence[ReportRow], zone: tzinfo, words: ReportWords
) -> Iterator[Remark]:
    """Over which window promises are held, a sentence for each; and the figures of those missed.

    A window that is not over says so. It may well be another time than that of the report; where
    several of the calendar lie in that, each is held by itself.
    """
    promising = [(row, row.promise) for row in rows if row.promise is not None]
    kinds: dict[tuple[str, Hours, datetime, datetime], list[ReportRow]] = {}
    for row, promise in promising:
        key = (promise.window, promise.hours, row.promises[0].start, promise.stop)
        kinds.setdefault(key, []).append(row)
    phrases = words.phrases
    for (window, hours, start, stop), mine in kinds.items():
        held = mine[0].promises
        several = len(held) > 1
        over, so_far = (
            (phrases.held_each, phrases.held_each_so_far)
            if several
            else (phrases.held_over, phrases.held_over_so_far)
        )
        who = words.names(tuple(row.name for row in mine))
        sentence = (over if held[-1].is_over else so_far).format(
            who=phrases.every_promise if len(mine) == len(promising) else who,
            window=words.window(window, hours),
            days=words.days(*_days(start, stop, zone)),
        )
        yield Remark(sentence, mine[0].component_id if len(mine) == 1 < len(promising) else None)
        for row in mine:
            for each in row.promises:
                if each.kept is False:
                    said = phrases.held_figure_then if several else phrases.held_figure
                    share = words.percent(percent_text(each.figure.said))
                    days = words.days(*_days(each.start, each.stop, zone))
                    text = said.format(name=row.name, share=share, days=days)
                    yield Remark(text, row.component_id)


def _days(start: datetime, stop: datetime, zone: tzinfo) -> tuple[date, date]:
    """The first and the last local day of windows, to their end in the calendar."""
    first = start.astimezone(zone).date()
    return first, max(first, (stop - _A_MOMENT).astimezone(zone).date())


def weight_remarks(one: Together, words: ReportWords) -> Iterator[Remark]:
    """How services are added up, where they do not count alike."""
    if one.is_weighted:
        names = {each.id: each.name for each in one.components}
        names |= {each.component.id: each.component.name for each in one.gone}
        heavy = sorted(one.weights.items(), key=lambda pair: (-pair[1], names[pair[0]]))
        said = words.names(tuple(f"{names[number]} {weight}" for number, weight in heavy))
        yield Remark(words.phrases.weighted.format(names=said))
