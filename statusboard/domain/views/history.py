"""What was corrected of the past, brought along, and how long single answers are kept."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.correction import KIND_WORDS, CorrectionKind


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction as people read it. `service` is empty where it was removed.

    `waits`: the team asks for somebody else to agree, and nobody has. `taken_back_at` None: it
    counts, or will. `is_shown`: the figures count it already. `refusal`: why whoever took it back
    refused it. `back_asked_by` wants it taken back because of `back_reason`, and nobody has agreed;
    `back_decided_by` agreed to that, or refused it because of `back_refusal`.
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
    refusal: str = ""
    back_asked_by: str | None = None
    back_reason: str = ""
    back_decided_by: str = ""
    back_refusal: str = ""

    @property
    def is_undecided(self) -> bool:
        """Whether somebody else has to agree to it, or that it is taken back."""
        return self.taken_back_at is None and (self.waits or self.back_asked_by is not None)

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
            agreed = f", agreed by {self.back_decided_by}" if self.back_decided_by else ""
            return f"refused{by}: “{self.refusal}”" if self.refusal else f"taken back{by}{agreed}"
        if self.waits:
            return "waits for somebody else to agree"
        counts = "counts" if self.is_shown else "counts as soon as the collector has seen it"
        if self.back_asked_by is not None:
            why = f"{self.back_asked_by} wants it taken back: “{self.back_reason}”"
            return f"{counts}; {why}, which waits for somebody else to agree"
        if self.back_refusal:
            kept = f"{self.back_decided_by} refused to take it back: “{self.back_refusal}”"
            return f"{counts}; {kept}"
        return counts


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The corrections, the newest first, as of an instant; `zone` is that of the page.

    `asks_two`: somebody else has to agree to each, and to taking one back.
    """

    as_of: datetime
    zone: str
    lines: tuple[CorrectionLine, ...]
    asks_two: bool = False


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


@dataclass(frozen=True, slots=True)
class RetentionView:
    """How long single answers are kept, and what of them would go by what was chosen.

    `days` and `size_mb` are what was chosen (0 MB: no limit); `kept_days` and `kept_mb` what is
    kept to, which is more until somebody agreed. `answers` of `hours` hours, `size` bytes, would
    go. `held` bytes are there now.
    """

    days: int
    size_mb: int
    kept_days: int
    kept_mb: int
    answers: int
    hours: int
    size: int
    held: int

    @property
    def is_agreed(self) -> bool:
        """Whether nobody has to be asked: what was chosen is kept to."""
        return (self.days, self.size_mb) == (self.kept_days, self.kept_mb)

    @property
    def words(self) -> str:
        """What would go, in numbers, as sentences."""
        chosen = _keeping_words(self.days, self.size_mb)
        stays = "Outages, uptime and response times by the hour stay."
        if self.is_agreed:
            return f"Single answers are kept {chosen}; {_size_words(self.held)} are there. {stays}"
        kept = _keeping_words(self.kept_days, self.kept_mb)
        until = f"Until somebody agrees they are kept {kept}."
        if not self.answers:
            return f"Kept {chosen}, no answer would go yet. {stays} {until}"
        days = max(1, round(self.hours / 24))
        when = "1 day" if days == 1 else f"{days:,} days"
        return (
            f"Kept {chosen}, {self.answers:,} answers of {when} would go, "
            f"{_size_words(self.size)}. {stays} {until}"
        )


def _keeping_words(days: int, size_mb: int) -> str:
    lasts = "for 1 day" if days == 1 else f"for {days:,} days"
    return f"{lasts} and at most {size_mb:,} MB" if size_mb else lasts


def _size_words(size: int) -> str:
    if size < 1_000_000:
        return "less than 1 MB"
    return f"{size / 1_000_000:,.0f} MB"
