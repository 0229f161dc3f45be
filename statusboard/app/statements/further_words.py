"""The desk's own announcements in further languages of the page, as translations of a draft.

They say what the draft says, sentence by sentence, in the words that claims are made of. English
and German have texts of their own, which a team can change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.claim_subject import Subject
from statusboard.domain.claim_subject_words import begin_words
from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.known import TONGUES

# Title and text by the code of their language.
Translated = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Further:
    """`without` is a title; `observed` and `stays` are sentences, `between` stands between two."""

    without: str
    observed: str
    stays: str
    between: str = " "


_FURTHER: Mapping[str, _Further] = {
    "fr": _Further(
        "{days} sans panne majeure",
        "{share} de ce temps a été observé.",
        "Chaque incident, avec sa durée et ce que nous en avons dit, figure ici\u00a0: {page_url}",
    ),
    "es": _Further(
        "{days} sin caídas graves",
        "Se observó el {share} de ese tiempo.",
        "Cada incidente, con su duración y lo que dijimos de él, está aquí: {page_url}",
    ),
    "pt": _Further(
        "{days} sem falha grave",
        "{share} desse tempo foi observado.",
        "Cada incidente, com sua duração e o que dissemos dele, está aqui: {page_url}",
    ),
    "nl": _Further(
        "{days} zonder grote uitval",
        "{share} van die tijd is waargenomen.",
        "Elk incident, met de duur en wat wij erover schreven, staat hier: {page_url}",
    ),
    "ja": _Further(
        "重大な障害のない{days}間",
        "その期間の観測率は{share}です。",
        "すべての障害とその長さ、お知らせの内容はこちらに掲載しています：{page_url}",
        "",
    ),
    "ar": _Further(
        "{days} بلا انقطاع كبير",
        "رُصد {share} من ذلك الوقت.",
        "كل حادث، مع مدته وما قلناه عنه، مذكور هنا: {page_url}",
    ),
}


def milestone_beside(
    days: int, languages: Iterable[str], services: Sequence[Subject] = (), *, ever: bool
) -> Translated:
    """A word about a run without a major outage, in those of the languages that have one."""
    found = {}
    for code, words, tongue in _known(languages):
        said, plurals = tongue.claims, tongue.dates.plurals
        whose = f"{begin_words(services, code)}{tongue.colon}" if services else ""
        title = whose + words.without.format(days=plurals.said(said.days, days))
        sentence = plurals.said(said.days_since if ever else said.days_measured, days)
        found[code] = title, f"{whose}{sentence}\n\n{words.stays}"
    return found


def quarter_beside(sheet: FactSheet, languages: Iterable[str]) -> Translated:
    """The quarterly message; none where the sheet has no quarter."""
    if sheet.quarter is None or sheet.quarter_coverage is None:
        return {}
    begin, figure = sheet.quarter
    found = {}
    for code, words, tongue in _known(languages):
        said, dates = tongue.claims, tongue.dates
        share = dates.share(percent_text(figure, places=2))
        when = said.in_quarter.format(number=(begin.month + 2) // 3, year=begin.year)
        observed = dates.share(coverage_text(sheet.quarter_coverage))
        sentences = [
            said.have_been.format(who=said.all_services, share=share, period=when),
            words.observed.format(share=observed),
            tongue.rule.rule,
        ]
        if sheet.days_since_last_major:
            sentences.append(dates.plurals.said(said.days_since, sheet.days_since_last_major))
        title = f"{tongue.figures.uptime} {when}{tongue.colon}{share}"
        found[code] = title, f"{words.between.join(sentences)}\n\n{words.stays}"
    return found


def _known(languages: Iterable[str]) -> Iterable[tuple[str, _Further, Tongue]]:
    return ((code, _FURTHER[code], TONGUES[code]) for code in languages if code in _FURTHER)
