"""A notice: the working text on its way to being an update, one revision per save.

A `Wording` is the one shape of a message. Drafts, revisions, updates, views and previews hold it
whole and add what they know; none of them copies its fields. Where it turns into another wording,
each field says what becomes of it, next to its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from statusboard.domain.hidden_text import without_comments
from statusboard.domain.letters import without_unkeepable
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.translation import (
    Reading,
    Translation,
    kept_translations,
    reading,
    retold,
    settled_translations,
)
from statusboard.domain.translation_merge import translations_of_both

# Statuspage's limits (its management API), so that a page published there later loses nothing.
TITLE_LIMIT = 255
BODY_LIMIT = 25_000


class NoticeState(StrEnum):
    """Where a notice is on its way."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Fate(StrEnum):
    """What becomes of a field where a wording turns into another one.

    `KEPT`: it stays as it is. `RESET`: it goes back to its default. `MADE`: it is worked out
    there, by name.
    """

    KEPT = "kept"
    RESET = "reset"
    MADE = "made"


class Together(StrEnum):
    """How two changes of one field come together, where two people wrote at once (`notice_merge`).

    `BY_WORD`: a text, three ways. `BY_KEY`: each service for itself. `WHOLE`: one value. `PROMISE`:
    one value in several fields. `BESIDE`: the one after the other. `BY_LANGUAGE`: each translation
    for itself, by word.
    """

    BY_WORD = "by_word"
    BY_KEY = "by_key"
    WHOLE = "whole"
    PROMISE = "promise"
    BESIDE = "beside"
    BY_LANGUAGE = "by_language"


def fates(
    *, published: Fate, followed_up: Fate, merged: Fate, together: Together = Together.WHOLE
) -> dict[str, Fate | Together]:
    """The fates of one field of a wording: by `settled`, by `follow_up` and by `both_in_one`.

    What is `published` reaches the public view; what is for the desk alone is reset there.
    `together` is what `merge_wordings` does.
    """
    return {
        "published": published,
        "followed_up": followed_up,
        "merged": merged,
        "together": together,
    }


@dataclass(frozen=True, slots=True)
class Wording:
    """What a person has written and chosen: the content of a revision, and of an update.

    Texts are freed of what cannot be kept anywhere, which nobody can see or mean.
    `components` is what the notice says of each service. `next_update_in` is the promise as
    chosen (from the moment of publishing); `next_update_at` a fixed instant; at most one is set.
    `started_at` and `ended_at` are what a person says; None: as measured. `ended_at` counts only
    where it is over. `impact` None: as the services have it.
    `from_helper` are words of a writing helper that were taken into the body; what of them still
    stands there is held against the facts.
    `shown_until` is when an announcement leaves the page; None: it stays.
    `pages` are the keys of the pages that it is narrowed to; empty: all that show what it is about.
    `translations` are its title and body in other languages, one for each.
    """

    title: str = field(
        default="",
        metadata=fates(
            published=Fate.MADE, followed_up=Fate.KEPT, merged=Fate.KEPT, together=Together.BY_WORD
        ),
    )
    status: IncidentStatus = field(
        default=IncidentStatus.INVESTIGATING,
        metadata=fates(published=Fate.KEPT, followed_up=Fate.KEPT, merged=Fate.KEPT),
    )
    body: str = field(
        default="",
        metadata=fates(
            published=Fate.MADE, followed_up=Fate.KEPT, merged=Fate.MADE, together=Together.BY_WORD
        ),
    )
    components: Mapping[int, ComponentStatus] = field(
        default_factory=dict,
        metadata=fates(
            published=Fate.MADE, followed_up=Fate.MADE, merged=Fate.MADE, together=Together.BY_KEY
        ),
    )
    next_update_in: timedelta | None = field(
        default=None,
        metadata=fates(
            published=Fate.RESET, followed_up=Fate.MADE, merged=Fate.KEPT, together=Together.PROMISE
        ),
    )
    next_update_at: datetime | None = field(
        default=None,
        metadata=fates(
            published=Fate.MADE, followed_up=Fate.RESET, merged=Fate.KEPT, together=Together.PROMISE
        ),
    )
    started_at: datetime | None = field(
        default=None, metadata=fates(published=Fate.MADE, followed_up=Fate.KEPT, merged=Fate.KEPT)
    )
    ended_at: datetime | None = field(
        default=None, metadata=fates(published=Fate.MADE, followed_up=Fate.KEPT, merged=Fate.KEPT)
    )
    impact: Impact | None = field(
        default=None, metadata=fates(published=Fate.KEPT, followed_up=Fate.KEPT, merged=Fate.KEPT)
    )
    from_helper: str = field(
        default="",
        metadata=fates(
            published=Fate.RESET, followed_up=Fate.KEPT, merged=Fate.KEPT, together=Together.BESIDE
        ),
    )
    shown_until: datetime | None = field(
        default=None, metadata=fates(published=Fate.KEPT, followed_up=Fate.KEPT, merged=Fate.KEPT)
    )
    translations: tuple[Translation, ...] = field(
        default=(),
        metadata=fates(
            published=Fate.MADE,
            followed_up=Fate.MADE,
            merged=Fate.KEPT,
            together=Together.BY_LANGUAGE,
        ),
    )
    pages: tuple[str, ...] = field(
        default=(), metadata=fates(published=Fate.KEPT, followed_up=Fate.KEPT, merged=Fate.KEPT)
    )

    def __post_init__(self) -> None:
        for name in ("title", "body", "from_helper"):
            object.__setattr__(self, name, without_unkeepable(getattr(self, name)))
        object.__setattr__(self, "translations", kept_translations(self.translations))

    def read_in(self, language: str, own: str = "") -> Reading:
        """What a reader of a language gets, such as `de` or `de-AT`; `own` is that of the original.

        The original where there is no whole translation. One that lags is marked as such.
        """
        return reading(self.title, self.body, self.translations, language, own)

    def saying(
        self, body: str, translated: Mapping[str, tuple[str, str]] | None = None
    ) -> "Wording":
        """The same with another text under the same title.

        `translated` are its title and its text by language; what others said is no translation
        of it and goes, but for the title.
        """
        told = retold(self.translations, (self.title, body), translated or {})
        return replace(self, body=body, translations=told)

    def promise(self, published_at: datetime) -> datetime | None:
        """When the next update is promised if this is published at `published_at`."""
        if self.status.is_over:
            return None
        if self.next_update_in is not None:
            return published_at + self.next_update_in
        return self.next_update_at

    @property
    def promise_moves_on(self) -> bool:
        """Whether it promises so long from its publishing, and no instant."""
        return self.next_update_in is not None

    def without_promise(self) -> "Wording":
        """The same without a promised next update, where nobody knows whether that still holds."""
        return replace(self, next_update_in=None, next_update_at=None)

    def promising(self, at: datetime | None) -> "Wording":
        """The same with the next update promised at an instant, or with no promise."""
        return replace(self, next_update_in=None, next_update_at=at)

    def settled(
        self,
        published_at: datetime,
        *,
        started_at: datetime,
        components: Mapping[int, ComponentStatus],
        ended_at: datetime | None = None,
    ) -> "Wording":
        """The wording as an update says it: nothing left to a later moment, or for writers alone.

        `components` is what it says of every service it is about, also of those that the incident
        named before and the person no longer does. `ended_at` is None where it is not over.
        """
        return replace(
            self,
            title=without_comments(self.title).strip(),
            body=without_comments(self.body).strip(),
            components=dict(sorted(components.items())),
            next_update_in=None,
            next_update_at=self.promise(published_at),
            started_at=started_at,
            ended_at=ended_at,
            from_helper="",
            translations=settled_translations(self.translations),
        )


def as_read_in(wording: Wording, language: str) -> Wording:
    """The wording with the words that a reader of a language gets, where they are up to date.

    What lags is not taken for what is said now: there it is the original.
    """
    read = wording.read_in(language)
    if not read.is_translated or read.lags:
        return wording
    return replace(wording, title=read.title, body=read.body, translations=())


def both_in_one(mine: Wording, theirs: Wording) -> Wording:
    """My wording with their text below mine, and every service that either of us names."""
    body = "\n\n".join(text for text in (mine.body.strip(), theirs.body.strip()) if text)
    if mine.body.strip() == theirs.body.strip():
        body = mine.body
    helped = "\n\n".join(dict.fromkeys(filter(None, (mine.from_helper, theirs.from_helper))))
    components = {**theirs.components, **mine.components}
    return replace(
        mine,
        body=body,
        components=components,
        from_helper=helped,
        translations=translations_of_both(mine, theirs, body),
    )


@dataclass(frozen=True, slots=True)
class Revision:
    """One save of a notice; immutable. `number` counts from 1 within the notice.

    `saved_by_person` is None where whoever saved is known by the name alone.
    """

    notice_id: int
    number: int
    wording: Wording
    saved_at: datetime
    saved_by: str
    saved_by_person: int | None = None
