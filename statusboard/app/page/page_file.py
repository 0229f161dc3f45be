"""The keys of a page of the desk in its file; its settings are tables of their own beneath it."""

from collections.abc import Mapping

from statusboard.app.page.page_inputs import PageInput
from statusboard.app.page.page_rules import settled
from statusboard.catalog.fields import FieldKind, FieldSpec, validate
from statusboard.domain.page import MAIN_KEY, Shows
from statusboard.errors import RuleBroken

FIELDS = (
    FieldSpec(
        "key",
        FieldKind.TEXT,
        "Key",
        required=True,
        help="What it is known by here, for ever; “main” is the page of the table page.",
        example="partners",
    ),
    FieldSpec(
        "shows",
        FieldKind.CHOICE,
        "Shows",
        choices=tuple(Shows),
        help="All services, only those that are named, or all except these. Left out: as it is.",
    ),
    FieldSpec(
        "services",
        FieldKind.TEXT,
        "Services",
        default=(),
        help="By name, with their group before a slash where the name is not enough.",
    ),
    FieldSpec("groups", FieldKind.TEXT, "Groups", default=(), help="Each with all that is in it."),
)


def page_input(table: Mapping[str, object], values: Mapping[str, object]) -> PageInput:
    """A page as a table describes it, with these settings. What it leaves out stays as it is.

    Where it says what is shown, it says all of that. Raises RuleBroken with the field at fault.
    """
    named = {name: _names(table, name) for name in ("services", "groups")}
    given = validate(FIELDS, {key: value for key, value in table.items() if key not in named})
    key, shows = str(given["key"]), given["shows"]
    settled(values, of_a_page=key != MAIN_KEY)
    if shows is None and (named["services"] or named["groups"]):
        raise RuleBroken("Say whether these alone are shown, or all except these.", "shows")
    if shows is None:
        return PageInput(key, values)
    return PageInput(key, values, str(shows), named["services"], named["groups"])


def _names(table: Mapping[str, object], field: str) -> tuple[str, ...]:
    given = table.get(field, ())
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
        raise RuleBroken('Write names in brackets, such as ["Shop", "Checkout/API"].', field)
    return tuple(given)
