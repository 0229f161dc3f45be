"""The public view as it is read in one of the page's languages.

What the team wrote is read in the language wherever it has said it there, and as it was written
where it has not: nothing is translated by itself.
"""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.domain.translation import Reading
from statusboard.domain.views.brand import Brand
from statusboard.domain.views.public import (
    PublicIncident,
    PublicLink,
    PublicUpdate,
    PublicView,
)
from statusboard.domain.views.public_texts import PublicTexts
from statusboard.render.clean import clean_line


def in_language(view: PublicView, language: str) -> PublicView:
    """The same page for readers of a language: its words, and the team's own where it has them."""
    own = view.languages[0] if view.written_in is None else view.written_in
    if language == view.language and view.written_in is None:
        return view
    texts = next((one for one in view.texts if one.language == language), PublicTexts(language))
    incidents = tuple(
        replace(one, updates=_read(one.updates, language, own)) for one in view.incidents
    )
    titles = {one.public_id: (one.wording.title, one.updates[0].language) for one in incidents}
    return replace(
        view,
        language=language,
        page_name=texts.name or view.page_name,
        brand=_said(view.brand, texts),
        incidents=tuple(_linked(one, titles) for one in incidents),
        maintenances=tuple(
            replace(one, updates=_read(one.updates, language, own)) for one in view.maintenances
        ),
        announcements=tuple(
            replace(one, updates=_read(one.updates, language, own)) for one in view.announcements
        ),
    )


def _said(brand: Brand, texts: PublicTexts) -> Brand:
    return replace(
        brand,
        about=clean_line(texts.about) or brand.about,
        record=clean_line(texts.record) or brand.record,
        footer=clean_line(texts.footer) or brand.footer,
    )


def _read(updates: tuple[PublicUpdate, ...], language: str, own: str) -> tuple[PublicUpdate, ...]:
    return tuple(_one_read(update, language, own) for update in updates)


def _one_read(update: PublicUpdate, language: str, own: str) -> PublicUpdate:
    """An update in a language, else as it was written; one that lags keeps what holds beside it.

    A title stands alone, in lists and feeds too: where it lags nothing of it is read.
    """
    before = update.wording
    read = before.read_in(language, own)
    if read.title_lags:
        read = Reading(before.title, before.body, own)
    wording = replace(before, title=read.title, body=read.body, translations=())
    return replace(
        update,
        wording=wording,
        language="" if read.is_translated or own == language else own,
        original=before.body if read.lags else "",
    )


def _linked(incident: PublicIncident, titles: Mapping[str, tuple[str, str]]) -> PublicIncident:
    """The incident whose links to others have the titles that those are read under."""

    def link(one: PublicLink) -> PublicLink:
        title, language = titles.get(one.public_id, (one.title, one.language))
        return replace(one, title=title, language=language)

    other = incident.continues_in
    return replace(
        incident,
        continues_in=None if other is None else link(other),
        joined=tuple(map(link, incident.joined)),
    )
