"""A publish target: a place the page is put, as it was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.domain.page import MAIN


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Where a page can be looked at; empty for what a place does not offer.

    `page` is an address that a browser opens. `link` is what one passes on to somebody else, an
    address or a path. `folder` is the path of the folder that holds it, on this computer.
    """

    page: str = ""
    link: str = ""
    folder: str = ""


NO_LINKS = PageLinks()

# What a place counts for beside others, as its configuration says.
ROLE = "role"
PRIMARY, FALL_BACK = "primary", "fall_back"


@dataclass(frozen=True, slots=True)
class Target:
    """A configured place. `kind` is text: another version may know more kinds.

    `name` is what its rows of `publication` are kept under; it never names another target.
    `config` holds plain JSON values that are not the default. `page_id` is the page that is put
    there.
    """

    id: int
    name: str
    kind: str
    config: Mapping[str, object] = field(default_factory=dict)
    page_id: int = MAIN

    @property
    def is_fall_back(self) -> bool:
        """Whether it counts only where no primary place shows the page in time."""
        return self.config.get(ROLE) == FALL_BACK
