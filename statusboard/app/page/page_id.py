"""The id of the page, which is its own for ever: whose a page is, wherever it was put."""

import secrets

from statusboard.app.settings import PAGE_ID
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit


def keep_page_id(unit: Unit) -> None:
    """Makes sure, before something is published, that the page has its own id for ever."""
    if PAGE_ID not in read_settings(unit):
        write_setting(unit, PAGE_ID, secrets.token_hex(16))
