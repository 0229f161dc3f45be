"""The form of a page beside the main one: the declared fields that matter first, and what it shows.

Folded away are its languages, its looks and its response times. Its statement and where weaknesses
are reported stand in the file of the desk, or are set by `statusboard pages change`.
"""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.page.page_inputs import PageInput
from statusboard.app.settings import PAGE
from statusboard.catalog.access_fields import ACCESS
from statusboard.catalog.brand_fields import BRAND
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.metric_fields import METRICS
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
        (PAGE, ("name", "url", "zone", "language", "languages", "texts")),
        (SERVER, ("public_url", "contact")),
        (ACCESS, ("private", "networks", "days")),
        (BRAND, tuple(spec.name for spec in BRAND.fields)),
        (METRICS, tuple(spec.name for spec in METRICS.fields)),
    )
    for spec in section.fields
    if spec.name in names
}
_WORDS, _LOOKS, _TIMES = "Languages", "Looks", "Response times"
# What is folded away, by the heading that it stands under.
_FOLDED = {
    "contact": "",
    "days": "",
    **dict.fromkeys(("zone", "language", "languages", "texts"), _WORDS),
    **{spec.name: _LOOKS for spec in BRAND.fields},
    **{spec.name: _TIMES for spec in METRICS.fields},
}


def page_specs(*, is_main: bool, is_new: bool) -> tuple[FieldSpec, ...]:
    """The fields of a page; of the main one what it shows, for the rest has cards of its own."""
    if is_main:
        return _SHOWN
    own = (
        replace(spec, advanced=spec.name in _FOLDED, group=_FOLDED.get(spec.name, ""))
        for spec in _SETTINGS.values()
    )
    return (*((_KEY,) if is_new else ()), *own, *_SHOWN)


def row_of(field: str) -> str:
    """The field of the form that a refusal is about: a setting by its key, or one of its own."""
    spec = _SETTINGS.get(field)
    return field.rpartition(".")[2] if spec is None else spec.name


def values_of(page: PageView) -> dict[str, object]:
    """What stands in the form of a page."""
    kept = {spec.name: page.values.get(key) for key, spec in _SETTINGS.items()}
    shown = {SHOWS: page.shows, SERVICES: _lines(page.services), GROUPS: _lines(page.groups)}
    return {name: value for name, value in (kept | shown).items() if value not in (None, "")}


def input_of(
    values: Mapping[str, object], key: str, *, is_main: bool, before: Mapping[str, object]
) -> PageInput:
    """The page as the form describes it: what was emptied is taken back.

    Of a page that is there only what is not as it was `before`, when the form was opened: the rest
    is left to whoever chose it since. Else a page that became private meanwhile would be public.
    """

    def is_changed(name: str) -> bool:
        return not before or (values.get(name) or None) != (before.get(name) or None)

    settings = {
        one: values.get(spec.name)
        for one, spec in _SETTINGS.items()
        if not is_main and is_changed(spec.name)
    }
    if not any(map(is_changed, (SHOWS, SERVICES, GROUPS))):
        return PageInput(key, settings)
    shows = str(values.get(SHOWS) or Shows.ALL.value)
    if shows == Shows.ALL.value:
        return PageInput(key, settings, shows)
    return PageInput(key, settings, shows, _names(values, SERVICES), _names(values, GROUPS))


def _lines(names: tuple[str, ...]) -> str:
    return "\n".join(names)


def _names(values: Mapping[str, object], field: str) -> tuple[str, ...]:
    return tuple(str(values.get(field) or "").splitlines())
