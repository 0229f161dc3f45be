"""A notice's words in another language, and how they stand to the words that they are made of.

A translation remembers which words it translates, by a digest of them: when a person changes the
original, it lags behind by itself, and nobody has to remember to say so. Pure.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from statusboard.domain.hidden_text import without_comments
from statusboard.domain.languages import base_of
from statusboard.domain.letters import can_be_seen, without_unkeepable

# So many hexadecimal digits for the title, and as many for the body.
_DIGITS = 12
# Stands where the digest of a part would, of which nobody knows what it translates.
_NOTHING = "-"


class TranslationState(StrEnum):
    """How a translation stands to the original. `UNFINISHED`: its title or its text is missing."""

    MISSING = "missing"
    UNFINISHED = "unfinished"
    LAGS = "lags"
    UP_TO_DATE = "up_to_date"


def digest_of(title: str, body: str) -> str:
    """What a title and a body are known by, in one short text; each half changes by itself.

    Comments and blanks around the words, which no reader gets, change nothing.
    """
    return _digest(title) + _digest(body)


def _digest(text: str) -> str:
    said = without_comments(text).strip()
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Translation:
    """A title and a body in a language, by its code.

    `of` is the digest of the title and the body that it translates (`digest_of`).
    """

    language: str
    title: str = ""
    body: str = ""
    of: str = ""

    def __post_init__(self) -> None:
        for name in ("language", "title", "body"):
            object.__setattr__(self, name, without_unkeepable(getattr(self, name)))

    @property
    def is_blank(self) -> bool:
        """Whether nobody has written anything of it."""
        return not (self.title.strip() or self.body.strip())

    @property
    def is_whole(self) -> bool:
        """Whether readers can be given it: there is something to be seen in both parts."""
        return all(can_be_seen(without_comments(text)) for text in (self.title, self.body))

    def has_title_of(self, title: str) -> bool:
        """Whether its title was made of this title."""
        return self.of[:_DIGITS] == _digest(title)

    def has_body_of(self, body: str) -> bool:
        """Whether its body was made of this body."""
        return self.of[_DIGITS:] == _digest(body)

    def is_of(self, title: str, body: str) -> bool:
        """Whether it was made of these very words."""
        return self.has_title_of(title) and self.has_body_of(body)

    def state(self, title: str, body: str) -> TranslationState:
        """How it stands to this original."""
        if self.is_blank:
            return TranslationState.MISSING
        if not self.is_whole:
            return TranslationState.UNFINISHED
        return TranslationState.UP_TO_DATE if self.is_of(title, body) else TranslationState.LAGS

    def now_of(self, title: str, body: str) -> "Translation":
        """The same words, which say the same as this original: a person has looked at both."""
        return replace(self, of=digest_of(title, body))

    def put_otherwise(
        self, change: Callable[[str, str], str], before: tuple[str, str], after: tuple[str, str]
    ) -> "Translation":
        """Its words changed like those of the original, to which they stand as they did.

        `change` is given a text and its language; the original was `before` and is `after`.
        """
        title, body = (change(text, self.language) for text in (self.title, self.body))
        digests = (self.of[:_DIGITS], self.of[_DIGITS:])
        same = (self.has_title_of(before[0]), self.has_body_of(before[1]))
        parts = zip(digests, same, after, strict=True)
        of = "".join(_digest(text) if is_same else digest for digest, is_same, text in parts)
        return Translation(self.language, title, body, of)

    def without_body(self) -> "Translation":
        """Its title alone, as another text is told under the same title."""
        return replace(self, body="", of=of_both(self, _NEVER))

    def under(self, title: "Translation") -> "Translation":
        """Its body under the title of another translation into the same language."""
        return replace(self, title=title.title, of=of_both(title, self))


def of_both(title: Translation, body: Translation) -> str:
    """What the title of one and the body of another translate."""
    return f"{title.of[:_DIGITS]:{_NOTHING}<{_DIGITS}}{body.of[_DIGITS:]}"


_NEVER = Translation("")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of a language gets. `language` is that of the words, by its code.

    Not `is_translated`: it is the original, and `language` is empty where that is not known.
    `lags`: it is the translation of an earlier wording; `title_lags`: its title is, too.
    """

    title: str
    body: str
    language: str
    is_translated: bool = False
    lags: bool = False
    title_lags: bool = False


def kept_translations(translations: Iterable[Translation]) -> tuple[Translation, ...]:
    """One for each language, in the order of their codes; the last where there are several."""
    found = {one.language: one for one in translations if not one.is_blank}
    return tuple(found[language] for language in sorted(found))


def translation_in(translations: Iterable[Translation], language: str) -> Translation | None:
    """The one in that very language, else in the language without its region; None for none."""
    by_code = {one.language.casefold(): one for one in translations}
    return by_code.get(language.strip().casefold()) or by_code.get(base_of(language))


def written_in(
    translations: Iterable[Translation], original: tuple[str, str], said: Translation
) -> tuple[Translation, ...]:
    """The translations with what a person has typed as one of them.

    A part that is new, or was up to date, is of this original, its title and its body. What lags
    goes on lagging, whatever is mended in it, until a person says that it tells the same: `now_of`.
    """
    kept = {one.language: one for one in translations}
    before, now = kept.get(said.language, _NEVER), said.now_of(*original)
    is_title_now = not before.title.strip() or before.has_title_of(original[0])
    is_body_now = not before.body.strip() or before.has_body_of(original[1])
    of = of_both(now if is_title_now else before, now if is_body_now else before)
    return kept_translations({**kept, said.language: replace(said, of=of)}.values())


def retold(
    translations: Iterable[Translation],
    original: tuple[str, str],
    translated: Mapping[str, tuple[str, str]],
) -> tuple[Translation, ...]:
    """The translations where another text is told under a title: `original` is that title and text.

    `translated` are title and text by language, as far as they are known; an empty title leaves the
    one that there is. Of every other language the title stays alone: its text told something else.
    """
    kept = {one.language: one.without_body() for one in translations}
    for language, (title, body) in translated.items():
        before = kept.get(language, Translation(language))
        said = Translation(language, title or before.title, body).now_of(*original)
        kept[language] = said if title else replace(said, of=of_both(before, said))
    return kept_translations(kept.values())


def under_titles(
    titles: Iterable[Translation], bodies: Iterable[Translation]
) -> tuple[Translation, ...]:
    """The bodies of some translations under the titles of others, where a text joins another."""
    found = {one.language: one for one in titles}
    for one in bodies:
        found[one.language] = one.under(found.get(one.language, _NEVER))
    return kept_translations(found.values())


def settled_translations(translations: Iterable[Translation]) -> tuple[Translation, ...]:
    """As they are published: without what no reader gets."""
    return kept_translations(
        replace(
            one,
            title=without_comments(one.title).strip(),
            body=without_comments(one.body).strip(),
        )
        for one in translations
    )


def reading(
    title: str, body: str, translations: Iterable[Translation], language: str, own: str = ""
) -> Reading:
    """What a reader of `language` gets of an original in the language `own`, and its translations.

    A translation that lags is given as such: who shows it says so, or shows the original.
    """
    said = translation_in(translations, language) if language else None
    if said is None or not said.is_whole or (own and base_of(language) == own):
        return Reading(title, body, own)
    return Reading(
        said.title,
        said.body,
        said.language,
        is_translated=True,
        lags=not said.is_of(title, body),
        title_lags=not said.has_title_of(title),
    )
