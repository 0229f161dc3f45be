"""The id of the page, which is its own for ever: whose a page is, wherever it was put."""

import secrets
from collections.abc import Mapping

from statusboard.app.settings import PAGE_ID, page_secret
from statusboard.storage.public_ids import derived_public_id
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit


def public_page_id(settings: Mapping[str, object]) -> str:
    """What the public API calls the page; a place knows by it whose page it holds."""
    return derived_public_id(page_secret(settings), "page")


def keep_page_id(unit: Unit) -> None:
    """Makes sure, before something is published, that the page has its own id for ever."""
    if PAGE_ID not in read_settings(unit):
        write_setting(unit, PAGE_ID, secrets.token_hex(16))
