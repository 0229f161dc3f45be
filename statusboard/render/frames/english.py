"""Messages in English."""

from statusboard.domain.subscriber import About, Extent
from statusboard.render.frames.base import Frame
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.frames.times import Times
from statusboard.render.page_words.english import ENGLISH

FRAME = Frame(
    language="en",
    times=Times(
        dates=ENGLISH.dates,
        clock="{time} {zone}",
        full="{date}, {clock}",
        on="{clock} on {date}",
    ),
    label="{name}: {text}",
    sentence="{text}.",
    comma=ENGLISH.comma,
    span="{start} – {end}",
    capitals=False,
    incident=ENGLISH.states,
    service=ENGLISH.service_states,
    number="update {number}",
    kinds=ENGLISH.kinds,
    correction="Correction",
    corrected="What we wrote on {at} was wrong. This is what is true.",
    withdrawn="We withdraw what we wrote on {at}. It should not have been published.",
    all_withdrawn="We withdraw all that we wrote about this. It should not have been published.",
    promise="Next update by {at}.",
    end_word="We tell you the moment it is over.",
    follow="Follow it: {url}",
    follow_button="Follow it on the status page",
    told_because="You get this because this address is told of {page}.",
    leave="To leave, answer this mail with “unsubscribe”.",
    choose="Choose what you hear",
    unsubscribe="Unsubscribe",
    own_link="Choose what is told here, or leave: {url}",
    passed_on="Passed on to you?",
    get_updates="Get updates",
    when_fixed="Tell me when it’s fixed",
    before="Before that",
    sample="Sample data: nothing of this happened.",
    sample_word="Sample data",
    customers="Customers read:",
    planned="Planned: {start} to {end}",
    planned_until="Planned until {end}",
    was_planned="It was planned for {start} to {end}",
    written_in=ENGLISH.notice.is_in,
)
CONFIRMING = ConfirmingWords(
    language="en",
    comma=ENGLISH.comma,
    subject="{page}: please confirm your address",
    heading="Please confirm your address",
    asked="Somebody asked that this address is told of {page}. If it was you, confirm it.",
    told="This address is told of {page} already, and that stays as it is. Somebody has now chosen"
    " what stands below. If it was you, confirm it.",
    chosen="Chosen:",
    everything="Everything",
    about={
        About.BOTH: "incidents and planned work",
        About.INCIDENTS: "incidents",
        About.PLANNED: "planned work",
    },
    extent={
        Extent.EVERY: "every update",
        Extent.START_END: "only when it starts and when it is over",
    },
    until_fixed="Once, when “{incident}” is over. Then the address is forgotten.",
    button="Confirm",
    follow="Confirm: {url}",
    see_button="See what you are told",
    see="See what you are told, change it, or leave: {url}",
    ends="The link works once, until {at}.",
    nothing="If it was not you, do nothing. Then nothing is sent to you.",
    nothing_changes="If it was not you, do nothing. Then everything stays as it is.",
    consent="I agree that {page} writes to this address about what I chose, until I leave.",
    consent_until_fixed="I agree that {page} writes to this address once, when it is over.",
    agreed="By confirming you say: “{consent}”",
    short="{page}: confirm that you want text messages ({what}): {url}",
    short_until_fixed="{page}: confirm that you want one text message when it is over: {url}",
    short_end="Not you? Do nothing. Reply STOP to end.",
)
