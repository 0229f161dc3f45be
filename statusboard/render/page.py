"""The public page as HTML: static, whole in every file, complete where no script may run.

The stylesheet stands inside each page, allowed by its digest: a visitor can never meet a page
without its looks, or with those of another generation. The templates escape every text; only
bodies are HTML already, and those come sanitised from `markdown`.
"""

from markupsafe import Markup

from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.announcements import AnnouncementFacts
from statusboard.render.history import Month, MonthFacts, Year
from statusboard.render.maintenance import MaintenanceFacts
from statusboard.render.page_facts import incident_facts
from statusboard.render.page_frame import UPWARDS, Frames
from statusboard.render.service_page import ServicePage
from statusboard.render.uptime_page import UptimePage


def index_html(frames: Frames) -> str:
    """The page itself. Where each linked run of days stands in a strip is part of its sheet."""
    page = frames.page
    runs = {run.place: run for g in page.groups for s in g.services for run in s.linked}
    places = "".join(
        f".{place}{{grid-column:{run.at + 1}{f'/span {run.days}' if run.days > 1 else ''}}}"
        for place, run in sorted(runs.items())
    )
    columns = f".strip{{grid-template-columns:repeat({max(page.days, 1)},1fr)}}"
    for end, said in (("before", page.days_ago), ("after", page.words.home.today)):
        columns += f'.under::{end}{{content:"{said}"}}'
    sheets = ("index.css", "metrics.css") if page.metrics else ("index.css",)
    return frames.render("index.html", root="", sheets=sheets, more=columns + places)


def incident_html(frames: Frames, view: PublicView, incident: PublicIncident, month: Month) -> str:
    """The page of one incident, under its permanent address, and the way to its month."""
    facts = incident_facts(view, incident, root=UPWARDS)
    return frames.render("incident.html", at=f"incidents/{facts.id}/", incident=facts, month=month)


def month_html(frames: Frames, facts: MonthFacts) -> str:
    """The page of one month, under its permanent address."""
    return frames.render("month.html", at=f"history/{facts.month.key}/", facts=facts)


def history_html(
    frames: Frames,
    years: tuple[Year, ...],
    announcements: tuple[AnnouncementFacts, ...],
    planned: tuple[MaintenanceFacts, ...],
    compatible: str,
) -> str:
    """The way to every month, to planned work, and to every announcement.

    `compatible` is HTML that nobody sees, for programs that read Statuspage's page of the past.
    """
    return frames.render(
        "history.html",
        root="../",
        at="history/",
        years=years,
        announcements=announcements,
        planned=planned,
        compatible=Markup(compatible),  # noqa: S704 - escaped where it is made
    )


def older_html(frames: Frames, years: tuple[Year, ...], compatible: str) -> str:
    """The way to some months, with what `compatible` holds of them for programs."""
    return frames.render(
        "history.html",
        root="../../../",
        years=years,
        announcements=(),
        planned=(),
        compatible=Markup(compatible),  # noqa: S704 - escaped where it is made
    )


def announcement_html(frames: Frames, facts: AnnouncementFacts) -> str:
    """The page of one announcement, under its permanent address."""
    return frames.render("announcement.html", at=f"announcements/{facts.id}/", facts=facts)


def maintenance_html(frames: Frames, facts: MaintenanceFacts) -> str:
    """The page of one window of planned work, under its permanent address."""
    return frames.render("maintenance.html", at=f"maintenance/{facts.id}/", facts=facts)


def service_html(frames: Frames, facts: ServicePage) -> str:
    """The page of one service, under its permanent address."""
    at = f"services/{facts.service.id}/"
    sheets = ("service.css", "metrics.css") if facts.metrics else ("service.css",)
    return frames.render("service.html", at=at, sheets=sheets, facts=facts)


def uptime_html(frames: Frames, facts: UptimePage) -> str:
    """How uptime is counted."""
    return frames.render("uptime.html", root="../", at="uptime/", facts=facts)
