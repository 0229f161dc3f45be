"""Who may read a page, from the settings of that page and its personal links."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.doorway import query
from statusboard.app.page.page_rules import page_called
from statusboard.app.page.public import public_view
from statusboard.app.settings import (
    ALLOWED_NETWORKS,
    IS_PRIVATE,
    READER_PASSWORD,
    SIGNED_IN_DAYS,
    default_of,
    page_secret,
    public_page_id,
    text_setting,
)
from statusboard.domain.access import Permission
from statusboard.domain.page import MAIN
from statusboard.domain.page_access import PageAccess, key_for, parse_networks
from statusboard.domain.views.public import PublicView
from statusboard.domain.views.readers import PageReaders
from statusboard.render.forms.door import doors_of, signed_out_of
from statusboard.storage.pages import read_page_settings
from statusboard.storage.reader_links import open_keys, read_links
from statusboard.storage.unit import Unit


def is_private(settings: Mapping[str, object]) -> bool:
    """Whether not everybody may read the page."""
    return settings.get(IS_PRIVATE) is True


def page_access(unit: Unit, settings: Mapping[str, object], view: PublicView) -> PageAccess | None:
    """Who may read the page of these settings, which shows that; None: everybody."""
    if not is_private(settings):
        return None
    password = text_setting(settings, READER_PASSWORD)
    networks = _networks(settings)
    return PageAccess(
        page=view.page_id,
        key=key_for(page_secret(settings), view.page_id),
        password=password,
        networks=networks,
        links=open_keys(unit, view.page_id),
        days=_days(settings),
        doors=doors_of(view, has_password=bool(password)),
        signed_out=signed_out_of(view, has_password=bool(password)),
    )


def guarded_view(unit: Unit, page_id: int | None) -> tuple[PublicView, PageAccess | None]:
    """A page with who may read it, of one instant; None: the main one. RuleBroken: it is gone."""
    view = public_view(unit, page_id)
    access = page_access(unit, read_page_settings(unit, page_id or MAIN), view)
    has_sign_in = access is not None and bool(access.password or access.links)
    return replace(view, has_sign_in=has_sign_in), access


GUARDED = query("page.guarded")(guarded_view)


def page_readers(unit: Unit, settings: Mapping[str, object], page: str) -> PageReaders:
    """Who may read the page of these settings and that id, for whoever decides it."""
    return PageReaders(
        is_private=is_private(settings),
        has_password=bool(text_setting(settings, READER_PASSWORD)),
        networks=_networks(settings),
        days=_days(settings),
        links=read_links(unit, page),
    )


def _readers(unit: Unit, key: str | None) -> PageReaders:
    settings = read_page_settings(unit, page_called(unit, key or "").id)
    return page_readers(unit, settings, public_page_id(settings))


# Who may read the page of a key; None: the main one. RuleBroken where there is none.
READERS = query("page.readers", Permission.CONFIGURE)(_readers)


def _networks(settings: Mapping[str, object]) -> tuple[str, ...]:
    return parse_networks(text_setting(settings, ALLOWED_NETWORKS))


def _days(settings: Mapping[str, object]) -> int:
    days = settings.get(SIGNED_IN_DAYS) or default_of(SIGNED_IN_DAYS)
    assert isinstance(days, int)
    return days
