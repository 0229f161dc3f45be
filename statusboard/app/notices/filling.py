"""Fills the placeholders of a notice: in its own language, and judged as readers will get it.

Pure: the window asks it at every key, the review and publishing ask it once more.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.agreement import contradictions
from statusboard.domain.filled_translation import values_in
from statusboard.domain.filled_wording import FilledWording, fill
from statusboard.domain.finding import Finding
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.notice_facts import NO_FACTS, NoticeFacts
from statusboard.wording.tongue import text_language


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a notice. `usual` is the language of a text that is too short to tell its own."""

    facts: NoticeFacts = NO_FACTS
    usual: Language = Language.ENGLISH

    def fill(self, wording: Wording, now: datetime) -> FilledWording:
        """The wording as it is if it is published at `now`, each translation in its language."""
        sheet = self.facts.sheet(wording, now)
        translated = {one.language: values_in(sheet, one.language) for one in wording.translations}
        return fill(wording, sheet.values(self.language(wording)), translated)

    def values(self, wording: Wording, now: datetime) -> dict[str, str]:
        """A text for each placeholder that a fact fills, in the language of the text."""
        return self.facts.sheet(wording, now).values(self.language(wording))

    def contradictions(self, wording: Wording, now: datetime) -> tuple[Finding, ...]:
        """Where plain words of a filled wording say other than its fields do."""
        sheet = self.facts.sheet(wording, now)
        return contradictions(wording, sheet, self.language(wording), self.facts.said(wording))

    def language(self, wording: Wording) -> Language:
        """The language that the placeholders of a text are filled in."""
        return text_language(wording.title, wording.body, self.usual) or self.usual


def judged(
    found: FilledWording,
    *judges: Callable[[Wording], Iterable[Finding]],
    shown: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Its gaps, and what every judge says of the filled text, marked where it was written.

    `shown` are the parts that the person sees filled: there it is marked where it is seen.
    """
    said = tuple(finding for judge in judges for finding in judge(found.wording))
    return (*found.gaps(shown=shown), *found.placed(said, shown=shown))
