"""A New Relic user key that cannot slip into a text."""

import hmac
import json
from typing import NoReturn
from urllib.parse import quote

from statusboard.catalog.echoes import HIDDEN
from statusboard.errors import RuleBroken

# New Relic's own screens show this much of a key at most.
SHOWN = 8
MIN_LENGTH = 16
USER_KEY_PREFIX = "NRAK-"


class Key:
    """A user key. `repr` and `str` show at most its first 8 characters; it cannot be formatted."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @classmethod
    def of(cls, text: str) -> "Key":
        """The key a person pasted. Raises RuleBroken for what cannot be a user key."""
        secret = text.strip()
        if not secret:
            raise RuleBroken("The New Relic key is missing. Paste a user key.", field="key")
        if not secret.startswith(USER_KEY_PREFIX):
            sentence = (
                f"This is not a New Relic user key: those start with {USER_KEY_PREFIX}. "
                "Licence and ingest keys cannot read states."
            )
            raise RuleBroken(sentence, field="key")
        if len(secret) < MIN_LENGTH or not secret.isascii() or not secret.isprintable():
            sentence = "This New Relic key is not complete. Copy it again, in one piece."
            raise RuleBroken(sentence, field="key")
        return cls(secret)

    @property
    def shown(self) -> str:
        """What may be shown: the first 8 characters of a key that is much longer."""
        return self._secret[:SHOWN] + "…" if len(self._secret) >= 2 * SHOWN else "…"

    def reveal(self) -> str:
        """The secret itself, for the request's header and the key store alone."""
        return self._secret

    def taken_out_of(self, content: bytes) -> bytes:
        """The content of an answer without this key, which whoever answers may repeat."""
        hidden = HIDDEN.encode()
        inside = json.dumps(self._secret)[1:-1]
        for form in (
            self._secret,
            inside,
            inside.replace("/", "\\/"),
            quote(self._secret, safe=""),
        ):
            content = content.replace(form.encode(), hidden)
        return content

    def __repr__(self) -> str:
        return f"<key {self.shown}>"

    __str__ = __repr__

    def __format__(self, spec: str) -> NoReturn:
        message = "a key cannot be put into a text"
        raise TypeError(message)

    def __reduce__(self) -> NoReturn:
        message = "a key cannot be pickled"
        raise TypeError(message)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Key):
            return NotImplemented
        return hmac.compare_digest(self._secret.encode(), other._secret.encode())

    def __hash__(self) -> int:
        return hash(self._secret)
