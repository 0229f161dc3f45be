"""What a place for a page is held against before it is chosen, and the page that it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from statusboard.app.doorway import Doorway, query
from statusboard.app.page.mirrored import mirror_of
from statusboard.app.page.public import PUBLIC
from statusboard.app.settings import public_page_id
from statusboard.catalog.declaration import Config, Prepared, TargetKind
from statusboard.domain.target import Target
from statusboard.errors import RuleBroken
from statusboard.storage.pages import read_page_settings, read_pages
from statusboard.storage.settings import read_settings
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit

# In the place of the number of a page that is about to be made.
NEW_PAGE = -1
NO_PAGES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a place for the page is held against. `home`: the folder of the embedded database.

    `pages` are the numbers and settings of all pages, by key.
    """

    settings: Mapping[str, object]
    home: Path | None
    targets: tuple[Target, ...]
    pages: Mapping[str, tuple[int, Mapping[str, object]]]

    def page_id(self, key: str) -> int:
        """The number of the page of that key. Raises RuleBroken where there is none."""
        if key not in self.pages:
            known = ", ".join(self.pages)
            raise RuleBroken(f"There is no page called “{key}”. Known: {known}.", field="page")
        return self.pages[key][0]

    def settings_of(self, page_id: int) -> Mapping[str, object]:
        """Those of the page of that number; none of one that is about to be made."""
        return next((own for number, own in self.pages.values() if number == page_id), {})


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """The page that a place is for: by its number, and by its key where it is about to be made."""

    doorway: Doorway
    around: Surroundings
    page_id: int
    key: str

    def prepare(self, kind: TargetKind, config: Config) -> Prepared:
        """The place proved by its kind; one that is told hears of the services that there are."""
        if kind.telling is not None:
            if self.page_id == NEW_PAGE:
                sentence = "Make the page first: then what it shows can be matched there."
                raise RuleBroken(sentence, field="page")
            view = self.doorway.ask(PUBLIC, self.page_id)
            ready: Prepared = kind.telling.match(config, mirror_of(view))
            return ready
        pages = self.around.pages
        _, settings = pages.get(self.key) or next(
            own for own in pages.values() if own[0] == self.page_id
        )
        return kind.prepare(config, public_page_id(settings))


@query("page.surroundings")
def surroundings(unit: Unit, _given: None) -> Surroundings:
    """What is chosen now."""
    pages = {one.key: (one.id, read_page_settings(unit, one.id)) for one in read_pages(unit)}
    return Surroundings(read_settings(unit), unit.folder, read_targets(unit), pages)
