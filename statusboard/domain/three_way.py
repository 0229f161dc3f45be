"""A three-way merge by word (diff3): two texts that were made of one come together again.

What only one of them changed is taken, what both changed in the same way is taken once, and where
both changed the same place in different ways there is a clash, which holds both.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A placeholder, a word or one mark, each with the space before it: joined they are the text.
_WORD = re.compile(r"\s*(?:\{\w+\}|[^\W_]+(?:['’.:,-][^\W_]+)*|\S)|\s+\Z")
# So many pairs of equal words are looked at while somebody waits: a longer change is compared line
# by line, one that is longer still as a whole.
_COMPARISONS = 4_000_000


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both changed in different ways."""

    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class MergedText:
    """A merged text in its order: what is agreed, and what is not."""

    parts: tuple[str | Clash, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The places to be decided on; empty where the texts came together."""
        return tuple(part for part in self.parts if isinstance(part, Clash))

    @property
    def with_both(self) -> str:
        """The text with my words, then theirs, wherever both changed the same place.

        Where nothing is common, they stand below each other.
        """
        if len(self.parts) == 1 and self.clashes:
            (whole,) = self.clashes
            return "\n\n".join(text for text in (whole.mine.strip(), whole.theirs.strip()) if text)
        return "".join(_both(part) if isinstance(part, Clash) else part for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Edit:
    """What one of the two put in the place of the words `start` to `stop` of what both had."""

    start: int
    stop: int
    words: tuple[str, ...]


def merge_texts(base: str, mine: str, theirs: str) -> MergedText:
    """What `mine` and `theirs` made of `base`, together."""
    if mine in (theirs, base):
        return _whole(theirs)
    if theirs == base:
        return _whole(mine)
    words = _WORD.findall(base)
    edits = [_edits(words, _WORD.findall(text)) for text in (mine, theirs)]
    return MergedText(tuple(_joined(_parts(words, *edits))))


def _whole(text: str) -> MergedText:
    return MergedText((text,) if text else ())


def _edits(base: Sequence[str], after: Sequence[str]) -> list[_Edit]:
    head = _alike(base, after)
    tail = _alike(base[head:][::-1], after[head:][::-1])
    inner, other = base[head : len(base) - tail], after[head : len(after) - tail]
    return [
        _Edit(head + edit.start, head + edit.stop, edit.words)
        for edit in _compared(inner, other, _by_line)
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words at the beginning are the same."""
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))


_Coarser = Callable[[Sequence[str], Sequence[str]], list[_Edit]]


def _compared(base: Sequence[str], after: Sequence[str], coarser: _Coarser) -> list[_Edit]:
    counts = Counter(after)
    if sum(count * counts[word] for word, count in Counter(base).items()) > _COMPARISONS:
        return coarser(base, after)
    matcher = SequenceMatcher(None, base, after, autojunk=False)
    return [
        _Edit(i1, i2, tuple(after[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _by_line(base: Sequence[str], after: Sequence[str]) -> list[_Edit]:
    before, then = (_lines(words) for words in (base, after))
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    edits = _compared(["".join(x) for x in before], ["".join(x) for x in then], _as_one)
    return [_Edit(starts[one.start], starts[one.stop], one.words) for one in edits]


def _lines(words: Sequence[str]) -> list[list[str]]:
    """The words line by line; the space before a word belongs to it, so does a line's end."""
    lines: list[list[str]] = []
    for word in words:
        if not lines or "\n" in word:
            lines.append([])
        lines[-1].append(word)
    return lines


def _as_one(base: Sequence[str], after: Sequence[str]) -> list[_Edit]:
    return [_Edit(0, len(base), tuple(after))]


def _parts(
    base: Sequence[str], mine: Sequence[_Edit], theirs: Sequence[_Edit]
) -> Iterator[str | Clash]:
    """Goes through both, group by group: edits that touch each other belong together."""
    at = 0
    left, right = list(mine), list(theirs)
    while left or right:
        start = min(one[0].start for one in (left, right) if one)
        stop = start
        own: list[_Edit] = []
        other: list[_Edit] = []
        grown = True
        while grown:
            grown = False
            for waiting, taken in ((left, own), (right, other)):
                while waiting and waiting[0].start <= stop:
                    edit = waiting.pop(0)
                    taken.append(edit)
                    stop = max(stop, edit.stop)
                    grown = True
        yield "".join(base[at:start])
        yield _decided(base, start, stop, own, other)
        at = stop
    yield "".join(base[at:])


def _decided(
    base: Sequence[str], start: int, stop: int, own: Sequence[_Edit], other: Sequence[_Edit]
) -> str | Clash:
    mine, theirs = (_after(base, start, stop, edits) for edits in (own, other))
    if mine == theirs or not other:
        return mine
    return theirs if not own else Clash(mine, theirs)


def _after(base: Sequence[str], start: int, stop: int, edits: Sequence[_Edit]) -> str:
    """What one of the two has between these words of what both had."""
    words: list[str] = []
    at = start
    for edit in edits:
        words += (*base[at : edit.start], *edit.words)
        at = edit.stop
    return "".join((*words, *base[at:stop]))


def _joined(parts: Iterator[str | Clash]) -> Iterator[str | Clash]:
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        text = ""
        yield part
    if text:
        yield text


def _both(clash: Clash) -> str:
    if not clash.mine or not clash.theirs:
        return clash.mine or clash.theirs
    between = "" if clash.theirs[:1].isspace() else " "
    return f"{clash.mine}{between}{clash.theirs}"
