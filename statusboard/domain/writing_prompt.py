"""What a writing helper is asked: instructions, facts and templates, and nothing else. Pure.

A writing helper is a language model that the team has chosen. Whatever it gets stands in a
`Prompt`, which a person has read before it is sent; nothing is added on the way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus


class Tone(StrEnum):
    """How the writer wants it said."""

    PLAIN = "plain"
    WARM = "warm"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the writer wants: a text about an incident in this state, in this tone and language."""

    status: IncidentStatus
    tone: Tone = Tone.PLAIN
    language: Language = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class Prompt:
    """All that a helper gets: what it is to do, and what it may use for that."""

    instructions: str
    facts: str

    @property
    def text(self) -> str:
        """Both, as a person reads them before they are sent."""
        return f"{self.instructions}\n\n{self.facts}"


_NAMES = {Language.ENGLISH: "English", Language.GERMAN: "German"}
_TONES = {
    Tone.PLAIN: "Calm and factual.",
    Tone.WARM: "Friendly and calm, with regard for what customers are going through.",
    Tone.BRIEF: "Calm and factual, in as few words as can be.",
}
# What a text about each state says, and how many words it has.
_DUTIES = {
    IncidentStatus.INVESTIGATING: (
        "what customers notice, which services, since when; that people are working on it; when "
        "the next update comes",
        "25 to 60",
    ),
    IncidentStatus.IDENTIFIED: (
        "that the cause is known; that it is being mended; when the next update comes",
        "30 to 80",
    ),
    IncidentStatus.MONITORING: (
        "that it works again; that it is being watched; when the next update comes",
        "30 to 80",
    ),
    IncidentStatus.RESOLVED: (
        "that it is over; from when to when; what customers should do if something still fails",
        "40 to 120",
    ),
    IncidentStatus.POSTMORTEM: (
        "when it began and was over; what it meant for customers; the cause and the remedy, "
        "where the facts say them; no names of people",
        "60 to 300",
    ),
}
# What each fact is called, by the placeholder that it fills. Others are parts of these, or about
# other texts than this one.
FACTS: Mapping[str, str] = MappingProxyType(
    {
        "services": "Services",
        "title": "Title",
        "effect": "What is wrong",
        "impact": "Impact",
        "started": "Began",
        "ended": "Over since",
        "duration": "Has lasted",
        "next_update": "Next update",
        "uptime_record": "May be said near the end",
    }
)


def prompt_of(values: Mapping[str, str], templates: Sequence[str], wish: Wish) -> Prompt:
    """The prompt for a notice of which these values are known, by the names of placeholders.

    The same arguments give the same prompt, letter by letter.
    """
    duty, words = _DUTIES[wish.status]
    instructions = "\n".join(
        (
            "You write for the status page of a company. Its customers read it.",
            f"Write the text of one notice in {_NAMES[wish.language]}, {words} words. It says: "
            f"{duty}.",
            f"Tone: {_TONES[wish.tone]}",
            "Use the facts below and no others. Add no time, number, name, cause or promise that "
            "does not stand there, and write times, names and numbers as they stand there. Leave "
            "out what is not known.",
            "No exclamation marks, no jargon, no guess, no blame. Answer with the text alone: no "
            "title, no greeting, no remark about it.",
        )
    )
    known = [f"- {label}: {values[name]}" for name, label in FACTS.items() if name in values]
    facts = "\n".join((f"State: {wish.status.value}", "Facts:", *(known or ["- none"])))
    shown = "".join(f"\n\n---\n{one.strip()}" for one in dict.fromkeys(templates) if one.strip())
    return Prompt(instructions, facts + (f"\n\nHow the team writes:{shown}" if shown else ""))
