"""The notices screen: the list, the editor, the preview, and the review before publishing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.finding import Finding
from statusboard.domain.incident import Incident
from statusboard.domain.languages import DEFAULT_LANGUAGE
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.notice_facts import NO_FACTS, NoticeFacts
from statusboard.domain.promises import Promise
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.domain.target import NO_LINKS, PageLinks
from statusboard.domain.templates.house import OURS, HouseTemplates
from statusboard.domain.told_already import OtherIncident
from statusboard.domain.trouble import Trouble
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.agreement import NO_AGREEMENT, AgreementView, Redline
from statusboard.domain.views.writing_help import AssistantFacts, AssistantView
from statusboard.domain.word_facts import NOTHING_KNOWN, WordFacts


class Ending(StrEnum):
    """How something ended where it was not resolved."""

    NONE = ""
    WITHDRAWN = "withdrawn"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """A line of the list. `incident_id` None: nothing was published yet.

    `wording` is what was said last; of a draft that belongs to no incident, what it says so far.
    `source` is where the facts of a suggestion come from, empty for several. `agreement` is how
    its draft stands, if it has one; `without_approval` is why what was said last went out although
    somebody else had to agree to it, empty where nobody had to, or has.
    """

    notice_id: int | None
    incident_id: int | None
    wording: Wording
    saved_at: datetime
    resolved_at: datetime | None
    has_draft: bool
    public_id: str = ""
    sort: NoticeSort = NoticeSort.INCIDENT
    ending: Ending = Ending.NONE
    source: str = ""
    agreement: AgreementView = NO_AGREEMENT
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class NoticesView:
    """The list: live incidents, drafts that belong to none, and what is over, newest first.

    `announced` is what was said without an incident, newest first. `suggested` are the drafts that
    monitoring began and nobody has touched. `publish_problem`: what keeps the newest page from
    being seen, in words.
    """

    as_of: datetime
    zone: str
    live: tuple[NoticeItem, ...]
    drafts: tuple[NoticeItem, ...]
    resolved: tuple[NoticeItem, ...]
    publish_problem: str = ""
    announced: tuple[NoticeItem, ...] = ()
    suggested: tuple[NoticeItem, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeCounts:
    """How many incidents customers read of now, and how many texts are being written.

    `suggested` are those that monitoring began and nobody has touched: they are nobody's drafts.
    `waiting` is what whoever sits here is asked to approve.
    """

    live: int = 0
    drafts: int = 0
    suggested: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A service that a notice can name, with what monitoring sees of it."""

    component_id: int
    name: str
    group: str
    measured: ComponentStatus
    since: datetime | None
    reason: str
    strip: tuple[ComponentStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """The update whose words a notice takes back: its public id, which one it was, and when.

    `recipients`: so many were told those words, or are about to be; the correction goes to them.
    """

    update: str
    number: int
    published_at: datetime
    recipients: int


@dataclass(frozen=True, slots=True)
class EditorView:
    """One notice in the editor. `revision` is what the next save has to build on.

    `told_elsewhere` are the services that other open incidents say are in trouble. What was
    published at `waits_since` or later is not on the page yet; None: all of it is. `corrects` is
    the update whose words it takes back, None for none. `word_facts` is what the rules of wording
    hold the text against, `troubles` what was measured of any service since some days before it
    began. `assistant` is the writing helper that is chosen, None for none, and
    `assistant_facts` what its words are held against, where there may be any. `sort` is what it is
    about; `ended` is why nothing more is said of it, empty where something may be. `others` are the
    open incidents that a new notice stands beside. `is_suggested`: monitoring wrote it, and no
    person has touched it. `facts` is what fills its placeholders, and `templates` are those in
    force. `agreement` is how the draft stands on its way to being approved and published.
    `languages` are those of the page by their codes, the own one of its notices first. `pages` are
    the key and the name of each page of the desk.
    """

    notice_id: int | None
    incident: Incident | None
    state: NoticeState
    revision: int
    wording: Wording
    saved_at: datetime | None
    saved_by: str
    choices: tuple[Choice, ...]
    zone: str
    uptime_sentence: str
    told_elsewhere: frozenset[int] = frozenset()
    waits_since: datetime | None = None
    corrects: Corrected | None = None
    word_facts: WordFacts = NOTHING_KNOWN
    troubles: tuple[Trouble, ...] = ()
    assistant: AssistantView | None = None
    assistant_facts: AssistantFacts | None = None
    sort: NoticeSort = NoticeSort.INCIDENT
    ended: str = ""
    others: tuple[OtherIncident, ...] = ()
    is_suggested: bool = False
    facts: NoticeFacts = NO_FACTS
    templates: HouseTemplates = OURS
    agreement: AgreementView = NO_AGREEMENT
    languages: tuple[str, ...] = (DEFAULT_LANGUAGE,)
    pages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StatusMove:
    """What publishing changes for one service."""

    name: str
    before: ComponentStatus
    after: ComponentStatus


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The last look: what changes for readers, where it goes, and what monitoring says.

    `before` is what readers were told last, None for the first update; `wording` what they will be
    told; `promise` is counted from `as_of`. `corrects` is the update whose words it takes
    back, None for none: then only whom those reached are told. Not `are_words_judged`: the rules
    of wording do not know their language. `last_promise` is what became of the next update that
    was promised before; of a correction nothing, which earns none. `becomes` is the wording as the
    update will say it; `told_end` and `told_impact` are as they were told last. `tells`: whether
    subscribers are told unless a person says otherwise; None where nobody may choose. `agreement`
    is how it stands, `redline` what it has become since it was approved last, None where it never
    was; `without_approval` is why what was said last went out although nobody had agreed to it.
    """

    notice_id: int
    revision: int
    update_number: int
    before: Wording | None
    wording: Wording
    becomes: Wording
    moves: tuple[StatusMove, ...]
    findings: tuple[Finding, ...]
    targets: tuple[str, ...]
    promise: datetime | None
    as_of: datetime
    zone: str
    corrects: Corrected | None = None
    are_words_judged: bool = True
    last_promise: Promise | None = None
    told_end: datetime | None = None
    impact: Impact = Impact.NONE
    told_impact: Impact | None = None
    sort: NoticeSort = NoticeSort.INCIDENT
    tells: bool | None = None
    agreement: AgreementView = NO_AGREEMENT
    redline: Redline | None = None
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class PublicationView:
    """How far a generation has got at each target. `read_back_at`: the files were read back.

    `counts_at`: from when on the page counts as published by that, which is later for a fall-back.
    `retry_at`: when it is tried again. `links` lead to the page there. `page` is the key of the
    page that is put there, `page_name` what that is called where there are several.
    """

    generation: int
    target: str
    read_back_at: datetime | None
    problem: str
    attempts: int
    links: PageLinks = NO_LINKS
    is_fall_back: bool = False
    counts_at: datetime | None = None
    retry_at: datetime | None = None
    since: datetime | None = None  # when it was first in the way
    page: str = ""
    page_name: str = ""
