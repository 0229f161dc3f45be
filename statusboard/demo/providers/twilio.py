"""A stand-in for Twilio: one account with one sender, as far as our channel asks."""

import secrets as chance
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from statusboard.demo.providers.fates import NO_TEXTS
from statusboard.demo.providers.said import Said, said
from statusboard.demo.providers.tally import Tally

ACCOUNT = f"AC{'0' * 32}"
SENDER = "+4917604069000"
TOKEN = "sample-data"  # noqa: S105 - a stand-in's, which opens nothing
_WORDS = {
    21610: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
}
Query = Mapping[str, Sequence[str]]


def reply(method: str, path: str, query: Query, body: bytes, tally: Tally) -> Said:
    """What Twilio says to a request for that path. It tells of no earlier message: it keeps none.

    So a message that was broken off would be sent twice; the stand-in never breaks off.
    """
    match method, path.removeprefix(f"2010-04-01/Accounts/{ACCOUNT}"):
        case "GET", ".json":
            name = "Northwind (sample data)"
            return said({"sid": ACCOUNT, "friendly_name": name, "status": "active"})
        case "GET", "/IncomingPhoneNumbers.json":
            is_ours = SENDER in query.get("PhoneNumber", ())
            able = {"phone_number": SENDER, "capabilities": {"sms": True}}
            return said({"incoming_phone_numbers": [able] if is_ours else []})
        case "GET", "/Messages.json":
            return said({"messages": []})
        case "GET", one if one.startswith("/Messages/"):
            sid = one.removeprefix("/Messages/").removesuffix(".json")
            return said({"sid": sid, "status": "delivered", "error_code": None})
        case "POST", "/Messages.json":
            return _message(parse_qs(body.decode("utf-8", "replace")), tally)
        case _:
            return _error(20404, 404, "The requested resource was not found")


def _message(form: Query, tally: Tally) -> Said:
    to = "".join(form.get("To", ()))
    code = NO_TEXTS.get(to)
    if code is not None:
        tally.add("twilio", "refused")
        return _error(code, 400, _WORDS[code])
    if not to or not form.get("Body"):
        return _error(21602, 400, "Message body is required")
    tally.add("twilio", "taken")
    return said({"sid": f"SM{chance.token_hex(16)}", "status": "queued", "to": to}, 201)


def _error(code: int, status: int, words: str) -> Said:
    return said({"code": code, "message": words, "status": status}, status)
