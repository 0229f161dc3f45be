"""What Twilio's answer to a new message means, by its own error codes.

The codes are those of its error dictionary; each has a page of its own in Twilio's documentation.
"""

from http import HTTPStatus

from statusboard.channels.base import Again, Outcome, Refused, Sent, Unclear
from statusboard.channels.web.answers import Answer, Provider, outcome_of, retry_after_s, said

TWILIO = Provider("Twilio", knows_us=True)

# Nothing will ever arrive at such a number.
_NEVER = {
    21211: "Twilio says that there is no such number",
    21610: "the person answered STOP",
    21614: "Twilio says that this is not a mobile number",
    21635: "Twilio says that this is a landline",
}
# Another day, another sender or another text may do.
_NOT_THIS = {
    21408: "the Twilio account may not send to this country: switch it on in its console",
    21608: "the Twilio account is on trial, and sends to numbers that it has verified alone",
    21612: "Twilio has no way from our sender to this number",
    21617: "the text is longer than Twilio takes",
}
# What is wrong with our account or our sender: no number would be written to.
_OURS = {
    10001: "the Twilio account is not active",
    20003: "Twilio refused the account or its token",
    20403: "the Twilio account is suspended or closed",
    20404: "Twilio knows no such account",
    21212: "Twilio does not take our sender",
    21603: "Twilio does not take our sender",
    21606: "our sender cannot send text messages",
    21611: "our sender has more waiting at Twilio than it sends in hours",
    21659: "our sender does not belong to the Twilio account",
    21660: "our sender does not belong to the Twilio account",
    21703: "the messaging service at Twilio has no number to send from",
    63038: "the Twilio account has sent as much today as it may",
    70051: "Twilio refused the account or its token",
}
# What Twilio calls a message that it does not send, or that did not arrive.
DEAD = frozenset({"failed", "undelivered", "canceled"})


def outcome_of_message(answer: Answer, secrets: tuple[str, ...]) -> Outcome:
    """What became of a message. `secrets` and the number are never quoted."""
    if answer.is_good:
        return _taken(answer)
    code = answer.told("code")
    known = code if isinstance(code, int) else 0
    if known in _NEVER:
        return Refused(f"{_NEVER[known]} ({known})", quarantines=True)
    if known in _NOT_THIS:
        return Refused(f"{_NOT_THIS[known]} ({known})")
    wait_s = retry_after_s(answer)
    if known in _OURS:
        return Again(f"{_OURS[known]} ({known})", wait_s, is_channel=True)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Again("Twilio is asked too often at the same time", wait_s, is_channel=True)
    if answer.status == HTTPStatus.NOT_FOUND or 300 <= answer.status < 400:
        words = f"what answers there is not Twilio: {said(answer, secrets=secrets)}"
        return Again(words, is_channel=True)
    return outcome_of(answer, TWILIO, secrets=secrets)


def _taken(answer: Answer) -> Outcome:
    sid, status = answer.told("sid"), answer.told("status")
    if isinstance(sid, str) and sid:
        if status in DEAD:
            return Refused(f"Twilio could not send it: {answer.told('error_code') or status}")
        return Sent(sid)
    if answer.status == HTTPStatus.CREATED:
        return Sent("201 Created")
    return Unclear("an answer came that does not say whether Twilio took it")
