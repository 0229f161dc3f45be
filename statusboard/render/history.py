"""Every incident by the month it began in, so that each can be reached, however long ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.page_facts import IncidentFacts, incident_facts
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.known import words_of

# From the page of a month, and from that of an incident, to the site.
UP = "../../"


@dataclass(frozen=True, slots=True)
class Month:
    """The incidents that began in one month of the page's zone, newest first; never empty.

    `key` is `2026-11`, which is its address for ever.
    """

    key: str
    name: str
    incidents: tuple[PublicIncident, ...]
    words: PageWords

    @property
    def path(self) -> str:
        """Where its page stands in the site."""
        return f"history/{self.key}/index.html"

    @property
    def count(self) -> str:
        """How many incidents it had, in words; what was none is counted by itself."""
        real = sum(one.is_counted for one in self.incidents)
        withdrawn = sum(one.is_withdrawn for one in self.incidents)
        joined = len(self.incidents) - real - withdrawn
        words, plurals = self.words.history, self.words.dates.plurals
        said = [plurals.said(words.incidents, real) if real else words.no_incidents]
        said += [plurals.said(words.withdrawn, withdrawn)] * bool(withdrawn)
        said += [plurals.said(words.told_elsewhere, joined)] * bool(joined)
        return self.words.comma.join(said)


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year that had incidents, newest first."""

    name: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """The page of a month. `earlier` and `later` are the next ones that had incidents."""

    month: Month
    incidents: tuple[IncidentFacts, ...]
    earlier: Month | None
    later: Month | None


def months_of(view: PublicView) -> tuple[Month, ...]:
    """The months that had incidents, newest first."""
    ordered = sorted(view.incidents, key=lambda i: (i.started_at, i.public_id), reverse=True)
    zone, words = ZoneInfo(view.zone), words_of(view)
    return tuple(
        Month(key, words.dates.month(date.fromisoformat(f"{key}-01")), tuple(inside), words)
        for key, inside in groupby(ordered, lambda i: f"{i.started_at.astimezone(zone):%Y-%m}")
    )


def years_of(months: Iterable[Month]) -> tuple[Year, ...]:
    """The months by their years."""
    return tuple(Year(name, tuple(inside)) for name, inside in groupby(months, lambda m: m.key[:4]))


def month_facts(view: PublicView, months: tuple[Month, ...], at: int) -> MonthFacts:
    """The page of one of them in texts. What is not over says no length, which would run on."""
    return MonthFacts(
        month=months[at],
        incidents=tuple(
            incident_facts(view, i, newest_only=True, root="../../") for i in months[at].incidents
        ),
        earlier=months[at + 1] if at + 1 < len(months) else None,
        later=months[at - 1] if at > 0 else None,
    )
