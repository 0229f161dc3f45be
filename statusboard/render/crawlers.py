"""What programs that search the web are told: `robots.txt` (RFC 9309) and `sitemap.xml`.

Sample data is for nobody to find.
"""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from statusboard.domain.views.public import PublicView
from statusboard.render.api_objects import changed_at
from statusboard.render.api_words import incident_address, maintenance_address
from statusboard.render.history import Month
from statusboard.render.identity import announcement_address, base_of
from statusboard.render.instant_text import to_second

# By the protocol of sitemaps.
MOST = 50_000


def robots(view: PublicView) -> bytes:
    """Everything may be found, and where a list of it is."""
    if view.is_demo:
        return b"User-agent: *\nDisallow: /\n"
    where = f"\nSitemap: {base_of(view)}/sitemap.xml\n" if view.page_url else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def sitemap(view: PublicView, months: tuple[Month, ...]) -> bytes:
    """Every page by its permanent address, the newest first, with the same in other languages.

    It needs the page's address.
    """
    languages = view.languages if len(view.languages) > 1 else ()
    spaces = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if languages else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{spaces}>',
    ]
    base = base_of(view)
    for number, (address, changed) in enumerate(_pages(view, months)):
        if number == MOST:
            break
        said = "" if changed is None else f"<lastmod>{to_second(changed)}</lastmod>"
        path = address.removeprefix(f"{base}/")
        said += "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" '
            f"href={quoteattr(f'{base}/{there}{path}')}/>"
            for code in languages
            for there in ["" if code == languages[0] else f"{code}/"]
        )
        lines.append(f"  <url><loc>{escape(address)}</loc>{said}</url>")
    return "\n".join([*lines, "</urlset>\n"]).encode()


def _pages(view: PublicView, months: tuple[Month, ...]) -> Iterator[tuple[str, datetime | None]]:
    base = base_of(view)
    yield f"{base}/", None
    yield f"{base}/history/", None
    yield f"{base}/uptime/", None
    for service in view.services:
        yield f"{base}/services/{service.public_id}/", None
    spoke = {one.public_id: changed_at(one.updates) for one in view.incidents}
    for public_id, changed in spoke.items():
        yield incident_address(view, public_id), changed
    for work in view.maintenances:
        yield maintenance_address(view, work.public_id), changed_at(work.updates)
    for said in view.announcements:
        yield announcement_address(view, said.public_id), changed_at(said.updates)
    for month in months:
        newest = max(spoke[one.public_id] for one in month.incidents)
        yield f"{base}/history/{month.key}/", newest
