"""Reads bounces: reports of mails that did not arrive (RFC 3462 and 3464).

Anybody can write to a mailbox: whatever comes is taken apart within limits, and what is no report
of a mail of ours is left alone, automatic answers among it.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, message_from_string
from email.message import Message

from statusboard.channels.base import Bounce
from statusboard.channels.mail.replies import ELIDED, LONGEST_QUOTATION, is_gone, without

# A report quotes a mail of ours at most; more of it is not looked at.
LONGEST = 256 * 1024
# Parts in parts cost the parser a look for each of them in every line.
MOST_PARTS = 20
MOST_RECIPIENTS = 50
_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_OURS = re.compile(r"<([0-9a-f]{40})@[^<>\s]+>")
_ADDRESS = re.compile(r"[^\s<>;,:\"]+@[^\s<>;,:\"]+")
_MBOX = re.compile(rb"(?m)^From .*\r?\n")


def bounces_in(raw: bytes) -> tuple[Bounce, ...]:
    """What a mail reports, one for each recipient; nothing where it is no report. Never raises."""
    looked_at = raw[:LONGEST]
    if looked_at.lower().count(b"boundary") > MOST_PARTS:
        return ()
    try:
        return tuple(_bounces(message_from_bytes(looked_at)))
    except Exception:  # noqa: BLE001 - somebody's broken or hostile mail is no report
        return ()


def mails_in(pasted: bytes) -> tuple[bytes, ...]:
    """The mails of a file: one as it was saved, or several as programs export them (RFC 4155)."""
    text = pasted.lstrip()
    if not text.startswith(b"From "):
        return (text,)
    return tuple(mail for mail in _MBOX.split(text) if mail.strip())


def _bounces(mail: Message) -> Iterator[Bounce]:
    reports = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    if not reports:
        return
    key, to = _returned(mail)
    blocks = reports[0].get_payload()
    for block in blocks[: MOST_RECIPIENTS + 1] if isinstance(blocks, list) else []:
        if not isinstance(block, Message) or "action" not in block:
            continue  # what is said of the whole mail
        yield _bounce(block, key, to)


def _bounce(block: Message, key: str, to: str) -> Bounce:
    action = _line(block, "action").lower()
    diagnosis = _line(block, "diagnostic-code").partition(";")[2].strip()
    status = _first(_ENHANCED, _line(block, "status"))
    enhanced = status
    if not status or status.endswith(".0.0"):
        enhanced = _first(_ENHANCED, diagnosis) or status
    final = _first(_ADDRESS, _line(block, "final-recipient"))
    address = to or _first(_ADDRESS, _line(block, "original-recipient")) or final
    said = without(address, without(final, diagnosis or enhanced or ELIDED))
    is_final = action == "failed"
    return Bounce(
        key=key,
        address=address,
        is_final=is_final,
        quarantines=is_final and enhanced[:1] in ("5", "") and is_gone(enhanced, said),
        reason=f"it came back: {said}"[:LONGEST_QUOTATION],
    )


def _returned(mail: Message) -> tuple[str, str]:
    """The key and the recipient of the mail of ours that came back, as far as it is quoted."""
    for part in mail.walk():
        kind = part.get_content_type()
        quoted: Message | None = None
        if kind == "message/rfc822":
            inside = part.get_payload()
            first = inside[0] if isinstance(inside, list) and inside else None
            quoted = first if isinstance(first, Message) else None
        elif kind == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
            quoted = message_from_string(text)
        if quoted is not None:
            key = _first(_OURS, _line(quoted, "message-id"))
            if key:
                return key, _first(_ADDRESS, _line(quoted, "to"))
    return "", ""


def _line(block: Message, name: str) -> str:
    """A field in one line of printable letters; empty where it is missing."""
    text = str(block.get(name, ""))[:2_000]
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[found.re.groups] if found else ""
