"""Figures and times of an original that its translation does not have, in any way of writing them.

Small numbers may be written as words, so they are not looked for. Of a time only the clock counts,
not whether it is told by twelve or by twenty-four hours.
"""

import re
from collections.abc import Iterator

# Numbers up to this one are often written as words.
_SMALL = 12
_ADDRESS = re.compile(r"https?://\S+|\]\([^)\n]*\)")
_CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})\s?(?:[:.h時点٫]|Uhr|heures?|horas?)\s?(\d{2})(?![\d%])", re.IGNORECASE
)
_PLAIN_CLOCK = re.compile(r"(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])")
_NUMBER = re.compile(r"\d+(?:[.,'’:٫٬\u00a0\u202f]\d+)*")
_RUN = re.compile(r"\d+")
_THOUSANDS = 3


def missing_figures(original: str, translation: str) -> tuple[str, ...]:
    """The figures and times of the original that the translation says nowhere, as they stand there.

    Both are texts as readers get them. Digits of every script are digits.
    """
    said, told = (_ADDRESS.sub(" ", text) for text in (original, translation))
    clocks, numbers = set(_clocks(told)), set(_numbers(told))
    hours = {int(run) % 12 for run in _RUN.findall(told) if int(run) <= 24}
    missing: list[str] = []
    for found in _PLAIN_CLOCK.finditer(said):
        hour, minute = int(found[1]) % 12, int(found[2])
        is_told = (hour, minute) in clocks or (minute == 0 and hour in hours)
        if not is_told:
            missing.append(found[0])
    for found in _NUMBER.finditer(_PLAIN_CLOCK.sub(" ", said)):
        digits = _digits(found[0])
        if int(digits) > _SMALL and digits not in numbers:
            missing.append(found[0])
    return tuple(dict.fromkeys(missing))


def _clocks(text: str) -> Iterator[tuple[int, int]]:
    """Whatever may be a time of the clock, by twelve hours."""
    for found in _CLOCK.finditer(text):
        yield int(found[1]) % 12, int(found[2])


def _numbers(text: str) -> Iterator[str]:
    """The digits of every number, with those that a blank parts into thousands."""
    for found in _NUMBER.finditer(text):
        yield _digits(found[0])
    runs = _RUN.findall(text)
    for run in runs:
        yield _digits(run)
    joined = ""
    for run in runs:
        joined = joined + _digits(run) if len(run) == _THOUSANDS else _digits(run)
        yield joined


def _digits(text: str) -> str:
    """Its digits as ASCII, without what parts them."""
    return "".join(str(int(letter)) for letter in text if letter.isdigit() and letter.isdecimal())
