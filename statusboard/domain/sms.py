"""Text messages as networks count them: GSM 7-bit or UCS-2, and the segments of long ones.

The alphabets are those of 3GPP TS 23.038 (6.2.1, 6.2.1.1, 6.2.3); what a segment holds follows from
TS 23.040: 140 octets, six of which a concatenated message gives up for the number of the segment.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum

DEFAULT_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each of these is sent as two: an escape, and a place in the second table.
EXTENSION = frozenset("\f^{}\\[~]|€")

# What typesetting and word processors write, in letters of the default alphabet.
_TYPOGRAPHY = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t", " "),
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
    **dict.fromkeys("•·‣", "-"),
    "…": "...",
    "→": "->",
    "←": "<-",
    "×": "x",
    "≤": "<=",
    "≥": ">=",
    "™": "(TM)",
    "©": "(C)",
    "®": "(R)",
}
# Letters that are no plain one with a mark.
_LETTERS = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ẞ": "SS", "œ": "oe", "Œ": "OE"}


class Encoding(Enum):
    """How a text travels: units of one message, and of each segment of a longer one."""

    GSM_7 = (160, 153)
    UCS_2 = (70, 67)

    @property
    def alone(self) -> int:
        """The units of a message of one segment."""
        return self.value[0]

    @property
    def joined(self) -> int:
        """The units of each segment where there are several."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Segmented:
    """A text in segments, as it is sent and billed. `units` are septets, or UTF-16 code units."""

    encoding: Encoding
    units: int
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CostlyCharacter:
    """A character that the default alphabet lacks, at `position` (in code points, from 0).

    One is enough to have the whole text sent as UCS-2. `replacement` says the same in letters that
    it has; None where nothing does.
    """

    position: int
    character: str
    replacement: str | None


def segmented(text: str) -> Segmented:
    """The segments of a text; an empty one is one, and empty."""
    encoding = Encoding.UCS_2 if any(map(_is_costly, text)) else Encoding.GSM_7
    sizes = [_size(character, encoding) for character in text]
    units = sum(sizes)
    if units <= encoding.alone:
        return Segmented(encoding, units, (text,))
    segments = []
    start = used = 0
    for position, size in enumerate(sizes):
        # What counts two is never torn apart: the segment before stays a unit short.
        if used + size > encoding.joined:
            segments.append(text[start:position])
            start, used = position, 0
        used += size
    return Segmented(encoding, units, (*segments, text[start:]))


def costly_characters(text: str) -> tuple[CostlyCharacter, ...]:
    """Every character that has the text sent as UCS-2, in order."""
    return tuple(
        CostlyCharacter(position, character, _replacement(character))
        for position, character in enumerate(text)
        if _is_costly(character)
    )


def in_plain_letters(text: str) -> str:
    """The text with typographic characters written plainly, where that keeps it in GSM 7-bit.

    It comes back as it is where that costs more, or helps nothing: a text that is sent as UCS-2
    anyway can keep its quotes.
    """
    plain = "".join(
        _TYPOGRAPHY.get(character, character) if _is_costly(character) else character
        for character in unicodedata.normalize("NFC", text)
    )
    if any(map(_is_costly, plain)):
        return text
    return plain if len(segmented(plain).segments) <= len(segmented(text).segments) else text


def in_default_alphabet(text: str) -> str:
    """The text with letters of the default alphabet alone: ã as a, “ as ".

    It comes back as it is where a character has no such letter, as Arabic and Japanese have none.
    """
    letters = [
        _replacement(character) if _is_costly(character) else character
        for character in unicodedata.normalize("NFC", text)
    ]
    return text if None in letters else "".join(letter or "" for letter in letters)


def _is_costly(character: str) -> bool:
    return character not in DEFAULT_ALPHABET and character not in EXTENSION


def _size(character: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM_7:
        return 2 if character in EXTENSION else 1
    return 2 if ord(character) > 0xFFFF else 1


def _replacement(character: str) -> str | None:
    """The same in the default alphabet: typography, or a letter without its mark."""
    known = _TYPOGRAPHY.get(character, _LETTERS.get(character))
    if known is not None:
        return known
    if unicodedata.combining(character):
        return ""
    bare = "".join(
        part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)
    )
    return bare if bare and not any(map(_is_costly, bare)) else None
