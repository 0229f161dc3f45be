"""What the verbs about notices are given, and what they answer. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.domain.finding import Finding
from statusboard.domain.notice import Revision, Wording
from statusboard.domain.update_kind import NoticeSort


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """A text to keep.

    `notice_id` None starts a notice; `incident_id` names the incident it follows up, or None for
    a new one. `base_revision` is the revision the writer started from (0 for a new notice).
    `corrects` is the public id of an update of that incident whose words it takes back; empty
    leaves it as it was. `sort` is what a notice that is started here is about.
    """

    notice_id: int | None
    incident_id: int | None
    base_revision: int
    wording: Wording
    corrects: str = ""
    sort: NoticeSort = NoticeSort.INCIDENT


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the same place meanwhile. Both texts are kept.

    `theirs` is the newest revision, which stays the newest; `yours` is the number of the revision
    under which the losing text was stored. `both` is what comes of both, with the words of both
    where they clash; `clashes` are the fields in which they do, empty where nothing was common. A
    merged text is saved on `theirs.number`.
    """

    theirs: Revision
    yours: int
    both: Wording | None = None
    clashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedDraft:
    """Somebody else saved meanwhile, in other places: `newest` is what both wrote.

    `yours` is the revision that keeps the text as it was given; who has typed on since builds on
    that. `other` is whose text it was merged with.
    """

    newest: Revision
    yours: int
    other: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The notice, and the revision the next save has to build on. `conflict`, `merged`: there."""

    notice_id: int
    revision: int
    conflict: Conflict | None = None
    merged: MergedDraft | None = None


@dataclass(frozen=True, slots=True)
class Publish:
    """The revision to publish, and why although findings block it (empty: they do not).

    `seen` are the sentences that stood before the person who gave the reason: it counts for those
    and for no finding that has come up since. None: it counts for whatever there is. `tell` is
    whether subscribers are told, where a person may choose (`notices.untold` and `announcing`);
    None: as usual. `without_approval` is why it goes out although nobody else has agreed to it, in
    an emergency.
    """

    notice_id: int
    revision: int
    override: str = ""
    seen: tuple[str, ...] | None = None
    tell: bool | None = None
    without_approval: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether the reason was given knowing this."""
        if not self.override.strip():
            return False
        return self.seen is None or any(text.startswith(finding.sentence) for text in self.seen)


@dataclass(frozen=True, slots=True)
class Published:
    """The incident, the update, and the generation of the page that will show it.

    Customers see it once `PUBLICATIONS(generation)` says that it was read back.
    """

    incident_id: int
    update_public_id: str
    generation: int
    incident_public_id: str = ""


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """The draft to take off the list. Its revisions stay in the database."""

    notice_id: int


@dataclass(frozen=True, slots=True)
class Discarded:
    """The draft that left the list."""

    notice_id: int


@dataclass(frozen=True, slots=True)
class Retract:
    """What should never have been published, and why, in words that customers read.

    `update` is the public id of one update of the incident; empty: everything that was said.
    `without_approval` is why it cannot wait for somebody else, where the team's rule asks.
    """

    incident_id: int
    reason: str
    update: str = ""
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class Retracted:
    """The update that says so, the generation that shows it, and how many are told."""

    incident_id: int
    update_public_id: str
    generation: int
    recipients: int


@dataclass(frozen=True, slots=True)
class Merge:
    """The incident that goes, and the one that it is told in from now on.

    `words` is what the one that stays says of it, which customers read; empty: the usual words.
    `without_approval` is why it cannot wait for somebody else, where the team's rule asks.
    """

    incident_id: int
    into: int
    words: str = ""
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The incident that stays, what it says, the generation that shows it, and how many are told.

    `draft_id` is the draft that goes on there; None where nothing is being written.
    """

    incident_id: int
    update_public_id: str
    generation: int
    recipients: int
    draft_id: int | None = None


@dataclass(frozen=True, slots=True)
class AddWord:
    """A word that the team's notices may have, though no list has it."""

    word: str


@dataclass(frozen=True, slots=True)
class WordAdded:
    """The word as it is kept."""

    word: str


@dataclass(frozen=True, slots=True)
class AddPicture:
    """A picture as the window made it: PNG or JPEG, its size in pixels."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureAdded:
    """The name by which a text refers to it."""

    name: str
