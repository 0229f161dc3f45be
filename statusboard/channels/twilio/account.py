"""Twilio's REST API, as far as a message needs it: the account, its senders, and what was sent.

Twilio knows no key that would make a second request for the same message harmless. So whoever
tries again asks first whether the message is there.
"""

import base64
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Self
from urllib.parse import urlencode

from statusboard.catalog.declaration import Config
from statusboard.channels.base import Again, Refused, Standing, Step, Unclear
from statusboard.channels.web.answers import Answer, said
from statusboard.channels.web.poster import Poster

API = "https://api.twilio.com"
# Messaging services have a server of their own.
_SERVICES = {API: "https://messaging.twilio.com"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# The newest messages to a number, among which one is looked for.
_NEWEST = 20
SERVICE = "MG"
# So far our clock and Twilio's may be apart.
_APART = timedelta(minutes=2)

Unanswered = Again | Refused | Unclear


@dataclass(frozen=True, slots=True)
class Account:
    """One account at Twilio, as it is written to. `has_key`: by an API key, not by its token."""

    url: str
    sid: str
    sender: str
    has_key: bool
    headers: Mapping[str, str] = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, config: Config) -> Self:
        """The account of a channel's configuration."""
        sid, key, token = (str(config[name]) for name in ("account_sid", "api_key", "token"))
        basic = base64.b64encode(f"{key or sid}:{token}".encode()).decode()
        return cls(
            url=str(config["url"]).rstrip("/"),
            sid=sid,
            sender=str(config["sender"]),
            has_key=bool(key),
            headers={"Authorization": f"Basic {basic}", "Accept": "application/json"},
            secrets=(token, basic),
        )

    @property
    def is_service(self) -> bool:
        """Whether a messaging service chooses the number that is sent from."""
        return self.sender.startswith(SERVICE)

    async def send(self, poster: Poster, to: str, text: str) -> Answer | Unanswered:
        """The answer to a new message."""
        sender = "MessagingServiceSid" if self.is_service else "From"
        form = urlencode({"To": to, sender: self.sender, "Body": text})
        return await poster.post(
            self._of("Messages.json"), form.encode(), {**self.headers, **_FORM}
        )

    async def earlier(
        self, poster: Poster, to: str, text: str, since: datetime
    ) -> str | Answer | Unanswered | None:
        """The SID of a message with that text since then; None where there is none.

        What came instead where Twilio did not say.
        """
        query = urlencode({"To": to, "PageSize": _NEWEST})
        answer = await self.get(poster, self._of(f"Messages.json?{query}"))
        found = answer.told("messages") if isinstance(answer, Answer) and answer.is_good else None
        if not isinstance(found, list):
            return answer
        for message in found:
            # A trial account puts words of its own in front.
            if (
                isinstance(message, dict)
                and str(message.get("body", "")).strip().endswith(text)
                and _is_since(str(message.get("date_created", "")), since)
            ):
                return str(message.get("sid", ""))
        return None

    async def message(self, poster: Poster, sid: str) -> Answer | Unanswered:
        """The answer to what became of a message."""
        return await self.get(poster, self._of(f"Messages/{sid}.json"))

    async def get(self, poster: Poster, url: str) -> Answer | Unanswered:
        """The answer to a question."""
        return await poster.ask("GET", url, headers=self.headers)

    def _of(self, resource: str) -> str:
        return f"{self.url}/2010-04-01/Accounts/{self.sid}/{resource}"

    async def steps(self, poster: Poster) -> AsyncIterator[Step]:
        """What can be seen of the account and its sender."""
        answer = await self.get(poster, f"{self.url}/2010-04-01/Accounts/{self.sid}.json")
        if not isinstance(answer, Answer):
            yield Step("Twilio does not answer", Standing.WRONG, answer.reason)
            return
        is_refused = answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
        if answer.is_good and answer.told("status") == "active":
            name = str(answer.told("friendly_name") or self.sid)
            yield Step("The account is active", Standing.WELL, name)
        elif is_refused and self.has_key:
            # Twilio lets a standard key send, and not look at the account.
            yield Step(
                "Whether the account is active cannot be seen with this key",
                Standing.DOUBTFUL,
                said(answer, secrets=self.secrets),
            )
        else:
            status = answer.told("status") if answer.is_good else None
            detail = f"Twilio calls it {status}" if status else said(answer, secrets=self.secrets)
            yield Step("The account cannot be used", Standing.WRONG, detail)
            return
        yield await self._sender_step(poster)

    async def _sender_step(self, poster: Poster) -> Step:
        if self.is_service:
            url = f"{_SERVICES.get(self.url, self.url)}/v1/Services/{self.sender}"
            answer = await self.get(poster, url)
            if isinstance(answer, Answer) and answer.is_good:
                name = str(answer.told("friendly_name") or self.sender)
                return Step("The messaging service is there", Standing.WELL, name)
            return self._missing("The messaging service is not there", answer)
        if not self.sender.startswith("+"):
            if self.sender.isdigit():
                return await self._number_step(poster, "SMS/ShortCodes.json", "ShortCode")
            return Step(
                "The sender is a name",
                Standing.DOUBTFUL,
                "Some countries take no messages from a name, and nobody can answer STOP to it.",
            )
        return await self._number_step(poster, "IncomingPhoneNumbers.json", "PhoneNumber")

    async def _number_step(self, poster: Poster, resource: str, name: str) -> Step:
        query = urlencode({name: self.sender})
        answer = await self.get(poster, self._of(f"{resource}?{query}"))
        listed = "short_codes" if name == "ShortCode" else "incoming_phone_numbers"
        found = answer.told(listed) if isinstance(answer, Answer) and answer.is_good else None
        if not isinstance(found, list):
            return self._missing("The sender cannot be looked up", answer)
        for one in found:
            able = one.get("capabilities") if isinstance(one, dict) else None
            if isinstance(able, dict) and able.get("sms") is False:
                return Step("The sender cannot send texts", Standing.WRONG, self.sender)
            return Step("The sender belongs to the account", Standing.WELL, self.sender)
        return Step("The sender does not belong to the account", Standing.WRONG, self.sender)

    def _missing(self, title: str, answer: Answer | Unanswered) -> Step:
        if isinstance(answer, Answer):
            return Step(title, Standing.WRONG, said(answer, secrets=self.secrets))
        return Step(title, Standing.WRONG, answer.reason)


def _is_since(text: str, since: datetime) -> bool:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return False
    return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)) >= since - _APART
