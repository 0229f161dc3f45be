"""Puts an update into the outbox, in the transaction that publishes it: a row a recipient."""

from collections.abc import Container, Mapping
from dataclasses import replace
from types import MappingProxyType

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.list_texts import said_to
from statusboard.app.delivery.message_keys import begin_keys
from statusboard.app.delivery.readerships import Readership, readerships
from statusboard.app.delivery.readings import language_written_in, read_in
from statusboard.app.delivery.surroundings import surroundings_of
from statusboard.app.delivery.texts import frozen, texts_of
from statusboard.app.settings import (
    DEFAULT_NAME,
    DEMO,
    PAGE_NAME,
    PUBLIC_URL,
    page_address,
    page_languages,
    public_page_id,
    text_setting,
    zone_in,
)
from statusboard.app.templates.queries import read_templates
from statusboard.catalog.brand_fields import BRAND, accents
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.delivery import Lane
from statusboard.domain.endings import ends, is_reopened
from statusboard.domain.incident import Incident
from statusboard.domain.languages import DEFAULT_LANGUAGE, base_of
from statusboard.domain.page import MAIN
from statusboard.domain.subscriber import Announcement
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from statusboard.domain.views.message import UpdateMessage
from statusboard.storage import outbox
from statusboard.storage.channels import read_channels
from statusboard.storage.components import read_components
from statusboard.storage.corrections import mark_corrected, mark_withdrawn
from statusboard.storage.incidents import read_incident
from statusboard.storage.joined import joined_to
from statusboard.storage.pages import read_page_settings
from statusboard.storage.settings import read_settings
from statusboard.storage.shown import PAGE_WAIT_US
from statusboard.storage.unit import Unit

NO_BODIES: Mapping[str, str] = MappingProxyType({})
# From so many recipients on, a send can be taken back for a while.
LARGE = 1_000
BRAKE_US = 10_000_000
# Where each sort stands on the page.
_FOLDERS = {
    NoticeSort.INCIDENT: "incidents",
    NoticeSort.ANNOUNCEMENT: "announcements",
    NoticeSort.MAINTENANCE: "maintenance",
}


def announce(
    unit: Unit,
    incident_id: int,
    generation: int,
    corrects: str = "",
    bodies: Mapping[str, str] = NO_BODIES,
) -> int:
    """How many will be told of the newest update of the incident.

    `corrects` is the public id of an update whose words it takes back: then those are told whom
    they reached. `bodies` are the words of the update by the codes of languages that it is not in:
    of what no person wrote.
    """
    incident = read_incident(unit, incident_id)
    assert incident is not None
    announcement = announcement_of(unit, incident, corrects)
    begin_keys(unit)
    kinds = channel_kinds()
    channels = {
        channel.id: channel
        for channel in read_channels(unit)
        if channel.kind in kinds and takes(kinds[channel.kind], announcement)
    }
    told = [
        (one, audiences_of(unit, incident, one.announcement, channels))
        for one in readerships(unit, incident, announcement)
    ]
    count = sum(audience.count for _, found in told for audience in found)
    newest = outbox.update_id_of(unit, incident.updates[0].public_id)
    if announcement.corrects is not None:
        mark_corrected(unit, announcement.corrects, by=newest)
    if announcement.withdraws:
        mark_withdrawn(unit, announcement.told_of, by=newest)
    if not count:
        return 0
    dispatch = outbox.Dispatch(
        update_id=newest,
        generation=generation,
        lane=Lane.PLANNED if announcement.planned else Lane.INCIDENT,
        ready_us=unit.now_us + PAGE_WAIT_US,
        held_until_us=unit.now_us + BRAKE_US if count >= LARGE else unit.now_us,
    )
    outbox.open_dispatch(unit, announcement, dispatch, recipients=count)
    for readership, found in told:
        message = message_to_readers(unit, readership, corrects)
        if any(kinds[channels[one.channel_id].kind].form == "document" for one in found):
            around = surroundings_of(unit, readership.incident, readership.page_id)
            message = replace(message, around=around)
        for audience in found:
            said = message_to(message, audience, readership.withheld.bodies(bodies))
            content = frozen(texts_of(said, kinds[channels[audience.channel_id].kind].form))
            message_id = outbox.freeze_message(
                unit, dispatch.update_id, audience, content, readership.place
            )
            outbox.enqueue(unit, readership.announcement, dispatch, audience, message_id)
    return count


def _in_words_of(message: UpdateMessage, bodies: Mapping[str, str]) -> UpdateMessage:
    """The message with the words that no person wrote in its reader's language."""
    spoken = base_of(message.language)
    if spoken not in bodies:
        return message
    wording = replace(message.wording, body=bodies[spoken])
    return replace(message, wording=wording, said_in=spoken)


def audiences_of(
    unit: Unit, incident: Incident, announcement: Announcement, channels: Container[int]
) -> tuple[outbox.Audience, ...]:
    """Who is told of the newest update by those channels.

    Nobody of one that says what they were told already, unless it is there to remind them.
    """
    takes_back = announcement.corrects is not None or announcement.withdraws
    is_reminder = incident.updates[0].kind is UpdateKind.REMINDER
    repeats = incident.repeats_itself and not (takes_back or is_reminder)
    if repeats and not outbox.was_taken_back(unit, incident.updates[1].public_id):
        return ()
    found = outbox.audiences(unit, announcement)
    return tuple(one for one in found if one.channel_id in channels)


def takes(kind: ChannelKind, announcement: Announcement) -> bool:
    """Whether a kind of channel has a place for it."""
    return takes_news(kind) or not announcement.is_news


def takes_news(kind: ChannelKind) -> bool:
    """Whether a kind of channel has a place for what is no incident.

    Programs that read Statuspage's format would take it for one.
    """
    return kind.form != "document"


def message_to(
    message: UpdateMessage,
    audience: outbox.Audience,
    bodies: Mapping[str, str] = NO_BODIES,
) -> UpdateMessage:
    """The message as it is said to an audience: in its language, with the text of its list."""
    said = _in_words_of(read_in(message, audience.language), bodies)
    return said_to(said, audience.text)


def announcement_of(
    unit: Unit, incident: Incident, corrects: str = "", *, also: Incident | None = None
) -> Announcement:
    """The newest update of an incident, as far as it decides who is told.

    `corrects`: see `announce`. `also` is an incident that is about to be joined with it. Raises
    RuleBroken where there is no such update.
    """
    newest = incident.updates[0]
    joined = joined_to(unit, incident.id)
    if also is not None:
        joined |= joined_to(unit, also.id) | {also.id}
    told = (incident, *(one for number in joined for one in [read_incident(unit, number)] if one))
    said = [update for one in told for update in one.updates]
    named = {move.component_id for update in said for move in update.affected}
    groups = {
        component.group_id
        for component in read_components(unit)
        if component.id in named and component.group_id is not None
    }
    return Announcement(
        incident.id,
        frozenset(named),
        frozenset(groups),
        is_end=incident.status.is_over and not incident.status.is_after_end,
        is_reopened=is_reopened(incident.updates),
        ends=ends(incident.updates),
        is_after_end=incident.status.is_after_end,
        corrects=outbox.update_id_of(unit, corrects) if corrects else None,
        withdraws=incident.is_withdrawn,
        joined=joined,
        is_news=newest.kind is UpdateKind.ANNOUNCEMENT,
        planned=incident.sort is NoticeSort.MAINTENANCE,
    )


def message_to_readers(unit: Unit, to: Readership, corrects: str = "") -> UpdateMessage:
    """The newest update as the readers of a page get it. `corrects`: see `announce`."""
    message = message_of(unit, to.incident, corrects, to.page_id)
    # It does not stand there any more: they find the page, and nothing that is not on it.
    return message if to.announcement.is_shown else replace(message, url=message.page_url)


def message_of(
    unit: Unit, incident: Incident, corrects: str = "", page_id: int = MAIN
) -> UpdateMessage:
    """The newest update of an incident, as a page says it. `corrects`: see `announce`."""
    settings = read_page_settings(unit, page_id)
    newest = incident.updates[0]
    folder = _FOLDERS[incident.sort]
    base = page_address(settings).rstrip("/")
    light, dark = accents(BRAND.kept(settings))
    # Of several pages too: a text is written once, in the language of the main one.
    written = language_written_in(read_settings(unit))
    spoken = language_written_in(settings)
    return UpdateMessage(
        page_name=text_setting(settings, PAGE_NAME, DEFAULT_NAME),
        url=f"{base}/{folder}/{incident.public_id}/" if base else "",
        zone=zone_in(settings),
        wording=newest.wording,
        published_at=newest.published_at,
        number=len(incident.updates),
        affected=newest.affected,
        is_demo=settings.get(DEMO) is True,
        incident=incident.public_id,
        update=newest.public_id,
        page_url=base,
        page_id=public_page_id(settings),
        impact=incident.impact,
        created_at=incident.created_at,
        corrects={one.public_id: one.published_at for one in incident.updates}.get(corrects),
        server=text_setting(settings, PUBLIC_URL).rstrip("/"),
        templates=read_templates(unit),
        kind=newest.kind,
        takes_back=newest.corrects,
        scheduled_for=incident.scheduled_for,
        scheduled_until=incident.scheduled_until,
        light=light,
        dark=dark,
        language=spoken or DEFAULT_LANGUAGE,
        said_in=written,
        further=page_languages(settings)[1:],
    )
