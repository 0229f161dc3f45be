"""The statement screen: what may be said of uptime today, what may not, and where it was said."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.claim_words import ClaimText
from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class Nearest:
    """What may be said in the place of a claim that is refused."""

    asked: Asked
    text: ClaimText


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim that was judged. `detail` is how it was measured, or why it is refused.

    `until` is from when it may not be said any more, None for one that stays or is refused;
    `figures` are those behind it, each with what it is called. `said` are the words as somebody
    typed them, empty where the desk offers it. `is_unknown`: it is refused because too little was
    observed, and may be true.
    """

    asked: Asked
    text: ClaimText
    is_carried: bool
    detail: str
    until: datetime | None = None
    figures: tuple[tuple[str, str], ...] = ()
    nearest: Nearest | None = None
    said: str = ""
    is_unknown: bool = False

    @property
    def headline(self) -> str:
        """The claim in one line."""
        return self.said or self.text.headline


@dataclass(frozen=True, slots=True)
class ClaimUse:
    """A place where a claim is said: `where` as people call it, `sentence` as it was said there.

    `untrue_since` is when the desk found that it is no longer carried, `reason` why, and `draft_id`
    the correction it has drafted; None and empty while it is.
    """

    id: int
    where: str
    asked: Asked
    component_ids: tuple[int, ...]
    language: str
    sentence: str
    by: str
    recorded_at: datetime
    untrue_since: datetime | None = None
    reason: str = ""
    draft_id: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """Something that is worth a word soon. `day` names when: `On Tuesday`, `Today`.

    A run without a major outage, of so many `days`; or, where it has a `period`, a month, quarter
    or year (`unit`) that was better than the `compared` ones before it, with its `share` as a
    percentage. `is_over`: its figure is final. `page` is the key of the page whose record it is,
    `page_name` what that is called; empty where it is that of the services that were asked for.
    """

    days: int
    at: datetime
    day: str
    is_record: bool
    period: str = ""
    unit: str = ""
    share: str = ""
    compared: int = 0
    is_over: bool = True
    page: str = ""
    page_name: str = ""


@dataclass(frozen=True, slots=True)
class StatementView:
    """The screen, as of one instant.

    `periods` are the keys that are offered with their labels. `services` are all there are, by id;
    `groups` those that have any, with the ids of theirs; `subject` is what those chosen are called,
    empty for all.
    `text` puts what may be said into one paragraph; empty where nothing may. `strip` is the worst
    status of each stretch of the period, oldest first, for the picture, `strip_from` what stands
    beneath its beginning; `measured` is what stands beneath its end.
    `languages` are those in which claims are offered, by their codes, `language` the one asked for.
    """

    as_of: datetime
    zone: str
    company: str
    page_url: str
    period: str
    periods: tuple[tuple[str, str], ...]
    component_ids: tuple[int, ...]
    services: tuple[tuple[int, str], ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    subject: str
    language: str
    languages: tuple[str, ...]
    offered: tuple[ClaimRow, ...]
    refused: tuple[ClaimRow, ...]
    text: str
    strip: tuple[ComponentStatus, ...] = ()
    strip_from: str = ""
    measured: str = ""
    milestone: MilestoneView | None = None
    uses: tuple[ClaimUse, ...] = ()

    def row(self, kind: ClaimKind) -> ClaimRow | None:
        """The claim of a kind that may be said; None where none may."""
        return next((one for one in self.offered if one.asked.kind is kind), None)
