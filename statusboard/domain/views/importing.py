"""What would become of the files of another program, or became of them, as screens show it."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a row of the report is about. A `DRAFT` is an incident that goes on in the source."""

    SERVICE = "service"
    INCIDENT = "incident"
    WORK = "planned work"
    DRAFT = "draft"
    HISTORY = "history"
    SUBSCRIBERS = "subscribers"
    OTHER = "other"


class Fate(StrEnum):
    """What becomes of it: `NEW` and `CHANGED` are written, the others write nothing."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "unchanged"
    LEFT_OUT = "left out"

    @property
    def writes(self) -> bool:
        """Whether something is written for it."""
        return self in (Fate.NEW, Fate.CHANGED)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A thing of the source: what becomes of it, and why, in sentences.

    `key` is what it is called in the source; `group` and `detail` are for the eye. `secrets` are
    what its secrets are called, never what they are. A row that needs a look is brought along less
    than whole.
    """

    sort: Sort
    key: str
    title: str
    fate: Fate
    why: tuple[str, ...] = ()
    group: str = ""
    detail: str = ""
    where: str = ""
    secrets: tuple[str, ...] = ()

    @property
    def needs_look(self) -> bool:
        """Whether it is brought along, but not just as it was."""
        return self.fate.writes and bool(self.why)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything that was found, row by row. The same before it is done and after.

    `rule` is the sentence of the team's rule that asks for a reason first; empty where it does not.
    """

    format: str
    source: str
    rows: tuple[ReportRow, ...] = ()
    rule: str = ""

    def count(self, fate: Fate) -> int:
        """How many rows have that fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def needing_look(self) -> int:
        """How many rows are brought along, but not just as they were."""
        return sum(row.needs_look for row in self.rows)

    @property
    def has_secrets(self) -> bool:
        """Whether the source holds secrets."""
        return any(row.secrets for row in self.rows)

    def has(self, sort: Sort) -> bool:
        """Whether there is a row of that sort."""
        return any(row.sort is sort for row in self.rows)


@dataclass(frozen=True, slots=True)
class UndoneRow:
    """A thing that came along once: whether it is taken back, and why not where it is not."""

    sort: Sort
    title: str
    is_taken: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class UndoneReport:
    """What becomes of everything that came along in a format. The same before and after."""

    format: str
    rows: tuple[UndoneRow, ...] = ()

    @property
    def taken(self) -> int:
        """How many things are taken back."""
        return sum(row.is_taken for row in self.rows)
