"""What is told of visitors by others; what they give themselves is in `domain.views.visiting`."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StopTexts:
    """Somebody answered a text message with STOP. `channel` is its name.

    `reply` is what the provider calls that answer: one is heeded once. Empty: it has no name.
    """

    channel: str
    address: str = field(repr=False)
    reply: str = field(default="", repr=False)
