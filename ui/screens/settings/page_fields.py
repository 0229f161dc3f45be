"""The form of a page beside the main one: the declared fields that matter first, and what it shows.

Everything else of a page stands in the file of the desk, or is set by `statusboard pages change`.
"""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.page.page_inputs import PageInput
from statusboard.app.settings import PAGE
from statusboard.catalog.access_fields import ACCESS
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.server_fields import SERVER
from statusboard.domain.page import Shows
from statusboard.domain.views.pages import PageView

KEY, SHOWS, SERVICES, GROUPS = "key", "shows", "services", "groups"
_SHOWN = (
    FieldSpec(
        SHOWS,
        FieldKind.CHOICE,
        "Services it shows",
        choices=tuple(Shows),
        choice_words=(
            (Shows.ALL.value, "All services"),
            (Shows.ONLY.value, "Only these"),
            (Shows.EXCEPT.value, "All except these"),
        ),
        default=Shows.ALL.value,
        help="What it does not show is in none of its files, forms and messages.",
    ),
    FieldSpec(
        SERVICES,
        FieldKind.LINES,
        "Services",
        needs=SHOWS,
        only_for=(Shows.ONLY.value, Shows.EXCEPT.value),
    ),
    FieldSpec(
        GROUPS,
        FieldKind.LINES,
        "Groups",
        help="Each with all that is in it, now and later.",
        needs=SHOWS,
        only_for=(Shows.ONLY.value, Shows.EXCEPT.value),
    ),
)
_KEY = FieldSpec(
    KEY,
    FieldKind.TEXT,
    "Key",
    required=True,
    help="What it is known by here, for ever. Nobody outside reads it.",
    example="partners",
)
# By the setting, in the order in which people ask.
_SETTINGS = {
    section.setting(spec.name): spec
    for section, names in (
        (PAGE, ("name", "url", "zone", "language", "languages")),
        (SERVER, ("public_url", "contact")),
        (ACCESS, ("private", "networks")),
    )
    for spec in section.fields
    if spec.name in names
}
_FOLDED = ("zone", "language", "languages", "contact")


def page_specs(*, is_main: bool, is_new: bool) -> tuple[FieldSpec, ...]:
    """The fields of a page; of the main one what it shows, for the rest has cards of its own."""
    if is_main:
        return _SHOWN
    own = (replace(spec, advanced=spec.name in _FOLDED) for spec in _SETTINGS.values())
    return (*((_KEY,) if is_new else ()), *own, *_SHOWN)


def values_of(page: PageView) -> dict[str, object]:
    """What stands in the form of a page."""
    kept = {spec.name: page.values.get(key) for key, spec in _SETTINGS.items()}
    shown = {SHOWS: page.shows, SERVICES: _lines(page.services), GROUPS: _lines(page.groups)}
    return {name: value for name, value in (kept | shown).items() if value not in (None, "")}


def input_of(values: Mapping[str, object], key: str, *, is_main: bool) -> PageInput:
    """The page as the form describes it: what was emptied is taken back."""
    settings = {} if is_main else {one: values.get(s.name) for one, s in _SETTINGS.items()}
    shows = str(values.get(SHOWS) or Shows.ALL.value)
    if shows == Shows.ALL.value:
        return PageInput(key, settings, shows)
    return PageInput(key, settings, shows, _names(values, SERVICES), _names(values, GROUPS))


def _lines(names: tuple[str, ...]) -> str:
    return "\n".join(names)


def _names(values: Mapping[str, object], field: str) -> tuple[str, ...]:
    return tuple(str(values.get(field) or "").splitlines())
