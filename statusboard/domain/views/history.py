"""What was corrected of the past, brought along, and how long single answers are kept."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.correction import KIND_WORDS, CorrectionKind


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction as people read it. `service` is empty where it was removed.

    `waits`: the team asks for somebody else to agree, and nobody has. `taken_back_at` None: it
    counts, or will. `is_shown`: the figures count it already.
    """

    id: int
    component_id: int
    service: str
    kind: CorrectionKind
    start: datetime
    stop: datetime
    reason: str
    by: str
    made_at: datetime
    waits: bool
    agreed_by: str
    taken_back_at: datetime | None
    taken_back_by: str
    is_shown: bool

    @property
    def words(self) -> str:
        """What was found out, by whom and why, as a sentence without its full stop."""
        agreed = f", agreed by {self.agreed_by}" if self.agreed_by else ""
        return f"{KIND_WORDS[self.kind]}, by {self.by}{agreed}: “{self.reason}”"

    @property
    def stands(self) -> str:
        """How it stands, in a few words."""
        if self.taken_back_at is not None:
            by = f" by {self.taken_back_by}" if self.taken_back_by else ""
            return f"taken back{by}"
        if self.waits:
            return "waits for somebody else to agree"
        return "counts" if self.is_shown else "counts as soon as the collector has seen it"


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The corrections, the newest first, as of an instant; `zone` is that of the page."""

    as_of: datetime
    zone: str
    lines: tuple[CorrectionLine, ...]


@dataclass(frozen=True, slots=True)
class OutagesOfService:
    """What a list of past outages brings to one service; instants None where that is nothing.

    `words` are what has to be known of it; empty where nothing has.
    """

    service: str
    rows: int
    outages: int
    first: datetime | None
    last: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class OutageReport:
    """What becomes of a list of past outages, by service, and the faults of its lines."""

    services: tuple[OutagesOfService, ...]
    faults: tuple[tuple[int, str], ...]
