"""Two people wrote on one notice: their translations come together, each language for itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from statusboard.domain.three_way import merge_texts
from statusboard.domain.translation import Translation, kept_translations, of_both

if TYPE_CHECKING:
    from statusboard.domain.notice import Wording

Translations = Sequence[Translation]
# What nobody knows the original of.
_OF_NOTHING = Translation("")


def merge_translations(
    base: Translations, mine: Translations, theirs: Translations
) -> tuple[tuple[Translation, ...], bool]:
    """What both made of them, and whether both changed the same words in different ways.

    Where they do, both words stand there. What one wrote for one original and the other for another
    one is of neither: it lags until a person has looked at it.
    """
    sides = [{one.language: one for one in side} for side in (base, mine, theirs)]
    found: list[Translation] = []
    has_clash = False
    for language in sorted(set().union(*sides)):
        was, own, other = (side.get(language, Translation(language)) for side in sides)
        together, clash = _one(was, own, other)
        found.append(together)
        has_clash |= clash
    return kept_translations(found), has_clash


def _one(was: Translation, own: Translation, other: Translation) -> tuple[Translation, bool]:
    if other in (was, own):
        return own, False
    if own == was:
        return other, False
    title = merge_texts(was.title, own.title, other.title)
    body = merge_texts(was.body, own.body, other.body)
    titled, bodied = (_side(was, own, other, part) for part in ("title", "body"))
    said = Translation(own.language, title.with_both, body.with_both, of_both(titled, bodied))
    return said, bool(title.clashes or body.clashes)


def _side(was: Translation, own: Translation, other: Translation, part: str) -> Translation:
    """Whose original this part is of, where both have changed the translation."""
    is_own, is_other = (_part(one, part) != _part(was, part) for one in (own, other))
    if _part(own, part)[1] == _part(other, part)[1] or not is_other:
        return own
    return _OF_NOTHING if is_own else other


def _part(one: Translation, part: str) -> tuple[str, str]:
    """A part with the digest of what it translates."""
    if part == "title":
        return one.title, of_both(one, _OF_NOTHING)
    return one.body, of_both(_OF_NOTHING, one)


def translations_of_both(mine: "Wording", theirs: "Wording", body: str) -> tuple[Translation, ...]:
    """My translations with theirs below mine, where `body` is what stands in the original then.

    What was up to date on both sides is so in both together.
    """
    found = {one.language: one for one in theirs.translations}
    for own in mine.translations:
        other = found.get(own.language)
        found[own.language] = own if other is None else _both(own, other, mine, theirs, body)
    return kept_translations(found.values())


def _both(
    own: Translation, other: Translation, mine: "Wording", theirs: "Wording", body: str
) -> Translation:
    texts = (text.strip() for text in (own.body, other.body))
    joined = "\n\n".join(filter(None, texts))
    if own.body.strip() == other.body.strip():
        joined = own.body
    titled = own if own.title.strip() else other
    if not other.body.strip():
        bodied = own
    elif not own.body.strip():
        bodied = other
    elif own.has_body_of(mine.body) and other.has_body_of(theirs.body):
        bodied = own.now_of(mine.title, body)
    else:
        bodied = _OF_NOTHING
    return replace(titled, body=joined, of=of_both(titled, bodied))
