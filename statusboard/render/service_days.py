"""The days of a service in words and for bars: how each was, how long, and what was told of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import lost_seconds
from statusboard.domain.views.public import PublicService
from statusboard.domain.views.public_days import PublicDay
from statusboard.render.page_words.base import PageWords
from statusboard.render.told_of import DayEntry
from statusboard.render.words import look_of

# So many days of a strip are links; the page of the service has every one.
LINKED = 30
# So many titles are a hint, more a list.
TITLES = 2


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Days one after another that were the same: they are drawn and said at once.

    `at` is how many days of the strip came before; `letter` that of its style. `text` is empty for
    good days. `link` is the day on the page of the service that has more, empty where none has.
    """

    at: int
    days: int
    letter: str
    text: str
    link: str = ""

    @property
    def place(self) -> str:
        """The class that puts something where it is drawn."""
        return f"x{self.at}" if self.days == 1 else f"x{self.at}-{self.days}"


@dataclass(frozen=True, slots=True)
class BarFacts:
    """Days as a bar that is `days` wide, and the same in words."""

    days: int
    runs: tuple[RunFacts, ...]
    summary: str

    @property
    def good(self) -> tuple[RunFacts, ...]:
        """The days of which there is nothing to say."""
        return tuple(run for run in self.runs if not run.letter)

    @property
    def marked(self) -> tuple[RunFacts, ...]:
        """The other days."""
        return tuple(run for run in self.runs if run.letter)

    @property
    def linked(self) -> tuple[RunFacts, ...]:
        """The days that lead to what was told of them."""
        return tuple(run for run in self.runs if run.link)


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day that was not good. `iso` is its name on the page, `said` how long it was how."""

    iso: str
    text: str
    said: str
    entries: tuple[DayEntry, ...]


def runs_of(
    days: tuple[ComponentStatus, ...],
) -> Iterator[tuple[int, int, ComponentStatus]]:
    """The stretches of days that were the same, oldest first: days before, its days, how it was."""
    at = 0
    for status, run in groupby(days):
        length = len(list(run))
        yield at, length, status
        at += length


def summary_of(days: tuple[ComponentStatus, ...], words: PageWords) -> str:
    """Days in words, the frequent first: `90 days: 88 Operational, 2 No data`."""
    counts: dict[ComponentStatus, int] = {}
    for _, length, status in runs_of(days):
        counts[status] = counts.get(status, 0) + length
    ordered = sorted(counts.items(), key=lambda item: (-item[1], -item[0].severity))
    said = words.comma.join(
        words.figures.counted.format(n=count, word=words.service_states[status])
        for status, count in ordered
    )
    return words.dates.plurals.said(words.figures.days, len(days), said=said)


def run_facts(
    first_day: date,
    days: tuple[ComponentStatus, ...],
    known: Mapping[date, PublicDay],
    entries: Mapping[date, Sequence[DayEntry]],
    words: PageWords,
) -> tuple[RunFacts, ...]:
    """The runs of a strip that begins on a day; only the newest of them are links."""
    runs = []
    for at, length, status in runs_of(days):
        look, text, link = look_of(status), "", ""
        if status is not ComponentStatus.OPERATIONAL:
            run = [first_day + timedelta(days=at + n) for n in range(length)]
            text = _run_text(run, status, known, entries, words)
            link = run[-1].isoformat() if _is_told(status) else ""
        runs.append(RunFacts(at, length, look.letter, text, link))
    over = [n for n, run in enumerate(runs) if run.link][:-LINKED]
    for n in over:
        runs[n] = RunFacts(runs[n].at, runs[n].days, runs[n].letter, runs[n].text)
    return tuple(runs)


def known_days(service: PublicService, first_day: date) -> dict[date, PublicDay]:
    """The days of the year, and those of the strip, that were not good."""
    found = {one.day: one for one in service.year.troubled}
    for at, length, status in runs_of(service.days):
        if _is_told(status):
            for n in range(at, at + length):
                day = first_day + timedelta(days=n)
                found.setdefault(day, PublicDay(day, ((status, 0),)))
    return found


def day_facts(
    known: Mapping[date, PublicDay],
    entries: Mapping[date, Sequence[DayEntry]],
    words: PageWords,
) -> tuple[DayFacts, ...]:
    """Every day that was not good, the newest first."""
    return tuple(
        DayFacts(
            day.isoformat(),
            words.dates.on(day),
            words.comma.join(_length(*each, words) for each in known[day].lengths),
            tuple(entries.get(day, ())),
        )
        for day in sorted(known, reverse=True)
    )


def _run_text(
    run: list[date],
    status: ComponentStatus,
    known: Mapping[date, PublicDay],
    entries: Mapping[date, Sequence[DayEntry]],
    words: PageWords,
) -> str:
    """`7 October 2026: Major outage, 12 minutes. Images did not load`."""
    span = words.dates.days(run[0], run[-1])
    length = sum(
        took for day in run if day in known for each, took in known[day].lengths if each is status
    )
    said = _length(status, length, words, words.comma)
    titles = list(dict.fromkeys(each.title for day in run for each in entries.get(day, ())))
    return f"{span}{words.colon}{said}{_titles(titles, words)}"


def _titles(titles: list[str], words: PageWords) -> str:
    if not titles:
        return ""
    more = len(titles) - TITLES
    said = "; ".join(titles[:TITLES])
    rest = words.dates.plurals.said(words.figures.more_titles, max(more, 0))
    return f". {said}{f'; {rest}' if more > 0 else ''}"


def _length(status: ComponentStatus, length_us: int, words: PageWords, between: str = " ") -> str:
    word = words.service_states[status]
    if not length_us:
        return word
    lost = timedelta(seconds=lost_seconds(length_us))
    return f"{word}{between}{words.dates.length(lost)}"


def _is_told(status: ComponentStatus) -> bool:
    """Whether the page of the service has something to say of a day that was so."""
    return status.is_trouble or status is ComponentStatus.UNDER_MAINTENANCE
