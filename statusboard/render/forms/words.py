"""The words of the forms, as every language has them.

Names and titles stay as people wrote them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from statusboard.domain.languages import direction_of
from statusboard.render.forms.door_words import DoorWords


@dataclass(frozen=True, slots=True)
class Words:
    """Every sentence of the forms. Braces are filled in: a name, an address, a number, a time.

    `comma` stands between names. `of_kinds` are the labels that channels bring along, by their
    English words.
    """

    language: str
    name: str
    comma: str
    back: str
    sample: str
    languages: str
    questions: str
    door: DoorWords

    heading: str
    lead: str
    ways: str
    example: str
    about: str
    everything: str
    everything_note: str
    chosen: str
    singles: str
    singles_of: str
    ungrouped: str
    sorts: str
    incidents: str
    planned: str
    both: str
    extent: str
    every: str
    start_end: str
    messages_in: str
    subscribe: str
    subscribe_note: str
    trap: str

    fixed: str
    fixed_lead: str
    waiting: str

    wrong: str
    problems: Mapping[str, str]

    asked: Mapping[str, str]
    asked_way: str
    asked_known: str
    asked_nothing: str
    again: str

    confirm: str
    confirm_lead: str
    confirm_button: str
    confirm_until: str
    confirm_not_you: str
    confirmed: str
    confirmed_fixed: str
    manage_link: str
    manage_later: str

    manage: str
    written_to: str
    resting: str
    awaiting: str
    save: str
    saved: str
    leave: str
    leave_lead: str
    stay: str
    left: str
    left_lead: str

    ended: str
    ended_lead: str
    used: str
    used_lead: str
    nobody: str
    unknown: str
    unknown_lead: str
    too_many: str
    too_many_lead: str
    closed: str
    closed_lead: str
    closed_contact: str
    not_now: str
    not_now_lead: str

    of_kinds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML says it."""
        return direction_of(self.language)

    def of_kind(self, label: str) -> str:
        """What a channel calls itself or its address, where the language has a word for it."""
        return self.of_kinds.get(label, label)
