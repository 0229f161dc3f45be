"""The words of the forms, in the languages that they are shown in.

Names and titles stay as people wrote them. A language that is not here reads English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Words:
    """Every sentence of the forms. Braces are filled in: a name, an address, a number, a time.

    `of_kinds` are the labels that channels bring along, by their English words.
    """

    language: str
    name: str
    back: str
    sample: str
    languages: str
    questions: str

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

    def of_kind(self, label: str) -> str:
        """What a channel calls itself or its address, where the language has a word for it."""
        return self.of_kinds.get(label, label)


ENGLISH = Words(
    language="en",
    name="English",
    back="Back to the page",
    sample="Sample data: the services and notices here are made up.",
    languages="Languages",
    questions="Questions? Write to {contact}",
    heading="Hear from us, your way",
    lead="We write when something is wrong, when there is news, and the moment it is over. "
    "Nothing else.",
    ways="How we reach you",
    example="For example {example}",
    about="About",
    everything="Everything",
    everything_note="and what is added later",
    chosen="Only what I choose",
    singles="Choose single services",
    singles_of="of {group}",
    ungrouped="Other services",
    sorts="Which news",
    incidents="Incidents",
    planned="Planned work",
    both="Incidents and planned work",
    extent="How much",
    every="Every update",
    start_end="Only when it starts and when it is over",
    messages_in="Language of the messages",
    subscribe="Subscribe",
    subscribe_note="You confirm with one click in the message that we send. "
    "Leaving takes one click, too.",
    trap="Leave this field empty",
    fixed="Tell me when it’s fixed",
    fixed_lead="We tell you once, when it is fixed, and forget your address.",
    waiting="Waiting for this?",
    wrong="Something needs another look",
    problems=MappingProxyType(
        {
            "channel": "Choose how we reach you.",
            "missing": "Say where we reach you.",
            "address": "We cannot write to that address. Does it look like the example?",
            "long": "That is too long for an address.",
            "services": "Choose at least one, or everything.",
            "sorts": "Choose at least one of the two.",
            "incident": "That is over already, or not known here. You can be told of what comes.",
            "gone": "Something that you chose is no longer here. Choose again.",
            "refused": "We could not take that. Look it over, and send it again.",
            "stale": "This form was open for too long. Look it over, and send it again.",
        }
    ),
    asked=MappingProxyType(
        {
            "email": "Look into your inbox",
            "tel": "Look at your phone",
            "": "Look where you want to be told",
        }
    ),
    asked_way="A message with a link is on its way, if we can write to that address. Open the link "
    "and confirm: before you do, we tell you nothing. It works for 24 hours.",
    asked_known="If you are told already, the message has the link to change that.",
    asked_nothing="Nothing there after a few minutes? Look where unwanted mail goes, or ask once "
    "more.",
    again="Ask once more",
    confirm="Confirm your address",
    confirm_lead="Somebody asked us to write to {address} ({channel}). If it was you, confirm it.",
    confirm_button="Confirm",
    confirm_until="This link works until {at}.",
    confirm_not_you="If it was not you, close this page. Without the button nothing happens.",
    confirmed="You are on the list",
    confirmed_fixed="We tell you when it is fixed",
    manage_link="Change it, or unsubscribe",
    manage_later="Every message has this link, too.",
    manage="What we tell you",
    written_to="We write to {address} ({channel}).",
    resting="At present we do not write to {address} ({channel}).",
    awaiting="We tell you once, when this is fixed:",
    save="Save",
    saved="Saved. From now on we tell you this.",
    leave="Unsubscribe",
    leave_lead="After that we no longer write to {address} ({channel}).",
    stay="Change what we tell you instead",
    left="You are unsubscribed",
    left_lead="We no longer write to {address} ({channel}). You can come back at any time.",
    ended="This link has ended",
    ended_lead="A link to confirm works for 24 hours. Ask once more.",
    used="This link was used already",
    used_lead="What it confirmed stands. To change it, open the link in any message from us.",
    nobody="Nobody is told anything by this link. You can come back at any time.",
    unknown="We do not know this link",
    unknown_lead="Perhaps a part of it is missing: open it from the message once more. Or its "
    "address is no longer on the list.",
    too_many="Too many requests",
    too_many_lead="Many requests came in a short while. Nothing was changed. Try again in a "
    "minute.",
    closed="There is no list to join",
    closed_lead="The status page is where everything is said first.",
    closed_contact="To be told of news, write to {contact}.",
    not_now="This does not work right now",
    not_now_lead="Nothing was changed. Try again in a minute.",
)
