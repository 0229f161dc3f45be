"""The public page as HTML: static, without scripts, whole in every file.

The stylesheet stands inside each page, allowed by its digest: a visitor can never meet a page
without its looks, or with those of another generation. The templates escape every text; only
bodies are HTML already, and those come sanitised from `markdown`.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.brand import PLAIN
from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.announcements import AnnouncementFacts
from statusboard.render.brand_css import accent_rules
from statusboard.render.history import Month, MonthFacts, Year
from statusboard.render.maintenance import MaintenanceFacts
from statusboard.render.page_facts import PageFacts, incident_facts
from statusboard.render.templates import read_resource, templates_in
from statusboard.render.words import look_of

_LEGEND = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.UNDER_MAINTENANCE,
    ComponentStatus.UNKNOWN,
)
# From a page in a folder of its own, as incidents and months have, to the first one.
UPWARDS = "../../"
_PATH = re.compile(r'\sd="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Style:
    """The stylesheet, and the digest by which the page's policy allows it."""

    css: Markup
    digest: str


def index_html(page: PageFacts) -> str:
    """The page itself."""
    return _render("index.html", page, up="")


def incident_html(page: PageFacts, view: PublicView, incident: PublicIncident, month: Month) -> str:
    """The page of one incident, under its permanent address, and the way to its month."""
    facts = incident_facts(view, incident, root=UPWARDS)
    return _render("incident.html", page, incident=facts, month=month)


def month_html(page: PageFacts, facts: MonthFacts) -> str:
    """The page of one month, under its permanent address."""
    return _render("month.html", page, facts=facts)


def history_html(
    page: PageFacts,
    years: tuple[Year, ...],
    announcements: tuple[AnnouncementFacts, ...],
    planned: tuple[MaintenanceFacts, ...],
    compatible: str,
) -> str:
    """The way to every month, to planned work, and to every announcement.

    `compatible` is HTML that nobody sees, for programs that read Statuspage's page of the past.
    """
    return _render(
        "history.html",
        page,
        up="../",
        years=years,
        announcements=announcements,
        planned=planned,
        compatible=Markup(compatible),  # noqa: S704 - escaped where it is made
    )


def announcement_html(page: PageFacts, facts: AnnouncementFacts) -> str:
    """The page of one announcement, under its permanent address."""
    return _render("announcement.html", page, facts=facts)


def maintenance_html(page: PageFacts, facts: MaintenanceFacts) -> str:
    """The page of one window of planned work, under its permanent address."""
    return _render("maintenance.html", page, facts=facts)


def stylesheet() -> bytes:
    """What every page repeats."""
    return _style().css.encode()


def _render(template: str, page: PageFacts, *, up: str = UPWARDS, **given: object) -> str:
    """A page; `up` leads from it to the first one."""
    looks = [look_of(status) for status in _LEGEND]
    return (
        templates_in("page")
        .get_template(template)
        .render(
            page=page,
            up=up,
            style=_style(*_parts(page), rules=accent_rules(page.brand.light, page.brand.dark)),
            glyphs=tuple((look.style, _glyph(look.style)) for look in looks),
            legend=tuple((look.letter, look.word) for look in looks),
            **given,
        )
    )


def _parts(page: PageFacts) -> tuple[str, ...]:
    """The stylesheets that a page needs beside the one of all."""
    has_links = bool(page.brand.header_links)
    wanted = {"updates.css": page.updates.page or has_links, "brand.css": page.brand != PLAIN}
    return tuple(name for name, is_needed in wanted.items() if is_needed)


@lru_cache(maxsize=8)
def _style(*more: str, rules: str = "") -> Style:
    css = _packed("".join(read_resource("page", name) for name in ("style.css", *more)) + rules)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Style(Markup(css), digest)  # noqa: S704 - our own file


def _packed(css: str) -> str:
    """A stylesheet of ours without what only its writers read: comments and blanks."""
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


@cache
def _glyph(name: str) -> str:
    """The outline of a status glyph, from the same file as on the board."""
    found = _PATH.search(read_resource("icons/status", f"{name}.svg"))
    if found is None:
        raise LookupError(name)
    return found[1]
