"""What the templates are given of updates, and of how an incident ended: texts, ready to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from statusboard.domain.languages import direction_of
from statusboard.domain.views.public import PublicIncident, PublicLink, PublicUpdate
from statusboard.render.clean import clean_line
from statusboard.render.corrected_times import corrected_times
from statusboard.render.markdown import body_html
from statusboard.render.moments import Moment, Moments
from statusboard.render.page_words.base import AtOrOn, PageWords
from statusboard.render.page_words.english import ENGLISH
from statusboard.render.page_words.updates import corrects_said, taken_back_said, word_of_update


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """One message.

    `taken_back` says what became of its words, such as `Corrected at {at}`, with `taken_back_at`
    in it; empty where they stand. `corrects` holds `corrects_at` in the same way, when that was
    published whose words it takes back. `corrected` are the times that it puts right.

    `lang` is the language of its words where that is not the page's; `note` says so to its readers,
    or that they are an earlier translation: then `original` are the words that hold.
    """

    word: str
    at: Moment
    html: Markup
    taken_back: str = ""
    taken_back_at: Moment | None = None
    corrects: str = ""
    corrects_at: Moment | None = None
    corrected: tuple[str, ...] = ()
    lang: str = ""
    note: str = ""
    original: Markup | None = None

    @property
    def direction(self) -> str:
        """In which direction its words are read, where they have a language of their own."""
        return direction_of(self.lang)


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """Another incident: what its page is called in the site, and its title.

    `lang` is the language of the title where that is not the page's.
    """

    id: str
    title: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class EndingFacts:
    """How an incident ended that was not resolved: withdrawn, or told on in another one."""

    withdrawn: bool
    at: Moment
    continues_in: LinkFacts | None


def update_facts(
    updates: Sequence[PublicUpdate],
    places: Iterable[int],
    moments: Moments,
    beside: datetime,
    root: str = "",
    words: PageWords = ENGLISH,
) -> tuple[UpdateFacts, ...]:
    """Those of the updates in texts that stand at `places`.

    The days are left out that are that of `beside`, which stands near. `root` is the way to the
    first page, below which pictures are.
    """

    def at(instant: datetime | None) -> Moment | None:
        return None if instant is None else moments.beside(instant, beside)

    def around(said: AtOrOn | None, instant: datetime | None) -> str:
        """The sentence as it stands around a time of day, or around a date."""
        if said is None or instant is None:
            return ""
        return said[moments.day(instant) != moments.day(beside)]

    return tuple(
        UpdateFacts(
            word=word_of_update(update, words),
            at=moments.beside(update.published_at, beside),
            html=_html(update.wording.body, root),
            taken_back=around(taken_back_said(update, words), update.taken_back_at),
            taken_back_at=at(update.taken_back_at),
            corrects=around(corrects_said(update, words), update.corrects_at),
            corrects_at=at(update.corrects_at),
            corrected=corrected_times(updates, place, moments, words.notice),
            lang=update.language,
            note=note_on(update, words),
            original=_html(update.original, root) if update.original else None,
        )
        for place in places
        for update in (updates[place],)
    )


def note_on(update: PublicUpdate, words: PageWords) -> str:
    """That an update is in another language, or an earlier translation; empty for any other."""
    if update.original:
        return words.notice.lags
    return words.notice.is_in.get(update.language, "")


def _html(body: str, root: str) -> Markup:
    return Markup(body_html(body, root))  # noqa: S704 - sanitised last, by nh3


def ending_facts(incident: PublicIncident, moments: Moments) -> EndingFacts | None:
    """How it ended, where it was not resolved; else None."""
    if incident.is_counted:
        return None
    at = moments.beside(incident.updates[0].published_at, incident.started_at)
    other = incident.continues_in
    return EndingFacts(incident.is_withdrawn, at, None if other is None else link_facts(other))


def link_facts(link: PublicLink) -> LinkFacts:
    """A link to another incident in texts."""
    return LinkFacts(link.public_id, clean_line(link.title), link.language)
