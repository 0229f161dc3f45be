"""The templates in force: a team's own where there is one, else ours; and how a text is begun."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.language import Language
from statusboard.domain.placeholders import LINKED, SENTENCES, filled
from statusboard.domain.templates.english import ENGLISH
from statusboard.domain.templates.german import GERMAN
from statusboard.domain.templates.kinds import TemplateKey, TemplateKind, TemplateText

_NONE: Mapping[TemplateKey, TemplateText] = MappingProxyType({})
_OURS = MappingProxyType({Language.ENGLISH: ENGLISH, Language.GERMAN: GERMAN})
_ENDS = re.compile(r"(?<=[.?!…]) +")
_CLOSED_TWICE = re.compile(r"([.?!…])\.")


def ours(kind: TemplateKind, language: Language) -> TemplateText:
    """The text that comes with the program."""
    return _OURS[language][kind]


@dataclass(frozen=True, slots=True)
class HouseTemplates:
    """What texts are begun with. `language` is that of drafts, `own` are the team's texts.

    `further` are the other languages of the page that drafts are begun in beside it.
    """

    language: Language = Language.ENGLISH
    own: Mapping[TemplateKey, TemplateText] = field(default_factory=lambda: _NONE)
    further: tuple[Language, ...] = ()

    def text(self, kind: TemplateKind, language: Language | None = None) -> TemplateText:
        """The template in force, in the language of drafts unless another is given."""
        language = language or self.language
        return self.own.get((kind, language)) or ours(kind, language)

    def beside(
        self, kind: TemplateKind, sheet: FactSheet, *, has_title: bool
    ) -> dict[str, tuple[str, str]]:
        """Title and text of a template in the further languages, by their codes, filled.

        No titles where the notice `has_title` already: it may be another one.
        """
        found = {}
        for language in self.further:
            said = begun(self.text(kind, language), sheet.values(language))
            found[language.value] = ("" if has_title else said.title, said.body)
        return found

    def kind_of(self, template: TemplateText, language: Language) -> TemplateKind | None:
        """Which one a text in force is; None for one that is none."""
        kinds = (kind for kind in TemplateKind if self.text(kind, language) == template)
        return next(kinds, None)


OURS = HouseTemplates()


def begun(template: TemplateText, values: Mapping[str, str]) -> TemplateText:
    """What a draft is begun with: facts as words, and what still changes as placeholders.

    Sentences that fill themselves are left out where nothing fills them. Other gaps stay, so that
    they are seen.
    """
    words = {name: text for name, text in values.items() if name not in LINKED}
    body = _without(template.body, [name for name in SENTENCES if not values.get(name)])
    return TemplateText(filled(template.title, values).text, filled(body, words).text)


def spoken(template: TemplateText, values: Mapping[str, str]) -> str:
    """What is said on the phone: nobody mends it first, so a sentence with a gap is left out."""
    found = [filled(sentence, values) for sentence in _ENDS.split(template.body)]
    said = " ".join(one.text.strip() for one in found if not one.gaps)
    return _CLOSED_TWICE.sub(r"\1", said)


def _without(text: str, names: Iterable[str]) -> str:
    """The text without these placeholders, and without lines that are empty then."""
    for name in names:
        text = re.sub(rf"^\{{{name}\}} ?| ?\{{{name}\}}", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
