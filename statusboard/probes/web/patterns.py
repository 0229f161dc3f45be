"""Patterns in answers, searched in a time that is known before: no pattern can hang the collector.

RE2 builds an automaton and looks at every byte once, so its work is at most the size of that
automaton times the length of the text; both are bounded here. A library that backtracks needs a
clock to be stopped by, and was seen to take all memory while it only read a pattern.
"""

from typing import Protocol, cast

# About a nanosecond each, measured: two seconds at worst, for a megabyte or what is read at most.
MOST_STEPS = 2_000_000_000
LARGEST_PROGRAM = 2_000
LONGEST_PATTERN = 500
_MEMORY = 8 << 20


class Pattern(Protocol):
    """A pattern, ready to search with. `programsize` is that of its automaton."""

    @property
    def programsize(self) -> int:
        """How many steps a byte may take."""

    def search(self, text: bytes) -> object | None:
        """The first place where it fits; None for none. Holds up no other thread."""


def compile_pattern(text: str) -> Pattern:
    """The pattern. Raises ValueError with a sentence for a person."""
    import re2

    if len(text) > LONGEST_PATTERN:
        message = f"The pattern is longer than {LONGEST_PATTERN} characters. Write a shorter one."
        raise ValueError(message)
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        pattern = cast("Pattern", re2.compile(text, options))
    except re2.error as error:
        why = error.args[0].decode(errors="replace") if error.args else "it cannot be read"
        message = (
            f"“{text}” is not a pattern ({why}). Write it as RE2 has it, such as "
            "^v\\d+; what must not be there is said by “lacks”."
        )
        raise ValueError(message) from error
    if pattern.programsize > LARGEST_PROGRAM:
        message = f"“{text}” is too large a pattern to be searched in time. Repeat less in it."
        raise ValueError(message)
    return pattern


def is_found(pattern: Pattern, text: str) -> bool:
    """Whether it fits somewhere in a text."""
    return pattern.search(text.encode("utf-8", "replace")) is not None
