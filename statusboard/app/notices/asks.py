"""What the queries about notices are asked."""

from dataclasses import dataclass

from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.writing_prompt import Tone


@dataclass(frozen=True, slots=True)
class EditorAsk:
    """A draft by its id; or the follow-up of an incident; or a new notice about the services.

    `corrects` is the public id of an update: the correction of what it said. `sort` is what a new
    notice is about. `afresh`: a text of the writer's own, whatever monitoring suggests.
    """

    notice_id: int | None = None
    incident_id: int | None = None
    component_ids: tuple[int, ...] = ()
    corrects: str = ""
    sort: NoticeSort = NoticeSort.INCIDENT
    afresh: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawalAsk:
    """What is to be withdrawn: an update by its public id, or everything for an empty one."""

    incident_id: int
    update: str = ""


@dataclass(frozen=True, slots=True)
class JoiningAsk:
    """The incident that goes, and the one that it is told in; None: which one is not chosen yet."""

    incident_id: int
    into: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewAsk:
    """The revision somebody is about to publish."""

    notice_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class SimilarAsk:
    """What is written so far, and the incident that it is about, which is not similar to itself."""

    wording: Wording
    incident_id: int | None = None


@dataclass(frozen=True, slots=True)
class SearchAsk:
    """The words that somebody looks for in all that was published, as far as they are typed."""

    text: str


@dataclass(frozen=True, slots=True)
class AssistantAsk:
    """What the helper would get for this wording. `incident_id`: what it follows up, or None.

    `language` None: the one that the text is in, else the usual one.
    """

    wording: Wording
    incident_id: int | None = None
    tone: Tone = Tone.PLAIN
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class ReadThrough:
    """A wording to be held against every rule, as it is. `incident_id`: what it follows up."""

    wording: Wording
    incident_id: int | None = None
