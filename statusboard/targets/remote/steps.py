"""The steps that a place on another machine offers, and what can be in the way of one.

A kind of place writes these few steps; everything that makes a site whole is made of them
(`uploading`, `proving`). All of them block.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Protocol

from statusboard.domain.letters import as_shown

# A sentence or two of what a place says; a hostile one would fill the screen.
LONGEST_SAID = 300


class Trouble(Enum):
    """What is in the way. `words` has the sentences."""

    FULL = auto()  # no space, or a quota is used up
    FORBIDDEN = auto()  # signed in, but not allowed to do that
    WRONG_SECRET = auto()  # password or key are not taken
    WRONG_CLOCK = auto()  # the two clocks are too far apart for signed requests
    WRONG_HOST_KEY = auto()  # another key than the one that was confirmed
    WRONG_CERTIFICATE = auto()
    NO_HOST = auto()  # the name leads nowhere
    NO_ROOM = auto()  # the bucket, folder or branch is not there
    REFUSED = auto()  # nothing listens, or it does not speak this
    TIMED_OUT = auto()
    CUT = auto()  # the connection ended in the middle
    OVERTAKEN = auto()  # a condition did not hold: somebody else has written
    STRANGE = auto()  # anything else, in the words of the place


class Hindrance(Exception):
    """A step that did not go through. `detail` is what the place itself said, as `quoted`."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        detail = quoted(detail)
        super().__init__(f"{trouble.name.lower()}: {detail}" if detail else trouble.name.lower())
        self.trouble = trouble
        self.detail = detail


def quoted(said: str) -> str:
    """What a place said, in one line of letters that can be seen, and cut where it is long.

    It stands in messages, logs and terminals: no marks of direction, nothing that steers a screen.
    """
    line = " ".join(as_shown(said[: 4 * LONGEST_SAID]).split())
    return line if len(line) <= LONGEST_SAID else f"{line[:LONGEST_SAID]}…"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it stands there. `tag` names this version of it; empty where the place has none."""

    content: bytes
    tag: str = ""


# The condition of a write: nothing stands there yet.
ABSENT: Final = ""


class Steps(Protocol):
    """An open connection to a place; paths are those inside the site (`api/v2/status.json`).

    All raise Hindrance, and nothing else but defects. No step repeats itself: whoever asked does.
    """

    @property
    def keeps_conditions(self) -> bool:
        """Whether `only_if` is held to by the place itself, in one step with the write.

        Where it is not, the manifest is read again before each switch: two writers are told
        apart a moment late, and everything is read back.
        """

    @property
    def is_atomic(self) -> bool:
        """Whether all that is written and removed appears at once, with `settle`; such as a push.

        Then `settle` raises OVERTAKEN where somebody else has written meanwhile.
        """

    def read(self, path: str) -> Stored | None:
        """What stands there, as this connection sees it; None where nothing does."""

    def write(
        self, path: str, content: bytes, media_type: str, *, only_if: str | None = None
    ) -> None:
        """Puts a file there so that a visitor sees the old one or the new one, whole.

        `only_if`: the tag that has to stand there, or ABSENT; OVERTAKEN is raised where another
        does. Only asked for where the place keeps conditions. Serves the file for `CACHE_CONTROL`
        and as `media_type` where the place takes such words. What is written on the way has a
        name from `fresh_name`.
        """

    def remove(self, path: str) -> None:
        """Removes a file, if it is there; and what folders that leaves empty."""

    def names(self, folder: str) -> list[str]:
        """What is in a folder of the site, by name, folders too; nothing where it is not there."""

    def settle(self) -> None:
        """Brings everything so far to visitors. Nothing to do where each step does so at once."""
