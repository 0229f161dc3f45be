"""Every incident by the month it began in, so that each can be reached, however long ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from statusboard.domain.time_text import MONTHS
from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.page_facts import IncidentFacts, incident_facts

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
        said = [f"{real or 'No'} incident{'' if real == 1 else 's'}"]
        said += [f"{withdrawn} withdrawn"] * bool(withdrawn)
        said += [f"{joined} told in another"] * bool(joined)
        return ", ".join(said)


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
    zone = ZoneInfo(view.zone)
    return tuple(
        Month(key, _name(key), tuple(inside))
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


def _name(key: str) -> str:
    year, month = key.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"
