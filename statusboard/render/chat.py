"""An update as a chat shows it: plain words, without the title and the link, which stand apart.

Chats format texts by rules of their own; plain words are read alike in all of them.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from statusboard.domain.views.message import UpdateMessage
from statusboard.render.clean import clean_line
from statusboard.render.mail import END_WORD
from statusboard.render.moments import Moments
from statusboard.render.plain_text import body_text
from statusboard.render.words import incident_word, look_of


@dataclass(frozen=True, slots=True)
class ChatTexts:
    """What the update says, and `gist`: state, time and words alone, for a later message."""

    text: str
    gist: str


def chat_of(message: UpdateMessage) -> ChatTexts:
    """The words for chats about one update."""
    moments = Moments(ZoneInfo(message.zone))
    word = incident_word(message.wording.status)
    at = moments.full(message.published_at).text
    body = body_text(message.wording.body).strip()
    services = "\n".join(
        f"{clean_line(one.name)}: {look_of(one.new_status).word}" for one in message.affected
    )
    promised = message.promise
    promise = (
        "" if promised is None else f"Next update by {moments.promised(promised).text}. {END_WORD}"
    )
    demo = "Sample data: nothing of this happened." if message.is_demo else ""
    head = f"{clean_line(message.page_name)} · {word} · {at} · update {message.number}"
    parts = (demo, head, body, services, promise)
    return ChatTexts("\n\n".join(part for part in parts if part) + "\n", f"{word}, {at}\n{body}")
