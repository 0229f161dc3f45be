"""Which pages a text is for, and what it would tell their readers that they do not know."""

from collections.abc import Iterator

from statusboard.app.page.pages_of_text import is_for
from statusboard.domain.notice import Wording
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.pages import read_pages, read_sight
from statusboard.storage.unit import Unit


def refuse_unknown_pages(unit: Unit, wording: Wording) -> None:
    """Raises RuleBroken where a text is narrowed to a page that there is not (any more)."""
    known = [page.key for page in read_pages(unit)]
    strange = next((key for key in wording.pages if key not in known), None)
    if strange is not None:
        sentence = f"There is no page called “{strange}”. Known: {', '.join(known)}."
        raise RuleBroken(sentence, field="pages")


def names_hidden_from(unit: Unit, wording: Wording) -> Iterator[str]:
    """The names of services that a page which shows the text does not show.

    Whoever writes for readers of several pages names only what all of them know: one text goes to
    all. A name that is part of one which they know is no secret.
    """
    components = read_components(unit)
    for page in read_pages(unit):
        sight = read_sight(unit, page.id)
        if sight.services is None or not is_for(sight, wording):
            continue
        known = [one.name.casefold() for one in components if sight.has(one.id)]
        for one in components:
            if not sight.has(one.id) and not any(one.name.casefold() in name for name in known):
                yield one.name
