"""Rendering grows in a line with what was told, and a new notice costs little of the whole.

Counted in calls of functions, which are the same on every machine and under every load.
"""

import sys
from dataclasses import replace
from types import FrameType

from statusboard.domain.views.public import PublicView
from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from tests.bench.render_bench import a_view, told_once_more


def calls_of(shown: PublicView, memory: SiteMemory | None = None) -> int:
    """How many functions of Python are called while a page is rendered.

    It was rendered once before: what a program remembers of its texts is not counted.
    """
    if memory is None:
        render_site(shown)
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        render_site(shown, memory)
    finally:
        sys.setprofile(before)
    return calls


def test_twice_as_many_incidents_are_at_most_twice_the_work() -> None:
    five, ten, twenty = (calls_of(a_view(count, services=4)) for count in (5, 10, 20))
    assert twenty - ten <= 2.1 * (ten - five)


def test_an_incident_costs_no_more_where_there_are_more_services() -> None:
    few, many = (
        calls_of(a_view(12, services=count)) - calls_of(a_view(4, services=count))
        for count in (4, 20)
    )
    assert many <= 1.2 * few


def test_one_more_notice_costs_a_small_part_of_the_first_rendering() -> None:
    shown, memory = a_view(25, services=5), SiteMemory()
    first = calls_of(shown, memory)
    assert calls_of(told_once_more(shown), memory) <= 0.6 * first


def test_a_page_costs_the_same_in_however_many_languages_there_are() -> None:
    """What stands around it leads to all of them, and is made once for all pages of a language."""

    def of_four(*languages: str) -> float:
        fewer, more = (
            calls_of(replace(a_view(count, services=2), languages=languages)) for count in (2, 6)
        )
        return (more - fewer) / len(languages)

    assert of_four("en", "de", "fr", "es", "nl") <= 1.05 * of_four("en", "de")
