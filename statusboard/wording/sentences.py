"""The sentences of a text, each with where it stands."""

import re
from collections.abc import Iterator
from functools import lru_cache

from statusboard.domain.finding import Words
from statusboard.domain.paragraphs import Place, paragraphs
from statusboard.wording.base import Draft

# Neither these end a sentence before a capital or a figure, nor the day in “3. März”.
_SHORTENED = "".join(
    rf"(?<!\b{short}\.)"
    for short in (
        "[Aa]pprox",
        "[Cc]a",
        "e\\.g",
        "i\\.e",
        "vs",
        "z\\.B",
        "bzw",
        "Nr",
        "ggf",
    )
)
_MONTHS = (
    r"(?:Jan|Jänner|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
    r"(?:uar|ruar|il|i|ust|t?ember|ober)?"
)
# After a stop, or where a line or a list item ends. Not inside of “14.30”, “e.g.” or “v2.1”.
_END = re.compile(
    rf"(?<=[.!?…]){_SHORTENED}(?!(?<=\d\.)\s{_MONTHS}\b)"
    r"[\"”’)\]*_]*\s+(?=[\"“‘(\[*_]*[A-ZÄÖÜ0-9])"
    # Where the break of a line was lost on the way: “over.We watch”.
    r"|(?<=[a-zäöüß][.!?])(?=[A-ZÄÖÜ][a-zäöü]*[’']?[a-z]*\s)"
    r"|\n\s*\n|\n(?=\s*(?:[-*•–]|\d{1,2}[.)])\s)|\s(?=•\s)"
    # A line that ends as a heading does, and one that begins with its own: “Start: 4 May”.
    r"|(?<=:)[ \t]*\r?\n|\n(?=[A-ZÄÖÜ][\w ]{0,30}:\s)"
    r"|(?:<[Bb][Rr] ?/?>\s*)+"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# One key changes one sentence: what was read of the others is kept.
_KEPT_PARAGRAPHS, _KEPT_SENTENCES = 256, 2_048


def sentences_of(draft: Draft) -> Iterator[Words]:
    """Those of the body."""
    return parts_of(draft.body)


def parts_of(body: str) -> Iterator[Words]:
    """The sentences of a body. A blank line ends one."""
    for begun, paragraph in paragraphs(body):
        for start, stop, text in _in_paragraph(paragraph):
            yield Words("body", begun + start, begun + stop, text)


def word_count(text: str) -> int:
    """How many words a person reads in it; an address of the web is one."""
    return sum(_counted(paragraph) for _, paragraph in paragraphs(text))


@lru_cache(maxsize=_KEPT_SENTENCES)
def _counted(text: str) -> int:
    return len(_WORD.findall(re.sub(r"https?://\S+", "link", text)))


@lru_cache(maxsize=_KEPT_PARAGRAPHS)
def _in_paragraph(text: str) -> tuple[Place, ...]:
    ends = [(end.start(), end.end()) for end in _END.finditer(text)]
    starts = [0, *(stop for _, stop in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    return tuple(
        place
        for start, stop in zip(starts, stops, strict=True)
        if (place := _trimmed(text, start, stop)) is not None
    )


def _trimmed(text: str, start: int, stop: int) -> Place | None:
    """What stands there without the blanks around it; None where there is nothing else."""
    said = text[start:stop]
    trimmed = said.strip()
    if not trimmed:
        return None
    start += len(said) - len(said.lstrip())
    return start, start + len(trimmed), trimmed
