"""The demo's second page: for partners, with the services that they build on, and its readers."""

from datetime import timedelta
from pathlib import Path

from statusboard.app.page.kinds import local_kind, target_kinds
from statusboard.app.settings import PAGE_ID, PAGE_NAME, PAGE_ZONE
from statusboard.demo.audience import Audience
from statusboard.demo.channels import MAIL
from statusboard.demo.services import PAGE_NAME as SHOP
from statusboard.demo.services import ZONE as SHOP_ZONE
from statusboard.domain.page import Shows
from statusboard.domain.subscriber import Consent, SubscriberState, Wishes
from statusboard.storage.pages import add_page, read_pages, write_page_setting, write_shown
from statusboard.storage.subscribers import NewSubscriber, add_subscribers
from statusboard.storage.targets import add_target
from statusboard.storage.unit import Unit

KEY = "partners"
SHOWN = ("Public API", "Webhooks", "Sign-in", "Partner portal", "Imports", "Exports")
FOLDER = "page-partners"
_COMPANIES = ("adler", "bruun", "castell", "dimitrov", "eklund", "ferrand", "gallo", "hoek")
_CAME_DAYS = 40


def write_partners(unit: Unit, folder: Path, audience: Audience) -> None:
    """The page with its place and its readers, who came lately and were told of nothing yet."""
    page = add_page(unit, KEY)
    settings = {PAGE_NAME: f"{SHOP} for partners", PAGE_ZONE: SHOP_ZONE, PAGE_ID: "sample partners"}
    for key, value in settings.items():
        write_page_setting(unit, page.id, key, value)
    write_shown(unit, page.id, Shows.ONLY, [audience.services[name] for name in SHOWN], ())
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    kind = local_kind(target_kinds())
    assert kind.inside is not None
    add_target(unit, kind=kind.key, config=kind.inside(place), page_id=page.id)
    consent = Consent(unit.now - timedelta(days=_CAME_DAYS), "sample data", "Told as partners.")
    addresses = [f"operations@{company}.example" for company in _COMPANIES]
    add_subscribers(
        unit,
        [
            NewSubscriber(
                *(audience.channels[MAIL], address, address, Wishes(), SubscriberState.ACTIVE),
                consent,
                page_id=page.id,
            )
            for address in addresses
        ],
    )


def partners_page(unit: Unit) -> int | None:
    """The number of that page; None where somebody removed it."""
    return next((page.id for page in read_pages(unit) if page.key == KEY), None)
