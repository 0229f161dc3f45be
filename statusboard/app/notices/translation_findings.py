"""What is wrong with the translations of a notice. Pure: the window asks it at every key.

What stands in a language that the rules of wording know is judged by them; of any other one it is
only looked at what every language has: whether it is there, its length, its figures, and what is
known inside alone.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from statusboard.app.notices.filling import Filler
from statusboard.domain.agreement import contradictions
from statusboard.domain.filled_translation import FilledTranslation, part_of
from statusboard.domain.filled_wording import FilledWording
from statusboard.domain.finding import Finding, Fix, Words
from statusboard.domain.hidden_text import comments_in
from statusboard.domain.language import Language
from statusboard.domain.languages import base_of, own_name
from statusboard.domain.letters import can_be_seen
from statusboard.domain.notice import BODY_LIMIT, TITLE_LIMIT, Wording
from statusboard.domain.stray_braces import stray_braces
from statusboard.domain.translation import TranslationState
from statusboard.domain.word_facts import WordFacts
from statusboard.wording.base import Draft
from statusboard.wording.rules import IN_ANY_LANGUAGE, check
from statusboard.wording.translated_figures import missing_figures

_MOST_NAMED = 3
_RULES = "translation_"


def translation_findings(
    found: FilledWording,
    further: Sequence[str],
    *,
    facts: WordFacts,
    filler: Filler,
    now: datetime,
    shown: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What readers of other languages will not get, or get wrong; `further` are those of the page.

    Where the original has no words yet, nothing is missing. `shown`: see `FilledWording.gaps`.
    """
    if not can_be_seen(found.written.title + found.written.body):
        return ()
    said = [
        finding for one in found.translations for finding in _of(found, one, facts, filler, now)
    ]
    return (*_missing(found, further), *found.placed(said, shown=shown))


def _missing(found: FilledWording, further: Sequence[str]) -> Iterator[Finding]:
    written = {one.written.language for one in found.translations if not one.written.is_blank}
    missing = [own_name(language) for language in further if language not in written]
    if missing:
        names = ", ".join(missing)
        yield Finding(
            f"There is no translation into {names}. Readers get the original.",
            blocks=False,
            rule=f"{_RULES}missing",
        )


def _of(
    found: FilledWording, one: FilledTranslation, facts: WordFacts, filler: Filler, now: datetime
) -> Iterator[Finding]:
    written, name = one.written, own_name(one.written.language)
    state = written.state(found.written.title, found.written.body)
    if state is TranslationState.UNFINISHED:
        part = "text" if written.title.strip() else "title"
        sentence = f"{name}: the translation has no {part} yet. Readers get the original."
        yield Finding(sentence, blocks=False, rule=f"{_RULES}unfinished")
        return
    if state is TranslationState.LAGS:
        yield Finding(
            f"{name}: the translation is of an earlier wording. Change it, or confirm that it "
            "still says the same.",
            blocks=False,
            rule=f"{_RULES}lags",
        )
    yield from _too_long(written.title, written.body, name)
    view = in_words_of(found.wording, one)
    figures = missing_figures(
        f"{found.title.text}\n{found.body.text}", f"{view.title}\n{view.body}"
    )
    if figures:
        more = "" if len(figures) <= _MOST_NAMED else f" and {len(figures) - _MOST_NAMED} more"
        names = ", ".join(f"“{figure}”" for figure in figures[:_MOST_NAMED])
        yield Finding(
            f"{name}: the original says {names}{more}, and the translation does not.",
            blocks=False,
            rule=f"{_RULES}figures",
        )
    for finding in (*stray_braces(view), *_hidden(view), *_judged(view, written.language, facts)):
        yield _told_of(finding, written.language)
    code = base_of(written.language)
    if code in set(Language):
        sheet = filler.facts.sheet(view, now)
        for finding in contradictions(view, sheet, Language(code), filler.facts.said(view)):
            yield _told_of(finding, written.language)


def is_about_translations(finding: Finding) -> bool:
    """Whether it says how a translation stands to the original."""
    return finding.rule.startswith(_RULES)


def in_words_of(wording: Wording, one: FilledTranslation) -> Wording:
    """The wording as a reader of another language gets it: its title and text are the translated.

    What a helper wrote was the original.
    """
    return replace(
        wording, title=one.title.text, body=one.body.text, translations=(), from_helper=""
    )


def _too_long(title: str, body: str, name: str) -> Iterator[Finding]:
    for part, text, limit in (("title", title, TITLE_LIMIT), ("text", body, BODY_LIMIT)):
        if len(text) > limit:
            yield Finding(
                f"{name}: the {part} has {len(text)} characters; at most {limit} fit.",
                blocks=True,
                rule=f"{_RULES}too_long",
            )


def _hidden(view: Wording) -> Iterator[Finding]:
    if any(not comment.is_closed for comment in comments_in(view.body)):
        yield Finding(
            "A comment begins with “<!--” and does not end, so what follows it is not published. "
            "Close it with “-->”.",
            blocks=True,
            rule="comment_open",
        )


def _judged(view: Wording, language: str, facts: WordFacts) -> tuple[Finding, ...]:
    code = base_of(language)
    if len(view.body) > BODY_LIMIT:
        return ()
    if code not in set(Language):
        return check(Draft(view, Language.ENGLISH, facts=facts), only=IN_ANY_LANGUAGE)
    draft = Draft(view, Language(code), promises=True, names_services=True, facts=facts)
    return check(draft)


def _told_of(finding: Finding, language: str) -> Finding:
    """The finding said of a language, with its words in that translation."""
    words = tuple(_in(one, language) for one in finding.words)
    fixes = tuple(Fix(_in(fix.words, language), fix.text) for fix in finding.fixes)
    sentence = f"{own_name(language)}: {finding.sentence}"
    return replace(finding, sentence=sentence, words=words, fixes=fixes)


def _in(words: Words, language: str) -> Words:
    return replace(words, part=part_of(language, words.part))
