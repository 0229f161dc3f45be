"""A change of announced work that waits until somebody else has agreed to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.approval import Signer


class ChangeDeed(StrEnum):
    """What would be done with the work."""

    CHANGE = "change"
    MOVE = "move"
    START = "start"
    EXTEND = "extend"
    END = "end"
    CANCEL = "cancel"


class Closing(StrEnum):
    """Why a change waits no longer: it was made, taken back, replaced, or came too late."""

    DONE = "done"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """What somebody asked for, of which nobody reads until it was agreed to.

    `revision` is that of the plan as it was then. `given` is the input of the verb that would do
    it, as text. `closing` None: it waits, or was sent back. `words` is why it came to nothing, as
    a sentence.
    """

    id: int
    maintenance_id: int
    window_id: int
    revision: int
    deed: ChangeDeed
    given: str
    by: Signer
    made_at: datetime
    closing: Closing | None = None
    words: str = ""
