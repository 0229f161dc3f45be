"""What a provider posts to the page server, as it travels to the office. Plain values."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ProviderCall:
    """A request of a provider about a channel, by the name of each.

    `path` is that of the request as it came, with what was asked behind it; `url` is the same below
    the public address, which only the office knows. `fields` are in the order in which they came.
    `signature` is what the provider signed it with.
    """

    provider: str
    channel: str
    path: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    signature: str = field(repr=False)
    url: str = ""

    def first(self, name: str) -> str:
        """The field of that name; empty where there is none."""
        return next((value for key, value in self.fields if key == name), "")
