"""A message as it is frozen when its update is published, and as it is sent to who is behind."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

import msgspec

from statusboard.domain.handover import Handover, handover_short
from statusboard.domain.personal_links import confirm_link
from statusboard.domain.sms import in_plain_letters
from statusboard.domain.views.confirmation import ConfirmationMessage
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.chat import chat_of
from statusboard.render.confirming import confirming_mail, confirming_short
from statusboard.render.handover import handover_mail
from statusboard.render.languages import frame_in
from statusboard.render.mail import mail_of
from statusboard.render.short import short_gist, short_text
from statusboard.storage.claim_texts import Claim

# Stands in a frozen document where the messages go that this recipient missed.
EARLIER = "<!-- earlier -->"
# Texts that were read last are kept: updates on their way, in each language and form.
KEPT = 32


@dataclass(frozen=True, slots=True)
class Texts:
    """Subject, plain text, and the whole document where the channel's form has one.

    `gist` is what the update says, without what stands around it, for a later message; `missed`
    are those of earlier messages that this recipient did not get. `update` is what all of it was
    made from, and `form` the form it has; None and empty in rows of earlier versions. `to_confirm`
    is the link of a message that asks for a confirmation. `without_file` is the plain text where a
    server does not take the file for its size; empty: it goes along, or nothing does.
    """

    subject: str
    text: str = field(repr=False)
    html: str = field(default="", repr=False)
    gist: str = ""
    gist_html: str = ""
    update: UpdateMessage | None = None
    missed: tuple[str, ...] = ()
    form: str = ""
    to_confirm: str = field(default="", repr=False)
    without_file: str = field(default="", repr=False)


def texts_of(message: UpdateMessage, form: str) -> Texts:
    """The update in a form of messages (`ChannelKind.form`)."""
    mail = mail_of(message)
    if form == "document":
        return Texts(mail.subject, mail.text, gist=mail.gist, update=message)
    # What only programs read is not carried along with every message.
    message = replace(message, around=None)
    if form == "mail":
        return Texts(mail.subject, mail.text, mail.html, mail.gist, mail.gist_html, message)
    if form == "chat":
        chat = chat_of(message)
        return Texts(mail.subject, chat.text, gist=chat.gist, update=message)
    if form == "short":
        short, gist = short_text(message), short_gist(message)
        return Texts(mail.subject, short, gist=gist, update=message, form=form)
    return Texts(mail.subject, mail.text, gist=mail.gist, update=message)


def texts_of_confirmation(message: ConfirmationMessage, form: str) -> Texts:
    """A message that asks for a confirmation, in a form of messages."""
    mail, link = confirming_mail(message), confirm_link(message.server)
    if form == "mail":
        return Texts(mail.subject, mail.text, mail.html, to_confirm=link)
    text = confirming_short(message) if form == "short" else mail.text
    return Texts(mail.subject, text, to_confirm=link)


def texts_of_handover(page: Handover, form: str, *, is_demo: bool) -> Texts:
    """The page for the next shift, in a form of messages. It has no links of a reader's own."""
    mail = handover_mail(page, is_demo=is_demo)
    if form == "mail":
        return Texts(mail.subject, mail.text, mail.html)
    return Texts(
        mail.subject, in_plain_letters(handover_short(page)) if form == "short" else mail.text
    )


def frozen(texts: Texts) -> str:
    """The texts as they are kept."""
    return msgspec.json.encode(texts).decode()


def combined(claim: Claim) -> Texts:
    """The texts of a row. Whoever missed earlier messages finds them in this one, newest first."""
    return _combined(claim.content, claim.missed, claim.language)


# Thousands of rows in a row have the same.
@lru_cache(maxsize=KEPT)
def _combined(content: str, contents_missed: tuple[str, ...], language: str) -> Texts:
    texts = msgspec.json.decode(content, type=Texts)
    missed = [msgspec.json.decode(one, type=Texts) for one in contents_missed]
    if not missed:
        return replace(texts, html=texts.html.replace(EARLIER, ""))
    if texts.form == "short" and texts.update is not None:
        earlier = tuple(one.update for one in missed if one.update is not None)
        gists = tuple(one.gist for one in missed)
        return replace(texts, text=short_text(texts.update, earlier), missed=gists)
    said = "\n\n".join(one.gist for one in missed)
    before = frame_in(language).before
    html = f"<h2>{before}</h2>" + "".join(one.gist_html for one in missed)
    return replace(
        texts,
        text=f"{texts.text.rstrip()}\n\n{before}:\n\n{said}\n",
        html=texts.html.replace(EARLIER, html),
        missed=tuple(one.gist for one in missed),
    )
