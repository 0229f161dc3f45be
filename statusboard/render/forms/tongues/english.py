"""The forms in English."""

from types import MappingProxyType

from statusboard.domain.languages import LANGUAGES
from statusboard.render.forms.door_words import DoorWords
from statusboard.render.forms.words import Words

WORDS = Words(
    language="en",
    name=LANGUAGES["en"],
    comma=", ",
    back="Back to the page",
    sample="Sample data: the services and notices here are made up.",
    languages="Languages",
    questions="Questions? Write to {contact}",
    door=DoorWords(
        heading="This page is not public",
        lead="Enter the password that you were given.",
        password="Password",  # noqa: S106 - a label
        open="Open the page",
        by_link="If you were given a link of your own, open the page by that.",
        only_link="Open it by the link that you were given.",
        wrong="That is not the password. Check it, and try again.",
        no_link="This link opens nothing, or nothing any more. Ask whoever sent it to you.",
        wait="Too many tries. Please wait a while, and try again.",
        left="You are signed out in this browser.",
    ),
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
