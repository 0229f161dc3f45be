"""What changes between two texts, word by word, as readers would notice it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A paragraph break, a word, or one mark; what stands between two tokens is kept as their gap.
_TOKEN = re.compile(r"\n[ \t]*\n\s*|\n|[^\W_]+(?:['’.:,-][^\W_]+)*|\S")
# An unchanged island this small between two changes makes a sentence harder to read, not easier.
_ISLAND_WORDS, _ISLAND_LETTERS = 2, 9
# Comparing word by word is quadratic at best; beyond this (500 words against 500) it would be
# felt on the screen's thread, and nobody reads such a difference word by word.
_COMPARISONS = 250_000


class Kind(StrEnum):
    """What happened to a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one fate."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    gap: str


@dataclass(frozen=True, slots=True)
class _Run:
    before: tuple[_Token, ...]
    after: tuple[_Token, ...]
    is_same: bool = False


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order: a removed run always stands before what replaces it.

    Joining the kept and added pieces gives `after` back, but for blank space at its ends and
    beside a removed run.
    """
    old, new = _tokens(before), _tokens(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    runs = [
        _Run(tuple(old[:head]), tuple(new[:head]), is_same=True),
        *_compared(old[head:old_end], new[head:new_end]),
        _Run(tuple(old[old_end:]), tuple(new[new_end:]), is_same=True),
    ]
    return _pieces(_without_islands([run for run in runs if run.before or run.after]))


def _alike(old: Sequence[_Token], new: Sequence[_Token]) -> int:
    """How many tokens at the beginning are the same."""
    for count, (one, other) in enumerate(zip(old, new, strict=False)):
        if one.text != other.text:
            return count
    return min(len(old), len(new))


def _compared(old: Sequence[_Token], new: Sequence[_Token]) -> list[_Run]:
    if len(old) * len(new) > _COMPARISONS:
        return [_Run(tuple(old), tuple(new))]
    matcher = SequenceMatcher(
        None, [token.text for token in old], [token.text for token in new], autojunk=False
    )
    return [
        _Run(tuple(old[i1:i2]), tuple(new[j1:j2]), is_same=tag == "equal")
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]


def _tokens(text: str) -> list[_Token]:
    found = []
    position = 0
    stripped = text.strip()
    for match in _TOKEN.finditer(stripped):
        gap = stripped[position : match.start()]
        broken = match.group().startswith("\n")
        token = "\n\n" if broken and match.group().count("\n") > 1 else match.group()
        found.append(_Token(token, "" if broken else gap))
        position = match.end()
    return found


def _without_islands(runs: Sequence[_Run]) -> list[_Run]:
    joined: list[_Run] = []
    for index, run in enumerate(runs):
        is_island = run.is_same and 0 < index < len(runs) - 1 and _is_small(run.after)
        changed = not run.is_same or is_island
        if changed and joined and not joined[-1].is_same:
            last = joined[-1]
            joined[-1] = _Run(last.before + run.before, last.after + run.after)
        else:
            joined.append(_Run(run.before, run.after, is_same=not changed))
    return joined


def _is_small(tokens: Sequence[_Token]) -> bool:
    if any(token.text.startswith("\n") for token in tokens):
        return False
    words = [token.text for token in tokens if token.text[0].isalnum()]
    return len(words) <= _ISLAND_WORDS and sum(map(len, words)) <= _ISLAND_LETTERS


def _pieces(runs: Sequence[_Run]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for run in runs:
        if run.is_same:
            pieces.append(Piece(Kind.KEPT, _text(run.after, first=not pieces)))
            continue
        if run.before:
            pieces.append(Piece(Kind.REMOVED, _text(run.before, first=not pieces)))
        if run.after:
            pieces.append(Piece(Kind.ADDED, _text(run.after, first=not pieces)))
    return tuple(pieces)


def _text(tokens: Sequence[_Token], *, first: bool) -> str:
    text = "".join(token.gap + token.text for token in tokens)
    return text.lstrip(" ") if first else text
