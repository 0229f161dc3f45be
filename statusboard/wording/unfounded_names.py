"""Names in a text that stand in no fact: of companies, products, people, places.

English writes a name with a capital letter and little else; German writes every noun so, and is
judged only by what no noun looks like.
"""

import re
from collections.abc import Iterator

from statusboard.domain.language import Language
from statusboard.wording.base import word_list

_CAPITAL = re.compile(r"(?<![\w\x00&.@/-])[A-ZÄÖÜ][\w’'&-]*(?:\.[a-z]{2,3}\b)?")
# HTTP, GitHub, iOS: no word of any language is written so.
_UNLIKE_WORDS = re.compile(r"[A-ZÄÖÜ]{2,}[\w-]*|[A-ZÄÖÜ]?[a-zäöüß]+[A-ZÄÖÜ]\w*")
_MIXED = re.compile(r"(?<![\w\x00@/.-])(?:[A-ZÄÖÜ]{2,}\w*|[A-Za-zÄÖÜäöü][a-zäöüß]+[A-ZÄÖÜ]\w*)")
# Before the first word of a sentence, a line, a list item or a quotation.
_BEGINS = re.compile(
    r"(?:\A|[.!?…:]|\n|^[ \t]*(?:[-*•>]|\d+[.)]))[\s*_>\"“”„‚'(\[]*\Z", re.MULTILINE
)
_HEADING = re.compile(r"^(?:#+\s.*|\*\*[^*\n]+\*\*:?|[^\n.!?]{1,60}:)[ \t]*$", re.MULTILINE)
_COMMON = word_list(
    """
    i i'm i’m we you please thank thanks dear sincerely regards hello update updates status note
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december english german internet web ok
    utc gmt cet cest mez mesz am pm est edt pst pdt bst faq sms pdf url eur usd gbp eu us usa uk
    uhr investigating identified monitoring resolved operational degraded team support customer
    customers e-mail email
    """
)


def names(text: str, known: frozenset[str], language: Language | None) -> Iterator[tuple[int, int]]:
    """Where a name stands of which no word is `known` (in small letters)."""
    pattern = _CAPITAL if language is Language.ENGLISH else _MIXED
    headings = [found.span() for found in _HEADING.finditer(text)]
    run: tuple[int, int] | None = None
    for found in pattern.finditer(text):
        start, stop = found.span()
        if any(begin <= start < end for begin, end in headings):
            continue
        is_name = not _is_known(found[0], known) and (
            _UNLIKE_WORDS.fullmatch(found[0]) is not None
            or (language is Language.ENGLISH and not _BEGINS.search(text[:start]))
        )
        if not is_name:
            continue
        if run is not None and text[run[1] : start] == " ":
            run = (run[0], stop)
            continue
        if run is not None:
            yield run
        run = (start, stop)
    if run is not None:
        yield run


def _is_known(name: str, known: frozenset[str]) -> bool:
    plain = re.sub(r"['’]s?$", "", name).casefold()
    parts = [plain, *re.split(r"[-&'’.]", plain)]
    return (
        plain in _COMMON
        or plain.removesuffix("s") in known
        or all(part in known or part in _COMMON or not part for part in parts[1:])
        or plain in known
    )
