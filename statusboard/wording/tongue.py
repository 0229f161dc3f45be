"""Which language a text is written in, by its commonest little words."""

import re
from functools import lru_cache

from statusboard.domain.language import Language
from statusboard.domain.paragraphs import paragraphs
from statusboard.domain.placeholders import without_placeholders
from statusboard.wording.base import word_list

_WORD = re.compile(r"[^\W\d_]+")
# Words of one language alone that no text of some length goes without.
_LITTLE: dict[Language, frozenset[str]] = {
    Language.ENGLISH: word_list(
        """
        the and of to is are we our has have been this that with for from some you your it be will
        on at by not was were an as all now again currently or may can which when there their they
        but if while after between than should could would who
        """
    ),
    Language.GERMAN: word_list(
        """
        der die das und ist sind wir unsere unser unserer haben hat wurde wurden mit für von zu den
        dem ein eine einer einem nicht auf bei im zur zum sie ihre es wird werden derzeit alle auch
        wieder noch vom am oder wenn aber nach durch kann können seit zwischen uhr aus keine
        """
    ),
}


# Fewer words than these say little of their language.
_FEW = 5
# One key changes one paragraph: what was counted in the others is kept.
_KEPT_PARAGRAPHS = 256


def language_of(text: str) -> Language | None:
    """The language, or None where little speaks for one of those that are known."""
    counted = [_counted(paragraph) for _, paragraph in paragraphs(text)]
    words = sum(total for total, _ in counted)
    counts = {tongue: sum(little[at] for _, little in counted) for at, tongue in enumerate(_LITTLE)}
    best = max(counts, key=lambda tongue: counts[tongue])
    others = sum(count for tongue, count in counts.items() if tongue is not best)
    if counts[best] == 0 or counts[best] < 2 * others or 12 * counts[best] < words:
        return None
    return best


def text_language(title: str, body: str, usual: Language | None) -> Language | None:
    """The language of what a person wrote; None for one that is not known.

    The usual one where too few words say it. What a fact fills in says nothing of it.
    """
    text = without_placeholders(f"{title}\n{body}")
    found = language_of(text)
    return usual if found is None and len(text.split()) < _FEW else found


@lru_cache(maxsize=_KEPT_PARAGRAPHS)
def _counted(paragraph: str) -> tuple[int, tuple[int, ...]]:
    """How many words it has, and how many of them are little ones of each language."""
    words = [word.casefold() for word in _WORD.findall(paragraph)]
    return len(words), tuple(sum(map(little.__contains__, words)) for little in _LITTLE.values())
