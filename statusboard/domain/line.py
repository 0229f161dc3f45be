"""Whose fault a failure is: theirs, our own line's, or nobody's that we could tell.

A failure for reasons of the network is believed only where something else shows that our own
line works. A witness that speaks is believed; one that is silent counts only where it was heard
before, so that a closed network, in which it never speaks, can be watched too.
"""

from dataclasses import dataclass
from enum import StrEnum

# The name of the source that speaks for our own line.
OWN_NETWORK = "own network"


class Sign(StrEnum):
    """What one answer shows of the way to its service."""

    GENUINE = "genuine"  # the service itself spoke, well or badly
    SILENT = "silent"  # nobody spoke at its address
    NAMELESS = "nameless"  # no address was found for its name
    REFUSED = "refused"  # somebody said no at its address
    FOREIGN = "foreign"  # somebody spoke who did not speak there before


class Word(StrEnum):
    """What a witness says."""

    YES = "yes"  # it answers
    NO = "no"  # it answered before, and does not now
    NONE = "none"  # it was never heard, or is not asked


class Whose(StrEnum):
    """Whose fault a failure is."""

    THEIRS = "theirs"
    OURS = "ours"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class LineEvidence:
    """What speaks for our own line and against it, since a failure.

    `others`: another host, as far away as the failing one, answered as it always does. `proof`:
    the canary showed a certificate, so nobody can have spoken in its place. `names`: the name
    server knows names; `lame` says in words what it does in place of that, and `lies` that what it
    began to say of every name cannot be true. `alike`: how many hosts
    show the same foreign sign. `intercepted`: what shows that somebody answers in everyone's place.
    """

    others: bool = False
    canary: Word = Word.NONE
    proof: bool = False
    source: Word = Word.NONE
    route: Word = Word.NONE
    names: Word = Word.NONE
    lame: str = ""
    alike: int = 1
    intercepted: str = ""
    lies: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whose fault it is, and the evidence for that: a sentence's part for a person."""

    whose: Whose
    evidence: str = ""


_THEIRS = Judgement(Whose.THEIRS)


def judge_line(sign: Sign, heard: LineEvidence) -> Judgement:
    """Whose fault an answer with this sign is."""
    if heard.lies and sign is not Sign.GENUINE:
        return Judgement(Whose.OURS, heard.lies)  # whoever was asked, it was not the service
    match sign:
        case Sign.GENUINE:
            return _THEIRS
        case Sign.NAMELESS:
            return _nameless(heard)
        case Sign.SILENT:
            return _silent(heard)
        case Sign.REFUSED:
            return _refused(heard)
        case Sign.FOREIGN:
            return _foreign(heard)


def _nameless(heard: LineEvidence) -> Judgement:
    """Only a name server that knows other names shows that it is this one that is gone."""
    if heard.names is Word.YES:
        return _THEIRS
    if heard.names is Word.NO:
        return Judgement(Whose.OURS, f"the name server {heard.lame or 'does not answer'}")
    if heard.route is Word.NO:
        return Judgement(Whose.OURS, "this computer has no way to the network")
    if heard.lame and _speaks(heard):
        return Judgement(Whose.OURS, f"the line works, but the name server {heard.lame}")
    if heard.lame:
        return Judgement(Whose.CANNOT_TELL, f"the name server {heard.lame}")
    return _THEIRS if heard.others else Judgement(Whose.CANNOT_TELL)


def _silent(heard: LineEvidence) -> Judgement:
    if _speaks(heard):
        return _THEIRS
    lost = _lost(heard)
    if lost:
        return Judgement(Whose.OURS, lost)
    if heard.names is Word.YES:
        return _THEIRS
    if heard.names is Word.NO:
        return Judgement(Whose.OURS, f"the name server {heard.lame or 'does not answer'} either")
    if heard.source is Word.NO:
        return Judgement(Whose.OURS, "New Relic, which answered before, does not answer either")
    return Judgement(Whose.CANNOT_TELL)


def _refused(heard: LineEvidence) -> Judgement:
    """Who says no is there; it is not believed only where something shows our own line broken."""
    if _speaks(heard):
        return _THEIRS
    lost = heard.intercepted or _lost(heard)
    return Judgement(Whose.OURS, lost) if lost else _THEIRS


def _foreign(heard: LineEvidence) -> Judgement:
    """A name server says nothing here: who stands between lets names through."""
    if heard.intercepted:
        return Judgement(Whose.OURS, heard.intercepted)
    if heard.others or heard.source is Word.YES or (heard.canary is Word.YES and heard.proof):
        return _THEIRS
    lost = _lost(heard)
    if lost:
        return Judgement(Whose.OURS, lost)
    if heard.alike > 1:
        return Judgement(Whose.OURS, f"{heard.alike} servers show the same in their place")
    return Judgement(Whose.CANNOT_TELL)


def _speaks(heard: LineEvidence) -> bool:
    return heard.others or Word.YES in (heard.canary, heard.source)


def _lost(heard: LineEvidence) -> str:
    if heard.route is Word.NO:
        return "this computer has no way to the network"
    if heard.canary is Word.NO:
        return "the canaries, which answered before, do not answer either"
    return ""
