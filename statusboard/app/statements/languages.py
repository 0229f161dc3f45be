"""The languages in which claims about uptime are said."""

from statusboard.app.settings import page_languages
from statusboard.domain.language import Language
from statusboard.domain.languages import LANGUAGES
from statusboard.errors import RuleBroken
from statusboard.storage.pages import read_page_settings, read_pages
from statusboard.storage.unit import Unit


def claim_languages(unit: Unit) -> tuple[str, ...]:
    """The codes that are offered: English and German, and those that the team chose for a page."""
    chosen = (
        code
        for page in read_pages(unit)
        for code in page_languages(read_page_settings(unit, page.id))
    )
    return tuple(dict.fromkeys((*(one.value for one in Language), *chosen)))


def known_language(code: str) -> str:
    """The code itself. Raises RuleBroken for a language in which nothing can be said."""
    if code not in LANGUAGES:
        raise RuleBroken(
            f"“{code}” is no language of claims. It can be {', '.join(LANGUAGES)}.",
            field="language",
        )
    return code
