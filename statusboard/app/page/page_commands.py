"""The verbs about the pages of a desk: one more, another choice, one less."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.page.choices import Choices
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.page_choices import add, change, remove
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.page.page_inputs import PageInput, PageSaved, RemovePage
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.page import Page
from statusboard.storage.unit import Unit

_TOPICS = Changes.of(Topic.SETTINGS, Topic.PUBLICATION)


@verb("page.add", Permission.CONFIGURE, PageInput, PageSaved)
def add_page(unit: Unit, given: PageInput) -> Done[PageSaved]:
    """Makes another page. Nobody reads it before it has a place. RuleBroken: the field at fault."""
    choices = _begin(unit)
    return _done(choices, add(choices, given))


@verb("page.change", Permission.CONFIGURE, PageInput, PageSaved)
def change_page(unit: Unit, given: PageInput) -> Done[PageSaved]:
    """Gives a page other settings or services, and brings it to its places.

    Raises RuleBroken where there is no such page, or with the field at fault.
    """
    choices = _begin(unit)
    return _done(choices, change(choices, given))


@verb("page.remove", Permission.CONFIGURE, RemovePage, PageSaved)
def remove_page(unit: Unit, given: RemovePage) -> Done[PageSaved]:
    """Ends a page: its readers are told nothing, and what it has said stays as history.

    Raises RuleBroken where there is no such page, and for the main one.
    """
    choices = _begin(unit)
    return _done(choices, remove(choices, given))


def _begin(unit: Unit) -> Choices:
    choices = Choices.read(unit, target_kinds())
    keep_page_id(unit)
    return choices


def _done(choices: Choices, page: Page) -> Done[PageSaved]:
    is_changed = bool(choices.lines)
    return Done(
        PageSaved(page.id, is_changed, choices.show()),
        _TOPICS if is_changed else Changes(),
        Audit(f"page {page.key}", {"changes": list(choices.lines)}),
    )
