"""Which texts can be shown: letters of every script, with what joins them."""

import re
import unicodedata

# Zero width joiner and non-joiner: Persian, Hindi and Sinhala words and many emoji need them.
JOINERS = frozenset("\u200c\u200d")
# What follows the black flag in the flags of Scotland, Wales and England.
_TAGS = range(0xE0020, 0xE0080)
# What a pasted text may bring and no database or pipe carries: NUL, and halves of characters.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def without_unkeepable(text: str) -> str:
    """The text without what cannot be kept anywhere, which nobody can see or mean."""
    return _UNKEEPABLE.sub("", text) if _UNKEEPABLE.search(text) else text


def can_be_shown(text: str) -> bool:
    """Whether every character is seen, or joins two that are.

    A joiner between plain letters of ASCII joins nothing: there it could only hide that two names
    differ.
    """
    if text.isprintable():
        return True
    return all(
        letter.isprintable() or _joins(before, letter)
        for before, letter in zip(" " + text, text, strict=False)
    )


def as_shown(text: str) -> str:
    """The text with a space for each character that can neither be seen nor joins two that are."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or _joins(before, letter) else " "
        for before, letter in zip(" " + text, text, strict=False)
    )


def can_be_seen(text: str) -> bool:
    """Whether a reader sees anything of it: not spaces, marks of direction or controls alone."""
    return any(unicodedata.category(letter)[0] not in "ZC" for letter in text)


def _joins(before: str, letter: str) -> bool:
    if letter in JOINERS:
        return not before.isascii() and before not in JOINERS
    return ord(letter) in _TAGS and not before.isascii()
