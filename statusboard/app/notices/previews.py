"""How a text that is being written looks on each channel: asked of the channels' own kinds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from statusboard.app.delivery.announce import message_of, takes_news
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.list_texts import names_spoken_of, phone_line
from statusboard.app.delivery.reach import preview_of
from statusboard.app.delivery.readings import read_in
from statusboard.app.delivery.texts import texts_of
from statusboard.app.doorway import query
from statusboard.app.health.executive import line_once_told
from statusboard.app.notices.reach import as_published
from statusboard.domain.finding import Finding
from statusboard.domain.notice import NoticeState, Revision, Wording
from statusboard.domain.sms import costly_characters
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.board import Told
from statusboard.domain.views.previews import ChannelPreview
from statusboard.storage.channels import read_channels
from statusboard.storage.notices import Notice
from statusboard.storage.unit import Unit

# The keys of the sentences that support says and an executive reads, which go over no channel.
PHONE, EXECUTIVE = "phone", "executive"
# Nothing of it need be kept: the text is looked at while it is typed.
_UNKEPT = 0
# So many segments a text message may take before it is called long.
FEW_PARTS = 2


@dataclass(frozen=True, slots=True)
class PreviewAsk:
    """A text as it stands now, and the incident that it follows up, or None for a new one.

    `sort` is what it is about. `language` is that of a reader whose messages are looked at; empty:
    the own one of the page.
    """

    incident_id: int | None
    wording: Wording
    sort: NoticeSort = NoticeSort.INCIDENT
    language: str = ""


def previews_of(unit: Unit, given: PreviewAsk) -> tuple[ChannelPreview, ...]:
    """The text on each kind of channel that is used, and what is said of it on the phone."""
    used = {channel.kind for channel in read_channels(unit)}
    is_news = given.sort is NoticeSort.ANNOUNCEMENT
    kinds = [
        kind
        for key, kind in channel_kinds().items()
        if key in used and (takes_news(kind) or not is_news)
    ]
    notice = Notice(
        _UNKEPT, given.incident_id, NoticeState.DRAFT, _UNKEPT, unit.now, sort=given.sort
    )
    revision = Revision(_UNKEPT, _UNKEPT, given.wording, unit.now, "")
    incident = as_published(unit, notice, revision)
    if given.incident_id is None:
        # The address that it will have is not known yet, and must not change with every look.
        incident = replace(incident, public_id="x" * len(incident.public_id))
    message = message_of(unit, incident)
    if given.language:
        message = read_in(message, given.language)
    found = []
    for kind in kinds:
        shown = preview_of(kind, message)
        found.append(
            ChannelPreview(
                kind=kind.key,
                label=kind.label,
                form=shown.form,
                content=shown.content,
                subject=texts_of(message, kind.form).subject if shown.form == "html" else "",
                parts=shown.parts,
                notes=shown.notes,
                marks=marks_of(shown.content, shown.notes),
            )
        )
    if is_news:
        # What is announced has no state that a caller could ask for.
        return tuple(found)
    names = names_spoken_of(message.affected)
    told = Told(incident.id, incident.wording, len(incident.updates), unit.now, names)
    line = phone_line(message, message.templates.language)
    return (
        *found,
        ChannelPreview(PHONE, "Phone", form="text", content=line),
        ChannelPreview(EXECUTIVE, "Executive", form="text", content=line_once_told(unit, told)),
    )


def marks_of(content: str, notes: tuple[str, ...]) -> tuple[int, ...]:
    """Where the characters stand that the notes speak of: they name the first ones."""
    said = " ".join(notes)
    found = costly_characters(content)
    is_said = any(f"“{one.character}”" in said for one in found)
    return tuple(one.position for one in found) if is_said else ()


def channel_findings(previews: Iterable[ChannelPreview]) -> tuple[Finding, ...]:
    """Where a text is over a channel's limit, or dearer than it need be."""
    found = []
    for one in previews:
        if one.parts > FEW_PARTS:
            sentence = f"{one.label}: the text takes {one.parts} segments, and each is paid for."
            found.append(Finding(sentence, blocks=False, rule="channel_limit"))
        found += [
            Finding(f"{one.label}: {note}", blocks=False, rule="channel_limit")
            for note in one.notes
        ]
    return tuple(found)


# How a text looks on each kind of channel that there is, in their order.
PREVIEWS = query("notices.previews")(previews_of)
