"""A mail from an outgoing message, in bytes.

It is the same at every try, so that a mailbox that got it twice can tell: its Message-ID and its
date belong to the recipient and the update.
"""

import hashlib
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr

from statusboard.channels.base import Outgoing
from statusboard.channels.mail.addresses import domain_of, envelope_sender, on_the_wire
from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.personal_links import leave_link

# Wide, because the standard fold turns the address of List-Unsubscribe into an encoded word.
WIDE = SMTP.clone(max_line_length=998)


class _Folding(EmailPolicy):
    """Writes words of people in encoded words of 75 characters at most (RFC 2047), all of it.

    The library's own way to fold mixes plain and encoded words, and loses blanks between them.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        if str(value).isascii():
            return WIDE.fold_binary(name, value)
        if isinstance(value, AddressHeader):
            (one,) = value.addresses
            return f"{name}: {_encoded(name, one.display_name)}\r\n <{one.addr_spec}>\r\n".encode()
        return f"{name}: {_encoded(name, str(value))}\r\n".encode()


def _encoded(name: str, words: str) -> str:
    return Header(words, "utf-8", maxlinelen=75, header_name=name).encode(linesep="\r\n")


_FOLDED = _Folding(linesep="\r\n")


def message_of(outgoing: Outgoing, sender: str) -> EmailMessage:
    """The message as it is sent. Raises ValueError for a line break in a header."""
    message = EmailMessage(policy=WIDE)
    address = envelope_sender(sender)
    domain = domain_of(address)
    message["From"] = Address(parseaddr(sender)[0], addr_spec=address)
    message["To"] = Address(addr_spec=on_the_wire(outgoing.address))
    message["Subject"] = outgoing.subject
    message["Date"] = format_datetime(outgoing.written_at)
    message["Message-ID"] = f"<{outgoing.key}@{domain}>"
    if outgoing.begins:
        message["In-Reply-To"] = message["References"] = f"<{outgoing.begins}@{domain}>"
    message["List-Id"] = f"<status.{domain}>"
    by_mail = f"<mailto:{address}?subject=unsubscribe%20{outgoing.key}>"
    if outgoing.server and outgoing.token:
        leave = leave_link(outgoing.server, outgoing.token)
        message["List-Unsubscribe"] = f"<{leave}>, {by_mail}"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    else:
        message["List-Unsubscribe"] = by_mail
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["Precedence"] = "bulk"
    message.set_content(outgoing.text, cte="quoted-printable")
    if outgoing.html:
        message.add_alternative(outgoing.html, subtype="html", cte="quoted-printable")
        message.set_boundary(boundary_of(outgoing.key))
    if outgoing.file is not None:
        _attach(message, outgoing.file)
        # Other than that of what is inside of it.
        message.set_boundary(boundary_of(f"{outgoing.key} with file"))
    message["Content-Language"] = outgoing.language  # setting the content takes such away
    return message


def _attach(message: EmailMessage, file: AttachedFile) -> None:
    """Adds a file as programs for mail save it (RFC 2183); of text with its charset."""
    main, _, sub = file.media_type.partition("/")
    charset = {"charset": "utf-8"} if main == "text" else None
    message.add_attachment(
        file.content, maintype=main, subtype=sub, filename=file.name, params=charset
    )


def boundary_of(key: str) -> str:
    """What stands between the parts of the mail with that key."""
    return f"=_{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def as_data(content: bytes) -> bytes:
    """A mail as the command DATA takes it: a dot before each that begins a line, and the end.

    RFC 5321, 4.5.2.
    """
    return (b"\n" + content).replace(b"\n.", b"\n..")[1:] + b".\r\n"


def in_bytes(message: EmailMessage) -> bytes:
    """The message for the line: words for people folded as the standards want, the rest wide."""
    return message.as_bytes(policy=_FOLDED)
