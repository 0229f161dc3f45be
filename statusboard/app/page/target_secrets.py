"""The secrets that one target is sent: read where it is asked, and kept out of what it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from traceback import format_exception
from typing import Protocol, Self, TypeVar

from statusboard.app.services.needed_secrets import missing_words
from statusboard.app.services.secrets import Turn, secrets_in
from statusboard.app.services.stowing import TARGETS
from statusboard.catalog.declaration import Config, TargetKind
from statusboard.catalog.echoes import Echoes
from statusboard.catalog.references import names_in, resolved
from statusboard.catalog.secret import Secret
from statusboard.errors import Bug, RuleBroken, StatusBoardError, Unavailable

Value = TypeVar("Value")


class SecretReader(Protocol):
    """The half of a store of secrets that is needed here. Blocking."""

    def read(self, name: str) -> Secret | None:
        """The secret of that name, or None."""


@dataclass(frozen=True, slots=True)
class TargetSecrets:
    """A target's configuration with its secrets. `whole` is for its kind alone.

    Nothing of it is stored, logged or shown.
    """

    whole: Config = field(repr=False)
    _kept: Mapping[tuple[str, str], str] = field(repr=False)
    _echoes: Echoes = field(repr=False)

    @classmethod
    def read(cls, kind: TargetKind, config: Config, store: SecretReader | None) -> Self:
        """The secrets in the place of their references. Blocking.

        Raises Unavailable where one is not on this machine, RuleBroken for a reference to a
        secret that is no target's, and what the store raises.
        """
        texts = {name: _text(name, store) for name in sorted(names_in(config))}
        whole = {name: resolved(value, texts.__getitem__) for name, value in config.items()}
        kept = {
            (name, str(resolved(text, texts.__getitem__))): text
            for name, text in secrets_in(kind, config)
            if names_in(text)
        }
        unsaid = {*texts.values(), *(text for _, text in secrets_in(kind, whole))}
        return cls(whole, kept, Echoes.of(unsaid))

    def kept_or(self, turn: Turn) -> Turn:
        """The reference that a secret was read by; what `turn` says for any other."""
        return lambda name, text: self._kept.get((name, text)) or turn(name, text)

    def unsaid(self, call: Callable[[], Value]) -> Value:
        """What the call answers. Whatever it says in an error, it says without these secrets."""
        try:
            return call()
        except Exception as error:
            is_told = isinstance(error, StatusBoardError)
            words = str(error) if is_told else "".join(format_exception(error))
            if self._echoes.hide(words) == words:
                raise
            told = _again(error, self._echoes.hide(str(error)))
        # Raised out here: not even as the context of ours is the other error left.
        raise told


def _text(name: str, store: SecretReader | None) -> str:
    if not name.startswith(TARGETS):
        raise RuleBroken(
            f"This place refers to {name}, which is the secret of something else. Nothing was sent "
            "there. Remove the place, and choose it again with its own secret."
        )
    secret = store.read(name) if store is not None else None
    if secret is None:
        words = missing_words(name, "puts the page there")
        raise Unavailable(f"{words[0].upper()}{words[1:]}.")
    return secret.reveal()


def _again(error: Exception, words: str) -> StatusBoardError:
    match error:
        case RuleBroken():
            return RuleBroken(words, error.field)
        case Unavailable():
            return Unavailable(words, error.retry_after_s)
        case StatusBoardError():
            return type(error)(words)
        case _:
            return Bug(f"The page could not be made: {type(error).__name__}: {words}.")
