"""What statements are drafted with, in each language: corrections and milestones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.claim_subject import Subject
from statusboard.domain.claim_subject_words import begin_words
from statusboard.domain.language import Language
from statusboard.domain.milestones import BestPeriod
from statusboard.domain.percent import coverage_text
from statusboard.domain.period import CalendarUnit
from statusboard.domain.telling import TELLINGS
from statusboard.domain.templates.kinds import TemplateText
from statusboard.domain.views.statement import ClaimRow, ClaimUse


@dataclass(frozen=True, slots=True)
class _Words:
    corrected: str
    no_longer: str
    unshown: str
    is_true: str
    milestone: str
    since_last: str
    since_ever: str
    stays: str
    best: Mapping[CalendarUnit, tuple[str, str]]
    observed: str


_WORDS = {
    Language.ENGLISH: _Words(
        corrected="A correction about our uptime",
        no_longer="What we said about our uptime ({where}) no longer holds. We are taking it down "
        "there.",
        unshown="What we said about our uptime ({where}) is no longer shown by what we measured: "
        "too little of that time was observed. We are taking it down there.",
        is_true="What holds today: {sentence}",
        milestone="{days} days without a major outage",
        since_last="It is {days} days since our last major outage.",
        since_ever="In the {days} days that we have measured there was no major outage.",
        stays="Every incident, with its length and what we said of it, stands here: {page_url}",
        best={
            CalendarUnit.MONTH: ("Our best month so far", "the {} months before it"),
            CalendarUnit.QUARTER: ("Our best quarter so far", "the {} quarters before it"),
            CalendarUnit.YEAR: ("Our best year so far", "the {} years before it"),
        },
        observed="That is more than in any of {before} that we have measured. {coverage} % of that "
        "time was observed.",
    ),
    Language.GERMAN: _Words(
        corrected="Eine Berichtigung zu unserer Verfügbarkeit",
        no_longer="Was wir über unsere Verfügbarkeit gesagt haben ({where}), gilt nicht mehr. Wir "
        "nehmen es dort heraus.",
        unshown="Was wir über unsere Verfügbarkeit gesagt haben ({where}), ist durch unsere "
        "Messungen nicht mehr belegt: Von dieser Zeit wurde zu wenig beobachtet. Wir nehmen es "
        "dort heraus.",
        is_true="Heute gilt: {sentence}",
        milestone="{days} Tage ohne großen Ausfall",
        since_last="Unser letzter großer Ausfall liegt {days} Tage zurück.",
        since_ever="In den {days} Tagen, die wir messen, gab es keinen großen Ausfall.",
        stays="Jede Störung, mit ihrer Dauer und dem, was wir dazu gesagt haben, steht hier: "
        "{page_url}",
        best={
            CalendarUnit.MONTH: ("Unser bester Monat bisher", "den {} Monaten davor"),
            CalendarUnit.QUARTER: ("Unser bestes Quartal bisher", "den {} Quartalen davor"),
            CalendarUnit.YEAR: ("Unser bestes Jahr bisher", "den {} Jahren davor"),
        },
        observed="Das ist mehr als in {before}, die wir gemessen haben. {coverage} % dieser Zeit "
        "wurden beobachtet.",
    ),
}


def correction(uses: Sequence[ClaimUse], row: ClaimRow, language: Language) -> TemplateText:
    """What takes a claim back: everywhere it was said, and what is true now.

    What was only observed too little is not called untrue: nobody knows.
    """
    words = _WORDS[language]
    said = words.unshown if row.is_unknown else words.no_longer
    parts = [said.format(where=", ".join(one.where for one in uses))]
    if row.nearest is not None:
        parts.append(words.is_true.format(sentence=row.nearest.text.sentence))
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


def best_words(best: BestPeriod, sentence: str, language: Language) -> TemplateText:
    """A word about a month, quarter or year; `sentence` is its claim."""
    words = _WORDS[language]
    title, before = words.best[best.measured.period.unit]
    coverage = coverage_text(best.measured.figure.coverage)
    observed = words.observed.format(
        before=before.format(best.compared),
        coverage=coverage.replace(".", TELLINGS[language].decimal),
    )
    return TemplateText(title, f"{sentence} {observed}\n\n{words.stays}")
