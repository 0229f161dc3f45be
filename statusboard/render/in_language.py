"""The public view as it is read in one of the page's languages."""

from dataclasses import replace

from statusboard.domain.views.public import PublicView
from statusboard.domain.views.public_texts import PublicTexts


def in_language(view: PublicView, language: str) -> PublicView:
    """The same page for readers of a language: its words, and the team's own where it has them."""
    if language == view.language:
        return view
    texts = next((one for one in view.texts if one.language == language), PublicTexts(language))
    brand = replace(
        view.brand,
        about=texts.about or view.brand.about,
        record=texts.record or view.brand.record,
        footer=texts.footer or view.brand.footer,
    )
    return replace(view, language=language, page_name=texts.name or view.page_name, brand=brand)
