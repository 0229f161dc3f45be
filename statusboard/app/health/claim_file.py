"""Places where a claim is said in the file of a desk: brought to what it says, and written so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statusboard.app.health.claims import Claims
from statusboard.app.services.faults import within_part
from statusboard.app.services.naming import services_named, shortest_name
from statusboard.catalog.fields import FieldKind, FieldSpec, validate
from statusboard.domain.claim import SINCE, YEAR, Asked, ClaimKind
from statusboard.domain.language import Language
from statusboard.domain.languages import LANGUAGES
from statusboard.domain.notice import TITLE_LIMIT
from statusboard.domain.period import read_period
from statusboard.domain.views.statement import ClaimUse
from statusboard.errors import RuleBroken
from statusboard.storage.claim_uses import add_use, end_use, read_uses
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit

FIELDS = (
    FieldSpec(
        "where",
        FieldKind.TEXT,
        "Where it is said",
        required=True,
        tidy=str.strip,
        help="Such as “home page”. With claim, period, services and language it is known again.",
    ),
    FieldSpec(
        "claim",
        FieldKind.CHOICE,
        "Claim",
        default=ClaimKind.AVAILABILITY.value,
        choices=tuple(ClaimKind),
        help="What is said there.",
    ),
    FieldSpec(
        "period",
        FieldKind.TEXT,
        "Period",
        default="",
        help="Such as 12mo, 90d, this-quarter or 2026-Q3; 12mo where nothing is said, none for "
        "major-free and record-run.",
    ),
    FieldSpec(
        "percent",
        FieldKind.TEXT,
        "Percentage",
        default="",
        help="As it stands there, such as 99.98. Without a figure: the best that may be said now.",
    ),
    FieldSpec(
        "count",
        FieldKind.NUMBER,
        "Number",
        default=None,
        help="Of days, services or minutes, by the claim, as it stands there.",
    ),
    FieldSpec("of", FieldKind.NUMBER, "Of so many", default=None, help="Services or incidents."),
    FieldSpec(
        "services",
        FieldKind.LINES,
        "Services",
        default=(),
        help="Their names, or GROUP/NAME; all of them where none is named.",
    ),
    FieldSpec(
        "language",
        FieldKind.CHOICE,
        "Language",
        default=Language.ENGLISH.value,
        choices=tuple(LANGUAGES),
        help="In which it is said there.",
    ),
    FieldSpec(
        "said",
        FieldKind.TEXT,
        "As it is said",
        default="",
        help="The words that stand there; those of the desk where nothing is said.",
    ),
)


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A place of a file. `services` are names; `said` empty: in the words of the desk."""

    where: str
    asked: Asked
    services: tuple[str, ...] = ()
    language: str = Language.ENGLISH
    said: str = ""

    @property
    def has_figure(self) -> bool:
        """Whether the file says which figure stands there."""
        return bool(self.asked.percent) or self.asked.count is not None


@dataclass(frozen=True, slots=True)
class ApplyClaims:
    """The places that a file names; what it does not name stays."""

    places: tuple[ClaimPlace, ...] = ()


def place_input(table: Mapping[str, object]) -> ClaimPlace:
    """A place of a file. Raises RuleBroken with the field at fault."""
    named = table.get("services", ())
    names = tuple(map(str, named)) if isinstance(named, list | tuple) else (str(named),)
    values = validate(FIELDS, {key: value for key, value in table.items() if key != "services"})
    where = str(values["where"])
    if len(where) > TITLE_LIMIT:
        raise RuleBroken(f"That is longer than {TITLE_LIMIT} characters.", field="where")
    kind = ClaimKind(str(values["claim"]))
    period = str(values["period"] or "")
    if period and not kind.has_period:
        raise RuleBroken(f"{kind} is about no period: leave it out.", field="period")
    if kind.has_period and period != SINCE:
        period = period or YEAR
        try:
            read_period(period)
        except ValueError as error:
            raise RuleBroken(str(error), field="period") from error
    try:
        count, of = (_number(values[name]) for name in ("count", "of"))
        asked = Asked(kind, period, str(values["percent"] or ""), count, of)
    except ValueError as error:
        raise RuleBroken(str(error), field="percent") from error
    language = str(values["language"])
    return ClaimPlace(where, asked, names, language, str(values["said"] or ""))


def bring_claims(unit: Unit, given: ApplyClaims) -> list[str]:
    """What changed, one line each.

    What stands there with its figure is recorded as it is, and watched: whether it is true is told
    as of any other. Without a figure it is judged now. Raises RuleBroken for one that is not
    carried then, and for a service that there is not.
    """
    if not given.places:
        return []
    known = {
        _key(one.where, one.asked, one.component_ids, one.language): one for one in read_uses(unit)
    }
    lines = []
    for number, place in enumerate(given.places):
        with within_part(f"claim.{number}"):
            ids = _ids(unit, place.services)
            before = known.get(_key(place.where, place.asked, ids, place.language))
            if before is not None and (not place.has_figure or _is_same(before, place)):
                continue
            asked, said = _settled(unit, place, ids)
        if before is not None:
            end_use(unit, before.id)
        add_use(
            unit,
            place=place.where,
            asked=asked,
            component_ids=ids,
            language=place.language,
            sentence=said,
        )
        lines.append(f"{'added' if before is None else 'changed'} claim in {place.where}")
    return lines


def claim_tables(unit: Unit) -> Iterator[dict[str, object]]:
    """The places, each as a table of the file; those about a service that is gone are left out."""
    components = {one.id: one for one in read_components(unit)}
    groups = {one.id: one.name for one in read_groups(unit)}
    for use in read_uses(unit):
        if not components.keys() >= set(use.component_ids):
            continue
        mine = [components[number] for number in use.component_ids]
        names = [shortest_name(one, components.values(), groups) for one in mine]
        yield {
            "where": use.where,
            "claim": use.asked.kind.value,
            "period": use.asked.period or None,
            "percent": use.asked.percent or None,
            "count": use.asked.count,
            "of": use.asked.of,
            "services": names or None,
            "language": use.language,
            "said": use.sentence,
        }


def place_key(place: ClaimPlace) -> tuple[object, ...]:
    """By what a place of a file is known."""
    return _key(place.where, place.asked, place.services, place.language)


def _key(
    where: str, asked: Asked, services: tuple[object, ...], language: str
) -> tuple[object, ...]:
    return where, asked.kind, asked.period, frozenset(services), language


def _is_same(before: ClaimUse, place: ClaimPlace) -> bool:
    return before.asked == place.asked and place.said in ("", before.sentence)


def _settled(unit: Unit, place: ClaimPlace, ids: tuple[int, ...]) -> tuple[Asked, str]:
    """The claim with its figure, and its words."""
    row = Claims.of(unit, ids, place.language).row(place.asked)
    if not row.is_carried and not place.has_figure:
        instead = f" True is: {row.nearest.text.headline}." if row.nearest else ""
        raise RuleBroken(f"{row.detail}{instead}", field="claim")
    asked = place.asked if place.has_figure else row.asked
    return asked, place.said or row.text.headline


def _ids(unit: Unit, names: tuple[str, ...]) -> tuple[int, ...]:
    found = {one.id for one in services_named(unit, names)}
    return tuple(one.id for one in read_components(unit) if one.id in found)


def _number(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, float) and value.is_integer() and value >= 0:
        return int(value)
    raise RuleBroken("Write a whole number from 0 on.", field="count")
