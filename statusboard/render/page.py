"""The public page as HTML: static, whole in every file, complete where no script may run.

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

from statusboard.domain.page_access import SIGN_OUT
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.brand import PLAIN
from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.announcements import AnnouncementFacts
from statusboard.render.brand_css import ACCENT_NAMES, accent_rules
from statusboard.render.history import Month, MonthFacts, Year
from statusboard.render.maintenance import MaintenanceFacts
from statusboard.render.page_facts import PageFacts, incident_facts
from statusboard.render.service_page import ServicePage
from statusboard.render.templates import read_resource, templates_in
from statusboard.render.uptime_page import UptimePage
from statusboard.render.words import look_of

_LEGEND = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.UNDER_MAINTENANCE,
    ComponentStatus.UNKNOWN,
)
# What each glyph is called within a page, shortly: every service names one.
MARKS = {look_of(status).style: f"g{number}" for number, status in enumerate(_LEGEND)}
# From a page in a folder of its own, as incidents and months have, to the first one.
UPWARDS = "../../"
_VARIABLE = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_PATH = re.compile(r'\sd="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Style:
    """The stylesheet, and the digest by which the page's policy allows it."""

    css: Markup
    digest: str


def index_html(page: PageFacts) -> str:
    """The page itself. Where each linked run of days stands in a strip is part of its sheet."""
    runs = {run.place: run for g in page.groups for s in g.services for run in s.linked}
    places = "".join(
        f".{place}{{grid-column:{run.at + 1}{f'/span {run.days}' if run.days > 1 else ''}}}"
        for place, run in sorted(runs.items())
    )
    columns = f".strip{{grid-template-columns:repeat({max(page.days, 1)},1fr)}}"
    for end, said in (("before", page.days_ago), ("after", page.words.home.today)):
        columns += f'.under::{end}{{content:"{said}"}}'
    sheets = ("index.css", "metrics.css") if page.metrics else ("index.css",)
    return _render("index.html", page, root="", sheets=sheets, more=columns + places)


def incident_html(page: PageFacts, view: PublicView, incident: PublicIncident, month: Month) -> str:
    """The page of one incident, under its permanent address, and the way to its month."""
    facts = incident_facts(view, incident, root=UPWARDS)
    return _render("incident.html", page, at=f"incidents/{facts.id}/", incident=facts, month=month)


def month_html(page: PageFacts, facts: MonthFacts) -> str:
    """The page of one month, under its permanent address."""
    return _render("month.html", page, at=f"history/{facts.month.key}/", facts=facts)


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
        root="../",
        at="history/",
        years=years,
        announcements=announcements,
        planned=planned,
        compatible=Markup(compatible),  # noqa: S704 - escaped where it is made
    )


def older_html(page: PageFacts, years: tuple[Year, ...], compatible: str) -> str:
    """The way to some months, with what `compatible` holds of them for programs."""
    return _render(
        "history.html",
        page,
        root="../../../",
        years=years,
        announcements=(),
        planned=(),
        compatible=Markup(compatible),  # noqa: S704 - escaped where it is made
    )


def announcement_html(page: PageFacts, facts: AnnouncementFacts) -> str:
    """The page of one announcement, under its permanent address."""
    return _render("announcement.html", page, at=f"announcements/{facts.id}/", facts=facts)


def maintenance_html(page: PageFacts, facts: MaintenanceFacts) -> str:
    """The page of one window of planned work, under its permanent address."""
    return _render("maintenance.html", page, at=f"maintenance/{facts.id}/", facts=facts)


def service_html(page: PageFacts, facts: ServicePage) -> str:
    """The page of one service, under its permanent address."""
    at = f"services/{facts.service.id}/"
    sheets = ("service.css", "metrics.css") if facts.metrics else ("service.css",)
    return _render("service.html", page, at=at, sheets=sheets, facts=facts)


def uptime_html(page: PageFacts, facts: UptimePage) -> str:
    """How uptime is counted."""
    return _render("uptime.html", page, root="../", at="uptime/", facts=facts)


def stylesheet() -> bytes:
    """What every page repeats."""
    return _sheet().encode()


def _render(
    template: str,
    page: PageFacts,
    root: str = UPWARDS,
    at: str = "",
    sheets: tuple[str, ...] = (),
    more: str = "",
    **given: object,
) -> str:
    """The page of a template. `root` leads from it to the first one, `at` from there to it.

    `sheets` are files of its own looks, `more` are looks that are about what stands on it.
    """
    looks = [look_of(status) for status in _LEGEND]
    brand = page.brand
    words = page.words
    has_head = bool(page.updates.page or brand.header_links)
    own = [
        *sheets,
        "translated.css" if page.folder else "",
        "rtl.css" if words.direction == "rtl" else "",
        "updates.css" if has_head else "",
        "languages.css" if page.others else "",
        "signing_out.css" if page.has_sign_in else "",
        "brand.css" if brand != PLAIN else "",
    ]
    rules = accent_rules(brand.light, brand.dark)
    return (
        templates_in("page")
        .get_template(template)
        .render(
            page=page,
            w=words,
            at=at,
            sign_out=SIGN_OUT,
            root=root,
            base=f"../{root}" if page.folder else root,
            postmortem=IncidentStatus.POSTMORTEM,
            style=_style(_sheet(*filter(None, own)) + more + rules),
            glyphs=tuple((look.style, _glyph(look.style)) for look in looks),
            marks=MARKS,
            legend=tuple((look_of(each).letter, words.service_states[each]) for each in _LEGEND),
            **given,
        )
    )


@cache
def _sheet(*more: str) -> str:
    return _packed("".join(read_resource("page", name) for name in ("style.css", *more)))


@lru_cache(maxsize=16)
def _style(css: str) -> Style:
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Style(Markup(css), digest)  # noqa: S704 - our own file


def _packed(css: str) -> str:
    """A stylesheet of ours without what only its writers read: comments, blanks, long names."""
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    css = re.sub(r" ?([{};,]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()
    names = dict.fromkeys(name for name in _VARIABLE.findall(css) if name not in ACCENT_NAMES)
    # A digit behind the dashes is a name too, but not to every validator.
    short = {name: f"--v{number}" for number, name in enumerate(names)} | ACCENT_NAMES
    return _VARIABLE.sub(lambda found: short[found[0]], css)


@cache
def _glyph(name: str) -> str:
    """The outline of a status glyph, from the same file as on the board."""
    found = _PATH.search(read_resource("icons/status", f"{name}.svg"))
    if found is None:
        raise LookupError(name)
    return found[1]
