"""Placeholders: `{next_update}` in a text stands for a fact until the moment it is published.

A template and a notice hold them as they are, so that what fills them is true when it is said and
not when it was written. Only the names in `PLACEHOLDERS` are any: other braces are plain text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# What each stands for, in the order in which they are offered.
PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "services": "The services that are in trouble",
        "title": "The title of the notice",
        "effect": "What is wrong with them, such as “are unavailable”",
        "started": "When it began",
        "ended": "When it was over",
        "duration": "How long it lasted, or has lasted so far",
        "next_update": "The time of the next update",
        "impact": "How grave it is: minor, major or critical",
        "page_name": "The name of the status page",
        "page_url": "The address of the status page",
        "uptime_12_months": "Uptime of the services over 12 months",
        "uptime_90_days": "Uptime of the services over 90 days",
        "quarter": "The last full quarter, such as “Q3 2026”",
        "uptime_quarter": "Uptime of all services over that quarter",
        "quarter_coverage": "How much of that quarter was observed",
        "days_since_last_major": "How long without a major outage, such as “61 days”",
        "trouble": "A sentence: what is wrong with which services, and since when",
        "recovery": "A sentence: which services work again, and since when",
        "lasted": "A sentence: how long it lasted, from when to when",
        "uptime_record": "A sentence: the uptime that measurements carry",
        "next_update_promise": "A sentence: when the next update comes",
        "tell_me_when_fixed": "A sentence: where to be told when it is fixed",
    }
)
# Whole sentences that fill themselves, offered under Insert.
BLOCKS = ("next_update_promise", "uptime_record", "tell_me_when_fixed")
# Sentences by themselves: one that nothing fills can be left out, and the text stays whole.
SENTENCES = ("trouble", "recovery", "lasted", *BLOCKS)
# What goes on changing until it is published. A draft keeps these, and has words for the others.
LINKED = (*BLOCKS, "next_update")
_PLACE = re.compile(rf"\{{({'|'.join(PLACEHOLDERS)})\}}")


@dataclass(frozen=True, slots=True)
class Filling:
    """A placeholder: its name, and where its words stand in the filled text.

    Of one that is not filled: where it is written.
    """

    name: str
    start: int
    stop: int

    @property
    def placeholder(self) -> str:
        """As it is written."""
        return f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its facts. `gaps` are the names that no fact fills, which stay as written.

    `fillings` are the places of those that were filled, in order.
    """

    text: str
    gaps: tuple[str, ...] = ()
    fillings: tuple[Filling, ...] = ()

    def to_written(self, start: int, stop: int) -> tuple[int, int]:
        """Where words of the filled text stand in the written one.

        Words inside a filling stand on the whole of its placeholder.
        """
        shift = 0
        first: int | None = None
        for one in self.fillings:
            begin, end = one.start + shift, one.start + shift + len(one.placeholder)
            if first is None and start < one.stop:
                first = start + shift if start <= one.start else begin
            if stop <= one.start:
                break
            if stop < one.stop:
                return (begin if first is None else first), end
            shift = end - one.stop
        return (start + shift if first is None else first), stop + shift

    def touches(self, start: int, stop: int) -> bool:
        """Whether words of the filled text are, in part or whole, those of a filling."""
        return any(one.start < stop and start < one.stop for one in self.fillings)


def places_in(text: str) -> tuple[Filling, ...]:
    """Every placeholder that is written in a text, and where."""
    return tuple(Filling(one[1], one.start(), one.end()) for one in _PLACE.finditer(text))


def without_placeholders(text: str) -> str:
    """The words that a person wrote, of which a language can be told."""
    return _PLACE.sub(" ", text)


def filled(text: str, values: Mapping[str, str]) -> Filled:
    """The text with values for its placeholders; one without a value is a gap."""
    parts: list[str] = []
    gaps: list[str] = []
    fillings: list[Filling] = []
    written = length = 0
    for found in _PLACE.finditer(text):
        value = values.get(found[1], "")
        between = text[written : found.start()]
        parts += (between, value or found[0])
        length += len(between)
        if value:
            fillings.append(Filling(found[1], length, length + len(value)))
        else:
            gaps.append(found[1])
        length += len(value or found[0])
        written = found.end()
    parts.append(text[written:])
    return Filled("".join(parts), tuple(dict.fromkeys(gaps)), tuple(fillings))
