"""What is promised, as it stands in the file of `apply`: of a service, or of a group."""

from decimal import Decimal

from statusboard.app.services.inputs import USUAL_WINDOW, PromiseInput
from statusboard.app.services.objective_rules import settle_objective
from statusboard.app.services.toml_source import Path, Source, Table
from statusboard.domain.objective import Hours, Objective, window_text
from statusboard.domain.percent import promised_text
from statusboard.errors import RuleBroken

PROMISE_KEYS = ("promised", "promised_over", "promised_hours")


def promise_in(source: Source, path: Path, table: Table) -> PromiseInput:
    """What a table promises, every rule checked. Raises RuleBroken with the line."""
    given = PromiseInput(
        _promised(source, path, table),
        source.text(path, table, "promised_over") or USUAL_WINDOW,
        source.text(path, table, "promised_hours") or Hours.ALL.value,
    )
    try:
        settle_objective(given)
    except RuleBroken as broken:
        raise source.fault((*path, broken.field), broken.sentence) from broken
    return given


def promise_values(objective: Objective) -> dict[str, object]:
    """The keys of an objective; those at their default are left out."""
    usual = Objective(objective.promised_ppm)
    values: dict[str, object] = {"promised": Decimal(promised_text(objective.promised_ppm) or "")}
    if objective.window != usual.window:
        values["promised_over"] = window_text(objective.window)
    if objective.hours is not usual.hours:
        values["promised_hours"] = objective.hours.value
    return values


def _promised(source: Source, path: Path, table: Table) -> str | None:
    given = table.get("promised")
    if given is None or isinstance(given, str):
        return given
    # Digits without end are no percentage either, and Python would not even print them.
    if isinstance(given, bool) or not isinstance(given, int | float) or abs(given) > 1_000_000:
        raise source.fault((*path, "promised"), "promised must be a percentage, such as 99.95.")
    return str(given)
