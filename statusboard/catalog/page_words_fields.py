"""The languages of the page, as fields of the settings, and the team's own texts in each."""

import re
from collections.abc import Iterator, Mapping

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from statusboard.domain.views.public_texts import PublicTexts

# What a team may say in a further language, with how many letters fit.
TEXTS: Mapping[str, int] = {"name": 255, "about": 300, "record": 60, "footer": 300}
_BETWEEN = "="
_LISTED = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())


def page_texts(text: str) -> tuple[PublicTexts, ...]:
    """The texts of the team by language. Lines that say nothing that is known are left out."""
    found: dict[str, dict[str, str]] = {}
    for code, field, words in _lines(text):
        if code in LANGUAGES and field in TEXTS and words:
            found.setdefault(code, {})[field] = words
    return tuple(PublicTexts(code, **fields) for code, fields in found.items())


def _lines(text: str) -> Iterator[tuple[str, str, str]]:
    """Language, field and words of each line that is not empty."""
    for line in filter(str.strip, text.splitlines()):
        key, _, words = line.partition(_BETWEEN)
        code, _, field = key.strip().partition(".")
        yield code, field, " ".join(words.split())


def _texts_problem(value: object) -> str | None:
    for code, field, words in _lines(str(value)):
        if code not in LANGUAGES or field not in TEXTS:
            named = ", ".join(TEXTS)
            return (
                f"“{f'{code}.{field}'[:40]}” is no text of the page. Write a line such as "
                f"de.about = Alles für Ihren Laden. The texts are {named}; the languages are "
                f"{_LISTED}."
            )
        if not words:
            return f"{code}.{field} has no words after the “=”."
        if len(words) > TEXTS[field]:
            return f"{code}.{field} has {len(words)} characters, and {TEXTS[field]} fit."
    return None


def _tidy_codes(text: str) -> str:
    return ", ".join(dict.fromkeys(re.findall(r"[^\s,;]+", text.casefold())))


def _codes_problem(value: object) -> str | None:
    unknown = [code for code in str(value).split(", ") if code not in LANGUAGES]
    if not unknown:
        return None
    return f"The page does not speak “{unknown[0][:40]}”. It speaks {_LISTED}."


def _is_own(value: object, before: Mapping[str, object]) -> str | None:
    own = before.get("language") or DEFAULT_LANGUAGE
    if own in str(value).split(", "):
        return f"{LANGUAGES[str(own)]} is the page’s own language already: leave it out here."
    return None


LANGUAGE_FIELDS = (
    FieldSpec(
        "language",
        FieldKind.CHOICE,
        "Language",
        help="What the page says by itself is said in it. Your notices stay as you write them.",
        choices=tuple(LANGUAGES),
        choice_words=tuple(LANGUAGES.items()),
        default=DEFAULT_LANGUAGE,
    ),
    FieldSpec(
        "languages",
        FieldKind.TEXT,
        "Further languages",
        help=f"Each gets a page of its own, at /de/ and the like. Codes between commas: {_LISTED}.",
        tidy=_tidy_codes,
        check=_codes_problem,
        beside=_is_own,
        example="de, fr",
    ),
    FieldSpec(
        "texts",
        FieldKind.LINES,
        "Your texts in them",
        help="One in a line: the language, which text (name, about, record, footer), and the "
        "words. What is left out is shown in the page’s own language.",
        tidy=str.strip,
        check=_texts_problem,
        example="de.about = Alles, was Läden brauchen.",
    ),
)
