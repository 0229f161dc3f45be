"""The helper that the settings name."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from statusboard.app.doorway import query
from statusboard.app.settings import ASSISTANT, ASSISTANT_KEY, ASSISTANT_KEY_FOR, text_setting
from statusboard.catalog.assistant_fields import (
    TIMEOUT_S,
    is_encrypted,
    is_this_computer,
    origin_of,
)
from statusboard.domain.views.writing_help import AssistantView
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

URL, MODEL, TIMEOUT = (
    ASSISTANT.setting("url"),
    ASSISTANT.setting("model"),
    ASSISTANT.setting("timeout"),
)


def assistant_in(settings: Mapping[str, object]) -> AssistantView | None:
    """The helper that is chosen; None where there is none, as at first."""
    url = text_setting(settings, URL)
    if not url:
        return None
    timeout = settings.get(TIMEOUT)
    return AssistantView(
        url=url,
        host=urlsplit(url).hostname or url,
        model=text_setting(settings, MODEL),
        is_here=is_this_computer(url),
        is_encrypted=is_encrypted(url),
        has_key=bool(key_in(settings)),
        timeout_s=float(timeout) if isinstance(timeout, int | float) else TIMEOUT_S,
    )


def key_in(settings: Mapping[str, object]) -> str:
    """The reference to its key; empty where none was given for this very address.

    Who moves the helper elsewhere has not said that another one may have the key.
    """
    is_for_it = settings.get(ASSISTANT_KEY_FOR) == origin_of(text_setting(settings, URL))
    return text_setting(settings, ASSISTANT_KEY) if is_for_it else ""


def _chosen(unit: Unit, _given: None) -> tuple[AssistantView | None, str]:
    settings = read_settings(unit)
    return assistant_in(settings), key_in(settings)


# The helper, and the reference to its key.
CHOSEN = query("helper.chosen")(_chosen)
