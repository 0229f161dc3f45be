"""The page as plain text, `status.txt`: for terminals, slow lines and readers of every kind.

What people wrote is moved in, so that nothing in it can look like a heading of the page.
"""

from collections.abc import Iterator, Sequence
from textwrap import indent

from statusboard.domain.views.public import PublicIncident, PublicMaintenance, PublicView
from statusboard.render.headline import unresolved
from statusboard.render.maintenance import maintenance_facts, running, upcoming
from statusboard.render.page_facts import PageFacts, incident_facts
from statusboard.render.plain_text import body_text
from statusboard.render.service_facts import GroupFacts
from statusboard.render.update_facts import UpdateFacts

MOVED_IN = "    "


def status_text(view: PublicView, page: PageFacts) -> bytes:
    """What the page says: how everything is, what goes on and is planned, each service, uptime."""
    blocks = [
        "\n".join(_head(page)),
        *("\n".join(_incident(view, one)) for one in unresolved(view)),
        *("\n".join(_work(view, one)) for one in (*running(view), *upcoming(view))),
        *("\n".join(_group(one)) for one in page.groups),
        "\n".join(_record(view, page)),
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def _head(page: PageFacts) -> Iterator[str]:
    yield page.name
    if page.is_demo:
        yield "Sample data. The services, figures and notices on this page are made up."
    yield ""
    yield page.headline.upper()
    yield f"{page.count} As of {page.as_of.text}.".strip()


def _incident(view: PublicView, one: PublicIncident) -> Iterator[str]:
    facts = incident_facts(view, one)
    yield f"INCIDENT  {facts.title}"
    yield ", ".join(part for part in (facts.word, facts.services) if part)
    yield f"Started {facts.started.text}"
    yield from _said([update.wording.body for update in one.updates], facts.updates)
    if facts.promise is not None:
        yield f"Next update by {facts.promise.text}"


def _work(view: PublicView, one: PublicMaintenance) -> Iterator[str]:
    facts = maintenance_facts(view, one)
    yield f"PLANNED WORK  {facts.title}"
    yield ", ".join(part for part in (facts.word, facts.services) if part)
    yield f"{facts.starts.text} to {facts.ends.text}"
    yield from _said([update.wording.body for update in one.updates], facts.updates)


def _said(bodies: Sequence[str], updates: Sequence[UpdateFacts]) -> Iterator[str]:
    """What was said and still stands, newest first."""
    for body, facts in zip(bodies, updates, strict=True):
        if facts.taken_back:
            continue
        yield f"  {facts.word}, {facts.at.text}"
        yield indent(body_text(body), MOVED_IN)


def _group(group: GroupFacts) -> Iterator[str]:
    state = f": {group.word}" if group.word else ""
    yield f"SERVICES  {group.name}{state}".strip()
    for service in group.services:
        yield f"  {service.name}: {service.word}"
        yield f"{MOVED_IN}{service.uptime}"


def _record(view: PublicView, page: PageFacts) -> Iterator[str]:
    yield "UPTIME"
    yield page.record
    yield page.rule
    if view.page_url:
        yield ""
        yield view.page_url
