"""What the doctor says of the response times on the pages: those that have nothing to show."""

from collections.abc import Iterator

from statusboard.app.page.metrics import chosen_metrics
from statusboard.app.page.public_metrics import public_metrics
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.domain.page import Page
from statusboard.domain.views.public_metrics import PublicMetric
from statusboard.storage.components import read_components
from statusboard.storage.pages import read_page_settings, read_pages, read_sight
from statusboard.storage.unit import Unit

SUBJECT = "response times"


def metric_findings(unit: Unit) -> Iterator[Finding]:
    """One finding for each that shows nothing, or that all of a page's have figures."""
    every = read_components(unit)
    for page in read_pages(unit):
        settings, sight = read_page_settings(unit, page.id), read_sight(unit, page.id)
        components = [one for one in every if sight.has(one.id)]
        chosen = chosen_metrics(settings, components)
        shown = public_metrics(unit, components, settings)
        troubles = [
            f"{one.service}: the page has no such service any more, so nothing is shown; take the "
            "line out under Page in Settings"
            for one, component in chosen
            if component is None
        ]
        troubles += [words for one in shown if (words := _lacking(one))]
        for words in troubles:
            yield Finding(_subject(page), Verdict.NOTE, words)
        if shown and not troubles:
            yield Finding(_subject(page), Verdict.FINE, f"{len(shown)} shown, with figures")


def _subject(page: Page) -> str:
    return SUBJECT if page.is_main else f"{SUBJECT} of {page.key}"


def _lacking(one: PublicMetric) -> str:
    """What a metric lacks; empty where it has a figure of its last whole hour."""
    if one.last is not None:
        return ""
    if any(step is not None for series in one.series for step in series.steps):
        return (
            f"{one.name}: nothing was measured in the last whole hour; see in Verify whether its "
            "checks are asked"
        )
    return (
        f"{one.name}: no figures in 30 days, so the page says “no data”; a service needs a check "
        "of ours that measures response times, such as a web address"
    )
