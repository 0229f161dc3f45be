"""The sentences of a text, each with where it stands."""

import re
from collections.abc import Iterator

from statusboard.domain.finding import Words
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


def sentences_of(draft: Draft) -> Iterator[Words]:
    """Those of the body."""
    return parts_of(draft.body)


def parts_of(body: str) -> Iterator[Words]:
    """The sentences of a body."""
    begun = 0
    for end in _END.finditer(body):
        yield from _sentence(body, begun, end.start())
        begun = end.end()
    yield from _sentence(body, begun, len(body))


def word_count(text: str) -> int:
    """How many words a person reads in it; an address of the web is one."""
    return len(_WORD.findall(re.sub(r"https?://\S+", "link", text)))


def _sentence(body: str, start: int, stop: int) -> Iterator[Words]:
    text = body[start:stop]
    if text.strip():
        start += len(text) - len(text.lstrip())
        yield Words("body", start, start + len(text.strip()), text.strip())
