"""How hard a text is to read: a school grade, by a formula made for each language.

English: Flesch-Kincaid (Kincaid, Fishburne, Rogers and Chissom, 1975). German: the first
Wiener Sachtextformel (Bamberger and Vanecek, 1984). Both know nothing but the lengths of sentences
and words; names, addresses and numbers, which a writer does not choose, count for nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from statusboard.domain.language import Language
from statusboard.wording.sentences import parts_of

# Below, one long word more is a grade more.
LEAST_WORDS = 30
# A pupil of the first grade is six, and finishes it; so the youngest who can follow is that much
# older than the grade.
_AGE_AT_GRADE_0 = 5
_YOUNGEST, _OLDEST_SHOWN = 6, 20

_KEPT_WORDS = 8_192
_NO_TEXT = re.compile(
    r"`+[^`]*`+|\]\([^)\s]*\)|<[^>\n]*>|https?://\S*[\w/]|\S+@\S*\w|\w*\d(?:[\w.,:–/-]*\w)?|[*_#>]+"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENGLISH_NUCLEI = re.compile(r"[aeiouy]+")
# A vowel that is written and not said: the end of “rate”, “services” and “failed”.
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?:(?<!l)e|(?<![sxzcg])(?<!sh)es|(?<![td])(?<![bcdfgkptz]l)ed)$"
)
# Two vowels side by side that are said apart, as in “initiate”, “experience” and “being”.
_APART = re.compile(
    r"i(?:a(?!n$|ns$|l$|ls$|lly$)|e(?=n[ct]|t(?:y|ies)?$)|u(?=m)|o$|ous$(?<=[vr]ious))|ea$|eo$"
    r"|[aeuy]ing|ua(?=[lt])|rea(?=t)|(?<![qgcb])ui(?=t[yi]|n$|d$)"
)
_GERMAN_NUCLEI = re.compile(r"ei|ai|au|eu|äu|ie(?!n$)|ee|aa|oo|ey|ay|[aeiouyäöü]")


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """`grade` is a year of school, of the United States or of Germany, by the language."""

    grade: float

    @property
    def age(self) -> int:
        """The age at which most people can follow, in years."""
        return max(_YOUNGEST, min(_OLDEST_SHOWN, round(self.grade) + _AGE_AT_GRADE_0))


def reading_level(body: str, language: Language) -> ReadingLevel | None:
    """How hard it is to read; None where it has fewer than `LEAST_WORDS` words to judge by.

    Comments have to be blanks already.
    """
    # Blanks leave every stop in its place.
    said = _NO_TEXT.sub(lambda found: " " * len(found[0]), body)
    sentences = [found for part in parts_of(said) if (found := _words(part.text, language))]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < LEAST_WORDS:
        return None
    length = len(words) / len(sentences)
    syllables = [syllable_count(word, language) for word in words]
    if language is Language.GERMAN:
        return ReadingLevel(_wiener(words, syllables, length))
    return ReadingLevel(0.39 * length + 11.8 * sum(syllables) / len(words) - 15.59)


@lru_cache(maxsize=_KEPT_WORDS)
def syllable_count(word: str, language: Language) -> int:
    """The syllables of a word by its vowels, at least one."""
    small = word.lower()
    if language is Language.GERMAN:
        return max(1, len(_GERMAN_NUCLEI.findall(small)))
    return sum(_english_syllables(part) for part in re.split(r"['’-]", small) if len(part) > 1) or 1


def _english_syllables(word: str) -> int:
    heard = _SILENT.sub("", word) if len(word) > 3 else word
    return max(1, len(_ENGLISH_NUCLEI.findall(heard)) + len(_APART.findall(word)))


def _wiener(words: list[str], syllables: list[int], length: float) -> float:
    share = 100 / len(words)
    many = share * sum(count >= 3 for count in syllables)
    long = share * sum(len(word) > 6 for word in words)
    single = share * sum(count == 1 for count in syllables)
    return 0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * single - 0.875


def _words(sentence: str, language: Language) -> list[str]:
    found = _WORD.findall(sentence)
    if language is Language.GERMAN:
        return found
    # A capital in the middle of an English sentence is that of a name.
    return [word for at, word in enumerate(found) if at == 0 or not word[0].isupper()]
