"""Findings as they are about one of the languages of a notice."""

from collections.abc import Iterable
from dataclasses import replace

from statusboard.domain.filled_translation import language_of_part
from statusboard.domain.finding import Finding, Fix, Words


def language_of(finding: Finding) -> str:
    """The language of its words; empty where they stand in the original, or nowhere."""
    return language_of_part(finding.words[0].part) if finding.words else ""


def in_language(found: Iterable[Finding], language: str) -> tuple[Finding, ...]:
    """The findings with their words in one language: `title` and `body` are its own then."""
    return tuple(
        replace(
            finding,
            words=tuple(_bare(one) for one in finding.words if _is_in(one, language)),
            fixes=tuple(
                Fix(_bare(fix.words), fix.text)
                for fix in finding.fixes
                if _is_in(fix.words, language)
            ),
        )
        for finding in found
    )


def _is_in(words: Words, language: str) -> bool:
    return language_of_part(words.part) == language


def _bare(words: Words) -> Words:
    return replace(words, part=words.part.rpartition(".")[2])
