"""What a mail server's answer means: for this address, for this message, or for all of them.

By the codes of RFC 5321 and the enhanced ones of RFC 3463. Whatever is not about this address is
trouble of the channel: the message waits, and nobody is given up for it.
"""

import re
from enum import StrEnum

from statusboard.channels.base import Again, Outcome, Refused

# The address or its mailbox is not there, was moved, is disabled, or takes no mail at all.
_NO_MAILBOX = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
# The sender's address, or how fast and by whom is sent; not the recipient.
_OF_SENDER = frozenset({"1.7", "1.8", "3.2", "4.5", "5.3", "7.26", "7.28", "7.60"})
# The command as such, and the want of a password: no message would be taken.
_OF_CONVERSATION = frozenset({421, 500, 502, 503, 504, 530, 534, 535, 538})
_MAILBOX_OF_ALL = 452
# More than this server, or this mailbox, takes in one message (RFC 3463: X.3.4, X.2.3; RFC 1870).
_TOO_LARGE, _TOO_MUCH = frozenset({"5.3.4", "5.2.3"}), 552
_WORDS_OF_SIZE = re.compile(r"(?i)\b(size|too (large|big|long)|length)\b")
_ENHANCED = re.compile(r"^([245])\.(\d{1,3}\.\d{1,3})\b")
_WORDS_OF_SENDER = re.compile(
    r"(?i)\b(relay\w*|sender|mail from|from address|spf|dkim|dmarc|authenticat\w+|client host"
    r"|blocked using|(black|block)\W?list\w*|reputation|rate\W?limit\w*|rate of|too many"
    r"|too fast|throttl\w*)\b"
)
_WORDS_OF_NOBODY = re.compile(
    r"(?i)no such (user|mailbox|recipient|address)|unknown (user|recipient|mailbox|address)"
    r"|(user|recipient|mailbox|address)\W+(is )?(unknown|not found|unavailable)"
    r"|does(n't| not) (exist|have an? \S* ?account)|no mailbox here by that name"
    r"|invalid (user|recipient|mailbox)|unrout(e)?able address"
)
_COME_BACK = re.compile(r"(?i)(?:again|retry|back)\D{0,20}?(\d{1,5})\s*(s|m)[a-z]*\b")
ELIDED = "…"
LONGEST_QUOTATION = 500
LONGEST_PAUSE_S = 6 * 3600.0


class Where(StrEnum):
    """To what the server answered."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"


def outcome_of(where: Where, code: int, text: str, address: str) -> Outcome:
    """What becomes of a message whose `address` was answered so, by a code of 400 and more.

    Any other code, where another was due, is no answer: the channel is in trouble.
    """
    # The ledger is kept when a person is forgotten: their address stands beside it, not in it.
    said = without(address, text)
    words = in_one_line(code, said)
    found = _ENHANCED.match(text.strip())
    enhanced = found[0] if found else ""
    if not 400 <= code < 600:
        return Again(f"the mail server gave an answer out of place: {words}", is_channel=True)
    if where is Where.CONTENT and _is_too_large(code, enhanced, said):
        return Refused(f"the mail server takes no message of this size: {words}", is_too_large=True)
    if _is_of_channel(where, code, found[2] if found else "", said, enhanced):
        # At an address the pause may be about that one alone: others need not wait so long.
        pause_s = None if where is Where.RECIPIENT else _pause_s(text)
        return Again(f"the mail server takes no messages: {words}", pause_s, is_channel=True)
    if code < 500:
        return Again(f"the mail server asks to come back: {words}", _pause_s(text))
    gone = where is Where.RECIPIENT and is_gone(enhanced, said)
    return Refused(f"the mail server refused it: {words}", quarantines=gone)


def is_gone(enhanced: str, said: str) -> bool:
    """Whether nothing will ever arrive there: by the enhanced code, or by words without one."""
    if not enhanced or enhanced.endswith(".0.0"):
        return _WORDS_OF_NOBODY.search(said) is not None
    return enhanced in _NO_MAILBOX


def _is_too_large(code: int, enhanced: str, said: str) -> bool:
    """A full mailbox has the same code as a message that is too large: words tell them apart."""
    if enhanced and not enhanced.endswith(".0.0"):
        return enhanced in _TOO_LARGE
    return code == _TOO_MUCH and _WORDS_OF_SIZE.search(said) is not None


def without(address: str, text: str) -> str:
    """The text without the address of a person."""
    return re.sub(re.escape(address), ELIDED, text, flags=re.IGNORECASE) if address else text


def in_one_line(code: int, text: str) -> str:
    """What a server said, in one line, whatever bytes it sent."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"{code} {' '.join(printable.split())}".strip()[:LONGEST_QUOTATION]


def _is_of_channel(where: Where, code: int, subject: str, said: str, enhanced: str) -> bool:
    if where is Where.SENDER or code in _OF_CONVERSATION or subject in _OF_SENDER:
        return True
    if code == _MAILBOX_OF_ALL:
        # Too much for the server, unless it says that it is this one mailbox which is full.
        return not subject.startswith(("1.", "2."))
    if enhanced in _NO_MAILBOX:
        return False
    return _WORDS_OF_SENDER.search(said) is not None


def _pause_s(text: str) -> float | None:
    """When to come back, where the server says it, as those do that greylist."""
    found = _COME_BACK.search(text)
    if found is None:
        return None
    seconds = int(found[1]) * (60.0 if found[2].lower() == "m" else 1.0)
    return min(seconds, LONGEST_PAUSE_S) or None
