"""What is in the way of a place on another machine, in one vocabulary for all kinds of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from statusboard.errors import RuleBroken, StatusBoardError, Unavailable
from statusboard.targets.remote.steps import Hindrance, Trouble

_KEPT = "The page there stays as it was; it is tried again by itself."

# What trying again cannot help: a person has to say something else.
_FOR_A_PERSON = frozenset(
    {
        Trouble.WRONG_SECRET,
        Trouble.WRONG_HOST_KEY,
        Trouble.WRONG_CERTIFICATE,
        Trouble.NO_ROOM,
    }
)

_SENTENCES: Mapping[Trouble, str] = {
    Trouble.FULL: "There is no space left for the page at {place}.",
    Trouble.FORBIDDEN: "StatusBoard may not write at {place}. Give its account the right to write.",
    Trouble.WRONG_SECRET: "{place} does not take the sign-in. Check the name and its secret.",
    Trouble.WRONG_CLOCK: "The clock of this computer differs too much from that of {place}, which "
    "refuses what is signed then. Set the clock right.",
    Trouble.WRONG_HOST_KEY: "{place} shows another key than the one that was confirmed. Somebody "
    "may be between, or the server was renewed; nothing was sent.",
    Trouble.WRONG_CERTIFICATE: "The certificate of {place} is not valid, and nothing was sent.",
    Trouble.NO_HOST: "The name of {place} leads nowhere. Check how it is written, and the network.",
    Trouble.NO_ROOM: "At {place} that does not exist. Make it there, or name another one.",
    Trouble.REFUSED: "{place} does not answer as such a place does. "
    "It may be down, or its address wrong.",
    Trouble.TIMED_OUT: "{place} does not answer in time.",
    Trouble.CUT: "The connection to {place} was cut.",
    Trouble.OVERTAKEN: "Another StatusBoard is writing at {place} just now, and this one stopped.",
    Trouble.STRANGE: "The page could not be put at {place}.",
}


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """How a place is named in a sentence (`the bucket status`), and its fields.

    `fields` names the field at fault by trouble; `main` is the one where no other is.
    """

    place: str
    main: str
    fields: Mapping[Trouble, str] = field(default_factory=dict)

    def sentence(self, hindrance: Hindrance) -> str:
        """What happened, what the place said of it, and what comes next."""
        told = _SENTENCES[hindrance.trouble].format(place=self.place)
        told = told[0].upper() + told[1:]
        said = f" It says: {hindrance.detail.strip().rstrip('.')}." if hindrance.detail else ""
        return f"{told}{said}"

    def refused(self, sentence: str) -> RuleBroken:
        """The error for what only a person can mend, at the main field."""
        return RuleBroken(sentence, field=self.main)

    def error(self, hindrance: Hindrance) -> StatusBoardError:
        """The hindrance as an error for people: RuleBroken where only a person can mend it."""
        told = self.sentence(hindrance)
        if hindrance.trouble in _FOR_A_PERSON:
            return RuleBroken(told, field=self.fields.get(hindrance.trouble, self.main))
        return Unavailable(f"{told} {_KEPT}")

    def at_set_up(self, hindrance: Hindrance) -> RuleBroken:
        """The same to somebody who is just choosing the place: every fault is theirs to see."""
        name = self.fields.get(hindrance.trouble, self.main)
        return RuleBroken(self.sentence(hindrance), field=name)

    @contextmanager
    def told(self, *, at_set_up: bool = False) -> Iterator[None]:
        """Says every hindrance inside in words."""
        try:
            yield
        except Hindrance as hindrance:
            error = self.at_set_up(hindrance) if at_set_up else self.error(hindrance)
            raise error from hindrance
