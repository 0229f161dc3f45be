"""Texts for providers with limits: cleaned, on one line, and cut between whole characters.

A character is what a reader takes for one: an emoji of five code points, a letter with its accents
(Unicode's grapheme clusters, UAX 29, as far as texts of people need them).
"""

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], int]

CUT = "…"
_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
# Hangul written in parts: leading consonants, vowels and trailing consonants.
_HANGUL_PARTS = range(0x1100, 0x1200)
_HANGUL_FOLLOWERS = range(0x1160, 0x1200)
# Marks that turn the direction of writing, and those that nobody sees.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"(?i)\b[a-z][a-z0-9+.-]*://\S*")


def in_utf16(text: str) -> int:
    """How long a text is for programs that count in halves of UTF-16."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def in_bytes(text: str) -> int:
    """How many bytes a text has in UTF-8."""
    return len(text.encode("utf-8", "replace"))


def clean(text: str) -> str:
    """The text with its lines, without control characters and hidden marks of direction."""
    return _UNSEEN.sub("", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    """The text as one line, without what cannot be seen."""
    return " ".join(clean(text).split())


def without_links(text: str) -> str:
    """The text with every address with a scheme left out: it may be a secret that was echoed."""
    return _LINK.sub(CUT, text)


def cut(text: str, most: int, measure: Measure = len) -> str:
    """The text where it is no longer than `most`, else its beginning with `…` at the end.

    Cut between whole characters, and after a word where one ends nearby. Empty where not even `…`
    has room.
    """
    if measure(text) <= most:
        return text
    room = most - measure(CUT)
    if room < 0:
        return ""
    end = _fitting(text, room, measure)
    while end and not _is_break(text, end):
        end -= 1
    head = text[:end]
    space = max(head.rfind(" "), head.rfind("\n"))
    if space > len(head) * 4 // 5 and not text[end : end + 1].isspace():
        head = head[:space]
    return head.rstrip() + CUT


def _fitting(text: str, room: int, measure: Measure) -> int:
    """How many code points fit."""
    least, most = 0, min(len(text), room)
    while least < most:
        middle = (least + most + 1) // 2
        if measure(text[:middle]) <= room:
            least = middle
        else:
            most = middle - 1
    return least


def _is_break(text: str, at: int) -> bool:
    """Whether a character ends before the code point at that place."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if _follows(after) or before == _JOINER:
        return False
    if ord(after) in _FLAG_LETTERS:
        start = at
        while start and ord(text[start - 1]) in _FLAG_LETTERS:
            start -= 1
        return (at - start) % 2 == 0
    return not (ord(before) in _HANGUL_PARTS and ord(after) in _HANGUL_FOLLOWERS)


def _follows(letter: str) -> bool:
    """Whether it belongs to what stands before it."""
    code = ord(letter)
    is_mark = unicodedata.category(letter) in ("Mn", "Me", "Mc")
    return is_mark or letter == _JOINER or code in _TONES or code in _TAGS
