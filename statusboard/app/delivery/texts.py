"""A message as it is frozen when its update is published, and as it is sent to who is behind."""

from dataclasses import dataclass

import msgspec

from statusboard.storage.claims import Claim

# Stands in a frozen document where the messages go that this recipient missed.
EARLIER = "<!-- earlier -->"


@dataclass(frozen=True, slots=True)
class Texts:
    """Subject, plain text, and the whole document where the channel's form has one.

    `gist` is what the update says, without what stands around it, for a later message.
    """

    subject: str
    text: str
    html: str = ""
    gist: str = ""
    gist_html: str = ""


def frozen(texts: Texts) -> str:
    """The texts as they are kept."""
    return msgspec.json.encode(texts).decode()


def combined(claim: Claim) -> Texts:
    """The texts of a row. Whoever missed earlier messages finds them in this one, newest first."""
    texts = msgspec.json.decode(claim.content, type=Texts)
    missed = [msgspec.json.decode(content, type=Texts) for content in claim.missed]
    if not missed:
        return Texts(texts.subject, texts.text, texts.html.replace(EARLIER, ""))
    said = "\n\n".join(one.gist for one in missed)
    html = "<h2>Before that</h2>" + "".join(one.gist_html for one in missed)
    return Texts(
        texts.subject,
        f"{texts.text.rstrip()}\n\nBefore that:\n\n{said}\n",
        texts.html.replace(EARLIER, html),
    )
