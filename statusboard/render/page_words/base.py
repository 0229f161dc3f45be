"""Every word of the public page that nobody of the team wrote, as one value per language.

Braces are filled in: times, names, numbers. A language that lacks one cannot be made.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from statusboard.domain.languages import direction_of
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.plurals import Forms
from statusboard.domain.tongues.rule import RuleWords
from statusboard.domain.update_kind import UpdateKind

# A sentence with a time of this day, and with one of another day or with a date.
AtOrOn = tuple[str, str]


@dataclass(frozen=True, slots=True)
class HeadlineWords:
    """How everything is, in one line; none ends with a full stop."""

    all_down: str
    some_down: str
    some_affected: str
    some_degraded: str
    looking: str
    working: str
    none_listed: str
    all_good: str


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What stands around every page. `your_zone` is said by the page's script."""

    sample: str
    sample_more: str
    elsewhere: str
    more: str
    languages: str
    written: str
    zone: str
    your_zone: str
    get_updates: str
    sign_out: str
    all_services: str
    history: str


@dataclass(frozen=True, slots=True)
class HomeWords:
    """The first page. `count` says how many of how many services work."""

    count: Callable[[int, int], str]
    working_too: str
    as_of: str
    planned: str
    announcements: str
    services: str
    other_services: str
    group_count: str
    no_services: str
    days_ago: Forms
    today: str
    measured: str
    past: str
    none_reported: str
    by_month: str
    ways: str
    by_channel: str
    feed: str
    feed_more: str
    calendar: str
    calendar_more: str
    text: str
    text_more: str
    programs: str
    programs_more: str
    uptime_link: str
    metrics_link: str
    feed_named: str
    this_as_text: str


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What is said around notices. Of pairs the first is for a time of the day that stands near."""

    incident: str
    when_fixed: str
    what_we_wrote: str
    next_update: str
    started: str
    ran: str
    withdrawn_at: str
    moved_on: str
    afterwards: str
    continues_in: str
    told_here: str
    was_planned: str
    took_place: str
    under_way: str
    not_over: str
    withdrawn: str
    continued: str
    corrected: AtOrOn
    taken_back: AtOrOn
    corrects: AtOrOn
    withdraws: AtOrOn
    start_corrected: str
    end_corrected: str
    announced: str
    announced_until: str
    announced_withdrawn: str
    update: str
    scheduled_event: str
    started_text: str
    is_in: Mapping[str, str]
    lags: str


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """The past by months."""

    described: str
    no_incidents: str
    incidents: Forms
    withdrawn: Forms
    told_elsewhere: Forms
    months: str
    all_months: str
    earlier: str
    later: str
    feed_title: str
    calendar_title: str


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Figures of uptime, and days in words."""

    uptime: str
    figure: str
    not_watched: str
    too_little_days: Forms
    too_little_year: str
    too_little_month: str
    year: str
    young_year: str
    since_major: Forms
    days: Forms
    counted: str
    more_titles: Forms
    last_days: Forms
    a_year: str
    last_year: str
    from_day: str
    described: str
    day_colour: str
    trouble_days: str
    none_measured: str
    incidents: str
    no_incident: str
    past_work: str


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a language. `code` is its `lang`, `locale` OpenGraph's.

    `comma` stands between the members of a list, `colon` before what is said of something.
    """

    code: str
    locale: str
    comma: str
    colon: str
    dates: Dates
    service_states: Mapping[ComponentStatus, str]
    states: Mapping[IncidentStatus, str]
    kinds: Mapping[UpdateKind, str]
    headline: HeadlineWords
    frame: FrameWords
    home: HomeWords
    notice: NoticeWords
    history: HistoryWords
    figures: FigureWords
    rule: RuleWords
    claims: ClaimWords

    @property
    def direction(self) -> str:
        """Its `dir`."""
        return direction_of(self.code)
