"""What the witnesses of our own line said, and since when: pure memory, fed by whoever asks them.

Two sorts: those that are asked on purpose when something fails (canaries, the name server, the
route), and those that speak anyway (other hosts, New Relic).
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from statusboard.domain.line import Word

# A witness that stayed silent this long, while all that is watched answered, has moved away.
BELIEVED_S = 600.0
# How many of the times at which a witness spoke are kept: no outage takes more to be believed.
REMEMBERED = 60


@dataclass(frozen=True, slots=True)
class Heard:
    """One round of asking. None: it cannot be asked, or nobody asked it.

    `fresh`: whether the name server found out about a name that it cannot have kept; `lame` is
    what it does in place of knowing names, and `lies` are the addresses it gives to any.
    `intercepted` says in words how somebody was caught answering in everyone's place.
    """

    canary: bool | None = None
    proof: bool = False
    route: bool | None = None
    names: bool | None = None
    fresh: bool | None = None
    lame: str = ""
    lies: frozenset[str] = frozenset()
    intercepted: str = ""


class AskWitnesses(Protocol):
    """Asks everybody who could say whether our own line works."""

    def follow(self, settings: Mapping[str, object], /) -> None:
        """Takes over whom the settings name."""

    async def __call__(self, names: tuple[str, ...], doubted: tuple[str, ...], /) -> Heard:
        """What they say, within a few seconds. `names` are known; `doubted` are not found now."""


class Nobody:
    """Where there is nobody to ask, such as in the demo."""

    def follow(self, _settings: Mapping[str, object], /) -> None:
        """Whom the settings name makes no difference."""

    async def __call__(self, _names: tuple[str, ...], _doubted: tuple[str, ...], /) -> Heard:
        """Nothing."""
        return Heard()


@dataclass(slots=True)
class Witness:
    """One witness: when it last spoke, since when without a break, and when it was last silent.

    `spoke_s` are its answers, each with when it was asked and when it had answered: the line
    worked at some time in between, and no more is known.
    """

    yes_s: float | None = None
    since_s: float | None = None
    no_s: float | None = None
    silent_since_s: float | None = None
    spoke_s: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def said(self, at_s: float, *, yes: bool, until_s: float | None = None) -> None:
        """Notes that it spoke, or did not, to a question asked then, and answered `until_s`."""
        if yes:
            self.since_s = at_s if self.since_s is None else self.since_s
            self.yes_s, self.silent_since_s = at_s, None
            self.spoke_s.append((at_s, at_s if until_s is None else until_s))
        elif self.yes_s is not None:
            if self.silent_since_s is None:
                self.silent_since_s = at_s
            self.no_s, self.since_s = at_s, None

    def word(self, since_s: float) -> Word:
        """What it says of the time since; its silence counts only where it was heard before."""
        if self.yes_s is not None and self.yes_s >= since_s:
            return Word.YES
        if self.no_s is not None and self.no_s >= since_s:
            return Word.NO
        return Word.NONE

    def spoke_between(self, after_s: float, until_s: float) -> bool:
        """Whether it was asked in that time, and had answered by its end."""
        return any(after_s <= asked_s and said_s <= until_s for asked_s, said_s in self.spoke_s)

    def spoke_through(self, start_s: float, end_s: float) -> bool:
        """Whether it was heard before that time, in it, and never missed since.

        Nobody's silence is noted while their answer is on its way: whoever was not heard in a
        time cannot speak for it.
        """
        was_there = self.since_s is not None and self.since_s <= start_s
        return was_there and self.spoke_between(start_s, end_s)

    def has_moved_away(self, now_s: float) -> bool:
        """Whether it has been silent for so long that its silence says nothing any more."""
        return self.silent_since_s is not None and now_s - self.silent_since_s >= BELIEVED_S

    def forget(self) -> None:
        """Starts anew: it is one that was never heard."""
        self.yes_s = self.since_s = self.no_s = self.silent_since_s = None
        self.spoke_s.clear()


@dataclass(slots=True)
class Witnesses:
    """Everybody that speaks for our line besides the hosts that are watched."""

    canary: Witness = field(default_factory=Witness)
    route: Witness = field(default_factory=Witness)
    names: Witness = field(default_factory=Witness)
    source: Witness = field(default_factory=Witness)
    fresh: Witness = field(default_factory=Witness)
    proof: bool = False
    lame: str = ""
    intercepted: str = ""
    lies: frozenset[str] = frozenset()
    was_clean: bool = False

    def hear(self, heard: Heard, at_s: float, until_s: float | None = None) -> None:
        """Takes in a round of asking that began at that time, and ended `until_s`."""
        for witness, said in ((self.canary, heard.canary), (self.route, heard.route)):
            if said is not None:
                witness.said(at_s, yes=said, until_s=until_s)
        if heard.canary is not None:
            self.proof = heard.proof
        if heard.fresh is not None:
            self.fresh.said(at_s, yes=heard.fresh, until_s=until_s)
        if heard.names is not None:
            # What it kept it knows without a line; only once it found out more is that asked of it.
            kept_only = heard.names and self.fresh.word(at_s) is Word.NO
            self.names.said(at_s, yes=heard.names and not kept_only, until_s=until_s)
            self.lame = "knows only what it kept from before" if kept_only else heard.lame
            self.lies = heard.lies
        # A proxy that always answers for everybody is no news.
        self.was_clean = self.was_clean or not heard.intercepted
        self.intercepted = heard.intercepted if self.was_clean else ""

    def forget_who_moved_away(self, now_s: float) -> None:
        """Drops the silence of those that are not there any more, as after moving elsewhere."""
        for witness in (self.canary, self.route, self.fresh, self.names, self.source):
            if witness.has_moved_away(now_s):
                witness.forget()
