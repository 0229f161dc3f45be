"""The New Relic key among the secrets of one StatusBoard. All calls block."""

from dataclasses import dataclass

from statusboard.app.keys.base import KeptIn
from statusboard.app.keys.choose import NEW_RELIC_KEY, SecretPlace
from statusboard.catalog.secret import Secret
from statusboard.newrelic.key import Key


@dataclass(frozen=True, slots=True)
class NewRelicKey:
    """The key, in a store of secrets; `name` is what it is called there."""

    place: SecretPlace
    name: str = NEW_RELIC_KEY

    def named(self, name: str) -> "NewRelicKey":
        """The key of another connection, in the same store."""
        return NewRelicKey(self.place, name)

    def agree(self, *, allow_file: bool) -> KeptIn:
        """Where the key would be kept. Raises as `SecretPlace.agree` does."""
        return self.place.agree(allow_file=allow_file)

    def read(self) -> Key | None:
        """The key, or None where there is none. Raises Unavailable."""
        found = self.place.read(self.name)
        return None if found is None else Key(found.reveal())

    def write(self, key: Key, *, allow_file: bool) -> KeptIn:
        """Keeps the key in exactly one place, and says which."""
        return self.place.write(self.name, Secret(key.reveal()), allow_file=allow_file)

    def forget(self) -> None:
        """Removes the key from every place."""
        self.place.forget(self.name)
