"""The public page and its API: everything they need, and nothing from inside.

Ids are the public ones. There is no place here for host names, checks, answers or reasons: what
is not in this view cannot reach a customer.
"""

from dataclasses import dataclass
from datetime import date, datetime

from statusboard.domain.claim import Claim
from statusboard.domain.component_rule import WORST, ComponentRule
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.brand import PLAIN, Brand
from statusboard.domain.views.public_days import NO_YEAR, PublicYear
from statusboard.domain.views.public_metrics import PublicMetric
from statusboard.domain.views.public_rule import PLAIN_RULE, RuleFacts
from statusboard.domain.views.public_security import PublicSecurity
from statusboard.domain.views.public_texts import PublicTexts


@dataclass(frozen=True, slots=True)
class PublicService:
    """A service as customers know it.

    `status` is what customers were told. `days` and the two texts are measured: the worst status
    of each day of the strip, oldest first; the uptime over it, cut and never rounded up; and how
    much of it was observed. `group_id` is empty for a service without a heading. `year` has the
    same of a year, whose last days are those of the strip.
    """

    public_id: str
    name: str
    description: str
    group_id: str
    position: int
    status: ComponentStatus
    created_at: datetime
    updated_at: datetime
    days: tuple[ComponentStatus, ...]
    uptime: str
    coverage: str
    year: PublicYear = NO_YEAR


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """A heading that services stand under; `rule` is how what is told of them adds up."""

    public_id: str
    name: str
    position: int
    rule: ComponentRule = WORST


@dataclass(frozen=True, slots=True)
class PublicMove:
    """A service that an update names, by the name it had then."""

    service_id: str
    name: str
    old_status: ComponentStatus
    new_status: ComponentStatus


@dataclass(frozen=True, slots=True)
class PublicUpdate:
    """One published message, whole as it was said; its body is Markdown as it was written.

    Its `components` are empty, because their ids are ours: `moves` names them by the public ones.
    `corrects_at` is when that was published whose words it takes back, None where it takes back
    none. `taken_back_at` is when its own words were, None where they stand; `is_withdrawn` then
    says that they should never have been published.

    `language` is that of its words, empty where it is the one that the page is read in. `original`
    is the body that holds, where the wording is a translation of an earlier one.
    """

    public_id: str
    published_at: datetime
    wording: Wording
    moves: tuple[PublicMove, ...] = ()
    kind: UpdateKind = UpdateKind.SAID
    corrects_at: datetime | None = None
    taken_back_at: datetime | None = None
    is_withdrawn: bool = False
    language: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class PublicLink:
    """Another incident, by its public id and what it is called now.

    `language` is that of the title, empty where it is the one that the page is read in.
    """

    public_id: str
    title: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class PublicIncident:
    """An incident with everything said about it, newest first; there is at least one update.

    `named` is what it says now of each service. `resolved_at` is when it was over. `is_withdrawn`:
    it should never have been published. `continues_in` is the incident that it is told on in,
    `joined` are those that are told on in this one.
    """

    public_id: str
    impact: Impact
    created_at: datetime
    monitoring_at: datetime | None
    resolved_at: datetime | None
    named: tuple[tuple[str, ComponentStatus], ...]
    updates: tuple[PublicUpdate, ...]
    is_withdrawn: bool = False
    continues_in: PublicLink | None = None
    joined: tuple[PublicLink, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the incidents there were: neither withdrawn nor told in another."""
        return self.continues_in is None and not self.is_withdrawn

    @property
    def wording(self) -> Wording:
        """What it says now: the wording of the newest update."""
        return self.updates[0].wording

    @property
    def status(self) -> IncidentStatus:
        """The state customers were told last."""
        return self.wording.status

    @property
    def started_at(self) -> datetime:
        """When it began, as customers were told last."""
        return self.wording.started_at or self.created_at


@dataclass(frozen=True, slots=True)
class PublicAnnouncement:
    """Something said without an incident, newest words first; there is at least one update."""

    public_id: str
    created_at: datetime
    updates: tuple[PublicUpdate, ...]
    is_withdrawn: bool = False

    @property
    def wording(self) -> Wording:
        """What it says now."""
        return self.updates[0].wording

    def is_shown(self, at: datetime) -> bool:
        """Whether it stands on the page at an instant."""
        until = self.wording.shown_until
        return not self.is_withdrawn and (until is None or at < until)


@dataclass(frozen=True, slots=True)
class PublicMaintenance:
    """One window of planned work with everything said about it, newest first; never empty.

    `scheduled_for` and `scheduled_until` are as customers were told last. `ended_at` is when it was
    over; None while it is to come or under way. `named` is what it says of each service.
    """

    public_id: str
    created_at: datetime
    scheduled_for: datetime
    scheduled_until: datetime
    ended_at: datetime | None
    named: tuple[tuple[str, ComponentStatus], ...]
    updates: tuple[PublicUpdate, ...]

    @property
    def wording(self) -> Wording:
        """What it says now: the wording of the newest update."""
        return self.updates[0].wording

    @property
    def status(self) -> IncidentStatus:
        """The state customers were told last."""
        return self.wording.status

    @property
    def began_at(self) -> datetime | None:
        """When the work began, as customers were told; None where it has not, or never did."""
        begun = (one for one in self.updates if one.wording.status.is_under_way)
        first = next(reversed(tuple(begun)), None)
        if first is None:
            return None
        return self.wording.started_at or first.published_at


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """The uptime record of all services together, as texts, with the rule it was made by.

    `major_free_since` is when the last major outage ended, or when watching began where there
    was none (`ever_major`); None while one lasts, or where nothing was watched yet. `rule` is the
    sentence in English, `rule_facts` what it is made of.
    """

    uptime_365: str
    coverage_365: str
    major_free_since: datetime | None
    ever_major: bool
    rule: str
    rule_facts: RuleFacts = PLAIN_RULE


@dataclass(frozen=True, slots=True)
class PublicClaim:
    """A claim that stands on the page, and how much of its time was observed, in percent."""

    claim: Claim
    coverage: str


@dataclass(frozen=True, slots=True)
class PublicBadge:
    """A small picture for other sites. `name` is that of its file; `is_figure`: it shows one.

    `label` stands before `value`; without a figure that says so.
    """

    name: str
    label: str
    value: str
    is_figure: bool = True


@dataclass(frozen=True, slots=True)
class PublicClaims:
    """What the page says of uptime by itself."""

    claims: tuple[PublicClaim, ...] = ()
    badges: tuple[PublicBadge, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicView:
    """One page, as of one instant. Incidents are newest first, resolved ones among them.

    `announcements` and `maintenances` are no incidents, and stand in no list and no count of those.

    `server_url` is where the page server is reached, `contact` a mail address for questions; either
    may be empty. `pictures` are those of the texts, by name, as they are kept. `security` is None
    where the team says nothing, or what it said holds no more. `brand` is how the page looks,
    `brand_files` what that takes, by paths below the page. `metrics` are the response times that
    the team chose, in their order.

    `languages` are those of the page, its own first, `language` the one that this view is read in;
    `texts` are the team's own in the further ones. `written_in` is the language of what was said,
    empty where nobody knows it; None: the page's own. `has_sign_in`: it is private, and its
    readers come in by a password or a link.
    """

    page_id: str
    page_name: str
    page_url: str
    zone: str
    is_demo: bool
    as_of: datetime
    updated_at: datetime
    generation: int
    first_day: date
    groups: tuple[PublicGroup, ...]
    services: tuple[PublicService, ...]
    incidents: tuple[PublicIncident, ...]
    record: PublicRecord
    server_url: str = ""
    contact: str = ""
    announcements: tuple[PublicAnnouncement, ...] = ()
    maintenances: tuple[PublicMaintenance, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    statement: PublicClaims = PublicClaims()
    security: PublicSecurity | None = None
    brand: Brand = PLAIN
    brand_files: tuple[tuple[str, bytes], ...] = ()
    metrics: tuple[PublicMetric, ...] = ()
    language: str = "en"
    written_in: str | None = None
    languages: tuple[str, ...] = ("en",)
    texts: tuple[PublicTexts, ...] = ()
    has_sign_in: bool = False

    @property
    def folder(self) -> str:
        """Where the pages of its language stand below the page: `de/`, empty for its own."""
        return "" if self.language == self.languages[0] else f"{self.language}/"
