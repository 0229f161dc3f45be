"""What the verb about settings is given, and what it answers. Plain values, fit for a pipe."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChooseSettings:
    """What the team chooses. None leaves a setting as it is; empty text takes it back."""

    page_name: str | None = None
    page_url: str | None = None
    zone: str | None = None
    publish_folder: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings that changed, by key; and the page generation that shows them, if any."""

    keys: tuple[str, ...]
    generation: int | None = None
