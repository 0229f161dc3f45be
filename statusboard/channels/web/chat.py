"""What chats are told: a title, plain words, and a link, as each of them writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from statusboard.channels.base import Outgoing, Preview
from statusboard.channels.web.wording import CUT, Measure, clean, cut, one_line
from statusboard.domain.status import Impact

FOLLOW = "Follow it on the status page"


class Tone(Enum):
    """What a message is about at a glance, with its colour (RGB)."""

    GOOD = 0x12855F
    SLIGHT = 0xA87400
    GRAVE = 0xC2570C
    WORST = 0xC4262E
    PLAIN = 0x3B62C4


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message before a chat's own rules. `link` is empty where the page has no address.

    `follow` are the words of the link: a chat shows an address in a text as no more than that.
    """

    title: str
    text: str
    link: str
    tone: Tone
    is_over: bool = False
    follow: str = FOLLOW


def chat_message(outgoing: Outgoing) -> ChatMessage:
    """What is to be said, cleaned of what nobody sees."""
    update = outgoing.update
    title, text = one_line(outgoing.subject), clean(outgoing.text).strip()
    if update is None:
        # What it asks for is its title, in the language of whoever is asked.
        asked = outgoing.to_confirm
        return ChatMessage(title, text, asked if _leads(asked) else "", Tone.PLAIN, follow=title)
    link = update.url or update.page_url
    is_over = update.wording.status.is_over
    tone = Tone.GOOD if is_over else _TONES[update.impact]
    follow = outgoing.follow or FOLLOW
    return ChatMessage(title, text, link if _leads(link) else "", tone, is_over, follow)


def _leads(link: str) -> bool:
    return link.startswith(("https://", "http://"))


_TONES = {
    Impact.NONE: Tone.PLAIN,
    Impact.MINOR: Tone.SLIGHT,
    Impact.MAJOR: Tone.GRAVE,
    Impact.CRITICAL: Tone.WORST,
}


def pieces(text: str, size: int, most: int, measure: Measure = len) -> Iterator[str]:
    """The text in so many pieces at most, none longer than `size`; what is left over is cut."""
    rest = text.strip()
    for number in range(most):
        if not rest:
            return
        if number == most - 1 or measure(rest) <= size:
            yield cut(rest, size, measure)
            return
        piece = cut(rest, size, measure).removesuffix("…").rstrip()
        end = max(piece.rfind("\n\n"), piece.rfind("\n"))
        if end > len(piece) // 2:
            piece = piece[:end].rstrip()
        if not piece:
            return
        yield piece
        rest = rest[len(piece) :].strip()


def as_read(
    provider: str, fitted: Callable[[ChatMessage], tuple[str, str]]
) -> Callable[[Outgoing], Preview]:
    """The message as it is read in a chat that takes as much of title and text as `fitted` says."""

    def preview(outgoing: Outgoing) -> Preview:
        message = chat_message(outgoing)
        title, text = fitted(message)
        link = f"{message.follow}: {message.link}" if message.link else ""
        whole = "\n\n".join(part for part in (title, text, link) if part) + "\n"
        return Preview("text", whole, notes=tuple(_cuts(provider, message, title, text)))

    return preview


def _cuts(provider: str, message: ChatMessage, title: str, text: str) -> Iterator[str]:
    if _is_cut(message.title, title):
        yield f"The title is longer than {provider} takes: readers get its beginning."
    if _is_cut(message.text, text):
        yield (
            f"The text is longer than {provider} takes: readers get its beginning and the link to "
            "all of it."
        )


def _is_cut(whole: str, arrived: str) -> bool:
    return arrived != whole and arrived.endswith(CUT) and not whole.rstrip().endswith(CUT)
