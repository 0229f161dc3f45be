"""A secret that cannot slip into a text: a password, a token, the body of a question."""

import hmac
from typing import NoReturn


class Secret:
    """A secret text. `repr` and `str` show nothing of it; it can be neither formatted nor stored.

    Only `reveal` gives it away: to the key store, and to whoever sends it.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __repr__(self) -> str:
        return "<secret>"

    __str__ = __repr__

    def __format__(self, spec: str) -> NoReturn:
        message = "a secret cannot be put into a text"
        raise TypeError(message)

    def __reduce__(self) -> NoReturn:
        message = "a secret cannot be pickled"
        raise TypeError(message)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(self._text)
