"""The page as plain text, `status.txt`: for terminals, slow lines and readers of every kind.

What people wrote is moved in, so that nothing in it can look like a heading of the page.
"""

from collections.abc import Iterator, Sequence
from textwrap import indent

from statusboard.domain.views.public import (
    PublicIncident,
    PublicMaintenance,
    PublicUpdate,
    PublicView,
)
from statusboard.render.headline import unresolved
from statusboard.render.maintenance import maintenance_facts, running, upcoming
from statusboard.render.page_facts import PageFacts, incident_facts
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.known import words_of
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
        *("\n".join(_group(one, page.words)) for one in page.groups),
        "\n".join(_record(view, page)),
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def _head(page: PageFacts) -> Iterator[str]:
    yield page.name
    if page.is_demo:
        yield f"{page.words.frame.sample} {page.words.frame.sample_more}"
    yield ""
    yield page.headline.upper()
    yield f"{page.count} {page.words.home.as_of.format(at=page.as_of.text)}".strip()


def _incident(view: PublicView, one: PublicIncident) -> Iterator[str]:
    facts, words = incident_facts(view, one), words_of(view)
    yield f"{words.notice.incident.upper()}  {facts.title}"
    yield words.comma.join(part for part in (facts.word, facts.services) if part)
    yield words.notice.started_text.format(at=facts.started.text)
    yield from _said(one.updates, facts.updates)
    if facts.promise is not None:
        yield words.notice.next_update.format(at=facts.promise.text)


def _work(view: PublicView, one: PublicMaintenance) -> Iterator[str]:
    facts, words = maintenance_facts(view, one), words_of(view)
    yield f"{words.home.planned.upper()}  {facts.title}"
    yield words.comma.join(part for part in (facts.word, facts.services) if part)
    yield words.dates.span.format(first=facts.starts.text, last=facts.ends.text)
    yield from _said(one.updates, facts.updates)


def _said(said: Sequence[PublicUpdate], updates: Sequence[UpdateFacts]) -> Iterator[str]:
    """What was said and still stands, newest first."""
    for update, facts in zip(said, updates, strict=True):
        if facts.taken_back:
            continue
        yield f"  {facts.word}, {facts.at.text}"
        if facts.note:
            yield f"  {facts.note}"
        for body in filter(None, (update.wording.body, update.original)):
            yield indent(body_text(body), MOVED_IN)


def _group(group: GroupFacts, words: PageWords) -> Iterator[str]:
    state = f"{words.colon}{group.word}" if group.word else ""
    yield f"{words.home.services.upper()}  {group.name}{state}".strip()
    for service in group.services:
        yield f"  {service.name}{words.colon}{service.word}"
        yield f"{MOVED_IN}{service.uptime}"


def _record(view: PublicView, page: PageFacts) -> Iterator[str]:
    yield page.words.figures.uptime.upper()
    yield page.record
    yield page.rule
    if view.page_url:
        yield ""
        yield view.page_url
