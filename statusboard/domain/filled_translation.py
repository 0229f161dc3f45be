"""A translation with its facts, and which of them can be told in a language of any kind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.language import Language
from statusboard.domain.languages import base_of
from statusboard.domain.placeholders import Filled, filled
from statusboard.domain.translation import Translation, digest_of


@dataclass(frozen=True, slots=True)
class FilledTranslation:
    """What a person wrote in another language, and its title and body as readers get them."""

    written: Translation
    title: Filled
    body: Filled

    def part(self, name: str) -> tuple[str, Filled]:
        """The title or the body: as it is written, and filled."""
        if name == "title":
            return self.written.title, self.title
        return self.written.body, self.body

    def of(self, before: tuple[str, str], after: tuple[str, str]) -> Translation:
        """As readers get it; what is of the original `before` it was filled is of it `after`."""
        said = replace(self.written, title=self.title.text, body=self.body.text)
        return replace(said, of=digest_of(*after)) if self.written.is_of(*before) else said


def fill_translation(written: Translation, values: Mapping[str, str]) -> FilledTranslation:
    """The translation with these texts for its placeholders. In a title `{title}` is a gap."""
    others = {name: text for name, text in values.items() if name != "title"}
    title = filled(written.title, others)
    named = {**others, "title": title.text.strip()}
    return FilledTranslation(written, title, filled(written.body, named))


def part_of(language: str, name: str) -> str:
    """What a part of a translation is called where words of a notice are pointed at: `de.body`."""
    return f"{language}.{name}"


def language_of_part(part: str) -> str:
    """The language of a part; empty for a part of the original."""
    language, _, name = part.rpartition(".")
    return language if name else ""


def values_in(sheet: FactSheet, language: str) -> dict[str, str]:
    """A text for each placeholder that can be filled in a language.

    Where the program knows no sentences of it, that is names, addresses and times as figures.
    """
    code = base_of(language)
    if code in set(Language):
        return sheet.values(Language(code))
    found = {
        "services": ", ".join(sheet.services),
        "title": sheet.title,
        "started": _figures(sheet.started, sheet.zone, sheet.now),
        "ended": _figures(sheet.ended, sheet.zone, sheet.now),
        "next_update": _figures(sheet.next_update, sheet.zone, sheet.now),
        "page_name": sheet.page_name,
        "page_url": sheet.page_url,
    }
    return {name: text for name, text in found.items() if text}


def _figures(instant: datetime | None, zone: tzinfo, now: datetime) -> str:
    """The time with its zone, and with its day (ISO 8601) where that is not today."""
    if instant is None:
        return ""
    try:
        local, today = instant.astimezone(zone), now.astimezone(zone).date()
    except OverflowError:
        return ""
    day = "" if local.date() == today else f"{local:%Y-%m-%d} "
    return f"{day}{local:%H:%M} {local:%Z}"
