"""What became of text messages that Twilio took, by its own error codes; it has to be asked.

It would say so by itself only to a server that it can reach.
"""

import re
from collections.abc import AsyncIterator, Sequence
from http import HTTPStatus

from statusboard.catalog.declaration import Config
from statusboard.channels.base import DeliveryReport
from statusboard.channels.twilio.account import Account
from statusboard.channels.twilio.answers import DEAD, TWILIO
from statusboard.channels.web.answers import Answer
from statusboard.channels.web.poster import posting

_MESSAGE = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
_ARRIVED = frozenset({"delivered", "read"})
# Nothing will ever arrive at such a number.
_GONE = {
    30005: "the carrier knows no such number",
    30006: "the number is a landline, or its carrier takes no texts",
}
# Another day, or another text, may do: a telephone that is switched off is somebody's all the same.
_LOST = {
    30003: "the telephone is switched off or cannot be reached",
    30004: "the person, or the carrier, takes no texts from us",
    30007: "the carrier took the text for spam",
    30008: "the carrier does not say why",
    30034: "the carrier takes no texts from a sender that is not registered",
}
# Twilio answers for no message now.
_NOT_NOW = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})


async def reports(config: Config, receipts: Sequence[str]) -> AsyncIterator[DeliveryReport]:
    """What became of messages, up to the first that Twilio does not answer for."""
    account = Account.of(config)
    async with posting(TWILIO) as poster:
        for sid in receipts:
            if not _MESSAGE.fullmatch(sid):
                yield DeliveryReport("taken")
                continue
            answer = await account.message(poster, sid)
            report = report_of(answer) if isinstance(answer, Answer) else None
            if report is None:
                return
            yield report


def report_of(answer: Answer) -> DeliveryReport | None:
    """What became of a message that Twilio was asked for; None where it answers for none now."""
    if answer.status in _NOT_NOW or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    status = answer.told("status") if answer.is_good else None
    if not isinstance(status, str):
        # Of this one: those behind it need not wait.
        return DeliveryReport("Twilio does not say whether it arrived")
    if status in _ARRIVED:
        return DeliveryReport(status)
    if status not in DEAD:
        return DeliveryReport(status, is_final=False)
    told = answer.told("error_code")
    code = told if isinstance(told, int) else 0
    words = _GONE.get(code) or _LOST.get(code) or f"Twilio calls it {status}"
    reason = f"it did not arrive: {words}{f' ({code})' if code else ''}"
    return DeliveryReport(reason, is_lost=True, quarantines=code in _GONE)
