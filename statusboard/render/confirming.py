"""A message that asks an address for its confirmation, in each form; no word of a visitor's own."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from statusboard.domain.personal_links import confirm_link, manage_link
from statusboard.domain.sms import in_default_alphabet, in_plain_letters
from statusboard.domain.views.confirmation import ConfirmationMessage
from statusboard.render.clean import clean_line
from statusboard.render.confirming_words import confirming_words, consent_words
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.languages import frame_in
from statusboard.render.mail import mail_templates

# More names than that are counted, and not told: a mail lists what it can be seen to be about.
MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class ConfirmingTexts:
    """Subject, plain text, and the whole document of a mail. Links hold places for the tokens."""

    subject: str
    text: str
    html: str


def confirming_mail(message: ConfirmationMessage) -> ConfirmingTexts:
    """The message in whole sentences, as a mail and for chats."""
    words, frame = confirming_words(message.language), frame_in(message.language)
    page = clean_line(message.page_name)
    asked = (words.told if message.is_told else words.asked).format(page=page)
    confirm = confirm_link(message.server)
    manage = manage_link(message.server) if message.is_told else ""
    ends = words.ends.format(at=frame.full(message.ends_at, ZoneInfo(message.zone)))
    agreed_to = consent_words(message.language, page, until_fixed=bool(message.incident))
    consent = words.agreed.format(consent=agreed_to)
    chosen = _chosen(message, words)
    otherwise = words.nothing_changes if message.is_told else words.nothing
    lines = [
        *([frame.sample, ""] if message.is_demo else []),
        asked,
        "",
        words.follow.format(url=confirm),
        "",
        words.chosen,
        *(f"- {line}" for line in chosen),
        "",
        consent,
        ends,
        "",
        *([words.see.format(url=manage), ""] if manage else []),
        otherwise,
    ]
    html = (
        mail_templates()
        .get_template("confirm.html")
        .render(
            message=message,
            frame=frame,
            words=words,
            page=page,
            title=words.heading,
            asked=asked,
            chosen=chosen,
            confirm=confirm,
            consent=consent,
            ends=ends,
            manage=manage,
            otherwise=otherwise,
        )
    )
    return ConfirmingTexts(words.subject.format(page=page), "\n".join(lines) + "\n", html)


def confirming_short(message: ConfirmationMessage) -> str:
    """The message as a text message: what is agreed to, the link, and how to end it."""
    words, page = confirming_words(message.language), clean_line(message.page_name)
    form = words.short_until_fixed if message.incident else words.short
    # One “ção” would have the whole message sent as UCS-2, in twice as many segments.
    url, what = confirm_link(message.server), in_default_alphabet(words.about[message.about])
    said = form.format(page=page, what=what, url=url)
    return in_plain_letters(f"{said} {words.short_end}")


def _chosen(message: ConfirmationMessage, words: ConfirmingWords) -> list[str]:
    if message.incident:
        return [words.until_fixed.format(incident=clean_line(message.incident))]
    names = [clean_line(name) for name in message.chosen]
    named = words.comma.join(names[:MOST_NAMES]) or words.everything
    if len(names) > MOST_NAMES:
        named = f"{named} (+{len(names) - MOST_NAMES})"
    about = words.about[message.about]
    return [named, f"{about[:1].upper()}{about[1:]}{words.comma}{words.extent[message.extent]}"]
