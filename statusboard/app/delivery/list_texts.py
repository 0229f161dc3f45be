"""What an update says to people inside, by the text that their list gets."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from statusboard.domain.incident import AffectedComponent
from statusboard.domain.inside_list import ListText
from statusboard.domain.language import Language
from statusboard.domain.moves import spoken_of
from statusboard.domain.support_line import all_clear_line, support_line
from statusboard.domain.templates.kinds import spoken_kind
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.board import Told
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.languages import frame_in

# What stands before the sentence.
_SAY = {Language.ENGLISH: "Say on the phone", Language.GERMAN: "Am Telefon"}


def said_to(message: UpdateMessage, text: str) -> UpdateMessage:
    """The update as it is said to readers of one of its texts (`ListText`).

    There is a sentence to say on the phone only where it can be made in the reader's language:
    nobody can say an English one to a German caller.
    """
    if text != ListText.SUPPORT:
        return message
    wording = message.wording
    frame = frame_in(message.language)
    # What is said of the words stands above them, and not above the sentence for the phone.
    original = frame.original(message.said_in)
    parts = (frame.customers, original, wording.body.strip())
    body = "\n\n".join(part for part in parts if part)
    # What is withdrawn or announced has no state that a caller could ask for.
    if message.kind is UpdateKind.SAID and frame.language in set(Language):
        language = Language(frame.language)
        body = f"{_SAY[language]}: {phone_line(message, language)}\n\n{body}"
    kept = replace(wording, body=body, translations=())
    return replace(message, wording=kept, said_in="")


def phone_line(message: UpdateMessage, language: Language) -> str:
    """What support says at the moment of publishing; nothing is measured for it."""
    templates = replace(message.templates, language=language)
    names = names_spoken_of(message.affected)
    status = message.wording.status
    if status.is_over:
        return all_clear_line(names, templates, spoken_kind(status))
    told = Told(0, message.wording, message.number, message.published_at, names)
    zone = ZoneInfo(message.zone)
    return support_line([told], (), now=message.published_at, zone=zone, templates=templates)


def names_spoken_of(affected: Sequence[AffectedComponent]) -> tuple[str, ...]:
    """The services that an update speaks of: not those of which it says that they work again."""
    numbers = spoken_of({one.component_id: one.new_status for one in affected})
    return tuple(one.name for one in affected if one.component_id in numbers)
