"""What statements are drafted with, in each language: corrections and milestones."""

from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.domain.claim_subject import Subject, begin_words
from statusboard.domain.language import Language
from statusboard.domain.templates.kinds import TemplateText
from statusboard.domain.views.statement import ClaimUse, Nearest


@dataclass(frozen=True, slots=True)
class _Words:
    corrected: str
    no_longer: str
    is_true: str
    milestone: str
    since_last: str
    since_ever: str
    stays: str


_WORDS = {
    Language.ENGLISH: _Words(
        corrected="A correction about our uptime",
        no_longer="What we said about our uptime ({where}) no longer holds. We are taking it down "
        "there.",
        is_true="What holds today: {sentence}",
        milestone="{days} days without a major outage",
        since_last="It is {days} days since our last major outage.",
        since_ever="In the {days} days that we have measured there was no major outage.",
        stays="Every incident, with its length and what we said of it, stands here: {page_url}",
    ),
    Language.GERMAN: _Words(
        corrected="Eine Berichtigung zu unserer Verfügbarkeit",
        no_longer="Was wir über unsere Verfügbarkeit gesagt haben ({where}), gilt nicht mehr. Wir "
        "nehmen es dort heraus.",
        is_true="Heute gilt: {sentence}",
        milestone="{days} Tage ohne großen Ausfall",
        since_last="Unser letzter großer Ausfall liegt {days} Tage zurück.",
        since_ever="In den {days} Tagen, die wir messen, gab es keinen großen Ausfall.",
        stays="Jede Störung, mit ihrer Dauer und dem, was wir dazu gesagt haben, steht hier: "
        "{page_url}",
    ),
}


def correction(use: ClaimUse, nearest: Nearest | None) -> TemplateText:
    """What takes a claim back: where it was said, and what is true now."""
    words = _WORDS[use.language]
    parts = [words.no_longer.format(where=use.where)]
    if nearest is not None:
        parts.append(words.is_true.format(sentence=nearest.text.sentence))
    return TemplateText(words.corrected, "\n\n".join(parts))


def milestone_words(
    days: int, language: Language, services: Sequence[Subject] = (), *, ever: bool
) -> TemplateText:
    """A word about a run without a major outage; where the page is stays a placeholder.

    `services` are named where it is not about all of them.
    """
    words = _WORDS[language]
    said = words.since_last if ever else words.since_ever
    whose = f"{begin_words(services, language)}: " if services else ""
    return TemplateText(
        f"{whose}{words.milestone.format(days=days)}",
        f"{whose}{said.format(days=days)}\n\n{words.stays}",
    )
