"""What the doctor says of a private page: whether anybody gets in, and whether it is one at all."""

from collections.abc import Iterator

from statusboard.app.page.readers import page_readers
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.settings import PUBLIC_URL, public_page_id, text_setting
from statusboard.domain.page import Page
from statusboard.domain.views.readers import PageReaders
from statusboard.storage.pages import read_page_settings, read_pages
from statusboard.storage.unit import Unit

SUBJECT = "readers"


def reader_findings(unit: Unit) -> Iterator[Finding]:
    """Who may read each page; nothing where everybody may and nobody chose otherwise."""
    for page in read_pages(unit):
        yield from _of(unit, page)


def _of(unit: Unit, page: Page) -> Iterator[Finding]:
    settings = read_page_settings(unit, page.id)
    named = "the page" if page.is_main else f"the page {page.key}"
    found = page_readers(unit, settings, public_page_id(settings))
    if not found.is_private:
        if found.is_anybody:
            words = f"everybody may read {named}, though it has ways in: make it private under "
            yield Finding(SUBJECT, Verdict.NOTE, f"{words}[access], or take these away")
        return
    if not found.is_anybody:
        words = f"{named} is private and nobody has a way in; give a password, a link, or allow "
        yield Finding(SUBJECT, Verdict.PROBLEM, f"{words}addresses (statusboard readers)")
        return
    yield Finding(SUBJECT, Verdict.FINE, f"{named} is private; {_ways(found)}")
    address = text_setting(settings, PUBLIC_URL)
    if not address.startswith("https://"):
        words = "the page server has no public address of https, so passwords and links can be "
        if not page.is_main:
            words = f"{named} has no public address of https, so passwords and links can be "
        yield Finding(
            SUBJECT, Verdict.NOTE, f"{words}read on the way; give it as [server] public_url"
        )


def _ways(found: PageReaders) -> str:
    ways = ["a password"] if found.has_password else []
    links = len(found.open_links)
    if links:
        ways.append("1 personal link" if links == 1 else f"{links} personal links")
    if found.networks:
        ways.append(f"from {', '.join(found.networks)}")
    return f"read by {' or '.join(ways)}"
