"""From which locations a check is asked, and how many of them have to agree: rows of its form."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP

from statusboard.app.services.rules import MOST_ANSWERS
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.location import EVERYWHERE, HOME
from statusboard.domain.views.verify import CheckDetail

_DECLARATION = "Declaration"
_SOME = "some"
_ASKED_FROM, _LOCATIONS, _QUORUM = "asked_from", "locations", "quorum"


def _text(text: str) -> str:
    return str(QT_TRANSLATE_NOOP(_DECLARATION, text))


def _quorum_problem(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= MOST_ANSWERS:
        return None
    return _text("Write a whole number from 1 to 100, or nothing.")


_FIELDS = (
    FieldSpec(
        _ASKED_FROM,
        FieldKind.CHOICE,
        _text("Asked from"),
        default=HOME,
        choices=(HOME, EVERYWHERE, _SOME),
        choice_words=(
            (HOME, _text("Home alone")),
            (EVERYWHERE, _text("Every location")),
            (_SOME, _text("Some locations")),
        ),
    ),
    FieldSpec(
        _LOCATIONS,
        FieldKind.LINES,
        _text("Locations"),
        needs=_ASKED_FROM,
        only_for=(_SOME,),
        required=True,
    ),
    FieldSpec(
        _QUORUM,
        FieldKind.NUMBER,
        _text("Major outage from"),
        unit=_text("locations that agree"),
        help=_text(
            "Left empty: more than half of those that know. Where fewer are down, the outage is a "
            "partial one."
        ),
        example=_text("more than half"),
        check=_quorum_problem,
        needs=_ASKED_FROM,
        only_for=(EVERYWHERE, _SOME),
    ),
)


def location_fields(
    kind: CheckKind | None, known: Sequence[str], check: CheckDetail | None
) -> tuple[FieldSpec, ...]:
    """The rows; none where there is one location, or where the kind is asked at home alone.

    A check that names locations already has them all the same, so that they can be taken out.
    """
    is_named = check is not None and bool(check.locations)
    if kind is None or kind.receives is not None or (kind.batched and not is_named):
        return ()
    return _FIELDS if is_named or len(known) > 1 else ()


def location_values(check: CheckDetail) -> dict[str, object]:
    """What the rows show of a check."""
    names = check.locations
    if not names:
        return {_ASKED_FROM: HOME}
    if EVERYWHERE in names:
        return {_ASKED_FROM: EVERYWHERE, _QUORUM: check.quorum}
    return {_ASKED_FROM: _SOME, _LOCATIONS: "\n".join(names), _QUORUM: check.quorum}


def locations_of(values: Mapping[str, object]) -> tuple[tuple[str, ...], int | None]:
    """The locations that the rows name (none: home alone), and the number that has to agree."""
    quorum = values.get(_QUORUM)
    number = quorum if isinstance(quorum, int) else None
    match values.get(_ASKED_FROM):
        case str(where) if where == EVERYWHERE:
            return (EVERYWHERE,), number
        case str(where) if where == _SOME:
            return tuple(str(values.get(_LOCATIONS) or "").splitlines()), number
        case _:
            return (), None
