"""A finding: what a check has to say of a notice, the words at fault, and what would mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text: in its `title` or its `body`, and from where to where.

    Places count code points from 0, `stop` behind the last one.
    """

    part: str
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Other words for some words of a text; empty where they are best left out."""

    words: Words
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the notice says that should not stand so, or leaves out. `blocks`: not as is.

    `rule` is the key of what was held against what, for programs. `words` are those at fault, none
    where it is something that is missing; `fixes` mend them, one for each that can be mended. They
    are no part of what a finding is: the same sentence is the same finding.
    """

    sentence: str
    blocks: bool
    rule: str = field(default="", compare=False)
    words: tuple[Words, ...] = field(default=(), compare=False)
    fixes: tuple[Fix, ...] = field(default=(), compare=False)


def mended(text: str, part: str, fixes: Iterable[Fix]) -> str:
    """A part of a text with its words replaced, the last ones first.

    Words that no longer stand where they stood are left as they are. A blank that would stand
    twice, or before a full stop, goes with words that are left out.
    """
    mine = (one for one in fixes if one.words.part == part)
    for fix in sorted(mine, key=lambda one: one.words.start, reverse=True):
        start, stop = fix.words.start, fix.words.stop
        if text[start:stop] != fix.words.text:
            continue
        before, after = text[:start], text[stop:]
        if not fix.text and before.endswith(" ") and (not after or not after[0].isalnum()):
            before = before[:-1]
        text = before + fix.text + after
    return text
