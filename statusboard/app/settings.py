"""What this StatusBoard is called and which zone it keeps: settings, with their defaults."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

PAGE_NAME = "page.name"
PAGE_URL = "page.url"
PAGE_ZONE = "page.zone"
DEMO = "demo"

DEFAULT_NAME = "Status"
DEFAULT_ZONE = "UTC"


def text_setting(settings: dict[str, object], key: str, default: str = "") -> str:
    """A setting that is text."""
    value = settings.get(key)
    return value if isinstance(value, str) and value else default


def page_zone(unit: Unit) -> str:
    """The zone of the page's times and days, as an IANA name that this machine knows."""
    name = text_setting(read_settings(unit), PAGE_ZONE, DEFAULT_ZONE)
    return name if knows_zone(name) else DEFAULT_ZONE


def knows_zone(name: str) -> bool:
    """Whether there is a zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
