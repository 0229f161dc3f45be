"""The services of the demo: an invented shop, its services, and how each is checked."""

from dataclasses import dataclass

PAGE_NAME = "Northwind"
ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class DemoService:
    """One service. `slug` is its path at the stand-in services, empty where none checks it.

    `usual_ms` is its ordinary response time. `entity` names its New Relic entity in the stand-in,
    `needs` the services that it depends on.
    """

    name: str
    group: str
    slug: str = ""
    usual_ms: int = 60
    promised: str = "99.9"
    entity: str = ""
    needs: tuple[str, ...] = ()


PAID = ("Basket", "Card payments")
SERVICES = (
    DemoService("Storefront", "Shop", "storefront", 140, "99.95", "storefront web", ("Search",)),
    DemoService("Search", "Shop", "search", 90, "99.9", "search"),
    DemoService("Product pages", "Shop", "products", 110),
    DemoService("Basket", "Shop", "basket", 70),
    DemoService("Checkout API", "Shop", "checkout", 120, "99.95", "checkout-api", PAID),
    DemoService("Card payments", "Shop", "payments", 180, "99.95", "Card payments"),
    DemoService("Accounts", "Shop", "accounts", 65),
    DemoService("Gift cards", "Shop", "gift-cards", 80),
    DemoService("Order tracking", "Shop", "tracking", 95, needs=("Checkout API",)),
    DemoService("Returns", "Shop", "returns", 85),
    DemoService("Public API", "Platform", "api", 60, "99.95", "Public API"),
    DemoService("Webhooks", "Platform", "webhooks", 50),
    DemoService("Sign-in", "Platform", "sign-in", 75, "99.99"),
    DemoService("Single sign-on", "Platform", "", 0, "99.95", "Single sign-on"),
    DemoService("Image CDN", "Platform", "images", 30),
    DemoService("E-mail delivery", "Platform", "mail", 40),
    DemoService("Billing", "Platform", "billing", 130),
    DemoService("Partner portal", "Platform", "partners", 150),
    DemoService("Feature flags", "Platform", "flags", 25),
    DemoService("Reports", "Data", "reports", 220),
    DemoService("Warehouse", "Data", "", 0, "99.5", "warehouse-db-1"),
    DemoService("Live metrics", "Data", "metrics", 45),
    DemoService("Imports", "Data", "imports", 160, "99.5"),
    DemoService("Exports", "Data", "exports", 170, "99.5"),
)
GROUPS = ("Shop", "Platform", "Data")
# Whose response times stand on the page, as the settings have it.
METRICS = "Checkout API | Time to check out\nPublic API | week"
