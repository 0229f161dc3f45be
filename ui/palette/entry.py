"""What can be found in the palette: somewhere to go, or something to do."""

from dataclasses import dataclass
from enum import StrEnum

from statusboard.domain.access import Permission
from ui.keys.key import Key
from ui.screens.destinations import ScreenPlace


class Sort(StrEnum):
    """The sorts of entries, in the order of their headings where nothing speaks for another."""

    DO = "do"
    SERVICES = "services"
    NOTICES = "notices"
    SCREENS = "screens"
    PEOPLE = "people"
    SETTINGS = "settings"


class Action(StrEnum):
    """What is done without going anywhere."""

    CHECK_ALL = "check_all"
    REFRESH = "refresh"
    FULL_DISPLAY = "full_display"
    NEW_WINDOW = "new_window"
    ALL_KEYS = "all_keys"
    LARGER = "larger"
    SMALLER = "smaller"
    USUAL_SIZE = "usual_size"
    LIGHT = "light"
    DARK = "dark"
    AS_SYSTEM = "as_system"


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line. `key` names it for as long as what it stands for is there.

    `detail` stands behind the title, `also` is further words to find it by. `icon` is drawn in
    `tone`, the name of a colour. `urgency` lifts it: 0 for what is as usual, up to 100. `needs` is
    the permission without which it is not offered.
    """

    key: str
    sort: Sort
    title: str
    leads_to: ScreenPlace | Action
    detail: str = ""
    also: str = ""
    icon: str = "chevron-right"
    tone: str = "muted"
    keys: Key | None = None
    urgency: int = 0
    needs: Permission = Permission.LOOK
