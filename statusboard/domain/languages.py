"""The languages in which customers are spoken to, by their codes (ISO 639-1), and their own names.

`Language` is narrower: those in which the program writes notices by itself, and judges their words.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "de": "Deutsch",
        "fr": "Français",
        "es": "Español",
        "pt": "Português",
        "nl": "Nederlands",
        "ja": "日本語",
        "ar": "العربية",
    }
)
DEFAULT_LANGUAGE = "en"
# What implementations of RFC 5646 (4.4.1) are to make room for at least.
LONGEST_CODE = 35
_RIGHT_TO_LEFT = frozenset({"ar"})
_CODE = re.compile(r"[A-Za-z]+(?:[-_][A-Za-z0-9]+)*")


def is_code(text: str) -> bool:
    """Whether it is the code of one of `LANGUAGES`, with or without a region, and nothing more."""
    is_short = len(text) <= LONGEST_CODE and _CODE.fullmatch(text) is not None
    return is_short and base_of(text) in LANGUAGES


def is_right_to_left(language: str) -> bool:
    """Whether it is written from right to left."""
    return base_of(language) in _RIGHT_TO_LEFT


def direction_of(language: str) -> str:
    """`ltr` or `rtl`, as HTML says it; `auto` where the language is not known."""
    if not language:
        return "auto"
    return "rtl" if is_right_to_left(language) else "ltr"


def base_of(language: str) -> str:
    """The language without its region: `de` of `de-AT` (RFC 4647, a lookup by its first subtag)."""
    return re.split("[-_]", language.strip().casefold())[0]


def own_name(language: str) -> str:
    """What its speakers call it; its code where that is not known."""
    return LANGUAGES.get(base_of(language), language)


def written_language(own: object, further: object, usual: object) -> str:
    """The code of the language that texts are written in; empty where nobody has chosen one.

    The main page's `own`, or what that is where only `further` ones were chosen (see
    `chosen_languages`), else the `usual` one of drafts.
    """
    if own or further:
        return chosen_languages(own, further)[0]
    return usual if isinstance(usual, str) else ""


def chosen_languages(own: object, further: object) -> tuple[str, ...]:
    """The codes as they are kept in the settings: the own one first, each once.

    `further` is a text with codes between commas, or a list of them. What is not one of `LANGUAGES`
    is left out; where the own one is none, it is English.
    """
    texts = further if isinstance(further, list | tuple) else [further]
    codes = [code for text in texts if isinstance(text, str) for code in _CODE.findall(text)]
    first = own if isinstance(own, str) and own in LANGUAGES else DEFAULT_LANGUAGE
    return tuple(dict.fromkeys((first, *(code for code in codes if code in LANGUAGES))))
