"""Who plays in the demo: an invented shop, its services, and how each is checked."""

from dataclasses import dataclass

PAGE_NAME = "Northwind"
ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Role:
    """One service. `slug` is its path at the stand-in services, empty where none checks it.

    `usual_ms` is its ordinary response time. `entity` names its New Relic entity in the stand-in.
    """

    name: str
    group: str
    slug: str = ""
    usual_ms: int = 60
    promised: str = "99.9"
    entity: str = ""


CAST = (
    Role("Storefront", "Shop", "storefront", 140, "99.95", "storefront web"),
    Role("Search", "Shop", "search", 90, "99.9", "search"),
    Role("Product pages", "Shop", "products", 110),
    Role("Basket", "Shop", "basket", 70),
    Role("Checkout API", "Shop", "checkout", 120, "99.95", "checkout-api"),
    Role("Card payments", "Shop", "payments", 180, "99.95", "Card payments"),
    Role("Accounts", "Shop", "accounts", 65),
    Role("Gift cards", "Shop", "gift-cards", 80),
    Role("Order tracking", "Shop", "tracking", 95),
    Role("Returns", "Shop", "returns", 85),
    Role("Public API", "Platform", "api", 60, "99.95", "Public API"),
    Role("Webhooks", "Platform", "webhooks", 50),
    Role("Sign-in", "Platform", "sign-in", 75, "99.99"),
    Role("Single sign-on", "Platform", "", 0, "99.95", "Single sign-on"),
    Role("Image CDN", "Platform", "images", 30),
    Role("E-mail delivery", "Platform", "mail", 40),
    Role("Billing", "Platform", "billing", 130),
    Role("Partner portal", "Platform", "partners", 150),
    Role("Feature flags", "Platform", "flags", 25),
    Role("Reports", "Data", "reports", 220),
    Role("Warehouse", "Data", "", 0, "99.5", "warehouse-db-1"),
    Role("Live metrics", "Data", "metrics", 45),
    Role("Imports", "Data", "imports", 160, "99.5"),
    Role("Exports", "Data", "exports", 170, "99.5"),
)
GROUPS = ("Shop", "Platform", "Data")
