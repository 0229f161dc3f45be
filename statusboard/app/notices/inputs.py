"""What the verbs about notices are given, and what they answer. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.domain.finding import Finding
from statusboard.domain.notice import Revision, Wording


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """A text to keep.

    `notice_id` None starts a notice; `incident_id` names the incident it follows up, or None for
    a new one. `base_revision` is the revision the writer started from (0 for a new notice).
    `corrects` is the public id of an update of that incident whose words it takes back; empty
    leaves it as it was.
    """

    notice_id: int | None
    incident_id: int | None
    base_revision: int
    wording: Wording
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else saved meanwhile. Both texts are kept.

    `theirs` is the newest revision, which stays the newest; `yours` is the number of the revision
    under which the losing text was stored. A merged text is saved on `theirs.number`.
    """

    theirs: Revision
    yours: int


@dataclass(frozen=True, slots=True)
class Saved:
    """The notice, and the revision the next save has to build on. `conflict`: see there."""

    notice_id: int
    revision: int
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Publish:
    """The revision to publish, and why although findings block it (empty: they do not).

    `seen` are the sentences that stood before the person who gave the reason: it counts for those
    and for no finding that has come up since. None: it counts for whatever there is. `tell` is
    whether subscribers are told, where a person may choose (`notices.untold`); None: as usual.
    """

    notice_id: int
    revision: int
    override: str = ""
    seen: tuple[str, ...] | None = None
    tell: bool | None = None

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
