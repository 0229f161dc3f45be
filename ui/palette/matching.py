"""Fuzzy search over the entries: every word typed has to be in there, give or take a letter.

What the words are held against is folded once; asking goes through rapidfuzz in one call for each
word. What begins a word comes before what stands inside one, and that before what is only alike;
among those alike the state and recent use decide.
"""

import heapq
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ui.palette.entry import PaletteEntry

# The least likeness in percent: one letter of five may be another, or two may have changed places.
ALIKE = 80.0
EXACT = 100.0
# Of fewer letters any other makes another word.
FUZZY_FROM = 5
# What is so much less alike than the best is not what was meant.
_APART = 20.0
_BEGINS, _IN_TITLE = 25.0, 10.0
# Recent use counts this much, and less the longer ago; less than a service that is down.
RECENT = 20.0
MOST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was found; `marked` are the stretches of its title that match."""

    entry: PaletteEntry
    rank: float
    marked: tuple[tuple[int, int], ...] = ()


def folded(text: str) -> str:
    """The text without case and accents, letter for letter: places in it are places in the text."""
    if text.isascii():
        return text.lower()
    return "".join(_folded_letter(letter) for letter in text)


def _folded_letter(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0].casefold()[0]


class Matcher:
    """Finds among these entries. `used` says how recently by key: 1 for just now, down to 0."""

    def __init__(self, entries: Sequence[PaletteEntry]) -> None:
        self._entries = entries
        self._titles = [folded(one.title) for one in entries]
        self._texts = [
            f"{title} {folded(one.detail)} {folded(one.also)}"
            for one, title in zip(entries, self._titles, strict=True)
        ]

    def find(self, typed: str, used: Mapping[str, float], *, most: int = MOST) -> tuple[Found, ...]:
        """The likeliest first, at most so many. Nothing typed: what presses or was used lately."""
        words = folded(typed).split()
        likely = self._likeness(words) if words else dict.fromkeys(range(len(self._entries)), 100.0)
        if not likely:
            return ()
        least = max(likely.values()) - _APART
        ranked = (
            (self._rank(number, likeness, words, used), -number)
            for number, likeness in likely.items()
            if likeness >= least
        )
        best = heapq.nlargest(most, ranked)
        return tuple(self._found(-number, rank, words) for rank, number in best)

    def _likeness(self, words: Sequence[str]) -> dict[int, float]:
        """How alike each entry is to the word that is least alike; none that lacks one."""
        likely: dict[int, float] = {}
        for place, word in enumerate(words):
            # What no word before was found in need not be asked again.
            asked = self._texts if place == 0 else {n: self._texts[n] for n in likely}
            least = EXACT if len(word) < FUZZY_FROM else ALIKE
            scored = process.extract(
                word, asked, scorer=fuzz.partial_ratio, score_cutoff=least, limit=None
            )
            # A text shorter than the word would be looked for in the word.
            likely = {
                number: min(score, likely.get(number, score))
                for text, score, number in scored
                if len(text) >= len(word)
            }
        return likely

    def _rank(
        self, number: int, likeness: float, words: Sequence[str], used: Mapping[str, float]
    ) -> float:
        entry = self._entries[number]
        rank = likeness + entry.urgency + RECENT * used.get(entry.key, 0.0)
        title = f" {self._titles[number]}"
        for word in words:
            if word in title:
                rank += _IN_TITLE + (_BEGINS if f" {word}" in title else 0.0)
        return rank

    def _found(self, number: int, rank: float, words: Sequence[str]) -> Found:
        title = self._titles[number]
        return Found(self._entries[number], rank, _merged([_stretch(w, title) for w in words]))


def _stretch(word: str, title: str) -> tuple[int, int]:
    """Where the word stands in the title, or what is alike; nowhere as an empty stretch."""
    at = f" {title}".find(f" {word}")
    at = at if at >= 0 else title.find(word)
    if at >= 0:
        return at, at + len(word)
    if len(title) < len(word):
        return 0, 0
    alike = fuzz.partial_ratio_alignment(word, title, score_cutoff=ALIKE)
    return (alike.dest_start, alike.dest_end) if alike is not None else (0, 0)


def _merged(stretches: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(one for one in stretches if one[0] < one[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return tuple(merged)
